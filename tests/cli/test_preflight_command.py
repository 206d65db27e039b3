"""``pamphlet preflight``: what is said of a file, and the exit code."""

from __future__ import annotations

import json
import re

import pikepdf
import pytest
from small_leaflet import LeafletFolder, Run, encoded, picture

from pamphlet.editions import edition
from pamphlet.errors import Finding, Severity
from pamphlet.preflight.judge import Verdict
from pamphlet.preflight.rule import Claim

MADE = "out/pit/pit-en-print.pdf"


@pytest.fixture
def leaflet_written(leaflet: LeafletFolder) -> LeafletFolder:
    return leaflet.write()


def test_a_good_file(leaflet_written: LeafletFolder, run: Run) -> None:
    run("build", "pit", "--format", "print")
    result = run("preflight", MADE)
    assert result.exit_code == 0
    assert result.stdout == f"{MADE}: nothing to repair by 29 rules for PDF/X-4\n"
    assert result.stderr == ""


def test_a_file_judged_by_another_standard(leaflet_written: LeafletFolder, run: Run) -> None:
    run("build", "pit", "--format", "print")
    result = run("preflight", MADE, "--standard", "PDFX1A")
    assert result.exit_code == 1
    assert result.stdout == f"{MADE}: 1 error and 1 warning by 32 rules for PDF/X-1a:2003\n"
    assert result.stderr.splitlines()[0].startswith(f"{MADE}: warning: the file is PDF 1.6; PDF/X-1a:2003 is PDF 1.4 (")


def test_findings_name_the_page(leaflet_written: LeafletFolder, run: Run) -> None:
    run("build", "pit", "--format", "print")
    with pikepdf.open(leaflet_written.out / "pit/pit-en-print.pdf", allow_overwriting_input=True) as pdf:
        del pdf.pages[1].obj["/TrimBox"]
        pdf.save(fix_metadata_version=False)
    result = run("preflight", MADE)
    assert result.exit_code == 1
    assert f"{MADE}, page 2: error: the page has no trim box" in result.stderr


def test_json(leaflet_written: LeafletFolder, run: Run) -> None:
    run("build", "pit", "--format", "print")
    report = json.loads(run("preflight", MADE, "--json").stdout)
    assert report == {
        "files": [
            {"path": MADE, "standard": "pdfx4", "pages": 2, "rules": 29, "passed": True, "findings": []},
        ],
        "exit_code": 0,
    }


def test_a_file_that_cannot_be_read_does_not_hide_the_others(leaflet_written: LeafletFolder, run: Run) -> None:
    run("build", "pit", "--format", "print")
    result = run("preflight", "none.pdf", MADE, "--json")
    report = json.loads(result.stdout)
    assert (result.exit_code, report["exit_code"]) == (2, 2)
    assert [(each["path"], each["passed"]) for each in report["files"]] == [("none.pdf", False), (MADE, True)]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("none.pdf",), "cannot read it: no such file"),
        (("pit/article.md",), "not a PDF"),
        (("pit/article.md", "--standard", "pdfx9"), "no standard called 'pdfx9'"),
    ],
)
def test_what_cannot_be_judged(leaflet_written: LeafletFolder, run: Run, args: tuple[str, ...], said: str) -> None:
    result = run("preflight", *args)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_press_file_with_a_fault_is_not_written(
    leaflet_written: LeafletFolder, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Claim] = []

    def judge(data: bytes, claim: Claim, *, cut: bool) -> Verdict:
        assert cut
        asked.append(claim)
        fault = Finding(severity=Severity.ERROR, code="planted", message="planted")
        return Verdict(claim=claim, pages=2, rules=1, findings=(fault,))

    monkeypatch.setattr(edition, "judge", judge)
    result = run("build", "pit", "--standard", "pdfx1a")
    assert result.exit_code == 1
    assert asked == [Claim.X1A], "the handout is for no press"
    assert leaflet_written.files() == ["pit/pit-en-handout.pdf"]
    assert "[planted]" in result.stderr


def test_a_press_file_without_bleed_is_written_with_a_warning(leaflet: LeafletFolder, run: Run) -> None:
    leaflet.write(photo=encoded(picture()), settings='bleed = "0mm"\n')
    result = run("build", "pit", "--format", "print")
    assert result.exit_code == 0
    assert re.search(r"page 1: warning: the page has no bleed where ink reaches the cut: foot, head,", result.stderr)
