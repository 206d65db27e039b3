"""What can go wrong, and how it is told.

A :class:`Finding` is data: each stage may return some, the commands print them
and decide the exit code. A :class:`PamphletError` is raised for bad input and
for what cannot be written; it carries one finding. What does not fit is a value
(``layout.Overset``), not an exception.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct, field


class Severity(StrEnum):
    """How much a finding weighs: only ``ERROR`` keeps an edition from being written."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Place(Struct, frozen=True, kw_only=True):
    """Where a finding points: a file and line, an edition and panel, or a page of a PDF, counted from 1."""

    file: str | None = None
    line: int | None = None
    edition: str | None = None
    panel: str | None = None
    page: int | None = None

    def __str__(self) -> str:
        file = self.file if self.line is None else f"{self.file}:{self.line}"
        page = f"page {self.page}" if self.page else None
        return ", ".join(part for part in (file, self.edition, self.panel, page) if part)


class Finding(Struct, frozen=True, kw_only=True):
    """One thing worth telling about an edition.

    Attributes:
        code: stable name for scripts, as in ``photo-resolution``.
        message: lower case, without a full stop; names figure and limit.
        hint: the cure, or the empty string.
    """

    severity: Severity
    code: str
    message: str
    place: Place = field(default_factory=Place)
    hint: str = ""

    def __str__(self) -> str:
        where = f"{self.place}: " if str(self.place) else ""
        cure = f" (hint: {self.hint})" if self.hint else ""
        return f"{where}{self.severity}: {self.message} [{self.code}]{cure}"


class PamphletError(Exception):
    """Base of all errors that a command reports in one message.

    Attributes:
        exit_code: what the process returns: 1 cannot be made as asked, 2 bad usage or input.
    """

    exit_code = 1

    def __init__(self, code: str, message: str, *, place: Place | None = None, hint: str = "") -> None:
        super().__init__(message)
        self.finding = Finding(severity=Severity.ERROR, code=code, message=message, place=place or Place(), hint=hint)

    def __str__(self) -> str:
        return str(self.finding)


class BadInput(PamphletError):
    """Raised when a file, a setting or an argument cannot be used as it stands."""

    exit_code = 2


class CannotMake(PamphletError):
    """Raised when an edition cannot be made as asked though its input is sound."""


class CannotWrite(PamphletError):
    """Raised when an output cannot be written: no permission, no folder, a full disk."""

    exit_code = 2


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a hint that names the known name closest to *name*, or all of them.

    Example:
        >>> nearest("papper", ["fold", "paper"])
        'did you mean paper?'
    """
    # Only a mistake needs difflib, and a cold start should not wait for it.
    from difflib import get_close_matches

    names = sorted(known)
    by_folded = {each.casefold(): each for each in names}
    close = get_close_matches(name.strip().casefold(), by_folded, n=1, cutoff=0.55)
    return f"did you mean {by_folded[close[0]]}?" if close else f"known here: {', '.join(names)}"


def unknown_name(kind: str, name: str, known: Iterable[str]) -> BadInput:
    """Return the error for a *kind* (``paper``, ``fold``) called *name* that is not among *known*.

    The hint gives the nearest name first, then all of them in their own order.
    """
    names = list(known)
    hint, listed = nearest(name, names), f"known: {', '.join(names)}"
    hint = f"{hint} {listed}" if hint.startswith("did") else listed
    return BadInput(f"unknown-{kind}", f"there is no {kind} called {name!r}", hint=hint)


def internal_error(error: Exception, place: Place | None = None) -> Finding:
    """Return what is told of an exception that nobody foresaw: a mistake of ours, and how to report it."""
    said = " ".join(str(error).split())[:200]
    return Finding(
        severity=Severity.ERROR,
        code="internal-error",
        message=f"internal error: {type(error).__name__}{': ' if said else ''}{said}",
        place=place or Place(),
        hint="this is a mistake in pamphlet; please report it with the command, the leaflet folder "
        "and what is printed when PAMPHLET_DEBUG=1 is set",
    )
