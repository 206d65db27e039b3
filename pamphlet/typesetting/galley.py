"""Galleys: prepared paragraphs broken into lines, and the lines set to their measure.

Tracking and glyph scaling take up a line's misfit first and evenly, then its word
spaces. A galley is the lines of a paragraph, not yet put anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from msgspec import Struct

from pamphlet.manuscript.article import Span
from pamphlet.typesetting.breaking import NOWHERE, Tolerance, even_breaks, fill_lines, find_breaks
from pamphlet.typesetting.direction import reads_rtl
from pamphlet.typesetting.hyphenation import Hyphenator
from pamphlet.typesetting.kashida import Elongator
from pamphlet.typesetting.library import FontLibrary
from pamphlet.typesetting.line import Ending, Line
from pamphlet.typesetting.locale import Conventions
from pamphlet.typesetting.placing import LineSetting, Segment, runs_of
from pamphlet.typesetting.preparing import Prepared, Preparer
from pamphlet.typesetting.rivers import without_rivers
from pamphlet.typesetting.style import Align, Limits, Style
from pamphlet.typesetting.words import SOFT_HYPHEN, Piece, Word


class Typesetter:
    """Sets text of one language: prepares, breaks and sets paragraphs.

    Holds the caches of shaped words, so one typesetter serves all editions of a language.
    """

    def __init__(self, library: FontLibrary, hyphenator: Hyphenator, conventions: Conventions) -> None:
        self.library = library
        self.conventions = conventions
        self.lang = conventions.lang
        self.rtl = reads_rtl(conventions.lang)
        self._elongator = Elongator()
        self._preparer = Preparer(library, hyphenator, conventions)

    def prepare(self, spans: Iterable[Span], style: Style) -> tuple[Prepared, ...]:
        """Return a paragraph prepared for breaking: one ``Prepared`` for each line the author ended."""
        return self._preparer.prepare(spans, style)

    def in_one_face(self, text: str, style: Style) -> Style:
        """Return *style* for texts set apart, such as the words of *text*, that must look like one."""
        return self._preparer.in_one_face(text, style)

    def set_lines(
        self,
        prepared: Sequence[Prepared],
        style: Style,
        measures: Sequence[float],
        indents: Sequence[float] = (0.0,),
    ) -> tuple[Line, ...]:
        """Break and set a prepared paragraph.

        Args:
            measures: the measure of each line in points; the last one holds for all further lines.
            indents: what each line is set in by at its start, in points; the last one holds on.
                The measure is what is left of the line after it.
        """
        return self.set_broken(self.break_lines(prepared, style, measures), style, measures, indents)

    def break_lines(
        self,
        prepared: Sequence[Prepared],
        style: Style,
        measures: Sequence[float],
        whole: frozenset[int] = NOWHERE,
    ) -> tuple[BrokenLine, ...]:
        """Break a prepared paragraph without setting its lines: all that counting them needs.

        Args:
            whole: lines, from 0 on, that should not end within a word because the column ends there.
        """
        broken: list[BrokenLine] = []
        for stretch in prepared:
            ends = frozenset(line - len(broken) for line in whole if line >= len(broken))
            ems = [max(m, 1.0) / style.size for m in measures[min(len(broken), len(measures) - 1) :]]
            broken += self._break(stretch, ems, style, ends)
        return tuple(broken)

    def balanced(self, broken: Sequence[BrokenLine], style: Style, measure: float) -> tuple[BrokenLine, ...]:
        """Return *broken* in as many lines that are as even as can be: the same where a word had to be divided.

        Args:
            measure: what no line may be longer than, in points.
        """
        lines: list[BrokenLine] = []
        for _, parts in groupby(broken, key=lambda line: id(line.stretch)):
            same = list(parts)
            points = even_breaks(same[0].stretch.points, measure / style.size, len(same))
            lines += same if points is None else _parts(same[0].stretch, points)
        return tuple(lines)

    def break_into(
        self, prepared: Sequence[Prepared], style: Style, measures: Sequence[float], lines: int
    ) -> tuple[BrokenLine, ...] | None:
        """Break a justified paragraph into just so many *lines*, all as they should look; None where they cannot."""
        if len(prepared) != 1 or style.align is not Align.JUSTIFY:
            return None
        (stretch,) = prepared
        ems = [max(m, 1.0) / style.size for m in measures]
        tolerance = _tolerances(style, stretch.space, min(ems))[0]
        points = find_breaks(stretch.points, ems, tolerance, lines=lines)
        if points is None or _leaves_runt(stretch, points, tolerance.last_min) or _divides_last(stretch, points):
            return None
        points = without_rivers(stretch.points, points, ems, tolerance)
        return tuple(_parts(stretch, points)) if len(points) == lines else None

    def set_broken(
        self,
        broken: Sequence[BrokenLine],
        style: Style,
        measures: Sequence[float],
        indents: Sequence[float] = (0.0,),
    ) -> tuple[Line, ...]:
        """Set lines that ``break_lines`` broke; the arguments are those of ``set_lines``."""
        last_measure, last_indent = len(measures) - 1, len(indents) - 1
        lines: list[Line] = []
        drawn: tuple[float, ...] = ()
        for number, part in enumerate(broken):
            measure, words = measures[min(number, last_measure)], self._line_words(part)
            if self.rtl and style.limits.kashida and style.align is Align.JUSTIFY and not part.is_last:
                words, drawn = self._elongated(words, style, measure, drawn)
            lines.append(self._set_line(part, words, style, measure, indents[min(number, last_indent)]))
        return tuple(lines)

    def _break(
        self, stretch: Prepared, ems: Sequence[float], style: Style, whole: frozenset[int]
    ) -> Iterable[BrokenLine]:
        first: tuple[int, ...] | None = None
        for tolerance in _tolerances(style, stretch.space, min(ems)):
            points = find_breaks(stretch.points, ems, tolerance, whole)
            if points and not (_leaves_runt(stretch, points, tolerance.last_min) or _divides_last(stretch, points)):
                return _parts(stretch, without_rivers(stretch.points, points, ems, tolerance, whole))
            # A runt is worth looking for looser lines, though not for the loosest.
            if first is None or (points is not None and _leaves_runt(stretch, first, tolerance.lone)):
                first = points
            if first is not None and tolerance.stretch >= RUNT_STRETCH:
                return _parts(stretch, first)
        split = self._preparer.split(stretch, min(ems), style)
        if len(split.places) > ENDLESS:
            return _parts(split, fill_lines(split.points, ems))
        points = find_breaks(split.points, ems, _LAST_RESORT)
        return _parts(split, points if points is not None else (len(split.places) - 1,))

    def _set_line(self, part: BrokenLine, words: Sequence[Word], style: Style, measure: float, indent: float) -> Line:
        """Set one line of *words*: pieces with their x, the misfit shared out by the style's limits."""
        size = style.size
        if part.is_last:
            measure -= part.stretch.tail * size
        natural = sum(word.width for word in words) * size
        spaces = [word.space_width * size for word in words[:-1]]
        stretched = sum(word.give for word in words[:-1])
        first, final = words[0], words[-1]
        hang_left = first.hang_left * size
        hang_right = final.hang_right * size if style.align is Align.JUSTIFY else 0.0
        limits = style.limits
        scale, tracking, give = 1.0, 0.0, 0.0
        room = measure + hang_left + hang_right - natural - sum(spaces)
        if style.align is Align.JUSTIFY and (not part.is_last or room < 0.0):
            glyphs = sum(word.glyphs for word in words)
            tracked = all(word.tracked for word in words)
            track_reach = limits.tracking * size * glyphs if tracked else 0.0
            reach = natural * limits.scaling + track_reach
            even = limits.space_good if room > 0.0 else min(limits.space_good, _shrink(limits, part.stretch.space))
            good = even * size * stretched
            ratio = max(-1.0, min(1.0, room / (reach + good))) if reach + good > 0 else 0.0
            scale = 1.0 + limits.scaling * ratio
            tracking = limits.tracking * size * ratio if tracked else 0.0
            set_width = scale * (natural + tracking * (glyphs - 1))
            if stretched:
                give = (measure + hang_left + hang_right - set_width - sum(spaces)) / stretched
        x = indent - hang_left
        if style.align is Align.CENTER:
            x += max(room, 0.0) / 2
        elif style.align is Align.END:
            x += max(room, 0.0)
        return self._runs(words, part, style, _Fit(x=x, scale=scale, tracking=tracking, give=give))

    def _elongated(
        self, words: list[Word], style: Style, measure: float, above: tuple[float, ...]
    ) -> tuple[list[Word], tuple[float, ...]]:
        """Return the words of a line, elongated by what its word spaces would take beyond what looks even.

        With them, where they stand that were; *above* is the same of the line before.
        """
        limits = style.limits
        width = sum(word.width + word.space_width for word in words[:-1]) + words[-1].width
        hanging = words[0].hang_left + words[-1].hang_right
        room = measure / style.size + hanging - width - limits.space_good * sum(word.give for word in words[:-1])
        if room <= 0.0:
            return words, ()
        return self._elongator.elongated(words, room, limits.kashida, self.lang, above)

    def _runs(self, words: Sequence[Word], part: BrokenLine, style: Style, fit: _Fit) -> Line:
        """Place the words of a line; its text is in logical order."""
        size = style.size
        segments: list[Segment] = []
        text: list[str] = []
        space = 0.0
        for number, word in enumerate(words):
            for piece in word.pieces:
                advance = fit.scale * (piece.width * size + fit.tracking * len(piece.shaped.glyphs))
                segments.append(Segment(shaped=piece.shaped, look=piece.look, level=piece.look.level, advance=advance))
                text.append(piece.shaped.text)
            if number == len(words) - 1:
                break
            width = word.space_width * size + fit.give * word.give
            segments.append(
                Segment(
                    shaped=word.space_shaped, look=word.pieces[-1].look, level=word.level, advance=width, is_space=True
                )
            )
            if word.space:
                text.append(" ")
                space = width / size
        setting = LineSetting(
            size=size, scale=fit.scale, tracking=fit.tracking + style.tracking * size, start=fit.x, rtl=self.rtl
        )
        line_text = "".join(text)
        if part.ending is Ending.HYPHEN:
            line_text = line_text.removesuffix(SOFT_HYPHEN)
        if line_text.startswith(SOFT_HYPHEN):  # one that is repeated is read as the one before it is
            line_text = "-" + line_text[1:]
        width = sum([segment.advance for segment in segments])
        return Line(
            runs=runs_of(segments, setting), width=width, text=line_text, ending=part.ending, space=space, start=fit.x
        )

    def _line_words(self, part: BrokenLine) -> list[Word]:
        """Return the words of a line, those broken at its ends reshaped as they now stand."""
        stretch, (word, which, index), (to_word, to_which, to_index) = part.stretch, part.since, part.until
        words = list(stretch.words[word : to_word + (1 if to_which or to_index else 0)])
        if to_which or to_index:
            pieces = list(words[-1].pieces[: to_which + 1])
            cut = self._cut(pieces[-1], 0, to_index)
            pieces[-1:] = [cut] if to_index else []
            if part.ending is Ending.HYPHEN:
                hyphen = self._preparer.divider.added_hyphen(pieces[-1])
                pieces.append(Piece(hyphen, pieces[-1].look, hyphen.width * pieces[-1].look.size))
            words[-1] = Word(tuple(pieces))
        if which or index:
            pieces = list(words[0].pieces[which:])
            if index:
                text = pieces[0].shaped.text
                again = self._preparer.divider.repeats_hyphen(text, index)
                pieces[0] = self._cut(pieces[0], index, len(text))
                if again:
                    hyphen = self._preparer.divider.added_hyphen(pieces[0])
                    pieces.insert(0, Piece(hyphen, pieces[0].look, hyphen.width * pieces[0].look.size))
            words[0] = words[0].with_pieces(tuple(pieces))
        return words

    def _cut(self, piece: Piece, since: int, until: int) -> Piece:
        whole = piece.shaped
        text = whole.text[since:until]
        shaped = whole.face.shape(text, piece.look.features, self.lang, whole.script, rtl=whole.rtl)
        tracked = (piece.width - piece.shaped.width * piece.look.size) / max(len(piece.shaped.glyphs), 1)
        return Piece(shaped, piece.look, shaped.width * piece.look.size + tracked * len(shaped.glyphs))


class _Fit(Struct, frozen=True, kw_only=True):
    """How a line is stretched: start, glyph scaling, tracking and word-space change in points."""

    x: float
    scale: float
    tracking: float
    give: float


class BrokenLine(Struct, frozen=True, kw_only=True):
    """One line of a stretch, from a place to a place, not yet set."""

    stretch: Prepared
    since: tuple[int, int, int]
    until: tuple[int, int, int]
    ending: Ending
    is_last: bool


def _parts(stretch: Prepared, points: Sequence[int]) -> list[BrokenLine]:
    parts, since = [], stretch.places[0]
    for point in points:
        until = stretch.places[point]
        last = point == len(stretch.places) - 1
        parts.append(
            BrokenLine(stretch=stretch, since=since, until=until, ending=_ending(stretch, point, last), is_last=last)
        )
        since = until
    return parts


def _leaves_runt(stretch: Prepared, points: Sequence[int], least: float) -> bool:
    """Say whether the last of several lines is shorter than *least*, in ems."""
    if len(points) < 2:
        return False
    return stretch.points.end[points[-1]] - stretch.points.start[points[-2]] < least


def _divides_last(stretch: Prepared, points: Sequence[int]) -> bool:
    """Say whether the last line holds the end of a broken word and nothing else."""
    if len(points) < 2:
        return False
    word, which, index = stretch.places[points[-2]]
    return word == len(stretch.words) - 1 and bool(which or index)


def _ending(stretch: Prepared, point: int, last: bool) -> Ending:
    if last:
        return Ending.END
    word, which, index = stretch.places[point]
    if not which and not index:
        return Ending.SPACE if stretch.words[word - 1].space else Ending.JOIN
    points = stretch.points
    if not points.kind[point]:
        return Ending.JOIN
    before = stretch.words[word].pieces[which].shaped.text[index - 1] if index else "-"
    return Ending.JOIN if before in "-\u2010" else Ending.HYPHEN


def _tolerances(style: Style, space: float, measure: float) -> tuple[Tolerance, ...]:
    """Return what lines may look like, from what is wanted to what is still accepted."""
    limits: Limits = style.limits
    if style.align is not Align.JUSTIFY:
        last = min(RAGGED_LAST * measure, RAGGED_LAST_MOST)
        return tuple(
            Tolerance(space_good=0.0, shrink=0.0, stretch=short, ragged=True, last_min=last)
            for short in (0.4, 0.7, 1.0)
        )
    shrink = _shrink(limits, space)
    return tuple(
        Tolerance(space_good=limits.space_good, shrink=shrink, stretch=gain, lone=limits.lone)
        for gain in (0.2, 0.5, 4.0)
    )


def _shrink(limits: Limits, space: float) -> float:
    """Return the most that a word space of *space* ems may lose."""
    return max(space - limits.space_min, 0.012)


RUNT_STRETCH = 0.5
"""Loosest lines that are set to avoid a runt: the stretch of a tolerance."""
RAGGED_LAST = 0.4
"""Least last line of a ragged paragraph, as a share of the measure: one word alone below looks lost."""
RAGGED_LAST_MOST = 5.0
"""The same in ems, and at most that: below lines of running text a short last one is seen everywhere."""
ENDLESS = 1500
"""Places for a break from which on a paragraph with words wider than the measure is no text to be read, but data
that was pasted in: its lines are filled one by one."""
_LAST_RESORT = Tolerance(space_good=0.0, shrink=0.0, stretch=1.0, ragged=True, ladder=0)
