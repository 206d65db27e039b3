"""``pamphlet completion``: what a shell must read to complete our commands."""

from __future__ import annotations

import click

from pamphlet.cli.wording import epilog

SHELLS = ("bash", "zsh", "fish")


@click.command(
    name="completion",
    short_help="Print what a shell needs to complete commands.",
    epilog=epilog(
        "pamphlet completion bash > ~/.local/share/bash-completion/completions/pamphlet",
        "pamphlet completion zsh > ~/.zfunc/_pamphlet    # with fpath+=~/.zfunc before compinit in ~/.zshrc",
        "pamphlet completion fish > ~/.config/fish/completions/pamphlet.fish",
        'eval "$(pamphlet completion bash)"    # for this session only',
        exit_codes="0  printed\n2  the shell is not known",
    ),
)
@click.argument("shell", metavar="SHELL", type=click.Choice(SHELLS), help=f"One of {', '.join(SHELLS)}.")
def command(shell: str) -> int:
    """Print the script that lets a shell complete commands, options and names.

    Put it where your shell looks for such scripts, as in the examples, and open a
    new shell.
    """
    from click.shell_completion import get_completion_class

    from pamphlet.cli.console import Console
    from pamphlet.cli.main import pamphlet

    completer = get_completion_class(shell)
    assert completer is not None  # SHELLS are click's own names
    Console().say(completer(pamphlet, {}, "pamphlet", "_PAMPHLET_COMPLETE").source())
    return 0
