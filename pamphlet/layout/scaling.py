"""Panels of other sizes than the theme was drawn for: margins, gaps and heights brought to measure.

Themes give lengths for a panel of A4 folded in three. On a smaller or larger one their
heights and gaps keep their share of it; type keeps its own sizes and limits, since the
reader's eyes stay the same.
"""

from __future__ import annotations

from typing import TypeVar

from msgspec.structs import replace

from pamphlet.design.theme import BodySpec, Length, PanelSpec, Slot
from pamphlet.units import mm

Spec = TypeVar("Spec", PanelSpec, BodySpec)

DRAWN_HEIGHT = mm(210)
NARROW = mm(90)
"""Panels narrower than this have narrower margins too."""
ALIKE = 0.1
"""A panel that is taller or lower by less keeps the theme's lengths as they are."""
SAFE = mm(5)
"""No margin is less: printers cut and fold a millimetre off (bcsg.com.au 3 mm, webforma.co.uk 5 mm)."""
SAFE_SIDE = mm(6.5)
"""At the sides a little more: quotes and hyphens hang out of the measure."""
LEAST_CODE = mm(20)
"""Smaller matrix codes are read by hand-held telephones only with patience."""
_HEIGHTS = ("before", "after", "height", "least", "between")


def panel_of_size(spec: PanelSpec, width: float, height: float, least: float = 0.0) -> PanelSpec:
    """Return *spec* for a panel *width* by *height* points, with no margin below *least*."""
    scale = _scale(height)
    return replace(_with_margins(spec, width, height, least), slots=tuple(_slot(slot, scale) for slot in spec.slots))


def body_of_size(spec: BodySpec, width: float, height: float, least: float = 0.0) -> BodySpec:
    """Return *spec* for body panels *width* by *height* points, with no margin below *least*."""
    return replace(_with_margins(spec, width, height, least), gap=Length(spec.gap * _scale(height)))


def _with_margins(spec: Spec, width: float, height: float, least: float) -> Spec:
    scale, narrower = _scale(height), min(1.0, width / NARROW)
    if scale == narrower == 1.0 and not least:
        return spec
    return replace(
        spec,
        top=max(_margin(spec.top, scale, SAFE), Length(least)),
        bottom=max(_margin(spec.bottom, scale, SAFE), Length(least)),
        side=max(_margin(spec.side, narrower, SAFE_SIDE), Length(least)),
    )


def _scale(height: float) -> float:
    scale = height / DRAWN_HEIGHT
    return 1.0 if abs(scale - 1.0) < ALIKE else scale


def _margin(length: float, scale: float, least: float) -> Length:
    return Length(max(min(least, length), length * scale))


def _slot(slot: Slot, scale: float) -> Slot:
    if scale == 1.0:
        return slot
    if slot.show == "rule":  # its height is a thickness
        names: tuple[str, ...] = ("before", "after")
    else:
        names = _HEIGHTS
    lengths = {name: Length(getattr(slot, name) * scale) for name in names}
    size = Length(max(min(slot.size, LEAST_CODE), slot.size * min(scale, 1.0)))
    return replace(slot, size=size, **lengths)
