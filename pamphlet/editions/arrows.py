"""Arrows of folding, drawn as filled outlines, after the signs of paper folders.

An arrow that goes over the sheet is whole, with a full head; one that goes behind it is
broken, with a hollow head (the signs of Yoshizawa and Randlett, as in S. Randlett, *The Art
of Origami*, 1961). All lengths are points, y runs down.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import cos, hypot, pi, sin

from msgspec import Struct

from pamphlet.layout.placed import PlacedShape
from pamphlet.units import Rect

Point = tuple[float, float]

THICK = 1.8
"""Of a shaft: an office printer's toner holds it, and a grey one too."""
HEAD = 10.5
"""Length of a head; it is as wide as four fifths of that."""
_DASH, _GAP = 5.0, 3.5
_STEPS = 24
"""Straight strokes in an arc: less than a fiftieth of a point off it."""
_CORNERS = 48


class Bow(Struct, frozen=True, kw_only=True):
    """The curve of an arrow over a crease: a parabola with its crown above the crease.

    Attributes:
        at: where its chord meets the crease. reach: from there to either end, with its sign the way it goes: rightwards
            or downwards.
        rise: of the crown off the chord, with its sign: upwards or leftwards.
        level: whether the crease lies level, and the arrow goes up or down.
    """

    at: Point
    reach: float
    rise: float
    level: bool = False

    def point(self, part: float) -> Point:
        """Return the place at *part* of the way: -1.0 the tail, 0.0 the crown, 1.0 the head."""
        along, aside = self.reach * part, self.rise * (1 - part * part)
        x, y = self.at
        return (x - aside, y + along) if self.level else (x + along, y - aside)

    def part_before_head(self) -> float:
        """Return the part of the way at which a head begins."""
        tip = self.point(1.0)
        return next(
            part for part in (1 - step / 200 for step in range(1, 201)) if hypot(*_minus(tip, self.point(part))) >= HEAD
        )


def draw_bow(bow: Bow, ink: str, *, over: bool, whole: tuple[bool, bool] = (True, True)) -> Iterator[PlacedShape]:
    """Draw an arrow; of one that runs on over another edge only its first or its second half.

    Args:
        over: whether it goes over the sheet, and not behind it.
        whole: whether the half with the tail, and that with the head, are drawn.
    """
    first = -1.0 if whole[0] else 0.0
    last = bow.part_before_head() if whole[1] else 0.0
    parts = [(first, last)] if over else _dashes(bow, first, last)
    for begin, end in parts:
        yield _band(bow, begin, end, ink)
    if whole[1]:
        yield from _head(bow.point(last), bow.point(1.0), ink, hollow=not over)


def draw_double(bow: Bow, ink: str) -> Iterator[PlacedShape]:
    """Draw an arrow with a head at either end: fold, and open again."""
    last = bow.part_before_head()
    yield _band(bow, -last, last, ink)
    for sign in (-1, 1):
        yield from _head(bow.point(sign * last), bow.point(float(sign)), ink, hollow=False)


def draw_straight(tail: Point, tip: Point, ink: str) -> Iterator[PlacedShape]:
    """Draw a straight arrow that pushes."""
    length = hypot(*_minus(tip, tail))
    neck = tuple(b - (b - a) * HEAD / length for a, b in zip(tail, tip, strict=True))
    base = (neck[0], neck[1])
    yield draw_polygon(_ribbon([tail, base], 2 * THICK), ink)
    yield from _head(base, tip, ink, hollow=False)


def draw_disc(at: Point, radius: float, ink: str) -> PlacedShape:
    """Draw a disc."""
    turns = (2 * pi * corner / _CORNERS for corner in range(_CORNERS))
    return draw_polygon([(at[0] + radius * cos(turn), at[1] + radius * sin(turn)) for turn in turns], ink)


def _dashes(bow: Bow, first: float, last: float) -> list[tuple[float, float]]:
    """Return the parts of a broken shaft: dashes of one length, one at either end."""
    places = [first + (last - first) * step / 200 for step in range(201)]
    lengths = [0.0]
    for one, other in pairwise(places):
        lengths.append(lengths[-1] + hypot(*_minus(bow.point(other), bow.point(one))))
    count = max(2, round((lengths[-1] + _GAP) / (_DASH + _GAP)))
    dash = (lengths[-1] - (count - 1) * _GAP) / count

    def place(length: float) -> float:
        return next(part for part, so_far in zip(places, lengths, strict=True) if so_far >= length - 0.001)

    return [(place(at * (dash + _GAP)), place(at * (dash + _GAP) + dash)) for at in range(count)]


def _band(bow: Bow, begin: float, end: float, ink: str) -> PlacedShape:
    return draw_polygon(
        _ribbon([bow.point(begin + (end - begin) * step / _STEPS) for step in range(_STEPS + 1)], THICK), ink
    )


def _ribbon(way: list[Point], width: float) -> list[Point]:
    """Return the outline of a line of *width* along *way*."""
    ahead = [*way[1:], way[-1]]
    behind = [way[0], *way[:-1]]
    sides: tuple[list[Point], list[Point]] = ([], [])
    for (x, y), after, before in zip(way, ahead, behind, strict=True):
        dx, dy = _minus(after, before)
        length = hypot(dx, dy)
        across = (-dy / length * width / 2, dx / length * width / 2)
        sides[0].append((x + across[0], y + across[1]))
        sides[1].append((x - across[0], y - across[1]))
    return [*sides[0], *reversed(sides[1])]


def _head(base: Point, tip: Point, ink: str, *, hollow: bool) -> Iterator[PlacedShape]:
    dx, dy = _minus(tip, base)
    side = (-dy * 0.4, dx * 0.4)
    corners = [tip, (base[0] + side[0], base[1] + side[1]), (base[0] - side[0], base[1] - side[1])]
    yield draw_polygon(corners, ink)
    if hollow:
        middle = (sum(x for x, _ in corners) / 3, sum(y for _, y in corners) / 3)
        yield draw_polygon(
            [(middle[0] + (x - middle[0]) / 2, middle[1] + (y - middle[1]) / 2) for x, y in corners], "paper"
        )


def _minus(one: Point, other: Point) -> Point:
    return one[0] - other[0], one[1] - other[1]


def draw_polygon(points: Iterable[Point], ink: str) -> PlacedShape:
    """Draw a polygon."""
    corners = list(points)
    left, top = min(x for x, _ in corners), min(y for _, y in corners)
    width, height = max(x for x, _ in corners) - left, max(y for _, y in corners) - top
    outline = tuple(((x - left) / width, (y - top) / height) for x, y in corners)
    return PlacedShape(rect=Rect(left, top, width, height), outline=outline, ink=ink)
