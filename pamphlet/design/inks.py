"""What a theme says of inks, and of how photos are printed in them."""

from __future__ import annotations

from typing import Literal

import msgspec

from pamphlet.errors import BadInput

RULINGS = (10, 85)
"""Dots in an inch of the ``halftone`` treatment: coarser ones lose the picture, finer ones look like a bad screen."""

Points = tuple[tuple[float, float], ...]
"""A curve: pairs of the tone wanted and the ink laid, both in percent."""


class Data(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of a theme: every key is known."""


class InkSpec(Data, frozen=True, kw_only=True):
    """An ink that is more than a mix of the four process inks.

    Attributes:
        spot: the shop's name of an ink that has a plate of its own. cmyk: how it looks, in percent.
        overprint: whether it prints on what lies below instead of knocking it out.
        mix: instead of a spot: other inks of the palette by name, in percent.
    """

    spot: str = ""
    cmyk: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 100.0)
    overprint: bool = False
    mix: dict[str, float] = {}


class PictureSpec(Data, frozen=True, kw_only=True):
    """How photos print.

    Attributes:
        treatment: ``colour`` on the process plates, ``grey`` in black alone, ``duotone`` in two inks,
            ``line`` without any grey, ``halftone`` as coarse dots that are meant to be seen.
        inks: of what is not in colour: the one that draws, for a duotone the darker and the lighter.
        ground: the ink laid flat under line art and dots; empty for the paper.
        curves: of a duotone, one for each ink; its own when left out.
        threshold: of line art: the tone, in percent, from which on is ink.
        ruling: of dots: how many in an inch. angle: of their rows, in degrees.
    """

    treatment: Literal["colour", "grey", "duotone", "line", "halftone"] = "colour"
    inks: tuple[str, ...] = ("black",)
    ground: str = ""
    curves: tuple[Points, ...] = ()
    threshold: float = 50.0
    ruling: float = 30.0
    angle: float = 45.0


def check_pictures(spec: PictureSpec) -> None:
    """Refuse too many or too few inks, and figures that give no picture.

    Raises:
        BadInput: names the key.
    """
    wanted = 2 if spec.treatment == "duotone" else 1
    if len(spec.inks) != wanted:
        message = f"theme: pictures.inks names {len(spec.inks)}; {spec.treatment} takes {wanted}"
        raise BadInput("theme-value", message, hint='as in inks = ["black", "red"], the darker first')
    if spec.curves and len(spec.curves) != len(spec.inks):
        raise BadInput("theme-value", "theme: pictures.curves must be one for each ink", hint="or leave them out")
    for curve in spec.curves:
        _check_curve(curve)
    low, high = RULINGS
    if not low <= spec.ruling <= high:
        message = f"theme: pictures.ruling is {spec.ruling:g}; {low} to {high} dots in an inch are seen as dots"
        raise BadInput("theme-value", message, hint="30 is coarse, 60 fine")
    if not 0 < spec.threshold < 100:
        message = f"theme: pictures.threshold is {spec.threshold:g}; it lies between 0 and 100"
        raise BadInput("theme-value", message, hint="50 is the middle tone")


def _check_curve(curve: Points) -> None:
    tones = [tone for tone, _ in curve]
    within = all(0 <= value <= 100 for point in curve for value in point)
    if len(curve) < 2 or not within or tones != sorted(set(tones)):
        message = "theme: pictures.curves holds a curve whose tones do not rise from point to point within 0 to 100"
        raise BadInput("theme-value", message, hint="as in [[0, 0], [50, 20], [100, 100]]")
