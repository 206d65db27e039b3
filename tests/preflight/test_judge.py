from __future__ import annotations

import contextlib
import io
import random
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Name, String
from press_files import MIDDLE, Press, paint, picture_of, put, without

from pamphlet.errors import BadInput, Severity
from pamphlet.preflight.checks import RULES
from pamphlet.preflight.judge import every_rule, judge, judge_file
from pamphlet.preflight.operators import operations, tokens
from pamphlet.preflight.rule import Claim


@pytest.mark.parametrize("standard", list(Claim))
def test_a_file_is_judged_by_what_it_claims(press: Press, standard: Claim) -> None:
    verdict = judge(press.file(standard))
    assert (verdict.claim, verdict.pages, verdict.passed) == (standard, 2, True)
    assert verdict.rules == sum(standard in rule.sources for rule in RULES)


def test_a_file_on_the_disk_is_judged_thoroughly(press: Press, tmp_path: Path) -> None:
    path = tmp_path / "file.pdf"
    path.write_bytes(press.file("pdfx4"))
    assert judge_file(path).rules == sum(Claim.X4 in rule.sources for rule in every_rule())


def test_a_file_can_be_judged_by_another_standard(press: Press) -> None:
    codes = [finding.code for finding in judge(press.file("pdfx4"), Claim.X1A).findings]
    assert codes == ["pdf-version", "pdfx-version"]
    codes = [finding.code for finding in judge(press.file("plain"), Claim.X4).findings]
    assert codes == ["pdfx-version", "xmp", "output-intent"]


def test_a_claim_that_is_not_judged_is_told(press: Press) -> None:
    pdf = press.planted(put("Info", "/GTS_PDFXVersion", value=String("PDF/X-3:2002")), "plain")
    verdict = judge(pdf)
    assert verdict.claim is Claim.PLAIN and verdict.passed
    (finding,) = verdict.findings
    assert finding.code == "claim-unknown" and "PDF/X-3:2002" in finding.message


def test_a_finding_names_page_figure_and_source(press: Press) -> None:
    pdf = press.planted(paint("0 1 1 0 k 23 300 100 50 re f"), "pdfx4")
    (finding,) = judge(pdf).findings
    assert finding.place.page == 1
    assert finding.message.startswith("a fill ends 1.9 mm past the cut at the left, where the bleed is 3.0 mm (")
    assert finding.hint == "let it run on to the edge of the bleed"


def test_faults_alike_are_one_finding(press: Press) -> None:
    source = "0 0 0 1 K 0.1 w 400 300 m 420 320 l S 0.2 w" + " 400 300 m 420 320 l S" * 4
    (finding,) = judge(press.planted(paint(source), "pdfx4")).findings
    assert ", and 4 more like it (" in finding.message
    assert finding.place.page == 1

    def uncut(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            del page.obj["/TrimBox"]

    (finding,) = judge(press.planted(uncut, "pdfx4")).findings
    assert ", and 1 more like it on 2 pages (" in finding.message


def test_an_indirect_number_is_read(press: Press) -> None:
    def point(pdf: pikepdf.Pdf) -> None:
        stream = pdf.Root.OutputIntents[0].DestOutputProfile
        stream.N = pdf.make_indirect(4)
        pdf.pages[0].obj.MediaBox[0] = pdf.make_indirect(0)

    assert press.codes(point, "pdfx4") == set()


@pytest.mark.parametrize("seed", range(20))
def test_a_spoilt_file_is_judged_or_refused(press: Press, seed: int) -> None:
    chance = random.Random(seed)
    spoilt = bytearray(press.planted(picture_of((255, 255, 255, 255), 60), "pdfx1a"))
    for _ in range(chance.choice((1, 5, 25))):
        at = chance.randrange(len(spoilt) // 100)  # what comes first is not yet a picture
        if chance.random() < 0.5:
            at = len(spoilt) - 1 - chance.randrange(8000)
        spoilt[at : at + chance.randrange(4)] = chance.choice((b"/", b"<<", b"]", b" 1 0 R ", b"null", b"(", b"-1e9"))
    with contextlib.suppress(BadInput):
        judge(bytes(spoilt), thorough=True)


def test_a_breach_of_a_standard_fails_and_a_warning_does_not(press: Press) -> None:
    assert not judge(press.planted(without("Page", "/TrimBox"), "pdfx4")).passed
    verdict = judge(press.planted(paint("0 0 0 1 K 0.1 w 400 300 m 420 320 l S"), "pdfx4"))
    assert verdict.passed and verdict.findings[0].severity is Severity.WARNING


def test_boxes_are_inherited(press: Press) -> None:
    def inherit(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            pdf.Root.Pages.MediaBox = page.MediaBox
            del page.obj.MediaBox

    assert press.codes(inherit, "pdfx4") == set()


def test_a_content_that_cannot_be_decoded_is_told(press: Press) -> None:
    def spoil(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Contents = pdf.make_stream(b"no flate at all", Filter=Name.FlateDecode)

    verdict = judge(press.planted(spoil, "pdfx4"))
    assert not verdict.passed
    assert "cannot be checked" in verdict.findings[0].message


def test_a_form_that_shows_itself_ends(press: Press) -> None:
    def loop(pdf: pikepdf.Pdf) -> None:
        form = pdf.make_stream(f"/Fm Do {MIDDLE}".encode(), Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 900, 700])
        pdf.pages[0].Resources.XObject["/Fm"] = form
        paint("0 0 0 1 k /Fm Do")(pdf)

    assert press.codes(loop, "pdfx4") == set()


@pytest.mark.parametrize("data", [b"", b"no pdf", b"%PDF-1.4\nbroken"])
def test_what_is_no_pdf_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "file.pdf"
    path.write_bytes(data)
    with pytest.raises(BadInput, match=r"file\.pdf.*not a PDF"):
        judge_file(path)


def test_a_missing_and_a_locked_file_are_refused(press: Press, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot read it"):
        judge_file(tmp_path / "none.pdf")
    with pikepdf.open(io.BytesIO(press.file("pdfx4"))) as pdf:
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(BadInput, match="locked by a password"):
        judge_file(tmp_path / "locked.pdf")


def test_every_rule_says_who_demands_it() -> None:
    for rule in every_rule():
        assert rule.sources.keys() == rule.severities.keys()
        assert all(rule.sources.values()), rule.code
        assert rule.demands.endswith("."), rule.code


def test_operators_and_their_operands() -> None:
    content = (
        b"q 1 0 0 1 5 -.5 cm/A gs[(a)]TJ (x(y)\\)z) Tj <</A (])>> BDC % c Tj\nT* BI /W 1 /CS /RGB ID q\xff Q EI f*"
    )
    names = {name: name.decode() for name in (b"q", b"cm", b"gs", b"TJ", b"Tj", b"T*", b"BI", b"f*", b"Q")}
    found = list(operations(content, names))
    assert [name for name, _ in found] == ["q", "cm", "gs", "TJ", "Tj", "T*", "BI", "f*"]
    assert tokens(found[1][1]) == ["1", "0", "0", "1", "5", "-.5"]
    assert tokens(found[2][1]) == ["/A"]
    assert tokens(found[6][1]) == ["/W", "1", "/CS", "/RGB"]
