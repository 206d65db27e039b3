"""What goes to the two streams: results on standard output, findings on standard error."""

from __future__ import annotations

import contextlib
import json
import os
import re
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from pamphlet.errors import CannotWrite, Finding, Severity

if TYPE_CHECKING:
    from pamphlet.editions.edition import Edition

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""A file name or a title must neither break a message into lines nor steer the terminal."""


class Console:
    """Prints what a command has to say.

    Attributes:
        as_json: only one JSON object is printed; texts and findings are silent, since the object carries them.
    """

    def __init__(self, *, as_json: bool = False) -> None:
        self.as_json = as_json

    def say(self, text: str = "") -> None:
        """Print a line of the result."""
        if not self.as_json:
            _put(text)

    def remark(self, text: str) -> None:
        """Print a line beside the result, on standard error."""
        if not self.as_json:
            _put(click.style(one_line(text), dim=True), err=True)

    def tell(self, findings: Iterable[Finding]) -> None:
        """Print findings, one line each, on standard error."""
        if not self.as_json:
            for finding in findings:
                _put(finding_line(finding), err=True)

    def tell_edition(self, edition: Edition, *, verbose: bool) -> None:
        """Print the findings of an edition; if *verbose*, what copyfit did too."""
        self.tell(edition.findings)
        for line in edition.log if verbose else ():
            self.remark(f"{edition.name}: {line}")

    def give(self, report: dict[str, Any]) -> None:
        """Print the JSON object of a command that was asked for it."""
        if self.as_json:
            # In ASCII the object survives every terminal and file name.
            _put(json.dumps(report, indent=2))


def finding_line(finding: Finding) -> str:
    """Return *finding* as one line; its severity has a colour, which is stripped where there is no terminal."""
    where = f"{finding.place}: " if str(finding.place) else ""
    severity = click.style(str(finding.severity), fg=_COLOURS[finding.severity], bold=True)
    cure = f" (hint: {one_line(finding.hint)})" if finding.hint else ""
    return f"{one_line(where)}{severity}: {one_line(finding.message)} [{finding.code}]{cure}"


def one_line(text: str) -> str:
    r"""Return *text* with each control character as an escape.

    Example:
        >>> one_line("two\nlines")
        'two\\nlines'
    """
    return _CONTROLS.sub(lambda match: repr(match[0])[1:-1], text)


def set_streams() -> None:
    """Let every character pass, whatever the streams can encode; file names go out as they came in."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):  # a stream that a test or a caller put there
            utf8 = stream.encoding.lower().replace("-", "") == "utf8"
            stream.reconfigure(errors="surrogateescape" if utf8 else "backslashreplace")  # type: ignore[union-attr]


def silence_output() -> None:
    """Let what is still unwritten go nowhere, so that Python does not try again when it ends."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def leave(code: object) -> None:
    """End the process with exit code *code*, once all that was said is out; come back where that is not possible.

    Files are written and closed by now. Python would go on to take hundreds of modules apart, object by
    object, only to give back memory that the system takes back at once: a sixth of a cold build.
    """
    if isinstance(code, int):
        with contextlib.suppress(OSError, ValueError):  # Python has its own words for streams that cannot be flushed
            for stream in filter(None, (sys.stdout, sys.stderr)):
                stream.flush()
            os._exit(code)


def _put(text: str, *, err: bool = False) -> None:
    try:
        click.echo(text, err=err)
    except UnicodeEncodeError:
        click.echo(text.encode("ascii", "backslashreplace").decode("ascii"), err=err)
    except BrokenPipeError:
        raise
    except OSError as error:
        silence_output()
        cause = (error.strerror or str(error)).lower()
        raise CannotWrite("output-stream", f"cannot write to the standard streams: {cause}") from error
