"""A .docx → pieces: headings, lists, quotes, tables, notes and pictures by their styles.

The document's XML is walked here rather than through python-docx's runs, which
pass over links, insertions and text boxes, and so lose words.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from pamphlet.errors import BadInput, Place
from pamphlet.manuscript.article import HARD_BREAK, Span
from pamphlet.manuscript.importers.credits import caption_and_credit
from pamphlet.manuscript.importers.markup import guard_opening, inline, list_items, quote, table, tidy
from pamphlet.manuscript.importers.phrases import is_caption_style
from pamphlet.manuscript.importers.pictures import check_picture
from pamphlet.manuscript.importers.piece import FoundPicture, Kind, Piece, Reading, Role
from pamphlet.manuscript.importers.report import LeftOut

LARGEST_UNPACKED = 512 * 2**20
"""In bytes, for all parts together: a guard against a zip bomb."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_DAMAGED = "the source is not a whole .docx"


def read_word_document(content: bytes, source: Path) -> Reading:
    """Read the .docx in *content*.

    Raises:
        BadInput: truncated, damaged, no Word document, or a zip bomb.
    """
    document = _open(content, source)
    try:
        walk = _Walk(part=document.part, source=source)
        pieces = list(_captioned(list(walk.blocks(document.element.body)), walk.left_out))
        pieces += walk.note_pieces()
        left = [*walk.left_out, *_running_heads(document)]
        given = _properties(document)
    except (KeyError, ValueError, AttributeError, RecursionError) as error:
        raise _damaged(source, f"{_DAMAGED}: {type(error).__name__}") from error
    return Reading(
        pieces=tuple(pieces),
        explicit=_is_styled(pieces),
        typed=True,
        said=_said(document.element.body),
        given=given,
        left_out=tuple(left),
    )


def _damaged(source: Path, message: str) -> BadInput:
    hint = "open it in a word processor and save it again as .docx"
    return BadInput("broken-docx", message, place=Place(file=str(source)), hint=hint)


def _open(content: bytes, source: Path) -> Any:
    """Open the package; Any because python-docx carries no types for its parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            unpacked = sum(entry.file_size for entry in package.infolist())
            if unpacked > LARGEST_UNPACKED:
                found = f"{unpacked / 2**20:.0f} MiB unpacked, over the {LARGEST_UNPACKED // 2**20} MiB that are read"
                raise _damaged(source, f"the source has {found}")
            if (broken := package.testzip()) is not None:
                raise _damaged(source, f"{_DAMAGED}: {broken} is damaged")
        import docx

        return docx.Document(io.BytesIO(content))
    except BadInput:
        raise
    except Exception as error:
        # python-docx, lxml and zipfile each raise their own for damaged packages.
        reason = str(error).strip().splitlines()[0][:120] if str(error).strip() else type(error).__name__
        raise _damaged(source, f"{_DAMAGED}: {reason}") from error


def _is_styled(pieces: Sequence[Piece]) -> bool:
    return any(piece.kind is Kind.HEADING or piece.role is not Role.UNKNOWN for piece in pieces)


def _properties(document: Any) -> dict[str, object]:
    """Return author and date of the core properties: the language there is the template's, not the author's."""
    author = (document.core_properties.author or "").strip()
    # What python-docx and word processors write when nobody said a name.
    named = author and author.lower() not in (
        "python-docx",
        "author",
        "user",
        "administrator",
        "unknown",
        "microsoft office user",
    )
    return {"author": author} if named else {}


def _said(body: Any) -> str:
    """Return the words of the body paragraph by paragraph, the second copy of a drawing's text not counted."""
    paragraphs: list[str] = []
    for paragraph in body.iter(f"{_W}p"):
        if next(paragraph.iterancestors(f"{_MC}Fallback"), None) is None:
            parts = paragraph.iter(f"{_W}t", f"{_W}delText", f"{_W}tab", f"{_W}br")
            own = [part for part in parts if next(part.iterancestors(f"{_W}p")) is paragraph]
            paragraphs.append("".join(part.text or " " for part in own))
    return " ".join(paragraphs)


def _running_heads(document: Any) -> Iterator[LeftOut]:
    seen: set[str] = set()
    for section in document.sections:
        for name, part in (("header", section.header), ("footer", section.footer)):
            if part.is_linked_to_previous:
                continue
            for paragraph in part.paragraphs:
                text = tidy(paragraph.text)
                if text and text not in seen:
                    seen.add(text)
                    yield LeftOut(line=0, text=text, why=f"running {name} of the pages")


class _Walk(Struct, kw_only=True):
    """A walk over the document's body; paragraphs are counted in place of lines."""

    part: Any
    source: Path
    left_out: list[LeftOut] = field(default_factory=list)
    notes: dict[str, tuple[str, str]] = field(default_factory=dict)
    line: int = 0

    def blocks(self, parent: Any) -> Iterator[Piece]:
        """Yield the pieces of the paragraphs and tables in *parent*, lists and quotes gathered."""
        gathered: list[Piece] = []
        items: list[tuple[int, bool]] = []
        for piece, mark in self._paragraphs(parent):
            if gathered and (piece.kind is not gathered[-1].kind or mark == (items[0][0], not items[0][1])):
                yield _gathered(gathered, items)
                gathered, items = [], []
            if piece.kind in (Kind.LIST, Kind.QUOTE):
                gathered.append(piece)
                items.append(mark)
            else:
                yield piece
        if gathered:
            yield _gathered(gathered, items)

    def _paragraphs(self, parent: Any) -> Iterator[tuple[Piece, tuple[int, bool]]]:
        for child in parent:
            if child.tag == f"{_W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{_W}tbl":
                if (piece := self._table(child)) is not None:
                    yield piece, (0, False)
            elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}smartTag"):
                yield from self._paragraphs(child)

    def _paragraph(self, element: Any) -> Iterator[tuple[Piece, tuple[int, bool]]]:
        self.line += 1
        spans: list[Span] = []
        pictures: list[Piece] = []
        self._inline(element, Span(text=""), spans, pictures)
        text = tidy("".join(span.text for span in spans).replace(HARD_BREAK, " "))
        kind, level, role, mark = self._style(element)
        if text or any(span.note for span in spans):
            styled = [span for span in spans if span.text.strip(f" {HARD_BREAK}")]
            if kind is Kind.HEADING:
                spans = [replace(span, strong=False) for span in spans]
            piece = Piece(
                kind=kind,
                text=text,
                markdown=inline(spans),
                source=((self.line, text),),
                level=level,
                role=role,
                set_off=bool(styled) and all(span.emphasis or span.strong for span in styled),
                links=tuple((tidy(span.text), span.link) for span in spans if span.link),
            )
            yield piece, mark
        for picture in pictures:
            yield picture, (0, False)

    def _style(self, element: Any) -> tuple[Kind, int, Role, tuple[int, bool]]:
        """Return kind, heading level, role and list place of a paragraph by its style's name and numbering."""
        properties = element.find(f"{_W}pPr")
        style = self._style_of(properties)
        name = (style.name or "").lower() if style is not None else ""
        if name == "title":
            return Kind.HEADING, 1, Role.TITLE, (0, False)
        if name == "subtitle":
            return Kind.PARAGRAPH, 2, Role.STANDFIRST, (0, False)
        if match := re.fullmatch(r"heading (\d)", name):
            return Kind.HEADING, int(match[1]), Role.UNKNOWN, (0, False)
        if name in ("quote", "intense quote", "block text"):
            return Kind.QUOTE, 2, Role.UNKNOWN, (0, False)
        numbering = self._numbering(properties, style)
        named = re.match(r"list (bullet|number)(?: (\d))?", name)
        if numbering is not None or named:
            # "List Bullet 2" says its depth by its name alone.
            depth = int(named[2] or 1) - 1 if named else 0
            ordered = numbering[1] if numbering else named is not None and named[1] == "number"
            return Kind.LIST, 2, Role.UNKNOWN, (max(depth, numbering[0] if numbering else 0), ordered)
        role = Role.CAPTION if _is_caption(style) else Role.UNKNOWN
        return Kind.PARAGRAPH, 2, role, (0, False)

    def _style_of(self, properties: Any) -> Any:
        named = properties.find(f"{_W}pStyle") if properties is not None else None
        if named is None:
            return None
        wanted = named.get(f"{_W}val")
        return next((style for style in self.part.styles if style.style_id == wanted), None)

    def _numbering(self, properties: Any, style: Any) -> tuple[int, bool] | None:
        """Return depth and whether it counts, where the paragraph or its style is numbered."""
        holders = [properties, style.element.find(f"{_W}pPr") if style is not None else None]
        for holder in holders:
            found = holder.find(f"{_W}numPr") if holder is not None else None
            if found is None:
                continue
            number, depth = found.find(f"{_W}numId"), found.find(f"{_W}ilvl")
            if number is None or number.get(f"{_W}val") == "0":
                return None
            level = int(depth.get(f"{_W}val") or 0) if depth is not None else 0
            return level, self._counts(number.get(f"{_W}val"), level)
        return None

    def _counts(self, number: str, level: int) -> bool:
        try:
            root = self.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return False
        path = f"w:num[@w:numId='{int(number)}']/w:abstractNumId/@w:val"
        for abstract in root.xpath(path):
            formats = root.xpath(
                f"w:abstractNum[@w:abstractNumId='{int(abstract)}']/w:lvl[@w:ilvl='{level}']/w:numFmt/@w:val"
            )
            return bool(formats) and formats[0] not in ("bullet", "none")
        return False

    def _inline(self, element: Any, style: Span, spans: list[Span], pictures: list[Piece]) -> None:
        for child in element:
            tag = child.tag
            if tag == f"{_W}r":
                self._inline(child, _run_style(child, style), spans, pictures)
            elif tag == f"{_W}t":
                spans.append(replace(style, text=child.text or ""))
            elif tag in (f"{_W}tab", f"{_W}ptab"):
                spans.append(replace(style, text=" "))
            elif tag in (f"{_W}br", f"{_W}cr"):
                spans.append(Span(text=HARD_BREAK if child.get(f"{_W}type") is None else " "))
            elif tag == f"{_W}noBreakHyphen":
                spans.append(replace(style, text="\u2011"))
            elif tag == f"{_W}hyperlink":
                self._inline(child, replace(style, link=self._target(child)), spans, pictures)
            elif tag in (f"{_W}footnoteReference", f"{_W}endnoteReference"):
                spans.extend(self._note_call(child))
            elif tag in (f"{_W}del", f"{_W}moveFrom"):
                self._leave(child, "deleted in tracked changes")
            elif tag in (f"{_W}drawing", f"{_W}pict", f"{_W}object"):
                self._drawing(child, pictures)
            elif tag == f"{_MC}AlternateContent":
                # Choice and Fallback say the same twice.
                self._inline(next(iter(child), child), style, spans, pictures)
            elif tag not in (
                f"{_W}pPr",
                f"{_W}rPr",
                f"{_W}instrText",
                f"{_W}delText",
                f"{_W}sdtPr",
                f"{_W}txbxContent",
            ):
                self._inline(child, style, spans, pictures)

    def _leave(self, element: Any, why: str) -> None:
        if text := tidy("".join(each.text or "" for each in element.iter(f"{_W}t", f"{_W}delText"))):
            self.left_out.append(LeftOut(line=self.line, text=text, why=why))

    def _target(self, element: Any) -> str:
        relation = self.part.rels.get(element.get(f"{_R}id") or "")
        return str(relation.target_ref) if relation is not None and relation.is_external else ""

    def _drawing(self, element: Any, pictures: list[Piece]) -> None:
        for box in element.iter(f"{_W}txbxContent"):
            self._leave(box, "text box")
        names = element.find(f".//{_WP}docPr")
        alt = tidy(names.get("descr") or "") if names is not None else ""
        for blip in element.iter(f"{_A}blip"):
            found, why = self._media(blip.get(f"{_R}embed") or "")
            if found is None:
                self.left_out.append(LeftOut(line=self.line, text=alt or "picture", why=why))
                continue
            found = replace(found, alt=alt)
            pictures.append(Piece(kind=Kind.PICTURE, text="", markdown="", source=((self.line, alt),), picture=found))

    def _media(self, relation: str) -> tuple[FoundPicture | None, str]:
        target = self.part.rels.get(relation)
        if target is None or target.is_external:
            return None, "picture that is not in the document; nothing is fetched"
        name = str(target.target_part.partname).rsplit("/", 1)[-1]
        return check_picture(FoundPicture(name=name, content=target.target_part.blob))

    def _note_call(self, element: Any) -> Iterator[Span]:
        kind = "footnote" if element.tag == f"{_W}footnoteReference" else "endnote"
        number = element.get(f"{_W}id") or ""
        key = f"{kind}{number}"
        if key not in self.notes:
            text = self._note_text(kind, number)
            if text is None:
                return
            self.notes[key] = (str(len(self.notes) + 1), text)
        yield Span(text="", note=self.notes[key][0])

    def _note_text(self, kind: str, number: str) -> str | None:
        from lxml import etree

        related = [rel for rel in self.part.rels.values() if rel.reltype == f"{_TYPES}{kind}s" and not rel.is_external]
        if not related:
            return None
        blob = related[0].target_part.blob
        root = etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True))
        for note in root.iter(f"{_W}{kind}"):
            if note.get(f"{_W}id") == number:
                spans: list[Span] = []
                for paragraph in note.iter(f"{_W}p"):
                    spans.append(Span(text=" "))
                    self._inline(paragraph, Span(text=""), spans, [])
                return inline([replace(span, link="") for span in spans if not span.note])
        return None

    def note_pieces(self) -> list[Piece]:
        """Return the notes that were called, in order."""
        return [
            Piece(kind=Kind.NOTE, text=text, markdown=f"[^{label}]: {text}", source=((self.line, text),))
            for label, text in self.notes.values()
        ]

    def _table(self, element: Any) -> Piece | None:
        rows: list[list[str]] = []
        source: list[tuple[int, str]] = []
        for row in element.iter(f"{_W}tr"):
            if next(row.iterancestors(f"{_W}tbl")) is not element:
                continue
            cells, words = [], []
            for cell in row.iterchildren(f"{_W}tc"):
                blocks = [piece for piece in self.blocks(cell)]
                cells.append(" ".join(piece.markdown for piece in blocks if piece.markdown))
                words += [piece.text for piece in blocks if piece.text]
            rows.append(cells)
            source.append((self.line, " ".join(words)))
        if not any(any(row) for row in rows):
            return None
        text = " ".join(words for _, words in source)
        return Piece(kind=Kind.TABLE, text=text, markdown=table(rows), source=tuple(source))


def _run_style(run: Any, style: Span) -> Span:
    properties = run.find(f"{_W}rPr")
    if properties is None:
        return style
    align = properties.find(f"{_W}vertAlign")
    value = align.get(f"{_W}val") if align is not None else ""
    return replace(
        style,
        strong=style.strong or _is_on(properties, "b"),
        emphasis=style.emphasis or _is_on(properties, "i"),
        small_caps=style.small_caps or _is_on(properties, "smallCaps"),
        superscript=value == "superscript",
        subscript=value == "subscript",
    )


def _is_on(properties: Any, name: str) -> bool:
    found = properties.find(f"{_W}{name}")
    return found is not None and found.get(f"{_W}val") not in ("0", "false", "none")


def _is_caption(style: Any) -> bool:
    """Say whether *style* is the one for captions or made after it; Word translates its id, not its name."""
    while style is not None:
        if is_caption_style(style.name or "") or is_caption_style(style.style_id or ""):
            return True
        style = style.base_style
    return False


def _captioned(found: Sequence[Piece], left_out: list[LeftOut]) -> Iterator[Piece]:
    """Yield the pieces, each caption with its picture, below which it stands or above; a table's stays in the text."""
    owners: dict[int, int] = {}
    for at, piece in enumerate(found):
        above = owners.get(at - 1, at - 1)
        if piece.role is Role.CAPTION and at and found[above].kind is Kind.PICTURE:
            owners[at] = above
    for at, (piece, after) in enumerate(pairwise(found)):
        free = after.kind is Kind.PICTURE and at + 1 not in owners.values()
        if piece.role is Role.CAPTION and free and not _tabled(found, at):
            owners.setdefault(at, at + 1)
    for at, piece in enumerate(found):
        if piece.picture is not None:
            captions = [found[other] for other, owner in owners.items() if owner == at]
            said = caption_and_credit(" ".join(caption.text for caption in captions), captioned=True)
            left_out += said.left_out(piece.line)
            source = tuple(line for each in (piece, *captions) for line in each.source)
            picture = replace(piece.picture, caption=said.caption, credit=said.credit)
            yield replace(piece, text=f"{said.caption} {said.credit}".strip(), source=source, picture=picture)
        elif at not in owners:
            yield replace(piece, role=Role.UNKNOWN) if piece.role is Role.CAPTION and _tabled(found, at) else piece


def _tabled(found: Sequence[Piece], at: int) -> bool:
    """Say whether a table stands right above or below a piece."""
    return any(piece.kind is Kind.TABLE for piece in found[max(0, at - 1) : at + 2])


def _gathered(pieces: Sequence[Piece], marks: Sequence[tuple[int, bool]]) -> Piece:
    """Make one list or one quote of neighbouring paragraphs."""
    source = tuple(line for piece in pieces for line in piece.source)
    text = " ".join(piece.text for piece in pieces)
    blocks = [guard_opening(piece.markdown) for piece in pieces]
    if pieces[0].kind is Kind.QUOTE:
        return Piece(kind=Kind.QUOTE, text=text, markdown=quote(blocks), source=source)
    return Piece(kind=Kind.LIST, text=text, markdown=_nested(blocks, marks), source=source)


def _nested(blocks: Sequence[str], marks: Sequence[tuple[int, bool]]) -> str:
    """Return list items as Markdown, deeper ones inside the item above them."""
    top = min(depth for depth, _ in marks)
    items: list[list[str]] = []
    at = 0
    while at < len(blocks):
        end = at + 1
        if marks[at][0] == top or not items:
            items.append([blocks[at]])
        else:
            while end < len(blocks) and marks[end][0] > top:
                end += 1
            items[-1].append(_nested(blocks[at:end], marks[at:end]))
        at = end
    ordered = next(ordered for depth, ordered in marks if depth == top)
    return list_items(items, ordered=ordered)
