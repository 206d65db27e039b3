"""Composite glyphs: letter, dots and marks of one cluster put together in the font program.

Many faces draw an Arabic letter as a body and dots, two or three glyphs for one letter, and
body and dots serve many letters. Readers that take the text of a file glyph by glyph then
find letters in pieces. Here each cluster becomes one glyph of the subset, made of components
(OpenType specification, *glyf*, composite glyph description), with a code and a text of its own.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

from msgspec import Struct

from pamphlet.typesetting.face import Face

_WORDS, _XY, _MORE = 0x0001, 0x0002, 0x0020
"""Component flags: offsets are words, they are offsets and not points, another component follows."""
_MAXP_POINTS, _MAXP_COMPOSITE_POINTS, _MAXP_ELEMENTS = 6, 10, 28


class Component(Struct, frozen=True):
    """A glyph of a cluster, displaced by *x* and *y* font units from the cluster's origin."""

    gid: int
    x: int
    y: int


class Cluster(Struct, frozen=True, kw_only=True):
    """Glyphs that stand for *text* together; ``advance`` in font units.

    Attributes:
        components: none where nothing is shown.
        plain: the glyph of the face that alone shows the cluster as it is, as wide as it is; None where it takes more.
    """

    components: tuple[Component, ...]
    advance: int
    text: str
    plain: int | None = None


def with_composites(program: bytes, face: Face, clusters: Sequence[Cluster]) -> bytes:
    """Return a TrueType *program* with a glyph for each of *clusters* behind its own.

    Args:
        program: a subset of *face* that keeps the glyph ids and has all components.
        clusters: none of them plain.
    """
    tables = _tables(program)
    count = glyph_count(program)
    glyf, offsets = bytearray(tables["glyf"]), _offsets(tables, count)
    metrics = _metrics(tables, count)
    for cluster in clusters:
        left, outline = _outline(face, cluster) if cluster.components else (0, b"")
        glyf += outline + bytes(-len(outline) % 4)
        offsets.append(len(glyf))
        metrics.append((cluster.advance, left))
    count += len(clusters)
    most = max((len(cluster.components) for cluster in clusters), default=0)
    tables["glyf"] = bytes(glyf)
    tables["loca"] = struct.pack(f">{len(offsets)}L", *offsets)
    tables["hmtx"] = b"".join([struct.pack(">Hh", *metric) for metric in metrics])
    tables["head"] = tables["head"][:50] + struct.pack(">h", 1) + tables["head"][52:]
    tables["hhea"] = tables["hhea"][:34] + struct.pack(">H", count)
    tables["maxp"] = _maxima(tables["maxp"], count, most)
    return _assembled(tables)


def glyph_count(program: bytes) -> int:
    """Return how many glyph ids a TrueType program has: the first that a composite may take."""
    (count,) = struct.unpack_from(">H", _tables(program)["maxp"], 4)
    return int(count)


def _tables(program: bytes) -> dict[str, bytes]:
    (count,) = struct.unpack_from(">H", program, 4)
    records = (struct.unpack_from(">4sLLL", program, 12 + 16 * number) for number in range(count))
    return {tag.decode("ascii"): program[offset : offset + length] for tag, _, offset, length in records}


def _offsets(tables: dict[str, bytes], count: int) -> list[int]:
    """Return where each glyph begins, and where the last one ends."""
    (is_long,) = struct.unpack_from(">h", tables["head"], 50)
    if is_long:
        return list(struct.unpack_from(f">{count + 1}L", tables["loca"]))
    return [2 * half for half in struct.unpack_from(f">{count + 1}H", tables["loca"])]


def _metrics(tables: dict[str, bytes], count: int) -> list[tuple[int, int]]:
    """Return advance and left bearing of each glyph; those at the end may share one advance."""
    (full,) = struct.unpack_from(">H", tables["hhea"], 34)
    hmtx = tables["hmtx"]
    metrics = [struct.unpack_from(">Hh", hmtx, 4 * number) for number in range(full)]
    bearings = struct.unpack_from(f">{count - full}h", hmtx, 4 * full)
    return [*metrics, *((metrics[-1][0], bearing) for bearing in bearings)]


def _box(face: Face, component: Component) -> tuple[int, int, int, int]:
    """Return left, bottom, right and top of a component where it stands."""
    extents = face.hb_font.get_glyph_extents(component.gid)
    if extents is None:
        return component.x, component.y, component.x, component.y
    left, top = component.x + extents.x_bearing, component.y + extents.y_bearing
    return left, top + extents.height, left + extents.width, top


def _outline(face: Face, cluster: Cluster) -> tuple[int, bytes]:
    """Return the left edge of a cluster's ink, and its glyph description."""
    boxes = [_box(face, component) for component in cluster.components]
    left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, top = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return left, struct.pack(">hhhhh", -1, left, bottom, right, top) + _components(cluster)


def _components(cluster: Cluster) -> bytes:
    last = len(cluster.components) - 1
    return b"".join(
        struct.pack(">HHhh", _WORDS | _XY | (_MORE if at < last else 0), each.gid, each.x, each.y)
        for at, each in enumerate(cluster.components)
    )


def _maxima(maxp: bytes, count: int, most: int) -> bytes:
    """Return the table of maxima for *count* glyphs with up to *most* components, themselves composite perhaps."""
    points, contours, composite_points, composite_contours = struct.unpack_from(">4H", maxp, _MAXP_POINTS)
    elements, depth = struct.unpack_from(">2H", maxp, _MAXP_ELEMENTS)
    points = min(0xFFFF, most * max(points, composite_points))
    contours = min(0xFFFF, most * max(contours, composite_contours))
    return (
        maxp[:4]
        + struct.pack(">H", count)
        + maxp[_MAXP_POINTS:_MAXP_COMPOSITE_POINTS]
        + struct.pack(">2H", points, contours)
        + maxp[_MAXP_COMPOSITE_POINTS + 4 : _MAXP_ELEMENTS]
        + struct.pack(">2H", max(elements, most), depth + 1)
        + maxp[_MAXP_ELEMENTS + 4 :]
    )


def _assembled(tables: dict[str, bytes]) -> bytes:
    """Return a font file of *tables*, in the order of their names."""
    power = max(len(tables).bit_length() - 1, 0)
    search = 16 << power
    head = struct.pack(">LHHHH", 0x00010000, len(tables), search, power, 16 * len(tables) - search)
    records, body = [], b""
    start = len(head) + 16 * len(tables)
    for tag in sorted(tables):
        data = tables[tag]
        padded = data + bytes(-len(data) % 4)
        checksum = sum(struct.unpack(f">{len(padded) // 4}L", padded)) & 0xFFFFFFFF
        records.append(struct.pack(">4sLLL", tag.encode("ascii"), checksum, start + len(body), len(data)))
        body += padded
    return head + b"".join(records) + body
