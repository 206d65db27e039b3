"""The page of the docs that says what the judges said; its name is last, so that all have been asked."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from editions import Made
from minutes import Minutes, press_page

PAGE = Path(__file__).parents[2] / "docs" / "press.md"


def test_the_table_in_the_docs_says_what_the_judges_said(minutes: Minutes, editions: tuple[Made, ...]) -> None:
    """Rewrite it with PAMPHLET_WRITE_DOCS=1."""
    if not minutes.complete(editions):
        pytest.skip("not every judge was asked in this run")
    text = press_page(minutes, editions)
    if os.environ.get("PAMPHLET_WRITE_DOCS") == "1":
        PAGE.write_text(text, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == text, "run again with PAMPHLET_WRITE_DOCS=1, and look at the difference"
