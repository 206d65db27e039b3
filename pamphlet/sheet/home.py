"""A leaflet on the sheet of an office printer: no bleed, and a white rim where the printer cannot print.

The panels keep their size, or the folds would miss their places; what reaches the edge
of the paper stops at the rim, and pictures are cropped anew to what is left.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from pamphlet.errors import Finding, Place, Severity
from pamphlet.layout.placed import Item, Layout, PlacedBox, PlacedLine, PlacedPicture
from pamphlet.manuscript.settings import Home, Marks
from pamphlet.sheet.boxes import press_sheet
from pamphlet.sheet.plan import FoldPlan
from pamphlet.sheet.side import Sheet, Side, SidePanel
from pamphlet.units import Insets, Rect, mm, to_mm

NO_MARKS = Marks(crop=False, fold=False, slit=False, registration=False, bar=False, slug=False)
"""The sheet's edges are not cut, and marks would stand where the printer does not print."""
CUT_WIDTH, CUT_DASH = 0.5, mm(2)
"""Of the line for the scissors: a finer one is not seen; what is left of it on either side is less than 0.1 mm."""
SIDE_NAMES = ("-front", "-back")
"""What the names of two files end in, for printers that print one side at a time."""


def home_sheet(plan: FoldPlan, layout: Layout, home: Home) -> Sheet:
    """Put a laid-out leaflet on office paper: page 1 the outside, page 2 the inside.

    Args:
        plan, layout: as for :func:`~pamphlet.sheet.boxes.press_sheet`.
        home: the rim, and whether the back is turned by 180 degrees.
    """
    sheet = press_sheet(plan, layout, bleed=0.0, marks=NO_MARKS)
    rim = Insets(home.margin, home.margin, home.margin, home.margin)
    sides = [
        _with_cuts(_within(side, side.trim.inset(rim)), plan.slits(number))
        for number, side in zip(plan.sides, sheet.sides, strict=True)
    ]
    if home.turn_back:
        sides[1:] = [_turned(side) for side in sides[1:]]
    return replace(sheet, sides=tuple(sides))


def side_sheets(sheet: Sheet) -> tuple[tuple[str, Sheet], ...]:
    """Return each side of *sheet* as a sheet of its own, with what its file's name ends in."""
    return tuple(
        (name, replace(sheet, sides=(side,), duplex="")) for name, side in zip(SIDE_NAMES, sheet.sides, strict=False)
    )


def check_rim(sheet: Sheet, home: Home) -> tuple[Finding, ...]:
    """Return an error for each panel of which lines stand in the rim: the printer would leave them out."""
    return tuple(
        Finding(
            severity=Severity.ERROR,
            code="line-in-rim",
            message=f"{len(lines)} lines stand in the {to_mm(home.margin):g} mm that are not printed; "
            f"the first: “{lines[0].line.text[:40]}”",
            place=Place(panel=panel.called),
            hint="set a smaller margin under [home], or wider margins in the theme",
        )
        for side in sheet.sides
        for panel in side.panels
        if (lines := [item for item in panel.items if isinstance(item, PlacedLine) and _in_rim(item, panel.clip)])
    )


def loading(plan: FoldPlan, sheet: Sheet, home: Home) -> Finding:
    """Say in plain words how the paper is put in, and whether there is something to cut."""
    if len(sheet.sides) == 1:
        told, hint = "print it at 100 % (“actual size”), on one side", ""
        if plan.slits(plan.sides[0]):
            told += ", and cut it along the broken line in its middle, after folding it into eight"
            hint = f"pamphlet folds {plan.scheme.name} tells how to fold it"
    elif home.duplex:
        told = f"print it at 100 % (“actual size”), on both sides, flipped on the {sheet.duplex} edge"
        hint = "if the back comes out upside down, set turn_back = true under [home]"
    else:
        told = (
            "print the -front file at 100 % (“actual size”); turn the sheets over like the pages of a book, "
            "put them back with the same edge first, and print the -back file"
        )
        hint = "try one sheet; if its back is upside down, set turn_back = true under [home]"
    return Finding(severity=Severity.INFO, code="home-print", message=told, hint=hint)


def _with_cuts(side: Side, slits: tuple[Rect, ...]) -> Side:
    """Draw a line for the scissors along each slit: dashes of black and of paper in turn, seen on any ground."""
    lines = tuple(
        SidePanel(name="slit", rect=slit, items=tuple(_cut_line(slit.width)), clip=Rect(0.0, -1.0, slit.width, 2.0))
        for slit in (each.moved(side.trim.x, side.trim.y) for each in slits)
    )
    return replace(side, panels=(*side.panels, *lines))


def _cut_line(length: float) -> Iterator[PlacedBox]:
    count = max(1, round(length / CUT_DASH)) | 1
    dash = length / count
    for at in range(count):
        # Of the two blacks the one that knocks out what lies below.
        rect = Rect(at * dash, -CUT_WIDTH / 2, dash, CUT_WIDTH)
        yield PlacedBox(rect=rect, ink="paper" if at % 2 else "rich")


def _within(side: Side, printable: Rect) -> Side:
    return replace(side, panels=tuple(_panel_within(panel, printable) for panel in side.panels))


def _panel_within(panel: SidePanel, printable: Rect) -> SidePanel:
    own = Rect(0.0, 0.0, panel.rect.width, panel.rect.height)
    limit = _common(own, panel.from_paper(printable))
    return replace(panel, clip=limit, items=tuple(_item_within(item, own, limit) for item in panel.items))


def _item_within(item: Item, own: Rect, limit: Rect) -> Item:
    """Cut a box or picture back to *limit*; a picture that runs on over another panel is clipped, or it would jump."""
    if not isinstance(item, PlacedBox | PlacedPicture) or not own.holds(item.rect):
        return item
    return replace(item, rect=_common(item.rect, limit))


def _common(one: Rect, other: Rect) -> Rect:
    left, top = max(one.x, other.x), max(one.y, other.y)
    right, bottom = min(one.right, other.right), min(one.bottom, other.bottom)
    return Rect(left, top, max(right - left, 0.0), max(bottom - top, 0.0))


def _in_rim(item: PlacedLine, printable: Rect) -> bool:
    left = item.x + min((run.words[0][0] for run in item.line.runs if run.words), default=0.0)
    across = printable.x <= left and left + item.line.width <= printable.right
    return bool(item.line.text) and not (across and printable.y <= item.y <= printable.bottom)


def _turned(side: Side) -> Side:
    """Turn a side by 180 degrees."""
    width, height = side.media.width, side.media.height
    return replace(
        side,
        panels=tuple(
            replace(
                panel,
                rect=Rect(width - panel.rect.right, height - panel.rect.bottom, panel.rect.width, panel.rect.height),
                turned=not panel.turned,
            )
            for panel in side.panels
        ),
    )
