"""The texts that are measured: the same for all tools, and different where they must be."""

from __future__ import annotations

from pathlib import Path

from benchmarks.corpus import (
    flow,
    gpl_paragraphs,
    invented_story,
    load_story,
    paragraphs_of,
    read_story,
    vary,
    write_story,
)

ARTICLE = """---
title: "A title: with a colon"
slogans: [Now, Then]
bulletin: {label: More, title: In the paper, url: "https://example.org/x"}
---

First *words* with a [link](https://example.org).[^1]
They go on.

## A heading {#id}

- an item

[^1]: A note.
"""


def test_paragraphs_are_parted_by_blank_lines_and_joined_within(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text("  one\ntwo\n\n \n three\n", encoding="utf-8")
    assert paragraphs_of(path) == ["one two", "three"]


def test_the_gpl_is_cut_to_its_body_and_its_long_paragraphs(tmp_path: Path) -> None:
    long = " ".join(["word"] * 23)
    text = (
        f"Preamble\n\n  The GNU General Public License is a free {long}\n\nshort\n\n{long}\n\nEND OF TERMS\n\n{long}\n"
    )
    path = tmp_path / "gpl"
    path.write_text(text, encoding="utf-8")
    assert [len(paragraph.split()) for paragraph in gpl_paragraphs(path)] == [31, 23]


def test_an_article_is_read_without_its_markup(tmp_path: Path) -> None:
    (tmp_path / "article.md").write_text(ARTICLE, encoding="utf-8")
    story = read_story(tmp_path)
    assert story.title == "A title: with a colon"
    assert story.reference == "More: In the paper"
    assert story.body == ((False, "First words with a link. They go on."), (True, "A heading"), (False, "an item"))


def test_each_paragraph_of_each_edition_differs() -> None:
    story = invented_story()
    editions = [vary(story, number) for number in range(40)]
    for number, (heading, _) in enumerate(story.body):
        assert len({edition.body[number][1] for edition in editions}) == 40, heading


def test_a_story_survives_being_written(tmp_path: Path) -> None:
    story = invented_story()
    write_story(story, tmp_path / "story.json")
    assert load_story(tmp_path / "story.json") == story


def test_the_flow_is_as_long_as_asked_and_its_vocabulary_grows() -> None:
    short, long = list(flow(500)), list(flow(5_000))
    assert sum(len(paragraph.split()) for paragraph in long) == 5_000
    words = [
        len({word.strip(".").lower() for paragraph in text for word in paragraph.split()}) for text in (short, long)
    ]
    assert words[1] > 2 * words[0]
