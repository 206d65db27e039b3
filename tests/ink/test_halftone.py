from __future__ import annotations

import math
import random

import pytest
from PIL import Image

from pamphlet.ink.halftone import nearest_lattice, screened
from pamphlet.ink.lineart import line_art

SIZE = (800, 800)


def share_of_ink(image: Image.Image) -> float:
    histogram = image.convert("L").histogram()
    return histogram[0] / (image.width * image.height)


@pytest.mark.parametrize("pitch", [9.5, 13.3, 20.0, 26.7, 53.3])
@pytest.mark.parametrize("angle", [0, 15, 30, 45, 75])
def test_the_lattice_is_near_what_is_asked_and_repeats_soon(pitch: float, angle: float) -> None:
    lattice = nearest_lattice(pitch, angle)
    assert math.hypot(lattice.across, lattice.down) == pytest.approx(pitch, rel=0.12)
    turned = math.degrees(math.atan2(lattice.down, lattice.across))
    assert turned == pytest.approx(angle, abs=6)
    assert lattice.tile <= 240


@pytest.mark.parametrize("grey", [230, 190, 128, 64, 25])
def test_a_tone_takes_its_share_of_ink(grey: int) -> None:
    tones = Image.new("L", (300, 300), grey)
    tones.paste(0, (0, 0, 30, 30))
    tones.paste(255, (270, 270, 300, 300))  # both ends, so that contrast is as it is
    made = screened(tones, 30, 45, 800, SIZE).crop((200, 200, 600, 600))
    assert share_of_ink(made) == pytest.approx(1 - grey / 255, abs=0.03)


def test_white_and_black_are_free_of_specks() -> None:
    tones = Image.new("L", (300, 300), 253)
    tones.paste(2, (0, 0, 150, 300))
    made = screened(tones, 30, 45, 800, SIZE)
    assert share_of_ink(made.crop((500, 100, 700, 700))) == 0
    assert share_of_ink(made.crop((100, 100, 300, 700))) == 1


def test_line_art_keeps_a_drawing_in_the_dark_and_in_the_light() -> None:
    tones = Image.new("L", (600, 600), 240)
    tones.paste(45, (0, 0, 300, 600))
    for x in (100, 140, 180):
        tones.paste(90, (x, 100, x + 8, 500))
    for x in (400, 440, 480):
        tones.paste(190, (x, 100, x + 8, 500))
    made = line_art(tones, 300, (1200, 1200), 50)
    dark, light = made.crop((180, 400, 400, 800)), made.crop((780, 400, 1000, 800))
    assert 0.5 < share_of_ink(dark) < 0.97, "the lighter lines are lost in the dark"
    assert 0.03 < share_of_ink(light) < 0.5, "the darker lines are lost in the light"


def test_line_art_leaves_grain_out() -> None:
    chance = random.Random(1871)
    grain = Image.frombytes("L", (600, 600), bytes(210 + chance.randrange(-9, 10) for _ in range(360_000)))
    made = line_art(grain, 300, (1200, 1200), 50)
    assert share_of_ink(made) < 0.01


@pytest.mark.parametrize("threshold", [30, 50, 70])
def test_the_threshold_moves_what_is_ink(threshold: float) -> None:
    tones = Image.linear_gradient("L").resize((600, 600))
    assert share_of_ink(line_art(tones, 300, (600, 600), threshold)) == pytest.approx(1 - threshold / 100, abs=0.13)
