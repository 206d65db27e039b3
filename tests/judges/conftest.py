from __future__ import annotations

import pytest
from editions import Made, Shop
from minutes import Minutes


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    return Shop(tmp_path_factory.mktemp("shop"))


@pytest.fixture(scope="session")
def editions(shop: Shop) -> tuple[Made, ...]:
    return shop.every()


@pytest.fixture(scope="session")
def minutes() -> Minutes:
    return Minutes()
