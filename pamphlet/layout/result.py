"""What became of an edition's text: the layout, or what is overset and why."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.layout.flow import FlowBlock, Grid
from pamphlet.layout.placed import Layout, panel_called


class Overset(Struct, frozen=True, kw_only=True):
    """Text that does not fit: a value, not an exception.

    Attributes:
        panel: the last panel that was filled, as people call it. at: its name in the layout.
        words: how many words too many.
        first_words: the first words left over. cures: what would help, most likely first.
    """

    panel: str
    words: int
    first_words: str
    cures: tuple[str, ...] = ()
    at: str = ""


class Result(Struct, frozen=True, kw_only=True):
    """An edition laid out, or refused.

    Attributes:
        layout: None where something is overset, unless a draft was asked for: that shows what fits.
        log: what copyfit did, a line each. empty_rows: rows of the body left empty behind its end.
        fuller: options of the command with which none would be, or the empty string.
        grid: of the body, for reports.
    """

    layout: Layout | None
    overset: tuple[Overset, ...] = ()
    log: tuple[str, ...] = ()
    empty_rows: int = 0
    fuller: str = ""
    grid: Grid | None = None


def body_overset(found: Overset, role: str, at: str, least: str, theme: str) -> Overset:
    """Return what the pourer *found* with the panel where the text ends, and the cures that layout knows.

    What another paper or fold would do is for the format to say, which knows whether one can be chosen.

    Args:
        role, at: of that panel, and its name in the layout.
        least: the tightest setting of the *theme*, in words.
    """
    cures = (f"cut {found.words} words", f"relax a limit of the theme {theme}: it stops at {least}")
    return replace(found, panel=panel_called(role, at), at=at, cures=cures)


def without_columns(flow: Iterable[FlowBlock]) -> tuple[Overset, ...]:
    """Return what is told of a text for which the fold has no panel."""
    words = [word for block in flow for word in block.words().split()]
    if not words:
        return ()
    first = " ".join(words[:6])
    return (Overset(panel="no body panel", words=len(words), first_words=first, cures=("take the text out",)),)
