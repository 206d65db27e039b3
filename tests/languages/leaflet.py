"""The text of a language as a leaflet's folder, with the faces that neither the package nor its extras have."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PHOTO = HERE.parent.parent / "assets" / "miners.jpg"
NOTO = Path("/usr/share/fonts/truetype/noto")
"""Where Debian's fonts-noto-core puts its faces."""
FACES = {
    "bo": ("NotoSerifTibetan-Regular.ttf", "NotoSerifTibetan-Bold.ttf"),
    "dv": ("NotoSansThaana-Regular.ttf", "NotoSansThaana-Bold.ttf"),
}
"""Faces that a leaflet in the language brings with it."""


def leaflet_folder(lang: str, folder: Path) -> Path:
    """Make *folder*, with the text of *lang* as its article; return it.

    Without the faces that a language asks for, its test is skipped, or fails where PAMPHLET_JUDGES=1 asks for all.
    """
    folder.mkdir()
    shutil.copyfile(HERE / f"{lang}.md", folder / "article.md")
    shutil.copyfile(PHOTO, folder / "cover.jpg")
    (folder / "leaflet.toml").write_text('photo = "cover.jpg"\n', encoding="utf-8")
    for name in FACES.get(lang, ()):
        if not (NOTO / name).exists():
            refuse = pytest.fail if os.environ.get("PAMPHLET_JUDGES") == "1" else pytest.skip
            refuse(f"{name} is not installed; it is in Debian's fonts-noto-core")
        (folder / "fonts").mkdir(exist_ok=True)
        shutil.copyfile(NOTO / name, folder / "fonts" / name)
    return folder
