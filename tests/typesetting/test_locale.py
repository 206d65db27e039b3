from __future__ import annotations

import pytest

from pamphlet.manuscript.language import language_tag
from pamphlet.typesetting.locale import conventions, languages


def test_a_region_adds_to_its_language() -> None:
    assert conventions("fr-CA").quotes == conventions("fr").quotes
    assert conventions("fr-CA").narrow_before != conventions("fr").narrow_before
    assert conventions("en-AU").quotes == conventions("en").quotes
    assert conventions("de-CH-1996").quotes == conventions("de-CH").quotes


@pytest.mark.parametrize("lang", languages())
def test_tables_are_sound(lang: str) -> None:
    habits = conventions(lang)
    assert language_tag(lang) == lang
    assert [len(mark) for mark in habits.quotes] == [1, 1, 1, 1]
    assert 2 <= habits.left_min <= 3 and 2 <= habits.right_min <= 3
    assert len(habits.native_digits) in (0, 10)
    assert not habits.own_digits or habits.native_digits


def test_digits_are_those_of_cldr() -> None:
    """Babel carries CLDR's data: whose own digits are the default, theirs are the rule here."""
    from babel import Locale, localedata

    for name in localedata.locale_identifiers():
        locale = Locale.parse(name)
        habits = conventions(name.replace("_", "-"))
        own = locale.default_numbering_system in {"arab", "arabext", "deva", "beng", "mymr", "tibt", "nkoo", "olck"}
        parts = name.split("_")
        if parts[0] in {"bgc", "bgn", "lrc", "mzn", "sdh", "mni"} or "Deva" in parts[1:]:
            continue  # not a language that a leaflet is named by, or not its usual script
        assert habits.own_digits == own, name


def test_digits_by_setting() -> None:
    assert conventions("fa").digits == "۰۱۲۳۴۵۶۷۸۹" == conventions("fa", "native").digits
    assert conventions("fa", "typed").digits == ""
    assert conventions("hi").digits == conventions("en", "native").digits == ""
    assert conventions("hi", "native").digits == "०१२३४५६७८९"
    assert conventions("ar-EG").digits == conventions("ar-MA", "native").digits == "٠١٢٣٤٥٦٧٨٩"
    assert conventions("ar-MA").digits == ""
