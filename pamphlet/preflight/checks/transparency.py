"""Transparency, which PDF/X-1a does not bear."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.preflight.file import Dictionary, PdfFile, Value, is_number
from pamphlet.preflight.rule import Fault, Subject, standard_rule

_OPAQUE_MODES = ("/Normal", "/Compatible")


def _find(subject: Subject) -> Iterator[Fault]:
    file = subject.file
    for entry in file.entries:
        if entry.kind == "/ExtGState":
            for what in _state_faults(file, entry.value):
                yield Fault(f"the graphics state {entry.name[1:]} {what}", entry.page)
        if file.dictionary(entry.value.get("/Group")).get("/S") == "/Transparency":
            where = "the page" if entry.value.get("/Type") == "/Page" else f"the form {entry.name[1:]}"
            yield Fault(f"{where} is a transparency group", entry.page)
        if entry.value.get("/Subtype") == "/Image" and _masked(file, entry.value):
            yield Fault(f"the picture {entry.name[1:]} has a soft mask", entry.page)


def _state_faults(file: PdfFile, state: Dictionary) -> Iterator[str]:
    for key in ("/ca", "/CA"):
        alpha = file.resolve(state.get(key, 1))
        if is_number(alpha) and alpha != 1:
            yield f"sets an opacity of {alpha:g}"
    if not _opaque(file.resolve(state.get("/BM", "/Normal"))):
        yield "sets a blend mode"
    if file.resolve(state.get("/SMask", "/None")) != "/None":
        yield "sets a soft mask"


def _opaque(mode: Value) -> bool:
    return all(each in _OPAQUE_MODES for each in mode) if isinstance(mode, list) else mode in _OPAQUE_MODES


def _masked(file: PdfFile, image: Dictionary) -> bool:
    return bool(file.dictionary(image.get("/SMask"))) or image.get("/SMaskInData", 0) != 0


RULE = standard_rule(
    "transparency",
    "Nothing is transparent.",
    _find,
    x1a="6.16 transparency",
    notes="2.25",
    pdf="11.3 to 11.6",
)
