"""What is known of each language: its names, how it is written, divided, broken, and marked.

Gathered for people from the rooms that act on it; nothing acts on what is said here.
"""

from __future__ import annotations

from msgspec import Struct

from pamphlet.editions.faces import faces_for_language
from pamphlet.errors import BadInput
from pamphlet.manuscript.language import language_tag
from pamphlet.typesetting.breaks import manner
from pamphlet.typesetting.direction import reads_rtl
from pamphlet.typesetting.hyphenation import licence_of, source_of
from pamphlet.typesetting.itemising import main_system
from pamphlet.typesetting.locale import Conventions, conventions, languages


class Hyphenation(Struct, frozen=True, kw_only=True):
    """Where a language's patterns come from, and how many letters stay together at either end of a word.

    Attributes:
        source: ``tex`` or ``pyphen``. name: of the patterns there.
    """

    source: str
    name: str
    licence: str
    left: int
    right: int


class LanguageEntry(Struct, frozen=True, kw_only=True):
    """What a language has.

    Attributes:
        name, own_name: in English and in itself (CLDR); empty where CLDR has none.
        direction: ``ltr`` or ``rtl``. script: ISO 15924. breaking: where lines may break.
        faces: those that set it in the default theme; None where nothing says what letters it has, empty
            where none at hand has them.
        digits: that figures are set in; empty where they stay as they are typed.
        native_digits: those of its own script, where it has such.
    """

    lang: str
    name: str
    own_name: str
    direction: str
    script: str
    breaking: str
    hyphenation: Hyphenation | None
    quotes: tuple[str, str, str, str]
    digits: str
    native_digits: str
    faces: tuple[str, ...] | None


def known_languages() -> tuple[str, ...]:
    """Return the tags of the languages that have conventions of their own, without their regions."""
    return tuple(lang for lang in languages() if "-" not in lang)


def describe(lang: str) -> LanguageEntry:
    """Return what *lang* has.

    Raises:
        BadInput: *lang* is not a language tag.
    """
    tag = language_tag(lang)
    if not tag:
        message = f"{lang!r} is not a language tag"
        raise BadInput("unknown-language", message, hint='as in "es", "pt-BR" or "zh-Hant"')
    habits = conventions(tag)
    name, own_name = _names(tag)
    return LanguageEntry(
        lang=tag,
        name=name,
        own_name=own_name,
        direction="rtl" if reads_rtl(tag) else "ltr",
        script=main_system(tag),
        breaking=manner(tag),
        hyphenation=_hyphenation(habits),
        quotes=habits.quotes,
        digits=habits.digits,
        native_digits=habits.native_digits,
        faces=_faces(tag),
    )


def _names(tag: str) -> tuple[str, str]:
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en").languages.get(tag.split("-")[0], ""), ""
    return locale.english_name or "", locale.display_name or ""


def _hyphenation(habits: Conventions) -> Hyphenation | None:
    source, name = source_of(habits)
    if not source:
        return None
    licence = licence_of(source, name)
    return Hyphenation(source=source, name=name, licence=licence, left=habits.left_min, right=habits.right_min)


def _faces(tag: str) -> tuple[str, ...] | None:
    try:
        entries = faces_for_language(tag, None)
    except BadInput:
        return None
    if any(entry.missing for entry in entries):
        return ()
    return tuple(dict.fromkeys(setting.face for entry in entries for setting in entry.settings))
