"""What a file says about itself: information dictionary, XMP packet, dates.

Both places are written from one :class:`Metadata`, so that they cannot differ
(ISO 19005-2, 6.6.3 and ISO 15930-7, 6.3 ask that they agree).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from msgspec import Struct

from pamphlet.errors import BadInput

UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
"""The date of a file whose content has none: fixed, since the same input must give the same bytes."""

_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?\Z")
# XML 1.0, 2.2: these may not stand in a document, not even as references
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Metadata(Struct, frozen=True, kw_only=True):
    """What a reader's window, a search or a press system is told about the file.

    Attributes:
        lang: BCP 47 tag of the words.
        date: from :func:`date_of`; never the clock.
        version: of Pamphlet, for Producer and Creator.
    """

    title: str
    lang: str
    date: datetime = UNDATED
    author: str = ""
    subject: str = ""
    version: str = ""

    @property
    def program(self) -> str:
        """The program as it names itself in the file."""
        return f"Pamphlet {self.version}".rstrip()


class XmpProperty(Struct, frozen=True, kw_only=True):
    """A property that a standard adds to the XMP packet, as in ``pdfxid:GTS_PDFXVersion``."""

    namespace: str
    prefix: str
    name: str
    value: str


def date_of(content_date: str, environ: Mapping[str, str] | None = None) -> datetime:
    """Return the date of a file: that of its content, else SOURCE_DATE_EPOCH, else :data:`UNDATED`.

    Args:
        content_date: ISO 8601 as the article has it (``2019-11-15``, ``2019-11``, ``2019``), or empty;
            what is not such a date counts as empty.
        environ: the environment; the process's own when left out.

    Raises:
        BadInput: SOURCE_DATE_EPOCH is not a number of seconds.
    """
    return _content_date(content_date.strip()) or _epoch_date(environ) or UNDATED


def _content_date(written: str) -> datetime | None:
    match = _ISO_DATE.match(written)
    try:
        if match is not None:
            return datetime(int(match[1]), int(match[2] or 1), int(match[3] or 1), tzinfo=UTC)
        moment = datetime.fromisoformat(written)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _epoch_date(environ: Mapping[str, str] | None) -> datetime | None:
    written = (os.environ if environ is None else environ).get("SOURCE_DATE_EPOCH", "").strip()
    if not written:
        return None
    try:
        return datetime.fromtimestamp(int(written), tz=UTC)
    except (ValueError, OverflowError, OSError):
        raise BadInput(
            "source-date-epoch",
            f"SOURCE_DATE_EPOCH is {written!r}, not a number of seconds since 1970",
            hint="unset it, or give it as in SOURCE_DATE_EPOCH=1573776000",
        ) from None


def one_line(value: str) -> str:
    """Return *value* on one line, without what XML forbids."""
    return " ".join(_NOT_XML.sub(" ", value).split())


def info_entries(metadata: Metadata) -> dict[str, str]:
    """Return the text entries of the information dictionary; empty ones are left out."""
    moment = metadata.date.strftime("D:%Y%m%d%H%M%S+00'00'")
    entries = {
        "Title": one_line(metadata.title),
        "Author": one_line(metadata.author),
        "Subject": one_line(metadata.subject),
        "Creator": metadata.program,
        "Producer": metadata.program,
        "CreationDate": moment,
        "ModDate": moment,
    }
    return {key: value for key, value in entries.items() if value}


def escape(value: str) -> str:
    """Return *value* as the text of an XML element; ``xml.sax.saxutils`` would import all of ``urllib.request``."""
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def xmp_packet(metadata: Metadata, extra: Iterable[XmpProperty] = ()) -> bytes:
    """Return the XMP packet (ISO 16684-1) that matches :func:`info_entries`."""
    extra = tuple(extra)
    prefixes = {each.prefix: each.namespace for each in extra}
    spaces = "".join(f' xmlns:{prefix}="{escape(space)}"' for prefix, space in prefixes.items())
    body = "".join(_xmp_properties(metadata)) + "".join(
        _element(f"{each.prefix}:{each.name}", escape(each.value)) for each in extra
    )
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'
        f"{spaces}>{body}</rdf:Description></rdf:RDF></x:xmpmeta>\n"
        '<?xpacket end="w"?>'
    ).encode()


def _xmp_properties(metadata: Metadata) -> Iterable[str]:
    moment = metadata.date.strftime("%Y-%m-%dT%H:%M:%S+00:00")
    yield _element("dc:format", "application/pdf")
    yield _element("dc:title", _alternative(metadata.title))
    if metadata.author:
        yield _element("dc:creator", f"<rdf:Seq><rdf:li>{escape(one_line(metadata.author))}</rdf:li></rdf:Seq>")
    if metadata.subject:
        yield _element("dc:description", _alternative(metadata.subject))
    yield _element("dc:language", f"<rdf:Bag><rdf:li>{escape(metadata.lang)}</rdf:li></rdf:Bag>")
    for name in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
        yield _element(name, moment)
    yield _element("xmp:CreatorTool", escape(metadata.program))
    yield _element("pdf:Producer", escape(metadata.program))
    yield _element("pdf:Trapped", "False")


def _alternative(value: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(one_line(value))}</rdf:li></rdf:Alt>'


def _element(name: str, content: str) -> str:
    return f"<{name}>{content}</{name}>\n"
