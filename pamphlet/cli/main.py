"""The command ``pamphlet``: its commands by name, and how every ending is told.

A command is imported when it is called, and imports the engine inside its
function, so ``pamphlet --help`` waits for nothing. A command returns its exit
code: 0 made, 1 cannot be made as asked, 2 bad usage or input. What it raises is
turned into one message here.
"""

from __future__ import annotations

import gc
import os
from importlib import import_module
from typing import NoReturn

import click

from pamphlet.cli.console import Console, leave, set_streams, silence_output
from pamphlet.cli.wording import epilog
from pamphlet.errors import Finding, PamphletError, Severity, internal_error
from pamphlet.version import VERSION

COMMANDS = {
    "new": "new",
    "import": "import_",
    "build": "build",
    "batch": "batch",
    "proof": "proof",
    "preflight": "preflight",
    "folds": "folds",
    "dummy": "dummy",
    "fonts": "fonts",
    "languages": "languages",
    "completion": "completion",
}
"""The module of each command, in the order of a leaflet's life."""

INTERRUPTED = 130
"""What shells return for a program that Ctrl-C ended: 128 and the signal's number, 2."""

_AS_JSON = "pamphlet.as_json"


class Commands(click.Group):
    """The commands, each loaded when it is named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in their order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the command called *cmd_name*, or return nothing where there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"pamphlet.cli.{COMMANDS[cmd_name]}").command
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Note what must be known before the command itself is: colour, and whether JSON is wanted."""
        ctx.meta[_AS_JSON] = "--json" in args
        if os.environ.get("NO_COLOR"):  # https://no-color.org
            ctx.color = False
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> NoReturn:
        """Run the command and end with its exit code, or with what its exception means."""
        try:
            code = super().invoke(ctx)
        except PamphletError as error:
            code = _told(ctx, error.finding, error.exit_code)
        except click.UsageError as error:
            if not ctx.meta[_AS_JSON]:
                raise
            code = _told(ctx, _usage(error), error.exit_code)
        except KeyboardInterrupt:
            code = _told(ctx, _interrupted(), INTERRUPTED)
        except BrokenPipeError:  # who read us has seen enough
            silence_output()
            code = 1
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if debugging():
                raise
            code = _told(ctx, internal_error(error), 1)
        ctx.exit(code or 0)


def debugging() -> bool:
    """Say whether tracebacks are wanted."""
    return os.environ.get("PAMPHLET_DEBUG", "") not in ("", "0")


def _told(ctx: click.Context, finding: Finding, code: int) -> int:
    console = Console(as_json=ctx.meta[_AS_JSON])
    if console.as_json:
        from pamphlet.editions.report import run_report

        console.give(run_report((), (finding,), code))
    console.tell((finding,))
    return code


def _usage(error: click.UsageError) -> Finding:
    return Finding(severity=Severity.ERROR, code="usage", message=error.format_message(), hint="see --help")


def _interrupted() -> Finding:
    return Finding(severity=Severity.ERROR, code="interrupted", message="interrupted; nothing half-written is left")


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=epilog(
        "pamphlet new my-leaflet",
        "pamphlet build my-leaflet",
        "pamphlet proof out/my-leaflet/my-leaflet-en-print.pdf",
    ),
)
@click.version_option(VERSION, prog_name="pamphlet", message="%(prog)s %(version)s")
def pamphlet() -> None:
    """Make a folded leaflet of an article, a photo and slogans.

    A leaflet is a folder: article.md holds the words, leaflet.toml says how they
    are made into a leaflet, and pictures lie beside them.
    """


def collect_seldom() -> None:
    """Let Python look for rings of objects less often: for processes that only make editions.

    Imports and layout make many objects that live on and few rings; what is spared is a tenth of an edition.
    """
    gc.set_threshold(100_000, 20, 20)


def main() -> NoReturn:
    """Run the command line and leave with its exit code."""
    collect_seldom()
    set_streams()
    try:
        pamphlet.main(prog_name="pamphlet")
    except SystemExit as ending:
        leave(ending.code)
        raise
    raise SystemExit(0)
