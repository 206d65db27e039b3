"""Unicode's own test files, as Debian's package ``unicode-data`` has them (Unicode 15.0 in Debian 12)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

UNICODE = Path("/usr/share/unicode")
"""Where the package puts the Unicode Character Database."""


def unicode_lines(name: str) -> Iterator[str]:
    """Yield the lines of a file without their comments; skip the test, or fail it in CI, where there is none."""
    path = UNICODE / name
    if not path.exists():
        if os.environ.get("PAMPHLET_JUDGES") == "1":
            pytest.fail(f"{path} is missing: install Debian's unicode-data")
        pytest.skip(f"{path} is missing")
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            line = line.split("#")[0].strip()
            if line:
                yield line


def marked(line: str) -> tuple[str, tuple[int, ...]]:
    """Return the text of a segmentation test, and the indexes where ÷ parts it, its ends left out."""
    fields = line.split()
    text = "".join(chr(int(code, 16)) for code in fields[1::2])
    places = (index for index, mark in enumerate(fields[::2]) if mark == "÷")
    return text, tuple(index for index in places if 0 < index < len(text))
