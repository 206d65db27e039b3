"""Lines of type from left to right, as they were set and as PDFium finds them on the page.

PDFium finds the direction of a line by rules of its own and turns round what it takes for right to
left: in lines of two directions the text it gives has words, numbers and brackets in another order.
But it also says where each character has its origin. Sorted by that, a line reads from left to right
as its glyphs stand, whatever PDFium made of it, and must be, letter by letter, what was placed there.
What shares an origin is one glyph, or one stretch of ActualText, and has no order.

Letters from right to left in a face with PostScript outlines are not put together (``fragments``): their
origin is that of whatever dot or mark is drawn first. In such lines the letters are counted.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from pamphlet.layout.placed import PlacedLine
from pamphlet.pdf.cids import has_cff
from pamphlet.sheet.side import SidePanel, SlugLine
from pamphlet.typesetting.face import Shaped
from pamphlet.typesetting.line import Line

if TYPE_CHECKING:
    import pypdfium2

IGNORABLE = re.compile("[\u00ad\u034f\u061c\u180e\u200c-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
"""Characters without a glyph of their own (Unicode, Default_Ignorable_Code_Point)."""

_RTL = re.compile("(?![\\W\\d_])[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]")
_BEYOND_BMP = re.compile("[\U00010000-\U0010ffff]")
_PAIRED = str.maketrans(")]}\u00bb\u203a\u201d\u2019", "([{\u00ab\u2039\u201c\u2018", " \u200b")
"""What PDFium mirrors, or not, each pair as one sign; and spaces inside a letter, such as a word in one sign has."""
_SPACE = "\n"
"""A space of the text, set apart from those."""
_BREAKER_HYPHEN, _HYPHENS = "\u00ad", "\u0002\ufffe"
"""The text of a hyphen that the breaker put in, and what PDFium gives for a hyphen at the end of a line."""

_ROW = 0.25
"""Points. Baselines are told apart by this; PDFium knows where they are to a thousandth."""
_BEYOND = 2.0
"""Points by which an origin may lie outside its line: nastaliq begins letters outside their own width."""
_SAME = 0.005
"""Points: origins nearer to each other than this are one, which PDFium has worked out twice."""
_SHOWN_BEFORE, _SHOWN = 12, 40


class VisualLine(Struct, frozen=True, kw_only=True):
    """A line on the page, which starts at *x* on the baseline *y*, in points from the bottom left corner.

    Attributes:
        turned: whether it stands upside down.
    """

    line: Line
    x: float
    y: float
    turned: bool = False

    @property
    def words(self) -> list[Shaped]:
        """The words and spaces, from left to right."""
        return [word for run in self.line.runs for _, word in run.words]

    @property
    def ends(self) -> tuple[float, float]:
        """From where to where on the page it stands."""
        first, last = self.line.runs[0], self.line.runs[-1]
        at, word = last.words[-1]
        left, right = first.words[0][0], at + word.width * last.size * last.scale
        return (self.x - right, self.x - left) if self.turned else (self.x + left, self.x + right)

    @property
    def middles(self) -> list[float]:
        """Where the spaces have their middle, from the left end of the line as it is read upright."""
        left = self.line.runs[0].words[0][0]
        return [
            at - left + word.width * run.size * run.scale / 2
            for run in self.line.runs
            for at, word in run.words
            if word.text.isspace()
        ]


_Found = tuple[float, str]
"""Where on the page a character has its origin, and what it is."""


def has_rtl(text: str) -> bool:
    """Say whether letters from right to left stand in *text*."""
    return _RTL.search(text) is not None


def panel_lines(panel: SidePanel, height: float) -> tuple[VisualLine, ...]:
    """Return the lines of *panel* on a page that is *height* points high."""
    rect = panel.rect
    placed = [item for item in panel.items if isinstance(item, PlacedLine) and item.line.text]
    if panel.turned:
        return tuple(
            VisualLine(line=item.line, x=rect.right - item.x, y=height - rect.bottom + item.y, turned=True)
            for item in placed
        )
    return tuple(VisualLine(line=item.line, x=rect.x + item.x, y=height - rect.y - item.y) for item in placed)


def slug_line(placed: SlugLine, height: float) -> VisualLine:
    """Return a line of the slug on a page that is *height* points high."""
    return VisualLine(line=placed.line, x=placed.x, y=height - placed.y)


def compare_visual(lines: Sequence[VisualLine], page: pypdfium2.PdfPage) -> str:
    """Return in words how *page* differs from *lines*, or nothing."""
    ends = [line.ends for line in lines]
    counted = _counted(lines)
    rows = _rows(lines, counted)
    found: list[list[_Found]] = [[] for _ in lines]
    # Upside down, PDFium gives an ActualText once for each stretch of glyphs below it.
    twice = any(lines[number].turned for number in counted)
    for turned in (False, True) if twice else (None,):
        if turned:
            page.set_rotation(180)
        row, left, right, at = 0, 0.0, -1.0, 0
        for x, y, char in _characters(page):
            # Most characters stand in the line of the one before.
            if round(y / _ROW) != row or not left <= x <= right:
                row = round(y / _ROW)
                near = [at for at in rows.get(row, ()) if ends[at][0] - _BEYOND <= x <= ends[at][1] + _BEYOND]
                if not near:
                    return f"shows {char!r} where nothing was set"
                at = near[0] if len(near) == 1 else min(near, key=lambda at: _distance(lines[at], ends[at], x, y))
                left, right = ends[at]
            if turned is None or turned is lines[at].turned:
                found[at].append((x, char))
    if difference := _miscounted([lines[at] for at in counted], [found[at] for at in counted]):
        return difference
    exact = [number for number in range(len(lines)) if number not in counted]
    return next(filter(None, (_difference(lines[number], ends[number], found[number]) for number in exact)), "")


def _counted(lines: Sequence[VisualLine]) -> frozenset[int]:
    """Return the numbers of the lines in which letters from right to left have PostScript outlines."""
    faces = {run.face for line in lines for run in line.line.runs}
    bare = {face for face in faces if has_cff(face)}
    if not bare:
        return frozenset()
    return frozenset(
        number for number, line in enumerate(lines) if any(word.rtl and word.face in bare for word in line.words)
    )


def _miscounted(lines: Sequence[VisualLine], found: Sequence[list[_Found]]) -> str:
    """Return what *lines* have that was not found, and the other way round; a dot may be nearer to the next line."""
    seen = "".join([_seen(word) for line in lines for word in line.words])
    letters = Counter(_plain(seen).replace(_SPACE, ""))
    other = Counter("".join([char for each in found for _, char in each]).replace(" ", ""))
    if letters == other:
        return ""
    lacking, added = ("".join(sorted(counts.elements()))[:_SHOWN] for counts in (letters - other, other - letters))
    return f"lacks the letters {lacking!r} and adds {added!r}"


def _rows(lines: Sequence[VisualLine], counted: frozenset[int]) -> dict[int, list[int]]:
    """Return the numbers of the lines whose runs may stand at a height, by the height."""
    rows: dict[int, list[int]] = {}
    for number, line in enumerate(lines):
        heights = {round(baseline / _ROW) for baseline in _baselines(line)}
        reach = round(max(run.size for run in line.line.runs) / _ROW) if number in counted else 1
        for row in {height + near for height in heights for near in range(-reach, reach + 1)}:
            rows.setdefault(row, []).append(number)
    return rows


def _baselines(line: VisualLine) -> set[float]:
    return {line.y - run.rise if line.turned else line.y + run.rise for run in line.line.runs}


def _distance(line: VisualLine, ends: tuple[float, float], x: float, y: float) -> tuple[float, float]:
    return min(abs(baseline - y) for baseline in _baselines(line)), max(ends[0] - x, x - ends[1], 0.0)


def _characters(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float, str]]:
    """Yield what stands on the page; not what PDFium adds: line ends, and spaces where it sees a gap.

    These have no width. PDFium says of itself what is its own, but not in lines that it has turned round.
    """
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    x, y, left, right = ctypes.c_double(), ctypes.c_double(), ctypes.c_double(), ctypes.c_double()
    at_x, at_y = ctypes.byref(x), ctypes.byref(y)
    letters, handle = _Letters(), text.raw  # the bare handle: to unwrap it anew takes longer than the call
    for number, code in enumerate(_codes(text)):
        char = letters[code]
        if char == " ":
            pdfium.FPDFText_GetCharBox(handle, number, left, right, x, y)
            if left.value == right.value:
                continue
        if char:
            pdfium.FPDFText_GetCharOrigin(handle, number, at_x, at_y)
            yield x.value, y.value, char


def _codes(text: pypdfium2.PdfTextPage) -> Sequence[int]:
    """Return the code of each character: out of the text at once, where PDFium has one there for each."""
    import pypdfium2.raw as pdfium

    count = text.count_chars()
    buffer = (ctypes.c_ushort * (count + 1))()
    if pdfium.FPDFText_GetText(text, 0, count, buffer) == count + 1:
        return list(buffer)[:count]
    return [pdfium.FPDFText_GetUnicode(text, number) for number in range(count)]


class _Letters(dict[int, str]):
    """What a code of PDFium's counts as."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        letter = self[code] = "-" if char in _HYPHENS else " " if char.isspace() else _plain(char)
        return letter


def _plain(text: str) -> str:
    """Return *text* with ligatures and marks apart (NFKD), without spaces and what has no glyph, pairs as one sign.

    Characters beyond the first 65,536 are two surrogates, as PDFium has them.
    """
    plain = IGNORABLE.sub("", unicodedata.normalize("NFKD", text)).translate(_PAIRED)
    return _BEYOND_BMP.sub(_surrogates, plain)


def _surrogates(match: re.Match[str]) -> str:
    high, low = divmod(ord(match[0]) - 0x10000, 0x400)
    return chr(0xD800 + high) + chr(0xDC00 + low)


def _seen(word: Shaped) -> str:
    """Return the letters of a word from left to right."""
    if word.text.isspace():
        return _SPACE
    return "-" if word.text == _BREAKER_HYPHEN else word.text[::-1] if word.rtl else word.text


def _difference(line: VisualLine, ends: tuple[float, float], found: list[_Found]) -> str:
    """Return how what was found differs from *line*, or nothing."""
    found.sort(key=itemgetter(0), reverse=line.turned)
    parts = _plain("".join(map(_seen, line.words))).split(_SPACE)
    if " ".join(parts) == "".join(map(itemgetter(1), found)):
        return ""
    start, sign = (ends[1], -1) if line.turned else (ends[0], 1)
    place = _first_difference("".join(parts), _spaces(parts, line.middles), [((x - start) * sign, c) for x, c in found])
    if place is None:
        return ""
    since = max(0, place - _SHOWN_BEFORE)
    reads, wanted = "".join(map(itemgetter(1), found))[since:][:_SHOWN], " ".join(parts)[since:][:_SHOWN]
    return f"reads {reads!r} where {wanted!r} was set, both from left to right"


def _spaces(parts: Sequence[str], middles: Sequence[float]) -> dict[int, float]:
    """Return where each space has its middle, by the number of letters before it."""
    return dict(zip(accumulate(map(len, parts[:-1])), middles, strict=True))


def _first_difference(letters: str, spaces: dict[int, float], found: list[_Found]) -> int | None:
    """Return the number of letters before the first difference, None where there is none.

    PDFium leaves out a space behind one that it has put in itself. Where it lacks one, the letter
    behind must stand where the space has brought it.
    """
    at, starts, seen = 0, dict[int, float](), set[int]()
    for _, glyph in groupby(found, key=lambda each: round(each[0] / _SAME)):
        together = list(glyph)
        chars = "".join([char for _, char in together])
        own = chars.replace(" ", "")
        expected = letters[at : at + len(own)]
        if (own != expected and sorted(own) != sorted(expected)) or (not own and at not in spaces):
            return at
        if own != chars:
            seen.update(range(at, at + len(own) + 1))
        starts[at] = together[0][0]
        at += len(own)
    if at < len(letters):
        return at
    return next(
        (place for place, middle in spaces.items() if place not in seen and starts.get(place, middle) < middle), None
    )
