"""Press files as Pamphlet makes them, and faults planted in them."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String

import pamphlet
from pamphlet.editions.workshop import Workshop
from pamphlet.ink.photo_cache import PhotoCache
from pamphlet.preflight.judge import judge
from pamphlet.preflight.rule import Claim
from pamphlet.resources import asset

CONTENT = Path(__file__).parents[2] / "content" / "bolivia"

Change = Callable[[pikepdf.Pdf], object]

MIDDLE = "400 300 20 20 re f\n"
"""A square well inside the trim."""


class Press:
    """Builds the leaflet of the checkout, once for each standard."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._workshop = Workshop(photos=PhotoCache())
        self._made = cache(self._make)

    def file(self, standard: str) -> bytes:
        """Return the file as it was built."""
        return self._made(str(standard))  # a member of an enumeration is another key than its value

    def _make(self, standard: str) -> bytes:
        folder = self._folder / standard
        shutil.copytree(CONTENT, folder)
        edition = pamphlet.build(folder, standard=standard, out=folder / "out", workshop=self._workshop)
        assert edition.written, edition.findings
        return edition.path.read_bytes()

    def planted(self, change: Change, standard: str) -> bytes:
        """Return the file of *standard* after *change*."""
        with pikepdf.open(io.BytesIO(self.file(standard))) as pdf:
            change(pdf)
            target = io.BytesIO()
            pdf.save(
                target,
                object_stream_mode=pikepdf.ObjectStreamMode.disable,
                compress_streams=False,
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
                fix_metadata_version=False,
            )
        return target.getvalue()

    def codes(self, change: Change, standard: str, *, thorough: bool = False) -> set[str]:
        """Return the codes of what is found after *change*."""
        planted = self.planted(change, standard)
        return {finding.code for finding in judge(planted, Claim(standard), thorough=thorough).findings}


def nothing(pdf: pikepdf.Pdf) -> None:
    """Leave the file as it is."""


def paint(source: str) -> Change:
    """Return what adds operators to the end of the first page."""

    def change(pdf: pikepdf.Pdf) -> None:
        content = b"q\n" + pdf.pages[0].Contents.read_bytes() + b"\nQ\n" + source.encode("latin-1")
        pdf.pages[0].Contents = pdf.make_stream(content)

    return change


def resource(pdf: pikepdf.Pdf, kind: str, name: str, value: object) -> None:
    """Add a resource to the first page."""
    resources = pdf.pages[0].Resources
    if kind not in resources:
        resources[kind] = Dictionary()
    resources[kind][name] = value


def picture(pdf: pikepdf.Pdf, **entries: object) -> pikepdf.Object:
    """Return a picture of one pixel, in CMYK unless said otherwise."""
    given = {"ColorSpace": Name.DeviceCMYK, "BitsPerComponent": 8, "Width": 1, "Height": 1, **entries}
    return pdf.make_stream(bytes(4), Type=Name.XObject, Subtype=Name.Image, **given)


def shown(**entries: object) -> Change:
    """Return what shows a picture with *entries* on the first page."""

    def change(pdf: pikepdf.Pdf) -> None:
        resource(pdf, "/XObject", "/Bad", picture(pdf, **entries))
        paint("q 20 0 0 20 400 300 cm /Bad Do Q")(pdf)

    return change


def picture_of(inks: tuple[int, ...], side: float, spot: tuple[int, ...] = ()) -> Change:
    """Return what shows a square picture of 100 pixels a side in *inks*, with a tenth of it in those of *spot*."""

    def change(pdf: pikepdf.Pdf) -> None:
        rows = [bytes(inks) * 100] * 90 + [bytes(spot or inks) * 10 + bytes(inks) * 90] * 10
        image = pdf.make_stream(
            b"".join(rows), Type=Name.XObject, Subtype=Name.Image, Width=100, Height=100, BitsPerComponent=8,
            ColorSpace=Name.DeviceCMYK,
        )  # fmt: skip
        resource(pdf, "/XObject", "/Bad", image)
        paint(f"q {side} 0 0 {side} 400 300 cm /Bad Do Q")(pdf)

    return change


def listed(kind: str, value: object) -> Change:
    """Return what lists *value* among the resources, used or not."""
    return lambda pdf: resource(pdf, kind, "/Bad", value)


def icc_picture(pdf: pikepdf.Pdf) -> None:
    """Show a picture in RGB with a profile."""
    shown(ColorSpace=Array([Name.ICCBased, pdf.make_stream(bytes(200), N=3)]))(pdf)


def spot(name: str, alternate: Name, source: str) -> Change:
    """Return what paints with a spot ink that is called /Spot in *source*."""

    def change(pdf: pikepdf.Pdf) -> None:
        none, full = ([0] * 4, [0, 1, 1, 0]) if alternate == Name.DeviceCMYK else ([1] * 3, [1, 0, 0])
        tint = Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=none, C1=full)
        resource(pdf, "/ColorSpace", "/Spot", Array([Name.Separation, Name(name), alternate, tint]))
        paint(source)(pdf)

    return change


def in_a_form(source: str, **entries: object) -> Change:
    """Return what shows a form with *source* as its content."""

    def change(pdf: pikepdf.Pdf) -> None:
        given = {"Type": Name.XObject, "Subtype": Name.Form, "BBox": Array([0, 0, 900, 700]), **entries}
        resource(pdf, "/XObject", "/Fm", pdf.make_stream(source.encode(), **given))
        paint("/Fm Do")(pdf)

    return change


def in_a_pattern(pdf: pikepdf.Pdf) -> None:
    """Fill with a pattern whose cell is red in RGB."""
    sizes = {"BBox": Array([0, 0, 9, 9]), "XStep": 9, "YStep": 9}
    cell = pdf.make_stream(b"1 0 0 rg 0 0 5 5 re f", PatternType=1, PaintType=1, TilingType=1, **sizes)
    resource(pdf, "/Pattern", "/P1", cell)
    paint(f"/Pattern cs /P1 scn {MIDDLE}")(pdf)


def state(**entries: object) -> Change:
    """Return what lists a graphics state."""
    return listed("/ExtGState", Dictionary(Type=Name.ExtGState, **entries))


def overprinting(source: str, mode: int = 1) -> Change:
    """Return what paints *source* with overprint on."""

    def change(pdf: pikepdf.Pdf) -> None:
        state(op=True, OP=True, OPM=mode)(pdf)
        paint(f"/Bad gs {source}")(pdf)

    return change


def spot_white(pdf: pikepdf.Pdf) -> None:
    """Overprint with none of a spot ink."""
    state(op=True, OPM=0)(pdf)
    spot("/Red", Name.DeviceCMYK, f"/Bad gs /Spot cs 0 scn {MIDDLE}")(pdf)


def type_in(colour: str, size: float = 9) -> Change:
    """Return what sets a letter, its size given by the text matrix."""

    def change(pdf: pikepdf.Pdf) -> None:
        font = next(iter(pdf.pages[0].Resources.Font))
        paint(f"{colour} BT {font} 1 Tf {size} 0 0 {size} 400 300 Tm <0041> Tj ET")(pdf)

    return change


def put(*path: str, value: object) -> Change:
    """Return what sets an entry below ``Root``, ``Info`` or ``Page``."""

    def change(pdf: pikepdf.Pdf) -> None:
        _holder(pdf, path)[path[-1]] = value

    return change


def without(*path: str) -> Change:
    """Return what deletes an entry below ``Root``, ``Info`` or ``Page``."""

    def change(pdf: pikepdf.Pdf) -> None:
        del _holder(pdf, path)[path[-1]]

    return change


def _holder(pdf: pikepdf.Pdf, path: tuple[str, ...]) -> pikepdf.Object:
    holder = {"Root": pdf.Root, "Info": pdf.trailer.Info, "Page": pdf.pages[0].obj}[path[0]]
    for key in path[1:-1]:
        holder = holder[int(key)] if key.isdigit() else holder[key]
    return holder


def two_intents(pdf: pikepdf.Pdf) -> None:
    """Name the condition twice."""
    pdf.Root.OutputIntents.append(pdf.Root.OutputIntents[0])


def profile_with(at: int, content: bytes) -> Change:
    """Return what writes *content* into the header of the intent's profile."""

    def change(pdf: pikepdf.Pdf) -> None:
        old = pdf.Root.OutputIntents[0].DestOutputProfile
        profile = bytearray(old.read_bytes())
        profile[at : at + len(content)] = content
        pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(bytes(profile), N=old.N)

    return change


def profile_of(name: str, length: int | None = None) -> Change:
    """Return what embeds another of our profiles, or its first bytes."""

    def change(pdf: pikepdf.Pdf) -> None:
        content = asset(f"icc/{name}.icc").read_bytes()[:length]
        pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(content, N=4)

    return change


def xmp(old: str, new: str) -> Change:
    """Return what replaces a pattern in the XMP packet."""

    def change(pdf: pikepdf.Pdf) -> None:
        packet = pdf.Root.Metadata.read_bytes()
        assert re.search(old.encode(), packet)
        pdf.Root.Metadata.write(re.sub(old.encode(), new.encode(), packet))

    return change


def stripped_font(pdf: pikepdf.Pdf) -> None:
    """Take the program of a font away."""
    font = next(iter(pdf.pages[0].Resources.Font.values()))
    del font.DescendantFonts[0].FontDescriptor.FontFile2


def note(rect: list[float] | None, kind: Name = Name.Link) -> Change:
    """Return what puts an annotation on the first page."""
    place = {} if rect is None else {"Rect": Array(rect)}
    return put("Page", "/Annots", value=Array([Dictionary(Type=Name.Annot, Subtype=kind, **place)]))


def encoded(name: Name) -> Change:
    """Return what lists a stream with the filter *name*."""

    def change(pdf: pikepdf.Pdf) -> None:
        stream = picture(pdf)
        stream.Filter = name
        resource(pdf, "/XObject", "/Bad", stream)

    return change


def thing(subtype: Name, **entries: object) -> Change:
    """Return what lists an XObject of *subtype*."""
    return lambda pdf: resource(pdf, "/XObject", "/Bad", pdf.make_stream(b" ", Subtype=subtype, **entries))


def soft_masked(pdf: pikepdf.Pdf) -> None:
    """Show a picture through a soft mask."""
    shown(SMask=picture(pdf, ColorSpace=Name.DeviceGray))(pdf)


def alternate(pdf: pikepdf.Pdf) -> None:
    """Show one picture and print another."""
    shown(Alternates=Array([Dictionary(Image=picture(pdf), DefaultForPrinting=True)]))(pdf)


def default_rgb(pdf: pikepdf.Pdf) -> None:
    """Paint in RGB that the resources explain by a profile."""
    profile = pdf.make_stream(bytes(200), N=3)
    resource(pdf, "/ColorSpace", "/DefaultRGB", Array([Name.ICCBased, profile]))
    paint(f"1 0 0 rg {MIDDLE}")(pdf)


JAVASCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
TRANSPARENT = Dictionary(S=Name.Transparency)
