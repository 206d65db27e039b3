"""The output intent: the printing condition that the colours were made for."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.preflight.file import Value
from pamphlet.preflight.rule import TITLES, Claim, Fault, Intent, Subject, standard_rule

_NEWEST_VERSION = {Claim.X1A: 2, Claim.X4: 4}
"""Of profiles, by the version of PDF that the standard builds on: 1.4 and 1.6 (ISO 32000-1, table 67)."""
_COMPONENTS = {b"GRAY": 1, b"RGB ": 3, b"CMYK": 4}


def _find(subject: Subject) -> Iterator[Fault]:
    file = subject.file
    if len(subject.intents) != 1:
        yield Fault(f"the file has {len(subject.intents) or 'no'} output intents of PDF/X, where one is needed")
        return
    intent = subject.intents[0].entries
    if not file.text(intent.get("/OutputConditionIdentifier")):
        yield Fault("the output intent names no condition (OutputConditionIdentifier)")
    if "/DestOutputProfile" in intent:
        count = file.resolve(file.dictionary(intent["/DestOutputProfile"]).get("/N"))
        yield from _profile_faults(subject.intents[0], count)
        yield from _version_faults(subject.intents[0], subject.claim)
    elif subject.claim is Claim.X4:
        yield Fault("the output intent has no profile embedded (DestOutputProfile)")
    elif not file.text(intent.get("/RegistryName")):
        yield Fault("the output intent has neither a profile nor the name of a registry that has one")
    if not file.text(intent.get("/RegistryName")) and not file.text(intent.get("/Info")):
        yield Fault("the output intent says of an unregistered condition nothing in words (Info)")


def _profile_faults(intent: Intent, count: Value) -> Iterator[Fault]:
    header = intent.header
    if header[36:40] != b"acsp":
        yield Fault("the profile of the output intent is no ICC profile")
        return
    if header[12:16] != b"prtr":
        yield Fault(f"the profile of the output intent is of class {_shown(header[12:16])}, not of a press (prtr)")
    if _COMPONENTS.get(intent.space) != count:
        yield Fault(f"the profile of the output intent is of {_shown(intent.space)}, and N says {count}")


def _version_faults(intent: Intent, claim: Claim) -> Iterator[Fault]:
    version, newest = intent.header[8:9], _NEWEST_VERSION.get(claim)
    if version and newest is not None and version[0] > newest:
        yield Fault(
            f"the profile of the output intent is of version {version[0]}; {TITLES[claim]} bears none above {newest}",
            hint=f"ask the print shop for its profile in version {newest}",
        )


def _shown(code: bytes) -> str:
    return ascii(code.decode("latin-1").strip())


RULE = standard_rule(
    "output-intent",
    "One output intent of PDF/X names the printing condition, with a press profile whose components are counted right.",
    _find,
    x4="6.4 colour",
    x1a="6.2 colour",
    notes="2.16",
    pdf="14.11.5",
)
