"""A paragraph as one text, changed as a whole and given back to its spans.

Rules of typography do not stop where emphasis begins. Code and addresses are hidden from
them: each of their characters stands in the text as ``HIDDEN``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import pairwise

from msgspec.structs import replace

from pamphlet.manuscript.article import Span

HIDDEN = "\ufffc"
_ADDRESS = re.compile(r"[^\s\"'«»“”„‘’‚<>()\[\]]*(?:://|www\.|@)\S*")


class Spanned:
    """The text of *spans*; ``text`` may be set to another of the same length."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        whole = "".join(span.text for span in spans)
        self._ends: list[int] = []
        end = 0
        for span in spans:
            end += len(span.text)
            self._ends.append(end)
        self.text = _hide(whole, spans, self._ends)
        self._hidden = [char for char, shown in zip(whole, self.text, strict=True) if shown == HIDDEN]

    def sub(self, pattern: re.Pattern[str], replacement: str | Callable[[re.Match[str]], str]) -> None:
        """Replace what *pattern* finds, as ``re.sub`` does; what is inserted between two spans joins the second."""
        if len(self._ends) == 1:
            self.text = pattern.sub(replacement, self.text)
            self._ends = [len(self.text)]
            return
        parts, at = [], 0
        edits: list[tuple[int, int, int]] = []
        for match in pattern.finditer(self.text):
            new = match.expand(replacement) if isinstance(replacement, str) else replacement(match)
            start, end, new = _narrowed(match, new)
            parts += [self.text[at:start], new]
            at = end
            edits.append((start, end, len(new)))
        if edits:
            self.text = "".join(parts) + self.text[at:]
            self._ends = _moved(self._ends, edits)

    def spans(self) -> tuple[Span, ...]:
        """Return the spans with their texts as they are now."""
        text = self.text
        if self._hidden:
            hidden = iter(self._hidden)
            text = "".join(next(hidden) if char == HIDDEN else char for char in text)
        texts = (text[start:end] for start, end in pairwise((0, *self._ends)))
        return tuple(
            span if span.text == new else replace(span, text=new) for span, new in zip(self._spans, texts, strict=True)
        )


def _hide(text: str, spans: Sequence[Span], ends: Sequence[int]) -> str:
    for span, end in zip(spans, ends, strict=True):
        if span.code:
            start = end - len(span.text)
            text = text[:start] + HIDDEN * (end - start) + text[end:]
    if "@" in text or "://" in text or "www." in text:
        text = _ADDRESS.sub(_hidden_address, text)
    return text


def _hidden_address(match: re.Match[str]) -> str:
    """Hide an address, but not the quotation mark behind one that stands in quotation marks."""
    address, before = match[0], match.string[match.start() - 1 : match.start()]
    end = address.rfind(before) if before and before in "\"'" else -1
    shown = address[end:] if end >= 0 else ""
    return HIDDEN * (len(address) - len(shown)) + shown


def _narrowed(match: re.Match[str], new: str) -> tuple[int, int, str]:
    """Return where a replacement begins and ends to differ from what was found, and the difference."""
    old, start, end = match[0], match.start(), match.end()
    least = min(len(old), len(new))
    same = next((n for n in range(least) if old[n] != new[n]), least)
    old, new, start = old[same:], new[same:], start + same
    least = min(len(old), len(new))
    same = next((n for n in range(least) if old[-1 - n] != new[-1 - n]), least)
    return start, end - same, new[: len(new) - same]


def _moved(ends: Sequence[int], edits: Sequence[tuple[int, int, int]]) -> list[int]:
    """Return where spans end after *edits*: start and end before, length after."""
    starts = [start for start, _, _ in edits]
    grown, shifts = 0, [0]
    for start, end, length in edits:
        grown += length - (end - start)
        shifts.append(grown)
    moved: list[int] = []
    for at in ends:
        before = bisect_left(starts, at)
        shifted = at + shifts[before]
        if before and edits[before - 1][1] > at:  # the span ends inside the edit
            start, _, length = edits[before - 1]
            shifted = start + shifts[before - 1] + length
        moved.append(shifted)
    return moved
