"""No bleed at all, where something reaches the cut: right for an office printer, seldom for a shop."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.errors import Severity
from pamphlet.preflight.cut import SLACK, reaching
from pamphlet.preflight.rule import Fault, Subject, press_rule


def _find(subject: Subject) -> Iterator[Fault]:
    if not subject.cut:
        return
    for page, painted in subject.painted:
        edges = sorted({reach.edge for reach in reaching(page, painted) if reach.room < SLACK})
        if edges:
            told = f"the page has no bleed where ink reaches the cut: {', '.join(edges)}"
            yield Fault(told, page.number, hint="a shop that cuts the sheet asks for 3 mm, or 1/8 in")


RULE = press_rule(
    "no-bleed",
    "There is bleed where ink reaches the cut.",
    _find,
    source="trade practice: bcsg.com.au, printninja.com",
    severity=Severity.WARNING,
)
