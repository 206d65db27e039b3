"""Encryption, which would shut the press system out."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.errors import Severity
from pamphlet.preflight.rule import Fault, Subject, standard_rule


def _find(subject: Subject) -> Iterator[Fault]:
    if subject.file.encrypted:
        yield Fault("the file is encrypted", hint="save a copy without protection")


RULE = standard_rule(
    "encryption",
    "The file is not encrypted.",
    _find,
    x4="6.15 encryption and access control",
    x1a="6.11 Encrypt dictionary",
    notes="2.11",
    pdf="7.6",
    plain=Severity.ERROR,
)
