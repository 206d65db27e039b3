"""Objects packed into streams, which readers of PDF 1.4 do not find."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.preflight.rule import Fault, Subject, standard_rule


def _find(subject: Subject) -> Iterator[Fault]:
    if subject.file.packs_objects:
        yield Fault(
            "the file keeps objects in streams, which PDF 1.4 does not know",
            hint="save it again without object streams (qpdf --object-streams=disable)",
        )


RULE = standard_rule(
    "packed-objects",
    "No objects are packed into streams.",
    _find,
    x1a="1 scope (PDF 1.4)",
    pdf="7.5.7, 7.5.8",
)
