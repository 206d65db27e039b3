"""Actions and scripts: a press file does nothing of itself."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.errors import Severity
from pamphlet.preflight.rule import Claim, Fault, Subject, standard_rule

_TRIGGERS = ("/AA", "/OpenAction")


def _find(subject: Subject) -> Iterator[Fault]:
    file = subject.file
    for entry in file.entries:
        if entry.value.get("/S") == "/JavaScript" or entry.name == "/JavaScript":
            yield Fault("the file carries JavaScript", entry.page)
        elif subject.claim is not Claim.PLAIN:
            # An array as OpenAction is only a place to begin at (ISO 32000-1, 12.6.1).
            for key in _TRIGGERS:
                if file.dictionary(entry.value.get(key)):
                    yield Fault(f"the file acts of itself ({key[1:]})", entry.page)


RULE = standard_rule(
    "actions",
    "There are no actions and no JavaScript.",
    _find,
    x4="6.18 actions and JavaScripts",
    x1a="6.14 actions and JavaScripts",
    pdf="12.6",
    plain=Severity.WARNING,
)
