"""Fonts: every one that sets type is embedded."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.errors import Severity
from pamphlet.preflight.file import Dictionary, PdfFile
from pamphlet.preflight.rule import Fault, Subject, standard_rule

_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")


def _find(subject: Subject) -> Iterator[Fault]:
    file = subject.file
    for entry in file.entries:
        font = entry.value
        if entry.kind != "/Font" or font.get("/Subtype") == "/Type3":
            continue
        if not _embedded(file, font):
            name = str(font.get("/BaseFont", entry.name))[1:]
            yield Fault(f"the font {name} is not embedded", entry.page, hint="embed all fonts, the standard ones too")


def _embedded(file: PdfFile, font: Dictionary) -> bool:
    below = file.array(font.get("/DescendantFonts"))
    whole = file.dictionary(below[0]) if below else font
    descriptor = file.dictionary(whole.get("/FontDescriptor"))
    return any(file.dictionary(descriptor.get(key)) for key in _PROGRAMS)


RULE = standard_rule(
    "font-embedding",
    "Every font is embedded.",
    _find,
    x4="6.5 fonts",
    x1a="6.3 fonts",
    notes="2.18",
    pdf="9.9",
    plain=Severity.ERROR,
)
