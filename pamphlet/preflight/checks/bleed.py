"""Bleed: what reaches the cut must run on past it, since the cut wanders."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.errors import Severity
from pamphlet.preflight.content import Kind, Painted
from pamphlet.preflight.file import Box, Page
from pamphlet.preflight.rule import ROUNDING, Fault, Subject, overlap, press_rule, trim_of

_MM = 72 / 25.4
_TOUCH = 0.5 * _MM
"""What ends this near to the cut is meant to reach it: no designer leaves half a millimetre of paper."""
_SLACK = 0.2 * _MM
"""By which art may miss the edge of the bleed: a tenth of what a cutter may."""
_EDGES = (("left", 0, -1), ("foot", 1, -1), ("right", 2, 1), ("head", 3, 1))
"""Name, index of the coordinate, and which way is outwards."""


def _find(subject: Subject) -> Iterator[Fault]:
    for page, painted in subject.painted:
        trim = trim_of(page)
        if trim is not None and trim[0] < trim[2] and trim[1] < trim[3]:
            for each in painted:
                if each.kind is not Kind.TEXT and not each.colour.white and overlap(each.box, trim):
                    yield from _short(page, trim, page.box("/BleedBox") or trim, each)


def _short(page: Page, trim: Box, bleed: Box, each: Painted) -> Iterator[Fault]:
    for edge, at, outwards in _EDGES:
        reach = (each.box[at] - trim[at]) * outwards
        room = (bleed[at] - trim[at]) * outwards
        if room < -ROUNDING:
            continue  # the boxes are wrong, and their own rule says so
        if reach > -_TOUCH and (reach < room - _SLACK or room < _SLACK):
            yield Fault(_told(each, edge, reach, room), page.number, hint="let it run past the cut by 3 mm")


def _told(each: Painted, edge: str, reach: float, room: float) -> str:
    if room < _SLACK:
        return f"{each.what} reaches the cut at the {edge}, and the page has no bleed there"
    where = f"{abs(reach) / _MM:.1f} mm {'past' if reach >= 0 else 'before'} the cut"
    return f"{each.what} ends {where} at the {edge}, where the bleed is {room / _MM:.1f} mm"


RULE = press_rule(
    "bleed",
    "What reaches the cut fills the bleed.",
    _find,
    source="trade practice: 3 mm in Europe, 1/8 in in America",
    severity=Severity.ERROR,
)
