"""Write ``icc/sRGB.icc``: the colour space of IEC 61966-2-1 as an ICC profile of version 2.

Run as ``python assets/make_srgb.py``. It is the profile that a photo kept in RGB gets
when it brings none of its own. LittleCMS builds one in memory, but of version 4.4, which
PDF 1.6 does not know, and with the clock in its header.
"""

from __future__ import annotations

import struct
from pathlib import Path

TARGET = Path(__file__).with_name("icc") / "sRGB.icc"

WHITE = (0.9642, 1.0, 0.8249)
"""D50, the white of the profile connection space (ICC.1:2001-04, 6.1.3)."""

# The primaries and white of IEC 61966-2-1, adapted from D65 to D50 by the Bradford transform (ICC.1:2001-04, annex E).
PRIMARIES = {
    "rXYZ": (0.43607, 0.22249, 0.01392),
    "gXYZ": (0.38515, 0.71687, 0.09708),
    "bXYZ": (0.14307, 0.06061, 0.71410),
}
STEPS = 1024
COPYRIGHT = "No copyright, use freely"
NAME = "sRGB (IEC 61966-2-1), built by Pamphlet"


def linear(value: float) -> float:
    """Return the light that a value of 0 to 1 stands for (IEC 61966-2-1, 5.2)."""
    return float(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)


def profile() -> bytes:
    """Return the bytes of the profile."""
    curve = b"curv" + bytes(4) + struct.pack(">I", STEPS)
    curve += b"".join(struct.pack(">H", round(linear(step / (STEPS - 1)) * 65535)) for step in range(STEPS))
    parts = {"desc": description(NAME), "cprt": b"text" + bytes(4) + COPYRIGHT.encode() + b"\0", "wtpt": xyz(WHITE)}
    parts |= {tag: xyz(values) for tag, values in PRIMARIES.items()}
    parts |= {"rTRC": curve, "gTRC": curve, "bTRC": curve}
    return assembled(parts)


def description(name: str) -> bytes:
    """Return a textDescriptionType (ICC.1:2001-04, 6.5.17) with its ASCII part alone."""
    text = name.encode() + b"\0"
    return b"desc" + bytes(4) + struct.pack(">I", len(text)) + text + bytes(4 + 4 + 2 + 1 + 67)


def xyz(values: tuple[float, float, float]) -> bytes:
    """Return an XYZType of three s15Fixed16 numbers."""
    return b"XYZ " + bytes(4) + b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def assembled(parts: dict[str, bytes]) -> bytes:
    """Return header, tag table and data; equal data are stored once."""
    table = struct.pack(">I", len(parts))
    data = b""
    start = 128 + 4 + 12 * len(parts)
    places: dict[bytes, int] = {}
    for tag, part in parts.items():
        if part not in places:
            places[part] = start + len(data)
            data += part + bytes(-len(part) % 4)
        table += tag.encode() + struct.pack(">II", places[part], len(part))
    return header(start + len(data)) + table + data


def header(size: int) -> bytes:
    """Return the header of a display profile, version 2.4, perceptual intent; its date is that of the standard."""
    date = struct.pack(">6H", 1999, 10, 1, 0, 0, 0)
    head = struct.pack(">I", size) + bytes(4) + struct.pack(">I", 0x02400000) + b"mntrRGB XYZ " + date + b"acsp"
    head += bytes(4 + 4 + 4 + 4 + 8 + 4) + b"".join(struct.pack(">i", round(value * 65536)) for value in WHITE)
    return head + bytes(128 - len(head))


if __name__ == "__main__":
    TARGET.write_bytes(profile())
    print(TARGET)
