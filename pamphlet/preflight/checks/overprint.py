"""White that overprints leaves no trace: the plates below print through."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.errors import Severity
from pamphlet.preflight.content import Kind, Painted
from pamphlet.preflight.rule import Fault, Subject, live_area, overlap, press_rule


def _find(subject: Subject) -> Iterator[Fault]:
    for page, painted in subject.painted:
        area = live_area(page)
        for each in painted:
            if _vanishes(each) and (area is None or overlap(each.box, area)):
                yield Fault(f"white {each.kind} overprints, and vanishes on any ground", page.number, hint=_CURE)


def _vanishes(each: Painted) -> bool:
    """Say whether *each* is white and leaves the plates below as they are.

    CMYK does so in overprint mode 1 alone (ISO 32000-1, 8.6.7); an ink of its own always does.
    """
    if not (each.overprint and each.colour.white) or each.kind is Kind.IMAGE:
        return False
    return each.colour.family in ("/Separation", "/DeviceN") or each.mode == 1


_CURE = "let white knock out"

RULE = press_rule(
    "white-overprint",
    "White never overprints.",
    _find,
    source="ISO 32000-1, 8.6.7; GWG 2022, R0007 and R0008",
    severity=Severity.ERROR,
)
