"""Plans of many editions, and what becomes of them."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

import pamphlet
from pamphlet.editions import batch
from pamphlet.editions.batch import plan_batch, run_batch, worst
from pamphlet.editions.edition import Edition
from pamphlet.editions.options import Options
from pamphlet.editions.report import run_report
from pamphlet.editions.workshop import Workshop
from pamphlet.errors import BadInput, CannotWrite, Finding, Place, Severity
from pamphlet.ink.photo_cache import PhotoCache

WORDS = "The pit opens at five, and the men go down with a lamp and a bag of leaves. " * 8


def write_leaflet(folder: Path, langs: tuple[str, ...] = (), settings: str = "") -> Path:
    folder.mkdir()
    for name in ("article", *langs):
        (folder / f"{name}.md").write_text(f"---\ntitle: Down the pit\n---\n\n{WORDS}\n", encoding="utf-8")
    if settings:
        (folder / "leaflet.toml").write_text(settings, encoding="utf-8")
    return folder


@pytest.fixture
def workshop() -> Workshop:
    return Workshop(photos=PhotoCache())


def orders(plan: batch.Plan) -> list[tuple[str, str, str]]:
    return [(order.leaflet.folder.name, order.lang, order.format) for order in plan.orders]


def test_a_plan_goes_folder_by_folder_language_by_language_format_by_format(tmp_path: Path, workshop: Workshop) -> None:
    folders = [write_leaflet(tmp_path / "b", ("es",)), write_leaflet(tmp_path / "a", settings='formats = ["print"]\n')]
    plan = plan_batch(folders, Options(langs=("all",)), workshop)
    assert orders(plan) == [
        ("b", "en", "print"),
        ("b", "en", "handout"),
        ("b", "es", "print"),
        ("b", "es", "handout"),
        ("a", "en", "print"),
    ]
    assert plan.orders[2].path == Path("out/b/b-es-print.pdf")
    assert plan.exit_code == 0


def test_planning_writes_nothing(tmp_path: Path, workshop: Workshop) -> None:
    plan_batch([write_leaflet(tmp_path / "a")], Options(out=tmp_path / "out"), workshop)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a"]


def test_a_folder_that_cannot_be_used_is_told_and_the_rest_planned(tmp_path: Path, workshop: Workshop) -> None:
    broken = write_leaflet(tmp_path / "broken", settings='fold = "hlaf"\n')
    plan = plan_batch([broken, tmp_path / "nowhere", write_leaflet(tmp_path / "a")], Options(), workshop)
    assert [order.leaflet.folder.name for order in plan.orders] == ["a", "a"]
    assert [finding.code for finding in plan.findings] == ["unknown-fold", "no-folder"]
    assert plan.findings[0].place == Place(file=str(broken / "leaflet.toml"), line=1)
    assert plan.exit_code == 2


def test_an_option_takes_the_place_of_a_setting_that_nobody_knows(tmp_path: Path, workshop: Workshop) -> None:
    broken = write_leaflet(tmp_path / "broken", settings='fold = "hlaf"\n')
    plan = plan_batch([broken], Options(fold="Half"), workshop)
    assert plan.exit_code == 0
    assert plan.orders[0].leaflet.settings.fold == "half"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (Options(fold="hlaf"), "unknown-fold"),
        (Options(paper="A44"), "unknown-paper"),
        (Options(theme="brodside"), "unknown-theme"),
        (Options(formats=("prnit",)), "unknown-format"),
        (Options(langs=("spanish",)), "unknown-language"),
    ],
)
def test_an_option_that_nobody_knows_stops_everything(
    tmp_path: Path, workshop: Workshop, options: Options, code: str
) -> None:
    with pytest.raises(BadInput) as caught:
        plan_batch([write_leaflet(tmp_path / "a")], options, workshop)
    assert caught.value.finding.code == code


def test_twins_are_refused_only_where_their_files_meet(tmp_path: Path, workshop: Workshop) -> None:
    one = write_leaflet(tmp_path / "one", ("es",), 'slug = "pit"\n')
    other = write_leaflet(tmp_path / "other", ("es",), 'slug = "PIT"\nformats = ["handout"]\n')
    with pytest.raises(BadInput) as caught:
        plan_batch([one, other], Options(), workshop)
    assert caught.value.finding.code == "same-output"
    (one / "leaflet.toml").write_text('slug = "pit"\nformats = ["print"]\n', encoding="utf-8")
    assert len(plan_batch([one, other], Options(), workshop).orders) == 2


def test_a_folder_by_two_names_is_one(tmp_path: Path, workshop: Workshop) -> None:
    folder = write_leaflet(tmp_path / "a")
    (tmp_path / "link").symlink_to(folder)
    plan = plan_batch([folder, folder / ".." / "a", tmp_path / "link"], Options(formats=("print",)), workshop)
    assert len(plan.orders) == 1


def test_an_output_folder_under_a_file_is_refused_once(tmp_path: Path, workshop: Workshop) -> None:
    folder = write_leaflet(tmp_path / "a")
    with pytest.raises(CannotWrite) as caught:
        plan_batch([folder], Options(out=folder / "article.md" / "x" / "y"), workshop)
    assert caught.value.finding.place.file == str(folder / "article.md")


def test_editions_come_as_they_are_made(tmp_path: Path, workshop: Workshop) -> None:
    options = Options(out=tmp_path / "out")
    plan = plan_batch([write_leaflet(tmp_path / "a")], options, workshop)
    editions = run_batch(plan, options, workshop)
    first = next(editions)
    assert (first.format, first.written, first.path.is_file()) == ("print", True, True)
    assert not plan.orders[1].path.exists()
    assert [edition.format for edition in editions] == ["handout"]
    assert plan.orders[1].path.is_file()


def test_a_mistake_of_ours_is_a_failure_of_its_edition(
    tmp_path: Path, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> Edition:
        raise RecursionError("too deep")

    options = Options(out=tmp_path / "out")
    plan = plan_batch([write_leaflet(tmp_path / "a")], options, workshop)
    monkeypatch.setattr(batch, "make_edition", broken)
    editions = list(run_batch(plan, options, workshop))
    assert [edition.findings[0].code for edition in editions] == ["internal-error"] * 2
    assert [edition.findings[0].place.edition for edition in editions] == ["a-en-print", "a-en-handout"]
    assert worst(plan, editions) == 1
    with pytest.raises(RecursionError):
        list(run_batch(plan, options, workshop, surface_bugs=True))


def test_the_worst_is_the_highest(tmp_path: Path) -> None:
    edition = Edition(slug="a", lang="en", format="print", path=tmp_path, written=False)
    plan = batch.Plan(orders=())
    assert worst(plan, []) == 0
    assert worst(plan, [edition, replace(edition, exit_code=1), edition]) == 1
    assert worst(replace(plan, exit_code=2), [replace(edition, exit_code=1)]) == 2


def test_a_report_is_plain_json(tmp_path: Path) -> None:
    finding = Finding(severity=Severity.WARNING, code="x", message="y", place=Place(file="a.md", line=3))
    edition = Edition(
        slug="a",
        lang="en",
        format="print",
        path=Path("out/a.pdf"),
        written=True,
        findings=(finding,),
        log=("leading",),
        pages=2,
    )
    report = run_report([edition], [], 0, draft=True)
    assert json.loads(json.dumps(report)) == {
        "editions": [
            {
                "slug": "a",
                "lang": "en",
                "format": "print",
                "path": "out/a.pdf",
                "paths": [],
                "written": True,
                "draft": True,
                "pages": 2,
                "copyfit": ["leading"],
                "findings": [
                    {
                        "severity": "warning",
                        "code": "x",
                        "message": "y",
                        "hint": "",
                        "place": {"file": "a.md", "line": 3, "edition": None, "panel": None, "page": None},
                    }
                ],
                "exit_code": 0,
            }
        ],
        "findings": [],
        "exit_code": 0,
    }


def test_build_makes_one_edition(tmp_path: Path, workshop: Workshop) -> None:
    folder = write_leaflet(tmp_path / "a", ("es",))
    edition = pamphlet.build(folder, lang="es", format="handout", out=tmp_path / "out", workshop=workshop)
    assert edition.path == tmp_path / "out" / "a" / "a-es-handout.pdf"
    assert edition.path.is_file()
    assert pamphlet.build(str(folder), out=tmp_path / "out", fold="half", workshop=workshop).lang == "en"


@pytest.mark.parametrize("wrong", [{"lang": "de"}, {"format": "x"}, {"fold": "x"}, {"paper": "x"}, {"theme": "x"}])
def test_build_raises_for_what_nobody_knows(tmp_path: Path, workshop: Workshop, wrong: dict[str, str]) -> None:
    folder = write_leaflet(tmp_path / "a")
    with pytest.raises(pamphlet.PamphletError):
        pamphlet.build(folder, out=tmp_path / "out", workshop=workshop, **wrong)  # type: ignore[arg-type]
    assert not (tmp_path / "out").exists()


def test_importing_the_package_costs_nothing() -> None:
    program = "import sys, pamphlet; print(sorted(n for n in sys.modules if n.startswith('pamphlet')))"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ast.literal_eval(result.stdout) == ["pamphlet"]


def test_every_public_name_is_there() -> None:
    assert all(getattr(pamphlet, name) is not None for name in pamphlet.__all__)
    assert set(pamphlet.__all__) <= set(dir(pamphlet))
    with pytest.raises(AttributeError, match="bild"):
        _ = pamphlet.bild  # type: ignore[attr-defined]
