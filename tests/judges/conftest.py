from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from editions import Made, Shop
from minutes import Minutes
from pdfium import Seen, seen_in
from plates import separated


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    return Shop(tmp_path_factory.mktemp("shop"))


@pytest.fixture(scope="session")
def editions(shop: Shop) -> tuple[Made, ...]:
    return shop.every()


@pytest.fixture(scope="session")
def minutes() -> Minutes:
    return Minutes()


@pytest.fixture(scope="session")
def seen(editions: tuple[Made, ...]) -> dict[Made, tuple[Seen, ...]]:
    """What PDFium sees on each page of each edition."""
    return {made: seen_in(made.path) for made in editions}


@pytest.fixture(scope="session")
def plates(judge, editions: tuple[Made, ...], tmp_path_factory: pytest.TempPathFactory) -> dict[Made, Path]:
    """Where the plates of each edition lie: Ghostscript runs once for each."""
    ghostscript, folder = judge("gs"), tmp_path_factory.mktemp("plates")
    with ThreadPoolExecutor(2) as threads:
        made = threads.map(
            lambda number: separated(ghostscript, editions[number].path, folder / str(number)), range(len(editions))
        )
        return dict(zip(editions, made, strict=True))
