"""A run as JSON values: what ``--json`` prints. Its keys are stable; new ones may be added.

The object of a run::

    editions    list, in the order they were made
    findings    list: what concerns a folder or the command, and no single edition
    exit_code   0 all made; 1 some could not be made as asked; 2 some input or output could not be used

An edition::

    slug, lang, format    what it is
    path                  where the file is, or would be; of several, the first
    paths                 list: every file written
    written               whether it was written
    draft                 whether it is marked DRAFT
    pages                 of the file; 0 where none was made
    copyfit               list of texts: what was done to make the text fit
    findings              list
    exit_code             as above, of this edition alone

A finding (keys without a value are null, ``hint`` may be empty)::

    severity   "info", "warning" or "error"
    code       stable name, as "photo-resolution"
    message    one sentence
    hint       the cure
    place      {"file", "line", "edition", "panel", "page"}
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pamphlet.errors import Finding

if TYPE_CHECKING:
    from pamphlet.editions.edition import Edition

Json = dict[str, Any]
"""Values of :mod:`json`: text, numbers, booleans, lists and such tables."""


def run_report(
    editions: Iterable[Edition], findings: Iterable[Finding], exit_code: int, *, draft: bool = False
) -> Json:
    """Return the object of a run.

    Args:
        editions: in the order they were made.
        findings: what concerns no single edition.
        exit_code: of the run.
        draft: whether drafts were asked for.
    """
    return {
        "editions": [edition_report(edition, draft=draft) for edition in editions],
        "findings": [finding_report(finding) for finding in findings],
        "exit_code": exit_code,
    }


def edition_report(edition: Edition, *, draft: bool = False) -> Json:
    """Return the object of one edition."""
    return {
        "slug": edition.slug,
        "lang": edition.lang,
        "format": edition.format,
        "path": str(edition.path),
        "paths": [str(path) for path in edition.paths],
        "written": edition.written,
        "draft": draft and edition.written,
        "pages": edition.pages,
        "copyfit": list(edition.log),
        "findings": [finding_report(finding) for finding in edition.findings],
        "exit_code": edition.exit_code,
    }


def finding_report(finding: Finding) -> Json:
    """Return the object of one finding."""
    place = finding.place
    return {
        "severity": str(finding.severity),
        "code": finding.code,
        "message": finding.message,
        "hint": finding.hint,
        "place": {
            "file": place.file,
            "line": place.line,
            "edition": place.edition,
            "panel": place.panel,
            "page": place.page,
        },
    }
