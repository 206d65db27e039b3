"""What a machine without bleed cannot print: ink at the edge of the paper."""

from __future__ import annotations

from pamphlet.errors import Finding, Place, Severity
from pamphlet.ink.condition import Condition
from pamphlet.ink.palette import Palette
from pamphlet.layout.placed import Item, PlacedLine, PlacedPicture, extent
from pamphlet.sheet.side import Sheet, Side
from pamphlet.units import Insets, to_mm


def check_rim(sheet: Sheet, palette: Palette, condition: Condition) -> tuple[Finding, ...]:
    """Return a finding where there is ink nearer to the edge than the condition's machine prints.

    No machine of such a kind prints to the edge of its paper: what is to reach the cut is printed on a larger
    sheet, with bleed, and cut down (galwayprint.ie, guidelines for digital print; HP LaserJet 5100 user guide,
    "Printing full-bleed images"). So bleed is told, and stays, where the leaflet asks for it.
    """
    if not condition.rim:
        return ()
    if condition.cut:
        return (_on_a_larger_sheet(condition),)
    found = dict.fromkeys(name for side in sheet.sides for name in _reaching(side, palette, condition.rim))
    if not found:
        return ()
    return (
        Finding(
            severity=Severity.WARNING,
            code="unprinted-rim",
            message=(
                f"ink comes nearer to the edge than {to_mm(condition.rim):.1f} mm, where {condition.name} machines "
                "print nothing"
            ),
            place=Place(panel=", ".join(found)),
            hint='for a larger sheet that is cut write bleed = "3mm"; or take a theme whose pictures and grounds '
            "stand inside margins",
        ),
    )


def _on_a_larger_sheet(condition: Condition) -> Finding:
    return Finding(
        severity=Severity.INFO,
        code="bleed-larger-sheet",
        message=(
            f"the bleed of {to_mm(condition.bleed):g} mm is for a larger sheet that is cut: {condition.name} machines "
            f"leave {to_mm(condition.rim):.1f} mm of their paper white"
        ),
        hint="where the paper has the leaflet's own size, take bleed out of leaflet.toml",
    )


def _reaching(side: Side, palette: Palette, rim: float) -> list[str]:
    printable = side.trim.inset(Insets(rim, rim, rim, rim))
    return [
        panel.called
        for panel in side.panels
        if any(_inks(item, palette) and not printable.holds(panel.on_paper(extent(item))) for item in panel.items)
    ]


def _inks(item: Item, palette: Palette) -> bool:
    if isinstance(item, PlacedPicture):
        return True
    if isinstance(item, PlacedLine):
        return any(palette[run.ink].tints for run in item.line.runs)
    return bool(palette[item.ink].tints)
