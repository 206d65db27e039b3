"""Where words may be broken with a hyphen, by language.

pyphen holds the patterns (from the dictionaries of LibreOffice). A language it
does not know is not hyphenated: no guess is better than a wrong break.
"""

from __future__ import annotations

import re

from pamphlet.typesetting.patterns import Patterns

_LETTERS = re.compile(r"[^\W\d_]+")
LEFT_MIN, RIGHT_MIN = 2, 3
"""Fewest letters before and after a break: TeX's own for English (TeXbook, appendix H)."""
SHORTEST = 5
"""Shorter words are left whole."""
SHORTEST_CAPITALS = 7
"""Words in capitals that are shorter are taken for names made of initials, as UNESCO is."""


class Hyphenator:
    """Break points of words, cached; one object serves many editions."""

    def __init__(self) -> None:
        self._dictionaries: dict[str, Patterns | None] = {}
        self._points: dict[tuple[str, str], tuple[int, ...]] = {}

    def knows(self, lang: str) -> bool:
        """Say whether there are patterns for *lang*."""
        return self._dictionary(lang) is not None

    def points(self, word: str, lang: str) -> tuple[int, ...]:
        """Return the indexes in *word* before which it may be broken, ascending.

        The word may carry punctuation around its letters. Words with digits, short words in
        capitals, or words joined by anything but letters are left whole.

        Example:
            >>> Hyphenator().points("“hyphenation,”", "en")
            (3, 7, 8)
        """
        key = (word, lang)
        found = self._points.get(key)
        if found is None:
            found = self._points[key] = self._find(word, lang)
        return found

    def _find(self, word: str, lang: str) -> tuple[int, ...]:
        dictionary = self._dictionary(lang)
        if dictionary is None or len(word) < SHORTEST:
            return ()
        parts = _LETTERS.findall(word)
        if len(parts) != 1 or len(parts[0]) < SHORTEST or any(c.isdigit() for c in word):
            return ()
        if parts[0].isupper() and len(parts[0]) < SHORTEST_CAPITALS:
            return ()
        start, length = word.index(parts[0]), len(parts[0])
        positions = dictionary.positions(parts[0].lower())
        return tuple(sorted({start + int(p) for p in positions if LEFT_MIN <= p <= length - RIGHT_MIN}))

    def _dictionary(self, lang: str) -> Patterns | None:
        if lang not in self._dictionaries:
            self._dictionaries[lang] = _load(lang)
        return self._dictionaries[lang]


def _load(lang: str) -> Patterns | None:
    """Return the patterns of pyphen's dictionary for *lang*: its data, without its reader, which takes 50 ms."""
    import pyphen

    name = pyphen.language_fallback(lang.replace("-", "_"))
    if name is None:
        return None
    content: bytes = pyphen.LANGUAGES[name].read_bytes()
    # "man 4 hunspell": the first line names the encoding of the others.
    encoding, _, patterns = content.partition(b"\n")
    charset = encoding.decode("ascii").strip().lower().replace("microsoft-", "")
    return Patterns(patterns, charset)
