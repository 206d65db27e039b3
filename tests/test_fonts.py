"""The shipped faces: what the manifest says of them is true, and they may be passed on."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pytest
import uharfbuzz as hb

from pamphlet.resources import fonts_folder

FOLDER = fonts_folder()
MOST_BYTES = 8_000_000
MANIFEST = list(csv.DictReader((FOLDER / "MANIFEST.csv").read_text(encoding="utf-8").splitlines()))
RESERVED_NAMES = "with Reserved Font Name"


def face(name: str) -> hb.Face:
    return hb.Face(hb.Blob.from_file_path(str(FOLDER / name)))


def test_the_folder_is_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()) <= MOST_BYTES


def test_every_face_is_in_the_manifest() -> None:
    faces = sorted(path.name for path in FOLDER.iterdir() if path.suffix in (".ttf", ".otf", ".ttc"))
    assert [row["file"] for row in MANIFEST] == faces


@pytest.mark.parametrize("row", MANIFEST, ids=lambda row: row["file"])
def test_a_face_is_what_the_manifest_says(row: dict[str, str]) -> None:
    data = (FOLDER / row["file"]).read_bytes()
    assert len(data) == int(row["bytes"])
    assert hashlib.sha256(data).hexdigest() == row["sha256"]
    assert row["source"]


@pytest.mark.parametrize("row", MANIFEST, ids=lambda row: row["file"])
def test_a_face_may_be_passed_on(row: dict[str, str]) -> None:
    licence = (FOLDER / "licences" / row["licence"]).read_text(encoding="utf-8")
    assert "SIL Open Font License" in licence.replace("SIL OPEN FONT LICENSE", "SIL Open Font License")
    os2 = bytes(face(row["file"]).reference_table("OS/2").data)
    assert int.from_bytes(os2[8:10], "big") == 0, "embedding is restricted (OS/2 fsType)"
    if row["changed"]:
        assert row["changed"] == "lean"
        assert RESERVED_NAMES not in licence.split("-----")[0]


def test_no_licence_is_left_over() -> None:
    assert {path.name for path in Path(FOLDER / "licences").iterdir()} == {row["licence"] for row in MANIFEST}
