"""What the tests of layout share: one workshop, so that every word is shaped once."""

from __future__ import annotations

from pathlib import Path

import pytest
from leaflets import Studio
from PIL import Image

from pamphlet.editions.workshop import Workshop
from pamphlet.ink.photo_cache import PhotoCache


@pytest.fixture(scope="session")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Studio:
    photo = tmp_path_factory.mktemp("leaflet") / "photo.png"
    Image.new("RGB", (60, 80), (90, 60, 40)).save(photo)
    return Studio(Workshop(photos=PhotoCache()), photo)


@pytest.fixture(scope="session")
def photo(studio: Studio) -> Path:
    return studio.photo
