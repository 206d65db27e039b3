"""Markdown to blocks: every element that a leaflet has, and a finding for every one it has not."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pamphlet.errors import BadInput, Place, Severity
from pamphlet.manuscript.article import (
    HARD_BREAK,
    Block,
    Heading,
    ListBlock,
    Paragraph,
    Picture,
    Quote,
    Span,
    Table,
    ThematicBreak,
)
from pamphlet.manuscript.markdown_tree import Body, MarkdownReader
from pamphlet.manuscript.text import block_texts, plain

READER = MarkdownReader()


def locate(name: str, place: Place) -> Path:
    return Path("/leaflet") / name


def read(markdown: str) -> Body:
    return READER.read(markdown, file="a.md", locate=locate)


def clean(markdown: str) -> tuple[Block, ...]:
    body = read(markdown)
    assert body.findings == ()
    return body.blocks


def spans(markdown: str) -> tuple[Span, ...]:
    (block,) = clean(markdown)
    assert isinstance(block, Paragraph)
    return block.spans


def codes(markdown: str) -> list[tuple[str, int | None, Severity]]:
    return [(finding.code, finding.place.line, finding.severity) for finding in read(markdown).findings]


def said(blocks: tuple[Block, ...]) -> list[str]:
    return [word for text in block_texts(blocks) for word in text.split()]


def test_styles_nest_and_merge() -> None:
    assert spans("a **b *c* d** `e<f>` g") == (
        Span(text="a "),
        Span(text="b ", strong=True),
        Span(text="c", strong=True, emphasis=True),
        Span(text=" d", strong=True),
        Span(text=" "),
        Span(text="e<f>", code=True),
        Span(text=" g"),
    )


def test_emphasis_inside_emphasis_stands_upright() -> None:
    assert [span.emphasis for span in spans("*a _b_ c*")] == [True, False, True]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("*NATO*{.sc}", Span(text="NATO", small_caps=True)),
        ("*2*{.sup}", Span(text="2", superscript=True)),
        ("*2*{.sub}", Span(text="2", subscript=True)),
        ("**A**{.sc}", Span(text="A", strong=True, small_caps=True)),
        ("<sup>2</sup>", Span(text="2", superscript=True)),
        ("<sub>2</sub>", Span(text="2", subscript=True)),
        ("[a](https://x.org/?a=1&b=2)", Span(text="a", link="https://x.org/?a=1&b=2")),
        ("<https://x.org/a_b>", Span(text="https://x.org/a_b", link="https://x.org/a_b")),
        ("<me@x.org>", Span(text="me@x.org", link="mailto:me@x.org")),
        ("[a][k]\n\n[k]: https://x.org", Span(text="a", link="https://x.org")),
    ],
)
def test_one_span(markdown: str, expected: Span) -> None:
    assert spans(markdown) == (expected,)


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("a  \nb", f"a{HARD_BREAK}b"),
        ("a<br>b<br/>", f"a{HARD_BREAK}b"),
        ("a\nb\t c", "a b c"),
        ("AT&T &amp; 5&nbsp;km &mdash; &#8364;", "AT&T & 5\u00a0km \u2014 \u20ac"),
        (r"\*a\* \_b \\", r"*a* _b \ "[:-1]),
        ("2 < 3 > 1", "2 < 3 > 1"),
        ("a <!-- aside --> b", "a b"),
        ("<!-- aside\n\nof two -->\n\na", "a"),
        ("a\u00a0b\u202fc", "a\u00a0b\u202fc"),
        ("{not a mark} and {a b}", "{not a mark} and {a b}"),
    ],
)
def test_plain_text(markdown: str, text: str) -> None:
    assert spans(markdown) == (Span(text=text),)


def test_headings_leave_the_first_level_to_the_title() -> None:
    def levels(text: str) -> list[int]:
        return [block.level for block in clean(text) if isinstance(block, Heading)]

    assert levels("# A\n\n## B\n\n### C") == [2, 3, 4]
    assert levels("## B\n\n### C") == [2, 3]


def test_lists_nest_and_start() -> None:
    (block,) = clean("3. a\n4. b\n\n    - c\n    - d\n")
    assert isinstance(block, ListBlock)
    assert (block.ordered, block.start, len(block.items)) == (True, 3, 2)
    paragraph, inner = block.items[1]
    assert isinstance(paragraph, Paragraph) and plain(paragraph.spans) == "b"
    assert isinstance(inner, ListBlock) and not inner.ordered and len(inner.items) == 2


def test_quotations_and_pull_quotes() -> None:
    blocks = clean("> One\n> {.pull}\n\n> Two\n>\n> — Three\n\nText\n\n> Four\n>\n> *Five*\n> {.pull}")
    assert [(block.pull, said(block.blocks)) for block in blocks if isinstance(block, Quote)] == [
        (True, ["One"]),
        (False, ["Two", "—", "Three"]),
        (True, ["Four", "Five"]),
    ]


def test_notes_are_numbered_as_they_are_called() -> None:
    body = read("A[^b] c[^a] d[^b].\n\n[^a]: Note *a*\n[^b]: Note b, see[^c]\n\n    and more\n\n[^c]: Deep")
    assert body.findings == ()
    assert [(note.label, note.number) for note in body.notes] == [("b", 1), ("a", 2), ("c", 3)]
    assert said(body.notes[0].blocks) == ["Note", "b,", "see", "and", "more"]
    (paragraph,) = body.blocks
    assert isinstance(paragraph, Paragraph)
    assert [span.note for span in paragraph.spans if span.note] == ["b", "a", "b"]
    assert plain(paragraph.spans) == "A c d."


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("a word [^x] and more", ["a word", "[x]", " and more"]),
        ("a word[^x] [^y] and more", ["a word", "[x]", "[y]", " and more"]),
        ("a *word* [^x], and more", ["a ", "word", "[x]", ", and more"]),
        ("[^x] First", ["[x]", " First"]),
        ("a word  \n[^x] more", [f"a word{HARD_BREAK}", "[x]", " more"]),
    ],
)
def test_the_call_of_a_note_stands_close_to_the_word_before_it(typed: str, seen: list[str]) -> None:
    paragraph = read(f"{typed}\n\n[^x]: One.\n[^y]: Two.").blocks[0]
    assert isinstance(paragraph, Paragraph)
    assert [f"[{span.note}]" if span.note else span.text for span in paragraph.spans] == seen


def test_notes_that_do_not_meet_are_told() -> None:
    assert codes("A[^x]\n\n[^y]: never") == [
        ("note-missing", 1, Severity.ERROR),
        ("note-unused", 3, Severity.WARNING),
    ]
    assert ("note-repeated", 3, Severity.ERROR) in codes("A[^x]\n\n[^x]: one\n\n[^x]: two")


def test_tables_align() -> None:
    (table,) = clean("| a | b | c |\n|:--|--:|:-:|\n| 1 | *2* | 3 |")
    assert isinstance(table, Table)
    assert (table.align, table.header_rows, len(table.rows)) == (("left", "right", "center"), 1, 2)
    assert table.rows[1][1] == (Span(text="2", emphasis=True),)


def test_a_picture_may_stand_in_the_measure() -> None:
    (picture,) = clean('![A lamp](lamp.jpg){width="40%" .end}')
    assert isinstance(picture, Picture) and (picture.width, picture.at_end) == (0.4, True)


@pytest.mark.parametrize("width", ["40", "10%", "80%", "wide", "-40%"])
def test_a_picture_of_impossible_width_is_refused(width: str) -> None:
    with pytest.raises(BadInput) as refused:
        read(f'![A lamp](lamp.jpg){{width="{width}"}}')
    assert refused.value.finding.code == "width-range" and refused.value.finding.place.line == 1


def test_a_picture_alone_is_a_block() -> None:
    (block,) = clean('![Some & alt](p.jpg "A caption"){credit="Photo: Me & you" focus="0.3 0.5"}')
    assert block == Picture(
        path=Path("/leaflet/p.jpg"),
        alt="Some & alt",
        caption="A caption",
        credit="Photo: Me & you",
        focus=(0.3, 0.5),
        line=1,
    )


def test_a_picture_may_be_mirrored_where_its_author_says_so() -> None:
    blocks = clean("![a](p.jpg){.mirror}\n\n![a](p.jpg)")
    assert [block.mirror for block in blocks if isinstance(block, Picture)] == [True, False]
    told = read("![a](p.jpg){.miror}").findings[0]
    assert (told.code, told.hint) == ("unknown-mark", "did you mean .mirror?")


@pytest.mark.parametrize("focus", ["2 0.5", "0.5", "a b", "nan 0"])
def test_a_picture_out_of_focus_is_refused(focus: str) -> None:
    with pytest.raises(BadInput, match="focus"):
        read(f'![a](p.jpg){{focus="{focus}"}}')


def test_code_keeps_lines_and_indents() -> None:
    expected = (Span(text=f"if a & b:{HARD_BREAK}\u00a0\u00a0c", code=True),)
    assert spans("```python\nif a & b:\n  c\n```") == expected
    assert spans("    if a & b:\n      c") == expected


def test_blocks_know_their_lines() -> None:
    markdown = "# One\n\nTwo two\ntwo\n\n- three\n- four\n\n---\n\n> five\n\n"
    markdown += "| six | x |\n|--|--|\n| y | z |\n\nTwo two\n"
    blocks = clean(markdown)
    assert [block.line for block in blocks] == [1, 3, 6, 9, 11, 13, 17]
    assert isinstance(blocks[3], ThematicBreak)
    assert READER.read("a", file="a.md", locate=locate, first_line=12).blocks[0].line == 12


@pytest.mark.parametrize(
    ("markdown", "code", "severity", "words"),
    [
        ("a\n\nb <u>c</u>", "raw-html", Severity.WARNING, "a b c"),
        ("a\n\n<div class='x'>*b* c\n</div>", "raw-html", Severity.WARNING, "a b c"),
        ("a\n\n<company> b", "raw-html", Severity.WARNING, "a <company> b"),
        ("a\n\n<script>b</script>", "raw-html", Severity.ERROR, "a b"),
        ("a\n\n<img src='x.jpg'> b", "raw-html", Severity.ERROR, "a b"),
        ("a\n\n![x](https://x.org/p.jpg)", "picture-remote", Severity.ERROR, "a"),
        ("a\n\n![x](data:image/png;base64,AA)", "picture-remote", Severity.ERROR, "a"),
        ("a\n\n![](p.jpg)", "picture-alt", Severity.WARNING, "a"),
        ("a\n\nb ![x](p.jpg) c", "picture-inline", Severity.WARNING, "a b c"),
        ("a\n\n[b](javascript:x)", "link-dropped", Severity.WARNING, "a b"),
        ("a\n\nb\n{.pul}", "unknown-mark", Severity.WARNING, "a b {.pul}"),
        ("a\n\n*b*{.red} c", "unknown-mark", Severity.WARNING, "a b{.red} c"),
        ("a\n\n[Editor]: word", "link-unused", Severity.WARNING, "a"),
        ("a\n\n12345678901. b", "list-number", Severity.ERROR, "a b"),
    ],
)
def test_what_a_leaflet_cannot_show_is_told(markdown: str, code: str, severity: Severity, words: str) -> None:
    body = read(markdown)
    assert [(finding.code, finding.place.line, finding.severity) for finding in body.findings] == [(code, 3, severity)]
    assert said(body.blocks) == words.split()


@pytest.mark.parametrize("entity", ["&#0;", "&#8;", "&#xD800;", "&#xFFFF;"])
def test_entities_for_what_cannot_be_printed(entity: str) -> None:
    try:
        assert said(read(f"a {entity}").blocks) == ["a", "\ufffd"]
    except BadInput as error:
        assert entity in error.finding.message


@pytest.mark.parametrize(
    "text",
    [
        "word " * 1_000_000,
        "x" * 1_100_000,
        "\n" * 500_000 + "a",
        "[" * 20_000,
        "![" * 20_000,
        "[a](" * 10_000,
        "a[^1] " * 5_000,
        "[" * 3_000 + "]" * 3_000,
        "&amp;" * 50_000,
    ],
)
def test_books_and_tangles_are_refused_before_they_are_parsed(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MarkdownReader, "_parse", lambda reader, body: pytest.fail("it was parsed"))
    with pytest.raises(BadInput) as caught:
        read(text)
    assert any(character.isdigit() for character in caught.value.finding.message)


CALLS_A_CHARACTER = 50
"""Function calls and returns: twice what the costliest odd text takes, so work that grows with the square is seen."""


def calls_of(work: Callable[[], object]) -> int:
    """Count the calls and returns of functions during *work*, which may end in a refusal."""
    calls = 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        with contextlib.suppress(BadInput):
            work()
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize(
    "text", [">" * 3_000 + " a", "*a **b " * 2_000, "`" * 9_999, "<a " * 5_000, "- " * 3_000 + "a"]
)
def test_odd_texts_end_in_blocks_or_in_a_refusal_as_soon_as_any(text: str) -> None:
    assert calls_of(lambda: read(text)) < CALLS_A_CHARACTER * len(text)
    assert spans("*a*") == (Span(text="a", emphasis=True),)  # the reader is as good as new


LETTERS = "abcdefghijklmnopqrstuvwxyzäéñßøžαβжя"
WORD = st.builds(
    "{}{}{}".format,
    st.sampled_from(LETTERS),
    st.text(alphabet=LETTERS + "0123456789'’-.,;:!?", max_size=10),
    st.sampled_from(LETTERS + "0123456789"),
)
PHRASE = st.lists(WORD, min_size=1, max_size=8).map(" ".join)
STYLED = st.tuples(st.sampled_from(["{}", "*{}*", "**{}**", "***{}***", "[{}](https://x.org)"]), PHRASE)
LINE = st.lists(STYLED, min_size=1, max_size=4)
KIND = st.sampled_from(["{}", "## {}", "> {}", "- {}", "1. {}", "> {}\n> {{.pull}}", "| {} | h |\n|--|--|\n| c | d |"])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(KIND, LINE), min_size=1, max_size=6))
def test_no_word_is_lost(parts: list[tuple[str, list[tuple[str, str]]]]) -> None:
    markdown = "\n\n".join(kind.format(" ".join(style.format(text) for style, text in line)) for kind, line in parts)
    expected = []
    for kind, line in parts:
        expected += [word for _, text in line for word in text.split()]
        expected += "hcd" if kind.startswith("|") else ""
    assert said(read(markdown).blocks) == expected


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab \n*_`[]()<>!#|-{}.&;\\^:1~\"'=/", max_size=120))
def test_any_markup_gives_blocks_or_one_refusal(markdown: str) -> None:
    try:
        body = read(markdown)
    except BadInput:
        return
    text = " ".join(said(body.blocks))
    assert "\x02" not in text and "\x03" not in text
    kept = sum(text.count(letter) for letter in "ab")
    # Letters may stand in an address, a comment, a label or the name of a tag instead.
    if not any(mark in markdown for mark in "[<&`~"):
        assert kept == sum(markdown.count(letter) for letter in "ab")
