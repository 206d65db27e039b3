"""``pamphlet fonts``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from made_fonts import make_font
from small_leaflet import LeafletFolder, Run

KHMER = "\u1798\u1793\u17bb"


def test_without_a_text_it_lists_what_is_at_hand(run: Run) -> None:
    result = run("fonts")
    assert result.exit_code == 0
    assert "package:\n" in result.stdout
    line = next(line for line in result.stdout.splitlines() if "NotoNaskhArabic_400Regular" in line)
    assert line.split()[1:] == ["Arab,", "Latn"]


def test_faces_as_json(run: Run) -> None:
    faces = {face["name"]: face for face in json.loads(run("fonts", "--languages", "--json").stdout)["faces"]}
    assert faces["Oswald_700Bold"]["weight"] == 700
    assert faces["Oswald_700Bold"]["source"] == "package"
    assert {"ru", "uk", "es"} <= set(faces["Oswald_700Bold"]["languages"])
    assert "el" not in faces["Oswald_700Bold"]["languages"]


def test_a_leaflet_in_all_its_languages(run: Run, leaflet: LeafletFolder) -> None:
    leaflet.write(front="title: Down the pit\n")
    (leaflet.folder / "ru.md").write_text("---\ntitle: В шахте\n---\n\nШахта открывается в пять.\n", encoding="utf-8")
    result = run("fonts", "--text", leaflet.folder)
    assert result.exit_code == 0
    english, russian = result.stdout.split("ru:\n")
    assert "Anton_400Regular" in english and "Oswald" not in english
    assert "Oswald_700Bold" in russian and "FiraSansCondensed_500Medium" in russian and "Vollkorn" in russian
    assert "Vollkorn" in run("fonts", "--text", leaflet.folder, "--lang", "ru").stdout
    assert "SourceSerif4" in run("fonts", "--text", leaflet.folder, "--theme", "bulletin").stdout


def test_what_is_missing_is_told_with_its_cures(run: Run, tmp_path: Path) -> None:
    (tmp_path / "speech.txt").write_text(f"Say {KHMER}.", encoding="utf-8")
    result = run("fonts", "--text", "speech.txt", "--lang", "km")
    assert result.exit_code == 1
    assert "\u1798 U+1798" in result.stdout and "pamphlet-press[scripts]" in result.stdout
    report = json.loads(run("fonts", "--text", "speech.txt", "--json").stdout)
    assert report["texts"][0]["missing"] == sorted(KHMER)


def test_a_face_in_the_leaflets_folder_is_seen(run: Run, leaflet: LeafletFolder) -> None:
    leaflet.write(front=f"title: Say {KHMER}\n")
    (leaflet.folder / "fonts").mkdir()
    make_font(leaflet.folder / "fonts" / "Mine.ttf", KHMER)
    result = run("fonts", "--text", leaflet.folder)
    assert result.exit_code == 0
    assert "Mine" in result.stdout


def test_a_language_without_a_text(run: Run) -> None:
    result = run("fonts", "--lang", "hi")
    assert result.exit_code == 0
    assert "NotoSerifDevanagari_400Regular" in result.stdout


def test_no_face_is_said_to_set_a_language_that_none_has(run: Run) -> None:
    result = run("fonts", "--lang", "km")
    assert result.exit_code == 1
    language, missing, cures = result.stdout.splitlines()
    assert language == "km:"
    assert missing.startswith("  missing: ") and "\u1798 U+1798" in missing
    assert "pamphlet-press[scripts]" in cures


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("--text", "nothing.txt"), "no-such-file"),
        (("--lang", "klingon"), "unknown-language"),
        (("--lang", "nds", "--theme", "brodside"), "unknown-theme"),
        (("--text", "empty.txt"), "empty-source"),
    ],
)
def test_bad_input(run: Run, tmp_path: Path, args: tuple[str, ...], code: str) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    result = run("fonts", *args)
    assert result.exit_code == 2
    assert f"[{code}]" in result.stderr
    assert result.stdout == ""
