"""Themes: how a leaflet looks, as data read from TOML.

A theme names inks, families and styles, says what stands on each panel from top
to bottom (slots), how the body columns are made, and which levers copyfit may
pull how far. ``layout`` obeys it; nothing in the code knows a theme by name.
The keys are explained in ``docs/guide.md`` and shown in ``themes/*.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec

from pamphlet.design.inks import Data, InkSpec, PictureSpec, check_pictures
from pamphlet.design.wrong_value import wrong_value
from pamphlet.errors import BadInput, Place, nearest, unknown_name
from pamphlet.manuscript.schema import dotted, names_at, unknown_key
from pamphlet.typesetting.style import Align, Faces, Family, Limits, Scripts, Style
from pamphlet.units import parse_length

LAYOUT_STYLES = ("body", "quote", "pullquote", "note", "table", "caption")
"""Styles that the body asks for by name, so that every theme must have them."""
ROLES = ("cover", "door", "flap", "wing", "back", "body", "poster", "page")
CONDITIONS = (
    *ROLES, "banner", "photo", "caption", "author", "kicker", "standfirst", "slogans", "bulletin", "address", "contact",
    "imprint", "colophon",
)  # fmt: skip
"""What a slot may depend on: roles of panels, the banner over the text, and parts of the article; an address
brings the matrix code with it, and a colophon is an imprint or a caption."""
_WRITTEN = {Scripts: dict[str, Faces]}
"""What a theme's file has for a type of ours."""
Shown = Literal[
    "photo", "title", "kicker", "standfirst", "slogans", "slogan", "others", "label", "bulletin", "code", "address",
    "contact", "imprint", "date", "caption", "credit", "contents", "author", "quote", "rule", "space",
]  # fmt: skip
"""What a slot can show."""
WITHOUT_STYLE = frozenset({"photo", "code", "rule", "space"})
"""What a slot can show that is not set in type."""


class Length(float):
    """A length in points, written in a theme as ``"7.5mm"``, ``"9pt"`` or ``"0.3in"``."""


class StyleSpec(Data, frozen=True, kw_only=True):
    """A style; ``size`` and ``leading`` are in points, ``leading`` 0 takes the body's grid.

    Attributes:
        min_size: the least size that fitting may give the style on a panel; 0 keeps ``size``.
        max_size: the greatest size of a display line set to the measure; one that would stop a little short passes it.
        balance: lines of a ragged style are made as even as they can be, so that no word stands alone.
        sentences: on a panel, each sentence begins a line of its own, as in headlines of two.
    """

    family: str
    size: float
    leading: float = 0.0
    min_size: float = 0.0
    max_size: float = 0.0
    ink: str = "black"
    align: Align = Align.START
    indent: float = 0.0
    features: tuple[str, ...] = ()
    tracking: float = 0.0
    capitals: bool = False
    bold: bool = False
    italic: bool = False
    hyphenate: bool = False
    balance: bool = False
    sentences: bool = False


class LimitsSpec(Limits, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How far justified lines may be stretched, as a theme says it: Arabic ones by kashida too."""

    kashida: float = 0.45


class Slot(Data, frozen=True, kw_only=True):
    """One thing on a panel, in a stack from top to bottom.

    Attributes:
        show: a part of the article; ``slogan`` is the first and ``others`` the rest, ``code`` the matrix code of the
            address, ``contents`` the headings, ``quote`` the sentence that pulls best, ``space`` nothing.
        style: a style's name. fit: ``wrap`` sets running lines, ``stack`` sets display lines to the
            full measure. accent: the ink of the last sentence of a stack, or empty.
        before, after: space, given up where the slot stands first or last or shows nothing.
        height: of a photo or rule (a rule's thickness). fill: takes what height is left.
        least: the least height of what fills. bleed: reaches the panel's edges.
        unless: left out where the leaflet has one of these (``CONDITIONS``). only: shown only where it has
            all of these.
        size: side of the matrix code. align: where it stands.
        between: space between the texts of a slot that shows several.
        beside: on texts after a code, sets them at its right at this distance, ``size`` being the code's;
            on texts after a photo, sets them at the right edge in their own ``width``.
        rule: thickness of a rule over, between and under the texts of a slot; 0 for none.
        frame: thickness of a rule round a photo; 0 for none.
        level: on a text, sets it on the line of the text above, at the end of the measure; on a text
            beside a photo of fixed height, at the photo's foot.
        repeat: the words stand elsewhere in the leaflet too.
        ink: instead of the style's. width: share of the measure.
    """

    show: Shown
    style: str = ""
    fit: Literal["wrap", "stack"] = "wrap"
    accent: str = ""
    before: Length = Length(0)
    after: Length = Length(0)
    height: Length = Length(0)
    size: Length = Length(0)
    least: Length = Length(0)
    fill: bool = False
    bleed: bool = False
    unless: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    between: Length = Length(0)
    beside: Length = Length(0)
    rule: Length = Length(0)
    frame: Length = Length(0)
    level: bool = False
    repeat: bool = False
    align: Align = Align.START
    ink: str = ""
    width: float = 1.0

    def wanted(self, present: frozenset[str]) -> bool:
        """Say whether the slot is shown in a leaflet that has what *present* names."""
        return present.issuperset(self.only) and present.isdisjoint(self.unless)


class PanelSpec(Data, frozen=True, kw_only=True):
    """How panels of one role look: their ground, margins and slots.

    Attributes:
        share: the largest part of the height a stack of display lines may take.
        rich: a ground of black gets other inks under it, as the print condition builds it.
    """

    ground: str = ""
    rich: bool = False
    top: Length = Length(28)
    bottom: Length = Length(28)
    side: Length = Length(21)
    slots: tuple[Slot, ...] = ()

    @property
    def ground_ink(self) -> str:
        """The ink that the ground is printed in; empty for none."""
        return "rich" if self.rich else self.ground


class BodySpec(Data, frozen=True, kw_only=True):
    """The columns of the body and what may stand among the text.

    Attributes:
        side, top, bottom: margins of a body panel. gutter: between columns of one panel.
        min_chars, max_chars: characters a line should hold; decides columns per panel.
        drop_cap: lines of the first letter, 0 for none.
        indent_first: whether the first paragraph, and those below a heading, are set in as all others.
        column_rule: thickness of a rule between columns; 0 for none.
        end_mark: ink of the square that ends the text; empty for none.
        banner: whether the photo may stand over the columns. gap: below the banner.
        bleed: whether the banner reaches the sheet's edges.
        opening: slots that open the text, such as a standfirst where no panel shows it.
        quote_rule, quote_rule_weight: ink and thickness of rules over and under a pull quote.
    """

    side: Length = Length(21)
    top: Length = Length(28)
    bottom: Length = Length(28)
    gutter: Length = Length(14)
    min_chars: int = 34
    max_chars: int = 68
    drop_cap: int = 0
    indent_first: bool = False
    drop_cap_style: str = "dropcap"
    column_rule: Length = Length(0)
    end_mark: str = ""
    banner: bool = True
    gap: Length = Length(12)
    bleed: bool = True
    opening: tuple[Slot, ...] = ()
    quote_rule: str = ""
    quote_rule_weight: Length = Length(1)


class Step(Data, frozen=True, kw_only=True):
    """One lever, pulled as far as *to*.

    A size is in points, a leading a multiple of it, a banner a share of the column's height,
    quotes a number of pull quotes.
    """

    lever: Literal["size", "leading", "banner", "quotes"]
    to: float


class CopyfitSpec(Data, frozen=True, kw_only=True):
    """Where copyfit begins, and the levers in the order they are pulled for a short or a long text.

    Attributes:
        least_banner: a banner of a smaller share of the column is left out: a strip is not a picture.
    """

    size: float = 10.0
    leading: float = 1.3
    banner: float = 0.2
    quotes: int = 1
    least_banner: float = 0.1
    short: tuple[Step, ...] = ()
    long: tuple[Step, ...] = ()


class PageSpec(Data, frozen=True, kw_only=True):
    """A handout page: what stands over the columns, at the foot of the last one, and below them."""

    head: PanelSpec
    box: PanelSpec
    foot: PanelSpec
    columns: int = 2
    body: BodySpec
    copyfit: CopyfitSpec
    pages: int = 2


class Theme(Data, frozen=True, kw_only=True):
    """A whole theme.

    Attributes:
        palette: inks as cyan, magenta, yellow and black in percent, or as an :class:`InkSpec`.
        panels: by role; a role that a theme lacks is drawn as an empty panel of its ground.
        heads: the styles of headings, from level 2 on; deeper levels take the last one.
        rules: the ink of rules and frames that have none of their own.
        pictures: how photos print; in the file the name of a treatment will do.
    """

    name: str
    title: str
    palette: dict[str, tuple[float, float, float, float] | InkSpec]
    families: dict[str, Family]
    styles: dict[str, StyleSpec]
    limits: LimitsSpec = LimitsSpec()
    panels: dict[str, PanelSpec]
    body: BodySpec
    copyfit: CopyfitSpec
    page: PageSpec
    heads: tuple[str, ...] = ("subhead",)
    rules: str = "black"
    pictures: PictureSpec = PictureSpec()

    def style(self, name: str) -> Style:
        """Return the style called *name*, at its own size."""
        spec = self.styles[name]
        return Style(
            family=self.families[spec.family],
            size=spec.size,
            leading=spec.leading or spec.size * 1.3,
            ink=spec.ink,
            align=spec.align,
            indent=spec.indent,
            features=tuple(sorted((tag, 1) for tag in spec.features)),
            tracking=spec.tracking,
            capitals=spec.capitals,
            bold=spec.bold,
            italic=spec.italic,
            hyphenate=spec.hyphenate,
            phrases=spec.balance,
            limits=Limits(**msgspec.structs.asdict(self.limits)),
        )


def theme_names() -> tuple[str, ...]:
    """Return the names of the themes that come with the package, sorted."""
    return tuple(sorted(path.stem for path in _folder().glob("*.toml")))


def load_theme(name: str, overrides: dict[str, Any] | None = None) -> Theme:
    """Read the theme called *name* and lay *overrides* over it, table by table.

    Raises:
        BadInput: no theme has that name, or a value does not fit; names the nearest known key.
    """
    path = _folder() / f"{name}.toml"
    if name not in theme_names():
        raise unknown_name("theme", name, theme_names())
    values = tomllib.loads(path.read_text(encoding="utf-8"))
    if overrides:
        values = _merged(values, overrides)
    values = _with_companions(values)
    if isinstance(values.get("pictures"), str):
        values = {**values, "pictures": {"treatment": values["pictures"]}}
    try:
        theme = msgspec.convert(values, Theme, dec_hook=_decode)
    except (msgspec.ValidationError, ValueError) as error:
        if unknown := unknown_key(values, Theme, _WRITTEN):
            keys, known = unknown
            message, hint = f"unknown key {dotted(keys)}", nearest(str(keys[-1]), known)
        else:
            message, hint = wrong_value(values, str(error), _message, lambda path: names_at(Theme, path, _WRITTEN))
        raise BadInput("theme-value", f"theme {name}: {message}", place=Place(file=None), hint=hint) from error
    _check_names(theme)
    return theme


def _message(values: dict[str, Any]) -> str:
    """Return what msgspec says of *values* where they make no theme."""
    try:
        msgspec.convert(values, Theme, dec_hook=_decode)
    except (msgspec.ValidationError, ValueError) as error:
        return str(error)
    return ""


def _folder() -> Path:
    return Path(__file__).with_name("themes")


def _with_companions(values: dict[str, Any]) -> dict[str, Any]:
    """Put the faces for other writing systems that ``companions.toml`` holds under those of each family."""
    families = values.get("families")
    if not isinstance(families, dict):
        return values
    text = Path(__file__).with_name("companions.toml").read_text(encoding="utf-8")
    companions = tomllib.loads(text)
    joined = {}
    for name, family in families.items():
        if isinstance(family, dict) and "companions" in family:
            kind = family["companions"]
            _known(f"families.{name}.companions", kind, companions)
            family = _merged({"scripts": companions[kind]}, family)
            del family["companions"]
        joined[name] = family
    return {**values, "families": joined}


def _decode(kind: type, value: object) -> object:
    if kind is Scripts:
        return Scripts(sorted(msgspec.convert(value, dict[str, Faces]).items()))
    if kind is Length:
        return Length(parse_length(value) if isinstance(value, str) else float(value))  # type: ignore[arg-type]
    raise NotImplementedError(kind)


def _merged(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        old = merged.get(key)
        merged[key] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged


def inks_named(theme: Theme) -> Iterator[tuple[str, str]]:
    """Yield each ink that a theme prints something in, behind the place that names it."""
    yield from ((f"styles.{key}.ink", spec.ink) for key, spec in theme.styles.items())
    yield "rules", theme.rules
    pictures = theme.pictures
    yield from (("pictures.inks", name) for name in pictures.inks)
    named = [("pictures.ground", pictures.ground)]
    for where, panel in _panels(theme):
        named.append((f"{where}.ground", panel.ground))
        named += [(f"{where}.slots", ink) for slot in panel.slots for ink in (slot.ink, slot.accent)]
    for where, body in _bodies(theme):
        named += [(f"{where}.opening", ink) for slot in body.opening for ink in (slot.ink, slot.accent)]
        named += [(f"{where}.end_mark", body.end_mark), (f"{where}.quote_rule", body.quote_rule)]
    yield from (each for each in named if each[1])


def _panels(theme: Theme) -> Iterator[tuple[str, PanelSpec]]:
    yield from ((f"panels.{role}", panel) for role, panel in theme.panels.items())
    page = theme.page
    yield from (("page.head", page.head), ("page.box", page.box), ("page.foot", page.foot))


def _bodies(theme: Theme) -> tuple[tuple[str, BodySpec], ...]:
    return ("body", theme.body), ("page.body", theme.page.body)


def _check_names(theme: Theme) -> None:
    """Refuse a style, family or ink that the theme names but does not define."""
    for where, name in inks_named(theme):
        _known(where, name, theme.palette)
    for key, spec in theme.styles.items():
        _known(f"styles.{key}.family", spec.family, theme.families)
    for name in (*LAYOUT_STYLES, *theme.heads):
        _known("the layout", name, theme.styles)
    check_pictures(theme.pictures)
    for role in theme.panels:
        if role not in ROLES:
            raise BadInput("theme-name", f"theme: no panel is a {role!r}", hint=nearest(role, ROLES))
    for where, panel in _panels(theme):
        if panel.rich and panel.ground != "black":
            raise BadInput("theme-value", f"theme: {where}.rich is for a ground of black", hint='set ground = "black"')
        _check_slots(f"{where}.slots", panel.slots, theme)
    for where, body in _bodies(theme):
        _check_slots(f"{where}.opening", body.opening, theme)
        if body.drop_cap:
            _known(f"{where}.drop_cap_style", body.drop_cap_style, theme.styles)


def _check_slots(where: str, slots: tuple[Slot, ...], theme: Theme) -> None:
    for slot in slots:
        if slot.show not in WITHOUT_STYLE:
            _known(where, slot.style, theme.styles)
        for condition in (*slot.unless, *slot.only):
            _known(where, condition, dict.fromkeys(CONDITIONS))


def _known(where: str, name: str, table: dict[str, Any]) -> None:
    if name not in table:
        message = f"theme: {where} names {name!r}, which the theme does not define"
        raise BadInput("theme-name", message, hint=nearest(name, table))
