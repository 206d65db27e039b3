"""``pamphlet preflight``: any PDF, judged for the press."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pamphlet.cli.parameters import FILE, completing, json_option
from pamphlet.cli.wording import epilog

if TYPE_CHECKING:
    from pamphlet.errors import Finding
    from pamphlet.preflight.judge import Verdict


def _claims() -> Iterable[str]:
    from pamphlet.preflight.rule import Claim

    return list(Claim)


@click.command(
    name="preflight",
    epilog=epilog(
        "pamphlet preflight out/my-leaflet/my-leaflet-en-print.pdf",
        "pamphlet preflight from-elsewhere.pdf --standard pdfx1a",
        "pamphlet preflight *.pdf --json",
        exit_codes="0  nothing to repair\n1  errors were found\n2  a file cannot be read",
    ),
)
@click.argument("pdfs", metavar="FILE.pdf...", nargs=-1, required=True, type=FILE, help="Any PDF files.")
@click.option(
    "--standard",
    metavar="S",
    shell_complete=completing(_claims),
    help="What to judge them by: pdfx4, pdfx1a or plain. Default: what each file claims.",
)
@json_option()
def command(pdfs: tuple[Path, ...], standard: str | None, as_json: bool) -> int:
    """Judge PDF files for the press, whoever made them.

    Each finding names the page, the figure, and who asks for it. Pictures are
    unpacked and their ink is measured. What PDF/X demands is checked by rules
    of our own: the result is no certificate.
    """
    from pamphlet.cli.console import Console
    from pamphlet.editions.report import finding_report
    from pamphlet.errors import PamphletError
    from pamphlet.pdf.standards import find_standard
    from pamphlet.preflight.judge import judge_file
    from pamphlet.preflight.rule import TITLES, Claim

    console = Console(as_json=as_json)
    claim = None if standard is None else Claim(find_standard(standard).name)
    reports = []
    code = 0
    for pdf in pdfs:
        try:
            verdict = judge_file(pdf, claim)
        except PamphletError as error:
            # One that cannot be read does not keep the others from being judged.
            code = max(code, error.exit_code)
            console.tell([error.finding])
            reports.append({"path": str(pdf), "passed": False, "findings": [finding_report(error.finding)]})
            continue
        code = max(code, 0 if verdict.passed else 1)
        console.tell(_in_file(verdict, pdf))
        console.say(f"{pdf}: {_counts(verdict)} by {verdict.rules} rules for {TITLES[verdict.claim]}")
        reports.append(_report(verdict, pdf))
    console.give({"files": reports, "exit_code": code})
    return code


def _in_file(verdict: Verdict, pdf: Path) -> list[Finding]:
    from msgspec.structs import replace

    return [replace(each, place=replace(each.place, file=str(pdf))) for each in verdict.findings]


def _counts(verdict: Verdict) -> str:
    errors = sum(finding.severity == "error" for finding in verdict.findings)
    warnings = sum(finding.severity == "warning" for finding in verdict.findings)
    parts = [
        f"{count} {name}{'s' * (count > 1)}" for count, name in ((errors, "error"), (warnings, "warning")) if count
    ]
    return " and ".join(parts) or "nothing to repair"


def _report(verdict: Verdict, pdf: Path) -> dict[str, Any]:
    from pamphlet.editions.report import finding_report

    return {
        "path": str(pdf),
        "standard": str(verdict.claim),
        "pages": verdict.pages,
        "rules": verdict.rules,
        "passed": verdict.passed,
        "findings": [finding_report(finding) for finding in _in_file(verdict, pdf)],
    }
