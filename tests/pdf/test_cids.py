from __future__ import annotations

from pamphlet.pdf.cids import Cids


def gid_of(face, char: str) -> int:
    gid = face.hb_font.get_nominal_glyph(ord(char))
    assert gid
    return gid


def test_latin_letters_have_the_numbers_of_their_characters(setter):
    cids = Cids(setter.roman)
    assert [cids.cid(gid_of(setter.roman, char)) for char in " Az~ñÿ"] == [ord(char) for char in " Az~ñÿ"]


def test_quotes_and_dashes_are_among_the_codes_that_pdfium_keeps_boxes_for(setter):
    cids = Cids(setter.roman)
    codes = {cids.cid(gid_of(setter.roman, char)) for char in "\u2018\u2019\u201c\u201d\u2013\u2014\u2026€"}
    assert len(codes) == 8 and max(codes) < 256


def test_each_glyph_has_a_code_of_its_own(setter):
    for face in (setter.roman, setter.bold, setter.wide_em):
        cids = Cids(face)
        codes = {cids.cid(gid) for gid in range(face.hb_face.glyph_count)}
        assert len(codes) == face.hb_face.glyph_count and max(codes) < 0x10000


def test_the_table_leads_from_codes_back_to_glyphs(setter):
    cids = Cids(setter.roman)
    gids = sorted({gid_of(setter.roman, char) for char in "a €Ω"} | {setter.roman.hb_face.glyph_count - 1})
    table = cids.table(gids)
    found = {at: int.from_bytes(table[2 * at : 2 * at + 2], "big") for at in range(len(table) // 2)}
    assert {cid: gid for cid, gid in found.items() if gid} == {cids.cid(gid): gid for gid in gids}
