"""Editions that read from right to left: the whole leaflet, on its sheet and on plain pages."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from msgspec.structs import replace
from PIL import Image, ImageStat

from pamphlet.design.localising import in_language
from pamphlet.editions.edition import make_edition
from pamphlet.editions.formats import FORMATS, Job
from pamphlet.editions.workshop import Workshop
from pamphlet.ink.photo_cache import PhotoCache
from pamphlet.layout.placed import PlacedLine
from pamphlet.layout.reach import ink_reach
from pamphlet.manuscript.folder import read_leaflet
from pamphlet.sheet.side import Sheet
from pamphlet.typesetting.line import Line

TEXTS = {
    "ar": ("لا للانقلاب", "يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق. "),
    "ur": ("بغاوت نامنظور", "تمام انسان آزاد اور حقوق و عزت کے اعتبار سے برابر پیدا ہوئے ہیں۔ "),
    "he": ("לא להפיכה", "כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם. "),
}
LISTED = "\n\n- {0}\n- {0}\n\n> {0}\n\n| {0} | 1 |\n|---|--:|\n| {0} | 23 |\n"


def sheet_of(lang: str, folder: Path, format_name: str = "print", theme: str = "broadside", title: str = "") -> Sheet:
    own, sentence = TEXTS[lang]
    title = title or own
    folder.mkdir(exist_ok=True)
    matter = f"title: {title}\nlang: {lang}\nslogans: [{title}, {title}, {title}]\nbulletin: {{title: {title}, url: https://example.org}}"
    body = (sentence * 12 + "\n\n") * 3 + LISTED.format(sentence.strip())
    (folder / "article.md").write_text(f"---\n{matter}\n---\n\n{body}\n", encoding="utf-8")
    leaflet, _ = read_leaflet(folder)
    workshop = Workshop(photos=PhotoCache())
    job = Job(
        article=leaflet.articles[lang],
        settings=leaflet.settings,
        theme=in_language(workshop.theme(theme, {}), lang),
        typesetter=workshop.typesetter(folder, lang),
        printer=workshop.typesetter(folder, "en"),
        codes=workshop.codes,
    )
    _, sheet, _ = FORMATS[format_name].make(job)
    assert sheet is not None
    return sheet


def edges(placed: PlacedLine) -> tuple[float, float]:
    """Return where a line begins and ends on the paper, from the left."""
    last = placed.line.runs[-1]
    x, shaped = last.words[-1]
    right = x + (shaped.width * last.size + last.tracking * len(shaped.glyphs)) * last.scale
    return placed.x + placed.line.runs[0].words[0][0], placed.x + right


def set_lines(sheet: Sheet, side: int) -> list[tuple[PlacedLine, float, float]]:
    """Return the lines of a side with the edges of the panel that each stands on."""
    return [
        (replace(item, x=item.x + panel.rect.x), panel.rect.x, panel.rect.right)
        for panel in sheet.sides[side].panels
        for item in panel.items
        if isinstance(item, PlacedLine) and item.line.text
    ]


@pytest.mark.parametrize("theme", ["broadside", "bulletin"])
@pytest.mark.parametrize("format_name", ["print", "handout"])
@pytest.mark.parametrize("lang", TEXTS)
def test_every_line_keeps_to_its_panel(lang: str, format_name: str, theme: str, tmp_path: Path) -> None:
    sheet = sheet_of(lang, tmp_path / lang, format_name, theme)
    for side in range(len(sheet.sides)):
        lines = set_lines(sheet, side)
        assert lines
        for placed, left, right in lines:
            first, last = edges(placed)
            assert left < first < last < right, placed.line.text


@pytest.mark.parametrize("lang", TEXTS)
def test_the_cover_opens_to_the_right_and_the_text_begins_there(lang: str, tmp_path: Path) -> None:
    sheet = sheet_of(lang, tmp_path / lang)
    middle = sheet.sides[0].media.width / 2
    title = TEXTS[lang][0].split()[0]
    covers = [edges(placed) for placed, _, _ in set_lines(sheet, 0) if title in placed.line.text]
    assert min(left for left, _ in covers) < middle / 2, "the cover is at the left of the outside"
    body = [edges(placed) for placed, _, _ in set_lines(sheet, 1)]
    assert body[0][0] > middle, "the first line stands on the panel at the right of the inside"
    lines = max(right for _, right in body)
    assert max(right for _, right in body[:4]) == pytest.approx(lines, abs=3.0), "it begins at the right"


def test_lists_have_their_markers_at_the_right(tmp_path: Path) -> None:
    sheet = sheet_of("he", tmp_path / "he")
    lines = [placed for placed, _, _ in set_lines(sheet, 1)]
    markers = [number for number, placed in enumerate(lines) if placed.line.text == "\u2022"]
    assert len(markers) == 2
    for number in markers:
        assert edges(lines[number])[0] > edges(lines[number + 1])[1]


def test_tables_have_their_first_column_at_the_right(tmp_path: Path) -> None:
    sheet = sheet_of("he", tmp_path / "he")
    lines = [placed for placed, _, _ in set_lines(sheet, 1)]
    figures = {placed.line.text: placed for placed in lines if placed.line.text in ("1", "23")}
    assert edges(figures["1"])[1] == pytest.approx(edges(figures["23"])[1], abs=0.5), "units stand below units"
    for figure in figures.values():
        row = [placed for placed in lines if placed.y == figure.y and placed is not figure]
        assert row and all(edges(figure)[1] < edges(placed)[0] for placed in row if abs(placed.x - figure.x) < 200)


@pytest.mark.parametrize("lang", ["ar", "ur"])
def test_deep_letters_of_one_text_keep_clear_of_the_next(lang: str, tmp_path: Path) -> None:
    sheet = sheet_of(lang, tmp_path / lang, "handout", title="حقوق يعي قوق")
    slogans = [placed for placed, _, _ in set_lines(sheet, -1) if placed.line.runs[0].ink == "red"][-2:]
    (above, below), (_, deep), (high, _) = slogans, *(ink_reach(placed.line) for placed in slogans)
    assert above.line.text == below.line.text
    assert above.y + deep < below.y - high


def test_a_title_keeps_its_order_in_the_slug(tmp_path: Path) -> None:
    sheet = sheet_of("ar", tmp_path / "ar", title="NATO و U.S. لا")
    (slug,) = sheet.sides[0].marks.slug
    words = [shaped.text for run in slug.line.runs for _, shaped in run.words if shaped.text.strip()]
    assert words[:4] == ["لا", "U.S.", "و", "NATO"]


def test_the_print_shop_reads_the_slug_from_left_to_right(tmp_path: Path) -> None:
    sheet = sheet_of("ar", tmp_path / "ar")
    for side in sheet.sides:
        (slug,) = side.marks.slug
        line: Line = slug.line
        assert line.runs[0].words[0][0] >= -1.0
        assert line.text.endswith("flip on short edge")


def sides_of_pictures(path: Path) -> list[tuple[float, float]]:
    """Return how light the left and the right half of each picture in a file are, 0 to 255."""
    found = []
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            shown = page.render(scale=1, grayscale=True).to_pil()
            for picture in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]):
                left, bottom, right, top = picture.get_bounds()
                middle, up, down = (left + right) / 2, shown.height - top, shown.height - bottom
                halves = ((left + 2, up + 2, middle - 2, down - 2), (middle + 2, up + 2, right - 2, down - 2))
                crops = (shown.crop([round(edge) for edge in half]) for half in halves)
                found.append(tuple(ImageStat.Stat(crop).mean[0] for crop in crops))
    return found


@pytest.mark.parametrize("format_name", ["print", "plates", "home", "handout"])
def test_only_pictures_that_may_be_are_mirrored_and_only_from_right_to_left(format_name: str, tmp_path: Path) -> None:
    """The cover photo may be and is dark at the left; the picture in the body may not and is dark at the right."""
    folder = tmp_path / "turned"
    folder.mkdir()
    for name, dark in (("cover.png", 0), ("body.png", 700)):
        image = Image.new("RGB", (1400, 900), "white")
        image.paste("black", (dark, 0, dark + 700, 900))
        image.save(folder / name)
    for name, lang in (("article", "ar"), ("en", "en")):
        title, sentence = TEXTS.get(lang, ("No coup", "All human beings are born free and equal in rights. "))
        matter = f"title: {title}\nlang: {lang}\nphoto: {{file: cover.png, alt: x, mirror: true}}"
        body = f"{sentence * 9}\n\n![y](body.png)\n\n{sentence * 9}"
        (folder / f"{name}.md").write_text(f"---\n{matter}\n---\n\n{body}\n", encoding="utf-8")
    (folder / "leaflet.toml").write_text('theme = "bulletin"\ntheme_overrides.pictures = "grey"\n', encoding="utf-8")
    leaflet, _ = read_leaflet(folder)
    workshop = Workshop(photos=PhotoCache())
    for lang in ("ar", "en"):
        edition = make_edition(leaflet, lang, format_name, workshop, out=tmp_path / "out", draft=True)
        halves = [pair for path in edition.paths for pair in sides_of_pictures(path)]
        assert len(halves) >= 2
        assert {left < right for left, right in halves} == ({False} if lang == "ar" else {True, False})
