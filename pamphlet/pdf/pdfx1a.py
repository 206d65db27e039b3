"""PDF/X-1a:2003 (ISO 15930-4:2003): PDF 1.4, CMYK and spot inks alone, nothing transparent."""

from __future__ import annotations

from pamphlet.pdf.pdfx import PdfX


class PdfX1a(PdfX):
    """What older shops ask for. Nothing that the writer draws is transparent, and every photo is separated."""

    pdf_version = (1, 4)
    version_key = "PDF/X-1a:2003"
