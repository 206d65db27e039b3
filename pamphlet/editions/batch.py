"""Many editions: every folder, language and format asked for, planned first, then made one after the other.

A plan is data: what will be made, where it will lie and what is refused at once.
Nothing is written before the whole plan stands, and one edition that fails does
not stop the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.editions.edition import Edition, edition_path, make_edition
from pamphlet.editions.formats import FORMATS
from pamphlet.editions.options import (
    Options,
    apply_options,
    check_options,
    choose_formats,
    choose_languages,
    other_languages,
)
from pamphlet.editions.workshop import Workshop
from pamphlet.errors import BadInput, CannotWrite, Finding, PamphletError, Place, internal_error
from pamphlet.manuscript.folder import read_leaflet
from pamphlet.manuscript.language import tag_of_name
from pamphlet.manuscript.settings import Leaflet


class Order(Struct, frozen=True, kw_only=True):
    """One edition to be made, and where its file will lie."""

    leaflet: Leaflet
    lang: str
    format: str
    path: Path


class Plan(Struct, frozen=True, kw_only=True):
    """All that will be made.

    Attributes:
        findings: of the folders; those that could not be read, and languages that are not there, are errors.
        exit_code: 2 where something was refused, or 0.
    """

    orders: tuple[Order, ...]
    findings: tuple[Finding, ...] = ()
    exit_code: int = 0


def plan_batch(folders: Iterable[Path], options: Options, workshop: Workshop) -> Plan:
    """Read *folders* and plan their editions, folder by folder, language by language, format by format.

    A folder that cannot be used is an error among the findings; the others are planned all the same. A folder
    named twice counts once.

    Raises:
        BadInput: an option that nobody knows, or two leaflets whose files would have the same name.
        CannotWrite: a file stands where the folder of all outputs should be.
    """
    check_options(options)
    _check_out(options.out)
    orders: list[Order] = []
    findings: list[Finding] = []
    exit_code = 0
    for folder in {_resolved(folder): folder for folder in folders}.values():
        try:
            leaflet, found = _read(folder, options, workshop)
        except PamphletError as error:
            findings.append(_folder_refused(error, folder, options))
            exit_code = max(exit_code, error.exit_code)
            continue
        langs, missing = choose_languages(leaflet, options)
        findings += [
            *untold(found, leaflet, langs),
            *other_languages(leaflet, options),
            *(error.finding for error in missing),
        ]
        exit_code = max([exit_code, *(error.exit_code for error in missing)])
        orders += _orders(leaflet, langs, options)
    _refuse_twins(orders)
    return Plan(orders=tuple(orders), findings=tuple(findings), exit_code=exit_code)


def run_batch(plan: Plan, options: Options, workshop: Workshop, *, surface_bugs: bool = False) -> Iterator[Edition]:
    """Make the editions of *plan* in order and yield each as it is done.

    Args:
        plan: as :func:`plan_batch` made it with the same *options* and *workshop*.
        options: where the files go, and whether they are drafts.
        workshop: the caches of the run.
        surface_bugs: let an unforeseen exception through instead of counting it as a failure of its edition.
    """
    for order in plan.orders:
        try:
            yield make_edition(order.leaflet, order.lang, order.format, workshop, out=options.out, draft=options.draft)
        except Exception as error:  # a mistake of ours in one edition must not cost the others
            if surface_bugs:
                raise
            yield _unforeseen(order, error)


def worst(plan: Plan, editions: Iterable[Edition]) -> int:
    """Return the exit code of a run: the highest of the plan's and of all editions'."""
    return max([plan.exit_code, *(edition.exit_code for edition in editions)])


def _folder_refused(error: PamphletError, folder: Path, options: Options) -> Finding:
    """Return what is told of a folder that cannot be used; a name of a list that has a space for its comma is none."""
    finding, name = error.finding, str(folder)
    if finding.code != "no-folder":
        return finding
    if options.formats and name in FORMATS:
        return replace(finding, hint=f"if it is a format, put a comma: --format {options.formats[-1]},{name}")
    if options.langs and tag_of_name(name):
        return replace(finding, hint=f"if it is a language, put a comma: --lang {options.langs[-1]},{name}")
    return finding


def untold(findings: Iterable[Finding], leaflet: Leaflet, langs: Iterable[str]) -> tuple[Finding, ...]:
    """Return the *findings* of a folder that no edition in *langs* will tell: each tells the errors of its own text."""
    told = [error for lang in langs for error in leaflet.errors.get(lang, ())]
    return tuple(finding for finding in findings if finding not in told)


def _read(folder: Path, options: Options, workshop: Workshop) -> tuple[Leaflet, tuple[Finding, ...]]:
    leaflet, findings = read_leaflet(folder)
    leaflet, changed = apply_options(leaflet, options, workshop)
    return leaflet, (*findings, *changed)


def _orders(leaflet: Leaflet, langs: Iterable[str], options: Options) -> Iterator[Order]:
    for lang in langs:
        for name in choose_formats(leaflet, options):
            path = edition_path(leaflet, lang, name, options.out)
            yield Order(leaflet=leaflet, lang=lang, format=name, path=path)


def _resolved(folder: Path) -> Path:
    try:
        return folder.resolve()
    except (OSError, ValueError, RuntimeError):  # no path at all; reading it will say so
        return folder


def _check_out(out: Path) -> None:
    """Refuse a folder of outputs that is, or lies under, a file: once, not for every edition."""
    for part in (out, *out.parents):
        try:
            if part.is_dir():
                return
            if part.exists():
                raise CannotWrite(
                    "write-folder",
                    f"cannot write into {out}: {part} is a file, not a folder" if part != out else "this is a file",
                    place=Place(file=str(part)),
                    hint="choose another folder with -o",
                )
        except (OSError, ValueError):  # no permission to look: the writing itself will tell
            return


def _refuse_twins(orders: Iterable[Order]) -> None:
    """Refuse two leaflets that would write the same file; capitals make no difference on some disks."""
    taken: dict[str, Order] = {}
    for order in orders:
        other = taken.setdefault(str(order.path).casefold(), order)
        if other is not order:
            slug = order.leaflet.settings.slug
            raise BadInput(
                "same-output",
                f"{other.leaflet.folder} and {order.leaflet.folder} would both write {order.path}; nothing was written",
                place=Place(file=str(order.leaflet.folder / "leaflet.toml")),
                hint=f"give one of them another slug than {slug!r}",
            )


def _unforeseen(order: Order, error: Exception) -> Edition:
    slug = order.path.parent.name
    finding = internal_error(error, Place(edition=f"{slug}-{order.lang}-{order.format}"))
    return Edition(
        slug=slug,
        lang=order.lang,
        format=order.format,
        path=order.path,
        written=False,
        findings=(*order.leaflet.errors.get(order.lang, ()), finding),
        exit_code=1,
    )
