"""Pictures for the tests of ink, all made here."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from pamphlet.ink.condition import Condition, find_condition
from pamphlet.ink.photo_cache import PhotoCache


@pytest.fixture
def coated() -> Condition:
    return find_condition("coated")


@pytest.fixture
def cache() -> PhotoCache:
    return PhotoCache()


@pytest.fixture
def patches() -> Image.Image:
    """A picture in which no quarter is like another, so that every turn and mirror shows."""
    image = Image.new("RGB", (480, 320), (40, 40, 40))
    image.paste((200, 60, 40), (0, 0, 240, 160))
    image.paste((60, 160, 70), (240, 0, 480, 160))
    image.paste((50, 80, 170), (0, 160, 240, 320))
    return image


@pytest.fixture
def patches_png(tmp_path: Path, patches: Image.Image) -> Path:
    path = tmp_path / "patches.png"
    patches.save(path)
    return path
