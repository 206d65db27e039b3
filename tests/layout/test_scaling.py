"""Panels of other sizes than the theme was drawn for: what grows, by how much, and what does not."""

from __future__ import annotations

import pytest
from leaflets import THEMES, Studio, layout_of, lines, plan_of, size_of

from pamphlet.editions.formats import space_of
from pamphlet.layout.placed import PlacedModules
from pamphlet.layout.result import Result
from pamphlet.layout.scaling import theme_of_size


def sizes(result: Result, role: str) -> list[float]:
    """Return the sizes of the lines of a panel, the largest first."""
    return sorted((size_of(item.line) for _, item in lines(layout_of(result), role)), reverse=True)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("fold", ["trifold-roll", "half"])
def test_display_type_grows_with_the_panel_and_other_type_by_less(studio: Studio, theme: str, fold: str) -> None:
    # An A3 panel is as large as two of A4; one of A4 folded in two is not grown, one of A3 is.
    article = studio.article(2.0)
    small, large = (studio.fold(article, fold, paper, theme=theme) for paper in ("A4", "A3"))
    for role in ("cover", "back"):
        (most, *_, least), (most_now, *_, least_now) = sizes(small, role), sizes(large, role)
        assert most_now > 1.3 * most
        assert 1.15 * least < least_now < 1.35 * least
    code, code_now = (
        next(item.rect.width for panel in layout_of(each).panels for item in panel.items if _is_code(item))
        for each in (small, large)
    )
    assert code_now == pytest.approx(code * 297 / 210)


def _is_code(item: object) -> bool:
    return isinstance(item, PlacedModules)


@pytest.mark.parametrize("theme", THEMES)
def test_one_style_has_one_size_on_all_panels(studio: Studio, theme: str) -> None:
    layout = layout_of(studio.fold(studio.article(2.0), "trifold-roll", "A3", theme=theme))
    shown = {layout.elements[item.element].text: size_of(item.line) for _, item in lines(layout) if item.element >= 0}
    title = studio.workshop.theme(theme, {}).styles
    growth = shown["press@example.org"] / title["contact"].size
    assert growth > 1.1
    assert shown["Printed for a test."] == pytest.approx(title["imprint"].size * growth)


@pytest.mark.parametrize(
    ("fold", "paper"), [("trifold-roll", "A4"), ("half", "A4"), ("gate-closed", "A3"), ("mini-zine", "A3")]
)
def test_type_stays_where_panels_are_hardly_larger_than_drawn(studio: Studio, fold: str, paper: str) -> None:
    theme = studio.workshop.theme("broadside", {})
    assert theme_of_size(theme, space_of(plan_of(fold, paper)).panels) is theme
