"""``pamphlet batch``: every language in every format, with a closing table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import click

from pamphlet.cli.parameters import (
    folders_argument,
    formats_option,
    json_option,
    languages_option,
    out_option,
    verbose_option,
)
from pamphlet.cli.wording import epilog

if TYPE_CHECKING:
    from pamphlet.editions.batch import Plan
    from pamphlet.editions.edition import Edition

_HEAD = ("edition", "pages", "result", "time", "copyfit")
_FIRST_FIGURE = re.compile(r"\s+\d.*|:.*")


@click.command(
    name="batch",
    epilog=epilog(
        "pamphlet batch my-leaflet",
        "pamphlet batch leaflets/* --lang es,fr --format print",
        "pamphlet batch leaflets/* -o out --json > report.json",
        exit_codes="0  all made\n1  some could not be made as asked\n2  some input or output could not be used",
    ),
)
@folders_argument()
@languages_option("Languages to make, or all (the default); a language is a file beside the article, as es.md.")
@formats_option()
@out_option()
@json_option()
@verbose_option()
def command(
    *,
    folders: tuple[Path, ...],
    langs: tuple[str, ...],
    formats: tuple[str, ...],
    out: Path,
    as_json: bool,
    verbose: bool,
) -> int:
    """Make every language of leaflet folders in every format.

    The editions are made one after the other. One that fails does not stop the
    others; a table at the end says what became of each.
    """
    from pamphlet.cli.console import Console
    from pamphlet.cli.main import debugging
    from pamphlet.editions.batch import plan_batch, run_batch, worst
    from pamphlet.editions.options import ALL, Options
    from pamphlet.editions.report import run_report
    from pamphlet.editions.workshop import Workshop

    console = Console(as_json=as_json)
    options = Options(langs=langs or (ALL,), formats=formats, out=out)
    workshop = Workshop()
    plan = plan_batch(folders, options, workshop)
    console.tell(plan.findings)
    editions: list[Edition] = []
    seconds: list[float] = []
    start = perf_counter()
    for edition in run_batch(plan, options, workshop, surface_bugs=debugging()):
        seconds.append(perf_counter() - start)
        editions.append(edition)
        console.tell_edition(edition, verbose=verbose)
        start = perf_counter()
    if editions:
        rows = [_row(edition, took) for edition, took in zip(editions, seconds, strict=True)]
        console.say("\n".join(table([_HEAD, *rows])))
    console.say(_counts(plan, editions, sum(seconds)))
    code = worst(plan, editions)
    console.give(run_report(editions, plan.findings, code))
    return code


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return *rows* as lines with their columns aligned: figures at the right, words at the left.

    Example:
        >>> table([("name", "n"), ("a", "10"), ("b", "5")])
        ['name   n', 'a     10', 'b      5']
    """
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    figures = [all(row[column][:1].isdigit() for row in rows[1:]) for column in range(len(rows[0]))]
    return ["  ".join(_cells(row, widths, figures)).rstrip() for row in rows]


def _cells(row: Sequence[str], widths: Sequence[int], figures: Sequence[bool]) -> list[str]:
    cells = zip(row, widths, figures, strict=True)
    return [cell.rjust(width) if figure else cell.ljust(width) for cell, width, figure in cells]


def _row(edition: Edition, took: float) -> tuple[str, ...]:
    warnings = sum(finding.severity == "warning" for finding in edition.findings)
    errors = [finding.code for finding in edition.findings if finding.severity == "error"]
    result = "made" if edition.written else f"not made: {', '.join(dict.fromkeys(errors))}"
    if edition.written and warnings:
        result = f"made, {warnings} warning{'s' * (warnings > 1)}"
    # What the figures are is told by -v; here the names of what was pulled are enough.
    levers = ", ".join(_FIRST_FIGURE.sub("", line) for line in edition.log)
    return edition.name, str(edition.pages), result, f"{took:.2f} s", levers


def _counts(plan: Plan, editions: Sequence[Edition], took: float) -> str:
    made = sum(edition.written for edition in editions)
    refused = sum(finding.severity == "error" for finding in plan.findings)
    parts = [f"{made} made", f"{len(editions) - made} not made"]
    if refused:
        parts.append(f"{refused} refused before they were begun")
    return f"{len(editions)} edition{'s' * (len(editions) != 1)} in {took:.1f} s: {', '.join(parts)}"
