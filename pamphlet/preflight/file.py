"""A PDF as the judge reads it: plain Python values, read by qpdf through pikepdf.

Names are text that begins with ``/``, strings begin with ``u:`` (text) or ``b:``
(hexadecimal), and references are text such as ``12 0 R``: the JSON of qpdf. It is
one call for each object, so a leaflet is read in a fraction of a millisecond.
"""

from __future__ import annotations

import io
import json
import re
import zlib
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from pamphlet.errors import BadInput

if TYPE_CHECKING:
    import pikepdf

Value = Any
"""A number, a truth value, text, None, or a list or dictionary of such: what JSON holds."""
Dictionary = dict[str, Value]
Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points of default user space."""

_REFERENCE = re.compile(r"\d+ \d+ R\Z")
_HEADER = re.compile(rb"%PDF-(\d)\.(\d)")
_INHERITED = ("/MediaBox", "/CropBox", "/Resources", "/Rotate")
_DEEPEST = 100
"""Of a page tree: more is a loop or an attack."""


class Entry(Struct, frozen=True, kw_only=True):
    """A dictionary of the file, or that of a stream.

    Attributes:
        page: the first page that leads to it, counted from 1; 0 for what only the catalog leads to.
        kind: the key of the dictionary that lists it, as ``/ExtGState`` for a graphics state.
        name: its key there.
        ref: of the object that it is or stands in; empty for what stands in the trailer.
    """

    page: int
    kind: str
    name: str
    ref: str
    value: Dictionary


class Page(Struct, frozen=True):
    """One page; what it inherits from the page tree stands among its own entries."""

    number: int
    entries: Dictionary
    ref: str

    def box(self, name: str) -> Box | None:
        """Return the box called *name* as ``/TrimBox`` is, or None where the page has none that is usable."""
        corners = self.entries.get(name)
        if not isinstance(corners, list) or len(corners) != 4 or not all(map(is_number, corners)):
            return None
        x, y = sorted((float(corners[0]), float(corners[2]))), sorted((float(corners[1]), float(corners[3])))
        return x[0], y[0], x[1], y[1]


class PdfFile:
    """An opened file.

    Attributes:
        pdf: as pikepdf has it, for content streams.
        version: major and minor, the younger of header and catalog.
    """

    def __init__(self, data: bytes) -> None:
        """Open *data*.

        Raises:
            BadInput: it is no PDF, is broken beyond repair, or is locked by a password.
        """
        import pikepdf  # 45 ms, and only what judges a file needs it

        try:
            self.pdf = pikepdf.open(io.BytesIO(data))
        except pikepdf.PasswordError as error:
            raise BadInput(
                "preflight-locked", "it is locked by a password", hint="save a copy without a password"
            ) from error
        except pikepdf.PdfError as error:
            raise BadInput("preflight-not-pdf", "it is not a PDF, or a broken one") from error
        self.data = data
        self._values: dict[str, Value] = {}
        self.trailer: Dictionary = json.loads(self.pdf.trailer.to_json())
        self.encrypted = bool(self.pdf.is_encrypted)

    def __enter__(self) -> PdfFile:
        return self

    def __exit__(self, *_: object) -> None:
        self.pdf.close()

    @cached_property
    def version(self) -> tuple[int, int]:
        """The version of PDF: that of the header, or a younger one in the catalog (ISO 32000-1, 7.5.2)."""
        header = _HEADER.search(self.data[:1024])
        found = (int(header[1]), int(header[2])) if header else (0, 0)
        later = re.fullmatch(r"/(\d)\.(\d)", str(self.catalog.get("/Version", "")))
        return max(found, (int(later[1]), int(later[2]))) if later else found

    @cached_property
    def catalog(self) -> Dictionary:
        """The document catalog."""
        return self.dictionary(self.trailer.get("/Root"))

    @cached_property
    def information(self) -> Dictionary:
        """The information dictionary; empty where there is none."""
        return self.dictionary(self.trailer.get("/Info"))

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """All pages in order."""
        return tuple(
            Page(number, self._with_inherited(page.obj), _name(page.obj.objgen))
            for number, page in enumerate(self.pdf.pages, start=1)
        )

    @cached_property
    def packs_objects(self) -> bool:
        """Whether objects or their table stand in streams, as from PDF 1.5 on (ISO 32000-1, 7.5.7 and 7.5.8)."""
        import pikepdf

        streams = (each for each in self.pdf.objects if isinstance(each, pikepdf.Stream))
        return any(each.get("/Type") in ("/ObjStm", "/XRef") for each in streams)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every dictionary that pages and catalog lead to, each once, pages first."""
        seen: set[str] = {page.ref for page in self.pages}
        found: list[Entry] = []
        for page in self.pages:
            found.append(Entry(page=page.number, kind="", name="", ref=page.ref, value=page.entries))
            rest = {key: value for key, value in page.entries.items() if key != "/Parent"}
            found += self._walk(page.number, rest, page.ref, seen)
        catalog = {key: value for key, value in self.catalog.items() if key != "/Pages"}
        root = str(self.trailer.get("/Root", ""))
        return (*found, Entry(page=0, kind="", name="", ref=root, value=catalog), *self._walk(0, catalog, root, seen))

    def resolve(self, value: Value) -> Value:
        """Return what *value* refers to, or *value* itself."""
        if not is_reference(value):
            return value
        if value not in self._values:
            number, generation, _ = value.split()
            self._values[value] = _plain(self.pdf.get_object(int(number), int(generation)))
        return self._values[value]

    def dictionary(self, value: Value) -> Dictionary:
        """Return *value* resolved where it is a dictionary, else an empty one."""
        found = self.resolve(value)
        return found if isinstance(found, dict) else {}

    def array(self, value: Value) -> list[Value]:
        """Return *value* resolved where it is an array, else an empty one."""
        found = self.resolve(value)
        return found if isinstance(found, list) else []

    def text(self, value: Value) -> str:
        """Return *value* resolved where it is a text string, else nothing."""
        found = self.resolve(value)
        return found[2:] if isinstance(found, str) and found.startswith("u:") else ""

    def content(self, ref: Value) -> bytes:
        """Return the decoded bytes of the stream at *ref*; none where there is no stream.

        Raises:
            pikepdf.PdfError: they cannot be decoded.
        """
        stream = self._stream(ref)
        return b"" if stream is None else bytes(stream.read_bytes())

    def packed(self, ref: Value) -> bytes:
        """Return the bytes of the stream at *ref* as they stand in the file; none where there is no stream."""
        stream = self._stream(ref)
        return b"" if stream is None else bytes(stream.read_raw_bytes())

    def palette(self, ref: Value) -> bytes:
        """Return the table of colours of the picture at *ref*; none where it has no palette.

        Raises:
            pikepdf.PdfError: it cannot be decoded.
        """
        import pikepdf

        stream = self._stream(ref)
        space = None if stream is None else stream.get("/ColorSpace")
        if not isinstance(space, pikepdf.Array) or len(space) != 4:
            return b""
        table = space[3]
        if isinstance(table, pikepdf.Stream):
            return bytes(table.read_bytes())
        return bytes(table) if isinstance(table, pikepdf.String) else b""

    def page_content(self, page: Page) -> bytes:
        """Return the content of *page*, its streams joined (ISO 32000-1, 7.8.2).

        Raises:
            pikepdf.PdfError: it cannot be decoded.
        """
        ref = page.entries.get("/Contents")
        return b"\n".join([self.content(each) for each in self.array(ref) or [ref]])

    def beginning(self, ref: Value, count: int) -> bytes:
        """Return the first *count* bytes of a stream: inflating all of a profile would take 2 ms."""
        import pikepdf

        stream = self._stream(ref)
        if stream is None:
            return b""
        try:
            if self.dictionary(ref).get("/Filter") == "/FlateDecode":
                return zlib.decompressobj().decompress(stream.read_raw_bytes(), count)
            return bytes(stream.read_bytes()[:count])
        except (zlib.error, pikepdf.PdfError):
            return b""

    def _stream(self, ref: Value) -> pikepdf.Stream | None:
        import pikepdf

        if not is_reference(ref):
            return None
        number, generation, _ = ref.split()
        found = self.pdf.get_object(int(number), int(generation))
        return found if isinstance(found, pikepdf.Stream) else None

    def _with_inherited(self, page: pikepdf.Object) -> Dictionary:
        entries: Dictionary = dict(json.loads(page.to_json(dereference=True)))
        node = entries
        for _ in range(_DEEPEST):
            parent = self.resolve(node.get("/Parent"))
            if not isinstance(parent, dict):
                break
            for key in _INHERITED:
                if key in parent:
                    entries.setdefault(key, parent[key])
            node = parent
        for key, value in entries.items():
            if key.endswith("Box"):
                entries[key] = [self.resolve(corner) for corner in self.array(value)]
        return entries

    def _walk(self, page: int, start: Dictionary, ref: str, seen: set[str]) -> Iterator[Entry]:
        todo: list[tuple[Value, str, str, str]] = [(value, "", key, ref) for key, value in start.items()]
        while todo:
            value, kind, name, ref = todo.pop()
            if isinstance(value, str):
                if value in seen or not is_reference(value):
                    continue
                seen.add(value)
                ref, value = value, self.resolve(value)
            if isinstance(value, dict):
                yield Entry(page=page, kind=kind, name=name, ref=ref, value=value)
                todo += [(each, name, key, ref) for key, each in value.items() if isinstance(each, str | dict | list)]
            elif isinstance(value, list):
                todo += [(each, kind, name, ref) for each in value if isinstance(each, str | dict | list)]


def _plain(found: Any) -> Value:  # Any: pikepdf gives numbers and truth values as Python's own, all else as objects
    if hasattr(found, "to_json"):
        return json.loads(found.to_json(dereference=True))
    return float(found) if isinstance(found, Decimal) else found


def is_reference(value: Value) -> bool:
    """Say whether *value* refers to an object."""
    return isinstance(value, str) and value[-1:] == "R" and _REFERENCE.match(value) is not None


def is_number(value: Value) -> bool:
    """Say whether *value* is a number; in Python a truth value is one too."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _name(objgen: tuple[int, int]) -> str:
    return f"{objgen[0]} {objgen[1]} R"
