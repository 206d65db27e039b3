"""Dummies: a sheet with numbered panels, to be printed, folded and turned over in the hand.

A paper dummy settles what no drawing does: which panel comes when, which way up it
stands, and where the back is. It goes through the same rooms as a leaflet.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pamphlet.editions.workshop import Workshop
from pamphlet.ink.palette import BLACK, PAPER, REGISTRATION, Ink, Palette
from pamphlet.layout.placed import Item, Layout, Panel, PlacedBox, PlacedLine
from pamphlet.manuscript.article import Span
from pamphlet.manuscript.settings import Marks
from pamphlet.pdf.metadata import Metadata
from pamphlet.pdf.writer import Resources, write_pdf
from pamphlet.sheet.boxes import press_sheet
from pamphlet.sheet.folds import Fold, Turn
from pamphlet.sheet.plan import INSIDE, Edge, FoldPlan, PanelPlan
from pamphlet.typesetting.galley import Typesetter
from pamphlet.typesetting.line import Line
from pamphlet.typesetting.style import Family, Style
from pamphlet.units import Rect, mm, to_mm
from pamphlet.version import VERSION

_INKS: Palette = {
    "black": BLACK,
    "paper": PAPER,
    "registration": REGISTRATION,
    "pale": Ink(0.0, 0.0, 0.0, 0.12),
}
_NO_MARKS = Marks(crop=False, fold=False, registration=False, bar=False, slug=False)
_FAMILY = Family(regular="BarlowSemiCondensed_500Medium", bold="BarlowSemiCondensed_600SemiBold")
_NUMBER_SIZE = 72.0
_LINE = 0.75
"""Points; a fold line that office printers hold."""
_DASHES = {Turn.VALLEY: (mm(3),), Turn.MOUNTAIN: (mm(6), mm(1))}
"""Lengths of strokes in turn, as folders draw them: a valley dashed, a mountain in dashes and dots."""
_GAP = mm(1.5)
_ARROW_STEPS = 12


def make_dummy(plan: FoldPlan, workshop: Workshop) -> bytes:
    """Return the PDF of a dummy of *plan*: one page for each side that is printed.

    Each panel has its number in the order of reading, its role, its size and an arrow to its head; each fold
    its line, the step that makes it, and which way it goes.
    """
    typesetter = workshop.typesetter(Path(), "en")
    panels = tuple(
        Panel(
            name=panel.name,
            role=str(panel.role),
            width=panel.rect.width,
            height=panel.rect.height,
            items=tuple(_items(plan, panel, number, typesetter)),
        )
        for number, panel in enumerate(plan.panels, 1)
    )
    sheet = press_sheet(plan, Layout(panels=panels, elements=()), bleed=0.0, marks=_NO_MARKS)
    metadata = Metadata(title=f"Dummy of {plan.scheme.name}", lang="en", version=VERSION)
    return write_pdf(sheet, metadata, Resources(palette=_INKS, pictures={}, shelf=workshop.shelf))


def _items(plan: FoldPlan, panel: PanelPlan, number: int, typesetter: Typesetter) -> Iterator[Item]:
    width, height = panel.rect.width, panel.rect.height
    size = min(_NUMBER_SIZE, height / 4, width / 2)
    top = height * 0.16
    yield from _arrow(width / 2, top, size * 0.45)
    baseline = top + size * 1.5
    yield _centred(_set(typesetter, str(number), size, bold=True), width, baseline)
    millimetres = " × ".join(f"{round(to_mm(side) + 1e-6, 1):g}" for side in (width, height))
    whole = plan.scheme.name if number == 1 else ""
    for text, text_size in ((str(panel.role), 16.0), (panel.name, 11.0), (f"{millimetres} mm", 9.0), (whole, 9.0)):
        if not text:
            continue
        baseline += text_size * 1.5
        yield _centred(_set(typesetter, text, text_size), width, baseline)
    for fold, rect, upright in _folds(plan, panel):
        yield from _fold_line(fold, rect, upright=upright)
        yield _fold_label(_set(typesetter, _said(fold, panel.side), 8.0), rect, panel, upright=upright)
    for rect in _slits(panel):
        yield PlacedBox(rect=rect, ink="black")
        yield PlacedLine(x=mm(3), y=_inwards(rect, panel, 8.0), line=_set(typesetter, "cut", 8.0))


def _set(typesetter: Typesetter, text: str, size: float, *, bold: bool = False) -> Line:
    style = Style(family=_FAMILY, size=size, leading=size * 1.25, bold=bold, hyphenate=False)
    return typesetter.set_lines(typesetter.prepare((Span(text=text),), style), style, [10_000.0])[0]


def _centred(line: Line, width: float, baseline: float) -> PlacedLine:
    return PlacedLine(x=(width - line.width) / 2, y=baseline, line=line)


def _arrow(x: float, top: float, size: float) -> Iterator[PlacedBox]:
    """Draw an arrow to the head of the panel: a triangle of bars, and its stem."""
    for step in range(_ARROW_STEPS):
        half = size * 0.5 * (step + 1) / _ARROW_STEPS
        rect = Rect(x - half, top + size * 0.6 * step / _ARROW_STEPS, 2 * half, size * 0.6 / _ARROW_STEPS + 0.1)
        yield PlacedBox(rect=rect, ink="black")
    yield PlacedBox(rect=Rect(x - size * 0.12, top + size * 0.6, size * 0.24, size * 0.5), ink="black")


def _folds(plan: FoldPlan, panel: PanelPlan) -> Iterator[tuple[Fold, Rect, bool]]:
    """Yield each fold at the right and at the foot of *panel* on the sheet, as a line in the panel's coordinates."""
    number, columns = int(panel.name[1:]), plan.scheme.columns
    rightwards = 1 if (panel.side == INSIDE) != plan.rtl else -1
    creases = {frozenset((fold.first, fold.second)): fold for fold in plan.scheme.folds}
    width, height = panel.rect.width, panel.rect.height
    if panel.edges.right is Edge.FOLD:
        fold = creases[frozenset((number, number + rightwards))]
        yield fold, Rect(0.0 if panel.turned else width - _LINE, 0.0, _LINE, height), True
    if panel.edges.bottom is Edge.FOLD:
        fold = creases[frozenset((number, number + columns))]
        yield fold, Rect(0.0, 0.0 if panel.turned else height - _LINE, width, _LINE), False


def _slits(panel: PanelPlan) -> Iterator[Rect]:
    """Yield the cut at the foot of *panel* on the sheet: a heavy line."""
    if panel.edges.bottom is Edge.SLIT:
        y = 0.0 if panel.turned else panel.rect.height - 2 * _LINE
        yield Rect(0.0, y, panel.rect.width, 2 * _LINE)


def _fold_line(fold: Fold, rect: Rect, *, upright: bool) -> Iterator[PlacedBox]:
    lengths, at, number = _DASHES[fold.turn], 0.0, 0
    end = rect.height if upright else rect.width
    while at < end:
        length = min(lengths[number % len(lengths)], end - at)
        where = Rect(rect.x, at, rect.width, length) if upright else Rect(at, rect.y, length, rect.height)
        yield PlacedBox(rect=where, ink="black")
        at, number = at + length + _GAP, number + 1


def _said(fold: Fold, side: int) -> str:
    """Say which step makes a fold, and which way it goes as one looks at *side*."""
    towards = (fold.turn is Turn.VALLEY) == (side == INSIDE)
    return f"step {fold.step}, {'towards you' if towards else 'away from you'}"


def _fold_label(line: Line, rect: Rect, panel: PanelPlan, *, upright: bool) -> PlacedLine:
    if not upright:
        return PlacedLine(x=panel.rect.width * 0.06, y=_inwards(rect, panel, 8.0), line=line)
    x = rect.x - line.width - mm(1.5) if rect.x else rect.right + mm(1.5)
    return PlacedLine(x=x, y=panel.rect.height * 0.08, line=line)


def _inwards(rect: Rect, panel: PanelPlan, size: float) -> float:
    """Return the baseline of a line of type on the panel's side of a level line."""
    return rect.bottom + mm(1) + size if panel.turned else rect.y - mm(1.5)
