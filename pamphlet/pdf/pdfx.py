"""PDF/X: what its parts share, the output intent and who the file says it is, and what each adds.

Which printing condition a file was made for is told by an output intent with the
condition's profile embedded, so that a proof and the press see the same colours
(ISO 32000-1, 14.11.5).
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from pamphlet.ink.profile import Profile
from pamphlet.pdf.document import Document, Value, array, dictionary, text
from pamphlet.pdf.metadata import XmpProperty
from pamphlet.pdf.standard import Standard

REGISTRY = "http://www.color.org"
"""The registry of characterisations that the ICC keeps: where the identifier is looked up."""

_MEDIA_MANAGEMENT = "http://ns.adobe.com/xap/1.0/mm/"
_IDENTIFICATION = "http://www.npes.org/pdfx/ns/id/"


class Intent(Struct, frozen=True, kw_only=True):
    """A printing condition as an output intent names it.

    Attributes:
        identifier: the condition's name in the ICC registry, as in ``FOGRA39``; empty where it has none.
        describes: the condition in words.
    """

    identifier: str
    describes: str
    profile: Profile


class PdfX(Standard):
    """A complete exchange for print; the parts of ISO 15930 say which version and which colours.

    Attributes:
        version_key: what ``GTS_PDFXVersion`` says.
    """

    version_key = ""

    def __init__(self, intent: Intent) -> None:
        self._intent = intent

    def catalog_entries(self, document: Document) -> Mapping[str, Value]:
        """Return the output intent, and how a viewer shows the file."""
        return {"OutputIntents": array([self._output_intent(document)]), "ViewerPreferences": self.viewer_preferences}

    viewer_preferences = "<</DisplayDocTitle true>>"
    """No key that is younger than the version of PDF that the part builds on (ISO 32000-1, table 150)."""

    def info_entries(self) -> Mapping[str, str]:
        """Return the part that the file claims."""
        return {"GTS_PDFXVersion": self.version_key}

    def xmp_properties(self, document: Document) -> tuple[XmpProperty, ...]:
        """Return what identifies the file among its versions and renditions: one for each standard."""
        document.identify(self.version_key.encode("ascii"))
        facts = {"DocumentID": f"uuid:{document.uuid}", "VersionID": "1", "RenditionClass": "default"}
        return tuple(
            XmpProperty(namespace=_MEDIA_MANAGEMENT, prefix="xmpMM", name=name, value=value)
            for name, value in facts.items()
        )

    def _output_intent(self, document: Document) -> Value:
        intent = self._intent
        profile = document.add_packed(intent.profile.packed, {"N": intent.profile.components})
        entries = {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFX",
            # Custom is what a condition outside every registry is called (ISO 32000-1, table 365).
            "OutputConditionIdentifier": text(intent.identifier or "Custom"),
            "OutputCondition": text(intent.describes),
            "Info": text(intent.describes),
            "DestOutputProfile": profile,
        }
        if intent.identifier:
            entries["RegistryName"] = text(REGISTRY)
        return dictionary(entries)


class PdfX1a(PdfX):
    """PDF/X-1a:2003 (ISO 15930-4:2003): PDF 1.4, CMYK and spot inks alone, nothing transparent.

    What older shops ask for. Nothing that the writer draws is transparent, and every photo is separated.
    """

    pdf_version = (1, 4)
    version_key = "PDF/X-1a:2003"


class PdfX4(PdfX):
    """PDF/X-4 (ISO 15930-7:2010): PDF 1.6, CMYK, spot inks and colours that bring their profile.

    Photos may stay RGB; transparency would be allowed, and is not used.
    """

    pdf_version = (1, 6)
    version_key = "PDF/X-4"
    viewer_preferences = "<</DisplayDocTitle true /PrintScaling /None>>"

    def xmp_properties(self, document: Document) -> tuple[XmpProperty, ...]:
        """Return the identification too: this part looks for it in the XMP packet."""
        claim = XmpProperty(namespace=_IDENTIFICATION, prefix="pdfxid", name="GTS_PDFXVersion", value=self.version_key)
        return (claim, *super().xmp_properties(document))
