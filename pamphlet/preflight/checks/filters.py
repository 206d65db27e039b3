"""Compression that press systems need not know."""

from __future__ import annotations

from collections.abc import Iterator

from pamphlet.preflight.rule import Claim, Fault, Subject, standard_rule

_FORBIDDEN = {Claim.X4: ("/LZWDecode", "/Crypt"), Claim.X1A: ("/LZWDecode", "/JBIG2Decode", "/JPXDecode", "/Crypt")}
"""JBIG2 came with PDF 1.4 and PDF/X-1a leaves it out; JPEG 2000 came after it (ISO 32000-1, table 6)."""


def _find(subject: Subject) -> Iterator[Fault]:
    file = subject.file
    for entry in file.entries:
        filters = file.resolve(entry.value.get("/Filter"))
        for name in filters if isinstance(filters, list) else [filters]:
            if name in _FORBIDDEN[subject.claim]:
                yield Fault(f"{entry.name[1:] or 'a stream'} is compressed by {name[1:]}", entry.page)


RULE = standard_rule(
    "compression",
    "No stream is compressed by LZW, nor (PDF/X-1a) by JBIG2 or JPEG 2000.",
    _find,
    x4="6.8 stream filters",
    x1a="6.5 data compression",
    notes="2.8",
    pdf="7.4",
)
