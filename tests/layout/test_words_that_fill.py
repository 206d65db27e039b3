"""How many words fill a fold, as the guide tells its readers: measured here, and written here.

The words are those of ``content/bolivia-long``, headings counted, in an article that has all a leaflet has.
"""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

import pytest
from leaflets import DATA, FOLDS, THEMES, Studio, count, cut, plan_of
from msgspec.structs import replace

from pamphlet.editions.formats import space_of
from pamphlet.layout.columns import SPARE
from pamphlet.layout.copyfit import Setting, fixed, settings
from pamphlet.layout.leaflet import lay_out_fold
from pamphlet.manuscript.article import Article, Block, Heading, Paragraph, Span
from pamphlet.manuscript.folder import read_leaflet
from pamphlet.manuscript.text import plain

ROOT = Path(__file__).parents[2]
LEAFLET, GUIDE = ROOT / "content" / "bolivia-long", ROOT / "docs" / "guide.md"
PAPERS = ("A4", "A3")
HEAD = "| Fold | " + " | ".join(f"{paper}, `{theme}`" for paper in PAPERS for theme in THEMES) + " |"
TABLE = re.compile(re.escape(HEAD) + r"\n(?:\|.*\n)+")


@cache
def text(length: float) -> tuple[Block, ...]:
    """Return the running text of the leaflet, cut or repeated to *length* times its words."""
    leaflet, _ = read_leaflet(LEAFLET)
    blocks = [block for block in leaflet.articles["en"].body if isinstance(block, Heading | Paragraph)]
    return tuple(cut([block_of(block) for block in blocks], length))


def block_of(block: Heading | Paragraph) -> Block:
    return replace(block, spans=(Span(text=plain(block.spans)),))


@pytest.fixture(scope="module")
def endless(studio: Studio) -> Article:
    return studio.article(body=text(6.0))


def held(studio: Studio, article: Article, fold: str, paper: str, theme_name: str) -> tuple[int, int, int]:
    """Return the words that the fold holds as the theme would set them, set most open, and set tightest; in tens."""
    theme = studio.workshop.theme(theme_name, {})
    steps, ideal = settings(theme.copyfit, banner=True)

    def at(setting: Setting) -> int:
        space, typesetter = space_of(plan_of(fold, paper)), studio.workshop.typesetter(DATA, "en")
        result = lay_out_fold(
            article, replace(theme, copyfit=fixed(theme.copyfit, setting)), space, typesetter, studio.workshop.codes
        )
        (overset,) = result.overset
        return round((sum(map(count, article.body)) - overset.words) / 10) * 10

    return at(steps[ideal]), at(steps[0]), at(steps[-1])


def test_the_guide_says_how_many_words_fill_each_fold(studio: Studio, endless: Article) -> None:
    """Rewrite its table with PAMPHLET_WRITE_DOCS=1."""
    rows = []
    for fold in FOLDS:
        cells = (held(studio, endless, fold, paper, theme) for paper in PAPERS for theme in THEMES)
        rows.append(f"| `{fold}` | " + " | ".join(f"**{own}** ({few} to {many})" for own, few, many in cells) + " |\n")
    table = f"{HEAD}\n|---|{'---:|' * (len(PAPERS) * len(THEMES))}\n" + "".join(rows)
    text = GUIDE.read_text(encoding="utf-8")
    if os.environ.get("PAMPHLET_WRITE_DOCS") == "1":
        GUIDE.write_text(text := TABLE.sub(table, text), encoding="utf-8")
    assert table in text, "run again with PAMPHLET_WRITE_DOCS=1, and look at the difference"


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("fold", FOLDS)
def test_an_article_of_as_many_words_fills_the_fold(studio: Studio, endless: Article, fold: str, theme: str) -> None:
    own, _, _ = held(studio, endless, fold, "A4", theme)
    article = studio.article(body=text(own / sum(map(count, text(1.0)))))
    result = studio.fold(article, fold, theme=theme)
    assert not result.overset
    assert result.empty_rows <= SPARE
    assert result.grid is not None
    assert result.grid.size == pytest.approx(studio.workshop.theme(theme, {}).copyfit.size, abs=0.76)
