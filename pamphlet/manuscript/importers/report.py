"""What an import took from its source and, line by line, what it left behind."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct, field

from pamphlet.errors import Finding
from pamphlet.manuscript.article import Bulletin, Picture


class LeftOut(Struct, frozen=True, kw_only=True):
    """One stretch of the source that is not in the article as it stood, and why.

    Attributes:
        line: line of the source, counted from 1; the paragraph's number in a .docx; 0 for properties of the file.
        text: the words as they stood.
        why: lower case, without a full stop. Where the words went somewhere else (a by-line into ``author``
            and ``date``) it says so.
    """

    line: int
    text: str
    why: str


class Taken(Struct, frozen=True, kw_only=True):
    """What was taken from a source, and what is told of it.

    Attributes:
        credits: picture credits found in the text, as written.
        date: ISO 8601, or empty.
        left_out: in the source's order.
    """

    title: str
    kicker: str = ""
    standfirst: str = ""
    slogans: tuple[str, ...] = ()
    bulletin: Bulletin = field(default_factory=Bulletin)
    lang: str = "en"
    date: str = ""
    author: str = ""
    credits: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    findings: tuple[Finding, ...] = ()


class ImportReport(Taken, frozen=True, kw_only=True):
    """What was made of a source.

    Attributes:
        folder: the leaflet folder that was written.
        pictures: names of all picture files copied, the cover photo first.
        body_words: words in the Markdown body, headings and notes included.
        files: every file written, ``article.md`` first.
    """

    source: Path
    folder: Path
    photo: Picture | None = None
    pictures: tuple[str, ...] = ()
    body_words: int = 0
    files: tuple[Path, ...] = ()
