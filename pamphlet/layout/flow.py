"""The body as a flow: blocks that can be set at any measure and cut between rows.

A row is one line of the baseline grid. Paragraphs have a row for each line and
may be cut between rows; headings, pull quotes, pictures and table rows take a
whole number of rows and stay whole. ``columns`` pours the flow into columns.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.design.inks import PictureSpec
from pamphlet.layout.placed import ARTIFACT, Item, PlacedBox, PlacedLine, PlacedPicture
from pamphlet.layout.reach import USUAL_DEPTH, USUAL_RISE, baselines, glyph_boxes, ink_reach
from pamphlet.manuscript.article import Picture
from pamphlet.typesetting.breaking import fill_lines
from pamphlet.typesetting.galley import BrokenLine, Typesetter
from pamphlet.typesetting.line import Ending, Line
from pamphlet.typesetting.preparing import Prepared
from pamphlet.typesetting.style import Align, Style
from pamphlet.units import Rect

ORPHANS = WIDOWS = 2
"""Fewest lines of a paragraph at the foot and at the head of a column."""
MARKER_GAP = 0.45
"""White between the mark of a list's item and its text, in ems."""
RULE_CLEARANCE = 0.62
"""White between a pull quote and the rules over and under it, as a share of the grid."""

END_MARK, END_MARK_GAP = 0.48, 0.45
"""The square that ends the text, and the white before it, in ems."""

LEAST_DISPLAY = 0.6
"""How small, as a share of the least size of its style, display type becomes before a word of it is divided."""

SMALL_SPACE = 0.15
"""White between two notes, as a share of their leading."""

HEAD_CLEARANCE = 0.3
"""Least white between a heading and the line that follows it, in ems of the body."""


class Grid(Struct, frozen=True, kw_only=True):
    """The setting that copyfit tries: type size and baseline grid of the body, in points."""

    size: float
    leading: float


class Rows(Struct, frozen=True):
    """A block set at a measure.

    Attributes:
        count: rows it takes. cuts: rows after which it may be cut, ascending.
        lines: gives the lines of a paragraph, one a row, set on first asking; none for a block that
            stays whole.
        draw: ``(first row, row after the last, x, top, grid, extra)`` → items; *top* is the top of the
            first row and *extra* the points given to an elastic block beyond its rows.
        hyphen_cuts: cuts that leave a word broken across columns.
        at_head: the block as it is set at a column's head, where that differs.
    """

    count: int
    cuts: tuple[int, ...]
    draw: Callable[[int, int, float, float, Grid, float], list[Item]]
    lines: Callable[[], tuple[Line, ...]] = tuple
    hyphen_cuts: frozenset[int] = frozenset()
    at_head: Rows | None = None


class FlowBlock(Struct, frozen=True, kw_only=True):
    """One block of the flow.

    Attributes:
        before, after: rows of space; they collapse, and fall away at a column's head.
        stays: with the next block, as a heading does.
        give: rows it may grow by to level columns; give_first: the same at a column's head.
        gives_freely: whether nobody sees that it did. gives_alike: whether it gives only where all of its kind in the
            column do, and two rows or more would else be left at the foot.
        closes: how many blocks, itself the last, are one quotation: what it is given stands half above them
            and half below. 0 where the block draws what it is given itself.
    """

    before: int = 0
    after: int = 0
    stays: bool = False
    give: int = 0
    give_first: int = 0
    gives_freely: bool = False
    gives_alike: bool = False
    closes: int = 0

    @property
    def free_of_leading(self) -> bool:
        """Whether the block is set alike on any grid, so that a new leading needs no new setting."""
        return False

    def set(self, typesetter: Typesetter, measures: Sequence[float], grid: Grid) -> Rows:
        """Set the block; *measures* gives the measure of each row, the last one holding on."""
        raise NotImplementedError

    def whole_at(self, cuts: frozenset[int]) -> FlowBlock:
        """Return the block as it is set where columns end after these rows: words are kept whole there."""
        return self

    def in_rows(self, typesetter: Typesetter, measures: Sequence[float], grid: Grid) -> Rows | None:
        """Return the block in just as many rows as there are *measures*, where it can be set well so."""
        return None

    def estimate(self, measure: float, grid: Grid) -> float:
        """Return about how many rows the block will take, without breaking lines."""
        raise NotImplementedError

    def words(self) -> str:
        """Return the text of the block, for the report of overset."""
        raise NotImplementedError


class DropCap(Struct, frozen=True, kw_only=True):
    """A first letter set over several lines.

    Attributes:
        height: of its ink above the baseline, in ems of *style*.
    """

    letter: tuple[Prepared, ...]
    style: Style
    rows: int
    height: float
    ending: Ending = Ending.JOIN
    """What stands between the letter and the rest: nothing, or a space where the letter is a word."""


class _Place(Struct, frozen=True, kw_only=True):
    """Where the lines of a paragraph stand: its style at size, room and indents line by line, and its drop cap.

    Attributes:
        left: what the whole paragraph is set in by. cap: as ``TextBlock._set_cap`` gives it. narrow: lines beside it.
    """

    style: Style
    left: float
    room: list[float]
    indents: list[float]
    cap: tuple[float, float, Line] | None
    narrow: int


class TextBlock(FlowBlock, frozen=True, kw_only=True):
    """A paragraph on the grid: running text, a list item, a quotation.

    Attributes:
        style: at its own size; a ``scale`` relates it to the body size. inset: left and right, in
            ems of the body. marker: a list item's, set in the inset.
        end_mark: ink of a square after the last word, or empty.
        ends: rows after which a column ends, as far as they are known.
    """

    prepared: tuple[Prepared, ...]
    style: Style
    element: int
    scale: float = 1.0
    indent: float = 0.0
    inset: tuple[float, float] = (0.0, 0.0)
    marker: tuple[Prepared, ...] = ()
    drop_cap: DropCap | None = None
    end_mark: str = ""
    ends: frozenset[int] = frozenset()

    @property
    def free_of_leading(self) -> bool:
        """A paragraph is, unless it goes round a drop cap."""
        return self.drop_cap is None

    def whole_at(self, cuts: frozenset[int]) -> FlowBlock:
        """Return the paragraph with its words kept whole after these rows, where it can be."""
        return replace(self, ends=cuts)

    def set(self, typesetter: Typesetter, measures: Sequence[float], grid: Grid) -> Rows:
        """Set the paragraph line by line, round its drop cap if it has one."""
        place = self._place(typesetter, measures, grid)
        broken = typesetter.break_lines(self.prepared, place.style, place.room, frozenset(cut - 1 for cut in self.ends))
        return self._rows(typesetter, place, broken)

    def in_rows(self, typesetter: Typesetter, measures: Sequence[float], grid: Grid) -> Rows | None:
        """Return the paragraph in just as many lines as there are *measures*, where they look as they should."""
        place = self._place(typesetter, measures, grid)
        broken = typesetter.break_into(self.prepared, place.style, place.room, len(measures))
        return self._rows(typesetter, place, broken) if broken else None

    def _place(self, typesetter: Typesetter, measures: Sequence[float], grid: Grid) -> _Place:
        """Return the room and the indent of each line, and the drop cap."""
        size = grid.size * self.scale
        left, right = self.inset[0] * grid.size, self.inset[1] * grid.size
        cap = self._set_cap(typesetter, grid)
        narrow = self.drop_cap.rows if cap and self.drop_cap else 0
        cap_width, first = cap[0] if cap else 0.0, self.indent * size
        rows = max(len(measures), narrow + 1, 2)
        indents = [left + (cap_width if row < narrow else first if row == 0 else 0.0) for row in range(rows)]
        full = [measures[min(row, len(measures) - 1)] for row in range(rows)]
        room = [m - i - right for m, i in zip(full, indents, strict=True)]
        style = replace(self.style, size=size, leading=grid.leading)
        return _Place(style=style, left=left, room=room, indents=indents, cap=cap, narrow=narrow)

    def _rows(self, typesetter: Typesetter, place: _Place, broken: Sequence[BrokenLine]) -> Rows:
        count = max(len(broken), place.narrow)
        cuts = tuple(k for k in range(max(ORPHANS, place.narrow), len(broken) - WIDOWS + 1) if len(broken) > 3)
        hyphens = frozenset(k for k in cuts if broken[k - 1].ending is Ending.HYPHEN)

        @cache
        def lines() -> tuple[Line, ...]:
            return typesetter.set_broken(broken, place.style, place.room, place.indents)

        return Rows(count, cuts, self._drawer(typesetter, lines, place.cap, place.left, place.style), lines, hyphens)

    def _drawer(
        self,
        typesetter: Typesetter,
        set_lines: Callable[[], tuple[Line, ...]],
        cap: tuple[float, float, Line] | None,
        left: float,
        style: Style,
    ) -> Callable[[int, int, float, float, Grid, float], list[Item]]:
        def draw(since: int, until: int, x: float, top: float, grid: Grid, extra: float) -> list[Item]:
            items: list[Item] = []
            lines = set_lines()
            if since == 0 and cap is not None and self.drop_cap is not None:
                baseline = top + first_baseline(grid) + (self.drop_cap.rows - 1) * grid.leading
                letter = replace(cap[2], ending=self.drop_cap.ending)
                items.append(PlacedLine(x=x + left + cap[1], y=baseline, line=letter, element=self.element))
            if since == 0 and self.marker:
                marker = typesetter.set_lines(self.marker, style, [left])[0]
                mark_x = x + left - marker.width - MARKER_GAP * style.size
                items.append(PlacedLine(x=mark_x, y=top + first_baseline(grid), line=marker, element=self.element))
            for row, line in enumerate(lines[since:until]):
                y = top + first_baseline(grid) + row * grid.leading
                items.append(PlacedLine(x=x, y=y, line=line, element=self.element))
            if self.end_mark and until >= len(lines) and lines:
                items.append(self._mark(lines[-1], items[-1], x, style))
            return items

        return draw

    def _mark(self, line: Line, last: Item, x: float, style: Style) -> Item:
        assert isinstance(last, PlacedLine)
        side = END_MARK * style.size
        left = x + line.start + line.width + END_MARK_GAP * style.size
        return PlacedBox(rect=Rect(left, last.y - side, side, side), ink=self.end_mark)

    def _set_cap(self, typesetter: Typesetter, grid: Grid) -> tuple[float, float, Line] | None:
        """Return the width that the drop cap takes, its x, and its line."""
        if self.drop_cap is None:
            return None
        style, rows = self.drop_cap.style, self.drop_cap.rows
        wanted = (rows - 1) * grid.leading + grid.size * 0.68
        size = wanted / self.drop_cap.height
        line = typesetter.set_lines(self.drop_cap.letter, replace(style, size=size, leading=size), [1000.0])[0]
        run = line.runs[0]
        bearing = next((left for left, *_ in glyph_boxes(run.words[0][1])), 0.0) * run.size
        return line.width - bearing + 0.35 * grid.size, -bearing, line

    def estimate(self, measure: float, grid: Grid) -> float:
        """Return about how many rows: those of lines filled one by one at their natural width."""
        size = grid.size * self.scale
        room = max(measure - (self.inset[0] + self.inset[1]) * grid.size, 1.0) / size
        if self.drop_cap:
            # The letter is about as wide as its rows are high by half.
            cap = 0.5 * self.drop_cap.rows * grid.leading / size
            return float(len(fill_lines(self.prepared[0].points, (*(room - cap,) * self.drop_cap.rows, room))))
        rows = len(fill_lines(self.prepared[0].points, (room - self.indent, room))) if self.prepared else 0
        return float(rows + sum(len(fill_lines(stretch.points, (room,))) for stretch in self.prepared[1:]))

    def words(self) -> str:
        """Return the text of the paragraph."""
        return words_of(self.prepared)


def marked_at_end(block: TextBlock, ink: str) -> TextBlock:
    """Return *block* with the mark that ends the text, and room for it on its last line."""
    *before, last = block.prepared
    return replace(block, end_mark=ink, prepared=(*before, last.with_tail(END_MARK_GAP + END_MARK)))


class _Set(Struct, frozen=True):
    """Display lines, where their baselines stand below the first one, and their size, in points."""

    lines: tuple[Line, ...]
    steps: tuple[float, ...]
    size: float

    @property
    def rise(self) -> float:
        """What the first line takes above its baseline: its capitals, or marks that reach far above them."""
        return max(cap_height(self.lines), ink_reach(self.lines[0])[0] - USUAL_RISE * self.size) if self.lines else 0.0

    @property
    def height(self) -> float:
        """From the top of the first line to the last baseline, or to what hangs unusually far below it."""
        if not self.lines:
            return 0.0
        return self.rise + self.steps[-1] + max(0.0, ink_reach(self.lines[-1])[1] - USUAL_DEPTH * self.size)


class HeadBlock(FlowBlock, frozen=True, kw_only=True):
    """A block of display lines that stays whole: a heading, a pull quote, a standfirst.

    Attributes:
        pad: rows of its own above and below the lines, together.
        rule, rule_weight: ink of rules over and under, or empty, and their thickness in points.
        clears: how far the line that follows reaches above its baseline, in ems of the body, if known.

    What ``stays`` has its last baseline one row above the text that follows, anywhere. At a column's head its first
    line begins as near level with the other columns as that allows; other lines begin level there.
    """

    prepared: tuple[Prepared, ...]
    style: Style
    element: int
    balance: bool = True
    pad: float = 0.0
    clears: float = 0.0
    rule: str = ""
    rule_weight: float = 1.0

    def set(self, typesetter: Typesetter, measures: Sequence[float], grid: Grid) -> Rows:
        """Set the lines at the measure of the block's first row."""
        style = sized_for_words(self.prepared, self.style, measures[0], LEAST_DISPLAY * self.style.size)
        lines = set_balanced(typesetter, self.prepared, style, measures[0], balance=self.balance)
        steps = baselines(lines, style.size, style.leading, rtl=typesetter.rtl)
        if self.pad:
            return self._set_padded(_Set(lines, steps, style.size), measures[0], grid)
        span = max(steps, default=0.0)
        # What hangs from the last line, and what rises from the text below it, must not meet.
        least = ink_reach(lines[-1])[1] + (self.clears + HEAD_CLEARANCE) * grid.size if lines and self.clears else 0.0
        lift = max(0.0, least - grid.leading)
        count = max(1, math.ceil((span + cap_height(lines) + lift) / grid.leading - 0.45))
        head = max(1, round(span / grid.leading) + 1 if self.stays else math.ceil(span / grid.leading + 0.9))

        def drawer(first: float) -> Callable[[int, int, float, float, Grid, float], list[Item]]:
            return lambda since, until, x, top, grid, extra: self._lines(lines, steps, x, top + extra + first)

        ends = first_baseline(grid) - grid.leading - span - lift
        level = ends + head * grid.leading if self.stays else first_baseline(grid)
        return Rows(count, (), drawer(ends + count * grid.leading), at_head=Rows(head, (), drawer(level)))

    def _set_padded(self, found: _Set, measure: float, grid: Grid) -> Rows:
        """Set lines with white above and below them, in the middle of their rows or level with a column's head."""
        count = math.ceil((found.height + self.pad * grid.leading) / grid.leading - 0.1)
        flush = first_baseline(grid) - 0.7 * grid.size
        at_head = Rows(count, (), self._padded(found, count, measure, flush))
        return Rows(count, (), self._padded(found, count, measure, None), at_head=at_head)

    def _padded(
        self, found: _Set, count: int, measure: float, flush: float | None
    ) -> Callable[[int, int, float, float, Grid, float], list[Item]]:
        """Return what draws the lines in the middle of their rows, or *flush* points below the top."""

        def draw(since: int, until: int, x: float, top: float, grid: Grid, extra: float) -> list[Item]:
            room = count * grid.leading + extra
            gap = RULE_CLEARANCE * grid.leading if self.rule else 0.0
            above = top + (room - found.height) / 2 - gap if flush is None else top + flush
            items = self._lines(found.lines, found.steps, x, above + gap + found.rise)
            if self.rule:
                for y in (above, above + gap + found.height + gap):
                    rule = Rect(x, y - self.rule_weight / 2, measure, self.rule_weight)
                    items.append(PlacedBox(rect=rule, ink=self.rule))
            return items

        return draw

    def _lines(self, lines: Sequence[Line], steps: Sequence[float], x: float, first: float) -> list[Item]:
        """Place the lines from the baseline of the first one on."""
        return [
            PlacedLine(x=x, y=first + step, line=line, element=self.element)
            for step, line in zip(steps, lines, strict=True)
        ]

    def estimate(self, measure: float, grid: Grid) -> float:
        """Return about how many rows."""
        lines = sum(len(fill_lines(stretch.points, (measure / self.style.size,))) for stretch in self.prepared)
        height = (lines - 1) * self.style.leading + 0.8 * self.style.size + self.pad * grid.leading
        return float(max(1, math.ceil(height / grid.leading - (0.1 if self.pad else 0.45))))

    def words(self) -> str:
        """Return the text of the lines."""
        return words_of(self.prepared)


class SmallBlock(FlowBlock, frozen=True, kw_only=True):
    """Paragraphs of a smaller style off the grid, that keep a whole number of rows: notes, a code listing.

    Attributes:
        texts: the paragraphs, whose distance is the same whatever the grid. elements: what each shows.
    """

    texts: tuple[tuple[Prepared, ...], ...]
    style: Style
    elements: tuple[int, ...]
    rule: str = ""

    def joined(self, other: SmallBlock) -> SmallBlock:
        """Return the block with the paragraphs of *other* below its own."""
        return replace(self, texts=(*self.texts, *other.texts), elements=(*self.elements, *other.elements))

    def set(self, typesetter: Typesetter, measures: Sequence[float], grid: Grid) -> Rows:
        """Set the lines at their own leading."""
        texts = [typesetter.set_lines(text, self.style, [measures[0]]) for text in self.texts]
        leading, between = self.style.leading, SMALL_SPACE * self.style.leading
        top_space = 0.35 * grid.leading if self.rule else 0.0
        height = sum(map(len, texts)) * leading + (len(texts) - 1) * between + top_space
        count = max(1, math.ceil(height / grid.leading - 0.1))

        def draw(since: int, until: int, x: float, top: float, grid: Grid, extra: float) -> list[Item]:
            start = top + count * grid.leading + extra - height + top_space
            items: list[Item] = []
            if self.rule:
                items.append(PlacedBox(rect=Rect(x, start - top_space, measures[0] / 3, 0.4), ink=self.rule))
            for lines, element in zip(texts, self.elements, strict=True):
                for n, line in enumerate(lines):
                    items.append(PlacedLine(x=x, y=start + (n + 0.72) * leading, line=line, element=element))
                start += len(lines) * leading + between
            return items

        return Rows(count, (), draw)

    def estimate(self, measure: float, grid: Grid) -> float:
        """Return about how many rows."""
        widths = [sum(stretch.width for stretch in text) * self.style.size for text in self.texts]
        return sum(math.ceil(width / measure + 0.4) for width in widths) * self.style.leading / grid.leading

    def words(self) -> str:
        """Return the text of the lines."""
        return " ".join(words_of(text) for text in self.texts)


class PictureBlock(FlowBlock, frozen=True, kw_only=True):
    """A picture in the text with its caption; its height gives way to level the columns."""

    picture: Picture
    aspect: float
    element: int
    caption: tuple[Prepared, ...] = ()
    caption_element: int = ARTIFACT
    caption_style: Style
    treatment: PictureSpec = PictureSpec()

    def set(self, typesetter: Typesetter, measures: Sequence[float], grid: Grid) -> Rows:
        """Set picture and caption in whole rows, the picture as tall as its aspect asks."""
        measure = measures[0]
        lines = typesetter.set_lines(self.caption, self.caption_style, [measure]) if self.caption else ()
        under = (len(lines) * self.caption_style.leading + 0.3 * grid.leading) if lines else 0.0
        height = min(measure / self.aspect, 26 * grid.leading)
        count = max(4, math.ceil((height + under) / grid.leading))

        def draw(since: int, until: int, x: float, top: float, grid: Grid, extra: float) -> list[Item]:
            start = top + first_baseline(grid) - 0.7 * grid.size
            tall = top + (count - 1) * grid.leading + first_baseline(grid) + extra - start - under
            items: list[Item] = [
                PlacedPicture(
                    rect=Rect(x, start, measure, tall),
                    path=self.picture.path,
                    focus=self.picture.focus,
                    mirror=self.picture.mirror,
                    treatment=self.treatment,
                    element=self.element,
                )
            ]
            for n, line in enumerate(lines):
                y = start + tall + 0.3 * grid.leading + (n + 0.75) * self.caption_style.leading
                items.append(PlacedLine(x=x, y=y, line=line, element=self.caption_element))
            return items

        return Rows(count, (), draw)

    def estimate(self, measure: float, grid: Grid) -> float:
        """Return about how many rows."""
        return measure / self.aspect / grid.leading + 1

    def words(self) -> str:
        """Return the caption."""
        return words_of(self.caption)


class RuleBlock(FlowBlock, frozen=True, kw_only=True):
    """A short rule between two parts of the text."""

    ink: str

    def set(self, typesetter: Typesetter, measures: Sequence[float], grid: Grid) -> Rows:
        """Take one row, the rule in its middle."""

        def draw(since: int, until: int, x: float, top: float, grid: Grid, extra: float) -> list[Item]:
            width = measures[0] / 4
            y = top + first_baseline(grid) - 0.3 * grid.size
            return [PlacedBox(rect=Rect(x + (measures[0] - width) / 2, y, width, 0.75), ink=self.ink)]

        return Rows(1, (), draw)

    def estimate(self, measure: float, grid: Grid) -> float:
        """Return the one row."""
        return 1.0

    def words(self) -> str:
        """Return nothing."""
        return ""


def sized_for_words(prepared: Sequence[Prepared], style: Style, measure: float, least: float) -> Style:
    """Return a display style at the size at which its longest word stands whole in *measure*.

    Args:
        measure: in points. least: the least size, in points; a word that is wider even then is divided, as
            the last resort.
    """
    widest = max(map(widest_part, prepared), default=0.0)
    # A hair less than the measure, which is compared with sums of the same widths.
    size = 0.9999 * measure / widest if widest else style.size
    if style.hyphenate or not least <= size < style.size:
        return style
    return replace(style, size=size, leading=style.leading * size / style.size)


def widest_part(stretch: Prepared) -> float:
    """Return the width of the widest part that no break divides, in ems."""
    widest = width = 0.0
    for word in stretch.words:
        since = 0.0
        for inner in word.breaks:
            widest = max(widest, width + inner.end - since)
            width, since = 0.0, inner.start
        width += word.width - since
        widest = max(widest, width)
        width = 0.0 if word.breakable else width + word.space_width
    return widest


def set_balanced(
    typesetter: Typesetter, prepared: Sequence[Prepared], style: Style, measure: float, *, balance: bool
) -> tuple[Line, ...]:
    """Set lines; where *balance* is asked, as many that are as even as can be."""
    broken = typesetter.break_lines(prepared, style, [measure])
    if balance and style.align is not Align.JUSTIFY:
        broken = typesetter.balanced(broken, style, measure)
    return typesetter.set_broken(broken, style, [measure])


def cap_height(lines: Sequence[Line]) -> float:
    """Return the height of the capitals of the first line, in points; 0.0 without a line."""
    return max((float(run.face.cap_height * run.size) for run in lines[0].runs), default=0.0) if lines else 0.0


def first_baseline(grid: Grid) -> float:
    """Return where the baseline of a row stands below the row's top, in points."""
    return grid.leading * 0.5 + grid.size * 0.3


def words_of(prepared: Sequence[Prepared]) -> str:
    """Return the words of a prepared paragraph as text."""
    return " ".join(
        "".join(piece.shaped.text for piece in word.pieces) for stretch in prepared for word in stretch.words
    )
