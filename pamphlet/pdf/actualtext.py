"""What of a line is told by ActualText: stretches whose glyphs do not say what is written.

Such are words with marks and reordered letters (``fragments`` knows them), and words with a gap
between them where the text has no space, as beside a Latin word in Chinese.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from pamphlet.pdf.cids import EM
from pamphlet.pdf.fragments import SEEN_GAP, Fragment, spoken
from pamphlet.typesetting.line import Run


class Told(Struct, frozen=True):
    """What is told in one run: the texts, as UTF-16 in hexadecimal digits, by the word they begin before.

    Attributes:
        end: the words that a text ends behind; it may have begun in a run before.
    """

    begin: dict[int, str]
    end: frozenset[int]


_LAST_READ = "\ufffc"
"""The last character that PDFium reads in an ActualText: those beyond the basic plane it drops
(CPDF_TextPage::ProcessMarkedContent). Their glyphs have a text of their own."""

NOTHING_TOLD = Told({}, frozenset())


def actual_texts(runs: Sequence[Run], shown: Sequence[Sequence[Fragment]], spaces: int) -> dict[int, Told]:
    """Return by number of the run what is told in it.

    Texts go from space to space, the last space among them. PDFium sorts what is shown by where it
    begins, and a mark may begin where the next letter does; behind marked content it looks for gaps from
    where that began; and it does not see a space that stands alone between two marked contents.

    Args:
        runs: of one line. shown: the fragments of each. spaces: how many the text of the line has.
    """
    # Where not every space has a glyph, a gap may be one.
    gapless = sum([shaped.text == " " for run in runs for _, shaped in run.words]) == spaces
    stretches: list[list[tuple[int, int]]] = []
    current: list[tuple[int, int]] = []
    needed, right = False, 0.0

    def close() -> None:
        nonlocal current, needed
        if needed:
            stretches.append(current)
        current, needed = [], False

    for number, (run, fragments) in enumerate(zip(runs, shown, strict=True)):
        unit = run.size * run.scale / EM
        for at, ((x, shaped), fragment) in enumerate(zip(run.words, fragments, strict=True)):
            if shaped.rtl or (fragment.spoken == "" and max(shaped.text, default="") > _LAST_READ):
                close()
                continue
            space = shaped.text == " "
            gap = gapless and current and not space and x - right > SEEN_GAP * run.size
            needed = bool(needed or fragment.spoken or gap)
            current.append((number, at))
            right = x + fragment.advance * unit + fragment.count * run.tracking * run.scale
            if space:
                close()
    close()
    return _by_run(stretches, runs, shown) if stretches else {}


def _by_run(
    stretches: Sequence[Sequence[tuple[int, int]]], runs: Sequence[Run], shown: Sequence[Sequence[Fragment]]
) -> dict[int, Told]:
    begin: dict[int, dict[int, str]] = {}
    end: dict[int, set[int]] = {}
    for stretch in stretches:
        texts = [shown[number][at].spoken or spoken(runs[number].words[at][1]) for number, at in stretch]
        (first, at), (last, until) = stretch[0], stretch[-1]
        begin.setdefault(first, {})[at] = "".join(texts)
        end.setdefault(last, set()).add(until)
    return {number: Told(begin.get(number, {}), frozenset(end.get(number, ()))) for number in sorted({*begin, *end})}
