"""``pamphlet dummy``: a fold with numbered panels, to print and fold on paper."""

from __future__ import annotations

from pathlib import Path

import click

from pamphlet.cli.parameters import FILE, completing, fold_names, paper_option, rtl_option, stock_option
from pamphlet.cli.wording import epilog


@click.command(
    name="dummy",
    epilog=epilog(
        "pamphlet dummy trifold-roll -o dummy.pdf",
        "pamphlet dummy mini-zine --paper Letter -o zine.pdf",
        exit_codes="0  made\n2  there is no such fold or paper, or the file cannot be written as named",
    ),
)
@click.argument(
    "fold", metavar="FOLD", shell_complete=completing(fold_names), help="A fold, as `pamphlet folds` shows them."
)
@paper_option()
@stock_option()
@rtl_option()
@click.option(
    "-o", "--out", metavar="FILE.pdf", type=FILE, required=True, help="The file to write; over nothing but a PDF."
)
def command(fold: str, paper: str, stock: int, rtl: bool, out: Path) -> int:
    """Make a PDF of a fold with numbered panels, to print and fold on paper.

    Every panel shows its number in the order of reading, its role and an arrow to
    its head. Numbered arrows show which panel goes over which (drawn whole) or
    behind which (broken), step by step; every fold line says which step makes it.
    Print it at 100 %, on both sides, flipped as is told, and follow the numbers.
    """
    from pamphlet.cli.console import Console
    from pamphlet.editions.dummy import make_dummy
    from pamphlet.editions.workshop import Workshop
    from pamphlet.files import refuse_unlike_pdf, write_atomically
    from pamphlet.sheet.boxes import duplex_edge
    from pamphlet.sheet.drawing import folding_steps
    from pamphlet.sheet.papers import paper_size
    from pamphlet.sheet.plan import fold_plan

    console = Console()
    refuse_unlike_pdf(out)
    plan = fold_plan(fold, paper_size(paper), stock, rtl)
    write_atomically(out, make_dummy(plan, Workshop()))
    console.say(str(out))
    edge = duplex_edge(plan)
    console.remark(f"print it at 100 %, {f'both sides, flipped on the {edge} edge' if edge else 'on one side'}")
    for line in folding_steps(plan):
        console.remark(line)
    return 0
