"""Folds that the package does not ship: each must be sayable as one entry."""

from __future__ import annotations

from pamphlet.sheet.folds import Fold, FoldScheme, Role, Turn

ROLL_4 = FoldScheme(
    name="roll-4",
    title="four panels rolled",
    shares=(1, 1, 1, 1),
    tucks=(0, 0, 1, 2),
    folds=(Fold(2, Turn.VALLEY), Fold(1, Turn.VALLEY), Fold(0, Turn.VALLEY)),
    reading=(
        ("o0", Role.COVER),
        ("o2", Role.FLAP),
        ("i0", Role.BODY),
        ("o3", Role.FLAP),
        ("i1", Role.BODY),
        ("i2", Role.BODY),
        ("i3", Role.BODY),
        ("o1", Role.BACK),
    ),
)
DOUBLE_PARALLEL = FoldScheme(
    name="double-parallel",
    title="folded in half twice",
    shares=(1, 1, 1, 1),
    tucks=(0, 0, 1, 1),
    folds=(Fold(1, Turn.VALLEY), Fold(0, Turn.VALLEY), Fold(2, Turn.MOUNTAIN)),
    reading=(
        ("o0", Role.COVER),
        ("o3", Role.FLAP),
        ("o2", Role.FLAP),
        ("i0", Role.BODY),
        ("i1", Role.BODY),
        ("i2", Role.BODY),
        ("i3", Role.BODY),
        ("o1", Role.BACK),
    ),
)
ACCORDION = FoldScheme(
    name="accordion-4",
    title="four panels in a zigzag",
    shares=(1, 1, 1, 1),
    tucks=(0, 0, 0, 0),
    folds=(Fold(2, Turn.VALLEY), Fold(1, Turn.MOUNTAIN), Fold(0, Turn.VALLEY)),
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
)
OTHERS = (ROLL_4, DOUBLE_PARALLEL, ACCORDION)
