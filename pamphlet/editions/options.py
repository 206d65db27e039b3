"""What a command asks for beyond the leaflet's own settings, checked before any work is done.

A name is checked where it enters: an option of the command first, then each
leaflet's settings. So a slip in ``--fold`` is told once and not for every
edition, and a slip in ``leaflet.toml`` is told with its line.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.design.theme import load_theme
from pamphlet.editions.formats import FORMATS
from pamphlet.editions.workshop import Workshop
from pamphlet.errors import BadInput, Finding, Place, Severity, unknown_name
from pamphlet.ink.chosen import checked_limit, chosen_condition, find_rendering
from pamphlet.ink.condition import find_condition
from pamphlet.ink.palette import cutter_ink, palette
from pamphlet.ink.prepare import Images, find_images
from pamphlet.manuscript.language import language_tag
from pamphlet.manuscript.schema import Keyed
from pamphlet.manuscript.settings import Leaflet, Settings, read_settings
from pamphlet.pdf.standards import find_standard
from pamphlet.sheet.folds import fold_scheme
from pamphlet.sheet.papers import PAPERS, paper_size

ALL = "all"
"""The language option that stands for every language of the leaflet."""


class Options(Struct, frozen=True, kw_only=True):
    """What is asked for. What is left out is as the leaflet has it.

    Attributes:
        langs: tags, or ``all``; nothing for the language of the source.
        formats: names of formats; nothing for those of the leaflet.
        fold, paper, theme, standard: in place of the settings'.
        out: the folder of all outputs.
        draft: write even what has errors, marked DRAFT.
    """

    langs: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    fold: str | None = None
    paper: str | None = None
    theme: str | None = None
    standard: str | None = None
    out: Path = Path("out")
    draft: bool = False


def check_options(options: Options) -> None:
    """Refuse a fold, paper, theme, standard, format or language tag that nobody knows.

    Raises:
        BadInput: the hint names the nearest known name.
    """
    if options.fold is not None:
        fold_scheme(options.fold)
    if options.paper is not None:
        paper_size(options.paper)
    if options.theme is not None:
        load_theme(options.theme)
    if options.standard is not None:
        find_standard(options.standard)
    for name in options.formats:
        _check_format(name)
    for name in options.langs:
        if name != ALL and not language_tag(name):
            raise BadInput(
                "unknown-language",
                f"{name!r} is not the tag of a language known here",
                hint="as in es or pt-BR, or all",
            )


def apply_options(leaflet: Leaflet, options: Options, workshop: Workshop) -> tuple[Leaflet, tuple[Finding, ...]]:
    """Return *leaflet* with the settings that *options* ask for, every name in them known.

    Overrides belong to the theme beside which they stand: under another theme they are left out, with a finding.

    Raises:
        BadInput: a name in ``leaflet.toml`` that nobody knows, or overrides that the theme cannot take.
    """
    settings = leaflet.settings
    findings: tuple[Finding, ...] = ()
    names = ("fold", "paper", "theme", "standard")
    chosen = {name: value for name in names if (value := getattr(options, name)) is not None}
    if settings.overrides and chosen.get("theme", settings.theme) != settings.theme:
        findings = (_overrides_left_out(leaflet, chosen["theme"]),)
        chosen["overrides"] = {}
    settings = _known_names(replace(settings, **chosen), leaflet.folder, workshop)
    return replace(leaflet, settings=settings), findings


def choose_formats(leaflet: Leaflet, options: Options) -> tuple[str, ...]:
    """Return the formats to make, in the order asked for, each once."""
    return tuple(dict.fromkeys(options.formats or leaflet.settings.formats))


def choose_languages(leaflet: Leaflet, options: Options) -> tuple[tuple[str, ...], tuple[BadInput, ...]]:
    """Return the languages to make, each once, and an error for each that the leaflet lacks or cannot read.

    ``all`` is what ``languages`` in ``leaflet.toml`` lists, or every article in the folder.
    """
    every = _every_language(leaflet)
    source = next(iter(leaflet.articles))
    if not options.langs:
        return (source if source in every else every[0],), ()
    asked: list[str] = []
    for name in options.langs:
        asked += every if name == ALL else (language_tag(name),)
    there = tuple(tag for tag in dict.fromkeys(asked) if tag in leaflet.articles)
    missing = [tag for tag in dict.fromkeys(asked) if tag not in leaflet.articles]
    return there, tuple(leaflet.unreadable.get(tag) or _no_language(leaflet, tag) for tag in missing)


def other_languages(leaflet: Leaflet, options: Options) -> tuple[Finding, ...]:
    """Tell which languages there are beside the one made, where none was asked for."""
    made, _ = choose_languages(leaflet, options)
    others = [tag for tag in _every_language(leaflet) if tag not in made]
    if options.langs or not others:
        return ()
    return (
        Finding(
            severity=Severity.INFO,
            code="other-languages",
            message=f"also here: {', '.join(others)}",
            place=Place(file=str(leaflet.folder)),
            hint="--lang all makes them too",
        ),
    )


def _every_language(leaflet: Leaflet) -> tuple[str, ...]:
    listed = tuple(language_tag(name) for name in leaflet.settings.languages)
    return listed or (*leaflet.articles, *leaflet.unreadable)


def _check_format(name: str) -> None:
    if name not in FORMATS:
        raise unknown_name("format", name, FORMATS)


def _no_language(leaflet: Leaflet, tag: str) -> BadInput:
    return BadInput(
        "no-language",
        f"the leaflet has no article in {tag!r}; it has {', '.join(leaflet.articles)}",
        place=Place(file=str(leaflet.folder)),
        hint=f"a translation is a file {tag}.md beside article.md",
    )


def _known_names(settings: Settings, folder: Path, workshop: Workshop) -> Settings:
    """Return *settings* with their names as their owners write them: ``letter`` becomes ``Letter``."""

    def checked(key: str, look: Callable[[Any], object], *, at: int | None = None) -> object:
        value = getattr(settings, key)
        try:
            return look(value if at is None else value[at])
        except BadInput as error:
            raise _placed(error, folder, key, at) from error

    scheme = checked("fold", lambda name: fold_scheme(name).name)
    paper = checked("paper", _paper_name)
    checked("condition", find_condition)
    checked("rendering", find_rendering)
    if settings.ink_limit is not None:
        checked("ink_limit", checked_limit)
    checked("profile", lambda _: chosen_condition(settings, folder, workshop.photos))
    checked("marks", lambda marks: cutter_ink(marks.slit_ink))
    condition = find_condition(settings.condition)
    checked("theme", lambda name: palette(workshop.theme(name, settings.overrides), condition))
    standard = checked("standard", lambda name: find_standard(name).name)
    checked("images", lambda name: _check_images(name, str(standard)))
    for at in range(len(settings.formats)):
        checked("formats", _check_format, at=at)
    return replace(settings, fold=str(scheme), paper=str(paper), standard=str(standard))


def _check_images(name: str, standard: str) -> None:
    if find_images(name) is Images.KEEP and not find_standard(standard).rgb:
        raise BadInput(
            "images-not-separated",
            f'images = "{Images.KEEP}" leaves photos in RGB, and {standard} bears no RGB',
            hint=f'take standard = "pdfx4", or images = "{Images.CONVERT}"',
        )


def _paper_name(name: str) -> str:
    size = paper_size(name)
    return next((paper.name for paper in PAPERS if paper.size == size), name.strip())


def _placed(error: BadInput, folder: Path, key: str, at: int | None) -> BadInput:
    """Return *error* with the line of *key*; the file is read again, which only a mistake pays for."""
    _, keyed = read_settings(folder)
    finding = error.finding
    if finding.code in ("theme-value", "theme-name"):
        place = _overrides_place(keyed)
    else:
        place = keyed.place(key) if at is None else keyed.place(key, at)
    return BadInput(finding.code, finding.message, place=place, hint=finding.hint)


def _overrides_left_out(leaflet: Leaflet, theme: str) -> Finding:
    _, keyed = read_settings(leaflet.folder)
    return Finding(
        severity=Severity.INFO,
        code="overrides-left-out",
        message=f"theme_overrides belong to the theme {leaflet.settings.theme}, and are left out under {theme}",
        place=_overrides_place(keyed),
    )


def _overrides_place(keyed: Keyed) -> Place:
    """Return the first line of the overrides, which may begin with a table inside them."""
    lines = [line for path, line in keyed.lines.items() if path[0] == "theme_overrides"]
    return Place(file=keyed.file, line=min(lines, default=None))
