"""Inks by name: what themes and layout say, and what it means on each plate."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from msgspec import Struct

from pamphlet.design.inks import InkSpec
from pamphlet.design.theme import Theme
from pamphlet.errors import BadInput
from pamphlet.ink.condition import Condition

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
"""The plates of four-colour printing, by the names that PDF has for them (ISO 32000-1, 8.6.6.4)."""
CUTTER = "cutter"
"""The ink of strokes that a machine cuts along; it is on no sheet that is read."""
RESERVED = frozenset({"registration", "rich", CUTTER})
"""Inks that are made here and that no theme can mix for itself."""
BAR_TINT = 0.4
"""What a tint of the colour bar has: in the mid-tones, where dots grow most (ISO 12647-2, 4.3.2.5: 40 or 50 %)."""
GREY_OF_THREE = (0.5, 0.4, 0.4, 0.0)
"""Looks grey while the press is balanced, and shows any cast at once."""
_NOT_SPOTS = frozenset({"all", "none", *(plate.casefold() for plate in PROCESS)})

Mix = tuple[float, float, float, float]
"""Tints of cyan, magenta, yellow and black, 0.0 to 1.0."""


class Spot(Struct, frozen=True):
    """An ink that has a plate of its own.

    Attributes:
        name: of the plate, as the shop knows the ink: ``PANTONE 485 C``.
        looks: the mix of process inks that shows it where it is not printed.
    """

    name: str
    looks: Mix


class Ink(Struct, frozen=True):
    """A printing colour: tints on the process plates, on plates of spot inks, or on both.

    Attributes:
        cyan, magenta, yellow, black: tint of each process ink, 0.0 to 1.0.
        overprint: whether it prints on what lies below instead of knocking it out; black
            text does, white never.
        registration: prints on every plate (separation colour ``All``): marks only.
        spots: spot inks with their tints.
    """

    cyan: float
    magenta: float
    yellow: float
    black: float
    overprint: bool = False
    registration: bool = False
    spots: tuple[tuple[Spot, float], ...] = ()

    @property
    def mix(self) -> Mix:
        """The tints of the process inks."""
        return self.cyan, self.magenta, self.yellow, self.black

    @property
    def tints(self) -> dict[str, float]:
        """The tint on each plate that the ink prints on at all."""
        laid = {plate: tint for plate, tint in zip(PROCESS, self.mix, strict=True) if tint > 0}
        return laid | {spot.name: tint for spot, tint in self.spots if tint > 0}

    @property
    def total(self) -> float:
        """The ink that it lays in all, in percent."""
        return 100 * sum(self.tints.values())

    @property
    def overprints(self) -> bool:
        """Whether it leaves the plates alone that it has no ink for; paper would vanish if it did."""
        return self.overprint and bool(self.tints)


BLACK = Ink(0.0, 0.0, 0.0, 1.0, overprint=True)
PAPER = Ink(0.0, 0.0, 0.0, 0.0)
REGISTRATION = Ink(1.0, 1.0, 1.0, 1.0, registration=True)

Palette = dict[str, Ink]
"""Inks by the names that themes use. ``black``, ``paper``, ``rich`` and ``registration`` are always there."""


def palette(theme: Theme, condition: Condition) -> Palette:
    """Return the inks of *theme* as *condition* prints them.

    ``black`` is black ink alone, or a spot ink in its stead, and overprints; ``rich`` is black with other inks
    under it, for large areas.

    Raises:
        BadInput: a mix that is none, a spot ink without a usable name, or an ink that must not be changed.
    """
    inks: Palette = {"black": BLACK, "paper": PAPER, "registration": REGISTRATION}
    for name, spec in theme.palette.items():
        if not (isinstance(spec, InkSpec) and spec.mix):
            inks[name] = _plain(name, spec)
    for name, spec in theme.palette.items():
        if isinstance(spec, InkSpec) and spec.mix:
            inks[name] = _mixed(name, spec.mix, inks)
    _check(inks)
    inks["rich"] = Ink(*condition.rich) if inks["black"] == BLACK else inks["black"]
    return inks


def _plain(name: str, spec: tuple[float, float, float, float] | InkSpec) -> Ink:
    percents = spec.cmyk if isinstance(spec, InkSpec) else spec
    if any(not 0 <= percent <= 100 for percent in percents):
        raise _bad(name, f"is {list(percents)}; each value is 0 to 100 per cent", "order: cyan, magenta, yellow, black")
    cyan, magenta, yellow, black = (percent / 100 for percent in percents)
    if not isinstance(spec, InkSpec):
        # Grey letters would leave the colour below them standing: black at full strength alone prints over it.
        return Ink(cyan, magenta, yellow, black, overprint=not (cyan or magenta or yellow) and black == 1.0)
    if not spec.spot.strip() or spec.spot.strip().casefold() in _NOT_SPOTS:
        raise _bad(name, f"names {spec.spot!r}, which is no spot ink", 'write the shop\'s name: spot = "PANTONE 485 C"')
    spot = Spot(spec.spot.strip(), (cyan, magenta, yellow, black))
    return Ink(0.0, 0.0, 0.0, 0.0, overprint=spec.overprint or name == "black", spots=((spot, 1.0),))


def _mixed(name: str, mix: dict[str, float], inks: Palette) -> Ink:
    process = [0.0, 0.0, 0.0, 0.0]
    spots: dict[Spot, float] = {}
    for part, percent in mix.items():
        if part not in inks or part in RESERVED:
            from difflib import get_close_matches

            near = get_close_matches(part, sorted(inks), 1)
            raise _bad(
                name, f"mixes {part!r}, which is no ink of the palette", f"did you mean {near[0]}?" if near else ""
            )
        if not 0 <= percent <= 100:
            raise _bad(name, f"takes {percent:g} per cent of {part}", "0 to 100 per cent can be printed")
        process = [min(1.0, have + tint * percent / 100) for have, tint in zip(process, inks[part].mix, strict=True)]
        for spot, tint in inks[part].spots:
            spots[spot] = min(1.0, spots.get(spot, 0.0) + tint * percent / 100)
    cyan, magenta, yellow, black = process
    return Ink(cyan, magenta, yellow, black, spots=tuple(spots.items()))


def _check(inks: Palette) -> None:
    """Refuse inks that would break what the press relies on."""
    black = inks["black"]
    if black.tints != {"Black": 1.0} and not (black.overprint and len(black.spots) == 1):
        raise _bad("black", "is a mix; text and rules are one ink", "for a deep ground say rich = true on the panel")
    if inks["paper"].tints:
        raise _bad("paper", "has ink in it", "paper is what is not printed; give a tint another name")
    for name in sorted(RESERVED - {"registration"} & inks.keys()):
        raise _bad(name, "is made by the print condition", "give your ink another name")
    if inks["registration"] != REGISTRATION:
        raise _bad("registration", "is for marks on every plate", "give your ink another name")
    looks: dict[str, Spot] = {}
    for name, ink in inks.items():
        for spot, _ in ink.spots:
            if looks.setdefault(spot.name, spot) != spot:
                raise _bad(name, f"gives {spot.name} another look than an ink before it", "write the same cmyk twice")


def spots_of(inks: Palette) -> Iterator[Spot]:
    """Yield the spot inks of a palette, each once, in its order."""
    yield from dict.fromkeys(spot for ink in inks.values() for spot, _ in ink.spots)


def in_black(inks: Palette) -> Palette:
    """Return *inks* as tints of black, as dark as each looks (the luma weights of ITU-R BT.601)."""
    return {name: ink if ink.registration else _as_black(ink) for name, ink in inks.items()}


def _as_black(ink: Ink) -> Ink:
    mix = list(ink.mix)
    for spot, tint in ink.spots:
        mix = [min(1.0, have + looks * tint) for have, looks in zip(mix, spot.looks, strict=True)]
    cyan, magenta, yellow, black = mix
    light = 1.0 - (0.299 * cyan + 0.587 * magenta + 0.114 * yellow)
    tint = round(1.0 - (1.0 - black) * light, 3)
    return Ink(0.0, 0.0, 0.0, tint, overprint=ink.overprint and tint == 1.0)


def bar_inks(inks: Palette, pictures: str) -> Palette:
    """Return the fields of a colour bar by name: each plate that the job prints, solid and as a tint, and overprints.

    A plate that nothing else needs is not made for the bar's sake.

    Args:
        inks: of the theme. pictures: how its photos print; those in colour take all four process plates.
    """
    used = {plate for name, ink in inks.items() if name not in RESERVED for plate in ink.tints}
    used |= {*PROCESS} if pictures == "colour" else {"Black"}
    process = [number for number, plate in enumerate(PROCESS) if plate in used]
    fields = [_process({number: tint}) for tint in (1.0, BAR_TINT) for number in process]
    fields += [_process({one: 1.0, other: 1.0}) for one, other in combinations((n for n in process if n < 3), 2)]
    fields += [Ink(*GREY_OF_THREE)] if process[:3] == [0, 1, 2] else []
    fields += [Ink(0.0, 0.0, 0.0, 0.0, spots=((spot, tint),)) for spot in spots_of(inks) for tint in (1.0, BAR_TINT)]
    return {f"bar {number}": ink for number, ink in enumerate(fields, 1)}


def cutter_ink(name: str) -> Palette:
    """Return the technical ink *name*, which overprints so that nothing below it is left out; none for no name.

    Cutting tables find the stroke by the name of its ink, and it is not printed (publi-fdm.be and onlineprinters.org,
    contour cut; reflexprinting.fr: a spot colour by itself, set to overprint). It looks magenta, as with these.

    Raises:
        BadInput: *name* is that of a plate that prints.
    """
    if not name:
        return {}
    if not name.strip() or name.strip().casefold() in _NOT_SPOTS:
        message = f"marks.slit_ink is {name!r}, which is no ink by itself"
        raise BadInput("wrong-value", message, hint='write the name that the shop gives: "CutContour"')
    return {CUTTER: Ink(0.0, 0.0, 0.0, 0.0, overprint=True, spots=((Spot(name.strip(), (0.0, 1.0, 0.0, 0.0)), 1.0),))}


def _process(tints: dict[int, float]) -> Ink:
    cyan, magenta, yellow, black = (tints.get(number, 0.0) for number in range(4))
    return Ink(cyan, magenta, yellow, black)


def _bad(name: str, said: str, hint: str) -> BadInput:
    return BadInput("theme-value", f"theme: palette.{name} {said}", hint=hint)
