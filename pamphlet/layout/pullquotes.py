"""Sentences worth lifting out of the body as pull quotes.

A pull quote repeats a sentence of the article, word for word. What the author
marked strong comes first; then short whole sentences that stand on their own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from pamphlet.manuscript.article import Article, Block, Paragraph, Span
from pamphlet.manuscript.text import plain

SHORTEST, LONGEST, BEST = 38, 150, 80
"""Characters of a pull quote: two to five lines of display type in a 85 mm measure."""
_SENTENCE_END = re.compile(
    r"(?<=[^\W\d_]{3}[.!?\u2026\u061f\u06d4\u0964\u1362\u0589])\s+(?=[^\W\d_a-z])|(?<=[\u3002\uff01\uff1f])\s*"
)
_ENDS = ".!?\u061f\u06d4\u0964\u1362\u0589\u3002\uff01\uff1f"
"""What ends a sentence: Latin, Arabic, Urdu, Devanagari, Ethiopic, Armenian, Chinese and Japanese."""
_LEANS_BACK = re.compile(
    r"(?:This|That|These|Those|It|Its|He|His|She|Her|They|Their|But|And|Or|So|Then|There|Yet|Such|Thus|"
    r"Esto|Esta|Este|Ese|Esa|Eso|Ellos|Ellas|Él|Ella|Pero|Y|Así|Sus|Su|Lo|Para ello|Por eso)\b"
)
"""Openings that point at the sentence before, so that the sentence cannot stand alone."""


def pull_quotes(article: Article, count: int) -> tuple[tuple[int, str], ...]:
    """Return up to *count* sentences, each with the index of the body block it comes from, best first.

    None repeats what already stands large: the title, the standfirst, a slogan or the bulletin's title.
    """
    shown = [_letters(text) for text in _displayed(article)]
    found = sorted(_candidates(article.body), key=lambda each: (-each[0], each[1]))
    found = [each for each in found if not any(_letters(each[2]) in text for text in shown)]
    chosen: list[tuple[int, str]] = []
    for _, number, sentence in found:
        if len(chosen) < count and all(abs(number - other) > 1 for other, _ in chosen):
            chosen.append((number, sentence))
    return tuple(chosen)


def _displayed(article: Article) -> tuple[str, ...]:
    return (article.title, article.standfirst, article.bulletin.title, *article.slogans)


def _letters(text: str) -> str:
    """Return *text* as far as it counts for whether two texts say the same: no case, no marks, no spaces."""
    return "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if char.isalnum())


def _candidates(body: Sequence[Block]) -> Iterable[tuple[float, int, str]]:
    for number, block in enumerate(body):
        if isinstance(block, Paragraph) and number:
            for sentence in _whole(block.spans):
                score = _score(sentence, block.spans)
                if score > 0:
                    yield score, number, sentence


def _whole(spans: Sequence[Span]) -> list[str]:
    if any(span.note or span.superscript or span.code for span in spans):
        return []
    return _SENTENCE_END.split(plain(spans).replace("\n", " "))


def _score(sentence: str, spans: Sequence[Span]) -> float:
    # No letter counts for more than two: most sentences are told by their length alone, and by their marks.
    if not SHORTEST <= 2 * len(sentence) <= 2 * LONGEST or sentence[-1] not in _ENDS or sentence[0].islower():
        return 0.0
    if any(mark in sentence for mark in '"“”«»()[]:;@/') or any(char.isdigit() for char in sentence):
        return 0.0
    if any(span.link and span.text.strip() in sentence for span in spans):
        return 0.0
    length = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in sentence)
    if not SHORTEST <= length <= LONGEST:
        return 0.0
    score = 1.0 - abs(length - BEST) / 140
    if any(span.strong and span.text.strip() in sentence for span in spans if len(span.text.strip()) > 12):
        score += 1.0
    if _LEANS_BACK.match(sentence):
        score -= 0.45
    return score
