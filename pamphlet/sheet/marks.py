"""Printer's marks: what stands outside the bleed, and tells the shop where to cut, fold and look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct

from pamphlet.manuscript.settings import Marks
from pamphlet.sheet.plan import FoldPlan
from pamphlet.sheet.side import Marked, Patch, SlugLine, Stroke, Target
from pamphlet.typesetting.line import Line
from pamphlet.units import Rect, Size, mm

MARK_CLEARANCE = mm(0.5)
"""A mark stands at least this far off the bleed: ink that touches it may be cut into the leaflet."""
MARK_WIDTH = 0.25
"""Points; the finest line that plates hold for certain."""
DASHES = 5
"""A fold mark is cut into so many equal parts; the first and the last are dashes."""
MARK_RIM = mm(1.5)
"""Paper left beyond the marks and below the slug."""
SLUG_DROP = mm(3.5)
"""From the end of the bottom marks, or from the bleed without them, to the slug's baseline: 7 pt clears it."""
SLIT_OFF, SLIT_LENGTH = mm(1), mm(3)
"""How far beyond the other marks those of a slit begin, and how long they are."""
LABEL_CLEARANCE = mm(1)
"""White about the words of a slit."""
LABEL_RISE = mm(0.8)
"""Of a line of dimension above the baseline of the words in it: half their x-height, at 6.5 pt."""
LABEL_DROP = mm(2.3)
"""From a mark to the baseline of the words below it."""
APART = mm(3)
"""White between marks of different kinds."""
PATCH = mm(5)
"""Width of a field of the colour bar; densitometers read a spot of 3 mm (Techkon, X-Rite: 1.7 to 4 mm)."""


class Frame(Struct, frozen=True, kw_only=True):
    """The boxes of one printed side, and the band in which its marks stand."""

    media: Size
    bleed: Rect
    trim: Rect
    offset: float
    length: float


def band(bleed: float, marks: Marks, *, slit: bool = False) -> tuple[float, float]:
    """Return how far off the trim marks begin, and how much paper there is beyond the trim; *slit*: they mark one."""
    offset = max(marks.offset, bleed + MARK_CLEARANCE)
    room = offset + marks.length + MARK_RIM + (SLIT_OFF + SLIT_LENGTH if slit else 0.0)
    return offset, room if slit or _drawn(marks) else bleed


def slug_room(room: float, marks: Marks, *, slit: bool = False) -> float:
    """Return how much paper there is below the trim where a slug stands there."""
    return room - (MARK_RIM if slit or _drawn(marks) else 0.0) + SLUG_DROP + MARK_RIM


def _drawn(marks: Marks) -> bool:
    return marks.crop or marks.fold or marks.registration or marks.bar


class Beside(Struct, frozen=True, kw_only=True):
    """What marks show that is not of the sheet, lines already set.

    Attributes:
        bar: the inks of the colour bar.
        cutter: the ink in which slits themselves are drawn; empty where they are not.
        slit: what a slit is called along it, and in short beside its height; without these it is not marked.
    """

    slug: Line | None = None
    bar: tuple[str, ...] = ()
    slit: tuple[Line, Line] | None = None
    cutter: str = ""


def draw_marks(frame: Frame, plan: FoldPlan, side: int, marks: Marks, beside: Beside) -> Marked:
    """Return the marks of one side."""
    uprights = [frame.trim.x + x for x in plan.fold_lines[side]]
    levels = [frame.trim.y + y for y in plan.level_lines]
    bar = beside.bar if marks.bar else ()
    patches = tuple(_bar(frame, uprights, bar))
    slits = [slit.moved(frame.trim.x, frame.trim.y) for slit in plan.slits(side)] if marks.slit and beside.slit else []
    brackets = [_Bracket(frame=frame, slit=slit, words=beside.slit) for slit in slits if beside.slit]
    return Marked(
        strokes=(
            *(_crop_marks(frame) if marks.crop else ()),
            *(_fold_marks(frame, uprights, levels) if marks.fold else ()),
            *(stroke for bracket in brackets for stroke in bracket.strokes()),
            *(
                _cut(slit.moved(frame.trim.x, frame.trim.y), beside.cutter)
                for slit in plan.slits(side)
                if beside.cutter
            ),
        ),
        targets=tuple(_targets(frame, _across(frame, plan, side, bar), levels)) if marks.registration else (),
        patches=patches,
        slug=tuple(_slug(frame, beside.slug)) if marks.slug and beside.slug is not None else (),
        labels=tuple(label for bracket in brackets for label in bracket.labels()),
    )


def _crop_marks(frame: Frame) -> Iterator[Stroke]:
    """Yield two strokes at each corner of the trim, in line with its edges."""
    trim = frame.trim
    for y in (trim.y, trim.bottom):
        yield from _beside(frame, y)
    for x in (trim.x, trim.right):
        yield from _above_and_below(frame, x)


def _fold_marks(frame: Frame, uprights: Iterable[float], levels: Iterable[float]) -> Iterator[Stroke]:
    dash = (frame.length / DASHES,) * 2
    for x in uprights:
        yield from _above_and_below(frame, x, dash)
    for y in levels:
        yield from _beside(frame, y, dash)


def _above_and_below(frame: Frame, x: float, dash: tuple[float, ...] = ()) -> Iterator[Stroke]:
    """Yield the upright strokes at *x*, drawn from the leaflet outwards."""
    trim, near, far = frame.trim, frame.offset, frame.offset + frame.length
    yield Stroke(x1=x, y1=trim.y - near, x2=x, y2=trim.y - far, width=MARK_WIDTH, dash=dash)
    yield Stroke(x1=x, y1=trim.bottom + near, x2=x, y2=trim.bottom + far, width=MARK_WIDTH, dash=dash)


def _beside(frame: Frame, y: float, dash: tuple[float, ...] = ()) -> Iterator[Stroke]:
    """Yield the level strokes at *y*, drawn from the leaflet outwards."""
    trim, near, far = frame.trim, frame.offset, frame.offset + frame.length
    yield Stroke(x1=trim.x - near, y1=y, x2=trim.x - far, y2=y, width=MARK_WIDTH, dash=dash)
    yield Stroke(x1=trim.right + near, y1=y, x2=trim.right + far, y2=y, width=MARK_WIDTH, dash=dash)


class _Bracket(Struct, frozen=True, kw_only=True):
    """The marks of a slit, beyond those for cutting and folding: whole strokes, where those of folds are broken.

    Above and below the sheet a bracket reaches from one end of the slit to the other and says what it is; beside
    it a stroke stands at its height. So both axes can be set by a ruler laid over the sheet, and no ink is in it.
    """

    frame: Frame
    slit: Rect
    words: tuple[Line, Line]

    def strokes(self) -> Iterator[Stroke]:
        trim, near, far = self.frame.trim, self._near, self._near + SLIT_LENGTH
        half = self.words[0].width / 2 + LABEL_CLEARANCE
        left, right, middle = self.slit.x, self.slit.right, self.slit.x + self.slit.width / 2
        for inner, outer in ((trim.y - near, trim.y - far), (trim.bottom + near, trim.bottom + far)):
            for x in (left, right):
                yield Stroke(x1=x, y1=inner, x2=x, y2=outer, width=MARK_WIDTH)
            for x1, x2 in ((left, middle - half), (middle + half, right)):
                yield Stroke(x1=x1, y1=(inner + outer) / 2, x2=x2, y2=(inner + outer) / 2, width=MARK_WIDTH)
        yield Stroke(x1=trim.x - near, y1=self.slit.y, x2=trim.x - far, y2=self.slit.y, width=MARK_WIDTH)
        yield Stroke(x1=trim.right + near, y1=self.slit.y, x2=trim.right + far, y2=self.slit.y, width=MARK_WIDTH)

    def labels(self) -> Iterator[SlugLine]:
        along, short = self.words
        trim, middle = self.frame.trim, self._near + SLIT_LENGTH / 2
        for y in (trim.y - middle, trim.bottom + middle):
            yield SlugLine(x=self.slit.x + (self.slit.width - along.width) / 2, y=y + LABEL_RISE, line=along)
        for x in (trim.x - middle, trim.right + middle):
            yield SlugLine(x=x - short.width / 2, y=self.slit.y + LABEL_DROP, line=short)

    @property
    def _near(self) -> float:
        """How far off the trim they begin."""
        return self.frame.offset + self.frame.length + SLIT_OFF


def _cut(slit: Rect, ink: str) -> Stroke:
    """Return the stroke that a cutting table follows: one path from end to end, on the leaflet itself."""
    return Stroke(x1=slit.x, y1=slit.y, x2=slit.right, y2=slit.y, width=MARK_WIDTH, ink=ink)


def _slug(frame: Frame, line: Line) -> Iterator[SlugLine]:
    yield SlugLine(x=frame.trim.x, y=frame.media.height - MARK_RIM, line=line)


def _bar(frame: Frame, uprights: Iterable[float], inks: tuple[str, ...]) -> Iterator[Patch]:
    """Yield the fields of the colour bar over the sheet, in the longest stretch between fold marks."""
    left, right = _longest(frame.trim.x, frame.trim.right, uprights)
    width = min(PATCH, (right - left) / max(len(inks), 1))
    top = frame.trim.y - frame.offset - frame.length
    for at, ink in enumerate(inks):
        yield Patch(rect=Rect(left + at * width, top, width, frame.length), ink=ink)


def _across(frame: Frame, plan: FoldPlan, side: int, bar: tuple[str, ...]) -> float:
    """Return where on a side the targets above and below the sheet stand: on both sides of the paper at one place.

    Held against the light they must lie on each other, so the marks of both sides are kept clear of.
    """
    trim = frame.trim

    def backed(x: float) -> float:
        return trim.x + trim.right - x

    taken: list[float] = []
    for number, lines in enumerate(plan.fold_lines):
        uprights = [trim.x + x for x in lines]
        edges = [edge for patch in _bar(frame, uprights, bar) for edge in (patch.rect.x, patch.rect.right)]
        taken += [backed(x) if number else x for x in (*uprights, *edges)]
    at = _clear(trim.x, trim.right, taken, frame.length / 2)
    return backed(at) if side else at


def _targets(frame: Frame, across: float, levels: Iterable[float]) -> Iterator[Target]:
    """Yield a target on each side of the sheet, as near to its middle as other marks allow."""
    trim, radius = frame.trim, frame.length / 2
    out = frame.offset + radius
    down = _clear(trim.y, trim.bottom, levels, radius)
    for x, y in (
        (across, trim.y - out),
        (across, trim.bottom + out),
        (trim.x - out, down),
        (trim.right + out, down),
    ):
        yield Target(x=x, y=y, radius=radius, width=MARK_WIDTH)


def _longest(start: float, end: float, taken: Iterable[float]) -> tuple[float, float]:
    """Return the longest stretch between marks, their white left off; of equal ones the first."""
    edges = [start, *sorted(taken), end]
    stretches = [(left + APART, right - APART) for left, right in pairwise(edges)]
    return max(stretches, key=lambda stretch: round(stretch[1] - stretch[0], 3))


def _clear(start: float, end: float, taken: Iterable[float], radius: float) -> float:
    """Return the place nearest to the middle of *start* to *end* that no mark comes near."""
    marks = list(taken)
    room = radius + APART
    middle = (start + end) / 2
    places = [middle, *(at + sign * room for at in marks for sign in (-1, 1))]
    free = [at for at in places if all(abs(at - mark) >= room - 0.01 for mark in marks)]
    return min((at for at in free if start + room <= at <= end - room), key=lambda at: abs(at - middle), default=middle)
