"""Small sheets set by hand, one word after the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from pamphlet.ink.palette import BLACK, PAPER, REGISTRATION, Ink
from pamphlet.layout.placed import Element, Item, PlacedLine
from pamphlet.pdf.fonts import FontShelf
from pamphlet.pdf.metadata import Metadata
from pamphlet.pdf.writer import Resources, write_pdf
from pamphlet.sheet.side import Marked, Sheet, Side, SidePanel, SlugLine, Stroke
from pamphlet.typesetting.face import Face, Shaped
from pamphlet.typesetting.line import Ending, Line, Run
from pamphlet.units import Rect, Size

FONTS = Path(__file__).parents[2] / "fonts"
PALETTE = {"black": BLACK, "paper": PAPER, "registration": REGISTRATION, "red": Ink(0.0, 0.9, 0.8, 0.0)}
MEDIA = Size(400.0, 300.0)
PAPER_RECT = Rect(0.0, 0.0, 400.0, 300.0)
BLEED = Rect(20.0, 20.0, 360.0, 260.0)
TRIM = Rect(28.5, 28.5, 343.0, 243.0)


class Setter:
    """Sets lines and sheets without the breaker, the layout or the imposition."""

    def __init__(self) -> None:
        self.roman = Face(FONTS / "Vollkorn_400Regular.ttf")
        self.bold = Face(FONTS / "Vollkorn_700Bold.ttf")
        self.wide_em = Face(FONTS / "Anton_400Regular.ttf")
        self.shelf = FontShelf()

    def line(self, text: str, **fields: object) -> Line:
        """Return *text* as a line of one run; see :meth:`run` for the fields."""
        ending = fields.pop("ending", Ending.END)
        assert isinstance(ending, Ending)
        run, width = self.run(text, hyphen=ending is Ending.HYPHEN, **fields)  # type: ignore[arg-type]
        return Line(runs=(run,), width=width, text=text, ending=ending)

    def run(
        self,
        text: str,
        *,
        face: Face | None = None,
        size: float = 10.0,
        ink: str = "black",
        start: float = 0.0,
        space: float = 0.25,
        rise: float = 0.0,
        scale: float = 1.0,
        tracking: float = 0.0,
        link: str = "",
        hyphen: bool = False,
    ) -> tuple[Run, float]:
        """Return *text* as a run from *start*, and where it ends."""
        face = face or self.roman
        words: list[tuple[float, Shaped]] = []
        x = start
        for at, word in enumerate(text.split(" ")):
            if at:
                words.append((x, face.shape(" ")))
                x += space * size
            shaped = face.shape(word)
            words.append((x, shaped))
            x += (shaped.width * size + tracking * len(shaped.glyphs)) * scale
        if hyphen:
            shaped = Shaped(face, "\u00ad", face.shape("-").glyphs)
            words.append((x, shaped))
            x += shaped.width * size * scale
        run = Run(
            face=face, size=size, ink=ink, words=tuple(words), rise=rise, scale=scale, tracking=tracking, link=link
        )
        return run, x

    def side(
        self,
        *items: Item,
        panels: tuple[SidePanel, ...] = (),
        strokes: tuple[Stroke, ...] = (),
        slug: tuple[SlugLine, ...] = (),
    ) -> Side:
        """Return a side with *items* in one panel as large as the paper, and further *panels*."""
        whole = SidePanel(name="all", rect=PAPER_RECT, items=items, clip=BLEED)
        return Side(
            media=MEDIA,
            bleed=BLEED,
            trim=TRIM,
            panels=(*((whole,) if items else ()), *panels),
            marks=Marked(strokes=strokes, slug=slug),
        )

    def panel(self, *items: Item, rect: Rect, turned: bool = False) -> SidePanel:
        """Return a panel at *rect* that clips at its edges; *items* are in its own coordinates."""
        own = Rect(0, 0, rect.width, rect.height)
        return SidePanel(name="panel", rect=rect, items=items, clip=own, turned=turned)

    def lines(self, *lines: Line, x: float = 40.0, y: float = 60.0, leading: float = 13.0) -> list[PlacedLine]:
        """Place *lines* one below the other, all of element 0."""
        return [PlacedLine(x=x, y=y + at * leading, line=line, element=0) for at, line in enumerate(lines)]

    def sheet(self, *sides: Side, duplex: str = "short") -> Sheet:
        """Return a sheet of *sides*."""
        return Sheet(sides=sides, elements=(Element(kind="P"),), duplex=duplex)

    def resources(self, **fields: object) -> Resources:
        """Return palette and shelf, with no pictures unless given."""
        given = {"palette": PALETTE, "pictures": {}, "shelf": self.shelf, **fields}
        return Resources(**given)  # type: ignore[arg-type]

    def pdf(self, *sides: Side, **options: object) -> bytes:
        """Return the PDF of *sides*."""
        metadata = Metadata(title="A leaflet", lang="en")
        return write_pdf(self.sheet(*sides), metadata, self.resources(), **options)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def setter() -> Setter:
    return Setter()
