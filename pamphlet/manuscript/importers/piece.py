"""The pieces a source falls into, before anyone has said what each is for.

A reader of one format (``plain``, ``webpage``, ``markdown_text``, ``word_document``)
returns a :class:`Reading`; ``arrange`` gives each piece its place in the article.
"""

from __future__ import annotations

import re
from enum import Enum
from pathlib import Path

from msgspec import Struct, field

from pamphlet.errors import Finding
from pamphlet.manuscript.importers.report import LeftOut

_LETTERS = r"\w\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff\u200c\u200d"
"""Letters with the marks on them, and the joiners inside words, which no ``\\w`` holds."""
_WORD = re.compile(rf"[{_LETTERS}]+(?:['’.-][{_LETTERS}]+)*")
_UNSPACED = (
    (re.compile("[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"), 2),
    (re.compile("[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff]"), 5),
)
"""Letters of scripts that put no space between words, and how many make about one: of Chinese and Japanese two, of
Thai, Lao, Tibetan, Burmese and Khmer five with their marks."""
STOPS = ".!?…。｡！？．।॥؟۔།။៕።፧։"
"""Marks that end a sentence, in any script."""
STATED = ".。．।॥۔།።։"
"""Those that end a plain statement, as no headline does."""
_CLOSING = " \"'”’»›)]」』）*_"


class Kind(Enum):
    """What a piece is by its markup."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST = "list"
    QUOTE = "quote"
    TABLE = "table"
    CODE = "code"
    PICTURE = "picture"
    RULE = "rule"
    NOTE = "note"


class Role(Enum):
    """What a piece is for, where the source itself says so (a class, a style, a key)."""

    UNKNOWN = "unknown"
    TITLE = "title"
    KICKER = "kicker"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    CAPTION = "caption"
    CREDIT = "credit"


class FoundPicture(Struct, frozen=True, kw_only=True):
    """A picture named by the source: a file beside it, or the bytes it carried inside.

    Attributes:
        name: file name without folders, as the source had it.
        content: a path inside the source's folder, or the picture itself.
    """

    name: str
    content: Path | bytes
    alt: str = ""
    caption: str = ""
    credit: str = ""
    focus: tuple[float, float] | None = None
    mirror: bool = False


class Piece(Struct, frozen=True, kw_only=True):
    """A block of the source.

    Attributes:
        text: its words, without markup.
        markdown: inline Markdown for paragraphs and headings, a whole block for the other kinds.
        source: the lines it came from, numbered as in :class:`LeftOut`.
        level: of a heading as the source had it; 1 is the title's.
        set_off: the whole paragraph stands in italics or bold.
        links: text and address of each link in it.
    """

    kind: Kind = Kind.PARAGRAPH
    text: str
    markdown: str
    source: tuple[tuple[int, str], ...]
    level: int = 2
    role: Role = Role.UNKNOWN
    set_off: bool = False
    links: tuple[tuple[str, str], ...] = ()
    picture: FoundPicture | None = None

    @property
    def line(self) -> int:
        """The line it starts on."""
        return self.source[0][0] if self.source else 0

    @property
    def words(self) -> int:
        """How many words it has."""
        return count_words(self.text)

    def left_out(self, why: str) -> tuple[LeftOut, ...]:
        """Return its lines as left out for the reason *why*."""
        return tuple(LeftOut(line=line, text=text.strip(), why=why) for line, text in self.source if text.strip())


class Reading(Struct, frozen=True, kw_only=True):
    """A source read but not yet arranged.

    Attributes:
        explicit: headings and title are marked as such, so short lines need not be guessed at.
        typed: written for print, not saved from the web: page furniture is looked for only below a menu.
        said: all readable words of the source, where pieces and lines left out can be held against them.
        given: front-matter values that the source states outright, by key.
    """

    pieces: tuple[Piece, ...]
    explicit: bool = False
    typed: bool = False
    said: str = ""
    given: dict[str, object] = field(default_factory=dict)
    photo: FoundPicture | None = None
    left_out: tuple[LeftOut, ...] = ()
    findings: tuple[Finding, ...] = ()


def count_words(text: str) -> int:
    """Count the words of *text*; a compound with hyphen or apostrophe is one, and unspaced letters are counted off.

    Example:
        >>> count_words("well-known words"), count_words("谷の水はそれを飲む人々のもの。")
        (2, 7)
    """
    count = 0
    for letters, in_a_word in _UNSPACED:
        text, found = letters.subn(" ", text)
        count += -(-found // in_a_word)
    return count + sum(1 for _ in _WORD.finditer(text))


def ends_sentence(text: str, marks: str = STOPS) -> bool:
    """Say whether *text* ends with one of *marks*, quotation marks and brackets behind it not counted."""
    return text.rstrip(_CLOSING).endswith(tuple(marks))
