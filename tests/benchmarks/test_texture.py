"""The texture of a setting, read from pages whose flaws are drawn on purpose."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from benchmarks.measure import measure
from benchmarks.texture import Texture

SIZE = 10.0
FONT = "Times-Roman"

Line = tuple[str, float, float]
"""The words of a line, the space between them in ems, and how much wider than usual they stand, in per cent."""


def texture(path: Path, lines: list[Line], text: str) -> Texture:
    canvas = Canvas(str(path), pagesize=(400, 400))
    for number, (words, space, wider) in enumerate(lines):
        x = 50.0
        for word in words.split():
            line = canvas.beginText(x, 350 - 13 * number)
            line.setFont(FONT, SIZE)
            line.setHorizScale(100 + wider)
            line.textOut(word)
            canvas.drawText(line)
            x += stringWidth(word, FONT, SIZE) * (1 + wider / 100) + space * SIZE
    canvas.save()
    return measure(path, [text], size=SIZE).texture


def words_of(lines: list[Line]) -> str:
    return " ".join(words for words, _, _ in lines)


def test_letters_that_are_spread_are_seen(tmp_path: Path) -> None:
    lines = [("same same same", 0.3, wider) for wider in (0.0, 0.0, 0.0, 0.0, 3.0)] + [("end", 0.3, 0.0)]
    found = texture(tmp_path / "a.pdf", lines, words_of(lines))
    assert found.letters_most == pytest.approx(3.0, abs=0.1)
    assert found.letters_sd == pytest.approx(1.2, abs=0.1)


def test_contrast_is_between_neighbours_and_not_with_the_last_line(tmp_path: Path) -> None:
    lines = [("one two", 0.2, 0.0), ("three four", 0.4, 0.0), ("five six", 0.3, 0.0), ("end now", 2.0, 0.0)]
    found = texture(tmp_path / "a.pdf", lines, words_of(lines))
    assert found.contrast == pytest.approx(((0.2**2 + 0.1**2) / 2) ** 0.5, abs=0.005)


@pytest.mark.parametrize(("deep", "rivers"), [(3, 0), (4, 1), (7, 1)])
def test_spaces_below_each_other_are_a_river_from_four_lines_on(tmp_path: Path, deep: int, rivers: int) -> None:
    lines = [("dddd bbbb", 0.3, 0.0)] * deep + [("mmmmmmm end", 0.3, 0.0)]
    assert texture(tmp_path / "a.pdf", lines, words_of(lines)).rivers == rivers


def test_a_river_may_run_to_the_end_of_the_text(tmp_path: Path) -> None:
    lines = [("dddd bbbb", 0.3, 0.0)] * 4
    assert texture(tmp_path / "a.pdf", lines, words_of(lines)).rivers == 1


def test_words_below_themselves_are_stacks_at_either_end(tmp_path: Path) -> None:
    lines = [("the one red", 0.3, 0.0), ("The two red,", 0.3, 0.0), ("a red", 0.3, 0.0), ("a red", 0.3, 0.0)]
    # The, red and red again; a is a single letter, and the last line has no full end.
    assert texture(tmp_path / "a.pdf", lines, words_of(lines)).stacks == 3


def test_broken_words_are_told_apart(tmp_path: Path) -> None:
    lines = [
        ("We went to re-", 0.3, 0.0),
        ("cover. Wash-", 0.3, 0.0),
        ("ington and Lon-", 0.3, 0.0),
        ("don. Govern-", 0.3, 0.0),
        ("ment.", 0.3, 0.0),
    ]
    found = texture(tmp_path / "a.pdf", lines, "We went to recover. Washington and London. Government.")
    # Washington and Government begin sentences; "ment." stands alone and is short.
    assert (found.fragments, found.names, found.broken_last, found.short) == (1, 1, 1, 1)


def test_a_short_last_line_is_seen(tmp_path: Path) -> None:
    lines = [("one two three", 0.3, 0.0), ("it", 0.3, 0.0)]
    assert texture(tmp_path / "a.pdf", lines, words_of(lines)).short == 1
