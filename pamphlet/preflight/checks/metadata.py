"""The XMP packet: there, whole, and of one voice with the information dictionary."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pamphlet.preflight.rule import Claim, Fault, Subject, standard_rule
from pamphlet.preflight.xmp import BASIC, DUBLIN_CORE, MEDIA_MANAGEMENT, Xmp

_NEEDED = {
    "dc:title": (DUBLIN_CORE, "title"),
    "xmp:CreateDate": (BASIC, "CreateDate"),
    "xmp:ModifyDate": (BASIC, "ModifyDate"),
    "xmp:MetadataDate": (BASIC, "MetadataDate"),
    "xmpMM:DocumentID": (MEDIA_MANAGEMENT, "DocumentID"),
    "xmpMM:VersionID": (MEDIA_MANAGEMENT, "VersionID"),
    "xmpMM:RenditionClass": (MEDIA_MANAGEMENT, "RenditionClass"),
}
_TWICE = {
    "/Title": (DUBLIN_CORE, "title"),
    "/CreationDate": (BASIC, "CreateDate"),
    "/ModDate": (BASIC, "ModifyDate"),
}
_DIGITS = re.compile(r"\D")


def _find(subject: Subject) -> Iterator[Fault]:
    xmp = subject.xmp
    if subject.claim is Claim.X4:
        missing = [name for name, place in _NEEDED.items() if not xmp.get(*place)]
        if not xmp.there:
            yield Fault("the file has no XMP packet")
        elif not xmp.sound:
            yield Fault("the XMP packet is not well-formed XML")
        elif missing:
            yield Fault(f"the XMP packet lacks {', '.join(missing)}")
    yield from _differences(subject, xmp)


def _differences(subject: Subject, xmp: Xmp) -> Iterator[Fault]:
    file = subject.file
    for key, place in _TWICE.items():
        one, other = file.text(file.information.get(key)), xmp.get(*place)
        if one and other and _comparable(key, one) != _comparable(key, other):
            yield Fault(f"{key[1:]} is {one[:40]!r} in the information dictionary and {other[:40]!r} in XMP")


def _comparable(key: str, value: str) -> str:
    """Return a date as the digits of its day and minute, and anything else as it is."""
    return _DIGITS.sub("", value)[:12] if key.endswith("Date") else value


RULE = standard_rule(
    "xmp",
    "The XMP packet holds title, dates and identifiers, and agrees with the information dictionary.",
    _find,
    x4="6.10 metadata and document identification",
    x1a="metadata",
    pdf="14.3.2",
)
