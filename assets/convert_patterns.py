"""Make ``pamphlet/typesetting/hyphens/`` from the hyphenation patterns of TeX.

    python assets/convert_patterns.py FOLDER

FOLDER holds the files ``hyph-*.tex`` of hyph-utf8 (https://www.hyphenation.org/tex; in TeX Live under
``texmf-dist/tex/generic/hyph-utf8/patterns/tex``). Their patterns are copied one to a line; exceptions become
patterns that nothing overrules. The head of each file, with its authors and licence, goes beside it.
Languages whose orthography divides by a plain rule, and for which no patterns with a free enough licence are known,
are written out here from the rule.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from itertools import product
from pathlib import Path

TARGET = Path(__file__).parent.parent / "pamphlet" / "typesetting" / "hyphens"

SOURCES = "af be bg bn cy de-1996 el-monoton el-polyton eo fi ga gl gu hi hsb ia ka kmr la ml oc pms rm ru ta tk tr uk"
"""Files whose licence lets us pass them on, and whose language pyphen has not, or has with other results:
on the words of the Universal Declaration of Human Rights fewer than 96 in 100 divided alike."""

NAMES = {"de-1996": "de", "el-monoton": "el"}

APOSTROPHES = re.compile("[\u2019\u02bc]")
DIGITS = re.compile("[0-9]")
_GROUP = r"\\%s\s*\{(.*?)\}"


def patterns_of(text: str) -> list[str]:
    """Return the patterns in a file for TeX, its exceptions among them."""
    bare = re.sub(r"%.*", "", text)
    found = [word for group in re.findall(_GROUP % "patterns", bare, re.S) for word in group.split()]
    exceptions = [word for group in re.findall(_GROUP % "hyphenation", bare, re.S) for word in group.split()]
    # As in TeX, an exception holds against all patterns, and the last of two for one word.
    words = {f".{word.replace('-', '')}.": "9".join("8".join(part) for part in word.split("-")) for word in exceptions}
    kept = (pattern for pattern in found if DIGITS.sub("", pattern) not in words)
    return list(dict.fromkeys(APOSTROPHES.sub("'", it) for it in (*kept, *(f".{word}." for word in words.values()))))


def licence_in(head: str, name: str) -> str:
    """Return the licence under which we take a file, of those that its head offers, as SPDX writes it."""
    offered = re.findall(r"\b(MIT|LPPL)\b", head[head.find("\nlicence:") :])
    if offered:
        return "MIT" if "MIT" in offered else "LPPL-1.3c"
    # Of its own, in the head: the Bulgarian one is near BSD's; the Finnish patterns "may be freely distributed".
    return f"LicenseRef-hyph-{name}"


def head_of(text: str) -> str:
    """Return the comment that opens a file: title, authors, licence."""
    head = re.match(r"(?:%[^\n]*\n|\s*\n)*", text)
    lines = [line.removeprefix("%").removeprefix(" ").rstrip() for line in (head[0] if head else "").split("\n")]
    end = next((n for n, line in enumerate(lines) if line.startswith("=====")), len(lines))
    return "\n".join(lines[:end]).strip() + "\n"


def open_syllables(vowels: str, consonants: str) -> Iterable[str]:
    """Divide before the last consonant that stands before a vowel, and never in a cluster that opens a word."""
    yield from (f"1{c}{v}" for c, v in product(consonants, vowels))
    yield from (f".{c}2{d}2" for c, d in product(consonants, consonants))


def armenian() -> Iterable[str]:
    """Divide Armenian by its school rule: one consonant goes with the vowel behind it; ու is one vowel.

    A consonant and յ go together, as in ազատու-թյուն.
    """
    vowels, consonants = "աեէըիոօև", "բգդզթժլխծկհձղճմյնշչպջռսվտրցփք"
    yield from open_syllables(vowels, consonants)
    yield from (f"1{c}2յ{v}" for c, v in product(consonants, vowels) if c != "յ")
    yield "ո2ւ"


def macedonian() -> Iterable[str]:
    """Divide Macedonian by syllables (Pravopis, 2017): of several consonants the last opens the next."""
    return open_syllables("аеиоуѐѝ", "бвгдѓжзѕјклљмнњпрстќфхцчџш")


def albanian() -> Iterable[str]:
    """Divide Albanian by syllables: one consonant, or a stop with l or r behind it, goes with the vowel that follows.

    Two letters that write one sound are one consonant (Drejtshkrimi i gjuhës shqipe, 1973, ndarja e fjalëve).
    """
    vowels, pairs = "aeëiouy", ("dh", "gj", "ll", "nj", "rr", "sh", "th", "xh", "zh")
    yield from open_syllables(vowels, "bcçdfghjklmnpqrstvxz")
    for first, second in pairs:
        yield f"{first}2{second}"
        yield from (f"1{first}2{second}{v}" for v in vowels)
    yield from (f"1{stop}2{liquid}{v}" for stop, liquid, v in product("bcdfgkptv", "rl", vowels))


def indonesian() -> Iterable[str]:
    """Divide Indonesian by syllables (Ejaan yang Disempurnakan, pemenggalan kata).

    Between two consonants, before a single one; ng, ny, sy and kh are one. Where a prefix or a suffix might
    begin or end with the consonant, and the orthography divides by sense, nothing is divided.
    """
    vowels, consonants = "aeiou", "bcdfghjklmnpqrstvwxyz"
    yield from (f"1{c}{v}" for c, v in product(consonants, vowels))
    for first, second in ("ng", "ny", "sy", "kh"):
        yield f"{first}2{second}"
        yield from (f"1{first}{second}{v}" for v in vowels)
    for stop, liquid in product("bcdfgkpst", "rl"):
        yield f"1{stop}2{liquid}"
        yield from (f"{v}2{stop}3{liquid}" for v in vowels)
    for prefix, v in product(("be2r", "te2r", "pe2r", "me2m", "pe2m", "me2n", "pe2n", "me2n2g", "pe2n2g"), vowels):
        yield f".{prefix}2{v}"
    yield from (f"2{c}an." for c in consonants)
    yield from ("2ngan.", "2nyan.", "a2i", "a2u", "o2i")


def write(name: str, patterns: list[str]) -> None:
    """Write the patterns of a language; no two of them may be alike but for their digits."""
    letters = [DIGITS.sub("", pattern) for pattern in patterns]
    if (
        twice := sorted({word for word in letters if letters.count(word) > 1})
        if len(letters) > len(set(letters))
        else []
    ):
        sys.exit(f"{name}: more than one pattern for {', '.join(twice[:9])}")
    (TARGET / f"{name}.txt").write_text("\n".join(patterns) + "\n", encoding="utf-8")


RULED = {"sq": albanian, "hy": armenian, "id": indonesian, "mk": macedonian}


def main() -> None:
    """Write all files."""
    source = Path(sys.argv[1])
    (TARGET / "licences").mkdir(parents=True, exist_ok=True)
    for tag in SOURCES.split():
        name = NAMES.get(tag, tag)
        text = (source / f"hyph-{tag}.tex").read_text(encoding="utf-8")
        write(name, patterns_of(text))
        head = head_of(text)
        whole = f"Taken under the licence: {licence_in(head, name)}\n\n{head}"
        (TARGET / "licences" / f"{name}.txt").write_text(whole, encoding="utf-8")
    for name, rule in RULED.items():
        write(name, list(rule()))


if __name__ == "__main__":
    main()
