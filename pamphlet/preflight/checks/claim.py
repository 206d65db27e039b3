"""Who the file says it is, told alike in the places that say so."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.preflight.file import PdfFile
from pamphlet.preflight.rule import TITLES, Claim, Fault, Subject, standard_rule
from pamphlet.preflight.xmp import IDENTIFICATION, Xmp

_KEY = "/GTS_PDFXVersion"


def claimed(file: PdfFile, xmp: Xmp) -> str:
    """Return the part of PDF/X that the file claims to keep to, as written; nothing where it claims none."""
    return xmp.get(IDENTIFICATION, "GTS_PDFXVersion") or file.text(file.information.get(_KEY))


def _find(subject: Subject) -> Iterator[Fault]:
    file, title = subject.file, TITLES[subject.claim]
    in_info = file.text(file.information.get(_KEY))
    in_xmp = subject.xmp.get(IDENTIFICATION, "GTS_PDFXVersion")
    if subject.claim is Claim.X4 and in_xmp != title:
        yield Fault(f"pdfxid:GTS_PDFXVersion in the XMP packet is {in_xmp!r}, not {title!r}")
    if (in_info or subject.claim is Claim.X1A) and in_info != title:
        yield Fault(f"GTS_PDFXVersion in the information dictionary is {in_info!r}, not {title!r}")


RULE = standard_rule(
    "pdfx-version",
    "GTS_PDFXVersion names the part: in XMP for PDF/X-4, in the information dictionary for PDF/X-1a.",
    _find,
    x4="6.11 PDF/X-4 file identification",
    x1a="5 conformance",
    notes="2.3",
    pdf="14.3",
)
