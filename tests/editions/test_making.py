"""Single editions: what is told of them, and what the print shop reads beside the sheet."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from pamphlet.editions.edition import Edition, make_edition
from pamphlet.editions.workshop import Workshop
from pamphlet.errors import Severity
from pamphlet.ink.photo_cache import PhotoCache
from pamphlet.manuscript.folder import read_leaflet
from pamphlet.manuscript.starter import write_starter
from pamphlet.pdf.content import Pen
from pamphlet.typesetting.line import Line
from pamphlet.typesetting.locale import conventions

WORDS = "The pit opens at five, and the men go down with a lamp and a bag of leaves. " * 8


def made(folder: Path, matter: str, out: Path, format_name: str = "print") -> Edition:
    folder.mkdir(exist_ok=True)
    (folder / "article.md").write_text(f"---\n{matter}\n---\n\n{WORDS}\n", encoding="utf-8")
    leaflet, _ = read_leaflet(folder)
    return make_edition(leaflet, "en", format_name, Workshop(photos=PhotoCache()), out=out)


def test_a_text_that_its_author_calls_a_draft_says_so(tmp_path: Path) -> None:
    edition = made(tmp_path / "pit", "title: Down the pit\ndraft: for a native reader to review", tmp_path / "out")
    (finding,) = (each for each in edition.findings if each.code == "text-draft")
    assert finding.severity is Severity.WARNING
    assert finding.message == "not final: for a native reader to review"
    assert edition.written


def test_a_sentence_that_stands_where_slogans_would_is_told(tmp_path: Path) -> None:
    sentence = "The pit opens at five, and the men go down with a lamp and a bag of leaves."
    words = f"Nobody has counted the lamps.\n\n{WORDS}"
    for matter, told in (("title: Down the pit", [sentence]), ("title: Down the pit\nslogans: [Count the lamps!]", [])):
        folder = tmp_path / f"pit{len(told)}"
        folder.mkdir()
        (folder / "article.md").write_text(f"---\n{matter}\n---\n\n{words}\n", encoding="utf-8")
        leaflet, _ = read_leaflet(folder)
        edition = make_edition(leaflet, "en", "print", Workshop(photos=PhotoCache()), out=tmp_path / "out")
        found = [each.message for each in edition.findings if each.code == "slogan-lifted"]
        assert [message.partition("“")[2].rstrip("”") for message in found] == told


@pytest.mark.parametrize(("theme", "told"), [("broadside", ["rot"]), ("bulletin", ["red", "rot"])])
def test_an_ink_that_the_theme_prints_nothing_in_is_told(tmp_path: Path, theme: str, told: list[str]) -> None:
    folder = tmp_path / "pit"
    folder.mkdir()
    inks = "[theme_overrides.palette]\nred = [80, 10, 90, 10]\nrot = [80, 10, 90, 10]\n"
    (folder / "leaflet.toml").write_text(f'theme = "{theme}"\n{inks}', encoding="utf-8")
    edition = made(folder, "title: Down the pit", tmp_path / "out")
    found = [each.message for each in edition.findings if each.code == "ink-unused"]
    assert [message.split(" prints nothing in ")[1].split(",")[0] for message in found] == told


@pytest.mark.parametrize("title", ["Down the pit", "Down the pit " * 20, "x" * 290])
def test_the_slug_line_keeps_to_the_sheet(tmp_path: Path, title: str) -> None:
    edition = made(tmp_path / "pit", f"title: {title.strip()}", tmp_path / "out")
    page = pypdfium2.PdfDocument(edition.path)[0]
    left, bottom, right, _ = page.get_trimbox()
    textpage = page.get_textpage()
    slug = [box for box in map(textpage.get_rect, range(textpage.count_rects())) if box[3] < bottom]
    assert slug
    assert min(box[0] for box in slug) >= left - 1 and max(box[2] for box in slug) <= right + 1


@pytest.mark.parametrize(("lang", "title"), [("ne", "सत्ता"), ("bn", "অভ্যুত্থান"), ("fa", "کودتا"), ("ar-EG", "انقلاب")])
def test_the_print_shop_reads_figures_in_digits_that_it_knows(tmp_path: Path, lang: str, title: str) -> None:
    folder = tmp_path / "pit"
    folder.mkdir()
    words = f"{title} 12 " * 60
    (folder / "article.md").write_text(f"---\ntitle: {title}\nlang: {lang}\n---\n\n{words}\n", encoding="utf-8")
    leaflet, _ = read_leaflet(folder)
    edition = make_edition(leaflet, lang, "print", Workshop(photos=PhotoCache()), out=tmp_path / "out")
    assert edition.written, edition.findings
    shown = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(edition.path))
    assert "297 × 210 mm" in shown
    assert conventions(lang).native_digits[1] in shown


@pytest.mark.parametrize("theme", ["broadside", "bulletin"])
@pytest.mark.parametrize("fold", ["trifold-roll", "trifold-z", "half"])
def test_the_starter_has_nothing_to_complain_of(tmp_path: Path, theme: str, fold: str) -> None:
    folder = tmp_path / "start"
    write_starter(folder)
    settings = folder / "leaflet.toml"
    lines = [line for line in settings.read_text("utf-8").splitlines() if not line.startswith(("theme", "fold"))]
    settings.write_text("\n".join([f'theme = "{theme}"', f'fold = "{fold}"', *lines]), encoding="utf-8")
    leaflet, findings = read_leaflet(folder)
    edition = make_edition(leaflet, "en", "print", Workshop(photos=PhotoCache()), out=tmp_path / "out")
    assert edition.written
    assert [str(finding) for finding in (*findings, *edition.findings)] == []


class TestNoWordIsLost:
    """Each check is asked alone: what it finds keeps the file from being written."""

    MATTER = "title: Down the pit\nstandfirst: Nobody has counted the lamps.\nslogans: [Count the lamps!]"

    def test_what_a_theme_has_no_slot_for_is_told(self, tmp_path: Path) -> None:
        folder = tmp_path / "pit"
        folder.mkdir()
        (folder / "leaflet.toml").write_text("[theme_overrides.panels.flap]\nslots = []\n", encoding="utf-8")
        edition = made(folder, self.MATTER, tmp_path / "out")
        (lost,) = (each for each in edition.findings if each.code == "words-lost")
        assert lost.severity is Severity.ERROR and "counted" in lost.message
        assert edition.exit_code == 1 and not edition.written and not edition.path.exists()

    def test_a_line_that_the_file_does_not_show_is_told(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        draw = Pen.line

        def forgetful(pen: Pen, x: float, y: float, line: Line) -> None:
            if "lamps." not in line.text:
                draw(pen, x, y, line)

        monkeypatch.setattr(Pen, "line", forgetful)
        edition = made(tmp_path / "pit", self.MATTER, tmp_path / "out")
        assert "words-differ" in {each.code for each in edition.findings if each.severity is Severity.ERROR}
        assert edition.exit_code == 1 and not edition.written
        assert [path for path in (tmp_path / "out").rglob("*") if path.is_file()] == []

    def test_a_text_that_ends_early_is_told(self, tmp_path: Path) -> None:
        edition = made(tmp_path / "pit", "title: Down the pit", tmp_path / "out")
        (told,) = (each for each in edition.findings if each.code == "body-short")
        assert told.message.startswith(f"the text of {len(WORDS.split())} words ends ")
        assert edition.written

    @pytest.mark.parametrize("paragraphs", [8, 12])
    def test_a_fold_that_a_short_text_fills_is_named(self, tmp_path: Path, paragraphs: int) -> None:
        short = "\n\n".join([" ".join(WORDS.split()[:40])] * paragraphs)

        def told(fold: str) -> list[str]:
            folder = tmp_path / fold
            folder.mkdir()
            (folder / "article.md").write_text(f"---\ntitle: Lamps\nlang: en\n---\n\n{short}\n", encoding="utf-8")
            (folder / "leaflet.toml").write_text(f'fold = "{fold}"\n', encoding="utf-8")
            leaflet, _ = read_leaflet(folder)
            edition = make_edition(leaflet, "en", "print", Workshop(photos=PhotoCache()), out=tmp_path / "out")
            assert edition.written
            return [each.hint for each in edition.findings if each.code == "body-short"]

        (hint,) = told("accordion-4")
        named = hint.removeprefix("choose --fold ").partition(",")[0].split(" or ")
        assert named and "accordion-4" not in named
        assert [told(fold) for fold in named] == [[]] * len(named)

    def test_a_text_too_short_for_every_fold_of_a_paper_is_for_a_smaller_one(self, tmp_path: Path) -> None:
        folder = tmp_path / "lamps"
        folder.mkdir()
        text = "\n\n".join([" ".join(WORDS.split()[:40])] * 4)
        (folder / "article.md").write_text(f"---\ntitle: Lamps\nlang: en\n---\n\n{text}\n", encoding="utf-8")
        (folder / "leaflet.toml").write_text('paper = "A3"\n', encoding="utf-8")
        leaflet, _ = read_leaflet(folder)
        edition = make_edition(leaflet, "en", "print", Workshop(photos=PhotoCache()), out=tmp_path / "out")
        (told,) = (each for each in edition.findings if each.code == "body-short")
        assert told.hint.startswith("choose --paper A4")

    def test_words_are_counted_where_spaces_part_them(self, tmp_path: Path) -> None:
        folder = tmp_path / "lamps"
        folder.mkdir()
        (folder / "article.md").write_text("---\ntitle: 灯\nlang: ja\n---\n\n灯をともす。\n", encoding="utf-8")
        leaflet, _ = read_leaflet(folder)
        edition = make_edition(leaflet, "ja", "print", Workshop(photos=PhotoCache()), out=tmp_path / "out", draft=True)
        (told,) = (each for each in edition.findings if each.code == "body-short")
        assert told.message.startswith("the text ends ")


@pytest.mark.parametrize("format_name", ["print", "handout"])
def test_lines_of_a_language_that_reads_from_right_to_left_stand_inside_their_panels(
    tmp_path: Path, format_name: str
) -> None:
    folder = tmp_path / "lamps"
    folder.mkdir()
    words = "כל אדם זכאי לחיים, לחירות ולביטחון אישי. " * 40
    (folder / "article.md").write_text(f"---\ntitle: זכויות האדם\nlang: he\n---\n\n{words}\n", encoding="utf-8")
    leaflet, _ = read_leaflet(folder)
    edition = make_edition(leaflet, "he", format_name, Workshop(photos=PhotoCache()), out=tmp_path / "out")
    assert "line-outside" not in {finding.code for finding in edition.findings}


def test_what_another_edition_lacked_is_no_fault_of_this_one(tmp_path: Path) -> None:
    folder, workshop = tmp_path / "pit", Workshop(photos=PhotoCache())
    folder.mkdir()
    workshop.library(folder).missing["e"] = "a face that another leaflet brought"
    (folder / "article.md").write_text(f"---\ntitle: Down the pit\n---\n\n{WORDS}\n", encoding="utf-8")
    leaflet, _ = read_leaflet(folder)
    assert make_edition(leaflet, "en", "print", workshop, out=tmp_path / "out").written


def test_a_character_that_no_face_has_is_named_with_its_place(tmp_path: Path) -> None:
    edition = made(tmp_path / "pit", "title: Down the pit \ue123", tmp_path / "out")
    (finding,) = (each for each in edition.findings if each.code == "glyph-missing")
    assert "U+E123" in finding.message and finding.place.line == 2
    assert not edition.written


def test_the_file_of_an_earlier_run_is_told_where_this_one_fails(tmp_path: Path) -> None:
    first = made(tmp_path / "pit", "title: Down the pit", tmp_path / "out")
    before = first.path.read_bytes()
    again = made(tmp_path / "pit", "title: Down the pit \ue123", tmp_path / "out")
    assert first.written and not again.written
    assert "older-file" in {finding.code for finding in again.findings}
    assert "older-file" not in {finding.code for finding in first.findings}
    assert first.path.read_bytes() == before


def test_a_folder_is_no_file_of_an_earlier_run(tmp_path: Path) -> None:
    (tmp_path / "out/pit/pit-en-print.pdf").mkdir(parents=True)
    edition = made(tmp_path / "pit", "title: Down the pit", tmp_path / "out")
    assert [finding.code for finding in edition.findings if finding.severity is not Severity.INFO] == ["write-folder"]


def test_a_draft_says_that_it_is_one_and_what_it_replaced(tmp_path: Path) -> None:
    good = made(tmp_path / "pit", "title: Down the pit", tmp_path / "out")
    assert "draft-written" not in {finding.code for finding in good.findings}
    leaflet, _ = read_leaflet(tmp_path / "pit")
    workshop = Workshop(photos=PhotoCache())
    for out, replaced in ((tmp_path / "out", True), (tmp_path / "other", False)):
        draft = make_edition(leaflet, "en", "print", workshop, out=out, draft=True)
        (told,) = (finding for finding in draft.findings if finding.code == "draft-written")
        assert (told.severity, draft.exit_code) == (Severity.WARNING, 0)
        assert ("took the place" in told.message) is replaced
