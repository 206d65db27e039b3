"""The measuring of settings, on pages whose word spaces are known because they are drawn so."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from benchmarks.measure import Setting, UnmatchedError, matched_lines, measure

SIZE = 10.0
LEADING = 13.0
LEFT = 50.0
FONT = "Times-Roman"

Page = list[tuple[str, float]]


def draw(path: Path, *pages: Page) -> Path:
    """Draw pages of lines, each with the space between its words in ems."""
    canvas = Canvas(str(path), pagesize=(400, 400))
    for page in pages:
        canvas.setFont(FONT, SIZE)
        for number, (line, space) in enumerate(page):
            x = LEFT
            for word in line.split():
                canvas.drawString(x, 350 - LEADING * number, word)
                x += stringWidth(word, FONT, SIZE) + space * SIZE
        canvas.showPage()
    canvas.save()
    return path


def measured(path: Path, text: list[str], width: float | None = None) -> Setting:
    return measure(path, text, size=SIZE, width=width)


def test_word_spaces_are_read_in_ems_and_last_lines_left_out(tmp_path: Path) -> None:
    page = [("one two three", 0.3), ("four five six", 0.5), ("seven eight.", 2.0)]
    setting = measured(draw(tmp_path / "a.pdf", page), ["one two three four five six seven eight."])
    assert (setting.lines, setting.justified) == (3, 2)
    assert setting.mean == pytest.approx(0.4, abs=0.002)
    assert setting.sd == pytest.approx(0.1, abs=0.002)
    assert setting.maximum == pytest.approx(0.5, abs=0.002)


def test_a_line_counts_once_however_many_spaces_it_has(tmp_path: Path) -> None:
    # No f: the face is not embedded, and PDFium then counts the overhang of an f's ink as its advance.
    page = [("a b c d e g h", 0.2), ("one two", 0.6), ("end.", 0.25)]
    setting = measured(draw(tmp_path / "a.pdf", page), ["a b c d e g h one two end."])
    assert setting.mean == pytest.approx(0.4, abs=0.002)


def test_wide_lines_are_counted_at_both_limits(tmp_path: Path) -> None:
    page = [("a b", 0.45), ("c d", 0.55), ("e f", 0.65), ("g", 0.2)]
    setting = measured(draw(tmp_path / "a.pdf", page), ["a b c d e f g"])
    assert (setting.over_half, setting.over_six_tenths) == (2, 1)


def test_hyphens_of_the_text_make_ladders_but_are_not_hyphenations(tmp_path: Path) -> None:
    page = [("they said hyphen-", 0.3), ("ation is well-", 0.3), ("known to every-", 0.3), ("one here", 0.3)]
    setting = measured(draw(tmp_path / "a.pdf", page), ["they said hyphenation is well-known to everyone here"])
    assert (setting.hyphenated, setting.ladder) == (2, 3)


def test_a_dash_at_a_lines_end_between_words_is_no_ladder(tmp_path: Path) -> None:
    page = [("they went \u2013", 0.3), ("and came", 0.3)]
    lines, _ = matched_lines(draw(tmp_path / "a.pdf", page), ["they went \u2013 and came"], size=SIZE)
    assert [line.ends_in_hyphen for line in lines] == [False, False]


def test_widows_and_orphans_are_seen_at_column_ends(tmp_path: Path) -> None:
    first = [("one two", 0.3), ("three four", 0.3)]
    second = [("five.", 0.3), ("six seven", 0.3)]
    third = [("eight nine", 0.3), ("ten.", 0.3)]
    text = ["one two three four five.", "six seven eight nine ten."]
    setting = measured(draw(tmp_path / "a.pdf", first, second, third), text)
    assert (setting.widows, setting.orphans) == (1, 1)


def test_a_column_beside_another_is_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=(400, 400))
    canvas.setFont(FONT, SIZE)
    for x, y, line in [(50, 60, "one two"), (50, 47, "three four"), (200, 60, "five.")]:
        canvas.drawString(x, y, line)
    canvas.save()
    setting = measured(path, ["one two three four five."], width=100)
    assert (setting.lines, setting.widows, setting.too_wide) == (3, 1, 0)


def test_lines_that_stick_out_are_counted_but_hanging_hyphens_are_not(tmp_path: Path) -> None:
    width = stringWidth("mmmm", FONT, SIZE)
    page = [("mmmm", 0.3), ("mmmm-", 0.3), ("mmmmm", 0.3), ("mm", 0.3)]
    setting = measured(draw(tmp_path / "a.pdf", page), ["mmmm mmmmmmmmm mm"], width=width)
    assert setting.too_wide == 1


def test_quotes_ligatures_and_dashes_match_however_they_are_set(tmp_path: Path) -> None:
    page = [("\u201cno\u201d \u2013 it\u2019s", 0.3), ("over", 0.3)]
    setting = measured(draw(tmp_path / "a.pdf", page), ['"no" -- it\'s over'])
    assert (setting.lines, setting.strays) == (2, 0)
    assert setting.mean == pytest.approx(0.3, abs=0.002)


def test_a_page_number_is_a_stray_and_not_a_line(tmp_path: Path) -> None:
    page = [("one two", 0.3), ("three.", 0.3), ("17", 0.3)]
    setting = measured(draw(tmp_path / "a.pdf", page), ["one two three."])
    assert (setting.lines, setting.strays) == (2, 1)


@pytest.mark.parametrize("text", ["one two four five.", "one two three four five and more."])
def test_another_text_is_refused(tmp_path: Path, text: str) -> None:
    page = [("one two", 0.3), ("three four", 0.3), ("five.", 0.3)]
    with pytest.raises(UnmatchedError, match="looked for"):
        measured(draw(tmp_path / "a.pdf", page), [text])
