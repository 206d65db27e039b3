"""``pamphlet build``: leaflet folders → their files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from pamphlet.cli.parameters import (
    completing,
    fold_names,
    folders_argument,
    formats_option,
    json_option,
    languages_option,
    out_option,
    verbose_option,
)
from pamphlet.cli.wording import epilog


def _papers() -> Iterable[str]:
    from pamphlet.sheet.papers import PAPERS

    return [paper.name for paper in PAPERS]


def _themes() -> Iterable[str]:
    from pamphlet.design.theme import theme_names

    return theme_names()


def _standards() -> Iterable[str]:
    from pamphlet.pdf.standards import STANDARDS

    return [entry.name for entry in STANDARDS]


@click.command(
    name="build",
    epilog=epilog(
        "pamphlet build my-leaflet",
        "pamphlet build my-leaflet --lang es,fr --format print",
        "pamphlet build my-leaflet --format print --standard pdfx1a",
        "pamphlet build my-leaflet --fold trifold-z --paper Letter -o tryout",
        "pamphlet build */ --lang all --json > report.json",
    ),
)
@folders_argument()
@languages_option("Language to make; repeat it, use commas, or say all. Default: the language of article.md.")
@formats_option()
@click.option(
    "--fold", metavar="F", shell_complete=completing(fold_names), help="Fold, as `pamphlet folds` shows them."
)
@click.option("--paper", metavar="P", shell_complete=completing(_papers), help="Paper, as A4 or Letter.")
@click.option("--theme", metavar="T", shell_complete=completing(_themes), help="Theme, as broadside.")
@click.option(
    "--standard",
    metavar="S",
    shell_complete=completing(_standards),
    help="Of the press file: pdfx4, pdfx1a, or plain for none. Default: that of leaflet.toml, or pdfx4.",
)
@out_option()
@click.option(
    "--draft", is_flag=True, help="Write even what has errors, under the same name; every panel is marked DRAFT."
)
@json_option()
@verbose_option()
def command(
    *,
    folders: tuple[Path, ...],
    langs: tuple[str, ...],
    formats: tuple[str, ...],
    fold: str | None,
    paper: str | None,
    theme: str | None,
    standard: str | None,
    out: Path,
    draft: bool,
    as_json: bool,
    verbose: bool,
) -> int:
    """Make the editions of leaflet folders.

    Each file goes to OUT/<slug>/<slug>-<lang>-<format>.pdf; its path is printed,
    and everything worth telling goes to standard error. An edition with an error
    is not written. One that fails does not stop the others; the exit code is the
    highest of all.
    """
    from pamphlet.cli.console import Console
    from pamphlet.cli.main import debugging
    from pamphlet.editions.batch import plan_batch, run_batch, worst
    from pamphlet.editions.options import Options
    from pamphlet.editions.report import run_report
    from pamphlet.editions.workshop import Workshop

    console = Console(as_json=as_json)
    options = Options(
        langs=langs,
        formats=formats,
        fold=fold,
        paper=paper,
        theme=theme,
        standard=standard,
        out=out,
        draft=draft,
    )
    workshop = Workshop()
    plan = plan_batch(folders, options, workshop)
    console.tell(plan.findings)
    editions = []
    for edition in run_batch(plan, options, workshop, surface_bugs=debugging()):
        editions.append(edition)
        if edition.written:
            for path in edition.paths:
                console.say(str(path))
        console.tell_edition(edition, verbose=verbose)
    code = worst(plan, editions)
    console.give(run_report(editions, plan.findings, code, draft=draft))
    return code
