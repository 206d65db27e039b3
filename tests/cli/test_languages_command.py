"""``pamphlet languages``, as its users run it."""

from __future__ import annotations

import json

from tests.cli.conftest import Run


def test_all_languages_one_a_line(run: Run) -> None:
    result = run("languages")
    assert result.exit_code == 0
    lines = {line.split()[0]: line for line in result.stdout.splitlines()}
    assert len(lines) > 100
    assert "Ukrainian" in lines["uk"] and "tex" in lines["uk"] and "«»„“" in lines["uk"]
    assert "Quechua" in lines["qu"] and " - " in lines["qu"]


def test_one_language_in_full(run: Run) -> None:
    result = run("languages", "tr")
    assert result.exit_code == 0
    for part in ("Turkish, Türkçe", "Latn, from left to right", "at spaces", "tex tr (LPPL-1.3c)", "“a ‘b’ c”"):
        assert part in result.stdout


def test_what_has_no_hyphens_says_so(run: Run) -> None:
    assert "hyphens      none" in run("languages", "ay").stdout


def test_as_json(run: Run) -> None:
    result = run("languages", "fa", "th", "hy", "--json")
    assert result.exit_code == 0
    persian, thai, armenian = json.loads(result.stdout)["languages"]
    assert persian["own_name"] == "فارسی"
    assert persian["direction"] == "rtl"
    assert persian["digits"] == persian["native_digits"] == "۰۱۲۳۴۵۶۷۸۹"
    assert thai["breaking"] == "words, from a dictionary"
    assert thai["hyphenation"] is None
    assert thai["digits"] == ""
    patterns = {"source": "tex", "name": "hy", "licence": "LGPL-3.0-only", "left": 2, "right": 2}
    assert armenian["hyphenation"] == patterns


def test_what_is_no_language(run: Run) -> None:
    result = run("languages", "french!")
    assert result.exit_code == 2
    assert "'french!' is not a language tag" in result.stderr
