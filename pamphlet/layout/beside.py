"""A picture that stands in the measure: paragraphs and lists run beside it, and on below it.

The lines beside the picture are short and those below it long, and all of a paragraph
are broken together. An item of a list does not step back under its own mark: beside a
picture at the start of the lines it keeps its place to its last line, or the picture ends
above it. The picture keeps to the grid: its head is level with the small letters of the
first line, its foot (or its caption's last line) stands on a baseline.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.layout.flow import (
    MARKER_GAP,
    ORPHANS,
    WIDOWS,
    FlowBlock,
    Grid,
    PictureBlock,
    Rows,
    TextBlock,
    first_baseline,
)
from pamphlet.layout.placed import Item, PlacedLine, PlacedPicture
from pamphlet.typesetting.galley import BrokenLine, Typesetter
from pamphlet.typesetting.line import Ending, Line
from pamphlet.typesetting.style import Style
from pamphlet.units import Rect

LEAST_TEXT = 9.0
"""Narrowest lines beside a picture, in ems: some 20 characters; what a list is set in comes on top of that."""
GAP = 1.0
"""White between picture and text, in ems."""
MOST_CUT = 2
"""Rows that the picture gives up at its foot where the item of a list would stand beside no more than these."""
LEAST_ROWS = 3
"""Rows of a picture, beside those of its caption."""


class _Place(Struct, frozen=True, kw_only=True):
    """Where the picture stands: its width and the rows it takes, and the set caption.

    Attributes:
        taken: points that lines beside it give up. at_end: they give them up at their end.
        under: height of the caption with the white above it.
    """

    width: float
    rows: int
    taken: float
    at_end: bool
    caption: tuple[Line, ...]
    under: float

    def least_rows(self, grid: Grid) -> int:
        """Return the fewest rows that picture and caption may take."""
        return LEAST_ROWS + math.ceil(self.under / grid.leading)

    def rooms(self, measures: Sequence[float], row: int, *, hung: bool = False) -> list[tuple[float, float]]:
        """Return where lines from *row* on may begin and how wide they are; the last room holds on.

        Args:
            hung: the lines keep where the first of them begins, though the picture ends beside them.
        """
        beside = max(self.rows - row, 0)
        rooms = []
        for number in range(max(len(measures) - row, beside + 1, 2)):
            taken = self.taken if number < beside or (hung and beside) else 0.0
            measure = measures[min(row + number, len(measures) - 1)]
            rooms.append((0.0 if self.at_end else taken, measure - taken))
        return rooms


class _Set(Struct, frozen=True, kw_only=True):
    """A paragraph broken beside the picture: its lines' room and indents, row by row."""

    text: TextBlock
    style: Style
    broken: tuple[BrokenLine, ...]
    room: tuple[float, ...]
    indents: tuple[float, ...]

    def marker(self, typesetter: Typesetter) -> list[tuple[float, Line]]:
        """Return the mark of a list's item with its place, as it stands before the first line."""
        if not self.text.marker:
            return []
        line = typesetter.set_lines(self.text.marker, self.style, [self.indents[0]])[0]
        return [(self.indents[0] - line.width - MARKER_GAP * self.style.size, line)]


class BesideBlock(FlowBlock, frozen=True, kw_only=True):
    """A picture with the paragraphs and the items of lists that run beside it.

    Attributes:
        share: of the measure that the picture takes. at_end: stands at the end of the lines, not at their start.
        texts: as many as may be needed to fill the height beside it; all of them are set here.
    """

    picture: PictureBlock
    share: float
    at_end: bool
    texts: tuple[TextBlock, ...]

    def set(self, typesetter: Typesetter, measures: Sequence[float], grid: Grid) -> Rows:
        """Set the picture in the first rows and the paragraphs round it, each row at its measure."""
        place = self._place(typesetter, measures[0], grid)
        done: list[_Set] = []
        heads: dict[int, _Set] = {}
        row = 0
        for text in self.texts:
            hung = text.inset[0] > 0.0 and not self.at_end
            heads[row] = _beside(typesetter, text, place.rooms(measures, row, hung=hung), grid)
            left = place.rows - row
            if hung and 0 < left <= min(MOST_CUT, (len(heads[row].broken) - 1) // 2) and row >= place.least_rows(grid):
                place = replace(place, rows=row)
                heads[row] = _beside(typesetter, text, place.rooms(measures, row), grid)
            done.append(heads[row])
            row += len(done[-1].broken)
        count = max(row, place.rows)
        endings = [line.ending for each in done for line in each.broken]
        cuts = tuple(cut for cut in _cuts(done) if place.rows <= cut < count)
        hyphens = frozenset(cut for cut in cuts if endings[cut - 1] is Ending.HYPHEN)

        @cache
        def lines() -> tuple[Line, ...]:
            galleys = (typesetter.set_broken(each.broken, each.style, each.room, each.indents) for each in done)
            return tuple(line for galley in galleys for line in galley)

        elements = [each.text.element for each in done for _ in each.broken]

        def draw(since: int, until: int, x: float, top: float, grid: Grid, extra: float) -> list[Item]:
            items = self._draw_picture(place, x, top, measures[0], grid) if since == 0 else []
            shown = zip(lines()[since:until], elements[since:until], strict=True)
            for number, (line, element) in enumerate(shown):
                y = top + first_baseline(grid) + number * grid.leading
                for offset, mark in heads[since + number].marker(typesetter) if since + number in heads else ():
                    items.append(PlacedLine(x=x + offset, y=y, line=mark, element=element))
                items.append(PlacedLine(x=x, y=y, line=line, element=element))
            return items

        return Rows(count, cuts, draw, lines, hyphens)

    def _place(self, typesetter: Typesetter, measure: float, grid: Grid) -> _Place:
        picture = self.picture
        inset = max(sum(text.inset) for text in self.texts)
        most = measure - (GAP + LEAST_TEXT + inset) * grid.size
        width = max(min(self.share * measure, most), 0.2 * measure)
        style = picture.caption_style
        caption = typesetter.set_lines(picture.caption, style, [width]) if picture.caption else ()
        under = len(caption) * style.leading + 0.3 * grid.leading if caption else 0.0
        tall = min(width / picture.aspect, 22 * grid.leading) + under
        return _Place(
            width=width,
            rows=max(LEAST_ROWS, math.ceil(tall / grid.leading)),
            taken=width + GAP * grid.size,
            at_end=self.at_end,
            caption=caption,
            under=under,
        )

    def _draw_picture(self, place: _Place, x: float, top: float, measure: float, grid: Grid) -> list[Item]:
        picture = self.picture
        left = x + (measure - place.width if self.at_end else 0.0)
        start = top + first_baseline(grid) - 0.7 * grid.size
        foot = top + first_baseline(grid) + (place.rows - 1) * grid.leading
        tall = foot - start - place.under
        items: list[Item] = [
            PlacedPicture(
                rect=Rect(left, start, place.width, tall),
                path=picture.picture.path,
                focus=picture.picture.focus,
                mirror=picture.picture.mirror,
                treatment=picture.treatment,
                element=picture.element,
            )
        ]
        leading = picture.caption_style.leading
        for number, line in enumerate(place.caption):
            y = start + tall + 0.3 * grid.leading + (number + 0.75) * leading
            items.append(PlacedLine(x=left, y=y, line=line, element=picture.caption_element))
        return items

    def estimate(self, measure: float, grid: Grid) -> float:
        """Return about how many rows: those of the text, and what the picture takes of them."""
        text = sum(each.estimate(measure, grid) for each in self.texts)
        rows = self.share * measure / self.picture.aspect / grid.leading
        return max(rows, text + rows * self.share)

    def words(self) -> str:
        """Return the caption and the paragraphs."""
        return " ".join(filter(None, (self.picture.words(), *(text.words() for text in self.texts))))


def _beside(typesetter: Typesetter, text: TextBlock, rooms: Sequence[tuple[float, float]], grid: Grid) -> _Set:
    """Break a paragraph into lines that each have the room that *rooms* gives them: where it begins, and its width."""
    style = replace(text.style, size=grid.size * text.scale, leading=grid.leading)
    left, right = text.inset[0] * grid.size, text.inset[1] * grid.size
    firsts = [left + (text.indent * style.size if number == 0 else 0.0) for number in range(len(rooms))]
    indents = tuple(start + first for (start, _), first in zip(rooms, firsts, strict=True))
    room = tuple(width - first - right for (_, width), first in zip(rooms, firsts, strict=True))
    return _Set(
        text=text, style=style, broken=typesetter.break_lines(text.prepared, style, room), room=room, indents=indents
    )


def _cuts(done: Sequence[_Set]) -> list[int]:
    """Return the rows after which a column may end: between paragraphs, and inside them but for lone lines."""
    cuts: list[int] = []
    start = 0
    for each in done:
        count = len(each.broken)
        if count > 3:
            cuts += range(start + ORPHANS, start + count - WIDOWS + 1)
        start += count
        if not each.text.stays:
            cuts.append(start)
    return cuts
