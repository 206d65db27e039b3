"""The version of PDF that the claimed part builds on.

A PDF/X-1a file is not judged by its header: what is younger in it counts, and has rules of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from pamphlet.errors import Severity
from pamphlet.preflight.rule import TITLES, Claim, Fault, Subject, standard_rule

_NEWEST = {Claim.X4: (1, 6), Claim.X1A: (1, 4)}


def _find(subject: Subject) -> Iterator[Fault]:
    file, newest = subject.file, _NEWEST[subject.claim]
    if file.version > newest:
        found, allowed = (".".join(map(str, version)) for version in (file.version, newest))
        yield Fault(f"the file is PDF {found}; {TITLES[subject.claim]} is PDF {allowed}")


RULE = replace(
    standard_rule(
        "pdf-version",
        "The file is of no younger version of PDF than the part builds on.",
        _find,
        x4="1 scope (PDF 1.6)",
        x1a="1 scope (PDF 1.4), 5 conformance (the header does not decide)",
        pdf="7.5.2",
    ),
    severities={Claim.X4: Severity.ERROR, Claim.X1A: Severity.WARNING},
)
