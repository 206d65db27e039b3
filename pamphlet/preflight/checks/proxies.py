"""Pictures that are only stand-ins for others: in another file, or hidden behind this one."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.errors import Severity
from pamphlet.preflight.file import Dictionary, PdfFile
from pamphlet.preflight.rule import Fault, Subject, standard_rule


def _find(subject: Subject) -> Iterator[Fault]:
    file = subject.file
    for entry in file.entries:
        if entry.kind == "/XObject":
            for what in _proxies(file, entry.value):
                yield Fault(f"{entry.name[1:]} {what}", entry.page, hint="place the picture itself")


def _proxies(file: PdfFile, thing: Dictionary) -> Iterator[str]:
    if "/OPI" in thing:
        yield "stands in for a picture outside the file (OPI)"
    if "/Ref" in thing:
        yield "shows a page of another file"
    if "/F" in thing:
        yield "has its bytes in another file"
    alternates = (file.dictionary(each) for each in file.array(thing.get("/Alternates")))
    if any(each.get("/DefaultForPrinting") is True for each in alternates):
        yield "is printed by another picture than the one seen"


RULE = standard_rule(
    "stand-ins",
    "What is seen is what is printed, and all of it is in the file.",
    _find,
    x4="6.7 external and embedded files, 6.16 images, OPI, reference XObjects",
    x1a="6.4 file specifications, 6.12 alternate images, OPI, reference XObjects",
    pdf="8.9.5.4, 8.10.4, 14.11.7",
    plain=Severity.ERROR,
)
