"""``pamphlet import``: a text from elsewhere → a leaflet folder, each line accounted for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pamphlet.cli.parameters import FILE, Folder
from pamphlet.cli.wording import epilog, next_build

if TYPE_CHECKING:
    from pamphlet.manuscript.importers import ImportReport

_LABEL = 13
"""Columns of the label before what was taken."""
_NONE = "none found"


@click.command(
    name="import",
    epilog=epilog(
        "pamphlet import article.txt -o my-leaflet",
        "pamphlet import page.html -o my-leaflet --photo cover.jpg",
        exit_codes="0  made\n2  the source cannot be read, or the folder cannot be written",
    ),
)
@click.argument("source", metavar="SOURCE", type=FILE, help="A .txt, .html, .md or .docx file.")
@click.option(
    "-o",
    "--out",
    "folder",
    metavar="DIR",
    type=Folder(),
    required=True,
    help="Leaflet folder to make; new or empty.",
)
@click.option("--photo", metavar="FILE", type=FILE, help="The cover photo. Default: the first picture of the source.")
def command(source: Path, folder: Path, photo: Path | None) -> int:
    """Make a leaflet folder of a text from elsewhere.

    Says what was taken for title, standfirst, photo, slogans and bulletin, and lists
    every line that was left out, with its number and the reason. No word is changed
    and nothing is fetched from the network.
    """
    from pamphlet.cli.console import Console, one_line
    from pamphlet.manuscript.importers import import_source

    console = Console()
    report = import_source(source, folder, photo=photo)
    for label, text in _taken(report):
        console.say(f"{label:<{_LABEL}}{one_line(text)}")
    for line in _left_out(report):
        console.say(one_line(line))
    console.tell(report.findings)
    console.remark(f"read it through, then run: {next_build(folder)}")
    return 0


def _taken(report: ImportReport) -> Iterator[tuple[str, str]]:
    yield "title", report.title
    if report.kicker:
        yield "kicker", report.kicker
    yield "standfirst", report.standfirst or _NONE
    yield "photo", report.photo.path.name if report.photo else _NONE
    if report.photo and report.photo.alt:
        yield "alt text", report.photo.alt
    if report.photo and report.photo.credit:
        yield "credit", report.photo.credit
    for at, slogan in enumerate(report.slogans or (_NONE,)):
        yield "" if at else "slogans", slogan
    bulletin = report.bulletin
    yield "bulletin", " · ".join(part for part in (bulletin.label, bulletin.title, bulletin.url) if part) or _NONE
    if report.author:
        yield "author", report.author
    if report.date:
        yield "date", report.date
    yield "language", report.lang
    yield "body", f"{report.body_words} words"
    for at, path in enumerate(report.files):
        yield "" if at else "written", str(path)


def _left_out(report: ImportReport) -> Iterator[str]:
    count = len(report.left_out)
    yield f"{'left out':<{_LABEL}}{count} line{'s' * (count != 1)}{':' if count else ''}"
    width = max((len(str(entry.line)) for entry in report.left_out), default=1)
    for entry in report.left_out:
        yield f"  {entry.line or '-':>{width}}  {entry.text}  ({entry.why})"
