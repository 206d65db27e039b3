"""The leaflets in ``content/``: each fills the folds it is written for, and is fit for the press.

The texts were held against their sources by people; what is asked here is what must not come undone.
"""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from msgspec.structs import replace

import pamphlet
from pamphlet.editions.edition import make_edition
from pamphlet.editions.workshop import Workshop
from pamphlet.errors import Severity
from pamphlet.ink.photo_cache import PhotoCache
from pamphlet.manuscript.folder import read_leaflet
from pamphlet.preflight.judge import judge
from pamphlet.preflight.rule import Claim
from pamphlet.sheet.folds import FOLD_SCHEMES

CONTENT = Path(__file__).parents[1] / "content"
SIXES = ("half", "trifold-roll", "trifold-z", "gate-open", "mini-zine")
EIGHTS = ("gate-closed", "double-parallel", "roll-4")
LONGEST = ("accordion-4", "cross")
MEANT = (
    *product(["bolivia"], ["A4"], (*SIXES, *EIGHTS)),
    *product(["bolivia-long"], ["A4", "A3"], (*EIGHTS, *LONGEST)),
)
"""Leaflet, paper and fold that belong together."""
TOLD = {"A4": {"text-draft"}, "A3": {"text-draft", "photo-resolution"}}
"""What may be told of an edition: the Spanish texts wait for a native reader, and over four panels of A3 the
drawing has 189 pixels to the inch."""


@pytest.fixture(scope="module")
def workshop() -> Workshop:
    return Workshop(photos=PhotoCache())


def test_each_fold_has_a_leaflet() -> None:
    assert {fold for _, _, fold in MEANT} == {scheme.name for scheme in FOLD_SCHEMES}
    assert {name for name, _, _ in MEANT} == {folder.name for folder in CONTENT.iterdir()}


@pytest.mark.parametrize(("name", "paper", "fold"), MEANT)
@pytest.mark.parametrize(("theme", "lang"), [("broadside", "en"), ("broadside", "es"), ("bulletin", "en")])
def test_it_fills_the_fold_and_the_press_takes_it(
    tmp_path: Path, workshop: Workshop, name: str, paper: str, fold: str, theme: str, lang: str
) -> None:
    leaflet, findings = read_leaflet(CONTENT / name)
    leaflet = replace(leaflet, settings=replace(leaflet.settings, paper=paper, fold=fold, theme=theme))
    edition = make_edition(leaflet, lang, "print", workshop, out=tmp_path)
    assert [str(each) for each in (*findings, *edition.findings) if each.code not in TOLD[paper]] == []
    assert edition.written
    assert judge(edition.path.read_bytes(), Claim.X4).findings == ()


@pytest.mark.parametrize("name", sorted({name for name, _, _ in MEANT}))
def test_it_can_be_built_as_it_stands(tmp_path: Path, workshop: Workshop, name: str) -> None:
    for format_name in read_leaflet(CONTENT / name)[0].settings.formats:
        edition = pamphlet.build(CONTENT / name, format=format_name, out=tmp_path, workshop=workshop)
        assert edition.written
        assert not [each for each in edition.findings if each.severity is not Severity.INFO]
