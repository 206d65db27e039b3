"""How a leaflet is to be made: ``leaflet.toml``, validated.

The settings name folds, papers, themes and conditions; they do not know them.
Whether a name exists is for the room that owns it to say.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from pamphlet.errors import BadInput, Finding, Place
from pamphlet.manuscript.article import Article
from pamphlet.manuscript.language import language_tag
from pamphlet.manuscript.schema import Keyed, KeyPath, convert
from pamphlet.manuscript.source import read_text
from pamphlet.units import mm, parse_length, to_mm

MAX_BLEED = mm(15)
"""Printers ask for 3 mm (up to 5 mm for large work); more is a slip of the pen."""

LENGTHS: dict[tuple[str, ...], tuple[float, float, str]] = {
    ("bleed",): (0.0, MAX_BLEED, "printers ask for 3mm"),
    ("marks", "offset"): (0.0, mm(20), "printers ask for 3mm, and never less than the bleed"),
    ("marks", "length"): (mm(2), mm(20), "printers ask for 5mm"),
    ("home", "margin"): (0.0, mm(15), "office printers leave 4 to 6mm white"),
}
"""The keys that are lengths: the least and the greatest, and what is usual."""

STOCK_RANGE = (40, 400)
"""Grams per square metre: from bible paper to the heaviest board that a folder takes."""

DIGITS = ("auto", "typed", "native")

_SLUG = re.compile(r"[^\W_][\w.-]{0,99}")
_NOT_SLUG = re.compile(r"[\W_]+")
_HEADER = re.compile(r"\s*\[\[?\s*(?P<name>[^\]]+?)\s*\]")
_KEY = re.compile(r"\s*(?P<name>[A-Za-z0-9_.\"'-]+(?:\s*\.\s*[A-Za-z0-9_\"'-]+)*)\s*=")
_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)| \(at end of document\)")


class Marks(Struct, frozen=True, kw_only=True):
    """Which printer's marks are drawn on the ``print`` format.

    Attributes:
        slit: where the sheet is cut inside, for folds that have such a cut.
        slit_ink: a technical ink, such as ``CutContour``, in which ``print`` files draw the slit itself; none if empty.
        registration: targets for plates to be laid on each other. bar: fields to measure the inks on.
        offset: how far off the cut marks begin, at least, and *length* how long they are; lengths such as
            ``3mm`` in the file. In a wider bleed they begin beyond it.
    """

    crop: bool = True
    fold: bool = True
    slit: bool = True
    slit_ink: str = ""
    registration: bool = True
    bar: bool = True
    slug: bool = True
    offset: float = mm(3)
    length: float = mm(5)


class Home(Struct, frozen=True, kw_only=True):
    """How the ``home`` format is made for an office printer.

    Attributes:
        margin: what the printer leaves white along the edges; a length such as ``5mm`` in the file.
        duplex: whether it prints both sides; otherwise front and back are two files.
        turn_back: turn the back by 180 degrees, for printers that turn the sheet on the other edge.
        grey: print in black alone.
    """

    margin: float = mm(5)
    duplex: bool = True
    turn_back: bool = False
    grey: bool = False


class Settings(Struct, frozen=True, kw_only=True):
    """The whole of ``leaflet.toml``; every field has a default that builds.

    Attributes:
        slug: file-name stem of the outputs; made from the folder's name when left out.
        paper: ``A4``, ``Letter`` or another name from ``sheet``; landscape for folded formats.
        stock_gsm: paper weight in grams per square metre; it sets how much a tucked panel is narrower.
        photo: path inside the folder of the cover photo, for articles that name none.
        overrides: theme values to replace, as nested tables, e.g. ``{"palette": {"red": [0, 90, 80, 0]}}``;
            ``[theme_overrides]`` in the file.
        standard: what the press file claims to be, as ``pdfx4``; other formats claim nothing.
        images: ``convert`` separates photos for the condition, ``keep`` leaves RGB ones to the press.
        profile: path inside the folder of the shop's own press profile, in place of the condition's.
        ink_limit: in percent, in place of the condition's. rendering: how photos meet what the press
            cannot print; black_point_compensation: whether their darkest becomes the press's darkest.
        digits: one of ``DIGITS``: figures in the digits that are the language's rule, as they are typed, or in those
            of the language's own script.
        bleed: in points, in place of the condition's; a length such as ``3mm`` in the file.
        languages: which editions ``all`` stands for; every article when empty.
    """

    slug: str = ""
    fold: str = "trifold-roll"
    paper: str = "A4"
    stock_gsm: int = 130
    theme: str = "broadside"
    overrides: dict[str, Any] = field(default_factory=dict, name="theme_overrides")
    photo: str = ""
    condition: str = "coated"
    profile: str = ""
    ink_limit: float | None = None
    rendering: str = "relative"
    black_point_compensation: bool = True
    standard: str = "pdfx4"
    images: str = "convert"
    bleed: float | None = None
    marks: Marks = field(default_factory=Marks)
    home: Home = field(default_factory=Home)
    formats: tuple[str, ...] = ("print", "handout")
    languages: tuple[str, ...] = ()
    digits: str = "auto"


class Leaflet(Struct, frozen=True, kw_only=True):
    """A leaflet folder as read: its settings and its articles by language, the source language first.

    Attributes:
        unreadable: translations that cannot be used, by language: told to whoever asks for one.
        errors: findings in an article or in ``leaflet.toml`` that keep its edition from being written, by language.
    """

    folder: Path
    settings: Settings
    articles: dict[str, Article]
    unreadable: dict[str, BadInput] = field(default_factory=dict)
    errors: dict[str, tuple[Finding, ...]] = field(default_factory=dict)


def read_settings(folder: Path) -> tuple[Settings, Keyed]:
    """Read ``leaflet.toml`` in *folder*, or the defaults where there is none.

    Returns:
        The settings, and the keys with their lines, for what can only be checked later.

    Raises:
        BadInput: not TOML, an unknown key, or a value of the wrong type or out of range.
    """
    path = folder / "leaflet.toml"
    keyed = _read_toml(path) if path.exists() else Keyed(file=str(path))
    for path_of_key, limits in LENGTHS.items():
        _read_length(keyed, path_of_key, limits)
    keyed.values.setdefault("slug", _slug_of(folder))
    settings = convert(keyed, Settings)
    _check(settings, keyed)
    return settings, keyed


def _read_toml(path: Path) -> Keyed:
    text = read_text(path)
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        at = _AT_LINE.search(str(error))
        line = int(at[1]) if at and at[1] else text.count("\n") + 1
        problem = _AT_LINE.sub("", str(error))
        raise BadInput(
            "settings-toml",
            f"the file is not TOML: {problem[:1].lower()}{problem[1:]}",
            place=Place(file=str(path), line=line),
            hint='write key = "value", text in quotes',
        ) from error
    return Keyed(file=str(path), values=values, lines=_key_lines(text))


def _key_lines(text: str) -> dict[KeyPath, int]:
    """Find the line of each key; tomllib does not keep them."""
    lines: dict[KeyPath, int] = {}
    table: KeyPath = ()
    for number, line in enumerate(text.split("\n"), 1):
        header, key = _HEADER.match(line), _KEY.match(line)
        if header and not key:
            table = _parts(header["name"])
            lines.setdefault(table, number)
        elif key:
            lines.setdefault((*table, *_parts(key["name"])), number)
    return lines


def _parts(name: str) -> KeyPath:
    return tuple(part.strip().strip("\"'") for part in name.split("."))


def _read_length(keyed: Keyed, path: tuple[str, ...], limits: tuple[float, float, str]) -> None:
    """Put the length at *path* into points, if there is one."""
    table = keyed.values
    for part in path[:-1]:
        table = table.get(part, {})
        if not isinstance(table, dict):
            return  # of the wrong type, as will be told
    if path[-1] not in table:
        return
    name, value, (low, high, hint) = ".".join(path), table[path[-1]], limits
    try:
        length = parse_length(value) if isinstance(value, str) else None
    except ValueError:
        length = None
    if length is None:
        message = f"{name} is {value!r}, which is not a length"
        raise BadInput("wrong-type", message, place=keyed.place(*path), hint='write a number and its unit: "3mm"')
    if not low <= length <= high:
        message = f"{name} is {to_mm(length):g} mm; {to_mm(low):g} to {to_mm(high):g} mm are allowed"
        raise BadInput("wrong-value", message, place=keyed.place(*path), hint=hint)
    table[path[-1]] = length


def _slug_of(folder: Path) -> str:
    return _NOT_SLUG.sub("-", folder.resolve().name.lower()).strip("-") or "leaflet"


def _check(settings: Settings, keyed: Keyed) -> None:
    """Refuse values that have the right type and make no sense."""
    if not _SLUG.fullmatch(settings.slug):
        message = f"slug is {settings.slug[:60]!r}, which is not a plain file name"
        raise BadInput("wrong-value", message, place=keyed.place("slug"), hint="use letters, digits, - and .")
    low, high = STOCK_RANGE
    if not low <= settings.stock_gsm <= high:
        message = f"stock_gsm is {settings.stock_gsm}; {low} to {high} g/m2 are allowed"
        raise BadInput("wrong-value", message, place=keyed.place("stock_gsm"), hint="leaflets are 90 to 170")
    if settings.digits not in DIGITS:
        message = f"digits is {settings.digits!r}; {', '.join(DIGITS)} are known"
        raise BadInput("wrong-value", message, place=keyed.place("digits"), hint="native for those of the script")
    if not settings.formats:
        raise BadInput(
            "wrong-value", "formats is empty", place=keyed.place("formats"), hint='write formats = ["print"]'
        )
    for index, name in enumerate(settings.languages):
        if not language_tag(name):
            message = f"{name!r} in languages is not a language tag"
            raise BadInput("wrong-value", message, place=keyed.place("languages", index), hint='as in "es" or "pt-BR"')
