from __future__ import annotations

import pytest

from pamphlet.errors import BadInput
from pamphlet.sheet.papers import PAPERS, Trade, paper_size, trade_of
from pamphlet.units import Size, to_mm


def test_papers_are_portrait_and_of_their_standard_size() -> None:
    sizes = {paper.name: (round(to_mm(paper.size.width), 1), round(to_mm(paper.size.height), 1)) for paper in PAPERS}

    assert sizes == {
        "A3": (297, 420),
        "A4": (210, 297),
        "A5": (148, 210),
        "SRA3": (320, 450),
        "Letter": (215.9, 279.4),
        "Legal": (215.9, 355.6),
        "Tabloid": (279.4, 431.8),
    }


@pytest.mark.parametrize("written", ["A4", "a4", " A4 "])
def test_a_name_is_found_however_it_is_written(written: str) -> None:
    assert paper_size(written) == paper_size("A4")


@pytest.mark.parametrize(("wrong", "nearest"), [("Leter", "Letter"), ("sra-3", "SRA3"), ("A44", "A4")])
def test_an_unknown_paper_is_told_the_nearest_and_all(wrong: str, nearest: str) -> None:
    with pytest.raises(BadInput) as caught:
        paper_size(wrong)

    finding = caught.value.finding
    assert finding.code == "unknown-paper"
    assert repr(wrong) in finding.message
    assert f"did you mean {nearest}?" in finding.hint
    assert all(paper.name in finding.hint for paper in PAPERS)


def test_a_name_like_no_other_gets_the_list_alone() -> None:
    with pytest.raises(BadInput) as caught:
        paper_size("quarto")

    assert caught.value.finding.hint.startswith("known: A3")


def test_the_trade_is_known_either_way_up() -> None:
    letter = paper_size("Letter")

    assert trade_of(letter) is Trade.INCH
    assert trade_of(Size(letter.height, letter.width)) is Trade.INCH
    assert trade_of(paper_size("A4")) is Trade.METRIC
    assert trade_of(Size(500, 700)) is Trade.METRIC
