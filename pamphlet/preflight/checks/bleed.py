"""Bleed: what reaches the cut must run on past it, since the cut wanders."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.errors import Severity
from pamphlet.preflight.cut import SLACK, Reach, reaching
from pamphlet.preflight.rule import Fault, Subject, press_rule
from pamphlet.units import to_mm


def _find(subject: Subject) -> Iterator[Fault]:
    for page, painted in subject.painted:
        for reach in reaching(page, painted):
            if reach.room >= SLACK and reach.far < reach.room - SLACK:
                yield Fault(_told(reach), page.number, hint="let it run on to the edge of the bleed")


def _told(reach: Reach) -> str:
    where = f"{to_mm(abs(reach.far)):.1f} mm {'past' if reach.far >= 0 else 'before'} the cut"
    return f"{reach.painted.what} ends {where} at the {reach.edge}, where the bleed is {to_mm(reach.room):.1f} mm"


RULE = press_rule(
    "bleed",
    "What reaches the cut fills the bleed.",
    _find,
    source="trade practice: flyeralarm.com, bcsg.com.au, printninja.com",
    severity=Severity.ERROR,
)
