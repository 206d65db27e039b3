"""From a photo's file to the pixels that its place needs: cropped, scaled, upright, opaque.

The crop is taken in the pixels as stored and turned upright last, so that no
more than the result is ever turned; a large JPEG is decoded at a fraction of
its scale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from pamphlet.ink.bands import in_bands
from pamphlet.ink.crop import Box
from pamphlet.ink.photo import PhotoInfo, opened

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

_DRAFT_RESERVE = 1.2
"""A reduced JPEG keeps this many times the pixels needed, so that the last scaling is still ours."""

# How the upright fractions (u, v) of EXIF orientation n are found in the stored pixels: whether
# they change places, then whether x, then y, counts from the far edge (TIFF 6.0, tag 274).
_TURNS = {
    1: (False, False, False),
    2: (False, True, False),
    3: (False, True, True),
    4: (False, False, True),
    5: (True, False, False),
    6: (True, False, True),
    7: (True, True, True),
    8: (True, True, False),
}


class Pixels(Struct, frozen=True):
    """Decoded pixels.

    Attributes:
        image: in mode ``L``, ``RGB``, ``CMYK`` or ``LAB``, at the size asked for.
        profile: the embedded ICC profile, or nothing.
        transparent: whether the paper showed through somewhere.
    """

    image: Image
    profile: bytes
    transparent: bool


def decode(photo: PhotoInfo, box: Box, size: tuple[int, int]) -> Pixels:
    """Decode the part *box* of a photo, scaled to *size*, upright and flat on white.

    Args:
        photo: as :func:`pamphlet.ink.photo.open_photo` found it.
        box: in pixels of the upright photo.
        size: width and height of the result, in pixels.

    Raises:
        BadInput: the pixels are damaged or end early.
    """
    swapped = _TURNS[photo.orientation][0]
    stored_box = _stored_box(box, photo)
    stored_size = (size[1], size[0]) if swapped else size
    with opened(photo.path) as file:
        profile = file.info.get("icc_profile") or b""
        full = file.size
        _reduce(file, stored_box, stored_size)
        file.load()
        ratio = (file.width / full[0], file.height / full[1])
        image = _scaled(_workable(file), _times(stored_box, ratio), stored_size)
    image, transparent = _flat(image)
    return Pixels(_turned(image, photo.orientation), bytes(profile), transparent)


def _stored_box(box: Box, photo: PhotoInfo) -> Box:
    swap, mirror_x, mirror_y = _TURNS[photo.orientation]
    left, top, right, bottom = box
    width, height = photo.width, photo.height
    if swap:
        left, top, right, bottom = top, left, bottom, right
        width, height = height, width
    if mirror_x:
        left, right = width - right, width - left
    if mirror_y:
        top, bottom = height - bottom, height - top
    return left, top, right, bottom


def _reduce(file: ImageFile, box: Box, size: tuple[int, int]) -> None:
    need = max(size[0] / (box[2] - box[0]), size[1] / (box[3] - box[1])) * _DRAFT_RESERVE
    if need < 1:
        # Only JPEG has a reduced scale; for the others this does nothing.
        file.draft(None, (round(file.width * need), round(file.height * need)))


def _workable(file: ImageFile) -> Image:
    """Return the pixels in a mode that can be scaled without harm."""
    from PIL import ImageChops

    image: Image = file
    if image.mode.startswith("I"):
        # 16 bits of grey: convert() would cut off above 255 instead of scaling.
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if "transparency" in image.info or image.mode in ("PA", "La", "RGBa"):
        return image.convert("RGBA")
    if image.mode in ("1", "P"):
        return image.convert("L" if image.mode == "1" else "RGB")
    if image.mode == "CMYK" and file.format == "JPEG" and "adobe" not in file.info:
        # Pillow takes every CMYK JPEG for inverted; that is true only of those with Adobe's marker.
        return ImageChops.invert(image)
    return image


def _scaled(image: Image, box: Box, size: tuple[int, int]) -> Image:
    from PIL.Image import Resampling

    left, top, right, bottom = box
    if right - left == size[0] and bottom - top == size[1]:
        return image.resize(size, Resampling.NEAREST, box=box)  # pixel for pixel: nothing may soften
    step = (bottom - top) / size[1]

    def rows(first: int, last: int) -> Image:
        part = (left, top + first * step, right, min(top + last * step, bottom))
        return image.resize((size[0], last - first), Resampling.LANCZOS, box=part, reducing_gap=3.0)

    return in_bands(rows, size)


def _flat(image: Image) -> tuple[Image, bool]:
    import PIL.Image

    if image.mode not in ("LA", "RGBA"):
        return image, False
    opaque = image.mode.removesuffix("A")
    alpha = image.getchannel("A")
    lowest = alpha.getextrema()[0]
    if lowest == 255:
        return image.convert(opaque), False
    paper = PIL.Image.new(opaque, image.size, "white")
    paper.paste(image.convert(opaque), mask=alpha)
    return paper, True


def _turned(image: Image, orientation: int) -> Image:
    from PIL.Image import Transpose

    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return image.transpose(turns[orientation]) if orientation in turns else image


def _times(box: Box, ratio: tuple[float, float]) -> Box:
    return box[0] * ratio[0], box[1] * ratio[1], box[2] * ratio[0], box[3] * ratio[1]
