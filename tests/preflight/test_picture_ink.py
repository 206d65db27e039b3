"""The ink of pictures in files from elsewhere, however they are encoded; Ghostscript's plates say what is right."""

from __future__ import annotations

import io
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops
from press_files import Press, paint, resource

from pamphlet.preflight.file import PdfFile
from pamphlet.preflight.inks import Inks
from pamphlet.preflight.judge import judge
from pamphlet.preflight.rule import Claim, Subject
from pamphlet.preflight.xmp import Xmp
from pamphlet.resources import asset
from pamphlet.units import mm

Make = Callable[[pikepdf.Pdf], pikepdf.Object]

SIZE = 96
SIDE = mm(40)
"""Of the picture on the page: 61 ppi, so that each pixel is looked at."""
DARK, LIGHT = (230, 220, 210, 200), (20, 30, 40, 10)
"""337 and 39 %."""
TOTAL = sum(DARK) / 2.55
AT = (60, 24, 72, 36)
"""Where the dark spot is, in pixels."""


def drawn(dark: tuple[int, ...] = DARK, light: tuple[int, ...] = LIGHT) -> Image.Image:
    picture = Image.new("CMYK", (SIZE, SIZE), light)
    picture.paste(dark, AT)
    return picture


def samples(order: tuple[int, ...] = (0, 1, 2, 3), extra: bytes = b"") -> bytes:
    """Return the picture's samples with its inks in *order*, and further components."""
    pixels = drawn().tobytes()
    return b"".join(bytes(pixels[at + ink] for ink in order) + extra for at in range(0, len(pixels), 4))


def stream(pdf: pikepdf.Pdf, data: bytes, space: object, **entries: object) -> pikepdf.Object:
    given = {"Width": SIZE, "Height": SIZE, "BitsPerComponent": 8, "ColorSpace": space, **entries}
    return pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Image, **given)


def plain(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return stream(pdf, samples(), Name.DeviceCMYK)


def flate(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """With the predictor of PNG: no change from the left for the first pixel of a row, then differences."""
    rows = [samples()[at : at + 4 * SIZE] for at in range(0, 4 * SIZE * SIZE, 4 * SIZE)]
    coded = b"".join(
        b"\x01" + bytes((row[at] - (row[at - 4] if at >= 4 else 0)) % 256 for at in range(len(row))) for row in rows
    )
    how = Dictionary(Predictor=15, Colors=4, BitsPerComponent=8, Columns=SIZE)
    return stream(pdf, zlib.compress(coded), Name.DeviceCMYK, Filter=Name.FlateDecode, DecodeParms=how)


def turned(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return stream(pdf, bytes(255 - each for each in samples()), Name.DeviceCMYK, Decode=Array([1, 0] * 4))


def half(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """Half the ink that the samples say."""
    return stream(pdf, samples(), Name.DeviceCMYK, Decode=Array([0, 0.5] * 4))


def deep(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return stream(pdf, b"".join(bytes((each, 99)) for each in samples()), Name.DeviceCMYK, BitsPerComponent=16)


def jpeg_bytes(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "JPEG", quality=95, subsampling=0)
    return target.getvalue()


def adobe_jpeg(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """As Adobe's programs and Pillow write it: turned, with a marker, and Decode to turn it back."""
    how = {"Filter": Name.DCTDecode, "Decode": Array([1, 0] * 4)}
    return stream(pdf, jpeg_bytes(drawn()), Name.DeviceCMYK, **how)


def upright_jpeg(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """Not turned: the marker of itself means nothing in a PDF."""
    data = jpeg_bytes(ImageChops.invert(drawn()))
    return stream(pdf, data, Name.DeviceCMYK, Filter=Name.DCTDecode)


def packed_jpeg(pdf: pikepdf.Pdf) -> pikepdf.Object:
    data = zlib.compress(jpeg_bytes(ImageChops.invert(drawn())))
    return stream(pdf, data, Name.DeviceCMYK, Filter=Array([Name.FlateDecode, Name.DCTDecode]))


def function(pdf: pikepdf.Pdf, inputs: int, source: bytes) -> pikepdf.Object:
    sizes = {"Domain": Array([0, 1] * inputs), "Range": Array([0, 1] * 4)}
    return pdf.make_stream(source, FunctionType=4, **sizes)


def device_n(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """Black before cyan, and a spot ink, which does not count."""
    names = Array([Name.Black, Name.Cyan, Name.Gold, Name.Magenta, Name.Yellow])
    tint = function(pdf, 5, b"{ pop pop pop pop pop 0 0 0 0 }")
    data = b"".join(bytes((k, c, 77, m, y)) for c, m, y, k in zip(*[iter(samples())] * 4, strict=True))
    return stream(pdf, data, Array([Name.DeviceN, names, Name.DeviceCMYK, tint]))


def registration(pdf: pikepdf.Pdf) -> pikepdf.Object:
    tint = function(pdf, 1, b"{ dup dup dup }")
    space = Array([Name.Separation, Name.All, Name.DeviceCMYK, tint])
    return stream(pdf, drawn().getchannel(0).tobytes(), space)


COLOURS = (LIGHT, (254, 255, 1, 2), DARK, (0, 0, 0, 0))


def indexed(pdf: pikepdf.Pdf, table: object, bits: int, **entries: object) -> pikepdf.Object:
    """The same spot by a palette: 2 is dark, 0 light."""
    plane = Image.new("L", (SIZE, SIZE), 0)
    plane.paste(2, AT)
    values = plane.tobytes()
    each = 8 // bits
    data = bytes(
        sum(values[at + step] << (8 - bits * (step + 1)) for step in range(each)) for at in range(0, len(values), each)
    )
    return stream(pdf, data, Array([Name.Indexed, Name.DeviceCMYK, 3, table]), BitsPerComponent=bits, **entries)


def palette(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return indexed(pdf, pikepdf.String(b"".join(map(bytes, COLOURS))), 8)


def palette_like_text(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """Its first bytes are those that begin text in UTF-16."""
    colours = ((254, 255, 1, 2), (0, 0, 0, 0), DARK, LIGHT)
    return indexed(pdf, pikepdf.String(b"".join(map(bytes, colours))), 8)


def palette_in_a_stream(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return indexed(pdf, pdf.make_stream(b"".join(map(bytes, COLOURS))), 4)


def palette_of_four(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return indexed(pdf, pdf.make_stream(b"".join(map(bytes, COLOURS))), 2)


def palette_turned(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """Counted from the end: 1 is dark where the samples say 2."""
    return indexed(pdf, pdf.make_stream(bytes(DARK) * 2 + bytes(LIGHT) * 2), 2, Decode=Array([3, 0]))


def softly_masked(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """The spot is left out."""
    mask = Image.new("L", (SIZE, SIZE), 255)
    mask.paste(0, AT)
    return stream(pdf, samples(), Name.DeviceCMYK, SMask=stream(pdf, mask.tobytes(), Name.DeviceGray))


def stencilled(pdf: pikepdf.Pdf) -> pikepdf.Object:
    mask = Image.new("1", (SIZE, SIZE), 0)
    mask.paste(1, AT)
    sizes = {"Width": SIZE, "Height": SIZE, "BitsPerComponent": 1, "ImageMask": True}
    stencil = pdf.make_stream(mask.tobytes(), Type=Name.XObject, Subtype=Name.Image, **sizes)
    return stream(pdf, samples(), Name.DeviceCMYK, Mask=stencil)


def own_profile(pdf: pikepdf.Pdf) -> pikepdf.Object:
    profile = pdf.make_stream(asset("icc/FOGRA39L.icc").read_bytes(), N=4)
    return stream(pdf, samples(), Array([Name.ICCBased, profile]))


def other_profile(pdf: pikepdf.Pdf) -> pikepdf.Object:
    profile = pdf.make_stream(asset("icc/TR003.icc").read_bytes(), N=4)
    return stream(pdf, samples(), Array([Name.ICCBased, profile]))


def rgb_profile(pdf: pikepdf.Pdf) -> pikepdf.Object:
    profile = pdf.make_stream(asset("icc/sRGB.icc").read_bytes(), N=3)
    image = Image.new("RGB", (SIZE, SIZE), (230, 220, 210))
    image.paste((3, 2, 1), AT)
    return stream(pdf, image.tobytes(), Array([Name.ICCBased, profile]))


ENCODINGS = (
    plain, flate, turned, half, deep, adobe_jpeg, upright_jpeg, packed_jpeg, device_n, registration, palette,
    palette_like_text, palette_in_a_stream, palette_of_four, palette_turned, softly_masked, stencilled, own_profile,
    other_profile, rgb_profile,
)  # fmt: skip


def page_with(make: Make, matrix: str = f"{SIDE} 0 0 {SIDE} 20 20", clip: str = "") -> bytes:
    """Return a page of 200 points with one picture, made for FOGRA39."""
    target = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(200, 200))
        profile = pdf.make_stream(asset("icc/FOGRA39L.icc").read_bytes(), N=4)
        intent = {"S": Name.GTS_PDFX, "OutputConditionIdentifier": pikepdf.String("FOGRA39")}
        pdf.Root.OutputIntents = Array([Dictionary(Type=Name.OutputIntent, DestOutputProfile=profile, **intent)])
        resource(pdf, "/XObject", "/Im", make(pdf))
        pdf.pages[0].Contents = pdf.make_stream(f"{clip} q {matrix} cm /Im Do Q".encode())
        pdf.save(target)
    return target.getvalue()


def measured(pdf: bytes) -> tuple[float, float, float]:
    """Return the most ink of the one picture, in percent, and where it lies, in points."""
    with PdfFile(pdf) as file:
        subject = Subject(file, Xmp(None), Claim.PLAIN)
        ((_, (painted,)),) = subject.painted
        most = subject.pictures.thickest(painted, None)
    assert most is not None
    return most.ink * 100, most.x, most.y


def separated(ghostscript: str, folder: Path, pdf: bytes) -> float:
    """Return the most ink that Ghostscript lays, of the process inks, away from edges."""
    from PIL.ImageFilter import MinFilter

    (folder / "page.pdf").write_bytes(pdf)
    command = [ghostscript, "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=tiffsep", "-r144"]
    press = asset("icc/FOGRA39L.icc")
    how = [f"-sOutputICCProfile={press}", f"-sDefaultCMYKProfile={press}", "-dRenderIntent=1", "-dBlackPtComp=0"]
    subprocess.run([*command, *how, f"-o{folder / 'p.tif'}", folder / "page.pdf"], check=True, capture_output=True)
    total = None
    for name in ("Cyan", "Magenta", "Yellow", "Black"):
        with Image.open(folder / f"p({name}).tif") as file:
            quarter = file.convert("L").point([(255 - level) // 4 for level in range(256)])
        total = quarter if total is None else ImageChops.add(total, quarter)
    assert total is not None
    return total.filter(MinFilter(3)).getextrema()[1] * 4 / 2.55  # type: ignore[operator]


@pytest.mark.parametrize("make", ENCODINGS)
def test_however_it_is_encoded_ghostscript_lays_as_much(judge, tmp_path: Path, make: Make) -> None:  # type: ignore[no-untyped-def]
    pdf = page_with(make)
    assert measured(pdf)[0] == pytest.approx(separated(judge("gs"), tmp_path, pdf), abs=7)


@pytest.mark.parametrize(
    "make", [plain, flate, turned, deep, adobe_jpeg, upright_jpeg, packed_jpeg, device_n, palette, own_profile]
)
def test_the_spot_is_found_where_it_is(make: Make) -> None:
    ink, x, y = measured(page_with(make))
    assert ink == pytest.approx(TOTAL, abs=4)
    assert (x - 20) / SIDE * SIZE == pytest.approx(AT[0] + 6, abs=7)
    assert (1 - (y - 20) / SIDE) * SIZE == pytest.approx(AT[1] + 6, abs=7)


@pytest.mark.parametrize(
    ("matrix", "middle"),
    [
        (f"0 {SIDE} -{SIDE} 0 150 20", (150 - SIDE * (1 - 30 / 96), 20 + SIDE * 66 / 96)),
        (f"-{SIDE} 0 0 -{SIDE} 150 150", (150 - SIDE * 66 / 96, 150 - SIDE * (1 - 30 / 96))),
        (f"{SIDE} 0 0 -{SIDE} 20 150", (20 + SIDE * 66 / 96, 150 - SIDE * (1 - 30 / 96))),
    ],
    ids=["on its side", "upside down", "mirrored"],
)
def test_a_picture_that_is_turned_is_measured_in_its_place(matrix: str, middle: tuple[float, float]) -> None:
    ink, x, y = measured(page_with(plain, matrix))
    assert ink == pytest.approx(TOTAL, abs=2)
    assert (x, y) == pytest.approx(middle, abs=8 * SIDE / SIZE)


def test_only_what_the_clip_shows_counts() -> None:
    left, right = f"20 20 {SIDE / 2} {SIDE} re W n", f"{20 + SIDE / 2} 20 {SIDE / 2} {SIDE} re W n"
    assert measured(page_with(plain, clip=left))[0] == pytest.approx(sum(LIGHT) / 2.55, abs=2)
    assert measured(page_with(plain, clip=right))[0] == pytest.approx(TOTAL, abs=2)


@pytest.mark.parametrize("side", [8, 12, 20])
def test_the_average_is_that_of_a_square_of_fifteen_millimetres(side: int) -> None:
    """A dark square of *side* in a light picture of 40 mm, 24 pixels to the centimetre."""
    full, light = (255, 255, 255, 255), sum(LIGHT) / 2.55

    def dark(pdf: pikepdf.Pdf) -> pikepdf.Object:
        image = Image.new("CMYK", (SIZE, SIZE), LIGHT)
        image.paste(full, (36, 24, 36 + round(2.4 * side), 24 + round(2.4 * side)))
        return stream(pdf, image.tobytes(), Name.DeviceCMYK)

    with PdfFile(page_with(dark)) as file:
        subject = Subject(file, Xmp(None), Claim.PLAIN)
        ((_, (painted,)),) = subject.painted
        most = subject.pictures.fullest(painted, None)
    assert most is not None
    share = min((side / 15) ** 2, 1.0)
    assert most.ink * 100 == pytest.approx(share * 400 + (1 - share) * light, abs=14)
    if side == 12:
        # The first square from above that holds all of it ends where it does.
        assert (most.x - 20) / mm(1) == pytest.approx(15 + 12 - 7.5, abs=1)
        assert 40 - (most.y - 20) / mm(1) == pytest.approx(10 + 12 - 7.5, abs=1)


def test_one_ink_is_never_too_much_and_what_cannot_be_read_is_left_alone(press: Press) -> None:
    def black(pdf: pikepdf.Pdf) -> pikepdf.Object:
        tint = function(pdf, 1, b"{ 0 0 0 4 3 roll }")
        return stream(pdf, bytes(SIZE * SIZE), Array([Name.Separation, Name.Black, Name.DeviceCMYK, tint]))

    def short(pdf: pikepdf.Pdf) -> pikepdf.Object:
        return stream(pdf, b"\xff" * 99, Name.DeviceCMYK)

    def broken(pdf: pikepdf.Pdf) -> pikepdf.Object:
        return stream(pdf, b"\xff\xd8 no more", Name.DeviceCMYK, Filter=Name.DCTDecode)

    def jpeg_2000(pdf: pikepdf.Pdf) -> pikepdf.Object:
        return stream(pdf, b"jP", Name.DeviceCMYK, Filter=Name.JPXDecode)

    for make in (black, short, broken, jpeg_2000):
        with PdfFile(page_with(make)) as file:
            subject = Subject(file, Xmp(None), Claim.PLAIN)
            ((_, (painted,)),) = subject.painted
            assert subject.pictures.thickest(painted, None) is None, make.__name__
            assert subject.pictures.fullest(painted, None) is None, make.__name__


def test_a_large_photo_is_never_decoded_whole() -> None:
    """A JPEG of 6 megapixels at 300 ppi is looked at with a sixteenth of them."""

    def large(pdf: pikepdf.Pdf) -> pikepdf.Object:
        image = drawn().resize((3000, 2000), Image.Resampling.NEAREST)
        how = {"Width": 3000, "Height": 2000, "Filter": Name.DCTDecode, "Decode": Array([1, 0] * 4)}
        return stream(pdf, jpeg_bytes(image), Name.DeviceCMYK, **how)

    with PdfFile(page_with(large)) as file:
        objects = file.dictionary(file.pages[0].entries["/Resources"])["/XObject"]
        ink = Inks(file, None).laid(file.dictionary(objects)["/Im"], "/DeviceCMYK", 4)
    assert ink is not None and ink.size == (750, 500)
    assert ink.getextrema()[1] / 255 * 400 == pytest.approx(TOTAL, abs=4)  # type: ignore[operator]


def test_a_finding_names_the_picture_the_place_and_the_figures(press: Press) -> None:
    """The page is cut 28.346 points from the left of the sheet and 633.543 from its foot."""

    def dark(pdf: pikepdf.Pdf) -> None:
        image = stream(pdf, drawn((255, 255, 255, 230)).tobytes(), Name.DeviceCMYK)
        resource(pdf, "/XObject", "/Bad", image)
        paint(f"q {SIDE} 0 0 {SIDE} 400 300 cm /Bad Do Q")(pdf)

    (finding,) = judge(press.planted(dark, "pdfx4"), thorough=True).findings
    assert (finding.code, finding.place.page) == ("picture-ink", 1)
    left, head = (400 - 28.346) / mm(1) + 40 * 60 / 96, (633.543 - 300) / mm(1) - 40 * 72 / 96
    assert finding.message.startswith(
        f"a picture (Bad) lays 389 % of ink, {left:.0f} mm from the left and {head:.0f} mm from the head; 340 % are"
    )


def test_what_lies_outside_the_bleed_does_not_count(press: Press) -> None:
    def outside(pdf: pikepdf.Pdf) -> None:
        resource(pdf, "/XObject", "/Bad", stream(pdf, b"\xff" * 4 * SIZE * SIZE, Name.DeviceCMYK))
        paint("q 12 0 0 12 2 2 cm /Bad Do Q")(pdf)

    assert "picture-ink" not in press.codes(outside, "pdfx4", thorough=True)


def test_build_leaves_pictures_alone(press: Press) -> None:
    """They were measured before they were drawn; unpacking them again would cost more than all other rules."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(PdfFile, "packed", None)
        assert judge(press.file("pdfx4")).passed
