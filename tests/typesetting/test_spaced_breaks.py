"""Text with spaces is broken by a short rule and not by ICU: it must allow no break that Unicode does not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace

from pamphlet.design.theme import load_theme
from pamphlet.manuscript.article import Span
from pamphlet.typesetting.breaks import is_spaced, opportunities
from pamphlet.typesetting.galley import Typesetter

LANGUAGES = Path(__file__).resolve().parent.parent / "languages"
UNSPACED = ("bo", "ja", "km", "ko", "lo", "my", "th", "zh-Hans", "zh-Hant", "am", "ti")
SPACED = sorted(path.stem for path in LANGUAGES.glob("[a-z]*.md") if path.stem not in UNSPACED)


def paragraphs(lang: str) -> Iterator[str]:
    body = (LANGUAGES / f"{lang}.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    for block in body.split("\n\n"):
        text = " ".join(re.sub(r"^#+ ", "", block.strip()).split())
        if text and not re.search(" ['’] ", text):  # a stray mark in the Aymara text
            yield text


def places(typesetter: Typesetter, text: str) -> tuple[str, set[int]]:
    """Return a text as it is set, and the indexes at which its lines may end, no word divided."""
    style = replace(load_theme("broadside").style("body"), hyphenate=False)
    (prepared,) = typesetter.prepare((Span(text=text),), style)
    starts, shown = [], ""
    for word in prepared.words:
        starts.append(len(shown))
        shown += "".join(piece.shaped.text for piece in word.pieces) + word.space
    found = set()
    for number, which, index in prepared.places[1:-1]:
        before = prepared.words[number].pieces[:which]
        found.add(starts[number] + sum(len(piece.shaped.text) for piece in before) + index)
    return shown, found


@pytest.mark.parametrize("lang", SPACED)
def test_lines_end_where_unicode_allows_it(typesetter_of: Callable[[str], Typesetter], lang: str) -> None:
    for text in paragraphs(lang):
        assert is_spaced(text)
        shown, found = places(typesetter_of(lang), text)
        allowed = set(opportunities(shown, lang))
        assert not {shown[max(0, place - 9) : place + 9] for place in found - allowed}
        # Unicode also lets a line end at a hyphen beside a single letter or digit, and before a dash.
        left = {place for place in allowed - found if shown[place - 1] == " "}
        assert not {shown[max(0, place - 9) : place + 9] for place in left}


@pytest.mark.parametrize(
    ("lang", "text", "lines"),
    [
        ("en", "anti-war movement", ["anti-", "war ", "movement"]),
        ("en", "an e-mail of 1914-18", ["an ", "e-mail ", "of ", "1914–18"]),
        ("en", "bread and/or peace", ["bread ", "and/", "or ", "peace"]),
        ("hi", "सबको है । आगे", ["सबको ", "है\u202f। ", "आगे"]),
        ("en", "Oh ! no ( so ) more", ["Oh\u00a0! ", "no ", "(\u00a0so\u00a0) ", "more"]),
        ("en", "a\u00a0b c\u2060d", ["a\u00a0b ", "cd"]),
    ],
)
def test_where_lines_may_end(
    typesetter_of: Callable[[str], Typesetter], lang: str, text: str, lines: list[str]
) -> None:
    shown, found = places(typesetter_of(lang), text)
    ends = [0, *sorted(found), len(shown)]
    assert [shown[since:until] for since, until in pairwise(ends)] == lines
