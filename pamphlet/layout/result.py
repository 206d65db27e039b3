"""What became of an edition's text: the layout, or what is overset and why."""

from __future__ import annotations

from msgspec import Struct

from pamphlet.layout.flow import Grid
from pamphlet.layout.placed import Layout
from pamphlet.layout.space import Overset


class Result(Struct, frozen=True, kw_only=True):
    """An edition laid out, or refused.

    Attributes:
        layout: None where something is overset, unless a draft was asked for: that shows what fits.
        log: what copyfit did, a line each. empty_rows: rows of the body left empty.
        fuller: options of the command with which none would be, or the empty string.
        grid: of the body, for reports.
    """

    layout: Layout | None
    overset: tuple[Overset, ...] = ()
    log: tuple[str, ...] = ()
    empty_rows: int = 0
    fuller: str = ""
    grid: Grid | None = None
