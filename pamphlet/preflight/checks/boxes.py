"""Page boxes: what is cut, what bleeds, and that one lies inside the other."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.errors import Severity
from pamphlet.preflight.file import Box, Page
from pamphlet.preflight.rule import ROUNDING, Fault, Subject, standard_rule, trim_of
from pamphlet.units import to_mm

_OUTER = ("/BleedBox", "/CropBox", "/MediaBox")


def _find(subject: Subject) -> Iterator[Fault]:
    for page in subject.file.pages:
        if "/TrimBox" in page.entries and "/ArtBox" in page.entries:
            yield Fault("the page has a trim box and an art box, where one is allowed", page.number)
        trim = trim_of(page)
        if trim is None:
            yield Fault(
                "the page has no trim box: where it is cut is not known",
                page.number,
                hint="set the trim box to the size of the finished sheet",
            )
        elif trim[2] - trim[0] <= 0 or trim[3] - trim[1] <= 0:
            yield Fault("the trim box is empty", page.number)
        else:
            yield from _nesting(page, trim)


def _nesting(page: Page, trim: Box) -> Iterator[Fault]:
    for name in _OUTER:
        outer = page.box(name)
        if outer is not None and (past := _past(trim, outer)) > ROUNDING:
            yield Fault(f"the trim box reaches {to_mm(past):.2f} mm out of the {_called(name)}", page.number)
    bleed, media = page.box("/BleedBox"), page.box("/MediaBox")
    if bleed is not None and media is not None and (past := _past(bleed, media)) > ROUNDING:
        yield Fault(f"the bleed box reaches {to_mm(past):.2f} mm out of the media box", page.number)


def _past(inner: Box, outer: Box) -> float:
    return max(outer[0] - inner[0], outer[1] - inner[1], inner[2] - outer[2], inner[3] - outer[3])


def _called(name: str) -> str:
    return name[1:].removesuffix("Box").lower() + " box"


RULE = standard_rule(
    "page-boxes",
    "Each page has a trim box or an art box, inside the bleed box, which is inside the media.",
    _find,
    x4="6.12 bounding boxes",
    x1a="6.8 bounding boxes",
    notes="2.10",
    pdf="14.11.2",
    plain=Severity.ERROR,
)
