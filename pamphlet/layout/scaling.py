"""Panels of other sizes than the theme was drawn for: margins, gaps and heights brought to measure.

Themes give lengths for a panel of A4 folded in three. On a smaller or larger one their
heights and gaps keep their share of it. So does display type on a larger one, which it has
to command; what is read at arm's length grows by less, and the text itself not at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt
from typing import TypeVar

from msgspec.structs import replace

from pamphlet.design.theme import BodySpec, Length, PanelSpec, Slot, StyleSpec, Theme
from pamphlet.layout.space import PanelSpace
from pamphlet.units import mm

Spec = TypeVar("Spec", PanelSpec, BodySpec)

DRAWN_WIDTH, DRAWN_HEIGHT = mm(100), mm(210)
LARGE = 1.25
"""Type grows on panels that are larger by that much or more, in the mean of both sides; below, photos take the room."""
DISPLAY = 20.0
"""Points from which on type is display type: what is seen before it is read."""
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


def theme_of_size(theme: Theme, panels: Iterable[PanelSpace]) -> Theme:
    """Return *theme* with the type of its panels as large as the smallest of *panels* wants it, the same on all.

    Display type keeps its share of the panel, of both sides evenly; other type grows by the root of that. What is
    smaller than the theme was drawn for is left to the least sizes of its styles.
    """
    growth = min((sqrt(each.width * each.height / DRAWN_WIDTH / DRAWN_HEIGHT) for each in panels), default=1.0)
    if growth < LARGE:
        return theme
    return replace(theme, styles={name: _grown(style, growth) for name, style in theme.styles.items()})


def _grown(style: StyleSpec, growth: float) -> StyleSpec:
    by = growth if style.size >= DISPLAY else sqrt(growth)
    return replace(style, size=style.size * by, leading=style.leading * by, max_size=style.max_size * growth)


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
    size = Length(max(min(slot.size, LEAST_CODE), slot.size * scale))
    return replace(slot, size=size, **lengths)
