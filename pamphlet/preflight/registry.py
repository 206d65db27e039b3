"""Printing conditions by the names that intents and profiles have for them.

The names are those of the ICC's registry of characterisation data (color.org/chardata);
what profiles are called is from those who make them (ECI, Adobe, Idealliance).
"""

from __future__ import annotations

import re

_NUMBERED = (
    (re.compile(r"fogra ?(\d\d)"), "FOGRA{}"),
    (re.compile(r"\btr ?00([1-6])"), "CGATS TR 00{}"),
    (re.compile(r"crpc ?(\d)"), "CGATS21-2-CRPC{}"),
    (re.compile(r"ifra ?(\d\d)\b"), "IFRA{}"),
    (re.compile(r"\b(jcw? ?2\d{3,5}|jcn ?2\d{3})\b"), "{}"),
)
"""Names that say it themselves, after the text was brought down to small letters and figures."""
_CALLED = (
    ("iso coated v2", ("FOGRA39",)),
    ("iso uncoated yellowish", ("FOGRA30",)),
    ("iso uncoated", ("FOGRA29",)),
    ("iso web coated", ("FOGRA28",)),
    ("pso coated v3", ("FOGRA51",)),
    ("pso uncoated v3", ("FOGRA52",)),
    ("pso uncoated iso12647", ("FOGRA47",)),
    ("pso lwc improved", ("FOGRA45",)),
    ("pso lwc standard", ("FOGRA46",)),
    ("pso mfc paper", ("FOGRA41",)),
    ("pso snp paper", ("FOGRA42",)),
    ("isonewspaper26", ("IFRA26",)),
    ("u s web coated", ("CGATS TR 001",)),
    ("swop2006 coated3", ("CGATS TR 003",)),
    ("swop2006 coated5", ("CGATS TR 005",)),
    ("swop", ("CGATS TR 001", "CGATS TR 003", "CGATS TR 005", "CGATS21-2-CRPC5")),
    ("gracol2006", ("CGATS TR 006",)),
    ("gracol", ("CGATS TR 006", "CGATS21-2-CRPC6")),
    ("japan color 2001 coated", ("JC200103",)),
    ("japan color 2001 uncoated", ("JC200104",)),
    ("japan web coated", ("JCW2003",)),
    ("japan color 2002 newspaper", ("JCN2002",)),
)
"""Names of profiles, the longer before the shorter, and what they may have been made for."""
_NO_SIGN = re.compile(r"[^a-z0-9]+")


def conditions(text: str) -> frozenset[str]:
    """Return the registered conditions that *text* may mean; none where it names none that is known.

    Example:
        >>> sorted(conditions("Coated FOGRA39 (ISO 12647-2:2004)"))
        ['FOGRA39']
    """
    plain = _NO_SIGN.sub(" ", text.lower()).strip()
    numbered = {
        name.format(found.upper().replace(" ", "")) for pattern, name in _NUMBERED for found in pattern.findall(plain)
    }
    if numbered:
        return frozenset(numbered)
    return next((frozenset(meant) for called, meant in _CALLED if called in plain), frozenset())
