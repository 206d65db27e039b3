"""Where a picture of a leaflet is: a file inside the leaflet's folder, and nowhere else."""

from __future__ import annotations

import re
from pathlib import Path

from pamphlet.errors import BadInput, Place

ENDINGS = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".gif", ".bmp")
"""How the names of picture files end, in small letters."""

_REMOTE = re.compile(r"(?:[a-z][a-z0-9+.-]+:|//|\\\\)", re.IGNORECASE)


def is_remote(name: str) -> bool:
    """Say whether *name* is an address (or data in place of one) rather than a path."""
    return _REMOTE.match(name) is not None


def locate(folder: Path, name: str, *, place: Place) -> Path:
    """Return the path of the picture *name*, which is written relative to *folder*, in that folder as it is given.

    Raises:
        BadInput: an address, a path that leads out of the folder (a symbolic link too), or no such file.
    """
    if is_remote(name):
        raise BadInput(
            "picture-remote",
            f"the picture {name!r} is an address; pictures are never fetched",
            place=place,
            hint=f"save it in {folder} and write its file name",
        )
    if "\0" in name or len(name) > 1000:
        raise BadInput("picture-missing", f"{name[:60]!r} is not a file name", place=place)
    root = folder.resolve()
    try:
        path = (root / name).resolve()
        inside, found = path.is_relative_to(root), path.is_file()
    except (OSError, RuntimeError) as error:
        raise BadInput("picture-missing", f"the picture {name!r} cannot be reached: {error}", place=place) from error
    if not inside:
        raise BadInput(
            "picture-outside",
            f"the picture {name!r} leads out of the leaflet's folder",
            place=place,
            hint=f"copy it into {folder}",
        )
    if not found:
        raise BadInput(
            "picture-missing",
            f"there is no picture {name!r} in {folder}",
            place=place,
            hint="check the spelling, capitals too",
        )
    return folder / path.relative_to(root)
