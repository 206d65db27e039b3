"""Names of faces: a file, and within it a face of a collection and an instance of a variable font.

``Oswald_700Bold`` is a file by its stem, ``NotoSansCJK-Bold#2`` the third face of a collection,
``NotoSans[wght]:Bold`` a named instance and ``NotoSans[wght]:wght=650`` a place on the axes.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import uharfbuzz as hb

from pamphlet.errors import BadInput, nearest

Variations = tuple[tuple[str, float], ...]
"""Places on the axes of a variable font, by tag."""

_NAME = re.compile(r"(?P<stem>.+?)(?:#(?P<number>\d+))?(?::(?P<instance>[^:#]+))?\Z")
_PLACES = re.compile(r"\s*[A-Za-z]{3,4}\s*=\s*-?[\d.]+\s*(?:,\s*[A-Za-z]{3,4}\s*=\s*-?[\d.]+\s*)*\Z")


class FontName(NamedTuple):
    """The parts of a name; *instance* is a named one, or places on axes as ``wght=650,wdth=80``."""

    stem: str
    number: int = 0
    instance: str = ""


def parse_font_name(name: str) -> FontName:
    """Take the name of a face apart.

    Example:
        >>> parse_font_name("NotoSansCJK-VF.otf#2:wght=650")
        FontName(stem='NotoSansCJK-VF.otf', number=2, instance='wght=650')
    """
    match = _NAME.match(name)
    assert match is not None
    return FontName(match["stem"], int(match["number"] or 0), match["instance"] or "")


def variations_of(face: hb.Face, name: str, instance: str) -> Variations:
    """Return the places on the axes of *face* that *instance* says.

    Raises:
        BadInput: the font is not variable, or has no such instance, axis or place; says which there are.
    """
    axes = {axis.tag: axis for axis in face.axis_infos} if face.has_var_data else {}
    if not axes:
        raise BadInput(
            "font-instance", f"face {name!r}: the font has one design only", hint="leave out what follows the colon"
        )
    if not _PLACES.match(instance):
        return _named(face, name, instance)
    places: dict[str, float] = {}
    for part in instance.split(","):
        tag, _, value = (text.strip() for text in part.partition("="))
        if tag not in axes:
            raise BadInput("font-instance", f"face {name!r}: there is no axis {tag!r}", hint=f"axes: {_shown(axes)}")
        least, most = axes[tag].min_value, axes[tag].max_value
        if not least <= float(value) <= most:
            raise BadInput(
                "font-instance", f"face {name!r}: {tag} is {value}, not {least:g} to {most:g}", hint="choose within"
            )
        places[tag] = float(value)
    return tuple(sorted(places.items()))


def _named(face: hb.Face, name: str, instance: str) -> Variations:
    known = {str(face.get_name(found.subfamily_name_id)): found.design_coords for found in face.named_instances}
    coordinates = {key.casefold(): value for key, value in known.items()}.get(instance.casefold())
    if coordinates is None:
        raise BadInput(
            "font-instance", f"face {name!r}: there is no instance {instance!r}", hint=nearest(instance, known)
        )
    return tuple(sorted(zip((axis.tag for axis in face.axis_infos), coordinates, strict=True)))


def _shown(axes: dict[str, hb.OTVarAxisInfo]) -> str:
    return ", ".join(f"{tag} {axis.min_value:g} to {axis.max_value:g}" for tag, axis in axes.items())
