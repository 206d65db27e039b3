from __future__ import annotations

from itertools import pairwise

import pytest
from PIL import Image

from pamphlet.ink.coverage import total_ink
from pamphlet.ink.limit import held_under


def pixel(*percents: float) -> Image.Image:
    return Image.new("CMYK", (4, 4), tuple(round(percent * 2.55) for percent in percents))


def percents(image: Image.Image) -> list[float]:
    return [value / 2.55 for value in image.getpixel((0, 0))]  # type: ignore[union-attr]


@pytest.mark.parametrize("limit", [180, 240, 280, 300])
@pytest.mark.parametrize("mix", [(100, 100, 100, 100), (80, 70, 70, 90), (100, 100, 90, 0), (90, 20, 80, 100)])
def test_no_pixel_is_over_the_limit(mix: tuple[float, ...], limit: float) -> None:
    assert total_ink(held_under(pixel(*mix), limit)) <= limit


def test_what_is_under_the_limit_keeps_its_ink() -> None:
    assert percents(held_under(pixel(60, 50, 40, 50), 240)) == pytest.approx([60, 50, 40, 50], abs=0.5)


def test_hue_stays_and_black_makes_good_what_is_taken() -> None:
    cyan, magenta, yellow, black = percents(held_under(pixel(80, 70, 60, 70), 240))
    assert cyan / magenta == pytest.approx(80 / 70, rel=0.03)
    assert magenta / yellow == pytest.approx(70 / 60, rel=0.03)
    assert 70 < black < 100


def test_no_edge_shows_where_the_limit_begins() -> None:
    wedge = Image.new("CMYK", (256, 1))
    wedge.putdata([(level, level, level, level) for level in range(256)])
    levels = held_under(wedge, 240).getchannel("C").tobytes()
    steps = [abs(after - before) for before, after in pairwise(levels)]
    assert max(steps) <= 4
