from __future__ import annotations

import os
from pathlib import Path

import pytest

from pamphlet.ink.photo_cache import Entry, PhotoCache

ENTRY = Entry(b"plates", {"width": 3, "transparent": False})


def test_entry_comes_back_from_another_object(tmp_path: Path) -> None:
    PhotoCache(folder=tmp_path).put("k", ENTRY)
    assert PhotoCache(folder=tmp_path).get("k") == ENTRY
    assert PhotoCache(folder=tmp_path).get("other") is None
    assert [path.name for path in tmp_path.iterdir()] == ["k.ink"]


@pytest.mark.parametrize("spoil", ["flip", "cut", "empty", "header"])
def test_spoilt_entry_is_not_taken(tmp_path: Path, spoil: str) -> None:
    PhotoCache(folder=tmp_path).put("k", ENTRY)
    path = tmp_path / "k.ink"
    content = bytearray(path.read_bytes())
    if spoil == "flip":
        content[-1] ^= 1
    elif spoil == "header":
        content[60] ^= 1
    path.write_bytes({"cut": content[:-2], "empty": bytearray()}.get(spoil, content))
    assert PhotoCache(folder=tmp_path).get("k") is None


def test_folder_that_cannot_be_made_leaves_memory(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    cache = PhotoCache(folder=blocked / "ink")
    cache.put("k", ENTRY)
    assert cache.get("k") == ENTRY


def test_full_disk_leaves_no_part_and_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    cache = PhotoCache(folder=tmp_path)
    cache.put("k", ENTRY)
    assert list(tmp_path.iterdir()) == []
    assert cache.get("k") == ENTRY


def test_oldest_go_first_from_disk_and_memory(tmp_path: Path) -> None:
    cache = PhotoCache(folder=tmp_path, disk_limit=2500, memory_limit=2500)
    for age, key in enumerate("abcd"):
        cache.put(key, Entry(bytes(1000), {}))
        os.utime(tmp_path / f"{key}.ink", ns=(age, age))
    assert sorted(path.stem for path in tmp_path.iterdir()) == ["c", "d"]
    assert list(cache._entries) == ["c", "d"]


def test_digest_follows_the_content(tmp_path: Path) -> None:
    path = tmp_path / "photo"
    path.write_bytes(b"one")
    os.utime(path, ns=(1, 1))
    cache = PhotoCache()
    first = cache.digest(path)
    path.write_bytes(b"two")
    os.utime(path, ns=(2, 2))
    assert cache.digest(path) != first


def test_user_folder_follows_xdg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = PhotoCache.of_user().folder
    assert folder is not None
    if os.name == "posix" and os.uname().sysname == "Linux":
        assert folder == tmp_path / "pamphlet" / "ink"
