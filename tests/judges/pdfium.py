"""What PDFium sees of a press file: each letter with its box, and the strokes of the marks.

Places are points from the top left corner of the trimmed sheet, y downwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import c_double
from pathlib import Path

import pypdfium2
from msgspec import Struct
from pypdfium2 import raw

from pamphlet.units import Rect

_HAIR = 1.0
"""Points: what is thinner is a stroke."""


class Letter(Struct, frozen=True):
    """A glyph: what it says, the box of its outline, and its size in points."""

    text: str
    box: Rect
    size: float


class Seen(Struct, frozen=True, kw_only=True):
    """One page.

    Attributes:
        trim: the trim box, from the top left corner of the media.
        strokes: thin boxes outside the trim, each with whether it is dashed.
    """

    trim: Rect
    letters: tuple[Letter, ...]
    strokes: tuple[tuple[Rect, bool], ...]


def seen_in(pdf: Path) -> tuple[Seen, ...]:
    """Return what is on each page of *pdf*."""
    with pypdfium2.PdfDocument(pdf) as document:
        return tuple(_seen(page) for page in document)


def _seen(page: pypdfium2.PdfPage) -> Seen:
    left, bottom, right, top = page.get_trimbox()
    trim = Rect(left, page.get_height() - top, right - left, top - bottom)
    letters = [Letter(text, _turned(box, left, top), size) for text, box, size in _letters(page)]
    strokes = [(_turned(box, left, top), dashed) for box, dashed in _strokes(page)]
    outside = tuple((box, dashed) for box, dashed in strokes if not Rect(0, 0, trim.width, trim.height).holds(box))
    return Seen(trim=trim, letters=tuple(letters), strokes=outside)


Sides = tuple[float, float, float, float]
"""Left, bottom, right and top, as PDF counts them."""


def _turned(box: Sides, left: float, top: float) -> Rect:
    return Rect(box[0] - left, top - box[3], box[2] - box[0], box[3] - box[1])


def _letters(page: pypdfium2.PdfPage) -> Iterator[tuple[str, Sides, float]]:
    text = page.get_textpage()
    left, right, bottom, top = (c_double() for _ in range(4))
    for at in range(text.count_chars()):
        raw.FPDFText_GetCharBox(text.raw, at, left, right, bottom, top)
        box = (left.value, bottom.value, right.value, top.value)
        if raw.FPDFText_IsGenerated(text.raw, at) != 1 and box[2] > box[0] and box[3] > box[1]:
            yield chr(raw.FPDFText_GetUnicode(text.raw, at)), box, raw.FPDFText_GetFontSize(text.raw, at)


def _strokes(page: pypdfium2.PdfPage) -> Iterator[tuple[Sides, bool]]:
    for path in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        box = path.get_bounds()
        if min(box[2] - box[0], box[3] - box[1]) < _HAIR:
            yield box, raw.FPDFPageObj_GetDashCount(path.raw) > 0
