"""The article's body as a flow: blocks in the theme's styles, and the elements they show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from pamphlet.design.theme import BodySpec, Slot, Theme
from pamphlet.layout.beside import BesideBlock
from pamphlet.layout.display import sentences
from pamphlet.layout.flow import (
    FlowBlock,
    HeadBlock,
    PictureBlock,
    RuleBlock,
    SmallBlock,
    TextBlock,
    marked_at_end,
)
from pamphlet.layout.initial import initial
from pamphlet.layout.placed import ARTIFACT, Element
from pamphlet.layout.pullquotes import Spots, pull_quotes
from pamphlet.layout.reach import rise_of
from pamphlet.layout.table import HEAD_RULE, TableRowBlock, column_needs
from pamphlet.manuscript.article import (
    HARD_BREAK,
    Article,
    Block,
    Heading,
    ListBlock,
    Note,
    Paragraph,
    Picture,
    Quote,
    Span,
    Table,
    ThematicBreak,
)
from pamphlet.manuscript.text import caption_line, plain
from pamphlet.typesetting.galley import Typesetter
from pamphlet.typesetting.style import Align

LIST_INSET = 1.35
"""Ems that a list is set in, for each level: room for a marker and its gap."""
QUOTE_INSET = (1.2, 0.8)
WHOLE_TABLE = 12
"""Rows of the longest table that is kept in one column."""
WHOLE_NOTES = 80
"""Most words of notes that are kept in one column, at one distance from each other."""
MOST_BESIDE = 3
"""Paragraphs and lists that run beside a picture in the measure."""


class Body:
    """The flow of one article in one theme, with as many pull quotes as copyfit asks for."""

    def __init__(
        self, article: Article, theme: Theme, spec: BodySpec, typesetter: Typesetter, opening: Sequence[Slot]
    ) -> None:
        self.article = article
        self.theme = theme
        self.spec = spec
        self.typesetter = typesetter
        self.elements: list[Element] = []
        self._numbers = {note.label: note.number for note in article.notes}
        self._sources: list[int] = []
        self._blocks: list[FlowBlock] = []
        self._pulls: list[HeadBlock] = []
        self._open(opening)
        beside: set[int] = set()
        for number, block in enumerate(article.body):
            if number in beside:
                continue
            if isinstance(block, Picture) and block.width < 1.0:
                texts = _run_beside(article.body, number)
                beside |= set(texts)
                self._add(self._beside(block, [article.body[at] for at in texts]), number)
                continue
            if isinstance(block, ListBlock | Table | Quote):
                self._lead_in()
            self._add(self._block(block, first=not self._seen_text()), number)
        self._end()
        self._clear_heads()
        self.lifted = self._lift()
        self._spots = Spots(self._blocks, self._sources, theme.styles["body"].size)

    def flow(self, quotes: int, variant: int = 0) -> tuple[FlowBlock, ...]:
        """Return the flow with *quotes* pull quotes in it, as far as the article has that many.

        Args:
            variant: which places they take: 0 is the best by itself, up to ``len(SHIFTS) - 1`` of ``pullquotes``.
        """
        # Those that the author pulled stand where the author put them, or a paragraph off, and count.
        count = max(0, min(quotes - len(self._pulls), len(self.lifted)))
        chosen = sorted(self.lifted[:count])
        return self._spots.filled(chosen, self._pulls, variant)

    # Building

    def _open(self, opening: Sequence[Slot]) -> None:
        texts = {"standfirst": self.article.standfirst}
        for slot in opening:
            text = texts.get(slot.show, "")
            if text:
                self._add([self._display(text, slot.style, "P", after=1)], -1)

    def _lead_in(self) -> None:
        """Keep a paragraph that ends in a colon with what it announces."""
        last = self._blocks[-1] if self._blocks else None
        if isinstance(last, TextBlock | BesideBlock) and _announces(last):
            self._blocks[-1] = replace(last, stays=True)

    def _seen_text(self) -> bool:
        return any(isinstance(block, TextBlock) for block in self._blocks)

    def _add(self, blocks: Iterable[FlowBlock], source: int) -> None:
        for block in blocks:
            self._blocks.append(block)
            self._sources.append(source)

    def _element(self, kind: str, text: str = "", *, alt: str = "", repeat: bool = False) -> int:
        self.elements.append(Element(kind=kind, text=text.replace("\n", " "), alt=alt, repeat=repeat))
        return len(self.elements) - 1

    def _display(
        self, text: str, style: str, kind: str, *, after: int = 0, pad: float = 0.0,
        give: int = 0, repeat: bool = False, rule: str = "",
    ) -> HeadBlock:  # fmt: skip
        chosen = self.theme.style(style)
        return HeadBlock(
            prepared=self.typesetter.prepare((Span(text=text.replace("\n", HARD_BREAK)),), chosen),
            style=chosen,
            element=self._element(kind, text, repeat=repeat),
            balance=self.theme.styles[style].balance,
            after=after,
            pad=pad,
            give=give,
            rule=rule,
        )

    def _block(self, block: Block, *, first: bool) -> Iterator[FlowBlock]:
        if isinstance(block, Paragraph):
            yield self._paragraph(block.spans, first=first)
        elif isinstance(block, Heading):
            yield self._heading(block)
        elif isinstance(block, ListBlock):
            yield from self._list(block, 0)
        elif isinstance(block, Quote):
            yield from self._quote(block)
        elif isinstance(block, Table):
            yield from self._table(block)
        elif isinstance(block, Picture):
            yield self._picture(block)
        elif isinstance(block, ThematicBreak):
            yield RuleBlock(ink=self.theme.rules)

    def _noted(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        """Return *spans* with the numbers of the notes where they are called, a comma between two called at once."""
        noted: list[Span] = []
        for before, span in zip((None, *spans), spans, strict=False):
            if span.note:
                if before is not None and before.note:
                    noted.append(replace(span, text=",", note="", superscript=True))
                span = replace(span, text=str(self._numbers.get(span.note, "")), superscript=True)
            noted.append(span)
        return tuple(noted)

    def _paragraph(
        self, spans: Sequence[Span], *, first: bool = False, kind: str = "P", style_name: str = "body"
    ) -> TextBlock:
        style = self.theme.style(style_name)
        noted = self._noted(spans)
        element = self._element(kind, plain(noted))
        after_heading = bool(self._blocks) and self._blocks[-1].stays
        indent = 0.0 if (first or after_heading) and not self.spec.indent_first else style.indent
        drop_cap = None
        if first and self.spec.drop_cap:
            cap_style = self.theme.style(self.spec.drop_cap_style)
            drop_cap, noted = initial(noted, cap_style, self.spec.drop_cap, self.typesetter)
        return TextBlock(
            prepared=self.typesetter.prepare(noted, style),
            style=style,
            element=element,
            scale=style.size / self.theme.styles["body"].size,
            indent=0.0 if drop_cap else indent,
            drop_cap=drop_cap,
        )

    def _heading(self, block: Heading) -> HeadBlock:
        names = self.theme.heads
        name = names[min(max(block.level - 2, 0), len(names) - 1)]
        style = self.theme.style(name)
        spans = self._noted(block.spans)
        return HeadBlock(
            prepared=self.typesetter.prepare(spans, style),
            style=style,
            element=self._element(f"H{min(max(block.level, 2), 6)}", plain(spans)),
            balance=self.theme.styles[name].balance,
            before=1,
            stays=True,
            give=1,
            gives_alike=True,
        )

    def _list(self, block: ListBlock, level: int) -> Iterator[FlowBlock]:
        style = self.theme.style("body")
        for number, item in enumerate(block.items):
            mark = f"{block.start + number}." if block.ordered else ("\u2022", "\u2013")[level % 2]
            pending = self.typesetter.prepare((Span(text=mark),), style)
            for part in item:
                if isinstance(part, ListBlock):
                    yield from self._list(part, level + 1)
                elif isinstance(part, Paragraph):
                    text = self._paragraph(part.spans, kind="LI")
                    if pending:
                        shown = self.elements[text.element]
                        self.elements[text.element] = replace(shown, text=f"{mark} {shown.text}")
                    inset = (LIST_INSET * (level + 1) + (0.3 if block.ordered else 0.0), 0.0)
                    yield replace(text, indent=0.0, inset=inset, marker=pending)
                    pending = ()
                else:
                    yield from self._block(part, first=False)

    def _quote(self, block: Quote) -> Iterator[FlowBlock]:
        if block.pull:
            text = "\n".join(plain(b.spans) for b in block.blocks if isinstance(b, Paragraph))
            self._pulls.append(self._pulled(text, repeat=False))
            yield self._pulls[-1]
            return
        parts: list[FlowBlock] = []
        for inner in block.blocks:
            if isinstance(inner, Paragraph):
                text_block = self._paragraph(inner.spans, kind="BlockQuote", style_name="quote")
                parts.append(replace(text_block, indent=0.0, inset=QUOTE_INSET))
            else:
                parts += self._block(inner, first=False)
        if parts:
            # What closes a quotation is most often who said it, and is never read alone.
            parts[:-1] = [*parts[:-2], *(replace(part, stays=True) for part in parts[-2:-1])]
            parts[0] = replace(parts[0], before=1)
            parts[-1] = replace(parts[-1], after=1, give=1, give_first=0, gives_freely=False, closes=len(parts))
        yield from parts

    def _pulled(self, text: str, *, repeat: bool) -> HeadBlock:
        # A sentence begins on a line of its own: so the lines break where the sense does.
        block = self._display(
            "\n".join(sentences(text)),
            "pullquote",
            "BlockQuote",
            pad=2.0,
            give=3,
            repeat=repeat,
            rule=self.spec.quote_rule,
        )
        weight = float(self.spec.quote_rule_weight)
        return replace(block, rule_weight=weight, give_first=2, gives_freely=True)

    def _table(self, block: Table) -> Iterator[FlowBlock]:
        columns = max((len(row) for row in block.rows), default=0)
        if not columns:
            return
        base = self.theme.style("table")
        # Figures stand unit below unit: at the right, which is where lines from right to left start.
        right = Align.START if self.typesetter.rtl else Align.END
        aligns = {"left": Align.START, "right": right, "center": Align.CENTER}
        styles = tuple(
            replace(base, align=aligns.get(block.align[n] if n < len(block.align) else "left", Align.START))
            for n in range(columns)
        )
        rows: list[list[tuple[Span, ...]]] = []
        for number, row in enumerate(block.rows):
            cells = [*row, *([()] * (columns - len(row)))]
            strong = number < block.header_rows
            noted = map(self._noted, cells)
            rows.append([tuple(replace(span, strong=True) for span in cell) if strong else cell for cell in noted])
        prepared = [tuple(map(self.typesetter.prepare, row, styles)) for row in rows]
        naturals, words_wide = column_needs(prepared, styles)
        for number, (spans, ready) in enumerate(zip(rows, prepared, strict=True)):
            head = number < block.header_rows
            yield TableRowBlock(
                cells=ready,
                cell_elements=tuple(self._element("TH" if head else "TD", plain(cell)) for cell in spans),
                naturals=naturals,
                words_wide=words_wide,
                styles=styles,
                ink=self.theme.rules,
                rule=HEAD_RULE if head else 0.25,
                before=1 if number == 0 else 0,
                after=1 if number == len(block.rows) - 1 else 0,
                stays=head or number == 0 or number + 1 < len(block.rows) <= WHOLE_TABLE,
            )

    def _picture(self, block: Picture) -> PictureBlock:
        style = self.theme.style("caption")
        caption = caption_line(block.caption, block.credit)
        element = self._element("Figure", alt=block.alt)
        return PictureBlock(
            picture=block,
            treatment=self.theme.pictures,
            aspect=picture_aspect(block),
            element=element,
            caption=self.typesetter.prepare((Span(text=caption),), style) if caption else (),
            caption_element=self._element("Caption", caption) if caption else ARTIFACT,
            caption_style=style,
            before=1,
            after=1,
            give=3,
            give_first=3,
            gives_freely=True,
        )

    def _beside(self, block: Picture, beside: Sequence[Block]) -> Iterator[FlowBlock]:
        """Yield the picture with the paragraphs and lists beside it; by itself where none follows."""
        picture = self._picture(block)
        texts: list[TextBlock] = []
        for each in beside:
            if isinstance(each, Paragraph):
                texts.append(self._paragraph(each.spans))
            elif isinstance(each, ListBlock):
                texts[-1:] = [replace(text, stays=_announces(text)) for text in texts[-1:]]
                texts += (part for part in self._list(each, 0) if isinstance(part, TextBlock))
        if not texts:
            yield picture
            return
        # The picture stands where an indent would: the first lines beside it begin flush.
        texts[0] = replace(texts[0], indent=0.0)
        yield BesideBlock(picture=picture, share=block.width, at_end=block.at_end, texts=tuple(texts))

    def _end(self) -> None:
        """Mark the end of the text, and set the notes after it."""
        if self.spec.end_mark:
            last = self._blocks[-1] if self._blocks else None
            if isinstance(last, TextBlock):  # what ends with a table or a picture needs no mark
                self._blocks[-1] = marked_at_end(last, self.spec.end_mark)
        notes = [
            block for number, note in enumerate(self.article.notes) for block in self._note(note, first=not number)
        ]
        self._add(_gathered(notes), -1)

    def _clear_heads(self) -> None:
        """Tell each heading how far the text below it reaches up; what else follows it keeps no more away than text."""
        for number, (head, below) in enumerate(pairwise(self._blocks)):
            if not isinstance(head, HeadBlock) or not head.stays:
                continue
            if isinstance(below, TextBlock):
                self._blocks[number] = replace(head, clears=rise_of(below.prepared) * below.scale)
            elif not isinstance(below, HeadBlock):
                self._blocks[number + 1] = replace(below, before=0)

    def _note(self, note: Note, *, first: bool) -> Iterator[FlowBlock]:
        style = self.theme.style("note")
        for number, block in enumerate(note.blocks):
            if isinstance(block, Paragraph | Heading):
                spans: tuple[Span, ...] = self._noted(block.spans)
                if number == 0:
                    spans = (Span(text=str(note.number), superscript=True), Span(text="\u2009"), *spans)
                yield SmallBlock(
                    texts=(self.typesetter.prepare(spans, style),),
                    style=style,
                    elements=(self._element("Note", plain(spans)),),
                    rule=self.theme.rules if first and number == 0 else "",
                    before=1 if first and number == 0 else 0,
                )
            else:
                yield from self._block(block, first=False)

    # Pull quotes

    def _lift(self) -> tuple[tuple[int, HeadBlock], ...]:
        fit = self.theme.copyfit if self.spec is self.theme.body else self.theme.page.copyfit
        most = max([fit.quotes, *(int(step.to) for step in fit.short if step.lever == "quotes")])
        return tuple((source, self._pulled(text, repeat=True)) for source, text in pull_quotes(self.article, most))


def _announces(block: FlowBlock) -> bool:
    """Say whether a paragraph ends in a colon, so that what it announces must not be parted from it."""
    return block.words().endswith((":", "\uff1a"))


def _run_beside(body: Sequence[Block], picture: int) -> list[int]:
    """Return the blocks right behind the *picture* that run beside it; the text's last stays by itself."""
    found: list[int] = []
    for at in range(picture + 1, min(picture + 1 + MOST_BESIDE, len(body))):
        if not _may_run_beside(body[at]) or (found and at == len(body) - 1):
            break
        found.append(at)
    return found


def _may_run_beside(block: Block) -> bool:
    """Say whether a block may stand beside a picture: a paragraph, or a list of nothing but paragraphs and lists."""
    if isinstance(block, ListBlock):
        return all(_may_run_beside(part) for item in block.items for part in item)
    return isinstance(block, Paragraph)


def _gathered(blocks: Iterable[FlowBlock]) -> list[FlowBlock]:
    """Return *blocks* with notes that follow each other in one block, as far as a column can keep it whole."""
    gathered: list[FlowBlock] = []
    for block in blocks:
        last = gathered[-1] if gathered else None
        if isinstance(block, SmallBlock) and isinstance(last, SmallBlock):
            joined = last.joined(block)
            if len(joined.words().split()) <= WHOLE_NOTES:
                gathered[-1] = joined
                continue
        gathered.append(block)
    return gathered


def picture_aspect(picture: Picture) -> float:
    """Return width by height of a picture as it is seen, from its header."""
    from PIL import Image

    with Image.open(picture.path) as image:
        width, height = image.size
        turned = image.getexif().get(0x0112, 1) in (5, 6, 7, 8)
    return height / width if turned else width / height
