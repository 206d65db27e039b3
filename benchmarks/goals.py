"""What Pamphlet promises beside its peers, checked on the figures of one run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.press import BARE

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.leaflet import Growth, Row
    from benchmarks.measure import Setting

WARM_OF_TYPST, WARM_OF_WEASYPRINT = 1.5, 0.2
"""The most that an edition may take in a running process, as a multiple of a peer's time in the same run. These goals
and those below are our own: little more than a compiled engine takes, and far less than another in Python."""

COLD_OF_TYPST, COLD_OF_WEASYPRINT = 3.0, 0.5
"""The same of a whole process, from its start: Python itself has to be loaded."""

MEMORY_MB = 150.0
"""The most that a process may hold at once."""

PRESS_OF_BARE = 1.25
"""The most that a press file to a standard, judged, may take, as a multiple of one that claims nothing."""

GROWTH_OF_WORD = 1.1
"""The most that a word in 50,000 may cost, as a multiple of a word in 5,000."""

SPACE_SD = {"87": 0.042, "55": 0.075}
"""The most that word spaces may deviate, in ems, by the measure in millimetres: in English, less than in LuaLaTeX
with microtype (0.045 and 0.081)."""

SPACE_MOST = {"87": 0.55, "55": 0.7}
"""The widest word space of a line, in ems."""

HYPHENS = {"87": 43, "55": 162}
"""The most hyphens in the text of GPL-3: fewer than in LuaLaTeX with microtype (44 and 163)."""

LETTERS_SD, LETTERS_MOST = 2.5, 5.3
"""How far the letters of lines may differ in width, in per cent: 2 % of scaling, and of tracking 1.5 % of an em, which
with 2.2 letters in an em is 3.3 % of a letter. All of both is allowed, and no line of ours comes to it."""

LADDER = 2
"""The most hyphens at the ends of lines in a row."""

FLAWS: dict[str, Callable[[Setting], int]] = {
    "lines too wide": lambda it: it.too_wide,
    "widows and orphans": lambda it: it.widows + it.orphans,
}


@dataclass(frozen=True, slots=True)
class Goal:
    """A promise: the *figure* found may be *limit* at most; a figure of None was not measured."""

    name: str
    figure: float | None
    limit: float

    @property
    def met(self) -> bool:
        """Whether the figure was measured and keeps the limit."""
        return self.figure is not None and self.figure <= self.limit

    def __str__(self) -> str:
        if self.figure is None:
            return f"  ?   {self.name}: not measured, at most {self.limit:g}"
        return f"{' ok ' if self.met else 'MISS'}  {self.name}: {self.figure:.3g}, at most {self.limit:g}"


def leaflet_goals(rows: Sequence[Row]) -> Iterator[Goal]:
    """Yield the goals of time and memory."""
    by_tool = {row.tool: row for row in rows}
    ours, typst, weasyprint = by_tool["pamphlet"], by_tool["typst"], by_tool["weasyprint"]
    yield Goal("warm edition / Typst", _ratio(ours.varied_s, typst.varied_s), WARM_OF_TYPST)
    yield Goal("warm edition / WeasyPrint", _ratio(ours.varied_s, weasyprint.varied_s), WARM_OF_WEASYPRINT)
    yield Goal("cold build / Typst", _ratio(ours.cold_s, typst.cold_s), COLD_OF_TYPST)
    yield Goal("cold build / WeasyPrint", _ratio(ours.cold_s, weasyprint.cold_s), COLD_OF_WEASYPRINT)
    yield Goal("memory of a cold build, MB", ours.cold_mb, MEMORY_MB)
    yield Goal("memory of a warm process, MB", ours.warm_mb, MEMORY_MB)


def growth_goals(growth: Sequence[Growth]) -> Iterator[Goal]:
    """Yield the goal of linear time; the first size is left out, since loading outweighs its words."""
    if len(growth) > 2:
        ratio = growth[-1].microseconds_per_word / growth[-2].microseconds_per_word
        yield Goal(f"time a word, {growth[-1].words} words / {growth[-2].words} words", ratio, GROWTH_OF_WORD)


def press_goals(seconds: Mapping[str, float]) -> Iterator[Goal]:
    """Yield the goals of the standards: what claim, profile and judging may add to a press file without any."""
    for name, value in seconds.items():
        if name != BARE:
            yield Goal(f"press file to {name} / bare", value / seconds[BARE], PRESS_OF_BARE)


def typography_goals(settings: Mapping[str, Mapping[str, Setting]]) -> Iterator[Goal]:
    """Yield the goals of the setting, by language and measure; hyphens are counted in English alone."""
    for lang, widths in settings.items():
        for width, setting in widths.items():
            at = f"{lang}, {width} mm"
            if lang == "en":
                yield Goal(f"word space sd, {at}, em", setting.sd, SPACE_SD[width])
                yield Goal(f"widest word space, {at}, em", setting.maximum, SPACE_MOST[width])
                yield Goal(f"hyphens, {at}", setting.hyphenated, HYPHENS[width])
                yield Goal(f"last words broken, {at}", setting.texture.broken_last, 0)
            yield Goal(f"hyphen ladder, {at}", setting.ladder, LADDER)
            yield Goal(f"letters wider or narrower, {at}, %, sd", setting.texture.letters_sd, LETTERS_SD)
            yield Goal(f"letters wider or narrower, {at}, %, most", setting.texture.letters_most, LETTERS_MOST)
            yield from (Goal(f"{flaw}, {at}", count(setting), 0) for flaw, count in FLAWS.items())


def _ratio(ours: float | None, theirs: float | None) -> float | None:
    return None if ours is None or theirs is None else ours / theirs
