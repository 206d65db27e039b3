"""How much text one article may hold, checked before any of it is parsed.

A book is refused at once, with the figure. So is a tangle: Python-Markdown
looks for the end of each bracket, so that time grows with the square of the
brackets left open (20,000 of them took over a minute), and no leaflet has any.
"""

from __future__ import annotations

import re

from pamphlet.errors import BadInput, Place

MAX_WORDS = 60_000
"""A folded A4 holds about 1,500; the limit leaves room for long handouts, not for books."""

MAX_CHARACTERS = 1_000_000
"""For texts that are not divided by spaces."""

MAX_LINES = 60_000
"""As many as words: each may stand on a line of its own."""

MAX_NOTE_CALLS = 1_000
"""One to every sixty words of the longest text that is taken."""

MAX_AMPERSANDS = 10_000
"""Each may begin an entity; 50,000 in one paragraph took eight seconds."""

MAX_OPEN = 50
"""Brackets open at one point of a paragraph."""

_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_BRACKET = re.compile(r"[\[\]]|(?<=\])\(|\)")


def check_limits(text: str, *, file: str, first_line: int = 1) -> None:
    """Refuse a *text* too long or too tangled for any leaflet.

    Args:
        text: the Markdown body.
        file: for messages.
        first_line: the line of *file* that *text* starts on.

    Raises:
        BadInput: names the figure found and the figure allowed.
    """
    figures = (
        ("words", len(text.split()), MAX_WORDS),
        ("characters", len(text), MAX_CHARACTERS),
        ("lines", text.count("\n") + 1, MAX_LINES),
        ("calls of notes", text.count("[^"), MAX_NOTE_CALLS),
        ("ampersands", text.count("&"), MAX_AMPERSANDS),
    )
    for what, found, allowed in figures:
        if found > allowed:
            raise BadInput(
                "text-too-long",
                f"the article has {found:,} {what}; {allowed:,} are allowed",
                place=Place(file=file),
                hint="a leaflet is no book: cut the text, or make several leaflets of it",
            )
    _refuse_tangle(text, file, first_line)


def _refuse_tangle(text: str, file: str, first_line: int) -> None:
    if text.count("[") <= MAX_OPEN:
        return
    start = 0
    for block in _BLANK_LINE.split(text):
        if block.count("[") > MAX_OPEN and _most_open(block) > MAX_OPEN:
            line = first_line + text.count("\n", 0, text.index(block, start))
            raise BadInput(
                "text-tangled",
                f"more than {MAX_OPEN} brackets are open at once in this paragraph",
                place=Place(file=file, line=line),
                hint="close each [ with ] and each ]( with ), or write \\[",
            )
        start += len(block)


def _most_open(block: str) -> int:
    """Return how many square brackets, or how many link targets, are open at once at most."""
    square = targets = most = 0
    for match in _BRACKET.finditer(block):
        bracket = match[0]
        square = max(0, square + (bracket == "[") - (bracket == "]"))
        targets = max(0, targets + (bracket == "(") - (bracket == ")"))
        most = max(most, square, targets)
    return most
