"""A photo for its place: cropped to cover, sampled for the screen, sharpened, separated, encoded.

:func:`prepare_photo` is all that other rooms need. Equal bytes, place and
condition give equal samples, and are made once: see ``photo_cache``.
"""

from __future__ import annotations

import hashlib
import io
import zlib
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.design.inks import PictureSpec
from pamphlet.errors import BadInput, Finding
from pamphlet.ink.condition import Condition
from pamphlet.ink.coverage import LOOKED_AT_PPI, total_ink
from pamphlet.ink.crop import Box, crop_box
from pamphlet.ink.palette import BLACK, Ink, Palette
from pamphlet.ink.photo import PhotoInfo
from pamphlet.ink.photo_cache import Entry, Facts, PhotoCache
from pamphlet.ink.photo_findings import Use, fact_findings, resolution_findings
from pamphlet.ink.prepared import ColourSpace, Encoding, PreparedImage
from pamphlet.ink.toning import toning
from pamphlet.units import POINTS_PER_INCH, Rect

if TYPE_CHECKING:
    from PIL.Image import Image

    from pamphlet.ink.decoding import Pixels

_RECIPE = "photo-plates-5"
"""Names this way of preparing in the cache: raise it with every change that moves ink."""
_JPEG_QUALITY = 88
"""JPEG quality at which artefacts stay under the halftone dot of a 150 lpi screen."""
_SHARPEN = (-0.6, -1.2, -0.6, -1.2, 23.2, -1.2, -0.6, -1.2, -0.6)
"""Unsharp mask after scaling down, to make up for the screen's softness: 60 % of the difference
from a binomial blur of 3 x 3 pixels, 0.25 mm at 300 ppi. A third of the time of Pillow's own mask.
"""
_LEVEL = 6
"""Of deflation, for samples that JPEG would spoil."""
_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


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
    """What part of the photo is shown, and how large in pixels it is made.

    Attributes:
        ppi: of the photo's own pixels on paper. made_ppi: of *size*.
        fine: size of line art in the same place, at *fine_ppi*.
    """

    box: Box
    size: tuple[int, int]
    ppi: float
    made_ppi: float
    fine: tuple[int, int]
    fine_ppi: float


class _How(Struct, frozen=True, kw_only=True):
    """What is made of the photo; *toned*: its greys are told by a table of inks."""

    spec: PictureSpec
    images: Images
    toned: bool
    flipped: bool


def prepare_photo(
    photo: PhotoInfo,
    *,
    rect: Rect,
    condition: Condition,
    cache: PhotoCache,
    focus: tuple[float, float] = (0.5, 0.5),
    flipped: bool = False,
    treatment: PictureSpec = PictureSpec(),  # noqa: B008  # frozen
    inks: Palette | None = None,
    images: Images = Images.CONVERT,
    use: Use = Use(),  # noqa: B008  # frozen
) -> tuple[PreparedImage, tuple[Finding, ...]]:
    """Prepare a photo to fill *rect*, bleed included, under a print condition.

    Args:
        photo: as :func:`pamphlet.ink.photo.open_photo` found it.
        rect: the place it covers, in points.
        condition: of the press.
        cache: keeps what was made.
        focus: the point to keep in view, as fractions from the top left.
        flipped: whether what the place shows is turned left to right, focus and all.
        treatment: how it is printed.
        inks: of the theme, by the names that *treatment* uses.
        images: whether a colour photo in RGB or grey is separated, or keeps its RGB.
        use: where the place is, for the findings.

    Returns:
        The picture, and what is worth telling about it: too coarse, transparent, too much ink.

    Raises:
        BadInput: the pixels are damaged.
    """
    place = _place(photo, rect, focus, condition)
    laid = [(inks or {"black": BLACK})[name] for name in treatment.inks]
    # Black ink alone at full strength is what a grey picture means by itself; all else needs a table.
    toned = laid != [BLACK] or condition.solid_limit < 1
    how = _How(spec=treatment, images=images, toned=toned, flipped=flipped)
    key = _key(photo, place, how, condition)
    entry = cache.get(key)
    if entry is None:
        entry = _make(photo, place, how, condition)
        cache.put(key, entry)
    findings = (
        *resolution_findings(photo, place.box, place.ppi, rect, spec=treatment, condition=condition, use=use),
        *fact_findings(photo, entry.facts, condition),
    )
    return _prepared(entry, place, key, spec=treatment, condition=condition, inks=laid), findings


def _prepared(
    entry: Entry, place: _Place, key: str, *, spec: PictureSpec, condition: Condition, inks: list[Ink]
) -> PreparedImage:
    colour = ColourSpace(str(entry.facts["colour"]))
    profile_bytes = int(entry.facts["profile_bytes"])
    mask, toned = colour is ColourSpace.MASK, colour is ColourSpace.TONES
    size = place.fine if mask else place.size
    how = toning(inks, spec.curves, condition) if toned else None
    return PreparedImage(
        data=entry.data[profile_bytes:],
        width=size[0],
        height=size[1],
        colour=colour,
        encoding=Encoding.FLATE if mask or toned else Encoding.JPEG,
        predicted=toned,
        key=f"{key}-{'-'.join(spec.inks)}" if toned else key,
        # Pillow writes CMYK JPEGs as Adobe does: marked, and standing for paper instead of ink.
        inverted=colour is ColourSpace.CMYK,
        bits=1 if mask else 8,
        profile=entry.data[:profile_bytes],
        ink=spec.inks[0] if mask else "",
        ground=spec.ground if mask else "",
        toning=how,
        most_ink=how.most_ink if how is not None else float(entry.facts.get("ink", 0.0)),
    )


def _place(photo: PhotoInfo, rect: Rect, focus: tuple[float, float], condition: Condition) -> _Place:
    box = crop_box((photo.width, photo.height), (rect.width, rect.height), focus)
    width, height = box[2] - box[0], box[3] - box[1]
    ppi = width / rect.width * POINTS_PER_INCH
    scale = min(1.0, condition.target_ppi / ppi)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    if scale == 1.0:
        # Whole pixels, so that a photo with none to spare is cut and not scaled.
        left = min(round(box[0]), photo.width - size[0])
        top = min(round(box[1]), photo.height - size[1])
        box = (left, top, left + size[0], top + size[1])
    inches = rect.width / POINTS_PER_INCH, rect.height / POINTS_PER_INCH
    fine = (max(1, round(inches[0] * condition.line_ppi)), max(1, round(inches[1] * condition.line_ppi)))
    return _Place(box=box, size=size, ppi=ppi, made_ppi=size[0] / inches[0], fine=fine, fine_ppi=condition.line_ppi)


def _key(photo: PhotoInfo, place: _Place, how: _How, condition: Condition) -> str:
    import PIL  # the package alone, which is its version: quick

    box = ",".join(f"{edge:.4f}" for edge in place.box)
    spec = how.spec
    treated = (spec.treatment, spec.threshold, spec.ruling, spec.angle, how.images, how.toned, how.flipped)
    placed = (box, place.size, place.fine)
    named = (_RECIPE, PIL.__version__, photo.digest, photo.orientation, *placed, condition, *treated)
    return hashlib.sha256(repr(named).encode()).hexdigest()


def _make(photo: PhotoInfo, place: _Place, how: _How, condition: Condition) -> Entry:
    """Return the samples, a profile before them where they need one, and the facts that go with them."""
    from pamphlet.ink import decoding, separation

    pixels = decoding.decode(photo, place.box, place.size)
    if how.flipped:
        pixels = _flipped(pixels)
    if place.ppi > condition.target_ppi:
        pixels = _sharpened(pixels)
    facts: Facts = {
        "transparent": pixels.transparent,
        "profile_ignored": bool(pixels.profile) and separation.source_profile(pixels) is None,
        "ink_found": total_ink(pixels.image) if pixels.image.mode == "CMYK" else 0.0,
        "colour": ColourSpace.CMYK,
        "profile_bytes": 0,
    }
    if how.spec.treatment != "colour":
        tones = separation.separate_grey(pixels, condition)
        colour, data = _in_one_channel(tones, place, how.spec, how.toned)
        return Entry(data, facts | {"colour": colour})
    if how.images is Images.KEEP and pixels.image.mode in ("L", "RGB"):
        image, profile = separation.tagged_rgb(pixels)
        looked_at = image.reduce(max(1, int(place.made_ppi / LOOKED_AT_PPI)))
        ink = total_ink(separation.as_the_press(looked_at, profile, condition))
        facts |= {"colour": ColourSpace.RGB, "profile_bytes": len(profile), "ink": ink}
        return Entry(profile + _jpeg(image), facts)
    plates = separation.separate(pixels, condition)
    facts["ink"] = total_ink(plates)
    return Entry(_jpeg(plates), facts)


def _in_one_channel(tones: Image, place: _Place, spec: PictureSpec, toned: bool) -> tuple[ColourSpace, bytes]:
    """Return a grey picture as its treatment has it: as it is, exact for a table of inks, or without greys."""
    if spec.treatment == "line":
        from pamphlet.ink.lineart import line_art

        return ColourSpace.MASK, _packed(line_art(tones, place.made_ppi, place.fine, spec.threshold))
    if spec.treatment == "halftone":
        from pamphlet.ink.halftone import screened

        return ColourSpace.MASK, _packed(screened(tones, spec.ruling, spec.angle, place.fine_ppi, place.fine))
    if toned:
        return ColourSpace.TONES, _png_samples(tones)
    return ColourSpace.GREY, _jpeg(tones)


def _packed(image: Image) -> bytes:
    return zlib.compress(image.tobytes(), _LEVEL)


def _png_samples(image: Image) -> bytes:
    """Return the samples as PNG stores them, which a PDF may take over (ISO 32000-1, 7.4.4.4): a third smaller."""
    image.info.clear()
    stream = io.BytesIO()
    image.save(stream, "PNG", compress_level=_LEVEL)
    content, at, samples = stream.getvalue(), len(_PNG_SIGNATURE), b""
    while at < len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        if content[at + 4 : at + 8] == b"IDAT":
            samples += content[at + 8 : at + 8 + length]
        at += length + 12
    return samples


def _flipped(pixels: Pixels) -> Pixels:
    """Return the picture as a mirror shows it, before any screen is laid on it."""
    from PIL.Image import Transpose

    return replace(pixels, image=pixels.image.transpose(Transpose.FLIP_LEFT_RIGHT))


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
