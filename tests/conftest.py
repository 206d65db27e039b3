"""What all rooms' tests share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable

import pytest
from hypothesis import settings

from pamphlet.typesetting import sources

# The same examples in every run: a red test is red for its change, not for its luck.
settings.register_profile("pamphlet", derandomize=True, database=None, deadline=None)
settings.load_profile("pamphlet")

Judge = Callable[[str], str]


@pytest.fixture(scope="session")
def judge() -> Judge:
    """Return a function from the name of an outside program to its path.

    A judge that is not installed skips the test, or fails it where PAMPHLET_JUDGES=1 says that
    all must be there, as in CI.
    """

    def path_of(name: str) -> str:
        path = shutil.which(name)
        if path is not None:
            return path
        if os.environ.get("PAMPHLET_JUDGES") == "1":
            pytest.fail(f"{name} is not installed, and PAMPHLET_JUDGES=1 asks for every judge")
        pytest.skip(f"{name} is not installed")

    return path_of


@pytest.fixture(autouse=True)
def no_fonts_from_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test depend on the fonts of the machine; one that is about them says so."""
    monkeypatch.setattr(sources, "FONTCONFIG", "no-fc-list")
    monkeypatch.setattr(sources, "EXTRAS", ())
