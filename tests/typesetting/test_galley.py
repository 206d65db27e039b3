"""Set lines, read back from the places of their glyphs alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pamphlet.manuscript.article import HARD_BREAK, Span
from pamphlet.typesetting import galley as galley_module
from pamphlet.typesetting.breaking import Breakpoints
from pamphlet.typesetting.face import Shaped
from pamphlet.typesetting.galley import Typesetter
from pamphlet.typesetting.hyphenation import Hyphenator
from pamphlet.typesetting.library import FontLibrary
from pamphlet.typesetting.line import Ending, Line, Run
from pamphlet.typesetting.locale import conventions
from pamphlet.typesetting.margins import hang
from pamphlet.typesetting.preparing import KEPT
from pamphlet.typesetting.style import Align, Faces, Family, Limits, Style

SOFT_HYPHEN = "\u00ad"
FAMILY = Family(
    regular="Vollkorn_400Regular",
    italic="Vollkorn_400Regular_Italic",
    bold="Vollkorn_700Bold",
    bold_italic="Vollkorn_700Bold_Italic",
    nets=(Faces(regular="NotoSerif_400Regular"),),
)
JUSTIFIED = Style(family=FAMILY, size=10, leading=13, align=Align.JUSTIFY)
RAGGED = replace(JUSTIFIED, align=Align.START)
HEADLINE = Style(family=Family(regular="Anton_400Regular"), size=24, leading=27, align=Align.START, hyphenate=False)
PROPERTIES = settings(max_examples=60, deadline=None, derandomize=True, database=None)


def galley(
    typesetter: Typesetter,
    text: str | Sequence[Span],
    style: Style,
    *measures: float,
    indents: Sequence[float] = (0.0,),
) -> tuple[Line, ...]:
    spans = (Span(text=text),) if isinstance(text, str) else text
    return typesetter.set_lines(typesetter.prepare(spans, style), style, measures, indents)


def read(lines: Iterable[Line]) -> list[str]:
    """Return the words that a reader sees, those broken at a line's end made whole."""
    text = "".join(line.text + (" " if line.ending in (Ending.SPACE, Ending.END) else "") for line in lines)
    return text.split()


def placed(line: Line) -> Iterator[tuple[Run, float, Shaped]]:
    for run in line.runs:
        for x, shaped in run.words:
            yield run, x, shaped


def right_of(run: Run, x: float, shaped: Shaped) -> float:
    """Return where the last glyph's advance ends, without the tracking after it."""
    return x + run.scale * (shaped.width * run.size + run.tracking * (len(shaped.glyphs) - 1))


def edges(line: Line) -> tuple[float, float]:
    """Return the left and right edge of the type, less what hangs out."""
    ink = [each for each in placed(line) if each[2].text.strip()]
    first_run, x, first = ink[0]
    left = x + hanging(first_run, first, 0)
    last_run, last_x, last = ink[-1]
    right = right_of(last_run, last_x, last) - hanging(last_run, last, -1)
    return left, right


def hanging(run: Run, shaped: Shaped, end: int) -> float:
    """Return how far the first (0) or the last (-1) glyph of a word hangs out, in points."""
    char = shaped.text[end].replace(SOFT_HYPHEN, "-")
    return hang(shaped.face, shaped.glyphs[end].gid, char, right=bool(end)) * run.size


def word_spaces(line: Line) -> Iterator[float]:
    """Yield the white between neighbouring words, in ems of the line."""
    ink = [each for each in placed(line) if each[2].text.strip()]
    for (run, x, shaped), (_, following, _) in pairwise(ink):
        white = following - right_of(run, x, shaped) - run.scale * run.tracking
        if white > 0.05 * run.size:
            yield white / run.size


def ladder(lines: Iterable[Line]) -> int:
    longest = run = 0
    for line in lines:
        hyphened = line.ending is Ending.HYPHEN or line.text.endswith(("-", "\u2010"))
        run = run + 1 if hyphened else 0
        longest = max(longest, run)
    return longest


@pytest.fixture(scope="module", params=["en", "es"])
def galleys(
    request: pytest.FixtureRequest,
    typesetter_of: Callable[[str], Typesetter],
    prose: dict[str, tuple[str, ...]],
) -> list[tuple[str, float, tuple[Line, ...]]]:
    """Real text, justified in measures from a narrow column to a page."""
    lang = request.param
    typesetter = typesetter_of(lang)
    return [
        (text, measure, galley(typesetter, text, JUSTIFIED, measure))
        for measure in (150.0, 232.0, 241.0, 340.0)
        for text in prose[lang]
    ]


Galleys = list[tuple[str, float, tuple[Line, ...]]]


class TestJustified:
    def test_every_line_but_the_last_fills_its_measure(self, galleys: Galleys) -> None:
        for _, measure, lines in galleys:
            for line in lines[:-1]:
                left, right = edges(line)
                assert left == pytest.approx(0.0, abs=0.02), line.text
                assert right == pytest.approx(measure, abs=0.02), line.text

    def test_the_last_line_is_set_as_it_is(self, galleys: Galleys) -> None:
        open_ended = 0
        for _, measure, lines in galleys:
            _, right = edges(lines[-1])
            assert right <= measure + 0.02
            if right < measure - 1.0:
                open_ended += 1
                assert all(run.scale == 1.0 and run.tracking == 0.0 for run in lines[-1].runs)
        assert open_ended > len(galleys) / 2

    def test_scaling_and_tracking_keep_within_the_limits(self, galleys: Galleys) -> None:
        limits = JUSTIFIED.limits
        used = set()
        for _, _, lines in galleys:
            for run in (run for line in lines for run in line.runs):
                assert abs(run.scale - 1.0) <= limits.scaling + 1e-9
                assert abs(run.tracking) <= limits.tracking * JUSTIFIED.size + 1e-9
                used.add(round(run.scale, 3))
        assert len(used) > 5

    def test_a_line_has_one_scaling_and_one_tracking(self, galleys: Galleys) -> None:
        assert all(len({(r.scale, r.tracking) for r in line.runs}) == 1 for *_, lines in galleys for line in lines)

    def test_no_word_space_is_narrower_than_the_limit(self, galleys: Galleys) -> None:
        for _, _, lines in galleys:
            for line in lines:
                # The breaker reckons with the mean number of glyphs in an em, hence the hundredth.
                assert min(word_spaces(line), default=1.0) >= JUSTIFIED.limits.space_min - 0.012, line.text

    def test_word_spaces_of_a_line_are_alike(self, galleys: Galleys) -> None:
        for _, _, lines in galleys:
            for line in lines:
                spaces = list(word_spaces(line))
                assert not spaces or max(spaces) - min(spaces) < 0.002, line.text

    def test_no_ladder_over_two_hyphens(self, galleys: Galleys) -> None:
        assert max(ladder(lines) for *_, lines in galleys) <= 2
        assert any(line.ending is Ending.HYPHEN for *_, lines in galleys for line in lines)

    def test_no_paragraph_ends_with_a_part_of_a_word(self, galleys: Galleys) -> None:
        assert not [lines[-1].text for *_, lines in galleys if len(lines) > 1 and len(lines[-1].text) < 4]

    def test_no_word_is_lost_or_doubled(self, galleys: Galleys) -> None:
        for text, _, lines in galleys:
            assert read(lines) == text.split()

    def test_spaces_are_more_even_than_line_by_line(
        self, typesetter: Typesetter, prose: dict[str, tuple[str, ...]]
    ) -> None:
        # Setting each line's words as a paragraph of its own would be line by line; here we measure the whole.
        whole = [
            s for t in prose["en"] for line in galley(typesetter, t, JUSTIFIED, 241.0)[:-1] for s in word_spaces(line)
        ]
        mean = sum(whole) / len(whole)
        deviation = (sum((space - mean) ** 2 for space in whole) / len(whole)) ** 0.5
        assert deviation < 0.07
        assert max(whole) < 0.6

    def test_without_scaling_and_tracking_spaces_take_it_all(
        self, typesetter: Typesetter, prose: dict[str, tuple[str, ...]]
    ) -> None:
        style = replace(JUSTIFIED, limits=Limits(tracking=0.0, scaling=0.0))
        lines = galley(typesetter, prose["en"][0], style, 241.0)
        assert all(run.scale == 1.0 and run.tracking == 0.0 for line in lines for run in line.runs)
        assert edges(lines[0])[1] == pytest.approx(241.0, abs=0.02)


class TestUnequalMeasures:
    def test_each_line_fills_the_measure_of_its_row(
        self, typesetter: Typesetter, prose: dict[str, tuple[str, ...]]
    ) -> None:
        text = " ".join(prose["en"][:3])
        measures = (*[241.0] * 5, *[232.5] * 4, 241.0)
        lines = galley(typesetter, text, JUSTIFIED, *measures)
        assert len(lines) > 12
        for number, line in enumerate(lines[:-1]):
            assert edges(line)[1] == pytest.approx(measures[min(number, 9)], abs=0.02)
        assert read(lines) == text.split()

    @PROPERTIES
    @given(
        which=st.integers(0, 3),
        rows=st.lists(st.tuples(st.floats(0.0, 90.0), st.sampled_from((0.0, 8.5, 60.0))), min_size=1, max_size=14),
    )
    def test_lines_stand_round_whatever_stands_in_the_measure(
        self,
        typesetter: Typesetter,
        prose: dict[str, tuple[str, ...]],
        which: int,
        rows: list[tuple[float, float]],
    ) -> None:
        # A row may be set in for a drop cap or a picture, end before one, or stand in a narrower panel.
        indents = [left for left, _ in rows]
        measures = [250.0 - left - right for left, right in rows]
        lines = galley(typesetter, prose["en"][which], JUSTIFIED, *measures, indents=indents)
        assert read(lines) == prose["en"][which].split()
        for number, line in enumerate(lines):
            row = min(number, len(rows) - 1)
            left, right = edges(line)
            assert left == pytest.approx(indents[row], abs=0.02)
            if number < len(lines) - 1:
                assert right == pytest.approx(indents[row] + measures[row], abs=0.02), line.text
            else:
                assert right <= indents[row] + measures[row] + 0.02

    def test_lines_round_a_drop_cap_stand_beside_it(
        self, typesetter: Typesetter, prose: dict[str, tuple[str, ...]]
    ) -> None:
        cap = 38.0
        lines = galley(typesetter, prose["en"][0], JUSTIFIED, *[241.0 - cap] * 3, 241.0, indents=(*[cap] * 3, 0.0))
        for number, line in enumerate(lines[:-1]):
            left, right = edges(line)
            assert left == pytest.approx(cap if number < 3 else 0.0, abs=0.02)
            assert right == pytest.approx(241.0, abs=0.02)

    def test_a_first_line_indent_takes_from_the_first_measure_alone(
        self, typesetter: Typesetter, prose: dict[str, tuple[str, ...]]
    ) -> None:
        lines = galley(typesetter, prose["en"][1], JUSTIFIED, 229.0, 241.0, indents=(12.0, 0.0))
        assert [round(edges(line)[0], 1) for line in lines[:3]] == [12.0, 0.0, 0.0]
        assert edges(lines[0])[1] == pytest.approx(241.0, abs=0.02)


class TestHanging:
    @pytest.mark.parametrize("mark", [".", ",", "-", ":", "\u201d"])
    def test_marks_at_the_right_hang_out(self, typesetter: Typesetter, mark: str) -> None:
        text = f"aaaa bbbb cccc{mark} " * 30
        lines = [line for line in galley(typesetter, text, JUSTIFIED, 180.0)[:-1] if line.text.endswith(mark)]
        assert lines
        for line in lines:
            *_, (run, x, shaped) = placed(line)
            out = right_of(run, x, shaped) - 180.0
            assert out == pytest.approx(hanging(run, shaped, -1), abs=0.02)
            assert out > 0.3

    def test_an_added_hyphen_hangs_and_stands_for_a_soft_hyphen(
        self, typesetter: Typesetter, prose: dict[str, tuple[str, ...]]
    ) -> None:
        lines = [line for t in prose["en"] for line in galley(typesetter, t, JUSTIFIED, 150.0)]
        broken = [line for line in lines if line.ending is Ending.HYPHEN]
        assert broken
        for line in broken:
            *_, (run, x, shaped) = placed(line)
            assert shaped.text == SOFT_HYPHEN
            assert not line.text.endswith(("-", SOFT_HYPHEN))
            assert right_of(run, x, shaped) - 150.0 == pytest.approx(hanging(run, shaped, -1), abs=0.02)

    @pytest.mark.parametrize("align", [Align.JUSTIFY, Align.START])
    def test_an_opening_quote_hangs_at_the_left(self, typesetter: Typesetter, align: Align) -> None:
        line = galley(typesetter, "\u201cQuoted words\u201d stand here.", replace(RAGGED, align=align), 300.0)[0]
        run, x, shaped = next(placed(line))
        assert x == pytest.approx(-hanging(run, shaped, 0), abs=0.01)
        assert x < -0.5


class TestRagged:
    def test_spaces_stand_as_the_face_has_them(self, typesetter: Typesetter, prose: dict[str, tuple[str, ...]]) -> None:
        own = typesetter.library.face(FAMILY.regular).shape(" ").width
        for line in galley(typesetter, prose["en"][0], RAGGED, 200.0):
            assert all(run.scale == 1.0 and run.tracking == 0.0 for run in line.runs)
            assert all(space == pytest.approx(own, abs=0.002) for space in word_spaces(line))

    @pytest.mark.parametrize(("align", "share"), [(Align.START, 0.0), (Align.CENTER, 0.5), (Align.END, 1.0)])
    def test_lines_stand_where_their_alignment_says(
        self, typesetter: Typesetter, prose: dict[str, tuple[str, ...]], align: Align, share: float
    ) -> None:
        for line in galley(typesetter, prose["en"][0], replace(RAGGED, align=align), 200.0):
            first, *_, last = placed(line)
            left, right = first[1] + hang_left(first), right_of(*last)
            white = 200.0 - (right - left)
            assert left == pytest.approx(share * white, abs=0.6)

    def test_no_line_is_wider_than_the_measure(self, typesetter: Typesetter, prose: dict[str, tuple[str, ...]]) -> None:
        for text in prose["en"]:
            assert all(right_of(*list(placed(line))[-1]) <= 120.01 for line in galley(typesetter, text, RAGGED, 120.0))

    @pytest.mark.parametrize("measure", [90.0, 150.0, 260.0])
    def test_headlines_are_not_hyphenated(
        self, typesetter: Typesetter, prose: dict[str, tuple[str, ...]], measure: float
    ) -> None:
        for text in prose["en"]:
            lines = galley(typesetter, text, replace(HEADLINE, size=12), measure)
            assert Ending.HYPHEN not in {line.ending for line in lines}

    @pytest.mark.parametrize("style", [RAGGED, JUSTIFIED], ids=["ragged", "justified"])
    def test_one_short_word_does_not_stand_alone_below(
        self, typesetter: Typesetter, prose: dict[str, tuple[str, ...]], style: Style
    ) -> None:
        runts = 0
        for text in prose["en"]:
            words = text.split()
            for count in range(12, min(len(words), 60)):
                *_, last = lines = galley(typesetter, " ".join(words[:count]), style, 240.0)
                runts += len(lines) > 1 and last.width < 2.8 * style.size
        assert runts == 0


def hang_left(first: tuple[Run, float, Shaped]) -> float:
    run, _, shaped = first
    return hanging(run, shaped, 0)


class TestBreaksInside:
    def test_an_explicit_hyphen_ends_a_line_without_another(self, typesetter: Typesetter) -> None:
        lines = galley(typesetter, "well-known " * 30, JUSTIFIED, 131.0)
        joined = [line for line in lines if line.ending is Ending.JOIN]
        assert joined
        assert all(line.text.endswith("well-") for line in joined)
        assert read(lines) == ["well-known"] * 30

    def test_a_dash_between_words_may_end_a_line(self, typesetter: Typesetter) -> None:
        text = "alpha\u2014omega and so on " * 12
        lines = [line for measure in range(90, 200, 9) for line in galley(typesetter, text, JUSTIFIED, float(measure))]
        assert any(line.ending is Ending.JOIN and line.text.endswith("\u2014") for line in lines)
        assert not [line.text for line in lines if line.text.startswith("\u2014")]
        assert read(lines) == text.split() * 13

    def test_an_address_breaks_without_a_hyphen(self, typesetter: Typesetter) -> None:
        address = "https://example.org/leaflets/2019/bolivia-bulletin/one.html"
        lines = galley(typesetter, f"It stands at {address} for all.", JUSTIFIED, 120.0)
        assert Ending.HYPHEN not in {line.ending for line in lines}
        assert read(lines) == ["It", "stands", "at", address, "for", "all."]

    def test_an_address_is_not_broken_after_its_own_hyphen(self, typesetter: Typesetter) -> None:
        address = "https://example.org/no-to-the-coup-in-bolivia-and-in-the-whole-world"
        found = [galley(typesetter, f"It is at {address} now.", JUSTIFIED, float(w)) for w in range(60, 140, 7)]
        assert all("".join(read(lines)) == f"Itisat{address}now." for lines in found)
        assert not [line.text for lines in found for line in lines if line.text.endswith("-")]
        assert any(line.text.startswith("-") for lines in found for line in lines)

    def test_a_no_break_space_holds(self, typesetter: Typesetter) -> None:
        for measure in range(100, 200, 7):
            lines = galley(typesetter, "one two No.\u00a04 three four " * 8, JUSTIFIED, float(measure))
            assert not [line.text for line in lines if line.text.endswith("No.")]

    @pytest.mark.parametrize("style", [JUSTIFIED, RAGGED], ids=["justified", "ragged"])
    def test_bound_words_wider_than_the_measure_spoil_their_own_lines_only(
        self, typesetter: Typesetter, style: Style
    ) -> None:
        bound = "\u00a0".join(["glued"] * 20)
        text = f"Some words stand here before {bound} and some more words after it, enough for lines."
        lines = galley(typesetter, text, style, 120.0)
        assert read(lines) == text.replace("\u00a0", " ").split()
        assert all(right_of(*list(placed(line))[-1]) <= 125.0 for line in lines)

    @pytest.mark.parametrize("style", [JUSTIFIED, RAGGED, HEADLINE], ids=["justified", "ragged", "headline"])
    @pytest.mark.parametrize("word", ["x" * 200, "Donaudampfschifffahrtsgesellschaft", "1234567890" * 12])
    def test_a_word_longer_than_the_measure_is_broken_and_never_lost(
        self, typesetter: Typesetter, style: Style, word: str
    ) -> None:
        text = f"Here stands {word} and that is all."
        lines = galley(typesetter, text, style, 90.0)
        assert read(lines) == text.split()
        assert all(right_of(*list(placed(line))[-1]) <= 90.0 + 0.6 * style.size for line in lines)

    @pytest.mark.parametrize("style", [JUSTIFIED, RAGGED], ids=["justified", "ragged"])
    def test_what_was_set_before_changes_nothing(self, library: FontLibrary, style: Style) -> None:
        text = (
            "The incomprehensibilities of counterrevolutionaries were uncharacteristically misunderstood, "
            "internationalization notwithstanding, by all."
        )
        typesetter = Typesetter(library, Hyphenator(), conventions("en"))
        fresh = galley(typesetter, text, style, 150.0)
        galley(typesetter, text, style, 40.0)
        assert [line.text for line in galley(typesetter, text, style, 150.0)] == [line.text for line in fresh]

    def test_the_authors_own_lines_are_kept(self, typesetter: Typesetter) -> None:
        lines = galley(typesetter, f"first{HARD_BREAK}second line{HARD_BREAK}third", JUSTIFIED, 200.0)
        assert [line.text for line in lines] == ["first", "second line", "third"]
        assert {line.ending for line in lines} == {Ending.END}
        assert all(run.scale == 1.0 for line in lines for run in line.runs)


def test_data_that_was_pasted_in_is_filled_line_by_line(
    typesetter: Typesetter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Weighing every way to break thousands of letters takes minutes, and no line is the better for it."""
    data = "Here: " + "R0lGODdhAAEAAfAAAP" * 200 + " and on."
    measures = [150.0 + row % 3 for row in range(40)]
    weighed: list[int] = []
    find = galley_module.find_breaks

    def counted(points: Breakpoints, *rest: Any) -> tuple[int, ...] | None:
        weighed.append(len(points.end))
        return find(points, *rest)

    monkeypatch.setattr(galley_module, "find_breaks", counted)
    lines = galley(typesetter, data, RAGGED, *measures)
    assert max(weighed) < 100
    assert "".join(line.text for line in lines).replace(" ", "") == data.replace(" ", "")
    assert all(line.width <= measures[min(row, 39)] + 1.0 for row, line in enumerate(lines))
    full = [line.width / measures[min(row, 39)] for row, line in enumerate(lines[2:-2], start=2)]
    assert min(full) > 0.9


class TestLooks:
    def test_styles_within_a_word_do_not_break_it(self, typesetter: Typesetter) -> None:
        spans = [
            Span(text="un"),
            Span(text="believ", emphasis=True),
            Span(text="able", strong=True),
            Span(text=" news"),
        ]
        line = galley(typesetter, spans, RAGGED, 300.0)[0]
        assert line.text == "unbelievable news"
        keys = [run.face.key for run in line.runs]
        assert keys == ["Vollkorn_400Regular", "Vollkorn_400Regular_Italic", "Vollkorn_700Bold", "Vollkorn_400Regular"]
        ends = [right_of(run, *run.words[-1]) for run in line.runs[:2]]
        starts = [run.words[0][0] for run in line.runs[1:3]]
        assert starts == pytest.approx(ends, abs=0.01)

    def test_a_note_number_is_small_and_raised(self, typesetter: Typesetter) -> None:
        line = galley(typesetter, [Span(text="percent"), Span(text="1", superscript=True)], RAGGED, 300.0)[0]
        number = line.runs[-1]
        assert number.size < 7.5
        assert number.rise > 2.0

    def test_a_space_behind_a_note_number_is_one_of_the_text(self, typesetter: Typesetter) -> None:
        spans = [Span(text="a vote."), Span(text="1", superscript=True), Span(text=" Three weeks")]
        first, number, after = galley(typesetter, spans, RAGGED, 300.0)[0].runs
        usual = first.words[2][0] - right_of(first, *first.words[0])
        there = next(x for x, shaped in after.words if shaped.text == "Three")
        assert there - right_of(number, *number.words[0]) == pytest.approx(usual, abs=0.01)

    @pytest.mark.parametrize("next_to", [{"strong": True}, {"link": "https://example.org"}, {}])
    def test_a_space_is_never_a_run_of_its_own(self, typesetter: Typesetter, next_to: dict[str, Any]) -> None:
        """PDFium would not read it."""
        style = replace(RAGGED, family=replace(FAMILY, nets=(Faces(regular="NotoEmoji_700Bold"),)))
        spans = [Span(text="Look \U0001f4a1 "), Span(text="note:", **next_to), Span(text=" it is.")]
        line = galley(typesetter, spans, style, 300.0)[0]
        assert line.text == "Look \U0001f4a1 note: it is."
        assert all(any(shaped.text != " " for _, shaped in run.words) for run in line.runs)
        assert "".join(shaped.text for run in line.runs for _, shaped in run.words) == line.text
        usual = galley(typesetter, "it is.", style, 300.0)[0].runs[0].words[1:3]
        gap = next(x for run in line.runs for x, shaped in run.words if shaped.text == "note:")
        emoji = next((run, x, shaped) for run in line.runs for x, shaped in run.words if shaped.text == "\U0001f4a1")
        assert gap - right_of(*emoji) == pytest.approx(usual[1][0] - usual[0][0], abs=0.01)

    def test_a_link_keeps_its_address(self, typesetter: Typesetter) -> None:
        line = galley(typesetter, [Span(text="see "), Span(text="here", link="https://example.org")], RAGGED, 300.0)[0]
        assert [(run.link, run.words[0][1].text) for run in line.runs if run.link] == [("https://example.org", "here")]

    def test_spaces_are_among_the_words(self, typesetter: Typesetter) -> None:
        line = galley(typesetter, "one two three", RAGGED, 300.0)[0]
        assert [shaped.text for _, _, shaped in placed(line)] == ["one", " ", "two", " ", "three"]

    def test_size_changes_nothing_but_the_size(self, typesetter: Typesetter, prose: dict[str, tuple[str, ...]]) -> None:
        prepared = typesetter.prepare((Span(text=prose["en"][0]),), JUSTIFIED)
        small = typesetter.set_lines(prepared, JUSTIFIED, [200.0])
        large = typesetter.set_lines(prepared, replace(JUSTIFIED, size=20.0), [400.0])
        assert [line.text for line in small] == [line.text for line in large]

    def test_nothing_is_set_as_nothing(self, typesetter: Typesetter) -> None:
        assert galley(typesetter, "", JUSTIFIED, 100.0) == ()
        assert galley(typesetter, "  ", JUSTIFIED, 100.0) == ()


LETTERS = "abcdefghijklmnopqrstuvwxyzABCDXYZáéñüß"
WORDS = st.one_of(
    st.text(LETTERS, min_size=1, max_size=12),
    st.text(LETTERS, min_size=25, max_size=70),
    st.lists(st.text(LETTERS, min_size=1, max_size=9), min_size=2, max_size=4).map("-".join),
    st.lists(st.text(LETTERS, min_size=1, max_size=9), min_size=2, max_size=3).map("\u2014".join),
    st.sampled_from(["\u2013", "1952", "46.8%", "(so)", "\u201cyes,\u201d", "www.example.org/a/b?c=d", "a/b", "!"]),
)
SEPARATORS = st.sampled_from([" ", " ", " ", " ", "\u00a0", "\u202f", "  ", HARD_BREAK])


@st.composite
def spans_of(draw: st.DrawFn) -> tuple[Span, ...]:
    spans: list[Span] = []
    for word in draw(st.lists(WORDS, min_size=1, max_size=25)):
        look = draw(st.sampled_from([{}, {}, {}, {"emphasis": True}, {"strong": True}, {"superscript": True}]))
        spans.append(Span(text=word + draw(SEPARATORS), **look))
    return tuple(spans)


@PROPERTIES
@given(spans=spans_of(), measure=st.floats(60.0, 300.0), align=st.sampled_from([Align.JUSTIFY, Align.START]))
def test_the_words_of_the_lines_are_the_words_of_the_paragraph(
    typesetter: Typesetter, spans: tuple[Span, ...], measure: float, align: Align
) -> None:
    style = replace(JUSTIFIED, align=align)
    wanted = "".join(span.text for span in spans).replace(HARD_BREAK, " ").split()
    assert read(galley(typesetter, spans, style, measure)) == wanted
    assert read(galley(typesetter, spans, style, measure, measure, measure - 9.0)) == wanted


def test_a_sign_is_followed_by_the_space_of_the_text(typesetter: Typesetter) -> None:
    family = Family(regular="Vollkorn_400Regular", nets=(Faces(regular="NotoEmoji_700Bold"),))
    (line,) = galley(typesetter, "abc ✊ def", replace(RAGGED, family=family), 300.0)
    words = {shaped.text: (x, run) for run, x, shaped in placed(line)}
    sign, run = words["✊"]
    assert run.face.key == "NotoEmoji_700Bold"
    space = typesetter.library.face("Vollkorn_400Regular").space().width * RAGGED.size
    assert words["def"][0] - sign - run.face.shape("✊").width * run.size == pytest.approx(space, abs=0.01)
    assert words["✊"][0] - words["abc"][1].face.shape("abc").width * RAGGED.size == pytest.approx(space, abs=0.5)


def test_a_paragraph_is_prepared_once_while_it_is_among_the_latest(library: FontLibrary) -> None:
    typesetter = Typesetter(library, Hyphenator(), conventions("en"))
    spans = (Span(text="Bread and peace."),)
    first = typesetter.prepare(spans, JUSTIFIED)
    for number in range(2 * KEPT):
        typesetter.prepare((Span(text=f"Number {number}"),), JUSTIFIED)
        if number < KEPT:
            assert typesetter.prepare(spans, JUSTIFIED) is first
            assert typesetter.prepare(spans, RAGGED) is not first
    assert typesetter.prepare(spans, JUSTIFIED) is not first


def test_ragged_lines_end_before_a_word_that_leans_on_the_next(library: FontLibrary) -> None:
    typesetter = Typesetter(library, Hyphenator(), conventions("sr"))
    text = "Свако има право на слободу кретања и избора становања у границама поједине државе."
    *lines, _ = galley(typesetter, text, RAGGED, 95)
    assert not {line.text.split()[-1] for line in lines} & {"на", "и", "у"}


@pytest.mark.parametrize(
    ("lang", "text", "ends", "starts"),
    [
        ("en", "They should act towards one another in a spirit of brotherhood.", {"in", "a", "of"}, set()),
        ("tr", "Kardeşlik zihniyeti ile hareket etmelidirler ve İnsan Hakları İLE.", {"ve"}, {"ile", "İLE"}),
        ("hr", "Sva ljudska bića jednaka su u pravima. Ona su obdarena razumom i sviješću.", {"i", "u"}, {"su"}),
    ],
)
def test_ragged_lines_keep_a_longer_word_beside_that_to_which_it_belongs(
    library: FontLibrary, lang: str, text: str, ends: set[str], starts: set[str]
) -> None:
    typesetter = Typesetter(library, Hyphenator(), conventions(lang))
    for measure in (150, 170, 190):
        lines = [line.text.split() for line in galley(typesetter, text, RAGGED, measure)]
        assert not {line[-1] for line in lines[:-1]} & ends, measure
        assert not {line[0] for line in lines[1:]} & starts, measure


def test_ragged_lines_of_thai_end_at_the_spaces_that_part_its_phrases(library: FontLibrary) -> None:
    text = "มนุษย์ทั้งหลาย เกิดมามีอิสระ และเสมอภาคกัน ในเกียรติศักดิ์"
    typesetter = Typesetter(library, Hyphenator(), conventions("th"))
    style = replace(RAGGED, family=Family(regular="NotoSerifThai-Regular"))
    lines = galley(typesetter, text, style, 90)
    assert [line.text for line in lines] == text.split()


def test_running_text_may_end_in_a_short_line(library: FontLibrary) -> None:
    """In a wide measure lines are full before the last, though that one is short then."""
    typesetter = Typesetter(library, Hyphenator(), conventions("ay"))
    text = "Ħadd m’għandu jingħata tortura jew kastig jew trattament aħrax, li ma jixraqx lill-bniedem jew li jbaxxih."
    first, *_ = galley(typesetter, text, RAGGED, 244)
    assert first.width > 0.8 * 244


@pytest.mark.parametrize(("lang", "again"), [("pl", True), ("pt", True), ("ru", False)])
def test_a_hyphen_of_a_word_is_repeated_where_its_orthography_asks(
    library: FontLibrary, lang: str, again: bool
) -> None:
    typesetter = Typesetter(library, Hyphenator(), conventions(lang))
    text = "a a a a aaaa-bbbb a a a a aaaa-bbbb a a a a aaaa-bbbb"
    seen = set()
    for measure in range(60, 140, 3):
        lines = galley(typesetter, text, JUSTIFIED, measure)
        for line, after in pairwise(lines):
            if line.text.endswith("-"):
                first = next(placed(after))
                seen.add(first[2].text == "\u00ad")
                assert edges(after)[0] <= 0.5 and edges(after)[1] <= measure + 8
        assert " ".join(read(lines)).replace("--", "-") == text
    assert seen == {again}


def test_an_ethiopic_word_space_stands_in_the_middle_of_its_white(library: FontLibrary) -> None:
    typesetter = Typesetter(library, Hyphenator(), conventions("am"))
    style = replace(JUSTIFIED, family=Family(regular="NotoSerifEthiopic-Regular"), limits=Limits(tracking=0, scaling=0))
    text = "ማንም፡ሰው፡ቢሆን፡በባርነት፡አይገዛም፡ባርነትና፡የባሪያ፡ንግድም፡በማንኛውም፡ዓይነት፡ክልክል፡ነው"
    whites = []
    for line in galley(typesetter, text, style, 150)[:-1]:
        cells = list(placed(line))
        for before, mark, after in zip(cells, cells[1:], cells[2:], strict=False):
            if mark[2].text == "\u1361":
                whites.append((mark[1] - right_of(*before), after[1] - right_of(*mark)))
    assert any(left > 0.1 for left, _ in whites)
    assert all(left == pytest.approx(right, abs=0.01) for left, right in whites)
