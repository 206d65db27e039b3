"""The promises, held against figures that keep them and figures that do not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.goals import typography_goals
from benchmarks.measure import Setting
from benchmarks.texture import Texture

TEXTURE = Texture(
    letters_sd=1.7, letters_most=4.2, contrast=0.05, rivers=0, stacks=3, short=0, fragments=1, names=1,
    broken_last=0, broken_over=1,
)  # fmt: skip
GOOD = Setting(
    paragraphs=74, lines=495, justified=421, mean=0.26, sd=0.038, maximum=0.4, over_half=0, over_six_tenths=0,
    hyphenated=34, ladder=1, widows=0, orphans=0, too_wide=0, strays=0, texture=TEXTURE,
)  # fmt: skip


def missed(setting: Setting, lang: str = "en") -> list[str]:
    return [goal.name for goal in typography_goals({lang: {"87": setting}}) if not goal.met]


def test_a_setting_better_than_latex_keeps_them_all() -> None:
    assert missed(GOOD) == []


@pytest.mark.parametrize(
    ("worse", "named"),
    [
        (replace(GOOD, sd=0.043), "word space sd"),
        (replace(GOOD, maximum=0.56), "widest word space"),
        (replace(GOOD, hyphenated=44), "hyphens"),
        (replace(GOOD, ladder=3), "hyphen ladder"),
        (replace(GOOD, orphans=1), "widows and orphans"),
        (replace(GOOD, too_wide=1), "lines too wide"),
        (replace(GOOD, texture=replace(TEXTURE, letters_most=6.0)), "letters wider or narrower"),
        (replace(GOOD, texture=replace(TEXTURE, broken_last=1)), "last words broken"),
    ],
)
def test_each_fault_is_a_promise_not_kept(worse: Setting, named: str) -> None:
    assert [name.startswith(named) for name in missed(worse)] == [True]


def test_hyphens_are_counted_in_english_alone() -> None:
    assert missed(replace(GOOD, hyphenated=99), "de") == []
