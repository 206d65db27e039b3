"""The starter: a folder that reads without a finding, and never writes over anybody's work."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from PIL import Image

from pamphlet.errors import BadInput, CannotWrite
from pamphlet.manuscript import article as kinds
from pamphlet.manuscript.folder import read_leaflet
from pamphlet.manuscript.settings import Settings
from pamphlet.manuscript.starter import write_starter
from pamphlet.manuscript.text import block_texts


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("new") / "deep" / "first"
    assert sorted(path.name for path in write_starter(folder)) == ["article.md", "cover.jpg", "leaflet.toml"]
    return folder


def test_it_reads_without_a_finding_and_shows_every_block(starter: Path) -> None:
    leaflet, findings = read_leaflet(starter)
    assert findings == ()
    article = leaflet.articles["en"]
    shown = {type(block) for block in article.body}
    assert shown == {
        kinds.Paragraph,
        kinds.Heading,
        kinds.ListBlock,
        kinds.Quote,
        kinds.Table,
        kinds.ThematicBreak,
    }
    assert {block.pull for block in article.body if isinstance(block, kinds.Quote)} == {True, False}
    assert len(article.notes) == 1
    assert 300 <= sum(len(text.split()) for text in block_texts(article.body)) <= 450


def test_its_settings_are_the_defaults(starter: Path) -> None:
    assert read_leaflet(starter)[0].settings == Settings(slug="first")


def test_its_picture_is_large_and_the_same_each_time(starter: Path, tmp_path: Path) -> None:
    with Image.open(starter / "cover.jpg") as picture:
        assert picture.mode == "RGB"
        assert picture.width >= 2400 and picture.height >= 2551  # 216 mm at 300 ppi
    write_starter(tmp_path / "again")
    assert (tmp_path / "again" / "cover.jpg").read_bytes() == (starter / "cover.jpg").read_bytes()


def test_it_leaves_what_is_there_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(BadInput, match="not empty"):
        write_starter(tmp_path)
    with pytest.raises(BadInput, match="a file of that name"):
        write_starter(tmp_path / "mine.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_full_disk_leaves_no_part_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forced = os.fsync

    def full(descriptor: int) -> None:
        if os.fstat(descriptor).st_size > 100_000:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        forced(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite, match="disk is full"):
        write_starter(tmp_path / "new")
    assert not [*(tmp_path / "new").iterdir()]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_it_says_when_it_cannot_write(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(CannotWrite):
        write_starter(tmp_path / "new")
