"""The file identifier."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.preflight.rule import Fault, Subject, standard_rule


def _find(subject: Subject) -> Iterator[Fault]:
    parts = subject.file.array(subject.file.trailer.get("/ID"))
    if len(parts) != 2 or not all(isinstance(part, str) and len(part) > 2 for part in parts):
        yield Fault("the trailer has no file identifier (ID) of two strings")


RULE = standard_rule(
    "file-identifier",
    "The trailer has an identifier of two strings.",
    _find,
    x4="6.10 metadata and document identification",
    x1a="6.7 file identification",
    pdf="14.4",
)
