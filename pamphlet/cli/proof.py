"""``pamphlet proof``: the pages of a PDF as pictures."""

from __future__ import annotations

from pathlib import Path

import click

from pamphlet.cli.parameters import FILE, Folder
from pamphlet.cli.wording import epilog


@click.command(
    name="proof",
    epilog=epilog(
        "pamphlet proof out/my-leaflet/my-leaflet-en-print.pdf",
        "pamphlet proof leaflet.pdf --dpi 300 -o proofs",
        exit_codes="0  made\n2  the file cannot be read, or the pictures cannot be written",
    ),
)
@click.argument("pdf", metavar="FILE.pdf", type=FILE, help="Any PDF file.")
@click.option("--dpi", metavar="N", type=float, default=150, show_default=True, help="Dots per inch.")
@click.option("-o", "--out", "folder", metavar="DIR", type=Folder(), help="Where the pictures go. Default: beside it.")
def command(pdf: Path, dpi: float, folder: Path | None) -> int:
    """Make a PNG picture of each page of a PDF, and print the paths.

    A proof shows the place of things. Its colours are not those of the press.
    """
    from pamphlet.cli.console import Console
    from pamphlet.pdf.proof import save_proof

    console = Console()
    for path in save_proof(pdf, pdf.parent if folder is None else folder, dpi):
        console.say(str(path))
    return 0
