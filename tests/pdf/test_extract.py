from __future__ import annotations

import pytest
from msgspec.structs import replace

from pamphlet.errors import Severity
from pamphlet.layout.placed import PlacedBox, PlacedLine
from pamphlet.pdf.extract import BREAK, check_words, expected_text, page_texts
from pamphlet.sheet.side import Side, SlugLine
from pamphlet.typesetting.line import Ending, Line
from pamphlet.units import Rect


def paragraph(setter) -> list[PlacedLine]:
    return setter.lines(
        setter.line("The office is a dif", ending=Ending.HYPHEN),
        setter.line("ficult place for a well-", ending=Ending.JOIN),
        setter.line("known affluent official, pre- and", ending=Ending.SPACE),
        setter.line("post-war alike: 10\u00a0000 of them.", ending=Ending.END),
    )


def codes(side: Side, pdf: bytes) -> list[str]:
    return [finding.code for finding in check_words([expected_text(side)], pdf)]


def without_word(item: PlacedLine, number: int) -> PlacedLine:
    """The item with word *number* of its first run not drawn."""
    run = item.line.runs[0]
    words = run.words[:number] + run.words[number + 1 :]
    return replace(item, line=replace(item.line, runs=(replace(run, words=words), *item.line.runs[1:])))


def test_a_page_that_shows_all_its_words_passes(setter):
    slug = (SlugLine(x=30, y=295, line=setter.line("slug line", size=6)),)
    side = setter.side(PlacedBox(rect=Rect(30, 200, 10, 5), ink="red"), *paragraph(setter), slug=slug)
    assert check_words([expected_text(side)], setter.pdf(side)) == ()


def test_texts_are_in_content_order(setter):
    one = setter.side(*setter.lines(setter.line("below"), y=200), *setter.lines(setter.line("above"), y=60))
    two = setter.side(*setter.lines(setter.line("page two")))
    first, second = page_texts(setter.pdf(one, two))
    assert first.split() == ["below", "above"]
    assert second == "page two"


@pytest.mark.parametrize(("line", "word"), [(0, 0), (1, 2), (2, 2), (3, 6)])
def test_a_lost_word_is_found_and_named(setter, line, word):
    items = paragraph(setter)
    side = setter.side(*items)
    lost = items[line].line.runs[0].words[word][1].text
    items[line] = without_word(items[line], word)
    (finding,) = check_words([expected_text(side)], setter.pdf(setter.side(*items)))
    assert finding.code == "words-differ" and finding.severity is Severity.ERROR
    assert "page 1" in finding.message and lost in finding.message


def test_a_lost_last_line_is_found(setter):
    items = paragraph(setter)
    assert codes(setter.side(*items), setter.pdf(setter.side(*items[:-1]))) == ["words-differ"]


def test_an_added_word_is_found(setter):
    items = paragraph(setter)
    extra = setter.lines(setter.line("more"), y=200)
    assert codes(setter.side(*items), setter.pdf(setter.side(*items, *extra))) == ["words-differ"]


def test_lines_out_of_order_are_found(setter):
    items = paragraph(setter)
    swapped = [items[0], items[2], items[1], items[3]]
    assert codes(setter.side(*items), setter.pdf(setter.side(*swapped))) == ["words-differ"]


def test_words_without_a_space_between_are_found(setter):
    tight = setter.line("two words", space=0.0)
    run = tight.runs[0]
    closed = replace(run, words=(run.words[0], run.words[2]))
    drawn = setter.side(*setter.lines(Line(runs=(closed,), width=tight.width, text="two words")))
    assert codes(drawn, setter.pdf(drawn)) == ["words-joined"]


def test_a_word_torn_apart_is_found(setter):
    line = Line(runs=(setter.run("some thing")[0],), width=60, text="something")
    drawn = setter.side(*setter.lines(line))
    assert codes(drawn, setter.pdf(drawn)) == ["words-split"]


def test_a_drop_cap_may_stand_apart(setter):
    cap = setter.line("T", size=36, ending=Ending.JOIN)
    side = setter.side(
        *setter.lines(cap, y=86),
        *setter.lines(setter.line("he office", ending=Ending.SPACE), setter.line("of all"), x=70, y=60),
    )
    assert codes(side, setter.pdf(side)) == []


def test_panels_that_share_a_baseline_may_be_read_in_any_order(setter):
    right = setter.panel(*setter.lines(setter.line("first read"), x=20, y=40), rect=Rect(200, 20, 180, 260))
    left = setter.panel(*setter.lines(setter.line("second read"), x=10, y=40), rect=Rect(20, 20, 180, 260))
    side = setter.side(panels=(right, left))
    assert page_texts(setter.pdf(side))[0].startswith("second"), "PDFium no longer sorts: the check can be simpler"
    assert codes(side, setter.pdf(side)) == []
    more = setter.panel(*left.items, *setter.lines(setter.line("stray"), x=25, y=20), rect=left.rect)
    assert codes(side, setter.pdf(setter.side(panels=(right, more)))) == ["words-differ"]


def test_panels_that_stand_upside_down_are_read_too(setter):
    words = ("It is read", "from the top down,", "however it is printed,", "and so is the next")
    items = setter.lines(*(setter.line(each, ending=Ending.SPACE) for each in words), x=10, y=30)
    panels = tuple(
        setter.panel(*items, rect=Rect(20 + 180 * (at % 2), 20 + 130 * (at // 2), 180, 130), turned=at < 2)
        for at in range(4)
    )
    one, width = setter.run("Two runs on")
    other, end = setter.run("a line", face=setter.bold, start=width + 3)
    mixed = PlacedLine(
        x=10, y=90, line=Line(runs=(one, other), width=end, text="Two runs on a line", ending=Ending.END), element=0
    )
    panels = tuple(replace(panel, items=(*panel.items, mixed)) for panel in panels)
    side = setter.side(panels=panels)
    assert codes(side, setter.pdf(side)) == []
    short = setter.side(panels=(*panels[:1], replace(panels[1], items=(*items[:-1], mixed)), *panels[2:]))
    assert codes(side, setter.pdf(short)) == ["words-differ"]


def test_what_is_raised_may_stand_apart(setter):
    """As in the cells of a table, where PDFium takes small figures for lines of their own."""

    def cell(text: str, drawn: str) -> Line:
        base, width = setter.run(drawn)
        power, end = setter.run("8", size=6.4, rise=3.4, start=width)
        rest, end = setter.run("-1", start=end)
        return Line(runs=(base, power, rest), width=end, text=text, ending=Ending.END)

    def page(line: Line) -> Side:
        beside = setter.lines(setter.line("u8"), x=40), setter.lines(setter.line("0"), x=150)
        return setter.side(*(item for each in beside for item in each), *setter.lines(line, x=220))

    side = page(cell("28-1", "2"))
    assert "28-1" not in page_texts(setter.pdf(side))[0], "PDFium no longer parts them: the check can be simpler"
    assert codes(side, setter.pdf(side)) == []
    torn = page(cell("1828-1", "1 82"))
    assert codes(torn, setter.pdf(torn)) == ["words-split"]


def test_combining_marks_may_stand_apart(setter):
    side = setter.side(*setter.lines(setter.line("m\u0323\u0307x \u1eb9\u0300k\u1ecd\u0301 q\u0301n")))
    assert codes(side, setter.pdf(side)) == []


def test_a_missing_page_is_found(setter):
    side = setter.side(*paragraph(setter))
    (finding,) = check_words([expected_text(side)] * 2, setter.pdf(side))
    assert finding.code == "pages-differ"


def test_each_page_is_told(setter):
    items = paragraph(setter)
    whole, short = setter.side(*items), setter.side(*items[1:])
    findings = check_words([expected_text(whole)] * 2, setter.pdf(whole, short))
    assert [finding.message[:6] for finding in findings] == ["page 2"]


def test_an_empty_page_passes(setter):
    side = setter.side()
    assert codes(side, setter.pdf(side)) == []


def test_lines_that_reach_into_each_other_may_be_read_in_any_order(setter):
    apart = setter.side(*setter.lines(setter.line("No war"), setter.line("but class war"), leading=13))
    near = setter.side(*setter.lines(setter.line("No war", size=40), setter.line("but class war"), leading=13))
    assert [passage.stacked for passage in expected_text(apart)] == [False]
    (passage,) = expected_text(near)
    assert passage.stacked
    pdf = setter.pdf(near)
    swapped = replace(passage, text="but class war\nNo war\n")
    assert check_words([[swapped]], pdf) == ()
    assert check_words([[replace(swapped, stacked=False)]], pdf)
    assert check_words([[replace(swapped, text="but class war\nNo\n")]], pdf)
    parted = replace(passage, text=f"but class{BREAK}war\nNo war\n")
    assert check_words([[parted]], setter.pdf(near)) == ()
    assert check_words([[replace(parted, text=f"but class{BREAK}raw\nNo war\n")]], pdf)
