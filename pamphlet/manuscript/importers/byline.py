"""By-lines and dates: "Posted by Ana Roca on 3 March 2021" → author and ISO date.

A line counts only where every word of it is explained.
"""

from __future__ import annotations

import re

from msgspec import Struct

from pamphlet.manuscript.importers.dates import find_date
from pamphlet.manuscript.importers.language import is_small_word

LONGEST_BYLINE = 20
"""In words."""
LONGEST_NAME = 4
"""In words, for a name that nothing but its place tells for an author's."""

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
    r"(?<!\w)(?:(?:text|words|story|posted|published|written|publicado|escrito|publié|rédigé|veröffentlicht|von|escrita)\s+)?"
    r"(?:by|por|par|von|di|da|door|av|af|przez|oleh|bởi|written by|מאת)\b:?\s+|"
    r"(?:author|autor|autora|autorka|auteur|autrice|autore|text|texto|texte|testo|tekst|byline|interview|entrevista|"
    r"entretien|intervista|автор|текст|بقلم|"
    r"كتب|كتبت|الكاتب|الكاتبة|نویسنده|نوشته|مصنف|تحریر|συντάκτης|κείμενο|yazar|yazan|haber|penulis|mwandishi|tác giả|"
    r"szerző|írta|kirjoittaja|teksti|lekhak|लेखक|लेखिका|লেখক|מאת|ผู้เขียน|作者|撰文|文|記者|记者|글|글쓴이|기자|"
    r"ავტორი|հեղինակ|piše|napisao|napisala|pisze|napisał|napisała|píše|egilea)\s?[:：/／]\s*",
    re.I,
)
_LABELLED = re.compile(r"[^\W\d_]\S{1,19}(?: [^\W\d_]\S{0,14})?\s?[:：]\s+(?=[^\W\d_])")
"""A label of one word or two."""
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


def read_byline(text: str, *, labelled: bool = False) -> Byline | None:
    """Return author and date if *text* is nothing but a by-line or a date, else None.

    Args:
        labelled: a label of any language will do before a colon and a name.

    Example:
        >>> read_byline("Posted by Ana Roca on 3 March 2021")
        Byline(author='Ana Roca', date='2021-03-03')
    """
    if len(text.split()) > LONGEST_BYLINE:
        return None
    date, rest = find_date(text, alone=True)
    dated = rest != text
    # When it was changed is no second date.
    while (shorter := find_date(rest, alone=True)[1]) != rest:
        rest = shorter
    rest = _READ.sub(" ", _TIME.sub(" ", rest) if dated else rest)
    by = _BY.search(rest) or (_LABELLED.match(rest) if labelled else None)
    if by and dated and _without_published(rest[: by.start()])[0]:
        by = None  # "Leonardo da Vinci" has no label
    said = by is not None
    before, name = (rest[: by.start()], rest[by.end() :]) if by else (rest, "")
    before, said_before = _without_published(before)
    name, said_after = _without_published(name)
    if before and not name and (dated or said_before):
        before, name = "", before
    if before or not (said or dated or said_before or said_after):
        return None
    if by is not None and by.re is _LABELLED and not _is_full_name(name):
        return None
    name = re.sub(r"\s+(?:on|el|le|am|il|op)\Z", "", name).strip(_EDGES)
    name = re.sub(r"[\s,.]+\Z", "", name) if re.search(r"[\s,]\.\Z", name) else name
    if said and not name:
        return None
    if name and not _is_name(name):
        return None
    if not said and dated and _is_place(name):
        name = ""
    return Byline(author=name, date=date) if name or dated else None


def _without_published(text: str) -> tuple[str, bool]:
    bare = _PUBLISHED.sub(" ", text)
    return re.sub(r"\s+", " ", bare).strip(_EDGES), bare != text


def _is_full_name(text: str) -> bool:
    """Say whether *text* is what people have, and not things: two to four words, none of them small."""
    words = text.strip(_EDGES).split()
    return 2 <= len(words) <= LONGEST_NAME and not any(word[:1].islower() or word[:1].isdigit() for word in words)


def _is_place(name: str) -> bool:
    """Say whether what stands beside a date without a label is where it was: one word, or one that begins small."""
    words = name.split()
    return len(words) == 1 or (len(words) == 2 and is_small_word(words[0]))


def _is_name(text: str) -> bool:
    words = re.sub(r",", " , ", text).split()
    capitals = sum(word[:1].isupper() or not word[:1].isascii() for word in words)
    return (
        len(words) <= 12 and capitals >= 1 and all(_NAME_WORD.fullmatch(word) or not word.isascii() for word in words)
    )
