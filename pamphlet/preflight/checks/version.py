"""The version of PDF that the claimed part builds on."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.preflight.rule import TITLES, Claim, Fault, Subject, standard_rule

_NEWEST = {Claim.X4: (1, 6), Claim.X1A: (1, 4)}
_STREAMS = ("/ObjStm", "/XRef")
"""Object and cross-reference streams came with PDF 1.5 (ISO 32000-1, 7.5.7 and 7.5.8)."""


def _find(subject: Subject) -> Iterator[Fault]:
    file, newest = subject.file, _NEWEST[subject.claim]
    if file.version > newest:
        found, allowed = (".".join(map(str, version)) for version in (file.version, newest))
        yield Fault(f"the file is PDF {found}; {TITLES[subject.claim]} is PDF {allowed}")
    if subject.claim is Claim.X1A and any(file.dictionary(ref).get("/Type") in _STREAMS for ref in file.references):
        yield Fault("the file keeps objects in streams, which PDF 1.4 does not know")


RULE = standard_rule(
    "pdf-version",
    "The file is of no younger version of PDF than the part builds on.",
    _find,
    x4="PDF version 1.6",
    x1a="PDF version 1.4",
    pdf="7.5.2",
)
