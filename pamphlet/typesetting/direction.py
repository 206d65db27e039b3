"""Which way text reads: the direction of a language, and the levels of a paragraph's parts.

The base direction comes from the edition's language. Names, addresses, numbers with
signs, note marks and whatever is set apart from its surroundings are isolated, so that
what stands beside them keeps its place (UAX #9, section 4.3, HL3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from msgspec.structs import replace

from pamphlet.manuscript.article import Span
from pamphlet.typesetting.bidi import Isolate, levels_of, needs_levels
from pamphlet.typesetting.embeddings import LETTER, OBJECT, RTL, embeddings
from pamphlet.typesetting.itemising import main_system

_RTL_SYSTEMS = frozenset({"Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"})
"""Writing systems from right to left that are in use today (ISO 15924)."""

BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Characters that speak to the algorithm alone; no font need have them."""

_ALL_RTL = (
    "[\u0591-\u05f4\u0600-\u065f\u066d-\u06dc\u06de-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
    " -\"&'()*,./:;<=>?@\\[\\]_{|}!\u00a0\u00ab\u00ad\u00bb\u2009\u200b-\u200d\u2010-\u2028\u202f\u2030"
    "\u2039\u203a\u2060-]*"
)
"""Text that has one level from end to end where it reads from right to left: no digit, no other letter."""


def reads_rtl(lang: str) -> bool:
    """Say whether text of a BCP 47 language reads from right to left.

    Example:
        >>> reads_rtl("ar"), reads_rtl("ku-Arab"), reads_rtl("ku")
        (True, True, False)
    """
    return main_system(lang) in _RTL_SYSTEMS


class Directed(NamedTuple):
    """A part of a paragraph in one direction.

    Attributes:
        level: embedding level. apart: whether it belongs to another isolate than what touches it at its
            start, and so is not to be ordered together with that, as text of one level would be.
    """

    span: Span
    level: int
    apart: bool = False


def directed(spans: Sequence[Span], *, rtl: bool) -> Iterator[Directed]:
    """Yield the parts of a paragraph with their embedding levels, spans cut where the level changes.

    Args:
        spans: one paragraph; lines that its author ended are resolved as one text.
        rtl: whether the paragraph reads from right to left.
    """
    text = "".join(span.text for span in spans)
    if not needs_levels(text, int(rtl)):
        yield from (Directed(span, 0) for span in spans)
    elif rtl and re.fullmatch(_ALL_RTL, text):
        yield from (Directed(span, 1) for span in spans)
    else:
        found = isolates(spans, rtl=rtl)
        levels = levels_of(text, int(rtl), found)
        yield from _cut(spans, levels, {each.start for each in found} & {each.end for each in found})


def isolates(spans: Sequence[Span], *, rtl: bool) -> tuple[Isolate, ...]:
    """Return the stretches of a paragraph that are ordered by themselves.

    Embeddings are taken whole, whatever spans they run through. A span set apart
    by its look or as a link is isolated unless it begins or ends inside one of these.
    """
    # The call of a note, and its number before it, belong to the sentence and not to the name beside them.
    marks = [bool(span.note or (span.superscript and number == 0)) for number, span in enumerate(spans)]
    shown = "".join(OBJECT * len(span.text) if mark else span.text for span, mark in zip(spans, marks, strict=True))
    if rtl and (whole := _all_ltr(shown)):
        found = [whole]
    else:
        found = [Isolate(start, end, int(not rtl)) for start, end in embeddings(shown, rtl=rtl)]
    inside = {at for isolate in found for at in range(isolate.start + 1, isolate.end)}
    start = 0
    for span in spans:
        end = start + len(span.text)
        first = end - len(span.text.lstrip())
        last = start + len(span.text.rstrip())
        if _set_apart(span) and first < last and not (first in inside or last in inside):
            found.append(Isolate(first, last, 0 if span.code else None))
        start = end
    return tuple(found)


def _all_ltr(text: str) -> Isolate | None:
    """Return all of *text* as one stretch, marks at its ends included, if it has Latin letters and no others."""
    if re.search(f"[{RTL}]", text) or not re.search(LETTER, text):
        return None
    return Isolate(len(text) - len(text.lstrip().lstrip(OBJECT).lstrip()), len(text.rstrip()), 0)


def isolated(text: str) -> str:
    """Return *text*, which reads from right to left, with the controls that keep its order in text that does not."""
    parts, at = ["\u2067"], 0
    for start, end in embeddings(text, rtl=True):
        parts += [text[at:start], "\u2066", text[start:end], "\u2069"]
        at = end
    return "".join([*parts, text[at:], "\u2069"])


def _set_apart(span: Span) -> bool:
    return bool(span.link or span.code or span.strong or span.emphasis or span.small_caps or span.note)


def _cut(spans: Sequence[Span], levels: bytes, touching: Set[int]) -> Iterator[Directed]:
    """Cut spans where the level changes, or where at *touching* places one isolate follows upon another."""
    before, apart = 0, False
    for span in spans:
        after = before + len(span.text)
        start = before
        for at in range(before + 1, after + 1):
            if at == after or levels[at] != levels[start] or at in touching:
                apart = start in touching and not apart
                text = span.text[start - before : at - before]
                yield Directed(span if text == span.text else replace(span, text=text), levels[start], apart)
                start = at
        before = after
