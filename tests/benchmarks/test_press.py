"""The measuring of what a standard costs."""

from __future__ import annotations

from pathlib import Path

from benchmarks.goals import PRESS_OF_BARE, press_goals
from benchmarks.press import BARE, measure_press, table
from pamphlet.editions.formats import FORMATS
from pamphlet.pdf.standards import STANDARDS


def test_every_standard_is_measured_beside_the_bare_file(tmp_path: Path) -> None:
    seconds = measure_press(tmp_path, editions=1)
    assert list(seconds) == [BARE, *(entry.name for entry in STANDARDS)]
    assert min(seconds.values()) > 0
    assert BARE not in FORMATS


def test_the_table_and_the_goals_compare_with_the_bare_file() -> None:
    seconds = {BARE: 0.040, "pdfx4": 0.048, "plain": 0.060}
    assert table(seconds)[1] == "  pdfx4      48.0 ms   1.20"
    goals = list(press_goals(seconds))
    assert [goal.met for goal in goals] == [True, False]
    assert {goal.limit for goal in goals} == {PRESS_OF_BARE}
