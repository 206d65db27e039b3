"""What viewers give back of a leaflet's text, and the page of the docs that says so."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pypdfium2
from msgspec import Struct

from pamphlet.pdf.extract import BREAK
from pamphlet.pdf.visual import IGNORABLE

SCRIPTS = {
    "en": "Latin",
    "vi": "Latin, Vietnamese",
    "yo": "Latin, two marks on a letter (Yoruba)",
    "ru": "Cyrillic",
    "el": "Greek",
    "el-polyton": "Greek, polytonic",
    "hy": "Armenian",
    "ka": "Georgian",
    "am": "Ethiopic",
    "ar": "Arabic",
    "fa": "Arabic, Persian",
    "ckb": "Arabic, Sorani Kurdish",
    "ug": "Arabic, Uyghur",
    "ur": "Arabic in nastaliq, Urdu",
    "he": "Hebrew",
    "yi": "Hebrew with points, Yiddish",
    "hi": "Devanagari",
    "bn": "Bengali",
    "pa": "Gurmukhi",
    "gu": "Gujarati",
    "ta": "Tamil",
    "te": "Telugu",
    "kn": "Kannada",
    "ml": "Malayalam",
    "si": "Sinhala",
    "th": "Thai",
    "lo": "Lao",
    "km": "Khmer",
    "my": "Burmese",
    "zh-Hans": "Chinese, simplified",
    "zh-Hant": "Chinese, traditional",
    "ja": "Japanese",
    "ko": "Hangul",
}
"""The writing systems of the table, each by a language of this folder."""

NEWER = "MuPDF 1.28.5"
NEWER_SAID = {
    "ar": (96.8, 100.0),
    "ckb": (99.7, 100.0),
    "fa": (96.3, 100.0),
    "ug": (93.6, 100.0),
    "ur": (99.3, 100.0),
    "yi": (69.8, 100.0),
    "ja": (96.2, 100.0),
}
"""Shares of words and signs, where not all, that PyMuPDF 2.0 gave on 25 November 2026 by the functions below. It is
licensed in a way that keeps it out of the tests; ``mutool``, which is a program, is asked by them."""

_LOOSE = re.compile(rf"\S*-{BREAK}\S*")
"""A word broken at the end of a line: each viewer joins it, or not, by rules of its own."""

_HEAD = """# What viewers give back

This page is written by the tests (`tests/languages`, with `PAMPHLET_WRITE_DOCS=1`): when it and they differ, they
fail.

Whoever searches a leaflet, copies from it or has it read aloud gets the text that a viewer makes of the file. For
every writing system one leaflet of [`tests/languages`](../tests/languages) is built, of the Universal Declaration of
Human Rights where there is a translation, and read by the libraries behind most viewers: Poppler (Evince, Okular),
PDFium (Chrome) and MuPDF (SumatraPDF). A word counts as given back if its letters and marks come together, in order,
and with nothing beside them; a sign, whatever it is, if it comes at all. Left out are the slug, which is cut off, and
words broken at the end of a line. *All* means every word and every sign; else the share of words is given, and that
of signs where one is missing. The last column was measured once, on 25 November 2026.
"""

_FOOT = """
Where it is not all, the words are in the file, one after the other with their spaces: each of them is given back by
another viewer, or by Poppler itself when asked for the order of the file (`pdftotext -raw`). What is amiss is this:

- MuPDF 1.21 gives lines from right to left as they are seen, each word from its last letter to its first.
- MuPDF 1.28 turns them round, but takes a glyph whose text begins with a mark for one without a width, and then sees
  a space behind it: `أحرارًا` is parted before the letter with the mark. In lines from right to left a letter and its
  marks must be told in this order, since Poppler and PDFium turn every sign round.
- A number beside a word from right to left loses the space between them in MuPDF 1.28, and in Poppler's order of
  reading (Uyghur `1 ماددا`); so do headings of short words in Korean (`제 2 조`). `pdftotext -raw` has them all.
- PDFium sets the mark of a last word behind the full stop that follows it (Arabic `تعسفاً.`).
- Poppler takes a word behind a wide space for the end of the word that is broken in the line above (Tamil).
  `pdftotext -raw` has it.
- Between Japanese letters and figures stands a quarter of an em of white; MuPDF takes it for a space.

Odia and Tibetan are not in the table: the package that the texts are from has none in Odia, and neither we nor the
extras have a face for Tibetan. Words with marks in a face with PostScript outlines, such as the extra for Chinese,
Japanese and Korean has, and words that are spaced out widely are told by ActualText; all others stand in the glyphs
themselves, so that readers who know no ActualText lose nothing.
"""


class Share(Struct, frozen=True):
    """Shares of words and of signs that came back, in percent."""

    words: float
    signs: float


def poppler(path: Path, program: str) -> str:
    """Return the text that Poppler gives in the order of reading."""
    return subprocess.run([program, str(path), "-"], capture_output=True, check=True).stdout.decode()


def pdfium(path: Path, _: str) -> str:
    """Return the text that PDFium gives."""
    with pypdfium2.PdfDocument(path) as document:
        return "\n".join([page.get_textpage().get_text_range() for page in document])


def mupdf(path: Path, program: str) -> str:
    """Return the text that MuPDF gives."""
    command = [program, "draw", "-q", "-F", "txt", str(path)]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


READERS: dict[str, tuple[Callable[[Path, str], str], str]] = {
    "Poppler": (poppler, "pdftotext"),
    "PDFium": (pdfium, ""),
    "MuPDF": (mupdf, "mutool"),
}
"""The viewers' libraries, each with the program that is asked."""


def version(reader: str, program: str) -> str:
    """Return the version of a reader, as in ``22.12.0``."""
    if not program:
        return str(pypdfium2.PDFIUM_INFO).split("@")[0]
    said = subprocess.run([program, "-v"], capture_output=True, check=False)
    match = re.search(rb"version ([\d.]+)", said.stderr + said.stdout)
    assert match, reader
    return match[1].decode()


def share(passages: Sequence[str], found: str) -> Share:
    """Return how much of *passages*, as :func:`pamphlet.pdf.extract.expected_text` has them, is in *found*."""
    wanted, got = _LOOSE.sub(" ", "".join(passages)).replace(BREAK, " "), _plain(found)
    return Share(_part(words(_plain(wanted)), words(got)), _part(_plain(wanted).split(), got.split(), letters=True))


def _part(wanted: list[str], found: list[str], *, letters: bool = False) -> float:
    one, other = (Counter("".join(each) if letters else each) for each in (wanted, found))
    return 100 * (1 - (one - other).total() / one.total())


def _plain(text: str) -> str:
    return IGNORABLE.sub("", unicodedata.normalize("NFC", text.replace("\ufffe", "-").replace("\x02", "-")))


def words(text: str) -> list[str]:
    """Return the runs of letters, marks and digits."""
    return "".join([char if unicodedata.category(char)[0] in "LMN" else " " for char in text]).split()


def page(said: dict[tuple[str, str], Share], versions: dict[str, str]) -> str:
    """Return the page of the docs."""
    heads = [f"{reader} {versions[reader]}" for reader in READERS]
    rows = [f"| | Language | {' | '.join(heads)} | {NEWER} |", "|---|---|" + "---|" * (len(heads) + 1)]
    for lang, script in SCRIPTS.items():
        shares = [said[lang, reader] for reader in READERS] + [Share(*NEWER_SAID.get(lang, (100.0, 100.0)))]
        rows.append(f"| {script} | `{lang}` | {' | '.join(map(_cell, shares))} |")
    return _HEAD + "\n" + "\n".join(rows) + "\n" + _FOOT


def figures(text: str) -> list[float]:
    """Return the shares of words in the table of a page, row by row."""
    cells = [cell.strip() for line in text.split("\n") if " | `" in line for cell in line.split("|")[3:-1]]
    return [100.0 if cell == "all" else float(cell.split()[1]) for cell in cells]


def _cell(share: Share) -> str:
    if share.words == share.signs == 100:
        return "all"
    signs = "" if share.signs == 100 else f", signs {share.signs:.2f} %"
    return f"words {share.words:.1f} %{signs}"
