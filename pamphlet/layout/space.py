"""The paper as layout sees it: panels with roles and sizes, nothing of folding or bleed.

``editions/`` makes a :class:`Space` of a fold plan or of a page; layout fills it.
"""

from __future__ import annotations

from msgspec import Struct


class PanelSpace(Struct, frozen=True, kw_only=True):
    """An empty panel.

    Attributes:
        name, role: as in ``placed.Panel``. side: which side of the sheet it is printed on.
        x: where it begins on that side, in points from the left of the trim.
    """

    name: str
    role: str
    width: float
    height: float
    side: int = 0
    x: float = 0.0


class Space(Struct, frozen=True, kw_only=True):
    """All panels in reading order; ``spreads`` names the whole of each side, for what crosses folds."""

    panels: tuple[PanelSpace, ...]
    spreads: tuple[str, ...] = ("outside", "inside")

    def of(self, role: str) -> tuple[PanelSpace, ...]:
        """Return the panels of one role, in reading order."""
        return tuple(panel for panel in self.panels if panel.role == role)


class Overset(Struct, frozen=True, kw_only=True):
    """Text that does not fit: a value, not an exception.

    Attributes:
        panel: the last panel that was filled. words: how many words too many.
        first_words: the first words left over. cures: what would help, most likely first.
    """

    panel: str
    words: int
    first_words: str
    cures: tuple[str, ...] = ()
