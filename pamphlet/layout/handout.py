"""A handout laid out: head, columns, box and foot on plain pages.

``lay_out_pages`` gives a :class:`Result`: the layout, or what is overset and why.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.design.theme import Length, PanelSpec, Theme
from pamphlet.layout.body import Body
from pamphlet.layout.columns import Column, Pourer
from pamphlet.layout.copyfit import Copyfitter, Fitted, Setting, describe
from pamphlet.layout.flow import Grid
from pamphlet.layout.panel import Filled, PanelFiller
from pamphlet.layout.parts import column_rules, renumbered, shifted
from pamphlet.layout.placed import Element, Item, Layout, Panel, PlacedBox
from pamphlet.layout.qr import MatrixCodes
from pamphlet.layout.result import Overset, Result, body_overset
from pamphlet.manuscript.article import Article
from pamphlet.typesetting.galley import Typesetter
from pamphlet.units import Rect


class _Frame(Struct, frozen=True, kw_only=True):
    """The fixed parts of a handout's pages, measured before the body is poured, and what of them is overset."""

    head: Filled
    box: Filled
    foot: Filled
    oversets: tuple[Overset, ...] = ()


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
        draft: lay out what fits of an overset text too.
    """
    body = Body(article, theme, theme.page.body, typesetter, ())
    maker = _PageColumns(article, theme, size, typesetter, codes)
    fitter, found = _fit(body, maker, typesetter, banner=article.photo is not None)
    oversets: tuple[Overset, ...] = ()
    if isinstance(found, Overset):
        last = f"p{theme.page.pages}"
        oversets = (body_overset(found, "page", last, fitter.least, theme.name),)
        found = fitter.spilled()
    frame = maker.frame(found.setting)
    empty = 0 if oversets else found.poured.behind
    oversets = (*frame.oversets, *oversets)
    if oversets and not draft:
        return Result(layout=None, overset=oversets)
    return Result(
        layout=_pages(maker, body.elements, found, fitter.pourer),
        overset=oversets,
        log=describe(found, fitter.ideal),
        empty_rows=empty,
        grid=found.grid,
    )


def _fit(
    body: Body, maker: _PageColumns, typesetter: Typesetter, *, banner: bool
) -> tuple[Copyfitter, Fitted | Overset]:
    """Fit the body on as few pages as hold it; *maker* stays at their number."""
    spec = maker.theme.page
    for pages in range(1, spec.pages + 1):
        maker.pages = pages
        fitter = Copyfitter(Pourer(typesetter), body.flow, maker.columns, spec.copyfit, banner=banner)
        found = fitter.fit()
        if isinstance(found, Fitted):
            break
    return fitter, found


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
        self._frames: dict[float, _Frame] = {}

    def frame(self, setting: Setting) -> _Frame:
        """Return head, box and foot, the head's photo as tall as the setting's banner says."""
        banner = setting.banner
        if banner:
            banner += setting.extra_rows * setting.size * setting.leading / self.height
        found = self._frames.get(banner)
        if found is None:
            found = self._frames[banner] = self._measure(banner)
        return found

    def _measure(self, banner: float) -> _Frame:
        page, filler = self.theme.page, self._fillers[banner > 0]
        inner = Rect(self.spec.side, self.spec.top, self.width - 2 * self.spec.side, self.height)
        head_spec = _with_photo_height(page.head, banner * self.height)
        column = (inner.width - (page.columns - 1) * self.spec.gutter) / page.columns
        box_rect = Rect(page.box.side, page.box.top, column - 2 * page.box.side, self.height * 0.5)
        head_rect = Rect(inner.x, inner.y, inner.width, self.height * 0.75)
        foot_rect = Rect(inner.x, 0.0, inner.width, self.height * 0.2)
        head, no_head = _filled(filler, head_spec, head_rect, "page head", "p1")
        box, no_box = _filled(filler, page.box, box_rect, "reference box", f"p{page.pages}")
        foot, no_foot = _filled(filler, page.foot, foot_rect, "page foot", f"p{page.pages}")
        return _Frame(head=head, box=box, foot=foot, oversets=(*no_head, *no_box, *no_foot))

    def columns(self, setting: Setting) -> tuple[tuple[Column, ...], Grid]:
        """Return the columns of all pages in reading order, the last one shorter by the box."""
        frame = self.frame(setting)
        spec, page = self.spec, self.theme.page
        head, box, foot = frame.head.height, _box_height(frame.box, page.box), frame.foot.height
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


def _filled(filler: PanelFiller, spec: PanelSpec, rect: Rect, name: str, at: str) -> tuple[Filled, tuple[Overset, ...]]:
    """Fill a part of a page, as full as can be, and say what is overset."""
    filled = filler.fill(spec, rect, name)
    if isinstance(filled, Overset):
        return filler.spill(spec, rect, rect), (replace(filled, at=at),)
    return filled, ()


def _with_photo_height(spec: PanelSpec, height: float) -> PanelSpec:
    """Return *spec* with its photo as tall as *height*, or without it where there is no height."""
    slots = tuple(
        replace(slot, height=Length(height)) if slot.show == "photo" else slot
        for slot in spec.slots
        if slot.show != "photo" or height > 0
    )
    return replace(spec, slots=slots)


def _box_height(box: Filled, spec: PanelSpec) -> float:
    return box.height + spec.top + spec.bottom if box.items else 0.0


def _pages(maker: _PageColumns, body: list[Element], fitted: Fitted, pourer: Pourer) -> Layout:
    frame = maker.frame(fitted.setting)
    columns = pourer.place(fitted.flow, fitted.poured, fitted.columns, fitted.grid)
    after_head = len(frame.head.elements)
    after_body = after_head + len(body)
    after_box = after_body + len(frame.box.elements)
    panels: list[Panel] = []
    for number in range(maker.pages):
        items: list[Item] = list(frame.head.items) if number == 0 else []
        for column, placed in zip(fitted.columns, columns, strict=True):
            if column.panel == number:
                items += renumbered(placed, after_head)
        items += column_rules(
            [c for c in fitted.columns if c.panel == number], maker.spec, fitted.grid, maker.theme.rules
        )
        if number == maker.pages - 1:
            items += renumbered(_placed_box(maker, fitted.setting), after_body)
            top = maker.height - maker.spec.bottom - frame.foot.height
            items += (shifted(item, 0.0, top) for item in renumbered(frame.foot.items, after_box))
        panels.append(
            Panel(name=f"p{number + 1}", role="page", width=maker.width, height=maker.height, items=tuple(items))
        )
    elements = (*frame.head.elements, *body, *frame.box.elements, *frame.foot.elements)
    return Layout(panels=tuple(panels), elements=elements)


def _placed_box(maker: _PageColumns, setting: Setting) -> Iterator[Item]:
    """Yield the box's items at the foot of the last column, its ground drawn to the column's width."""
    frame, spec = maker.frame(setting), maker.theme.page.box
    columns, _ = maker.columns(setting)
    column, height = columns[-1], _box_height(frame.box, spec)
    top = maker.height - maker.below(frame.foot.height) - height
    for number, item in enumerate(frame.box.items):
        if number == 0 and spec.ground_ink and isinstance(item, PlacedBox):
            yield replace(item, rect=Rect(column.x, top, column.width, height))
        else:
            yield shifted(item, column.x, top)
