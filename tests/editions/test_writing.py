"""Languages and the letters that their text is in."""

from __future__ import annotations

from pathlib import Path

import pytest

from pamphlet.editions.writing import check_letters, check_writing
from pamphlet.errors import Severity
from pamphlet.manuscript.article import Article, Paragraph, Span

LATIN = "Herkes xwedî mafê jiyan, azadî û ewleyiya şexsê xwe ye, li her welatî."
CYRILLIC = "Сви људи су пред законом једнаки и имају право на подједнаку заштиту."


def article(lang: str, text: str) -> Article:
    return Article(source=Path("article.md"), lang=lang, title="", body=(Paragraph(spans=(Span(text=text),)),))


@pytest.mark.parametrize(("lang", "text", "better"), [("ckb", LATIN, "ckb-Latn"), ("hr", CYRILLIC, "hr-Cyrl")])
def test_text_in_other_letters_than_its_language_is_told(lang: str, text: str, better: str) -> None:
    (finding,) = check_writing(article(lang, text))
    assert (finding.code, finding.severity) == ("script-differs", Severity.WARNING)
    assert f"lang: {better};" in finding.hint
    assert not check_writing(article(better, text))


def test_names_in_other_letters_are_not() -> None:
    assert not check_writing(article("ckb", "PDF/X-4 ISO 15930 FOGRA39"))
    assert not check_writing(article("sr", f"{CYRILLIC} PDF/X-4 ISO 15930 FOGRA39 Pamphlet"))


def test_columns_are_refused() -> None:
    (finding,) = check_writing(article("mn-Mong", "\u182c\u1826\u182e\u1826\u1828"))
    assert (finding.code, finding.severity) == ("written-in-columns", Severity.ERROR)


def test_the_sign_for_a_lost_letter_is_told_with_the_words_around_it() -> None:
    (finding,) = check_letters(article("en", "The strike of the m\ufffdners goes on."))
    assert finding.code == "letter-lost"
    assert "m\ufffdners" in finding.message
    assert not check_letters(article("en", "The strike of the miners goes on."))
