"""The word check: what another library reads from the file against what was to be set.

PDFium extracts the text of the finished bytes, so that a word lost anywhere between
layout and file is found: in drawing, in a font, in ToUnicode. PDFium is not safe in
threads; call this from one thread of a process at a time.

Where letters from right to left stand on a page, the text that PDFium gives cannot be compared: it turns
such lines round by rules of its own. There its characters are, each where it stands; see ``visual``.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from pamphlet.errors import Finding, Place, Severity
from pamphlet.layout.placed import PlacedLine
from pamphlet.pdf.visual import IGNORABLE, VisualLine, compare_visual, has_rtl, panel_lines, slug_line
from pamphlet.sheet.side import Side, SlugLine
from pamphlet.typesetting.line import Ending, Line
from pamphlet.units import Rect

if TYPE_CHECKING:
    import pypdfium2

BREAK = "\u200b"
"""ZERO WIDTH SPACE: where a reader may find a space or none, after a hyphen or a drop cap, beside what is raised."""

_JOINTS = {Ending.SPACE: "\n", Ending.END: "\n", Ending.HYPHEN: f"-{BREAK}", Ending.JOIN: BREAK}

_LINE_END_HYPHENS = re.compile("[\ufffe\x02]")
"""What PDFium gives for a hyphen and the line end after it, of the text's own or the breaker's; \x02 upside down."""

_CONTEXT_WORDS = 4
_CONTEXT_LETTERS = 40


class Passage(Struct, frozen=True, kw_only=True):
    """What one panel, or the slug, must read.

    Attributes:
        rect: where it stands, in points from the page's bottom left corner as PDF has it.
        text: the lines in content order, with :data:`BREAK` where a space may or may not be read.
        turned: whether it stands upside down on the page.
        stacked: whether lines stand so near that their letters may reach into each other's lines.
        lines: where letters from right to left stand on the page, each line as it is seen.
    """

    rect: Rect
    text: str
    turned: bool = False
    stacked: bool = False
    lines: tuple[VisualLine, ...] = ()


class _Reading(Struct, frozen=True, kw_only=True):
    """A text as its letters without white space, and where the spaces fell.

    Attributes:
        words: the text with its white space.
        firm: numbers of letters before which there is white space.
        loose: numbers of letters before which there may be.
    """

    words: str
    letters: str
    firm: frozenset[int]
    loose: frozenset[int]


def expected_text(side: Side) -> tuple[Passage, ...]:
    """Return what the page of *side* must read, panel after panel in content order, then the slug."""
    height = side.media.height
    panels = [
        (panel, text)
        for panel in side.panels
        if (text := _joined(item.line for item in panel.items if isinstance(item, PlacedLine)))
    ]
    beside = (*side.marks.labels, *side.marks.slug)
    slug = [(placed, text) for placed in beside if (text := _joined([placed.line]))]
    visual = any(has_rtl(text) for _, text in (*panels, *slug))
    return (
        *(
            Passage(
                rect=_flipped(panel.on_paper(panel.clip), height),
                text=text,
                turned=panel.turned,
                stacked=_is_stacked([item for item in panel.items if isinstance(item, PlacedLine)]),
                lines=panel_lines(panel, height) if visual else (),
            )
            for panel, text in panels
        ),
        *(
            Passage(
                rect=_flipped(_slug_rect(placed), height),
                text=text,
                lines=(slug_line(placed, height),) if visual else (),
            )
            for placed, text in slug
        ),
    )


def _is_stacked(placed: Sequence[PlacedLine]) -> bool:
    """Say whether two lines, as of a headline, are nearer to each other than the larger is high."""
    sizes = [(item.y, max((run.size for run in item.line.runs), default=0.0)) for item in placed]
    return any(0 < abs(below - y) < max(size, other) for (y, size), (below, other) in pairwise(sizes))


def _flipped(rect: Rect, height: float) -> Rect:
    return Rect(rect.x, height - rect.bottom, rect.width, rect.height)


def _slug_rect(placed: SlugLine) -> Rect:
    size = max(run.size for run in placed.line.runs)
    return Rect(placed.x, placed.y - size, placed.line.width, size * 1.25)


def _joined(lines: Iterable[Line]) -> str:
    return "".join(_raised_apart(line) + _JOINTS[line.ending] for line in lines if line.text)


def _raised_apart(line: Line) -> str:
    """Return the text of *line* with a :data:`BREAK` at both ends of what is raised or lowered in a word.

    Small figures PDFium takes for a line of their own where little stands beside them, as in a table.
    """
    if not any(run.rise for run in line.runs):
        return line.text
    text, at = "", 0
    for run in line.runs:
        apart = BREAK if run.rise else ""
        for _, shaped in run.words:
            found = max(line.text.find(shaped.text, at), at)
            end = found + len(shaped.text)
            text += f"{line.text[at:found]}{apart}{line.text[found:end]}{apart}"
            at = end
    return text + line.text[at:]


def page_texts(pdf: bytes) -> tuple[str, ...]:
    """Return the text of each page as PDFium extracts it, in content order."""
    with _opened(pdf) as document:
        return tuple(_page_text(page) for page in document)


def _opened(pdf: bytes) -> pypdfium2.PdfDocument:
    import pypdfium2  # costs 30 ms, and only this check and the proof need it

    return pypdfium2.PdfDocument(pdf)


def _page_text(page: pypdfium2.PdfPage) -> str:
    text: str = page.get_textpage().get_text_range()
    return text


def check_words(expected: Sequence[Sequence[Passage]], pdf: bytes) -> tuple[Finding, ...]:
    """Check that *pdf* reads as *expected*: no character lost, added or out of order.

    Pages with letters from right to left are checked line by line as they are seen, from left to right.

    White space may differ where the expected text has :data:`BREAK`, and beside combining marks and letters
    beyond the basic plane, which PDFium sets apart; wherever else the one has a word boundary the other must.

    Args:
        expected: for each page, from :func:`expected_text`.
        pdf: the finished file.

    Returns:
        For each page that reads otherwise one finding, with the words around the first difference.
    """
    with _opened(pdf) as document:
        if len(document) != len(expected):
            return (_finding("pages-differ", f"the file has {len(document)} pages, {len(expected)} were laid out"),)
        checks = (_check_page(at, passages, document[at]) for at, passages in enumerate(expected))
        return tuple(finding for finding in checks if finding is not None)


def _check_page(at: int, passages: Sequence[Passage], page: pypdfium2.PdfPage) -> Finding | None:
    lines = [line for passage in passages for line in passage.lines]
    if lines:
        difference = compare_visual(lines, page)
        return _finding("words-differ", f"page {at + 1} {difference}") if difference else None
    found = _read(_page_text(page))
    wanted = _read("".join(passage.text for passage in passages))
    finding = _compare(at, wanted, found)
    if finding is None or _reads_by_panel(at, passages, page, found):
        return None
    return finding


def _reads_by_panel(at: int, passages: Sequence[Passage], page: pypdfium2.PdfPage, whole: _Reading) -> bool:
    """Say whether each panel by itself reads as it must, and nothing else is on the page.

    PDFium sorts what stands on one baseline from left to right, so the last line of a panel and the
    first of the next one may change places in the text of the page. What stands upside down it sorts
    the wrong way round, unless the page is turned for it. Lines of a headline that reach into each other
    it takes for one; there each word must be read, in whatever order.
    """
    ways = {False: page.get_textpage()}
    if any(passage.turned for passage in passages):
        page.set_rotation(180)
        ways[True] = page.get_textpage()
    letters = 0
    for passage in passages:
        rect = passage.rect
        bounded = ways[passage.turned].get_text_bounded(left=rect.x, bottom=rect.y, right=rect.right, top=rect.bottom)
        wanted = _read(passage.text)
        letters += len(wanted.letters)
        finding = _compare(at, wanted, _read(bounded))
        # Upside down it also sets apart what is raised, such as the figure of a note.
        if finding is None or (passage.turned and finding.code == "words-split"):
            continue
        if not (passage.stacked and _has_same_words(wanted, _read(bounded))):
            return False
    return letters == len(whole.letters)


def _has_same_words(wanted: _Reading, found: _Reading) -> bool:
    """Say whether two texts have the same words in whatever order; one that may be parted, its parts."""
    if BREAK not in wanted.words:
        return sorted(wanted.words.split()) == sorted(found.words.split())
    parts = wanted.words.replace(BREAK, " ").split()
    return sorted(wanted.letters) == sorted(found.letters) and all(part in found.letters for part in parts)


def _read(text: str) -> _Reading:
    """Return *text* as letters and boundaries; compatibility forms (NFKC) and ignorables do not count."""
    text = _LINE_END_HYPHENS.sub("-\n", text)
    text = IGNORABLE.sub("", unicodedata.normalize("NFKC", text))
    letters: list[str] = []
    firm: list[int] = []
    loose: list[int] = []
    count = 0
    for word in text.split():
        firm.append(count)
        parts = word.split(BREAK)
        for part in parts:
            loose.append(count)
            count += len(part)
        letters += parts
    return _Reading(words=text, letters="".join(letters), firm=frozenset(firm), loose=frozenset(loose))


def _compare(at: int, wanted: _Reading, found: _Reading) -> Finding | None:
    if wanted.letters != found.letters:
        first = _first_difference(wanted.letters, found.letters)
        return _difference("words-differ", at, wanted, found, first)
    if joined := wanted.firm - found.firm:
        return _difference("words-joined", at, wanted, found, min(joined))
    split = [place for place in found.firm - wanted.firm - wanted.loose if not _may_split(found.letters, place)]
    return _difference("words-split", at, wanted, found, min(split)) if split else None


def _first_difference(one: str, other: str) -> int:
    """Return the number of letters that both texts begin with."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _may_split(letters: str, place: int) -> bool:
    """Say whether PDFium may set the letters round *place* apart: marks, and letters that no ActualText can join."""
    return any(
        letter > "\uffff" or unicodedata.category(letter).startswith("M") for letter in letters[place - 1 : place + 1]
    )


def _difference(code: str, at: int, wanted: _Reading, found: _Reading, place: int) -> Finding:
    return _finding(code, f"page {at + 1} reads {_around(found, place)!r} where {_around(wanted, place)!r} was set")


def _around(reading: _Reading, place: int) -> str:
    """Return the words around letter number *place*, no more than a line of them."""
    starts = [*sorted(reading.firm), len(reading.letters)]
    at = bisect_right(starts, place)
    edges = starts[max(0, at - _CONTEXT_WORDS) : at + _CONTEXT_WORDS]
    words = [reading.letters[start:end][:_CONTEXT_LETTERS] for start, end in pairwise(edges)]
    return " ".join(words)


def _finding(code: str, message: str) -> Finding:
    return Finding(
        severity=Severity.ERROR,
        code=code,
        message=message,
        place=Place(),
        hint="this is a fault of Pamphlet, not of the leaflet: please report it with the leaflet's folder",
    )
