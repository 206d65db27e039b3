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


def band(bleed: float, marks: Marks) -> tuple[float, float]:
    """Return how far off the trim marks begin, and how much paper there is beyond the trim."""
    offset = max(marks.offset, bleed + MARK_CLEARANCE)
    drawn = marks.crop or marks.fold or marks.registration or marks.bar
    return offset, offset + marks.length + MARK_RIM if drawn else bleed


def slug_room(room: float, marks: Marks) -> float:
    """Return how much paper there is below the trim where a slug stands there."""
    drawn = marks.crop or marks.fold or marks.registration or marks.bar
    return room - (MARK_RIM if drawn else 0.0) + SLUG_DROP + MARK_RIM


class Beside(Struct, frozen=True, kw_only=True):
    """What marks show that is not of the sheet: the line of the slug, already set, and the inks of the colour bar."""

    slug: Line | None = None
    bar: tuple[str, ...] = ()


def draw_marks(frame: Frame, plan: FoldPlan, side: int, marks: Marks, beside: Beside) -> Marked:
    """Return the marks of one side."""
    uprights = [frame.trim.x + x for x in plan.fold_lines[side]]
    levels = [frame.trim.y + y for y in plan.level_lines]
    patches = tuple(_bar(frame, uprights, beside.bar)) if marks.bar and beside.bar else ()
    return Marked(
        strokes=(
            *(_crop_marks(frame) if marks.crop else ()),
            *(_fold_marks(frame, uprights, levels) if marks.fold else ()),
        ),
        targets=tuple(_targets(frame, uprights, levels, patches)) if marks.registration else (),
        patches=patches,
        slug=tuple(_slug(frame, beside.slug)) if marks.slug and beside.slug is not None else (),
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


def _slug(frame: Frame, line: Line) -> Iterator[SlugLine]:
    yield SlugLine(x=frame.trim.x, y=frame.media.height - MARK_RIM, line=line)


def _bar(frame: Frame, uprights: Iterable[float], inks: tuple[str, ...]) -> Iterator[Patch]:
    """Yield the fields of the colour bar over the sheet, in the longest stretch between fold marks."""
    left, right = _longest(frame.trim.x, frame.trim.right, uprights)
    width = min(PATCH, (right - left) / len(inks))
    top = frame.trim.y - frame.offset - frame.length
    for at, ink in enumerate(inks):
        yield Patch(rect=Rect(left + at * width, top, width, frame.length), ink=ink)


def _targets(
    frame: Frame, uprights: Iterable[float], levels: Iterable[float], patches: tuple[Patch, ...]
) -> Iterator[Target]:
    """Yield a target on each side of the sheet, as near to its middle as other marks allow."""
    trim, radius = frame.trim, frame.length / 2
    out = frame.offset + radius
    bar = [edge for patch in patches for edge in (patch.rect.x, patch.rect.right)]
    across = _clear(trim.x, trim.right, (*uprights, *bar), radius)
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
