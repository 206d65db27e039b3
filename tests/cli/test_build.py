"""``pamphlet build``: what is made, what is printed where, what the exit code is."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from small_leaflet import BODY, LeafletFolder, Run, encoded, picture

from pamphlet.design.theme import theme_names
from pamphlet.editions import batch
from pamphlet.editions.edition import Edition

A3_WIDTH = 1190.55


def text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_each_format_of_the_leaflet_is_made_and_its_path_printed(leaflet: LeafletFolder, run: Run) -> None:
    leaflet.write()
    result = run("build", "pit")
    assert result.exit_code == 0
    assert result.stdout == "out/pit/pit-en-print.pdf\nout/pit/pit-en-handout.pdf\n"
    assert leaflet.files() == ["pit/pit-en-handout.pdf", "pit/pit-en-print.pdf"]


def test_the_formats_of_the_settings_are_the_default(leaflet: LeafletFolder, run: Run) -> None:
    leaflet.write(settings='formats = ["handout"]\n')
    assert run("build", "pit").stdout == "out/pit/pit-en-handout.pdf\n"


@pytest.mark.parametrize("args", [("--format", "handout,print"), ("--format", "handout", "--format", "print")])
def test_formats_are_named_by_commas_or_again(leaflet: LeafletFolder, run: Run, args: tuple[str, ...]) -> None:
    leaflet.write()
    assert run("build", "pit", *args).stdout == "out/pit/pit-en-handout.pdf\nout/pit/pit-en-print.pdf\n"


def standard_of(path: Path) -> tuple[str, str]:
    with pikepdf.open(path) as document:
        return document.pdf_version, str(document.docinfo.get("/GTS_PDFXVersion", ""))


@pytest.mark.parametrize(
    ("settings", "args", "standard"),
    [
        ("", (), ("1.6", "PDF/X-4")),
        ("", ("--standard", "pdfx1a"), ("1.4", "PDF/X-1a:2003")),
        ('standard = "pdfx1a"\n', (), ("1.4", "PDF/X-1a:2003")),
        ('standard = "pdfx1a"\n', ("--standard", "PLAIN"), ("1.6", "")),
    ],
)
def test_the_press_file_keeps_to_the_standard_asked_for(
    leaflet: LeafletFolder, run: Run, settings: str, args: tuple[str, ...], standard: tuple[str, str]
) -> None:
    leaflet.write(settings=settings)
    assert run("build", "pit", *args).exit_code == 0
    assert standard_of(leaflet.out / "pit/pit-en-print.pdf") == standard
    assert standard_of(leaflet.out / "pit/pit-en-handout.pdf") == ("1.6", "")


@pytest.mark.parametrize(("images", "space"), [("convert", "/DeviceCMYK"), ("keep", "/ICCBased")])
def test_photos_are_separated_or_keep_their_rgb(leaflet: LeafletFolder, run: Run, images: str, space: str) -> None:
    leaflet.write(photo=encoded(picture()), settings=f'images = "{images}"\n')
    assert run("build", "pit", "--format", "print").exit_code == 0
    with pikepdf.open(leaflet.out / "pit/pit-en-print.pdf") as document:
        found = [image.ColorSpace for image in document.pages[0].Resources.XObject.values()]
        assert {str(each[0] if isinstance(each, pikepdf.Array) else each) for each in found} == {space}


def test_the_language_of_the_source_is_the_default(leaflet: LeafletFolder, run: Run) -> None:
    leaflet.write(front="title: Abajo\nlang: es\n").translate("de")
    assert run("build", "pit", "--format", "print").stdout == "out/pit/pit-es-print.pdf\n"


@pytest.mark.parametrize(
    ("args", "langs"),
    [
        (("--lang", "es"), ["es"]),
        (("--lang", "ES"), ["es"]),
        (("--lang", "es,en"), ["es", "en"]),
        (("--lang", "es", "--lang", "en", "--lang", "es"), ["es", "en"]),
        (("--lang", "all"), ["en", "es", "pt-BR"]),
        (("--lang", "pt-br"), ["pt-BR"]),
    ],
)
def test_languages(leaflet: LeafletFolder, run: Run, args: tuple[str, ...], langs: list[str]) -> None:
    leaflet.write().translate("es").translate("pt-BR")
    result = run("build", "pit", "--format", "handout", *args)
    assert result.stdout.split() == [f"out/pit/pit-{lang}-handout.pdf" for lang in langs]


def test_languages_that_are_not_made_are_told_once(leaflet: LeafletFolder, run: Run) -> None:
    leaflet.write().translate("es").translate("de")
    told = "pit: info: also here: de, es [other-languages] (hint: --lang all makes them too)"
    assert run("build", "pit", "--format", "print,handout").stderr.splitlines().count(told) == 1
    for args in (("build", "pit", "--lang", "en"), ("build", "pit", "--lang", "all"), ("batch", "pit")):
        assert "other-languages" not in run(*args, "--format", "handout").stderr
    leaflet.write(settings='languages = ["en"]\n')
    assert "other-languages" not in run("build", "pit", "--format", "handout").stderr


@pytest.mark.parametrize(
    ("args", "hint"),
    [
        (("--lang", "es", "de"), "--lang es,de"),
        (("--format", "print", "handout"), "--format print,handout"),
        (("--lang", "es", "nowhere"), "pamphlet new"),
        (("es",), "pamphlet new"),
    ],
)
def test_a_space_in_a_list_is_told_with_its_comma(
    leaflet: LeafletFolder, run: Run, args: tuple[str, ...], hint: str
) -> None:
    leaflet.write().translate("es").translate("de")
    result = run("build", "pit", *args)
    (told,) = (line for line in result.stderr.splitlines() if "[no-folder]" in line)
    assert (result.exit_code, hint in told) == (2, True), told


def test_all_is_what_the_settings_list(leaflet: LeafletFolder, run: Run) -> None:
    leaflet.write(settings='languages = ["es"]\n').translate("es").translate("de")
    assert run("build", "pit", "--format", "print", "--lang", "all").stdout == "out/pit/pit-es-print.pdf\n"
    assert run("build", "pit", "--format", "print").stdout == "out/pit/pit-es-print.pdf\n"
    assert run("build", "pit", "--format", "print", "--lang", "de").stdout == "out/pit/pit-de-print.pdf\n"


def test_a_language_that_is_not_there_does_not_stop_the_others(leaflet: LeafletFolder, run: Run) -> None:
    leaflet.write().translate("es")
    result = run("build", "pit", "--format", "print", "--lang", "ex,es")
    assert result.exit_code == 2  # ex is no language at all: a slip of the pen, told before any work
    assert leaflet.files() == []
    result = run("build", "pit", "--format", "print", "--lang", "et,es")
    assert result.exit_code == 2
    assert "the leaflet has no article in 'et'; it has en, es [no-language]" in result.stderr
    assert leaflet.files() == ["pit/pit-es-print.pdf"]


@pytest.mark.parametrize(
    ("option", "name", "hint"),
    [
        ("--fold", "hlaf", "did you mean half?"),
        ("--paper", "Leter", "did you mean Letter?"),
        ("--theme", "brodside", "did you mean broadside?"),
        ("--format", "handuot", "did you mean handout?"),
        ("--fold", "", "known: "),
        ("--lang", "spanish", "as in es"),
    ],
)
def test_an_option_that_nobody_knows_names_the_nearest(
    leaflet: LeafletFolder, run: Run, option: str, name: str, hint: str
) -> None:
    leaflet.write()
    result = run("build", "pit", option, name)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert repr(name) in result.stderr
    assert hint in result.stderr
    assert leaflet.files() == []


@pytest.mark.parametrize("option", ["--lang", "--format"])
@pytest.mark.parametrize("value", ["", "es,", ",,"])
def test_a_list_with_nothing_between_its_commas(leaflet: LeafletFolder, run: Run, option: str, value: str) -> None:
    leaflet.write()
    result = run("build", "pit", option, value)
    assert result.exit_code == 2
    assert "a name is missing" in result.stderr


def test_options_take_the_place_of_the_settings(leaflet: LeafletFolder, run: Run) -> None:
    leaflet.write(settings='fold = "trifold-roll"\npaper = "A4"\n')
    result = run("build", "pit", "--format", "print", "--fold", "half", "--paper", "a3")
    assert result.exit_code == 0, result.stderr
    with pypdfium2.PdfDocument(leaflet.out / "pit/pit-en-print.pdf") as document:
        left, _, right, _ = document[0].get_trimbox()
    assert right - left == pytest.approx(A3_WIDTH, abs=0.5)


def test_a_handout_of_letter_is_letter_however_it_is_spelled(leaflet: LeafletFolder, run: Run) -> None:
    leaflet.write(settings='paper = "letter"\n')
    run("build", "pit", "--format", "handout")
    with pypdfium2.PdfDocument(leaflet.out / "pit/pit-en-handout.pdf") as document:
        assert document[0].get_size() == pytest.approx((612, 792), abs=0.1)


def test_overrides_belong_to_their_theme(leaflet: LeafletFolder, run: Run) -> None:
    leaflet.write(settings='theme = "broadside"\n[theme_overrides.palette]\nred = [0, 0, 0, 100]\n')
    assert "overrides-left-out" not in run("build", "pit", "--format", "print").stderr
    other = next(name for name in theme_names() if name != "broadside")
    result = run("build", "pit", "--format", "print", "--theme", other)
    assert "leaflet.toml:2: info: theme_overrides belong to the theme broadside" in result.stderr


def test_what_does_not_fit_is_not_written_unless_as_a_draft(leaflet: LeafletFolder, run: Run) -> None:
    leaflet.write(body=f"{BODY}\n\n" * 12)
    result = run("build", "pit", "--format", "print")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "[overset]" in result.stderr
    assert leaflet.files() == []
    result = run("build", "pit", "--format", "print", "--draft")
    assert (result.exit_code, result.stdout) == (1, "out/pit/pit-en-print.pdf\n")
    assert "[overset]" in result.stderr
    shown = text_of(leaflet.out / "pit/pit-en-print.pdf")
    assert "DRAFT" in shown
    assert "words do not fit" in shown


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("A lamp[^7] is not enough.", "note-missing"),
        ("![A lamp](https://x.org/a.png)", "picture-remote"),
        ("A <video src='a.mp4'>lamp</video> is shown.", "raw-html"),
    ],
)
def test_an_error_in_the_text_keeps_its_edition_from_being_written(
    leaflet: LeafletFolder, run: Run, text: str, code: str
) -> None:
    leaflet.write(body=f"{BODY}\n\n{text}")
    result = run("build", "pit", "--format", "print,handout")
    assert (result.exit_code, result.stdout, leaflet.files()) == (1, "", [])
    assert result.stderr.count(f"[{code}]") == 2
    report = json.loads(run("build", "pit", "--format", "print", "--json").stdout)
    (edition,) = report["editions"]
    assert (report["exit_code"], edition["exit_code"], edition["written"]) == (1, 1, False)
    assert code in [finding["code"] for finding in edition["findings"]] and report["findings"] == []
    assert run("batch", "pit", "--format", "print").exit_code == 1
    assert leaflet.files() == []
    result = run("build", "pit", "--format", "print", "--draft")
    assert (result.exit_code, leaflet.files()) == (1, ["pit/pit-en-print.pdf"])
    assert result.stderr.count(f"[{code}]") == 1


def test_an_error_in_another_language_stops_that_edition_alone(leaflet: LeafletFolder, run: Run) -> None:
    leaflet.write().translate("es", body=f"{BODY}\n\nUna[^7] más.")
    result = run("build", "pit", "--format", "print")
    assert (result.exit_code, leaflet.files()) == (0, ["pit/pit-en-print.pdf"])
    assert "es.md" in result.stderr
    result = run("batch", "pit", "--format", "print")
    assert (result.exit_code, leaflet.files()) == (1, ["pit/pit-en-print.pdf"])
    assert "pit-es-print      0  not made: note-missing" in result.stdout


def test_an_error_in_the_text_is_told_beside_one_that_stops_the_work(leaflet: LeafletFolder, run: Run) -> None:
    leaflet.write(body=f"{BODY}\n\nA lamp[^7] is not enough.", photo=b"no picture")
    stderr = run("build", "pit", "--format", "print").stderr
    assert "[note-missing]" in stderr and stderr.count(": error: ") == 2


def test_a_panel_that_is_overset_is_told_in_a_draft_too(leaflet: LeafletFolder, run: Run) -> None:
    leaflet.write(front=f"title: Down the pit\ncontact: {'write to us ' * 700}\n")
    for form in ("print", "handout"):
        result = run("build", "pit", "--format", form, "--draft")
        assert (result.exit_code, result.stdout) == (1, f"out/pit/pit-en-{form}.pdf\n")
        assert "words too many" in result.stderr


def test_the_cures_are_those_that_can_be_had(leaflet: LeafletFolder, run: Run) -> None:
    leaflet.write(body=f"{BODY}\n\n" * 40)
    assert "--paper SRA3)" in run("build", "pit", "--format", "print", "--paper", "A3").stderr
    largest = run("build", "pit", "--format", "print", "--paper", "SRA3").stderr
    assert "[overset]" in largest and "--paper" not in largest
    handout = run("build", "pit", "--format", "handout").stderr
    assert "[overset]" in handout and "--paper" not in handout and "--fold" not in handout


def test_one_folder_that_fails_does_not_stop_the_rest(leaflet: LeafletFolder, run: Run) -> None:
    leaflet.write()
    result = run("build", "nowhere", "pit", "--format", "print")
    assert (result.exit_code, result.stdout) == (2, "out/pit/pit-en-print.pdf\n")
    assert "nowhere: error: there is no such folder" in result.stderr


def test_the_exit_code_is_the_highest_of_all(leaflet: LeafletFolder, run: Run, tmp_path: Path) -> None:
    leaflet.write(photo=b"no picture")
    long = LeafletFolder(tmp_path / "long", leaflet.out).write(body=f"{BODY}\n\n" * 12)
    assert run("build", long.folder, "--format", "print").exit_code == 1
    assert run("build", "pit", long.folder, "--format", "print").exit_code == 2
    assert run("build", long.folder, "pit", "--format", "print").exit_code == 2


def test_two_leaflets_that_would_write_one_file_write_none(leaflet: LeafletFolder, run: Run, tmp_path: Path) -> None:
    leaflet.write()
    LeafletFolder(tmp_path / "other", leaflet.out).write(settings='slug = "Pit"\n')
    result = run("build", "pit", "other", "--format", "print")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "pit and other would both write out/Pit/Pit-en-print.pdf" in result.stderr
    assert leaflet.files() == []


def test_a_folder_named_twice_is_made_once(leaflet: LeafletFolder, run: Run) -> None:
    leaflet.write()
    assert run("build", "pit", "./pit/", "--format", "print").stdout == "out/pit/pit-en-print.pdf\n"


def test_copyfit_is_told_when_asked(leaflet: LeafletFolder, run: Run) -> None:
    leaflet.write()
    quiet = run("build", "pit", "--format", "print")
    told = run("build", "pit", "--format", "print", "-v")
    assert told.stdout == quiet.stdout
    assert "pit-en-print: body size 10 → " in told.stderr
    assert "body size" not in quiet.stderr


def test_the_same_input_gives_the_same_bytes(leaflet: LeafletFolder, run: Run) -> None:
    leaflet.write(photo=encoded(picture()))
    run("build", "pit")
    first = {name: (leaflet.out / name).read_bytes() for name in leaflet.files()}
    run("build", "pit")
    assert {name: (leaflet.out / name).read_bytes() for name in leaflet.files()} == first


EDITION_KEYS = [
    "slug",
    "lang",
    "format",
    "path",
    "paths",
    "written",
    "draft",
    "pages",
    "copyfit",
    "findings",
    "exit_code",
]
FINDING_KEYS = ["severity", "code", "message", "hint", "place"]
PLACE_KEYS = ["file", "line", "edition", "panel", "page"]


def test_json_is_one_object_with_the_keys_that_are_promised(leaflet: LeafletFolder, run: Run) -> None:
    leaflet.write(photo=encoded(picture((1500, 1000))))
    result = run("build", "pit", "nowhere", "--json", "-v")
    report = json.loads(result.stdout)
    assert list(report) == ["editions", "findings", "exit_code"]
    assert report["exit_code"] == result.exit_code == 2
    assert [list(edition) for edition in report["editions"]] == [EDITION_KEYS] * 2
    assert [edition["path"] for edition in report["editions"]] == [
        "out/pit/pit-en-print.pdf",
        "out/pit/pit-en-handout.pdf",
    ]
    printed = report["editions"][0]
    assert (printed["written"], printed["draft"], printed["pages"], printed["exit_code"]) == (True, False, 2, 0)
    soft = next(finding for finding in printed["findings"] if finding["code"] == "photo-resolution")
    assert list(soft) == FINDING_KEYS
    assert list(soft["place"]) == PLACE_KEYS
    assert soft["place"]["edition"] == "pit-en-print"
    assert [finding["code"] for finding in report["findings"]] == ["no-folder"]
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("args", "code", "exit_code"),
    [
        (("build", "nowhere"), "no-folder", 2),
        (("build", "pit", "--fold", "hlaf"), "unknown-fold", 2),
        (("build", "pit", "--bogus"), "usage", 2),
        (("build",), "usage", 2),
        (("batch", "pit", "--format", "x"), "unknown-format", 2),
        (("biuld", "pit"), "usage", 2),
    ],
)
def test_json_is_one_object_also_when_it_fails(
    leaflet: LeafletFolder, run: Run, args: tuple[str, ...], code: str, exit_code: int
) -> None:
    leaflet.write()
    result = run(*args, "--json")
    report = json.loads(result.stdout)
    assert report["exit_code"] == result.exit_code == exit_code
    assert [finding["code"] for finding in report["findings"]] == [code]
    assert report["editions"] == []


@pytest.fixture
def _broken_print(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every print edition meet a mistake of ours."""
    make = batch.make_edition

    def broken(leaflet: object, lang: str, name: str, *rest: object, **options: object) -> Edition:
        if name == "print":
            raise ZeroDivisionError("a figure was\nnought")
        return make(leaflet, lang, name, *rest, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(batch, "make_edition", broken)


@pytest.mark.usefixtures("_broken_print")
def test_a_mistake_of_ours_is_told_without_a_traceback_and_stops_no_other_edition(
    leaflet: LeafletFolder, run: Run
) -> None:
    leaflet.write()
    result = run("build", "pit")
    assert (result.exit_code, result.stdout) == (1, "out/pit/pit-en-handout.pdf\n")
    told = [line for line in result.stderr.splitlines() if "error" in line]
    assert len(told) == 1
    assert "pit-en-print: error: internal error: ZeroDivisionError: a figure was nought" in told[0]
    assert "PAMPHLET_DEBUG=1" in told[0]


@pytest.mark.usefixtures("_broken_print")
def test_a_mistake_of_ours_shows_its_traceback_on_request(
    leaflet: LeafletFolder, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAMPHLET_DEBUG", "1")
    result = run("build", leaflet.write().folder)
    assert isinstance(result.exception, ZeroDivisionError)


def test_ctrl_c_ends_with_130_and_keeps_what_was_made(
    leaflet: LeafletFolder, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = batch.make_edition

    def interrupted(*args: object, **options: object) -> Edition:
        if args[2] == "handout":
            raise KeyboardInterrupt
        return make(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(batch, "make_edition", interrupted)
    result = run("build", leaflet.write().folder)
    assert result.exit_code == 130
    assert "interrupted" in result.stderr
    assert leaflet.files() == ["pit/pit-en-print.pdf"]


def test_a_title_cannot_steer_the_terminal(leaflet: LeafletFolder, run: Run, tmp_path: Path) -> None:
    odd = LeafletFolder(tmp_path / "pit\n\x1b[31m", leaflet.out).write(body=f"{BODY}\n\n" * 12)
    result = run("build", odd.folder, "nowhere\n\x1b[31m", "--format", "print")
    assert "\x1b" not in result.stderr
    assert r"nowhere\n\x1b[31m: error" in result.stderr
