"""Fold schemes: how a sheet is divided into panels, folded and read.

A scheme is data; ``plan.py`` works it out for one paper and stock. A new fold is
one more :class:`FoldScheme` in :data:`FOLD_SCHEMES`; nothing else in the package
names a fold.

Panels are numbered on the inside in the direction of reading, row by row: ``i0`` is
the first at the left (at the right for a right-to-left language), ``o0`` is the
outside face of the same panel. So the outside of a left-to-right sheet of three
shows ``o2 o1 o0``.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from pamphlet.errors import unknown_name
from pamphlet.sheet.stock import Allowance, Tuck


class Role(StrEnum):
    """What a panel is for; layout chooses its template by it."""

    COVER = "cover"
    DOOR = "door"
    """The second half of a cover that opens in the middle, as a gate does."""
    FLAP = "flap"
    """The first thing seen when the cover is opened."""
    WING = "wing"
    """Seen beside the flap, or after it: a second flap with something else to say."""
    BODY = "body"
    BACK = "back"
    SPREAD = "spread"
    """Panels that lie open beside each other, for a picture that crosses folds."""


class Turn(StrEnum):
    """Which way a crease goes, seen from the inside."""

    VALLEY = "valley"
    """The insides of the two panels come to lie on each other."""
    MOUNTAIN = "mountain"
    """The outsides of the two panels come to lie on each other."""


class Fold(Struct, frozen=True):
    """One crease, between the panels *first* and *second*.

    Attributes:
        turn: as the flat sheet shows it. step: the number of the step that makes it, from 1.
    """

    first: int
    second: int
    turn: Turn
    step: int = 1


class Action(StrEnum):
    """What a step of folding does."""

    FOLD = "fold"
    CREASE = "crease"
    """Fold along every line and open again."""
    CUT = "cut"
    PUSH = "push"
    """Push the ends together: the creases that are left are made at once."""


class Step(Struct, frozen=True):
    """One step of folding.

    Attributes:
        words: what to do, for people. moves: the panels that are swung over or behind the others.
    """

    words: str
    moves: tuple[int, ...] = ()
    action: Action = Action.FOLD


class FoldScheme(Struct, frozen=True, kw_only=True):
    """A way of folding a sheet, as data.

    Attributes:
        name: as users write it.
        title: as people call it.
        shares: one per column of panels; the widths before any is narrowed stand in this proportion.
        tucks: one per column; why it is narrower than its share, by as much as the stock asks for.
        rows: of panels, all of one height.
        upright: whether the sheet stands on its short edge; otherwise it lies.
        folds: in the order of folding; one that goes through several layers names each crease it makes.
        slits: pairs of panels between which the sheet is cut.
        turned: faces that stand upside down on the sheet, so that they read upright when it is folded.
        reading: the name and role of each face, in reading order; a face without a role stays blank.
        spreads: faces that lie beside each other when they are read; where left out, all of a side that
            stand the same way up.
        steps: how it is folded, with what is moved: such that the cover comes to lie uppermost.
    """

    name: str
    title: str
    shares: tuple[float, ...]
    folds: tuple[Fold, ...]
    reading: tuple[tuple[str, Role], ...]
    steps: tuple[Step, ...]
    tucks: tuple[Tuck, ...] = ()
    rows: int = 1
    upright: bool = False
    slits: tuple[tuple[int, int], ...] = ()
    turned: tuple[str, ...] = ()
    spreads: tuple[tuple[str, ...], ...] = ()

    @property
    def columns(self) -> int:
        """The number of panels in a row."""
        return len(self.shares)

    @property
    def count(self) -> int:
        """The number of panels of one side."""
        return self.columns * self.rows

    def widths(self, sheet: float, allowance: Allowance) -> tuple[float, ...]:
        """Return the widths of the inside columns, ``i0`` first, for a sheet *sheet* wide.

        The whole that the narrowed panels give up is shared out to all of them, so that the sum
        stays the sheet: three panels with one tucked by d are (W+d)/3, (W+d)/3 and that less d.
        """
        given = [allowance.given(tuck) for tuck in self.tucks or (Tuck.NONE,) * self.columns]
        unit = (sheet + sum(given)) / sum(self.shares)
        return tuple(share * unit - less for share, less in zip(self.shares, given, strict=True))


_VALLEY, _MOUNTAIN = Turn.VALLEY, Turn.MOUNTAIN

FOLD_SCHEMES: tuple[FoldScheme, ...] = (
    FoldScheme(
        name="trifold-roll",
        title="three panels rolled, the last tucked in",
        shares=(1, 1, 1),
        tucks=(Tuck.NONE, Tuck.NONE, Tuck.FLAP),
        folds=(Fold(1, 2, _VALLEY, 1), Fold(0, 1, _VALLEY, 2)),
        # Lifting the cover shows i0 and, beside it, the flap: it must speak by itself. The body is
        # read after it, because it goes on into panels that open only with the flap.
        reading=(
            ("o0", Role.COVER),
            ("o2", Role.FLAP),
            ("i0", Role.BODY),
            ("i1", Role.BODY),
            ("i2", Role.BODY),
            ("o1", Role.BACK),
        ),
        steps=(
            Step("fold the last panel, i2, in over the middle one", (2,)),
            Step("fold the first panel, i0, in over it", (0,)),
        ),
    ),
    FoldScheme(
        name="trifold-z",
        title="three panels in a zigzag",
        shares=(1, 1, 1),
        folds=(Fold(1, 2, _MOUNTAIN, 1), Fold(0, 1, _VALLEY, 2)),
        # The last inside panel is the one that lies behind the closed leaflet, so it is the back.
        # Turning the cover opens i0 and i1 as a spread; the reader then turns the leaflet over and
        # opens the other spread, o2 and o1 from left to right: the body ends on o2, and the flap
        # stands beside the cover, where the two make one poster of the opened sheet.
        reading=(
            ("o0", Role.COVER),
            ("i0", Role.BODY),
            ("i1", Role.BODY),
            ("o2", Role.BODY),
            ("o1", Role.FLAP),
            ("i2", Role.BACK),
        ),
        steps=(
            Step("fold the last panel, i2, back behind the middle one", (2,)),
            Step("fold the first panel, i0, over in front of it", (0,)),
        ),
    ),
    FoldScheme(
        name="half",
        title="folded once in the middle",
        shares=(1, 1),
        folds=(Fold(0, 1, _VALLEY, 1),),
        reading=(("o0", Role.COVER), ("i0", Role.BODY), ("i1", Role.BODY), ("o1", Role.BACK)),
        steps=(Step("fold the sheet in half, its inside inwards", (0,)),),
    ),
    FoldScheme(
        name="gate-open",
        title="two doors that meet in the middle",
        shares=(1, 2, 1),
        tucks=(Tuck.DOOR, Tuck.NONE, Tuck.DOOR),
        folds=(Fold(0, 1, _VALLEY, 1), Fold(1, 2, _VALLEY, 2)),
        # The doors are one cover, cut in the middle: they lie at the two ends of the outside. Both
        # open at once upon the whole inside, which begins with a wing of its own.
        reading=(
            ("o0", Role.COVER),
            ("o2", Role.DOOR),
            ("i0", Role.FLAP),
            ("i1", Role.BODY),
            ("i2", Role.BODY),
            ("o1", Role.BACK),
        ),
        steps=(
            Step("fold the first door, i0, in over the wide panel", (0,)),
            Step("fold the other door, i2, in until the two nearly meet", (2,)),
        ),
    ),
    FoldScheme(
        name="gate-closed",
        title="two doors, then in half",
        shares=(1, 1, 1, 1),
        tucks=(Tuck.PAIR, Tuck.NONE, Tuck.NONE, Tuck.PAIR),
        folds=(Fold(0, 1, _VALLEY, 1), Fold(2, 3, _VALLEY, 2), Fold(1, 2, _VALLEY, 3)),
        # Opening the cover shows the two closed doors side by side, opening those the whole inside.
        reading=(
            ("o1", Role.COVER),
            ("o0", Role.FLAP),
            ("o3", Role.WING),
            ("i0", Role.BODY),
            ("i1", Role.BODY),
            ("i2", Role.BODY),
            ("i3", Role.BODY),
            ("o2", Role.BACK),
        ),
        steps=(
            Step("fold the first door, i0, in over the panel beside it", (0,)),
            Step("fold the other door, i3, in until the two nearly meet", (3,)),
            Step("fold the whole in half, the doors inwards", (0, 1)),
        ),
    ),
    FoldScheme(
        name="double-parallel",
        title="folded in half twice",
        shares=(1, 1, 1, 1),
        tucks=(Tuck.NONE, Tuck.NONE, Tuck.PAIR, Tuck.PAIR),
        folds=(Fold(1, 2, _VALLEY, 1), Fold(0, 1, _VALLEY, 2), Fold(2, 3, _MOUNTAIN, 2)),
        # The two short panels lie inside the wide pair; their outsides are the first spread.
        reading=(
            ("o0", Role.COVER),
            ("o3", Role.FLAP),
            ("o2", Role.WING),
            ("i0", Role.BODY),
            ("i1", Role.BODY),
            ("i2", Role.BODY),
            ("i3", Role.BODY),
            ("o1", Role.BACK),
        ),
        steps=(
            Step("fold the sheet in half, its inside inwards", (2, 3)),
            Step("fold it in half again, the narrower panels inside", (0, 3)),
        ),
    ),
    FoldScheme(
        name="accordion-4",
        title="four panels in a zigzag",
        shares=(1, 1, 1, 1),
        folds=(Fold(2, 3, _VALLEY, 1), Fold(1, 2, _MOUNTAIN, 2), Fold(0, 1, _VALLEY, 3)),
        # Pulled open it shows the four inside panels; turned over, o2 and o1 between back and cover.
        reading=(
            ("o0", Role.COVER),
            ("i0", Role.BODY),
            ("i1", Role.BODY),
            ("i2", Role.BODY),
            ("i3", Role.BODY),
            ("o2", Role.BODY),
            ("o1", Role.FLAP),
            ("o3", Role.BACK),
        ),
        steps=(
            Step("fold the last panel, i3, over onto the third", (3,)),
            Step("fold these two back behind the second", (2, 3)),
            Step("fold the first panel, i0, over in front", (0,)),
        ),
    ),
    FoldScheme(
        name="roll-4",
        title="four panels rolled",
        shares=(1, 1, 1, 1),
        tucks=(Tuck.NONE, Tuck.NONE, Tuck.ROLLED, Tuck.INNERMOST),
        folds=(Fold(2, 3, _VALLEY, 1), Fold(1, 2, _VALLEY, 2), Fold(0, 1, _VALLEY, 3)),
        # Each opening lays one more inside panel free and shows the next outside face beside it.
        reading=(
            ("o0", Role.COVER),
            ("o2", Role.FLAP),
            ("o3", Role.WING),
            ("i0", Role.BODY),
            ("i1", Role.BODY),
            ("i2", Role.BODY),
            ("i3", Role.BODY),
            ("o1", Role.BACK),
        ),
        steps=(
            Step("fold the last panel, i3, in over the third", (3,)),
            Step("fold these in over the second", (2, 3)),
            Step("fold the first panel, i0, in over all", (0,)),
        ),
    ),
    FoldScheme(
        name="cross",
        title="folded across, then in half",
        shares=(1, 1),
        rows=2,
        upright=True,
        folds=(Fold(0, 2, _VALLEY, 1), Fold(1, 3, _VALLEY, 1), Fold(2, 3, _VALLEY, 2), Fold(0, 1, _MOUNTAIN, 2)),
        # The fold across lies at the head of the closed leaflet. The upper half of the outside hangs
        # down behind it and so stands upside down on the sheet. The inside is one upright page.
        turned=("o0", "o1"),
        reading=(
            ("o2", Role.COVER),
            ("o0", Role.FLAP),
            ("o1", Role.WING),
            ("i0", Role.BODY),
            ("i2", Role.BODY),
            ("i1", Role.BODY),
            ("i3", Role.BODY),
            ("o3", Role.BACK),
        ),
        steps=(
            Step("lay the sheet with its inside up and fold the upper half down over the lower", (0, 1)),
            Step("fold it in half like a book, the cover in front", (0, 2)),
        ),
    ),
    FoldScheme(
        name="mini-zine",
        title="a booklet of eight pages, one cut, one side",
        shares=(1, 1, 1, 1),
        rows=2,
        # A ring of eight panels round the slit: each leaf of the booklet is two of them, back to back.
        folds=(
            Fold(0, 4, _VALLEY, 3),
            Fold(3, 7, _VALLEY, 3),
            Fold(1, 2, _VALLEY, 4),
            Fold(5, 6, _VALLEY, 4),
            Fold(0, 1, _MOUNTAIN, 4),
            Fold(2, 3, _MOUNTAIN, 4),
            Fold(6, 7, _MOUNTAIN, 4),
            Fold(4, 5, _VALLEY, 5),
        ),
        slits=((1, 5), (2, 6)),
        turned=("o0", "o1", "o2", "o3"),
        reading=(
            ("o4", Role.COVER),
            ("o0", Role.FLAP),
            ("o1", Role.BODY),
            ("o2", Role.BODY),
            ("o3", Role.BODY),
            ("o7", Role.BODY),
            ("o6", Role.BODY),
            ("o5", Role.BACK),
        ),
        spreads=(("o4",), ("o0", "o1"), ("o2", "o3"), ("o7", "o6"), ("o5",)),
        steps=(
            Step("fold the sheet into eight: once along, twice across, and open it again", action=Action.CREASE),
            Step("cut along the middle crease, from the first to the third crease across", action=Action.CUT),
            Step("fold the upper half back behind the lower, the print outwards", (0, 1, 2, 3)),
            Step("push the ends together until the cut opens to a cross", action=Action.PUSH),
            Step("lay the leaves together, the back behind the cover", (5,)),
        ),
    ),
)


def fold_scheme(name: str) -> FoldScheme:
    """Return the scheme called *name*.

    Raises:
        BadInput: no fold has that name; the hint gives the nearest, and all.
    """
    for scheme in FOLD_SCHEMES:
        if scheme.name == name.strip().casefold():
            return scheme
    raise unknown_name("fold", name, (scheme.name for scheme in FOLD_SCHEMES))
