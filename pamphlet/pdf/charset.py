"""The charset of a CID-keyed font program: by which CID each of its glyphs is asked for.

A subset that keeps the glyph ids of a face with 65,535 of them has as many charstrings, most of them
empty: 240 KB to deflate and for every reader to parse. Here the glyphs stand close together and the
charset says which they were (Adobe Technical Note 5176, *The Compact Font Format Specification*).
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

_CHARSET = 15
"""The operator of Top DICT that has the offset of the charset (5176, table 9)."""
_LONG, _SHORT, _REAL, _ESCAPE = 29, 28, 30, 12
_LAST_OPERATOR = 21


def with_cids(cff: bytes, cids: Sequence[int]) -> bytes:
    """Return a CID-keyed *cff* whose glyphs have *cids*, in their order, ``.notdef`` first.

    Raises:
        ValueError: its charset has no offset of five bytes, as HarfBuzz writes it.
    """
    _, top = _first_index(cff, cff[2])
    (start, end), _ = _first_index(cff, top)
    at = _charset_operand(cff, start, end)
    charset = struct.pack(f">B{len(cids) - 1}H", 0, *cids[1:])  # format 0 leaves .notdef out
    return cff[:at] + struct.pack(">l", len(cff)) + cff[at + 4 :] + charset


def _first_index(cff: bytes, at: int) -> tuple[tuple[int, int], int]:
    """Return where the first object of an INDEX lies, and where the INDEX ends (5176, section 5)."""
    count, size = struct.unpack_from(">HB", cff, at)
    offsets = [int.from_bytes(cff[at + 3 + size * number :][:size], "big") for number in (0, 1, count)]
    base = at + 2 + size * (count + 1)
    return (base + offsets[0], base + offsets[1]), base + offsets[2]


def _charset_operand(cff: bytes, at: int, end: int) -> int:
    """Return where the four bytes of the charset's offset are in the Top DICT (5176, section 4)."""
    operand = -1
    while at < end:
        code = cff[at]
        if code <= _LAST_OPERATOR:
            if code == _CHARSET and operand >= 0:
                return operand
            at += 2 if code == _ESCAPE else 1
            continue
        operand = at + 1 if code == _LONG else -1
        if code == _REAL:
            while cff[at] & 0x0F != 0x0F:
                at += 1
            at += 1
        else:
            at += 5 if code == _LONG else 3 if code == _SHORT else 1 if code < 247 else 2
    raise ValueError("the charset has no offset of five bytes")
