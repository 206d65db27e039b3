"""A face with letters of full width, made for the tests: the package ships none for Chinese and Japanese."""

from __future__ import annotations

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

OPENING, CLOSING, MIDDLE = "「『（", "」』）、。，", "・！？"
"""Marks with their ink in the right half, in the left half, and in the middle of their em."""


def make_full_width(path: Path, text: str, *, centred: str = MIDDLE) -> Path:
    """Write a font that has the characters of *text*: squares of an em, Latin letters of half an em."""
    chars = sorted({*text, *" -\u2010.abcdefghijklmnopqrstuvwxyz0123456789", *OPENING, *CLOSING, *MIDDLE})
    names = {ord(char): f"uni{ord(char):04X}" for char in chars}
    order = [".notdef", *names.values()]
    boxes = {names[ord(char)]: _ink(char, centred) for char in chars}
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(names)
    builder.setupGlyf({name: _box(*boxes.get(name, (50, 950))) for name in order})
    widths = {names[ord(char)]: 500 if ord(char) < 0x2E80 else 1000 for char in chars}
    builder.setupHorizontalMetrics({name: (widths.get(name, 1000), boxes.get(name, (50, 950))[0]) for name in order})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": path.stem, "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120)
    builder.setupPost()
    builder.save(path)
    return path


def _ink(char: str, centred: str) -> tuple[int, int]:
    if char in centred:
        return 400, 600
    if char in OPENING:
        return 600, 950
    if char in CLOSING:
        return 50, 400
    return (50, 950) if ord(char) >= 0x2E80 else (40, 460)


def _box(left: int, right: int) -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((left, 0))
    for corner in ((left, 800), (right, 800), (right, 0)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()
