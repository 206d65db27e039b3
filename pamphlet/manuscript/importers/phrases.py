"""What web pages say around an article, in many languages: ``phrases.toml``, asked for one line at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

LONGEST_LABELLED = 25
"""In words, for a label and what belongs to it."""

LONGEST_HOLDING = 10
"""In words, for a line that is told by what it has in it."""

_COUNT = re.compile(r"\A\d{1,5}\s+|\s*[(\[]?\d{1,5}[)\]]?\Z")
_EDGES = " \t\u00a0\u202f.:…!»›>→*|·•–—-\ufe0e\ufe0f\u200e\u200f"
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_BEFORE_FIGURE = re.compile(r"([^\W\d_]+)\s+\d")
_NETWORK_NAMES = (
    "facebook twitter x whatsapp telegram email e-mail mail linkedin reddit pinterest tumblr instagram mastodon "
    "bluesky threads signal messenger pocket rss youtube tiktok flipboard vk viber фейсбук вконтакте одноклассники "
    "فيسبوك تويتر واتساب تلغرام فیسبوک تلگرام فیس‌بوک फेसबुक व्हाट्सएप ट्विटर 微博 微信 "
    "フェイスブック 페이스북 카카오톡 트위터 פייסבוק טוויטר וואטסאפ"
)
NETWORKS = frozenset(_NETWORK_NAMES.split())
"""Where pages are shared, in small letters."""
_WORDS_TOO = frozenset(["e-mail", "threads", "signal", "pocket"])
_SURE_NETWORKS = tuple(
    name for name in sorted(NETWORKS) if (len(name) > 5 or not name.isascii()) and name not in _WORDS_TOO
)
"""Those that no other word begins with."""
_SIGNS = re.compile(r"\A[^\w'\"“”„‘’«»]{1,3}|[^\w'\"“”„‘’«»]{1,2}\Z")
"""Icons and brackets round the words of a button; what stands in quotation marks is said by somebody."""


class _Phrases(NamedTuple):
    """The phrases, with what they tell: whole lines, labels before a colon, openings; words that go together.

    Apart from them stands what tells the line below a picture: labels and signs of a credit, styles of a caption.
    """

    whole: dict[str, str]
    home: frozenset[str]
    label: dict[str, str]
    opens: tuple[tuple[str, str], ...]
    holds: tuple[tuple[str, str], ...]
    name: tuple[str, ...]
    mail: frozenset[str]
    words: tuple[tuple[str, frozenset[str], frozenset[str]], ...]
    credit: frozenset[str]
    sign: frozenset[str]
    style: frozenset[str]


@cache
def _phrases() -> _Phrases:
    import tomllib

    kinds = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))

    def listed(way: str) -> Iterator[tuple[str, str]]:
        for why, ways in kinds.items():
            for phrases in ways.get(way, {}).values():
                yield from ((_folded(phrase), why) for phrase in phrases)

    words = [(why, *pair) for why, ways in kinds.items() for pair in ways.get("words", {}).values()]
    return _Phrases(
        whole={**dict(listed("whole")), **dict(listed("home"))},
        home=frozenset(dict(listed("home"))),
        label=dict(listed("label")),
        opens=tuple(listed("opens")),
        holds=tuple(listed("holds")),
        name=tuple(dict(listed("name"))),
        mail=frozenset(dict(listed("mail"))),
        words=tuple((why, frozenset(first.split()), frozenset(others.split())) for why, first, others in words),
        credit=frozenset(dict(listed("credit"))),
        sign=frozenset(dict(listed("sign"))),
        style=frozenset(dict(listed("style"))),
    )


def _folded(text: str) -> str:
    """Return *text* in small letters; the dot that a Turkish capital keeps is no mark of its own."""
    return text.casefold().replace("\u0307", "")


def why_phrase(text: str) -> str:
    """Return what a line around an article is, by a phrase of some language; the empty string where none tells.

    Example:
        >>> why_phrase("Kommentare (12)"), why_phrase("Lire aussi : la gare ferme"), why_phrase("Kommentare sind frei")
        ('comments', 'link to another page', '')
    """
    plain = _folded(text).replace("’", "'").strip(_EDGES)
    if len(plain.split()) > LONGEST_LABELLED:
        return ""
    phrases = _phrases()
    for bare in (plain, _COUNT.sub("", plain).strip(_EDGES), _SIGNS.sub("", plain)):
        if bare in phrases.whole:
            return phrases.whole[bare]
    label, colon, _ = plain.replace("\uff1a", ":").partition(":")
    # A link's text is a headline; what ends in a full stop is the author's.
    if colon and label.strip(_EDGES) in phrases.label and not text.rstrip().endswith("."):
        return phrases.label[label.strip(_EDGES)]
    for opening, why in phrases.opens:
        if plain.startswith(opening):
            return why
    if len(plain.split()) <= LONGEST_HOLDING:
        for part, why in phrases.holds:
            if part in plain:
                return why
    found = frozenset(_WORD.findall(plain))
    named = frozenset(_BEFORE_FIGURE.findall(plain))
    for why, telling, others in phrases.words:
        networks = {word for word in found if word in NETWORKS or word.startswith(_SURE_NETWORKS)}
        told = found & telling or (len(found) > 1 and networks)
        # How often a page was shared stands behind a verb or a network: the 47 is a bus.
        if told and found <= telling | others | networks and not named & others:
            return why
    return ""


def is_home(text: str) -> bool:
    """Say whether *text* is the name of a site's first page, as the first step of a trail of links is."""
    return _folded(text).strip(_EDGES) in _phrases().home


def why_whole(text: str) -> str:
    """Return what *text* is if it is a phrase that stands for a line by itself; else the empty string."""
    return _phrases().whole.get(_folded(text).strip(_EDGES), "")


def names_cookies(text: str) -> bool:
    """Say whether *text* names the cookies of a browser, in any language that is listed."""
    plain = _folded(text)
    return any(name in plain for name in _phrases().name)


def is_mail_head(text: str) -> bool:
    """Say whether *text* has the label of a line at the head of a mail before a colon."""
    label, colon, _ = _folded(text).replace("\uff1a", ":").partition(":")
    return bool(colon) and label.strip(" *_") in _phrases().mail


def names_network(text: str) -> bool:
    """Say whether a word of *text* is the name of a network where pages are shared, with or without an ending."""
    return any(word.startswith(_SURE_NETWORKS) for word in _WORD.findall(_folded(text)))


def credit_labels() -> frozenset[str]:
    """Return the words that stand before a colon or "by" and whose picture it is."""
    return _phrases().credit


def credit_signs() -> frozenset[str]:
    """Return the words and signs that a name follows at once."""
    return _phrases().sign


def is_caption_style(name: str) -> bool:
    """Say whether *name*, or the id that a word processor makes of it, is that of the style for captions.

    Example:
        >>> is_caption_style("Caption"), is_caption_style("Lgende"), is_caption_style("Heading 1")
        (True, True, False)
    """
    plain = name.casefold()
    return any(plain in (style, style.encode("ascii", "ignore").decode()) for style in _phrases().style)
