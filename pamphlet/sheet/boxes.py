"""From panels to paper: page boxes, bleed, clips and printer's marks.

A layout comes in, in the trim coordinates of its panels; a :class:`Sheet` goes out,
in the coordinates of the paper. Bleed is decided here and nowhere else: what
reaches an edge of its panel runs on past it where that edge is the sheet's, and
stops dead where it is a fold, so that the neighbouring panel stays clean.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.layout.placed import Item, Layout, Panel, PlacedBox, PlacedLine, PlacedPicture
from pamphlet.manuscript.settings import Marks
from pamphlet.sheet.folds import INSIDE, OUTSIDE, FoldPlan, PanelPlan
from pamphlet.sheet.side import Sheet, Side, SlugLine, Stroke
from pamphlet.typesetting.line import Line
from pamphlet.units import Insets, Rect, Size, mm

MARK_OFFSET = mm(3)
"""The least distance of a mark from the trim (1/8 in is the American shops' figure)."""
MARK_CLEARANCE = mm(0.5)
"""A mark stands at least this far off the bleed: ink that touches it may be cut into the leaflet."""
MARK_LENGTH = mm(5)
MARK_WIDTH = 0.25
"""Points; the finest line that plates hold for certain."""
FOLD_DASH = (mm(1), mm(1))
"""Five millimetres of it begin and end with a dash."""
MARK_RIM = mm(1.5)
"""Paper left beyond the marks and below the slug."""
SLUG_DROP = mm(3.5)
"""From the end of the bottom marks, or from the bleed without them, to the slug's baseline: 7 pt clears it."""

_REACHES = 0.05
"""Points within which an item counts as reaching its panel's edge: a tenth of what a press can register."""


class _Frame(Struct, frozen=True, kw_only=True):
    """The boxes of one printed side, and how far off the trim its marks begin."""

    media: Size
    bleed: Rect
    trim: Rect
    offset: float


def press_sheet(plan: FoldPlan, layout: Layout, *, bleed: float, marks: Marks, slug_line: Line | None = None) -> Sheet:
    """Put a laid-out leaflet on its sheet for the press: page 1 the outside, page 2 the inside.

    Args:
        plan: the fold; each panel of the layout must be one of its panels or spreads, and of its size.
        layout: the panels, in any order; items are put down in the plan's reading order.
        bleed: in points, on the sheet's four edges.
        marks: which marks are drawn. Without any, the media is the bleed box.
        slug_line: job text, already set; shown on both sides when *marks* has the slug on.

    Raises:
        ValueError: a panel is not in the plan or has another size: a mistake of the caller's.
    """
    slug = slug_line if marks.slug else None
    frame = _frame(plan.sheet, bleed, strokes=marks.crop or marks.fold, slug=slug is not None)
    panels = _by_name(plan, layout)
    sides = tuple(_side(plan, side, panels, frame, bleed, marks, slug) for side in (OUTSIDE, INSIDE))
    # Both sides of a landscape sheet stand upright, so the sheet is turned over on its short edge.
    return Sheet(sides=sides, elements=layout.elements, duplex="short")


def page_sheet(layout: Layout, size: Size) -> Sheet:
    """Put each panel of a handout on a page of its own: no bleed, no marks, all boxes the page.

    Args:
        layout: its panels are pages, in order.
        size: of the page, in points.
    """
    page = Rect(0.0, 0.0, size.width, size.height)
    sides = tuple(
        Side(media=size, bleed=page, trim=page, items=panel.items, clips=(page,) * len(panel.items))
        for panel in layout.panels
    )
    return Sheet(sides=sides, elements=layout.elements, duplex="long" if len(sides) > 1 else "")


def _frame(sheet: Size, bleed: float, *, strokes: bool, slug: bool) -> _Frame:
    offset = max(MARK_OFFSET, bleed + MARK_CLEARANCE)
    # Right and bottom equal left and top: a sheet that is turned over finds its marks in register.
    room = offset + MARK_LENGTH + MARK_RIM if strokes else bleed
    bottom = room - (MARK_RIM if strokes else 0.0) + SLUG_DROP + MARK_RIM if slug else room
    trim = Rect(room, room, sheet.width, sheet.height)
    return _Frame(
        media=Size(sheet.width + 2 * room, sheet.height + room + bottom),
        bleed=trim.inset(Insets(-bleed, -bleed, -bleed, -bleed)),
        trim=trim,
        offset=offset,
    )


def _by_name(plan: FoldPlan, layout: Layout) -> dict[str, Panel]:
    planned = {panel.name: panel.rect for panel in (*plan.spreads, *plan.panels)}
    for panel in layout.panels:
        rect = planned.get(panel.name)
        if rect is None:
            raise ValueError(f"fold {plan.scheme.name} has no panel {panel.name}")
        if abs(rect.width - panel.width) > _REACHES or abs(rect.height - panel.height) > _REACHES:
            raise ValueError(
                f"panel {panel.name} is laid out {panel.width:.2f} x {panel.height:.2f} pt, "
                f"fold {plan.scheme.name} has it {rect.width:.2f} x {rect.height:.2f} pt"
            )
    return {panel.name: panel for panel in layout.panels}


def _side(
    plan: FoldPlan,
    side: int,
    panels: dict[str, Panel],
    frame: _Frame,
    bleed: float,
    marks: Marks,
    slug: Line | None,
) -> Side:
    items: list[Item] = []
    clips: list[Rect] = []
    for planned in (*plan.spreads, *plan.panels):
        if planned.side != side or planned.name not in panels:
            continue
        rect = planned.rect.moved(frame.trim.x, frame.trim.y)
        past = _past_edges(planned, bleed)
        placed = panels[planned.name].items
        items += (_on_paper(item, rect, past) for item in placed)
        clips += (rect.inset(past),) * len(placed)
    return Side(
        media=frame.media,
        bleed=frame.bleed,
        trim=frame.trim,
        items=tuple(items),
        clips=tuple(clips),
        strokes=(
            *(_crop_marks(frame) if marks.crop else ()),
            *(_fold_marks(frame, plan.fold_lines[side]) if marks.fold else ()),
        ),
        slug=() if slug is None else (_slug_line(frame, slug),),
    )


def _past_edges(panel: PanelPlan, bleed: float) -> Insets:
    """Return how far ink may pass the panel's edges, as negative insets: nothing over a fold."""
    return Insets(
        top=-bleed,
        right=0.0 if panel.folds_right else -bleed,
        bottom=-bleed,
        left=0.0 if panel.folds_left else -bleed,
    )


def _on_paper(item: Item, panel: Rect, past: Insets) -> Item:
    """Move *item* from the panel's coordinates to the paper's, into the bleed where it reaches an edge."""
    if isinstance(item, PlacedLine):
        return replace(item, x=item.x + panel.x, y=item.y + panel.y)
    rect = item.rect.moved(panel.x, panel.y)
    if isinstance(item, PlacedBox | PlacedPicture):
        rect = _into_bleed(rect, panel, past)
    return replace(item, rect=rect)


def _into_bleed(rect: Rect, panel: Rect, past: Insets) -> Rect:
    limit = panel.inset(past)
    left = limit.x if rect.x <= panel.x + _REACHES else rect.x
    top = limit.y if rect.y <= panel.y + _REACHES else rect.y
    right = limit.right if rect.right >= panel.right - _REACHES else rect.right
    bottom = limit.bottom if rect.bottom >= panel.bottom - _REACHES else rect.bottom
    return Rect(left, top, right - left, bottom - top)


def _crop_marks(frame: _Frame) -> Iterator[Stroke]:
    """Yield two strokes at each corner of the trim, in line with its edges."""
    trim, near, far = frame.trim, frame.offset, frame.offset + MARK_LENGTH
    for y in (trim.y, trim.bottom):
        yield Stroke(x1=trim.x - far, y1=y, x2=trim.x - near, y2=y, width=MARK_WIDTH)
        yield Stroke(x1=trim.right + near, y1=y, x2=trim.right + far, y2=y, width=MARK_WIDTH)
    for x in (trim.x, trim.right):
        yield from _above_and_below(frame, x)


def _fold_marks(frame: _Frame, lines: tuple[float, ...]) -> Iterator[Stroke]:
    for x in lines:
        yield from _above_and_below(frame, frame.trim.x + x, FOLD_DASH)


def _above_and_below(frame: _Frame, x: float, dash: tuple[float, ...] = ()) -> Iterator[Stroke]:
    """Yield the upright strokes at *x*, drawn from the leaflet outwards."""
    trim, near, far = frame.trim, frame.offset, frame.offset + MARK_LENGTH
    yield Stroke(x1=x, y1=trim.y - near, x2=x, y2=trim.y - far, width=MARK_WIDTH, dash=dash)
    yield Stroke(x1=x, y1=trim.bottom + near, x2=x, y2=trim.bottom + far, width=MARK_WIDTH, dash=dash)


def _slug_line(frame: _Frame, line: Line) -> SlugLine:
    return SlugLine(x=frame.trim.x, y=frame.media.height - MARK_RIM, line=line)
