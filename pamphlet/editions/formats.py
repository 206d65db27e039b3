"""Formats: recipes over the same stages, from an article to a sheet.

``print`` is the folded sheet for the press, and ``plates`` the same, one grey file for
each ink; ``home`` is the sheet for an office printer, and ``handout`` the article on
plain pages. A new format is one more entry.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.design.theme import Theme
from pamphlet.editions.lettering import ENDLESS
from pamphlet.errors import Finding
from pamphlet.ink.condition import CONDITIONS, Condition
from pamphlet.ink.palette import CUTTER
from pamphlet.layout.columns import SPARE
from pamphlet.layout.copyfit import fixed
from pamphlet.layout.copyfit import settings as fit_settings
from pamphlet.layout.handout import lay_out_pages
from pamphlet.layout.leaflet import lay_out_fold
from pamphlet.layout.mirror import mirrored
from pamphlet.layout.placed import ARTIFACT, Element, Item, Layout, Panel, PlacedBox, PlacedLine
from pamphlet.layout.qr import MatrixCodes
from pamphlet.layout.result import Overset, Result
from pamphlet.layout.space import PanelSpace, Space, SpreadSpace
from pamphlet.manuscript.article import Article, Span
from pamphlet.manuscript.settings import Settings
from pamphlet.sheet.boxes import duplex_edge, page_sheet, press_sheet
from pamphlet.sheet.folds import FOLD_SCHEMES, FoldScheme, Role
from pamphlet.sheet.home import check_rim, home_sheet, loading
from pamphlet.sheet.marks import Beside
from pamphlet.sheet.papers import larger_papers, paper_size, smaller_papers
from pamphlet.sheet.plan import FoldPlan, fold_plan, scheme_plan
from pamphlet.sheet.side import Sheet
from pamphlet.typesetting.direction import isolated
from pamphlet.typesetting.galley import Typesetter
from pamphlet.typesetting.line import Line
from pamphlet.typesetting.style import Style
from pamphlet.units import Rect, Size, mm, to_mm

_OFF_THE_RIM = mm(4)
"""Between what an office printer leaves white and the type, which may stand on a ground that ends there."""
_SAME = mm(0.01)
_MORE = 1.1
"""A fold is named as a cure where it gives the body a tenth more room."""
MOST_NAMED = 3
"""Folds that a cure names."""


class Job(Struct, frozen=True, kw_only=True):
    """One edition to lay out.

    Attributes:
        typesetter: of the article's language. printer: sets what the print shop reads: from left to right,
            and its figures in the digits 0 to 9.
        bar: the inks of the colour bar. condition: of the press.
    """

    article: Article
    settings: Settings
    theme: Theme
    typesetter: Typesetter
    printer: Typesetter
    codes: MatrixCodes
    bar: tuple[str, ...] = ()
    condition: Condition = CONDITIONS[0]
    draft: bool = False


Made = tuple[Result, Sheet | None, tuple[Finding, ...]]


class Format(Struct, frozen=True, kw_only=True):
    """A recipe.

    Attributes:
        make: lays the job out and puts it on a sheet; no sheet where something is overset.
        condition: print condition of its photos, or empty for the leaflet's own.
        press: whether a print shop gets it: then it keeps to the leaflet's standard, and is judged by it.
        plates: one grey file for each ink instead of one file in all.
        office: whether an office printer prints it as ``[home]`` says: in grey, or a file for each side.
        links: whether addresses can be followed.
    """

    title: str
    make: Callable[[Job], Made]
    condition: str = ""
    press: bool = False
    plates: bool = False
    office: bool = False
    links: bool = False


def _make_folded(job: Job) -> Made:
    plan, result = _laid_out(job)
    if result.layout is None:
        return result, None, plan.findings
    marks = job.settings.marks
    beside = Beside(
        slug=_slug(job, plan) if marks.slug else None,
        bar=job.bar,
        slit=_slit_words(job, plan),
        cutter=CUTTER if marks.slit_ink else "",
    )
    sheet = press_sheet(plan, result.layout, bleed=job.condition.bleed, marks=marks, beside=beside)
    return result, sheet, plan.findings


def _make_home(job: Job) -> Made:
    home = job.settings.home
    plan, result = _laid_out(job, least_margin=home.margin + _OFF_THE_RIM)
    if result.layout is None:
        return result, None, plan.findings
    sheet = home_sheet(plan, result.layout, home)
    return result, sheet, (*check_rim(sheet, home), loading(plan, sheet, home))


def _laid_out(job: Job, *, least_margin: float = 0.0) -> tuple[FoldPlan, Result]:
    settings = job.settings
    plan = fold_plan(settings.fold, paper_size(settings.paper), settings.stock_gsm, job.typesetter.rtl)
    space = replace(space_of(plan), least_margin=least_margin)
    result = lay_out_fold(job.article, job.theme, space, job.typesetter, job.codes, draft=job.draft)
    if result.overset:
        result = _with_cures(result, _roomier(plan, settings))
    if result.empty_rows > SPARE:
        result = replace(result, fuller=_fuller(job, plan, least_margin))
    if result.layout is not None:
        result = replace(result, layout=_finished(result.layout, result.overset, job))
    return plan, result


def _fuller(job: Job, own: FoldPlan, least_margin: float) -> str:
    """Say which folds of the same paper the text would fill, or which of a smaller one where none of these does.

    They are tried, set most open at first: how much a fold holds then depends on where its banner stands, not on its
    room alone. Where that is too much, the whole search must find a setting that leaves no hole.
    """
    settings = job.settings
    steps, _ = fit_settings(job.theme.copyfit, banner=job.theme.body.banner and job.article.photo is not None)
    most_open = replace(job.theme, copyfit=fixed(job.theme.copyfit, steps[0]))

    def tried(plan: FoldPlan, theme: Theme) -> Result:
        space = replace(space_of(plan), least_margin=least_margin)
        return lay_out_fold(job.article, theme, space, job.typesetter, job.codes)

    def fills(scheme: FoldScheme, paper: str) -> bool:
        plan = scheme_plan(scheme, paper_size(paper), settings.stock_gsm, job.typesetter.rtl)
        if _body_room(plan) > _body_room(own) * _MORE:
            return False
        result = tried(plan, most_open)
        result = tried(plan, job.theme) if result.overset else result
        return not result.overset and result.empty_rows <= SPARE

    for paper in (settings.paper, *smaller_papers(paper_size(settings.paper))):
        if paper != settings.paper and fills(own.scheme, paper):
            return f"--paper {paper}"
        folds = (scheme.name for scheme in FOLD_SCHEMES if scheme is not own.scheme and fills(scheme, paper))
        if named := " or ".join(islice(folds, MOST_NAMED)):
            return f"--fold {named}" if paper == settings.paper else f"--paper {paper} --fold {named}"
    return ""


def _make_handout(job: Job) -> Made:
    paper = paper_size("Letter" if job.settings.paper in ("Letter", "Legal", "Tabloid") else "A4")
    result = lay_out_pages(
        job.article, job.theme, (paper.width, paper.height), job.typesetter, job.codes, draft=job.draft
    )
    if result.layout is None:
        return result, None, ()
    result = replace(result, layout=(layout := _finished(result.layout, result.overset, job)))
    return result, page_sheet(layout, Size(paper.width, paper.height)), ()


FORMATS: dict[str, Format] = {
    "print": Format(title="the folded sheet for a print shop", make=_make_folded, press=True),
    "plates": Format(
        title="one grey file for each ink, for duplicators and small presses", make=_make_folded, plates=True
    ),
    "home": Format(
        title="the folded sheet for an office printer", make=_make_home, condition="office", office=True, links=True
    ),
    "handout": Format(title="plain pages for an office printer", make=_make_handout, links=True),
}


def space_of(plan: FoldPlan) -> Space:
    """Return the panels of a fold as layout sees them: x from where a line of the language starts."""
    widths = {spread.name: spread.rect.width for spread in plan.spreads}
    return Space(
        panels=tuple(
            PanelSpace(
                name=panel.name,
                role=str(panel.role),
                width=panel.rect.width,
                height=panel.rect.height,
                spread=panel.spread,
                x=widths[panel.spread] - panel.x - panel.rect.width if plan.rtl else panel.x,
                y=panel.y,
                face=panel.face,
            )
            for panel in plan.panels
        ),
        spreads=tuple(
            SpreadSpace(name=panel.name, width=panel.rect.width, height=panel.rect.height) for panel in plan.spreads
        ),
    )


def _with_cures(result: Result, cures: tuple[str, ...]) -> Result:
    """Return *result* with what another sheet would do, told after what the author can do."""
    oversets = tuple(replace(each, cures=(*each.cures[:1], *cures, *each.cures[1:])) for each in result.overset)
    return replace(result, overset=oversets)


def _roomier(plan: FoldPlan, settings: Settings) -> tuple[str, ...]:
    """Say which larger papers there are, and which folds of the same paper give the body more room."""
    paper, room = paper_size(settings.paper), _body_room(plan)
    plans = (scheme_plan(scheme, paper, settings.stock_gsm) for scheme in FOLD_SCHEMES)
    folds = [other.scheme.name for other in plans if _body_room(other) > room * _MORE]
    papers = larger_papers(paper)
    return (
        *([f"choose a larger paper (--paper {' or '.join(papers)})"] if papers else []),
        *([f"choose a fold with more room for the body (--fold {' or '.join(folds)})"] if folds else []),
    )


def _body_room(plan: FoldPlan) -> float:
    return sum(panel.rect.width * panel.rect.height for panel in plan.panels if panel.role is Role.BODY)


def _slug(job: Job, plan: FoldPlan) -> Line:
    """Return the job text of the slug: what a print shop wants to read beside the sheet, the title shortened to fit."""
    sheet = f"{to_mm(plan.sheet.width):.0f} × {to_mm(plan.sheet.height):.0f} mm"
    parts = (
        job.article.lang,
        f"{plan.scheme.name}, {sheet}",
        *(_slit_told(plan, slit) for slit in plan.slits(plan.sides[0])),
        f"{job.settings.stock_gsm} g/m²",
        job.condition.name,
        job.article.date,
        {"short": "flip on short edge", "long": "flip on long edge", "": "one side"}[duplex_edge(plan)],
    )
    title = job.article.title.split()

    def line(words: int) -> Line:
        shown = " ".join(title[:words]) + (" …" if words < len(title) else "")
        if job.typesetter.rtl:
            shown = isolated(shown)
        return beside_the_text(job, "   ·   ".join(part for part in (shown, *parts) if part))

    lines = (line(words) for words in range(len(title), 0, -1))
    return next((each for each in lines if each.width <= plan.sheet.width), line(0))


def _slit_told(plan: FoldPlan, slit: Rect) -> str:
    """Say how long a slit is and where it lies: its ends are inside the sheet, where no mark may stand."""
    left, right, down = slit.x, plan.sheet.width - slit.right, slit.y
    sides = f"{_plain_mm(left)} mm from either side"
    if abs(left - right) > _SAME:
        sides = f"{_plain_mm(left)} mm from the left, {_plain_mm(right)} mm from the right"
    return f"slit {_plain_mm(slit.width)} mm, {_plain_mm(down)} mm from the head, {sides}"


def _slit_words(job: Job, plan: FoldPlan) -> tuple[Line, Line] | None:
    """Return what the marks of a slit say, where the sheet has one."""
    slits = plan.slits(plan.sides[0])
    if not slits:
        return None
    return beside_the_text(job, f"slit {_plain_mm(slits[0].width)} mm"), beside_the_text(job, "slit")


def _plain_mm(points: float) -> str:
    return f"{round(to_mm(points), 2):g}"


def beside_the_text(job: Job, text: str) -> Line:
    """Set *text* as the slug is set: small, on every plate, for the print shop to read."""
    style = _beside_the_text(job.theme, size=6.5, ink="registration")
    return job.printer.set_lines(job.printer.prepare((Span(text=text),), style), style, [ENDLESS])[0]


def _beside_the_text(theme: Theme, *, size: float, ink: str, bold: bool = False) -> Style:
    """Return the style of what is no part of the leaflet, in the faces of the theme's tables."""
    family = theme.style("table").family
    return Style(family=family, size=size, leading=size * 1.25, ink=ink, bold=bold, hyphenate=False)


def _finished(layout: Layout, oversets: Sequence[Overset], job: Job) -> Layout:
    """Return *layout* with what belongs on a draft, and mirrored where the language reads from right to left."""
    layout = _marked(layout, oversets, job) if job.draft else layout
    return mirrored(layout) if job.typesetter.rtl else layout


def _marked(layout: Layout, oversets: Sequence[Overset], job: Job) -> Layout:
    """Return *layout* marked DRAFT at the head of every panel, and at its foot with the words that it lacks."""
    elements = list(layout.elements)
    lacking: Counter[str] = Counter()
    for overset in oversets:
        lacking[overset.at] += overset.words

    style = _beside_the_text(job.theme, size=9, ink="paper", bold=True)

    def mark(text: str, panel: Panel, top: float) -> tuple[Item, Item]:
        # English in a panel that may be mirrored: isolated, it reads from left to right all the same.
        shown = f"\u2066{text}\u2069" if job.typesetter.rtl else text
        line = job.typesetter.set_lines(job.typesetter.prepare((Span(text=shown),), style), style, [1000.0])[0]
        elements.append(Element(kind="P", text=text, repeat=True))
        left = (panel.width - line.width) / 2
        ground = PlacedBox(rect=Rect(left - 6, top, line.width + 12, 14), ink="black", element=ARTIFACT)
        return ground, PlacedLine(x=left, y=top + 10.4, line=line, element=len(elements) - 1)

    panels = []
    for panel in layout.panels:
        items = panel.items if panel.role == "spread" else (*panel.items, *mark("DRAFT", panel, 2.0))
        if lacking[panel.name] and panel.role != "spread":
            items = (*items, *mark(f"{lacking[panel.name]} words do not fit", panel, panel.height - 16.0))
        panels.append(replace(panel, items=items))
    return Layout(panels=tuple(panels), elements=tuple(elements))
