"""The shipped themes are whole, and overrides of them are read strictly."""

from __future__ import annotations

from typing import Any

import pytest

from pamphlet.design.theme import PanelSpec, Slot, Theme, load_theme, theme_names
from pamphlet.errors import BadInput
from pamphlet.resources import fonts_folder
from pamphlet.units import mm

REVERSED_SIZE = 8.0
"""Points. Thin strokes fill in where light type stands in a printed ground; 8 pt is the usual floor."""
HAIRLINE = 0.25
"""Points. Printers ask for 0.25 pt or more in one ink; thinner rules break up on the plate."""
READABLE = 6.0
"""Points. The smallest type of a theme, at its least size."""


@pytest.fixture(params=theme_names())
def theme(request: pytest.FixtureRequest) -> Theme:
    return load_theme(request.param)


def panels(theme: Theme) -> list[PanelSpec]:
    return [*theme.panels.values(), theme.page.head, theme.page.box, theme.page.foot]


def slots(theme: Theme) -> list[Slot]:
    own = [slot for panel in panels(theme) for slot in panel.slots]
    return [*own, *theme.body.opening, *theme.page.body.opening]


def ink_of(theme: Theme, slot: Slot) -> str:
    return slot.ink or theme.styles[slot.style].ink


def refused(overrides: dict[str, Any]) -> BadInput:
    with pytest.raises(BadInput) as caught:
        load_theme("broadside", overrides)
    return caught.value


# What ships


def test_both_themes_ship() -> None:
    assert theme_names() == ("broadside", "bulletin")


def test_theme_is_named_as_its_file(theme: Theme) -> None:
    assert theme.name in theme_names()
    assert theme.title.lower().startswith(theme.name)


def test_every_face_is_in_the_fonts_folder(theme: Theme) -> None:
    named = [
        faces
        for family in theme.families.values()
        for faces in (family, *family.nets, *(faces for _, faces in family.scripts))
    ]
    stems = {stem for faces in named for stem in (faces.regular, faces.italic, faces.bold, faces.bold_italic) if stem}
    missing = sorted(stem for stem in stems if not any(fonts_folder().glob(f"{stem}.*")))
    assert missing == []


def test_every_family_has_a_net(theme: Theme) -> None:
    assert [name for name, family in theme.families.items() if not family.nets] == []


def test_every_family_has_faces_for_other_writing_systems(theme: Theme) -> None:
    for name, family in theme.families.items():
        assert {"Arab", "Aran", "Armn", "Beng", "Deva", "Ethi", "Geor", "Hebr", "Taml", "Thai"} <= set(
            dict(family.scripts)
        ), name


def test_an_own_face_goes_before_the_companions() -> None:
    faces = {"regular": "SecularOne_400Regular"}
    families = load_theme("broadside", {"families": {"text": {"scripts": {"Hebr": faces}}}}).families
    assert dict(families["text"].scripts)["Hebr"].regular == "SecularOne_400Regular"
    assert dict(families["text"].scripts)["Hebr"].bold == "NotoSerifHebrew_700Bold"
    assert dict(families["sans"].scripts)["Hebr"].regular == "NotoSerifHebrew_400Regular"


def test_unknown_companions() -> None:
    error = refused({"families": {"text": {"companions": "txt"}}})
    assert error.finding.code == "theme-name"
    assert "text" in error.finding.hint


def test_every_style_is_used(theme: Theme) -> None:
    used = {slot.style for slot in slots(theme)} | set(theme.heads)
    used |= {"body", "quote", "pullquote", "note", "table", "caption"}
    used |= {body.drop_cap_style for body in (theme.body, theme.page.body) if body.drop_cap}
    assert sorted(set(theme.styles) - used) == []


def test_inks_are_percentages(theme: Theme) -> None:
    assert all(0 <= part <= 100 for ink in theme.palette.values() for part in ink)


def test_one_column_of_every_role_carries_what_the_article_must_show(theme: Theme) -> None:
    shown = {slot.show for panel in theme.panels.values() for slot in panel.slots}
    assert shown >= {"title", "kicker", "photo", "standfirst", "slogans", "label", "bulletin", "code", "imprint"}


# What prints


def test_type_on_a_ground_is_large_enough_and_no_ink_on_ink(theme: Theme) -> None:
    for panel in panels(theme):
        if panel.ground in ("", "paper"):
            continue
        for slot in panel.slots:
            if not slot.style:
                continue
            style = theme.styles[slot.style]
            assert ink_of(theme, slot) == "paper", f"{slot.show} in {ink_of(theme, slot)} on {panel.ground}"
            assert (style.min_size or style.size) >= REVERSED_SIZE, slot.show


def test_type_in_paper_stands_on_a_ground(theme: Theme) -> None:
    for panel in panels(theme):
        if panel.ground in ("", "paper"):
            assert [slot.show for slot in panel.slots if slot.style and ink_of(theme, slot) == "paper"] == []


def test_rules_are_no_thinner_than_prints(theme: Theme) -> None:
    heights = [float(slot.height) for slot in slots(theme) if slot.show == "rule"]
    heights += [float(rule) for slot in slots(theme) for rule in (slot.rule, slot.frame) if rule]
    for body in (theme.body, theme.page.body):
        heights += [float(body.column_rule)] if body.column_rule else []
        heights += [float(body.quote_rule_weight)] if body.quote_rule else []
    assert min(heights) >= HAIRLINE


def test_type_is_never_too_small_to_read(theme: Theme) -> None:
    for name, style in theme.styles.items():
        assert (style.min_size or style.size) >= READABLE, name
        assert not style.max_size or style.max_size >= style.size, name
        assert style.min_size <= style.size, name


def test_text_keeps_clear_of_the_folds(theme: Theme) -> None:
    # A fold wanders by a millimetre or so; 5 mm keeps type and rules out of the crease.
    assert all(panel.side >= mm(5) for panel in theme.panels.values())
    assert theme.body.side >= mm(5)


def test_copyfit_levers_pull_the_right_way(theme: Theme) -> None:
    for fit in (theme.copyfit, theme.page.copyfit):
        for steps, sign in ((fit.short, 1), (fit.long, -1)):
            now = {"size": fit.size, "leading": fit.leading, "banner": fit.banner, "quotes": float(fit.quotes)}
            for step in steps:
                assert (step.to - now[step.lever]) * sign >= 0, f"{step.lever} to {step.to}"
                now[step.lever] = step.to


def test_body_stays_legible_when_tightest(theme: Theme) -> None:
    for fit in (theme.copyfit, theme.page.copyfit):
        sizes = [step.to for step in fit.long if step.lever == "size"]
        leadings = [step.to for step in fit.long if step.lever == "leading"]
        assert min(sizes) >= 8.5
        assert min(leadings) >= 1.2


def test_bulletin_is_printed_in_black_alone() -> None:
    bulletin = load_theme("bulletin")
    assert bulletin.pictures.treatment == "grey"
    assert all((c, m, y) == (0, 0, 0) for c, m, y, _ in bulletin.palette.values())


# Reading


def test_lengths_are_parsed() -> None:
    theme = load_theme("broadside", {"body": {"side": "1in", "top": "9pt", "bottom": "1cm", "gap": 4}})
    assert theme.body.side == pytest.approx(72)
    assert theme.body.top == pytest.approx(9)
    assert theme.body.bottom == pytest.approx(mm(10))
    assert theme.body.gap == pytest.approx(4)


def test_length_without_a_unit_is_refused() -> None:
    error = refused({"body": {"side": "9 bananas"}})
    assert error.finding.code == "theme-value"
    assert "9 bananas" in error.finding.message


def test_overrides_merge_table_by_table() -> None:
    plain = load_theme("broadside")
    theme = load_theme("broadside", {"palette": {"red": [0, 80, 70, 0]}, "styles": {"body": {"size": 11}}})
    assert theme.palette["red"] == (0, 80, 70, 0)
    assert theme.palette["grey"] == plain.palette["grey"]
    assert theme.styles["body"].size == 11
    assert theme.styles["body"].family == plain.styles["body"].family
    assert theme.styles["title"] == plain.styles["title"]


def test_overrides_leave_the_shipped_theme_alone() -> None:
    before = load_theme("broadside")
    load_theme("broadside", {"palette": {"red": [0, 0, 0, 50]}, "panels": {"flap": {"ground": "grey"}}})
    assert load_theme("broadside") == before


def test_a_list_is_replaced_whole() -> None:
    theme = load_theme("broadside", {"panels": {"flap": {"slots": [{"show": "slogans", "style": "poster"}]}}})
    assert [slot.show for slot in theme.panels["flap"].slots] == ["slogans"]
    assert theme.panels["flap"].ground == "red"


def test_unknown_theme_names_the_nearest() -> None:
    with pytest.raises(BadInput) as caught:
        load_theme("broadsid")
    assert "broadside" in caught.value.finding.hint
    assert caught.value.finding.code == "unknown-theme"


@pytest.mark.parametrize(
    ("overrides", "wrong", "nearest"),
    [
        ({"styles": {"body": {"sise": 9}}}, "sise", "size"),
        ({"palete": {"red": [0, 0, 0, 0]}}, "palete", "palette"),
        ({"panels": {"flap": {"gruond": "red"}}}, "gruond", "ground"),
        ({"page": {"copyfit": {"baner": 0.2}}}, "baner", "banner"),
        ({"panels": {"back": {"slots": [{"show": "label", "stylle": "label"}]}}}, "stylle", "style"),
        ({"families": {"text": {"scripts": {"Grek": {"reglar": "Vollkorn"}}}}}, "reglar", "regular"),
    ],
)
def test_unknown_key_names_the_nearest(overrides: dict[str, Any], wrong: str, nearest: str) -> None:
    error = refused(overrides)
    assert error.finding.code == "theme-value"
    assert wrong in error.finding.message
    assert nearest in error.finding.hint


def test_what_resembles_no_key_is_told_the_keys_of_its_own_table() -> None:
    error = refused({"palette": {"red": {"spot": "Red", "process": [0, 90, 85, 0]}}})
    assert error.finding.message == "theme broadside: unknown key palette.red.process"
    assert error.finding.hint == "known here: cmyk, mix, overprint, spot"


@pytest.mark.parametrize(
    ("overrides", "wrong", "nearest"),
    [
        ({"styles": {"body": {"ink": "blak"}}}, "blak", "black"),
        ({"styles": {"body": {"family": "txt"}}}, "txt", "text"),
        ({"panels": {"flap": {"ground": "redd"}}}, "redd", "red"),
        ({"panels": {"back": {"slots": [{"show": "label", "style": "labell"}]}}}, "labell", "label"),
        ({"panels": {"back": {"slots": [{"show": "rule", "ink": "graey"}]}}}, "graey", "grey"),
        ({"panels": {"cover": {"slots": [{"show": "title", "style": "title", "accent": "rde"}]}}}, "rde", "red"),
        ({"page": {"head": {"slots": [{"show": "title", "style": "pagetitel"}]}}}, "pagetitel", "pagetitle"),
        ({"page": {"box": {"ground": "papre"}}}, "papre", "paper"),
        ({"body": {"end_mark": "redd"}}, "redd", "red"),
        ({"page": {"body": {"quote_rule": "blakc"}}}, "blakc", "black"),
        ({"body": {"drop_cap_style": "dropcaps"}}, "dropcaps", "dropcap"),
        ({"body": {"opening": [{"show": "standfirst", "style": "openning"}]}}, "openning", "opening"),
        ({"heads": ["subhed"]}, "subhed", "subhead"),
        ({"panels": {"covr": {"ground": "black"}}}, "covr", "cover"),
    ],
)
def test_unknown_name_names_the_nearest(overrides: dict[str, Any], wrong: str, nearest: str) -> None:
    error = refused(overrides)
    assert error.finding.code == "theme-name"
    assert repr(wrong) in error.finding.message
    assert nearest in error.finding.hint


@pytest.mark.parametrize(
    ("overrides", "said", "cure"),
    [
        (
            {"styles": {"title": {"size": 30}, "body": {"size": "10"}}},
            'styles.body.size is "10", and a number is wanted',
            "size = 10",
        ),
        ({"styles": {"body": {"bold": 1}}}, "styles.body.bold is 1, and true or false is wanted", "guide"),
        ({"styles": {"body": "big"}}, 'styles.body is "big", and a table of keys is wanted', "guide"),
        (
            {"styles": {"body": {"align": "left"}}},
            'styles.body.align is "left", and one of justify, start, center, end is wanted',
            "guide",
        ),
        (
            {"styles": {"title": {"align": "end"}, "body": {"align": "centre"}}},
            'styles.body.align is "centre", and one of justify, start, center, end is wanted',
            "did you mean center?",
        ),
        (
            {"panels": {"cover": {"slots": [{"show": "photo", "fit": 1}]}}},
            "panels.cover.slots.1.fit is 1, and one of wrap, stack is wanted",
            "guide",
        ),
        (
            {"pictures": "halftoen"},
            'pictures.treatment is "halftoen", and one of colour, grey, duotone, line, halftone is wanted',
            "did you mean halftone?",
        ),
        ({"panels": {"flap": {"slots": [{"show": 3}]}}}, "panels.flap.slots.1.show is 3, and one of photo, ", "guide"),
        (
            {"panels": {"flap": {"slots": [{"show": "rule"}, {"show": "titel"}]}}},
            'panels.flap.slots.2.show is "titel", and one of photo, ',
            "did you mean title?",
        ),
        ({"palette": {"red": [0, 95, 90]}}, "palette.red: expected `array` of length 4, got 3", "guide"),
        ({"body": {"side": "9"}}, "body.side: '9' is not a length", "guide"),
    ],
)
def test_a_value_of_the_wrong_kind_is_named_by_its_whole_key(overrides: dict[str, Any], said: str, cure: str) -> None:
    error = refused(overrides)
    assert error.finding.message.startswith(f"theme broadside: {said}")
    assert cure in error.finding.hint


def test_text_without_a_style_is_refused() -> None:
    assert refused({"panels": {"back": {"slots": [{"show": "label"}]}}}).finding.code == "theme-name"


def test_value_of_the_wrong_kind_is_refused() -> None:
    assert refused({"styles": {"body": {"size": "large"}}}).finding.code == "theme-value"
    assert refused({"palette": {"red": [0, 95, 90]}}).finding.code == "theme-value"
