"""The charset of a subset: glyphs close together, each found by the CID that it had."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.recordingPen import RecordingPen

from pamphlet.pdf.charset import with_cids
from pamphlet.pdf.fontfile import subset
from pamphlet.typesetting.face import Face


def strokes(program: bytes) -> dict[str, int]:
    """Return how many outlines each glyph of a CFF table has, by its name in the charset."""
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(program), None)
    found = {}
    for name in fonts[0].charset:
        pen = RecordingPen()
        fonts[0].CharStrings[name].draw(pen)
        found[name] = sum(operator == "closePath" for operator, _ in pen.value)
    return found


def test_a_subset_has_its_glyphs_alone_by_the_cids_of_the_face() -> None:
    package = Path(pytest.importorskip("manimgx_fonts_cjk").__file__).parent
    face = Face(next(package.rglob("*.ttc")))
    gids = {char: face.hb_font.get_nominal_glyph(ord(char)) or 0 for char in "三一二"}
    found = strokes(subset(face, tuple(sorted(gids.values()))))
    found.pop(".notdef")
    assert found == {f"cid{gids[char]:05}": count for char, count in zip("三一二", (3, 1, 2), strict=True)}


def test_a_program_without_a_charset_to_change_is_refused() -> None:
    header, empty, top = b"\1\0\4\1", b"\0\1\1\1\2a", b"\0\1\1\1\3\x8b\x11"
    with pytest.raises(ValueError, match="no offset of five bytes"):
        with_cids(header + empty + top, (0, 7))
