"""Formats: recipes over the same stages, from an article to a sheet.

``print`` is the folded sheet for the press; ``handout`` the same article on plain
pages. A new format is one more entry.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from pamphlet.design.theme import Theme
from pamphlet.errors import Finding
from pamphlet.layout.edition import Result, lay_out_fold, lay_out_pages
from pamphlet.layout.placed import ARTIFACT, Element, Layout, PlacedBox, PlacedLine
from pamphlet.layout.qr import MatrixCodes
from pamphlet.layout.space import PanelSpace, Space
from pamphlet.manuscript.article import Article, Span
from pamphlet.manuscript.settings import Settings
from pamphlet.sheet.boxes import page_sheet, press_sheet
from pamphlet.sheet.folds import FoldPlan, fold_plan
from pamphlet.sheet.papers import paper_size
from pamphlet.sheet.side import Sheet
from pamphlet.typesetting.galley import Typesetter
from pamphlet.typesetting.line import Line
from pamphlet.typesetting.style import Style
from pamphlet.units import Rect, Size, to_mm


class Job(Struct, frozen=True, kw_only=True):
    """One edition to lay out."""

    article: Article
    settings: Settings
    theme: Theme
    typesetter: Typesetter
    codes: MatrixCodes
    draft: bool = False


Made = tuple[Result, Sheet | None, tuple[Finding, ...]]


class Format(Struct, frozen=True, kw_only=True):
    """A recipe.

    Attributes:
        make: lays the job out and puts it on a sheet; no sheet where something is overset.
        condition: print condition of its photos, or empty for the leaflet's own.
        standard: of its file, or empty for the leaflet's own.
        links: whether addresses can be followed.
    """

    title: str
    make: Callable[[Job], Made]
    condition: str = ""
    standard: str = "plain"
    links: bool = False


def _make_print(job: Job) -> Made:
    settings = job.settings
    plan = fold_plan(settings.fold, paper_size(settings.paper), settings.stock_gsm)
    result = lay_out_fold(job.article, job.theme, space_of(plan), job.typesetter, job.codes, draft=job.draft)
    if result.layout is None:
        return result, None, plan.findings
    layout = _marked(result.layout, job) if job.draft else result.layout
    slug = _slug(job, plan) if settings.marks.slug else None
    sheet = press_sheet(plan, layout, bleed=settings.bleed, marks=settings.marks, slug_line=slug)
    return result, sheet, plan.findings


def _make_handout(job: Job) -> Made:
    paper = paper_size("Letter" if job.settings.paper in ("Letter", "Legal", "Tabloid") else "A4")
    result = lay_out_pages(
        job.article, job.theme, (paper.width, paper.height), job.typesetter, job.codes, draft=job.draft
    )
    if result.layout is None:
        return result, None, ()
    layout = _marked(result.layout, job) if job.draft else result.layout
    return result, page_sheet(layout, Size(paper.width, paper.height)), ()


FORMATS: dict[str, Format] = {
    "print": Format(title="the folded sheet for a print shop", make=_make_print, standard=""),
    "handout": Format(title="plain pages for an office printer", make=_make_handout, links=True),
}


def space_of(plan: FoldPlan) -> Space:
    """Return the panels of a fold as layout sees them."""
    return Space(
        panels=tuple(
            PanelSpace(
                name=panel.name,
                role=str(panel.role),
                width=panel.rect.width,
                height=panel.rect.height,
                side=panel.side,
                x=panel.rect.x,
            )
            for panel in plan.panels
        )
    )


def _slug(job: Job, plan: FoldPlan) -> Line:
    """Return the job text of the slug: what a print shop wants to read beside the sheet, the title shortened to fit."""
    sheet = f"{to_mm(plan.sheet.width):.0f} × {to_mm(plan.sheet.height):.0f} mm"
    parts = (
        job.article.lang,
        f"{plan.scheme.name}, {sheet}",
        f"{job.settings.stock_gsm} g/m²",
        job.settings.condition,
        job.article.date,
        "flip on short edge",
    )
    title = job.article.title.split()
    style = _beside_the_text(job.theme, size=6.5, ink="registration")

    def line(words: int) -> Line:
        shown = " ".join(title[:words]) + (" …" if words < len(title) else "")
        text = "   ·   ".join(part for part in (shown, *parts) if part)
        return job.typesetter.set_lines(job.typesetter.prepare((Span(text=text),), style), style, [10_000.0])[0]

    lines = (line(words) for words in range(len(title), 0, -1))
    return next((each for each in lines if each.width <= plan.sheet.width), line(0))


def _beside_the_text(theme: Theme, *, size: float, ink: str, bold: bool = False) -> Style:
    """Return the style of what is no part of the leaflet, in the faces of the theme's tables."""
    family = theme.style("table").family
    return Style(family=family, size=size, leading=size * 1.25, ink=ink, bold=bold, hyphenate=False)


def _marked(layout: Layout, job: Job) -> Layout:
    """Return *layout* with every panel marked DRAFT at its head."""
    style = _beside_the_text(job.theme, size=9, ink="paper", bold=True)
    line = job.typesetter.set_lines(job.typesetter.prepare((Span(text="DRAFT"),), style), style, [1000.0])[0]
    elements = (*layout.elements, Element(kind="P", text="DRAFT", repeat=True))
    from msgspec.structs import replace

    panels = []
    for panel in layout.panels:
        if panel.role == "spread":
            panels.append(panel)
            continue
        left = (panel.width - line.width) / 2
        ground = PlacedBox(rect=Rect(left - 6, 2, line.width + 12, 14), ink="black", element=ARTIFACT)
        mark = PlacedLine(x=left, y=12.4, line=line, element=len(elements) - 1)
        panels.append(replace(panel, items=(*panel.items, ground, mark)))
    return Layout(panels=tuple(panels), elements=elements)
