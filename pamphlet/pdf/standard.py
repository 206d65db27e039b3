"""What a standard adds to a plain press file, and where marked content begins and ends.

A further standard (PDF/X, PDF/UA) is one more file in this room with a subclass of
:class:`Standard`; the writer asks it and does not know it.
"""

from __future__ import annotations

from collections.abc import Mapping

from pamphlet.pdf.document import Document, Value
from pamphlet.pdf.metadata import XmpProperty
from pamphlet.sheet.side import Sheet


class Marking:
    """Where the content of each element begins and ends on a page; this one marks nothing."""

    def begin(self, page: int, element: int) -> str:
        """Return the operator before the content of *element*, an index into ``Sheet.elements``.

        Args:
            page: counted from 0.
            element: ``ARTIFACT`` for what is no part of the article.
        """
        return ""

    def end(self) -> str:
        """Return the operator after the content of an element."""
        return ""


class Standard:
    """A plain press file: PDF 1.6, with no claim to a standard."""

    pdf_version: tuple[int, int] = (1, 6)

    def marking(self, sheet: Sheet) -> Marking:
        """Return what marks the content of *sheet*; asked once, before the first page is drawn."""
        return Marking()

    def catalog_entries(self, document: Document) -> Mapping[str, Value]:
        """Return further entries of the catalog (``OutputIntents``, ``StructTreeRoot``); asked last."""
        return {}

    def page_entries(self, document: Document, page: int) -> Mapping[str, Value]:
        """Return further entries of page number *page*, counted from 0."""
        return {}

    def info_entries(self) -> Mapping[str, str]:
        """Return further entries of the information dictionary."""
        return {}

    def xmp_properties(self, document: Document) -> tuple[XmpProperty, ...]:
        """Return further properties of the XMP packet; asked when all pages are written."""
        return ()
