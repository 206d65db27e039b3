"""``pamphlet languages``: what each language has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from pamphlet.cli.parameters import completing, json_option
from pamphlet.cli.wording import epilog

if TYPE_CHECKING:
    from pamphlet.editions.languages import LanguageEntry


def _known() -> Iterable[str]:
    from pamphlet.editions.languages import known_languages

    return known_languages()


@click.command(
    name="languages",
    epilog=epilog(
        "pamphlet languages",
        "pamphlet languages uk es-BO ar-EG",
        "pamphlet languages ja --json",
        exit_codes="0  shown\n2  not the tag of a language",
    ),
)
@click.argument(
    "langs", metavar="[LANG...]", nargs=-1, shell_complete=completing(_known), help="Language tags, as es or pt-BR."
)
@json_option()
def command(langs: tuple[str, ...], as_json: bool) -> int:
    """Show how languages are written, divided, broken and marked.

    Without a name: all that have conventions of their own, one a line. Other
    languages are set with the default marks, and are not hyphenated.
    """
    import msgspec

    from pamphlet.cli.console import Console
    from pamphlet.editions.languages import describe, known_languages

    console = Console(as_json=as_json)
    entries = [describe(lang) for lang in langs or known_languages()]
    console.give({"languages": msgspec.to_builtins(entries)})
    console.say("\n\n".join("\n".join(_paragraph(entry)) for entry in entries) if langs else _table(entries))
    return 0


def _table(entries: Iterable[LanguageEntry]) -> str:
    rows = [("tag", "language", "script", "quotes", "hyphens", "faces")]
    for entry in entries:
        hyphens = entry.hyphenation.source if entry.hyphenation else "-"
        rows.append((entry.lang, entry.name, entry.script, "".join(entry.quotes), hyphens, _faces(entry)))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)


def _paragraph(entry: LanguageEntry) -> Iterator[str]:
    yield f"{entry.lang}  {', '.join(filter(None, (entry.name, entry.own_name))) or 'no name is known'}"
    direction = "from right to left" if entry.direction == "rtl" else "from left to right"
    yield f"  script       {entry.script}, {direction}"
    yield f"  faces        {_faces(entry)}"
    yield f"  lines break  at {entry.breaking}"
    if division := entry.hyphenation:
        yield (
            f"  hyphens      {division.source} {division.name} ({division.licence}), "
            f"at least {division.left} letters before and {division.right} after"
        )
    else:
        yield "  hyphens      none"
    opening, closing, inner_opening, inner_closing = entry.quotes
    yield f"  quotes       {opening}a {inner_opening}b{inner_closing} c{closing}"
    if entry.native_digits:
        yield f"  digits       {entry.native_digits}, {'the rule' if entry.digits else 'where digits is native'}"


def _faces(entry: LanguageEntry) -> str:
    if entry.faces is None:
        return "?"
    return ", ".join(entry.faces) or "none: see pamphlet fonts"
