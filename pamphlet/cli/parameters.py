"""Arguments and options that several commands share, how lists are written, and what the shell completes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
"""What an option of click is; it takes any function and says nothing of its type."""

Complete = Callable[[click.Context, click.Parameter, str], list[str]]

FILE = click.Path(path_type=Path, readable=False)
"""A path. Whether something is there is for the room that reads or writes it to say."""


class Folder(click.Path):
    """A path for which the shell offers folders."""

    def __init__(self) -> None:
        super().__init__(path_type=Path, readable=False)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Let the shell look for folders."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(incomplete, type="dir")]


def completing(known: Callable[[], Iterable[str]]) -> Complete:
    """Return what offers the names of *known*, also after a comma; *known* is called only by the shell."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
        before, comma, begun = incomplete.rpartition(",")
        return [f"{before}{comma}{name}" for name in known() if name.casefold().startswith(begun.casefold())]

    return complete


def fold_names() -> Iterable[str]:
    """Return the names of all folds."""
    from pamphlet.sheet.folds import FOLD_SCHEMES

    return [scheme.name for scheme in FOLD_SCHEMES]


def split_list(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of an option that may be repeated and may hold lists with commas."""
    names = [name.strip() for value in values for name in value.split(",")]
    if not all(names):
        raise click.BadParameter("a name is missing", ctx=ctx, param=param)
    return tuple(names)


def folders_argument() -> Decorator:
    """Return the argument of one or more leaflet folders."""
    return click.argument("folders", metavar="DIR...", nargs=-1, required=True, type=Folder(), help="Leaflet folders.")


def languages_option(text: str) -> Decorator:
    """Return ``--lang``, explained by *text*."""
    return click.option("--lang", "langs", metavar="L", multiple=True, callback=split_list, help=text)


def formats_option() -> Decorator:
    """Return ``--format``."""

    def known() -> Iterable[str]:
        from pamphlet.editions.formats import FORMATS

        return FORMATS

    return click.option(
        "--format",
        "formats",
        metavar="F",
        multiple=True,
        callback=split_list,
        shell_complete=completing(known),
        help="print, plates, home or handout; repeat it, or use commas. Default: the formats of leaflet.toml.",
    )


def out_option() -> Decorator:
    """Return ``-o`` for the folder of all outputs."""
    return click.option(
        "-o", "--out", metavar="OUT", type=Folder(), default="out", show_default=True, help="Folder for all outputs."
    )


def json_option() -> Decorator:
    """Return ``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")


def verbose_option() -> Decorator:
    """Return ``-v``."""
    return click.option("-v", "--verbose", is_flag=True, help="Say what was done to make each text fit.")


def paper_option() -> Decorator:
    """Return ``--paper`` for a fold by itself."""
    return click.option(
        "--paper", metavar="P", default="A4", show_default=True, help='Paper, as A4, Letter or "320mm x 450mm".'
    )


def stock_option() -> Decorator:
    """Return ``--stock`` for a fold by itself."""
    return click.option(
        "--stock", metavar="N", type=click.IntRange(40, 400), default=130, show_default=True, help="Weight in g/m2."
    )


def rtl_option() -> Decorator:
    """Return ``--rtl`` for a fold by itself."""
    return click.option("--rtl", is_flag=True, help="For a language that reads from right to left.")
