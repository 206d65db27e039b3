"""Measure the setting of any PDF: word spaces, hyphens, ladders, widows, and lines that stick out.

In come a PDF, by whatever tool, and the text that was set in it; out comes a
:class:`Setting`. The glyphs are read by PDFium and walked along the source text,
so that word ends and breakers' hyphens are known from the text and not guessed
from the gaps. Lines that end a paragraph are not justified and are left out of
the figures of the word space.

Run it as ``python -m benchmarks.measure FILE.pdf --text FILE --size 9.5 [--measure MM]``.
"""

from __future__ import annotations

import json
import statistics
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

import click
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from benchmarks.corpus import paragraphs_of
from benchmarks.texture import Texture, texture_of

HYPHENS = "-\u00ad\u2010\u2011\x02"
"""What readers give for a hyphen; PDFium writes U+0002 for one at a line's end."""

SAME = str.maketrans(
    dict.fromkeys(HYPHENS + "\u2012\u2013\u2014\u2212", "-")
    | dict.fromkeys("\u2018\u2019\u201b", "'")
    | dict.fromkeys("\u201c\u201d\u201e", '"')
)

ENDS = ".?!:\"'"
"""What may stand before a word that begins a sentence."""

NEW_LINE_EM = 0.4
"""A baseline this far from the last, in ems, begins a new line: more than a superscript's rise."""

HANG_EM = 0.35
"""How far, in ems, punctuation may hang in the margin before the line counts as too wide: a whole hyphen."""

EDGE_EM = 0.25
"""The same for letters: optical margins move them, and kerning that a breaker left out adds up to as much."""

STRAY_SHARE = 0.05
"""The share of lines, such as page numbers, that may be missing in the source before the match is refused."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One character on a page: its advance from ``left`` to ``right`` and its baseline, in points, y upwards."""

    char: str
    left: float
    right: float
    baseline: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredLine:
    """One line of the source text as it was set.

    Attributes:
        column: index of the column, page after page.
        left, right: in points.
        spaces: the line's word spaces, in ems.
        hyphenated: a hyphen was added at the end that is not in the text.
        ends_in_hyphen: hyphenated, or broken at a hyphen of the text's own.
        last: the final character, as read.
        gaps: the word spaces from edge to edge, in points.
        advances: each two glyphs side by side in a word, and how far apart they stand, in points.
        head, tail: the first and the last word of the line, or what stands of it there; letters alone.
        name: the word broken at the end is capitalised, and no sentence begins with it.
    """

    column: int
    left: float
    right: float
    spaces: tuple[float, ...]
    paragraph: int
    opens: bool
    closes: bool
    hyphenated: bool
    ends_in_hyphen: bool
    last: str
    gaps: tuple[tuple[float, float], ...]
    advances: tuple[tuple[str, float], ...]
    head: str
    tail: str
    name: bool

    @property
    def space(self) -> float:
        """The mean word space of the line, in ems."""
        return statistics.fmean(self.spaces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How a text was set; spaces are in ems, taken once for each justified line.

    Attributes:
        lines: justified lines, that is all but those that end a paragraph.
        ladder: the most lines in a row that end in a hyphen.
        widows: last lines of paragraphs that stand alone on top of a column.
        orphans: first lines of paragraphs that stand alone at the foot of a column.
        too_wide: lines that stick out of the measure by more than hanging punctuation may.
        strays: lines of the file that are not in the source text.
    """

    paragraphs: int
    lines: int
    justified: int
    mean: float
    sd: float
    maximum: float
    over_half: int
    over_six_tenths: int
    hyphenated: int
    ladder: int
    widows: int
    orphans: int
    too_wide: int
    strays: int
    texture: Texture


class UnmatchedError(ValueError):
    """Raised when the lines of a file are not those of the source text."""


def measure(pdf: Path, paragraphs: Sequence[str], *, size: float, width: float | None = None) -> Setting:
    """Measure the setting of *paragraphs* in *pdf*.

    Args:
        pdf: the file to read.
        paragraphs: the text in reading order, one string for each paragraph.
        size: of the type, in points.
        width: of the column, in points; without it no line counts as too wide.

    Raises:
        UnmatchedError: the file does not hold the text, or holds it in another order.
    """
    lines, strays = matched_lines(pdf, paragraphs, size=size)
    justified = [line for line in lines if not line.closes and line.spaces]
    spaces = [line.space for line in justified]
    return Setting(
        paragraphs=len(paragraphs),
        lines=len(lines),
        justified=len(justified),
        mean=statistics.fmean(spaces) if spaces else 0.0,
        sd=statistics.pstdev(spaces) if spaces else 0.0,
        maximum=max(spaces, default=0.0),
        over_half=sum(space > 0.5 for space in spaces),
        over_six_tenths=sum(space > 0.6 for space in spaces),
        hyphenated=sum(line.hyphenated for line in lines),
        ladder=longest_ladder(lines),
        widows=sum(line.closes and not line.opens and tops for line, tops, _ in _placed(lines)),
        orphans=sum(line.opens and not line.closes and foots for line, _, foots in _placed(lines)),
        too_wide=0 if width is None else _too_wide(lines, width, size),
        strays=strays,
        texture=texture_of(lines, size),
    )


def matched_lines(pdf: Path, paragraphs: Sequence[str], *, size: float) -> tuple[list[MeasuredLine], int]:
    """Return the lines of *pdf* that are the text of *paragraphs*, and how many others there were.

    Raises:
        UnmatchedError: too many lines are strays, or the text does not end with the file.
    """
    source = _Source(paragraphs)
    lines: list[MeasuredLine] = []
    strays: list[str] = []
    position = column = 0
    for marks, new_column in _lines(pdf, size):
        column += new_column
        end = source.match(marks, position)
        if end is None:
            strays.append("".join(mark.char for mark in marks))
            continue
        lines.append(source.line(marks, position, end, column, size))
        position = end
    if position < len(source.chars) or len(strays) > max(2, STRAY_SHARE * len(lines)):
        first = f", first {strays[0]!r}" if strays else ""
        wanted = "".join(source.chars[position : position + 30])
        raise UnmatchedError(f"{pdf.name}: {len(strays)} lines are not in the text{first}; looked for {wanted!r}")
    return lines, len(strays)


def longest_ladder(lines: Sequence[MeasuredLine]) -> int:
    """Return the most lines in a row that end in a hyphen, the breaker's or the text's own."""
    longest = rungs = 0
    for line in lines:
        rungs = rungs + 1 if line.ends_in_hyphen else 0
        longest = max(longest, rungs)
    return longest


class _Source:
    """The source text without its spaces: for each character its word and its paragraph."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self.chars: list[str] = []
        self.words: list[int] = []
        self.paragraphs: list[int] = []
        word = 0
        for number, paragraph in enumerate(paragraphs):
            for token in paragraph.split():
                folded = _fold(token)
                self.chars.extend(folded)
                self.words.extend([word] * len(folded))
                self.paragraphs.extend([number] * len(folded))
                word += 1

    def match(self, marks: Sequence[Mark], position: int) -> int | None:
        """Return where in the text a line from *position* ends; None where it is another's line."""
        for number, mark in enumerate(marks):
            for char in _fold(mark.char):
                if position < len(self.chars) and self.chars[position] == char:
                    position += 1
                elif char != "-" or (number < len(marks) - 1 and self.chars[position - 1] != "-"):
                    return None
        return position

    def line(self, marks: Sequence[Mark], start: int, end: int, column: int, size: float) -> MeasuredLine:
        """Measure the line whose *marks* are the text from *start* to *end*."""
        closes = end == len(self.chars) or self.paragraphs[end] != self.paragraphs[start]
        cut = not closes and self.words[end] == self.words[end - 1]
        in_hyphen = _fold(marks[-1].char) == "-"
        starts = self._starts(marks, start)
        gaps = tuple((marks[at - 1].right, marks[at].left) for at in starts)
        return MeasuredLine(
            column=column,
            left=marks[0].left,
            right=marks[-1].right,
            spaces=tuple((right - left) / size for left, right in gaps),
            paragraph=self.paragraphs[start],
            opens=start == 0 or self.paragraphs[start - 1] != self.paragraphs[start],
            closes=closes,
            hyphenated=cut and in_hyphen and self.chars[end - 1] != "-",
            ends_in_hyphen=cut and in_hyphen,
            last=marks[-1].char,
            gaps=gaps,
            advances=tuple(
                (one.char + two.char, two.left - one.left)
                for number, (one, two) in enumerate(pairwise(marks), start=1)
                if number not in starts
            ),
            head=_letters(marks[: starts[0] if starts else len(marks)]),
            tail=_letters(marks[starts[-1] if starts else 0 :]),
            name=cut and self._is_name(end),
        )

    def _starts(self, marks: Sequence[Mark], start: int) -> list[int]:
        """Return which of *marks* begin a word, the first of the line left out."""
        position, starts = start, []
        for number, mark in enumerate(marks):
            if start < position < len(self.words) and self.words[position - 1] != self.words[position]:
                starts.append(number)
            for char in _fold(mark.char):
                position += position < len(self.chars) and self.chars[position] == char
        return starts

    def _is_name(self, position: int) -> bool:
        """Say whether the word at *position* is capitalised inside a sentence."""
        first = position
        while first and self.words[first - 1] == self.words[position]:
            first -= 1
        word = [char for char in self.chars[first : first + 8] if char.isalpha()]
        if len(word) < 2 or not word[0].isupper() or word[1].isupper():
            return False
        return first > 0 and self.paragraphs[first - 1] == self.paragraphs[first] and self.chars[first - 1] not in ENDS


def _letters(marks: Sequence[Mark]) -> str:
    return "".join(mark.char for mark in marks if mark.char.isalpha()).casefold()


def _fold(text: str) -> str:
    """Return *text* with ligatures undone and all kinds of quotes and dashes alike, two hyphens as one."""
    folded = unicodedata.normalize("NFKC", text.translate(SAME)).translate(SAME)
    while "--" in folded:
        folded = folded.replace("--", "-")
    return folded


def _lines(pdf: Path, size: float) -> Iterator[tuple[list[Mark], bool]]:
    """Yield the lines of *pdf* in the order of the file, each with whether it begins a new column."""
    line: list[Mark] = []
    new_column = False
    for mark in _marks(pdf):
        if mark is None:
            if line:
                yield line, new_column
            line, new_column = [], True
            continue
        if line and _begins_line(line[-1], mark, size):
            yield line, new_column
            new_column = mark.baseline > line[-1].baseline + size
            line = []
        line.append(mark)
    if line:
        yield line, new_column


def _begins_line(last: Mark, mark: Mark, size: float) -> bool:
    return abs(mark.baseline - last.baseline) > NEW_LINE_EM * size or mark.right < last.left - size


def _marks(pdf: Path) -> Iterator[Mark | None]:
    """Yield each character that is not a space, and None between pages."""
    document = pdfium.PdfDocument(pdf)
    try:
        for number, page in enumerate(document):
            if number:
                yield None
            text = page.get_textpage()
            for index in range(text.count_chars()):
                char = chr(pdfium_c.FPDFText_GetUnicode(text, index))
                if not char.isspace() and char != "\0" and pdfium_c.FPDFText_IsGenerated(text, index) != 1:
                    yield _mark(text, index, char)
    finally:
        document.close()


def _mark(text: pdfium.PdfTextPage, index: int, char: str) -> Mark:
    """Return the character at *index* with its advance box: the bearings of the glyph belong to the word."""
    left, _, right, _ = text.get_charbox(index, loose=True)
    x, y = pdfium_c.c_double(), pdfium_c.c_double()
    pdfium_c.FPDFText_GetCharOrigin(text, index, x, y)
    return Mark(char, left, right, y.value)


def _placed(lines: Sequence[MeasuredLine]) -> Iterator[tuple[MeasuredLine, bool, bool]]:
    """Yield each line with whether it is the first and whether the last of its column."""
    for number, line in enumerate(lines):
        first = number > 0 and lines[number - 1].column != line.column
        last = number + 1 < len(lines) and lines[number + 1].column != line.column
        yield line, first, last


def _too_wide(lines: Sequence[MeasuredLine], width: float, size: float) -> int:
    edges: dict[int, list[float]] = {}
    for line in lines:
        edges.setdefault(line.column, []).append(line.left)
    left = {column: statistics.median(values) for column, values in edges.items()}

    def allowance(line: MeasuredLine) -> float:
        return size * (EDGE_EM if line.last.isalnum() else HANG_EM)

    return sum(line.right > left[line.column] + width + allowance(line) for line in lines)


@click.command()
@click.argument("pdf", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--text", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True)
@click.option("--size", type=float, required=True, help="Size of the type, in points.")
@click.option("--measure", "width_mm", type=float, help="Width of the column, in millimetres.")
def main(pdf: Path, text: Path, size: float, width_mm: float | None) -> None:
    """Print the figures of the setting of --text in PDF as JSON."""
    width = None if width_mm is None else width_mm * 72 / 25.4
    setting = measure(pdf, paragraphs_of(text), size=size, width=width)
    click.echo(json.dumps(asdict(setting), indent=1))


if __name__ == "__main__":
    main()
