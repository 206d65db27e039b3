"""What in a file is of the three colours of a screen, looked for object by object with qpdf's library."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf

PROFILE = "a profile of three components"
_SPACES = {"/DeviceRGB", "/CalRGB", "/Lab"}
_SETS_RGB = re.compile(rb"(?:^|\s)(rg|RG)(?:\s|$)")


def rgb_in(pdf: Path) -> set[str]:
    """Return what is of three colours in *pdf*: spaces, profiles and operators of content."""
    with pikepdf.open(pdf) as document:
        return {found for each in document.objects for found in _in_object(each)} | {
            found for page in document.pages for found in _in_content(page.Contents.read_bytes())
        }


def _in_object(found: pikepdf.Object) -> Iterator[str]:
    if isinstance(found, pikepdf.Array):
        yield from (str(part) for part in found if isinstance(part, pikepdf.Name) and str(part) in _SPACES)
        return
    if not isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        return
    for key in ("/ColorSpace", "/CS", "/Alternate"):
        space = found.get(key)
        for part in space if isinstance(space, pikepdf.Array) else [space]:
            if isinstance(part, pikepdf.Name) and str(part) in _SPACES:
                yield str(part)
    if isinstance(found, pikepdf.Stream) and found.get("/N") == 3 and found.get("/Type") != "/ObjStm":
        yield PROFILE
    if isinstance(found, pikepdf.Stream) and found.get("/Subtype") == "/Form":
        yield from _in_content(found.read_bytes())


def _in_content(content: bytes) -> Iterator[str]:
    yield from (operator.decode() for operator in _SETS_RGB.findall(content))
