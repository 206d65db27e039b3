"""Fonts made for a test: each glyph a box, of the width and in the kind of file that the test wants."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fontTools.designspaceLib import DesignSpaceDocument
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.TupleVariation import TupleVariation
from fontTools.ttLib.ttCollection import TTCollection

LATIN = "abcdefghijklmnopqrstuvwxyz ABC-\u00a0\u2019."
WEIGHTS = [("wght", 100, 400, 900, "Weight")]
BOLDER = 300
"""By how many units glyph and box of a variable font are wider at weight 900."""


def make_font(path: Path, chars: str, **given: Any) -> Path:
    """Write a font whose every glyph is a box; see :func:`built` for what may be given."""
    built(chars, family=given.pop("family", path.stem), **given).save(path)
    return path


def built(
    chars: str,
    *,
    family: str,
    em: int = 1000,
    width: int = 500,
    cff: bool = False,
    weight: int = 400,
    embedding: int = 0,
) -> TTFont:
    """Return a font whose every glyph is a box.

    Args:
        width: of each glyph. cff: draw PostScript outlines. embedding: OS/2 fsType.
    """
    names = {ord(char): f"uni{ord(char):04X}" for char in chars}
    order = [".notdef", *names.values()]
    builder = FontBuilder(em, isTTF=not cff)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(names)
    if cff:
        builder.setupCFF(
            family, {"FullName": family}, dict.fromkeys(order, _box(T2CharStringPen(width, None), width)), {}
        )
    else:
        builder.setupGlyf(dict.fromkeys(order, _box(TTGlyphPen(None), width)))
    builder.setupHorizontalMetrics({name: (width, 50) for name in order})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "psName": family.replace(" ", "")})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWeightClass=weight, fsType=embedding)
    builder.setupPost()
    return builder.font


def make_variable(path: Path, chars: str, *, width: int = 500) -> Path:
    """Write a TrueType font with an axis of weight and the instance ``Bold`` at 700."""
    font = built(chars, family=path.stem, width=width)
    builder = FontBuilder(font=font)
    builder.setupFvar(WEIGHTS, [{"location": {"wght": 700}, "stylename": "Bold"}])
    # Two corners of the box and the advance, a phantom point, move to the right.
    moved = [(0, 0), (0, 0), (BOLDER, 0), (BOLDER, 0), (0, 0), (BOLDER, 0), (0, 0), (0, 0)]
    axes = {"wght": (0.0, 1.0, 1.0)}
    builder.setupGvar({name: [TupleVariation(axes, moved)] for name in font.getGlyphOrder()})
    font.save(path)
    return path


def make_variable_cff2(path: Path, chars: str, *, width: int = 500) -> Path:
    """Write a font with PostScript outlines and an axis of weight."""
    from fontTools import varLib

    document = DesignSpaceDocument()
    document.addAxisDescriptor(name="Weight", tag="wght", minimum=400, default=400, maximum=900)
    for place, wide in ((400, width), (900, width + BOLDER)):
        source = built(chars, family=path.stem, width=wide, cff=True)
        document.addSourceDescriptor(font=source, location={"Weight": place}, familyName=path.stem)
    font, _, _ = varLib.build(document)
    font.save(path)
    return path


def make_cid_keyed(path: Path, glyphs: dict[str, tuple[int, int]]) -> Path:
    """Write a font with PostScript outlines that are known by CIDs, as those of Chinese are.

    Args:
        glyphs: by character the CID, and the height of its box.
    """
    from fontTools.cffLib import FDArrayIndex, FDSelect, FontDict

    names = {ord(char): f"cid{cid:05}" for char, (cid, _) in glyphs.items()}
    heights = {".notdef": 0, **{f"cid{cid:05}": height for cid, height in glyphs.values()}}
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(list(heights))
    builder.setupCharacterMap(names)
    outlines = {name: _box(T2CharStringPen(600, None), 600, height) for name, height in heights.items()}
    builder.setupCFF(path.stem, {}, outlines, {})
    top = builder.font["CFF "].cff.topDictIndex[0]
    dictionaries, choices, dictionary = FDArrayIndex(), FDSelect(), FontDict()
    dictionary.Private = top.Private
    dictionaries.append(dictionary)
    choices.format, choices.gidArray = 3, [0] * len(heights)
    del top.Private
    top.ROS, top.CIDCount = ("Adobe", "Identity", 0), 100
    top.FDArray = top.CharStrings.fdArray = dictionaries
    top.FDSelect = top.CharStrings.fdSelect = choices
    builder.setupHorizontalMetrics(dict.fromkeys(heights, (600, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": path.stem, "styleName": "Regular", "psName": path.stem})
    builder.setupOS2()
    builder.setupPost(keepGlyphNames=False)
    builder.save(path)
    return path


def make_collection(path: Path, *fonts: TTFont) -> Path:
    """Write a collection."""
    collection = TTCollection()
    collection.fonts = list(fonts)
    collection.save(path)
    return path


def _box(pen: Any, width: int, height: int = 700) -> Any:
    for number, corner in enumerate([(50, 0), (50, height), (width - 50, height), (width - 50, 0)]):
        (pen.lineTo if number else pen.moveTo)(corner)
    pen.closePath()
    return pen.glyph() if isinstance(pen, TTGlyphPen) else pen.getCharString()
