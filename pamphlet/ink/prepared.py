"""A picture ready for the press: pixels on plates, encoded, cropped to its place.

``ink/`` makes it from a photo; ``pdf/`` writes its bytes as they stand and places
it to fill the rectangle of the item it was made for.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from pamphlet.ink.toning import Toning
from pamphlet.layout.placed import PlacedPicture


class ColourSpace(StrEnum):
    """The plates of a prepared picture, by their names in PDF (ISO 32000-1, 8.6.4)."""

    GREY = "DeviceGray"
    RGB = "DeviceRGB"
    """On no plate yet: the picture has its profile beside it, and the press separates it."""
    CMYK = "DeviceCMYK"
    TONES = "Indexed"
    """Greys that stand for inks, by the table of a :class:`~pamphlet.ink.toning.Toning`."""
    MASK = "ImageMask"
    """Ink or none, in the one ink that the picture names."""


class Encoding(StrEnum):
    """How the bytes of a prepared picture are encoded, by the PDF filter that decodes them."""

    JPEG = "DCTDecode"
    FLATE = "FlateDecode"
    """Raw samples, row after row, compressed by zlib."""


class PreparedImage(Struct, frozen=True, kw_only=True):
    """A picture as it goes into the file, cropped to the (bleed-extended) rectangle of its item.

    Attributes:
        data: the encoded samples, written verbatim.
        width, height: in pixels.
        inverted: whether the samples stand for paper rather than ink, as in the CMYK JPEGs that
            carry an Adobe marker; the writer then turns them with a Decode array.
        key: unique and stable name of these very samples; equal keys are written once.
        bits: per component.
        predicted: whether each row begins with the predictor that PNG puts there.
        ink: of a mask. ground: the ink laid flat under it, or empty.
        toning: the inks of tones.
        most_ink: of any pixel, all plates together, in percent; of RGB, what the press will lay by the profile of its
            condition.
        profile: the ICC profile that says what the samples mean; empty where they are plates.
    """

    data: bytes
    width: int
    height: int
    colour: ColourSpace
    encoding: Encoding
    key: str
    inverted: bool = False
    bits: int = 8
    predicted: bool = False
    ink: str = ""
    ground: str = ""
    toning: Toning | None = None
    most_ink: float = 0.0
    profile: bytes = b""


Pictures = Mapping[PlacedPicture, PreparedImage]
"""The prepared image of each picture item of a sheet, by the item as it stands in ``Side.items``."""
