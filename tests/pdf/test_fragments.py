from __future__ import annotations

import io
import re
import subprocess
import unicodedata
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_fonts import make_cid_keyed, make_variable, make_variable_cff2
from PIL import Image

from pamphlet.pdf.cids import Cids
from pamphlet.pdf.fragments import Mark, Rise, compose, compose_clusters
from pamphlet.typesetting.face import Face, Glyph, Shaped
from pamphlet.typesetting.line import Ending, Line, Run

MEDIA_HEIGHT = 300.0


def origins(pdf: bytes) -> list[tuple[str, float, float]]:
    """Each character that PDFium reads, with the origin of its glyph; y upwards."""
    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].get_textpage()
        for at in range(page.count_chars()):
            x, y = pdfium.c_double(), pdfium.c_double()
            assert pdfium.FPDFText_GetCharOrigin(page, at, x, y)
            char = chr(pdfium.FPDFText_GetUnicode(page, at))
            if not pdfium.FPDFText_IsGenerated(page, at):
                found.append((char, x.value, y.value))
    return found


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        text: str = document[0].get_textpage().get_text_range()
        return text


def poppler_text(judge, folder, pdf: bytes) -> str:
    path = folder / "leaflet.pdf"
    path.write_bytes(pdf)
    command = [judge("pdftotext"), "-enc", "UTF-8", path, "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def initials(line: Line) -> list[tuple[str, float]]:
    """The first character of each word of *line* and the x that layout gave it."""
    return [(shaped.text[0], x) for run in line.runs for x, shaped in run.words if not shaped.text.isspace()]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"scale": 0.973},
        {"tracking": 0.137},
        {"tracking": -0.08, "scale": 1.021, "size": 9.37},
        {"size": 61.3, "space": 0.19, "scale": 0.5},
        {"space": 0.71},
    ],
    ids=str,
)
@pytest.mark.parametrize("family", ["roman", "wide_em"])
def test_words_stand_where_the_line_wants_them(setter, family, fields):
    line = setter.line("WAVE Tower of To. Avoid VAT Ye", face=getattr(setter, family), **fields)
    pdf = setter.pdf(setter.side(*setter.lines(line, x=33.337)))
    found = origins(pdf)
    at = 0
    for char, x in initials(line):
        at = next(i for i in range(at, len(found)) if found[i][0] == char and abs(found[i][1] - 33.337 - x) < 2)
        assert found[at][1] == pytest.approx(33.337 + x, abs=0.02)
        assert found[at][2] == pytest.approx(MEDIA_HEIGHT - 60, abs=0.002)


def test_a_long_line_gathers_no_drift(setter):
    line = setter.line(" ".join(["WAVY"] * 60), size=3.0, face=setter.wide_em, tracking=0.0137, scale=0.9871)
    pdf = setter.pdf(setter.side(*setter.lines(line)))
    wanted = [40 + x for char, x in initials(line)]
    found = [x for char, x, _ in origins(pdf) if char == "W"]
    assert max(abs(one - other) for one, other in zip(found, wanted, strict=True)) < 0.02


def test_kerning_and_offsets_inside_a_word_are_kept(setter):
    shaped = setter.roman.shape("AVATAR")
    size = 20.0
    line = Line(
        runs=(Run(face=setter.roman, size=size, ink="black", words=((0.0, shaped),)),),
        width=shaped.width * size,
        text="AVATAR",
    )
    pdf = setter.pdf(setter.side(*setter.lines(line)))
    pen, wanted = 0, []
    for glyph in shaped.glyphs:
        wanted.append(40 + pen * size / setter.roman.units_per_em)
        pen += glyph.advance
    assert sum(g.advance for g in shaped.glyphs) != sum(
        setter.roman.hb_font.get_glyph_h_advance(g.gid) for g in shaped.glyphs
    ), "the word must have kerning for this test to say anything"
    assert [x for _, x, _ in origins(pdf)] == pytest.approx(wanted, abs=0.01)


def assert_shaped(seen: list[tuple[float, float]], glyphs: tuple[Glyph, ...], unit: float) -> None:
    """Assert that the origins *seen*, in thousandths of an em, are those that HarfBuzz gave."""
    origin, wanted = 0, []
    for glyph in glyphs:
        wanted.append(((origin + glyph.x_offset) * unit, glyph.y_offset * unit))
        origin += glyph.advance
    assert len(seen) == len(wanted)
    for (x, y), (wanted_x, wanted_y) in zip(seen, wanted, strict=True):
        assert x == pytest.approx(wanted_x, abs=0.56)
        assert y == pytest.approx(wanted_y, abs=0.001)


@settings(max_examples=30, deadline=None)
@given(
    advances=st.lists(st.integers(0, 1500), min_size=1, max_size=12),
    offsets=st.lists(st.tuples(st.integers(-600, 600), st.integers(-300, 300)), min_size=12, max_size=12),
)
def test_a_fragment_puts_each_glyph_where_harfbuzz_did(setter, advances, offsets):
    """Whatever advances and offsets: read the operators back and compare."""
    gid = setter.wide_em.shape("n").glyphs[0].gid
    glyphs = tuple(
        Glyph(gid, at, adv, dx, dy) for at, (adv, (dx, dy)) in enumerate(zip(advances, offsets, strict=False))
    )
    cids = Cids(setter.wide_em)
    fragment = compose(cids, Shaped(setter.wide_em, "n" * len(glyphs), glyphs))
    pieces = fragment.pieces or (fragment.code,)
    unit, pen, rise, seen = 1000 / setter.wide_em.units_per_em, 0.0, 0.0, []
    for piece in pieces:
        if isinstance(piece, Rise):
            rise = piece.ems * 1000
        elif not isinstance(piece, Mark):
            for part in piece.replace("<", " <").replace(">", "> ").split():
                if part.startswith("<"):
                    for _ in range(len(part[1:-1]) // 4):
                        seen.append((pen, rise))
                        pen += cids.glyph(gid)[1]
                else:
                    pen -= float(part)
    assert_shaped(seen, glyphs, unit)
    assert pen == pytest.approx(fragment.advance)
    assert rise == 0


@settings(max_examples=30, deadline=None)
@given(
    advances=st.lists(st.integers(-1, 3).map(lambda n: n and n * 450), min_size=1, max_size=12),
    offsets=st.lists(st.tuples(st.integers(-600, 600), st.integers(-300, 300)), min_size=12, max_size=12),
)
def test_composites_put_each_glyph_where_harfbuzz_did(setter, advances, offsets):
    """A letter and the marks behind it are one glyph; read its components back and compare."""
    face = setter.wide_em
    gid = face.shape("n").glyphs[0].gid
    glyphs = tuple(
        Glyph(gid, at, adv, dx, dy) for at, (adv, (dx, dy)) in enumerate(zip(advances, offsets, strict=False))
    )
    fragment = compose_clusters(Cids(face), Shaped(face, "n" * len(glyphs), glyphs))
    unit, pen, seen = 1000 / face.units_per_em, 0.0, []
    for piece in fragment.pieces or (fragment.code,):
        for part in re.findall(r"\{\d+\}|-?[\d.]+", piece):
            if part.startswith("{"):
                cluster = fragment.clusters[int(part[1:-1])]
                assert cluster.advance >= 0, "a font cannot say less"
                seen += [(pen + each.x * unit, each.y * unit) for each in cluster.components]
                pen += round(cluster.advance * unit)
            else:
                pen -= float(part)
    assert_shaped(seen, glyphs, unit)
    assert "".join(cluster.text for cluster in fragment.clusters) == "n" * len(glyphs)
    assert pen == pytest.approx(fragment.advance)


def test_a_run_with_a_rise_stands_above_the_line_and_the_next_does_not(setter):
    word, end = setter.run("word")
    note, after = setter.run("12", start=end, size=6.0, rise=3.5)
    more, width = setter.run("more", start=after + 2.5)
    line = Line(runs=(word, note, more), width=width, text="word12 more")
    pdf = setter.pdf(setter.side(*setter.lines(line)))
    heights = {char: y for char, _, y in origins(pdf)}
    assert heights["w"] == pytest.approx(240) and heights["m"] == pytest.approx(240)
    assert heights["1"] == pytest.approx(243.5)
    assert text_of(pdf) == "word12 more"


LIGATURES = "The affluent official found fjords difficult"


def test_ligatures_read_as_their_letters(setter, judge, tmp_path):
    assert len(setter.roman.shape("official").glyphs) < len("official"), "the face must have ligatures"
    pdf = setter.pdf(setter.side(*setter.lines(setter.line(LIGATURES))))
    assert text_of(pdf) == LIGATURES
    assert poppler_text(judge, tmp_path, pdf).strip() == LIGATURES


@pytest.mark.parametrize(
    "text",
    [
        "été naïve Łódź",
        "e\u0301te\u0301",
        "10\u00a0000 €",
        "x\u030c",
        "\u2018quotes\u2019 \u201cmore\u201d \u2013 \u2014 \u2026",
    ],
)
def test_accents_and_shared_glyphs_read_as_written(setter, judge, tmp_path, text):
    pdf = setter.pdf(setter.side(*setter.lines(setter.line("a b-c"), setter.line(text))))
    wanted = unicodedata.normalize("NFC", text)
    assert unicodedata.normalize("NFC", text_of(pdf).splitlines()[1]) == wanted
    poppler = poppler_text(judge, tmp_path, pdf).splitlines()[1]
    # Poppler gives every space as U+0020
    assert unicodedata.normalize("NFC", poppler) == wanted.replace("\u00a0", " ")


def test_a_glyph_with_two_meanings_gets_actual_text_for_the_second(setter):
    hyphen = setter.roman.shape("-").glyphs
    line = setter.line("x")
    words = ((0.0, Shaped(setter.roman, "-", hyphen)), (30.0, Shaped(setter.roman, "\u2010", hyphen)))
    line = Line(runs=(Run(face=setter.roman, size=10, ink="black", words=words),), width=40, text="- \u2010")
    assert [char for char, _, _ in origins(setter.pdf(setter.side(*setter.lines(line))))] == ["-", "\u2010"]


def test_all_readers_rejoin_a_word_that_the_breaker_broke(setter, judge, tmp_path):
    first = setter.line("It is a most dif", ending=Ending.HYPHEN)
    pdf = setter.pdf(setter.side(*setter.lines(first, setter.line("ficult word to break"))))
    assert text_of(pdf) == "It is a most dif\ufffeficult word to break"
    assert "most difficult word" in poppler_text(judge, tmp_path, pdf)


@pytest.mark.parametrize("tracking", [0.5, 1.0, 2.0, 4.0])
def test_a_tracked_headline_reads_as_words(setter, tracking):
    pdf = setter.pdf(setter.side(*setter.lines(setter.line("NO TO THE AVATARS", size=10, tracking=tracking))))
    assert text_of(pdf) == "NO TO THE AVATARS"


def test_fonts_are_embedded_subsets_with_unicode(setter, judge, tmp_path):
    line, bold = setter.line("roman"), setter.line("bold", face=setter.bold)
    path = tmp_path / "leaflet.pdf"
    path.write_bytes(setter.pdf(setter.side(*setter.lines(line, bold))))
    assert path.stat().st_size < 12_000
    lines = subprocess.run([judge("pdffonts"), path], check=True, capture_output=True, text=True).stdout.splitlines()
    assert len(lines) == 2 + 2
    for name, family in zip(
        sorted(lines[2:], key=lambda each: each[7:]), ("Vollkorn-Bold", "Vollkorn-Regular"), strict=True
    ):
        assert name[6] == "+" and name[7:].startswith(family)
        assert name.split()[-5:-2] == ["yes", "yes", "yes"]


def test_the_descriptor_states_the_fonts_own_metrics(setter):
    with pikepdf.open(io.BytesIO(setter.pdf(setter.side(*setter.lines(setter.line("word")))))) as document:
        font = document.pages[0].Resources.Font.F1
        descendant = font.DescendantFonts[0]
        descriptor = descendant.FontDescriptor
        assert int(descriptor.Flags) & 4 and not int(descriptor.Flags) & 64
        assert int(descriptor.Ascent) == round(setter.roman.ascender * 1000)
        assert int(descriptor.Descent) == round(setter.roman.descender * 1000) < 0
        assert 600 < int(descriptor.CapHeight) < 750
        assert len(descriptor.FontBBox) == 4
        widths = {}
        array = list(descendant.W)
        for first, row in zip(array[::2], array[1::2], strict=True):
            widths.update(enumerate((int(width) for width in row), start=int(first)))
        table = descendant.CIDToGIDMap.read_bytes()
    gids = {cid: int.from_bytes(table[2 * cid : 2 * cid + 2], "big") for cid in widths}
    assert set(gids.values()) == {glyph.gid for glyph in setter.roman.shape("word").glyphs}
    assert widths == {
        cid: round(setter.roman.hb_font.get_glyph_h_advance(gid) * 1000 / setter.roman.units_per_em)
        for cid, gid in gids.items()
    }


def postscript_face(path: Path) -> Face:
    """A face with PostScript outlines: the letters a, b, c as boxes of rising height."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.t2CharStringPen import T2CharStringPen

    names = [".notdef", "space", "a", "b", "c"]
    outlines = {}
    for at, name in enumerate(names):
        pen = T2CharStringPen(600, None)
        if name != "space":
            pen.moveTo((50, 0))
            for point in ((50, 100 * at), (550, 100 * at), (550, 0)):
                pen.lineTo(point)
            pen.closePath()
        outlines[name] = pen.getCharString()
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({32: "space", 97: "a", 98: "b", 99: "c"})
    builder.setupCFF("Boxes-Regular", {}, outlines, {})
    builder.setupHorizontalMetrics({name: (600, 50) for name in names})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Boxes", "psName": "Boxes-Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)
    return Face(path)


def test_postscript_outlines_are_embedded_read_and_drawn(setter, judge, tmp_path):
    face = postscript_face(tmp_path / "boxes.otf")
    pdf = setter.pdf(setter.side(*setter.lines(setter.line("ab c", face=face, size=100), x=50, y=200)))
    assert text_of(pdf) == poppler_text(judge, tmp_path, pdf).strip() == "ab c"
    fonts = subprocess.run([judge("pdffonts"), tmp_path / "leaflet.pdf"], check=True, capture_output=True, text=True)
    assert "CID Type 0C" in fonts.stdout
    with pypdfium2.PdfDocument(pdf) as document:
        image = document[0].render().to_pil().convert("L")
    # a is 20 pt high over the baseline at 200, b 30 pt
    assert image.getpixel((80, 185)) < 50 and image.getpixel((80, 175)) > 200
    assert image.getpixel((140, 175)) < 50 and image.getpixel((140, 165)) > 200


def dark(image, x, y):
    return image.getpixel((x, y)) < 128


@pytest.mark.parametrize(
    ("make", "kind"),
    [(make_variable, "CID TrueType"), (make_variable_cff2, "CID Type 0C")],
    ids=["TrueType", "CFF2"],
)
def test_a_variable_font_is_fixed_to_its_design(setter, judge, tmp_path, make, kind):
    make(tmp_path / "Vary.otf", "ab ")
    light, heavy = Face(tmp_path / "Vary.otf"), Face(tmp_path / "Vary.otf", instance="wght=900")
    lines = [setter.line("ab", face=face, size=100) for face in (light, heavy)]
    pdf = setter.pdf(setter.side(*setter.lines(*lines, x=50, y=120, leading=100)))
    assert poppler_text(judge, tmp_path, pdf).split() == text_of(pdf).split() == ["ab", "ab"]
    fonts = subprocess.run([judge("pdffonts"), tmp_path / "leaflet.pdf"], check=True, capture_output=True, text=True)
    names = fonts.stdout.splitlines()[2:]
    assert len(names) == 2 and all(kind in name and "yes yes yes" in name for name in names)
    assert sum("-wght900" in name for name in names) == 1
    with pypdfium2.PdfDocument(pdf) as document:
        image = document[0].render().to_pil().convert("L")
    # Boxes of 40 pt in glyphs of 50, and of 70 pt in glyphs of 80.
    assert dark(image, 90, 100) and not dark(image, 98, 100) and dark(image, 110, 100)
    assert dark(image, 98, 200) and not dark(image, 129, 200) and dark(image, 140, 200)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        widths = {str(font.BaseFont): font.DescendantFonts[0].W for font in document.pages[0].Resources.Font.values()}
    stated = {
        "wght900" in name: {int(width) for row in array[1::2] for width in row}
        for name, array in ((name, list(array)) for name, array in widths.items())
    }
    assert stated == {False: {500}, True: {800}}


def test_the_cids_of_a_cid_keyed_font_are_its_glyph_ids(setter, judge, tmp_path):
    face = Face(make_cid_keyed(tmp_path / "cid.otf", {"a": (9, 200), "b": (5, 600)}))
    pdf = setter.pdf(setter.side(*setter.lines(setter.line("ba", face=face, size=100), x=50, y=200)))
    assert text_of(pdf) == poppler_text(judge, tmp_path, pdf).strip() == "ba"
    (tmp_path / "page.pdf").write_bytes(pdf)
    command = [judge("pdftoppm"), "-r", "72", "-gray", tmp_path / "page.pdf", tmp_path / "page"]
    subprocess.run(command, check=True, capture_output=True)
    with pypdfium2.PdfDocument(pdf) as document, Image.open(tmp_path / "page-1.pgm") as theirs:
        for image in (document[0].render().to_pil().convert("L"), theirs):
            # b is 60 pt high, a 20 pt
            assert dark(image, 80, 150) and dark(image, 140, 190) and not dark(image, 140, 170)


def test_a_word_without_glyphs_draws_nothing(setter):
    words = ((0.0, Shaped(setter.roman, "", ())), (5.0, setter.roman.shape("x")))
    line = Line(runs=(Run(face=setter.roman, size=10, ink="black", words=words),), width=10, text="x")
    assert text_of(setter.pdf(setter.side(*setter.lines(line)))) == "x"
