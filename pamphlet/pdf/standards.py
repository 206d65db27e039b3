"""The standards by name: what ``--standard`` and ``standard`` in ``leaflet.toml`` may say.

A new part of PDF/X is a class in ``pdfx`` and an entry here, any other standard a file of its own.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from pamphlet.errors import unknown_name
from pamphlet.pdf.pdfx import Intent, PdfX1a, PdfX4
from pamphlet.pdf.standard import Standard

PLAIN = "plain"
"""The name of no standard at all."""


class StandardEntry(Struct, frozen=True, kw_only=True):
    """A standard on offer.

    Attributes:
        make: from the output intent; None where the file names none.
        rgb: whether it bears photos in RGB with their profile.
    """

    name: str
    title: str
    make: Callable[[Intent], Standard] | None
    rgb: bool


STANDARDS: tuple[StandardEntry, ...] = (
    StandardEntry(name="pdfx4", title="PDF/X-4: what shops ask for today", make=PdfX4, rgb=True),
    StandardEntry(name="pdfx1a", title="PDF/X-1a:2003: CMYK and spot inks alone", make=PdfX1a, rgb=False),
    StandardEntry(name=PLAIN, title="a press file that claims no standard", make=None, rgb=True),
)


def find_standard(name: str) -> StandardEntry:
    """Return the standard called *name*.

    Raises:
        BadInput: there is none; the hint gives the nearest.
    """
    for entry in STANDARDS:
        if entry.name == name.strip().casefold():
            return entry
    raise unknown_name("standard", name, [entry.name for entry in STANDARDS])
