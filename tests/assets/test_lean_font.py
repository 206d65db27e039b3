from __future__ import annotations

from pathlib import Path

import uharfbuzz as hb
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from made_fonts import LATIN, built

from assets.lean_font import lean


def features(data: bytes) -> set[str]:
    face = hb.Face(data)
    return {tag for tag in ("liga", "ss01", "smcp") if hb_has(face, tag)}


def hb_has(face: hb.Face, tag: str) -> bool:
    """Say whether a feature changes the word ``abcd``."""
    shapes = []
    for value in (0, 1):
        buffer = hb.Buffer()
        buffer.add_str("abcd")
        buffer.guess_segment_properties()
        hb.shape(hb.Font(face), buffer, {tag: value})
        shapes.append([info.codepoint for info in buffer.glyph_infos])
    return shapes[0] != shapes[1]


def test_a_lean_face_keeps_its_characters_and_what_themes_turn_on(tmp_path: Path) -> None:
    font = built(LATIN, family="Fat")
    rules = "feature liga { sub uni0061 uni0062 by uni0043; } liga;"
    rules += "feature ss01 { sub uni0063 by uni0041; } ss01; feature smcp { sub uni0064 by uni0042; } smcp;"
    addOpenTypeFeaturesFromString(font, rules)
    font.save(tmp_path / "Fat.ttf")
    assert features((tmp_path / "Fat.ttf").read_bytes()) == {"liga", "ss01", "smcp"}
    data = lean(tmp_path / "Fat.ttf")
    assert features(data) == {"liga", "smcp"}
    assert set(hb.Face(data).unicodes) == set(map(ord, LATIN))
    assert features(lean(tmp_path / "Fat.ttf", without=("smcp",))) == {"liga"}
    assert set(hb.Face(lean(tmp_path / "Fat.ttf", kept={0x61})).unicodes) == {0x61}
