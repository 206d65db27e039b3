"""The examples in docstrings are run: what a reader copies from there works."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import pamphlet

MODULES = sorted(
    found.name
    for found in pkgutil.walk_packages(pamphlet.__path__, "pamphlet.")
    if not found.ispkg and not found.name.endswith("__main__")
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_give_what_they_say(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
