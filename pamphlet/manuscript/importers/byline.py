"""By-lines and dates: "Posted by Ana Roca on 3 March 2021" → author and ISO date.

A line counts only where every word of it is explained.
"""

from __future__ import annotations

import datetime
import re

from msgspec import Struct

LONGEST_BYLINE = 20
"""In words."""

_MONTHS = (
    "january janvier enero janeiro januar gennaio januari ianuarie stycznia jan ene janv января січня",
    "february février febrero fevereiro februar febbraio februari februarie lutego feb févr fev февраля лютого",
    "march mars marzo março märz maart martie marca mar mrt марта березня",
    "april avril abril aprile aprilie kwietnia apr abr avr апреля квітня",
    "may mai mayo maio maggio mei maj maja мая травня",
    "june juin junio junho juni giugno iunie czerwca jun июня червня",
    "july juillet julio julho juli luglio iulie lipca jul juil июля липня",
    "august août agosto augustus augusti sierpnia aug ago августа серпня",
    "september septembre septiembre setembro settembre septembrie września sep sept set сентября вересня",
    "october octobre octubre outubro oktober ottobre octombrie października oct okt out ott октября жовтня",
    "november novembre noviembre novembro noiembrie listopada nov ноября листопада",
    "december décembre diciembre dezembro dezember dicembre decembrie grudnia dec dic déc dez декабря грудня",
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_NAMES = "|".join(sorted(_MONTH, key=lambda name: (-len(name), name)))
_DAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)|"
    r"lunes|martes|miércoles|jueves|viernes|sábado|domingo)"
)
_DATES = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:T[\d:.+Z-]*)?"),
    re.compile(
        rf"(?:{_DAY},? )?(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?,? (?:of |de |di |"
        rf"d[’'])?(?P<n>{_NAMES})\.?,? (?:de |del )?(?P<y>\d{{4}})",
        re.I,
    ),
    re.compile(rf"(?:{_DAY},? )?(?P<n>{_NAMES})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>\d{{4}})", re.I),
    re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})"),
    re.compile(r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4})"),
)
_TIME = re.compile(
    r"(?:\bat |@ ?|\b[aà] las |\b(?:à|às|um|alle|kl\.?|o|в|о) )?\b\d{1,2}[:h.]\d{2}(?: ?[ap]\.?m\.?)?"
    r"(?: ?(?:uhr|h|[A-Z]{2,4}))?\b",
    re.I,
)
_READ = re.compile(
    r"(?:\b(?:reading time|tiempo de lectura|temps de lecture|lesezeit|leestijd|lästid|czas czytania|"
    r"tempo di lettura|tempo de leitura|время чтения)\s?:?\s*)?\b\d+[ -]min(?:ut\w*)?\b\.?(?: read)?",
    re.I,
)
_PUBLISHED = re.compile(
    r"\b(?:(?:first |originally )?(?:posted|published|updated|written)|last (?:updated|modified)|"
    r"publicado|publicada|actualizado|"
    r"publié|mis à jour|veröffentlicht|aktualisiert|pubblicato|aggiornato|geplaatst|publicerad|uppdaterad|"
    r"opublikowano|aktualizacja|atualizado|опубликовано|обновлено|опубліковано|date|fecha|data|дата|"
    r"datum)\b:?(?: (?:on|el|le|am|il|op|em|en)\b)?",
    re.I,
)
_BY = re.compile(
    r"(?:(?:text|words|story|posted|published|written|publicado|escrito|publié|rédigé|veröffentlicht|von|escrita)\s+)?"
    r"(?:by|por|par|von|di|door|av|af|przez)\b:?\s+|"
    r"(?:author|autor|autora|autorka|auteur|autrice|autore|text|texto|texte|tekst|byline|автор|текст|بقلم|"
    r"كتب|الكاتب)\s?:\s*",
    re.I,
)
_NAME_WORD = re.compile(
    r"(?:[^\W\d_a-z][\w.’'-]*|&|and|y|e|et|und|en|och|de|del|la|las|los|da|dos|do|di|van|von|der|den|el|"
    r"al|bin|le|du|d’\w+|,)",
    re.U,
)
_EDGES = " \t\u00a0|·•–—-,:;/()[]*_"


class Byline(Struct, frozen=True, kw_only=True):
    """Who wrote, and when; either may be empty."""

    author: str = ""
    date: str = ""


def read_byline(text: str) -> Byline | None:
    """Return author and date if *text* is nothing but a by-line or a date, else None.

    Example:
        >>> read_byline("Posted by Ana Roca on 3 March 2021")
        Byline(author='Ana Roca', date='2021-03-03')
    """
    if len(text.split()) > LONGEST_BYLINE:
        return None
    date, rest = find_date(text)
    dated = rest != text
    # When it was changed is no second date.
    while (shorter := find_date(rest)[1]) != rest:
        rest = shorter
    rest = _READ.sub(" ", _TIME.sub(" ", rest) if dated else rest)
    by = _BY.search(rest)
    said = by is not None
    before, name = (rest[: by.start()], rest[by.end() :]) if by else (rest, "")
    before, said_before = _without_published(before)
    name, said_after = _without_published(name)
    if before and not name and (dated or said_before):
        before, name = "", before
    if before or not (said or dated or said_before or said_after):
        return None
    name = re.sub(r"\s+(?:on|el|le|am|il|op)\Z", "", name).strip(_EDGES)
    if said and not name:
        return None
    if name and not _is_name(name):
        return None
    return Byline(author=name, date=date) if name or dated else None


def _without_published(text: str) -> tuple[str, bool]:
    bare = _PUBLISHED.sub(" ", text)
    return re.sub(r"\s+", " ", bare).strip(_EDGES), bare != text


def _is_name(text: str) -> bool:
    words = re.sub(r",", " , ", text).split()
    capitals = sum(word[:1].isupper() or not word[:1].isascii() for word in words)
    return (
        len(words) <= 12 and capitals >= 1 and all(_NAME_WORD.fullmatch(word) or not word.isascii() for word in words)
    )


def find_date(text: str) -> tuple[str, str]:
    """Find a date in *text*.

    Returns:
        The date as ISO 8601 (empty where there is none, or where day and month cannot be told apart), and
        *text* without it.
    """
    for pattern in _DATES:
        for match in pattern.finditer(text):
            if date := _iso(match.groupdict()):
                return ("" if date == "?" else date), text[: match.start()] + " " + text[match.end() :]
    return "", text


def _iso(parts: dict[str, str]) -> str:
    year = int(parts["y"])
    if "n" in parts:
        month, day = _MONTH[parts["n"].lower()], int(parts["d"])
    elif "a" in parts:
        first, second = int(parts["a"]), int(parts["b"])
        if first != second and max(first, second) <= 12:
            return "?"
        # 13 to 31 can only be the day.
        month, day = (first, second) if second > 12 else (second, first)
    else:
        month, day = int(parts["m"]), int(parts["d"])
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return ""
