"""Make ``pamphlet/typesetting/hyphens/`` from the hyphenation patterns of TeX.

    python assets/convert_patterns.py FOLDER

FOLDER holds the files ``hyph-*.tex`` of hyph-utf8 (https://github.com/hyphenation/tex-hyphen, under
``hyph-utf8/tex/generic/hyph-utf8/patterns/tex``). Their patterns are copied one to a line; exceptions become
patterns that nothing overrules. The head of each file, with its authors and licence, goes beside it.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

TARGET = Path(__file__).parent.parent / "pamphlet" / "typesetting" / "hyphens"

SOURCES = (
    "af be bg bn cy de-1996 el-monoton el-polyton eo fi ga gl gu hi hsb hy ia id is ka kk kmr la mk ml oc pms rm ru "
    "sa sq ta tk tr uk"
)
"""Files whose licence lets us pass them on, and whose language pyphen has not, or has with other results:
on the words of the Universal Declaration of Human Rights fewer than 96 in 100 divided alike."""

EDITION = "5684c0f5, 24 February 2026"
"""Of hyph-utf8: the commit that these were taken from."""
CHANGED = "November 2026"

OF_THE_HEAD = {"gl": "Unlicense", "hy": "LGPL-3.0-only", "id": "GPL-2.0-only", "mk": "GPL-1.0-or-later"}
"""Licences whose SPDX identifier is more than the name in the head: hy points to version 3 of the LGPL, id names
version 2 of the GPL, and mk the GPL without a number, which by its own terms means any."""

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
    if name in OF_THE_HEAD:
        return OF_THE_HEAD[name]
    offered = re.findall(r"\b(MIT|LPPL)\b", head[head.find("\nlicence:") :])
    if offered:
        return "MIT" if "MIT" in offered else "LPPL-1.3c"
    # Of its own, in the head: bg is near BSD's, fi "may be freely distributed", sa may be changed too, kk has no owner.
    return f"LicenseRef-hyph-{name}"


def head_of(text: str) -> str:
    """Return the comment that opens a file: title, authors, licence."""
    head = re.match(r"(?:%[^\n]*\n|\s*\n)*", text)
    lines = [line.removeprefix("%").removeprefix(" ").rstrip() for line in (head[0] if head else "").split("\n")]
    end = next((n for n, line in enumerate(lines) if line.startswith("=====")), len(lines))
    return "\n".join(lines[:end]).strip() + "\n"


def write(name: str, origin: str, patterns: list[str]) -> None:
    """Write the patterns of a language; no two of them may be alike but for their digits."""
    letters = [DIGITS.sub("", pattern) for pattern in patterns]
    if len(letters) > len(set(letters)):
        twice = sorted({word for word in letters if letters.count(word) > 1})
        sys.exit(f"{name}: more than one pattern for {', '.join(twice[:9])}")
    # No slash in it: that would tell of a change in spelling.
    notice = f"% {origin} of hyph-utf8, changed in {CHANGED}: see {name}.txt in the folder of licences"
    (TARGET / f"{name}.txt").write_text("\n".join((notice, *patterns)) + "\n", encoding="utf-8")


def main() -> None:
    """Write all files."""
    source = Path(sys.argv[1])
    (TARGET / "licences").mkdir(parents=True, exist_ok=True)
    for tag in SOURCES.split():
        name, origin = NAMES.get(tag, tag), f"hyph-{tag}.tex"
        text = (source / origin).read_text(encoding="utf-8")
        write(name, origin, patterns_of(text))
        head = head_of(text)
        whole = f"""Taken under the licence: {licence_in(head, name)}

From: {origin} of hyph-utf8 ({EDITION})
Changed in {CHANGED} by assets/convert_patterns.py of Pamphlet: TeX's commands and comments are taken out, exceptions
are written as patterns, apostrophes as '.

The head of the original:

{head}"""
        (TARGET / "licences" / f"{name}.txt").write_text(whole, encoding="utf-8")


if __name__ == "__main__":
    main()
