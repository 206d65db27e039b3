"""Which sentences are lifted out of the body, and where they stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from leaflets import Studio
from msgspec.structs import replace

from pamphlet.layout.body import SHIFTS, Body
from pamphlet.layout.flow import HeadBlock, TextBlock
from pamphlet.layout.pullquotes import pull_quotes
from pamphlet.manuscript.article import Article, Bulletin, ListBlock, Paragraph, Span

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
