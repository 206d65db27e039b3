"""Two halves of a picture at once: Pillow lets go of the interpreter in its long loops.

The number of bands is fixed, so that the result never depends on the machine.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

_LEAST_PIXELS = 250_000
"""Below this the threads cost more than they save."""


def in_bands(make: Callable[[int, int], Image], size: tuple[int, int]) -> Image:
    """Return a picture of *size* that *make* yields band by band.

    Args:
        make: given a top and a bottom row, returns these rows; called from two threads at once.
        size: width and height, in pixels.
    """
    width, height = size
    if width * height < _LEAST_PIXELS:
        return make(0, height)
    middle = height // 2
    with ThreadPoolExecutor(2) as threads:
        upper, lower = threads.map(make, (0, middle), (middle, height))
    import PIL.Image

    whole = PIL.Image.new(upper.mode, size)
    whole.paste(upper, (0, 0))
    whole.paste(lower, (0, middle))
    return whole
