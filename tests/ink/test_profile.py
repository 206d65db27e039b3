from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from pamphlet.errors import BadInput
from pamphlet.ink.condition import CONDITIONS, Condition
from pamphlet.ink.photo_cache import PhotoCache
from pamphlet.ink.profile import load_profile
from pamphlet.resources import asset


@pytest.mark.parametrize("condition", CONDITIONS, ids=[condition.name for condition in CONDITIONS])
def test_every_condition_has_a_press_profile(condition: Condition, cache: PhotoCache) -> None:
    profile = load_profile(condition.profile_path, cache)
    assert (profile.space, profile.components, profile.kind) == ("CMYK", 4, "prtr")
    assert zlib.decompress(profile.packed) == condition.profile_path.read_bytes()


def test_srgb_is_a_display_profile_that_the_oldest_pdf_with_profiles_knows() -> None:
    path = asset("icc/sRGB.icc")
    profile = load_profile(path, PhotoCache())
    assert (profile.space, profile.components, profile.kind) == ("RGB", 3, "mntr")
    assert path.read_bytes()[8] == 2


def test_srgb_is_built_by_its_script() -> None:
    script = Path(__file__).parents[2] / "assets" / "make_srgb.py"
    names: dict[str, object] = {"__file__": str(script), "__name__": "make_srgb"}
    exec(compile(script.read_text(encoding="utf-8"), str(script), "exec"), names)
    assert names["profile"]() == asset("icc/sRGB.icc").read_bytes()  # type: ignore[operator]


def test_a_profile_is_deflated_once_and_kept_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = CONDITIONS[0].profile_path
    first = load_profile(path, PhotoCache(folder=tmp_path))
    monkeypatch.setattr(zlib, "compress", lambda *_: pytest.fail("deflated again"))
    assert load_profile(path, PhotoCache(folder=tmp_path)) == first


@pytest.mark.parametrize(
    "content", [b"", b"no profile", bytes(200), b"\0" * 16 + b"Lab " + bytes(16) + b"acsp" + bytes(100)]
)
def test_what_is_no_profile_for_a_press_is_refused(tmp_path: Path, content: bytes, cache: PhotoCache) -> None:
    path = tmp_path / "press.icc"
    path.write_bytes(content)
    with pytest.raises(BadInput, match=r"press\.icc.*no ICC profile of grey, RGB or CMYK"):
        load_profile(path, cache)


def test_a_missing_profile_is_refused(tmp_path: Path, cache: PhotoCache) -> None:
    with pytest.raises(BadInput, match="cannot read the profile"):
        load_profile(tmp_path / "press.icc", cache)


def test_a_profile_that_is_cut_short_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "short.icc"
    path.write_bytes(CONDITIONS[0].profile_path.read_bytes()[:300_000])
    with pytest.raises(BadInput) as refused:
        load_profile(path, PhotoCache())
    assert refused.value.finding.code == "profile-unusable" and "300000" in refused.value.finding.message
