"""What is told where the language of an edition and the writing system of its text do not go together."""

from __future__ import annotations

from collections import Counter

from pamphlet.errors import Finding, Place, Severity
from pamphlet.manuscript.article import Article
from pamphlet.manuscript.text import texts, words
from pamphlet.typesetting.itemising import main_system, script_of, system_of

_IN_COLUMNS = frozenset({"Mong", "Phag"})
"""Writing systems that run from top to bottom alone (UAX #50)."""
_LEAST_LETTERS = 40
"""Fewer tell nothing: a title of names may be in any letters."""
_LEAST_SHARE = 0.2
"""Share of letters in the language's own writing system below which the text is in another one."""


LOST = "\ufffd"
"""REPLACEMENT CHARACTER: what decoders and HTML (13.2.5.80, for `&#0;` and `&#xD800;`) put for what is no character."""

AROUND = 24
"""Characters shown before it and from it on."""


def check_letters(article: Article) -> tuple[Finding, ...]:
    """Return a warning where the text has a sign for a letter that was lost before it came here."""
    holding = next((text for text in texts(article) if LOST in text), "")
    if not holding:
        return ()
    at = holding.index(LOST)
    around = " ".join(holding[max(0, at - AROUND) : at + AROUND].split())
    return (
        Finding(
            severity=Severity.WARNING,
            code="letter-lost",
            message=f"a letter was lost before the text came here: “{around}” has the sign for one (U+FFFD)",
            place=Place(file=str(article.source)),
            hint="type the letter again where it was, or take a reference such as &#0; out",
        ),
    )


def check_writing(article: Article) -> tuple[Finding, ...]:
    """Return an error for a writing system that is not set here, a warning where the text is in another than expected.

    Direction, leading, breaks and hyphens follow the language; of ``sr`` they are those of Cyrillic.
    """
    own, lang = main_system(article.lang), article.lang
    place = Place(file=str(article.source))
    if own in _IN_COLUMNS:
        message = f"{lang} is written in columns from top to bottom, and Pamphlet sets lines"
        hint = "set it in letters that run in lines, as mn in Cyrillic ones"
        return (Finding(severity=Severity.ERROR, code="written-in-columns", message=message, place=place, hint=hint),)
    systems: Counter[str] = Counter()
    for char, count in Counter("".join(words(article))).items():
        if char.isalpha():
            systems[system_of(script_of(char), lang)] += count
    letters = systems.total()
    if letters < _LEAST_LETTERS or systems[own] >= _LEAST_SHARE * letters:
        return ()
    found = systems.most_common(1)[0][0]
    message = f"{lang} stands for text in {own} letters, and {1 - systems[own] / letters:.0%} of this one's are others"
    hint = f"write lang: {lang.split('-')[0]}-{found}; direction, leading and hyphens follow it"
    return (Finding(severity=Severity.WARNING, code="script-differs", message=message, place=place, hint=hint),)
