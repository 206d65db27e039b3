"""What is told of a body that does not fit: how much, from where on, and what would help."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from pamphlet.design.theme import Theme
from pamphlet.layout.copyfit import Copyfitter
from pamphlet.layout.flow import FlowBlock
from pamphlet.layout.space import Overset


def body_overset(found: Overset, panel: str, at: str, fitter: Copyfitter, theme: Theme) -> Overset:
    """Return what the pourer *found* with the panel where the text ends, and the cures that layout knows.

    What another paper or fold would do is for the format to say, which knows whether one can be chosen.
    """
    tightest = fitter.tightest
    least = f"body size {tightest.size:g} pt, leading {tightest.leading:.2f}"
    cures = (f"cut {found.words} words", f"relax a limit of the theme {theme.name}: it stops at {least}")
    return replace(found, panel=panel, at=at, cures=cures)


def without_columns(flow: Iterable[FlowBlock]) -> tuple[Overset, ...]:
    """Return what is told of a text for which the fold has no panel."""
    words = [word for block in flow for word in block.words().split()]
    if not words:
        return ()
    first = " ".join(words[:6])
    return (Overset(panel="no body panel", words=len(words), first_words=first, cures=("take the text out",)),)
