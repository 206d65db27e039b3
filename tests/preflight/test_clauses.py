"""Clauses are cited as the tables of contents of ISO 15930 number and name them, and none is made up."""

from __future__ import annotations

import re

import pytest

from pamphlet.preflight.judge import every_rule
from pamphlet.preflight.rule import X1A, X4, Claim, Rule

# As the sellers' previews show them. Clause 6 is "Technical requirements" in both.
CONTENTS = {
    X4: {
        "1": "scope", "6.4": "colour", "6.5": "fonts", "6.7": "external and embedded files", "6.8": "stream filters",
        "6.9": "trapping", "6.10": "metadata and document identification", "6.11": "PDF/X-4 file identification",
        "6.12": "bounding boxes", "6.13": "extended graphics state", "6.14": "PostScript XObjects",
        "6.15": "encryption and access control", "6.16": "images", "6.17": "annotations",
        "6.18": "actions and JavaScripts", "6.20": "transparency", "6.21": "viewer preferences",
        "6.24": "optional content",
    },
    X1A: {
        "1": "scope", "5": "conformance", "6.1": "data structure", "6.2": "colour", "6.3": "fonts",
        "6.4": "file specifications", "6.5": "data compression", "6.6": "trapping", "6.7": "file identification",
        "6.8": "bounding boxes", "6.9": "extended graphics state", "6.10": "PostScript XObjects",
        "6.11": "Encrypt dictionary", "6.12": "alternate images", "6.13": "annotations",
        "6.14": "actions and JavaScripts", "6.16": "transparency", "6.17": "viewer preferences",
    },
}  # fmt: skip
BY_SUBJECT = {("information", Claim.X1A), ("xmp", Claim.X1A)}
"""What no title owns."""
CLAUSE = re.compile(r"(?:^|, )(\d+(?:\.\d+)*) ([^,(]+)")


def clauses(rule: Rule, claim: Claim) -> list[tuple[str, str, str]]:
    """Return the clauses of ISO 15930 that a rule cites: part, number and title."""
    parts = (source.partition(", ") for source in rule.sources.get(claim, "").split("; "))
    found = ((part, *clause) for part, _, cited in parts if part in CONTENTS for clause in CLAUSE.findall(cited))
    return [(part, number, title.strip()) for part, number, title in found]


@pytest.mark.parametrize("claim", [Claim.X4, Claim.X1A])
def test_every_clause_has_the_number_and_the_title_of_the_contents(claim: Claim) -> None:
    for rule in every_rule():
        for part, number, title in clauses(rule, claim):
            assert CONTENTS[part].get(number) == title, rule.code


@pytest.mark.parametrize("claim", [Claim.X4, Claim.X1A])
def test_every_rule_of_a_standard_names_a_clause_or_is_listed_without(claim: Claim) -> None:
    part = {Claim.X4: X4, Claim.X1A: X1A}[claim]
    of_the_standard = [rule for rule in every_rule() if rule.sources.get(claim, "").startswith(part)]
    assert len(of_the_standard) > 15
    without = {(rule.code, claim) for rule in of_the_standard if not clauses(rule, claim)}
    assert without == {each for each in BY_SUBJECT if each[1] is claim}
