"""A picture that stands in the measure: paragraphs run beside it, and on below it.

The lines beside the picture are short and those below it long, and all of a paragraph
are broken together. The picture keeps to the grid: its head is level with the small letters
of the first line, its foot (or its caption's last line) stands on a baseline.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.layout.flow import ORPHANS, WIDOWS, FlowBlock, Grid, PictureBlock, Rows, TextBlock, first_baseline
from pamphlet.layout.placed import Item, PlacedLine, PlacedPicture
from pamphlet.typesetting.galley import BrokenLine, Typesetter
from pamphlet.typesetting.line import Ending, Line
from pamphlet.typesetting.style import Style
from pamphlet.units import Rect

LEAST_TEXT = 9.0
"""Narrowest column beside a picture, in ems: some 20 characters."""
GAP = 1.0
"""White between picture and text, in ems."""


class _Place(Struct, frozen=True):
    """Where the picture stands: its width and the rows it takes, and the set caption."""

    width: float
    rows: int
    caption: tuple[Line, ...]
    under: float


class _Set(Struct, frozen=True, kw_only=True):
    """A paragraph broken beside the picture: its lines' room and indents, row by row."""

    text: TextBlock
    style: Style
    broken: tuple[BrokenLine, ...]
    room: tuple[float, ...]
    indents: tuple[float, ...]


class BesideBlock(FlowBlock, frozen=True, kw_only=True):
    """A picture with the paragraphs that run beside it.

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
        row = 0
        for text in self.texts:
            done.append(self._beside(typesetter, text, place, measures[row:] or measures[-1:], row, grid))
            row += len(done[-1].broken)
        count = max(row, place.rows)
        endings = [line.ending for each in done for line in each.broken]
        cuts = tuple(cut for cut in _cuts([len(each.broken) for each in done]) if cut >= place.rows and cut < count)
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
                items.append(PlacedLine(x=x, y=y, line=line, element=element))
            return items

        return Rows(count, cuts, draw, lines, hyphens)

    def _place(self, typesetter: Typesetter, measure: float, grid: Grid) -> _Place:
        picture = self.picture
        most = measure - (GAP + LEAST_TEXT) * grid.size
        width = max(min(self.share * measure, most), 0.2 * measure)
        style = picture.caption_style
        caption = typesetter.set_lines(picture.caption, style, [width]) if picture.caption else ()
        under = len(caption) * style.leading + 0.3 * grid.leading if caption else 0.0
        tall = min(width / picture.aspect, 22 * grid.leading) + under
        return _Place(width, max(3, math.ceil(tall / grid.leading)), caption, under)

    def _beside(
        self, typesetter: Typesetter, text: TextBlock, place: _Place, measures: Sequence[float], row: int, grid: Grid
    ) -> _Set:
        """Break a paragraph that begins at *row*, short beside the picture and long below it."""
        style = replace(text.style, size=grid.size * text.scale, leading=grid.leading)
        taken = place.width + GAP * grid.size
        narrow = max(place.rows - row, 0)
        rows = max(len(measures), narrow + 1, 2)
        first = text.indent * style.size
        beside = [taken if number < narrow else 0.0 for number in range(rows)]
        indents = tuple(
            (0.0 if self.at_end else taken) + (first if number == 0 else 0.0) for number, taken in enumerate(beside)
        )
        room = tuple(
            measures[min(number, len(measures) - 1)] - taken - (first if number == 0 else 0.0)
            for number, taken in enumerate(beside)
        )
        broken = typesetter.break_lines(text.prepared, style, room)
        return _Set(text=text, style=style, broken=broken, room=room, indents=indents)

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


def _cuts(counts: Sequence[int]) -> list[int]:
    """Return the rows after which a column may end: between paragraphs, and inside them but for lone lines."""
    cuts: list[int] = []
    start = 0
    for count in counts:
        if count > 3:
            cuts += range(start + ORPHANS, start + count - WIDOWS + 1)
        start += count
        cuts.append(start)
    return sorted(set(cuts))
