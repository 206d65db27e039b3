"""Dates in running words, in any language whose months ``dates.toml`` names, and those in figures."""

from __future__ import annotations

import datetime
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

_NAME = r"(?P<n>[^\d|,:;()/]{2,30}?)"
_YEAR = r"(?P<y>\d{4})(?!\d)"
_DATES = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:T[\d:.+Z-]*)?"),
    re.compile(r"(?P<y>\d{4})\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日号일]?"),
    re.compile(r"(?:ngày )?(?P<d>\d{1,2}) tháng (?P<m>\d{1,2}),? (?:năm )?(?P<y>\d{4})", re.IGNORECASE),
    re.compile(rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|º|ª|\.|-?го)?,?\s+{_NAME}\.?,?\s+{_YEAR}", re.IGNORECASE),
    re.compile(
        rf"(?P<n>[^\W\d_][^\s\d|,:;()/]{{2,}})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}", re.IGNORECASE
    ),
    re.compile(rf"(?<!\d){_YEAR}(?:\.|\s?m\.)?\s+{_NAME}\s+(?P<d>\d{{1,2}})(?!\d)(?:\.|\s?d\.)?", re.IGNORECASE),
    re.compile(r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})"),
    re.compile(r"(?<!\d)(?P<y>\d{4})[./]\s?(?P<m>\d{1,2})[./]\s?(?P<d>\d{1,2})(?!\d)\.?"),
    re.compile(r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4})"),
)
_JOINS = frozenset(["of", "de", "del", "di", "da", "d'", "d’", "al", "van"])
"""What stands between a day, a month and a year in some languages."""
_UNKNOWN = "?"
"""For a date that cannot be written in figures: its month is not known, or may be its day."""


class _Names(NamedTuple):
    months: dict[str, int]
    days: frozenset[str]


@cache
def _names() -> _Names:
    import tomllib

    listed = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    months = {name: number for number, names in enumerate(listed["months"], 1) for name in names}
    return _Names(months=months, days=frozenset(listed["days"]))


def find_date(text: str, *, alone: bool = False) -> tuple[str, str]:
    """Find a date in *text*.

    Args:
        alone: the line has little room for anything but a date, so a word between day and year is a month,
            though its language is not known.

    Returns:
        The date as ISO 8601 (empty where there is none, or where it cannot be told in figures), and *text*
        without it and its weekday.

    Example:
        >>> find_date("Mardi 12 mai 2024"), find_date("12 jasypo 2024", alone=True)
        (('2024-05-12', ' '), ('', ' '))
    """
    for pattern in _DATES:
        for match in pattern.finditer(text):
            if date := _iso(match.groupdict(), alone=alone):
                before = _without_day(text[: match.start()])
                return ("" if date == _UNKNOWN else date), f"{before} {text[match.end() :]}"
    return "", text


def _without_day(before: str) -> str:
    """Return what stands before a date without the weekday at its end; a word behind one with a capital is a name's."""
    bare = before.rstrip(" ,(")
    for count in (1, 2):
        day = " ".join(bare.split()[-count:])
        rest = bare[: len(bare) - len(day)].rstrip()
        if day.casefold() in _names().days and not (rest.split() or [""])[-1][:1].isupper():
            return rest
    return before


def _iso(parts: dict[str, str], *, alone: bool) -> str:
    year = int(parts["y"])
    if "n" in parts:
        month, day = _month(parts["n"], alone=alone), int(parts["d"])
        if month < 0:
            return _UNKNOWN if 1 <= day <= 31 else ""
    elif "a" in parts:
        first, second = int(parts["a"]), int(parts["b"])
        if first != second and max(first, second) <= 12:
            return _UNKNOWN
        # 13 to 31 can only be the day.
        month, day = (first, second) if second > 12 else (second, first)
    else:
        month, day = int(parts["m"]), int(parts["d"])
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return ""


def _month(name: str, *, alone: bool) -> int:
    """Return the number of a month; 0 where *name* is none, below 0 where it may be one."""
    plain = re.sub(r"\b[dl]['’]", "", name.casefold().strip(". "))
    words = [word for word in plain.split() if word not in _JOINS]
    number = _names().months.get(" ".join(words).strip("."), 0)
    may_be = alone and len(words) == 1 and (len(words[0]) > 2 or not words[0].isascii())
    return number or (-1 if may_be else 0)
