"""From panels to paper: page boxes, bleed and clips.

A layout comes in, in the trim coordinates of its panels; a :class:`Sheet` goes out,
every panel in its place on the paper. How much bleed there is, the caller says; where
it goes is decided here and nowhere else: what reaches an edge of its panel runs on
past it where that edge is the sheet's, and stops dead where it is a fold, so that the
neighbouring panel stays clean.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from pamphlet.layout.placed import Item, Layout, Panel, PlacedBox, PlacedPicture
from pamphlet.manuscript.settings import Marks
from pamphlet.sheet.marks import Beside, Frame, band, draw_marks, slug_room
from pamphlet.sheet.plan import Edge, FoldPlan, PanelPlan
from pamphlet.sheet.side import Sheet, Side, SidePanel
from pamphlet.units import Insets, Rect, Size

NOTHING = Beside()
_REACHES = 0.05
"""Points within which an item counts as reaching its panel's edge: a tenth of what a press can register."""


def press_sheet(plan: FoldPlan, layout: Layout, *, bleed: float, marks: Marks, beside: Beside = NOTHING) -> Sheet:
    """Put a laid-out leaflet on its sheet for the press: page 1 the outside, page 2 the inside.

    Args:
        plan: the fold; each panel of the layout must be one of its panels or spreads, and of its size.
        layout: the panels, in any order; they are put down in the plan's reading order.
        bleed: in points, on the sheet's four edges.
        marks: which marks are drawn. Without any, the media is the bleed box.
        beside: what the slug and the colour bar show, on both sides, where *marks* has them on.

    Raises:
        ValueError: a panel is not in the plan or has another size: a mistake of the caller's.
    """
    frame = _frame(plan, bleed, marks, beside)
    panels = _by_name(plan, layout)
    sides = tuple(
        Side(
            media=frame.media,
            bleed=frame.bleed,
            trim=frame.trim,
            panels=_side_panels(plan, side, panels, frame.trim, bleed),
            marks=draw_marks(frame, plan, side, marks, beside),
        )
        for side in plan.sides
    )
    return Sheet(sides=sides, elements=layout.elements, duplex=duplex_edge(plan))


def duplex_edge(plan: FoldPlan) -> str:
    """Return the edge on which the sheet is turned over: its upright one, since both sides stand upright."""
    if len(plan.sides) == 1:
        return ""
    return "long" if plan.sheet.height > plan.sheet.width else "short"


def page_sheet(layout: Layout, size: Size) -> Sheet:
    """Put each panel of a handout on a page of its own: no bleed, no marks, all boxes the page.

    Args:
        layout: its panels are pages, in order.
        size: of the page, in points.
    """
    page = Rect(0.0, 0.0, size.width, size.height)
    sides = tuple(
        Side(
            media=size,
            bleed=page,
            trim=page,
            panels=(SidePanel(name=panel.name, rect=page, items=panel.items, clip=page, role=panel.role),),
        )
        for panel in layout.panels
    )
    return Sheet(sides=sides, elements=layout.elements, duplex="long" if len(sides) > 1 else "")


def _frame(plan: FoldPlan, bleed: float, marks: Marks, beside: Beside) -> Frame:
    sheet = plan.sheet
    slit = marks.slit and beside.slit is not None and any(plan.slits(side) for side in plan.sides)
    offset, room = band(bleed, marks, slit=slit)
    # Right and bottom equal left and top: a sheet that is turned over finds its marks in register.
    bottom = slug_room(room, marks, slit=slit) if marks.slug and beside.slug is not None else room
    trim = Rect(room, room, sheet.width, sheet.height)
    return Frame(
        media=Size(sheet.width + 2 * room, sheet.height + room + bottom),
        bleed=trim.inset(Insets(-bleed, -bleed, -bleed, -bleed)),
        trim=trim,
        offset=offset,
        length=marks.length,
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


def _side_panels(
    plan: FoldPlan, side: int, panels: dict[str, Panel], trim: Rect, bleed: float
) -> tuple[SidePanel, ...]:
    return tuple(
        _on_paper(planned, panels[planned.name].items, trim, bleed)
        for planned in (*plan.spreads, *plan.panels)
        if planned.side == side and planned.name in panels
    )


def _on_paper(planned: PanelPlan, items: Iterable[Item], trim: Rect, bleed: float) -> SidePanel:
    own = Rect(0.0, 0.0, planned.rect.width, planned.rect.height)
    clip = own.inset(_past_edges(planned, bleed))
    return SidePanel(
        name=planned.name,
        rect=planned.rect.moved(trim.x, trim.y),
        items=tuple(_into_bleed(item, own, clip) for item in items),
        clip=clip,
        turned=planned.turned,
        role=planned.role,
    )


def _past_edges(panel: PanelPlan, bleed: float) -> Insets:
    """Return how far ink may pass the panel's own edges, as negative insets: nothing over a fold or a slit."""
    edges = panel.edges
    top, right, bottom, left = (
        -bleed if edge is Edge.CUT else 0.0 for edge in (edges.top, edges.right, edges.bottom, edges.left)
    )
    return Insets(bottom, left, top, right) if panel.turned else Insets(top, right, bottom, left)


def _into_bleed(item: Item, panel: Rect, limit: Rect) -> Item:
    """Let a box or picture that reaches an edge of its panel run on to *limit*; what runs further is clipped there."""
    if not isinstance(item, PlacedBox | PlacedPicture):
        return item
    rect = item.rect
    left = min(rect.x, limit.x) if rect.x <= panel.x + _REACHES else rect.x
    top = min(rect.y, limit.y) if rect.y <= panel.y + _REACHES else rect.y
    right = max(rect.right, limit.right) if rect.right >= panel.right - _REACHES else rect.right
    bottom = max(rect.bottom, limit.bottom) if rect.bottom >= panel.bottom - _REACHES else rect.bottom
    return replace(item, rect=Rect(left, top, right - left, bottom - top))
