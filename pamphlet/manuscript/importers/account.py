"""The last check of an import: each word of the source is in the article, or is listed as left out."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from msgspec.structs import replace

from pamphlet.errors import Finding, Place, Severity
from pamphlet.manuscript.importers.arrange import Arranged
from pamphlet.manuscript.importers.report import LeftOut

_UNSPACED = r"\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
"""A word, or a letter of Chinese or Japanese: their lines are joined without a space."""


def account(article: Arranged, said: str, source: Path) -> Arranged:
    """List the words of *said* that are neither in *article* nor left out, with a finding.

    The readers are written so that there are none; a page whose tags are broken may still have some.
    """
    missing = _tokens(said) - _tokens(_text(article))
    if not missing:
        return article
    words = [word for word in _TOKEN.findall(said) if _take(missing, word)]
    message = f"{len(words)} words of the source found no place in the article: {' '.join(words[:8])}"
    finding = Finding(
        severity=Severity.WARNING,
        code="words-unplaced",
        message=message,
        place=Place(file=str(source)),
        hint="compare article.md with the source, or import it as plain text",
    )
    lost = LeftOut(line=0, text=" ".join(words), why="found no place in the article")
    return replace(article, left_out=(*article.left_out, lost), findings=(*article.findings, finding))


def _tokens(text: str) -> Counter[str]:
    return Counter(_TOKEN.findall(text))


def _take(missing: Counter[str], word: str) -> bool:
    if not missing[word]:
        return False
    missing[word] -= 1
    return True


def _text(article: Arranged) -> str:
    photo, bulletin = article.photo, article.bulletin
    parts = [article.title, article.kicker, article.standfirst, *article.slogans, article.imprint, article.contact]
    parts += [bulletin.label, bulletin.title, bulletin.url]
    pictures = [photo, *(piece.picture for piece in article.body)]
    for picture in pictures:
        parts += [picture.alt, picture.caption, picture.credit] if picture else []
    parts += [piece.text for piece in article.body if piece.picture is None]
    parts += [entry.text for entry in article.left_out]
    return " ".join(parts)
