"""A photo for its place: cropped to cover, sampled for the screen, sharpened, separated, encoded.

:func:`prepare_photo` is all that other rooms need. Equal bytes, place and
condition give equal samples, and are made once: see ``photo_cache``.
"""

from __future__ import annotations

import hashlib
import io
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from pamphlet.errors import BadInput, Finding, Place, Severity
from pamphlet.ink.condition import Condition
from pamphlet.ink.coverage import too_much_ink, total_ink
from pamphlet.ink.crop import Box, crop_box
from pamphlet.ink.photo import PhotoInfo
from pamphlet.ink.photo_cache import Entry, Facts, PhotoCache
from pamphlet.ink.prepared import ColourSpace, Encoding, PreparedImage
from pamphlet.units import POINTS_PER_INCH, Rect

if TYPE_CHECKING:
    from PIL.Image import Image

    from pamphlet.ink.decoding import Pixels

_RECIPE = "photo-plates-2"
"""Names this way of preparing in the cache: raise it with every change that moves ink."""
_JPEG_QUALITY = 88
"""JPEG quality at which artefacts stay under the halftone dot of a 150 lpi screen."""
_SHARPEN = (-0.6, -1.2, -0.6, -1.2, 23.2, -1.2, -0.6, -1.2, -0.6)
"""Unsharp mask after scaling down, to make up for the screen's softness: 60 % of the difference
from a binomial blur of 3 x 3 pixels, 0.25 mm at 300 ppi. A third of the time of Pillow's own mask.
"""
_MM_PER_INCH = 25.4


class Treatment(StrEnum):
    """On which plates a photo is printed."""

    COLOUR = "colour"
    GREY = "grey"


class Images(StrEnum):
    """What becomes of photos in colour."""

    CONVERT = "convert"
    """They are separated here, through the condition's profile."""
    KEEP = "keep"
    """They stay RGB with their profile; the press separates them."""


def find_images(name: str) -> Images:
    """Return what *name* asks for.

    Raises:
        BadInput: it is neither.
    """
    try:
        return Images(name)
    except ValueError:
        raise BadInput(
            "unknown-images", f"images cannot be {name!r}", hint=f"choose one of {', '.join(Images)}"
        ) from None


class _Place(Struct, frozen=True, kw_only=True):
    """What part of the photo is shown, and how large in pixels it is made."""

    box: Box
    size: tuple[int, int]
    ppi: float


def prepare_photo(
    photo: PhotoInfo,
    *,
    rect: Rect,
    condition: Condition,
    cache: PhotoCache,
    focus: tuple[float, float] = (0.5, 0.5),
    zoom: float = 1.0,
    treatment: str = "colour",
    images: Images = Images.CONVERT,
) -> tuple[PreparedImage, tuple[Finding, ...]]:
    """Prepare a photo to fill *rect*, bleed included, under a print condition.

    Args:
        photo: as :func:`pamphlet.ink.photo.open_photo` found it.
        rect: the place it covers, in points.
        condition: of the press.
        cache: keeps what was made.
        focus: the point to keep in view, as fractions from the top left.
        zoom: see :func:`pamphlet.ink.crop.crop_box`.
        treatment: a :class:`Treatment` by name.
        images: whether a colour photo in RGB or grey is separated, or keeps its RGB.

    Returns:
        The picture, and what is worth telling about it: too coarse, transparent, too much ink.

    Raises:
        BadInput: the pixels are damaged, or there is no such treatment.
    """
    plates = _treatment(treatment)
    place = _place(photo, rect, focus, zoom, condition)
    key = _key(photo, place, condition, plates, images)
    entry = cache.get(key)
    if entry is None:
        entry = _make(photo, place, condition, plates, images)
        cache.put(key, entry)
    colour = ColourSpace(str(entry.facts["colour"]))
    profile_bytes = int(entry.facts["profile_bytes"])
    prepared = PreparedImage(
        data=entry.data[profile_bytes:],
        width=place.size[0],
        height=place.size[1],
        colour=colour,
        encoding=Encoding.JPEG,
        key=key,
        # Pillow writes CMYK JPEGs as Adobe does: marked, and standing for paper instead of ink.
        inverted=colour is ColourSpace.CMYK,
        profile=entry.data[:profile_bytes],
    )
    findings = (*_resolution_findings(photo, place, rect, condition), *_fact_findings(photo, entry.facts, condition))
    return prepared, findings


def _treatment(name: str) -> Treatment:
    try:
        return Treatment(name)
    except ValueError:
        known = ", ".join(Treatment)
        raise BadInput(
            "photo-treatment", f"there is no treatment {name!r} of a picture", hint=f"choose one of {known}"
        ) from None


def _place(photo: PhotoInfo, rect: Rect, focus: tuple[float, float], zoom: float, condition: Condition) -> _Place:
    box = crop_box((photo.width, photo.height), (rect.width, rect.height), focus, zoom)
    width, height = box[2] - box[0], box[3] - box[1]
    ppi = width / rect.width * POINTS_PER_INCH
    scale = min(1.0, condition.target_ppi / ppi)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    if scale == 1.0:
        # Whole pixels, so that a photo with none to spare is cut and not scaled.
        left = min(round(box[0]), photo.width - size[0])
        top = min(round(box[1]), photo.height - size[1])
        box = (left, top, left + size[0], top + size[1])
    return _Place(box=box, size=size, ppi=ppi)


def _key(photo: PhotoInfo, place: _Place, condition: Condition, treatment: Treatment, images: Images) -> str:
    import PIL  # the package alone, which is its version: quick

    box = ",".join(f"{edge:.4f}" for edge in place.box)
    named = (_RECIPE, PIL.__version__, photo.digest, photo.orientation, box, place.size, condition, treatment, images)
    return hashlib.sha256(repr(named).encode()).hexdigest()


def _make(photo: PhotoInfo, place: _Place, condition: Condition, treatment: Treatment, images: Images) -> Entry:
    """Return the samples, a profile before them where they need one, and the facts that go with them."""
    from pamphlet.ink import decoding, separation

    pixels = decoding.decode(photo, place.box, place.size)
    if place.ppi > condition.target_ppi:
        pixels = _sharpened(pixels)
    facts: Facts = {
        "transparent": pixels.transparent,
        "profile_ignored": bool(pixels.profile) and separation.source_profile(pixels) is None,
        "ink_found": total_ink(pixels.image) if pixels.image.mode == "CMYK" else 0.0,
        "colour": ColourSpace.CMYK,
        "profile_bytes": 0,
    }
    if treatment is Treatment.GREY:
        facts["colour"] = ColourSpace.GREY
        return Entry(_jpeg(separation.separate_grey(pixels, condition)), facts)
    if images is Images.KEEP and pixels.image.mode in ("L", "RGB"):
        image, profile = separation.tagged_rgb(pixels)
        facts |= {"colour": ColourSpace.RGB, "profile_bytes": len(profile)}
        return Entry(profile + _jpeg(image), facts)
    plates = separation.separate(pixels, condition)
    facts["ink"] = total_ink(plates)
    return Entry(_jpeg(plates), facts)


def _sharpened(pixels: Pixels) -> Pixels:
    from PIL.ImageFilter import Kernel

    from pamphlet.ink.decoding import Pixels

    if pixels.image.mode not in ("L", "RGB"):
        return pixels  # on plates it would sharpen the black generation, and could pass the ink limit
    return Pixels(pixels.image.filter(Kernel((3, 3), _SHARPEN, scale=16)), pixels.profile, pixels.transparent)


def _jpeg(image: Image) -> bytes:
    image.info.clear()  # no profile, EXIF, place or comment of the source goes along
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=_JPEG_QUALITY, subsampling=0)  # the press screens every plate as fine
    return stream.getvalue()


def _resolution_findings(photo: PhotoInfo, place: _Place, rect: Rect, condition: Condition) -> tuple[Finding, ...]:
    if place.ppi >= condition.warn_ppi:
        return ()
    low = place.ppi < condition.least_ppi
    limit = condition.least_ppi if low else condition.warn_ppi
    width, height = place.box[2] - place.box[0], place.box[3] - place.box[1]
    enough = f"{_ceil(width * limit / place.ppi)} x {_ceil(height * limit / place.ppi)}"
    mm = _MM_PER_INCH / limit
    finding = Finding(
        severity=Severity.ERROR if low else Severity.WARNING,
        code="photo-resolution",
        message=(
            f"the photo prints at {int(place.ppi)} ppi over {_mm(rect.width)} x {_mm(rect.height)} mm, "
            f"under {limit:.0f} ppi"
        ),
        place=Place(file=str(photo.path)),
        hint=f"give a photo with at least {enough} pixels in view, or print it at "
        f"{int(width * mm)} x {int(height * mm)} mm at most",
    )
    return (finding,)


def _fact_findings(photo: PhotoInfo, facts: Facts, condition: Condition) -> tuple[Finding, ...]:
    place = Place(file=str(photo.path))
    findings = []
    if facts["transparent"]:
        findings.append(
            Finding(
                severity=Severity.INFO,
                code="photo-transparency",
                message="the photo is transparent in places; the paper's white stands there",
                place=place,
                hint="flatten the picture where another colour is meant",
            )
        )
    if facts["profile_ignored"]:
        findings.append(
            Finding(
                severity=Severity.WARNING,
                code="photo-profile",
                message="the photo's colour profile is damaged or not of its colour space, and is not used",
                place=place,
                hint="save the picture again with its profile, as sRGB where in doubt",
            )
        )
    if too_much_ink(float(facts["ink_found"]), condition) and "ink" in facts:
        findings.append(
            Finding(
                severity=Severity.WARNING,
                code="photo-ink",
                message=(
                    f"the photo's CMYK lays {float(facts['ink_found']):.0f} % of ink, over {condition.ink_limit:.0f} % "
                    f"for {condition.name} paper; it is separated anew at {float(facts['ink']):.0f} %"
                ),
                place=place,
                hint="give the photo as RGB, or separated for this paper",
            )
        )
    return tuple(findings)


def _ceil(value: float) -> int:
    return -int(-value // 1)


def _mm(points: float) -> int:
    return round(points / POINTS_PER_INCH * _MM_PER_INCH)
