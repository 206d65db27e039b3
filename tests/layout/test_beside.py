"""Pictures that stand in the measure: text beside them and below, all in one galley."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from leaflets import Studio, layout_of
from msgspec.structs import replace

from pamphlet.layout.mirror import mirrored
from pamphlet.layout.placed import Layout, Panel, PlacedLine, PlacedPicture
from pamphlet.manuscript.article import Article, Block, ListBlock, Paragraph, Picture, Span

LONG = "The council measured in August what everybody on the hill had known for a year, and said so in a meeting. " * 4


def paragraph(text: str) -> Paragraph:
    return Paragraph(spans=(Span(text=text),))


def told(
    studio: Studio,
    photo: Path,
    *,
    width: float = 0.4,
    at_end: bool = False,
    beside: Sequence[Block] = (paragraph(LONG),) * 3,
) -> Article:
    picture = Picture(path=photo, alt="lamps", caption="Lamps on the hill", width=width, at_end=at_end)
    plain = studio.article(1.0, photo=None)
    return replace(plain, body=(*plain.body[:2], picture, *beside, *plain.body[2:]))


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


ITEM = "mend the roof of the reading room before the rain comes back"


def listed(*texts: str, ordered: bool = False) -> ListBlock:
    return ListBlock(items=tuple((paragraph(text),) for text in texts), ordered=ordered)


def lines_of(layout: Layout) -> tuple[PlacedPicture, list[PlacedLine]]:
    panel, picture = picture_of(layout)
    lines = [item for item in panel.items if isinstance(item, PlacedLine)]
    return picture, sorted((line for line in lines if line.y > picture.rect.y), key=lambda line: (line.y, line.x))


@pytest.mark.parametrize("at_end", [False, True])
def test_the_items_of_a_list_stand_beside_with_their_marks(studio: Studio, photo: Path, at_end: bool) -> None:
    inner = ListBlock(items=((paragraph("and " + ITEM),),))
    items = listed(*(f"{ITEM} {number}" for number in range(8)), ordered=True)
    items = replace(items, items=((*items.items[0], inner), *items.items[1:]))
    picture, lines = lines_of(layout_of(studio.fold(told(studio, photo, at_end=at_end, beside=(items,)))))
    marks = [line for line in lines if line.line.text in ("\u2022", "\u2013") or line.line.text.rstrip(".").isdigit()]
    beside = [line for line in marks if line.y < picture.rect.bottom]
    assert [line.line.text for line in beside][:2] == ["1.", "\u2013"]
    for mark in marks:
        (text,) = (line for line in lines if line.y == mark.y and line.line.text.split()[0] in ("mend", "and"))
        assert extent(mark)[1] < extent(text)[0] < extent(mark)[1] + 12
        if mark in beside:
            assert extent(text)[1] < picture.rect.x if at_end else extent(mark)[0] > picture.rect.right
    numbers = {round(extent(mark)[1]) for mark in marks if mark.line.text != "\u2013"}
    assert len(numbers) == (1 if at_end else 2), "below a picture at the start of the lines, the list begins there"


def test_an_item_keeps_its_place_to_its_last_line(studio: Studio, photo: Path) -> None:
    picture, lines = lines_of(layout_of(studio.fold(told(studio, photo, beside=(listed(" ".join([ITEM] * 4), ITEM),)))))
    mark = [line for line in lines if line.line.text == "\u2022"][1]
    size = mark.line.runs[0].size
    item = [line for line in lines if line.y < mark.y and line.line.runs[0].size == size and line.line.text != "\u2022"]
    assert item[-1].y > picture.rect.bottom + 20, "it goes on below the picture"
    assert max(extent(line)[0] for line in item) - min(extent(line)[0] for line in item) < 1


def test_the_picture_ends_above_an_item_that_would_hardly_stand_beside_it(studio: Studio, photo: Path) -> None:
    lead = "We ask for this, and we ask for it in the open, before the summer of this very year is over:"
    starts = set()
    for number in range(0, 48, 3):
        beside = (paragraph("so " * number + lead), listed(f"{ITEM}, {ITEM}, {ITEM}"))
        _, lines = lines_of(layout_of(studio.fold(told(studio, photo, beside=beside))))
        mark = next(line for line in lines if line.line.text == "\u2022")
        foot = next(line.y for line in lines if line.line.text.startswith("Lamps"))
        texts = [line for line in lines if line is not mark and extent(line)[0] > extent(mark)[0]]
        starts.add(sum(mark.y <= line.y < foot + 6 for line in texts))
    assert 0 in starts, "sometimes the picture ends above the item"
    assert not starts & {1, 2}, "and never does one line stand beside it, or two, and more of the item below"


def test_a_list_is_not_parted_from_the_colon_above_it(studio: Studio, photo: Path) -> None:
    lead = paragraph(LONG + "And we ask for this:")
    for number in range(3):
        beside = (paragraph(LONG * number), lead, listed(*(ITEM,) * 9))[0 if number else 1 :]
        layout = layout_of(studio.fold(told(studio, photo, beside=beside)))
        columns = [[i for i in panel.items if isinstance(i, PlacedLine)] for panel in layout.panels]
        for column in columns:
            assert not column or not column[-1].line.text.endswith("this:")
