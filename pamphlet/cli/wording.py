"""Words that several commands share: the end of a help page, the command to run next."""

from __future__ import annotations

import shlex
from pathlib import Path

EXIT_CODES = """\
0  made
1  cannot be made as asked: too much text, a missing glyph, a failed check
2  the command, the input or the place to write to cannot be used"""


def epilog(*examples: str, exit_codes: str = EXIT_CODES) -> str:
    """Return the end of a help page: *examples*, one a line, and what the exit codes mean."""
    # A line with \b alone keeps click from filling the paragraph after it.
    return "\n".join(
        ["\b", "Examples:", *(f"  {example}" for example in examples), "", "\b", "Exit codes:"]
        + [f"  {line}" for line in exit_codes.splitlines()]
    )


def next_build(folder: Path) -> str:
    """Return the command that builds *folder*, to be pasted into a shell."""
    return f"pamphlet build {shlex.quote(str(folder))}"
