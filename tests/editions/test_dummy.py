"""Dummies: what is printed on each panel of a fold, to be folded by hand."""

from __future__ import annotations

import io

import pikepdf
import pytest

from pamphlet.editions.dummy import make_dummy
from pamphlet.editions.workshop import Workshop
from pamphlet.ink.photo_cache import PhotoCache
from pamphlet.pdf.extract import page_texts
from pamphlet.sheet.folds import FOLD_SCHEMES, FoldScheme
from pamphlet.sheet.papers import paper_size
from pamphlet.sheet.plan import OUTSIDE, Edge, scheme_plan


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
