"""What an ICC profile says of itself: its header, its tags and its name (ICC.1:2010, 7 and 9.2.41)."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from pamphlet.preflight.file import PdfFile, Value

_BEGINNING = 4096
"""Bytes that hold header, table of tags and, in most profiles, the name; inflating all of one would take 2 ms."""
_TAGS_AT = 128
_MOST_TAGS = 200
_NAME_LIES_BEFORE = 1 << 20
"""Bytes: a name that lies further is not looked for."""


class Profile(Struct, frozen=True):
    """The beginning of a profile; nothing where there is none."""

    start: bytes
    name: str = ""

    @property
    def sound(self) -> bool:
        """Whether it begins as a profile does."""
        return self.start[36:40] == b"acsp"

    @property
    def size(self) -> int:
        """The bytes that it says it has."""
        return int.from_bytes(self.start[:4], "big")

    @property
    def version(self) -> int:
        """The major version; 0 where there is no profile."""
        return self.start[8] if len(self.start) > 8 else 0

    @property
    def kind(self) -> bytes:
        """Its class, as ``prtr`` for that of a press."""
        return self.start[12:16]

    @property
    def space(self) -> bytes:
        """The colour space of its device, as ``CMYK``."""
        return self.start[16:20]

    def tags(self) -> Iterator[tuple[bytes, int, int]]:
        """Yield name, place and size of each tag."""
        count = min(int.from_bytes(self.start[_TAGS_AT : _TAGS_AT + 4], "big"), _MOST_TAGS)
        for at in range(_TAGS_AT + 4, min(_TAGS_AT + 4 + 12 * count, len(self.start) - 11), 12):
            place, size = (int.from_bytes(self.start[each : each + 4], "big") for each in (at + 4, at + 8))
            yield self.start[at : at + 4], place, size


def read_profile(file: PdfFile, ref: Value) -> Profile:
    """Return the profile in the stream at *ref*, with its name."""
    profile = Profile(file.beginning(ref, _BEGINNING))
    if not profile.sound:
        return profile
    for tag, place, size in profile.tags():
        end = place + size
        if tag == b"desc" and end <= _NAME_LIES_BEFORE:
            content = profile.start if end <= _BEGINNING else file.beginning(ref, end)
            return Profile(profile.start, _text(content[place:end]))
    return profile


def _text(tag: bytes) -> str:
    """Return the text of a tag, of the kind that version 2 has or of that of version 4 (its first language)."""
    if tag[:4] == b"mluc":
        length, at = (int.from_bytes(tag[each : each + 4], "big") for each in (20, 24))
        found = tag[at : at + length].decode("utf-16-be", "replace")
    else:
        found = tag[12 : 12 + int.from_bytes(tag[8:12], "big")].decode("latin-1")
    return " ".join(found.replace("\0", " ").split())
