from __future__ import annotations

import errno
import os
import tempfile

import pytest

from pamphlet.errors import CannotWrite
from pamphlet.files import keep_all, write_atomically, written_beside


def test_the_file_is_whole_and_nothing_is_left_beside_it(tmp_path):
    path = tmp_path / "out" / "bolivia" / "leaflet.pdf"
    write_atomically(path, b"first")
    write_atomically(path, b"second")
    assert path.read_bytes() == b"second"
    assert list(path.parent.iterdir()) == [path]


def test_the_file_has_the_usual_permissions(tmp_path):
    write_atomically(tmp_path / "a", b"")
    (tmp_path / "b").write_bytes(b"")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


@pytest.mark.parametrize("call", ["fsync", "fdopen"])
def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, call):
    path = tmp_path / "leaflet.pdf"
    path.write_bytes(b"old")

    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, call, full)
    with pytest.raises(CannotWrite) as refused:
        write_atomically(path, b"new")
    assert refused.value.finding.code == "disk-full" and "leaflet.pdf" in refused.value.finding.message
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_interruption_leaves_nothing_half_written(tmp_path, monkeypatch):
    def interrupt(_handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "leaflet.pdf", b"new")
    assert list(tmp_path.iterdir()) == []


def test_a_file_where_the_folder_should_be_is_told(tmp_path):
    (tmp_path / "out").write_text("in the way")
    for path in (tmp_path / "out" / "leaflet.pdf", tmp_path / "out" / "deep" / "leaflet.pdf"):
        with pytest.raises(CannotWrite) as refused:
            write_atomically(path, b"")
        assert refused.value.finding.code == "write-folder" and refused.value.exit_code == 2


def test_a_folder_where_the_file_should_be_is_told(tmp_path):
    (tmp_path / "leaflet.pdf").mkdir()
    with pytest.raises(CannotWrite) as refused:
        write_atomically(tmp_path / "leaflet.pdf", b"")
    assert refused.value.finding.code == "write-folder"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_folder_without_permission_is_told(tmp_path, monkeypatch):
    def refuse(**_options: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    # not by chmod: the tests may run as root, who may write anywhere
    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    with pytest.raises(CannotWrite) as refused:
        write_atomically(tmp_path / "leaflet.pdf", b"")
    assert refused.value.finding.code == "write-permission"
    assert str(tmp_path) in str(refused.value)


def test_a_name_too_long_for_the_file_system_is_told(tmp_path):
    with pytest.raises(CannotWrite) as refused:
        write_atomically(tmp_path / ("x" * 300 + ".pdf"), b"")
    assert refused.value.finding.code == "write-name"
    assert list(tmp_path.iterdir()) == []


def test_several_files_get_their_names_together(tmp_path):
    with written_beside(tmp_path / "a.pdf", b"a") as one, written_beside(tmp_path / "b.pdf", b"b") as two:
        keep_all([one, two])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf", "b.pdf"]


def test_one_file_that_cannot_be_kept_keeps_the_others_from_it(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"old")
    (tmp_path / "b.pdf").mkdir()
    with (
        pytest.raises(CannotWrite, match=r"b\.pdf"),
        written_beside(tmp_path / "a.pdf", b"a") as one,
        written_beside(tmp_path / "b.pdf", b"b") as two,
    ):
        keep_all([one, two])
    assert (tmp_path / "a.pdf").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf", "b.pdf"]
