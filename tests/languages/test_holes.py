"""The Universal Declaration in justified lines: no holes where words are long, no letter left alone at the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import pstdev

import pytest
from msgspec.structs import replace

from pamphlet.design.localising import in_language
from pamphlet.design.theme import load_theme
from pamphlet.editions.workshop import Workshop
from pamphlet.ink.photo_cache import PhotoCache
from pamphlet.manuscript.article import Paragraph
from pamphlet.manuscript.folder import read_leaflet
from pamphlet.typesetting.line import Line
from pamphlet.typesetting.style import Align, Style
from pamphlet.units import parse_length

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def workshop() -> Workshop:
    return Workshop(photos=PhotoCache())


def body(lang: str) -> Style:
    return in_language(load_theme("broadside"), lang).style("body")


def set_paragraphs(
    workshop: Workshop, lang: str, style: Style, measure: str, folder: Path
) -> Iterator[tuple[Line, ...]]:
    """Yield the lines of each paragraph of the Declaration in *lang*."""
    (folder / "article.md").write_bytes((HERE / f"{lang}.md").read_bytes())
    (folder / "leaflet.toml").write_text("", encoding="utf-8")
    article = read_leaflet(folder)[0].articles[lang]
    typesetter = workshop.typesetter(folder, lang)
    for block in article.body:
        if isinstance(block, Paragraph):
            yield typesetter.set_lines(typesetter.prepare(block.spans, style), style, [parse_length(measure)])


@pytest.mark.parametrize(
    ("lang", "measure", "deviation", "widest"),
    [
        ("my", "84mm", 0.06, 0.45),
        ("my", "62mm", 0.13, 0.8),
        ("lo", "84mm", 0.09, 0.6),
        ("lo", "62mm", 0.09, 0.6),
        ("ko", "84mm", 0.13, 0.75),
        ("ko", "62mm", 0.16, 0.85),
        ("th", "62mm", 0.12, 0.65),
        ("km", "62mm", 0.15, 0.9),
    ],
)
def test_word_spaces_are_no_holes(
    lang: str, measure: str, deviation: float, widest: float, workshop: Workshop, tmp_path: Path
) -> None:
    style = body(lang)
    assert style.align is Align.JUSTIFY
    lines = [line for lines in set_paragraphs(workshop, lang, style, measure, tmp_path) for line in lines[:-1]]
    spaces = [line.space for line in lines if line.space]
    assert len(spaces) > 25
    assert pstdev(spaces) < deviation
    assert max(spaces) < widest


@pytest.mark.parametrize("measure", ["84mm", "62mm"])
@pytest.mark.parametrize("lang", ["ja", "zh-Hans", "zh-Hant", "th", "ur"])
def test_no_paragraph_ends_with_a_letter_alone(lang: str, measure: str, workshop: Workshop, tmp_path: Path) -> None:
    style = body(lang)
    # Two paragraphs of one line and a letter, whose line would have to be opened by 0.17 em at each joint.
    unavoidable = 2 if (lang, measure) == ("zh-Hant", "62mm") else 0

    def alone(style: Style) -> int:
        paragraphs = set_paragraphs(workshop, lang, style, measure, tmp_path)
        return sum(lines[-1].width < 2.1 * style.size for lines in paragraphs if len(lines) > 1)

    careless = alone(replace(style, limits=replace(style.limits, lone=0.0)))
    assert careless > unavoidable or (lang, measure) == ("ja", "62mm")
    assert alone(style) == unavoidable
