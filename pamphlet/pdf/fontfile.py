"""Font programs and their dictionaries: subsetting, descriptor, widths, ToUnicode.

HarfBuzz subsets in a tenth of a millisecond, keeping the glyph ids: CIDFontType2 with
a map from CIDs for TrueType outlines, CIDFontType0 with a bare CFF table for PostScript
ones, whose CIDs are its glyph ids (ISO 32000-1, 9.7.4.2), or in a variable face those of
its ``charset``.
"""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from collections.abc import Mapping
from types import MappingProxyType

import uharfbuzz as hb
from msgspec import Struct

from pamphlet.pdf.charset import with_cids
from pamphlet.pdf.cids import EM, Cids, has_cff
from pamphlet.pdf.composites import Cluster, glyph_count, with_composites
from pamphlet.pdf.document import LEVEL, Document, Value, array, dictionary
from pamphlet.typesetting.face import Face

NO_CLUSTERS: Mapping[int, Cluster] = MappingProxyType({})
_KEPT_TABLES = ("CFF ", "glyf", "head", "hhea", "hmtx", "loca", "maxp")
"""A PDF font needs outlines and metrics alone (ISO 32000-1, table 126)."""
_VARIATION_TABLES = ("CFF2", "HVAR", "MVAR", "avar", "cvar", "fvar", "gvar")
"""What says how a variable font varies; none is left once it is fixed to one design."""

_FIXED_PITCH, _SERIF, _SYMBOLIC, _SCRIPT, _ITALIC = 1, 2, 4, 8, 64
"""Font flags (ISO 32000-1, table 123). Symbolic, since glyph ids are no character set of Latin text."""

_TO_UNICODE_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
"""
_TO_UNICODE_TAIL = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
_CMAP_BLOCK = 100
"""Most entries in one bfchar block (Adobe Technical Note 5014, 3.2)."""


def subset(face: Face, gids: tuple[int, ...]) -> bytes:
    """Return the font program with the outlines of *gids* under their own numbers, or by CIDs that are these.

    A variable font is fixed to the design of *face*: PDF knows no other. PostScript outlines are CFF, since
    PDF knows no CFF2, and their CIDs the glyph ids.

    Returns:
        A TrueType file, or the bare CFF table where the outlines are PostScript ones.
    """
    wanted = hb.SubsetInput()
    flags = hb.SubsetFlags
    wanted.flags = flags.NO_LAYOUT_CLOSURE | flags.NO_HINTING | flags.NOTDEF_OUTLINE
    wanted.flags |= flags.DOWNGRADE_CFF2 | flags.CFF_IDENTITY_CHARSET
    dense = "CFF2" in face.hb_face.table_tags  # whose CFF is always CID-keyed
    if not dense:
        wanted.flags |= flags.RETAIN_GIDS
    wanted.glyph_set.update(gids)
    kept: tuple[str, ...] = _KEPT_TABLES
    if face.hb_face.has_var_data:
        kept += _VARIATION_TABLES
        wanted.pin_all_axes_to_default(face.hb_face)
        for tag, value in face.variations:
            wanted.pin_axis_location(face.hb_face, tag, value)
    for tag in face.hb_face.table_tags:
        if tag not in kept:
            wanted.drop_table_tag_set.add(int.from_bytes(tag.encode("ascii"), "big"))
    smaller = hb.subset(face.hb_face, wanted)
    if dense:
        return with_cids(bytes(smaller.reference_table("CFF ").data), sorted({0, *gids}))
    if has_cff(face):
        return bytes(smaller.reference_table("CFF ").data)
    return bytes(smaller.blob.data)


class PackedFont(Struct, frozen=True, kw_only=True):
    """The font of a face with some of its glyphs, ready for any file: its streams are deflated.

    Attributes:
        name: the PostScript name with the tag of a subset.
        cff: whether the outlines are PostScript ones.
        descriptor: entries of the font descriptor, but for the font program.
        program: the font program; *length* counts its bytes before deflation.
        widths: the W array.
        cid_to_gid: the CIDToGIDMap; ``None`` where codes are glyph ids.
    """

    name: str
    cff: bool
    descriptor: Mapping[str, Value]
    program: bytes
    length: int
    widths: str
    cid_to_gid: bytes | None
    to_unicode: bytes

    def embed(self, document: Document) -> Value:
        """Add the Type0 font to *document* and return the reference to it."""
        entries: dict[str, Value] = {
            "Type": "/Font",
            "Subtype": "/CIDFontType0" if self.cff else "/CIDFontType2",
            "BaseFont": self.name,
            "CIDSystemInfo": "<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>",
            "FontDescriptor": document.add(self._descriptor(document)),
            "DW": 0,
            "W": self.widths,
        }
        if not self.cff:
            entries["CIDToGIDMap"] = "/Identity" if self.cid_to_gid is None else document.add_packed(self.cid_to_gid)
        return document.add(
            dictionary(
                {
                    "Type": "/Font",
                    "Subtype": "/Type0",
                    "BaseFont": self.name,
                    "Encoding": "/Identity-H",
                    "DescendantFonts": array([document.add(dictionary(entries))]),
                    "ToUnicode": document.add_packed(self.to_unicode),
                }
            )
        )

    def _descriptor(self, document: Document) -> Value:
        if self.cff:
            program = {"FontFile3": document.add_packed(self.program, {"Subtype": "/CIDFontType0C"})}
        else:
            program = {"FontFile2": document.add_packed(self.program, {"Length1": self.length})}
        return dictionary({**self.descriptor, **program})


def pack(cids: Cids, texts: Mapping[int, str], clusters: Mapping[int, Cluster] = NO_CLUSTERS) -> PackedFont:
    """Return the font of the face of *cids* with the glyphs of *texts* and the *clusters* alone.

    Args:
        cids: the codes of the face.
        texts: what each glyph stands for, by glyph id in rising order.
        clusters: by codes that no glyph has.
    """
    face = cids.face
    name = f"/{_subset_tag(face, texts, clusters)}+{_postscript_name(face)}"
    program, further = _with_clusters(face, texts, clusters)
    by_cid = sorted((cids.cid(gid), gid) for gid in texts)
    unit = EM / face.units_per_em
    return PackedFont(
        name=name,
        cff=has_cff(face),
        descriptor=_descriptor(face, name),
        program=zlib.compress(program, LEVEL),
        length=len(program),
        widths=_width_array(
            {cid: cids.glyph(gid)[1] for cid, gid in by_cid}
            | {code: round(cluster.advance * unit) for code, cluster in clusters.items()}
        ),
        cid_to_gid=None if cids.identity else zlib.compress(cids.table(texts, further), LEVEL),
        to_unicode=zlib.compress(
            _to_unicode(
                {cid: texts[gid] for cid, gid in by_cid} | {code: cluster.text for code, cluster in clusters.items()}
            ),
            LEVEL,
        ),
    )


def _with_clusters(
    face: Face, texts: Mapping[int, str], clusters: Mapping[int, Cluster]
) -> tuple[bytes, dict[int, int]]:
    """Return the font program, and the glyph of each cluster by its code."""
    components = {component.gid for cluster in clusters.values() for component in cluster.components}
    program = subset(face, tuple(sorted({*texts, *components})))
    built = [cluster for cluster in clusters.values() if cluster.plain is None]
    if not built:
        return program, {code: cluster.plain or 0 for code, cluster in clusters.items()}
    fresh = iter(range(glyph_count(program), 0x10000))
    gids = {code: next(fresh) if cluster.plain is None else cluster.plain for code, cluster in clusters.items()}
    return with_composites(program, face, built), gids


def _descriptor(face: Face, name: str) -> dict[str, Value]:
    return {
        "Type": "/FontDescriptor",
        "FontName": name,
        "Flags": _flags(face),
        "FontBBox": f"[{' '.join(str(edge) for edge in _bounding_box(face))}]",
        "ItalicAngle": f"{_italic_angle(face):g}",
        "Ascent": round(face.ascender * 1000),
        "Descent": round(face.descender * 1000),
        "CapHeight": round(face.cap_height * 1000),
        "XHeight": round(face.x_height * 1000),
        "StemV": _stem_width(face),
    }


def _table(face: Face, tag: str, length: int) -> bytes:
    """Return the first *length* bytes of a table, zeros where the font has none."""
    found = bytes(face.hb_face.reference_table(tag).data or b"") if tag in face.hb_face.table_tags else b""
    return found[:length].ljust(length, b"\0")


def _postscript_name(face: Face) -> str:
    """Return the font's PostScript name, without what a PDF name may not hold."""
    name = face.hb_face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or face.key
    name += "".join(f"-{tag}{value:g}" for tag, value in face.variations)
    return re.sub(r"[^0-9A-Za-z_.-]", "", name) or "Font"


def _subset_tag(face: Face, texts: Mapping[int, str], clusters: Mapping[int, Cluster]) -> str:
    """Return six letters that differ between different subsets (ISO 32000-1, 9.6.4)."""
    shapes = [cluster.components for cluster in clusters.values()]
    digest = hashlib.md5(f"{face.key} {sorted(texts)}{shapes or ''}".encode(), usedforsecurity=False).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _flags(face: Face) -> int:
    (fixed_pitch,) = struct.unpack_from(">L", _table(face, "post", 16), 12)
    family_class = _table(face, "OS/2", 32)[30]
    flags = _SYMBOLIC
    flags |= _FIXED_PITCH if fixed_pitch else 0
    # OS/2 sFamilyClass: 1 to 5 and 7 are serif designs, 10 scripts
    flags |= _SERIF if family_class in (1, 2, 3, 4, 5, 7) else 0
    flags |= _SCRIPT if family_class == 10 else 0
    return flags | (_ITALIC if _italic_angle(face) else 0)


def _italic_angle(face: Face) -> float:
    (angle,) = struct.unpack_from(">l", _table(face, "post", 8), 4)
    return float(round(angle / 65536, 2))


def _bounding_box(face: Face) -> list[int]:
    edges = struct.unpack_from(">4h", _table(face, "head", 44), 36)
    return [round(edge * 1000 / face.units_per_em) for edge in edges]


def _stem_width(face: Face) -> int:
    """Estimate the vertical stem from the weight, which OpenType states and the stem it does not.

    It serves only viewers that must replace the font, which an embedded one never is: 400 gives
    88 and 700 gives 166, near the stems of common text faces.
    """
    return int(50 + ((face.weight or 400) / 65) ** 2)


def _width_array(widths: Mapping[int, int]) -> str:
    """Return the W array of *widths*, in rising order of CIDs: CIDs in a row share one list."""
    parts: list[str] = []
    previous = -2
    for cid, width in widths.items():
        parts.append(f" {width}" if cid == previous + 1 else f"]{cid}[{width}")
        previous = cid
    return f"[{''.join(parts)[1:]}]]" if parts else "[]"


def _to_unicode(texts: Mapping[int, str]) -> bytes:
    """Return the ToUnicode CMap of *texts*, in rising order of CIDs."""
    entries = [f"<{cid:04x}> <{text.encode('utf-16-be', 'replace').hex()}>" for cid, text in texts.items()]
    blocks = [entries[at : at + _CMAP_BLOCK] for at in range(0, len(entries), _CMAP_BLOCK)]
    body = "".join(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar\n" for block in blocks)
    return f"{_TO_UNICODE_HEAD}{body}{_TO_UNICODE_TAIL}".encode("ascii")
