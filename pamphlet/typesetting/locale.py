"""The table of languages: quotes, dashes, spaces, digits and hyphens as the readers of each expect them.

``locales.toml`` holds it and gives the sources; ``typography.py`` and ``hyphenation.py`` act on it.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

_TABLE = re.compile(r"^\[([\w-]+)\]$", re.MULTILINE)


class Conventions(Struct, frozen=True, kw_only=True):
    """The conventions of one language; the fields are explained in ``locales.toml``."""

    lang: str
    quotes: tuple[str, str, str, str]
    apostrophe: str
    elided: frozenset[str]
    dash: str
    dialogue: str
    ellipsis: str
    narrow_before: str
    space_before: str
    quote_space: str
    percent: str
    before_number: str
    after_number: str
    ordinal_dot: bool
    bind_short: str
    weak_ends: frozenset[str]
    headline_ends: frozenset[str]
    headline_starts: frozenset[str]
    capital_nouns: bool
    native_digits: str
    own_digits: bool
    digits: str
    """The digits that figures are set in; empty where they stay as they were typed."""
    hyphens: str
    left_min: int
    right_min: int
    vowels: str
    hyphen_again: bool
    apostrophe_inside: bool
    undivided: frozenset[str]
    dotted_i: bool


@cache
def _tables() -> dict[str, str]:
    """Return the text of each table in ``locales.toml``: of a hundred languages, one or two are read as TOML."""
    text = Path(__file__).with_name("locales.toml").read_text(encoding="utf-8")
    parts = _TABLE.split(text)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def languages() -> tuple[str, ...]:
    """Return the tags that have a table of their own, in alphabetical order."""
    return tuple(sorted(name for name in _tables() if name != "default" and not name.startswith("_")))


def _values(name: str) -> dict[str, Any]:
    """Return the values of one table, on top of those of the table that it is ``like``."""
    values = tomllib.loads(_tables().get(name, ""))
    like = values.pop("like", "")
    return _values(like) | values if like else values


@cache
def conventions(lang: str, digits: str = "auto") -> Conventions:
    """Return the conventions of a BCP 47 language; an unknown one gets the default marks.

    Args:
        digits: ``auto`` for the digits that are the language's rule, ``typed`` for those that were typed,
            ``native`` for the script's own.

    Example:
        >>> conventions("de-AT").quotes
        ('„', '“', '‚', '‘')
    """
    values = _values("default")
    parts = lang.split("-")
    for length in range(1, len(parts) + 1):
        values |= _values("-".join(parts[:length]))
    values["quotes"] = tuple(values["quotes"])
    for name in ("elided", "weak_ends", "headline_ends", "headline_starts", "undivided"):
        values[name] = frozenset(values[name].split())
    values["headline_ends"] |= values["weak_ends"]
    native = digits == "native" or (digits == "auto" and values["own_digits"])
    return Conventions(lang=lang, digits=values["native_digits"] if native else "", **values)
