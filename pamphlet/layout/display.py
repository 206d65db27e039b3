"""Display lines: a few words set large, each line to the full measure.

Short words come out big and long ones smaller, as on a poster. The lines are
chosen together so that their sizes stay close to each other, within a spread of
1 : 2.2, and the stack comes as near to the wanted height as it can.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.layout.flow import LEAST_DISPLAY
from pamphlet.layout.reach import INK_GAP, glyph_boxes, white_beside
from pamphlet.manuscript.article import Span
from pamphlet.typesetting.breaks import is_word_listed
from pamphlet.typesetting.galley import Typesetter
from pamphlet.typesetting.line import Ending, Line
from pamphlet.typesetting.placing import LineSetting, Segment, in_visual_order, runs_of
from pamphlet.typesetting.style import Style
from pamphlet.typesetting.typography import educate_text
from pamphlet.typesetting.words import Piece as SetPiece
from pamphlet.typesetting.words import Word

SPREAD = 2.2
"""The largest line may be this many times the smallest; more looks like two headlines."""
GAP = 0.13
"""White between the lines of a stack, as a share of their mean size."""
BUMP = 0.035
"""Ink that reaches less far above the capitals or below the baseline, in ems, is their overshoot."""
TAIL_CLEARANCE, COMMA_CLEARANCE = 0.9, 1.25
"""White below a tail and below a comma, as a share of the gap: a comma that is nearer reads as an accent."""
MARK_CLEARANCE = 1.7
"""The same below all that hangs in scripts from right to left, whose letters differ by dots: those of two lines that
are nearer seem to be one letter's."""
MARK_ASIDE = 0.1
"""How far beside each other, as a share of the size, marks of two lines still meet."""
AIMS = 16
"""Sizes, between the least and the greatest, near which lines are looked for."""
UNFILLED = 0.6
"""Demerits of a line that is short of the measure at the greatest size, or passes it to fill the measure."""
OVER = 1.3
"""How many times the greatest size a line may have to fill the measure: one that stops a little short of it looks like
a mistake, and one that stops far short like a short word."""
SHORTER = 0.9
"""By what the greatest size is made smaller where sentences do not fit into the height, again and again."""
MOST_WORDS, MOST_EMS = 18, 40.0
"""More words, and these longer than that, are no display stack; they are set as running lines. The length
speaks where words are parted by no spaces: what may begin a line there is often less than a word."""
SHORT_WORD = 1.1
"""Ems; a shorter word, such as "to" or "in", belongs to the next one."""
LEANING = 0.6
"""Demerits of a line that ends in a word which leans on the next one, or before one that leans on it: those of a line
2.2 times as large as the aim. Every other line is better that keeps the phrase and the spread."""
TORN = 0.5
"""Demerits of such a line where stacks are compared: those of a stack 0.6 times as high as it may be."""
LESS = (0.3, 0.0)
"""By what the demerits of ends are made less, again and again, where no stack is found with them, or a low one."""
LOW = 0.25
"""Share of the height below which a stack is looked for again: a title of one small line is lost on its panel."""
AMID = 0.1
"""Demerits of a line that ends amid a phrase: before no word that leans on the next one, and behind no comma."""
COMMAS = (",", ";")
AND = ("&", "+")
"""Signs that are read as a word, and lead to the next one."""
JOINED = 0.25
"""Demerits of one that ends between two words of a script whose spaces part phrases, as in Thai and Burmese."""
CLOSED = 0.5
"""Share of the blank half of a full-width mark that is closed within a line: at this size it is a hole."""
WIDE = "\u2fff"
"""Beyond it are the characters of full width, of which words know the blank half as what hangs out of the measure."""
TIGHT = 0.92
"""Word space of display lines, as a share of the face's own."""
_SENTENCE = re.compile(
    r"(?<=[!?\u2026])\s+(?=\S)|(?<=[!?\u2026][\u00bb\u201d\u2019])\s+(?=\S)"
    r"|(?<=[^\W\d_]{3}\.)\s+(?=[^\W\d_a-z\u00ab\u201c])|\n"
)


class DisplayLine(Struct, frozen=True, kw_only=True):
    """One line of a stack; *top* and *baseline* in points below the top of the stack."""

    line: Line
    x: float
    top: float
    baseline: float
    size: float


class DisplayStack(Struct, frozen=True):
    """A set stack: its lines and the height from the top of its first to the foot of its last letters."""

    lines: tuple[DisplayLine, ...]
    height: float


class _Bump(Struct, frozen=True, kw_only=True):
    """A glyph that reaches above the capitals or below the baseline: from where to where, and how far, in ems.

    Attributes:
        clearance: white below it, as a share of the gap.
    """

    left: float
    right: float
    reach: float
    clearance: float = TAIL_CLEARANCE

    def moved(self, dx: float, scale: float) -> _Bump:
        """Return the bump *dx* ems further right, at another size."""
        return replace(self, left=(self.left + dx) * scale, right=(self.right + dx) * scale, reach=self.reach * scale)


class _Piece(Struct, frozen=True, kw_only=True):
    """What stays together on a line, a word or several bound by no-break spaces, with its ink box, in ems.

    Attributes:
        segments: in logical order, their advances in ems. space: the same of what parts it from the next one.
        start, end: white before the ink and after it; an accent may stand out over its letter.
        top, foot: how far ink reaches above and below the baseline, both positive.
        cap: the height of capitals. rises, hangs: what reaches above that, and below the baseline.
        leans: whether it leans on the next one, as an article, a preposition or a first name does.
        clings: whether it leans on the one before, as a postposition does. pauses: whether a mark ends it, or a
            space that parts phrases. joined: whether the next one follows without a space that words are parted by.
        rtl: the direction of its text.
    """

    segments: tuple[Segment, ...]
    space: Segment
    width: float
    start: float
    end: float
    top: float
    foot: float
    cap: float
    rises: tuple[_Bump, ...]
    hangs: tuple[_Bump, ...]
    leans: bool
    clings: bool
    pauses: bool
    rtl: bool
    joined: bool


def sentences(text: str) -> tuple[str, ...]:
    """Split a headline where a sentence or a line of the author's ends; a sign behind one, as of emoji, belongs to it.

    Example:
        >>> sentences("No to the coup in Bolivia! U.S. hands off!")
        ('No to the coup in Bolivia!', 'U.S. hands off!')
    """
    found: list[str] = []
    for part in filter(None, map(str.strip, filter(None, _SENTENCE.split(text)))):
        if found and not any(map(str.isalnum, part)):
            found[-1] = f"{found[-1]} {part}"
        else:
            found.append(part)
    return tuple(found)


def names_in(words: Sequence[str]) -> frozenset[int]:
    """Return which words go on as a name in the next one.

    Where most words have a capital, only two that stand alone between words without one are taken for a name.

    Example:
        >>> sorted(names_in("Who rules in Latin America today?".split()))
        [3]
    """
    capital = [word[:1].isupper() and word[1:2].islower() for word in words]
    titled = 2 * sum(capital) > len(words)
    # The first word of a sentence has its capital for that.
    return frozenset(
        at
        for at in range(1, len(words) - 1)
        if capital[at] and capital[at + 1] and words[at].isalpha()
        if not titled or (words[at - 1].islower() and not any(capital[at + 2 : at + 3]))
    )


def set_stack(
    typesetter: Typesetter,
    text: str,
    style: Style,
    *,
    measure: float,
    height: float,
    sizes: tuple[float, float],
    accent: str = "",
) -> DisplayStack | None:
    """Set *text* as display lines across the measure.

    Args:
        measure: in points. height: what the stack should come near to and may not pass, in points.
        sizes: the least and the greatest size of a line, in points. A word that is too wide at the least may
            be smaller, down to ``LEAST_DISPLAY`` of it, and a line that ``OVER`` brings to the measure larger.
        accent: ink of the last sentence, where there are two or more; empty for the style's own.

    Returns:
        The stack, or None where the words do not fit at the least size or are too many.
    """
    educated = educate_text(text, typesetter.conventions)
    style = typesetter.in_one_face(educated, style)
    parts = sentences(educated)
    groups = [_shaped_words(typesetter, part, style) for part in parts]
    groups = [group for group in groups if group]
    if not groups or _too_long([piece for group in groups for piece in group]):
        return None
    chosen = _choose(groups, measure, height, (_least(groups, measure, sizes[0]), sizes[1]))
    if chosen is None:
        return None
    inks = [style.ink] * len(groups)
    if accent and len(groups) > 1:
        inks[-1] = accent
    return _placed(groups, chosen, typesetter.rtl, inks)


def _shaped_words(typesetter: Typesetter, text: str, style: Style) -> list[_Piece]:
    prepared = typesetter.prepare((Span(text=text),), style)
    bound = _with_signs(words for stretch in prepared for words in _bound(stretch.words))
    pieces = [_piece(words, after, typesetter) for words, after in zip(bound, [*bound[1:], []], strict=True)]
    words = text.split(" ")
    if not typesetter.conventions.capital_nouns and len(words) == len(pieces):
        names = names_in(words)
        pieces = [replace(piece, leans=piece.leans or at in names) for at, piece in enumerate(pieces)]
    return [piece for piece in pieces if piece.width - piece.start - piece.end > 0.01]


def _least(groups: Sequence[Sequence[_Piece]], measure: float, least: float) -> float:
    """Return the least size of a line: that of the widest word where it is too wide for the measure at *least*."""
    widest = max(piece.width - piece.start - piece.end for group in groups for piece in group)
    return min(least, max(LEAST_DISPLAY * least, measure / widest))


def _too_long(pieces: Sequence[_Piece]) -> bool:
    return len(pieces) > MOST_WORDS and sum(piece.width + piece.space.advance for piece in pieces) > MOST_EMS


def _bound(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield words that no break parts."""
    bound: list[Word] = []
    for word in words:
        bound.append(word)
        if word.breakable:
            yield bound
            bound = []
    if bound:
        yield bound


def _with_signs(bound: Iterable[list[Word]]) -> list[list[Word]]:
    """Return words with the dashes and signs beside them, which would look lost on a line of their own.

    They stay with the word before; the first ones, and what stands for "and", with the next.
    """
    found: list[list[Word]] = []
    leading = False
    for words in bound:
        spelled = any(word.letters for word in words)
        if found and (leading or not (spelled or _says_and(words))):
            found[-1] += words
        else:
            found.append(words)
            leading = not spelled
        leading = leading and not spelled
    return found


def _says_and(words: Sequence[Word]) -> bool:
    return "".join(piece.shaped.text for word in words for piece in word.pieces) in AND


def _piece(words: Sequence[Word], after: Sequence[Word], typesetter: Typesetter) -> _Piece:
    rtl, habits = typesetter.rtl, typesetter.conventions
    segments = tuple(_segments(words))
    width = sum(segment.advance for segment in segments)
    boxes = list(_ink_boxes(segments, rtl))
    if rtl:
        boxes = [(width - right, width - left, top, foot) for left, right, top, foot in boxes]
    cap = max(piece.shaped.face.cap_height * piece.look.size for word in words for piece in word.pieces)
    first, last = words[0].pieces[0], words[-1].pieces[-1]
    near = min((left for left, *_ in boxes), default=0.0)
    far = max((right for _, right, *_ in boxes), default=width)
    comma = last.shaped.text[-1:] in COMMAS
    clings = words[0].letters in habits.headline_starts
    leans = words[-1].letters in habits.headline_ends or (width < SHORT_WORD and not clings)
    return _Piece(
        segments=segments,
        space=_space(words[-1], last, after),
        width=width,
        start=max(near, white_beside(first.shaped, 0) * first.look.size),
        end=max(width - far, white_beside(last.shaped, -1) * last.look.size),
        top=max([0.0, *(top for _, _, top, _ in boxes)]),
        foot=max([0.0, *(foot for _, _, _, foot in boxes)]),
        cap=cap,
        rises=tuple(_Bump(left=left, right=right, reach=top) for left, right, top, _ in boxes if top > cap + BUMP),
        hangs=tuple(
            _Bump(
                left=left,
                right=right,
                reach=foot,
                clearance=COMMA_CLEARANCE if comma and right == far else TAIL_CLEARANCE,
            )
            for left, right, _, foot in boxes
            if foot > BUMP
        ),
        leans=leans and not words[-1].pauses,
        clings=clings,
        pauses=words[-1].pauses or (bool(words[-1].space) and is_word_listed(last.shaped.text[-1])),
        joined=bool(words[-1].cost),
        rtl=rtl,
    )


def _space(word: Word, last: SetPiece, after: Sequence[Word]) -> Segment:
    """Return what stands between the last piece of a word and the words *after* it: a space or a joint."""
    if word.breakable and not word.space:
        closed = CLOSED * _blank(word, after) if after and not word.space_width else 0.0
        width = word.space_width - closed
        return Segment(shaped=None, look=last.look, level=word.level, advance=width, is_space=True)
    if word.space_shaped is not None:
        return Segment(
            shaped=word.space_shaped, look=last.look, level=word.level, advance=word.space_width * TIGHT, is_space=True
        )
    space = last.shaped.face.space()
    return Segment(
        shaped=space, look=last.look, level=word.level, advance=space.width * last.look.size * TIGHT, is_space=True
    )


def _blank(word: Word, after: Sequence[Word]) -> float:
    """Return what is blank of full-width marks at the end of a word and the start of the next, in ems."""
    closing, opening = word.pieces[-1].shaped.text[-1] > WIDE, after[0].pieces[0].shaped.text[0] > WIDE
    return (word.hang_right if closing else 0.0) + (after[0].hang_left if opening else 0.0)


def _segments(words: Sequence[Word]) -> Iterator[Segment]:
    """Yield the parts of words and the spaces between them."""
    for word in words:
        for piece in word.pieces:
            yield Segment(
                shaped=piece.shaped,
                look=piece.look,
                level=piece.look.level,
                advance=piece.shaped.width * piece.look.size,
            )
        if word.space_width and word is not words[-1]:
            yield Segment(
                shaped=word.space_shaped,
                look=word.pieces[-1].look,
                level=word.level,
                advance=word.space_width,
                is_space=True,
            )


def _ink_boxes(segments: Sequence[Segment], rtl: bool) -> Iterator[tuple[float, float, float, float]]:
    """Yield the box of each glyph's ink in ems: left, right, reach above and below the baseline."""
    x = 0.0
    for segment in in_visual_order(segments, rtl):
        if segment.shaped is not None and not segment.is_space:
            size = segment.look.size
            for left, right, top, foot in glyph_boxes(segment.shaped):
                yield x + left * size, x + right * size, top * size, foot * size
        x += segment.advance


Lines = tuple[tuple[int, int, float], ...]
"""Lines of one sentence: first word, word after the last, size in points."""
_Sizes = dict[tuple[int, int], float]
"""The size that fills the measure for each line of a sentence: by its first word, and the word after its last."""


def _choose(
    groups: Sequence[Sequence[_Piece]], measure: float, height: float, sizes: tuple[float, float]
) -> tuple[Lines, ...] | None:
    """Choose the lines of all sentences.

    Where few ends between phrases are to be had, or none but for a low stack, they weigh less. Where sentences that
    fill the measure are too high, all may stay short of it rather than run together.
    """
    tables = [_full_sizes(group, measure) for group in groups]
    least, greatest = sizes
    chosen = _best(groups, tables, height, sizes)
    for price in LESS:
        if chosen is None or _stack_height(groups, chosen) < LOW * height:
            chosen = _best(groups, tables, height, sizes, price) or chosen
    while chosen is None and len(groups) > 1 and greatest * SHORTER > least:
        greatest *= SHORTER
        chosen = _best(groups, tables, height, (least, greatest))
    return chosen


def _best(
    groups: Sequence[Sequence[_Piece]],
    tables: Sequence[_Sizes],
    height: float,
    sizes: tuple[float, float],
    price: float = 1.0,
) -> tuple[Lines, ...] | None:
    """Return the best of the lines near a row of aims; None where all are higher than *height*."""
    least, greatest = sizes
    best: tuple[float, tuple[Lines, ...]] | None = None
    before: tuple[Lines, ...] | None = None
    for step in range(AIMS + 1):
        aim = least * (greatest / least) ** (step / AIMS)
        chosen = tuple(
            _lines_near(group, table, aim, greatest, price) for group, table in zip(groups, tables, strict=True)
        )
        flat = [size for lines in chosen for _, _, size in lines]
        if chosen == before or min(flat) < least * 0.999:
            continue
        before = chosen
        used = _stack_height(groups, chosen)
        if used > height * 1.001:
            continue
        spread = max(flat) / min(flat)
        ragged = sum(1 for size in flat if size >= greatest * 0.999)
        torn = sum(
            _is_torn(group[end - 1], group[end])
            for group, lines in zip(groups, chosen, strict=True)
            for _, end, _ in lines[:-1]
        )
        score = (
            abs(math.log(height / used))
            + 0.9 * max(0.0, spread - SPREAD)
            + 0.12 * math.log(spread)
            + UNFILLED * ragged
            + TORN * torn
        )
        if best is None or score < best[0]:
            best = (score, chosen)
    return None if best is None else best[1]


def _full_sizes(group: Sequence[_Piece], measure: float) -> _Sizes:
    """Return the size that fills the measure for every line that a sentence may have."""
    sizes = {}
    for start in range(len(group)):
        width = -group[start].start
        for end in range(start + 1, len(group) + 1):
            piece = group[end - 1]
            width += piece.width
            sizes[start, end] = measure / (width - piece.end)
            width += piece.space.advance
    return sizes


def _lines_near(group: Sequence[_Piece], sizes: _Sizes, aim: float, greatest: float, price: float) -> Lines:
    """Return the lines of one sentence whose full sizes are nearest to *aim*, by dynamic programming.

    A line that would have to be much larger than *greatest* stays short of the measure: its full size counts. So does
    the place where it ends, at *price* times its demerits.
    """
    count = len(group)
    costs = [0.0] + [math.inf] * count
    starts = [0] * (count + 1)
    for end in range(1, count + 1):
        parting = price * _parting(group[end - 1], group[end]) if end < count else 0.0
        for start in range(end):
            cost = costs[start] + math.log(sizes[start, end] / aim) ** 2 + parting
            if cost < costs[end]:
                costs[end], starts[end] = cost, start
    lines: list[tuple[int, int, float]] = []
    end = count
    while end:
        full = sizes[starts[end], end]
        lines.append((starts[end], end, full if full <= greatest * OVER else greatest))
        end = starts[end]
    return tuple(reversed(lines))


def _parting(before: _Piece, after: _Piece) -> float:
    """Return the demerits of a line that ends between two words."""
    if _is_torn(before, after):
        return LEANING
    if before.joined:
        return JOINED
    return 0.0 if before.pauses or after.leans else AMID


def _is_torn(before: _Piece, after: _Piece) -> bool:
    return before.leans or after.clings


def _flat(groups: Sequence[Sequence[_Piece]], chosen: Sequence[Lines]) -> list[tuple[Sequence[_Piece], float]]:
    """Return the pieces and the size of all lines, from top to bottom."""
    return [(group[start:end], size) for group, lines in zip(groups, chosen, strict=True) for start, end, size in lines]


def _baselines(lines: Sequence[tuple[Sequence[_Piece], float]]) -> list[float]:
    """Return the baseline of each line below the top of the stack, in points.

    Capitals stand a gap below the baseline above them, the same throughout. Only where an accent
    would meet a letter, or a comma or a tail come down on one, are two lines moved apart.
    """
    gap = GAP * sum(size for _, size in lines) / len(lines)
    pieces, size = lines[0]
    baselines = [size * max(piece.top for piece in pieces)]
    for (above, above_size), (below, below_size) in pairwise(lines):
        hangs = _bumps(above, above_size, hangs=True)
        rises = _bumps(below, below_size, hangs=False)
        cap = below_size * max(piece.cap for piece in below)
        # An accent belongs to its own letter: it may come near the line above, whose round letters overshoot.
        near = INK_GAP * max(above_size, below_size) + above_size * min(BUMP, max(piece.foot for piece in above))
        step = max([cap + gap, *(rise.reach + near for rise in rises)])
        aside = MARK_ASIDE * below_size
        for hang in hangs:
            met = [rise.reach for rise in rises if rise.left < hang.right + aside and hang.left < rise.right + aside]
            clear = MARK_CLEARANCE if above[0].rtl else hang.clearance
            step = max(step, hang.reach + max([cap, *met]) + clear * gap)
        baselines.append(baselines[-1] + step)
    return baselines


def _bumps(pieces: Sequence[_Piece], size: float, *, hangs: bool) -> list[_Bump]:
    """Return what reaches out of a line, in points from where its ink begins, in the direction of reading."""
    found: list[_Bump] = []
    x = -pieces[0].start
    for piece in pieces:
        found += [bump.moved(x, size) for bump in (piece.hangs if hangs else piece.rises)]
        x += piece.width + piece.space.advance
    return found


def _stack_height(groups: Sequence[Sequence[_Piece]], chosen: Sequence[Lines]) -> float:
    lines = _flat(groups, chosen)
    return _baselines(lines)[-1] + lines[-1][1] * _low(lines[-1][0])


def _low(pieces: Sequence[_Piece]) -> float:
    """Return what hangs below the last baseline, in ems; a comma or a Q does not count, a p does."""
    foot = max(piece.foot for piece in pieces)
    return foot if foot > 0.17 else 0.0


def _placed(
    groups: Sequence[Sequence[_Piece]], chosen: Sequence[Lines], rtl: bool, inks: Sequence[str]
) -> DisplayStack:
    baselines = iter(_baselines(_flat(groups, chosen)))
    done = []
    for group, lines, ink in zip(groups, chosen, inks, strict=True):
        for start, end, size in lines:
            pieces, baseline = group[start:end], next(baselines)
            last = group is groups[-1] and end == len(group)
            ending = Ending.SPACE if pieces[-1].space.shaped else Ending.JOIN
            line = _line(pieces, size, ink, Ending.END if last else ending, rtl)
            top = baseline - size * max(piece.top for piece in pieces)
            done.append(DisplayLine(line=line, x=-pieces[0].start * size, top=top, baseline=baseline, size=size))
    return DisplayStack(tuple(done), _stack_height(groups, chosen))


def _line(pieces: Sequence[_Piece], size: float, ink: str, ending: Ending, rtl: bool) -> Line:
    segments: list[Segment] = []
    for number, piece in enumerate(pieces):
        if number:
            segments.append(pieces[number - 1].space)
        segments += piece.segments
    inked = [replace(each, look=replace(each.look, ink=ink), advance=each.advance * size) for each in segments]
    width = sum([segment.advance for segment in inked])
    text = "".join(segment.shaped.text for segment in segments if segment.shaped)
    return Line(
        runs=runs_of(inked, LineSetting(size=size, scale=1.0, tracking=0.0, start=0.0, rtl=rtl)),
        width=width,
        text=text,
        ending=ending,
    )
