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
    "dv": "Thaana",
    "hi": "Devanagari",
    "bn": "Bengali",
    "pa": "Gurmukhi",
    "gu": "Gujarati",
    "or": "Odia",
    "ta": "Tamil",
    "te": "Telugu",
    "kn": "Kannada",
    "ml": "Malayalam",
    "si": "Sinhala",
    "bo": "Tibetan",
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

ONCE = {
    "MuPDF 1.28.5": {
        "ar": (98.9, 100.0),
        "ckb": (99.7, 100.0),
        "dv": (3.1, 100.0),
        "fa": (99.5, 100.0),
        "ja": (96.2, 100.0),
        "ug": (93.6, 100.0),
        "yi": (99.0, 100.0),
    },
    "pdf.js 5.6.205": {
        "am": (99.8, 100.0),
        "ar": (97.7, 100.0),
        "bo": (99.8, 100.0),
        "dv": (77.0, 100.0),
        "el": (99.8, 100.0),
        "el-polyton": (99.8, 100.0),
        "fa": (96.3, 100.0),
        "hy": (99.3, 100.0),
        "ja": (96.2, 100.0),
        "kn": (99.4, 100.0),
        "ko": (98.6, 100.0),
        "lo": (84.1, 98.84),
        "ru": (99.8, 100.0),
        "ur": (99.7, 100.0),
        "yi": (98.3, 100.0),
        "yo": (99.7, 100.0),
    },
}
"""Shares of words and signs, where not all, that PyMuPDF 2.0 and Firefox's reader gave on 25 November 2026 by the
functions below. The first is licensed in a way that keeps it out of the tests (``mutool``, which is a program, is asked
by them), the second runs in Node.js."""

_LOOSE = re.compile(rf"\S*-{BREAK}\S*")
"""A word broken at the end of a line: each viewer joins it, or not, by rules of its own."""

_HEAD = """# What viewers give back

This page is written by the tests (`tests/languages`, with `PAMPHLET_WRITE_DOCS=1`): when it and they differ, they
fail.

Whoever searches a leaflet, copies from it or has it read aloud gets the text that a viewer makes of the file. For
every writing system one leaflet of [`tests/languages`](../tests/languages) is built, of the Universal Declaration of
Human Rights where there is a translation, and read by the libraries behind most viewers: Poppler (Evince, Okular),
PDFium (Chrome), MuPDF (SumatraPDF) and pdf.js (Firefox). A word counts as given back if its letters and marks come
together, in order, and with nothing beside them; a sign, whatever it is, if it comes at all. Left out are the slug,
which is cut off, and words broken at the end of a line; a large initial may stand apart from its word. *All* means
every word and every sign; else the share of words is given, and that of signs where one is missing. The last two
columns were measured once, on 25 November 2026.
"""

_FOOT = """
Where it is not all, the words are in the file, one after the other with their spaces: each of them is given back by
another viewer, or by Poppler itself when asked for the order of the file (`pdftotext -raw`). What is amiss is this:

- MuPDF 1.21 gives lines from right to left as they are seen, each word from its last letter to its first. MuPDF 1.28
  turns each stretch from right to left round where it stands, with the space behind it and its Arabic digits, but not
  the order of the stretches (`reverse_bidi_line` in its `stext-device.c`): `1 ماددا` is joined, and `١٩٤٨` turned.
- Poppler, in its order of reading, takes the white on the left of a number into the number's stretch (`reorderText` in
  `TextOutputDev.cc`), so that a word on that side is joined to it (Uyghur `1 ماددا`). Headings of short words in Korean
  (`제 2 조`) lose their spaces too. `pdftotext -raw` has them all.
- Marks: pdf.js gives no width to a glyph with a mark anywhere in its text, MuPDF 1.28 to one whose text begins with a
  mark, and what follows seems parted from it. So each letter is told by a glyph of its own, and its marks by an empty
  one beside it. From right to left the marks must come first, since Poppler and PDFium turn every sign round: MuPDF
  then adds the mark of a line's last letter to the line above (`جميعاً`), and pdf.js sets a space between a word's last
  letter and its mark (`عقلاً`, Persian `مادهٔ`). Where every letter of a word has marks, as in Thaana, letter and marks
  stay in one glyph, as pdf.js wants it and MuPDF does not.
- To PDFium marks, full stops and commas are of one kind, which it does not turn (`fx_bidi.cpp`): it sets the mark of a
  last letter behind what follows the word (Arabic `تعسفاً.`), in Dhivehi with each comma.
- Poppler takes a word behind a wide space for the end of the word that is broken in the line above (Tamil).
  `pdftotext -raw` has it.
- Between Japanese letters and figures stands a quarter of an em of white; MuPDF and pdf.js take it for a space.
- pdf.js takes the Lao vowel `ຳ` apart (NFKC), parts words that are spaced out (Cyrillic `СТАТЬЯ`, Korean lines that are
  filled between syllables), joins words of a headline (Kannada), and parts a vowel that stands alone in the source
  (Tibetan).

Lines from right to left are written as they are seen. MuPDF 1.28 would rather have them in the order in which they are
read (`fz_add_stext_char_imp`), but PDFium turns what reads from right to left round whatever its order
(`CloseTempLine` in its `cpdf_textpage.cpp`), and Chrome would give each word backwards.

Every script that Unicode recommends for identifiers (UAX #31, table 5) has a row but Bopomofo, which beside Chinese is
set as Chinese is and given back by all. The text in Odia is our own; the faces for Thaana and Tibetan come from the
leaflet's folder, since neither we nor the extras have one. Words with marks in a face with PostScript outlines, such as
the extra for Chinese, Japanese and Korean has, and words that are spaced out widely are told by ActualText; all others
stand in the glyphs themselves, so that readers who know no ActualText lose nothing.
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
    text, got = _LOOSE.sub(" ", "".join(passages)), _plain(found)
    wanted = [_plain(text.replace(BREAK, white)) for white in (" ", "")]
    return Share(
        max(_part(words(each), words(got)) for each in wanted), _part(wanted[0].split(), got.split(), letters=True)
    )


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
    heads += ONCE
    rows = [f"| | Language | {' | '.join(heads)} |", "|---|---|" + "---|" * len(heads)]
    for lang, script in SCRIPTS.items():
        shares = [said[lang, reader] for reader in READERS]
        shares += [Share(*once.get(lang, (100.0, 100.0))) for once in ONCE.values()]
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
