"""Strokes too fine for a plate to hold."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.errors import Severity
from pamphlet.preflight.content import Kind
from pamphlet.preflight.rule import Fault, Subject, press_rule

LEAST_WIDTH = 0.25
"""Points that every plate holds (bcsg.com.au; bookprinteconomy.cz says 0.2)."""
_ROUNDING = 0.005


def _find(subject: Subject) -> Iterator[Fault]:
    for page, painted in subject.painted:
        for each in painted:
            if each.kind is Kind.STROKE and each.size < LEAST_WIDTH - _ROUNDING and not each.colour.white:
                told = f"a stroke is {each.size:.2f} pt wide; under {LEAST_WIDTH:g} pt it may not print"
                yield Fault(told, page.number, hint="make it wider")


RULE = press_rule(
    "hairlines",
    f"Strokes are {LEAST_WIDTH:g} pt wide or more.",
    _find,
    source="trade practice: bcsg.com.au, bookprinteconomy.cz; GWG 2022, R0018 and R0019",
    severity=Severity.WARNING,
)
