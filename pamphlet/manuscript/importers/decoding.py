"""Bytes of a text file → characters, with their encoding found and junk refused."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from pamphlet.errors import BadInput, Finding, Place, Severity

LARGEST_SOURCE = 64 * 2**20
"""In bytes: some ten million words, far more than any leaflet; a guard against the wrong file."""

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
# Controls, the stray byte order mark and the object mark that a paste from a browser leaves behind.
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ufffc\ufffe\uffff\ud800-\udfff]")
_LEGACY = {
    "cp932": "Shift JIS",
    "euc_jp": "EUC-JP",
    "gb18030": "GB 18030",
    "big5": "Big5",
    "cp949": "EUC-KR",
    "cp1250": "Windows-1250",
    "iso8859-2": "ISO 8859-2",
    "cp1251": "Windows-1251",
    "koi8-r": "KOI8-R",
    "cp866": "code page 866",
    "iso8859-5": "ISO 8859-5",
    "cp1253": "Windows-1253",
    "cp1254": "Windows-1254",
    "cp1255": "Windows-1255",
    "cp1256": "Windows-1256",
    "iso8859-6": "ISO 8859-6",
    "cp1257": "Windows-1257",
}
"""Encodings from before Unicode, as Python calls them and as people do."""
_USUAL = "Windows-1252"
_CENTRAL = frozenset(["cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq"])
"""Languages of central Europe."""
_ISO_CENTRAL, _WINDOWS_CENTRAL = (
    frozenset(b"\xa6\xa9\xac\xae\xb6\xb9\xbb\xbc\xbe"),
    frozenset(b"\x8a\x8c\x8d\x8e\x8f\x9a\x9c\x9d\x9e\x9f"),
)
"""Bytes of Š, Ž, Ť, Ś and Ź, large and small, in ISO 8859-2 and in Windows-1250."""
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:-]+)", re.IGNORECASE)


def read_bytes(source: Path) -> bytes:
    """Read *source* whole.

    Raises:
        BadInput: it is missing, a folder, unreadable, empty or larger than :data:`LARGEST_SOURCE`.
    """
    place = Place(file=str(source))
    try:
        if source.is_dir():
            raise BadInput("source-is-folder", "the source is a folder", place=place, hint="name the file to import")
        size = source.stat().st_size
        if size > LARGEST_SOURCE:
            found = f"{size / 2**20:.0f} MiB, over the {LARGEST_SOURCE // 2**20} MiB that are read"
            raise BadInput("source-too-large", f"the source has {found}", place=place, hint="import the article alone")
        content = source.read_bytes()
    except FileNotFoundError:
        raise BadInput("no-such-file", "no such file", place=place, hint="check the name of the source") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadInput("unreadable-file", f"the source cannot be read: {reason}", place=place) from None
    if not content.strip(b"\0 \t\r\n"):
        raise BadInput("empty-source", "the source is empty", place=place, hint="save the article's text in it first")
    return content


def decode(content: bytes, source: Path, *, markup: bool = False) -> tuple[str, tuple[Finding, ...]]:
    r"""Return the characters of *content* with ``\n`` for every line end.

    A byte order mark decides; then, in *markup*, the ``charset`` of a meta element; then UTF-8, and at last the
    old encoding in which the text has most small words of a language, with a finding.

    Raises:
        BadInput: it is not text.
    """
    place = Place(file=str(source))
    text, findings = _characters(content, source, declared=_declared(content) if markup else "")
    text = _LINE_ENDS.sub("\n", text)
    stray = len(_NOT_TEXT.findall(text))
    if stray > max(8, len(text) // 50) or "\0" in text[:4096]:
        hint = "import plain text, HTML, Markdown or .docx"
        raise BadInput("not-text", f"the source is not text: {stray} control characters", place=place, hint=hint)
    if stray:
        message = f"{stray} control characters that no page can show were taken out"
        findings += (Finding(severity=Severity.INFO, code="control-characters", message=message, place=place),)
    text = _NOT_TEXT.sub("", text)
    if not text.strip():
        raise BadInput("empty-source", "the source is empty", place=place, hint="save the article's text in it first")
    return text, findings


def _guessed(content: bytes) -> tuple[str, str]:
    """Return the characters of *content* in the encoding in which they say most, and its name; cp1252 in doubt."""
    from pamphlet.manuscript.importers.language import guess_language, weigh_reading

    text, found = content.decode("cp1252", errors="replace"), _USUAL
    most = weigh_reading(text)
    for encoding, name in _LEGACY.items():
        try:
            other = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if (weight := weigh_reading(other)) > most + most // 4 + 1:
            text, found, most = other, name, weight
    if found != _USUAL:
        return text, found
    encoding = _encoding_of(guess_language(text).lang, content)
    return content.decode(encoding, errors="replace"), _LEGACY.get(encoding, _USUAL)


def _encoding_of(lang: str, content: bytes) -> str:
    """Return the encoding of *content* in a language that has its commonest words in letters of cp1252 too."""
    if lang not in _CENTRAL:
        return {"tr": "cp1254", "az": "cp1254", "lt": "cp1257", "lv": "cp1257"}.get(lang, "cp1252")
    return "iso8859-2" if _ISO_CENTRAL & set(content) and not _WINDOWS_CENTRAL & set(content) else "cp1250"


def _declared(content: bytes) -> str:
    match = _META_CHARSET.search(content[:4096])
    try:
        return codecs.lookup(match[1].decode("ascii")).name if match else ""
    except LookupError:
        return ""


def _characters(content: bytes, source: Path, *, declared: str) -> tuple[str, tuple[Finding, ...]]:
    place = Place(file=str(source))
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            try:
                return content[len(mark) :].decode(encoding), ()
            except UnicodeDecodeError as error:
                message = f"the source begins as {encoding} but breaks off at byte {error.start + len(mark)}"
                raise BadInput("broken-encoding", message, place=place, hint="save it again as UTF-8") from None
    for encoding in ("utf-8", declared):
        try:
            if encoding:
                return content.decode(encoding), ()
        except (UnicodeDecodeError, LookupError):
            continue
    text, name = _guessed(content)
    message = f"the source is not UTF-8 and was read as {name}"
    hint = "check the accents and quotes, or save the source as UTF-8"
    finding = Finding(severity=Severity.WARNING, code="encoding-guessed", message=message, place=place, hint=hint)
    return text, (finding,)
