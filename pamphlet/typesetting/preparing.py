"""Paragraphs prepared for breaking: words with their widths and break points, in ems.

``Preparer.prepare`` turns spans in a style into :class:`Prepared` stretches, free of
size, so that copyfit breaks them again and again at other sizes and measures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.manuscript.article import HARD_BREAK, Span
from pamphlet.typesetting.breaking import HYPHEN, Breakpoints
from pamphlet.typesetting.breaks import divisions, graphemes, is_spaced, is_word_listed, opportunities
from pamphlet.typesetting.capitals import capitals
from pamphlet.typesetting.direction import directed, reads_rtl
from pamphlet.typesetting.dividing import Divider, PieceBreak, is_address, without_marks
from pamphlet.typesetting.emphasis import takes_dot
from pamphlet.typesetting.face import Features, Shaped
from pamphlet.typesetting.hyphenation import Hyphenator
from pamphlet.typesetting.itemising import shaping_script
from pamphlet.typesetting.library import FontLibrary
from pamphlet.typesetting.locale import Conventions
from pamphlet.typesetting.scripts import script_setting
from pamphlet.typesetting.style import Align, Style
from pamphlet.typesetting.typography import educate
from pamphlet.typesetting.unspaced import Joint, Paragraph, cells, joint, parts
from pamphlet.typesetting.words import Look, Piece, Word, blank_halves, is_of_text, tidy

_SPACES = re.compile("([ \u00a0\u202f\u2009])")
_CONTEXT = 5
"""Letters beside a part of a word that decide how it joins: HarfBuzz looks at no more."""
_FIXED_SPACES = "\u00a0\u202f\u2009"
_BETWEEN = f" {_FIXED_SPACES}{HARD_BREAK}"
"""What a token does not hold: two words that one of these parts have no joint."""
_SKIN_TONES = re.compile("(?<=[^\\s\U0001f3fb-\U0001f3ff])[\U0001f3fb-\U0001f3ff]")

DIVISION_PENALTY = 0.2
"""Demerits of a line that ends between two syllables of a word, without a hyphen."""
NAME_PENALTY = 0.8
"""More for breaking a word that is capitalised inside a sentence."""
STACK_PENALTY = 0.25
"""Demerits of two lines that begin, or end, with the same word."""
STACKED = 4
"""How many of the last places of a word are compared with it: more than stand within two lines."""
WEAK_END_PENALTY = 0.1
"""Demerits of a line that ends in a short word which leans on the next one (``weak_ends`` of the language)."""
RAGGED_WEAK_END = 0.3
"""The same in ragged setting, where every line may end a word earlier: about a quarter of the measure left white. There
it is that of longer such words too (``headline_ends``), and of a line that ends before a word which leans on the one
before it (``headline_starts``)."""
RAGGED_JOINT = 0.1
"""Demerits of a ragged line that ends between two words of Thai, Lao, Khmer or Burmese: spaces part phrases there."""
LAST_WORD_PENALTY = 50.0
"""More for breaking the paragraph's last word: than the loosest line costs that is set with any grace."""
KEPT = 100
"""Paragraphs that are kept once prepared: two or three leaflets, and less than 10 MB."""


class Prepared(Struct, kw_only=True):
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
_NO_WORDS: frozenset[str] = frozenset()


class Preparer:
    """Prepares text of one language with the fonts of a library; keeps the words it has shaped."""

    def __init__(self, library: FontLibrary, hyphenator: Hyphenator, conventions: Conventions) -> None:
        self.library = library
        self.divider = Divider(hyphenator, conventions)
        self.conventions = conventions
        self.lang = conventions.lang
        self.rtl = reads_rtl(conventions.lang)
        self.script = script_setting(conventions.lang)
        self._words: dict[tuple[Look, Style], dict[tuple[str, _Glue], Word]] = {}
        self._chunks: dict[tuple[Style, Look, str], tuple[Piece, ...]] = {}
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
        return Look(
            bold=bold,
            italic=italic,
            features=features,
            size=size,
            rise=rise,
            ink=style.ink,
            link=span.link,
            level=level,
            apart=apart,
            dots=dots,
        )

    def _unspaced(self, spans: Sequence[Span], style: Style) -> Paragraph | None:
        """Return where a paragraph may be broken that has more places for it than its spaces."""
        if all(is_spaced(span.text) for span in spans):
            return None
        text = "".join(span.text for span in spans)
        whole = self.conventions.undivided
        found = frozenset(opportunities(text, self.lang, phrases=style.phrases, whole=whole))
        divided = style.hyphenate and self.script.divided
        return Paragraph(text, found, frozenset(divisions(text, whole)) - found if divided else frozenset())

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
                elif joined.breaks and style.align is not Align.JUSTIFY and is_word_listed(text[index - 1]):
                    joined = joined._replace(cost=RAGGED_JOINT)
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
        inner = tuple(self.divider.breaks(pieces, style))
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
            self.divider.copy_typed(whole, shaped)
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
        text, breaks = without_marks(text)
        if not text:
            return
        text = self._toned(text, look, style)
        if is_address(text):
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
                self.divider.keep_typed(shaped, own)
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

    def _points(self, words: Sequence[Word], style: Style) -> Prepared:
        """Lay out the break points of *words* along their natural width."""
        end, start, spaces_end, spaces_start = [0.0], [words[0].hang_left], [0.0], [0.0]
        penalty, kind, places = [0.0], [0], [(0, 0, 0)]
        justified = style.align is Align.JUSTIFY
        heads, tails = [words[0].letters], [""]
        width, gaps, last = 0.0, 0.0, len(words) - 1
        habits = self.conventions
        names, weak_end = not habits.capital_nouns, WEAK_END_PENALTY if justified else RAGGED_WEAK_END
        ends, starts = (habits.weak_ends, _NO_WORDS) if justified else (habits.headline_ends, habits.headline_starts)
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
                torn = word.letters in ends or (number < last and words[number + 1].letters in starts)
                penalty.append(weak_end if torn and not word.pauses else word.cost)
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
        points = Breakpoints(
            end=end,
            start=start,
            spaces_end=spaces_end,
            spaces_start=spaces_start,
            penalty=penalty,
            kind=kind,
            reach=reach,
            charges=_stacks(heads, tails),
        )
        return Prepared(words=tuple(words), points=points, places=places, width=width, space=narrowest)

    def split(self, stretch: Prepared, least: float, style: Style) -> Prepared:
        """Return *stretch* with breaks after every letter of the words wider than the measure.

        The last resort for what no measure holds: broken anywhere, at a no-break space first,
        but never lost.
        """
        forced: dict[Shaped, tuple[PieceBreak, ...]] = {}
        for word in stretch.words:
            if word.width > least:
                for piece in word.pieces:
                    forced[piece.shaped] = tuple(self.divider.anywhere(piece, style))
        words = [word.with_breaks(tuple(self.divider.breaks(word.pieces, style, forced))) for word in stretch.words]
        return self._points(words, style)


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


def _lining(features: Features) -> Features:
    """Return *features* with figures as tall as capitals: in an address or a code, a text figure one reads as an i."""
    return _with(features, "lnum", onum=0) if ("onum", 1) in features else features


def _with(features: Features, tag: str, **others: int) -> Features:
    return tuple(sorted({**dict(features), tag: 1, **others}.items()))
