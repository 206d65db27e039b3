"""Photos as they come: told apart and measured by their header, refused before they can do harm.

Nothing is decoded here; ``decoding`` does that. Pillow's readers are called by
name, after a look at the signature, and not through ``Image.open``: that one
tries formats that start other programs, and refuses a decompression bomb
without telling its size.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from msgspec import Struct

from pamphlet.errors import BadInput, Place
from pamphlet.ink.photo_cache import Entry, PhotoCache

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

PIXEL_LIMIT = 150_000_000
"""Pixels of the largest photo that is decoded: a 150-megapixel camera back; 450 MB as RGB."""
LEAST_SIDE = 32
"""Pixels of the shortest side that can be a photo: 32 at 100 ppi cover 8 mm."""
_HEADER_RECIPE = "photo-header-1"
_USABLE_MODES = ("1", "L", "LA", "La", "I", "I;16", "I;16B", "I;16L", "P", "PA", "RGB", "RGBA", "RGBa", "CMYK", "LAB")
_CURE = "save it as a JPEG, PNG or TIFF picture and try again"


class PhotoInfo(Struct, frozen=True, kw_only=True):
    """What a photo's header says.

    Attributes:
        width, height: in pixels, upright.
        kind: the file's format, by Pillow's name: ``JPEG``, ``PNG``, ``TIFF``, ``WEBP`` ...
        mode: of the pixels, by Pillow's name.
        orientation: EXIF's, 1 to 8: how the stored pixels must be turned to stand upright.
        digest: SHA-256 of the file's bytes.
    """

    path: Path
    width: int
    height: int
    kind: str
    mode: str
    orientation: int
    digest: str


def open_photo(path: Path, cache: PhotoCache | None = None) -> PhotoInfo:
    """Read a photo's header, upright size first.

    Args:
        path: of the picture.
        cache: spares the look at the header where the same bytes were seen before.

    Raises:
        BadInput: the file is missing, unreadable, no picture, animated, too small or too large.
    """
    cache = cache or PhotoCache()
    digest = _digest(path, cache)
    key = f"{_HEADER_RECIPE}-{digest}"
    entry = cache.get(key)
    if entry is None:
        entry = Entry(b"", _read_header(path))
        cache.put(key, entry)
    facts = entry.facts
    return PhotoInfo(
        path=path,
        width=int(facts["width"]),
        height=int(facts["height"]),
        kind=str(facts["kind"]),
        mode=str(facts["mode"]),
        orientation=int(facts["orientation"]),
        digest=digest,
    )


@contextmanager
def opened(path: Path) -> Iterator[ImageFile]:
    """Open a picture with the reader of its format, quietly, header only.

    Whatever goes wrong inside the block with the file's contents is told as bad input.

    Raises:
        BadInput: the file is no picture that we read, or is damaged.
    """
    from PIL import Image

    with path.open("rb") as file, warnings.catch_warnings():
        # Pillow warns of odd EXIF, palettes and sizes; what matters of it is a finding of ours.
        warnings.simplefilter("ignore")
        reader = _reader(file.read(32), path)
        file.seek(0)
        try:
            with reader(file) as image:
                yield image
        except BadInput:
            raise
        except Image.DecompressionBombError:
            raise _too_large(path, "more than 178") from None
        except Exception as error:  # readers of broken pictures raise anything at all
            raise BadInput(
                "photo-damaged",
                f"the picture is damaged or cut short: {_first_sentence(error)}",
                place=Place(file=str(path)),
                hint="copy the file again from its source, or " + _CURE,
            ) from None


def _digest(path: Path, cache: PhotoCache) -> str:
    try:
        if path.exists() and not path.is_file():
            raise BadInput(
                "photo-unreadable", "the photo is a folder or device, not a file", place=Place(file=str(path))
            )
        return cache.digest(path)
    except FileNotFoundError:
        raise BadInput(
            "photo-missing",
            "there is no such photo",
            place=Place(file=str(path)),
            hint="put the picture there, or correct its name in the front matter",
        ) from None
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", None) or error
        raise BadInput("photo-unreadable", f"the photo cannot be read: {cause}", place=Place(file=str(path))) from None


def _read_header(path: Path) -> dict[str, str | int | float | bool]:
    with opened(path) as image:
        width, height = image.size
        if width * height > PIXEL_LIMIT:
            raise _too_large(path, f"{width} x {height} pixels, {width * height / 1e6:.0f}")
        if min(width, height) < LEAST_SIDE:
            raise BadInput(
                "photo-too-small",
                f"the photo has {width} x {height} pixels; the shorter side must have {LEAST_SIDE} at least",
                place=Place(file=str(path)),
                hint="take the picture from its original, not from a preview",
            )
        _refuse_unusable(image, path)
        orientation = _orientation(image)
        kind, mode = str(image.format), image.mode
    if orientation >= 5:  # 5 to 8 lie on their side
        width, height = height, width
    return {"width": width, "height": height, "kind": kind, "mode": mode, "orientation": orientation}


def _refuse_unusable(image: ImageFile, path: Path) -> None:
    frames = getattr(image, "n_frames", 1)
    if frames > 1:
        raise BadInput(
            "photo-many",
            f"the file holds {frames} pictures (an animation or several pages); a photo is one",
            place=Place(file=str(path)),
            hint="save the one picture that is meant as JPEG, PNG or TIFF",
        )
    if image.mode not in _USABLE_MODES:
        raise BadInput(
            "photo-mode",
            f"pixels of the kind {image.mode} cannot be printed",
            place=Place(file=str(path)),
            hint="save it with 8 or 16 bits in grey, RGB or CMYK",
        )


def _orientation(image: ImageFile) -> int:
    if image.format == "TIFF":
        return 1  # Pillow's TIFF reader turns the pixels itself, and tells the upright size
    try:
        value = image.getexif().get(0x0112, 1)
    except Exception:  # a broken EXIF block must not cost the photo
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _reader(start: bytes, path: Path) -> Callable[[BinaryIO], ImageFile]:
    """Return Pillow's reader for the signature at the *start* of a file."""
    if start[:3] == b"\xff\xd8\xff":
        from PIL.JpegImagePlugin import JpegImageFile

        return JpegImageFile
    if start[:8] == b"\x89PNG\r\n\x1a\n":
        from PIL.PngImagePlugin import PngImageFile

        return PngImageFile
    if start[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
        from PIL.TiffImagePlugin import TiffImageFile

        return TiffImageFile
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        from PIL.WebPImagePlugin import WebPImageFile

        return WebPImageFile
    if start[:6] in (b"GIF87a", b"GIF89a"):
        from PIL.GifImagePlugin import GifImageFile

        return GifImageFile
    if start[4:12] in (b"ftypavif", b"ftypavis"):
        from PIL.AvifImagePlugin import AvifImageFile

        return AvifImageFile
    raise _not_a_picture(start, path)


def _not_a_picture(start: bytes, path: Path) -> BadInput:
    if not start:
        said = "the file is empty"
    elif start[4:8] == b"ftyp" and start[8:12] in (b"heic", b"heix", b"mif1", b"heim", b"heis", b"hevc"):
        said = "the photo is HEIC, which is not read here"
    elif start.lstrip()[:5] in (b"<?xml", b"<svg ") or start[:5] == b"%PDF-":
        said = "the file is a drawing or a document, not a photo"
    else:
        said = "the file is not a picture in a format that is read here"
    return BadInput("photo-format", said, place=Place(file=str(path)), hint=_CURE)


def _too_large(path: Path, figure: str) -> BadInput:
    return BadInput(
        "photo-too-large",
        f"the photo has {figure} megapixels; {PIXEL_LIMIT // 1_000_000} are allowed",
        place=Place(file=str(path)),
        hint="scale it down; 20 megapixels fill a whole A4 page at 400 ppi",
    )


def _first_sentence(error: Exception) -> str:
    text = " ".join(str(error).split()) or type(error).__name__
    return text[:120]
