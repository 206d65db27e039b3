"""``pamphlet new``: a leaflet folder to start from."""

from __future__ import annotations

from pathlib import Path

import click

from pamphlet.cli.parameters import Folder
from pamphlet.cli.wording import epilog, next_build


@click.command(
    name="new",
    epilog=epilog(
        "pamphlet new my-leaflet",
        exit_codes="0  made\n2  the folder holds something already, or cannot be written",
    ),
)
@click.argument("folder", metavar="DIR", type=Folder(), help="The folder to make; it may exist if it is empty.")
def command(folder: Path) -> int:
    """Make a leaflet folder to start from.

    It builds as it stands: put your own words and picture in place of those in it.
    """
    from pamphlet.cli.console import Console, one_line
    from pamphlet.manuscript.starter import write_starter

    console = Console()
    for path in write_starter(folder):
        console.say(one_line(str(path)))
    console.remark("next: write your words into article.md, put your photo beside it,")
    console.remark(f"then run: {next_build(folder)}")
    return 0
