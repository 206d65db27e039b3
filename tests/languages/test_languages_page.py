"""The page of the docs that says what is done for each language."""

from __future__ import annotations

import os
from pathlib import Path

from languages_page import languages_page
from test_languages import LANGUAGES

PAGE = Path(__file__).parents[2] / "docs" / "languages.md"


def test_the_page_of_languages_says_what_is_done_for_them() -> None:
    """Rewrite it with PAMPHLET_WRITE_DOCS=1."""
    text = languages_page(LANGUAGES)
    if os.environ.get("PAMPHLET_WRITE_DOCS") == "1":
        PAGE.write_text(text, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == text, "run again with PAMPHLET_WRITE_DOCS=1, and look at the difference"
