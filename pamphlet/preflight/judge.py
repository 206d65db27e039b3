"""The judge: which rules a file is held to, and what it broke of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from pamphlet.errors import BadInput, Finding, Place, Severity
from pamphlet.preflight.checks import RULES
from pamphlet.preflight.checks.claim import claimed
from pamphlet.preflight.file import PdfFile
from pamphlet.preflight.rule import CLAIMED_AS, Claim, Fault, Rule, Subject
from pamphlet.preflight.xmp import read_xmp

_FIGURES = re.compile(r"[\d.]+")
"""Faults whose messages differ in figures alone are alike."""


class Verdict(Struct, frozen=True, kw_only=True):
    """What the judge says.

    Attributes:
        claim: what the file was judged as.
        pages: of the file.
        rules: how many it was held to.
    """

    claim: Claim
    pages: int
    rules: int
    findings: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing found is an error."""
        return all(finding.severity is not Severity.ERROR for finding in self.findings)


def judge(data: bytes, claim: Claim | None = None, *, thorough: bool = False, cut: bool = True) -> Verdict:
    """Judge a PDF for the press.

    Args:
        data: the bytes of the file.
        claim: what to judge it as; what it claims itself when left out.
        thorough: whether profiles and pictures are unpacked and looked into, as a file from elsewhere needs.
        cut: whether it is cut out of a larger sheet; what is printed on paper of its own size needs no bleed.

    Raises:
        BadInput: it is no PDF, is broken beyond repair, or is locked by a password.
    """
    import pikepdf

    try:
        with PdfFile(data) as file:
            return _judged(file, claim, thorough=thorough, cut=cut)
    except pikepdf.PdfError as error:
        raise BadInput("preflight-not-pdf", "it is a broken PDF: its pages cannot be found") from error


def _judged(file: PdfFile, claim: Claim | None, *, thorough: bool, cut: bool) -> Verdict:
    xmp = read_xmp(file)
    said = claimed(file, xmp)
    judged_as = claim or CLAIMED_AS.get(said, Claim.PLAIN)
    rules = [rule for rule in (every_rule() if thorough else RULES) if judged_as in rule.sources]
    subject = Subject(file, xmp, judged_as, cut=cut)
    findings = [finding for rule in rules for finding in _findings(rule, subject)]
    if claim is None and said and said not in CLAIMED_AS:
        findings.insert(0, _unknown_claim(said))
    return Verdict(claim=judged_as, pages=len(file.pages), rules=len(rules), findings=tuple(findings))


def judge_file(path: Path, claim: Claim | None = None) -> Verdict:
    """Judge the file at *path*, thoroughly; see :func:`judge`.

    Raises:
        BadInput: also where the file cannot be read.
    """
    place = Place(file=str(path))
    try:
        return judge(path.read_bytes(), claim, thorough=True)
    except OSError as error:
        said = (error.strerror or str(error)).lower()
        raise BadInput("preflight-file", f"cannot read it: {said}", place=place) from error
    except BadInput as error:
        finding = error.finding
        raise BadInput(finding.code, finding.message, place=place, hint=finding.hint) from error


def every_rule() -> tuple[Rule, ...]:
    """Return all rules, those that take long among them."""
    from pamphlet.preflight.checks.thorough import THOROUGH

    return (*RULES, *THOROUGH)


def _findings(rule: Rule, subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each kind of fault: the first in full, the others counted."""
    alike: dict[str, list[Fault]] = {}
    for fault in _faults(rule, subject):
        alike.setdefault(_FIGURES.sub("", fault.message), []).append(fault)
    source = rule.sources[subject.claim]
    for faults in alike.values():
        first = faults[0]
        yield Finding(
            severity=rule.severities[subject.claim],
            code=rule.code,
            message=f"{first.message}{_others(faults)} ({source})",
            place=Place(page=first.page or None),
            hint=first.hint,
        )


def _others(faults: Sequence[Fault]) -> str:
    """Say how many more there are than the first of *faults*, and on how many pages."""
    if len(faults) == 1:
        return ""
    pages = len({fault.page for fault in faults})
    return f", and {len(faults) - 1} more like it{f' on {pages} pages' if pages > 1 else ''}"


def _faults(rule: Rule, subject: Subject) -> Iterable[Fault]:
    import pikepdf

    try:
        return list(rule.find(subject))
    except pikepdf.PdfError as error:
        # A content stream that qpdf cannot decode stops every rule that looks into it.
        return [Fault(f"cannot be checked: {' '.join(str(error).split())[:120]}")]


def _unknown_claim(said: str) -> Finding:
    known = ", ".join(CLAIMED_AS)
    return Finding(
        severity=Severity.WARNING,
        code="claim-unknown",
        message=f"the file claims {said[:60]}, which is not judged here; it is judged as a plain press file",
        hint=f"what is judged: {known}",
    )
