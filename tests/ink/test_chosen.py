from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PIL import ImageCms

from pamphlet.errors import BadInput
from pamphlet.ink.chosen import INK_LIMITS, chosen_condition
from pamphlet.ink.condition import Condition, Rendering, find_condition
from pamphlet.ink.photo_cache import PhotoCache
from pamphlet.manuscript.settings import Settings
from pamphlet.preflight.checks import solid_ink
from pamphlet.resources import asset
from pamphlet.units import mm


def chosen(folder: Path, name: str = "", **settings: object) -> Condition:
    return chosen_condition(Settings(**settings), folder, PhotoCache(), name=name)  # type: ignore[arg-type]


def test_settings_change_the_condition_they_name(tmp_path: Path) -> None:
    found = chosen(
        tmp_path, condition="uncoated", ink_limit=260.0, rendering="perceptual", black_point_compensation=False
    )
    assert (found.ink_limit, found.rendering, found.black_point) == (260.0, Rendering.PERCEPTUAL, False)
    assert found.profile == find_condition("uncoated").profile


def test_the_leaflets_own_bleed_comes_before_the_conditions(tmp_path: Path) -> None:
    assert chosen(tmp_path).bleed == mm(3)
    assert chosen(tmp_path, condition="riso").bleed == 0.0
    assert chosen(tmp_path, condition="riso", bleed=mm(4)).bleed == mm(4)
    assert chosen(tmp_path, bleed=0.0).bleed == 0.0


def test_what_is_set_for_the_press_does_not_reach_another_condition(tmp_path: Path) -> None:
    assert chosen(tmp_path, "office", condition="coated", ink_limit=330.0) == find_condition("office")


def test_no_limit_allows_what_the_judge_of_press_files_refuses() -> None:
    assert INK_LIMITS[1] == pytest.approx(solid_ink.LIMIT * 100)


def test_a_profile_of_the_shop_takes_the_place_of_ours(tmp_path: Path) -> None:
    shutil.copy(asset("icc/TR003.icc"), tmp_path / "shop.icc")
    found = chosen(tmp_path, profile="shop.icc", ink_limit=280.0)
    assert found.profile_path == tmp_path / "shop.icc"
    assert found.registry == ""
    assert found.ink_limit == 280.0
    assert found.digest and found.describes


def _grey(path: Path) -> None:
    path.write_bytes(asset("icc/sRGB.icc").read_bytes())


def _damaged(path: Path) -> None:
    path.write_bytes(asset("icc/TR003.icc").read_bytes()[:4000])


def _too_new(path: Path) -> None:
    content = bytearray(asset("icc/TR003.icc").read_bytes())
    content[8] = 5
    path.write_bytes(bytes(content))


def _for_proofs_alone(path: Path) -> None:
    """Write a press profile without the tables that lead from colours to inks."""
    content = bytearray(asset("icc/TR003.icc").read_bytes())
    for at in range(132, 132 + 12 * int.from_bytes(content[128:132], "big"), 12):
        if content[at : at + 3] == b"B2A":
            content[at : at + 3] = b"xxx"
    path.write_bytes(bytes(content))


def _muddled(path: Path) -> None:
    """Write a profile whose header is sound and whose table of tags is not."""
    content = bytearray(asset("icc/TR003.icc").read_bytes())
    content[128:132] = b"\xff" * 4
    path.write_bytes(bytes(content))


def _text(path: Path) -> None:
    path.write_text("no profile")


@pytest.mark.parametrize(
    ("write", "said"),
    [
        (_grey, "shop.icc is for RGB"),
        (_damaged, "cut short"),
        (_too_new, "version 5"),
        (_for_proofs_alone, "shop.icc cannot separate a picture: it is damaged, or made for proofs alone"),
        (_muddled, "shop.icc cannot separate"),
        (_text, "no ICC profile"),
        (lambda path: None, "there is no profile 'shop.icc'"),
    ],
)
def test_a_profile_that_cannot_separate_is_told(tmp_path: Path, write, said: str) -> None:  # type: ignore[no-untyped-def]
    write(tmp_path / "shop.icc")
    with pytest.raises(BadInput, match=said):
        chosen(tmp_path, profile="shop.icc")


def test_a_profile_outside_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "leaflet").mkdir()
    shutil.copy(asset("icc/TR003.icc"), tmp_path / "shop.icc")
    with pytest.raises(BadInput, match="leads out"):
        chosen(tmp_path / "leaflet", profile="../shop.icc")


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"ink_limit": 30.0}, "ink_limit is 30"),
        ({"ink_limit": 341.0}, "100 to 340 %"),
        ({"rendering": "nice"}, "no rendering 'nice'"),
    ],
)
def test_figures_and_names_that_no_press_has(tmp_path: Path, settings: dict[str, object], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        chosen(tmp_path, **settings)


def test_the_rendering_reaches_the_pixels(tmp_path: Path, patches_png: Path) -> None:
    from msgspec.structs import replace

    from pamphlet.ink.photo import open_photo
    from pamphlet.ink.prepare import prepare_photo
    from pamphlet.units import Rect

    assert ImageCms.Intent.PERCEPTUAL != ImageCms.Intent.RELATIVE_COLORIMETRIC
    base = find_condition("coated")
    made = {
        prepare_photo(open_photo(patches_png), rect=Rect(0, 0, 115.2, 76.8), condition=each, cache=PhotoCache())[0].data
        for each in (base, replace(base, rendering=Rendering.PERCEPTUAL), replace(base, black_point=False))
    }
    assert len(made) == 3
