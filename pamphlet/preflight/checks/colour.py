"""Colour: only what the output intent can print as it stands, or what says how to turn it into that."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.errors import Severity
from pamphlet.preflight.colour import family, layers
from pamphlet.preflight.content import Painted
from pamphlet.preflight.rule import Claim, Fault, Subject, standard_rule

_DEVICE_OF = {b"CMYK": "/DeviceCMYK", b"RGB ": "/DeviceRGB", b"GRAY": "/DeviceGray"}
_DEFAULTS = {"/DeviceRGB": "/DefaultRGB", "/DeviceCMYK": "/DefaultCMYK", "/DeviceGray": "/DefaultGray"}
_PLATES = ("/DeviceCMYK", "/DeviceGray", "/Separation", "/DeviceN", "/Indexed", "/Pattern", "")
_CALIBRATED = ("/ICCBased", "/Lab", "/CalRGB", "/CalGray")


def _find(subject: Subject) -> Iterator[Fault]:
    printable = _printable(subject)
    for page, painted in subject.painted:
        judged: set[tuple[str, str, str]] = set()
        for each in painted:
            key = (str(each.colour.space), each.kind, each.name)
            if key in judged:
                continue
            judged.add(key)
            for name in _foreign(subject, each, printable):
                yield Fault(_told(subject, each, name), page.number, hint=_CURES.get(subject.claim, ""))


def _printable(subject: Subject) -> tuple[str, ...]:
    """Return the spaces that may stand without a profile."""
    if subject.claim is not Claim.X4:
        return _PLATES
    device = next((_DEVICE_OF.get(intent.profile.space) for intent in subject.intents), None) or "/DeviceCMYK"
    inks = ("/Separation", "/DeviceN", "/Indexed", "/Pattern", "")
    # Grey is the black of a CMYK intent, and equal parts of an RGB one.
    return (device, "/DeviceGray", *inks, *_CALIBRATED)


def _foreign(subject: Subject, each: Painted, printable: tuple[str, ...]) -> Iterator[str]:
    """Yield the families in the colour of *each* that may not be there."""
    file = subject.file
    defaults = file.dictionary(each.resources.get("/ColorSpace"))
    allowed = printable if subject.claim is not Claim.PLAIN else (*printable, *_CALIBRATED)
    for space in layers(file, each.colour.space, each.resources):
        name = family(space)
        if name not in allowed and not (subject.claim is not Claim.X1A and _DEFAULTS.get(name) in defaults):
            yield name


def _told(subject: Subject, each: Painted, name: str) -> str:
    if subject.claim is Claim.X4:
        return f"{each.what} is {name[1:]}, which the output intent cannot print and no profile explains"
    return f"{each.what} is {name[1:]}, which is no ink"


_CURES = {
    Claim.X1A: "separate it for the printing condition",
    Claim.X4: "separate it, or let it bring its profile (ICCBased)",
    Claim.PLAIN: "separate it for the printing condition; each press turns it into ink in its own way",
}

RULE = standard_rule(
    "colour-space",
    "Colours are those of the output intent, spot inks, or (PDF/X-4) such that bring their profile.",
    _find,
    x4="6.4 colour",
    x1a="6.2 colour",
    notes="2.16",
    pdf="8.6",
    plain=Severity.WARNING,
)
