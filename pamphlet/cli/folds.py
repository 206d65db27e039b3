"""``pamphlet folds``: the fold schemes, drawn for the terminal."""

from __future__ import annotations

import click

from pamphlet.cli.wording import epilog


@click.command(name="folds", epilog=epilog("pamphlet folds", exit_codes="0  shown"))
def command() -> int:
    """Show the folds, with a small drawing of each on A4.

    Each name is what --fold and the key fold in leaflet.toml take.
    """
    from pamphlet.cli.console import Console
    from pamphlet.sheet.drawing import draw_fold
    from pamphlet.sheet.folds import FOLD_SCHEMES

    Console().say("\n\n\n".join(draw_fold(scheme.name) for scheme in FOLD_SCHEMES))
    return 0
