"""The judge: which rules a file is held to, and what it broke of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from msgspec import Struct

from pamphlet.errors import BadInput, Finding, Place, Severity
from pamphlet.preflight.checks import RULES
from pamphlet.preflight.checks.claim import claimed
from pamphlet.preflight.file import PdfFile
from pamphlet.preflight.rule import CLAIMED_AS, Claim, Fault, Rule, Subject
from pamphlet.preflight.xmp import read_xmp


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


def judge(data: bytes, claim: Claim | None = None) -> Verdict:
    """Judge a PDF for the press.

    Args:
        data: the bytes of the file.
        claim: what to judge it as; what it claims itself when left out.

    Raises:
        BadInput: it is no PDF, is broken beyond repair, or is locked by a password.
    """
    with PdfFile(data) as file:
        xmp = read_xmp(file)
        said = claimed(file, xmp)
        judged_as = claim or CLAIMED_AS.get(said, Claim.PLAIN)
        rules = [rule for rule in RULES if judged_as in rule.sources]
        subject = Subject(file, xmp, judged_as)
        findings = [finding for rule in rules for finding in _findings(rule, subject)]
        if claim is None and said and said not in CLAIMED_AS:
            findings.insert(0, _unknown_claim(said))
        return Verdict(claim=judged_as, pages=len(file.pages), rules=len(rules), findings=tuple(findings))


def judge_file(path: Path, claim: Claim | None = None) -> Verdict:
    """Judge the file at *path*; see :func:`judge`.

    Raises:
        BadInput: also where the file cannot be read.
    """
    place = Place(file=str(path))
    try:
        return judge(path.read_bytes(), claim)
    except OSError as error:
        said = (error.strerror or str(error)).lower()
        raise BadInput("preflight-file", f"cannot read it: {said}", place=place) from error
    except BadInput as error:
        finding = error.finding
        raise BadInput(finding.code, finding.message, place=place, hint=finding.hint) from error


def _findings(rule: Rule, subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each page with faults: the first in full, the others counted."""
    faults = sorted(_faults(rule, subject), key=lambda fault: fault.page)
    for page, group in groupby(faults, key=lambda fault: fault.page):
        first, *others = group
        more = f", and {len(others)} more like it" if others else ""
        source = rule.sources[subject.claim]
        yield Finding(
            severity=rule.severities[subject.claim],
            code=rule.code,
            message=f"{first.message}{more} ({source})" if source else f"{first.message}{more}",
            place=Place(page=page or None),
            hint=first.hint,
        )


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
