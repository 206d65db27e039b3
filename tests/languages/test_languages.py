"""The Universal Declaration in every language that we have it in, set as a leaflet and read back."""

from __future__ import annotations

import subprocess
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from pamphlet.editions.edition import make_edition
from pamphlet.editions.workshop import Workshop
from pamphlet.ink.photo_cache import PhotoCache
from pamphlet.manuscript.folder import read_leaflet
from pamphlet.manuscript.text import words
from tests.languages.leaflet import leaflet_folder

HERE = Path(__file__).parent
LANGUAGES = sorted(path.stem for path in HERE.glob("[a-z]*.md"))
TOLD = {"body-short", "face-borrowed"}
"""Codes of what may be told of these texts: some are short, and some need an extra's faces."""


@pytest.fixture(scope="module")
def workshop() -> Workshop:
    return Workshop(photos=PhotoCache())


def letters(texts: Iterable[str]) -> Counter[str]:
    """Return the letters, marks and digits of *texts*, each capital as its small letter, ligatures apart."""
    said = unicodedata.normalize("NFKD", " ".join(texts).casefold().replace("\u0131", "i"))
    return Counter(char for char in said if unicodedata.category(char)[0] in "LN")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_letter_of_every_language_is_in_the_file(
    lang: str, workshop: Workshop, tmp_path: Path, judge: Callable[[str], str]
) -> None:
    leaflet, _ = read_leaflet(leaflet_folder(lang, tmp_path / lang))
    edition = make_edition(leaflet, lang, "print", workshop, out=tmp_path / "out")
    assert {finding.code for finding in edition.findings} <= TOLD, [str(finding) for finding in edition.findings]
    assert edition.written
    read = subprocess.run([judge("pdftotext"), str(edition.path), "-"], capture_output=True, check=True).stdout
    lost = letters(words(leaflet.articles[lang])) - letters([read.decode()])
    assert not lost
