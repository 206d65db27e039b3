"""Whether all of the output intent's profile is in the file: a proof and the press could not use a piece of it."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.preflight.rule import Fault, Subject, standard_rule

_CURE = "embed the profile again, from its source"


def _find(subject: Subject) -> Iterator[Fault]:
    import pikepdf

    for intent in subject.intents:
        profile = intent.profile
        if not profile.sound:
            continue  # the intent's own rule says so
        try:
            length = len(subject.file.content(intent.entries.get("/DestOutputProfile")))
        except pikepdf.PdfError:
            yield Fault("the profile of the output intent is damaged: it cannot be unpacked", hint=_CURE)
            continue
        needed = max(profile.size, *(place + size for _, place, size in profile.tags()), 0)
        if length < needed:
            yield Fault(f"the profile of the output intent is cut short: {length} bytes of {needed}", hint=_CURE)


RULE = standard_rule(
    "profile-whole",
    "The profile of the output intent is whole.",
    _find,
    x4="6.4 colour",
    x1a="6.2 colour",
    notes="2.16",
    pdf="8.6.5.5, 14.11.5",
)
