from __future__ import annotations

import re
from pathlib import Path

import pyphen
import pytest

from pamphlet.typesetting.hyphenation import Hyphenator
from pamphlet.typesetting.patterns import Patterns

DATA = Path(__file__).parent.parent / "data"


@pytest.mark.parametrize(("lang", "text"), [("en_US", "english.txt"), ("es", "spanish.txt"), ("de_DE", "english.txt")])
def test_words_are_divided_as_pyphen_divides_them(lang: str, text: str) -> None:
    content = pyphen.LANGUAGES[lang].read_bytes()
    ours = Patterns(content.partition(b"\n")[2], content.partition(b"\n")[0].decode().strip())
    theirs = pyphen.Pyphen(lang=lang, left=1, right=1)
    words = sorted(set(re.findall(r"[^\W\d_]{5,}", (DATA / text).read_text(encoding="utf-8").lower())))
    assert len(words) > 100
    for word in words:
        assert ours.positions(word) == tuple(theirs.positions(word)), word


def test_a_greater_even_level_forbids_what_a_smaller_odd_one_allows() -> None:
    assert Patterns(b"a1b").positions("xabx") == (2,)
    assert Patterns(b"a1b\nxa2b").positions("xabx") == ()
    assert Patterns(b"a1b\nxa2b\na3bx.").positions("xabx") == (2,)


def test_no_word_is_divided_where_its_spelling_would_change() -> None:
    # Swedish tillåta, were it divided as till-låta
    assert Patterns("l1lå/ll=l,1,2".encode()).positions("tillåta") == ()
    assert Hyphenator().points("asszony", "hu") == ()
    assert Hyphenator().points("kapaszkodik", "hu")


@pytest.mark.parametrize("charset", ["iso8859-7", "utf-8"])
def test_dictionaries_come_in_the_charsets_of_their_time(charset: str) -> None:
    content = "1\u03b2\u03b1 \r\n1\u03bc\u03b1\r\n".encode(charset)
    assert Patterns(content, charset).positions("\u03b1\u03b2\u03b1\u03bc\u03b1") == (1, 3)


def test_a_letter_may_be_written_as_its_number() -> None:
    assert Patterns(b"^^e91na", "latin-1").positions("h\xe9na") == (2,)
