"""``pamphlet folds``: the fold schemes, drawn for the terminal."""

from __future__ import annotations

from collections.abc import Iterable

import click

from pamphlet.cli.parameters import completing
from pamphlet.cli.wording import epilog


def _names() -> Iterable[str]:
    from pamphlet.sheet.folds import FOLD_SCHEMES

    return [scheme.name for scheme in FOLD_SCHEMES]


@click.command(
    name="folds",
    epilog=epilog(
        "pamphlet folds",
        "pamphlet folds gate-open",
        "pamphlet folds roll-4 --paper Letter --stock 250",
        exit_codes="0  shown\n2  there is no such fold or paper",
    ),
)
@click.argument("names", metavar="[NAME...]", nargs=-1, shell_complete=completing(_names), help="Folds. Default: all.")
@click.option("--paper", metavar="P", default="A4", show_default=True, help='Paper, as A4, Letter or "320mm x 450mm".')
@click.option(
    "--stock", metavar="N", type=click.IntRange(40, 400), default=130, show_default=True, help="Weight in g/m2."
)
@click.option("--rtl", is_flag=True, help="For a language that reads from right to left.")
def command(names: tuple[str, ...], paper: str, stock: int, rtl: bool) -> int:
    """Draw folds, and say how they are folded and read.

    Each name is what --fold and the key fold in leaflet.toml take. To see one in
    paper, print what `pamphlet dummy` makes.
    """
    from pamphlet.cli.console import Console
    from pamphlet.sheet.drawing import draw_fold

    Console().say("\n\n\n".join(draw_fold(name, paper=paper, stock_gsm=stock, rtl=rtl) for name in names or _names()))
    return 0
