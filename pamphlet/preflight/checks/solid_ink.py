"""Solid areas of more ink than any paper bears: they do not dry, set off and smear.

Only colours that are laid by themselves are judged, and pictures by a rule of their own: what lies
over what is measured where it is made (``ink/laid.py``).
"""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.errors import Severity
from pamphlet.preflight.content import Kind
from pamphlet.preflight.rule import Fault, Subject, live_area, overlap, press_rule

LIMIT = 3.4
"""Sum of the process inks, 1.0 each: the most that sheetfed offset on coated paper is given."""
SOURCE = "trade practice: total ink of sheetfed offset on coated paper, prepressure.com/design/basics/tic"


def _find(subject: Subject) -> Iterator[Fault]:
    for page, painted in subject.painted:
        area = live_area(page)
        for each in painted:
            # Registration colour, the Separation All, has a rule of its own.
            total = 0.0 if each.colour.family == "/Separation" else sum(each.colour.inks)
            if each.kind not in (Kind.FILL, Kind.STROKE, Kind.TEXT) or total <= LIMIT:
                continue
            if area is None or overlap(each.box, area):
                told = (
                    f"{each.what} is {total * 100:.0f} % of ink; {LIMIT * 100:.0f} % are the most that any paper bears"
                )
                yield Fault(told, page.number, hint="mix the colour of less ink")


RULE = press_rule(
    "solid-ink",
    f"No colour sums up to more than {LIMIT * 100:.0f} % of the process inks.",
    _find,
    source=SOURCE,
    severity=Severity.ERROR,
)
