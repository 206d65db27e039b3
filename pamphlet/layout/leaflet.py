"""A leaflet laid out: the body poured first, then the panels round it.

``lay_out_fold`` gives a :class:`Result`: the layout, or what is overset and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.design.theme import BodySpec, PanelSpec, Theme
from pamphlet.layout.body import Body
from pamphlet.layout.columns import Column, Pourer
from pamphlet.layout.copyfit import Copyfitter, Fitted, Setting, describe
from pamphlet.layout.flow import Grid
from pamphlet.layout.panel import Filled, PanelFiller
from pamphlet.layout.parts import Part, assembled, column_rules
from pamphlet.layout.placed import ARTIFACT, Element, Item, Panel, PlacedBox, PlacedPicture, panel_called
from pamphlet.layout.qr import MatrixCodes
from pamphlet.layout.result import Overset, Result, body_overset, without_columns
from pamphlet.layout.scaling import body_of_size, panel_of_size, theme_of_size
from pamphlet.layout.slots import parts_of
from pamphlet.layout.space import PanelSpace, Space
from pamphlet.manuscript.article import Article, Picture
from pamphlet.typesetting.galley import Typesetter
from pamphlet.units import Insets, Rect

BODY = "body"
POSTER = "poster"
"""The role of a panel that the body could have had, and is too short to reach."""
COVER, DOOR = "cover", "door"
"""The roles of a cover that opens in the middle: both halves show one picture."""
_BEYOND = 1.0
"""Points by which a picture must pass its panel's edge to be more than a bleed."""
_LEAST_ROWS = 4
"""Rows of text that a banner leaves below it."""


def lay_out_fold(
    article: Article, theme: Theme, space: Space, typesetter: Typesetter, codes: MatrixCodes, *, draft: bool = False
) -> Result:
    """Lay *article* out on the panels of a folded sheet.

    Args:
        space: the panels in reading order. codes: the matrix codes of the run.
        draft: lay out what fits of an overset text too.
    """
    poured = _pour(article, theme, space, typesetter)
    fewer = _with_poster(poured, space, theme)
    if fewer is not None:
        space, poured = fewer, _pour(article, theme, fewer, typesetter)
    present = {panel.role for panel in space.panels}
    if poured.fitted is not None and poured.fitted.setting.banner > 0:
        present.add("banner")
    filler = PanelFiller(article, theme_of_size(theme, space.panels), typesetter, codes, present)
    parts: list[Part] = []
    oversets = list(poured.oversets)
    for panel in space.panels:
        if panel.role == BODY:
            parts += _body_parts(poured, panel, theme, space, article.photo)
            continue
        art = _art(parts, space.panels, panel) if panel.role == DOOR else ()
        sized = panel_of_size(theme.panels.get(panel.role, PanelSpec()), panel.width, panel.height, space.least_margin)
        part, overset = _fill_panel(filler, sized, panel, art, theme.body.gap)
        parts.append(part)
        oversets += overset
    fitted = poured.fitted
    told = Result(layout=None, overset=tuple(oversets))
    if oversets and not draft:
        return told
    layout = assembled(parts)
    if fitted is None:
        return replace(told, layout=layout)
    empty = 0 if poured.oversets else fitted.poured.behind
    return replace(told, layout=layout, log=describe(fitted, poured.ideal), empty_rows=empty, grid=fitted.grid)


def _with_poster(poured: _Poured, space: Space, theme: Theme) -> Space | None:
    """Return *space* with the last body panel made a poster, where so short a text leaves it empty.

    None where there is nothing to give: the text reaches it, it is the only one, or the theme has no poster.
    """
    panels = space.of(BODY)
    if len(panels) < 2 or POSTER not in theme.panels or poured.fitted is None:
        return None
    last = len(panels) - 1
    columns = zip(poured.fitted.columns, poured.fitted.poured.parts, strict=True)
    if any(parts for column, parts in columns if column.panel == last):
        return None
    changed = tuple(replace(panel, role=POSTER) if panel is panels[-1] else panel for panel in space.panels)
    return replace(space, panels=changed)


class _Poured(Struct, frozen=True, kw_only=True):
    """The body in its columns.

    Attributes:
        fitted: what fits; None where the fold has no panel for a body.
        items: of each body panel, in the order of the space.
        elements: of the body. ideal: what the theme would have set.
    """

    maker: FoldColumns
    fitted: Fitted | None = None
    items: tuple[tuple[Item, ...], ...] = ()
    elements: tuple[Element, ...] = ()
    ideal: Setting = Setting(size=0.0, leading=0.0, banner=0.0, quotes=0)
    oversets: tuple[Overset, ...] = ()


def _pour(article: Article, theme: Theme, space: Space, typesetter: Typesetter) -> _Poured:
    """Fit the body into its panels; what is overset is told, and poured as far as it goes."""
    spec = theme.body
    panels = space.of(BODY)
    roles = {panel.role for panel in space.panels}
    opening = tuple(slot for slot in spec.opening if slot.wanted(parts_of(article).union(roles)))
    body = Body(article, theme, spec, typesetter, opening)
    sized = body_of_size(spec, panels[0].width, panels[0].height, space.least_margin) if panels else spec
    maker = FoldColumns(sized, panels, banner=spec.banner and article.photo is not None)
    if not panels:
        return _Poured(maker=maker, oversets=without_columns(body.flow(0)))
    fitter = Copyfitter(Pourer(typesetter), body.flow, maker.columns, theme.copyfit, banner=maker.banner)
    fitted = fitter.fit()
    oversets: tuple[Overset, ...] = ()
    if isinstance(fitted, Overset):
        oversets = (body_overset(fitted, BODY, panels[-1].name, fitter.least, theme.name),)
        fitted = fitter.spilled()
    placed = fitter.pourer.place(fitted.flow, fitted.poured, fitted.columns, fitted.grid)
    columns = list(zip(fitted.columns, placed, strict=True))
    return _Poured(
        maker=maker,
        fitted=fitted,
        items=tuple(
            (
                *(item for column, items in columns if column.panel == number for item in items),
                *column_rules([c for c in fitted.columns if c.panel == number], sized, fitted.grid, theme.rules),
            )
            for number in range(len(panels))
        ),
        elements=tuple(body.elements),
        ideal=fitter.ideal,
        oversets=oversets,
    )


def _fill_panel(
    filler: PanelFiller, spec: PanelSpec, panel: PanelSpace, art: tuple[Item, ...], gap: float
) -> tuple[Part, tuple[Overset, ...]]:
    """Return a panel of slots, as full as can be, and what is overset.

    Args:
        art: what stands on the panel already: its slots keep off it by *gap*.
    """
    whole = Rect(0.0, 0.0, panel.width, panel.height)
    inner = _beside(whole.inset(Insets(spec.top, spec.side, spec.bottom, spec.side)), art, gap)
    begins, width = panel.face
    face = Rect(-begins, 0.0, width, panel.height) if width > panel.width else whole
    filled = filler.fill(spec, inner, panel_called(panel.role, panel.name), whole, face=face)
    oversets: tuple[Overset, ...] = ()
    if isinstance(filled, Overset):
        oversets = (replace(filled, at=panel.name),)
        filled = filler.spill(spec, inner, whole, face=face)
    return _part(panel, replace(filled, items=(*art, *filled.items))), oversets


def _art(parts: Iterable[Part], panels: Iterable[PanelSpace], door: PanelSpace) -> tuple[Item, ...]:
    """Return what runs on from the cover onto *door*, the other half of one face: its picture and the frame of it."""
    widths = {panel.name: panel.width for panel in panels if panel.role == COVER}
    return tuple(
        replace(item, rect=item.rect.moved(-door.face[0], 0.0), element=ARTIFACT)
        for part in parts
        if part.panel.name in widths
        for item in part.panel.items
        if isinstance(item, PlacedBox | PlacedPicture) and item.rect.right > widths[part.panel.name] + _BEYOND
    )


def _beside(inner: Rect, art: Iterable[Item], gap: float) -> Rect:
    """Return the larger of the parts of *inner* above and below *art*."""
    rects = [item.rect for item in art if isinstance(item, PlacedBox | PlacedPicture)]
    if not rects:
        return inner
    top, bottom = min(rect.y for rect in rects) - gap, max(rect.bottom for rect in rects) + gap
    above = Rect(inner.x, inner.y, inner.width, max(top - inner.y, 0.0))
    below = Rect(inner.x, bottom, inner.width, max(inner.bottom - bottom, 0.0))
    return max(above, below, key=lambda rect: rect.height)


def _part(panel: PanelSpace, filled: Filled) -> Part:
    return Part(panel=_panel(panel, filled.items), elements=filled.elements, story=panel.name)


def _panel(panel: PanelSpace, items: tuple[Item, ...]) -> Panel:
    return Panel(name=panel.name, role=panel.role, width=panel.width, height=panel.height, items=items)


class FoldColumns:
    """Works out the body columns of a folded sheet for a setting.

    Attributes:
        run: the body panels over which a banner may stand: those beside the first, in one spread.
        banner: whether one may.
    """

    def __init__(self, spec: BodySpec, panels: Sequence[PanelSpace], *, banner: bool) -> None:
        self.spec = spec
        self.panels = panels
        self.run = _run(panels)
        self.banner = banner and bool(self.run)

    def grid(self, setting: Setting) -> Grid:
        """Return the grid of the first panel; the others stand on it too."""
        rows = self._rows(self.panels[0], setting)
        return Grid(size=setting.size, leading=self._depth(self.panels[0]) / rows)

    def banner_rows(self, setting: Setting) -> int:
        """Return the rows of the grid that the banner takes."""
        if not setting.banner:
            return 0
        rows = self._rows(self.panels[0], setting)
        return min(round(setting.banner * rows) + setting.extra_rows, rows - _LEAST_ROWS)

    def columns(self, setting: Setting) -> tuple[tuple[Column, ...], Grid]:
        """Return the columns in reading order, and the grid."""
        grid, banner = self.grid(setting), self.banner_rows(setting)
        columns = [
            column
            for number, panel in enumerate(self.panels)
            for column in self._columns_of(number, panel, grid, banner if panel in self.run else 0)
        ]
        return tuple(columns), grid

    def _columns_of(self, number: int, panel: PanelSpace, grid: Grid, taken: int) -> Iterator[Column]:
        spec = self.spec
        rows = int(self._depth(panel) / grid.leading + 0.01)
        measure = panel.width - 2 * spec.side
        count = _column_count(measure, spec, grid.size)
        width = (measure - (count - 1) * spec.gutter) / count
        for n in range(count):
            yield Column(
                panel=number,
                x=spec.side + n * (width + spec.gutter),
                top=spec.top + taken * grid.leading,
                width=width,
                rows=rows - taken,
            )

    def _depth(self, panel: PanelSpace) -> float:
        return panel.height - self.spec.top - self.spec.bottom

    def _rows(self, panel: PanelSpace, setting: Setting) -> int:
        return max(1, int(self._depth(panel) / (setting.size * setting.leading)))


def _run(panels: Sequence[PanelSpace]) -> tuple[PanelSpace, ...]:
    """Return the body panels that stand in a row with the first, touching each other, from left to right."""
    if not panels:
        return ()
    first = panels[0]
    row = sorted((p for p in panels if p.spread == first.spread and p.y == first.y), key=lambda panel: panel.x)
    at = row.index(first)
    low, high = at, at + 1
    while low and _touch(row[low - 1], row[low]):
        low -= 1
    while high < len(row) and _touch(row[high - 1], row[high]):
        high += 1
    return tuple(row[low:high])


def _touch(left: PanelSpace, right: PanelSpace) -> bool:
    return abs(left.x + left.width - right.x) < 0.01


def _column_count(measure: float, spec: BodySpec, size: float) -> int:
    """Return how many columns keep lines within the theme's characters; 0.47 em is a mean Latin letter."""
    count = 1
    while measure / count / (0.47 * size) > spec.max_chars:
        narrower = (measure - count * spec.gutter) / (count + 1)
        if narrower / (0.47 * size) < spec.min_chars:
            break
        count += 1
    return count


def _body_parts(
    poured: _Poured, panel: PanelSpace, theme: Theme, space: Space, photo: Picture | None
) -> Iterator[Part]:
    """Yield a body panel, and before the first of them the spread with the banner that crosses them."""
    ground = theme.panels["body"].ground_ink if "body" in theme.panels else ""
    maker, fitted = poured.maker, poured.fitted
    banner = maker.run if fitted is not None and fitted.setting.banner and photo is not None else ()
    if banner and panel is maker.panels[0] and fitted is not None and photo is not None:
        yield _banner_part(maker, fitted.setting, theme, space, photo)
    items = poured.items[maker.panels.index(panel)]
    if ground and panel not in banner:
        items = (PlacedBox(rect=Rect(0, 0, panel.width, panel.height), ink=ground), *items)
    yield Part(panel=_panel(panel, items), elements=poured.elements, story=BODY)


def _banner_part(maker: FoldColumns, setting: Setting, theme: Theme, space: Space, photo: Picture) -> Part:
    """Return the spread with the picture over the columns; the panels' grounds lie below it."""
    spec, run = maker.spec, maker.run
    ground = theme.panels["body"].ground_ink if "body" in theme.panels else ""
    grounds = [PlacedBox(rect=Rect(p.x, p.y, p.width, p.height), ink=ground) for p in run] if ground else []
    left, right, top = run[0].x, run[-1].x + run[-1].width, run[0].y
    height = spec.top + maker.banner_rows(setting) * maker.grid(setting).leading - spec.gap
    rect = Rect(left, top, right - left, height)
    if not spec.bleed:
        rect = rect.inset(Insets(spec.top, spec.side, 0.0, spec.side))
    picture = PlacedPicture(
        rect=rect, path=photo.path, focus=photo.focus, mirror=photo.mirror, treatment=theme.pictures, element=0
    )
    whole = space.spread(run[0].spread)
    panel = Panel(name=whole.name, role="spread", width=whole.width, height=whole.height, items=(*grounds, picture))
    shown = (Element(kind="Figure", alt=photo.alt, repeat=True),)
    return Part(panel=panel, elements=shown, story=whole.name)
