"""Dates written out, as readers of each language write them."""

from __future__ import annotations

import pytest

from pamphlet.typesetting.dates import long_date


@pytest.mark.parametrize(
    ("lang", "wanted"),
    [
        ("en", "November 12, 2019"),
        ("en-GB", "12 November 2019"),
        ("es", "12 de noviembre de 2019"),
        ("es-BO", "12 de noviembre de 2019"),
        ("de", "12. November 2019"),
        ("zh-Hant", "2019年11月12日"),
    ],
)
def test_the_month_is_a_word_of_the_language(lang: str, wanted: str) -> None:
    assert long_date("2019-11-12", lang) == wanted


@pytest.mark.parametrize("lang", ["ay", "xx", "x-own", "tlh-Latn"])
def test_a_language_without_data_keeps_the_iso_date(lang: str) -> None:
    assert long_date("2019-11-12T09:00", lang) == "2019-11-12"
