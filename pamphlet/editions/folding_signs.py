"""What a dummy shows of its folding: creases, cuts, and arrows with the numbers and words of the steps.

All of it stands in the coordinates of the trimmed sheet as one looks at a side, and reads as
the sheet lies when it is folded, whichever way up its panels stand.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.editions.arrows import Bow, Point, draw_bow, draw_disc, draw_double, draw_straight
from pamphlet.editions.lettering import LEADING, centred, set_lines, set_words
from pamphlet.layout.placed import Item, PlacedBox, PlacedLine
from pamphlet.sheet.folding import Swing, faces_inside, swings
from pamphlet.sheet.folds import Action, Fold, Turn
from pamphlet.sheet.plan import INSIDE, Edge, Edges, FoldPlan, PanelPlan
from pamphlet.typesetting.galley import Typesetter
from pamphlet.typesetting.line import Line
from pamphlet.units import Rect, Size, mm

SEEN, BEHIND = "black", "grey"
"""The inks of arrows that count for the side that lies up, and of the same folds seen from the other."""
LINE = 0.75
"""Points; a fold line that office printers hold."""
_DASHES = {Turn.VALLEY: (mm(3),), Turn.MOUNTAIN: (mm(6), mm(1))}
"""Lengths of strokes in turn, as folders draw them: a valley dashed, a mountain in dashes and dots."""
_GAP = mm(1.5)
_EDGE = mm(6)
"""From the edge of the sheet to words: office printers leave 4 to 5 mm white."""
_LABEL, _WORDS, _NUMERAL = 8.0, 9.0, 13.0
_BADGE = 10.5
"""Radius of the disc about the number of a step."""
_REACH, _RISE = mm(30), mm(10)
"""Of an arrow over an upright crease, where there is room."""
_LEVEL_REACH, _LEVEL_RISE, _LEVEL_OFF = mm(25), mm(10), mm(19)
"""Of one over a level crease, and how far off the edge of the sheet its ends stand."""
_BEAD = 0.5
"""Part of the way from the crown of an arrow to its end at which its number stands."""
_FULL = (mm(66), mm(95))
"""A panel of this width and height has room for everything at full size."""


class SideSigns(Struct, frozen=True, kw_only=True):
    """One side of a dummy.

    Attributes:
        block_end: how far from its head the number of a panel and its words reach.
        turned: draw what stands upside down on the flat sheet by the time that it counts, in coordinates that are
            turned with it; otherwise all else.
    """

    plan: FoldPlan
    side: int
    typesetter: Typesetter
    block_end: float
    turned: bool = False

    @property
    def panels(self) -> tuple[PanelPlan, ...]:
        """The panels of the side, row by row."""
        panels = self.plan.side(self.side)
        return tuple(_turned(panel, self.plan.sheet) for panel in reversed(panels)) if self.turned else panels

    def panel(self, name: str) -> PanelPlan:
        """Return the panel called *name*."""
        return next(panel for panel in self.panels if panel.name == name)

    @property
    def scale(self) -> float:
        """How much smaller than usual signs and words are drawn."""
        narrowest = min(panel.rect.width for panel in self.panels)
        return min(1.0, narrowest / _FULL[0], self.panels[0].rect.height / _FULL[1])

    @property
    def folds_here(self) -> bool:
        """Whether this is the side that lies up when folding begins."""
        return (self.side == INSIDE) == faces_inside(self.plan)

    def draw(self) -> Iterator[Item]:
        """Yield all signs, in the order of drawing."""
        shown = [each for each in swings(self.plan) if each.side == self.side and self._shown(each)]
        if not self.turned:
            yield from self._flat()
        said: set[int] = set()
        for swing in shown:
            yield from self._swing(swing, shown, with_words=swing.told and swing.step not in said)
            said |= {swing.step} if swing.told else set()

    def _flat(self) -> Iterator[Item]:
        yield from self._creases()
        for number, step in enumerate(self.plan.scheme.steps, 1):
            if step.action is Action.CREASE:
                yield from self._creasing(number, step.words)
            elif step.action is Action.CUT:
                yield from self._cut(number, step.words)
            elif step.action is Action.PUSH:
                yield from self._push(number, step.words)
        yield from self._told()

    def _shown(self, swing: Swing) -> bool:
        """Leave out of the side that lies up what is covered when its step comes: it is shown on what covers it."""
        return swing.turned == self.turned and (swing.moving_seen or swing.still_seen or not self.folds_here)

    # Lines

    def _creases(self) -> Iterator[Item]:
        plan, scale = self.plan, self.scale
        for panel in self.panels:
            for fold, upright in _folds(plan, panel):
                rect = panel.rect
                line = (
                    Rect(rect.right - LINE / 2, rect.y, LINE, rect.height)
                    if upright
                    else Rect(rect.x, rect.bottom - LINE / 2, rect.width, LINE)
                )
                yield from _fold_line(fold, line, upright=upright)
                label = set_words(self.typesetter, _said(fold, panel.side), _LABEL * scale)
                if upright:
                    low = rect.y > 0
                    y = plan.sheet.height - _EDGE if low else _EDGE + _LABEL * scale
                    yield PlacedLine(x=rect.right - mm(1.5) - label.width, y=y, line=label)
                else:
                    yield from centred((label,), rect.x + rect.width / 2, rect.bottom - mm(1.5), _LABEL)
            if panel.edges.bottom is Edge.SLIT:
                yield PlacedBox(rect=Rect(panel.rect.x, panel.rect.bottom - LINE, panel.rect.width, 2 * LINE), ink=SEEN)

    # Arrows

    def _swing(self, swing: Swing, shown: list[Swing], *, with_words: bool) -> Iterator[Item]:
        moving, still = self.panel(swing.moving), self.panel(swing.still)
        ink = SEEN if swing.told else BEHIND
        words = self.plan.scheme.steps[swing.step - 1].words if with_words else ""
        if swing.apart:
            yield from self._over_two_doors(swing, self._chord(swing, shown), words)
        elif moving.rect.y != still.rect.y:
            yield from self._level_swing(swing, ink, words)
        else:
            reach = self._reach(moving, still)
            x = max(moving.rect.x, still.rect.x)
            at = (x, self._chord(swing, shown))
            bow = Bow(at=at, reach=reach if still.rect.x > moving.rect.x else -reach, rise=_RISE * self.scale)
            yield from draw_bow(bow, ink, over=swing.over)
            on = moving if swing.moving_seen else still
            yield from self._badge(swing.step, bow.point(-_BEAD if swing.moving_seen else _BEAD * 0.8), ink)
            yield from self._words(words, on, x, at[1])

    def _over_two_doors(self, swing: Swing, chord: float, words: str) -> Iterator[Item]:
        """Draw an arrow that leaves the one door at its free edge, and comes in over that of the other."""
        for panel, whole in (
            (self.panel(swing.moving), (True, False)),
            (self.panel(swing.still), (False, True)),
        ):
            rect, leaves = panel.rect, whole[0]
            free_at_right = panel.edges.right is Edge.CUT
            at = (rect.right if free_at_right else rect.x, chord)
            reach = self._reach(panel, panel)
            bow = Bow(at=at, reach=reach if free_at_right == leaves else -reach, rise=_RISE * self.scale)
            yield from draw_bow(bow, SEEN, over=swing.over, whole=whole)
            yield from self._badge(swing.step, bow.point(-_BEAD if leaves else _BEAD * 0.8), SEEN)
            if leaves:
                yield from self._words(words, panel, at[0], at[1])

    def _level_swing(self, swing: Swing, ink: str, words: str) -> Iterator[Item]:
        moving, still = self.panel(swing.moving), self.panel(swing.still)
        y = max(moving.rect.y, still.rect.y)
        bow = self._level_bow(moving, y, downwards=still.rect.y > moving.rect.y)
        yield from draw_bow(bow, ink, over=swing.over)
        yield from self._badge(swing.step, bow.point(-_BEAD), ink)
        yield from self._words_below_line(words, moving.rect, y)

    def _level_bow(self, panel: PanelPlan, y: float, *, downwards: bool) -> Bow:
        """Return an arrow over a level crease, near the upright edge of the sheet."""
        scale, at_left = self.scale, panel.edges.left is Edge.CUT
        reach = min(_LEVEL_REACH * scale, panel.rect.height * 0.3)
        x = panel.rect.x + _LEVEL_OFF * scale if at_left else panel.rect.right - _LEVEL_OFF * scale
        rise = _LEVEL_RISE * scale if at_left else -_LEVEL_RISE * scale
        return Bow(at=(x, y), reach=reach if downwards else -reach, rise=rise, level=True)

    def _reach(self, one: PanelPlan, other: PanelPlan) -> float:
        return min(_REACH, 0.34 * min(one.rect.width, other.rect.width))

    def _chord(self, swing: Swing, shown: list[Swing]) -> float:
        """Return the y of the ends of a step's arrow: each step has its own height, so that arrows do not meet."""
        y = self.panel(swing.moving).rect.y
        steps = sorted({each.step for each in shown if self.panel(each.moving).rect.y == y and not self._level(each)})
        top, bottom = self._free(self.panel(swing.moving))
        lane = (bottom - top) / len(steps)
        return top + (steps.index(swing.step) + 0.5) * lane + _RISE * self.scale / 4

    def _level(self, swing: Swing) -> bool:
        return self.panel(swing.moving).rect.y != self.panel(swing.still).rect.y

    def _free(self, panel: PanelPlan) -> Point:
        """Return the top and the bottom of what a row of panels has free for arrows."""
        rect = panel.rect
        if panel.turned:
            return rect.y + _EDGE + 1.5 * _LABEL, rect.bottom - self.block_end
        last = rect.bottom > self.plan.sheet.height - 1
        return rect.y + self.block_end, rect.bottom - (mm(16) if last else mm(8)) * self.scale

    # Steps that swing nothing

    def _creasing(self, step: int, words: str) -> Iterator[Item]:
        """Draw an arrow there and back over each line of the sheet."""
        plan, scale, first = self.plan, self.scale, self.panels[0]
        y = self._free(first)[0] + scale * mm(14)
        for x in plan.fold_lines[self.side]:
            bow = Bow(at=(x, y), reach=self._reach(first, first) * 0.6, rise=_RISE * scale * 0.8)
            yield from draw_double(bow, SEEN)
            yield from self._badge(step, bow.point(0.0), SEEN)
        for level in plan.level_lines:
            reach = min(_LEVEL_REACH * scale, first.rect.height * 0.3) * 0.6
            x = first.rect.right - mm(15) * scale
            bow = Bow(at=(x, level), reach=reach, rise=-_RISE * scale * 0.8, level=True)
            yield from draw_double(bow, SEEN)
            yield from self._badge(step, bow.point(0.0), SEEN)
        yield from self._words(words, first, first.rect.right, y)

    def _cut(self, step: int, words: str) -> Iterator[Item]:
        cut = [panel for panel in self.panels if panel.edges.top is Edge.SLIT]
        rect, radius = cut[0].rect, _BADGE * self.scale
        at = (rect.x + mm(3) + radius, rect.y + mm(3) + radius)
        yield from self._badge(step, at, SEEN)
        left = at[0] + radius + mm(2)
        yield from self._block(f"✂ {words}", left, rect.y + mm(5.5) * self.scale, rect.right - mm(3) - left)

    def _push(self, step: int, words: str) -> Iterator[Item]:
        row = [panel.rect for panel in self.panels if panel.rect.bottom > self.plan.sheet.height - 1]
        y = row[0].y + row[0].height * 0.42
        radius, length = _BADGE * self.scale, mm(18) * self.scale
        for edge, inwards in ((row[0].x, 1), (row[-1].right, -1)):
            tail = edge + inwards * _EDGE
            yield from draw_straight((tail, y), (tail + inwards * length, y), SEEN)
            yield from self._badge(step, (tail + inwards * radius, y), SEEN)
        top = self._free(self.panels[-1])[0]
        yield from self._block(words, row[0].x + _EDGE, top + 1.5 * _WORDS, row[0].width - 2 * _EDGE)

    # Numbers and words

    def _badge(self, step: int, at: Point, ink: str) -> Iterator[Item]:
        scale = self.scale
        yield draw_disc(at, (_BADGE + 1.5) * scale, "paper")
        yield draw_disc(at, _BADGE * scale, ink)
        numeral = set_words(self.typesetter, str(step), _NUMERAL * scale, bold=True, ink="paper")
        yield PlacedLine(x=at[0] - numeral.width / 2, y=at[1] + 0.35 * _NUMERAL * scale, line=numeral)

    def _words(self, words: str, panel: PanelPlan, crease: float, chord: float) -> Iterator[Item]:
        """Set the words of a step below the half of its arrow that is seen when it comes."""
        at_right = panel.rect.x > crease - 1
        left = crease + mm(4) if at_right else panel.rect.x + mm(4)
        width = panel.rect.width - mm(8)
        yield from self._block(words, left, chord + self.scale * mm(6), width, to_right=not at_right)

    def _words_below_line(self, words: str, panel: Rect, y: float) -> Iterator[Item]:
        if words:
            size = _WORDS * self.scale
            lines = set_lines(self.typesetter, words, size, panel.width * 0.62)
            yield from centred(lines, panel.x + panel.width / 2, y + mm(5) * self.scale, size)

    def _block(
        self, words: str, left: float, baseline: float, width: float, *, to_right: bool = False
    ) -> Iterator[Item]:
        if not words:
            return
        size = _WORDS * self.scale
        for number, line in enumerate(set_lines(self.typesetter, words, size, width)):
            x = left + width - line.width if to_right else left
            yield PlacedLine(x=x, y=baseline + number * size * LEADING, line=line)

    def _told(self) -> Iterator[Item]:
        """Say at the foot of the sheet which side is to lie up."""
        if len(self.plan.sides) == 1:
            told = "lay this side up and follow the numbers"
        elif self.folds_here:
            told = "lay this side up and follow the numbers"
            if any(each.told and each.side != self.side for each in swings(self.plan)):
                told += ", then the black arrows that come up from the other side"
        else:
            told = "fold with the other side up; grey arrows are the same folds seen from here"
        size, first = _LABEL * self.scale, self.panels[-self.plan.scheme.columns].rect
        lines = set_lines(self.typesetter, told, size, first.width - _EDGE - mm(4))
        foot = first.bottom - _EDGE - (mm(4.5) * self.scale if self.plan.scheme.rows > 1 else 0.0)
        yield from self._from_foot(lines, first.x + _EDGE, foot, size)

    @staticmethod
    def _from_foot(lines: tuple[Line, ...], x: float, foot: float, size: float) -> Iterator[Item]:
        for number, line in enumerate(lines):
            yield PlacedLine(x=x, y=foot - (len(lines) - 1 - number) * size * LEADING, line=line)


def _turned(panel: PanelPlan, sheet: Size) -> PanelPlan:
    """Return *panel* as it stands on the sheet turned by 180 degrees."""
    rect, edges = panel.rect, panel.edges
    return replace(
        panel,
        rect=Rect(sheet.width - rect.right, sheet.height - rect.bottom, rect.width, rect.height),
        edges=Edges(top=edges.bottom, right=edges.left, bottom=edges.top, left=edges.right),
        turned=not panel.turned,
    )


def _folds(plan: FoldPlan, panel: PanelPlan) -> Iterator[tuple[Fold, bool]]:
    """Yield each fold at the right and at the foot of *panel* on the sheet, and whether it is upright."""
    number, columns = int(panel.name[1:]), plan.scheme.columns
    rightwards = 1 if (panel.side == INSIDE) != plan.rtl else -1
    creases = {frozenset((fold.first, fold.second)): fold for fold in plan.scheme.folds}
    if panel.edges.right is Edge.FOLD:
        yield creases[frozenset((number, number + rightwards))], True
    if panel.edges.bottom is Edge.FOLD:
        yield creases[frozenset((number, number + columns))], False


def _fold_line(fold: Fold, rect: Rect, *, upright: bool) -> Iterator[PlacedBox]:
    lengths, at, number = _DASHES[fold.turn], 0.0, 0
    end = rect.height if upright else rect.width
    while at < end:
        length = min(lengths[number % len(lengths)], end - at)
        where = (
            Rect(rect.x, rect.y + at, rect.width, length) if upright else Rect(rect.x + at, rect.y, length, rect.height)
        )
        yield PlacedBox(rect=where, ink=SEEN)
        at, number = at + length + _GAP, number + 1


def _said(fold: Fold, side: int) -> str:
    """Say which step makes a fold, and which way it goes as one looks at *side*."""
    towards = (fold.turn is Turn.VALLEY) == (side == INSIDE)
    return f"step {fold.step}, {'towards you' if towards else 'away from you'}"
