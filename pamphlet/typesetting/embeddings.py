"""Embeddings: what in a paragraph reads as one stretch against the rest, in the other direction.

A number, a date or money inside a stretch of Latin text belongs to it, as a number does that follows letters
(UAX #9, W7), and so do brackets and quotation marks with nothing else in them (N0). A number before the stretch
is the sentence's own, unless it is the day of a date or counts a unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType

RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff"
LETTER = rf"[^\W\d_{RTL}]"
_IN_WORD = rf"(?:[^\W{RTL}]|[\u0300-\u036f])"
_WORD = rf"{LETTER}(?:{_IN_WORD}|[-'\u2019.&/@_](?={_IN_WORD}))*(?:(?<=\.{LETTER})\.|[+#]+(?!\w))?"
_ADDRESS = (
    r"(?:https?://|www\.)[^\s\u060c\u061b\u061f\u00ab\u00bb]*[^\s.,;:!?)\]\u00ab\u00bb\u201d\u2026\u060c\u061b\u061f]"
)
_DIGIT = "[0-9\u0660-\u0669\u06f0-\u06f9]"
_SPACE = "[ \u00a0\u202f]"
OBJECT = "\ufffc"
_GROUPS = rf"(?:{_DIGIT}|[ \u00a0\u202f().-])"
_TELEPHONE = (
    rf"(?:\+|\((?:[0\u0660\u06f0]|{_DIGIT}{{2,5}}\){_SPACE}?{_DIGIT}+-)|\b[0\u0660\u06f0]){_GROUPS}{{5,}}(?<={_DIGIT})"
    rf"|\b{_DIGIT}{{3}}-{_DIGIT}{{4}}\b|\b{_DIGIT}{{1,4}}(?:{_SPACE}{_DIGIT}{{1,4}})+-{_DIGIT}{{3,4}}\b"
)
_DATE = rf"\b(?:{'|'.join(rf'{_DIGIT}{{1,4}}(?:{mark}{_DIGIT}{{1,4}}){{2,}}' for mark in ('-', '/', '[.]'))})\b"
_FIGURE = "[0-9]+(?:[.,][0-9]+)*"
_PERCENT = rf"{_SPACE}?[%\u2030\u066a]"
_SHARE = rf"(?<![\w.,])(?:{_FIGURE}[-\u2013])?{_FIGURE}{_PERCENT}"
_DEGREES = rf"(?<=[0-9\u06f0-\u06f9]){_SPACE}?\u00b0(?:[CF](?!\w))?"
_SIGNED = (
    rf"(?:(?<![\w)])|(?<=\b\u0648))[-+\u2212\u00b1]{_DIGIT}+(?:[.,\u066b]{_DIGIT}+)*"
    rf"(?:{_DEGREES}|(?<=[0-9]){_PERCENT})?"
)
_TEMPERATURE = rf"(?<![\w.,]){_FIGURE}{_SPACE}?\u00b0[CF](?!\w)"
_NUMBER = rf"[0-9]{_IN_WORD}*(?:[.,/-][0-9]+)*"
_MONEY = rf"[$\u20ac\u00a3\u00a5]{_SPACE}?[0-9](?:{_IN_WORD}|[.,](?=[0-9]))*"
_BETWEEN = rf"{OBJECT}*(?:{_SPACE}?[\u2013\u2014/&]{_SPACE}?|[.,;:!?\u2026]{{0,2}}{_SPACE})"
_ATOM = rf"(?>{_ADDRESS}|{_MONEY}|{_TELEPHONE}|{_DATE}|{_SIGNED}|{_TEMPERATURE}|{_SHARE}|{_WORD}|{_NUMBER})"
_NUMBERED = rf"\((?:{_DATE}\)|{_NUMBER}\)(?={_BETWEEN}(?:{_ADDRESS}|{_WORD})))"
_DAY = rf"(?<![\w.,])[0-9]{{1,2}}\.?{_SPACE}(?={LETTER}{{3,9}}\.?,?{_SPACE}[12][0-9]{{3}}\b)"
_MEASURE = rf"(?<![\w.,]){_FIGURE}{_SPACE}(?:km/h|km\u00b2|m\u00b2|km|kg|mg|cm|mm|ha|[kMGT]?Wh?|[kMG]?Hz|[kMGT]B)(?!\w)"
_START = (
    rf"{_ADDRESS}|{_TELEPHONE}|{_DATE}|{_SIGNED}|{_TEMPERATURE}|{_SHARE}|{_MEASURE}"
    rf"|(?P<goes_on>{_MONEY}|(?:{_DAY})?{_WORD})"
)
_RTL_STRETCH = rf"[{RTL}]+(?:[ \u00a0,.:;'\u2019\u05be\u2013-]+[{RTL}]+)*"
_CLOSING = MappingProxyType(dict(zip('([\u201c\u00ab"\u2018', ')]\u201d\u00bb"\u2019', strict=True)))
_DEEPEST = 2
"""Brackets within quotation marks, or within brackets."""


def embeddings(text: str, *, rtl: bool) -> Iterator[tuple[int, int]]:
    """Yield where stretches in the other direction than the paragraph's begin and end.

    Args:
        text: one paragraph; calls of notes are ``OBJECT`` in it.
        rtl: whether the paragraph reads from right to left.

    Example:
        >>> list(embeddings("שלום (The Guardian, 10 Nov. 2019)", rtl=True))
        [(6, 32)]
    """
    if not rtl:
        yield from (match.span() for match in re.finditer(_RTL_STRETCH, text))
        return
    at = 0
    while match := re.compile(_START).search(text, at):
        start, at = match.span()
        if match["goes_on"]:
            at = _continued(text, at, 0)
        yield start, at


def _continued(text: str, end: int, depth: int) -> int:
    """Return where a stretch ends that goes on at *end*."""
    while between := re.compile(_BETWEEN).match(text, end):
        part = _part(text, between.end(), depth)
        if part is None:
            break
        end = part
    return end


def _part(text: str, at: int, depth: int) -> int | None:
    """Return the end of a word, a number or a stretch in brackets or quotation marks; None if there is none."""
    if found := re.compile(_ATOM).match(text, at) or re.compile(_NUMBERED).match(text, at):
        return found.end()
    closing = _CLOSING.get(text[at : at + 1])
    inside = _part(text, at + 1, depth + 1) if closing and depth < _DEEPEST else None
    if inside is None:
        return None
    end = _continued(text, inside, depth + 1)
    end += text[end : end + 1] in (*".!?\u2026",)
    return end + 1 if text[end : end + 1] == closing and re.search(LETTER, text[at:end]) else None
