from __future__ import annotations

import pytest
from msgspec.structs import replace

from pamphlet.ink.condition import Condition
from pamphlet.ink.palette import BLACK, Ink, Spot
from pamphlet.ink.toning import toning

RED = Ink(0, 0, 0, 0, spots=((Spot("Red", (0, 0.95, 1, 0)), 1.0),))


def test_a_duotone_runs_from_paper_to_both_inks(coated: Condition) -> None:
    found = toning([BLACK, RED], (), coated)
    assert [plate.name for plate in found.plates] == ["Black", "Red"]
    black, red = found.plate("Black"), found.plate("Red")
    assert (black[255], red[255]) == (0, 0)
    assert black[0] == 255 and red[0] > 200
    assert list(black) == sorted(black, reverse=True) and list(red) == sorted(red, reverse=True)
    assert red[190] > 3 * black[190], "the lights belong to the colour"
    assert found.plate("Cyan") == bytes(256)


def test_curves_are_obeyed_between_their_points(coated: Condition) -> None:
    half = ((0.0, 0.0), (100.0, 50.0))
    level = ((0.0, 20.0), (50.0, 20.0), (100.0, 100.0))
    found = toning([BLACK, RED], (half, level), coated)
    assert found.plate("Black")[0] == pytest.approx(127.5, abs=1)
    assert found.plate("Red")[255] == found.plate("Red")[200] == 51


def test_tones_keep_the_limits_of_ink(coated: Condition) -> None:
    mix = Ink(1.0, 1.0, 1.0, 0.0)
    assert toning([BLACK, mix], (), replace(coated, ink_limit=240.0)).most_ink <= 241
    assert max(toning([RED], (), replace(coated, solid_limit=0.85)).table) == round(0.85 * 255)
