"""Which sentences are lifted out of the body, and where they stand."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from leaflets import Studio
from msgspec.structs import replace

from pamphlet.layout.body import Body
from pamphlet.layout.flow import HeadBlock, TextBlock
from pamphlet.layout.pullquotes import SHIFTS, pull_quotes
from pamphlet.layout.table import TableRowBlock
from pamphlet.manuscript.article import Article, Block, Bulletin, Heading, ListBlock, Paragraph, Quote, Span, Table

GOOD = "The miners of the high valley have stopped the trains and the ore for a week."
OTHER = "No minister has come up the road to hear what they have to say about it."
ARTICLE = Article(
    source=Path("en.md"),
    lang="en",
    title="The trains stand still",
    body=tuple(
        Paragraph(spans=(Span(text=text),))
        for text in ("A first paragraph.", f"So it goes. {GOOD}", "A third one.", f"So it goes. {OTHER}")
    ),
)


def lifted(article: Article) -> set[str]:
    return {sentence for _, sentence in pull_quotes(article, 4)}


def test_whole_sentences_are_lifted() -> None:
    assert lifted(ARTICLE) == {GOOD, OTHER}


@pytest.mark.parametrize(
    "shown",
    [
        {"slogans": ("Bread!", GOOD.upper().rstrip("."))},
        {"standfirst": f"They have had enough. {GOOD}"},
        {"title": GOOD.replace("high valley", "high\nvalley")},
        {"bulletin": Bulletin(title=GOOD)},
    ],
)
def test_what_stands_large_already_is_not_lifted(shown: dict[str, str]) -> None:
    assert lifted(replace(ARTICLE, **shown)) == {OTHER}


@pytest.mark.parametrize("variant", range(len(SHIFTS)))
@pytest.mark.parametrize("sources", [(1, 2), (1, 3), (3, 4), (2, 6)])
def test_lifted_quotes_keep_apart(studio: Studio, variant: int, sources: tuple[int, int]) -> None:
    texts = ["A paragraph that says what has happened since the trains stand still in the valley."] * 7
    for number, sentence in zip(sources, (GOOD, OTHER), strict=True):
        texts[number] = f"So it goes. {sentence}"
    body = tuple(Paragraph(spans=(Span(text=text),)) for text in texts)
    theme, typesetter = studio.workshop.theme("broadside", {}), studio.workshop.typesetter(Path("nowhere"), "en")
    flow = Body(replace(ARTICLE, body=body), theme, theme.body, typesetter, ()).flow(2, variant)
    quotes = [number for number, block in enumerate(flow) if isinstance(block, HeadBlock)]
    assert all(later - earlier > 1 for earlier, later in pairwise(quotes))
    assert len(quotes) == 2


@pytest.mark.parametrize("variant", range(len(SHIFTS)))
def test_no_lifted_quote_parts_a_list(studio: Studio, variant: int) -> None:
    items = tuple(
        (Paragraph(spans=(Span(text="A thing that has to be done before the winter comes."),)),) for _ in "abcdefgh"
    )
    blocks = (*ARTICLE.body, ListBlock(items=items), Paragraph(spans=(Span(text="A last one."),)))
    theme = studio.workshop.theme("broadside", {})
    typesetter = studio.workshop.typesetter(Path("nowhere"), "en")
    flow = Body(replace(ARTICLE, body=blocks), theme, theme.body, typesetter, ()).flow(2, variant)
    quotes = [number for number, block in enumerate(flow) if isinstance(block, HeadBlock)]
    assert quotes
    for at in quotes:
        assert not all(isinstance(each, TextBlock) and each.marker for each in (flow[at - 1], flow[at + 1]))


@pytest.mark.parametrize("variant", range(len(SHIFTS)))
def test_no_quote_parts_a_table_from_the_words_before_it(studio: Studio, variant: int) -> None:
    table = Table(rows=(((Span(text="July"),), (Span(text="The trains stand"),)),) * 3)
    pulled = Quote(blocks=(Paragraph(spans=(Span(text="Ore feeds no one."),)),), pull=True)
    first, second, third, last = ARTICLE.body
    theme, typesetter = studio.workshop.theme("broadside", {}), studio.workshop.typesetter(Path("nowhere"), "en")
    body = (first, second, first, pulled, third, table, last, first)
    flow = Body(replace(ARTICLE, body=body), theme, theme.body, typesetter, ()).flow(4, variant)
    rows = [number for number, block in enumerate(flow) if isinstance(block, TableRowBlock)]
    assert sum(isinstance(block, HeadBlock) for block in flow) >= 2
    assert isinstance(flow[rows[0] - 1], TextBlock)


def test_a_quote_that_the_author_pulled_moves_by_a_paragraph_at_most(studio: Studio) -> None:
    pulled = Quote(blocks=(Paragraph(spans=(Span(text="Ore feeds no one."),)),), pull=True)
    heading = Heading(spans=(Span(text="The second day"),))
    first, second, third, last = ARTICLE.body
    flows = flows_of(studio, (first, heading, second, third, pulled, last, last))
    assert {flow.index("Ore feeds no one.") for flow in flows} == {3, 4, 5}


@pytest.mark.parametrize("place", ["under a heading", "at the end", "before a list"])
def test_a_quote_that_the_author_pulled_stays_where_it_alone_can_stand(studio: Studio, place: str) -> None:
    pulled = Quote(blocks=(Paragraph(spans=(Span(text="Ore feeds no one."),)),), pull=True)
    heading = Heading(spans=(Span(text="The second day"),))
    items = ListBlock(items=((Paragraph(spans=(Span(text="Bread."),)),),))
    first, second, third, last = ARTICLE.body
    body, at = {
        "under a heading": ((first, heading, second, pulled, heading, last), 3),
        "at the end": ((first, second, heading, third, pulled, last), 4),
        "before a list": ((first, heading, second, pulled, items, last), 3),
    }[place]
    assert {flow.index("Ore feeds no one.") for flow in flows_of(studio, body)} == {at}


@pytest.mark.parametrize("variant", range(len(SHIFTS)))
@pytest.mark.parametrize("place", range(2, 7))
def test_a_quote_that_the_author_pulled_moves_beside_no_other(studio: Studio, variant: int, place: int) -> None:
    pulled = Quote(blocks=(Paragraph(spans=(Span(text="Ore feeds no one."),)),), pull=True)
    first, second, third, _ = ARTICLE.body
    body: list[Block] = [first, third, second, third, first, third, first, third]
    body.insert(place, pulled)
    theme, typesetter = studio.workshop.theme("broadside", {}), studio.workshop.typesetter(Path("nowhere"), "en")
    flow = Body(replace(ARTICLE, body=tuple(body)), theme, theme.body, typesetter, ()).flow(2, variant)
    quotes = [number for number, block in enumerate(flow) if isinstance(block, HeadBlock)]
    assert len(quotes) == 2
    assert quotes[1] - quotes[0] > 1


def flows_of(studio: Studio, body: tuple[Block, ...]) -> list[list[str]]:
    theme = studio.workshop.theme("broadside", {})
    typesetter = studio.workshop.typesetter(Path("nowhere"), "en")
    made = Body(replace(ARTICLE, body=body), theme, theme.body, typesetter, ())
    return [[block.words() for block in made.flow(0, variant)] for variant in range(len(SHIFTS))]
