"""Pull quotes: which sentences are worth lifting out of the body, and where in its flow they stand.

A pull quote repeats a sentence of the article, word for word. What the author
marked strong comes first; then short whole sentences that stand on their own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property

from pamphlet.layout.flow import FlowBlock, Grid, HeadBlock, SmallBlock, TextBlock
from pamphlet.layout.table import TableRowBlock
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
SHIFTS = (0.0, 0.07, -0.07, 0.14, -0.14, 0.21)
"""How far the spots are moved along the text when the first ones leave holes."""
NUDGES = (0, -1, 1, 0, -1, 1)
"""By how many paragraphs those that the author pulled are moved then."""
ECHO = 0.1
"""Nearer than this share of the text, a pull quote and its sentence are read one right after the other."""
APART = 0.12
"""Pull quotes keep this share of the text between them where they can: near each other they are a heap of type."""
SHARES = {1: (0.5,), 2: (0.28, 0.74), 3: (0.17, 0.5, 0.83), 4: (0.14, 0.38, 0.62, 0.86)}
"""Where pull quotes stand in the flow: near the middle of columns, away from their ends."""


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


class Spots:
    """The places in a flow where pull quotes may stand: between its paragraphs."""

    def __init__(self, blocks: Sequence[FlowBlock], sources: Sequence[int], size: float) -> None:
        """Look at a flow.

        Args:
            blocks: the flow without the quotes that are lifted.
            sources: of each block, the index of the body block that it comes from.
            size: of the body, in points: the length of the text is estimated with it.
        """
        self._blocks = blocks
        self._sources = sources
        self._size = size

    @cached_property
    def _rows(self) -> list[float]:
        """About how many rows each block takes."""
        grid = Grid(size=self._size, leading=self._size * 1.3)
        return [block.estimate(grid.size * 24, grid) for block in self._blocks]

    def filled(
        self, lifted: Sequence[tuple[int, HeadBlock]], pulled: Sequence[HeadBlock], variant: int
    ) -> tuple[FlowBlock, ...]:
        """Return the flow with quotes in it.

        Args:
            lifted: in the order of the text, with the index of the body block that each comes from.
            pulled: those that the author pulled, which stand in the flow, or are moved off by a paragraph.
            variant: which places they take: 0 is the best by itself, up to ``len(SHIFTS) - 1``.
        """
        flow = list(self._blocks)
        taken = [at for at, block in enumerate(flow) if any(block is pull for pull in pulled)]
        places: dict[int, HeadBlock] = {}
        for (source, block), share in zip(lifted, SHARES.get(len(lifted), ()), strict=False):
            at = self._nearest(share + SHIFTS[variant], source, (*taken, *places))
            if at is not None:
                places[at] = block
        for at in sorted(places, reverse=True):
            flow.insert(at, places[at])
        for pull in pulled:
            _nudge(flow, pull, NUDGES[variant])
        return tuple(flow)

    def _nearest(self, share: float, source: int, taken: Collection[int]) -> int | None:
        """Return where in the flow a pull quote stands: between paragraphs, near *share* of the text.

        It keeps away from the sentence that it was lifted from and from the places *taken* by others, never parts a
        list or a quotation, nor a table from the words before it, and never comes after the last paragraph.
        """
        rows = self._rows
        total = sum(rows) or 1.0
        own = [number for number, each in enumerate(self._sources) if each == source]
        first, last = (sum(rows[: own[0]]) / total, sum(rows[: own[-1] + 1]) / total) if own else (2.0, 2.0)
        texts = [number for number, block in enumerate(self._blocks) if isinstance(block, TextBlock)]
        best: tuple[float, int] | None = None
        before = 0.0
        for at in range(1, texts[-1] + 1 if texts else 0):
            before += rows[at - 1]
            near = min((sum(rows[min(at, other) : max(at, other)]) / total for other in taken), default=1.0)
            if not near:
                continue
            earlier, later = self._blocks[at - 1], self._blocks[at]
            if not isinstance(earlier, TextBlock) or earlier.stays or isinstance(later, TableRowBlock):
                continue
            inset = [isinstance(each, TextBlock) and each.inset != (0.0, 0.0) for each in (earlier, later)]
            if all(inset):
                continue
            cost = abs(before / total - share)
            if not isinstance(later, TextBlock):
                cost += 0.12
            if any(inset):
                cost += 0.5
            away = max(first - before / total, before / total - last, 0.0)
            cost += 4.0 * (max(0.0, ECHO - away) + max(0.0, APART - near))
            if best is None or cost < best[0]:
                best = (cost, at)
        return None if best is None else best[1]


def _nudge(flow: list[FlowBlock], pull: HeadBlock, by: int) -> None:
    """Let *pull* change places with the paragraph before it (-1) or behind it (1), where it may stand there.

    It comes neither right under a heading nor beside another quotation, neither between a table and the words that lead
    to it nor after the last paragraph.
    """
    at = next(number for number, block in enumerate(flow) if block is pull)
    beyond = at + 2 * by
    if not by or not 0 <= beyond < len(flow):
        return
    passed, beside = flow[at + by], flow[beyond]
    heaped = isinstance(beside, HeadBlock) and not beside.stays
    free = _runs_on(beside) if by < 0 else not (heaped or isinstance(beside, SmallBlock | TableRowBlock))
    if _runs_on(passed) and free:
        flow[at], flow[at + by] = passed, pull


def _runs_on(block: FlowBlock) -> bool:
    """Say whether *block* is a paragraph of the text that stands by itself: in no list, in no quotation."""
    return isinstance(block, TextBlock) and block.inset == (0.0, 0.0) and not block.stays
