"""Sheets to PDF: the pages, their boxes, resources and annotations.

What comes in is a :class:`~pamphlet.sheet.side.Sheet`, in which everything has its
place; nothing is decided here. What goes out are the bytes of the file.
"""

from __future__ import annotations

from msgspec import Struct

from pamphlet.errors import CannotMake
from pamphlet.ink.palette import Palette
from pamphlet.ink.prepared import ColourSpace, Pictures, PreparedImage
from pamphlet.layout.placed import Item, PlacedBox, PlacedLine, PlacedModules, PlacedPicture
from pamphlet.pdf.content import ALL_PLATES, KNOCKOUT, OVERPRINT, Pen
from pamphlet.pdf.document import Document, Stream, Value, array, dictionary, numbers, text
from pamphlet.pdf.glyphs import DocumentFonts, FontShelf
from pamphlet.pdf.metadata import Metadata, info_entries, xmp_packet
from pamphlet.pdf.standard import Marking, Standard
from pamphlet.sheet.side import Sheet, Side
from pamphlet.typesetting.direction import reads_rtl
from pamphlet.units import Rect

_GRAPHICS_STATES = {
    OVERPRINT[1:]: "<</Type /ExtGState /op true /OPM 1>>",
    KNOCKOUT[1:]: "<</Type /ExtGState /op false>>",
}
# Tint 1.0 of All is full ink on every plate; the alternate only serves screens (ISO 32000-1, 8.6.6.4).
_REGISTRATION = "[/Separation /All /DeviceCMYK <</FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 0 0] /C1 [1 1 1 1]>>]"
_PLANES = {ColourSpace.GREY: 1, ColourSpace.RGB: 3, ColourSpace.CMYK: 4}
_DUPLEX = {"short": "/DuplexFlipShortEdge", "long": "/DuplexFlipLongEdge", "": "/Simplex"}


class Resources(Struct, frozen=True, kw_only=True):
    """What a file is drawn with, beside the sheet itself.

    Attributes:
        pictures: the prepared image of each picture item of the sheet.
        shelf: shared by all editions of a process.
    """

    palette: Palette
    pictures: Pictures
    shelf: FontShelf


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
        self._images: dict[str, tuple[str, Value]] = {}
        self._profiles: dict[bytes, Value] = {}

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
        pen = Pen(side.media.height, self._resources.palette, self._fonts)
        element: int | None = None
        for item, clip in zip(side.items, side.clips, strict=True):
            if item.element != element:
                _mark(pen, marking.end() if element is not None else "")
                _mark(pen, marking.begin(page, item.element))
                element = item.element
            self._draw_clipped(pen, item, clip)
        _mark(pen, marking.end() if element is not None else "")
        _draw_marks(pen, side, page, marking)
        return pen

    def _draw_clipped(self, pen: Pen, item: Item, clip: Rect) -> None:
        """Draw *item*, clipped where it reaches out of *clip*: most never do."""
        if clip.holds(_extent(item)):
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
            case PlacedPicture():
                pen.picture(self._image_name(item), item.rect)

    def _image_name(self, item: PlacedPicture) -> str:
        image = self._resources.pictures.get(item)
        if image is None:
            raise CannotMake("picture-unprepared", f"the picture {item.path.name} has not been prepared for print")
        if image.key not in self._images:
            self._document.identify(image.key.encode())
            name = f"Im{len(self._images) + 1}"
            self._images[image.key] = (name, self._document.add(_image_object(image, self._colour_space(image))))
        return self._images[image.key][0]

    def _colour_space(self, image: PreparedImage) -> Value:
        """Return the colour space of *image*; a profile that several share is written once."""
        if not image.profile:
            return f"/{image.colour}"
        if image.profile not in self._profiles:
            self._profiles[image.profile] = self._document.add_stream(image.profile, {"N": _PLANES[image.colour]})
        return array(["/ICCBased", self._profiles[image.profile]])

    def _shared_resources(self) -> Value:
        """Return the resources of all pages; fonts come after drawing, when their glyphs are known."""
        return dictionary(
            {
                "Font": dictionary(self._fonts.embed(self._document)),
                "XObject": dictionary(dict(self._images.values())),
                "ExtGState": dictionary(_GRAPHICS_STATES),
                "ColorSpace": dictionary({ALL_PLATES[1:]: _REGISTRATION}),
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
    if not (side.strokes or side.slug):
        return
    _mark(pen, marking.begin(page, -1))
    for stroke in side.strokes:
        pen.stroke(stroke)
    for line in side.slug:
        pen.line(line.x, line.y, line.line)
    _mark(pen, marking.end())


def _extent(item: Item) -> Rect:
    """Return the rectangle that *item* prints in; for a line, that of its bodies."""
    if not isinstance(item, PlacedLine):
        return item.rect
    above = max((run.size * run.face.ascender + run.rise for run in item.line.runs), default=0.0)
    below = max((-run.size * run.face.descender - run.rise for run in item.line.runs), default=0.0)
    left = min((run.words[0][0] for run in item.line.runs if run.words), default=0.0)
    return Rect(item.x + left, item.y - above, item.line.width, above + below)


def _pdf_box(side: Side, rect: Rect) -> str:
    height = side.media.height
    return f"[{numbers(rect.x, height - rect.bottom, rect.right, height - rect.y)}]"


def _image_object(image: PreparedImage, colour_space: Value) -> Stream:
    entries: dict[str, Value] = {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": image.width,
        "Height": image.height,
        "ColorSpace": colour_space,
        "BitsPerComponent": image.bits,
        "Filter": f"/{image.encoding}",
    }
    if image.inverted:
        entries["Decode"] = f"[{' '.join(['1 0'] * _PLANES[image.colour])}]"
    return Stream(image.data, entries)


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
