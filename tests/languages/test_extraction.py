"""What Poppler, PDFium and MuPDF give back of a leaflet in every writing system."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from pamphlet.editions import edition
from pamphlet.editions.workshop import Workshop
from pamphlet.ink.photo_cache import PhotoCache
from pamphlet.manuscript.folder import read_leaflet
from pamphlet.pdf.extract import expected_text
from pamphlet.sheet.side import Marked, Side
from tests.conftest import Judge
from tests.languages import extraction
from tests.languages.extraction import READERS, SCRIPTS, Share
from tests.languages.leaflet import leaflet_folder

PAGE = Path(__file__).parents[2] / "docs" / "extraction.md"
LEEWAY = 1.5
"""Percent by which a share may differ from the page: lines that break elsewhere part other words."""
MARKS_MOVED = ("PDFium", "dv")
TURNED = {"ar", "ckb", "dv", "fa", "ug", "ur", "he", "yi"}


def built(lang: str, folder: Path, workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, list[str]]:
    """Build the leaflet of a language; return its file, and what its panels read."""
    sides: list[Side] = []
    monkeypatch.setattr(edition, "expected_text", lambda side: sides.append(side) or expected_text(side))
    leaflet, _ = read_leaflet(leaflet_folder(lang, folder))
    made = edition.make_edition(leaflet, lang, "print", workshop, out=folder / "out")
    passages = [passage.text for side in sides for passage in expected_text(replace(side, marks=Marked()))]
    return made.path, passages


def test_viewers_give_back_what_the_docs_say(judge: Judge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rewrite the page with PAMPHLET_WRITE_DOCS=1. Other versions of the viewers than its own must do about as well."""
    programs = {reader: judge(program) if program else "" for reader, (_, program) in READERS.items()}
    versions = {reader: extraction.version(reader, program) for reader, program in programs.items()}
    workshop = Workshop(photos=PhotoCache())
    said: dict[tuple[str, str], Share] = {}
    for lang in SCRIPTS:
        path, passages = built(lang, tmp_path / lang, workshop, monkeypatch)
        for reader, (read, _) in READERS.items():
            found = said[lang, reader] = extraction.share(passages, read(path, programs[reader]))
            assert found.signs > 99.8, f"{reader} loses signs of {lang}"
            assert found.words > 90 or (reader == "MuPDF" and lang in TURNED) or (reader, lang) == MARKS_MOVED, (
                f"{reader} parts or joins words of {lang}"
            )
    text = extraction.page(said, versions)
    if os.environ.get("PAMPHLET_WRITE_DOCS") == "1":
        PAGE.write_text(text, encoding="utf-8")
    written = PAGE.read_text(encoding="utf-8")
    if all(f"{reader} {number} |" in written for reader, number in versions.items()):
        again = "run again with PAMPHLET_WRITE_DOCS=1, and see what differs"
        assert extraction.figures(written) == pytest.approx(extraction.figures(text), abs=LEEWAY), again
        assert written.split("|")[0] == text.split("|")[0] and written.split("|\n")[-1] == text.split("|\n")[-1], again


def test_a_lost_word_and_a_lost_sign_are_counted() -> None:
    passages = ["One two, three\nfour five.\n"]
    assert extraction.share(passages, "One two, three\nfour five.") == Share(100.0, 100.0)
    assert extraction.share(passages, "One two, three\nfo ur five.") == Share(80.0, 100.0)
    assert extraction.share(passages, "five four three two One") == Share(100.0, pytest.approx(100 * 19 / 21))


def test_words_broken_at_the_end_of_a_line_are_left_out() -> None:
    assert extraction.share(["a dif-\u200bficult word\n"], "a difficult word") == Share(100.0, 100.0)
