"""Curves and screens of the device, which are the shop's to choose."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.preflight.rule import Fault, Subject, standard_rule

_HALFTONES = (1, 5)


def _find(subject: Subject) -> Iterator[Fault]:
    file = subject.file
    for entry in file.entries:
        if entry.kind != "/ExtGState":
            continue
        state, name = entry.value, entry.name[1:]
        if "/TR" in state or file.resolve(state.get("/TR2", "/Default")) != "/Default":
            yield Fault(f"the graphics state {name} sets a transfer curve", entry.page)
        if "/HTP" in state:
            yield Fault(f"the graphics state {name} sets a halftone phase", entry.page)
        halftone = file.dictionary(state.get("/HT"))
        if halftone and (halftone.get("/HalftoneType") not in _HALFTONES or "/HalftoneName" in halftone):
            yield Fault(f"the graphics state {name} sets a screen by name or of another kind than 1 or 5", entry.page)


RULE = standard_rule(
    "device-curves",
    "No transfer curves, and no screens but of kinds 1 and 5 without a name.",
    _find,
    x4="6.13 extended graphics state",
    x1a="6.9 extended graphics state",
    pdf="10.4, 10.5",
)
