"""PostScript inside the file, which only some devices would run."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.errors import Severity
from pamphlet.preflight.rule import Fault, Subject, standard_rule


def _find(subject: Subject) -> Iterator[Fault]:
    for entry in subject.file.entries:
        if entry.kind == "/XObject" and (entry.value.get("/Subtype") == "/PS" or "/PS" in entry.value):
            yield Fault(f"{entry.name[1:]} is PostScript, which not every device runs", entry.page)
        elif entry.kind == "/XObject" and entry.value.get("/Subtype2") == "/PS":
            yield Fault(f"{entry.name[1:]} is PostScript dressed as a form", entry.page)


RULE = standard_rule(
    "postscript",
    "There is no embedded PostScript.",
    _find,
    x4="6.14 PostScript XObjects",
    x1a="6.10 PostScript XObjects",
    notes="2.26",
    pdf="8.8.2",
    plain=Severity.ERROR,
)
