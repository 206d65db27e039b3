"""Layers: what is printed may not depend on who looks."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.preflight.rule import Claim, Fault, Subject, standard_rule


def _find(subject: Subject) -> Iterator[Fault]:
    file = subject.file
    properties = file.dictionary(file.catalog.get("/OCProperties"))
    if properties and subject.claim is Claim.X1A:
        yield Fault("the file has layers, which PDF 1.4 does not know")
        return
    for each in (properties.get("/D"), *file.array(properties.get("/Configs"))):
        if "/AS" in file.dictionary(each):
            yield Fault("layers switch themselves on and off (AS)")


RULE = standard_rule(
    "layers",
    "Layers do not switch themselves; PDF/X-1a has none.",
    _find,
    x4="6.24 optional content",
    x1a="1 scope (PDF 1.4)",
    pdf="8.11.4",
)
