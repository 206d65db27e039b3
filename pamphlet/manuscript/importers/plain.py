"""Plain text, as pasted from a web page or typed in an editor → pieces.

Nothing is promised about blank lines. A paragraph may be one long line, or a
run of lines wrapped at some 72 columns; paragraphs may be parted by blank lines
or by nothing but the end of the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from pamphlet.errors import Finding, Place, Severity
from pamphlet.manuscript.importers.markup import escape, guard_opening, list_items, quote, table, tidy
from pamphlet.manuscript.importers.piece import STOPS, Kind, Piece, Reading

Line = tuple[int, str]

WIDEST_WRAP = 100
"""In characters. Editors and mail programs wrap at 65 to 80; what is wider is a paragraph to a line."""
LEAST_WRAP = 40
"""In characters: a shorter line is one by itself, or the last of its paragraph."""
LOOSE_WRAP = 10
"""In characters: how far short of the wrapping width a full line may end beyond its next word."""

_BULLET = re.compile(r"\s*(?P<mark>[•◦▪‣●○■·∙*+–-]|\(?\d{1,3}[.)])(?:\s+)(?=\S)")
_SURE_BULLETS = frozenset("•◦▪‣●○■∙")
_RULE = re.compile(r"\s*(?:(?:[-*_=~—–]\s*){3,}|[*⁂§]|#{3,})\s*\Z")
_SENTENCE_END = re.compile(rf"[{re.escape(STOPS)}:;][\"'”’»)\]]*\Z")
_UNSPACED = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
"""Chinese and Japanese: lines of theirs are joined without a space. Korean has spaces between words."""


def read_plain(text: str, source: Path) -> Reading:
    """Read *text* line by line into paragraphs, lists, quotes, tables and rules."""
    lines = [(number, line.rstrip()) for number, line in enumerate(text.expandtabs(8).split("\n"), 1)]
    tabbed = frozenset(number for number, line in enumerate(text.split("\n"), 1) if "\t" in line.strip())
    raw = text.split("\n")
    width = wrapping_width([line for _, line in lines])
    pieces: list[Piece] = []
    hyphens: list[int] = []
    for block in _blocks(lines):
        if len(block) > 1 and all(number in tabbed for number, _ in block):
            pieces.append(_table([(number, raw[number - 1]) for number, _ in block]))
            continue
        pieces.extend(_pieces(block, width, hyphens))
    return Reading(pieces=tuple(join_lists(pieces)), findings=_hyphen_finding(hyphens, source), said=text)


def wrapping_width(lines: Sequence[str]) -> int:
    """Return the column at which *lines* are wrapped by hand, or 0 where each line is a paragraph.

    Lines are wrapped when most of those followed by another are so full that its first word would not
    have fitted.
    """
    written = [line for line in lines if line.strip()]
    if sum(len(line) > WIDEST_WRAP for line in written) > 0.1 * len(written):
        return 0
    pairs = [(line, after) for line, after in pairwise(lines) if len(line) >= LEAST_WRAP and after.strip()]
    inner = [(line, after) for line, after in pairs if len(line) <= WIDEST_WRAP]
    if len(inner) < 3 or len(inner) < 0.9 * len(pairs):
        return 0
    # The widest but a few, so that one long address does not set the measure.
    lengths = sorted(len(line) for line, _ in inner)
    width = lengths[int(0.97 * (len(lengths) - 1))]
    full = [line for line, after in inner if _is_full(line, after, width)]
    running = [line for line in full if not _SENTENCE_END.search(line)]
    return width if width >= LEAST_WRAP and len(full) >= 0.6 * len(inner) and len(running) >= 0.4 * len(inner) else 0


def _is_full(line: str, after: str, width: int) -> bool:
    first = after.split(maxsplit=1)[0]
    return len(line) + 1 + len(first) > width - LOOSE_WRAP


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    for number, line in lines:
        if line.strip():
            block.append((number, line))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _pieces(block: list[Line], width: int, hyphens: list[int]) -> Iterator[Piece]:
    listed = _BULLET.match(block[0][1]) is not None
    for group in _paragraphs(block, width, listed=listed):
        text = _joined(group, hyphens)
        if _RULE.match(text):
            yield Piece(kind=Kind.RULE, text="", markdown="---", source=tuple(group))
        elif all(line.lstrip().startswith(">") for _, line in group):
            bare = tidy(" ".join(line.lstrip().lstrip("> ") for _, line in group))
            yield Piece(kind=Kind.QUOTE, text=bare, markdown=quote([paragraph_markdown(bare)]), source=tuple(group))
        else:
            yield Piece(text=text, markdown=escape(text), source=tuple(group))


def _paragraphs(block: list[Line], width: int, *, listed: bool) -> Iterator[list[Line]]:
    """Part a run of lines without a blank one into paragraphs."""
    group: list[Line] = []
    for number, line in block:
        if group and not _goes_on(group[-1][1], line, width, listed=listed):
            yield group
            group = []
        group.append((number, line))
    if group:
        yield group


def _goes_on(line: str, after: str, width: int, *, listed: bool) -> bool:
    if line.lstrip().startswith(">") or after.lstrip().startswith(">"):
        return line.lstrip().startswith(">") and after.lstrip().startswith(">")
    if not width or len(line) > width + LOOSE_WRAP or _RULE.match(after) or _RULE.match(line):
        return False
    bullet = _BULLET.match(after)
    if bullet and (listed or bullet["mark"] in _SURE_BULLETS or _SENTENCE_END.search(line)):
        return False
    if _is_full(line, after, width):
        return True
    # Ended early, yet in the middle of a sentence: wrapped by a looser hand.
    return after.lstrip()[:1].islower() and not _SENTENCE_END.search(line) and len(line) > width // 3


def _joined(group: Sequence[Line], hyphens: list[int]) -> str:
    text = group[0][1].strip()
    for (number, _), (_, line) in pairwise(group):
        after = line.strip()
        if text.endswith("\u00ad"):
            text = text[:-1] + after
        elif re.search(r"\w-\Z", text) and after[:1].isalpha():
            hyphens.append(number)
            text += after
        elif _UNSPACED.match(text[-1]) and _UNSPACED.match(after):
            text += after
        else:
            text += " " + after
    return tidy(text)


def _hyphen_finding(hyphens: Sequence[int], source: Path) -> tuple[Finding, ...]:
    if not hyphens:
        return ()
    shown = ", ".join(str(number) for number in hyphens[:5]) + (" …" if len(hyphens) > 5 else "")
    message = f"hyphens at the end of wrapped lines were kept, on {len(hyphens)}: {shown}"
    place = Place(file=str(source), line=hyphens[0])
    hint = "take out those that only divided a word"
    return (Finding(severity=Severity.INFO, code="hyphen-kept", message=message, place=place, hint=hint),)


def paragraph_markdown(text: str) -> str:
    """Return plain *text* as a Markdown paragraph."""
    return guard_opening(escape(text))


def _table(lines: Sequence[Line]) -> Piece:
    rows = [[tidy(cell) for cell in line.strip().split("\t")] for _, line in lines]
    markdown = table([[escape(cell) for cell in row] for row in rows])
    text = " ".join(cell for row in rows for cell in row)
    return Piece(kind=Kind.TABLE, text=text, markdown=markdown, source=tuple(lines))


def join_lists(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Make lists of neighbouring paragraphs that start with a bullet or with rising numbers."""
    at = 0
    while at < len(pieces):
        end = _list_end(pieces, at)
        if end > at:
            yield _list(pieces[at:end])
        else:
            yield pieces[at]
        at = max(end, at + 1)


def _mark(piece: Piece) -> str:
    match = _BULLET.match(piece.text) if piece.kind is Kind.PARAGRAPH else None
    return match["mark"] if match else ""


def _list_end(pieces: Sequence[Piece], at: int) -> int:
    """Return the index after the list that starts at *at*, or *at* where none does."""
    first = _mark(pieces[at])
    if not first:
        return at
    end = at + 1
    if first[-1] in ".)":
        number = int(first.strip("(.)"))
        while end < len(pieces) and _mark(pieces[end]).strip("(.)") == str(number + end - at):
            end += 1
    else:
        while end < len(pieces) and _mark(pieces[end]) == first:
            end += 1
    return end if end > at + 1 or first in _SURE_BULLETS else at


def _list(items: Sequence[Piece]) -> Piece:
    first = _mark(items[0])
    ordered = first[-1] in ".)"
    texts = [piece.text[match.end() :] for piece in items if (match := _BULLET.match(piece.text))]
    start = int(first.strip("(.)")) if ordered else 1
    markdown = list_items([[paragraph_markdown(text)] for text in texts], ordered=ordered, start=start)
    source = tuple(line for piece in items for line in piece.source)
    # Numbers are words that a reader sees: they stay in the text.
    text = " ".join(piece.text for piece in items) if ordered else " ".join(texts)
    return Piece(kind=Kind.LIST, text=text, markdown=markdown, source=source)
