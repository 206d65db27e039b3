"""Pamphlet as the bench meets it: with the names that every peer has (see ``benchmarks.peers``).

``command`` is the command line that a user types; ``Press`` is the line of
editions in one process; ``column`` sets plain text through the typesetting room
and nothing else.
"""

from __future__ import annotations

import compileall
import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.clock import ROOT
from benchmarks.corpus import Story
from pamphlet.units import Rect, Size, mm

if TYPE_CHECKING:
    from pamphlet.layout.placed import PlacedLine
    from pamphlet.typesetting.line import Line

PACKAGE = "pamphlet-press"

MARGIN = mm(10)
PAGE_HEIGHT = mm(297)
LEADING_EM = 1.3

SETTINGS = 'formats = ["print"]\nfold = "trifold-roll"\npaper = "A4"\n'


def prepare(folder: Path, story: Story, photo: Path) -> None:
    """Write the leaflet folder; compile the package as pip does when it installs one, and did with the peers."""
    compileall.compile_dir(ROOT / "pamphlet", quiet=1)
    shutil.copyfile(photo, folder / "photo.jpg")
    (folder / "leaflet.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "article.md").write_text(_article(story), encoding="utf-8")


def command(folder: Path) -> list[str]:
    """Return the command that makes the leaflet, to be run in *folder*."""
    return [sys.executable, "-m", "pamphlet", "build", str(folder), "--format", "print", "-o", str(folder)]


class Press:
    """One process that makes edition after edition, as ``pamphlet batch`` does.

    Fonts, photo, patterns and the latest paragraphs are kept between them, and rings are seldom looked for.
    """

    def __init__(self, folder: Path) -> None:
        from pamphlet.cli.main import collect_seldom
        from pamphlet.editions.workshop import Workshop

        collect_seldom()
        self.folder = folder
        self.workshop = Workshop()

    def make(self, story: Story, out: Path) -> None:
        """Make one edition from the article as a user would have saved it, in a folder beside *out*.

        Raises:
            RuntimeError: the edition was not made; the message is its first error.
        """
        from pamphlet.editions.edition import make_edition
        from pamphlet.manuscript.folder import read_leaflet

        (self.folder / "article.md").write_text(_article(story), encoding="utf-8")
        leaflet, _ = read_leaflet(self.folder)
        edition = make_edition(leaflet, "en", "print", self.workshop, out=out.parent / "editions")
        if not edition.written:
            raise RuntimeError("; ".join(f"{finding.code}: {finding.message}" for finding in edition.findings))


def column(
    paragraphs: Sequence[str], width: float, size: float, out: Path, font: Path | None = None, *, lang: str = "en"
) -> None:
    """Set plain paragraphs in one justified column, the first flush and the others indented by an em.

    Args:
        paragraphs: plain text.
        width: of the column, in millimetres.
        size: of the type, in points.
        out: the PDF to write.
        font: the font file; Liberation Serif, as the peers have it, when left out.
        lang: BCP 47 language of the text.
    """
    from pamphlet.ink.palette import BLACK, PAPER, REGISTRATION
    from pamphlet.pdf.fonts import FontShelf
    from pamphlet.pdf.metadata import Metadata
    from pamphlet.pdf.writer import Resources, write_pdf
    from pamphlet.sheet.side import Sheet, Side, SidePanel

    page = Size(mm(width) + 2 * MARGIN, PAGE_HEIGHT)
    whole = Rect(0.0, 0.0, page.width, page.height)
    sides = tuple(
        Side(
            media=page,
            bleed=whole,
            trim=whole,
            panels=(SidePanel(name="column", rect=whole, items=tuple(items), clip=whole),),
        )
        for items in _pages(_galley(paragraphs, mm(width), size, font or LIBERATION, lang), size)
    )
    palette = {"black": BLACK, "paper": PAPER, "registration": REGISTRATION}
    resources = Resources(palette=palette, pictures={}, shelf=FontShelf())
    sheet = Sheet(sides=sides, elements=())
    out.write_bytes(write_pdf(sheet, Metadata(title=out.stem, lang=lang), resources))


LIBERATION = Path("/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf")
"""The face of the comparison, where Debian's fonts-liberation2 puts it."""


def _galley(
    paragraphs: Sequence[str], measure: float, size: float, font: Path, lang: str = "en"
) -> Iterator[Sequence[Line]]:
    """Yield the lines of each paragraph."""
    from pamphlet.manuscript.article import Span
    from pamphlet.typesetting.galley import Typesetter
    from pamphlet.typesetting.hyphenation import Hyphenator
    from pamphlet.typesetting.library import FontLibrary
    from pamphlet.typesetting.locale import conventions
    from pamphlet.typesetting.style import Align, Family, Style

    typesetter = Typesetter(FontLibrary([font.parent]), Hyphenator(), conventions(lang))
    family = Family(regular=font.stem)
    style = Style(family=family, size=size, leading=LEADING_EM * size, align=Align.JUSTIFY)
    for number, paragraph in enumerate(paragraphs):
        indent = size if number else 0.0
        prepared = typesetter.prepare((Span(text=paragraph),), style)
        yield typesetter.set_lines(prepared, style, (measure - indent, measure), (indent, 0.0))


def _pages(galley: Iterator[Sequence[Line]], size: float) -> Iterator[tuple[PlacedLine, ...]]:
    """Yield the lines of page after page; a lone first or last line takes a neighbour along."""
    from pamphlet.layout.placed import PlacedLine

    leading = LEADING_EM * size
    rows = int((PAGE_HEIGHT - 2 * MARGIN) / leading)
    page: list[PlacedLine] = []
    for lines in galley:
        for number, line in enumerate(lines):
            left, room = len(lines) - number, rows - len(page)
            orphan = number == 0 and left > 1 and room < (3 if left == 3 else 2)
            widow = left == 2 and number > 0 and room == 1
            if room < 1 or orphan or widow:
                yield tuple(page)
                page = []
            page.append(PlacedLine(x=MARGIN, y=MARGIN + (len(page) + 1) * leading, line=line))
    if page:
        yield tuple(page)


def _article(story: Story) -> str:
    """Return the story as an article file; JSON strings are YAML strings."""
    label, _, title = story.reference.partition(": ")
    say = json.dumps
    front = [
        f"title: {say(story.title)}",
        f"kicker: {say(story.kicker)}",
        f"standfirst: {say(story.standfirst)}",
        f"slogans: {say(list(story.slogans))}",
        f"photo: {say({'file': 'photo.jpg', 'alt': 'The photo of the cover.'})}",
        f"bulletin: {say({'label': label, 'title': title, 'url': story.url})}",
        "lang: en",
    ]
    body = [f"## {text}" if heading else text for heading, text in story.body]
    return "\n".join(["---", *front, "---", ""]) + "\n" + "\n\n".join(body) + "\n"
