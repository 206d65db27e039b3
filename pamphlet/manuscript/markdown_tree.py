"""The Markdown body of an article → blocks and notes, through Python-Markdown's parsed tree.

The tree is read before Python-Markdown would write HTML of it; no HTML is made
or trusted. What a leaflet cannot show becomes a finding with its line.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.errors import BadInput, Finding, Place, Severity
from pamphlet.manuscript.article import (
    HARD_BREAK,
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
from pamphlet.manuscript.attributes import NONE, Attributes, take_trailing
from pamphlet.manuscript.inline import InlineImage, InlineReader, InlineText
from pamphlet.manuscript.limits import check_limits
from pamphlet.manuscript.lines import LineFinder
from pamphlet.manuscript.pictures import is_remote

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Locate = Callable[[str, Place], Path]
"""Finds the picture of a name inside the leaflet's folder, or raises BadInput at the place."""

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCK_TAGS = frozenset({"p", "ul", "ol", "blockquote", "table", "pre", "hr", "div", *_HEADINGS})
_FENCE = re.compile("```|~~~")
_FENCED = re.compile("\\s*\x02wzxhzdk:(\\d+)\x03\\s*")
_NOT_TEXT = re.compile("\x02[^\x03]*\x03|&#?\\w+;")
_COMMENT = re.compile(r"^[ ]{0,3}<!--.*?-->[ \t]*$", re.MULTILINE | re.DOTALL)
_NOTE_LABEL = re.compile(r"^[ ]{0,3}\[\^([^\]]*)\]:", re.MULTILINE)


class Body(Struct, frozen=True, kw_only=True):
    """What the Markdown body says; ``notes`` stand in the order in which they are called."""

    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    findings: tuple[Finding, ...]


class MarkdownReader:
    """Reads Markdown bodies, one after the other, with one configured parser.

    Making the parser takes longer than reading a leaflet with it: make one
    reader for a folder. A reader is not for two threads at a time.
    """

    def __init__(self) -> None:
        self._set_up()

    def _set_up(self) -> None:
        from markdown import Markdown
        from markdown.extensions.footnotes import FootnoteExtension
        from markdown.extensions.sane_lists import SaneListExtension
        from markdown.extensions.tables import TableExtension

        self._notes = FootnoteExtension()
        self._markdown = Markdown(extensions=[self._notes, TableExtension(), SaneListExtension()])
        self._reads_fences = False
        # Raw blocks are read as tags in the text, so that no text inside them is lost; notes are placed by us.
        self._markdown.preprocessors.deregister("html_block")
        for name in ("footnote", "footnote-duplicate", "prettify"):
            self._markdown.treeprocessors.deregister(name)
        self._block_names = frozenset(self._markdown.block_level_elements)

    def read(self, body: str, *, file: str, locate: Locate, first_line: int = 1) -> Body:
        """Read the Markdown *body* of *file*.

        Args:
            body: clean text, as from ``source.read_text``.
            file: for messages.
            locate: finds the pictures that the body names.
            first_line: the line of *file* that the body starts on.

        Raises:
            BadInput: the body is too long or nested too deep, or a picture is missing or outside the folder.
        """
        check_limits(body, file=file, first_line=first_line)
        body = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), body).expandtabs(4)
        if not self._reads_fences and _FENCE.search(body):
            self._read_fences()
        try:
            root, notes = self._parse(body)
            walk = _Walk(
                file=file,
                lines=LineFinder(body, first_line),
                stash=self._markdown.htmlStash.rawHtmlBlocks,
                names=self._block_names,
                locate=locate,
            )
            return walk.body(root, notes, _NOTE_LABEL.findall(body), self._markdown.references)
        except RecursionError as error:
            # Python-Markdown is left in the middle of its lists, and its reset does not lead out of them.
            self._set_up()
            raise BadInput(
                "text-too-deep",
                "the text is nested too deep to be read",
                place=Place(file=file),
                hint="look for a long run of brackets, stars or > signs",
            ) from error

    def _read_fences(self) -> None:
        """Let code between fences be read: a part that loads a highlighter, and few leaflets need."""
        from markdown.extensions.fenced_code import FencedCodeExtension

        self._markdown.registerExtensions([FencedCodeExtension()], {})
        self._reads_fences = True

    def _parse(self, body: str) -> tuple[Element, dict[str, Element]]:
        """Return the tree of the body, and that of each note by its label."""
        from xml.etree.ElementTree import Element

        markdown = self._markdown
        markdown.reset()
        lines = body.split("\n")
        for preprocessor in markdown.preprocessors:
            lines = preprocessor.run(lines)
        root = markdown.parser.parseDocument(lines).getroot()
        assert root is not None
        notes: dict[str, Element] = {}
        # A note may hold the text of further notes, which are found as it is parsed.
        while pending := [label for label in self._notes.footnotes if label not in notes]:
            for label in pending:
                notes[label] = Element("div")
                markdown.parser.parseChunk(notes[label], self._notes.footnotes[label])
        for tree in (root, *notes.values()):
            for treeprocessor in markdown.treeprocessors:
                treeprocessor.run(tree)
        return root, notes


class _Walk:
    """One walk over one parsed body."""

    def __init__(
        self, *, file: str, lines: LineFinder, stash: list[Any], names: frozenset[str], locate: Locate
    ) -> None:
        self._file = file
        self._lines = lines
        self._stash = stash
        self._names = names
        self._locate = locate
        self._findings: list[Finding] = []
        self._calls: list[str] = []
        self._links: set[str] = set()
        self._shift = 0
        self._line = 0

    def body(
        self, root: Element, notes: dict[str, Element], labels: list[str], references: dict[str, tuple[str, str]]
    ) -> Body:
        """Read the body, then the notes that it calls, then say what was not used."""
        # The title is the only first-level heading of a leaflet.
        self._shift = 1 if root.find(".//h1") is not None else 0
        blocks = self._blocks(root)
        read = self._read_notes(notes)
        self._check_notes(notes, labels)
        self._check_references(references)
        return Body(blocks=blocks, notes=read, findings=tuple(self._findings))

    def _read_notes(self, notes: dict[str, Element]) -> tuple[Note, ...]:
        read: list[Note] = []
        # The list of calls grows while notes that call notes are read.
        for label in self._calls:
            self._lines.go_to(f"[^{label}]:")
            read.append(Note(label=label, number=len(read) + 1, blocks=self._blocks(notes[label])))
        return tuple(read)

    def _check_notes(self, notes: dict[str, Element], labels: list[str]) -> None:
        for label in notes:
            self._line = self._lines.anywhere(f"[^{label}]:")
            if label not in self._calls:
                message = f"the note [^{label}] is never called, and is left out"
                self._report(Severity.WARNING, "note-unused", message, f"put [^{label}] behind the word it belongs to")
            if labels.count(label) > 1:
                message = f"the note [^{label}] is written {labels.count(label)} times; only the last would be set"
                self._report(Severity.ERROR, "note-repeated", message, "give each note a label of its own")

    def _check_references(self, references: dict[str, tuple[str, str]]) -> None:
        for label, (target, _) in references.items():
            if target not in self._links:
                self._line = self._lines.anywhere(f"]: {target}")
                message = f"the line [{label}]: {target[:40]} was taken for the address of a link that is never used"
                self._report(Severity.WARNING, "link-unused", message, "write \\[ if it is text")

    def _report(self, severity: Severity, code: str, message: str, hint: str = "") -> None:
        place = Place(file=self._file, line=self._line)
        self._findings.append(Finding(severity=severity, code=code, message=message, place=place, hint=hint))

    # Blocks

    def _blocks(self, parent: Element) -> tuple[Block, ...]:
        """Read the blocks inside *parent*; text that stands there without a block becomes a paragraph."""
        from xml.etree.ElementTree import Element

        blocks: list[Block] = []
        loose = Element("p")
        loose.text = parent.text
        for child in list(parent):
            if child.tag not in _BLOCK_TAGS:
                loose.append(child)
                continue
            blocks += self._paragraph(loose)
            blocks += self._block(child)
            loose = Element("p")
            loose.text = child.tail
        blocks += self._paragraph(loose)
        return tuple(blocks)

    def _block(self, element: Element) -> list[Block]:
        tag = str(element.tag)
        if tag in _HEADINGS:
            return self._heading(element, _HEADINGS[tag])
        if tag in ("ul", "ol"):
            return [self._list(element)]
        if tag == "blockquote":
            return self._quotes(element)
        if tag == "table":
            return self._table(element)
        if tag == "pre":
            code = element.find("code")
            return self._code(html.unescape("".join((element if code is None else code).itertext())))
        if tag == "hr":
            return [ThematicBreak(line=self._lines.rule())]
        if tag == "div":
            return list(self._blocks(element))
        return self._paragraph(element)

    def _paragraph(self, element: Element) -> list[Block]:
        if not len(element) and not (element.text or "").strip():
            return []
        fenced = _FENCED.fullmatch(element.text or "") if not len(element) else None
        if fenced and str(self._stash[int(fenced[1])]).startswith("<pre"):
            return self._code(_code_of(str(self._stash[int(fenced[1])])))
        attributes = self._trailing_attributes(element)
        text, line = self._inline(element, attributes)
        spans = text.spans()
        paragraph = Paragraph(spans=spans, line=line)
        blocks: list[Block] = [paragraph] if spans else []
        if "pull" in attributes.classes:
            blocks = [Quote(blocks=tuple(blocks), pull=True, line=line)]
        return blocks + self._pictures(text, beside_text=bool(spans))

    def _heading(self, element: Element, level: int) -> list[Block]:
        text, line = self._inline(element, NONE)
        spans = text.spans()
        heading = Heading(spans=spans, level=max(2, level + self._shift), line=line)
        return ([heading] if spans else []) + self._pictures(text, beside_text=True)

    def _list(self, element: Element) -> ListBlock:
        line = self._line_of(element)
        items = tuple(self._blocks(item) for item in element if item.tag == "li")
        return ListBlock(items=items, ordered=element.tag == "ol", start=self._start(element, line), line=line)

    def _start(self, element: Element, line: int) -> int:
        start = element.get("start") or "1"
        if len(start) <= 9:
            return int(start)
        self._line = line
        message = f"{start[:20]}. at the start of a line was taken for the number of a list, and is left out"
        self._report(Severity.ERROR, "list-number", message, f"write {start[:20]}\\. if it is text")
        return 1

    def _quotes(self, element: Element) -> list[Block]:
        """Read a block quote; Python-Markdown runs neighbours together, and a ``{.pull}`` ends one."""
        line = self._line_of(element)
        quotes: list[Block] = []
        waiting: tuple[Block, ...] = ()
        for block in self._blocks(element):
            if isinstance(block, Quote) and block.pull:
                quotes.append(Quote(blocks=waiting + block.blocks, pull=True, line=line))
                waiting, line = (), block.line
            else:
                waiting += (block,)
        if waiting:
            quotes.append(Quote(blocks=waiting, line=line))
        return quotes

    def _table(self, element: Element) -> list[Block]:
        line = self._line_of(element)
        pictures: list[Block] = []
        rows: list[tuple[tuple[Span, ...], ...]] = []
        header = 0
        align: tuple[str, ...] = ()
        for row in element.iter("tr"):
            cells = [self._inline(cell, NONE)[0] for cell in row]
            align = align or tuple(_alignment(cell) for cell in row)
            spans = tuple(cell.spans() for cell in cells)
            pictures += [picture for cell in cells for picture in self._pictures(cell, beside_text=True)]
            if any(spans):
                rows.append(spans)
                header += row[0].tag == "th"
        return [Table(rows=tuple(rows), header_rows=header, align=align, line=line), *pictures]

    def _code(self, text: str) -> list[Block]:
        """Return a code block: a paragraph of code whose lines end by hand and keep their indents."""
        lines = [line.rstrip() for line in text.strip("\n").split("\n")]
        kept = [re.sub(r"^ +", lambda indent: "\u00a0" * len(indent[0]), line) for line in lines]
        if not any(kept):
            return []
        line = self._lines.text(text, length=len(text))
        return [Paragraph(spans=(Span(text=HARD_BREAK.join(kept), code=True),), line=line)]

    # Inside a block

    def _inline(self, element: Element, attributes: Attributes) -> tuple[InlineText, int]:
        line = self._line = self._line_of(element, advance=True)
        reader = InlineReader(self._stash, self._names, self._report, Place(file=self._file, line=line))
        reader.report_unknown(attributes)
        text = reader.read(element)
        self._calls += dict.fromkeys(label for label in reader.calls if label not in self._calls)
        self._links |= reader.links
        return text, line

    def _trailing_attributes(self, element: Element) -> Attributes:
        """Take the attribute list off the last line of a paragraph."""
        if len(element):
            attributes, element[-1].tail = take_trailing(element[-1].tail or "", whole=False)
        else:
            attributes, element.text = take_trailing(element.text or "", whole=True)
        return attributes

    def _line_of(self, element: Element, *, advance: bool = False) -> int:
        pieces = [_NOT_TEXT.sub("", piece) for piece in element.itertext()]
        first = next((piece for piece in pieces if piece.strip()), None)
        if first is None:
            image = element.find(".//img")
            return self._lines.ahead("" if image is None else image.get("src") or "![")
        return self._lines.text(first, length=sum(map(len, pieces)) if advance else 0)

    def _pictures(self, text: InlineText, *, beside_text: bool) -> list[Block]:
        pictures: list[Block] = []
        for image in text.images:
            self._line = self._lines.ahead(image.src)
            if beside_text:
                message = f"the picture {image.src!r} stands in a line of text; it is set after that paragraph"
                self._report(Severity.WARNING, "picture-inline", message, "give it a paragraph of its own")
            pictures += self._picture(image)
        return pictures

    def _picture(self, image: InlineImage) -> list[Block]:
        if is_remote(image.src):
            message = f"the picture {image.src[:80]!r} is an address; pictures are never fetched"
            self._report(Severity.ERROR, "picture-remote", message, "save it beside the article, and write its name")
            return []
        place = Place(file=self._file, line=self._line)
        path = self._locate(image.src, place)
        if not image.alt.strip():
            message = f"the picture {image.src!r} has no alternative text"
            self._report(Severity.WARNING, "picture-alt", message, f"say what it shows: ![…]({image.src})")
        focus = _focus(image.attributes.keys.get("focus"), place)
        credit = image.attributes.keys.get("credit", "")
        picture = Picture(
            path=path,
            alt=image.alt,
            caption=image.caption,
            credit=credit,
            width=_width(image.attributes.keys.get("width"), place),
            at_end="end" in image.attributes.classes,
            mirror="mirror" in image.attributes.classes,
            line=self._line,
        )
        return [picture if focus is None else replace(picture, focus=focus)]


def _code_of(fenced: str) -> str:
    """Return the code inside the ``<pre><code>`` that the fenced code extension makes."""
    start = fenced.index(">", fenced.index("<code")) + 1
    return html.unescape(fenced[start : fenced.rindex("</code>")])


def _alignment(cell: Element) -> str:
    style = cell.get("style") or ""
    return next((side for side in ("right", "center") if side in style), "left")


def _width(text: str | None, place: Place) -> float:
    """Return the share of the measure that *text* asks for; all of it where there is none."""
    if text is None:
        return 1.0
    number = text.strip().removesuffix("%")
    if number.isdecimal() and text.strip().endswith("%") and (20 <= int(number) <= 60 or int(number) == 100):
        return int(number) / 100
    raise BadInput(
        "width-range",
        f"width is {text!r}; it must be 20% to 60% of the column, or 100%",
        place=place,
        hint='width="40%" leaves room for text beside the picture',
    )


def _focus(text: str | None, place: Place) -> tuple[float, float] | None:
    if text is None:
        return None
    try:
        across, down = (float(part) for part in text.replace(",", " ").split())
        if 0 <= across <= 1 and 0 <= down <= 1:
            return across, down
    except ValueError:
        pass
    raise BadInput(
        "focus-range",
        f"focus is {text!r}; it must be two numbers between 0 and 1",
        place=place,
        hint='focus="0.5 0.3" is half way across and a third of the way down',
    )
