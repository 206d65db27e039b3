"""Pictures of more ink than any paper bears: what solid areas may not lay, they may not either."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.errors import Severity
from pamphlet.preflight.checks.solid_ink import LIMIT, SOURCE
from pamphlet.preflight.pictures import Pictures, thicker
from pamphlet.preflight.rule import Fault, Subject, place_on, press_rule


def _find(subject: Subject) -> Iterator[Fault]:
    for page, each, most in thicker(subject, LIMIT, Pictures.thickest):
        told = (
            f"{each.what} lays {most.ink * 100:.0f} % of ink, {place_on(page, most.x, most.y)}; "
            f"{LIMIT * 100:.0f} % are the most that any paper bears"
        )
        yield Fault(told, page.number, hint="separate it anew, with a profile of the paper")


RULE = press_rule(
    "picture-ink",
    f"No picture lays more than {LIMIT * 100:.0f} % of the process inks anywhere.",
    _find,
    source=SOURCE,
    severity=Severity.ERROR,
)
