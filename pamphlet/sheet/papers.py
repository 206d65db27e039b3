"""Papers by name, and the trade that cuts and folds them.

Sizes are portrait and in points. A series (A4, A3 ...) is ISO 216, SRA3 is ISO 217,
Letter, Legal and Tabloid are ANSI/ASME Y14.1's A, Legal and B in whole and half inches.
"""

from __future__ import annotations

import re
from enum import StrEnum

from msgspec import Struct

from pamphlet.errors import BadInput, unknown_name
from pamphlet.units import POINTS_PER_INCH, Size, mm, parse_length, to_mm


class Trade(StrEnum):
    """Whose figures a folder works to: a finisher sets whole millimetres or fractions of an inch."""

    METRIC = "metric"
    INCH = "inch"


class Paper(Struct, frozen=True, kw_only=True):
    """A paper that is sold under a name; *size* is portrait."""

    name: str
    size: Size
    trade: Trade


def _metric(name: str, width: float, height: float) -> Paper:
    return Paper(name=name, size=Size(mm(width), mm(height)), trade=Trade.METRIC)


def _inch(name: str, width: float, height: float) -> Paper:
    return Paper(name=name, size=Size(width * POINTS_PER_INCH, height * POINTS_PER_INCH), trade=Trade.INCH)


PAPERS: tuple[Paper, ...] = (
    _metric("A3", 297, 420),
    _metric("A4", 210, 297),
    _metric("A5", 148, 210),
    _metric("SRA3", 320, 450),
    _inch("Letter", 8.5, 11),
    _inch("Legal", 8.5, 14),
    _inch("Tabloid", 11, 17),
)

LEAST_SIDE, MOST_SIDE = mm(90), mm(1200)
"""From a sheet whose smallest panels still hold a word to the longest that sheet-fed presses print."""

_OWN_SIZE = re.compile(r"(?P<one>[\d.]+ ?[a-z]+) ?(?:x|×|by) ?(?P<other>[\d.]+ ?[a-z]+)")
_SAME_SIZE = 0.5
"""Points within which two sizes are the same paper; ISO 216 itself allows 1.5 mm."""


def paper_size(name: str) -> Size:
    """Return the portrait size of the paper called *name*, in points; case does not matter.

    A paper that is sold under no name is written as its two sides, ``320mm x 450mm``.

    Raises:
        BadInput: no paper has that name, or its sides are no lengths that a press takes.

    Example:
        >>> paper_size("Letter")
        Size(width=612.0, height=792.0)
    """
    wanted = name.strip().casefold()
    for paper in PAPERS:
        if paper.name.casefold() == wanted:
            return paper.size
    own = _OWN_SIZE.fullmatch(wanted)
    if own is not None:
        return _own_size(name, own["one"], own["other"])
    raise unknown_name("paper", name, (paper.name for paper in PAPERS))


def _own_size(name: str, one: str, other: str) -> Size:
    try:
        short, long = sorted((parse_length(one), parse_length(other)))
    except ValueError as error:
        raise BadInput("paper-size", f"paper is {name!r}: {error}", hint='as in "320mm x 450mm"') from error
    if short < LEAST_SIDE or long > MOST_SIDE:
        allowed = f"{to_mm(LEAST_SIDE):.0f} to {to_mm(MOST_SIDE):.0f} mm"
        raise BadInput(
            "paper-size",
            f"paper is {to_mm(short):g} x {to_mm(long):g} mm; sides of {allowed} can be folded into a leaflet",
            hint='as in "320mm x 450mm"',
        )
    return Size(short, long)


def larger_papers(size: Size) -> tuple[str, ...]:
    """Return the names of the papers of the same trade that are larger than *size* both ways, the smallest first."""
    short, long = sorted((size.width, size.height))
    return tuple(
        each.name for each in _of_trade(size) if each.size.width > short + _SAME_SIZE and each.size.height > long
    )


def smaller_papers(size: Size) -> tuple[str, ...]:
    """Return the names of the papers of the same trade that are smaller than *size* both ways, the largest first."""
    short, long = sorted((size.width, size.height))
    smaller = [each for each in _of_trade(size) if each.size.width < short - _SAME_SIZE and each.size.height < long]
    return tuple(each.name for each in reversed(smaller))


def _of_trade(size: Size) -> list[Paper]:
    """Return the papers of the trade that *size* belongs to, the smallest first."""
    papers = (paper for paper in PAPERS if paper.trade is trade_of(size))
    return sorted(papers, key=lambda paper: paper.size.width * paper.size.height)


def trade_of(size: Size) -> Trade:
    """Return the trade that *size* belongs to, either way up.

    A size without a name is of the inch trade where its sides are whole sixteenths and not whole millimetres.
    """
    short, long = sorted((size.width, size.height))
    for paper in PAPERS:
        if abs(paper.size.width - short) < _SAME_SIZE and abs(paper.size.height - long) < _SAME_SIZE:
            return paper.trade
    if all(_whole(side * 16 / POINTS_PER_INCH) and not _whole(to_mm(side)) for side in (short, long)):
        return Trade.INCH
    return Trade.METRIC


def _whole(value: float) -> bool:
    return abs(value - round(value)) < 0.01
