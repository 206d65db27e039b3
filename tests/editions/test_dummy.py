"""Dummies: what is printed on each panel of a fold, to be folded by hand."""

from __future__ import annotations

import io
from collections import Counter

import pikepdf
import pytest

from pamphlet.editions.dummy import dummy_sheet, make_dummy
from pamphlet.editions.workshop import Workshop
from pamphlet.ink.photo_cache import PhotoCache
from pamphlet.layout.placed import PlacedLine, PlacedShape, extent
from pamphlet.pdf.extract import page_texts
from pamphlet.sheet.folding import swings
from pamphlet.sheet.folds import FOLD_SCHEMES, FoldScheme
from pamphlet.sheet.papers import paper_size
from pamphlet.sheet.plan import OUTSIDE, Edge, scheme_plan
from pamphlet.sheet.side import SidePanel
from pamphlet.units import Rect


@pytest.fixture(scope="module")
def workshop() -> Workshop:
    return Workshop(photos=PhotoCache())


@pytest.mark.parametrize("scheme", FOLD_SCHEMES, ids=lambda scheme: scheme.name)
@pytest.mark.parametrize("rtl", [False, True], ids=["ltr", "rtl"])
def test_every_panel_is_numbered_and_named_and_every_fold_told(
    scheme: FoldScheme, rtl: bool, workshop: Workshop
) -> None:
    plan = scheme_plan(scheme, paper_size("A4"), 130, rtl)
    pdf = make_dummy(plan, workshop)
    pages = page_texts(pdf)

    assert len(pages) == len(plan.sides)
    for number, panel in enumerate(plan.panels, 1):
        words = pages[plan.sides.index(panel.side)].split()
        assert str(number) in words and panel.name in words and str(panel.role) in words
    for side in plan.sides:
        panels = [panel for panel in plan.panels if panel.side == side]
        folds = sum(each is Edge.FOLD for panel in panels for each in (panel.edges.right, panel.edges.bottom))
        assert pages[plan.sides.index(side)].count("step") == folds
    if len(plan.sides) == 2:
        outside, inside = pages
        assert outside.count("towards you") == inside.count("away from you"), "each fold is seen from both sides"
    assert pages[OUTSIDE].count("cut") == (2 if scheme.slits else 0)


def test_it_prints_at_its_own_size_and_turns_on_its_upright_edge(workshop: Workshop) -> None:
    plan = scheme_plan(FOLD_SCHEMES[0], paper_size("Letter"), 130)
    with pikepdf.open(io.BytesIO(make_dummy(plan, workshop))) as document:
        assert [float(each) for each in document.pages[0].MediaBox] == [0, 0, 792, 612]
        preferences = document.Root.ViewerPreferences
        assert (str(preferences.Duplex), str(preferences.PrintScaling)) == ("/DuplexFlipShortEdge", "/None")
        fonts = document.pages[0].Resources.Font
        assert all("/FontDescriptor" in font.DescendantFonts[0] for font in fonts.values())
    assert make_dummy(plan, workshop) == make_dummy(plan, workshop)


PAPERS = ("A5", "A4", "Letter", "SRA3")


def words_of(panel: SidePanel) -> list[tuple[str, Rect]]:
    """Return the lines on a panel with their bodies on the paper, without the white above and below letters."""
    found = []
    for item in panel.items:
        if isinstance(item, PlacedLine):
            body = extent(item)
            size = item.line.runs[0].size
            below = 0.0 if item.line.text.isdigit() else 0.2
            rect = Rect(body.x, item.y - 0.75 * size, body.width, (0.75 + below) * size)
            found.append((item.line.text, panel.on_paper(rect)))
    return found


def outlines(panel: SidePanel) -> list[tuple[str, list[tuple[float, float]]]]:
    """Return the ink of each shape on a panel, and its corners on the paper."""
    found = []
    for item in panel.items:
        if isinstance(item, PlacedShape):
            rect = item.rect
            own = [Rect(rect.x + x * rect.width, rect.y + y * rect.height, 0, 0) for x, y in item.outline]
            found.append((item.ink, [(panel.on_paper(at).x, panel.on_paper(at).y) for at in own]))
    return found


def arrows_apart(shapes: list[tuple[str, list[tuple[float, float]]]]) -> list[set[int]]:
    """Return shapes that lie within 6 points of each other in sets, each the parts of one arrow."""
    sets: list[set[int]] = []
    for at, (_, corners) in enumerate(shapes):
        near = [
            known
            for known in sets
            if any(
                (x - u) ** 2 + (y - v) ** 2 < 36.0
                for other in known
                if _meet(_around(corners, 6.0), _around(shapes[other][1], 6.0))
                for x, y in corners[::2]
                for u, v in shapes[other][1]
            )
        ]
        sets = [known for known in sets if known not in near] + [set().union({at}, *near)]
    return sets


@pytest.mark.parametrize("scheme", FOLD_SCHEMES, ids=lambda scheme: scheme.name)
@pytest.mark.parametrize("rtl", [False, True], ids=["ltr", "rtl"])
@pytest.mark.parametrize("paper", PAPERS)
def test_no_arrow_covers_words_numbers_or_another_arrow(
    scheme: FoldScheme, rtl: bool, paper: str, workshop: Workshop
) -> None:
    plan = scheme_plan(scheme, paper_size(paper), 130, rtl)
    for side in dummy_sheet(plan, workshop).sides:
        # The number of a step lies on its arrow, on a disc of its own.
        words = [
            each
            for panel in side.panels
            for each in words_of(panel)
            if not (panel.name == "folding" and each[0].isdigit())
        ]
        signs = [panel for panel in side.panels if panel.name == "folding"]
        shapes = [each for panel in signs for each in outlines(panel)]
        page = Rect(0, 0, side.media.width, side.media.height)
        for at, (text, rect) in enumerate(words):
            assert page.holds(rect), text
            for other, where in words[at + 1 :]:
                assert not _meet(rect, where), (text, other)
            inside = {ink for ink, corners in shapes if any(_within(rect, corner) for corner in corners)}
            assert not inside, f"an arrow in {inside} runs through {text!r}"
        for arrow in arrows_apart(shapes):
            assert sum(shapes[at][0] == "paper" and len(shapes[at][1]) == 48 for at in arrow) == 1, "one number each"


def _around(corners: list[tuple[float, float]], room: float) -> Rect:
    left, top = min(x for x, _ in corners) - room, min(y for _, y in corners) - room
    return Rect(left, top, max(x for x, _ in corners) + room - left, max(y for _, y in corners) + room - top)


def _meet(one: Rect, other: Rect) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def _within(rect: Rect, corner: tuple[float, float]) -> bool:
    return rect.x < corner[0] < rect.right and rect.y < corner[1] < rect.bottom


@pytest.mark.parametrize("rtl", [False, True], ids=["ltr", "rtl"])
@pytest.mark.parametrize("scheme", FOLD_SCHEMES, ids=lambda scheme: scheme.name)
def test_an_arrow_leads_from_the_panel_that_moves_to_the_one_it_comes_to(
    scheme: FoldScheme, rtl: bool, workshop: Workshop
) -> None:
    plan = scheme_plan(scheme, paper_size("A4"), 130, rtl)
    for number, side in zip(plan.sides, dummy_sheet(plan, workshop).sides, strict=True):
        panels = {panel.name: panel.rect for panel in side.panels}
        heads = [
            (ink, corners[0])
            for panel in side.panels
            if panel.name == "folding"
            for ink, corners in outlines(panel)
            if len(corners) == 3 and ink != "paper"
        ]
        shown = [
            swing
            for swing in swings(plan)
            if swing.side == number and (swing.told or number == OUTSIDE) and not (swing.apart and number != OUTSIDE)
        ]
        landed = Counter(("black" if swing.told else "grey", swing.still) for swing in shown)
        found = Counter(
            (ink, next(name for name, rect in panels.items() if name != "folding" and _within(rect, tip)))
            for ink, tip in heads
        )
        assert not landed - found
        assert (found != landed) == bool(scheme.slits), "only the booklet has arrows for creasing and pushing"


def test_the_words_of_every_step_stand_on_the_dummy(workshop: Workshop) -> None:
    for scheme in FOLD_SCHEMES:
        text = " ".join(" ".join(page_texts(make_dummy(scheme_plan(scheme, paper_size("A4"), 130), workshop))).split())
        for step in scheme.steps:
            assert step.words in text, (scheme.name, step.words)


def test_a_sheet_of_the_least_size_has_a_dummy(workshop: Workshop) -> None:
    for scheme in FOLD_SCHEMES:
        assert dummy_sheet(scheme_plan(scheme, paper_size("90mm x 90mm"), 60), workshop).sides
