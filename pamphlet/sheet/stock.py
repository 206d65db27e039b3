"""Stock: what paper of a weight asks of a fold, as folders of each trade work to it.

A panel that is tucked in must clear the fold round it, and more so the thicker the
paper; heavy paper breaks where it is folded unless it is creased first. The figures
are a table, by trade and weight, with their sources; ``folds.py`` says which panel
takes which of them.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from pamphlet.errors import Finding, Severity
from pamphlet.sheet.papers import Trade
from pamphlet.units import POINTS_PER_INCH, mm


class Tuck(StrEnum):
    """Why a panel is narrower than its neighbours, and so which figure of the stock it takes."""

    NONE = ""
    FLAP = "flap"
    """The last of three panels, tucked in under the first."""
    PAIR = "pair"
    """One of two that lie inside two others, as in a double parallel fold or a closed gate."""
    ROLLED = "rolled"
    """The third of four panels that are rolled."""
    INNERMOST = "innermost"
    """The last of them, about which the others are rolled."""
    DOOR = "door"
    """One of two that meet at their edges: it gives half of the gap between them."""


class Crease(StrEnum):
    """Whether the fold lines want creasing before they are folded."""

    NONE = ""
    ADVISED = "advised"
    NEEDED = "needed"


class Allowance(Struct, frozen=True, kw_only=True):
    """What stock of *at_least* g/m2 and more asks for; lengths in points.

    Attributes:
        flap, pair, rolled, innermost: how much narrower a panel of that :class:`Tuck` is.
        gap: between the edges of two doors.
    """

    at_least: int
    flap: float
    pair: float
    rolled: float
    innermost: float
    gap: float
    crease: Crease = Crease.NONE

    def given(self, tuck: Tuck) -> float:
        """Return how much narrower a panel of *tuck* is."""
        match tuck:
            case Tuck.NONE:
                return 0.0
            case Tuck.DOOR:
                return self.gap / 2
            case _:
                return float(getattr(self, tuck))


CREASE_ADVISED, CREASE_NEEDED = 150, 200
"""Grams per square metre. Condat asks for scoring from 150 (condat-pap.com, user's guide), British shops from 170
(blog.bluestarprintsolutions.co.uk, d2rcrossmedia.com) and, as what cannot be left out, over 200 (metaglossary.com,
"creasing"); up to 160 a trifold is folded without (print-print.co.uk)."""


def _metric(
    at_least: int, flap: float, pair: float, rolled: tuple[float, float], gap: float, *, crease: Crease = Crease.NONE
) -> Allowance:
    return Allowance(
        at_least=at_least,
        flap=mm(flap),
        pair=mm(pair),
        rolled=mm(rolled[0]),
        innermost=mm(rolled[1]),
        gap=mm(gap),
        crease=crease,
    )


def _inch(at_least: int, sixteenths: float, rolled: tuple[float, float], crease: Crease = Crease.NONE) -> Allowance:
    """Return a row of the American table, in sixteenths of an inch: flap, pair and gap are one figure."""
    unit = POINTS_PER_INCH / 16
    return Allowance(
        at_least=at_least,
        flap=sixteenths * unit,
        pair=sixteenths * unit,
        rolled=rolled[0] * unit,
        innermost=rolled[1] * unit,
        gap=sixteenths * unit,
        crease=crease,
    )


ALLOWANCES: dict[Trade, tuple[Allowance, ...]] = {
    # Flap: 100/100/97 on A4 is the trifold of European printers, on 130 to 160 g (print-print.co.uk, "What is a
    # tri-fold leaflet"; foa.dk, M65: 80/80/77); thinner paper takes 1/16 to 3/32 in, 1.6 to 2.4 mm (corporate.on.ca,
    # folding). Pair: 1.6 mm for text weights, 3.2 mm for cover weights (prepressx.com, "adjusting panels").
    # Rolled: 3/32 in and then 1/16 in more for text weights (bindagraphics.com, folding), in whole millimetres 2 and 2;
    # 1/8 in and 1/16 in more for cover (supremegraphicsinc.com, folding styles). Gap: 1/16 to 1/4 in; 1/8 in
    # (bindagraphics.com), 3 mm (printglaze.ie, folding) where the paper is thick.
    Trade.METRIC: (
        _metric(CREASE_NEEDED, 3, 3, (3, 5), 3, crease=Crease.NEEDED),
        _metric(CREASE_ADVISED, 3, 1.5, (2, 4), 3, crease=Crease.ADVISED),
        _metric(116, 3, 1.5, (2, 4), 2),
        _metric(100, 2, 1.5, (2, 4), 2),
        _metric(80, 2, 1.5, (1.5, 3), 2),
        _metric(0, 1.5, 1.5, (1.5, 3), 2),
    ),
    # 1/16 in for text stock, 1/8 in for cover stock, of which the lightest, 65 lb, weighs 176 g (prepressx.com;
    # universalprinting.com, folding guides: Letter is 3 11/16, 3 11/16, 3 5/8; four rolled panels of 17 in are
    # 4 5/16, 4 5/16, 4 7/32, 4 5/32; cover: supremegraphicsinc.com).
    Trade.INCH: (
        _inch(CREASE_NEEDED, 2, (2, 3), Crease.NEEDED),
        _inch(171, 2, (2, 3), Crease.ADVISED),
        _inch(CREASE_ADVISED, 1, (1.5, 2.5), Crease.ADVISED),
        _inch(0, 1, (1.5, 2.5)),
    ),
}
"""By trade, the heaviest stock first."""


def allowance(trade: Trade, stock_gsm: int) -> Allowance:
    """Return what stock of *stock_gsm* g/m2 asks for in *trade*."""
    return next(each for each in ALLOWANCES[trade] if stock_gsm >= each.at_least)


def creasing(asked: Allowance, stock_gsm: int) -> tuple[Finding, ...]:
    """Return the advice to crease, where the stock asks for it."""
    if asked.crease is Crease.NONE:
        return ()
    needed = asked.crease is Crease.NEEDED
    cracks = "cracks where it is folded, unless it is creased first" if needed else "may crack where it is folded"
    return (
        Finding(
            severity=Severity.INFO,
            code="fold-crease",
            message=f"stock of {stock_gsm} g/m2 {cracks}",
            hint="ask the printer to crease the fold lines, with the grain of the paper along them: "
            f"advised from {CREASE_ADVISED} g/m2, needed from {CREASE_NEEDED}",
        ),
    )
