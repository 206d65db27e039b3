"""Themes made over for the scripts of the world."""

from __future__ import annotations

import pytest

from pamphlet.design.localising import in_language
from pamphlet.design.theme import Theme, load_theme, theme_names
from pamphlet.typesetting.style import Align


@pytest.fixture(params=theme_names())
def theme(request: pytest.FixtureRequest) -> Theme:
    return load_theme(request.param)


@pytest.mark.parametrize("lang", ["en", "es", "uk", "el", "ru"])
def test_themes_are_drawn_for_these(theme: Theme, lang: str) -> None:
    assert in_language(theme, lang) is theme


@pytest.mark.parametrize("lang", ["hi", "th", "km", "my", "ja", "zh-Hant", "ko", "am", "ur", "vi"])
def test_others_want_more_leading_everywhere(theme: Theme, lang: str) -> None:
    made = in_language(theme, lang)
    assert made.copyfit.leading > theme.copyfit.leading
    assert made.page.copyfit.leading > theme.page.copyfit.leading
    for name in theme.styles:
        assert made.style(name).leading > theme.style(name).leading
    for before, after in zip(theme.copyfit.short, made.copyfit.short, strict=True):
        assert (after.to > before.to) == (before.lever == "leading")


@pytest.mark.parametrize("lang", ["hi", "bn", "ta", "th", "ar", "ja", "zh"])
def test_letters_that_join_or_carry_marks_are_not_spaced_out(theme: Theme, lang: str) -> None:
    made = in_language(theme, lang)
    assert made.limits.tracking == 0
    assert not any(style.tracking for style in made.styles.values())


@pytest.mark.parametrize(
    ("lang", "cap"),
    [("ja", False), ("hi", False), ("th", False), ("he", False), ("yi", False), ("hy", True), ("ka", True)],
)
def test_drop_caps_stand_where_letters_stand_alone(lang: str, cap: bool) -> None:
    theme = load_theme("broadside")
    assert theme.body.drop_cap
    assert bool(in_language(theme, lang).body.drop_cap) is cap


@pytest.mark.parametrize("lang", ["ja", "zh", "th", "km"])
def test_no_hyphens_where_words_have_none(theme: Theme, lang: str) -> None:
    assert not any(style.hyphenate for style in in_language(theme, lang).styles.values())


def test_ideographs_stay_square(theme: Theme) -> None:
    assert in_language(theme, "zh").limits.scaling == 0
    assert in_language(theme, "hi").limits.scaling == theme.limits.scaling


@pytest.mark.parametrize("lang", ["qu", "ay", "gn", "sw"])
def test_long_words_that_nothing_divides_are_set_ragged(theme: Theme, lang: str) -> None:
    assert any(style.align is Align.JUSTIFY for style in theme.styles.values())
    assert not any(style.align is Align.JUSTIFY for style in in_language(theme, lang).styles.values())


@pytest.mark.parametrize("lang", ["vi", "ar", "fa", "he", "ja", "th", "hi", "de", "sr-Latn", "hy"])
def test_other_languages_are_justified_as_the_theme_wants(theme: Theme, lang: str) -> None:
    made = in_language(theme, lang)
    assert {name: style.align for name, style in made.styles.items()} == {
        name: style.align for name, style in theme.styles.items()
    }


def test_every_chinese_paragraph_is_set_in_by_two_letters(theme: Theme) -> None:
    made = in_language(theme, "zh")
    assert made.style("body").indent == 2.0
    assert made.body.indent_first and made.page.body.indent_first
    assert not in_language(theme, "hi").body.indent_first


@pytest.mark.parametrize(
    ("lang", "text_figures"), [("de", True), ("ru", True), ("vi", True), ("lo", False), ("ja", False)]
)
def test_figures_rise_and_hang_only_among_letters_that_do(theme: Theme, lang: str, text_figures: bool) -> None:
    features = in_language(theme, lang).styles["body"].features
    assert ("onum" in features) is (text_figures and "onum" in theme.styles["body"].features)
    assert text_figures or "lnum" in features  # the figures of some faces rise and hang unless asked not to
