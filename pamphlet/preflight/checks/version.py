"""The version of PDF that the claimed part builds on."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.preflight.rule import TITLES, Claim, Fault, Subject, standard_rule

_NEWEST = {Claim.X4: (1, 6), Claim.X1A: (1, 4)}


def _find(subject: Subject) -> Iterator[Fault]:
    file, newest = subject.file, _NEWEST[subject.claim]
    if file.version > newest:
        found, allowed = (".".join(map(str, version)) for version in (file.version, newest))
        yield Fault(f"the file is PDF {found}; {TITLES[subject.claim]} is PDF {allowed}")
    if subject.claim is Claim.X1A and file.packs_objects:
        yield Fault("the file keeps objects in streams, which PDF 1.4 does not know")


RULE = standard_rule(
    "pdf-version",
    "The file is of no younger version of PDF than the part builds on.",
    _find,
    x4="PDF version 1.6",
    x1a="PDF version 1.4",
    pdf="7.5.2",
)
