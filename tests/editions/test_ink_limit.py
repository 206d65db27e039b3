"""The whole way from a dark photo to the plates: no place of the sheet is over the paper's limit of ink."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from pamphlet.editions.edition import make_edition
from pamphlet.editions.workshop import Workshop
from pamphlet.ink.condition import CONDITIONS, Condition
from pamphlet.ink.coverage import INK_TOLERANCE
from pamphlet.ink.photo_cache import PhotoCache
from pamphlet.manuscript.folder import read_leaflet

MATTER = "title: Down the pit\nslogans: [Down the pit]\nphoto:\n  file: pit.jpg\n  alt: x"
WORDS = "The pit opens at five, and the men go down with a lamp and a bag of leaves. " * 40


def night(path: Path) -> None:
    """Write a picture of deep colours of every hue, and black."""
    hues = Image.linear_gradient("L").rotate(90).resize((1500, 2600))
    values = Image.linear_gradient("L").resize((1500, 2600)).point([level // 3 for level in range(256)])
    Image.merge("HSV", (hues, Image.new("L", hues.size, 200), values)).convert("RGB").save(path, quality=95)


@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda each: each.name)
def test_no_place_is_over_the_limit(tmp_path: Path, judge, condition: Condition) -> None:  # type: ignore[no-untyped-def]
    night(tmp_path / "pit.jpg")
    (tmp_path / "article.md").write_text(f"---\n{MATTER}\n---\n\n{WORDS}\n", encoding="utf-8")
    settings = (
        f'condition = "{condition.name}"\n[marks]\ncrop = false\nfold = false\nregistration = false\nbar = false\n'
    )
    (tmp_path / "leaflet.toml").write_text(settings + "slug = false\n", encoding="utf-8")
    leaflet, _ = read_leaflet(tmp_path)
    edition = make_edition(leaflet, "en", "print", Workshop(photos=PhotoCache()), out=tmp_path / "out")
    assert edition.written
    assert "total-ink" not in {finding.code for finding in edition.findings}
    assert most_ink(judge("gs"), tmp_path, edition.path) <= condition.ink_limit + INK_TOLERANCE


def most_ink(ghostscript: str, folder: Path, path: Path) -> float:
    """Return the greatest total ink of page 1, in percent, as Ghostscript separates it."""
    command = [ghostscript, "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=tiffsep", "-r72", "-dLastPage=1"]
    subprocess.run([*command, f"-o{folder / 'p.tif'}", path], check=True, capture_output=True)
    plates = []
    for name in ("Cyan", "Magenta", "Yellow", "Black"):
        with Image.open(folder / f"p({name}).tif") as file:
            plates.append(ImageChops.invert(file.convert("L")))
    one, two = (ImageChops.add(plates[at], plates[at + 1], scale=2) for at in (0, 2))
    return ImageChops.add(one, two, scale=2).getextrema()[1] / 255 * 400  # type: ignore[operator]
