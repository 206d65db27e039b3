"""What pages say around an article is told in one place: by a rule with a grammar, or by a phrase of the list."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from pamphlet.manuscript.importers import furniture
from pamphlet.manuscript.importers.furniture import why_furniture, why_rule
from pamphlet.manuscript.importers.phrases import NETWORKS

KINDS = tomllib.loads(Path(furniture.__file__).with_name("phrases.toml").read_text(encoding="utf-8"))
LINES = {"whole": "{}", "label": "{}: the way home", "opens": "{} here"}
"""A line with a phrase of each way."""


@pytest.mark.parametrize("way", LINES)
def test_no_rule_explains_what_the_list_of_phrases_does(way: str) -> None:
    said = [phrase for ways in KINDS.values() for phrases in ways.get(way, {}).values() for phrase in phrases]
    assert said
    assert [phrase for phrase in said if why_rule(LINES[way].format(phrase))] == []


@pytest.mark.parametrize("line", ["☰ Menu", "[Close]", "Search 🔍", "✉ Kontakt", "Weiterlesen »"])
def test_icons_and_brackets_beside_a_phrase_change_nothing(line: str) -> None:
    assert why_furniture(line)


def test_a_word_in_quotation_marks_is_no_button() -> None:
    assert why_furniture("Close") and not why_furniture("“Close”")


@pytest.mark.parametrize("network", sorted(NETWORKS))
def test_every_network_may_be_shared_on(network: str) -> None:
    assert why_furniture(network) == why_furniture(f"Share on {network}") == "button to share the page"
