"""Faults planted in good files, each caught by its own rule and by no other."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from press_files import (
    JAVASCRIPT,
    MIDDLE,
    TRANSPARENT,
    Change,
    Press,
    alternate,
    default_rgb,
    encoded,
    icc_picture,
    in_a_form,
    in_a_pattern,
    listed,
    note,
    nothing,
    overprinting,
    paint,
    picture_of,
    profile_of,
    profile_with,
    put,
    shown,
    soft_masked,
    spot,
    spot_white,
    state,
    stripped_font,
    thing,
    two_intents,
    type_in,
    without,
    xmp,
)

from pamphlet.errors import Severity
from pamphlet.preflight.checks.thorough import THOROUGH
from pamphlet.preflight.judge import every_rule, judge
from pamphlet.preflight.rule import Claim
from pamphlet.units import mm

BOTH = ("pdfx4", "pdfx1a")
X4, X1A = ("pdfx4",), ("pdfx1a",)
INTENT = ("Root", "/OutputIntents", "0")

Plants = dict[str, tuple[Change, tuple[str, ...]]]
PALETTE = Array([Name.Indexed, Name.DeviceRGB, 0, String(b"\0\0\0")])
BY_RULE: dict[str, Plants] = {
    "colour-space": {
        "RGB picture": (shown(ColorSpace=Name.DeviceRGB), BOTH),
        "RGB palette": (shown(ColorSpace=PALETTE), BOTH),
        "RGB fill": (paint(f"1 0 0 rg {MIDDLE}"), BOTH),
        "RGB stroke": (paint("1 0 0 RG 2 w 400 300 m 420 320 l S"), BOTH),
        "RGB type": (type_in("1 0 0 rg", 40), BOTH),
        "RGB in a form": (in_a_form(f"1 0 0 rg {MIDDLE}"), BOTH),
        "RGB in a pattern": (in_a_pattern, BOTH),
        "RGB under a spot ink": (spot("/Red", Name.DeviceRGB, f"/Spot cs 1 scn {MIDDLE}"), BOTH),
        "RGB inline": (paint("q 20 0 0 20 400 300 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID \x00\xff( EI Q"), BOTH),
        "RGB after an inline picture": (paint(f"q BI /W 1 /H 1 /CS /G ID ( EI Q 1 0 0 rg {MIDDLE}"), BOTH),
        "picture with a profile": (icc_picture, X1A),
        "RGB with a default": (default_rgb, X1A),
    },
    "transparency": {
        "opacity": (state(ca=0.5), X1A),
        "opacity of strokes": (state(CA=0.5), X1A),
        "blend mode": (state(BM=Name.Multiply), X1A),
        "one of many blend modes": (state(BM=Array([Name.Multiply, Name.Normal])), X1A),
        "soft mask": (state(SMask=Dictionary(S=Name.Luminosity)), X1A),
        "picture with a soft mask": (soft_masked, X1A),
        "group of a page": (put("Page", "/Group", value=TRANSPARENT), X1A),
        "group of a form": (in_a_form("", Group=TRANSPARENT), X1A),
    },
    "page-boxes": {
        "no trim box": (without("Page", "/TrimBox"), BOTH),
        "trim and art box": (put("Page", "/ArtBox", value=Array([50, 50, 800, 600])), BOTH),
        "empty trim box": (put("Page", "/TrimBox", value=Array([50, 50, 50, 600])), BOTH),
        "trim out of the bleed": (put("Page", "/BleedBox", value=Array([28.4, 29.764, 878.74, 642.047])), BOTH),
        "bleed out of the media": (put("Page", "/MediaBox", value=Array([20, 0, 898.583, 661.89])), BOTH),
        "trim out of the crop": (put("Page", "/CropBox", value=Array([28.4, 0, 898.583, 661.89])), BOTH),
    },
    "bleed": {
        "art that stops at the trim": (paint("0 1 1 0 k 28.35 300 100 50 re f"), BOTH),
        "art that stops in the bleed": (paint("0 1 1 0 k 23 300 100 50 re f"), BOTH),
        "art that stops just before the trim": (paint("0 1 1 0 k 300 39 100 50 re f"), BOTH),
        "art cut off by its clip": (paint("28.35 0 800 600 re W n 0 1 1 0 k 0 300 100 50 re f"), BOTH),
        "art of a form cut off": (in_a_form("0 1 1 0 k 0 300 100 50 re f", BBox=Array([28, 0, 900, 700])), BOTH),
        "picture that stops at the trim": (
            lambda pdf: [shown()(pdf), paint("100 0 0 50 28.35 300 cm /Bad Do")(pdf)],
            BOTH,
        ),
    },
    "no-bleed": {
        "at all": (put("Page", "/BleedBox", value=Array([28.346, 38.268, 870.236, 633.543])), BOTH),
        "at one edge": (put("Page", "/BleedBox", value=Array([28.346, 29.764, 878.74, 642.047])), BOTH),
    },
    "font-embedding": {
        "standard font": (listed("/Font", Dictionary(Subtype=Name.Type1, BaseFont=Name.Helvetica)), BOTH),
        "font without its program": (stripped_font, BOTH),
    },
    "white-overprint": {
        "white fill": (overprinting(f"0 0 0 0 k {MIDDLE}"), BOTH),
        "white stroke": (overprinting("0 0 0 0 K 2 w 400 300 m 420 320 l S"), BOTH),
        "none of a spot ink": (spot_white, BOTH),
    },
    "rich-black-type": {"small text": (type_in("0.5 0.4 0.2 1 k"), BOTH)},
    "solid-ink": {"all four": (paint("1 1 1 1 k 400 300 20 20 re f"), BOTH)},
    "registration-colour": {"in the trim": (paint(f"/All cs 1 scn {MIDDLE}"), BOTH)},
    "hairlines": {
        "too fine": (paint("0 0 0 1 K 0.1 w 400 300 m 420 320 l S"), BOTH),
        "too fine when scaled": (paint("0 0 0 1 K 1 w 0.1 0 0 0.1 400 300 cm 0 0 m 200 200 l S"), BOTH),
        "of no width": (paint("0 0 0 1 K 0 w 400 300 m 420 320 l S"), BOTH),
    },
    "output-intent": {
        "none": (without("Root", "/OutputIntents"), BOTH),
        "two": (two_intents, BOTH),
        "of another kind": (put(*INTENT, "/S", value=Name.GTS_PDFA1), BOTH),
        "without a condition": (without(*INTENT, "/OutputConditionIdentifier"), BOTH),
        "without a profile": (without(*INTENT, "/DestOutputProfile"), X4),
        "profile of version 4": (profile_with(8, b"\x04"), X1A),
        "profile of version 5": (profile_with(8, b"\x05"), BOTH),
        "profile of a screen": (profile_with(12, b"mntr"), BOTH),
        "profile of grey": (profile_with(16, b"GRAY"), X1A),
        "profile of RGB": (profile_with(16, b"RGB "), X1A),
        "profile of no device": (profile_with(16, b"Lab "), BOTH),
        "profile counted wrong": (put(*INTENT, "/DestOutputProfile", "/N", value=3), BOTH),
        "profile that is none": (profile_with(36, b"zzzz"), BOTH),
    },
    "intent-condition": {
        "another condition named": (put(*INTENT, "/OutputConditionIdentifier", value=String("CGATS TR 003")), BOTH),
        "profile of another condition": (profile_of("TR003"), BOTH),
    },
    "profile-whole": {"profile cut short": (profile_of("FOGRA39L", 200_000), BOTH)},
    "picture-ink": {
        "four full inks": (picture_of((255, 255, 255, 255), mm(10)), BOTH),
        "a spot of four full inks": (picture_of((100, 100, 100, 100), mm(40), spot=(255, 255, 255, 200)), BOTH),
    },
    "picture-ink-average": {"a little much everywhere": (picture_of((210, 210, 210, 205), mm(20)), BOTH)},
    "trapped": {
        "missing": (without("Info", "/Trapped"), X1A),
        "unknown": (put("Info", "/Trapped", value=Name.Unknown), BOTH),
        "missing in XMP": (xmp("<pdf:Trapped>False</pdf:Trapped>", ""), X4),
    },
    "pdfx-version": {
        "wrong": (put("Info", "/GTS_PDFXVersion", value=String("PDF/X-3:2003")), BOTH),
        "wrong in XMP": (xmp("PDF/X-4", "PDF/X-5g"), X4),
        "missing": (without("Info", "/GTS_PDFXVersion"), X1A),
        "missing in XMP": (xmp("<pdfxid:.*</pdfxid:GTS_PDFXVersion>", ""), X4),
    },
    "information": {
        "no title": (without("Info", "/Title"), X1A),
        "no date": (without("Info", "/ModDate"), X1A),
        "empty title": (put("Info", "/Title", value=String("")), X1A),
    },
    "xmp": {
        "no identifier": (xmp("<xmpMM:DocumentID>[^<]*</xmpMM:DocumentID>", ""), X4),
        "another title": (xmp("No to the coup", "Yes to the coup"), BOTH),
        "another date": (xmp("<xmp:CreateDate>2019", "<xmp:CreateDate>2018"), BOTH),
    },
    "pdf-version": {"younger": (put("Root", "/Version", value=Name("/1.7")), BOTH)},
    "actions": {
        "JavaScript": (put("Root", "/OpenAction", value=JAVASCRIPT), BOTH),
        "JavaScript by name": (put("Root", "/Names", value=Dictionary(JavaScript=Dictionary(Names=Array()))), BOTH),
        "of a page": (put("Page", "/AA", value=Dictionary(O=Dictionary(S=Name.Named, N=Name.NextPage))), BOTH),
    },
    "annotations": {
        "link in the trim": (note([400, 300, 450, 310]), BOTH),
        "link in the bleed": (note([0, 300, 21, 310]), BOTH),
        "without a place": (note(None, Name.Text), BOTH),
        "form": (put("Root", "/AcroForm", value=Dictionary(Fields=Array([Dictionary(FT=Name.Tx)]))), BOTH),
    },
    "compression": {"LZW": (encoded(Name.LZWDecode), BOTH), "JPEG 2000": (encoded(Name.JPXDecode), X1A)},
    "postscript": {
        "PostScript": (thing(Name.PS), BOTH),
        "dressed as a form": (thing(Name.Form, Subtype2=Name.PS), BOTH),
    },
    "stand-ins": {
        "OPI": (thing(Name.Form, OPI=Dictionary()), BOTH),
        "page of another file": (thing(Name.Form, Ref=Dictionary()), BOTH),
        "alternate picture": (alternate, BOTH),
    },
    "device-curves": {
        "transfer": (state(TR=Name.Identity), BOTH),
        "screen by name": (state(HT=Dictionary(HalftoneType=1, HalftoneName=String("x"))), BOTH),
        "screen of another kind": (state(HT=Dictionary(HalftoneType=6)), BOTH),
    },
    "layers": {
        "any": (put("Root", "/OCProperties", value=Dictionary(OCGs=Array(), D=Dictionary())), X1A),
        "that switch": (put("Root", "/OCProperties", value=Dictionary(OCGs=Array(), D=Dictionary(AS=Array()))), BOTH),
    },
    "viewing-area": {"art": (put("Root", "/ViewerPreferences", value=Dictionary(PrintClip=Name.ArtBox)), BOTH)},
}
LOOKED_INTO = {rule.code for rule in THOROUGH}
CASES = [
    pytest.param(code, change, standard, id=f"{code}: {name} ({standard})")
    for code, plants in BY_RULE.items()
    for name, (change, standards) in plants.items()
    for standard in standards
]


@pytest.mark.parametrize("standard", [*BOTH, "plain"])
def test_our_own_files_keep_every_rule(press: Press, standard: str) -> None:
    assert judge(press.file(standard), thorough=True).findings == ()
    assert press.codes(nothing, standard) == set(), (
        "what pikepdf saves again must be as good, or no plant proves a thing"
    )


@pytest.mark.parametrize(("code", "change", "standard"), CASES)
def test_a_planted_fault_is_caught_and_nothing_else_is(press: Press, code: str, change: Change, standard: str) -> None:
    assert press.codes(change, standard, thorough=code in LOOKED_INTO) == {code}


def test_every_rule_has_its_plant() -> None:
    assert {rule.code for rule in every_rule()} == {*BY_RULE, "encryption", "file-identifier", "packed-objects"}


def test_paper_that_is_not_cut_needs_no_bleed(press: Press) -> None:
    change, _ = BY_RULE["no-bleed"]["at all"]
    planted = press.planted(change, "pdfx4")
    assert [finding.code for finding in judge(planted, Claim.X4).findings] == ["no-bleed"]
    assert judge(planted, Claim.X4, cut=False).findings == ()


def test_encryption_is_caught(press: Press) -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(press.file("pdfx4"))) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(owner="o", user="", R=4), fix_metadata_version=False)
    assert "encryption" in {finding.code for finding in judge(target.getvalue(), Claim.X4).findings}


def test_a_missing_identifier_is_caught(press: Press) -> None:
    unnamed = re.sub(rb"/ID\s*\[[^\]]*\]", b"", press.file("pdfx4"))
    assert [finding.code for finding in judge(unnamed, Claim.X4).findings] == ["file-identifier"]


@pytest.mark.parametrize("change", [without("Root", "/Metadata"), xmp("</rdf:RDF>", "")])
def test_a_packet_that_is_missing_or_no_xml_is_caught_and_so_is_what_it_should_say(
    press: Press, change: Change
) -> None:
    assert press.codes(change, "pdfx4") == {"xmp", "pdfx-version", "trapped"}


def test_objects_in_streams_are_no_pdf_1_4(press: Press) -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(press.file("pdfx1a"))) as pdf:
        pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate, fix_metadata_version=False)
    forced = target.getvalue().replace(b"%PDF-1.5", b"%PDF-1.4")
    assert [finding.code for finding in judge(forced, Claim.X1A).findings] == ["packed-objects"]


def test_the_header_of_an_x1a_file_does_not_fail_it(press: Press) -> None:
    """ISO 15930-4, 5: neither the header nor the catalog's version decides."""
    younger = put("Root", "/Version", value=Name("/1.7"))
    assert judge(press.planted(younger, "pdfx1a")).passed
    assert not judge(press.planted(younger, "pdfx4")).passed


HARMLESS = {
    "white that knocks out": paint(f"0 0 0 0 k {MIDDLE}"),
    "white at the trim": paint("0 0 0 0 k 28.35 300 100 50 re f"),
    "art through the bleed": paint("0 1 1 0 k 0 300 100 50 re f"),
    "a mark outside": paint("0 1 1 0 k 24 300 4 4 re f"),
    "rich black in an area": paint("0.5 0.4 0.2 1 k 400 300 20 20 re f"),
    "white that overprints in mode 0": overprinting(f"0 0 0 0 k {MIDDLE}", mode=0),
    "black that overprints": overprinting(f"0 0 0 1 k {MIDDLE}"),
    "black type": type_in("0 0 0 1 k"),
    "grey type": type_in("0 g"),
    "large rich black": type_in("0.5 0.4 0.2 1 k", 40),
    "invisible rich black": type_in("3 Tr 0.5 0.4 0.2 1 k"),
    "red type with a touch of black": type_in("0 0.9 0.8 0.05 k"),
    "spot ink": spot("/Red", Name.DeviceCMYK, f"/Spot cs 1 scn {MIDDLE}"),
    "note outside": note([0, 0, 15, 15]),
    "printer's mark": note([400, 300, 450, 310], Name.PrinterMark),
    "page to begin at": put("Root", "/OpenAction", value=Array([0, Name.Fit])),
    "opaque state": state(ca=1, BM=Name.Normal, SMask=Name("/None"), TR2=Name.Default),
    "crop box": put("Page", "/CropBox", value=Array([0, 0, 898.583, 661.89])),
    "parentheses in a string": paint(f"BT (a (b (c) \\) 1 0 0 rg) d) Tj ET 0 0 0 1 k {MIDDLE}"),
    "a comment": paint(f"% 1 0 0 rg (\n0 0 0 1 k {MIDDLE}"),
}


@pytest.mark.parametrize("standard", BOTH)
@pytest.mark.parametrize("harmless", HARMLESS.values(), ids=HARMLESS)
def test_what_is_harmless_is_left_alone(press: Press, harmless: Change, standard: str) -> None:
    assert press.codes(harmless, standard) == set()


@pytest.mark.parametrize("change", [icc_picture, default_rgb, state(ca=0.5), soft_masked])
def test_x4_bears_profiles_and_transparency(press: Press, change: Change) -> None:
    assert press.codes(change, "pdfx4") == set()


def test_a_plain_file_is_asked_less_and_warned_of_rgb(press: Press) -> None:
    assert press.codes(icc_picture, "plain") == set()
    (finding,) = judge(press.planted(shown(ColorSpace=Name.DeviceRGB), "plain")).findings
    assert (finding.code, finding.severity) == ("colour-space", Severity.WARNING)


def test_a_press_of_another_kind_than_cmyk_is_told(press: Press) -> None:
    """PDF/X-4 bears it, a print shop does not."""

    def rgb(pdf: pikepdf.Pdf) -> None:
        profile_with(16, b"RGB ")(pdf)
        pdf.Root.OutputIntents[0].DestOutputProfile.N = 3

    found = judge(press.planted(rgb, "pdfx4"), thorough=True).findings
    told = [finding for finding in found if finding.code == "intent-condition"]
    assert [finding.severity for finding in told] == [Severity.WARNING]
    assert "output-intent" not in press.codes(rgb, "pdfx4")


def test_a_profile_of_another_condition_is_told_by_both_names(press: Press) -> None:
    (finding,) = judge(press.planted(profile_of("TR003"), "pdfx4"), thorough=True).findings
    assert "names 'FOGRA39', and its profile, 'SWOP 2006 coated 3, TR003 characterisation'" in finding.message
    assert "is for CGATS TR 003" in finding.message and finding.severity is Severity.WARNING
