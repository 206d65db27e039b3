"""Text in capitals, by the rules of its language.

After SpecialCasing.txt of Unicode, chapter 5.18 of the Unicode Standard and, for Greek, Irish and
Armenian, the special uppercasing of CLDR ("tailored casing").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_DOTTED = ("tr", "az", "crh", "gag", "tt")
"""Languages that part dotted i from dotless ı; the tables of ``locales.toml`` say so too, for small letters."""
_GREEK_MARKS = "\u0300\u0301\u0304\u0306\u0313\u0314\u0342\u0345"
_GREEK_ACCENTS = "\u0300\u0301\u0342"
_DIALYTIKA = "\u0308"
_GREEK_VOWELS = "αεηιουωΑΕΗΙΟΥΩ"
_IRISH_PREFIX = re.compile(r"\b(?:bh|ts|[bdghmnt])-?(?=[A-ZÁÉÍÓÚ])|\b[nt]-(?=[aeiouáéíóú])")
_LITHUANIAN_DOT = re.compile("([iIjJ]\u0328?)\u0307(?=[\u0300\u0301\u0303])")


def capitals(text: str, lang: str, has: Callable[[str], bool] = lambda text: True) -> str:
    """Return *text* in capitals.

    Args:
        lang: BCP 47 language. has: whether the face can set a text: Georgian has capitals, and German
            a capital ß, in few faces alone.

    Example:
        >>> capitals("diyarbakır işçi", "tr"), capitals("Μαΐου, ρολόι", "el"), capitals("ár nAthair", "ga")
        ('DİYARBAKIR İŞÇİ', 'ΜΑΪΟΥ, ΡΟΛΟΪ', 'ÁR nATHAIR')
    """
    base = lang.split("-")[0]
    if base in _DOTTED:
        return text.replace("i", "İ").upper()
    if base == "el":
        return _greek(text)
    if base == "ga":
        return _irish(text)
    if base == "lt":
        text = _LITHUANIAN_DOT.sub(r"\1", unicodedata.normalize("NFD", text))
        return unicodedata.normalize("NFC", text.upper())
    if base == "hy":
        text = text.replace("և", "եվ")
    if base == "de" and "ß" in text and has("ẞ"):
        text = text.replace("ß", "ẞ")
    upper = text.upper()
    return text if base in ("ka", "xmf", "sva") and not has(upper) else upper


def _greek(text: str) -> str:
    """Capitals without accents and breathings; a vowel that an accent kept apart gets a dialytika instead."""
    letters = unicodedata.normalize("NFD", text)
    out: list[str] = []
    accented = False  # whether the last vowel lost an accent, so that an iota or upsilon after it stands alone
    index = 0
    while index < len(letters):
        letter = letters[index]
        after = index + 1
        while after < len(letters) and unicodedata.combining(letters[after]):
            after += 1
        marks = letters[index + 1 : after]
        if letter == "η" and _is_word(letters, index, after) and any(mark in _GREEK_ACCENTS for mark in marks):
            out.append("Ή")  # "or", which the accent parts from the article
            accented = False
        elif letter in _GREEK_VOWELS:
            kept = _DIALYTIKA if _DIALYTIKA in marks or (accented and letter in "ιυΙΥ") else ""
            iota = "Ι" if "\u0345" in marks else ""
            out.append(letter.upper() + kept + iota)
            accented = any(mark in _GREEK_ACCENTS for mark in marks) and _DIALYTIKA not in marks
        else:
            out.append(letter.upper() + "".join(mark for mark in marks if mark not in _GREEK_MARKS))
            accented = False
        index = after
    return unicodedata.normalize("NFC", "".join(out))


def _is_word(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    following = text[end] if end < len(text) else " "
    return not before.isalnum() and not unicodedata.combining(before) and not following.isalnum()


def _irish(text: str) -> str:
    """Keep the letters small that a change of the word's beginning puts before its capital."""
    out: list[str] = []
    at = 0
    for match in _IRISH_PREFIX.finditer(text):
        out += [text[at : match.start()].upper(), match[0]]
        at = match.end()
    return "".join([*out, text[at:].upper()])
