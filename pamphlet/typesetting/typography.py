"""What an author types becomes what the readers of his language expect.

Straight quotes, two hyphens, three dots, plain spaces before units: each becomes what the
table of languages says. What is typographic already stays, and so do code and addresses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from pamphlet.manuscript.article import Span
from pamphlet.typesetting.locale import Conventions
from pamphlet.typesetting.quoting import quote
from pamphlet.typesetting.spanned import Spanned

NBSP, NARROW = "\u00a0", "\u202f"
_ANY_SPACE = f"[ {NBSP}{NARROW}]"
_UNITS = (
    "[%‰°€£¥₴₽₹$]|°[CF]|zł|Kč|kr|kg|mg|g|t|km|cm|mm|m|km²|m²|m³|km/h|[kMGT]?Wh?|[kMG]?Hz|[kMGT]B|ha|h|min|ml|l|cl|pt|ppi|"
    "кг|г|км|см|мм|м|грн|руб|тыс|млн|млрд|τ|χλμ|mln|mld|mrd|Mio|Mrd|bn"
)
"""Signs and symbols that stand behind a figure, in whatever language."""
_CLOSING = "!?;:,.।॥۔؟،؛։።፤፥፦።។៕៖၊။།ฯ"
"""Marks that never begin a line, though an author may set a space before them: ``है ।``."""
_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003fffd」』）》〉】"
_FULL_WIDTH = MappingProxyType({"zh": "，。；：！？", "yue": "，。；：！？", "ja": "、。；：！？"})
"""What ``,.;:!?`` become after a letter of full width (clreq, 3.1; jlreq, 3.1)."""
_START = "(?:(?<=\u2028)|\\A)"
"""Where a paragraph or a line of the author's begins."""
_TELEPHONE = (
    r"(?<![\w.,+])(?<!\d )(?:\+ ?\(?\d|\(0?\d{1,5}\)|0\d)(?:[ ()./-]{0,2}\d)+(?![\w%])"
    r"|(?<![\w.,+-])\d{1,4}(?: \d{1,4})+-\d[\d-]*(?![\w%]| \d)"
)
"""A number with a country's prefix, an area in brackets or with 0 before it, or groups with a space and a hyphen."""
_LEAST_TELEPHONE = 6
"""Digits: with fewer, ``+5 000`` is a gain and ``(1) 200`` an item of a list."""
_TOKEN = re.compile(r"\S+")
_LATIN = re.compile("[A-Za-z]")
_BEHIND_LATIN = "\u0250"
_ASCII_DIGITS = "0123456789"


class _Step(NamedTuple):
    """A rule of typography: tried, and compiled, where the text holds one of the characters that it *needs*."""

    needs: str
    pattern: str
    replacement: str | Callable[[re.Match[str]], str]


def educate(spans: Iterable[Span], habits: Conventions) -> tuple[Span, ...]:
    """Return *spans* with the marks, spaces and digits of a language; rules see across the ends of spans."""
    given = tuple(spans)
    paragraph = Spanned(given)
    paragraph.text = quote(paragraph.text, habits)
    for needs, pattern, replacement in _steps(habits):
        if any(char in paragraph.text for char in needs):
            paragraph.sub(re.compile(pattern), replacement)
    if habits.digits:
        paragraph.text = own_digits(paragraph.text, habits)
    return paragraph.spans()


def educate_text(text: str, habits: Conventions) -> str:
    """Return one plain text with the marks, spaces and digits of a language.

    Example:
        >>> from pamphlet.typesetting.locale import conventions
        >>> educate_text('"No," they say - "never."', conventions("en"))
        '“No,” they say – “never.”'
    """
    return educate((Span(text=text),), habits)[0].text


def own_digits(text: str, habits: Conventions) -> str:
    """Return *text* with the digits of the language, but for figures that stand with Latin letters (A4, COVID-19).

    A paragraph that is all Latin, as a name or an address, keeps its own.
    """
    letters = [char for char in text if char.isalpha()]
    if letters and all(char < _BEHIND_LATIN or "\u1e00" <= char <= "\u1eff" for char in letters):
        return text
    digits = str.maketrans(_ASCII_DIGITS, habits.digits)
    return _TOKEN.sub(lambda token: token[0] if _LATIN.search(token[0]) else token[0].translate(digits), text)


@cache
def _steps(habits: Conventions) -> tuple[_Step, ...]:
    return (*_dashes(habits), *_bonds(habits), *_french_spaces(habits), *_full_width(habits))


def _full_width(habits: Conventions) -> Iterable[_Step]:
    """Yield what gives marks of half width that follow a Chinese or Japanese letter their full width.

    Marks that are of full width have their white in them: a space beside one is taken out.
    """
    wide = _FULL_WIDTH.get(habits.lang.split("-")[0])
    if wide:
        yield _Step("％‰", r"(?<=\d) +(?=[％‰])", "")
        yield _Step("〜～", r"(?<=\S) *([〜～]) *(?=\S)", r"\1")
        for narrow, mark in zip(",.;:!?", wide, strict=True):
            yield _Step(narrow, rf"(?<=[{_IDEOGRAPHS}]){re.escape(narrow)}(?: +|(?=[{_IDEOGRAPHS}\s])|\Z)", mark)


def _dashes(habits: Conventions) -> Iterable[_Step]:
    yield _Step(".", r"\.\.\.", habits.ellipsis)
    yield _Step("…", r"(?<=[^\s–—]) …", f"{NBSP}…")
    if habits.dialogue:
        yield _Step("-", rf"{_START}---?\s*(?=[^\W\d_]|[¿¡«“„…])", habits.dialogue)
    if habits.dialogue.endswith(NBSP):
        yield _Step("–—", rf"{_START}([–—]) ", rf"\1{NBSP}")
    yield _Step("-", r"(?<=\d)--(?=\d)", "–")
    yield _Step("-", r"(?<=\S) ?--- ?(?=\S)", habits.dash if "—" in habits.dash else "—")
    yield _Step("-", r"(?<=\S) (?:--|-) (?=\S)|(?<=\S)--(?=\S)", habits.dash)
    yield _Step("-", r"(?<![\w.,/+-])(?<!\d\) )([1-9]\d{0,3})-([1-9]\d{0,3})(?![\w/-]|[.,]\d)", _range)
    if habits.dash.startswith(NBSP):
        yield _Step("–—", r"(?<=\S) (?=[–—](?:\s|\Z))", NBSP)


def _range(match: re.Match[str]) -> str:
    """Join the ends of a range with a dash: years, and short figures of which the second is greater.

    A hyphen stays in what is no range: 2019-12 may be a month, 9-11 a day, 555-1234 a telephone.
    """
    first, second = match[1], match[2]
    year = 1500 <= int(first) < 2100
    if len(second) == 4:
        is_range = year and int(first) < int(second) < 2100
    elif len(first) == 4:
        is_range = year and len(second) == 2 and int(second) > max(12, int(first[2:]))
    else:
        is_range = int(first) < int(second)
    return f"{first}–{second}" if is_range else match[0]


def _telephone(match: re.Match[str]) -> str:
    """Keep a telephone number on one line, in the groups that it was typed in: they are no thousands."""
    number = match[0]
    return number.replace(" ", NBSP) if sum(map(str.isdigit, number)) >= _LEAST_TELEPHONE else number


def _bonds(habits: Conventions) -> Iterable[_Step]:
    """Yield what keeps together what belongs together."""
    yield _Step("।॥", r"(?<=\S) (?=[।॥])", NARROW)
    yield _Step(_CLOSING + ")]}", rf"(?<=\S) (?=[{_CLOSING})\]}}]+(?:\s|\Z))", NBSP)
    yield _Step("ๆໆៗ", r"(?<=\S) (?=[ๆໆៗ])", NBSP)
    yield _Step("([{", r"(?<=[(\[{]) (?=\S)", NBSP)
    digits = _ASCII_DIGITS
    if habits.percent:
        yield _Step("%‰", r"(?<=\d) ?(?=[%‰](?!\w))", habits.percent)
    units = "|".join(filter(None, (_UNITS, _alternatives(habits.after_number))))
    yield _Step(digits, rf"(?<=\d) (?=(?:{units})(?![^\W\d_]|['’]))", NBSP)
    yield _Step(digits, r"(?:(?<=[€£¥₴₽₹$№§¶])|(?<=\b(?:EUR|USD|CHF|GBP))) (?=\d)", NBSP)
    yield _Step(f"{digits}+(", _TELEPHONE, _telephone)
    yield _Step(digits, r"(?<![\d.,])\d{1,3}(?: \d{3})+(?![\d.,]*\d)", lambda match: match[0].replace(" ", NARROW))
    if habits.before_number:
        words = _alternatives(habits.before_number)
        yield _Step(f"{digits}VXLCI", rf"(?<!\w)((?:{words})\.?) (?=\d|[VXLC]\b|[IVXLC]{{2,}}\b)", rf"\1{NBSP}")
    if habits.ordinal_dot:
        yield _Step(digits, r"(?<![\w.,])(\d{1,2}\.) (?=[^\W\d_])", rf"\1{NBSP}")
    # An initial and a name; z. B., т. е., p. ej.
    yield _Step(".", r"(?<![\w.])([^\W\d_]\.) (?=[^\W\d_]{1,2}\.)", rf"\1{NBSP}")
    yield _Step(".", r"(?<![\w.])([^\W\d_a-z]\.) (?=[^\W\d_a-z][^\W\d_])", rf"\1{NBSP}")
    if habits.bind_short:
        yield _Step(" ", rf"(?<![\w'’-])([{habits.bind_short}]) (?=\S)", rf"\1{NBSP}")


def _french_spaces(habits: Conventions) -> Iterable[_Step]:
    """Yield the spaces before tall marks and inside guillemets."""
    if marks := habits.narrow_before:
        yield _Step(marks, rf"(?<=[^\s(\[«“‹¡¿{marks}]){_ANY_SPACE}?([{marks}]+)(?!\w)", rf"{NARROW}\1")
    if marks := habits.space_before:
        yield _Step(marks, rf"(?<=[\w»”’)\]%]){_ANY_SPACE}?([{marks}])(?=\s|\Z)", rf"{NBSP}\1")
    if space := habits.quote_space:
        opening, closing = habits.quotes[:2]
        yield _Step(opening, rf"{opening}{_ANY_SPACE}?(?=\S)", f"{opening}{space}")
        yield _Step(closing, rf"(?<=\S){_ANY_SPACE}?{closing}", f"{space}{closing}")


def _alternatives(words: str) -> str:
    return "|".join(re.escape(word) for word in words.split())
