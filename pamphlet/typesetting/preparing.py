"""Paragraphs prepared for breaking: words with their widths and break points, in ems.

``Preparer.prepare`` turns spans in a style into :class:`Prepared` stretches, free of
size, so that copyfit breaks them again and again at other sizes and measures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.manuscript.article import HARD_BREAK, Span
from pamphlet.typesetting.breaking import HYPHEN, Breakpoints
from pamphlet.typesetting.breaks import divisions, graphemes, is_spaced, opportunities
from pamphlet.typesetting.capitals import capitals
from pamphlet.typesetting.direction import BIDI_CONTROLS, directed, reads_rtl
from pamphlet.typesetting.emphasis import takes_dot
from pamphlet.typesetting.face import Features, Shaped
from pamphlet.typesetting.hyphenation import Hyphenator
from pamphlet.typesetting.itemising import shaping_script
from pamphlet.typesetting.library import FontLibrary
from pamphlet.typesetting.locale import Conventions
from pamphlet.typesetting.margins import hang
from pamphlet.typesetting.scripts import script_setting
from pamphlet.typesetting.style import Align, Style
from pamphlet.typesetting.typography import educate
from pamphlet.typesetting.unspaced import Joint, Paragraph, cells, joint, parts
from pamphlet.typesetting.words import (
    HYPHENS,
    SOFT_HYPHEN,
    Look,
    Piece,
    Word,
    WordBreak,
    blank_halves,
    is_of_text,
    letters_of,
    tidy,
)

_MARKS = "\u00ad\u200b\u2060\ufeff" + BIDI_CONTROLS
"""Characters that speak to the line breaker or order the text, and never reach a font."""
_SPACES = re.compile("([ \u00a0\u202f\u2009])")
_CONTEXT = 5
"""Letters beside a part of a word that decide how it joins: HarfBuzz looks at no more."""
_FIXED_SPACES = "\u00a0\u202f\u2009"
_BETWEEN = f" {_FIXED_SPACES}{HARD_BREAK}"
"""What a token does not hold: two words that one of these parts have no joint."""
_EXPLICIT = re.compile(
    r"(?<=[^\W\d_]{2})[-\u2010](?=[^\W\d_]{2})|\u2014(?=\w)|(?<!\d)\u2013(?=\w)|\u2013(?=[^\W\d])|/(?=[^/\s])"
)
_SKIN_TONES = re.compile("(?<=[^\\s\U0001f3fb-\U0001f3ff])[\U0001f3fb-\U0001f3ff]")
_IN_ADDRESS = re.compile(r"(?<=[/@?&=_])(?=\w)|(?<=\w)(?=[.-]\w)")
"""Where an address may be broken: before its hyphens and dots, which at a line's end would not be read as its own."""
_ADDRESS = re.compile(r"https?://|www\.|@|\w\.\w{2,}/")

HYPHEN_PENALTY = 0.24
"""Demerits of a hyphen: about those of a word space 0.09 em too wide on one line."""
DIVISION_PENALTY = 0.2
"""Demerits of a line that ends between two syllables of a word, without a hyphen."""
EXPLICIT_PENALTY = 0.08
"""Demerits of a line that ends in a hyphen, dash or slash of the text: a third of a hyphen that is added."""
FRAGMENT_PENALTY = 0.3
"""More for a break that leaves only two letters of a word on a line."""
NAME_PENALTY = 0.8
"""More for breaking a word that is capitalised inside a sentence."""
STACK_PENALTY = 0.25
"""Demerits of two lines that begin, or end, with the same word."""
STACKED = 4
"""How many of the last places of a word are compared with it: more than stand within two lines."""
WEAK_END_PENALTY = 0.1
"""Demerits of a line that ends in a short word which leans on the next one (``weak_ends`` of the language)."""
RAGGED_WEAK_END = 0.3
"""The same in ragged setting, where every line may end a word earlier: about a quarter of the measure left white."""
COMPOUND_PENALTY = 2.5
"""More for dividing a word that has a hyphen of its own: a second one misleads."""
LAST_WORD_PENALTY = 50.0
"""More for breaking the paragraph's last word: than the loosest line costs that is set with any grace."""
ADDRESS_PENALTY = 0.12
"""Demerits of a break in an address: half of a hyphen's, for none is shown, and more than beside a mark of the text."""
RAGGED_HYPHEN = 0.25
"""More for a hyphen in ragged setting, where every line may end a word earlier: half of the most that a line may fall
short of the measure."""
KEPT = 100
"""Paragraphs that are kept once prepared: two or three leaflets, and less than 10 MB."""


class Prepared(Struct):
    """One stretch of a paragraph between hard breaks, in ems.

    Attributes:
        words: in logical order. points: where it may be broken. places: for each point
            ``(word, piece, index)``: the first word, piece and character of the next line.
        width: of the whole on one line. space: of the narrowest word space.
        tail: room kept behind the last word.
    """

    words: tuple[Word, ...]
    points: Breakpoints
    places: list[tuple[int, int, int]]
    width: float
    space: float
    tail: float = 0.0

    def with_tail(self, tail: float) -> Prepared:
        """Return the same with room for *tail* ems behind the last word."""
        end = [*self.points.end[:-1], self.points.end[-1] + tail]
        return replace(self, points=replace(self.points, end=end), tail=tail)


_Glue = str | Joint
"""What follows a word: a space as the author typed it, a joint, or an empty string for nothing."""
_Break = tuple[int, float, int, float]
"""A break inside a word: index, width before it in ems, 0 no hyphen / 1 its own / 2 one added, penalty."""
NO_BREAKS: Mapping[Shaped, tuple[_Break, ...]] = MappingProxyType({})


class Preparer:
    """Prepares text of one language with the fonts of a library; keeps the words it has shaped."""

    def __init__(self, library: FontLibrary, hyphenator: Hyphenator, conventions: Conventions) -> None:
        self.library = library
        self.hyphenator = hyphenator
        self.conventions = conventions
        self.lang = conventions.lang
        self.rtl = reads_rtl(conventions.lang)
        self.script = script_setting(conventions.lang)
        self._words: dict[tuple[Look, Style], dict[tuple[str, _Glue], Word]] = {}
        self._marked: dict[Shaped, dict[int, int]] = {}
        self._chunks: dict[tuple[Style, Look, str], tuple[Piece, ...]] = {}
        self._breaks: dict[tuple[Shaped, bool], tuple[_Break, ...]] = {}
        self._prepared: dict[tuple[tuple[Span, ...], Style], tuple[Prepared, ...]] = {}

    def prepare(self, spans: Iterable[Span], style: Style) -> tuple[Prepared, ...]:
        """Return the paragraph prepared for breaking: one ``Prepared`` for each line the author ended.

        The latest are kept: editions of one language in several formats say the same, and some of it twice.
        """
        key = tuple(spans), style
        found = self._prepared.pop(key, None)
        if found is None:
            found = self._newly_prepared(*key)
        self._prepared[key] = found  # behind all others: the first is the one not asked for the longest
        if len(self._prepared) > KEPT:
            del self._prepared[next(iter(self._prepared))]
        return found

    def _newly_prepared(self, spans: Sequence[Span], style: Style) -> tuple[Prepared, ...]:
        lines: list[list[Word]] = [[]]
        pieces: list[Piece] = []
        educated = educate(spans, self.conventions)
        style = self.in_one_face("".join(span.text for span in educated), style)
        paragraph = self._unspaced(educated, style)
        at = 0
        for span, level, apart in directed(educated, rtl=self.rtl):
            look = self._look(span, style, level, apart)
            known = self._words.setdefault((look, style), {})
            for number, part in enumerate(span.text.split(HARD_BREAK)):
                if number:
                    lines[-1].append(self._word(tuple(pieces), style))
                    lines.append([])
                    pieces = []
                    at += 1
                for token, glue in self._tokens(part, at, paragraph, look, style):
                    if glue and not pieces:
                        # Most words stand in one look with a space behind them: made once.
                        word = known.get((token, glue))
                        if word is None:
                            whole = self._set_chunk(token, look, style) if token else ()
                            word = known[token, glue] = self._glued(whole, glue, look, style)
                        lines[-1].append(word)
                        continue
                    if token:
                        pieces.extend(self._set_chunk(token, look, style))
                    if glue:
                        lines[-1].append(self._glued(tuple(pieces), glue, look, style))
                        pieces = []
                at += len(part)
        lines[-1].append(self._word(tuple(pieces), style))
        return tuple(self._points(line, style) for line in map(tidy, lines) if line)

    def in_one_face(self, text: str, style: Style) -> Style:
        """Return *style* with the faces that set all of *text*, where its family wants texts whole."""
        if not style.family.whole:
            return style
        shown = self._in_capitals(text, style, bold=style.bold, italic=style.italic) if style.capitals else text
        family = self.library.whole(shown, style.family, self.lang, bold=style.bold, italic=style.italic)
        return style if family is style.family else replace(style, family=family)

    def _in_capitals(self, text: str, style: Style, *, bold: bool, italic: bool) -> str:
        face = self.library.main_face(style.family, self.lang, bold=bold, italic=italic)
        return capitals(text, self.lang, face.covers)

    def _look(self, span: Span, style: Style, level: int, apart: bool) -> Look:
        features = style.features
        size, rise = 1.0, 0.0
        if span.small_caps:
            features = _with(features, "smcp")
        if span.code:
            features = _lining(features)
        if span.superscript or span.subscript:
            size, rise = 0.64, (0.34 if span.superscript else -0.14)
            features = _with(features, "lnum", onum=0)
        bold, italic, dots = style.bold or span.strong, style.italic != span.emphasis, ""
        if not self.script.italic:
            dots = self.script.dots if span.emphasis and any(map(takes_dot, span.text)) else ""
            bold, italic = bold or (span.emphasis and not dots), False
        return Look(bold, italic, features, size, rise, style.ink, span.link, level, apart, dots)

    def _unspaced(self, spans: Sequence[Span], style: Style) -> Paragraph | None:
        """Return where a paragraph may be broken that has more places for it than its spaces."""
        if all(is_spaced(span.text) for span in spans):
            return None
        text = "".join(span.text for span in spans)
        found = set(opportunities(text, self.lang, phrases=style.phrases))
        inside = {*divisions(text)} - found if style.hyphenate and self.script.divided else set[int]()
        for word in self.conventions.undivided:
            for match in re.finditer(re.escape(word), text):
                found.difference_update(range(match.start() + 1, match.end()))
                inside.difference_update(range(match.start() + 1, match.end()))
        return Paragraph(text, frozenset(found), frozenset(inside))

    def _tokens(
        self, part: str, at: int, paragraph: Paragraph | None, look: Look, style: Style
    ) -> Iterable[tuple[str, _Glue]]:
        """Yield what stands between two places where a line may end or give, with what follows it.

        Args:
            part: a span, or what of it stands on one line of the author's.
            at: where it begins in *paragraph*.
        """
        tokens = _SPACES.split(part)
        for token, space in zip(tokens[::2], (*tokens[1::2], ""), strict=True):
            if paragraph is None or not token:
                yield token, space
            else:
                yield from self._cells(paragraph, at, at + len(token), space, look=look, style=style)
            at += len(token) + len(space)

    def _cells(
        self, paragraph: Paragraph, start: int, end: int, space: str, *, look: Look, style: Style
    ) -> Iterable[tuple[str, _Glue]]:
        text, cuts = paragraph.text, paragraph.cuts

        def clusters(word: str) -> Sequence[int]:
            face = self._set_chunk(word, look, style)[0].shaped.face
            if found := divisions(word):
                return face.seams(word, found, look.features, self.lang)
            return sorted({*graphemes(word)} & {*face.clusters(word, look.features, self.lang)})

        def blanks(mark: str) -> tuple[bool, bool]:
            return blank_halves(self._set_chunk(mark, look, style)[0].shaped)

        for index in cells(text, cuts, start, end, clusters):
            follows = text[index : index + 1]
            if index == end and (space or not follows or follows in _BETWEEN):
                yield text[start:index], space
            elif index == end and not parts(text[index - 1], follows, index in cuts):
                yield text[start:index], ""
            else:
                joined = joint(text[index - 1], follows, index in cuts, blanks, self.script.autospace)
                if index in paragraph.divisions:
                    joined = joined._replace(breaks=True, cost=DIVISION_PENALTY)
                yield text[start:index], joined
            start = index

    def _glued(self, pieces: tuple[Piece, ...], glue: _Glue, look: Look, style: Style) -> Word:
        if isinstance(glue, Joint):
            return self._word(
                pieces, style, space_width=glue.width, give=glue.give, breakable=glue.breaks, level=look.level,
                cost=glue.cost,
            )  # fmt: skip
        last = next((piece for piece in reversed(pieces) if is_of_text(piece, look)), None)
        if last is not None:
            face, size = last.shaped.face, last.look.size
        else:
            face = self.library.main_face(style.family, self.lang, bold=look.bold, italic=look.italic)
            size = look.size
        shaped = face.space()
        width = shaped.width * size
        if glue != " ":
            width *= {"\u00a0": 1.0, "\u202f": 0.6, "\u2009": 0.6}[glue]
        width = width * style.limits.space + style.tracking
        give = 1.0 if glue in " \u00a0" else 0.0
        return self._word(pieces, style, glue, shaped, width, give=give, breakable=glue == " ", level=look.level)

    def _word(
        self,
        pieces: tuple[Piece, ...],
        style: Style,
        space: str = "",
        space_shaped: Shaped | None = None,
        space_width: float = 0.0,
        *,
        give: float = 0.0,
        breakable: bool = False,
        level: int = 0,
        cost: float = 0.0,
    ) -> Word:
        if len(pieces) > 1 and any(piece.shaped.rtl for piece in pieces):
            pieces = tuple(self._joined(pieces))
        inner = tuple(self._breaks_in(pieces, style))
        return Word(
            pieces, space, space_shaped, space_width, inner, give=give, breakable=breakable, level=level, cost=cost
        )

    def _joined(self, pieces: Sequence[Piece]) -> Iterable[Piece]:
        """Yield the pieces of a word from right to left, shaped with their neighbours in view."""
        texts = ["", *(piece.shaped.text if piece.shaped.rtl else "" for piece in pieces), ""]
        for number, piece in enumerate(pieces):
            whole, before, after = piece.shaped, texts[number][-_CONTEXT:], texts[number + 2][:_CONTEXT]
            if not whole.rtl or not (before or after):
                yield piece
                continue
            shaped = whole.face.joined(whole, before, after, piece.look.features, self.lang)
            if whole in self._marked:
                self._marked[shaped] = self._marked[whole]
            yield Piece(shaped, piece.look, piece.width + (shaped.width - whole.width) * piece.look.size)

    def _set_chunk(self, text: str, look: Look, style: Style) -> tuple[Piece, ...]:
        key = (style, look, text)
        pieces = self._chunks.get(key)
        if pieces is None:
            pieces = self._chunks[key] = tuple(self._shape(text, look, style))
        return pieces

    def _shape(self, text: str, look: Look, style: Style) -> Iterable[Piece]:
        if style.capitals:
            text = self._in_capitals(text, style, bold=look.bold, italic=look.italic)
        text, breaks = _without_marks(text)
        if not text:
            return
        text = self._toned(text, look, style)
        if _ADDRESS.search(text):
            look = replace(look, features=_lining(look.features))
        start = 0
        for face, scale, part, system in self.library.face_runs(
            text, style.family, self.lang, bold=look.bold, italic=look.italic
        ):
            script, rtl = shaping_script(system), look.level % 2 == 1
            shaped = face.shape(part, look.features, self.lang, script, rtl=rtl)
            self.library.check(shaped)
            scaled = look if scale == 1.0 else replace(look, size=look.size * scale)
            # What is joined is never letter-spaced, not even a word of it in a style that spaces others.
            width = shaped.width * scaled.size + (0.0 if rtl else style.tracking * len(shaped.glyphs))
            end = start + len(part)
            own = {at - start: kind for at, kind in breaks.items() if start < at < end}
            if own:
                self._marked[shaped] = own
            yield Piece(shaped, scaled, width)
            start = end

    def _toned(self, text: str, look: Look, style: Style) -> str:
        """Return *text* without the skin tones of emoji (UTS #51, 2.4) where its face draws them as signs apart.

        What stands for such a tone then is a hatched square.
        """
        plain = text if text.isascii() else _SKIN_TONES.sub("", text)
        if plain == text:
            return text
        runs = list(self.library.face_runs(plain, style.family, self.lang, bold=look.bold, italic=look.italic))
        face = runs[0].face
        if len(runs) > 1 or not face.covers(text):
            return plain
        toned, bare = (face.shape(each, look.features, self.lang) for each in (text, plain))
        return text if toned.width == bare.width else plain

    def _breaks_in(
        self, pieces: Sequence[Piece], style: Style, forced: Mapping[Shaped, tuple[_Break, ...]] = NO_BREAKS
    ) -> Iterable[WordBreak]:
        """Return the breaks inside a word of *pieces*; *forced* replaces those of a piece."""
        ragged = style.align is not Align.JUSTIFY
        width = 0.0
        for which, piece in enumerate(pieces):
            text = piece.shaped.text
            for index, prefix, hyphen, cost in forced.get(piece.shaped) or self._inside(piece, style):
                at = width + prefix * piece.look.size + style.tracking * index
                shown = self._hyphen(piece).width * piece.look.size if hyphen == 2 else 0.0
                hung = self._hyphen_hang(piece) if hyphen and not ragged else 0.0
                penalty = cost + (RAGGED_HYPHEN if ragged and hyphen else 0.0)
                tail, head = letters_of(text[:index]), letters_of(text[index:])
                if hyphen and min(len(tail), len(head)) < 3:
                    penalty += FRAGMENT_PENALTY
                again = self._hyphen(piece).width * piece.look.size if self.repeats_hyphen(text, index) else 0.0
                kind = HYPHEN if hyphen else 0
                yield WordBreak(at + shown - hung, at - again, penalty, kind, which, index, tail, head)
            width += piece.width

    def _points(self, words: Sequence[Word], style: Style) -> Prepared:
        """Lay out the break points of *words* along their natural width."""
        end, start, spaces_end, spaces_start = [0.0], [words[0].hang_left], [0.0], [0.0]
        penalty, kind, places = [0.0], [0], [(0, 0, 0)]
        justified = style.align is Align.JUSTIFY
        heads, tails = [words[0].letters], [""]
        width, gaps, last = 0.0, 0.0, len(words) - 1
        names, weak = not self.conventions.capital_nouns, self.conventions.weak_ends
        weak_end = WEAK_END_PENALTY if justified else RAGGED_WEAK_END
        reach, reached = [0.0], 0.0
        scaling = style.limits.scaling
        tracking = style.limits.tracking if all(word.tracked for word in words) else 0.0
        narrowest = min((word.space_width for word in words if word.space == " "), default=0.25)
        for number, word in enumerate(words):
            more = LAST_WORD_PENALTY if number == last else 0.0
            if names and word.capital and number and not words[number - 1].stops:
                more += NAME_PENALTY
            for inner_end, inner_start, cost, hyphen, which, index, tail, head in word.breaks:
                end.append(width + inner_end)
                start.append(width + inner_start)
                spaces_end.append(gaps)
                spaces_start.append(gaps)
                penalty.append(cost + more)
                kind.append(hyphen)
                places.append((number, which, index))
                reach.append(reached + inner_start * (scaling + tracking * word.glyphs / word.width))
                tails.append(tail)
                heads.append(head)
            width += word.width
            reached += scaling * word.width + tracking * word.glyphs
            if number == last or word.breakable:
                end.append(width - word.hang_right if justified else width)
                spaces_end.append(gaps)
                reach.append(reached)
                penalty.append(weak_end if word.letters in weak and not word.stops else word.cost)
                kind.append(HYPHEN if word.hyphened and number < last else 0)
                places.append((number + 1, 0, 0))
                if number == last:
                    start.append(width)
                    spaces_start.append(gaps)
                    break
                tails.append(word.letters)
                heads.append(words[number + 1].letters)
                start.append(width + word.space_width + words[number + 1].hang_left)
                spaces_start.append(gaps + word.give)
            width += word.space_width
            gaps += word.give
        points = Breakpoints(end, start, spaces_end, spaces_start, penalty, kind, reach, _stacks(heads, tails))
        return Prepared(tuple(words), points, places, width, narrowest)

    def _inside(self, piece: Piece, style: Style) -> tuple[_Break, ...]:
        """Return the places inside a piece where its word may be broken."""
        key = (piece.shaped, style.hyphenate)
        found = self._breaks.get(key)
        if found is None:
            found = self._breaks[key] = tuple(self._find_inside(piece.shaped, style.hyphenate))
        return found

    def _find_inside(self, shaped: Shaped, hyphenate: bool) -> Iterable[_Break]:
        text = shaped.text
        found: dict[int, tuple[int, float]] = {}
        if shaped in self._marked:
            found = {index: (kind, EXPLICIT_PENALTY) for index, kind in self._marked[shaped].items()}
        elif _ADDRESS.search(text):
            found = {match.start(): (0, ADDRESS_PENALTY) for match in _IN_ADDRESS.finditer(text)}
        else:
            for match in _EXPLICIT.finditer(text):
                found[match.end()] = (1 if match[0] in "-\u2010" else 0, EXPLICIT_PENALTY)
            if hyphenate:
                cost = HYPHEN_PENALTY + (COMPOUND_PENALTY if found else 0.0)
                for since, until in pairwise((0, *sorted(found), len(text))):
                    for index in self.hyphenator.points(text[since:until], self.lang):
                        found[since + index] = (2, cost)
        if found:
            prefixes = _prefixes(shaped)
            for index in sorted(found):
                if 0 < index < len(text):
                    hyphen, cost = found[index]
                    yield index, prefixes[index], hyphen, cost

    def split(self, stretch: Prepared, least: float, style: Style) -> Prepared:
        """Return *stretch* with breaks after every letter of the words wider than the measure.

        The last resort for what no measure holds: broken anywhere, at a no-break space first,
        but never lost.
        """
        forced: dict[Shaped, tuple[_Break, ...]] = {}
        for word in stretch.words:
            if word.width > least:
                for piece in word.pieces:
                    forced[piece.shaped] = tuple(self._anywhere(piece, style))
        words = tuple(
            Word(
                word.pieces,
                word.space,
                word.space_shaped,
                word.space_width,
                tuple(self._breaks_in(word.pieces, style, forced)),
                give=word.give,
                breakable=word.breakable or bool(word.space),
                level=word.level,
                cost=word.cost,
            )
            for word in stretch.words
        )
        return self._points(words, style)

    def _anywhere(self, piece: Piece, style: Style) -> Iterable[_Break]:
        shaped = piece.shaped
        usual = {entry[0]: entry for entry in self._inside(piece, style)}
        prefixes = _prefixes(shaped)
        hyphen = 2 if is_spaced(shaped.text) and self.script.hyphens else 0
        clusters = {glyph.cluster for glyph in shaped.glyphs}
        if shaped.rtl:  # joined letters are not cut apart
            clusters &= {*shaped.face.clusters(shaped.text, piece.look.features, self.lang, rtl=True)}
        places = clusters.intersection(graphemes(shaped.text))
        for index in sorted(places | usual.keys()):
            yield usual.get(index, (index, prefixes[index], hyphen, 1.0))

    @staticmethod
    def _hyphen(piece: Piece) -> Shaped:
        face = piece.shaped.face
        return face.shape("\u2010" if face.has("\u2010") else "-")

    def _hyphen_hang(self, piece: Piece) -> float:
        gid = self._hyphen(piece).glyphs[0].gid
        return hang(piece.shaped.face, gid, "-", right=not piece.shaped.rtl) * piece.look.size

    def repeats_hyphen(self, text: str, index: int) -> bool:
        """Say whether the line that begins at *index* of *text* repeats the hyphen that ends the one before it."""
        return self.conventions.hyphen_again and 0 < index < len(text) and text[index - 1] in HYPHENS

    def added_hyphen(self, piece: Piece) -> Shaped:
        """Return the hyphen glyph that a break adds; it stands for a soft hyphen in the text."""
        face = piece.shaped.face
        drawn = face.shape(self._hyphen(piece).text, piece.look.features, self.lang, rtl=piece.shaped.rtl)
        return face.standing_for(drawn, SOFT_HYPHEN)


def _prefixes(shaped: Shaped) -> dict[int, float]:
    """Return the width before each character that starts a cluster, in ems, in logical order."""
    widths: dict[int, float] = {}
    x = 0
    for glyph in reversed(shaped.glyphs) if shaped.rtl else shaped.glyphs:
        widths.setdefault(glyph.cluster, x / shaped.face.units_per_em)
        x += glyph.advance
    total = x / shaped.face.units_per_em
    known = 0.0
    for index in range(len(shaped.text)):
        known = widths.setdefault(index, known)
    widths[len(shaped.text)] = total
    return widths


def _stacks(heads: Sequence[str], tails: Sequence[str]) -> dict[int, dict[int, float]]:
    """Return what a line is charged, by its end and its start, for words that stand below themselves.

    Args:
        heads, tails: by break point, the letters that begin the line after it and end the one before it.
    """
    charges: dict[int, dict[int, float]] = {}
    for ends in (heads, tails):
        seen: dict[str, tuple[int, ...]] = {}
        for point, letters in enumerate(ends):
            others = seen.get(letters)
            if others is None:
                seen[letters] = (point,)
            elif len(letters) > 1:
                for other in others:
                    of_line = charges.setdefault(point, {})
                    of_line[other] = of_line.get(other, 0.0) + STACK_PENALTY
                seen[letters] = (*others[1 - STACKED :], point)
    return charges


def _without_marks(text: str) -> tuple[str, dict[int, int]]:
    """Take soft hyphens and zero-width spaces out of *text*: they say where a word may be broken.

    Returns:
        The text to be shaped, and by index whether the break there shows a hyphen (2) or not (0).
    """
    if text.isascii() or not any(mark in text for mark in _MARKS):
        return text, {}
    shown: list[str] = []
    breaks: dict[int, int] = {}
    for char in text:
        if char == SOFT_HYPHEN:
            breaks[len(shown)] = 2
        elif char == "\u200b":
            breaks[len(shown)] = 0
        elif char not in _MARKS:
            shown.append(char)
    return "".join(shown), breaks


def _lining(features: Features) -> Features:
    """Return *features* with figures as tall as capitals: in an address or a code, a text figure one reads as an i."""
    return _with(features, "lnum", onum=0) if ("onum", 1) in features else features


def _with(features: Features, tag: str, **others: int) -> Features:
    return tuple(sorted({**dict(features), tag: 1, **others}.items()))
