"""What Pamphlet promises beside its peers, checked on the figures of one run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.leaflet import Growth, Row
    from benchmarks.measure import Setting

WARM_OF_TYPST, WARM_OF_WEASYPRINT = 1.5, 0.2
COLD_OF_TYPST, COLD_OF_WEASYPRINT = 3.0, 0.5
MEMORY_MB = 150.0
GROWTH_OF_WORD = 1.1
"""The most that a word in 50,000 may cost, as a multiple of a word in 5,000."""

SPACE_SD = {"87": 0.060, "55": 0.100}
"""The most that word spaces may deviate, in ems, by the measure in millimetres."""

LADDER = 2


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


def typography_goals(settings: Mapping[str, Setting]) -> Iterator[Goal]:
    """Yield the goals of the setting, by measure."""
    for width, setting in settings.items():
        yield Goal(f"word space sd at {width} mm, em", setting.sd, SPACE_SD[width])
        yield Goal(f"hyphen ladder at {width} mm", setting.ladder, LADDER)
        yield Goal(f"lines too wide at {width} mm", setting.too_wide, 0)
    if "87" in settings:
        yield Goal("lines over 0.6 em at 87 mm", settings["87"].over_six_tenths, 0)


def _ratio(ours: float | None, theirs: float | None) -> float | None:
    return None if ours is None or theirs is None else ours / theirs
