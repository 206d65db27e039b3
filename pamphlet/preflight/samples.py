"""The samples of a picture in a PDF, as coarse as a judge of its ink needs them (ISO 32000-1, 8.9.5).

A photo for the press has 16 times as many pixels as are looked at, so a JPEG is decoded
at a fraction of its scale and anything else averaged as soon as it is unpacked.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pamphlet.preflight.file import Dictionary, PdfFile, Value, is_number

if TYPE_CHECKING:
    from PIL.Image import Image

_MOST_PIXELS = 500_000_000
_MODES = {1: "L", 3: "RGB", 4: "CMYK"}
"""Pillow's, by the number of components; others are taken apart by hand."""


def channels(file: PdfFile, ref: Value, count: int, *, coarser: int = 1, palette: bool = False) -> tuple[Image, ...]:
    """Return the components of a picture as its Decode array turns them: 0 to 255, or as indexes of a palette.

    Args:
        file: where it is.
        ref: of its stream.
        count: of components that its colour space has.
        coarser: how many pixels become one, in each direction; indexes cannot be averaged.
        palette: whether the one component is an index.

    Returns:
        One grey picture for each component; none where it is encoded in a way that is not read here.
    """
    image = file.dictionary(ref)
    filters = _filters(file, image)
    jpeg = filters[-1:] == ["/DCTDecode"]
    bits = 8 if jpeg else 1 if _is_mask(file, image) else file.resolve(image.get("/BitsPerComponent"))
    # What is no tone yet cannot be averaged.
    now = 1 if palette or bits in (1, 2, 4) else coarser
    planes = _from_jpeg(file, ref, count, now) if jpeg else _unpacked(file, ref, count, bits, now)
    if not planes:
        return ()
    most, full = 2 ** min(bits, 8) - 1, 1 if palette else 255
    limits = _limits(file, image, [0.0, float(most)] if palette else [0.0, 1.0] * count)
    turned = [
        plane if (low * full, high * full) == (0, most) else plane.point(_line(low * full, high * full, most))
        for plane, low, high in zip(planes, limits[::2], limits[1::2], strict=True)
    ]
    return tuple(turned if palette or now == coarser else (plane.reduce(coarser) for plane in turned))


def _is_mask(file: PdfFile, image: Dictionary) -> bool:
    return file.resolve(image.get("/ImageMask")) is True


def _filters(file: PdfFile, image: Dictionary) -> Sequence[Value]:
    found = file.resolve(image.get("/Filter"))
    return [file.resolve(each) for each in found] if isinstance(found, list) else [found]


def _limits(file: PdfFile, image: Dictionary, usual: list[float]) -> list[float]:
    given = [file.resolve(each) for each in file.array(image.get("/Decode"))]
    return [float(each) for each in given] if len(given) == len(usual) and all(map(is_number, given)) else usual


def _line(low: float, high: float, most: int) -> list[int]:
    values = (round(low + (high - low) * min(value, most) / most) for value in range(256))
    return [max(0, min(value, 255)) for value in values]


def _from_jpeg(file: PdfFile, ref: Value, count: int, coarser: int) -> tuple[Image, ...]:
    from PIL import ImageChops
    from PIL.JpegImagePlugin import JpegImageFile

    content, outer = file.packed(ref), _filters(file, file.dictionary(ref))[:-1]
    try:
        if outer == ["/FlateDecode"]:
            content = zlib.decompress(content)
        elif outer:
            return ()
        with JpegImageFile(io.BytesIO(content)) as jpeg:
            width, height = jpeg.size
            if len(jpeg.getbands()) != count or width * height > _MOST_PIXELS:
                return ()
            if coarser > 1:
                jpeg.draft(None, (-(-width // coarser), -(-height // coarser)))
            planes = jpeg.split()
            planes = tuple(plane.reduce(max(1, coarser * jpeg.width // width)) for plane in planes)
    except Exception:  # readers of broken pictures raise anything at all
        return ()
    # Pillow takes every JPEG in CMYK for inverted; in a PDF only Decode says so.
    return tuple(map(ImageChops.invert, planes)) if count == 4 else planes


def _unpacked(file: PdfFile, ref: Value, count: int, bits: Value, coarser: int) -> tuple[Image, ...]:
    """Return the samples as they stand, averaged; of 16 bits the upper 8."""
    import pikepdf
    from PIL import Image

    width, height = (file.resolve(file.dictionary(ref).get(key)) for key in ("/Width", "/Height"))
    if not all(isinstance(each, int) and each > 0 for each in (width, height)) or width * height > _MOST_PIXELS:
        return ()
    if bits not in (8, 16) and (bits not in (1, 2, 4) or count > 1):
        return ()
    try:
        data = file.content(ref)
    except pikepdf.PdfError:
        return ()  # JPEG 2000, JBIG2 and fax are not read here
    length = (width * count * bits + 7) // 8 * height
    if len(data) < length:
        return ()
    if bits < 8:
        whole = Image.frombytes("P", (width, height), data[:length], "raw", f"P;{bits}")
        return (Image.frombytes("L", whole.size, whole.tobytes()),)
    samples = data[:length] if bits == 8 else data[:length:2]
    if count in _MODES:
        return Image.frombytes(_MODES[count], (width, height), samples).reduce(coarser).split()
    planes = (Image.frombytes("L", (width, height), samples[at::count]) for at in range(count))
    return tuple(plane.reduce(coarser) for plane in planes)
