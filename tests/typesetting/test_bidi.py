"""The bidirectional algorithm against Unicode's own test files, and against what readers expect."""

from __future__ import annotations

import os
import unicodedata
from itertools import islice

from hypothesis import given
from hypothesis import strategies as st
from unicode_files import unicode_lines

from pamphlet.typesetting.bidi import (
    Isolate,
    bidi_class,
    first_strong,
    levels_of,
    line_levels,
    needs_levels,
    resolve,
    visual_order,
)
from pamphlet.typesetting.bidi import _at_line_end as at_line_end

STEP = 1 if os.environ.get("PAMPHLET_JUDGES") == "1" else 23
"""Every case where all judges are asked, every 23rd while one works."""


def in_line(classes: list[str], base: int, chars: str = "") -> tuple[list[int | None], list[int]]:
    """Resolve a paragraph of one line; return levels, None where removed, and the visual order of the rest."""
    levels = resolve(classes, base, chars)
    kept = [at for at, level in enumerate(levels) if level is not None]
    final = at_line_end([classes[at] for at in kept], [levels[at] or 0 for at in kept], base)
    for at, level in zip(kept, final, strict=True):
        levels[at] = level
    return levels, [kept[at] for at in visual_order(final)]


def test_every_class_case_of_unicode() -> None:
    levels: list[int | None] = []
    order: list[int] = []
    tested = 0
    for number, line in enumerate(unicode_lines("BidiTest.txt")):
        if line.startswith("@Levels:"):
            levels = [None if level == "x" else int(level) for level in line.split(":")[1].split()]
        elif line.startswith("@Reorder:"):
            order = [int(at) for at in line.split(":")[1].split()]
        elif not line.startswith("@") and number % STEP == 0:
            names, directions = line.split(";")
            classes = names.split()
            bits = int(directions)
            automatic = first_strong(classes) or 0
            bases = {base for bit, base in ((1, automatic), (2, 0), (4, 1)) if bits & bit}
            for base in sorted(bases):
                assert in_line(classes, base) == (levels, order), (line, base)
                tested += 1
    assert tested > 510_000 // STEP


def test_every_character_case_of_unicode() -> None:
    tested = 0
    for line in islice(unicode_lines("BidiCharacterTest.txt"), 0, None, STEP):
        codes, direction, base, levels, order = line.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        classes = [bidi_class(char) for char in text]
        if direction == "2":
            assert (first_strong(classes) or 0) == int(base), line
        wanted = [None if level == "x" else int(level) for level in levels.split()]
        assert in_line(classes, int(base), text) == (wanted, [int(at) for at in order.split()]), line
        tested += 1
    assert tested > 91_000 // STEP


def test_every_bracket_pair_of_unicode() -> None:
    """A pair in a text from right to left takes its direction, whatever stands after it."""
    pairs = 0
    for line in unicode_lines("BidiBrackets.txt"):
        opening, closing, kind = (part.strip() for part in line.split(";"))
        if kind == "o":
            text = f"\u05d0{chr(int(opening, 16))}b{chr(int(closing, 16))}c"
            assert list(levels_of(text, 1)) == [1, 1, 2, 1, 2], line
            pairs += 1
    assert pairs == 64


def test_classes_are_unicodes_but_for_marks_that_python_does_not_know() -> None:
    wrong = []
    for line in unicode_lines("extracted/DerivedBidiClass.txt"):
        codes, kind = (part.strip() for part in line.split(";"))
        first, _, last = codes.partition("..")
        for code in range(int(first, 16), int(last or first, 16) + 1):
            if bidi_class(chr(code)) != kind:
                wrong.append(chr(code))
    if unicodedata.unidata_version <= "15.0.0":
        assert all(unicodedata.category(char) == "Cn" for char in wrong)
    assert len(wrong) < 40


def ordered(text: str, base: int, isolates: tuple[Isolate, ...] = ()) -> str:
    levels = line_levels(text, levels_of(text, base, isolates), base)
    return "".join(text[at] for at in visual_order(levels))


ALEF, BET, GIMEL = "\u05d0", "\u05d1", "\u05d2"


def test_the_paragraph_has_the_direction_it_is_told_and_not_that_of_its_first_letter() -> None:
    assert ordered(f"NATO {ALEF}{BET}.", 1) == f".{BET}{ALEF} NATO"
    assert ordered(f"{ALEF}{BET} NATO.", 0) == f"{BET}{ALEF} NATO."


def test_an_isolated_stretch_is_one_thing_among_the_rest() -> None:
    text = f"{ALEF} U.S. {BET}"
    assert ordered(text, 1) == f"{BET} .U.S {ALEF}"
    assert ordered(text, 1, (Isolate(2, 6, 0),)) == f"{BET} U.S. {ALEF}"


def test_a_number_after_isolated_words_stands_after_them() -> None:
    text = f"a {ALEF}{BET}, 12 b"
    assert ordered(text, 0) == f"a 12 ,{BET}{ALEF} b"
    assert ordered(text, 0, (Isolate(2, 4),)) == f"a {BET}{ALEF}, 12 b"


def test_more_than_63_open_brackets_are_no_pairs() -> None:
    """BD16: what goes on after the stack is full is not looked for, nor is what was found before it."""
    pairs, none = (levels_of(f"{'(' * depth}a{')' * depth}b", 1) for depth in (63, 64))
    assert pairs[63:] == bytes([2] + [1] * 63 + [2])
    assert none[64:] == bytes([2] * 66), "no bracket is paired: all stand between letters from left to right"


def test_isolates_may_be_nested() -> None:
    text = f"{ALEF} a ({BET}{GIMEL} 1) {BET}"
    isolates = (Isolate(2, 10, 0), Isolate(5, 9, 1))
    assert ordered(text, 1, isolates) == f"{BET} a (1 {GIMEL}{BET}) {ALEF}"


def test_spaces_at_the_end_of_a_line_stand_at_its_end() -> None:
    text = f"{ALEF} a  "
    levels = levels_of(text, 1, (Isolate(2, 5, 0),))
    assert list(levels)[-1] == 2
    assert list(line_levels(text, levels, 1)) == [1, 1, 2, 1, 1]


def test_only_text_that_mixes_directions_needs_levels() -> None:
    assert not needs_levels("Plain text, 12 %", 0)
    assert not needs_levels("Žluťoučký kůň", 0)
    assert needs_levels("Plain text", 1)
    assert needs_levels(f"Plain {ALEF}", 0)
    assert needs_levels("\u202eabc", 0)


@given(st.text(alphabet="a1 (.\u05d0\u0627\u0661\u0300\u2067\u2069\u202b\u202c"), st.integers(0, 1))
def test_no_character_is_lost_in_reordering(text: str, base: int) -> None:
    assert sorted(ordered(text, base)) == sorted(text)
