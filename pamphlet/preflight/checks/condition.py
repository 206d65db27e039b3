"""Whether the profile of the output intent is for what the intent names, and for a press with four inks."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.errors import Severity
from pamphlet.preflight.registry import conditions
from pamphlet.preflight.rule import Claim, Fault, Subject, press_rule


def _find(subject: Subject) -> Iterator[Fault]:
    for intent in subject.intents:
        profile = intent.profile
        identifier = subject.file.text(intent.entries.get("/OutputConditionIdentifier"))
        meant, made_for = conditions(identifier), conditions(profile.name)
        if meant and made_for and not meant & made_for:
            yield Fault(
                f"the output intent names {identifier[:40]!r}, and its profile, {profile.name[:60]!r}, is for "
                f"{' or '.join(sorted(made_for))}",
                hint="embed the profile of the condition that is named, or name that of the profile",
            )
        if subject.claim is not Claim.X1A and profile.sound and profile.space in (b"RGB ", b"GRAY"):
            told = (
                f"the profile of the output intent is of {profile.space.decode().strip()}; an offset press prints CMYK"
            )
            yield Fault(told, hint="ask the print shop for its CMYK output profile")


RULE = press_rule(
    "intent-condition",
    "The profile of the output intent is for CMYK, and for the condition that the intent names.",
    _find,
    source="ICC registry of characterisation data, color.org/chardata; GWG 2022, R0035",
    severity=Severity.WARNING,
)
