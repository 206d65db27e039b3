from __future__ import annotations

import io
import subprocess
import sys
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace

from pamphlet.errors import BadInput, CannotMake
from pamphlet.ink.palette import Ink
from pamphlet.ink.prepared import ColourSpace, Encoding, PreparedImage
from pamphlet.layout.placed import ARTIFACT, PlacedBox, PlacedLine, PlacedModules, PlacedPicture, PlacedShape
from pamphlet.pdf.extract import page_texts
from pamphlet.pdf.fonts import FontShelf
from pamphlet.pdf.metadata import Metadata
from pamphlet.pdf.standard import Marking, Standard
from pamphlet.pdf.writer import write_pdf
from pamphlet.sheet.side import Marked, Patch, Sheet, SlugLine, Stroke, Target
from pamphlet.typesetting.emphasis import Dots
from pamphlet.units import Rect


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def operators(pdf: bytes, page: int = 0) -> list[tuple[str, list[object]]]:
    """The operators of a page with their operands, as pikepdf parses them."""
    with opened(pdf) as document:
        return [
            (str(operator), [_plain(operand) for operand in operands])
            for operands, operator in pikepdf.parse_content_stream(document.pages[page])
        ]


def _plain(operand: object) -> object:
    return str(operand) if isinstance(operand, pikepdf.Name) else operand


def numbers(pdf: bytes, operator: str) -> list[list[float]]:
    return [[float(str(each)) for each in operands] for name, operands in operators(pdf) if name == operator]


def test_boxes_nest_and_the_y_axis_is_turned(setter):
    side = setter.side(PlacedBox(rect=Rect(30, 40, 10, 5), ink="red"))
    pdf = setter.pdf(side)
    with opened(pdf) as document:
        page = document.pages[0]
        assert [float(v) for v in page.MediaBox] == [0, 0, 400, 300]
        assert [float(v) for v in page.BleedBox] == [20, 20, 380, 280]
        assert [float(v) for v in page.TrimBox] == [28.5, 28.5, 371.5, 271.5]
        assert "/CropBox" not in page and "/ArtBox" not in page
    assert numbers(pdf, "re") == [[30, 255, 10, 5]]


def test_header_says_1_6(setter):
    assert setter.pdf(setter.side()).startswith(b"%PDF-1.6\n")


def test_colours_are_cmyk_and_black_text_overprints(setter):
    side = setter.side(
        PlacedBox(rect=Rect(20, 20, 100, 50), ink="red"),
        *setter.lines(setter.line("black on red"), setter.line("paper on red", ink="paper")),
        PlacedBox(rect=Rect(20, 120, 100, 5), ink="black"),
    )
    seen = [(name, *operands) for name, operands in operators(setter.pdf(side)) if name in {"k", "gs"}]
    colours = [(entry[0], *(str(v) for v in entry[1:])) for entry in seen]
    assert colours == [
        ("k", "0", "0.9", "0.8", "0"),
        ("gs", "/Overprint"),
        ("k", "0", "0", "0", "1"),
        ("gs", "/Knockout"),
        ("k", "0", "0", "0", "0"),
        ("gs", "/Overprint"),
        ("k", "0", "0", "0", "1"),
    ]


def test_paper_knocks_out_whatever_the_palette_says(setter):
    palette = {"paper": Ink(0.0, 0.0, 0.0, 0.0, overprint=True)}
    sheet = setter.sheet(setter.side(PlacedBox(rect=Rect(30, 40, 10, 5), ink="paper")))
    pdf = write_pdf(sheet, Metadata(title="t", lang="en"), setter.resources(palette=palette))
    assert "gs" not in {name for name, _ in operators(pdf)}


def test_emphasis_dots_are_circles_and_no_text(setter):
    line = setter.line("word", ink="red")
    dots = Dots(middles=(4.0, 12.0), height=11.0, radius=0.9)
    dotted = replace(line, runs=(replace(line.runs[0], dots=dots),))
    pdf, plain = (setter.pdf(setter.side(PlacedLine(x=50, y=100, line=each))) for each in (dotted, line))
    names = [name for name, _ in operators(pdf)]
    assert names[names.index("ET") + 1 :][:11] == [*"mccccmcccc", "f"]
    curves = numbers(pdf, "c")
    # The right, top, left and bottom of each circle, whose middle is 11 points above the baseline.
    for at, middle in enumerate((54, 62)):
        ends = [tuple(curve[4:]) for curve in curves[4 * at : 4 * at + 4]]
        assert len(ends) == 4
        assert sorted({round(x, 3) for x, _ in ends}) == [middle - 0.9, middle, middle + 0.9]
        assert sorted({round(y, 3) for _, y in ends}) == [210.1, 211, 211.9]
    assert page_texts(pdf) == page_texts(plain)
    assert [operands for name, operands in operators(pdf) if name == "k"] == [
        operands for name, operands in operators(plain) if name == "k"
    ]


def test_no_operator_of_another_colour_model(setter):
    side = setter.side(
        PlacedBox(rect=Rect(20, 20, 100, 50), ink="red"),
        *setter.lines(setter.line("words")),
        strokes=(Stroke(x1=1, y1=2, x2=3, y2=4),),
    )
    assert not {"rg", "RG", "g", "G", "K"} & {name for name, _ in operators(setter.pdf(side))}


def test_graphics_states_are_what_their_names_say(setter):
    with opened(setter.pdf(setter.side())) as document:
        states = document.pages[0].Resources.ExtGState
        assert states.Overprint.op is True and states.Overprint.OPM == 1
        assert states.Knockout.op is False


def test_marks_are_strokes_on_all_plates(setter):
    strokes = (
        Stroke(x1=5, y1=28.5, x2=17, y2=28.5),
        Stroke(x1=200, y1=3, x2=200, y2=17, width=0.5, dash=(3.0, 2.0)),
    )
    slug = (SlugLine(x=30, y=295, line=setter.line("slug", size=6, ink="registration")),)
    pdf = setter.pdf(setter.side(strokes=strokes, slug=slug))
    seen = operators(pdf)
    assert [operands for name, operands in seen if name in {"CS", "cs"}] == [["/All"]] * 3
    assert numbers(pdf, "m") == [[5, 271.5], [200, 297]]
    assert numbers(pdf, "l") == [[17, 271.5], [200, 283]]
    assert numbers(pdf, "w") == [[0.25], [0.5]]
    dashes = [[float(v) for v in operands[0]] for name, operands in seen if name == "d"]
    assert dashes == [[], [3, 2]]
    with opened(pdf) as document:
        space = document.pages[0].Resources.ColorSpace.All
        assert [str(space[0]), str(space[1]), str(space[2])] == ["/Separation", "/All", "/DeviceCMYK"]
        assert [float(v) for v in space[3].C1] == [1, 1, 1, 1]


PANEL = Rect(28.5, 20, 100, 260)


def test_targets_and_the_bar_are_drawn_where_they_stand(setter):
    marks = Marked(
        targets=(Target(x=200, y=10, radius=5),),
        patches=(Patch(rect=Rect(40, 5, 14, 10), ink="red"),),
    )
    pdf = setter.pdf(replace(setter.side(), marks=marks))
    assert numbers(pdf, "m") == [[205, 290], [195, 290], [200, 285]]
    assert [each[-2:] for each in numbers(pdf, "c")] == [[200, 295], [195, 290], [200, 285], [205, 290]]
    assert numbers(pdf, "k") == [[0, 0.9, 0.8, 0]]
    assert numbers(pdf, "re") == [[40, 285, 14, 10]]


def test_what_reaches_out_of_its_panel_is_clipped_and_nothing_else(setter):
    panel = setter.panel(
        PlacedBox(rect=Rect(2, 20, 50, 5), ink="red"),
        PlacedBox(rect=Rect(72, 20, 50, 5), ink="red"),
        *setter.lines(setter.line("words"), x=10, y=40),
        rect=PANEL,
    )
    pdf = setter.pdf(setter.side(panels=(panel,)))
    assert [name for name, _ in operators(pdf) if name in {"q", "W", "Q"}] == ["q", "q", "W", "Q", "Q"]
    assert numbers(pdf, "cm") == [[1, 0, 0, 1, 28.5, 20]]
    assert numbers(pdf, "re")[1] == [0, 0, 100, 260]


def test_state_set_inside_a_clip_or_a_panel_is_set_again_after_it(setter):
    far = PlacedLine(x=82, y=40, line=setter.line("reaches out"), element=0)
    near = PlacedLine(x=10, y=60, line=setter.line("inside"), element=0)
    panel = setter.panel(far, near, rect=PANEL)
    names = [name for name, _ in operators(setter.pdf(setter.side(panels=(panel, panel))))]
    assert names.count("q") == names.count("Q") == 4
    ends = [at for at, name in enumerate(names) if name == "Q"]
    for start, end in ((ends[0], ends[1]), (ends[1], ends[2]), (ends[2], ends[3])):
        assert {"gs", "k", "Tf"} <= set(names[start:end])


def test_a_turned_panel_is_drawn_by_one_transform(setter):
    rect = Rect(100, 50, 100, 60)
    box = PlacedBox(rect=Rect(0, 0, 30, 10), ink="red")
    linked = PlacedLine(x=10, y=20, line=setter.line("link", link="https://example.org"), element=0)
    upright, turned = (setter.side(panels=(setter.panel(box, linked, rect=rect, turned=t),)) for t in (False, True))
    for side, place in ((upright, [1, 0, 0, 1, 100, 190]), (turned, [-1, 0, 0, -1, 200, 250])):
        assert numbers(setter.pdf(side), "cm") == [place]
        assert numbers(setter.pdf(side), "re") == [[0, 50, 30, 10]]
    assert upright.panels[0].on_paper(box.rect) == Rect(100, 50, 30, 10)
    assert turned.panels[0].on_paper(box.rect) == Rect(170, 100, 30, 10)
    spots = []
    for side in (upright, turned):
        with opened(setter.pdf(side, links=True)) as document:
            spots.append([float(each) for each in document.pages[0].Annots[0].Rect])
    one, other = spots
    assert one[0] == pytest.approx(110, abs=0.5) and other[2] == pytest.approx(190, abs=0.5)
    assert [one[0] + other[2], one[1] + other[3]] == pytest.approx([300, 440]), "mirrored about the panel's middle"


def test_a_shape_is_one_closed_path_in_its_rectangle(setter):
    arrow = PlacedShape(rect=Rect(100, 100, 40, 20), outline=((0.0, 0.0), (1.0, 0.5), (0.0, 1.0)), ink="black")
    pdf = setter.pdf(setter.side(arrow))
    with pikepdf.open(io.BytesIO(pdf)) as document:
        page = document.pages[0]
        height = float(page.MediaBox[3])
        drawn = [
            (str(operator), [float(each) for each in operands])
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) in ("m", "l", "h", "f")
        ]
    assert [operator for operator, _ in drawn] == ["m", "l", "l", "h", "f"]
    xs, ys = zip(*(place for _, place in drawn[:3]), strict=True)
    assert (max(xs) - min(xs), max(ys) - min(ys)) == pytest.approx((40, 20))
    assert xs[1] == max(xs) and ys[0] == max(ys) <= height


def test_dark_modules_are_one_path_of_merged_runs(setter):
    rows = ((True, True, False, True), (False, False, False, False), (True, False, True, True), (True,) * 4)
    pdf = setter.pdf(setter.side(PlacedModules(rect=Rect(100, 100, 40, 40), rows=rows)))
    assert numbers(pdf, "re") == [
        [100, 190, 20, 10],
        [130, 190, 10, 10],
        [100, 170, 10, 10],
        [120, 170, 20, 10],
        [100, 160, 40, 10],
    ]
    assert [name for name, _ in operators(pdf)].count("f") == 1


def picture_item() -> PlacedPicture:
    return PlacedPicture(rect=Rect(20, 20, 90, 60), path=Path("photo.jpg"))


def grey_image(**fields: object) -> PreparedImage:
    given: dict[str, object] = {
        "data": zlib.compress(bytes(6)),
        "width": 3,
        "height": 2,
        "colour": ColourSpace.GREY,
        "encoding": Encoding.FLATE,
        "key": "grey",
        **fields,
    }
    return PreparedImage(**given)  # type: ignore[arg-type]


def test_a_picture_fills_its_rectangle_and_is_written_once(setter):
    item = picture_item()
    other = PlacedPicture(rect=Rect(200, 20, 90, 60), path=Path("photo.jpg"))
    image = grey_image()
    sheet = setter.sheet(setter.side(item, other))
    resources = setter.resources(pictures={item: image, other: image})
    pdf = write_pdf(sheet, Metadata(title="t", lang="en"), resources)
    assert numbers(pdf, "cm")[1:] == [[90, 0, 0, 60, 20, 220], [90, 0, 0, 60, 200, 220]]
    with opened(pdf) as document:
        images = document.pages[0].Resources.XObject
        assert list(images.keys()) == ["/Im1"]
        assert images.Im1.read_bytes() == bytes(6)
        assert str(images.Im1.ColorSpace) == "/DeviceGray" and "/Decode" not in images.Im1


def test_an_inverted_cmyk_jpeg_is_turned_and_its_bytes_are_verbatim(setter):
    item = picture_item()
    image = grey_image(data=b"\xff\xd8 jpeg", colour=ColourSpace.CMYK, encoding=Encoding.JPEG, inverted=True)
    resources = setter.resources(pictures={item: image})
    pdf = write_pdf(setter.sheet(setter.side(item)), Metadata(title="t", lang="en"), resources)
    with opened(pdf) as document:
        found = document.pages[0].Resources.XObject.Im1
        assert found.read_raw_bytes() == b"\xff\xd8 jpeg"
        assert [int(v) for v in found.Decode] == [1, 0] * 4
        assert str(found.Filter) == "/DCTDecode"


def test_a_picture_over_black_text_does_not_overprint(setter):
    item = picture_item()
    side = setter.side(*setter.lines(setter.line("words")), item)
    resources = setter.resources(pictures={item: grey_image()})
    pdf = write_pdf(setter.sheet(side), Metadata(title="t", lang="en"), resources)
    states = [operands[0] for name, operands in operators(pdf) if name in {"gs", "Do"}]
    assert states == ["/Overprint", "/Knockout", "/Im1"]


def test_an_unprepared_picture_and_an_unknown_ink_are_told(setter):
    with pytest.raises(CannotMake, match=r"photo\.jpg"):
        setter.pdf(setter.side(picture_item()))
    with pytest.raises(BadInput, match="'mauve'"):
        setter.pdf(setter.side(PlacedBox(rect=Rect(30, 40, 10, 5), ink="mauve")))


def test_links_are_annotations_only_where_asked(setter):
    line = setter.line("our page", link="https://example.org/café?a=1#b")
    side = setter.side(*setter.lines(line))
    with opened(setter.pdf(side)) as document:
        assert "/Annots" not in document.pages[0]
    with opened(setter.pdf(side, links=True)) as document:
        (annotation,) = document.pages[0].Annots
        assert str(annotation.A.URI) == "https://example.org/caf%C3%A9?a=1#b"
        left, bottom, right, top = (float(v) for v in annotation.Rect)
        assert left == 40 and right == pytest.approx(40 + line.width, abs=0.01)
        assert bottom < 240 < top


def test_information_and_xmp_agree(setter):
    metadata = Metadata(
        title="No a todo\n<golpe> ☭",
        lang="es",
        author="A & B",
        subject="Bolivia",
        date=datetime(2019, 11, 15, tzinfo=UTC),
        version="0.1.0",
    )
    pdf = write_pdf(setter.sheet(setter.side()), metadata, setter.resources())
    with opened(pdf) as document:
        info, xmp = document.docinfo, document.open_metadata()
        assert str(info.Title) == xmp["dc:title"] == "No a todo <golpe> ☭"
        assert str(info.Author) == "A & B" and xmp["dc:creator"] == ["A & B"]
        assert str(info.Subject) == xmp["dc:description"] == "Bolivia"
        assert str(info.Producer) == xmp["pdf:Producer"] == "Pamphlet 0.1.0"
        assert str(info.Creator) == xmp["xmp:CreatorTool"] == "Pamphlet 0.1.0"
        assert str(info.CreationDate) == str(info.ModDate) == "D:20191115000000+00'00'"
        assert xmp["xmp:CreateDate"] == "2019-11-15T00:00:00+00:00"
        assert str(info.Trapped) == "/False"
        assert str(document.Root.Lang) == "es"


@pytest.mark.parametrize(("duplex", "name"), [("short", "/DuplexFlipShortEdge"), ("long", "/DuplexFlipLongEdge")])
def test_the_viewer_is_told_how_to_show_and_print(setter, duplex, name):
    sheet = setter.sheet(setter.side(), setter.side(), duplex=duplex)
    with opened(write_pdf(sheet, Metadata(title="t", lang="en"), setter.resources())) as document:
        preferences = document.Root.ViewerPreferences
        assert preferences.DisplayDocTitle is True
        assert str(preferences.PrintScaling) == "/None"
        assert str(preferences.Duplex) == name


def test_same_input_same_bytes_on_a_cold_and_a_warm_shelf_and_in_another_order(setter):
    def build(shelf: FontShelf, *lines: str) -> bytes:
        side = setter.side(*setter.lines(*(setter.line(text) for text in lines)))
        return write_pdf(setter.sheet(side), Metadata(title="t", lang="en"), setter.resources(shelf=shelf))

    cold = build(FontShelf(), "10\u00a0000 e\u0301t\u00e9", "a word")
    shelf = FontShelf()
    build(shelf, "\u2010\u00a0 quite others first \u2011")
    assert build(shelf, "10\u00a0000 e\u0301t\u00e9", "a word") == cold
    assert build(shelf, "10\u00a0000 e\u0301t\u00e9", "a sword") != cold


def test_the_clock_is_not_read(setter, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    side = setter.side(*setter.lines(setter.line("words")))
    first = setter.pdf(side)
    monkeypatch.setattr("time.time", lambda: pytest.fail("the clock was read"))
    assert setter.pdf(side) == first


def test_a_standard_adds_to_every_place(setter):
    class Marked(Standard):
        pdf_version = (1, 4)

        def marking(self, sheet: Sheet) -> Marking:
            return Elements()

        def catalog_entries(self, document):
            return {"MarkInfo": "<</Marked true>>"}

        def page_entries(self, document, page):
            return {"StructParents": page}

        def info_entries(self):
            return {"GTS_PDFXVersion": "PDF/X-0"}

    class Elements(Marking):
        def begin(self, page: int, element: int) -> str:
            return "/Artifact BMC" if element == ARTIFACT else f"/P <</MCID {element}>> BDC"

        def end(self) -> str:
            return "EMC"

    side = setter.side(
        PlacedBox(rect=Rect(30, 40, 50, 5), ink="red"),
        *setter.lines(setter.line("one"), setter.line("two")),
        strokes=(Stroke(x1=1, y1=2, x2=3, y2=4),),
    )
    pdf = setter.pdf(side, standard=Marked())
    marks = [name for name, _ in operators(pdf) if name in {"BMC", "BDC", "EMC", "Tj", "TJ", "S"}]
    assert marks == ["BMC", "EMC", "BDC", "TJ", "TJ", "EMC", "BMC", "S", "EMC"]
    with opened(pdf) as document:
        assert document.pdf_version == "1.4"
        assert document.Root.MarkInfo.Marked is True
        assert document.pages[0].StructParents == 0
        assert str(document.docinfo["/GTS_PDFXVersion"]) == "PDF/X-0"


def test_qpdf_finds_no_fault(setter, judge, tmp_path):
    side = setter.side(
        *setter.lines(setter.line("The office of affluent officials"), setter.line("e\u0301te\u030c x\u030c")),
        PlacedModules(rect=Rect(100, 100, 40, 40), rows=((True, False), (False, True))),
        strokes=(Stroke(x1=5, y1=28.5, x2=17, y2=28.5, dash=(1.0,)),),
    )
    path = tmp_path / "leaflet.pdf"
    path.write_bytes(setter.pdf(side, side))
    found = subprocess.run([judge("qpdf"), "--check", path], capture_output=True, text=True)
    assert found.returncode == 0, found.stdout + found.stderr


def test_every_stream_ends_its_bytes_with_a_line_end(setter):
    pdf = setter.pdf(setter.side(*setter.lines(setter.line("words"))))
    assert pdf.count(b"endstream") == pdf.count(b"\nendstream\n") > 3


def test_body_text_is_on_the_black_plate_alone(setter, judge, tmp_path):
    ghostscript = judge("gs")
    side = setter.side(
        PlacedBox(rect=Rect(20, 20, 360, 100), ink="red"),
        *setter.lines(setter.line("black text over a red ground", size=20)),
        *setter.lines(setter.line("and on the paper", size=20), y=200),
    )
    bare = setter.side(PlacedBox(rect=Rect(20, 20, 360, 100), ink="red"))
    inked = plates(ghostscript, tmp_path / "inked", setter.pdf(side))
    ground = plates(ghostscript, tmp_path / "ground", setter.pdf(bare))
    for plate in ("Cyan", "Magenta", "Yellow"):
        assert inked[plate] == ground[plate], f"text left its trace on {plate}"
    assert inked["Black"] != ground["Black"]


def test_marks_print_on_every_plate(setter, judge, tmp_path):
    strokes = (Stroke(x1=5, y1=100, x2=17, y2=100, width=3),)
    found = plates(judge("gs"), tmp_path, setter.pdf(setter.side(strokes=strokes)))
    assert len(set(found.values())) == 1
    assert min(found["Cyan"]) < 30


def plates(ghostscript: str, folder: Path, pdf: bytes) -> dict[str, bytes]:
    """The four separations at 72 dpi as grey samples; 255 is no ink."""
    from PIL import Image

    folder.mkdir(exist_ok=True)
    path = folder / "leaflet.pdf"
    path.write_bytes(pdf)
    target = folder / "plate.tif"
    command = [ghostscript, "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=tiffsep", "-r72", f"-o{target}", path]
    subprocess.run(command, check=True, capture_output=True)
    names = ("Cyan", "Magenta", "Yellow", "Black")
    return {name: Image.open(folder / f"plate({name}).tif").convert("L").tobytes() for name in names}


def test_what_is_slow_to_import_stays_out():
    code = (
        "import sys, pamphlet.pdf.writer; "
        "heavy = {'reportlab.pdfgen.canvas', 'reportlab.platypus', 'pikepdf', 'fontTools', 'numpy', 'pypdfium2'}; "
        "sys.exit(' '.join(sorted(heavy & set(sys.modules))) or None)"
    )
    root = Path(__file__).parents[2]
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root)
    assert found.returncode == 0, found.stderr
