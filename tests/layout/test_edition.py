"""Whole leaflets, looked at as a printer and a reader would."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest
from leaflets import (
    FOLDS,
    LENGTHS,
    NOWHERE,
    PAPERS,
    THEMES,
    Studio,
    glyph_edges,
    layout_of,
    lines,
    paragraph,
    plan_of,
    prose,
    read,
    size_of,
    text_lines,
    text_of,
    words_placed,
)
from msgspec.structs import replace

from pamphlet.editions.formats import space_of
from pamphlet.layout import leaflet as leaflet_module
from pamphlet.layout.completeness import check_complete, check_places
from pamphlet.layout.copyfit import Copyfitter
from pamphlet.layout.leaflet import lay_out_fold
from pamphlet.layout.placed import Layout, Panel, PlacedBox, PlacedLine, PlacedModules, PlacedPicture
from pamphlet.layout.pullquotes import pull_quotes
from pamphlet.layout.result import Result
from pamphlet.manuscript.article import Article, Bulletin, Heading, Note, Paragraph, Quote, Span, Table
from pamphlet.manuscript.settings import Marks
from pamphlet.manuscript.text import words
from pamphlet.sheet.boxes import press_sheet
from pamphlet.sheet.papers import paper_size
from pamphlet.sheet.plan import Edge
from pamphlet.units import Insets, Rect, mm

EMPTY_ROWS = 3
"""Rows at the end of the text that a reader takes for its end and not for a hole."""

Columns = dict[tuple[str, float], list[PlacedLine]]


def columns_of(result: Result) -> Columns:
    """Return the lines of running text by column, from the top down."""
    columns: Columns = defaultdict(list)
    for panel, item in text_lines(result):
        columns[panel.name, round(item.x, 1)].append(item)
    return columns


def rows_above_foot(studio: Studio, result: Result, panel: Panel, item: PlacedLine, theme: str) -> float:
    assert result.grid is not None
    spec = studio.workshop.theme(theme, {}).body
    foot = panel.height - spec.bottom - 0.5 * result.grid.leading + 0.3 * result.grid.size
    return (foot - item.y) / result.grid.leading


@pytest.fixture(scope="module", params=[(theme, length) for theme in THEMES for length in LENGTHS], ids=str)
def fitted(request: pytest.FixtureRequest, studio: Studio) -> tuple[Studio, str, Article, Result]:
    """A leaflet of half the usual length to twice of it, on a rolled A4 sheet."""
    theme, length = request.param
    article = studio.article(length)
    return studio, theme, article, studio.fold(article, theme=theme)


Fitted = tuple[Studio, str, Article, Result]


class TestEveryLength:
    def test_nothing_is_overset_and_no_hole_is_left(self, fitted: Fitted) -> None:
        _, _, _, result = fitted
        assert result.overset == ()
        assert result.layout is not None
        assert result.empty_rows <= EMPTY_ROWS

    def test_every_word_once(self, fitted: Fitted) -> None:
        _, _, article, result = fitted
        wanted = [word for each in article.body for word in text_of(each).split()]
        layout = layout_of(result)
        shown = [
            item
            for _, item in lines(layout, "body")
            if item.element >= 0
            and not layout.elements[item.element].repeat
            and layout.elements[item.element].text != article.standfirst
        ]
        assert [word.casefold() for word in read(shown)] == [word.casefold() for word in wanted]

    def test_columns_fill_their_panels(self, fitted: Fitted) -> None:
        studio, theme, _, result = fitted
        ends: dict[str, float] = {}
        for panel, item in lines(layout_of(result), "body"):
            ends[panel.name] = min(ends.get(panel.name, 1e9), rows_above_foot(studio, result, panel, item, theme))
        *full, last = ends.values()
        assert last <= EMPTY_ROWS + 1.05
        # A pull quote stands centred in its rows, so its last line ends a little higher.
        assert all(-0.05 <= rows <= 2.05 for rows in full), ends

    def test_running_text_stands_on_one_grid(self, fitted: Fitted) -> None:
        _, _, _, result = fitted
        assert result.grid is not None
        leading = result.grid.leading
        feet = [item.y % leading for _, item in text_lines(result)]
        offset = [min(abs(foot - feet[0]), leading - abs(foot - feet[0])) for foot in feet]
        assert max(offset) < 0.01
        assert len({panel.name for panel, _ in text_lines(result)}) == 3

    def test_no_widow_and_no_orphan(self, fitted: Fitted) -> None:
        _, _, _, result = fitted
        assert not list(lone_lines(result))

    def test_no_heading_at_the_foot_of_a_column(self, fitted: Fitted) -> None:
        _, _, _, result = fitted
        assert not list(headings_without_text(result))

    def test_headings_have_the_same_white_above_them(self, fitted: Fitted) -> None:
        """But in a column that would else end in a hole, where all have a row more."""
        *_, result = fitted
        layout = layout_of(result)
        assert result.grid is not None
        above: dict[str, set[int]] = defaultdict(set)
        for (panel, before), (beside, item) in itertools.pairwise(lines(layout, "body")):
            after_text = layout.elements[before.element].kind == "P" and not layout.elements[before.element].repeat
            if panel == beside and before.y < item.y and after_text and layout.elements[item.element].kind == "H2":
                above[panel.name].add(round((item.y - before.y) / result.grid.leading))
        assert all(len(rows) == 1 for rows in above.values()), above
        assert len(set(map(min, above.values()))) <= 2

    def test_sizes_stay_readable(self, fitted: Fitted) -> None:
        studio, theme, _, result = fitted
        assert result.grid is not None
        fit = studio.workshop.theme(theme, {}).copyfit
        limits = [fit.size, *(step.to for step in (*fit.short, *fit.long) if step.lever == "size")]
        assert min(limits) - 0.01 <= result.grid.size <= max(limits) + 0.01
        assert min(limits) >= 8.5

    def test_the_log_says_what_was_done(self, fitted: Fitted) -> None:
        *_, result = fitted
        assert result.log
        assert all(line and line == line.strip() for line in result.log)


def lone_lines(result: Result) -> Iterator[str]:
    """Yield the single lines of paragraphs at the foot or head of a column."""
    paragraphs: dict[int, Counter[tuple[str, float]]] = defaultdict(Counter)
    texts: dict[tuple[int, str, float], str] = {}
    for panel, item in text_lines(result):
        paragraphs[item.element][panel.name, round(item.x, 1)] += 1
        texts[item.element, panel.name, round(item.x, 1)] = item.line.text
    for element, columns in paragraphs.items():
        if len(columns) > 1:
            yield from (texts[element, *column] for column, number in columns.items() if number < 2)


def headings_without_text(result: Result) -> Iterator[str]:
    """Yield headings that two lines of text do not follow in their column."""
    layout = layout_of(result)
    below: dict[str, list[PlacedLine]] = defaultdict(list)
    for panel, item in lines(layout, "body", "page"):
        below[panel.name].append(item)
    for items in below.values():
        for number, item in enumerate(items):
            if item.element >= 0 and layout.elements[item.element].kind.startswith("H"):
                column = [each for each in items[number + 1 :] if abs(each.x - item.x) < 0.5 and each.y > item.y]
                following = [each for each in column if each.element != item.element][:2]
                if len(following) < 2 and layout.elements[item.element].kind != "H1":
                    yield item.line.text


def test_a_longer_text_is_never_set_larger(studio: Studio) -> None:
    for theme in THEMES:
        sizes = [
            result.grid.size for result in (studio.fold(studio.article(n), theme=theme) for n in LENGTHS) if result.grid
        ]
        assert len(sizes) == len(LENGTHS)
        assert all(later <= earlier + 0.26 for earlier, later in itertools.pairwise(sizes)), (theme, sizes)
        assert sizes[-1] < sizes[0]


@pytest.fixture(
    scope="module", params=[(f, p, t) for f in FOLDS for p in PAPERS for t in THEMES], ids=lambda each: "-".join(each)
)
def folded(request: pytest.FixtureRequest, studio: Studio) -> tuple[str, str, str, Article, Result]:
    fold, paper, theme = request.param
    article = studio.article(1.0)
    return fold, paper, theme, article, studio.fold(article, fold, paper, theme)


Folded = tuple[str, str, str, Article, Result]


class TestEveryFold:
    def test_every_word_of_the_article_is_on_a_panel(self, folded: Folded) -> None:
        *_, article, result = folded
        layout = layout_of(result)
        assert check_complete(words(article), layout) == ()
        wanted = Counter(word.casefold() for word in words(article))
        shown = Counter(word.casefold() for word in words_placed(layout))
        assert not {word: n for word, n in (wanted - shown).items() if n}

    def test_type_keeps_off_folds_and_edges(self, folded: Folded) -> None:
        fold, paper, _, _, result = folded
        planned = {panel.name: panel for panel in plan_of(fold, paper).panels}
        for panel, item in lines(layout_of(result)):
            left, right = glyph_edges(item)
            plan = planned[panel.name]
            assert left >= mm(5) - 0.4 * size_of(item.line) * (plan.edges.left is not Edge.FOLD), item.line.text
            assert right <= panel.width - mm(5), item.line.text
            assert left >= mm(5) - 1.0, item.line.text
            assert mm(5) <= item.y <= panel.height - mm(4), item.line.text

    def test_no_line_stands_on_another(self, folded: Folded) -> None:
        *_, result = folded
        assert not list(collisions(layout_of(result)))

    def test_type_does_not_stand_on_pictures(self, folded: Folded) -> None:
        fold, paper, _theme, _, result = folded
        sheet = press_sheet(plan_of(fold, paper), layout_of(result), bleed=0.0, marks=Marks())
        assert any(isinstance(i, PlacedPicture) for side in sheet.sides for panel in side.panels for i in panel.items)
        for side in sheet.sides:
            pictures = [
                panel.on_paper(common(item.rect, panel.clip))
                for panel in side.panels
                for item in panel.items
                if isinstance(item, PlacedPicture)
            ]
            for panel in side.panels:
                for item in panel.items:
                    if isinstance(item, PlacedLine) and item.line.text:
                        box = panel.on_paper(ink_box(item))
                        assert not any(overlap(box, rect) for rect in pictures), item.line.text

    def test_pictures_and_codes_stay_on_the_sheet(self, folded: Folded) -> None:
        fold, paper, _, _, result = folded
        planned = {panel.name: panel for panel in plan_of(fold, paper).panels}
        for panel in layout_of(result).panels:
            whole = Rect(0.0, 0.0, panel.width, panel.height)
            begins, width = planned[panel.name].face if panel.name in planned else (0.0, panel.width)
            face = Rect(-begins, 0.0, width, panel.height)
            for item in panel.items:
                if isinstance(item, PlacedPicture):
                    assert face.holds(item.rect, 0.1), "a picture runs on only over the other half of its cover"
                    assert item.rect.width > mm(20) and item.rect.height > mm(12)
                elif isinstance(item, PlacedModules):
                    assert whole.inset(Insets(mm(4), mm(4), mm(4), mm(4))).holds(item.rect)
                    assert item.rect.width >= mm(18)

    def test_panels_are_the_folds_own(self, folded: Folded) -> None:
        fold, paper, _, _, result = folded
        planned = {panel.name: panel.rect for panel in plan_of(fold, paper).panels}
        placed = {panel.name: panel for panel in layout_of(result).panels if panel.role != "spread"}
        assert set(placed) == set(planned)
        for name, panel in placed.items():
            assert (panel.width, panel.height) == pytest.approx((planned[name].width, planned[name].height))
            assert panel.items, name

    def test_columns_hold_their_paragraphs_together(self, folded: Folded) -> None:
        *_, result = folded
        assert not list(lone_lines(result))
        assert not list(headings_without_text(result))

    def test_pull_quotes_repeat_the_article_word_for_word(self, folded: Folded) -> None:
        *_, article, result = folded
        layout = layout_of(result)
        whole = " ".join(text_of(each) for each in article.body)
        for panel in layout.panels:
            if panel.role == "body":
                for element in {i.element for i in panel.items if isinstance(i, PlacedLine) and i.element >= 0}:
                    if layout.elements[element].kind == "BlockQuote":
                        assert layout.elements[element].repeat
                        assert layout.elements[element].text in whole

    def test_elements_show_their_own_text(self, folded: Folded) -> None:
        *_, result = folded
        layout = layout_of(result)
        shown: dict[int, list[PlacedLine]] = defaultdict(list)
        for _, item in lines(layout):
            if item.element >= 0:
                shown[item.element].append(item)
        assert shown
        for number, items in shown.items():
            wanted = layout.elements[number].text
            assert bare(" ".join(read(items))) == bare(wanted)

    def test_twice_the_same(self, studio: Studio, folded: Folded) -> None:
        fold, paper, theme, article, result = folded
        again = studio.fold_again(article, fold, paper, theme)
        assert again.log == result.log
        assert described(layout_of(again)) == described(layout_of(result))


def bare(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def described(layout: Layout) -> list[str]:
    """Return a text trace of the layout."""
    trace: list[str] = []
    for panel in layout.panels:
        for item in panel.items:
            if isinstance(item, PlacedLine):
                words = " ".join(f"{x!r}:{s.text}" for run in item.line.runs for x, s in run.words)
                trace.append(f"{panel.name} {item.x!r} {item.y!r} {words}")
            else:
                trace.append(f"{panel.name} {item!r}")
    return trace


def ink_box(item: PlacedLine) -> Rect:
    """Return the box of a line's letters, baseline to x-height: what must not be touched."""
    left, right = glyph_edges(item)
    height = max(run.size * run.face.x_height for run in item.line.runs)
    return Rect(left, item.y - height, right - left, height)


def common(one: Rect, other: Rect) -> Rect:
    left, top = max(one.x, other.x), max(one.y, other.y)
    return Rect(left, top, min(one.right, other.right) - left, min(one.bottom, other.bottom) - top)


def overlap(one: Rect, other: Rect) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def collisions(layout: Layout) -> Iterator[tuple[str, str]]:
    for panel in layout.panels:
        boxes = [(ink_box(item), item.line.text) for item in panel.items if isinstance(item, PlacedLine)]
        for number, (box, text) in enumerate(boxes):
            yield from ((text, other) for each, other in boxes[number + 1 :] if overlap(box, each))


@pytest.fixture(scope="module", params=[(p, t, n) for p in PAPERS for t in THEMES for n in (0.5, 1.0, 2.0)], ids=str)
def handout(request: pytest.FixtureRequest, studio: Studio) -> tuple[Article, Result]:
    paper, theme, length = request.param
    article = studio.article(length)
    return article, studio.handout(article, paper, theme)


class TestHandout:
    def test_it_fits_with_every_word(self, handout: tuple[Article, Result]) -> None:
        article, result = handout
        assert result.overset == ()
        assert check_complete(words(article), layout_of(result)) == ()

    def test_pages_are_one_or_two(self, handout: tuple[Article, Result]) -> None:
        _, result = handout
        assert [panel.name for panel in layout_of(result).panels] in (["p1"], ["p1", "p2"])

    def test_type_keeps_on_the_page(self, handout: tuple[Article, Result]) -> None:
        _, result = handout
        for panel, item in lines(layout_of(result)):
            left, right = glyph_edges(item)
            assert left >= mm(10) and right <= panel.width - mm(10), item.line.text
            assert mm(8) <= item.y <= panel.height - mm(8), item.line.text

    def test_no_line_stands_on_another(self, handout: tuple[Article, Result]) -> None:
        _, result = handout
        assert not list(collisions(layout_of(result)))

    def test_columns_hold_their_paragraphs_together(self, handout: tuple[Article, Result]) -> None:
        _, result = handout
        assert not list(lone_lines(result))
        assert not list(headings_without_text(result))

    def test_baselines_of_both_columns_agree(self, handout: tuple[Article, Result]) -> None:
        article, result = handout
        texts = {block_text for block in article.body for block_text in [text_of(block)]}
        elements = layout_of(result).elements
        assert result.grid is not None
        for name in {panel.name for panel, _ in text_lines(result)}:
            feet = [
                item.y % result.grid.leading
                for panel, item in text_lines(result)
                if panel.name == name and elements[item.element].text in texts
            ]
            offset = [min(abs(f - feet[0]), result.grid.leading - abs(f - feet[0])) for f in feet]
            assert max(offset) < 0.01


@pytest.fixture(scope="module")
def endless(studio: Studio) -> Article:
    return studio.article(6.0)


class TestOverset:
    def test_it_is_told_and_not_laid_out(self, studio: Studio, endless: Article) -> None:
        result = studio.fold(endless)
        assert result.layout is None
        overset = result.overset[0]
        assert overset.panel == "body panel i2"
        assert overset.words > 1000
        whole = " ".join(text_of(each) for each in endless.body)
        assert overset.first_words and overset.first_words in whole
        assert any(str(overset.words) in cure for cure in overset.cures)
        assert any("broadside" in cure for cure in overset.cures)
        assert not any("--" in cure for cure in overset.cures), "what may be asked for is the format's to say"

    def test_cutting_as_many_words_is_enough(self, studio: Studio, endless: Article) -> None:
        overset = studio.fold(endless).overset[0]
        all_words = [word for each in endless.body for word in text_of(each).split()]
        kept = len(all_words) - overset.words
        body = []
        for each in endless.body:
            if kept <= 0:
                break
            text = text_of(each).split()
            body.append(each if len(text) <= kept else paragraph(" ".join(text[:kept])))
            kept -= len(text)
        # Two words in a hundred: paragraphs do not end where columns do.
        tolerance = len(all_words) // 50
        shorter = studio.article(1.0, body=tuple(body))
        left = studio.fold_again(shorter, "trifold-roll", "A4")
        assert left.layout is not None or left.overset[0].words <= tolerance

    @pytest.mark.parametrize("theme", THEMES)
    @pytest.mark.parametrize("length", [2.6, 6.0])
    def test_a_draft_shows_the_text_as_far_as_its_panels_go(self, studio: Studio, theme: str, length: float) -> None:
        article = studio.article(length)
        for result in (
            studio.fold_again(article, "trifold-roll", "A4", theme, draft=True),
            studio.handout(studio.article(2 * length), theme=theme, draft=True),
        ):
            assert [each.panel.split()[0] for each in result.overset] in (["body"], ["page"])
            layout = layout_of(result)
            assert check_places(layout) == ()
            assert result.empty_rows == 0, "a text that is too long does not end short"
            wanted = [word for each in article.body for word in text_of(each).casefold().split()]
            names = {element.text.casefold() for element in layout.elements if element.repeat}
            shown = [
                word.casefold()
                for _, item in text_lines(result)
                if layout.elements[item.element].text.casefold() not in names
                and layout.elements[item.element].text != article.standfirst
                for word in read([item])
            ]
            assert len(shown) > 400
            columns: dict[tuple[str, float], float] = {}
            for panel, item in text_lines(result):
                columns[panel.name, round(item.x, 1)] = item.y / panel.height
            assert min(columns.values()) > 0.5 and sum(columns.values()) / len(columns) > 0.8, "columns are full"
            assert shown[-1].strip("-") in " ".join(wanted)

    def test_a_draft_tells_of_a_panel_and_ends_its_text_there(self, studio: Studio) -> None:
        article = studio.article(1.0, contact="write to " + "us and to all of our friends " * 160)
        refused = studio.fold_again(article, "trifold-roll", "A4")
        assert refused.layout is None
        for result in (
            studio.fold_again(article, "trifold-roll", "A4", draft=True),
            studio.handout(studio.article(1.0, title="A long headline " * 60), draft=True),
        ):
            assert result.overset
            assert result.overset[0].at in [panel.name for panel in layout_of(result).panels]
            assert check_places(layout_of(result)) == ()
        assert refused.overset[0].at == "o1"
        assert refused.overset[0].cures[0] == f"shorten the contact ({len(article.contact)} characters)"

    def test_a_draft_of_a_block_that_no_column_holds(self, studio: Studio) -> None:
        quote = Quote(pull=True, blocks=(paragraph("Paper is patient, and so are we. " * 60),))
        article = studio.article(1.0, body=(*prose()[:3], quote, *prose()[3:]))
        result = studio.fold_again(article, "trifold-roll", "A4", draft=True)
        assert result.overset[0].at == "i2"
        assert check_places(layout_of(result)) == ()
        assert text_of(prose()[1]).split()[0] in words_placed(layout_of(result))

    def test_a_handout_is_overset_too(self, studio: Studio, endless: Article) -> None:
        result = studio.handout(endless)
        assert result.layout is None
        assert result.overset[0].words > 500

    def test_panels_and_body_are_told_at_once(self, studio: Studio, endless: Article) -> None:
        both = studio.article(6.0, title="A" * 1200)
        result = studio.fold_again(both, "trifold-roll", "A4")
        assert {each.panel.split()[0] for each in result.overset} == {"body", "cover"}


class TestBound:
    @pytest.mark.parametrize("length", [0.1, 1.0, 2.0, 6.0, 60.0])
    def test_copyfit_tries_a_bounded_number_of_settings(
        self, studio: Studio, length: float, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made: list[Copyfitter] = []

        class Counting(Copyfitter):
            def fit(self):  # type: ignore[no-untyped-def]
                made.append(self)
                return super().fit()

        monkeypatch.setattr(leaflet_module, "Copyfitter", Counting)
        studio.fold_again(studio.article(length), "trifold-roll", "A4")
        assert 1 <= made[0].tried <= 40


class TestOddArticles:
    def test_a_300_character_title_is_fitted_or_refused(self, studio: Studio) -> None:
        title = " ".join(["paper and patience"] * 20)[:300]
        article = studio.article(1.0, title=title)
        for theme in THEMES:
            for fold in FOLDS:
                result = studio.fold_again(article, fold, "A4", theme)
                if result.layout is None:
                    assert any("cover" in each.panel for each in result.overset)
                else:
                    assert check_complete(words(article), result.layout) == ()
                    assert not list(collisions(result.layout))

    @pytest.mark.parametrize("title", ["Donaudampfschifffahrtsgesellschaftskapit", "A" * 40, "No"])
    def test_a_title_of_one_word(self, studio: Studio, title: str) -> None:
        article = studio.article(1.0, title=title)
        layout = layout_of(studio.fold_again(article, "trifold-roll", "A4"))
        assert check_complete(words(article), layout) == ()
        for panel, item in lines(layout, "cover"):
            _, right = glyph_edges(item)
            assert right <= panel.width - mm(5) + 0.5

    def test_no_body(self, studio: Studio) -> None:
        article = studio.article(1.0, body=())
        result = studio.fold_again(article, "trifold-roll", "A4")
        assert check_complete(words(article), layout_of(result)) == ()

    @pytest.mark.parametrize(
        "changes",
        [{"photo": None}, {"slogans": ()}, {"standfirst": ""}, {"kicker": ""}, {"imprint": "", "contact": ""}],
        ids=lambda each: next(iter(each)),
    )
    def test_what_an_article_lacks_leaves_no_trace(self, studio: Studio, changes: dict[str, object]) -> None:
        article = studio.article(1.0, **changes)
        for theme in THEMES:
            layout = layout_of(studio.fold_again(article, "trifold-roll", "A4", theme))
            assert check_complete(words(article), layout) == ()
            assert all(item.line.text for _, item in lines(layout))

    def test_calls_of_notes_wherever_they_stand(self, studio: Studio) -> None:
        notes = tuple(
            Note(label=label, number=number, blocks=(paragraph(f"Note {label}."),))
            for number, label in enumerate("abc", start=1)
        )
        a, b, c = (Span(text="", note=label) for label in "abc")
        said = Paragraph(spans=(a, Span(text=" Mid"), b, Span(text="way, two at once"), b, c, Span(text=" and on.")))
        article = studio.article(1.0, body=(paragraph("First."), said, *prose()), notes=notes)
        layout = layout_of(studio.fold_again(article, "trifold-roll", "A4"))
        assert check_complete(words(article), layout) == ()
        text = " ".join(item.line.text for _, item in lines(layout, "body"))
        assert "1 Mid2way, two at once2,3 and" in text

    def test_an_address_is_no_pull_quote(self, studio: Studio) -> None:
        said = "Write to the office of the miners today."
        linked = Paragraph(
            spans=(Span(text="See "), Span(text="all the names of those who came", link="https://a.org"))
        )
        for spans in (
            (Span(text=said.replace("the office", "miners@example.org")),),
            (Span(text="Read the "), Span(text="list of those who came", link="https://a.org"), Span(text=" to us.")),
        ):
            assert pull_quotes(studio.article(body=(linked, Paragraph(spans=spans))), 1) == ()
        assert pull_quotes(studio.article(body=(linked, paragraph(said))), 1) == ((1, said),)

    def test_a_table_stands_as_near_to_its_heading_as_text(self, studio: Studio) -> None:
        cells = ((Span(text="Town"),), (Span(text="Miners"),))
        table = Table(rows=(cells, cells), header_rows=1, align=("left", "right"))
        heading = Heading(spans=(Span(text="How many"),), level=2)

        def gap(below: Table | Paragraph, first: str) -> float:
            body = (paragraph("First."), heading, below, *prose())
            layout = layout_of(studio.fold_again(studio.article(1.0, body=body), "trifold-roll", "A4"))
            placed = [item for _, item in lines(layout, "body")]
            head = next(item for item in placed if item.line.text.casefold() == "how many")
            return next(item.y for item in placed if item.line.text.startswith(first)) - head.y

        assert gap(table, "Town") == pytest.approx(gap(paragraph("Town and country."), "Town"), abs=2.0)

    def test_a_word_longer_than_a_column(self, studio: Studio) -> None:
        article = studio.article(1.0, body=(paragraph(f"Here is {'x' * 300} and that is all."), *prose()))
        result = studio.fold_again(article, "trifold-roll", "A4")
        assert check_complete(words(article), layout_of(result)) == ()


@pytest.mark.parametrize("length", [0.5, 0.6, 0.7, 0.8, 0.9, 1.1])
def test_who_said_it_is_never_parted_from_the_quotation(studio: Studio, length: float) -> None:
    said = Quote(
        blocks=(paragraph("Paper is patient, and so are those who fold it."), paragraph("— A printer of leaflets"))
    )
    whole = studio.article(length)
    body = tuple(part for block in whole.body for part in (block, said))
    layout = layout_of(studio.fold_again(replace(whole, body=body), "trifold-z", "A4"))
    quoted = [
        (panel.name, round(item.x, 1), layout.elements[item.element].text, item.y)
        for panel, item in lines(layout, "body")
        if item.element >= 0
        and layout.elements[item.element].kind == "BlockQuote"
        and not layout.elements[item.element].repeat
    ]
    ends = [(*where, y) for *where, text, y in quoted if text.startswith("—")]
    assert len(ends) > 4
    for name, x, y in ends:
        above = [line for line in quoted if line[:2] == (name, x) and line[3] < y - 1]
        assert above and y - above[-1][3] < 20, (name, x, y)


def test_a_rule_stands_between_the_columns_of_a_page(studio: Studio) -> None:
    layout = layout_of(studio.handout(studio.article(1.0), "A4", "bulletin"))
    spec = studio.workshop.theme("bulletin", {}).page.body
    for panel in layout.panels:
        rules = [item.rect for item in panel.items if isinstance(item, PlacedBox) and item.rect.height > 300]
        assert [rule.width for rule in rules] == [pytest.approx(spec.column_rule)]
        assert rules[0].x + rules[0].width / 2 == pytest.approx(panel.width / 2)
        assert not [
            i
            for _, i in text_lines(studio.handout(studio.article(1.0), "A4", "bulletin"))
            if glyph_edges(i)[0] < rules[0].x - 1 and glyph_edges(i)[1] > rules[0].x - 1
        ]


def test_a_ground_of_the_body_does_not_cover_the_banner(studio: Studio) -> None:
    theme = studio.workshop.theme("broadside", {"panels": {"body": {"ground": "grey"}}})
    typesetter = studio.workshop.typesetter(NOWHERE, "en")
    space = space_of(plan_of("trifold-roll", "A4"))
    layout = layout_of(lay_out_fold(studio.article(0.9), theme, space, typesetter, studio.workshop.codes))
    kinds = [
        type(item)
        for panel in layout.panels
        if panel.role in ("spread", "body")
        for item in panel.items
        if isinstance(item, PlacedPicture) or (isinstance(item, PlacedBox) and item.ink == "grey")
    ]
    assert kinds == [PlacedBox] * 3 + [PlacedPicture]


@pytest.mark.parametrize("theme", THEMES)
def test_what_an_article_lacks_leaves_no_rule_and_no_blank_panel(studio: Studio, theme: str) -> None:
    """Title and text alone: the cover is all title, the flap speaks with a sentence of the text."""
    bare = studio.article(photo=None, kicker="", standfirst="", slogans=(), bulletin=Bulletin(), contact="", imprint="")
    layout = studio.fold(bare, theme=theme).layout
    assert layout is not None
    panels = {panel.role: panel for panel in layout.panels if panel.role != "body"}
    assert {"cover", "flap", "back"} <= set(panels)
    for role, panel in panels.items():
        lines = [item for item in panel.items if isinstance(item, PlacedLine)]
        assert lines, role
        rules = [item for item in panel.items if isinstance(item, PlacedBox) and item.rect.height < 1]
        # A list may end with a rule; none stands under nothing.
        assert not rules or max(rule.rect.y for rule in rules) < max(line.y for line in lines) + 12, role


def test_a_line_that_reaches_out_of_its_panel_is_told(studio: Studio) -> None:
    layout = layout_of(studio.fold(studio.article(1.0)))
    moved = [
        replace(
            panel,
            items=tuple(
                replace(item, x=item.x + 60) if isinstance(item, PlacedLine) and panel.name == "i1" else item
                for item in panel.items
            ),
        )
        for panel in layout.panels
    ]
    assert check_places(layout) == ()
    (finding,) = check_places(replace(layout, panels=tuple(moved)))
    assert (finding.code, finding.place.panel) == ("line-outside", "body panel i1")


@pytest.mark.parametrize("theme", THEMES)
def test_a_panel_that_a_short_text_does_not_reach_is_a_poster(studio: Studio, theme: str) -> None:
    short = studio.article(0.15, photo=None, slogans=("Bring back line 40!",))
    layout = studio.fold(short, theme=theme).layout
    assert layout is not None
    (poster,) = (panel for panel in layout.panels if panel.role == "poster")
    assert "line 40" in " ".join(line.line.text for line in poster.items if isinstance(line, PlacedLine)).lower()
    assert all(panel.role != "poster" for panel in layout_of(studio.fold(studio.article(), theme=theme)).panels)


@pytest.mark.parametrize("theme", THEMES)
def test_a_gates_cover_is_one_picture_over_both_doors(studio: Studio, theme: str) -> None:
    layout = layout_of(studio.fold(studio.article(1.0), "gate-open", "A4", theme))
    panels = {panel.name: panel for panel in layout.panels}
    (one,), (other,) = (
        [item for item in panels[name].items if isinstance(item, PlacedPicture)] for name in ("o0", "o2")
    )
    assert other.rect == one.rect.moved(-panels["o0"].width, 0.0)
    assert (one.path, one.focus) == (other.path, other.focus)
    assert one.element >= 0 and other.element < 0, "a reader is told of it once"
    assert [item for _, item in lines(layout, "door")], "the second door says something too"


def test_a_gate_without_a_photo_has_two_covers_of_type(studio: Studio) -> None:
    for theme in THEMES:
        article = studio.article(1.0, photo=None)
        layout = layout_of(studio.fold_again(article, "gate-open", "A4", theme))
        assert check_complete(words(article), layout) == ()
        assert [item for _, item in lines(layout, "door")]


@pytest.mark.parametrize("paper", ["A5", "A3", "SRA3", "Legal", "320mm x 450mm"])
def test_folds_of_other_papers(studio: Studio, paper: str) -> None:
    """As long a text as the paper is large; a small booklet is a matter of a short text."""
    size = paper_size(paper)
    share = size.width * size.height / (mm(210) * mm(297))
    for fold in FOLDS:
        for theme in THEMES:
            article = studio.article(0.75 * share * (0.5 if fold == "mini-zine" else 1.0))
            result = studio.fold_again(article, fold, paper, theme)
            told = [each.panel for each in result.overset]
            if paper == "A5" and fold not in ("half", "trifold-roll", "trifold-z"):
                assert result.layout is not None or told, "refused with the reason"
                continue
            assert told == [], (fold, theme, result.overset)
            assert check_places(layout_of(result)) == ()
            assert not list(collisions(layout_of(result)))


@pytest.mark.parametrize("theme", THEMES)
def test_many_headings_are_no_reason_to_refuse_a_leaflet(studio: Studio, theme: str) -> None:
    text = [part for part in prose() if not isinstance(part, Heading)]

    def headed(count: int) -> Article:
        heads = [Heading(spans=(Span(text=f"Article {n + 1}"),)) for n in range(count)]
        body = [part for n, head in enumerate(heads) for part in (head, paragraph(text_of(text[n % 3])[:90]))]
        return studio.article(1.0, body=tuple(body))

    def wing(article: Article) -> str:
        layout = layout_of(studio.fold_again(article, "cross", "A4", theme))
        assert check_complete(words(article), layout) == ()
        return " ".join(item.line.text.casefold() for _, item in lines(layout, "wing"))

    assert "article 1" in wing(headed(4))
    assert "article 1" not in wing(headed(26))
