"""The output intent: the printing condition that the colours were made for."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.preflight.file import Value
from pamphlet.preflight.rule import Claim, Fault, Intent, Subject, standard_rule

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


def _shown(code: bytes) -> str:
    return ascii(code.decode("latin-1").strip())


RULE = standard_rule(
    "output-intent",
    "One output intent of PDF/X names the printing condition, with a press profile whose components are counted right.",
    _find,
    x4="output intents",
    x1a="output intents",
    pdf="14.11.5",
)
