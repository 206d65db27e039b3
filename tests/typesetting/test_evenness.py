"""What two breaks do together, and which words are broken: charged where the paragraph is prepared."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from pamphlet.manuscript.article import Span
from pamphlet.typesetting import preparing
from pamphlet.typesetting.breaking import HYPHEN
from pamphlet.typesetting.dividing import COMPOUND_PENALTY, FRAGMENT_PENALTY, HYPHEN_PENALTY
from pamphlet.typesetting.galley import Typesetter
from pamphlet.typesetting.hyphenation import Hyphenator
from pamphlet.typesetting.library import FontLibrary
from pamphlet.typesetting.line import Ending, Line
from pamphlet.typesetting.locale import conventions
from pamphlet.typesetting.preparing import LAST_WORD_PENALTY, NAME_PENALTY, Prepared
from pamphlet.typesetting.style import Align, Family, Style

STYLE = Style(family=Family(regular="Vollkorn_400Regular"), size=10, leading=13, align=Align.JUSTIFY)


def prepared(typesetter: Typesetter, text: str) -> Prepared:
    (stretch,) = typesetter.prepare((Span(text=text),), STYLE)
    return stretch


def penalties(stretch: Prepared) -> dict[str, float]:
    """Return what each hyphen costs, by the letters before it."""
    found = {}
    for place, kind, penalty in zip(stretch.places, stretch.points.kind, stretch.points.penalty, strict=True):
        word, piece, index = place
        if kind == HYPHEN and index:
            found[stretch.words[word].pieces[piece].shaped.text[:index]] = penalty
    return found


def stacks(lines: tuple[Line, ...]) -> int:
    """Count the lines that begin or end with the whole word that the line above does."""
    heads = [
        "" if before and before.ending is Ending.HYPHEN else line.text.lower().split()[0]
        for before, line in zip((None, *lines), lines, strict=False)
    ]
    tails = ["" if line.ending is not Ending.SPACE else line.text.lower().split()[-1] for line in lines]
    return sum(one == two and len(one) > 1 for ends in (heads, tails) for one, two in pairwise(ends))


class TestStacks:
    def test_words_stand_below_themselves_less_than_they_would(
        self, library: FontLibrary, prose: dict[str, tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def count() -> int:
            typesetter = Typesetter(library, Hyphenator(), conventions("en"))
            stretches = [prepared(typesetter, text) for text in prose["en"]]
            return sum(
                stacks(typesetter.set_lines((stretch,), STYLE, [float(measure)]))
                for stretch in stretches
                for measure in range(180, 330, 5)
            )

        charged = count()
        monkeypatch.setattr(preparing, "STACK_PENALTY", 0.0)
        assert charged < count() * 0.75

    def test_the_charge_is_on_lines_between_the_same_words_and_no_others(self, typesetter: Typesetter) -> None:
        stretch = prepared(typesetter, "one two one three")
        # Lines that begin with the first and the second "one"; then lines that end with each of them.
        assert stretch.points.charges == {2: {0: preparing.STACK_PENALTY}, 3: {1: preparing.STACK_PENALTY}}

    def test_case_and_marks_make_no_other_word(self, typesetter: Typesetter) -> None:
        assert prepared(typesetter, "Bread, wine, bread").points.charges.keys() == {2}

    def test_single_letters_are_no_stack(self, typesetter: Typesetter) -> None:
        assert not prepared(typesetter, "a hut a hat a house").points.charges


class TestHyphens:
    def test_a_name_costs_more_than_a_word(self, typesetter: Typesetter) -> None:
        costs = penalties(prepared(typesetter, "Miners march where Washington miners march today."))
        assert costs["Wash"] == pytest.approx(HYPHEN_PENALTY + NAME_PENALTY)

    def test_a_word_that_begins_a_sentence_is_no_name(self, typesetter: Typesetter) -> None:
        costs = penalties(prepared(typesetter, "They march. Government falls. \u201cGovernment falls,\u201d they say."))
        assert set(costs.values()) == {HYPHEN_PENALTY}

    def test_a_german_noun_is_no_name(self, typesetter_of: Callable[[str], Typesetter]) -> None:
        costs = penalties(prepared(typesetter_of("de"), "Wir lesen die Zeitungen gern und oft."))
        assert costs["Zeitun"] == pytest.approx(HYPHEN_PENALTY)

    def test_two_letters_alone_cost_more(self, typesetter: Typesetter) -> None:
        costs = penalties(prepared(typesetter, "they recover the government now"))
        assert costs["re"] == pytest.approx(HYPHEN_PENALTY + FRAGMENT_PENALTY)
        assert costs["gov"] == pytest.approx(HYPHEN_PENALTY)

    @pytest.mark.parametrize("lang", ["en", "es"])
    def test_the_last_word_is_divided_only_where_lines_would_be_far_too_open(
        self, library: FontLibrary, prose: dict[str, tuple[str, ...]], lang: str
    ) -> None:
        typesetter = Typesetter(library, Hyphenator(), conventions(lang))
        for text in prose[lang]:
            stretch = prepared(typesetter, text)
            for measure in range(120, 260, 4):
                lines = typesetter.set_lines((stretch,), STYLE, [float(measure)])
                assert lines[-2].ending is not Ending.HYPHEN or " " in lines[-1].text, (
                    f"{lines[-2].text} in {measure} pt"
                )

    def test_the_last_word_costs_most(self, typesetter: Typesetter) -> None:
        costs = penalties(prepared(typesetter, "we have a government"))
        assert costs["gov"] == pytest.approx(HYPHEN_PENALTY + LAST_WORD_PENALTY)

    def test_a_compound_is_divided_elsewhere_only_at_a_price(self, typesetter: Typesetter) -> None:
        costs = penalties(prepared(typesetter, "the government-supporting march goes on"))
        assert costs["government-"] < HYPHEN_PENALTY
        assert costs["gov"] == costs["government-sup"] == pytest.approx(HYPHEN_PENALTY + COMPOUND_PENALTY)


class TestWeakEnds:
    def ends(self, typesetter: Typesetter, text: str) -> dict[str, float]:
        """Return the cost of ending a line behind each word."""
        points = prepared(typesetter, text).points
        return {tail: cost for tail, cost in zip(text.split(), points.penalty[1:], strict=True)}

    def test_an_article_at_the_end_of_a_line_is_charged_for(self, typesetter: Typesetter) -> None:
        ends = self.ends(typesetter, "it was a big fist")
        assert ends == {"it": 0, "was": 0, "a": preparing.WEAK_END_PENALTY, "big": 0, "fist": 0}

    def test_only_where_the_language_has_such_words(self, typesetter_of: Callable[[str], Typesetter]) -> None:
        assert self.ends(typesetter_of("es"), "uno y otro")["y"] == preparing.WEAK_END_PENALTY
        assert self.ends(typesetter_of("de"), "uno y otro")["y"] == 0

    def test_not_where_a_sentence_ends(self, typesetter: Typesetter) -> None:
        assert self.ends(typesetter, "it was a. So there")["a."] == 0

    def test_not_where_a_comma_follows(self, typesetter_of: Callable[[str], Typesetter]) -> None:
        assert self.ends(typesetter_of("es"), "uno y, pues, tres")["y,"] == 0

    def test_longer_words_cost_nothing_in_justified_text(self, typesetter: Typesetter) -> None:
        assert self.ends(typesetter, "and the fist")["the"] == 0
