"""Registration colour, which is for marks outside the finished sheet."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.errors import Severity
from pamphlet.preflight.colour import colorants, family
from pamphlet.preflight.rule import Fault, Subject, live_area, overlap, press_rule


def _find(subject: Subject) -> Iterator[Fault]:
    for page, painted in subject.painted:
        area = live_area(page)
        for each in painted:
            space = each.colour.space
            everywhere = family(space) == "/Separation" and colorants(space) == ("/All",)
            if everywhere and max(each.colour.values, default=0) > 0 and area is not None and overlap(each.box, area):
                yield Fault(
                    f"{each.what} in registration colour stands inside the bleed, with full ink on every plate",
                    page.number,
                    hint="set it in black, or move the mark outwards",
                )


RULE = press_rule(
    "registration-colour",
    "Registration colour stands outside the bleed.",
    _find,
    source="ISO 32000-1, 8.6.6.4; GWG 2022, R0024",
    severity=Severity.ERROR,
)
