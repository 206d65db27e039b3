"""``pamphlet batch``: every language in every format, and the table at the end."""

from __future__ import annotations

import json
import re

import pytest
from small_leaflet import BODY, LeafletFolder, Run

from pamphlet.cli.batch import table


def test_every_language_in_every_format(leaflet: LeafletFolder, run: Run) -> None:
    leaflet.write().translate("es")
    result = run("batch", "pit")
    assert result.exit_code == 0
    assert leaflet.files() == [
        "pit/pit-en-handout.pdf",
        "pit/pit-en-print.pdf",
        "pit/pit-es-handout.pdf",
        "pit/pit-es-print.pdf",
    ]
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["edition", "pages", "result", "time", "copyfit"]
    assert [line.split()[0] for line in lines[1:-1]] == [
        "pit-en-print",
        "pit-en-handout",
        "pit-es-print",
        "pit-es-handout",
    ]
    assert re.fullmatch(r"4 editions in \d+\.\d s: 4 made, 0 not made", lines[-1])


def test_the_table_says_what_was_pulled_and_what_failed(leaflet: LeafletFolder, run: Run) -> None:
    leaflet.write().translate("es", body=f"{BODY}\n\n" * 12)
    result = run("batch", "pit", "nowhere", "--format", "print")
    assert result.exit_code == 2
    made, failed = result.stdout.splitlines()[1:3]
    assert re.search(r"pit-en-print +2 +made.* \d+\.\d\d s +leading, body size", made)
    assert re.search(r"pit-es-print +0 +not made: overset ", failed)
    assert "2 editions in" in result.stdout
    assert "1 made, 1 not made, 1 refused before they were begun" in result.stdout


@pytest.mark.parametrize(("lang", "langs"), [("all", ["de", "en", "es"]), ("es,de", ["de", "es"])])
def test_languages(leaflet: LeafletFolder, run: Run, lang: str, langs: list[str]) -> None:
    leaflet.write().translate("es").translate("de")
    assert run("batch", "pit", "--lang", lang, "--format", "handout").exit_code == 0
    assert leaflet.files() == [f"pit/pit-{tag}-handout.pdf" for tag in langs]


def test_one_that_fails_does_not_stop_the_rest(leaflet: LeafletFolder, run: Run) -> None:
    leaflet.write(body=f"{BODY}\n\n" * 12).translate("es")
    result = run("batch", "pit", "--format", "print")
    assert result.exit_code == 1
    assert leaflet.files() == ["pit/pit-es-print.pdf"]


def test_a_translation_that_cannot_be_read_does_not_stop_the_rest(leaflet: LeafletFolder, run: Run) -> None:
    leaflet.write().translate("es")
    (leaflet.folder / "fr.md").write_text("---\ntitle: [\n---\nTexte.\n", encoding="utf-8")
    result = run("batch", "pit", "--format", "print")
    assert result.exit_code == 2 and "fr.md" in result.stderr
    assert leaflet.files() == ["pit/pit-en-print.pdf", "pit/pit-es-print.pdf"]
    assert run("build", "pit", "--format", "print").exit_code == 0


def test_nothing_to_make_prints_no_table(run: Run) -> None:
    result = run("batch", "nowhere")
    assert result.exit_code == 2
    assert result.stdout.startswith("0 editions in 0.0 s: 0 made, 0 not made, 1 refused")


def test_json(leaflet: LeafletFolder, run: Run) -> None:
    leaflet.write().translate("es")
    result = run("batch", "pit", "--json")
    report = json.loads(result.stdout)
    assert [edition["lang"] for edition in report["editions"]] == ["en", "en", "es", "es"]
    assert report["exit_code"] == 0


def test_figures_stand_at_the_right_and_words_at_the_left() -> None:
    assert table([("name", "pages"), ("long-name", "2"), ("x", "12")]) == [
        "name       pages",
        "long-name      2",
        "x             12",
    ]
