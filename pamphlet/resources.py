"""Where the files that travel with the package lie: profiles and faces.

A wheel carries them inside the package as ``_assets`` and ``_fonts``; in a
checkout they stand beside it as ``assets`` and ``fonts``.
"""

from __future__ import annotations

from pathlib import Path

from pamphlet.errors import CannotMake

_PACKAGE = Path(__file__).resolve().parent


def asset(name: str) -> Path:
    """Return the path of a shipped asset.

    Args:
        name: path below the assets folder, as in ``icc/FOGRA39L.icc``.

    Raises:
        CannotMake: the installation lacks the file.
    """
    path = _shipped("assets") / name
    if not path.is_file():
        raise CannotMake(
            "asset-missing",
            f"the installation lacks {name}; looked for {path}",
            hint="install pamphlet-press again",
        )
    return path


def fonts_folder() -> Path:
    """Return the folder of the faces that are shipped."""
    return _shipped("fonts")


def _shipped(kind: str) -> Path:
    installed = _PACKAGE / f"_{kind}"
    return installed if installed.is_dir() else _PACKAGE.parent / kind
