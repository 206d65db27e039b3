"""PDF/X-4 (ISO 15930-7:2010): PDF 1.6, CMYK, spot inks and colours that bring their profile."""

from __future__ import annotations

from pamphlet.pdf.document import Document
from pamphlet.pdf.metadata import XmpProperty
from pamphlet.pdf.pdfx import PdfX

_IDENTIFICATION = "http://www.npes.org/pdfx/ns/id/"


class PdfX4(PdfX):
    """Photos may stay RGB; transparency would be allowed, and is not used."""

    pdf_version = (1, 6)
    version_key = "PDF/X-4"
    viewer_preferences = "<</DisplayDocTitle true /PrintScaling /None>>"

    def xmp_properties(self, document: Document) -> tuple[XmpProperty, ...]:
        """Return the identification too: this part looks for it in the XMP packet."""
        claim = XmpProperty(namespace=_IDENTIFICATION, prefix="pdfxid", name="GTS_PDFXVersion", value=self.version_key)
        return (claim, *super().xmp_properties(document))
