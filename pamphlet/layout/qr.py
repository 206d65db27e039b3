"""Matrix codes: an address as rows of dark and light modules."""

from __future__ import annotations

import hashlib
from typing import Protocol

from pamphlet.errors import BadInput

Modules = tuple[tuple[bool, ...], ...]
"""Modules row by row, True where dark."""


class Kept(Protocol):
    """Where codes are kept from one run to the next: making one loads a library that takes longer than it does."""

    def get(self, key: str) -> bytes | None:
        """Return what was put under *key*."""
        ...

    def put(self, key: str, content: bytes) -> None:
        """Keep *content*."""
        ...


class MatrixCodes:
    """The codes made so far, by address: editions of a leaflet share them."""

    def __init__(self, kept: Kept | None = None) -> None:
        self._rows: dict[str, Modules] = {}
        self._kept = kept

    def rows(self, url: str) -> Modules:
        """Return the modules of the code of *url*; see :func:`qr_rows`."""
        if url not in self._rows:
            self._rows[url] = qr_rows(url) if self._kept is None else self._known(url, self._kept)
        return self._rows[url]

    def _known(self, url: str, kept: Kept) -> Modules:
        key = f"qr-1-{hashlib.sha256(url.encode()).hexdigest()}"
        content = kept.get(key)
        if content is None:
            rows = qr_rows(url)
            kept.put(key, b"\n".join(bytes(row) for row in rows))
            return rows
        return tuple(tuple(map(bool, row)) for row in content.split(b"\n"))


def qr_rows(url: str) -> Modules:
    """Return the modules of the QR code (ISO/IEC 18004) of *url*, True where dark.

    Error correction is M (15 %), raised where the version has room for more. The quiet zone of
    four modules is left to layout.

    Raises:
        BadInput: the address is empty, or too long for any version.
    """
    import segno

    if not url.strip():
        raise BadInput("qr-empty", "the address for the matrix code is empty", hint="give bulletin.url an address")
    try:
        code = segno.make_qr(url, error="m", boost_error=True)
    except segno.DataOverflowError:
        raise BadInput(
            "qr-too-long",
            f"the address has {len(url.encode())} bytes; a QR code with error correction M holds 2331 at most",
            hint="give bulletin.url a shorter address",
        ) from None
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)
