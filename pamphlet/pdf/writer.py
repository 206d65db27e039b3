"""Sheets to PDF: the pages, their boxes, resources and annotations.

What comes in is a :class:`~pamphlet.sheet.side.Sheet`, in which everything has its
place; nothing is decided here. What goes out are the bytes of the file.
"""

from __future__ import annotations

from msgspec import Struct

from pamphlet.ink.palette import Palette
from pamphlet.ink.prepared import Pictures
from pamphlet.layout.placed import Item, PlacedBox, PlacedLine, PlacedModules, PlacedPicture, PlacedShape, extent
from pamphlet.pdf.colours import DocumentColours, OnePlate
from pamphlet.pdf.content import KNOCKOUT, OVERPRINT, Pen
from pamphlet.pdf.document import Document, Stream, Value, array, dictionary, numbers, text
from pamphlet.pdf.fonts import DocumentFonts, FontShelf
from pamphlet.pdf.images import DocumentImages
from pamphlet.pdf.metadata import Metadata, info_entries, xmp_packet
from pamphlet.pdf.standard import Marking, Standard
from pamphlet.sheet.side import Marked, Sheet, Side, SidePanel
from pamphlet.typesetting.direction import reads_rtl
from pamphlet.units import Rect

_GRAPHICS_STATES = {
    OVERPRINT[1:]: "<</Type /ExtGState /OP true /op true /OPM 1>>",
    KNOCKOUT[1:]: "<</Type /ExtGState /OP false /op false>>",
}
_DUPLEX = {"short": "/DuplexFlipShortEdge", "long": "/DuplexFlipLongEdge", "": "/Simplex"}


class Resources(Struct, frozen=True, kw_only=True):
    """What a file is drawn with, beside the sheet itself.

    Attributes:
        pictures: the prepared image of each picture item of the sheet.
        shelf: shared by all editions of a process.
        one_plate: the file is one plate in greys, and black ink in it stands for the plate's.
    """

    palette: Palette
    pictures: Pictures
    shelf: FontShelf
    one_plate: bool = False


def write_pdf(
    sheet: Sheet,
    metadata: Metadata,
    resources: Resources,
    *,
    standard: Standard | None = None,
    links: bool = False,
) -> bytes:
    """Return the PDF of *sheet*: one page for each side.

    Args:
        sheet: with every item in its place.
        metadata: title, language, date and so on.
        resources: palette, pictures and fonts.
        standard: what the file claims to be; a plain press file when left out.
        links: whether runs with an address become links that can be clicked, as files for the
            screen want and files for the press must not have.

    Raises:
        BadInput: an item names an ink that the palette has not.
        CannotMake: a picture has not been prepared.
    """
    return _Writer(sheet, metadata, resources, standard or Standard()).write(links)


class _Writer:
    """The making of one file."""

    def __init__(self, sheet: Sheet, metadata: Metadata, resources: Resources, standard: Standard) -> None:
        self._sheet = sheet
        self._metadata = metadata
        self._resources = resources
        self._standard = standard
        self._document = Document(standard.pdf_version)
        self._fonts = DocumentFonts(resources.shelf)
        self._colours = (OnePlate if resources.one_plate else DocumentColours)(self._document)
        self._images = DocumentImages(self._document, self._colours, resources.pictures)

    def write(self, links: bool) -> bytes:
        marking = self._standard.marking(self._sheet)
        pens = [self._draw(side, page, marking) for page, side in enumerate(self._sheet.sides)]
        tree = dictionary({"Type": "/Pages"})
        parent = self._document.add(tree)
        shared = self._document.add(self._shared_resources())
        pages = [self._document.add(self._page(page, pen, parent, shared, links)) for page, pen in enumerate(pens)]
        tree["Kids"], tree["Count"] = array(pages), len(pages)
        self._describe(parent)
        return self._document.to_bytes()

    def _draw(self, side: Side, page: int, marking: Marking) -> Pen:
        pen = Pen(side.media.height, self._resources.palette, self._fonts, self._colours)
        for panel in side.panels:
            self._draw_panel(pen, panel, page, marking)
        _draw_marks(pen, side, page, marking)
        return pen

    def _draw_panel(self, pen: Pen, panel: SidePanel, page: int, marking: Marking) -> None:
        """Draw the items of *panel* in its own coordinates, moved to its place and turned by one transform."""
        if not panel.items:
            return
        pen.begin_panel(panel)
        element: int | None = None
        for item in panel.items:
            if item.element != element:
                _mark(pen, marking.end() if element is not None else "")
                _mark(pen, marking.begin(page, item.element))
                element = item.element
            self._draw_clipped(pen, item, panel.clip)
        _mark(pen, marking.end())
        pen.end_panel()

    def _draw_clipped(self, pen: Pen, item: Item, clip: Rect) -> None:
        """Draw *item*, clipped where it reaches out of *clip*: most never do."""
        if clip.holds(extent(item)):
            self._draw_item(pen, item)
            return
        pen.begin_clip(clip)
        self._draw_item(pen, item)
        pen.end_clip()

    def _draw_item(self, pen: Pen, item: Item) -> None:
        match item:
            case PlacedLine():
                pen.line(item.x, item.y, item.line)
            case PlacedBox():
                pen.box(item)
            case PlacedModules():
                pen.modules(item)
            case PlacedShape():
                pen.shape(item)
            case PlacedPicture():
                pen.picture(*self._images.image(item), item.rect)

    def _shared_resources(self) -> Value:
        """Return the resources of all pages; fonts come after drawing, when their glyphs are known."""
        return dictionary(
            {
                "Font": dictionary(self._fonts.embed(self._document)),
                "XObject": self._images.embed(),
                "ExtGState": dictionary(_GRAPHICS_STATES),
                "ColorSpace": self._colours.embed(),
            }
        )

    def _page(self, page: int, pen: Pen, parent: Value, shared: Value, links: bool) -> Value:
        side = self._sheet.sides[page]
        entries: dict[str, Value] = {
            "Type": "/Page",
            "Parent": parent,
            "Resources": shared,
            "MediaBox": f"[{numbers(0, 0, side.media.width, side.media.height)}]",
            "BleedBox": _pdf_box(side, side.bleed),
            "TrimBox": _pdf_box(side, side.trim),
            "Contents": self._document.add_stream("\n".join(pen.operators).encode("ascii")),
        }
        if links and pen.links:
            entries["Annots"] = array(self._document.add(_link(*link)) for link in pen.links)
        entries.update(self._standard.page_entries(self._document, page))
        return dictionary(entries)

    def _describe(self, pages: Value) -> None:
        """Fill catalog and information dictionary."""
        document, standard = self._document, self._standard
        packet = xmp_packet(self._metadata, standard.xmp_properties(document))
        document.identify(packet)
        for key, value in {**info_entries(self._metadata), **standard.info_entries()}.items():
            document.information[key] = text(value)
        document.information["Trapped"] = "/False"
        direction = " /Direction /R2L" if reads_rtl(self._metadata.lang) else ""
        entries: dict[str, Value] = {
            "Type": "/Catalog",
            "Pages": pages,
            "Lang": text(self._metadata.lang),
            "Metadata": document.add(Stream(packet, {"Type": "/Metadata", "Subtype": "/XML"})),
            "ViewerPreferences": (
                f"<</DisplayDocTitle true /PrintScaling /None /Duplex {_DUPLEX[self._sheet.duplex]}{direction}>>"
            ),
        }
        entries.update(standard.catalog_entries(document))
        for key, value in entries.items():
            document.catalog[key] = value


def _mark(pen: Pen, operator: str) -> None:
    if operator:
        pen.operators.append(operator)


def _draw_marks(pen: Pen, side: Side, page: int, marking: Marking) -> None:
    """Draw the printer's marks and the slug: no part of the article."""
    marks = side.marks
    if marks == Marked():
        return
    _mark(pen, marking.begin(page, -1))
    for stroke in marks.strokes:
        pen.stroke(stroke)
    for target in marks.targets:
        pen.target(target)
    for patch in marks.patches:
        pen.patch(patch)
    for line in (*marks.labels, *marks.slug):
        pen.line(line.x, line.y, line.line)
    _mark(pen, marking.end())


def _pdf_box(side: Side, rect: Rect) -> str:
    height = side.media.height
    return f"[{numbers(rect.x, height - rect.bottom, rect.right, height - rect.y)}]"


def _link(rect: str, address: str) -> Value:
    # F 4: printed with the page, as ISO 19005-2, 6.3.2 asks of every annotation
    return dictionary(
        {
            "Type": "/Annot",
            "Subtype": "/Link",
            "Rect": f"[{rect}]",
            "Border": "[0 0 0]",
            "F": 4,
            "A": dictionary({"Type": "/Action", "S": "/URI", "URI": text(address)}),
        }
    )
