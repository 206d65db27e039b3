"""Dates as a language writes them out, by the Unicode CLDR data that Babel carries."""

from __future__ import annotations

import re
from datetime import date

_NO_NAME = re.compile(r"\bM\d\d\b")
"""CLDR's root has M01 to M12 for the months that a language has no names for."""


def long_date(iso: str, lang: str) -> str:
    """Return an ISO 8601 date written out, with its month as a word.

    Args:
        iso: a full date; what follows its day is left out.
        lang: BCP 47 tag. Where CLDR has no data for it, or no names of months, the ISO date stands as it is:
            every reader knows it.

    Example:
        >>> long_date("2019-11-12", "es")
        '12 de noviembre de 2019'
    """
    from babel import Locale, UnknownLocaleError, dates

    try:
        locale = Locale.parse(lang, sep="-")
    except (UnknownLocaleError, ValueError):
        return iso[:10]
    written = dates.format_date(date.fromisoformat(iso[:10]), "long", locale)
    return iso[:10] if _NO_NAME.search(written) else written
