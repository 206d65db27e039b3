"""The information dictionary: title and dates."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.preflight.rule import Fault, Subject, standard_rule

_NEEDED = ("/Title", "/CreationDate", "/ModDate")


def _find(subject: Subject) -> Iterator[Fault]:
    file = subject.file
    missing = [key[1:] for key in _NEEDED if not file.text(file.information.get(key))]
    if missing:
        yield Fault(f"the information dictionary lacks {', '.join(missing)}")


RULE = standard_rule(
    "information",
    "The information dictionary has a title and the dates of making and change.",
    _find,
    x1a="document information dictionary",
    pdf="14.3.3",
)
