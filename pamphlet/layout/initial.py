"""The first letter of a text set over several lines, where it stands well so large.

It stands on a baseline of the text with its top at the height of a capital. A letter that hangs below the line
(Ẹ with its dot, Ç, a Q with a long tail) would touch what runs under it; one that is no capital's height (the
small letters of Georgian, the Yiddish yod) hangs in the air; one of another script than its paragraph is no part of
the first word to those who read it. These stay in the line.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from pamphlet.layout.flow import DropCap
from pamphlet.layout.reach import ink_reach
from pamphlet.manuscript.article import Span
from pamphlet.manuscript.text import plain
from pamphlet.typesetting.galley import Typesetter
from pamphlet.typesetting.itemising import script_of
from pamphlet.typesetting.line import Ending
from pamphlet.typesetting.style import Style

_LONG_ENOUGH = 160
"""Characters of a paragraph that runs on below the letter."""
_HEIGHTS = (0.9, 1.45)
"""Ink above the baseline as a share of the face's capitals: from Ethiopic letters to É."""
_OVERSHOOT = 0.05
"""Of a capital's height: round letters reach so far beyond it and below the line."""


def initial(
    spans: tuple[Span, ...], style: Style, rows: int, typesetter: Typesetter
) -> tuple[DropCap | None, tuple[Span, ...]]:
    """Take the first letter off a paragraph, if it is one that stands well over *rows* lines.

    Returns:
        The letter and what is left of the paragraph; None and all of it where there is none.
    """
    text = spans[0].text if spans else ""
    if len(plain(spans)) <= _LONG_ENOUGH or len(text) < 2 or not _of_its_script(text[0], spans):
        return None, spans
    # Marks that sit on the letter go with it.
    length = 1
    while length < len(text) and unicodedata.combining(text[length]):
        length += 1
    if length == len(text):
        return None, spans
    # Georgian has no capitals in running text, but many faces have them for display; its small letters are
    # small letters.
    style = replace(style, capitals=style.capitals or script_of(text[0]) == "Geor")
    letter = typesetter.prepare((Span(text=text[:length]),), style)
    line = typesetter.set_lines(letter, style, [1000.0])[0]
    run = line.runs[0]
    capital = run.face.cap_height * run.size
    top, foot = ink_reach(line)
    lowest, highest = _HEIGHTS
    if line.text[0].islower() or foot > _OVERSHOOT * capital or not lowest * capital <= top <= highest * capital:
        return None, spans
    height = capital if abs(top - capital) <= _OVERSHOOT * capital else top
    rest = (replace(spans[0], text=text[length:].lstrip(" ")), *spans[1:])
    ending = Ending.SPACE if text[length] == " " else Ending.JOIN
    return DropCap(letter=letter, style=style, rows=rows, height=height / style.size, ending=ending), rest


def _of_its_script(letter: str, spans: Sequence[Span]) -> bool:
    """Say whether *letter* is a letter, of the script that most of the paragraph is in."""
    if not unicodedata.category(letter).startswith("L"):
        return False
    scripts = Counter(script_of(char) for char in plain(spans) if char.isalpha())
    return scripts.most_common(1)[0][0] == script_of(letter)
