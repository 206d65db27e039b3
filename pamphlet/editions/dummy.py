"""Dummies: a sheet with numbered panels, to be printed, folded and turned over in the hand.

A paper dummy settles what no drawing does: which panel comes when, which way up it
stands, and where the back is. It goes through the same rooms as a leaflet.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from pamphlet.editions.arrows import draw_polygon
from pamphlet.editions.folding_signs import BEHIND, SideSigns
from pamphlet.editions.lettering import centred, set_words
from pamphlet.editions.workshop import Workshop
from pamphlet.ink.palette import BLACK, PAPER, REGISTRATION, Ink, Palette
from pamphlet.layout.placed import Item, Layout, Panel
from pamphlet.pdf.metadata import Metadata
from pamphlet.pdf.writer import Resources, write_pdf
from pamphlet.sheet.boxes import press_sheet
from pamphlet.sheet.home import NO_MARKS
from pamphlet.sheet.plan import FoldPlan, PanelPlan
from pamphlet.sheet.side import Sheet, Side, SidePanel
from pamphlet.typesetting.galley import Typesetter
from pamphlet.units import Rect, to_mm
from pamphlet.version import VERSION

_INKS: Palette = {
    "black": BLACK,
    "paper": PAPER,
    "registration": REGISTRATION,
    BEHIND: Ink(0.0, 0.0, 0.0, 0.4),
}
_NUMBER = 72.0
_LEAST = 6.5
"""Points: the number of a large panel, and the smallest words of a small one."""
_HEAD = ((0.5, 0), (1, 0.55), (0.64, 0.55), (0.64, 1), (0.36, 1), (0.36, 0.55), (0, 0.55))
"""The outline of the arrow to the head of a panel."""


def make_dummy(plan: FoldPlan, workshop: Workshop) -> bytes:
    """Return the PDF of a dummy of *plan*: one page for each side that is printed."""
    metadata = Metadata(title=f"Dummy of {plan.scheme.name}", lang="en", version=VERSION)
    resources = Resources(palette=_INKS, pictures={}, shelf=workshop.shelf)
    return write_pdf(dummy_sheet(plan, workshop), metadata, resources)


def dummy_sheet(plan: FoldPlan, workshop: Workshop) -> Sheet:
    """Return the sheet of a dummy of *plan*.

    Each panel has its number in the order of reading, its role, its size and an arrow to its head. Each fold has
    its line, the step that makes it and which way it goes; each step has an arrow from the panel that is swung to
    the one over or behind which it goes, on the faces that are seen when the step comes, with its number and words.
    """
    typesetter = workshop.typesetter(Path(), "en")
    panels = tuple(
        Panel(
            name=panel.name,
            role=str(panel.role),
            width=panel.rect.width,
            height=panel.rect.height,
            items=tuple(_Block(plan, panel).items(number, typesetter)),
        )
        for number, panel in enumerate(plan.panels, 1)
    )
    sheet = press_sheet(plan, Layout(panels=panels, elements=()), bleed=0.0, marks=NO_MARKS)
    sides = tuple(
        _with_signs(side, plan, number, typesetter) for side, number in zip(sheet.sides, plan.sides, strict=True)
    )
    return replace(sheet, sides=sides)


def _with_signs(side: Side, plan: FoldPlan, number: int, typesetter: Typesetter) -> Side:
    """Lay the signs of folding over the panels of a side, in panels as large as the sheet."""
    block_end = max(_Block(plan, panel).end for panel in plan.side(number))
    whole = Rect(0.0, 0.0, plan.sheet.width, plan.sheet.height)
    signs = tuple(
        SidePanel(name="folding", rect=whole, items=tuple(drawn.draw()), clip=whole, turned=drawn.turned)
        for drawn in (
            SideSigns(plan=plan, side=number, typesetter=typesetter, block_end=block_end, turned=turned)
            for turned in (False, True)
        )
    )
    return replace(side, panels=(*side.panels, *signs))


class _Block:
    """The number of a panel, what stands above and below it, and how large it all is."""

    def __init__(self, plan: FoldPlan, panel: PanelPlan) -> None:
        self._plan = plan
        self._panel = panel
        rect = panel.rect
        self._size = min(_NUMBER, rect.height * 0.16, rect.width / 2)
        self._top = rect.height * (0.14 if plan.scheme.rows > 1 else 0.1)
        self._baseline = self._top + 1.44 * self._size
        self._sizes = tuple(max(size * self._size / _NUMBER, _LEAST) for size in (16.0, 11.0, 9.0, 9.0))

    @property
    def end(self) -> float:
        """How far from the head of the panel its words reach."""
        return self._baseline + 1.5 * sum(self._sizes) + 0.3 * self._sizes[-1]

    def items(self, number: int, typesetter: Typesetter) -> Iterator[Item]:
        """Yield what stands on the panel, in its own coordinates."""
        rect, size = self._panel.rect, self._size
        middle, half = rect.width / 2, size * 0.25
        yield draw_polygon(((middle + (x - 0.5) * 2 * half, self._top + y * size * 0.5) for x, y in _HEAD), "black")
        yield from centred((set_words(typesetter, str(number), size, bold=True),), middle, self._baseline, size)
        millimetres = " × ".join(f"{round(to_mm(side), 2):g}" for side in (rect.width, rect.height))
        whole = self._plan.scheme.name if number == 1 else ""
        baseline = self._baseline
        texts = (str(self._panel.role), self._panel.name, f"{millimetres} mm", whole)
        for text, text_size in zip(texts, self._sizes, strict=True):
            baseline += text_size * 1.5
            if text:
                yield from centred((set_words(typesetter, text, text_size),), middle, baseline, text_size)
