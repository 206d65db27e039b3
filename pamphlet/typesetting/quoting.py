"""Straight quotes become what they stand for: quotation marks, apostrophes, feet and inches.

A text keeps its length. Which way a mark faces is read from its two sides; what both sides
leave open, from the marks that are still open.
"""

from __future__ import annotations

import re

from pamphlet.typesetting.locale import Conventions

_MARK = re.compile("[\"']")
_OPENERS = frozenset("([{¿¡-–—/\u00ab\u201c\u2018\u201e\u201a\u300c\u300e")
_CLOSERS = frozenset(".,;:!?)]}…-–—/\u00bb\u201d\u2019\u300d\u300f。、，！？；：）»")
_YEAR = re.compile(r"\d\d(?:s?)(?!\w)")
_FEET = re.compile(r"\d'\d{1,2}\Z")
_WORD = re.compile(r"[^\W\d_]+")
PRIME, DOUBLE_PRIME = "\u2032", "\u2033"
GERESH, GERSHAYIM = "\u05f3", "\u05f4"


def quote(text: str, habits: Conventions) -> str:
    r"""Return *text* with the marks of a language in place of straight quotes.

    Example:
        >>> from pamphlet.typesetting.locale import conventions
        >>> quote('"In \'68 he was 6\'2\" tall," she said.', conventions("en"))
        '“In ’68 he was 6′2″ tall,” she said.'
    """
    places = [match.start() for match in _MARK.finditer(text)]
    if not places:
        return text
    return _Quoter(text, places, habits).quoted()


class _Quoter:
    """One pass over a text: what was made of the marks so far, and which are open."""

    def __init__(self, text: str, places: list[int], habits: Conventions) -> None:
        self.text = text
        self.habits = habits
        self.places = places
        self.doubles = sum(text[at] == '"' for at in places)
        """Double marks still to come."""
        self.open: list[tuple[str, int]] = []
        """The mark and its level, 0 for primary and 1 for secondary."""
        self.opened_at = -1

    def quoted(self) -> str:
        out = list(self.text)
        for number, at in enumerate(self.places):
            if out[at] == '"':
                self.doubles -= 1
                out[at] = self._double(at)
            else:
                out[at] = self._single(at, number)
        return "".join(out)

    def _double(self, at: int) -> str:
        before = self._char(at - 1)
        is_open = any(mark == '"' for mark, _ in self.open)
        if _hebrew(before) and self._is_gershayim(at, is_open):
            return GERSHAYIM
        if before.isdigit() and self._is_inches(at):
            return DOUBLE_PRIME
        begins, ends = self._begins(at), self._ends(at)
        if begins and not ends:
            if is_open and self.doubles % 2:
                self.open.clear()  # an earlier one was never closed
            return self._opening('"', at)
        if is_open:
            return self._closing('"')
        return self.habits.quotes[1] if ends and not begins else self._opening('"', at)

    def _single(self, at: int, number: int) -> str:
        before, after = self._char(at - 1), self._char(at + 1)
        is_open = any(mark == "'" for mark, _ in self.open)
        if before.isalpha() and after.isalpha():
            if _unspaced(before) or _unspaced(after):
                return self._closing("'") if is_open else self._opening("'", at)
            return GERESH if _hebrew(before) else self.habits.apostrophe
        if self._begins(at):
            apostrophe = _YEAR.match(self.text, at + 1) or self._is_elided(at + 1) or self._ends(at)
            if not apostrophe and self._is_closed(number):
                return self._opening("'", at)
            return self.habits.apostrophe if after.isalpha() else "\u2019"
        if is_open and not after.isalnum() and not self._is_possessive(at, number):
            return self._closing("'")
        if before.isdigit() and not after.isalpha() and not is_open:
            return PRIME
        return GERESH if _hebrew(before) else "\u2019"

    def _opening(self, mark: str, at: int) -> str:
        level = 1 - self.open[-1][1] if self.open else "\"'".index(mark)
        self.open.append((mark, level))
        self.opened_at = at
        return self.habits.quotes[2 * level]

    def _closing(self, mark: str) -> str:
        while True:
            opened, level = self.open.pop()
            if opened == mark:
                return self.habits.quotes[2 * level + 1]

    def _char(self, at: int) -> str:
        return self.text[at] if 0 <= at < len(self.text) else " "

    def _begins(self, at: int) -> bool:
        """Say whether the left side of a mark lets it open."""
        before = self._char(at - 1)
        return before.isspace() or before in _OPENERS or (before in "\"'" and self.opened_at == at - 1)

    def _ends(self, at: int) -> bool:
        """Say whether the right side of a mark lets it close; further marks on that side are looked through."""
        after = at + 1
        while self._char(after) in "\"'":
            after += 1
        return self._char(after).isspace() or self._char(after) in _CLOSERS

    def _is_inches(self, at: int) -> bool:
        if _FEET.search(self.text, 0, at):
            return True
        if not any(mark == '"' for mark, _ in self.open):
            return not self._open_by_hand(at)
        # Inside a quotation a mark behind a figure closes it, unless that leaves a mark without a partner.
        return self.doubles % 2 == 1

    def _is_gershayim(self, at: int, is_open: bool) -> bool:
        """Say whether a mark among Hebrew letters is that of an abbreviation: before its last letter, as in צה״ל."""
        if not _hebrew(self._char(at + 1)):
            return False
        return not _hebrew(self._char(at + 2)) or is_open or self.doubles % 2 == 0

    def _open_by_hand(self, at: int) -> bool:
        """Say whether the author typed an opening quotation mark himself that is still open."""
        opened = max(self.text.rfind(mark, 0, at) for mark in self.habits.quotes[::2])
        closed = max(self.text.rfind(mark, 0, at) for mark in self.habits.quotes[1::2])
        return opened > closed or (opened >= 0 and opened == closed)

    def _is_elided(self, at: int) -> bool:
        word = _WORD.match(self.text, at)
        return word is not None and word[0].lower() in self.habits.elided

    def _is_closed(self, number: int) -> bool:
        """Say whether a later single mark could close the one that opens here."""
        for later in self.places[number + 1 :]:
            before, after = self._char(later - 1), self._char(later + 1)
            if self.text[later] == "'" and not before.isspace() and (not after.isalpha() or _unspaced(after)):
                return True
        return False

    def _is_possessive(self, at: int, number: int) -> bool:
        """Say whether a mark behind an s leaves its quotation open: another one closes before the next opens."""
        if self._char(at - 1) not in "sSxXzZ" or not self._char(at + 1).isspace():
            return False
        for later in self.places[number + 1 :]:
            before, after = self._char(later - 1), self._char(later + 1)
            if self.text[later] == "'" and not (before.isalpha() and after.isalpha()):
                return self._ends(later) and not self._begins(later)
        return False


def _hebrew(char: str) -> bool:
    return "\u05d0" <= char <= "\u05ea"


def _unspaced(char: str) -> bool:
    """Say whether *char* is of the scripts of East Asia, where words and marks stand without spaces."""
    return char >= "\u2e80"
