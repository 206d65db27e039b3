"""``pamphlet folds``: the fold schemes, drawn for the terminal."""

from __future__ import annotations

import click

from pamphlet.cli.parameters import completing, fold_names, paper_option, rtl_option, stock_option
from pamphlet.cli.wording import epilog


@click.command(
    name="folds",
    epilog=epilog(
        "pamphlet folds",
        "pamphlet folds gate-open",
        "pamphlet folds roll-4 --paper Letter --stock 250",
        exit_codes="0  shown\n2  there is no such fold or paper",
    ),
)
@click.argument(
    "names", metavar="[NAME...]", nargs=-1, shell_complete=completing(fold_names), help="Folds. Default: all."
)
@paper_option()
@stock_option()
@rtl_option()
def command(names: tuple[str, ...], paper: str, stock: int, rtl: bool) -> int:
    """Draw folds, and say how they are folded and read.

    Each name is what --fold and the key fold in leaflet.toml take. To see one in
    paper, print what `pamphlet dummy` makes.
    """
    from pamphlet.cli.console import Console
    from pamphlet.sheet.drawing import draw_fold

    drawn = (draw_fold(name, paper=paper, stock_gsm=stock, rtl=rtl) for name in names or fold_names())
    Console().say("\n\n\n".join(drawn))
    return 0
