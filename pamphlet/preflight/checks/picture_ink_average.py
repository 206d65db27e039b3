"""Dark areas of pictures that dry slowly, though no spot of them is over what a good paper bears."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.errors import Severity
from pamphlet.preflight.pictures import SQUARE, Pictures, thicker
from pamphlet.preflight.rule import Fault, Subject, place_on, press_rule
from pamphlet.units import to_mm

LIMIT = 3.2
"""Average of the process inks, 1.0 each, on a square (GWG 2022, R0026: sheetfed offset)."""


def _find(subject: Subject) -> Iterator[Fault]:
    for page, each, most in thicker(subject, LIMIT, Pictures.fullest):
        told = (
            f"{each.what} lays {most.ink * 100:.0f} % of ink on average on the {to_mm(SQUARE):.0f} mm round a "
            f"point {place_on(page, most.x, most.y)}; {LIMIT * 100:.0f} % are allowed"
        )
        yield Fault(told, page.number, hint="separate it anew, with a profile of the paper")


RULE = press_rule(
    "picture-ink-average",
    f"No picture lays more than {LIMIT * 100:.0f} % of the process inks on average in a square of "
    f"{to_mm(SQUARE):.0f} mm.",
    _find,
    source="GWG 2022, R0026",
    severity=Severity.WARNING,
)
