"""The elements of an HTML page → pieces, in document order; tables, lists, quotes, notes and pictures kept."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from msgspec import Struct, field
from msgspec.structs import replace

from pamphlet.manuscript.article import HARD_BREAK, Span
from pamphlet.manuscript.importers.credits import Said, caption_and_credit
from pamphlet.manuscript.importers.markup import guard_opening, inline, list_items, quote, table, tidy
from pamphlet.manuscript.importers.pictures import find_picture
from pamphlet.manuscript.importers.piece import Kind, Piece, Role
from pamphlet.manuscript.importers.report import LeftOut

Element = Any  # lxml carries no annotations

_SILENT_NAMES = "script style template head meta link title base source track param col colgroup map area"
SILENT = frozenset(_SILENT_NAMES.split())
"""Elements whose text nobody reads on the page."""
_BLOCK_NAMES = (
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav noscript ol p pre search "
    "section summary table tbody td tfoot th thead tr ul caption"
)
BLOCKS = frozenset(_BLOCK_NAMES.split())
_BOX_NAMES = "nav form button select textarea noscript iframe object dialog input label svg canvas video audio"
_BOXES = frozenset(_BOX_NAMES.split())
_ROLES = (
    (
        Role.STANDFIRST,
        re.compile(
            r"standfirst|sub-?title|sub-?head(?:ing|line)?|\bde(?:c)?k\b|strapline|bajada|entradilla|chapeau|"
            r"vorspann|lead-?in"
        ),
    ),
    (Role.KICKER, re.compile(r"kicker|eyebrow|overline|supertitle|antetitulo|dachzeile")),
    (Role.BYLINE, re.compile(r"by-?line|\bauthor\b|posted-on|(?:entry|post|article)-meta|dateline|pub-?date|\bdate\b")),
    (Role.CREDIT, re.compile(r"(?:photo|image|picture)-?credit")),
)
LONGEST_LABEL = 12
"""In characters: a button on a picture may say as much."""
LONGEST_CELL = 60
"""In words; a longer cell is a column of the page."""
_NOTE_MARK = re.compile(r"\s*[\[(]?(?:\d{1,3}|[*†‡§])[\])]?\s*")


class Walk(Struct, kw_only=True):
    """What the walk over a page needs to know, and what it puts aside on the way.

    Attributes:
        boxes: elements that are no part of the article, with the reason.
        notes: elements that are footnotes, with their labels.
        calls: links that call a footnote, with its label.
    """

    source: Path
    base: str = ""
    title: Element | None = None
    boxes: Mapping[Element, str] = field(default_factory=dict)
    notes: Mapping[Element, str] = field(default_factory=dict)
    calls: Mapping[Element, str] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)

    def pieces(self, element: Element) -> Iterator[Piece]:
        """Yield the pieces of *element*."""
        why = self.boxes.get(element) or ("form or button of the page" if element.tag in _BOXES else "")
        if why:
            self.left_out.extend(fragments(element, why))
            return
        if element in self.notes:
            yield self._note(element)
            return
        tag = element.tag
        if tag in ("ul", "ol", "menu", "dir"):
            yield from self._list(element)
        elif tag == "blockquote":
            yield from self._quote(element)
        elif tag == "table":
            yield from self._table(element)
        elif tag == "figure":
            yield from self._figure(element)
        elif tag == "hr":
            yield Piece(kind=Kind.RULE, text="", markdown="---", source=((_line(element), ""),))
        else:
            yield from self._flow(element)

    def _flow(self, element: Element) -> Iterator[Piece]:
        """Part mixed content into blocks and the runs of words between them."""
        run: list[Span] = []
        pictures: list[Piece] = []
        pre = element.tag == "pre"
        self._text(run, element.text, Span(text=""), pre=pre)
        for child in element:
            if not isinstance(child.tag, str) or child.tag in SILENT:
                pass
            elif (
                child.tag in BLOCKS
                or child.tag in _BOXES
                or child in self.boxes
                or child in self.notes
                or _holds_block(child)
            ):
                yield from self._paragraphs(run, element)
                yield from pictures
                run, pictures = [], []
                yield from self.pieces(child)
            else:
                self._inline(child, Span(text=""), run, pictures, pre=pre)
            self._text(run, child.tail, Span(text=""), pre=pre)
        yield from self._paragraphs(run, element)
        yield from pictures

    def _paragraphs(self, run: list[Span], element: Element) -> Iterator[Piece]:
        line = _line(element)
        for spans in _parted(run):
            text = tidy("".join(span.text for span in spans).replace(HARD_BREAK, " "))
            if not text and not any(span.note for span in spans):
                continue
            level = int(element.tag[1]) if re.fullmatch("h[1-6]", element.tag) else 0
            styled = [span for span in spans if span.text.strip(f" \n{HARD_BREAK}") and not span.note]
            yield Piece(
                kind=Kind.HEADING if level else Kind.PARAGRAPH,
                text=text,
                markdown=inline([replace(span, strong=False) for span in spans] if level else spans),
                source=((line, text),),
                level=level or 2,
                role=Role.TITLE if element is self.title else _role(element),
                set_off=bool(styled) and all(span.emphasis or span.strong for span in styled),
                links=tuple((tidy(span.text), span.link) for span in spans if span.link),
            )

    def _inline(self, element: Element, style: Span, run: list[Span], pictures: list[Piece], *, pre: bool) -> None:
        if element in self.calls:
            run.append(Span(text="", note=self.calls[element]))
            return
        if element in self.boxes:
            self.left_out.extend(fragments(element, self.boxes[element]))
            return
        tag = element.tag
        if tag == "br":
            run.append(Span(text=HARD_BREAK))
        elif tag == "img":
            pictures.extend(self._picture(element, Said()))
        style = self._style(element, style)
        if tag == "q":
            # The browser draws these; they are not in the source.
            run.append(replace(style, text="“"))
        self._text(run, element.text, style, pre=pre)
        for child in element:
            if isinstance(child.tag, str) and child.tag not in SILENT:
                if child.tag in _BOXES:
                    self.left_out.extend(fragments(child, "form or button of the page"))
                else:
                    self._inline(child, style, run, pictures, pre=pre)
            self._text(run, child.tail, style, pre=pre)
        if tag == "q":
            run.append(replace(style, text="”"))

    def _style(self, element: Element, style: Span) -> Span:
        tag = element.tag
        if tag in ("em", "i", "cite", "dfn", "var"):
            return replace(style, emphasis=True)
        if tag in ("strong", "b"):
            return replace(style, strong=True)
        if tag in ("code", "kbd", "samp", "tt"):
            return replace(style, code=True)
        if tag == "sup":
            return replace(style, superscript=True)
        if tag == "sub":
            return replace(style, subscript=True)
        if tag == "a" and (address := (element.get("href") or "").strip()):
            return replace(style, link=self._address(address))
        return style

    def _address(self, address: str) -> str:
        try:
            return address if address.startswith("#") else urljoin(self.base, address)
        except ValueError:
            return ""

    @staticmethod
    def _text(run: list[Span], text: str | None, style: Span, *, pre: bool) -> None:
        if not text:
            return
        if pre:
            text = text.replace("\n", HARD_BREAK)
        run.append(replace(style, text=re.sub(r"[ \t\n\r\f]+", " ", text)))

    def _blocks(self, element: Element) -> tuple[list[str], str]:
        """Return the Markdown blocks and the words of what stands in an item, a quote or a cell."""
        blocks: list[str] = []
        words: list[str] = []
        for piece in self._flow(element):
            words.append(piece.text)
            if piece.kind is Kind.PICTURE:
                self.left_out.extend(piece.left_out("picture inside a list, a quote or a table"))
                words.pop()
            elif piece.kind is Kind.HEADING:
                blocks.append(f"**{piece.markdown}**" if "*" not in piece.markdown else piece.markdown)
            elif piece.kind is Kind.PARAGRAPH:
                blocks.append(guard_opening(piece.markdown))
            else:
                blocks.append(piece.markdown)
        return blocks, " ".join(word for word in words if word)

    def _list(self, element: Element) -> Iterator[Piece]:
        items: list[list[str]] = []
        source: list[tuple[int, str]] = []
        texts: list[str] = []
        for child in element:
            if not isinstance(child.tag, str) or child.tag in SILENT:
                continue
            if child in self.notes or child in self.boxes:
                yield from self.pieces(child)
                continue
            blocks: list[str] = []
            text = ""
            if child.tag in ("ul", "ol") and items:
                # A list put straight into a list, as old editors do, belongs to the item above it.
                nested = list(self._list(child))
                items[-1].extend(piece.markdown for piece in nested)
                text = " ".join(piece.text for piece in nested)
            else:
                blocks, text = self._blocks(child)
            if blocks:
                items.append(blocks)
            if text:
                texts.append(text)
                source.append((_line(child), text))
        if items:
            ordered = element.tag == "ol"
            start = element.get("start") or "1"
            markdown = list_items(items, ordered=ordered, start=int(start) if start.isdigit() and len(start) < 5 else 1)
            yield Piece(kind=Kind.LIST, text=" ".join(texts), markdown=markdown, source=tuple(source))

    def _quote(self, element: Element) -> Iterator[Piece]:
        blocks, text = self._blocks(element)
        if blocks:
            pull = re.search(r"pull-?quote", element.get("class") or "", re.IGNORECASE)
            markdown = quote([*blocks[:-1], blocks[-1] + ("\n{.pull}" if pull and len(blocks) == 1 else "")])
            yield Piece(kind=Kind.QUOTE, text=text, markdown=markdown, source=((_line(element), text),))

    def _table(self, element: Element) -> Iterator[Piece]:
        rows = [row for row in element.iter("tr") if next(row.iterancestors("table")) is element]
        if _is_layout(element, rows):
            yield from self._flow(element)
            return
        for caption in element.findall("caption"):
            yield from self._flow(caption)
        cells: list[list[str]] = []
        source: list[tuple[int, str]] = []
        for row in rows:
            made = [self._blocks(cell) for cell in row if cell.tag in ("td", "th")]
            cells.append([" ".join(re.sub(r"\s*\n\s*", " ", block) for block in blocks) for blocks, _ in made])
            source.append((_line(row), " ".join(text for _, text in made if text)))
        cells = [row for row in cells if any(row)]
        if cells:
            text = " ".join(text for _, text in source)
            yield Piece(kind=Kind.TABLE, text=text, markdown=table(cells), source=tuple(source))

    def _figure(self, element: Element) -> Iterator[Piece]:
        captions = list(element.iter("figcaption"))
        caption = tidy(" ".join(each.text_content() for each in captions))
        images = list(element.iter("img"))
        said = tidy(" ".join(entry.text for entry in fragments(element, "")))
        alts = " ".join(image.get("alt") or "" for image in images)
        if not images or len(said) > len(tidy(f"{alts} {caption}")) + LONGEST_LABEL:
            # More than a picture and its caption: a table, a quotation, or a tag that was never closed.
            yield from self._flow(element)
            return
        split = caption_and_credit(caption, captioned=True)
        for number, image in enumerate(images):
            yield from self._picture(image, Said() if number else split)
        for child in element.iterdescendants("button", "label"):
            self.left_out.extend(fragments(child, "form or button of the page"))

    def _picture(self, image: Element, said: Said) -> Iterator[Piece]:
        address = image.get("src") or ""
        if not address or address.startswith("data:image/gif") or "data-src" in image.attrib:
            address = image.get("data-src") or address
        alt = tidy(image.get("alt") or "")
        found, why = find_picture(address, self.source)
        line = _line(image)
        words = " ".join(part for part in (alt, said.label, said.caption, said.credit) if part)
        if found is None:
            name = address if len(address) <= 120 and not address.startswith("data:") else "picture"
            self.left_out.append(LeftOut(line=line, text=words or name, why=f"{why}: {name}"))
            return
        self.left_out.extend(said.left_out(line))
        found = replace(found, alt=alt, caption=said.caption, credit=said.credit)
        text = " ".join(part for part in (said.caption, said.credit) if part)
        yield Piece(kind=Kind.PICTURE, text=text, markdown="", source=((line, words),), picture=found)

    def _note(self, element: Element) -> Piece:
        label = self.notes[element]
        blocks, _ = self._blocks(element)
        text = tidy(element.text_content())
        first = re.sub(rf"\A\\?\[?{re.escape(label)}(?:\\?\]|\\?[.)])?\s+", "", "\n\n".join(blocks))
        markdown = re.sub(r"[ \t]*(?:\\?\[)?[↑↩^]\ufe0e?(?:\\?\])?[ \t]*", " ", first).strip()
        markdown = re.sub(r"\n(?=[^\n])", "\n    ", markdown)
        return Piece(kind=Kind.NOTE, text=text, markdown=f"[^{label}]: {markdown}", source=((_line(element), text),))


def fragments(element: Element, why: str, *, skip: Container[Element] = ()) -> Iterator[LeftOut]:
    """Yield the words of *element*, block by block, as left out, those of the elements in *skip* excepted."""
    words: list[str] = []
    line = _line(element)
    stack: list[tuple[Any, bool]] = [(element, True)]
    while stack:
        node, opening = stack.pop()
        if isinstance(node, str):
            words.append(node)
            continue
        silent = not isinstance(node.tag, str) or node.tag in SILENT or node in skip
        if not silent and (node.tag in BLOCKS or node.tag in ("br", "button", "option", "label")):
            if text := tidy("".join(words)):
                yield LeftOut(line=line, text=text, why=why)
            words, line = [], _line(node)
        if opening and not silent:
            if node.tag == "img" and (alt := tidy(node.get("alt") or "")):
                words.append(f" {alt} ")
            stack.append((node, False))
            for child in reversed(node):
                if child.tail:
                    stack.append((child.tail, True))
                stack.append((child, True))
            if node.text:
                stack.append((node.text, True))
    if text := tidy("".join(words)):
        yield LeftOut(line=line, text=text, why=why)


def find_notes(within: Element, boxes: Mapping[Element, str]) -> tuple[dict[Element, str], dict[Element, str]]:
    """Find footnotes: links of one number or sign that lead to a later block of *within*.

    Returns:
        The blocks with their labels, and the links that call them.
    """
    targets = {
        element.get("id"): element for element in within.iter() if isinstance(element.tag, str) and element.get("id")
    }
    targets.update({a.get("name"): a for a in within.iter("a") if a.get("name")})
    order = {element: number for number, element in enumerate(within.iter())}
    notes: dict[Element, str] = {}
    calls: dict[Element, str] = {}
    for link in within.iter("a"):
        target = (
            targets.get((link.get("href") or "").removeprefix("#"))
            if (link.get("href") or "").startswith("#")
            else None
        )
        if any(each in boxes or each.tag in _BOXES for each in link.iterancestors()):
            continue
        if target is None or not _NOTE_MARK.fullmatch(link.text_content()):
            continue
        block = next((each for each in (target, *target.iterancestors()) if each.tag in ("li", "p", "div", "dd")), None)
        if (
            block is None
            or any(each in boxes or each.tag in _BOXES for each in (block, *block.iterancestors()))
            or order.get(block, -1) < order[link]
            or block in link.iterancestors()
        ):
            continue
        calls[link] = notes.setdefault(block, str(len(notes) + 1))
    return notes, calls


def _line(element: Element) -> int:
    return int(element.sourceline or 0)


def _role(element: Element) -> Role:
    for each in (element, element.getparent()):
        names = (
            f"{each.get('class') or ''} {each.get('itemprop') or ''} {each.get('rel') or ''}".lower()
            if each is not None
            else ""
        )
        for role, pattern in _ROLES:
            if pattern.search(names):
                return role
    return Role.BYLINE if element.tag == "time" else Role.UNKNOWN


def _holds_block(element: Element) -> bool:
    return any(isinstance(child.tag, str) and child.tag in BLOCKS for child in element.iter())


def _parted(run: list[Span]) -> Iterator[list[Span]]:
    """Part a run of words at two line breaks in a row, which is how some pages end a paragraph."""
    part: list[Span] = []
    breaks = 0
    for span in run:
        if span.text == HARD_BREAK:
            breaks += 1
        elif span.text.strip() or span.note:
            if breaks > 1:
                yield part
                part = []
            breaks = 0
        part.append(span)
    yield part


def _is_layout(element: Element, rows: list[Element]) -> bool:
    """Say whether a table holds a page's layout: no cell of more than a few words in a grid."""
    if element.get("role") == "presentation" or not rows:
        return True
    if element.find(".//table") is not None:
        return True
    if element.find(".//th") is not None:
        return False
    if any(len(cell.text_content().split()) > LONGEST_CELL for row in rows for cell in row):
        return True
    widest = max(len([cell for cell in row if cell.tag in ("td", "th")]) for row in rows)
    cells = [cell for row in rows for cell in row if cell.tag == "td"]
    blocks = sum(1 for cell in cells for child in cell.iter("p", "div", "ul", "ol", "h1", "h2", "h3"))
    return widest < 2 or blocks > len(cells)
