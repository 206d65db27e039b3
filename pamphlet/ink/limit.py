"""A picture on plates held under a limit of ink: the chromatic inks give way, and black makes it good.

A profile keeps the limit that it was built for. A paper that bears less, or a
picture that came separated for another press, is brought down here: only where
it is over, by grey component replacement, so that hues stay and no edge shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

_REPLACED = 0.25
"""Black laid for each unit of the other inks taken away: three of them, equal, make about as dark a grey."""
_RESERVE = 4.0
"""Percent kept free below the limit: JPEG strays about so far in a dark area."""
_FULL = 255.0


def held_under(image: Image, percent: float) -> Image:
    """Return a CMYK picture with at most *percent* of ink anywhere."""
    from PIL import Image, ImageMath

    most = (percent - _RESERVE) / 100 * _FULL
    names = dict(zip("cmyk", image.split(), strict=True))
    # Any: Pillow has no names for the operands and functions that an expression is given.
    total: Any = ImageMath.lambda_eval(lambda a: a["float"](a["c"] + a["m"] + a["y"]), **names)

    def kept(a: Any) -> Any:
        """Return the share of the three that stays: s + k is at the limit once black has grown or is full."""
        room = a["max"]((most - a["k"] - a["s"] * _REPLACED) / (1 - _REPLACED), most - _FULL)
        return a["min"](room / a["max"](a["s"], 1.0), 1.0)

    share: Any = ImageMath.lambda_eval(kept, s=total, k=names["k"])
    plates = [
        ImageMath.lambda_eval(lambda a: a["convert"](a["plate"] * a["f"], "L"), plate=names[name], f=share)
        for name in "cmy"
    ]
    black = ImageMath.lambda_eval(
        lambda a: a["convert"](a["min"](a["k"] + a["s"] * (1.0 - a["f"]) * _REPLACED, _FULL), "L"),
        s=total,
        k=names["k"],
        f=share,
    )
    return Image.merge("CMYK", (*plates, black))
