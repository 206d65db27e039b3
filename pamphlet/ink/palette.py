"""Inks by name: what layout says, and what the press prints."""

from __future__ import annotations

from msgspec import Struct


class Ink(Struct, frozen=True):
    """A printing colour as a CMYK mix.

    Attributes:
        cyan, magenta, yellow, black: tint of each process ink, 0.0 to 1.0.
        overprint: whether it prints on what lies below instead of knocking it out; black
            text does, white never.
        registration: prints on every plate (separation colour ``All``): marks only.
    """

    cyan: float
    magenta: float
    yellow: float
    black: float
    overprint: bool = False
    registration: bool = False


BLACK = Ink(0.0, 0.0, 0.0, 1.0, overprint=True)
PAPER = Ink(0.0, 0.0, 0.0, 0.0)
REGISTRATION = Ink(1.0, 1.0, 1.0, 1.0, registration=True)

Palette = dict[str, Ink]
"""Inks by the names that themes use. ``black``, ``paper`` and ``registration`` are always there."""
