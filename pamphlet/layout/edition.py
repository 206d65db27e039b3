"""A whole edition laid out: body first, then the panels round it.

``lay_out_fold`` fills the panels of a folded sheet, ``lay_out_pages`` the pages of
a handout. Both give a :class:`Result`: the layout, or what is overset and why.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.design.theme import BodySpec, PageSpec, PanelSpec, Theme
from pamphlet.layout.body import Body
from pamphlet.layout.columns import Column, Pourer
from pamphlet.layout.copyfit import Copyfitter, Fitted, Setting, describe
from pamphlet.layout.flow import Grid
from pamphlet.layout.panel import Filled, PanelFiller, parts_of
from pamphlet.layout.placed import (
    ARTIFACT,
    Element,
    Item,
    Layout,
    Panel,
    PlacedBox,
    PlacedLine,
    PlacedPicture,
)
from pamphlet.layout.qr import MatrixCodes
from pamphlet.layout.space import Overset, PanelSpace, Space
from pamphlet.manuscript.article import Article
from pamphlet.typesetting.galley import Typesetter
from pamphlet.units import Insets, Rect

SHORT_ROWS = 3
"""A body that ends this many rows above the foot of its last column is told as short."""


class Result(Struct, frozen=True, kw_only=True):
    """An edition laid out, or refused.

    Attributes:
        layout: None where something is overset.
        log: what copyfit did, a line each. empty_rows: rows of the body left empty.
        settings: size of the body and the grid, for reports.
    """

    layout: Layout | None
    overset: tuple[Overset, ...] = ()
    log: tuple[str, ...] = ()
    empty_rows: int = 0
    grid: Grid | None = None


class _Part(Struct, frozen=True):
    """Items of one panel with the elements they index."""

    name: str
    role: str
    width: float
    height: float
    items: tuple[Item, ...]
    elements: tuple[Element, ...]


def lay_out_fold(
    article: Article, theme: Theme, space: Space, typesetter: Typesetter, codes: MatrixCodes, *, draft: bool = False
) -> Result:
    """Lay *article* out on the panels of a folded sheet.

    Args:
        space: the panels in reading order. codes: the matrix codes of the run.
        draft: lay out what is overset too, running out of its panel.
    """
    roles = {panel.role for panel in space.panels}
    present = set(roles)
    spec = theme.body
    opening = tuple(slot for slot in spec.opening if slot.wanted(parts_of(article).union(roles)))
    body = Body(article, theme, spec, typesetter, opening)
    panels = space.of("body")
    maker = _FoldColumns(spec, panels, banner=spec.banner and article.photo is not None)
    fitter = Copyfitter(Pourer(typesetter), body.flow, maker.columns, theme.copyfit, banner=maker.banner)
    fitted = fitter.fit()
    oversets: list[Overset] = []
    if isinstance(fitted, Overset):
        oversets.append(_body_overset(fitted, panels, fitter, theme))
        if not draft:
            return Result(layout=None, overset=(*oversets, *_other_oversets(article, theme, space, typesetter, codes)))
        fitted = _spilled(fitter)
    if fitted.setting.banner > 0:
        present.add("banner")
    filler = PanelFiller(article, theme, typesetter, codes, present)
    parts: list[_Part] = []
    for panel in space.panels:
        if panel.role == "body":
            if panel is panels[0]:
                parts += _body_parts(article, theme, spec, space, body, fitted, maker, fitter, filler)
            continue
        filled = _fill_panel(filler, theme, panel, draft=draft)
        if isinstance(filled, Overset):
            oversets.append(filled)
        else:
            parts.append(_Part(panel.name, panel.role, panel.width, panel.height, filled.items, filled.elements))
    if oversets and not draft:
        return Result(layout=None, overset=tuple(oversets))
    order = {panel.name: number for number, panel in enumerate(space.panels)}
    parts.sort(key=lambda part: order.get(part.name, order[panels[0].name] - 0.5))
    layout = _assembled(parts)
    return Result(
        layout=layout,
        overset=tuple(oversets),
        log=describe(fitted, fitter.ideal),
        empty_rows=fitted.poured.free,
        grid=fitted.grid,
    )


def _fill_panel(filler: PanelFiller, theme: Theme, panel: PanelSpace, *, draft: bool) -> Filled | Overset:
    spec = theme.panels.get(panel.role, PanelSpec())
    whole = Rect(0.0, 0.0, panel.width, panel.height)
    inner = whole.inset(Insets(spec.top, spec.side, spec.bottom, spec.side))
    filled = filler.fill(spec, inner, f"{panel.role} panel {panel.name}", whole)
    if isinstance(filled, Overset) and draft:
        taller = Rect(inner.x, inner.y, inner.width, inner.height * 20)
        again = filler.fill(spec, taller, panel.name, whole)
        return again
    return filled


def _other_oversets(
    article: Article, theme: Theme, space: Space, typesetter: Typesetter, codes: MatrixCodes
) -> list[Overset]:
    """Return what else is overset, so that the user hears of it all at once."""
    filler = PanelFiller(article, theme, typesetter, codes, {panel.role for panel in space.panels})
    others = [_fill_panel(filler, theme, panel, draft=False) for panel in space.panels if panel.role != "body"]
    return [other for other in others if isinstance(other, Overset)]


class _FoldColumns:
    """Works out the body columns of a folded sheet for a setting."""

    def __init__(self, spec: BodySpec, panels: Sequence[PanelSpace], *, banner: bool) -> None:
        self.spec = spec
        self.panels = panels
        run = [panels[0]] if panels else []
        for panel in panels[1:]:
            if panel.side == run[-1].side and abs(panel.x - (run[-1].x + run[-1].width)) < 0.01:
                run.append(panel)
        self.run = tuple(run)
        self.banner = banner and bool(run)

    def grid_rows(self, setting: Setting) -> tuple[Grid, int, int]:
        """Return the grid, the rows of a full column, and the rows that the banner takes."""
        spec = self.spec
        height = self.panels[0].height - spec.top - spec.bottom
        rows = max(1, int(height / (setting.size * setting.leading)))
        grid = Grid(size=setting.size, leading=height / rows)
        banner = round(setting.banner * rows) + setting.extra_rows if setting.banner else 0
        return grid, rows, min(banner, rows - 4)

    def columns(self, setting: Setting) -> tuple[tuple[Column, ...], Grid]:
        """Return the columns in reading order, and the grid."""
        spec = self.spec
        grid, rows, banner = self.grid_rows(setting)
        columns: list[Column] = []
        for number, panel in enumerate(self.panels):
            taken = banner if panel in self.run else 0
            measure = panel.width - 2 * spec.side
            count = _column_count(measure, spec, setting.size)
            width = (measure - (count - 1) * spec.gutter) / count
            for n in range(count):
                columns.append(
                    Column(
                        panel=number,
                        x=spec.side + n * (width + spec.gutter),
                        top=spec.top + taken * grid.leading,
                        width=width,
                        rows=rows - taken,
                    )
                )
        return tuple(columns), grid


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
    article: Article,
    theme: Theme,
    spec: BodySpec,
    space: Space,
    body: Body,
    fitted: Fitted,
    maker: _FoldColumns,
    fitter: Copyfitter,
    filler: PanelFiller,
) -> list[_Part]:
    """Return the spread with its banner, and the body panels with their columns."""
    parts: list[_Part] = []
    elements = tuple(body.elements)
    grid, _, banner_rows = maker.grid_rows(fitted.setting)
    panels = maker.panels
    ground = theme.panels["body"].ground if "body" in theme.panels else ""
    grounded = panels if ground else ()
    if fitted.setting.banner and article.photo is not None:
        run = maker.run
        # The banner crosses panels, so their grounds are drawn below it.
        below = [PlacedBox(rect=Rect(p.x, 0, p.width, p.height), ink=ground) for p in run if p in grounded]
        grounded = [panel for panel in grounded if panel not in run]
        left, right = run[0].x, run[-1].x + run[-1].width
        height = spec.top + banner_rows * grid.leading - spec.gap
        rect = Rect(left, 0.0, right - left, height)
        if not spec.bleed:
            rect = Rect(left + spec.side, spec.top, right - left - 2 * spec.side, height - spec.top)
        whole = run[0]
        photo = article.photo
        items: list[Item] = [
            *below,
            PlacedPicture(rect=rect, path=photo.path, focus=photo.focus, treatment=theme.pictures, element=0),
        ]
        shown = (Element(kind="Figure", alt=article.photo.alt, repeat=True),)
        width = max(panel.x + panel.width for panel in space.panels if panel.side == whole.side)
        parts.append(_Part(space.spreads[whole.side], "spread", width, whole.height, tuple(items), shown))
    columns = fitter.pourer.place(fitted.flow, fitted.poured, fitted.columns, fitted.grid)
    for number, panel in enumerate(panels):
        items = []
        if panel in grounded:
            items.append(PlacedBox(rect=Rect(0, 0, panel.width, panel.height), ink=ground))
        for column, placed in zip(fitted.columns, columns, strict=True):
            items += placed if column.panel == number else ()
        items += _column_rules([c for c in fitted.columns if c.panel == number], spec, grid)
        shared = elements if number == 0 else ()
        parts.append(_Part(panel.name, panel.role, panel.width, panel.height, tuple(items), shared))
    return parts


def _column_rules(columns: Sequence[Column], spec: BodySpec, grid: Grid) -> Iterator[PlacedBox]:
    """Draw a rule in each gutter of a panel or page, as long as the longer of the columns beside it."""
    if not spec.column_rule:
        return
    for left, right in pairwise(columns):
        x = right.x - spec.gutter / 2 - spec.column_rule / 2
        height = max(left.rows, right.rows) * grid.leading
        yield PlacedBox(rect=Rect(x, right.top, spec.column_rule, height), ink="black")


def _body_overset(found: Overset, panels: Sequence[PanelSpace], fitter: Copyfitter, theme: Theme) -> Overset:
    tightest = fitter.tightest
    last = panels[-1]
    least = f"body size {tightest.size:g} pt, leading {tightest.leading:.2f}"
    return replace(
        found,
        panel=f"body panel {last.name}",
        cures=(
            f"cut {found.words} words",
            "choose a larger paper (--paper A3) or a fold with more body panels",
            f"relax a limit of the theme {theme.name}: it stops at {least}",
        ),
    )


def _spilled(fitter: Copyfitter) -> Fitted:
    """Pour at the tightest setting and let the last column run out of its panel: for drafts only."""
    columns, grid = fitter._columns(fitter.tightest)
    flow = fitter.flow(fitter.tightest.quotes)
    longer = (*columns[:-1], replace(columns[-1], rows=10**6))
    poured = fitter.pourer.pour(flow, longer, grid)
    assert not isinstance(poured, Overset)
    return Fitted(setting=fitter.tightest, flow=flow, columns=longer, grid=grid, poured=poured, tried=fitter.tried)


def _assembled(parts: Sequence[_Part]) -> Layout:
    """Join the parts: elements in reading order, items pointing at them."""
    elements: list[Element] = []
    panels: list[Panel] = []
    base = 0
    for part in parts:
        if part.elements:
            base = len(elements)
            elements += part.elements
        items = tuple(_renumbered(item, base) for item in part.items)
        panels.append(Panel(name=part.name, role=part.role, width=part.width, height=part.height, items=items))
    return Layout(panels=tuple(panels), elements=tuple(elements))


def _renumbered(item: Item, base: int) -> Item:
    return item if item.element == ARTIFACT or base == 0 else replace(item, element=item.element + base)


# Handouts


class _Frame(Struct, frozen=True):
    """The fixed parts of a handout's pages, measured before the body is poured."""

    head: Filled
    box: Filled
    foot: Filled


class _PageColumns:
    """Works out the columns of a handout of so many pages for a setting."""

    def __init__(
        self, article: Article, theme: Theme, size: tuple[float, float], typesetter: Typesetter, codes: MatrixCodes
    ) -> None:
        self.theme = theme
        self.width, self.height = size
        self.pages = 1
        self.spec = theme.page.body
        self._fillers = {
            shown: PanelFiller(article, theme, typesetter, codes, {"page", "banner"} if shown else {"page"})
            for shown in (False, True)
        }
        self._frames: dict[float, _Frame | Overset] = {}

    def frame(self, setting: Setting) -> _Frame | Overset:
        """Return head, box and foot, the head's photo as tall as the setting's banner says."""
        banner = setting.banner
        if banner:
            banner += setting.extra_rows * setting.size * setting.leading / self.height
        found = self._frames.get(banner)
        if found is None:
            found = self._frames[banner] = self._measure(banner)
        return found

    def _measure(self, banner: float) -> _Frame | Overset:
        page = self.theme.page
        filler = self._fillers[banner > 0]
        inner = Rect(self.spec.side, self.spec.top, self.width - 2 * self.spec.side, self.height)
        tall = banner * self.height
        head_spec = _with_photo_height(page.head, tall)
        head = filler.fill(head_spec, _natural(inner, self.height * 0.75), "page head")
        column = (inner.width - (page.columns - 1) * self.spec.gutter) / page.columns
        inset = page.box.side
        box_rect = Rect(inset, page.box.top, column - 2 * inset, self.height * 0.5)
        box = filler.fill(page.box, box_rect, "reference box")
        foot = filler.fill(page.foot, Rect(inner.x, 0.0, inner.width, self.height * 0.2), "page foot")
        for part in (head, box, foot):
            if isinstance(part, Overset):
                return part
        assert isinstance(head, Filled) and isinstance(box, Filled) and isinstance(foot, Filled)
        return _Frame(head, box, foot)

    def columns(self, setting: Setting) -> tuple[tuple[Column, ...], Grid]:
        """Return the columns of all pages in reading order, the last one shorter by the box."""
        frame = self.frame(setting)
        spec, page = self.spec, self.theme.page
        head, box, foot = (
            (frame.head.height, _box_height(frame.box, page.box), frame.foot.height)
            if isinstance(frame, _Frame)
            else (0.0, 0.0, 0.0)
        )
        full = self.height - spec.top - spec.bottom
        bottom = self.below(foot) - spec.bottom
        # The last page, with the foot, sets the grid; earlier pages have rows in place of the foot.
        rows_last = max(1, int((full - bottom) / (setting.size * setting.leading)))
        leading = (full - bottom) / rows_last
        grid = Grid(size=setting.size, leading=leading)
        taken = -int(-(head + spec.gap) // leading) if head else 0
        box_rows = -int(-(box + 0.6 * leading) // leading) if box else 0
        width = (self.width - 2 * spec.side - (page.columns - 1) * spec.gutter) / page.columns
        columns: list[Column] = []
        for number in range(self.pages):
            first = taken if number == 0 else 0
            whole = rows_last if number == self.pages - 1 else int(full / leading)
            for n in range(page.columns):
                rows = whole - first
                if number == self.pages - 1 and n == page.columns - 1:
                    rows -= box_rows
                columns.append(
                    Column(
                        panel=number,
                        x=spec.side + n * (width + spec.gutter),
                        top=spec.top + first * leading,
                        width=width,
                        rows=max(rows, 0),
                    )
                )
        return tuple(columns), grid

    def below(self, foot: float) -> float:
        """Return what lies below the last page's columns: its foot, the gap over it and the margin."""
        return self.spec.bottom + (foot + self.spec.gap if foot else 0.0)


def _with_photo_height(spec: PanelSpec, height: float) -> PanelSpec:
    import msgspec

    slots = tuple(
        msgspec.structs.replace(slot, height=type(slot.height)(height)) if slot.show == "photo" else slot
        for slot in spec.slots
    )
    if height <= 0:
        slots = tuple(slot for slot in slots if slot.show != "photo")
    return msgspec.structs.replace(spec, slots=slots)


def _natural(rect: Rect, height: float) -> Rect:
    return Rect(rect.x, rect.y, rect.width, height)


def _box_height(box: Filled, spec: PanelSpec) -> float:
    return box.height + spec.top + spec.bottom if box.items else 0.0


def lay_out_pages(
    article: Article,
    theme: Theme,
    size: tuple[float, float],
    typesetter: Typesetter,
    codes: MatrixCodes,
    *,
    draft: bool = False,
) -> Result:
    """Lay *article* out as a handout: one page where it fits, else up to the theme's number of pages.

    Args:
        size: width and height of a page, in points. codes: the matrix codes of the run.
        draft: lay out what is overset too.
    """
    body = Body(article, theme, theme.page.body, typesetter, ())
    maker = _PageColumns(article, theme, size, typesetter, codes)
    found: Fitted | Overset | None = None
    for pages in range(1, theme.page.pages + 1):
        maker.pages = pages
        fitter = Copyfitter(
            Pourer(typesetter), body.flow, maker.columns, theme.page.copyfit, banner=article.photo is not None
        )
        frame = maker.frame(fitter.tightest)
        if isinstance(frame, Overset) and not draft:
            return Result(layout=None, overset=(frame,))
        found = fitter.fit()
        if isinstance(found, Fitted):
            break
    assert found is not None
    oversets: tuple[Overset, ...] = ()
    if isinstance(found, Overset):
        last = PanelSpace(name=f"p{theme.page.pages}", role="page", width=size[0], height=size[1])
        oversets = (_body_overset(found, (last,), fitter, theme),)
        if not draft:
            return Result(layout=None, overset=oversets)
        found = _spilled(fitter)
    frame = maker.frame(found.setting)
    if isinstance(frame, Overset):
        return Result(layout=None, overset=(frame,))
    layout = _pages(theme, size, body, found, fitter, maker, frame)
    return Result(
        layout=layout,
        overset=oversets,
        log=describe(found, fitter.ideal),
        empty_rows=found.poured.free,
        grid=found.grid,
    )


def _pages(
    theme: Theme,
    size: tuple[float, float],
    body: Body,
    fitted: Fitted,
    fitter: Copyfitter,
    maker: _PageColumns,
    frame: _Frame,
) -> Layout:
    columns = fitter.pourer.place(fitted.flow, fitted.poured, fitted.columns, fitted.grid)
    elements: list[Element] = [*frame.head.elements, *body.elements]
    body_base = len(frame.head.elements)
    panels: list[Panel] = []
    for number in range(maker.pages):
        items: list[Item] = list(frame.head.items) if number == 0 else []
        for column, placed in zip(fitted.columns, columns, strict=True):
            if column.panel == number:
                items += [_renumbered(item, body_base) for item in placed]
        items += _column_rules([c for c in fitted.columns if c.panel == number], maker.spec, fitted.grid)
        if number == maker.pages - 1:
            base = len(elements)
            elements += frame.box.elements
            items += _moved_box(theme.page, frame, fitted, size, maker, base)
            base = len(elements)
            elements += frame.foot.elements
            top = size[1] - maker.spec.bottom - frame.foot.height
            items += [_shifted(_renumbered(item, base), 0.0, top) for item in frame.foot.items]
        panels.append(Panel(name=f"p{number + 1}", role="page", width=size[0], height=size[1], items=tuple(items)))
    return Layout(panels=tuple(panels), elements=tuple(elements))


def _moved_box(
    page: PageSpec, frame: _Frame, fitted: Fitted, size: tuple[float, float], maker: _PageColumns, base: int
) -> list[Item]:
    """Return the box's items at the foot of the last column, its ground drawn to the column's width."""
    box, spec = frame.box, page.box
    if not box.items:
        return []
    column = fitted.columns[-1]
    height = _box_height(box, spec)
    top = size[1] - maker.below(frame.foot.height) - height
    moved: list[Item] = []
    for item in box.items:
        if isinstance(item, PlacedBox) and item is box.items[0] and spec.ground:
            moved.append(replace(item, rect=Rect(column.x, top, column.width, height)))
        else:
            moved.append(_shifted(_renumbered(item, base), column.x, top))
    return moved


def _shifted(item: Item, dx: float, dy: float) -> Item:
    if isinstance(item, PlacedLine):
        return replace(item, x=item.x + dx, y=item.y + dy)
    return replace(item, rect=item.rect.moved(dx, dy))
