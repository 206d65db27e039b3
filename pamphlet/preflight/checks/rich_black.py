"""Small type in black over other inks: it blurs as soon as the plates shift."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.errors import Severity
from pamphlet.preflight.colour import Colour
from pamphlet.preflight.content import Kind
from pamphlet.preflight.rule import Fault, Subject, live_area, overlap, press_rule

LEAST_SIZE = 36.0
"""Points of type from which shops allow black over other inks; some say 50 (bcsg.com.au, printall.ee)."""
_BLACK = 0.85
_TRACE = 0.02
"""Of an ink: less does not print."""


def _find(subject: Subject) -> Iterator[Fault]:
    for page, painted in subject.painted:
        area = live_area(page)
        for each in painted:
            if each.kind is not Kind.TEXT or each.size >= LEAST_SIZE or not _rich(each.colour):
                continue
            if area is None or overlap(each.box, area):
                mix = "/".join(f"{ink * 100:.0f}" for ink in each.colour.inks)
                told = f"type of {each.size:.1f} pt is black over other inks ({mix}); under {LEAST_SIZE:g} pt it blurs"
                yield Fault(told, page.number, hint="set it in black ink alone")


def _rich(colour: Colour) -> bool:
    cyan, magenta, yellow, black = colour.inks
    return black >= _BLACK and max(cyan, magenta, yellow) >= _TRACE


RULE = press_rule(
    "rich-black-type",
    f"Type under {LEAST_SIZE:g} pt is black ink alone, or no black.",
    _find,
    source="trade practice: bcsg.com.au, printall.ee; GWG 2022, R0015 and R0017",
    severity=Severity.ERROR,
)
