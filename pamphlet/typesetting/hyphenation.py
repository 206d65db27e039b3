"""Where words may be broken with a hyphen, by language.

The table of languages says which patterns a language has and how many letters stay together at either end
of a word; ``patterns.py`` reads them, whether they are TeX's (in ``hyphens/``) or those of pyphen, which come
from LibreOffice. A language without patterns is not hyphenated: no guess is better than a wrong break.
TeX's are data with licences of their own, and the program runs without any of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

from pamphlet.typesetting.itemising import main_system
from pamphlet.typesetting.locale import Conventions, conventions
from pamphlet.typesetting.patterns import Patterns

_INDIC_SIGNS = "".join(f"{chr(block)}-{chr(block + 0x63)}" for block in range(0x900, 0xD80, 0x80))
_GURMUKHI_SIGNS = "\u0a70\u0a71\u0a75"
_JOINERS = "\u200c\u200d"
"""Inside a word they choose the form of an Indic letter and are spelled with it: Malayalam ര്‍, Marathi ऱ्‍य."""
_INSIDE = rf"(?<=[\u0900-\u0d7f])[{_JOINERS}](?=[\u0900-\u0d7f])"
_WORD = re.compile(rf"(?:[^\W\d_]|[\u0300-\u036f{_INDIC_SIGNS}{_GURMUKHI_SIGNS}]|{_INSIDE})+")
_APOSTROPHE = re.compile("['\u2019\u02bc]")
_JOINING = re.compile("(?<=[^\\W\\d_])['\u2019\u02bc](?=[^\\W\\d_])")
_JOINTS = ("'", "\u00b7")
"""What joins two words into one: the apostrophe, and the dot of Catalan's l·l, where no hyphen may stand."""
SHORTEST = 5
"""Shorter words are left whole."""
SHORTEST_CAPITALS = 7
"""Words in capitals that are shorter are taken for names made of initials, as UNESCO is."""
DIVIDING = ("Latn", "Cyrl", "Grek", "Armn", "Geor")
"""Writing systems of long words between spaces, which readers are used to see divided."""
DOTTED_I = str.maketrans("Iİ", "ıi")


class Hyphenator:
    """Break points of words, cached; one object serves many editions."""

    def __init__(self) -> None:
        self._patterns: dict[str, Patterns | None] = {}
        self._points: dict[tuple[str, str], tuple[int, ...]] = {}

    def knows(self, lang: str) -> bool:
        """Say whether there are patterns for *lang*."""
        return self._of(lang) is not None

    def points(self, word: str, lang: str) -> tuple[int, ...]:
        """Return the indexes in *word* before which it may be broken, ascending.

        The word may carry punctuation around its letters. What an apostrophe joins (l’union, people’s) is divided
        as if each stood alone, unless the language spells words with it, as Ukrainian does. Words with digits or
        capitals inside, short words in capitals, or words joined by anything else are left whole.

        Example:
            >>> Hyphenator().points("“hyphenation,”", "en")
            (3, 7, 8)
        """
        key = (word, lang)
        found = self._points.get(key)
        if found is None:
            found = self._points[key] = tuple(self._find(word, lang))
        return found

    def _find(self, word: str, lang: str) -> Iterable[int]:
        patterns = self._of(lang) if len(word) >= SHORTEST else None
        if patterns is None or any(char.isdigit() for char in word):
            return
        habits = conventions(lang)
        plain = _JOINING.sub("x" if habits.apostrophe_inside else "'", word)
        parts = [part.span() for part in _WORD.finditer(plain)]
        if any(plain[end:start] not in _JOINTS for (_, end), (start, _) in pairwise(parts)):
            return
        for start, end in parts:
            yield from (start + at for at in _inside(word[start:end], patterns, habits))

    def _of(self, lang: str) -> Patterns | None:
        if lang not in self._patterns:
            self._patterns[lang] = _load(conventions(lang))
        return self._patterns[lang]


def _inside(word: str, patterns: Patterns, habits: Conventions) -> Iterable[int]:
    """Return where a word of nothing but letters may be broken."""
    if len(word) < SHORTEST or not _divisible(word):
        return
    small = (word.translate(DOTTED_I) if habits.dotted_i else word).lower()
    if len(small) != len(word):
        return
    small = _APOSTROPHE.sub("'", small)
    points = [
        at
        for at in patterns.positions(small)
        if habits.left_min <= at <= len(word) - habits.right_min
        and not (unicodedata.combining(word[at]) or word[at] in _JOINERS)
    ]
    yield from _syllabic(small, points, habits.vowels) if habits.vowels else points


def _syllabic(word: str, points: Iterable[int], vowels: str) -> list[int]:
    """Return those of *points* that leave a vowel in every part of *word*.

    A part without one goes with what it is said with: a vowel that follows, or else the part before.

    Example:
        >>> _syllabic("kushdo", (2, 4), "ou"), _syllabic("қаралуы", (2, 4, 5), "ауы")
        ([4], [2, 4])
    """
    kept: list[int] = []
    for at in points:
        if not _spoken(word[kept[-1] if kept else 0 : at], vowels):
            if not kept or word[at] in vowels:
                continue
            kept.pop()
        kept.append(at)
    if kept and not _spoken(word[kept[-1] :], vowels):
        kept.pop()
    return kept


def _spoken(part: str, vowels: str) -> bool:
    return any(letter in vowels for letter in part)


def _divisible(word: str) -> bool:
    """Say whether its capitals let a word be divided: none inside, or all and too many for initials."""
    if word.isupper():
        return len(word) >= SHORTEST_CAPITALS
    return word[1:] == word[1:].lower()


def source_of(habits: Conventions) -> tuple[str, str]:
    """Return where the patterns of a language come from: ``"tex"``, ``"pyphen"`` or ``""``, and under which name.

    TeX's may be left out of an installation, for their licences: pyphen's serve in their place, where it has any.
    """
    if habits.hyphens == "none":
        return "", ""
    kind, _, name = habits.hyphens.rpartition("/")
    if name and not kind:
        if pattern_file(name).exists():
            return "tex", name
        name = ""
    path = _dictionary(name or habits.lang)
    return ("pyphen", path.stem.removeprefix("hyph_")) if path else ("", "")


def _dictionary(lang: str) -> Path | None:
    """Return the dictionary of pyphen's for a language: that of its region, or the first of the language.

    The package is looked up and not imported: it takes 10 ms to make its list, and 50 ms to read a dictionary.
    """
    spec = find_spec("pyphen")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).with_name("dictionaries")
    parts = lang.split("-")
    for length in range(len(parts), 0, -1):
        name = f"hyph_{'_'.join(parts[:length])}"
        found = sorted(path for path in folder.glob(f"{name}*.dic") if path.stem == name or path.stem[len(name)] == "_")
        if found:
            return found[0]
    return None


def is_left_whole(lang: str) -> bool:
    """Say whether a language that would divide its words has no patterns here; one that never does is not meant."""
    habits = conventions(lang)
    return habits.hyphens != "none" and main_system(lang) in DIVIDING and not source_of(habits)[0]


def pattern_file(name: str) -> Path:
    """Return the file of TeX's patterns called *name*."""
    return Path(__file__).with_name("hyphens") / f"{name}.txt"


def licence_of(source: str, name: str) -> str:
    """Return the licence of patterns, as an SPDX expression where there is one."""
    if source == "pyphen":
        return "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1"
    path = pattern_file(name).parent / "licences" / f"{name}.txt"
    return path.read_text(encoding="utf-8").partition("\n")[0].rpartition(": ")[2]


def _load(habits: Conventions) -> Patterns | None:
    source, name = source_of(habits)
    if source == "tex":
        return Patterns(pattern_file(name).read_bytes())
    path = _dictionary(name.replace("_", "-")) if source else None
    if path is None:
        return None
    # The first line names the encoding of the others.
    encoding, _, patterns = path.read_bytes().partition(b"\n")
    return Patterns(patterns, encoding.decode("ascii").strip().lower().replace("microsoft-", ""))
