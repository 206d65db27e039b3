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

    A byte order mark decides; then, in *markup*, the ``charset`` of a meta element; then UTF-8, and at last
    cp1252, the encoding of old Windows files, with a finding.

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
    text = content.decode("cp1252", errors="replace")
    message = "the source is not UTF-8 and was read as Windows-1252"
    hint = "check the accents and quotes, or save the source as UTF-8"
    finding = Finding(severity=Severity.WARNING, code="encoding-guessed", message=message, place=place, hint=hint)
    return text, (finding,)
