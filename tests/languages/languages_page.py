"""``docs/languages.md``: what is done for each language of this folder, by the program's own tables, with our notes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from pamphlet.editions.languages import Hyphenation, LanguageEntry, describe
from pamphlet.typesetting.hyphenation import is_left_whole
from pamphlet.typesetting.locale import Conventions, conventions
from pamphlet.typesetting.scripts import script_setting

HERE = Path(__file__).parent
NOTES = HERE / "notes.toml"

GROUPS = {
    "Latin letters": ("Latn",),
    "Cyrillic, Greek, Armenian, Georgian": ("Cyrl", "Grek", "Armn", "Geor"),
    "From right to left": ("Arab", "Aran", "Hebr", "Thaa"),
    "South Asia": ("Deva", "Beng", "Gujr", "Guru", "Orya", "Taml", "Telu", "Knda", "Mlym", "Sinh", "Tibt"),
    "South-East Asia": ("Thai", "Laoo", "Khmr", "Mymr"),
    "Ethiopic": ("Ethi",),
    "East Asia": ("Jpan", "Kore", "Hans", "Hant"),
}

HEAD = """# Languages

What the typesetter does for each language that it does not do for English, and what was seen on its page. The first is
taken from the program's own tables; the notes are in `tests/languages/notes.toml`. This page is written by the tests
(`tests/languages`, with `PAMPHLET_WRITE_DOCS=1`): when it and they differ, they fail.

The page is the Universal Declaration of Human Rights as a `trifold-roll` in the theme `broadside`: body, flap, back and
cover, each looked at once at 200 % (144 dpi). No native reader has reviewed it. Misspellings of the source are left as
they are. Common to all: the letters of a word stand in one face, lines of a headline are kept apart by their ink, no
word is printed that is not the author's, and every word is read back from the file.

`pamphlet languages es` says the same of one language, be it one of these or any other that has a code. What is not in
our tables is set as English is, ragged and without hyphens. For Dhivehi and Tibetan there is no face in the package or
its extras: those of Debian's `fonts-noto-core` lie in the leaflet's folder. Fourteen more languages were set once, with
faces of Noto in that folder where the package has none: Abkhaz, Cherokee, Chuvash, Dzongkha, Hawaiian, Inuktitut,
Javanese in its own script, Maori, Navajo, Syriac, Tatar, Vai, Wolof and the Tamazight of Morocco.

In the tables, ×1.12 is the leading against that of English; “2+3” are the fewest letters that stay together before and
after a hyphen; “5 %” has a space before its sign; “~” is a space that no line ends in. Extra faces come with
`pip install "pamphlet-press[scripts]"` or `[cjk]`.
"""

SOURCES = {"tex": "TeX’s patterns", "pyphen": "pyphen’s patterns"}


def languages_page(langs: Sequence[str]) -> str:
    """Return the page for *langs*, each in the table of its writing system."""
    notes = tomllib.loads(NOTES.read_text(encoding="utf-8"))
    entries = {lang: describe(lang) for lang in langs}
    parts = [HEAD]
    for title, systems in GROUPS.items():
        parts += [f"\n## {title}\n", "| Language | What is done for it | What was seen |", "|---|---|---|"]
        for lang, entry in entries.items():
            if entry.script in systems:
                name, note = notes[lang]
                parts.append(f"| {name} `{lang}` | {'; '.join(_facts(entry))} | {note} |")
    return "\n".join(parts) + "\n"


def _facts(entry: LanguageEntry) -> Iterator[str]:
    habits, plain = conventions(entry.lang), conventions("en")
    yield from _faces(entry)
    if entry.direction == "rtl":
        yield "mirrored"
    if entry.breaking != "spaces":
        yield f"lines break at {entry.breaking}"
    yield from _division(entry)
    if habits.quotes != plain.quotes:
        first, last, inner, outer = habits.quotes
        yield f"{first} {inner} {outer} {last}"
    yield from _marks(habits, plain)
    yield from _script(entry.lang)


def _faces(entry: LanguageEntry) -> Iterator[str]:
    usual = describe("en").faces or ()
    own = [face for face in entry.faces or () if face not in usual]
    names = dict.fromkeys(
        re.sub(r"(?<=[a-z])(?=[A-Z])", " ", re.split(r"[_.\[#:-]", face.removeprefix("extras/"))[0]) for face in own
    )
    if names:
        yield ", ".join(names) + (" (extra)" if any(face.startswith("extras/") for face in own) else "")


def _division(entry: LanguageEntry) -> Iterator[str]:
    division: Hyphenation | None = entry.hyphenation
    if division:
        yield f"hyphens by {SOURCES[division.source]}, {division.left}+{division.right}"
    elif is_left_whole(entry.lang) or script_setting(entry.lang).ragged:
        yield "no hyphens, and so ragged"
    elif entry.breaking == "spaces":
        yield "no hyphens"


def _marks(habits: Conventions, plain: Conventions) -> Iterator[str]:
    if habits.apostrophe != plain.apostrophe:
        yield f"{habits.apostrophe} is a letter"
    if habits.apostrophe_inside:
        yield "words are spelled with an apostrophe"
    if habits.dash != plain.dash:
        yield f"dash “{habits.dash.replace(chr(0xA0), '~')}”"
    if habits.dialogue:
        yield f"speech opens with {habits.dialogue.strip()}"
    if habits.ellipsis != plain.ellipsis:
        yield habits.ellipsis
    if habits.narrow_before:
        yield f"thin spaces before {habits.narrow_before}{habits.space_before} and inside quotes"
    if habits.percent:
        yield "5 %"
    if habits.ordinal_dot:
        yield "1. stays with its word"
    if habits.bind_short:
        yield "no line ends in a one-letter word"
    elif habits.weak_ends and not habits.weak_ends <= plain.weak_ends:
        yield "lines seldom end in a short word"
    if habits.headline_starts:
        yield "headlines seldom break before a word that leans back"
    if habits.hyphen_again:
        yield "a hyphen of its own is repeated on the next line"
    if habits.capital_nouns:
        yield "capitals inside a sentence are no names"
    if habits.dotted_i:
        yield "i and ı"
    if habits.undivided:
        yield f"whole: {' '.join(sorted(habits.undivided))}"
    if habits.own_digits:
        yield f"digits {habits.native_digits[:3]}"
    elif habits.native_digits:
        yield f"digits {habits.native_digits[:3]} if asked for"


def _script(lang: str) -> Iterator[str]:
    script = script_setting(lang)
    if script.leading != 1.0:
        yield f"×{script.leading:g}"
    if script.kashida:
        yield "kashida"
    if script.indent:
        yield f"every paragraph in by {script.indent:g} em"
    if script.dots:
        yield f"emphasis by dots {'over' if script.dots == 'above' else 'under'} the letters"
    elif not script.italic:
        yield "emphasis is bold"
    if not script.drop_cap:
        yield "no drop cap"
    if script.autospace:
        yield "a quarter em beside Latin letters"
