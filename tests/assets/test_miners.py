"""The stand-in for the cover photograph is fit for print and for the web."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageStat
from PIL.ExifTags import IFD

PICTURE = Path(__file__).parents[2] / "assets" / "miners.jpg"
FOCUS_X, FOCUS_Y = 0.5, 0.42


@pytest.fixture(scope="module")
def miners() -> Image.Image:
    with Image.open(PICTURE) as picture:
        picture.load()
        return picture


def test_is_large_enough_for_a_bleeding_cover(miners: Image.Image) -> None:
    assert miners.width >= 2400
    assert miners.height >= 1600
    assert miners.info["dpi"] == pytest.approx((300, 300))


def test_is_plain_rgb_jpeg_of_a_size_to_ship(miners: Image.Image) -> None:
    assert (miners.format, miners.mode) == ("JPEG", "RGB")
    assert PICTURE.stat().st_size < 2_500_000


def test_carries_no_place_or_camera(miners: Image.Image) -> None:
    assert not miners.getexif().get_ifd(IFD.GPSInfo)
    assert not miners.getexif()


def test_lowest_eighth_is_dark_enough_for_type(miners: Image.Image) -> None:
    foot = miners.crop((0, round(miners.height * 0.88), miners.width, miners.height)).convert("L")
    assert ImageStat.Stat(foot).mean[0] < 40
    assert ImageStat.Stat(foot).stddev[0] < 12


@pytest.mark.parametrize("aspect", [0.8, 2.2, 3.0])
def test_every_crop_keeps_the_lit_face(miners: Image.Image, aspect: float) -> None:
    width = min(miners.width, miners.height * aspect)
    height = width / aspect
    left = min(max(0, miners.width * FOCUS_X - width / 2), miners.width - width)
    top = min(max(0, miners.height * FOCUS_Y - height / 2), miners.height - height)
    # the middle man, from the comb of his helmet to his chin
    assert left <= 1110 and left + width >= 1890
    assert top <= 360 and top + height >= 1230
    face = miners.crop((1300, 720, 1780, 1120)).convert("L")
    assert ImageStat.Stat(face).stddev[0] > 90, "the face is cut in black and white, not in greys"
