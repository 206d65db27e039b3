"""The XMP packet of a file, as far as a judge asks it (ISO 16684-1)."""

from __future__ import annotations

from pamphlet.preflight.file import PdfFile

IDENTIFICATION = "http://www.npes.org/pdfx/ns/id/"
PDF = "http://ns.adobe.com/pdf/1.3/"
BASIC = "http://ns.adobe.com/xap/1.0/"
MEDIA_MANAGEMENT = "http://ns.adobe.com/xap/1.0/mm/"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DESCRIPTION = f"{{{_RDF}}}Description"
_ITEM = f"{{{_RDF}}}li"


class Xmp:
    """The properties of a packet.

    Attributes:
        there: whether the catalog names a packet. sound: whether it is well-formed XML.
    """

    def __init__(self, packet: bytes | None) -> None:
        self.there = packet is not None
        self.sound = False
        self._values: dict[str, str] = {}
        if packet:
            self._read(packet)

    def get(self, namespace: str, name: str) -> str:
        """Return a property's text, or the first item of its list; nothing where it is missing."""
        return self._values.get(f"{{{namespace}}}{name}", "")

    def _read(self, packet: bytes) -> None:
        from xml.etree import ElementTree

        try:
            root = ElementTree.fromstring(packet.strip())
        except (ElementTree.ParseError, ValueError, LookupError):
            return
        self.sound = True
        for description in root.iter(_DESCRIPTION):
            # A simple property may stand as an attribute (ISO 16684-1, 7.9.2.2).
            self._values |= {name: value.strip() for name, value in description.attrib.items()}
            for each in description:
                item = next(each.iter(_ITEM), each)
                self._values[each.tag] = (item.text or "").strip()


def read_xmp(file: PdfFile) -> Xmp:
    """Return the document's packet."""
    import pikepdf

    ref = file.catalog.get("/Metadata")
    if ref is None:
        return Xmp(None)
    try:
        return Xmp(file.content(ref))
    except pikepdf.PdfError:
        return Xmp(b"")
