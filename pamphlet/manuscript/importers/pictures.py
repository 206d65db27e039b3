"""Pictures that a source names: found beside it or inside it, named anew, never fetched."""

from __future__ import annotations

import base64
import binascii
import io
import re
import unicodedata
import warnings
from pathlib import Path
from urllib.parse import unquote

from pamphlet.errors import BadInput, Place
from pamphlet.manuscript.importers.piece import FoundPicture
from pamphlet.manuscript.pictures import ENDINGS, is_remote, locate

SMALLEST_SIDE = 64
"""In pixels. What is smaller is an icon or a counter, not a picture of the article."""

_DATA = re.compile(r"data:image/(?:png|jpe?g|tiff|webp|gif);base64,", re.IGNORECASE)
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


def find_picture(address: str, source: Path) -> tuple[FoundPicture | None, str]:
    """Look for the picture at *address* (an ``src``, a Markdown target) beside *source*.

    Returns:
        The picture, or None and the reason why there is none.
    """
    address = address.strip()
    if match := _DATA.match(address):
        try:
            content = base64.b64decode(address[match.end() :], validate=False)
        except (binascii.Error, ValueError):
            return None, "picture whose data is damaged"
        return check_picture(FoundPicture(name="picture.png", content=content))
    if not address:
        return None, "picture without an address"
    if is_remote(address) and not re.match(r"file:", address, re.IGNORECASE):
        return None, "picture on another machine; nothing is fetched"
    name = unquote(re.split(r"[?#]", address)[0])
    try:
        path = locate(source.parent, name, place=Place(file=str(source)))
    except BadInput as error:
        reasons = {
            "picture-outside": "picture outside the source's folder",
            "picture-remote": "picture that is no file",
        }
        return None, reasons.get(error.finding.code, "picture that is not beside the text")
    return check_picture(FoundPicture(name=path.name, content=path))


def check_picture(picture: FoundPicture) -> tuple[FoundPicture | None, str]:
    """Return *picture* if it opens as one and is larger than an icon, else None and why."""
    from PIL import Image, UnidentifiedImageError

    opened = io.BytesIO(picture.content) if isinstance(picture.content, bytes) else picture.content
    try:
        with warnings.catch_warnings():
            # A huge picture is for the build to judge; only its head is read here.
            warnings.simplefilter("ignore")
            with Image.open(opened) as image:
                width, height = image.size
    except Image.DecompressionBombError:
        return None, "picture too large to open"
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return None, "picture that cannot be read"
    if min(width, height) < SMALLEST_SIDE:
        return None, f"picture of {width} x {height} pixels, an icon"
    return picture, ""


def photo_beside(source: Path) -> FoundPicture | None:
    """Return the picture with the source's stem, or the only picture in the source's folder."""
    beside = sorted(path for path in source.parent.iterdir() if path.suffix.lower() in ENDINGS and path.is_file())
    same = [path for path in beside if path.stem == source.stem]
    for path in same or (beside if len(beside) == 1 else []):
        found, _ = check_picture(FoundPicture(name=path.name, content=path))
        if found:
            return found
    return None


def given_photo(photo: Path) -> FoundPicture:
    """Return the photo that the user named.

    Raises:
        BadInput: it is missing or no picture.
    """
    place = Place(file=str(photo))
    if not photo.is_file():
        raise BadInput("photo-missing", "there is no such photo", place=place, hint="check the name after --photo")
    found, why = check_picture(FoundPicture(name=photo.name, content=photo))
    if found is None:
        raise BadInput("photo-unreadable", why, place=place, hint="give a JPEG, PNG or TIFF file")
    return found


def plain_name(name: str, taken: set[str]) -> str:
    """Return *name* in small ASCII letters, digits and hyphens, unlike any in *taken*.

    Example:
        >>> plain_name("../Fotos/Niño en La Paz (2).JPG", {"nino-en-la-paz-2.jpg"})
        'nino-en-la-paz-2-2.jpg'
    """
    last = re.split(r"[/\\]", name)[-1]
    stem, _, ending = last.rpartition(".") if "." in last else (last, "", "jpg")
    ascii_stem = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    stem = _NOT_IN_NAMES.sub("-", ascii_stem).strip("-")[:60] or "picture"
    ending = _NOT_IN_NAMES.sub("", ending.lower()) or "jpg"
    number, result = 1, f"{stem}.{ending}"
    while result in taken:
        number += 1
        result = f"{stem}-{number}.{ending}"
    return result
