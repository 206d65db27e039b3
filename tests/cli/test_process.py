"""The command as a process of its own: exit codes, streams, signals."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from small_leaflet import LeafletFolder

ROOT = Path(__file__).resolve().parents[2]


def pamphlet(*args: str | Path, cwd: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run the command in *cwd* with *settings* in its environment."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), **settings}
    command = [sys.executable, "-m", "pamphlet", *map(str, args)]
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=60, check=False)


def test_a_build_from_the_shell(leaflet: LeafletFolder, tmp_path: Path) -> None:
    leaflet.write()
    result = pamphlet("build", "pit", "--format", "print", cwd=tmp_path)
    assert (result.returncode, result.stdout) == (0, "out/pit/pit-en-print.pdf\n")
    assert leaflet.files() == ["pit/pit-en-print.pdf"]


@pytest.mark.parametrize(
    ("args", "code"), [(("build", "nowhere"), 2), (("build",), 2), (("--version",), 0), (("folds",), 0)]
)
def test_exit_codes(tmp_path: Path, args: tuple[str, ...], code: int) -> None:
    result = pamphlet(*args, cwd=tmp_path)
    assert result.returncode == code
    assert "Traceback" not in result.stderr
    assert "\x1b" not in result.stdout + result.stderr


def test_json_is_alone_on_standard_output(leaflet: LeafletFolder, tmp_path: Path) -> None:
    leaflet.write(photo=b"no picture")
    result = pamphlet("build", "pit", "nowhere", "--json", cwd=tmp_path)
    assert json.loads(result.stdout)["exit_code"] == result.returncode == 2


def test_a_terminal_that_knows_only_ascii(leaflet: LeafletFolder, tmp_path: Path) -> None:
    leaflet.write()
    for args in (("folds",), ("build", "pit", "-v")):
        result = pamphlet(*args, cwd=tmp_path, PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
        assert result.returncode == 0, result.stderr
        assert "Traceback" not in result.stderr


@pytest.mark.skipif(os.name != "posix", reason="file names of any bytes")
def test_a_file_name_that_is_no_text(leaflet: LeafletFolder, tmp_path: Path) -> None:
    leaflet.write()
    name = os.fsdecode(b"out-\xff")
    result = subprocess.run(
        [sys.executable, "-m", "pamphlet", "build", "pit", "--format", "print", "-o", name],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert (result.returncode, result.stdout) == (0, b"out-\xff/pit/pit-en-print.pdf\n")


@pytest.mark.skipif(os.name != "posix", reason="pipes as a shell makes them")
def test_a_reader_that_has_seen_enough(tmp_path: Path) -> None:
    command = f"{sys.executable} -m pamphlet folds | true"
    result = subprocess.run(
        command, shell=True, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True
    )
    assert result.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_standard_output(tmp_path: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [sys.executable, "-m", "pamphlet", "folds"], env=env, stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert result.returncode == 2
    assert len(result.stderr.splitlines()) == 1
    assert "no space left" in result.stderr


@pytest.mark.skipif(os.name != "posix", reason="terminals as POSIX has them")
@pytest.mark.parametrize(("settings", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_a_terminal_gets_colour_unless_it_declines(tmp_path: Path, settings: dict[str, str], coloured: bool) -> None:
    ours, theirs = os.openpty()
    env = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", **settings}
    command = [sys.executable, "-m", "pamphlet", "build", "nowhere"]
    code = subprocess.run(command, cwd=tmp_path, env=env, stdout=subprocess.PIPE, stderr=theirs, check=False).returncode
    told = os.read(ours, 4096)
    os.close(ours)
    os.close(theirs)
    assert code == 2
    assert b"no such folder" in told
    assert (b"\x1b[" in told) is coloured
