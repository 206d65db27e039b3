"""Text from right to left as PDFium reads it, against what was set: what of it can be compared.

PDFium finds the direction of a line by rules of its own and turns round what it takes for
right to left. In lines of two directions it changes the order of words and numbers and
mirrors brackets; it sets marks apart from their letters; now and then it loses a space or
the end of a line, or sees a space where letters slope. What it does not change are the
letters inside a word. So words are counted, whatever their place, and so are all signs; where
words of the one are parted or joined in the other, their letters are.
"""

from __future__ import annotations

import re
from collections import Counter

_LETTERS = "(?:(?![\\W\\d_])[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff])+"
_WORD = re.compile(_LETTERS)
_MARK = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")
_TOKEN = re.compile(r"[^\W\d_]+|\d+|_|[^\w\s]")
_PAIRED = str.maketrans(")]}\u00bb\u203a\u201d\u2019", "([{\u00ab\u2039\u201c\u2018")
"""What PDFium mirrors, or not: each pair counts as one sign."""
MOST_APART = 0.15
"""Share of the words that may be parted or joined: in nastaliq we have seen 6 %, elsewhere 3 % of a short page."""


def has_rtl(text: str) -> bool:
    """Say whether letters from right to left stand in *text*."""
    return _WORD.search(text) is not None


def compare_mixed(wanted: str, found: str) -> str:
    """Return in words how *found* differs from *wanted*, or nothing.

    Args:
        wanted: the lines as they were set, each in logical order. found: as PDFium gives them.
    """
    one, other = _MARK.sub("", wanted), _MARK.sub("", found)
    return (
        _compare_words(Counter(_WORD.findall(one)), Counter(_WORD.findall(other)))
        or _compare_counts(_tokens(one), _tokens(other))
        or _compare_counts(Counter(_MARK.findall(wanted)), Counter(_MARK.findall(found)))
    )


def _compare_words(wanted: Counter[str], found: Counter[str]) -> str:
    lacking, added = wanted - found, found - wanted
    if Counter("".join(lacking.elements())) != Counter("".join(added.elements())):
        return _differs(lacking, added)
    if lacking.total() > MOST_APART * wanted.total():
        return _differs(lacking, added)
    return ""


def _tokens(text: str) -> Counter[str]:
    """Count words, numbers and signs beside the letters from right to left."""
    return Counter(_TOKEN.findall(_WORD.sub(" ", text).translate(_PAIRED)))


def _compare_counts(wanted: Counter[str], found: Counter[str]) -> str:
    return "" if wanted == found else _differs(wanted - found, found - wanted)


def _differs(lacking: Counter[str], added: Counter[str]) -> str:
    lacks, adds = (" ".join(sorted(counts.elements())[:12]) for counts in (lacking, added))
    return f"lacks {lacks!r} and adds {adds!r}"
