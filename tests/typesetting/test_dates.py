"""Dates written out, as readers of each language write them."""

from __future__ import annotations

import pytest

from pamphlet.typesetting.dates import long_date
from pamphlet.typesetting.locale import languages


@pytest.mark.parametrize(
    ("lang", "wanted"),
    [
        ("en", "November 12, 2019"),
        ("en-GB", "12 November 2019"),
        ("es", "12 de noviembre de 2019"),
        ("es-BO", "12 de noviembre de 2019"),
        ("de", "12. November 2019"),
        ("zh-Hant", "2019年11月12日"),
        ("ja", "2019年11月12日"),
        ("ko", "2019년 11월 12일"),
        ("ar", "12 نوفمبر 2019"),
        ("ar-IQ", "12 تشرين الثاني 2019"),
        ("fa", "12 نوامبر 2019"),
        ("he", "12 בנובמבר 2019"),
        ("ru", "12 ноября 2019\u202fг."),
        ("pl", "12 listopada 2019"),
        ("eu", "2019(e)ko azaroaren 12(a)"),
        ("qu", "12 Noviembre 2019"),
    ],
)
def test_the_month_is_a_word_of_the_language(lang: str, wanted: str) -> None:
    assert long_date("2019-11-12", lang) == wanted


@pytest.mark.parametrize("lang", ["ay", "xx", "x-own", "tlh-Latn", "ba", "az-Arab"])
def test_a_language_without_data_keeps_the_iso_date(lang: str) -> None:
    assert long_date("2019-11-12T09:00", lang) == "2019-11-12"


def test_every_language_of_the_table_has_a_date_without_gaps() -> None:
    for lang in languages():
        written = long_date("2019-11-12", lang)
        assert "2019" in written and "12" in written, lang
        assert "M11" not in written, lang
