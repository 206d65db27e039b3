"""No word is lost: the words on the panels against the words of the article, and every line inside its panel."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from pamphlet.errors import Finding, Place, Severity
from pamphlet.layout.placed import ARTIFACT, Item, Layout, Panel, PlacedLine, panel_called
from pamphlet.layout.reach import glyph_boxes
from pamphlet.typesetting.face import Shaped
from pamphlet.typesetting.line import Ending, Run

_HANGS = 3.0
"""Points by which hung quotes and hyphens may pass a panel's edge: they are in its neighbour's margin."""
_RUNS = re.compile(r"[^\W_]+")
_FIGURES = re.compile("[0-9]+")
_UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""What joins, parts or orders letters and is none itself; the typesetter takes most of it out."""


def check_complete(words: Iterable[str], layout: Layout) -> tuple[Finding, ...]:
    """Return an error for words of the article that no panel shows.

    Words are compared by their letters and digits alone: quotes, dashes, capitals and
    accents given up in capitals are the typesetter's. What a layout repeats does not count.

    Args:
        words: the words of the article, in any order.
        layout: the whole edition.
    """
    wanted = Counter(_bare(" ".join(words)))
    shown = Counter(_bare(_placed_text(layout)))
    lost = wanted - shown
    for word, number in (shown - wanted).items():
        # The call of a note stands on its word, or in it: "percent" is shown as "percent1".
        called = _FIGURES.sub("", word)
        if called != word and lost[called] > 0:
            lost[called] -= min(number, lost[called])
    lost = +lost
    if not lost:
        return ()
    names = ", ".join(sorted(lost)[:8])
    return (
        Finding(
            severity=Severity.ERROR,
            code="words-lost",
            message=f"{sum(lost.values())} of {sum(wanted.values())} words of the article stand on no panel: {names}",
            hint="the theme has no slot for them: add one, or take the text out of the article",
        ),
    )


def check_places(layout: Layout) -> tuple[Finding, ...]:
    """Return an error for each panel of which lines reach out: they would be cut off, or stand on its neighbour.

    Args:
        layout: as it is printed, mirrored where the language reads from right to left.
    """
    outside = ((panel, [item for item in panel.items if _reaches_out(item, panel)]) for panel in layout.panels)
    return tuple(_line_outside(panel, items) for panel, items in outside if items)


def _reaches_out(item: Item, panel: Panel) -> bool:
    runs = [run for run in item.line.runs if run.words] if isinstance(item, PlacedLine) else []
    if not isinstance(item, PlacedLine) or not runs:
        return False
    # A line that reads from right to left lies left of its start: its own words say where it stands.
    left, right = item.x + min(map(_left, runs)), item.x + max(map(_right, runs))
    if left < -_HANGS or right > panel.width + _HANGS:
        first, last = min(runs, key=_left), max(runs, key=_right)
        left += _blank(first, first.words[0][1], left=True)
        right -= _blank(last, last.words[-1][1], left=False)
    across = left >= -_HANGS and right <= panel.width + _HANGS
    return not (across and 0.0 <= item.y <= panel.height)


def _left(run: Run) -> float:
    return run.words[0][0]


def _right(run: Run) -> float:
    x, shaped = run.words[-1]
    return x + shaped.width * run.size * run.scale


def _blank(run: Run, shaped: Shaped, *, left: bool) -> float:
    """Return the white at an end of a word, in points: a bracket of full width has half an em of it."""
    boxes = tuple(glyph_boxes(shaped))
    if not boxes:
        white = shaped.width
    else:
        white = min(start for start, *_ in boxes) if left else shaped.width - max(end for _, end, *_ in boxes)
    return white * run.size * run.scale


def _line_outside(panel: Panel, items: Sequence[Item]) -> Finding:
    first = next(item.line.text for item in items if isinstance(item, PlacedLine))
    return Finding(
        severity=Severity.ERROR,
        code="line-outside",
        message=f"{len(items)} lines reach out of their panel; the first: “{first[:40]}”",
        place=Place(panel=panel_called(panel.role, panel.name)),
        hint="shorten the longest word of it, or give its style a smaller min_size",
    )


def _placed_text(layout: Layout) -> str:
    text: list[str] = []
    for panel in layout.panels:
        for item in panel.items:
            if isinstance(item, PlacedLine) and item.element != ARTIFACT:
                if layout.elements[item.element].repeat:
                    continue
                text.append(item.line.text)
                if item.line.ending in (Ending.SPACE, Ending.END):
                    text.append(" ")
    return "".join(text)


def _bare(text: str) -> list[str]:
    """Return the runs of letters and digits of *text*, small and without accents.

    ı is an i, Armenian և is եվ as in capitals, a digit of another script the digit 0 to 9, and the letter ʼ an
    apostrophe.
    """
    if not text.isascii():
        text = _UNSEEN.sub("", unicodedata.normalize("NFKD", text.casefold().replace("\u0131", "i")))
        # A text has few characters that are not ASCII, however long it is.
        text = text.translate({ord(char): _plain(char) for char in set(text) if char > "\x7f"}).replace("եւ", "եվ")
    return _RUNS.findall(text.casefold())


def _plain(char: str) -> str:
    if unicodedata.combining(char):
        return ""
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    return "'" if char == "\u02bc" else char
