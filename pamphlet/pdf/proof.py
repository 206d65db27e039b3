"""Pages as pictures, to look at: what ``pamphlet proof`` shows.

PDFium draws them, any PDF's, ours or not. A proof shows the place of things; it is
not colour-true, since PDFium turns CMYK to RGB without a profile.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pamphlet.errors import BadInput, Place
from pamphlet.files import write_atomically
from pamphlet.units import POINTS_PER_INCH

if TYPE_CHECKING:
    import pypdfium2
    from PIL.Image import Image

DEFAULT_DPI = 150
MIN_DPI, MAX_DPI = 10, 2400
MAX_PIXELS = 64_000_000
"""Of one page, 200 MB when drawn: A4 passes at 800 dpi, A3 at 560."""


def render_pages(pdf: Path, dpi: float = DEFAULT_DPI) -> Iterator[Image]:
    """Yield each page of *pdf* as an RGB picture, one at a time.

    Args:
        pdf: any PDF file.
        dpi: dots per inch.

    Raises:
        BadInput: no such file, not a PDF, encrypted, or more pixels than memory should hold.
    """
    _check_dpi(dpi)
    with _opened(pdf) as document:
        for at in range(len(document)):
            page = document[at]
            _check_pixels(pdf, at, page.get_size(), dpi)
            bitmap = page.render(scale=dpi / POINTS_PER_INCH)
            yield bitmap.to_pil().convert("RGB")
            bitmap.close()
            page.close()


def save_proof(pdf: Path, folder: Path, dpi: float = DEFAULT_DPI) -> tuple[Path, ...]:
    """Write each page of *pdf* as ``<stem>-<page>.png`` in *folder* and return the paths.

    Raises:
        BadInput: as :func:`render_pages`.
        CannotWrite: the folder or a file cannot be written.
    """
    paths = []
    for number, image in enumerate(render_pages(pdf, dpi), start=1):
        path = folder / f"{pdf.stem}-{number}.png"
        content = io.BytesIO()
        image.save(content, format="PNG", dpi=(dpi, dpi))
        write_atomically(path, content.getvalue())
        paths.append(path)
    return tuple(paths)


def _check_dpi(dpi: float) -> None:
    if not MIN_DPI <= dpi <= MAX_DPI:
        raise BadInput(
            "proof-dpi",
            f"a proof at {dpi:g} dpi is out of range",
            hint=f"choose {MIN_DPI} to {MAX_DPI} dpi; {DEFAULT_DPI} shows a page on a screen",
        )


def _check_pixels(pdf: Path, at: int, size: tuple[float, float], dpi: float) -> None:
    pixels = size[0] * size[1] * (dpi / POINTS_PER_INCH) ** 2
    if pixels > MAX_PIXELS:
        fitting = int(dpi * (MAX_PIXELS / pixels) ** 0.5)
        raise BadInput(
            "proof-pixels",
            f"page {at + 1} at {dpi:g} dpi has {pixels / 1e6:.0f} million pixels, {MAX_PIXELS / 1e6:.0f} at most",
            place=Place(file=str(pdf)),
            hint=f"choose {fitting} dpi or less",
        )


def _opened(pdf: Path) -> pypdfium2.PdfDocument:
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        content = pdf.read_bytes()
    except OSError as error:
        raise BadInput(
            "proof-file", f"cannot read it: {(error.strerror or str(error)).lower()}", place=Place(file=str(pdf))
        ) from error
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise _refusal(pdf, locked) from error


def _refusal(pdf: Path, locked: bool) -> BadInput:
    if locked:
        return BadInput(
            "proof-encrypted", "it is encrypted", place=Place(file=str(pdf)), hint="save a copy without a password"
        )
    return BadInput("proof-not-pdf", "it is not a PDF, or a broken one", place=Place(file=str(pdf)))
