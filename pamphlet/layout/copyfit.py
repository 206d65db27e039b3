"""Copyfit: one bounded search over named levers, until the text fills its columns.

The theme lists the levers in the order they are pulled, for a short and for a
long text. Taken a notch at a time they make one row of settings from the most
open to the tightest, in which each setting holds at least as much text as the one
before; so the first that holds the text is found by bisection. What space is then
left goes to the banner and to elastic blocks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.design.theme import CopyfitSpec, Step
from pamphlet.layout.columns import BEYOND, SPARE, Column, Poured, Pourer
from pamphlet.layout.flow import FlowBlock, Grid
from pamphlet.layout.levelling import levelled
from pamphlet.layout.result import Overset

NOTCH = {"size": 0.25, "leading": 0.02, "banner": 0.025, "quotes": 1.0}
"""How far one notch pulls a lever: points, a multiple of the size, a share of the height, one quote."""
NEAR = (0.1, 0.2, -0.1, -0.2, -0.3)
"""Points off the size found at which the type is tried at last."""
MOST_REFINEMENTS = 8
"""Notches that one lever is pulled to give out what space is left once a setting is found."""
DOUBT = 1.5
"""Rows by which a setting must seem too tight, beside one that holds the text, not to be tried."""
VARIANTS = 6
"""Places tried for pull quotes where they leave holes at the feet of columns."""
LEVEL = 3.0
"""Demerits of a set of columns that end level enough to look no further."""


class Setting(Struct, frozen=True, kw_only=True):
    """One setting of all levers.

    Attributes:
        size: of the body, in points. leading: as a multiple of it.
        banner: share of the column's height. quotes: pull quotes, if the text has as many.
        extra_rows: rows added to the banner when the space left over is given out.
    """

    size: float
    leading: float
    banner: float
    quotes: int
    extra_rows: int = 0
    variant: int = 0
    """Which of the places for pull quotes is taken, from the best by itself on."""


class Fitted(Struct, frozen=True, kw_only=True):
    """A text that fits: the setting found, and the flow poured with it."""

    setting: Setting
    flow: tuple[FlowBlock, ...]
    columns: tuple[Column, ...]
    grid: Grid
    poured: Poured
    tried: int

    @property
    def faults(self) -> tuple[float, int]:
        """The demerits of its columns, and of what is equal in them, the rows that it leaves empty."""
        return round(self.poured.cost, 6), self.poured.free


Columns = Callable[[Setting], tuple[tuple[Column, ...], Grid]]
"""Works out the columns and the grid that a setting gives."""


def settings(spec: CopyfitSpec, *, banner: bool) -> tuple[tuple[Setting, ...], int]:
    """Return all settings from the most open to the tightest, and the index of the ideal one.

    Args:
        banner: whether there is a picture for the banner.
    """
    ideal = Setting(size=spec.size, leading=spec.leading, banner=spec.banner if banner else 0.0, quotes=spec.quotes)
    opened = _notches(ideal, spec.short, spec.least_banner, banner=banner)
    tightened = _notches(ideal, spec.long, spec.least_banner, banner=banner)
    return (*reversed(opened), ideal, *tightened), len(opened)


def fixed(spec: CopyfitSpec, setting: Setting) -> CopyfitSpec:
    """Return *spec* with one setting alone, and no lever to pull."""
    return replace(
        spec,
        size=setting.size,
        leading=setting.leading,
        banner=setting.banner,
        quotes=setting.quotes,
        short=(),
        long=(),
    )


def _notches(ideal: Setting, steps: Sequence[Step], least_banner: float, *, banner: bool) -> list[Setting]:
    found: list[Setting] = []
    now = ideal
    for step in steps:
        if step.lever == "banner" and not banner:
            continue
        start = float(getattr(now, step.lever))
        count = max(1, round(abs(step.to - start) / NOTCH[step.lever]))
        for notch in range(1, count + 1):
            value = start + (step.to - start) * notch / count
            following = _pulled_to(now, step.lever, value, least_banner)
            if following != now:
                found.append(following)
            now = following
    return found


def _pulled_to(setting: Setting, lever: str, value: float, least_banner: float) -> Setting:
    """Return *setting* with one lever at *value*; a banner below the least is left out."""
    match lever:
        case "size":
            return replace(setting, size=value)
        case "leading":
            return replace(setting, leading=value)
        case "banner":
            return replace(setting, banner=0.0 if value < least_banner else value)
        case _:
            return replace(setting, quotes=round(value))


class Copyfitter:
    """Searches the settings of one text in one set of panels."""

    def __init__(
        self,
        pourer: Pourer,
        flow: Callable[[int, int], tuple[FlowBlock, ...]],
        columns: Columns,
        spec: CopyfitSpec,
        *,
        banner: bool,
    ) -> None:
        self.pourer = pourer
        self._flow = flow
        self._columns = columns
        self._settings, self.ideal_index = settings(spec, banner=banner)
        self._flows: dict[tuple[int, int], tuple[FlowBlock, ...]] = {}
        self._estimates: dict[tuple[int, float, Grid], float] = {}
        self._poured: dict[tuple[int, int, tuple[Column, ...], Grid], Poured | Overset] = {}
        self.tried = 0

    @property
    def ideal(self) -> Setting:
        """The setting that the theme would have for a text of the usual length."""
        return self._settings[self.ideal_index]

    @property
    def tightest(self) -> Setting:
        """The setting that holds the most text."""
        return self._settings[-1]

    @property
    def least(self) -> str:
        """The same in words."""
        return f"body size {self.tightest.size:g} pt, leading {self.tightest.leading:.2f}"

    def fit(self) -> Fitted | Overset:
        """Return the most open setting that holds the text, or what the tightest leaves over.

        Bounded: bisection over the settings from a guess by natural widths, then at most
        ``VARIANTS`` places of pull quotes and ``MOST_REFINEMENTS`` notches of each of two levers.
        """
        low, high = 0, len(self._settings) - 1
        best: Fitted | None = None
        overset: Overset | None = None
        at, reach = self._guess(), 1
        # Gallop from the guess, then bisect: a good guess needs two settings only.
        while low <= high:
            if best is not None and self._seems_overset(self._settings[at], best):
                low = at + 1
            else:
                outcome = self._try(self._settings[at])
                if isinstance(outcome, Fitted):
                    best, high = outcome, at - 1
                else:
                    overset, low = outcome, at + 1
            if reach <= 2:
                at = max(low, high - reach + 1) if best is not None else min(high, low + reach - 1)
            else:
                at = (low + high) // 2
            reach *= 2
        if best is None:
            assert overset is not None  # the last setting tried is the tightest
            return overset
        # A banner takes what moving the quotes frees; type and leading move the quotes themselves.
        found = self._refined(self._requoted(best)) if best.setting.banner else self._requoted(self._refined(best))
        even = levelled(found.flow, found.poured, found.columns, found.grid, self.pourer.typesetter)
        return replace(found, poured=even)

    def spilled(self) -> Fitted:
        """Pour at the tightest setting, and what the columns do not hold into one beyond all panels: for drafts.

        A block that no column can hold takes the columns from there on with it.
        """
        setting = self.tightest
        columns, grid = self._columns(setting)
        flow = self.flow(setting.quotes)
        width = columns[-1].width if columns else setting.size * 20
        beyond = Column(panel=BEYOND, x=0.0, top=0.0, width=width, rows=10**6)
        for kept in range(len(columns), -1, -1):
            shown = (*columns[:kept], beyond)
            poured = self.pourer.pour(flow, shown, grid)
            if isinstance(poured, Poured):
                return Fitted(setting=setting, flow=flow, columns=shown, grid=grid, poured=poured, tried=self.tried)
        raise AssertionError("the last column holds every block")

    def _seems_overset(self, setting: Setting, fitted: Fitted) -> bool:
        """Say whether *setting* surely holds less than the text, judged by one that it did fit."""
        # Rows left at the feet of earlier columns would be left there again.
        used = sum(column.rows for column in fitted.columns) - fitted.poured.slack[-1]
        columns, grid = self._columns(setting)
        scale = used / (self._estimate(fitted.setting, fitted.columns, fitted.grid) or 1.0)
        return self._estimate(setting, columns, grid) * scale > sum(column.rows for column in columns) + DOUBT

    def flow(self, quotes: int, variant: int = 0) -> tuple[FlowBlock, ...]:
        """Return the flow with a number of pull quotes in one of their places, built once."""
        key = (quotes, variant)
        if key not in self._flows:
            self._flows[key] = self._flow(quotes, variant)
        return self._flows[key]

    def _guess(self) -> int:
        """Return the first setting that seems to hold the text, by natural widths alone."""
        low, high = 0, len(self._settings) - 1
        while low < high:
            middle = (low + high) // 2
            setting = self._settings[middle]
            columns, grid = self._columns(setting)
            room = sum(column.rows for column in columns)
            holds = self._estimate(setting, columns, grid) <= room
            low, high = (low, middle) if holds else (middle + 1, high)
        return low

    def _estimate(self, setting: Setting, columns: Sequence[Column], grid: Grid) -> float:
        """Return about how many rows the text takes, by natural widths."""
        measure = sum(column.width for column in columns) / max(len(columns), 1)
        key = (setting.quotes, measure, grid)
        if key not in self._estimates:
            flow = self.flow(setting.quotes)
            self._estimates[key] = sum(block.estimate(measure, grid) + block.before for block in flow)
        return self._estimates[key]

    def _try(self, setting: Setting) -> Fitted | Overset:
        self.tried += 1
        columns, grid = self._columns(setting)
        flow = self.flow(setting.quotes, setting.variant)
        key = (setting.quotes, setting.variant, columns, grid)
        poured = self._poured.get(key) or self.pourer.pour(flow, columns, grid)
        self._poured[key] = poured
        if isinstance(poured, Overset):
            return poured
        return Fitted(setting=setting, flow=flow, columns=columns, grid=grid, poured=poured, tried=self.tried)

    def _requoted(self, found: Fitted) -> Fitted:
        """Move pull quotes about where the columns do not end level."""
        best = found
        tried = [found.flow]
        for variant in range(1, VARIANTS):
            if best.poured.cost <= LEVEL:
                break
            flow = self.flow(found.setting.quotes, variant)
            if flow in tried:  # two of the places may be one
                continue
            tried.append(flow)
            outcome = self._try(replace(found.setting, variant=variant))
            if isinstance(outcome, Fitted) and outcome.faults < best.faults:
                best = outcome
        return best

    def _refined(self, found: Fitted) -> Fitted:
        """Give out the rows that are left: to the banner, to the type if it has none, then to the leading.

        Without a banner, type and leading come back to what the theme would have before they pass it.
        """
        best, open_end = found, self._settings[0]
        if best.setting.banner > 0.0:
            best = self._pulled(best, lambda now: replace(now, extra_rows=now.extra_rows + 1), open_end)
            limits = [open_end]
        else:
            limits = [self.ideal, open_end]
        for limit in limits:
            if best.setting.banner == 0.0 and best.poured.free > SPARE:
                best = self._pulled(best, lambda now: replace(now, size=now.size + NOTCH["size"]), limit)
            if best.poured.free > SPARE:
                best = self._pulled(best, lambda now: replace(now, leading=now.leading + NOTCH["leading"]), limit)
        return self._evened(best) if best.poured.free > SPARE else best

    def _evened(self, found: Fitted) -> Fitted:
        """Try sizes a little off, on the grid found and on one with a row less, where a whole notch leaves a hole."""
        best, depth, (open_end, tightest) = found, found.grid.leading, (self._settings[0], self.tightest)
        for off in NEAR:
            size = found.setting.size + off
            # The least bit of leading more costs every column a row, and the grid takes what that frees.
            for leading in (depth * (1 - 1e-6) / size, depth * (1 + 1e-6) / size):
                if not (tightest.size <= size <= open_end.size and tightest.leading <= leading <= open_end.leading):
                    continue
                outcome = self._try(replace(found.setting, size=size, leading=leading))
                if isinstance(outcome, Fitted) and outcome.poured.cost < best.poured.cost:
                    best = outcome
            if best.poured.free <= SPARE:
                break
        return best

    def _pulled(self, found: Fitted, pull: Callable[[Setting], Setting], limit: Setting) -> Fitted:
        """Pull one lever notch by notch, as far as *limit*, as long as the text fits and its columns end level."""
        best, now = found, found.setting
        for _ in range(MOST_REFINEMENTS):
            now = pull(now)
            if now.size > limit.size + 1e-6 or now.leading > limit.leading + 1e-6:
                break
            outcome = self._try(now)
            if isinstance(outcome, Overset):
                break
            if outcome.poured.cost <= max(best.poured.cost, LEVEL):
                best = outcome
        return best


def describe(fitted: Fitted, ideal: Setting) -> tuple[str, ...]:
    """Say which levers were pulled, for the log: one line each, in the order of the house.

    Example of a line: ``body size 10 → 11.25 pt``.
    """
    now = fitted.setting
    lines = []
    if abs(now.leading - ideal.leading) > 1e-6:
        lines.append(f"leading {ideal.leading:.2f} → {now.leading:.2f} of the size ({fitted.grid.leading:.2f} pt)")
    if abs(now.size - ideal.size) > 1e-6:
        lines.append(f"body size {ideal.size:g} → {now.size:g} pt")
    if abs(now.banner - ideal.banner) > 1e-6 or now.extra_rows:
        lines.append(f"banner {ideal.banner:.0%} → {now.banner:.0%} of the column and {now.extra_rows} rows")
    if now.quotes != ideal.quotes:
        lines.append(f"pull quotes {ideal.quotes} → {now.quotes}")
    return tuple(lines) or ("no lever pulled: the text fits as the theme would have it",)
