from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pamphlet.ink.crop import crop_box

sides = st.integers(1, 40_000)
lengths = st.floats(1, 5000)
fractions = st.floats(0, 1)


@given(sides, sides, lengths, lengths, fractions, fractions)
def test_box_lies_inside_keeps_proportion_and_focus(
    width: int, height: int, target_width: float, target_height: float, u: float, v: float
) -> None:
    left, top, right, bottom = crop_box((width, height), (target_width, target_height), (u, v))
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    assert (right - left) * target_height == pytest.approx((bottom - top) * target_width, rel=1e-6)
    assert left - 1e-6 <= u * width <= right + 1e-6
    assert top - 1e-6 <= v * height <= bottom + 1e-6


@given(sides, sides, lengths, lengths, fractions, fractions)
def test_focus_is_centred_unless_an_edge_is_touched(
    width: int, height: int, target_width: float, target_height: float, u: float, v: float
) -> None:
    left, top, right, bottom = crop_box((width, height), (target_width, target_height), (u, v))
    for low, high, most, wanted in ((left, right, width, u * width), (top, bottom, height, v * height)):
        at_edge = low <= 1e-6 or high >= most - 1e-6
        assert at_edge or (low + high) / 2 == pytest.approx(wanted, abs=1e-5)


def test_covers_with_as_much_of_the_photo_as_there_is() -> None:
    assert crop_box((3000, 2000), (150, 100)) == (0, 0, 3000, 2000)
    assert crop_box((3000, 2000), (100, 100)) == (500, 0, 2500, 2000)


def test_a_focus_out_of_range_is_held() -> None:
    assert crop_box((300, 200), (100, 100), (7, -3)) == (100, 0, 300, 200)
