"""The outer structure of a PDF: objects, streams, trailer.

ReportLab's ``PDFDocument`` numbers the objects; its cross-reference table and trailer
close the file. Dictionaries and streams are our own, since its classes for catalog
and pages drop every key that they do not know (``OutputIntents`` among them), and its
``format`` copies a photo of megabytes four times. Its ``Canvas`` is not used: it would
set an unembedded Helvetica on each page.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

from reportlab.pdfbase import pdfdoc

Value = Any
"""What a dictionary entry may be: one of these objects, a reference, a number, or PDF source as a string."""

LEVEL = 6
"""Of deflation. On a leaflet 9 saves 0.2 % and takes a third longer; 1 adds 10 % and saves 1.4 ms of 2.8."""


class Dictionary(pdfdoc.PDFObject):
    """A PDF dictionary; its keys are written sorted."""

    def __init__(self, entries: Mapping[str, Value]) -> None:
        self._entries = dict(entries)

    def __setitem__(self, key: str, value: Value) -> None:
        self._entries[key] = value

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """Return the dictionary as it stands in the file."""
        entries = self._entries
        return b"<<%b>>" % b"\n".join(
            [b"/%b %b" % (key.encode("ascii"), _source(entries[key], document)) for key in sorted(entries)]
        )


class Array(pdfdoc.PDFObject):
    """A PDF array."""

    def __init__(self, values: Iterable[Value]) -> None:
        self._values = list(values)

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """Return the array as it stands in the file."""
        return b"[%b]" % b" ".join([_source(value, document) for value in self._values])


class Stream(pdfdoc.PDFObject):
    """A stream whose bytes are already encoded.

    It ends its bytes with a line end before ``endstream``, as ISO 19005-2, 6.1.7.1 demands
    and ReportLab's ``PDFStream`` does not.
    """

    def __init__(self, content: bytes, entries: Mapping[str, Value]) -> None:
        self.content = content
        self._head = Dictionary({**entries, "Length": len(content)})

    def parts(self, document: pdfdoc.PDFDocument) -> tuple[bytes, bytes, bytes]:
        """Return the stream as it stands in the file, its bytes not copied."""
        return b"%b\nstream\n" % self._head.format(document), self.content, b"\nendstream"

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """Return the stream as it stands in the file."""
        return b"".join(self.parts(document))


class Document(pdfdoc.PDFDocument):
    """The objects of one file, in the order in which they were first referred to.

    Attributes:
        catalog: the catalog, to be filled.
        information: the information dictionary, to be filled.
    """

    def __init__(self, version: tuple[int, int]) -> None:
        # invariant: ReportLab would read the clock otherwise, though our dates are our own
        super().__init__(dummyoutline=1, compression=0, invariant=1, pdfVersion=version)
        self.catalog = dictionary({"Type": "/Catalog"})
        self.information = dictionary({})
        self._version = version
        self._digest = hashlib.md5(usedforsecurity=False)

    def add(self, value: Value) -> Value:
        """Make *value* an indirect object and return the reference to it."""
        return self.Reference(value)  # type: ignore[no-untyped-call]

    def add_stream(self, content: bytes, entries: Mapping[str, Value] | None = None) -> Value:
        """Add *content*, deflated, as a stream and return the reference to it."""
        return self.add_packed(zlib.compress(content, LEVEL), entries)

    def add_packed(self, packed: bytes, entries: Mapping[str, Value] | None = None) -> Value:
        """Add a stream whose content is deflated already and return the reference to it."""
        self.identify(packed)
        return self.add(Stream(packed, {**(entries or {}), "Filter": "/FlateDecode"}))

    def identify(self, content: bytes) -> None:
        """Let *content* count in the identifier of the file."""
        self._digest.update(content)

    @property
    def uuid(self) -> str:
        """Name what has been identified so far, in the form of a UUID made from a digest (RFC 4122, 4.3)."""
        name = self._digest.hexdigest()
        return f"{name[:8]}-{name[8:12]}-3{name[13:16]}-8{name[17:20]}-{name[20:]}"

    def ID(self) -> bytes:  # noqa: N802  # the name that PDFDocument has for it
        """Return the file identifier: the digest of its contents, so equal input gives equal bytes."""
        name = self._digest.hexdigest().encode("ascii")
        return b"[<%b> <%b>]" % (name, name)

    def to_bytes(self) -> bytes:
        """Return the whole file."""
        root, info = self.add(self.catalog), self.add(self.information)
        file = pdfdoc.PDFFile(self._version)
        names = [self.numberToId[number] for number in range(1, self.objectcounter + 1)]
        for number, name in enumerate(names, start=1):
            self.idToOffset[name] = file.add(b"%d 0 obj\n" % number)
            for part in _parts(self.idToObject[name], self):
                file.add(part)
            file.add(b"\nendobj\n")
        table = pdfdoc.PDFCrossReferenceTable()
        table.addsection(0, names)
        start = file.add(table.format(self))
        size = len(names) + 1
        trailer = pdfdoc.PDFTrailer(start, Size=size, Root=root, Info=info, ID=self.ID())
        file.add(trailer.format(self))
        content: bytes = file.format(self)
        return content


def _parts(value: Value, document: Document) -> tuple[bytes, ...]:
    return value.parts(document) if isinstance(value, Stream) else (_source(value, document),)


def _source(value: Value, document: pdfdoc.PDFDocument) -> bytes:
    """Return *value* as PDF source."""
    if isinstance(value, str):
        return value.encode("ascii")
    if isinstance(value, pdfdoc.PDFObject):
        source: bytes = value.format(document)  # type: ignore[attr-defined]  # each kind of object has it
        return source
    return value if isinstance(value, bytes) else number(value).encode("ascii")


def dictionary(entries: Mapping[str, Value]) -> Dictionary:
    """Return a PDF dictionary; its keys are written sorted."""
    return Dictionary(entries)


def array(values: Iterable[Value]) -> Array:
    """Return a PDF array."""
    return Array(values)


def text(value: str) -> pdfdoc.PDFString:
    """Return *value* as a PDF text string: PDFDocEncoding where it can be, else UTF-16."""
    return pdfdoc.PDFString(value)


def number(value: float) -> str:
    """Return *value* in PDF source with at most three decimals and no needless ones."""
    rounded = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if rounded == "-0" else rounded


def numbers(*values: float) -> str:
    """Return *values* in PDF source, a space between each two."""
    return " ".join([number(value) for value in values])
