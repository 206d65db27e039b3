"""Panels made of slots: cover, flap, back, and the head and foot of a page.

A panel is a stack of slots from top to bottom. Those that show nothing are left
out, one may take the height that is left, and if all are too tall together their
styles are brought down towards their least sizes, in one bounded search.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from pamphlet.design.theme import PanelSpec, Slot, Theme
from pamphlet.layout.display import sentences, set_stack
from pamphlet.layout.flow import LEAST_DISPLAY, cap_height, set_balanced, sized_for_words
from pamphlet.layout.placed import (
    ARTIFACT,
    Element,
    Item,
    PlacedBox,
    PlacedLine,
    PlacedModules,
    PlacedPicture,
)
from pamphlet.layout.qr import MatrixCodes
from pamphlet.layout.reach import INK_GAP, USUAL_DEPTH, baselines, ink_reach
from pamphlet.layout.result import Overset
from pamphlet.layout.slots import parts_of, repeats, slot_texts
from pamphlet.manuscript.article import HARD_BREAK, Article, Picture, Span
from pamphlet.typesetting.galley import Typesetter
from pamphlet.typesetting.line import Ending, Line
from pamphlet.typesetting.preparing import Prepared
from pamphlet.typesetting.style import Align, Style
from pamphlet.units import Rect

QUIET = 4
"""Light modules around a matrix code: ISO/IEC 18004:2015, 5.3.8 (QR code symbols)."""
MOST_HEIGHT = 72 * 72.0
"""Points; text that is taller than this stands on no paper."""
FACTORS = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.0)
"""How far styles are brought down towards their least sizes: 1.0 not at all."""
LEVEL_GAP = 12.0
"""Least white, in points, between two texts on one line."""


class Filled(Struct, frozen=True, kw_only=True):
    """A filled panel or part of one: items, the elements that they index, and the height used."""

    items: tuple[Item, ...]
    elements: tuple[Element, ...]
    height: float


class _Text(NamedTuple):
    """A text of a slot, the measure that it is set to in points, and the element that it is."""

    text: str
    measure: float
    element: int


class _Block(Struct, kw_only=True):
    """A measured slot, drawn at a height that is known only when all are measured."""

    slot: Slot
    height: float
    lines: list[tuple[float, float, Line, int]] = field(default_factory=list)
    modules: tuple[tuple[bool, ...], ...] = ()
    picture: Picture | None = None
    element: int = ARTIFACT
    beside_height: float = 0.0
    rules: list[float] = field(default_factory=list)


class PanelFiller:
    """Fills panels with the parts of one article in one theme."""

    def __init__(
        self,
        article: Article,
        theme: Theme,
        typesetter: Typesetter,
        codes: MatrixCodes,
        present: Iterable[str],
    ) -> None:
        self.codes = codes
        self.article = article
        self.theme = theme
        self.typesetter = typesetter
        self.present = parts_of(article).union(present)
        self._prepared: dict[tuple[str, str], tuple[Prepared, ...]] = {}

    def fill(
        self, spec: PanelSpec, rect: Rect, name: str, edges: Rect | None = None, *, face: Rect | None = None
    ) -> Filled | Overset:
        """Fill *rect*, in its panel's coordinates, with the slots of *spec*.

        Args:
            rect: where slots may stand, margins of the panel excluded.
            name: of the panel, for the report of overset.
            edges: the whole panel, for slots that bleed and for the ground; *rect* when None.
            face: what the panel is a part of, in its own coordinates, where that is more: a picture runs through it.
        """
        edges = edges or rect
        slots = [slot for slot in spec.slots if slot.wanted(self.present)]
        found = self._filled(spec, slots, (rect, edges, face or edges), name)
        needed = [slot for slot in slots if slot.show != "contents"]
        if isinstance(found, Filled) or len(needed) == len(slots):
            return found
        # The headings stand in the text too: a list of many of them is no reason to refuse a leaflet.
        return self._filled(spec, needed, (rect, edges, face or edges), name)

    def _filled(
        self, spec: PanelSpec, slots: Sequence[Slot], places: tuple[Rect, Rect, Rect], name: str
    ) -> Filled | Overset:
        rect, edges, face = places
        short = 0.0
        for factor in FACTORS:
            elements: list[Element] = []
            blocks = [self._measure(slot, rect, factor, elements) for slot in slots]
            if any(block is None for block in blocks):
                short = rect.height
                continue
            standing = [b for b in blocks if b is not None and (b.height > 0 or _fills(b))]
            shown = _side_by_side(standing, rect.width)
            short = self._place_heights(shown, rect, edges)
            if short <= 0.5:
                items = list(self._draw(shown, rect, edges, face))
                if spec.ground_ink:
                    items.insert(0, PlacedBox(rect=edges, ink=spec.ground_ink))
                used = sum(b.height + b.slot.before + b.slot.after for b in shown)
                return Filled(items=tuple(items), elements=tuple(elements), height=used)
        return self._overset(slots, name, short, rect)

    def spill(self, spec: PanelSpec, rect: Rect, edges: Rect, *, face: Rect | None = None) -> Filled:
        """Return as much as *rect* holds of a panel that is overset, at the least sizes: for drafts only."""
        elements: list[Element] = []
        slots = [slot for slot in spec.slots if slot.wanted(self.present)]
        measured = [self._measure(slot, rect, FACTORS[-1], elements) for slot in slots]
        shown = _side_by_side([b for b in measured if b is not None and (b.height > 0 or _fills(b))], rect.width)
        self._place_heights(shown, rect, edges)
        kept = [item for item in self._draw(shown, rect, edges, face or edges) if _bottom(item) <= rect.bottom]
        if spec.ground_ink:
            kept.insert(0, PlacedBox(rect=edges, ink=spec.ground_ink))
        return Filled(items=tuple(kept), elements=tuple(elements), height=rect.height)

    def _overset(self, slots: Sequence[Slot], name: str, short: float, rect: Rect) -> Overset:
        texts = [(slot.show, " ".join(text for text, _ in slot_texts(slot, self.article))) for slot in slots]
        what, longest = max(texts, key=lambda pair: len(pair[1]), default=("panel", ""))
        words = longest.split()
        left = max(1, round(len(words) * min(1.0, short / max(rect.height, 1.0))))
        return Overset(
            panel=name,
            words=left,
            first_words=" ".join(words[-left:][:6]),
            cures=(f"shorten the {what} ({len(longest)} characters)",),
        )

    # Measuring

    def _measure(self, slot: Slot, rect: Rect, factor: float, elements: list[Element]) -> _Block | None:
        if slot.show == "photo":
            photo = self.article.photo
            if photo is None:
                return _Block(slot=slot, height=0.0)
            elements.append(Element(kind="Figure", alt=photo.alt))
            return _Block(slot=slot, height=slot.height, picture=photo, element=len(elements) - 1)
        if slot.show in ("rule", "space"):
            return _Block(slot=slot, height=slot.height)
        if slot.show == "code":
            if not self.article.bulletin.url:
                return _Block(slot=slot, height=0.0)
            elements.append(Element(kind="Figure", alt=self.article.bulletin.url))
            return _Block(
                slot=slot,
                height=slot.size,
                modules=self.codes.rows(self.article.bulletin.url),
                element=len(elements) - 1,
            )
        return self._measure_text(slot, rect, factor, elements)

    def _measure_text(self, slot: Slot, rect: Rect, factor: float, elements: list[Element]) -> _Block | None:
        texts = slot_texts(slot, self.article)
        block = _Block(slot=slot, height=0.0)
        measure = rect.width * slot.width - self._taken_beside(slot)
        letters = sum(len(text) for text, _ in texts) or 1
        for number, (text, kind) in enumerate(texts):
            elements.append(Element(kind=kind, text=text, repeat=repeats(slot)))
            element = len(elements) - 1
            if slot.rule:
                self._rule_between(slot, block)
            elif number:
                block.height += slot.between
            share = len(text) / letters
            shown = _Text(text, measure, element)
            stacked = self._stack(slot, shown, share * slot.height * (0.55 + 0.45 * factor), block)
            if not stacked and not self._wrap(slot, shown, factor, block):
                return None
        if slot.rule and texts:
            block.height += slot.between / 2
            block.rules.append(block.height)
            block.height += slot.rule
        elif block.lines and slot.after:
            # On a small panel what follows comes so near that letters would hang into it.
            _, baseline, last, _ = block.lines[-1]
            white = INK_GAP * max((run.size for run in last.runs), default=0.0)
            block.height = max(block.height, baseline + ink_reach(last)[1] + white - slot.after)
        return block

    def _rule_between(self, slot: Slot, block: _Block) -> None:
        """Put a rule above the next text, with half of what stands between texts on either side of it."""
        block.height += slot.between / 2 if block.rules else 0.0
        block.rules.append(block.height)
        block.height += slot.rule + slot.between / 2

    def _taken_beside(self, slot: Slot) -> float:
        """Return the width that a matrix code takes from the texts set beside it."""
        if not slot.beside or slot.width < 1.0 or not self.article.bulletin.url:
            return 0.0
        return slot.size + slot.beside

    def _stack(self, slot: Slot, shown: _Text, height: float, block: _Block) -> bool:
        """Add a text to *block* as lines that fill its measure and *height*, if the slot asks for it and it can be."""
        if slot.fit != "stack":
            return False
        spec = self.theme.styles[slot.style]
        sizes = (spec.min_size or spec.size, spec.max_size or spec.size)
        style = self._style(slot)
        stack = set_stack(
            self.typesetter, shown.text, style, measure=shown.measure, height=height, sizes=sizes, accent=slot.accent
        )
        if stack is None:
            return False
        for line in stack.lines:
            block.lines.append((line.x, block.height + line.baseline, line.line, shown.element))
        block.height += stack.height
        return True

    def _style(self, slot: Slot) -> Style:
        style = self.theme.style(slot.style)
        return replace(style, ink=slot.ink) if slot.ink else style

    def _wrap(self, slot: Slot, shown: _Text, factor: float, block: _Block) -> bool:
        """Add a text to *block* as a paragraph, between its least size and its own by *factor*; say whether it fits."""
        text, measure = shown.text, shown.measure
        spec = self.theme.styles[slot.style]
        least = spec.min_size or spec.size
        size = least + (spec.size - least) * factor
        base = self._style(slot)
        key = (slot.style + slot.ink, text)
        if key not in self._prepared:
            parted = "\n".join(sentences(text)) if spec.sentences else text
            self._prepared[key] = self.typesetter.prepare(_spans(parted), base)
        prepared = self._prepared[key]
        style = replace(base, size=size, leading=base.leading * size / base.size)
        style = sized_for_words(prepared, style, measure, LEAST_DISPLAY * least)
        natural = sum(stretch.width for stretch in prepared) * size / measure * style.leading
        if natural > MOST_HEIGHT:
            # No panel is so tall: not worth breaking into lines.
            block.height += natural
            return True
        lines = set_balanced(self.typesetter, prepared, style, measure, balance=spec.balance)
        if spec.balance and _broken(lines):
            lines = set_balanced(self.typesetter, prepared, style, measure, balance=False)
        if factor > 0 and not spec.hyphenate and _broken(lines):
            return False
        cap = cap_height(lines)
        below = 0.0
        if self.typesetter.rtl:
            # Letters from right to left know no capitals: their ink says where a text begins and ends.
            cap = max(cap, ink_reach(lines[0])[0])
            below = max(0.0, ink_reach(lines[-1])[1] - USUAL_DEPTH * style.size)
        steps = baselines(lines, style.size, style.leading, rtl=self.typesetter.rtl)
        for step, line in zip(steps, lines, strict=True):
            block.lines.append((0.0, block.height + cap + step, line, shown.element))
        block.height += cap + max(steps, default=0.0) + below
        too_wide = any(line.width > measure + 0.35 * style.size for line in lines)
        return not too_wide

    # Placing

    def _place_heights(self, blocks: list[_Block], rect: Rect, edges: Rect) -> float:
        """Give what fills the height that is left; return how much is lacking, in points."""
        fixed = sum(b.height for b in blocks if not b.slot.fill)
        room = rect.height
        for number, block in enumerate(blocks):
            bleeds = block.slot.bleed
            if number == 0 and bleeds:
                room += rect.y - edges.y
            if number == len(blocks) - 1 and bleeds:
                room += edges.bottom - rect.bottom
            fixed += block.slot.before if number else 0.0
            fixed += block.slot.after if number < len(blocks) - 1 else 0.0
        fillers = [b for b in blocks if b.slot.fill]
        left = room - fixed
        if not fillers:
            return -left if left < 0 else 0.0
        share = left / len(fillers)
        for block in fillers:
            block.height = max(share, 0.0)
        return max(max(b.slot.least for b in fillers) - share, 0.0)

    def _draw(self, blocks: list[_Block], rect: Rect, edges: Rect, face: Rect) -> Iterable[Item]:
        y = rect.y
        if blocks and blocks[0].slot.bleed:
            y = edges.y
        for number, block in enumerate(blocks):
            slot = block.slot
            ink = slot.ink or self.theme.rules
            y += slot.before if number else 0.0
            if block.picture is not None:
                more = face.width - edges.width
                whole = (
                    Rect(face.x, y, face.width, block.height)
                    if slot.bleed
                    else Rect(rect.x + face.x - edges.x, y, (rect.width + more) * slot.width, block.height)
                )
                yield PlacedPicture(
                    rect=whole,
                    path=block.picture.path,
                    focus=block.picture.focus,
                    mirror=block.picture.mirror,
                    treatment=self.theme.pictures,
                    element=block.element,
                )
                yield from _frame(whole, slot, ink)
            elif block.modules:
                yield from _code(block, self._code_rect(slot, rect, y), ink)
            elif slot.show == "rule" and block.height:
                yield PlacedBox(rect=Rect(rect.x, y, rect.width * slot.width, block.height), ink=ink)
            for rule in block.rules:
                at = Rect(rect.x, y + rule, rect.width * slot.width, slot.rule)
                yield PlacedBox(rect=at, ink=ink)
            for x, baseline, line, element in block.lines:
                yield PlacedLine(x=rect.x + x, y=y + baseline, line=line, element=element)
            y += block.height + slot.after

    def _code_rect(self, slot: Slot, rect: Rect, y: float) -> Rect:
        x = rect.x
        if slot.align == Align.CENTER:
            x += (rect.width - slot.size) / 2
        elif slot.align == Align.END:
            x += rect.width - slot.size
        return Rect(x, y, slot.size, slot.size)


def _fills(block: _Block) -> bool:
    """Say whether the block takes the height that is left: white space, or a photo that is there."""
    return block.slot.fill and (block.picture is not None or block.slot.show == "space")


def _side_by_side(blocks: Sequence[_Block], width: float) -> list[_Block]:
    """Move texts that stand beside a picture or matrix code, or level with a text, into its block."""
    joined: list[_Block] = []
    for block in blocks:
        host = joined[-1] if joined else None
        if host is not None and _level(host, block, width):
            rise = host.lines[0][1] - block.lines[0][1]
            host.lines += [(x, y + rise, line, element) for x, y, line, element in block.lines]
            continue
        if host is not None and host.lines and block.slot.level and not block.slot.beside:
            # No room beside it: a line of its own, as far below as lines of its size stand apart.
            block.slot = replace(block.slot, before=max(block.slot.before, block.height))
        if block.slot.beside and block.lines and host is not None and (host.modules or host.picture):
            slot = block.slot
            y = host.beside_height + (slot.before if host.beside_height else 0.0)
            if slot.level:
                y = max(y, host.height - block.height)
            x = width * (1.0 - slot.width) if slot.width < 1.0 else host.slot.size + slot.beside
            host.lines += [(x + dx, y + dy, line, element) for dx, dy, line, element in block.lines]
            host.beside_height = y + block.height + slot.after
            host.height = max(host.height, y + block.height)
        else:
            joined.append(block)
    return joined


def _bottom(item: Item) -> float:
    """Return how far down *item* prints, as far as its baseline if it is a line."""
    return item.y if isinstance(item, PlacedLine) else item.rect.bottom


def _broken(lines: Sequence[Line]) -> bool:
    """Say whether a word is divided, as happens to one wider than its measure even where none may be."""
    return any(line.ending is Ending.HYPHEN for line in lines)


def _level(host: _Block, block: _Block, width: float) -> bool:
    """Say whether the one line of *block* is to stand on the first line of *host*, and has room there."""
    if not block.slot.level or len(block.lines) != 1 or len(host.lines) != 1:
        return False
    taken = host.lines[0][2].width + block.lines[0][2].width
    return taken + LEVEL_GAP <= width


def _frame(rect: Rect, slot: Slot, ink: str) -> Iterable[Item]:
    """Draw the rules round a photo, inside its edges, so that they cover where it ends."""
    thick = slot.frame
    if not thick or slot.bleed:
        return
    for edge in (
        Rect(rect.x, rect.y, rect.width, thick),
        Rect(rect.x, rect.bottom - thick, rect.width, thick),
        Rect(rect.x, rect.y, thick, rect.height),
        Rect(rect.right - thick, rect.y, thick, rect.height),
    ):
        yield PlacedBox(rect=edge, ink=ink)


def _code(block: _Block, rect: Rect, ink: str) -> Iterable[Item]:
    """Draw a matrix code on its own light ground, the quiet zone outside the wanted size."""
    module = rect.width / len(block.modules)
    quiet = QUIET * module
    ground = Rect(rect.x - quiet, rect.y - quiet, rect.width + 2 * quiet, rect.height + 2 * quiet)
    yield PlacedBox(rect=ground, ink="paper", element=ARTIFACT)
    yield PlacedModules(rect=rect, rows=block.modules, ink=ink, element=block.element)


def _spans(text: str) -> tuple[Span, ...]:
    return (Span(text=text.replace("\n", HARD_BREAK)),)
