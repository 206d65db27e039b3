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
    lights = next(grey for grey in range(256) if black[grey] < 10)
    assert list(black) == sorted(black, reverse=True) and list(red[lights:]) == sorted(red[lights:], reverse=True)
    assert red[0] < max(red), "the ink below black is not quite full"
    assert red[190] > 3 * black[190], "the lights belong to the colour"
    assert not any(red[240:]) and not any(black[240:]), "what is nearly white is paper"
    assert found.plate("Cyan") == bytes(256)


@pytest.mark.parametrize("looks", [(0, 0.95, 1, 0), (0, 0, 0.9, 0), (1, 0.7, 0, 0.1)])
def test_a_tone_is_printed_in_colour_alone_as_far_as_the_colour_is_dark_enough(
    coated: Condition, looks: tuple[float, float, float, float]
) -> None:
    found = toning([BLACK, Ink(0, 0, 0, 0, spots=((Spot("Own", looks), 1.0),))], (), coated)
    black, own = found.plate("Black"), found.plate("Own")
    depth = 1 - sum(
        share * (1 - tint) * (1 - looks[3]) for share, tint in zip((0.299, 0.587, 0.114), looks[:3], strict=True)
    )
    for grey in range(255):
        seen = (1 - black[grey] / 255) * (1 - depth * own[grey] / 255)
        assert seen == pytest.approx(grey / 255, abs=0.075 if grey > 180 else 0.04), grey
        if depth > 0.5 and 1 - grey / 255 < depth - 0.06:
            assert black[grey] <= 2


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
