"""Typographic conventions by language: quotes, dashes, spaces.

What an author types (straight quotes, two hyphens, a plain space before a unit)
becomes what the language's readers expect. Quotes that are typographic already
stay. Addresses and code are left alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.manuscript.article import Span

NBSP, NARROW = "\u00a0", "\u202f"
_TABLE = re.compile(r"^\[([\w-]+)\]$", re.MULTILINE)
_OPENS = re.compile(r"[\s(\[{\u2014\u2013\u2028\u00a0\u202f\u00ab\u201c\u2018\u201e\u201a\u00bf\u00a1/-]\Z")
_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*")
_YEARS = re.compile(r"\b((?:1[89]|20)\d\d)-((?:1[89]|20)\d\d)\b")
_UNIT = re.compile(r"(?<=\d) (?=(?:%|‰|°|€|£|km|kg|mm|cm|ppi|pt|m|g|h)(?![^\W\d_]))")
_ABBREVIATED = re.compile(r"(?:\b(?:No|Nos|Nr|p|pp|art|vol|cap|núm)\.?|\bn\.º|№|§) (?=\d)")
_INITIAL = re.compile(r"(?<![\w.])([^\W\d_a-z]\.) (?=[^\W\d_a-z](?:\.|[^\W\d_]))")


class Conventions(Struct, frozen=True, kw_only=True):
    """The conventions of one language; the fields are explained in ``locales.toml``."""

    lang: str
    quotes: tuple[str, str, str, str]
    dash: str
    narrow_before: str
    space_before: str
    inside_quotes: bool
    bind_short: str
    capital_nouns: bool
    hyphens: str
    left_min: int
    right_min: int
    apostrophe_inside: bool
    dotted_i: bool

    def educate(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Return *spans* with the language's own marks; quotes are matched across spans."""
        given = tuple(spans)
        before, open_quotes = " ", []  # type: str, list[str]
        educated: list[Span] = []
        for number, span in enumerate(given):
            if span.code or not span.text:
                educated.append(span)
            else:
                after = next((other.text[0] for other in given[number + 1 :] if other.text), " ")
                text = self._marks(span.text, before, after, open_quotes)
                educated.append(span if text == span.text else replace(span, text=text))
            before = (before + span.text)[-1:] or before
        return tuple(educated)

    def educate_text(self, text: str) -> str:
        """Return one plain text with the language's own marks."""
        return self.educate((Span(text=text),))[0].text if text else text

    def _marks(self, text: str, before: str, after: str, open_quotes: list[str]) -> str:
        parts: list[str] = []
        at = 0
        for match in _ADDRESS.finditer(text):
            parts += [self._words(text[at : match.start()], before, match[0][0], open_quotes), match[0]]
            before, at = match[0][-1:], match.end()
        parts.append(self._words(text[at:], before, after, open_quotes))
        return "".join(parts)

    def _words(self, text: str, before: str, after: str, open_quotes: list[str]) -> str:
        if not text:
            return text
        if '"' in text or "'" in text:
            text = self._quote(text, before, after, open_quotes)
        if "-" in text:
            text = _YEARS.sub("\\1\u2013\\2", text)
            text = re.sub(r"(?<=\S) ?--- ?(?=\S)", "\u2014", text)
            text = re.sub(r"(?<=\S) (?:--|-) (?=\S)|(?<=\S)--(?=\S)", self.dash, text)
        if "..." in text:
            text = text.replace("...", "\u2026")
        return self._spaces(text, before)

    def _quote(self, text: str, before: str, after: str, open_quotes: list[str]) -> str:
        out: list[str] = []
        for index, char in enumerate(text):
            previous = text[index - 1] if index else before
            following = text[index + 1] if index + 1 < len(text) else after
            if char == '"':
                char = self._double(previous, following, open_quotes)
            elif char == "'":
                char = self._single(previous, following, open_quotes)
            out.append(char)
        return "".join(out)

    def _double(self, previous: str, following: str, open_quotes: list[str]) -> str:
        if '"' in open_quotes and not (_OPENS.search(previous) and not following.isspace()):
            open_quotes.remove('"')
            return self.quotes[1]
        if '"' in open_quotes and following.isspace():
            open_quotes.remove('"')
            return self.quotes[1]
        open_quotes.append('"')
        return self.quotes[0]

    def _single(self, previous: str, following: str, open_quotes: list[str]) -> str:
        opens = _OPENS.search(previous) is not None or previous == '"'
        if opens and following.isalpha():
            open_quotes.append("'")
            return self.quotes[2]
        if "'" in open_quotes and not following.isalnum():
            open_quotes.remove("'")
            return self.quotes[3]
        return "\u2019"

    def _spaces(self, text: str, before: str) -> str:
        if any(char.isdigit() for char in text):
            text = _UNIT.sub(NBSP, text)
            text = _ABBREVIATED.sub(lambda m: m[0][:-1] + NBSP, text)
        text = _INITIAL.sub(rf"\1{NBSP}", text)
        text = text.replace(" \u2026", NBSP + "\u2026")
        if self.bind_short:
            text = re.sub(rf"(?<![\w{NBSP}])([{self.bind_short}]) (?=\S)", rf"\1{NBSP}", text)
        if self.narrow_before:
            text = re.sub(rf"[ {NBSP}{NARROW}]?([{self.narrow_before}]+)(?=[\s{NBSP}»)]|$)", rf"{NARROW}\1", text)
            if before.isspace():
                text = text.removeprefix(NARROW)
        if self.space_before:
            text = re.sub(
                rf"(?:(?<=\w)|^(?=[ {NBSP}{NARROW}]))[ {NBSP}{NARROW}]?([{self.space_before}])(?=\s|$)",
                rf"{NBSP}\1",
                text,
            )
        if self.inside_quotes:
            opening, closing = re.escape(self.quotes[0]), re.escape(self.quotes[1])
            text = re.sub(rf"({opening})[ {NBSP}{NARROW}]?(?=\S)", rf"\1{NARROW}", text)
            text = re.sub(rf"(?<=\S)[ {NBSP}{NARROW}]?({closing})", rf"{NARROW}\1", text)
        return text


@cache
def _tables() -> dict[str, str]:
    """Return the text of each table in ``locales.toml``: of a hundred languages, one or two are read as TOML."""
    text = Path(__file__).with_name("locales.toml").read_text(encoding="utf-8")
    parts = _TABLE.split(text)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def languages() -> tuple[str, ...]:
    """Return the tags that have a table of their own, in alphabetical order."""
    return tuple(sorted(_tables().keys() - {"default"}))


def _values(name: str) -> dict[str, Any]:
    """Return the values of one table, on top of those of the table that it is ``like``."""
    values = tomllib.loads(_tables().get(name, ""))
    like = values.pop("like", "")
    return _values(like) | values if like else values


@cache
def conventions(lang: str) -> Conventions:
    """Return the conventions of a BCP 47 language; an unknown one gets the default marks.

    Example:
        >>> conventions("en").educate_text('"No," they say - "never."')
        '“No,” they say – “never.”'
    """
    values = _values("default")
    parts = lang.split("-")
    for length in range(1, len(parts) + 1):
        values |= _values("-".join(parts[:length]))
    values["quotes"] = tuple(values["quotes"])
    return Conventions(lang=lang, **values)


def capitals(text: str, lang: str) -> str:
    """Return *text* in capitals by the rules of its language: dotted İ in Turkish, no accents in Greek.

    Example:
        >>> capitals("diyarbakır işçi", "tr")
        'DİYARBAKIR İŞÇİ'
    """
    base = lang.split("-")[0]
    if base in ("tr", "az"):
        text = text.replace("i", "İ").replace("ı", "I")
    if base == "el":
        import unicodedata

        bare = "".join(c for c in unicodedata.normalize("NFD", text) if c not in "\u0301\u0300\u0342\u0313\u0314")
        text = unicodedata.normalize("NFC", bare)
    return text.replace("ß", "ẞ" if base == "de" else "ß").upper()
