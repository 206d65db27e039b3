"""Make a face lean: every character stays, hints and optional designs go.

    python assets/lean_font.py FACE.ttf... -o fonts/ [--without smcp,c2sc] [--keep U+0000-024F,...]

The faces in ``fonts/`` marked *lean* in ``fonts/MANIFEST.csv`` were made so. Only faces whose licence
reserves no font name may be: a changed file must not carry a reserved one (OFL 1.1, clause 3).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import uharfbuzz as hb

OPTIONAL = (
    *("aalt", "salt", "titl", "zero", "dnom", "numr", "frac", "sups", "subs", "sinf", "ordn", "hist", "dlig", "swsh"),
    *("cswh",),
    *(f"ss{number:02}" for number in range(1, 21)),
    *(f"cv{number:02}" for number in range(1, 100)),
)
"""OpenType features that no theme turns on."""
USELESS = ("DSIG", "FFTM", "hdmx", "VDMX", "LTSH", "kern", "prop", "meta")
"""Tables for signatures, old screens and other formats."""


def lean(path: Path, without: tuple[str, ...] = (), kept: set[int] | None = None) -> bytes:
    """Return the face in *path* without hints, optional features and what only they show.

    Args:
        without: further features to drop. kept: the characters that stay; all when left out.
    """
    face = hb.Face(hb.Blob.from_file_path(str(path)))
    wanted = hb.SubsetInput()
    wanted.keep_everything()
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    for tag in (*OPTIONAL, *without):
        wanted.layout_feature_tag_set.discard(_number(tag))
    wanted.drop_table_tag_set.update(map(_number, USELESS))
    wanted.glyph_set.clear()
    wanted.unicode_set.clear()
    wanted.unicode_set.update(set(face.unicodes) & kept if kept else set(face.unicodes))
    return bytes(hb.subset(face, wanted).blob.data)


def _number(tag: str) -> int:
    return int.from_bytes(tag.encode("ascii"), "big")


def _ranges(text: str) -> set[int]:
    """Return the characters of ``U+0000-024F,U+2116``."""
    chars: set[int] = set()
    for part in text.split(","):
        first, _, last = part.removeprefix("U+").partition("-")
        chars.update(range(int(first, 16), int(last or first, 16) + 1))
    return chars


def main() -> None:
    """Write lean copies of the faces named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("faces", nargs="+", type=Path)
    parser.add_argument("-o", "--out", required=True, type=Path)
    parser.add_argument("--without", default="", help="further features to drop, with commas")
    parser.add_argument("--keep", default="", help="characters to keep, as ranges")
    given = parser.parse_args()
    for path in given.faces:
        data = lean(path, tuple(filter(None, given.without.split(","))), _ranges(given.keep) if given.keep else None)
        (given.out / path.name).write_bytes(data)
        print(f"{path.name}: {path.stat().st_size} -> {len(data)} bytes")


if __name__ == "__main__":
    main()
