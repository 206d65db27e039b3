"""Tones in named inks: a grey picture printed in one ink or two, each along its own curve.

The picture stays one channel. What each of its 256 greys means on the plates is a
table beside it, exact and small; the same table gives each plate by itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from msgspec import Struct

from pamphlet.design.inks import Points
from pamphlet.ink.condition import Condition
from pamphlet.ink.palette import PROCESS, Ink, Spot

PLAIN: Points = ((0.0, 0.0), (100.0, 100.0))
LEAST_DEPTH = 0.5
"""The tone from which on the colouring ink of a duotone is full, at the earliest: a pale one does not draw."""
TOE = 0.07
"""The lightest tones of a duotone, left to the paper: as dots they would grey what should be white, or not print."""
UNDER = 0.9
"""What there is of it where the drawing ink is full."""
_LUMA = (0.299, 0.587, 0.114)
"""What the light of red, green and blue adds to how light a colour looks (ITU-R BT.601-7, 2.5.1)."""
_STEPS = 50
"""Points of a curve of a duotone, beside its first."""

PROCESS_PLATES = tuple(Spot(name, mix) for name, mix in zip(
    PROCESS, ((1.0, 0.0, 0.0, 0.0), (0.0, 1.0, 0.0, 0.0), (0.0, 0.0, 1.0, 0.0), (0.0, 0.0, 0.0, 1.0)), strict=True
))  # fmt: skip
"""The process inks as plates among others."""
_LEVELS = 256


class Toning(Struct, frozen=True):
    """What the greys of a picture are on the plates.

    Attributes:
        plates: that it prints on.
        table: a byte for each plate (255 is full ink), for each grey from 0, the darkest, to 255.
    """

    plates: tuple[Spot, ...]
    table: bytes

    def plate(self, name: str) -> bytes:
        """Return the ink for each grey on one plate; no ink where the picture does not print on it."""
        names = [plate.name for plate in self.plates]
        return self.table[names.index(name) :: len(names)] if name in names else bytes(_LEVELS)

    @property
    def most_ink(self) -> float:
        """The ink of the grey that lays most, in percent."""
        return self.most_ink_without(frozenset())

    def most_ink_without(self, names: frozenset[str]) -> float:
        """Return the same for all plates but those of *names*."""
        kept = [self.plate(plate.name) for plate in self.plates if plate.name not in names]
        return max(map(sum, zip(*kept, strict=True)), default=0) / 2.55


def toning(inks: Sequence[Ink], curves: Sequence[Points], condition: Condition) -> Toning:
    """Return how *inks* print a grey picture, under the condition's limits of ink.

    Args:
        inks: one, or for a duotone two, the darker first.
        curves: one for each ink, or none for those that are usual.
    """
    chosen = tuple(curves) or ((PLAIN,) if len(inks) == 1 else _duotone(*inks))
    plates = tuple(plate for plate in (*PROCESS_PLATES, *_spots(inks)) if any(plate.name in ink.tints for ink in inks))
    table = bytearray()
    for grey in range(_LEVELS):
        tone = 100 * (1 - grey / (_LEVELS - 1))
        laid = [_along(curve, tone) / 100 for curve in chosen]
        table += _levels([sum(share * ink.tints.get(plate.name, 0.0) for share, ink in zip(laid, inks, strict=True))
                          for plate in plates], condition)  # fmt: skip
    return Toning(plates, bytes(table))


def _duotone(drawing: Ink, colouring: Ink) -> tuple[Points, Points]:
    """Return the curves that show each tone as dark as it is: by colour alone as far as that goes, then by both.

    So black does not lie in the colour where the colour by itself is dark enough, and make it muddy.
    """
    depth, drawn = _depth(colouring), _depth(drawing) or 1.0
    full = max(depth, LEAST_DEPTH)
    darker, lighter = [], []
    for step in range(_STEPS + 1):
        tone = step / _STEPS
        colour = tone / full if tone <= full else 1.0 - (1.0 - UNDER) * (tone - full) / (1.0 - full)
        light = 1.0 - depth * colour
        darker.append((100 * tone, 100 * min(max(light - (1.0 - tone), 0.0) / (light * drawn or 1.0), 1.0)))
        lighter.append((100 * tone, 100 * colour if tone >= 2 * TOE else 200 * max(tone - TOE, 0.0) / full))
    return tuple(darker), tuple(lighter)


def _depth(ink: Ink) -> float:
    """Return about how dark a solid of *ink* is beside paper: 0.0 as light, 1.0 black."""
    cyan, magenta, yellow, black = ink.mix
    lights = [(1.0 - tint) * (1.0 - black) for tint in (cyan, magenta, yellow)]
    for spot, laid in ink.spots:
        *tints, key = spot.looks
        lights = [light * (1.0 - laid * tint) * (1.0 - laid * key) for light, tint in zip(lights, tints, strict=True)]
    return 1.0 - sum(share * light for share, light in zip(_LUMA, lights, strict=True))


def _spots(inks: Sequence[Ink]) -> tuple[Spot, ...]:
    return tuple(dict.fromkeys(spot for ink in inks for spot, _ in ink.spots))


def _along(curve: Points, tone: float) -> float:
    """Return the ink of *tone* on a curve of straight pieces, level beyond its ends."""
    at = bisect_right([point[0] for point in curve], tone)
    if at == 0 or at == len(curve):
        return curve[min(at, len(curve) - 1)][1]
    (before, low), (after, high) = curve[at - 1], curve[at]
    return low + (high - low) * (tone - before) / (after - before)


def _levels(tints: list[float], condition: Condition) -> bytes:
    held = [min(tint, 1.0) * condition.solid_limit for tint in tints]
    share = min(1.0, condition.ink_limit / 100 / max(sum(held), 1e-9))
    return bytes(int(255 * tint * share + 0.5) for tint in held)
