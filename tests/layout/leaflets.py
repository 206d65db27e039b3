"""Articles of any length made from our own prose, laid out, and read back from what was placed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from pamphlet.editions.formats import space_of
from pamphlet.editions.workshop import Workshop
from pamphlet.layout.handout import lay_out_pages
from pamphlet.layout.leaflet import lay_out_fold
from pamphlet.layout.placed import Layout, Panel, PlacedLine
from pamphlet.layout.result import Result
from pamphlet.manuscript.article import Article, Block, Bulletin, Heading, Paragraph, Picture, Span
from pamphlet.manuscript.text import plain
from pamphlet.sheet.folds import FOLD_SCHEMES
from pamphlet.sheet.papers import paper_size
from pamphlet.sheet.plan import FoldPlan, fold_plan
from pamphlet.typesetting.face import Shaped
from pamphlet.typesetting.line import Ending, Line, Run

DATA = Path(__file__).resolve().parent.parent / "data"
NOWHERE = Path("nowhere")
FOLDS = tuple(scheme.name for scheme in FOLD_SCHEMES)
PAPERS = ("A4", "Letter")
THEMES = ("broadside", "bulletin")
LENGTHS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)


@dataclass(frozen=True)
class Studio:
    """A workshop, a photo, and what was laid out before: most tests look at the same few leaflets."""

    workshop: Workshop
    photo: Path
    done: dict[tuple[object, ...], Result] = field(default_factory=dict)

    def article(self, length: float = 1.0, **changes: object) -> Article:
        return replace(leaflet(length, self.photo), **changes)  # type: ignore[arg-type]

    def fold(self, article: Article, fold: str = "trifold-roll", paper: str = "A4", theme: str = "broadside") -> Result:
        key = ("fold", article, fold, paper, theme)
        if key not in self.done:
            self.done[key] = self.fold_again(article, fold, paper, theme)
        return self.done[key]

    def fold_again(
        self, article: Article, fold: str, paper: str, theme: str = "broadside", *, draft: bool = False
    ) -> Result:
        space = space_of(plan_of(fold, paper))
        typesetter = self.workshop.typesetter(NOWHERE, article.lang)
        return lay_out_fold(
            article, self.workshop.theme(theme, {}), space, typesetter, self.workshop.codes, draft=draft
        )

    def handout(self, article: Article, paper: str = "A4", theme: str = "broadside", *, draft: bool = False) -> Result:
        key = ("handout", article, paper, theme, draft)
        if key not in self.done:
            size = paper_size(paper)
            typesetter = self.workshop.typesetter(NOWHERE, article.lang)
            self.done[key] = lay_out_pages(
                article,
                self.workshop.theme(theme, {}),
                (size.width, size.height),
                typesetter,
                self.workshop.codes,
                draft=draft,
            )
        return self.done[key]


@cache
def plan_of(fold: str, paper: str) -> FoldPlan:
    return fold_plan(fold, paper_size(paper), 130)


@cache
def leaflet(length: float, photo: Path, lang: str = "en") -> Article:
    """Return an article *length* times as long as the prose, cut or repeated at whole sentences."""
    return Article(
        source=NOWHERE,
        lang=lang,
        title="Fold it twice! Hand it on!",
        kicker="Paper, ink and patience",
        standfirst="A sheet of paper is the cheapest newspaper there is. Here is how to make it well, and why.",
        slogans=("Read it, fold it, pass it on!", "No tower, no licence, no cable!"),
        photo=Picture(path=photo, alt="a pile of sheets", caption="Sheets before folding.", credit="Drawing: ours"),
        bulletin=Bulletin(label="For more, read", title="Printing Notes (1)", url="https://example.org/notes-1"),
        imprint="Printed for a test.",
        contact="press@example.org",
        body=tuple(cut(prose(lang), length)),
    )


@cache
def prose(lang: str = "en") -> tuple[Block, ...]:
    text = (DATA / {"en": "english.txt", "es": "spanish.txt"}[lang]).read_text(encoding="utf-8")
    return tuple(map(block, text.split("\n\n")))


def block(text: str) -> Block:
    spans = (Span(text=" ".join(text.removeprefix("## ").split())),)
    return Heading(spans=spans) if text.startswith("## ") else Paragraph(spans=spans)


def paragraph(text: str) -> Paragraph:
    return Paragraph(spans=(Span(text=text),))


def cut(blocks: Sequence[Block], length: float) -> list[Block]:
    """Return *blocks*, from the start and again from the start, until they are *length* times as long."""
    wanted = length * sum(map(count, blocks))
    made: list[Block] = []
    while wanted > 0:
        for each in blocks:
            if isinstance(each, Heading):
                if wanted > 40:
                    made.append(each)
                    wanted -= count(each)
                continue
            kept: list[str] = []
            for sentence in re.split(r"(?<=[.!?]) ", text_of(each)):
                if wanted > 0:
                    kept.append(sentence)
                    wanted -= len(sentence.split())
            if kept:
                made.append(paragraph(" ".join(kept)))
    return made


def text_of(block: Block) -> str:
    assert isinstance(block, Paragraph | Heading)
    return plain(block.spans)


def count(block: Block) -> int:
    return len(text_of(block).split())


# Reading back


def layout_of(result: Result) -> Layout:
    assert result.layout is not None, result.overset
    return result.layout


def lines(layout: Layout, *roles: str) -> Iterator[tuple[Panel, PlacedLine]]:
    for panel in layout.panels:
        if not roles or panel.role in roles:
            yield from ((panel, item) for item in panel.items if isinstance(item, PlacedLine))


def size_of(line: Line) -> float:
    return max(run.size for run in line.runs)


def text_lines(result: Result) -> Iterator[tuple[Panel, PlacedLine]]:
    """Yield the running text: lines of body size in the body's panels or a handout's columns."""
    layout = layout_of(result)
    assert result.grid is not None
    for panel, item in lines(layout, "body", "page"):
        running = item.element >= 0 and layout.elements[item.element].kind in ("P", "LI", "BlockQuote")
        if running and abs(size_of(item.line) - result.grid.size) < 0.01 and not layout.elements[item.element].repeat:
            yield panel, item


def read(items: Iterable[PlacedLine]) -> list[str]:
    text = (item.line.text + (" " if item.line.ending in (Ending.SPACE, Ending.END) else "") for item in items)
    return "".join(text).split()


def words_placed(layout: Layout) -> list[str]:
    """Return the words of all panels that are not there a second time."""
    shown = (item for _, item in lines(layout) if item.element >= 0 and not layout.elements[item.element].repeat)
    return read(shown)


def glyph_edges(item: PlacedLine) -> tuple[float, float]:
    """Return where the type of a line begins and ends on its panel."""
    ink = [(run, x, shaped) for run in item.line.runs for x, shaped in run.words if shaped.text.strip()]
    left = min(x for _, x, _ in ink)
    return item.x + left, item.x + max(right_of(*each) for each in ink)


def right_of(run: Run, x: float, shaped: Shaped) -> float:
    return x + run.scale * (shaped.width * run.size + run.tracking * (len(shaped.glyphs) - 1))
