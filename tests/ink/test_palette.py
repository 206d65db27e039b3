from __future__ import annotations

import pytest

from pamphlet.design.theme import load_theme
from pamphlet.errors import BadInput
from pamphlet.ink.condition import CONDITIONS, find_condition
from pamphlet.ink.palette import BLACK, PAPER, REGISTRATION, Ink, Palette, cutter_ink, palette

RED = {"spot": "PANTONE 485 C", "cmyk": [0, 95, 100, 0]}


def inks(condition: str = "coated", **colours: object) -> Palette:
    return palette(load_theme("broadside", {"palette": colours}), find_condition(condition))


def test_what_every_palette_has() -> None:
    found = inks()
    assert (found["black"], found["paper"], found["registration"]) == (BLACK, PAPER, REGISTRATION)
    assert not found["rich"].overprint
    assert found["red"] == Ink(0.0, 0.95, 0.9, 0.0)


def test_only_full_black_overprints_and_paper_never() -> None:
    found = inks(soot=[0, 0, 0, 100], grey=[0, 0, 0, 99], deep=[10, 0, 0, 100], bare=[0, 0, 0, 0])
    assert {name for name, ink in found.items() if ink.overprints} == {"black", "soot"}


def test_a_spot_ink_has_a_plate_of_its_own() -> None:
    red = inks(red=RED)["red"]
    assert red.tints == {"PANTONE 485 C": 1.0}
    assert red.mix == (0, 0, 0, 0)
    assert not red.overprints
    assert inks(red={**RED, "overprint": True})["red"].overprints


def test_a_mix_takes_shares_of_other_inks() -> None:
    found = inks(red=RED, dusk={"mix": {"red": 40, "black": 60}}, pink={"mix": {"red": 25}})
    assert found["dusk"].tints == {"Black": 0.6, "PANTONE 485 C": 0.4}
    assert found["pink"].tints == {"PANTONE 485 C": 0.25}
    assert found["dusk"].total == pytest.approx(100)


def test_black_may_be_a_spot_ink_and_still_overprints() -> None:
    found = inks(black={"spot": "Midnight", "cmyk": [100, 80, 0, 60]})
    assert found["black"].tints == {"Midnight": 1.0}
    assert found["black"].overprints
    assert found["rich"] == found["black"]


@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda each: each.name)
def test_a_rich_black_keeps_the_limit_and_is_full_black(condition) -> None:  # type: ignore[no-untyped-def]
    rich = inks(condition.name)["rich"]
    assert rich.black == 1.0
    assert rich.total <= condition.ink_limit


@pytest.mark.parametrize(
    ("colours", "said"),
    [
        ({"red": [0, 195, 90, 0]}, r"palette\.red is \[0\.0, 195\.0"),
        ({"red": {"spot": "Black", "cmyk": [0, 95, 100, 0]}}, "'Black', which is no spot ink"),
        ({"red": {"spot": " ", "cmyk": [0, 95, 100, 0]}}, "no spot ink"),
        ({"red": {"spot": "All"}}, "no spot ink"),
        ({"black": [60, 40, 40, 100]}, r"palette\.black is a mix"),
        ({"black": {"mix": {"red": 50}}}, r"palette\.black is a mix"),
        ({"paper": [0, 0, 10, 0]}, r"palette\.paper has ink"),
        ({"registration": [0, 0, 0, 100]}, "marks on every plate"),
        ({"rich": [0, 0, 0, 100]}, "made by the print condition"),
        ({"pink": {"mix": {"rde": 40}}}, "'rde', which is no ink"),
        ({"pink": {"mix": {"red": 140}}}, "140 per cent of red"),
        ({"red": RED, "scarlet": {"spot": "PANTONE 485 C", "cmyk": [0, 90, 90, 0]}}, "another look"),
    ],
)
def test_inks_that_no_press_prints_are_refused(colours: dict[str, object], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        inks(**colours)


def test_a_technical_ink_overprints_and_has_a_plate_of_its_own() -> None:
    (ink,) = cutter_ink("CutContour").values()
    assert ink.tints == {"CutContour": 1.0} and ink.overprints
    assert cutter_ink("") == {}


@pytest.mark.parametrize("name", ["Black", "all", " "])
def test_a_technical_ink_is_no_plate_that_prints(name: str) -> None:
    with pytest.raises(BadInput, match="slit_ink"):
        cutter_ink(name)
