"""Front matter: text as written, lines kept, one clear refusal for everything else."""

from __future__ import annotations

import pytest

from pamphlet.errors import BadInput
from pamphlet.manuscript import frontmatter
from pamphlet.manuscript.frontmatter import FrontMatter, read_manuscript


def matter(yaml: str) -> FrontMatter:
    return read_manuscript(f"---\n{yaml}\n---\nbody\n", file="a.md").matter


def refusal(yaml: str) -> BadInput:
    with pytest.raises(BadInput) as caught:
        matter(yaml)
    return caught.value


@pytest.mark.parametrize("written", ["2019", "yes", "No", "1.50", "0x1F", "null", "2019-11-15", "~", "on"])
def test_scalars_are_text_as_written(written: str) -> None:
    assert matter(f"title: {written}").title == written


def test_body_keeps_its_line() -> None:
    manuscript = read_manuscript("\n---\ntitle: A\n---\n\nText", file="a.md")
    assert (manuscript.body, manuscript.body_line) == ("\nText", 5)
    assert manuscript.keyed.lines[("title",)] == 3


def test_without_front_matter_all_is_body() -> None:
    manuscript = read_manuscript("Text\n\n---\n", file="a.md")
    assert (manuscript.body, manuscript.body_line, manuscript.matter) == ("Text\n\n---\n", 1, FrontMatter())


def test_lines_of_text_are_tidied_and_kept() -> None:
    read = matter("title: A\ncontact: |\n  Our   group\n  Mondays\nstandfirst: >\n  one\n  two")
    assert (read.contact, read.standfirst) == ("Our group\nMondays", "one two")


def test_numbers_are_read_where_numbers_are_wanted() -> None:
    assert matter("title: A\nphoto: {file: a.jpg, focus: [0.25, 1]}").photo.focus == (0.25, 1.0)


def test_a_key_left_empty_is_a_key_left_out() -> None:
    assert matter("title: A\nslogans:\nphoto:\nkicker: ''") == FrontMatter(title="A")


@pytest.mark.parametrize(
    ("yaml", "line", "parts"),
    [
        ("title: A\nslogan: B", 3, ["'slogan'", "slogans"]),
        ("title: A\nphoto:\n  fil: x.jpg", 4, ["photo.fil", "file"]),
        ("title: A\nbulletin:\n  link: x", 4, ["bulletin.link", "url"]),
        ("title: [a, b]", 2, ["title", "text", "a list"]),
        ("title: A\nslogans: one", 3, ["slogans", "a list", "text"]),
        ("title: A\nslogans:\n  - ok\n  - {x: y}", 5, ["slogans.2", "text"]),
        ("title: A\nphoto: a.jpg", 3, ["photo", "a table of keys"]),
        ("title: A\nphoto: {focus: [a, b]}", 3, ["photo.focus"]),
        ("title: A\nphoto: {focus: [0.5, 3]}", 3, ["photo.focus", "0 and 1"]),
        ("title: A\nphoto: {focus: [0.5, .nan]}", 3, ["photo.focus"]),
        ("title: A\nphoto: {focus: 0.5}", 3, ["photo.focus must be a list, but text was found"]),
        ("title: A\nphoto: {mirror: perhaps}", 3, ["photo.mirror must be true or false, but text was found"]),
        ("title: A\nphoto: {miror: true}", 3, ["photo.miror", "did you mean mirror?"]),
        ("title: A\nphoto: {focus: [0.5]}", 3, ["photo.focus"]),
        ("title: A\nkicker: B\ntitle: C", 4, ["'title'", "twice", "line 2"]),
        ("title: A\ndate: 2019-02-30", 3, ["2019-02-30"]),
        ("title: 'open", 2, ["not YAML"]),
        ("title: a: b", 2, ["not YAML"]),
        ("- a\n- b", 2, ["table of keys"]),
        ("just words", 2, ["table of keys"]),
        ("title: &x A\nkicker: *x", 2, ["anchors"]),
        ("title: !!python/object/apply:os.system ['true']", 2, ["tag"]),
        ("title: [[[[[[x]]]]]]", 2, ["deeper"]),
        ('title: "a\\0b"', 2, ["U+0000", "NUL"]),
        ("? [a, b]\n: c", 2, ["word"]),
    ],
)
def test_refusals_name_line_and_cause(yaml: str, line: int, parts: list[str]) -> None:
    error = refusal(yaml)
    assert error.finding.place.line == line
    assert error.finding.place.file == "a.md"
    for part in parts:
        assert part in f"{error.finding.message} {error.finding.hint}"


@pytest.mark.parametrize(
    ("yaml", "cure"),
    [
        ("photo: big.jpg", "photo: {file: big.jpg}"),
        ("slogans: Keep it running", "slogans: [Keep it running]"),
        ("slogans: Keep it, running", 'slogans: ["Keep it, running"]'),
        ("slogans: ¡Basta ya!", 'slogans: ["¡Basta ya!"]'),
        ("bulletin: https://example.org", 'bulletin: {url: "https://example.org"}'),
    ],
)
def test_a_text_in_place_of_a_list_or_table_is_told_as_it_would_be_right(yaml: str, cure: str) -> None:
    error = refusal(f"title: A\n{yaml}")
    assert (error.finding.code, error.finding.hint) == ("wrong-type", cure)
    matter(f"title: A\n{cure}")


def test_an_open_fence_is_told() -> None:
    with pytest.raises(BadInput, match="never closed"):
        read_manuscript("---\ntitle: A\n\nText", file="a.md")


@pytest.mark.parametrize(
    ("bomb", "most"),
    [
        ("a: &a [x,x]\n" + "\n".join(f"k{n}: &k{n} [*a,*a,*a,*a,*a,*a,*a,*a]" for n in range(1000)), 10),
        ("title: " + "[" * 40_000, 10),
        ("\n".join(f"k{n}: v" for n in range(9_000)), 2 * 9_000 + 10),
        ("x: " + "y" * 500_000, 0),
    ],
)
def test_bombs_are_refused_where_they_start(bomb: str, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    events: list[object] = []
    take = frontmatter._Builder.take

    def counting(builder: frontmatter._Builder, event: object) -> None:
        events.append(event)
        take(builder, event)

    monkeypatch.setattr(frontmatter._Builder, "take", counting)
    refusal(bomb)
    assert len(events) <= most
