"""Rules: what is demanded of a file, by whom, and how a breach is found.

A rule is data with one function; the file of each check makes one. What the function
yields are faults, and the judge makes findings of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from pamphlet.errors import Severity
from pamphlet.preflight.content import Painted, painted
from pamphlet.preflight.file import Box, Dictionary, Page, PdfFile
from pamphlet.preflight.profile import Profile, read_profile
from pamphlet.preflight.xmp import Xmp
from pamphlet.units import to_mm

if TYPE_CHECKING:
    from pamphlet.preflight.pictures import Pictures

ROUNDING = 0.01
"""Points by which boxes may miss each other: decimals that a writer rounded."""


class Claim(StrEnum):
    """What a file is judged as."""

    X4 = "pdfx4"
    X1A = "pdfx1a"
    PLAIN = "plain"
    """A press file that claims no standard: only what every press needs is asked of it."""


TITLES = {Claim.X4: "PDF/X-4", Claim.X1A: "PDF/X-1a:2003", Claim.PLAIN: "a press file without a standard"}
CLAIMED_AS = {"PDF/X-4": Claim.X4, "PDF/X-1a:2003": Claim.X1A}
"""The claims by what ``GTS_PDFXVersion`` says."""


class Fault(Struct, frozen=True):
    """A breach of a rule.

    Attributes:
        page: counted from 1; 0 where it is the file's.
        hint: the cure.
    """

    message: str
    page: int = 0
    hint: str = ""


class Intent(Struct, frozen=True):
    """An output intent, and its profile."""

    entries: Dictionary
    profile: Profile


class Subject:
    """What is judged: a file, what it claims, and what its pages paint, found out once.

    Attributes:
        claim: what it is judged as.
        xmp: its XMP packet.
        cut: whether it is cut out of a larger sheet.
    """

    def __init__(self, file: PdfFile, xmp: Xmp, claim: Claim, *, cut: bool = True) -> None:
        self.file = file
        self.xmp = xmp
        self.claim = claim
        self.cut = cut

    @cached_property
    def intents(self) -> tuple[Intent, ...]:
        """The output intents of PDF/X."""
        file = self.file
        found = [file.dictionary(each) for each in file.array(file.catalog.get("/OutputIntents"))]
        return tuple(
            Intent(each, read_profile(file, each.get("/DestOutputProfile")))
            for each in found
            if each.get("/S") == "/GTS_PDFX"
        )

    @cached_property
    def painted(self) -> tuple[tuple[Page, tuple[Painted, ...]], ...]:
        """What each page paints.

        Raises:
            pikepdf.PdfError: the content of a page cannot be decoded.
        """
        return tuple((page, painted(self.file, page)) for page in self.file.pages)

    @cached_property
    def pictures(self) -> Pictures:
        """What its pictures lay, as the output intent separates them."""
        from pamphlet.preflight.pictures import Pictures

        return Pictures(self.file, next((each.entries.get("/DestOutputProfile") for each in self.intents), None))


Sources = Mapping[Claim, str]


class Rule(Struct, frozen=True, kw_only=True):
    """One demand.

    Attributes:
        code: stable name, as in ``output-intent``.
        demands: the demand in one sentence.
        sources: for each claim that the rule speaks to, who demands it and where.
        severities: how much a breach weighs under each of these claims.
    """

    code: str
    demands: str
    sources: Sources
    severities: Mapping[Claim, Severity]
    find: Callable[[Subject], Iterable[Fault]]


X4, X1A = "ISO 15930-7:2010", "ISO 15930-4:2003"
PDF = "ISO 32000-1"
NOTES = "CGATS Application Notes"
"""*Application Notes for PDF/X Standards*, version 4, 2006, by the committee behind PDF/X-1a:2003: free to read."""


def standard_rule(
    code: str,
    demands: str,
    find: Callable[[Subject], Iterable[Fault]],
    *,
    x4: str = "",
    x1a: str = "",
    notes: str = "",
    pdf: str = "",
    plain: Severity | None = None,
) -> Rule:
    """Return a rule of PDF/X: an error in a file that claims it.

    Clauses of ISO 15930 are cited as its tables of contents number and name them, which are public; its text is
    not. What no title of theirs owns is cited by its subject, without a number.

    Args:
        code: of its findings.
        demands: in one sentence.
        find: yields the breaches.
        x4: the clause of ISO 15930-7 that demands it; empty where it does not.
        x1a: the same of ISO 15930-4.
        notes: the section of CGATS's notes that says so of PDF/X-1a.
        pdf: the clause of ISO 32000-1 that defines what is demanded.
        plain: how much a breach weighs in a file without a claim; None where it is no fault there.
    """
    defined = f"{PDF}, {pdf}" if pdf else ""
    sources = {}
    if x4:
        sources[Claim.X4] = "; ".join(part for part in (f"{X4}, {x4}", defined) if part)
    if x1a:
        told = f"{NOTES}, {notes}" if notes else ""
        sources[Claim.X1A] = "; ".join(part for part in (f"{X1A}, {x1a}", told, defined) if part)
    severities = dict.fromkeys(sources, Severity.ERROR)
    if plain is not None:
        sources[Claim.PLAIN] = defined
        severities[Claim.PLAIN] = plain
    return Rule(code=code, demands=demands, sources=sources, severities=severities, find=find)


def press_rule(
    code: str,
    demands: str,
    find: Callable[[Subject], Iterable[Fault]],
    *,
    source: str,
    severity: Severity,
) -> Rule:
    """Return a rule of the trade, for every file that goes to a press.

    Args:
        code: of its findings.
        demands: in one sentence.
        find: yields the breaches.
        source: who asks for it.
        severity: of a breach, whatever the file claims.
    """
    return Rule(
        code=code,
        demands=demands,
        sources=dict.fromkeys(Claim, source),
        severities=dict.fromkeys(Claim, severity),
        find=find,
    )


def overlap(one: Box, other: Box) -> bool:
    """Say whether two boxes share an area, or a point inside the *other*."""
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def trim_of(page: Page) -> Box | None:
    """Return what the page is cut to: the trim box, or the art box that may stand for it."""
    return page.box("/TrimBox") or page.box("/ArtBox")


def place_on(page: Page, x: float, y: float) -> str:
    """Return a point of the page in words: from where it is cut, in millimetres."""
    left, _, _, head = trim_of(page) or page.box("/MediaBox") or (0.0, 0.0, 0.0, 0.0)
    return f"{to_mm(x - left):.0f} mm from the left and {to_mm(head - y):.0f} mm from the head"


def live_area(page: Page) -> Box | None:
    """Return what of the page can reach the reader: the bleed box, or the trim where there is none."""
    return page.box("/BleedBox") or trim_of(page) or page.box("/MediaBox")
