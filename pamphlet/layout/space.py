"""The paper as layout sees it: panels with roles and sizes, nothing of folding or bleed.

``editions/`` makes a :class:`Space` of a fold plan or of a page; layout fills it.
"""

from __future__ import annotations

from msgspec import Struct


class PanelSpace(Struct, frozen=True, kw_only=True):
    """An empty panel.

    Attributes:
        name, role: as in ``placed.Panel``.
        spread: the name of the spread it lies in when the reader has it open.
        x, y: where it begins in its spread, in points from the top and from the edge where lines start, as the
            reader holds it.
        face: where it begins in the face it is a part of, and that face's width: more than the panel
            where a cover is divided among doors.
    """

    name: str
    role: str
    width: float
    height: float
    spread: str = ""
    x: float = 0.0
    y: float = 0.0
    face: tuple[float, float] = (0.0, 0.0)


class SpreadSpace(Struct, frozen=True, kw_only=True):
    """Panels that lie open beside each other, as one, for what crosses folds."""

    name: str
    width: float
    height: float


class Space(Struct, frozen=True, kw_only=True):
    """All panels in reading order, and the spreads that they lie in.

    Attributes:
        least_margin: of every panel, whatever the theme says: an office printer leaves the rim of the paper white.
    """

    panels: tuple[PanelSpace, ...]
    spreads: tuple[SpreadSpace, ...]
    least_margin: float = 0.0

    def of(self, role: str) -> tuple[PanelSpace, ...]:
        """Return the panels of one role, in reading order."""
        return tuple(panel for panel in self.panels if panel.role == role)

    def spread(self, name: str) -> SpreadSpace:
        """Return the spread called *name*; a wrong name is a mistake of the caller's (``KeyError``)."""
        for spread in self.spreads:
            if spread.name == name:
                return spread
        raise KeyError(name)
