"""Whether the file has been trapped: the shop must not have to guess."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.preflight.rule import Claim, Fault, Subject, standard_rule
from pamphlet.preflight.xmp import PDF

_KNOWN = ("True", "False")


def _find(subject: Subject) -> Iterator[Fault]:
    file = subject.file
    in_info = str(file.resolve(file.information.get("/Trapped", ""))).removeprefix("/")
    in_xmp = subject.xmp.get(PDF, "Trapped")
    if subject.claim is Claim.X1A and in_info not in _KNOWN:
        yield Fault(f"Trapped in the information dictionary is {in_info or 'missing'}, not True or False")
    if subject.claim is Claim.X4 and in_xmp not in _KNOWN:
        yield Fault(f"pdf:Trapped in the XMP packet is {in_xmp or 'missing'}, not True or False")
    if in_info and in_xmp and in_info != in_xmp:
        yield Fault(f"Trapped is {in_info} in the information dictionary and {in_xmp} in XMP")


RULE = standard_rule(
    "trapped",
    "Trapped is True or False, alike wherever it stands.",
    _find,
    x4="6.9 trapping",
    x1a="6.6 trapping",
    notes="2.17",
    pdf="14.11.6",
)
