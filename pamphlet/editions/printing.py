"""From a sheet to its files: pictures prepared, ink measured, the PDF drawn, or one for each plate."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.design.inks import PictureSpec
from pamphlet.design.theme import Theme
from pamphlet.editions.formats import Job, beside_the_text
from pamphlet.editions.workshop import Workshop
from pamphlet.errors import Finding, Severity
from pamphlet.ink.condition import Condition
from pamphlet.ink.laid import check_ink
from pamphlet.ink.palette import RESERVED, Palette
from pamphlet.ink.photo import open_photo
from pamphlet.ink.photo_findings import Use
from pamphlet.ink.plates import PlateSheet, plate_sheets
from pamphlet.ink.prepare import Images, prepare_photo
from pamphlet.ink.prepared import Pictures, PreparedImage
from pamphlet.ink.solids import solids_held
from pamphlet.layout.placed import PlacedPicture
from pamphlet.pdf.metadata import Metadata
from pamphlet.pdf.standard import Standard
from pamphlet.pdf.writer import Resources, write_pdf
from pamphlet.sheet.side import Sheet, Side, SidePanel, SlugLine
from pamphlet.units import mm

MOST_DRUMS = 2
"""Plates that a duplicator or small offset press prints in one pass."""


class Inked(Struct, frozen=True, kw_only=True):
    """A sheet with all that it is printed with.

    Attributes:
        findings: about its photos and its ink.
    """

    sheet: Sheet
    palette: Palette
    pictures: Pictures
    findings: tuple[Finding, ...] = ()


class File(Struct, frozen=True, kw_only=True):
    """One file of an edition, not yet written.

    Attributes:
        suffix: that its name has beside the edition's. sheet: what it must read.
    """

    suffix: str
    data: bytes
    sheet: Sheet


def ink_sheet(
    sheet: Sheet, inks: Palette, condition: Condition, images: Images, workshop: Workshop, *, press: bool = True
) -> Inked:
    """Prepare a sheet's pictures, hold its areas to what the press can print, and measure its ink.

    What is kept in RGB counts where a *press* gets the sheet: that separates it by the condition's profile.
    """
    prepared, findings = _pictures(sheet, condition, inks, images, workshop)
    sheet, inks, pictures = solids_held(sheet, inks, prepared, condition)
    findings = (*findings, *check_ink(sheet, inks, pictures, condition, press=press))
    return Inked(sheet=sheet, palette=inks, pictures=pictures, findings=findings)


def draw_file(
    inked: Inked, metadata: Metadata, standard: Standard, workshop: Workshop, *, links: bool, suffix: str = ""
) -> File:
    """Draw a sheet as one file in all its inks; *suffix* ends its name where there are several."""
    resources = Resources(palette=inked.palette, pictures=inked.pictures, shelf=workshop.shelf)
    data = write_pdf(inked.sheet, metadata, resources, standard=standard, links=links)
    return File(suffix=suffix, data=data, sheet=inked.sheet)


def draw_plates(
    inked: Inked, metadata: Metadata, job: Job, workshop: Workshop
) -> tuple[tuple[File, ...], tuple[Finding, ...]]:
    """Draw a sheet as one grey file for each plate; tell of what a small press has no drum for."""
    plates = plate_sheets(inked.sheet, inked.palette, inked.pictures, workshop.photos)
    files = tuple(_plate(plate, metadata, job, workshop) for plate in plates)
    return files, _many(plates)


def for_plates(theme: Theme, inks: Palette) -> tuple[Theme, tuple[Finding, ...]]:
    """Return *theme* with photos in black where its inks have no plates for a photo in colour.

    A leaflet in black and red prints no cyan for a photo's sake; a duotone is for its maker to choose.
    """
    printed = (ink for name, ink in inks.items() if name not in RESERVED)
    process = any(ink.tints.keys() & {"Cyan", "Magenta", "Yellow"} for ink in printed)
    if process or theme.pictures.treatment != "colour":
        return theme, ()
    told = Finding(
        severity=Severity.INFO,
        code="photo-in-black",
        message="photos are printed in black alone: the palette has no plates for their colours",
        hint='for two inks say pictures = { treatment = "duotone", inks = ["black", "red"] }',
    )
    return replace(theme, pictures=PictureSpec(treatment="grey")), (told,)


def _pictures(
    sheet: Sheet, condition: Condition, inks: Palette, images: Images, workshop: Workshop
) -> tuple[dict[PlacedPicture, PreparedImage], tuple[Finding, ...]]:
    pictures: dict[PlacedPicture, PreparedImage] = {}
    findings: list[Finding] = []
    for item, panel in _picture_items(sheet).items():
        photo = open_photo(item.path, workshop.photos)
        pictures[item], found = prepare_photo(
            photo,
            rect=item.rect,
            condition=condition,
            cache=workshop.photos,
            focus=item.focus,
            flipped=item.flipped,
            treatment=item.treatment,
            inks=inks,
            images=images,
            use=Use(panel=panel.called, role=panel.role),
        )
        findings += [finding for finding in found if finding not in findings]
    return pictures, tuple(findings)


def _picture_items(sheet: Sheet) -> dict[PlacedPicture, SidePanel]:
    """Return each picture of a sheet once, with the first panel that shows it."""
    shown: dict[PlacedPicture, SidePanel] = {}
    for panel in (panel for side in sheet.sides for panel in side.panels):
        for item in panel.items:
            if isinstance(item, PlacedPicture):
                shown.setdefault(item, panel)
    return shown


def _plate(plate: PlateSheet, metadata: Metadata, job: Job, workshop: Workshop) -> File:
    sheet = _named(plate, job)
    resources = Resources(palette=plate.palette, pictures=plate.pictures, shelf=workshop.shelf, one_plate=True)
    data = write_pdf(sheet, replace(metadata, title=f"{metadata.title} ({plate.ink})"), resources)
    return File(suffix=f"-{plate.name}", data=data, sheet=sheet)


def _named(plate: PlateSheet, job: Job) -> Sheet:
    """Return the plate's sheet with its name behind the slug: the plates of a job look alike."""
    line = beside_the_text(job, f"plate: {plate.ink}")

    def named(side: Side) -> Side:
        if not side.marks.slug:
            return side
        last = side.marks.slug[-1]
        x = min(last.x + last.line.width + mm(5), side.media.width - line.width - mm(1.5))
        return replace(side, marks=replace(side.marks, slug=(*side.marks.slug, SlugLine(x=x, y=last.y, line=line))))

    return replace(plate.sheet, sides=tuple(named(side) for side in plate.sheet.sides))


def _many(plates: tuple[PlateSheet, ...]) -> tuple[Finding, ...]:
    if len(plates) <= MOST_DRUMS:
        return ()
    named = ", ".join(plate.name for plate in plates)
    return (
        Finding(
            severity=Severity.WARNING,
            code="plates-many",
            message=f"the leaflet takes {len(plates)} plates ({named}); small presses print {MOST_DRUMS} at a time",
            hint='give the inks of the palette a spot = "…", and pictures = "grey" or a duotone of these inks',
        ),
    )
