"""The order of text in two directions: the Unicode Bidirectional Algorithm.

Unicode Standard Annex #9, revision 46 (Unicode 15): ``levels_of`` gives each
character of a paragraph its embedding level, ``line_levels`` and ``visual_order``
order the characters of one line. The names of rules in the comments are the annex's.

Two things are the caller's here where the annex leaves them to "higher-level
protocols" (HL1, HL3): the direction of the paragraph, which comes from the edition's
language and never from its first letter, and stretches to be isolated, such as names
and addresses, which are given as places and need no control characters in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

MAX_DEPTH = 125
"""BD2: the deepest explicit level."""
_MOST_BRACKETS = 63
"""BD16: opening brackets that are remembered at a time."""

_OPENING = (
    "([{\u0f3a\u0f3c\u169b\u2045\u207d\u208d\u2308\u230a\u3008\u2768\u276a\u276c\u276e\u2770\u2772\u2774\u27c5"
    "\u27e6\u27e8\u27ea\u27ec\u27ee\u2983\u2985\u2987\u2989\u298b\u298d\u298f\u2991\u2993\u2995\u2997\u29d8\u29da"
    "\u29fc\u2e22\u2e24\u2e26\u2e28\u2e55\u2e57\u2e59\u2e5b\u300a\u300c\u300e\u3010\u3014\u3016\u3018\u301a\ufe59"
    "\ufe5b\ufe5d\uff08\uff3b\uff5b\uff5f\uff62"
)
_CLOSING = (
    ")]}\u0f3b\u0f3d\u169c\u2046\u207e\u208e\u2309\u230b\u3009\u2769\u276b\u276d\u276f\u2771\u2773\u2775\u27c6"
    "\u27e7\u27e9\u27eb\u27ed\u27ef\u2984\u2986\u2988\u298a\u298c\u2990\u298e\u2992\u2994\u2996\u2998\u29d9\u29db"
    "\u29fd\u2e23\u2e25\u2e27\u2e29\u2e56\u2e58\u2e5a\u2e5c\u300b\u300d\u300f\u3011\u3015\u3017\u3019\u301b\ufe5a"
    "\ufe5c\ufe5e\uff09\uff3d\uff5d\uff60\uff63"
)
"""Bidi_Paired_Bracket of Unicode 15.0 (BidiBrackets.txt, © Unicode, Inc.), which Python does not hold."""
_CANONICAL = {"\u2329": "\u3008", "\u232a": "\u3009"}
"""BD16: brackets that pair as their canonical equivalents do."""
_CLOSES = dict(zip(_OPENING, _CLOSING, strict=True))
_CLOSERS = frozenset(_CLOSING)

_REMOVED = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "BN"})
"""X9: of no account to the rules that follow."""
_ISOLATES = frozenset({"LRI", "RLI", "FSI"})
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "FSI", "LRI", "RLI", "PDI"})
_EXPLICIT = _REMOVED | _ISOLATES | {"PDI"}
_FORCES = {"L": "L", "R": "R", "EN": "R", "AN": "R"}
"""N0, N1: what counts as a strong direction; numbers count as right to left."""
_TRAILING = frozenset({"WS", "FSI", "LRI", "RLI", "PDI"})

_UNASSIGNED = (
    "(?P<AL>[\u0600-\u07bf\u0860-\u08ff\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufeff\U00010d00-\U00010d3f"
    "\U00010ec0-\U00010eff\U00010f30-\U00010f6f\U0001ec70-\U0001ecbf\U0001ed00-\U0001ed4f\U0001ee00-\U0001eeff])"
    "|(?P<R>[\u0590-\u08ff\ufb1d-\ufb4f\U00010800-\U00010fff\U0001e800-\U0001efff])|(?P<ET>[\u20a0-\u20cf])"
    "|(?P<BN>[\u2065\ufff0-\ufff8\U000e0000-\U000e0fff])|(?P<ON>[\U0001f000-\U0001faff])"
)
"""Classes of characters that this Python does not know yet: those of DerivedBidiClass.txt, @missing;
BN where Unicode keeps places for characters that are not seen, ON among pictures, where each version adds some."""

_MIXING = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u200f\u202a-\u202e\u2066-\u2069\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""What can give a character of left-to-right text a level above 0."""


class Isolate(NamedTuple):
    """A stretch of a text that is ordered by itself and among the rest as one neutral character.

    Attributes:
        start, end: indexes into the text.
        direction: 0 left to right, 1 right to left, None as its first strong character.
    """

    start: int
    end: int
    direction: int | None = None


def needs_levels(text: str, base: int) -> bool:
    """Say whether *text* can hold a level other than 0; no other text need be resolved."""
    return base != 0 or (not text.isascii() and _MIXING.search(text) is not None)


def levels_of(text: str, base: int, isolates: Sequence[Isolate] = ()) -> bytes:
    """Return the embedding level of each character of a paragraph, as bytes.

    Characters that the algorithm removes (X9) have the level of what stands before them.

    Args:
        text: one paragraph, in logical order.
        base: 0 for a paragraph from left to right, 1 from right to left.
        isolates: stretches to be isolated; they may be nested but not overlap otherwise.

    Example:
        >>> list(levels_of("שלום abc", 1))
        [1, 1, 1, 1, 1, 2, 2, 2]
    """
    classes = [bidi_class(char) for char in text]
    if not isolates:
        return bytes(_filled(resolve(classes, base, text), base))
    kinds, chars, own = _with_isolates(text, classes, isolates)
    levels = _filled(resolve(kinds, base, chars), base)
    return bytes([levels[at] for at in own])


def line_levels(text: str, levels: bytes, base: int) -> bytes:
    """Return the levels of one line (L1): white space at its end stands at the end of the line.

    Args:
        text, levels: of the line alone.
    """
    classes = [bidi_class(char) for char in text]
    return bytes(_at_line_end(classes, list(levels), base))


def visual_order(levels: Sequence[int]) -> list[int]:
    """Return the indexes of *levels* from left to right (L2).

    Example:
        >>> visual_order([1, 1, 2, 2, 1])
        [4, 2, 3, 1, 0]
    """
    order = list(range(len(levels)))
    if not levels:
        return order
    highest = max(levels)
    lowest_odd = min((level for level in levels if level % 2), default=highest + 1)
    for level in range(highest, lowest_odd - 1, -1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[at:end] = order[at:end][::-1]
            at = end + 1
    return order


@lru_cache(maxsize=4096)
def bidi_class(char: str) -> str:
    """Return the Bidi_Class of *char*; one that Python does not know gets the default of its block."""
    known = unicodedata.bidirectional(char)
    if known:
        return known
    if unicodedata.category(char) == "Cn" and (ord(char) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF):
        return "BN"
    match = re.match(_UNASSIGNED, char)
    return match.lastgroup or "L" if match else "L"


def resolve(classes: Sequence[str], base: int, chars: Sequence[str] = ()) -> list[int | None]:
    """Return the levels of a paragraph from its characters' classes (X1 to I2).

    Args:
        classes: Bidi_Class of each character.
        base: the paragraph's level, 0 or 1.
        chars: the characters, which brackets are found among; none for text without brackets.

    Returns:
        A level for each character, None for those that the algorithm removes (X9).
    """
    levels: list[int | None]
    if _EXPLICIT.isdisjoint(classes):
        kinds, levels = list(classes), [base] * len(classes)
        sequences = [list(range(len(classes)))] if classes else []
        ends = [(base, base)] * len(sequences)
    else:
        kinds, levels, matches = _explicit(classes, base)
        sequences = _sequences(classes, levels, matches)
        ends = [_level_around(sequence, classes, levels, base, matches) for sequence in sequences]
    for sequence, (before, after) in zip(sequences, ends, strict=True):
        level = levels[sequence[0]] or 0
        first, last = ("R" if max(level, other) % 2 else "L" for other in (before, after))
        found = [kinds[at] for at in sequence]
        _weak(found, first)
        _brackets(
            found, [classes[at] for at in sequence], [chars[at] for at in sequence] if chars else (), level, first
        )
        _neutral(found, level, first, last)
        for at, kind in zip(sequence, found, strict=True):
            if kind == "L":  # I1, I2
                levels[at] = level + level % 2
            elif kind == "R":
                levels[at] = level + 1 - level % 2
            else:
                levels[at] = level + 2 - level % 2
    return levels


def first_strong(classes: Iterable[str]) -> int | None:
    """Return the direction of the first strong character outside isolates (P2, P3), None without one."""
    depth = 0
    for kind in classes:
        if kind in _ISOLATES:
            depth += 1
        elif kind == "PDI":
            depth = max(depth - 1, 0)
        elif not depth and kind in ("L", "R", "AL"):
            return 0 if kind == "L" else 1
    return None


def _with_isolates(
    text: str, classes: Sequence[str], isolates: Iterable[Isolate]
) -> tuple[list[str], list[str], list[int]]:
    """Return classes and characters with initiators and terminators put in, and where each of the text's own is."""
    begins: dict[int, list[str]] = {}
    ends: dict[int, int] = {}
    for start, end, direction in sorted(isolates, key=lambda each: (each[0], -each[1])):
        if start < end:
            begins.setdefault(start, []).append("FSI" if direction is None else ("LRI", "RLI")[direction])
            ends[end] = ends.get(end, 0) + 1
    kinds: list[str] = []
    chars: list[str] = []
    own: list[int] = []
    for index in range(len(text) + 1):
        opened = begins.get(index, [])
        put_in = ["PDI"] * ends.get(index, 0) + opened
        kinds += put_in
        chars += [""] * len(put_in)
        if index < len(text):
            own.append(len(kinds))
            kinds.append(classes[index])
            chars.append(text[index])
    return kinds, chars, own


def _filled(levels: Iterable[int | None], base: int) -> list[int]:
    filled: list[int] = []
    last = base
    for level in levels:
        last = last if level is None else level
        filled.append(last)
    return filled


def _at_line_end(classes: Sequence[str], levels: list[int], base: int) -> list[int]:
    trailing = True
    for at in range(len(levels) - 1, -1, -1):
        kind = classes[at]
        if kind in ("S", "B"):
            trailing = True
            levels[at] = base
        elif kind in _TRAILING:
            if trailing:
                levels[at] = base
        elif kind not in _REMOVED:
            trailing = False
        elif trailing:
            levels[at] = base
    return levels


def _explicit(classes: Sequence[str], base: int) -> tuple[list[str], list[int | None], dict[int, int]]:
    """Return kinds, levels and matching isolates after the explicit levels (X1 to X9)."""
    matches = _matching(classes)
    kinds = list(classes)
    levels: list[int | None] = [None] * len(classes)
    stack: list[tuple[int, str, bool]] = [(base, "", False)]
    too_deep, too_deep_isolates, isolates = 0, 0, 0
    for at, kind in enumerate(classes):
        level, override, _ = stack[-1]
        if kind in ("RLE", "LRE", "RLO", "LRO"):  # X2 to X5
            deeper = _next(level, odd=kind[0] == "R")
            if deeper <= MAX_DEPTH and not too_deep_isolates and not too_deep:
                stack.append((deeper, kind[0] if kind[2] == "O" else "", False))
            elif not too_deep_isolates:
                too_deep += 1
        elif kind in _ISOLATES:  # X5a to X5c
            levels[at] = level
            kinds[at] = override or kind
            rightwards = kind == "RLI" or (
                kind == "FSI" and first_strong(classes[at + 1 : matches.get(at, len(classes))]) == 1
            )
            deeper = _next(level, odd=rightwards)
            if deeper <= MAX_DEPTH and not too_deep_isolates and not too_deep:
                isolates += 1
                stack.append((deeper, "", True))
            else:
                too_deep_isolates += 1
        elif kind == "PDI":  # X6a
            if too_deep_isolates:
                too_deep_isolates -= 1
            elif isolates:
                too_deep = 0
                while not stack[-1][2]:
                    stack.pop()
                stack.pop()
                isolates -= 1
            levels[at], override = stack[-1][:2]
            kinds[at] = override or kind
        elif kind == "PDF":  # X7
            if not too_deep_isolates:
                if too_deep:
                    too_deep -= 1
                elif not stack[-1][2] and len(stack) > 1:
                    stack.pop()
        elif kind == "B":  # X8
            levels[at] = base
        elif kind != "BN":  # X6
            levels[at] = level
            kinds[at] = override or kind
    return kinds, levels, matches


def _next(level: int, *, odd: bool) -> int:
    """Return the least level above *level* that is odd or even."""
    return level + 1 + (level % 2 if odd else 1 - level % 2)


def _matching(classes: Sequence[str]) -> dict[int, int]:
    """Return for each isolate initiator the place of its PDI, and the reverse (BD9)."""
    matches: dict[int, int] = {}
    opened: list[int] = []
    for at, kind in enumerate(classes):
        if kind in _ISOLATES:
            opened.append(at)
        elif kind == "PDI" and opened:
            matches[opened[-1]] = at
            matches[at] = opened.pop()
    return matches


def _sequences(classes: Sequence[str], levels: Sequence[int | None], matches: dict[int, int]) -> list[list[int]]:
    """Return the isolating run sequences as places in the text (BD13, X10)."""
    runs: list[list[int]] = []
    current: int | None = None
    for at, level in enumerate(levels):
        if level is None:
            continue
        if level != current or not runs:
            runs.append([])
            current = level
        runs[-1].append(at)
    starting = {run[0]: run for run in runs}
    sequences = []
    for run in runs:
        if classes[run[0]] == "PDI" and run[0] in matches:
            continue
        sequence = list(run)
        while classes[sequence[-1]] in _ISOLATES and sequence[-1] in matches:
            sequence += starting[matches[sequence[-1]]]
        sequences.append(sequence)
    return sequences


def _level_around(
    sequence: Sequence[int], classes: Sequence[str], levels: Sequence[int | None], base: int, matches: dict[int, int]
) -> tuple[int, int]:
    """Return the levels before and after a sequence, which its ends are compared with (X10)."""
    before = next((level for level in reversed(levels[: sequence[0]]) if level is not None), base)
    last = sequence[-1]
    if classes[last] in _ISOLATES and last not in matches:
        return before, base
    return before, next((level for level in levels[last + 1 :] if level is not None), base)


def _weak(kinds: list[str], first: str) -> None:
    """Resolve the weak types of a sequence in place (W1 to W7); *first* is the direction at its start."""
    previous, strong = first, first
    for at, kind in enumerate(kinds):
        if kind == "NSM":  # W1
            kind = kinds[at] = "ON" if previous in _ISOLATES or previous == "PDI" else previous
        previous = kind
        if kind == "EN" and strong == "AL":  # W2
            kinds[at] = "AN"
        elif kind in ("L", "R", "AL"):
            strong = kind
            if kind == "AL":  # W3
                kinds[at] = "R"
    if "ES" in kinds or "CS" in kinds:
        for at in range(1, len(kinds) - 1):  # W4
            kind, before, after = kinds[at], kinds[at - 1], kinds[at + 1]
            if before == after and ((kind in ("ES", "CS") and before == "EN") or (kind == "CS" and before == "AN")):
                kinds[at] = before
    at, strong = 0, first
    while at < len(kinds):
        kind = kinds[at]
        if kind == "ET":  # W5
            end = at
            while end < len(kinds) and kinds[end] == "ET":
                end += 1
            beside = (at > 0 and kinds[at - 1] == "EN") or (end < len(kinds) and kinds[end] == "EN")
            # What W5 makes a number of, W7 makes a letter of after letters from left to right.
            kinds[at:end] = [("EN" if beside else "ON")] * (end - at)
            at = end
            continue
        if kind in ("ES", "CS"):  # W6
            kinds[at] = "ON"
        at += 1
    for at, kind in enumerate(kinds):  # W7
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"


def _brackets(kinds: list[str], classes: Sequence[str], chars: Sequence[str], level: int, first: str) -> None:
    """Resolve paired brackets of a sequence in place (N0)."""
    embedding = "R" if level % 2 else "L"
    for opening, closing in _pairs(kinds, chars):
        inside = {_FORCES[kind] for kind in kinds[opening + 1 : closing] if kind in _FORCES}
        if embedding in inside:
            chosen = embedding
        elif inside:
            before = next((_FORCES[kind] for kind in reversed(kinds[:opening]) if kind in _FORCES), first)
            chosen = before if before != embedding else embedding
        else:
            continue
        for at in (opening, closing):
            kinds[at] = chosen
            following = at + 1
            while following < len(kinds) and classes[following] == "NSM":
                kinds[following] = chosen
                following += 1


def _pairs(kinds: Sequence[str], chars: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of bracket pairs, by their opening ones (BD16)."""
    opened: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for at, char in enumerate(chars):
        if kinds[at] != "ON":
            continue
        char = _CANONICAL.get(char, char)
        if char in _CLOSES:
            if len(opened) == _MOST_BRACKETS:
                return []
            opened.append((_CLOSES[char], at))
        elif char in _CLOSERS:
            for number in range(len(opened) - 1, -1, -1):
                if opened[number][0] == char:
                    pairs.append((opened[number][1], at))
                    del opened[number:]
                    break
    return sorted(pairs)


def _neutral(kinds: list[str], level: int, first: str, last: str) -> None:
    """Resolve what is still neutral in place (N1, N2)."""
    at, before = 0, first
    while at < len(kinds):
        kind = kinds[at]
        if kind not in _NEUTRAL:
            before = _FORCES[kind]
            at += 1
            continue
        end = at
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        after = _FORCES[kinds[end]] if end < len(kinds) else last
        kinds[at:end] = [before if before == after else ("R" if level % 2 else "L")] * (end - at)
        at = end
