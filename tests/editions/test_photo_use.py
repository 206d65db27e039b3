"""Of a photo that is too small: which use of it fails, what helps there, and how large the guide says it must be."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from pamphlet.editions.build import build
from pamphlet.editions.workshop import Workshop
from pamphlet.errors import Finding
from pamphlet.ink.photo_cache import PhotoCache

ROOT = Path(__file__).parents[2]
SMALL, FINE = (900, 700), (2700, 1300)
NO_BANNER = "[theme_overrides.body]\nbanner = false\n"
DOTS = '[theme_overrides]\npictures = "halftone"\n'


@pytest.fixture(scope="module")
def workshop() -> Workshop:
    return Workshop(photos=PhotoCache())


def told(folder: Path, size: tuple[int, int], settings: str, workshop: Workshop, theme: str = "") -> list[Finding]:
    """Return what is told of the resolution of a photo of *size* pixels, on A4 in three panels."""
    source = folder / "leaflet"
    source.mkdir()
    (source / "article.md").write_bytes((ROOT / "content" / "bolivia" / "article.md").read_bytes())
    Image.new("L", size, 120).save(source / "miners.jpg")
    (source / "leaflet.toml").write_text(settings, encoding="utf-8")
    chosen = {"theme": theme} if theme else {}
    edition = build(source, format="print", out=folder / "out", workshop=workshop, **chosen)  # type: ignore[arg-type]
    return [finding for finding in edition.findings if finding.code == "photo-resolution"]


def test_the_panel_and_the_use_are_named(tmp_path: Path, workshop: Workshop) -> None:
    cover, banner = told(tmp_path, (600, 500), "", workshop)
    assert (cover.place.panel, banner.place.panel) == ("cover panel o0", "inside")
    assert re.fullmatch(r"the photo prints at \d+ ppi on the cover over 103 x \d+ mm, under \d+ ppi", cover.message)
    assert re.fullmatch(r"the photo prints at \d+ ppi as a banner over 303 x \d+ mm, under \d+ ppi", banner.message)
    assert "banner = false" in banner.hint and "banner" not in cover.hint
    assert "mm" not in cover.hint + banner.hint


def test_the_banner_can_be_left_out(tmp_path: Path, workshop: Workshop) -> None:
    assert told(tmp_path, FINE, NO_BANNER, workshop) == []
    (tmp_path / "again").mkdir()
    (cover,) = told(tmp_path / "again", SMALL, NO_BANNER, workshop)
    assert cover.place.panel == "cover panel o0"


@pytest.mark.parametrize(("width", "passes"), [(540, True), (530, False)])
def test_dots_are_a_cure_only_of_what_they_cure(tmp_path: Path, workshop: Workshop, width: int, passes: bool) -> None:
    """The banner is 303 mm wide with its bleed: 45 pixels to the inch, as 30 dots ask for, are 537."""
    before, after = tmp_path / "before", tmp_path / "after"
    before.mkdir()
    after.mkdir()
    banner = told(before, (width, 600), "", workshop)[-1]
    assert ("halftone" in banner.hint) is passes
    assert [finding.place.panel for finding in told(after, (width, 600), DOTS, workshop)] == ["inside"] * (not passes)


@pytest.mark.parametrize("theme", ["broadside", "bulletin"])
def test_the_guide_says_how_large_a_photo_must_be(tmp_path: Path, workshop: Workshop, theme: str) -> None:
    guide = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8").replace("\n", " ")
    found = re.search(
        r"three panels about ([\d,]+) by ([\d,]+) pixels must remain on the cover .*? ([\d,]+) in width", guide
    )
    assert found is not None
    across, down, over = (int(each.replace(",", "")) for each in found.groups())
    for name in ("fine", "narrow", "cover", "less"):
        (tmp_path / name).mkdir()
    assert told(tmp_path / "fine", (over, down), "", workshop, theme) == []
    narrow = told(tmp_path / "narrow", (over * 9 // 10, down), "", workshop, theme)
    # The bulletin has a banner only over a text that is short.
    assert [finding.place.panel for finding in narrow] == ["inside"] * (theme == "broadside")
    assert told(tmp_path / "cover", (across, down), f'theme = "{theme}"\n{NO_BANNER}', workshop) == []
    (less,) = told(tmp_path / "less", (across * 3 // 4, down * 3 // 4), f'theme = "{theme}"\n{NO_BANNER}', workshop)
    assert less.place.panel == "cover panel o0"
