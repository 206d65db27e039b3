"""What a viewer is told to show and print: never less than the sheet."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.preflight.rule import Fault, Subject, standard_rule

_KEYS = ("/ViewArea", "/ViewClip", "/PrintArea", "/PrintClip")
_WHOLE = ("/MediaBox", "/BleedBox")


def _find(subject: Subject) -> Iterator[Fault]:
    file = subject.file
    preferences = file.dictionary(file.catalog.get("/ViewerPreferences"))
    for key in _KEYS:
        value = file.resolve(preferences.get(key, "/MediaBox"))
        if value not in _WHOLE:
            yield Fault(f"{key[1:]} is {str(value)[1:]}, not the media or the bleed box")


RULE = standard_rule(
    "viewing-area",
    "Viewers show and print the media box or the bleed box.",
    _find,
    x4="6.21 viewer preferences",
    x1a="6.17 viewer preferences",
    pdf="12.2",
)
