"""Matrix codes: an address as rows of dark and light modules."""

from __future__ import annotations

from pamphlet.errors import BadInput

Rows = tuple[tuple[bool, ...], ...]
"""Modules row by row, True where dark."""


class MatrixCodes:
    """The codes made so far, by address: editions of a leaflet share them."""

    def __init__(self) -> None:
        self._rows: dict[str, Rows] = {}

    def rows(self, url: str) -> Rows:
        """Return the modules of the code of *url*; see :func:`qr_rows`."""
        if url not in self._rows:
            self._rows[url] = qr_rows(url)
        return self._rows[url]


def qr_rows(url: str) -> Rows:
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
