"""Annotations and form fields: none where the sheet is printed."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.preflight.file import Box, Dictionary, PdfFile, is_number
from pamphlet.preflight.rule import Fault, Subject, live_area, overlap, standard_rule

_FOR_THE_PRESS = ("/TrapNet", "/PrinterMark")


def _find(subject: Subject) -> Iterator[Fault]:
    file = subject.file
    for page in file.pages:
        area = live_area(page)
        for ref in file.array(page.entries.get("/Annots")):
            annotation = file.dictionary(ref)
            kind = str(annotation.get("/Subtype", "/?"))
            place = _place(file, annotation)
            if kind not in _FOR_THE_PRESS and (place is None or area is None or overlap(place, area)):
                yield Fault(f"an annotation ({kind[1:]}) stands on the printed sheet", page.number, hint=_CURE)
    if file.array(file.dictionary(file.catalog.get("/AcroForm")).get("/Fields")):
        yield Fault("the file is a form to fill in", hint="print it to a file without fields")


def _place(file: PdfFile, annotation: Dictionary) -> Box | None:
    corners = [file.resolve(each) for each in file.array(annotation.get("/Rect"))]
    if len(corners) != 4 or not all(map(is_number, corners)):
        return None
    (left, right), (foot, head) = sorted((corners[0], corners[2])), sorted((corners[1], corners[3]))
    # A rectangle without area, as of a line that nobody sees, still stands where it stands.
    return left, foot, max(right, left + 0.001), max(head, foot + 0.001)


_CURE = "remove links, notes and fields from the press file"

RULE = standard_rule(
    "annotations",
    "Annotations stand outside the bleed, and there are no form fields.",
    _find,
    x4="6.17 annotations",
    x1a="6.13 annotations",
    notes="2.28",
    pdf="12.5",
)
