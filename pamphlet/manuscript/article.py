"""What is said: the frozen article that every edition is made from.

Everything here is content in reading order, without a thought of type, colour
or place. ``manuscript.folder.read_leaflet`` makes it; ``layout`` reads it.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct, field

HARD_BREAK = "\u2028"
"""A line that the author ended by hand stands in a span's text as LINE SEPARATOR."""


class Span(Struct, frozen=True, kw_only=True):
    """A stretch of text in one style. Text is typographic Unicode as the author wrote it."""

    text: str
    emphasis: bool = False
    strong: bool = False
    code: bool = False
    small_caps: bool = False
    superscript: bool = False
    subscript: bool = False
    link: str = ""
    note: str = ""
    """The label of the footnote that this span refers to; its text is then empty."""


class Paragraph(Struct, frozen=True, kw_only=True):
    """A paragraph of running text."""

    spans: tuple[Span, ...]
    line: int = 0


class Heading(Struct, frozen=True, kw_only=True):
    """A heading inside the body; level 2 is the first below the title."""

    spans: tuple[Span, ...]
    level: int = 2
    line: int = 0


class ListBlock(Struct, frozen=True, kw_only=True):
    """A list; each item is a tuple of blocks, so lists nest."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1
    line: int = 0


class Quote(Struct, frozen=True, kw_only=True):
    """A block quote: a quotation, or a pull quote where the author says ``{.pull}``."""

    blocks: tuple[Block, ...]
    pull: bool = False
    line: int = 0


class Table(Struct, frozen=True, kw_only=True):
    """A table: rows of cells of spans; ``align`` is left, right or center for each column."""

    rows: tuple[tuple[tuple[Span, ...], ...], ...]
    header_rows: int = 0
    align: tuple[str, ...] = ()
    line: int = 0


class Picture(Struct, frozen=True, kw_only=True):
    """A picture: the cover photo, or an image that stands in the body.

    Attributes:
        path: inside the leaflet's folder, and relative where the folder is.
        focus: the point that must stay in view, as fractions of width and height from the top left.
        width: the share of the measure that a picture in the body takes; text runs beside one below 1.0.
        at_end: whether it then stands at the end of the lines, on the right in text that reads to the right.
        mirror: whether it may be turned left to right in an edition that reads from right to left: no face, writing,
            map or other thing in it has a true and a false side.
    """

    path: Path
    alt: str = ""
    caption: str = ""
    credit: str = ""
    focus: tuple[float, float] = (0.5, 0.5)
    width: float = 1.0
    at_end: bool = False
    mirror: bool = False
    line: int = 0


class ThematicBreak(Struct, frozen=True, kw_only=True):
    """A rule between two parts of the body."""

    line: int = 0


Block = Paragraph | Heading | ListBlock | Quote | Table | Picture | ThematicBreak


class Note(Struct, frozen=True, kw_only=True):
    """A footnote, called from the body by its label; ``number`` counts in order of reference."""

    label: str
    number: int
    blocks: tuple[Block, ...]


class Bulletin(Struct, frozen=True, kw_only=True):
    """What the back page points readers to."""

    label: str = ""
    title: str = ""
    url: str = ""


class Article(Struct, frozen=True, kw_only=True):
    """One edition's words and pictures, in one language.

    Attributes:
        source: the Markdown file it was read from.
        lang: BCP 47 tag, as in ``en`` or ``pt-BR``.
        date: as the author wrote it in the front matter, ISO 8601, or empty.
        draft_note: why this edition is not final (a translation to review), or empty.
        title, kicker, standfirst, slogans, imprint, contact: plain text; a newline is a hard break.
    """

    source: Path
    lang: str
    title: str
    kicker: str = ""
    standfirst: str = ""
    slogans: tuple[str, ...] = ()
    photo: Picture | None = None
    bulletin: Bulletin = field(default_factory=Bulletin)
    imprint: str = ""
    contact: str = ""
    date: str = ""
    author: str = ""
    draft_note: str = ""
    body: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()
