"""A text file as an author saved it → one clean string, or one clear refusal.

Accepts UTF-8 with or without a byte order mark, and the line ends of any
system. Refuses what no leaflet can print: bytes that are not UTF-8, control
characters and lone surrogates. How long a text may be is said in ``limits``.
"""

from __future__ import annotations

import re
from pathlib import Path

from pamphlet.errors import BadInput, Place

MAX_BYTES = 8_000_000
"""No leaflet's text comes near this; a larger file is a mistake, and is not read into memory."""

# C0 and C1 without tab and newline, DEL, surrogates and the two permanent non-characters of the first plane.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_NAMES = {0: "a NUL", 8: "a backspace", 11: "a vertical tab", 12: "a form feed", 27: "an escape", 127: "a delete"}


def read_text(path: Path) -> str:
    """Read *path* as UTF-8 text with newlines only and no byte order mark.

    Raises:
        BadInput: the file is missing, unreadable, too large, not UTF-8, or holds control characters.
    """
    place = Place(file=str(path))
    try:
        if not path.is_file():
            raise BadInput("file-missing", "there is no such file", place=place)
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise BadInput(
                "text-too-large",
                f"the file has {size:,} bytes; {MAX_BYTES:,} are allowed",
                place=place,
                hint="a leaflet is a few pages of text: check that this is the right file",
            )
        raw = path.read_bytes()
    except OSError as error:
        raise BadInput("file-unreadable", f"the file cannot be read: {error.strerror or error}", place=place) from error
    return clean_text(_decode(raw, path), file=str(path))


def _decode(raw: bytes, path: Path) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise BadInput(
            "not-utf8",
            f"the file is not UTF-8: byte 0x{raw[error.start]:02x} at byte offset {error.start:,} ({error.reason})",
            place=Place(file=str(path), line=line),
            hint="save it again as UTF-8",
        ) from error


def clean_text(text: str, *, file: str | None = None) -> str:
    """Return *text* with newlines only, no byte order marks, and paragraph separators as blank lines.

    Raises:
        BadInput: the text holds a control character or a lone surrogate; names its line and code point.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u0085", "\n").replace("\ufeff", "")
    text = text.replace("\u2029", "\n\n")
    match = _FORBIDDEN.search(text)
    if match is not None:
        raise unprintable(match[0], place=Place(file=file, line=text.count("\n", 0, match.start()) + 1))
    return text


def forbidden_character(text: str) -> str:
    """Return the first character of *text* that no leaflet can print, or the empty string."""
    match = _FORBIDDEN.search(text)
    return match[0] if match else ""


def unprintable(character: str, *, place: Place) -> BadInput:
    """Return the error for a forbidden *character*: its name and code point."""
    code = ord(character)
    kind = "a lone surrogate" if 0xD800 <= code <= 0xDFFF else _NAMES.get(code, "a control character")
    return BadInput(
        "control-character",
        f"the text holds {kind}, U+{code:04X}, which cannot be printed",
        place=place,
        hint="delete that character; it often comes along when text is copied out of a PDF",
    )
