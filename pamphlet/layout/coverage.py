"""No word is lost: the words that are placed on panels against the words of the article."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from pamphlet.errors import Finding, Severity
from pamphlet.layout.placed import ARTIFACT, Layout, PlacedLine
from pamphlet.typesetting.line import Ending

_RUNS = re.compile(r"[^\W_]+")


def check_coverage(words: Iterable[str], layout: Layout) -> tuple[Finding, ...]:
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
        # The call of a note stands on its word: "percent" is shown as "percent1".
        called = word.rstrip("0123456789")
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
    """Return the runs of letters and digits of *text*, small and without accents; ı is an i."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.casefold().replace("\u0131", "i"))
        text = "".join(char for char in text if not unicodedata.combining(char) and char != "\u00ad")
    return _RUNS.findall(text.casefold())
