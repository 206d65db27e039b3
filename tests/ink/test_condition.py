from __future__ import annotations

import pytest
from msgspec.structs import replace
from PIL import ImageCms

from pamphlet import resources
from pamphlet.errors import BadInput, CannotMake
from pamphlet.ink.condition import CONDITIONS, Condition, find_condition
from pamphlet.units import mm


@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda condition: condition.name)
def test_profile_is_there_and_prints_cmyk(condition: Condition) -> None:
    profile = ImageCms.getOpenProfile(str(condition.profile_path)).profile
    assert profile.xcolor_space.strip() == "CMYK"
    assert profile.device_class == "prtr"
    assert find_condition(condition.name) is condition


def test_limits_are_those_of_the_papers() -> None:
    assert {condition.name: condition.ink_limit for condition in CONDITIONS} == {
        "coated": 300,
        "uncoated": 300,
        "gracol": 320,
        "swop": 300,
        "newsprint": 240,
        "riso": 240,
        "office": 240,
    }


def test_machines_that_do_not_print_to_the_edge_of_their_paper_have_a_rim_and_no_bleed() -> None:
    assert {condition.name for condition in CONDITIONS if condition.bleed != mm(3)} == {"riso", "office"}
    for condition in CONDITIONS:
        assert (condition.bleed == 0.0) == (condition.rim > 0.0), condition.name
        assert condition.cut == (condition.rim == 0.0), condition.name
    assert replace(find_condition("riso"), bleed=mm(4)).cut, "on a larger sheet"
    assert replace(find_condition("coated"), bleed=0.0).cut, "whoever asks for no bleed is told what that costs"


def test_unknown_condition_names_the_known() -> None:
    with pytest.raises(BadInput, match=r"'glossy'.*coated, uncoated, gracol, swop, newsprint, riso, office"):
        find_condition("glossy")


def test_installed_assets_come_before_the_checkout(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    package = tmp_path / "site" / "pamphlet"
    (package / "_fonts").mkdir(parents=True)
    (tmp_path / "site" / "assets" / "icc").mkdir(parents=True)
    (tmp_path / "site" / "assets" / "icc" / "x.icc").touch()
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert resources.fonts_folder() == package / "_fonts"
    assert resources.asset("icc/x.icc") == tmp_path / "site" / "assets" / "icc" / "x.icc"
    (package / "_assets").mkdir()
    with pytest.raises(CannotMake, match=r"icc/x\.icc"):
        resources.asset("icc/x.icc")
