"""Pictures that stand in the measure: text beside them and below, all in one galley."""

from __future__ import annotations

from pathlib import Path

import pytest
from leaflets import Studio, layout_of
from msgspec.structs import replace

from pamphlet.layout.mirror import mirrored
from pamphlet.layout.placed import Layout, Panel, PlacedLine, PlacedPicture
from pamphlet.manuscript.article import Article, Paragraph, Picture, Span

LONG = "The council measured in August what everybody on the hill had known for a year, and said so in a meeting. " * 4


def told(studio: Studio, photo: Path, *, width: float = 0.4, at_end: bool = False) -> Article:
    picture = Picture(path=photo, alt="lamps", caption="Lamps on the hill", width=width, at_end=at_end)
    plain = studio.article(1.0, photo=None)
    text = tuple(Paragraph(spans=(Span(text=LONG),)) for _ in range(3))
    return replace(plain, body=(*plain.body[:2], picture, *text, *plain.body[2:]))


def picture_of(layout: Layout) -> tuple[Panel, PlacedPicture]:
    (found,) = (
        (panel, item)
        for panel in layout.panels
        if panel.role == "body"
        for item in panel.items
        if isinstance(item, PlacedPicture)
    )
    return found


def extent(item: PlacedLine) -> tuple[float, float]:
    runs = [run for run in item.line.runs if run.words]
    left = item.x + min(run.words[0][0] for run in runs)
    return left, item.x + max(run.words[-1][0] + run.words[-1][1].width * run.size * run.scale for run in runs)


@pytest.mark.parametrize("at_end", [False, True])
@pytest.mark.parametrize("width", [0.2, 0.4, 0.6])
def test_lines_run_beside_the_picture_and_on_below_it(studio: Studio, photo: Path, width: float, at_end: bool) -> None:
    panel, picture = picture_of(layout_of(studio.fold(told(studio, photo, width=width, at_end=at_end))))
    lines = [item for item in panel.items if isinstance(item, PlacedLine)]
    beside = [line for line in lines if picture.rect.y < line.y <= picture.rect.bottom + 1]
    assert len(beside) >= 2
    for line in beside:
        left, right = extent(line)
        assert right < picture.rect.x or left > picture.rect.right
        assert (right < picture.rect.x) == at_end
    below = [line for line in lines if line.y > picture.rect.bottom + 30 and "council" in line.line.text]
    assert any(extent(line)[0] < picture.rect.right and extent(line)[1] > picture.rect.x for line in below)


def test_the_foot_of_the_picture_or_its_caption_stands_on_the_grid(studio: Studio, photo: Path) -> None:
    result = studio.fold(told(studio, photo))
    panel, picture = picture_of(layout_of(result))
    grid = result.grid
    assert grid is not None
    lines = [item for item in panel.items if isinstance(item, PlacedLine)]
    body = next(line for line in lines if "council" in line.line.text)
    caption = next(line for line in lines if line.line.text.startswith("Lamps"))
    assert picture.rect.bottom < caption.y
    rows = (caption.y - body.y) / grid.leading
    assert rows == pytest.approx(round(rows), abs=0.25)


def test_no_word_of_the_text_is_lost(studio: Studio, photo: Path) -> None:
    layout = layout_of(studio.fold(told(studio, photo)))
    placed = " ".join(i.line.text for panel in layout.panels for i in panel.items if isinstance(i, PlacedLine))
    assert placed.count("council") + placed.count("coun-") >= 12


def test_it_stands_at_the_right_where_the_language_begins_there(studio: Studio, photo: Path) -> None:
    layout = layout_of(studio.fold(told(studio, photo)))
    panel, picture = picture_of(layout)
    _, turned = picture_of(mirrored(layout))
    assert turned.rect.right == pytest.approx(panel.width - picture.rect.x)
