"""The output intent: the printing condition that the colours were made for."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.preflight.file import Value
from pamphlet.preflight.profile import Profile
from pamphlet.preflight.rule import TITLES, Claim, Fault, Subject, standard_rule

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
        yield from _profile_faults(subject.intents[0].profile, count, subject.claim)
    elif subject.claim is Claim.X4:
        yield Fault("the output intent has no profile embedded (DestOutputProfile)")
    elif not file.text(intent.get("/RegistryName")):
        yield Fault("the output intent has neither a profile nor the name of a registry that has one")
    if not file.text(intent.get("/RegistryName")) and not file.text(intent.get("/Info")):
        yield Fault("the output intent says of an unregistered condition nothing in words (Info)")


def _profile_faults(profile: Profile, count: Value, claim: Claim) -> Iterator[Fault]:
    if not profile.sound:
        yield Fault("the profile of the output intent is no ICC profile")
        return
    if profile.kind != b"prtr":
        yield Fault(f"the profile of the output intent is of class {_shown(profile.kind)}, not of a press (prtr)")
    if profile.space not in _COMPONENTS or (claim is Claim.X1A and profile.space != b"CMYK"):
        allowed = "CMYK" if claim is Claim.X1A else "grey, RGB or CMYK"
        yield Fault(f"the profile of the output intent is of {_shown(profile.space)}; {TITLES[claim]} bears {allowed}")
    elif _COMPONENTS[profile.space] != count:
        yield Fault(f"the profile of the output intent is of {_shown(profile.space)}, and N says {count}")
    newest = _NEWEST_VERSION[claim]
    if profile.version > newest:
        yield Fault(
            f"the profile of the output intent is of version {profile.version}; {TITLES[claim]} bears none above "
            f"{newest}",
            hint=f"ask the print shop for its profile in version {newest}",
        )


def _shown(code: bytes) -> str:
    return ascii(code.decode("latin-1").strip())


RULE = standard_rule(
    "output-intent",
    "One output intent of PDF/X names the printing condition, with a press profile of a kind and version that the part "
    "bears, its components counted right.",
    _find,
    x4="6.4 colour",
    x1a="6.2 colour",
    notes="2.16",
    pdf="14.11.5",
)
