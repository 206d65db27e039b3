"""One edition from article to file: layout, sheet, ink, PDF, and the checks between.

``make_edition`` runs the line once. It writes nothing when a finding is an error,
unless a draft was asked for; then the file is marked DRAFT on every panel.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from glob import escape
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.design.inks import InkSpec, PictureSpec
from pamphlet.design.localising import in_language
from pamphlet.design.theme import Theme, inks_named
from pamphlet.editions.formats import FORMATS, Format, Job
from pamphlet.editions.glyphs import borrowed_faces, missing_glyphs
from pamphlet.editions.printing import File, Inked, draw_file, draw_plates, for_plates, ink_sheet
from pamphlet.editions.workshop import Workshop
from pamphlet.editions.writing import check_letters, check_writing
from pamphlet.errors import Finding, PamphletError, Place, Severity
from pamphlet.files import keep_all, written_beside
from pamphlet.ink.chosen import chosen_condition
from pamphlet.ink.palette import Palette, bar_inks, cutter_ink, in_black, palette
from pamphlet.ink.prepare import Images, find_images
from pamphlet.ink.rim import check_rim
from pamphlet.layout.columns import SPARE
from pamphlet.layout.completeness import check_complete, check_places
from pamphlet.layout.placed import Layout
from pamphlet.layout.pullquotes import pull_quotes
from pamphlet.layout.result import Overset, Result
from pamphlet.manuscript.article import Article
from pamphlet.manuscript.settings import Leaflet
from pamphlet.manuscript.text import block_texts, words
from pamphlet.pdf.extract import check_words, expected_text
from pamphlet.pdf.metadata import Metadata, date_of
from pamphlet.pdf.standards import PLAIN
from pamphlet.preflight.judge import judge
from pamphlet.preflight.rule import Claim
from pamphlet.sheet.home import side_sheets
from pamphlet.typesetting.breaks import manner
from pamphlet.typesetting.library import FontLibrary
from pamphlet.version import VERSION


class Edition(Struct, frozen=True, kw_only=True):
    """What became of one edition.

    Attributes:
        path: where the file is, or would be; of several, the first. written: whether it was written.
        paths: of all files written.
        findings: worth telling, errors among them. log: what copyfit did.
        pages: of all files; 0 where none was made.
    """

    slug: str
    lang: str
    format: str
    path: Path
    written: bool
    paths: tuple[Path, ...] = ()
    findings: tuple[Finding, ...] = ()
    log: tuple[str, ...] = ()
    pages: int = 0
    exit_code: int = 0

    @property
    def name(self) -> str:
        """What the edition is called in tables and reports: ``bolivia-en-print``."""
        return f"{self.slug}-{self.lang}-{self.format}"


def edition_path(leaflet: Leaflet, lang: str, format_name: str, out: Path) -> Path:
    """Return where an edition's file goes: ``OUT/<slug>/<slug>-<lang>-<format>.pdf``."""
    slug = leaflet.settings.slug or leaflet.folder.resolve().name
    return out / slug / f"{slug}-{lang}-{format_name}.pdf"


def make_edition(
    leaflet: Leaflet, lang: str, format_name: str, workshop: Workshop, *, out: Path, draft: bool = False
) -> Edition:
    """Make one edition and write its files, all or none; errors become findings of the edition.

    Args:
        leaflet: as read from its folder; *lang* is one of its articles.
        format_name: a name in ``formats.FORMATS``.
        out: folder of all outputs. draft: write even what has errors, marked DRAFT.
    """
    path = edition_path(leaflet, lang, format_name, out)
    slug = path.parent.name
    base = Edition(slug=slug, lang=lang, format=format_name, path=path, written=False)
    try:
        made = _made(leaflet, leaflet.articles[lang], format_name, workshop, draft=draft)
        if not made.files:
            return replace(base, findings=_refused(made.findings, path), log=made.log, exit_code=1)
        paths = tuple(path.with_name(f"{path.stem}{file.suffix}.pdf") for file in made.files)
        # The checks and the disk take about as long, and neither waits for the other.
        with ExitStack() as beside:
            waiting = [
                beside.enter_context(written_beside(target, file.data))
                for target, file in zip(paths, made.files, strict=True)
            ]
            claim = Claim(leaflet.settings.standard) if FORMATS[format_name].press else None
            told = (*made.findings, *_checked(made, claim), *_left_over(path, paths))
            failed = any(finding.severity is Severity.ERROR for finding in told)
            if failed and not draft:
                return replace(base, findings=_refused(told, path), log=made.log, exit_code=1)
            told = (*told, *([_draft_written(paths)] if draft else []))
            keep_all(waiting)
    except PamphletError as error:
        told = (*leaflet.errors.get(lang, ()), error.finding)
        return replace(base, findings=_refused(told, path), exit_code=error.exit_code)
    return replace(
        base,
        path=paths[0],
        paths=paths,
        written=True,
        findings=_all_placed(told, path),
        log=made.log,
        pages=sum(len(file.sheet.sides) for file in made.files),
        exit_code=1 if failed else 0,
    )


def _draft_written(paths: tuple[Path, ...]) -> Finding:
    """Tell of a draft, which has the name of the file that goes to the press."""
    replaced = ", and took the place of the file that was there" if any(path.is_file() for path in paths) else ""
    return Finding(
        severity=Severity.WARNING,
        code="draft-written",
        message=f"this is marked DRAFT on every panel, and not for the press{replaced}",
        place=Place(file=str(paths[0])),
        hint="build again without --draft before you send it",
    )


def _checked(made: _Made, claim: Claim | None) -> tuple[Finding, ...]:
    """Read each file back, and judge it by what it claims."""
    findings: list[Finding] = []
    for file in made.files:
        findings += check_words([expected_text(side) for side in file.sheet.sides], file.data)
        if claim is not None:
            findings += judge(file.data, claim, cut=made.cut).findings
    return tuple(findings)


def _left_over(path: Path, paths: tuple[Path, ...]) -> tuple[Finding, ...]:
    """Tell of plates of an earlier run that this one does not make: a shop would print them too."""
    if len(paths) < 2:
        return ()
    older = sorted(each.name for each in path.parent.glob(f"{escape(path.stem)}-*.pdf") if each not in paths)
    return tuple(
        Finding(
            severity=Severity.WARNING,
            code="plate-left-over",
            message=f"{name} lies beside the new plates and is none of them",
            place=Place(file=str(path.parent / name)),
            hint="remove it before you send the plates to the shop",
        )
        for name in older
    )


def _refused(findings: Iterable[Finding], path: Path) -> tuple[Finding, ...]:
    """Return what is told of an edition that is not written; a file of an earlier run must not pass for it."""
    older = Finding(
        severity=Severity.WARNING,
        code="older-file",
        message=f"{path.name} is from an earlier run and does not have what the leaflet says now",
        place=Place(file=str(path)),
        hint="send it nowhere; it is replaced by the next build that succeeds",
    )
    return _all_placed((*findings, *([older] if path.is_file() else [])), path)


def _all_placed(findings: Iterable[Finding], path: Path) -> tuple[Finding, ...]:
    return tuple(_placed(finding, path.stem) for finding in findings)


class _Made(Struct, frozen=True, kw_only=True):
    """What was made of an edition before its files are checked; none where it cannot be made.

    Attributes:
        cut: whether the paper they are printed on is cut.
    """

    files: tuple[File, ...] = ()
    findings: tuple[Finding, ...] = ()
    log: tuple[str, ...] = ()
    cut: bool = True


def _made(leaflet: Leaflet, article: Article, format_name: str, workshop: Workshop, *, draft: bool) -> _Made:
    """Lay the article out, put it on its sheet and draw the file."""
    recipe = FORMATS[format_name]
    library = workshop.library(leaflet.folder)
    job, inks, told = _job(leaflet, article, recipe, workshop, draft=draft)
    result, sheet, findings = recipe.make(job)
    said = (
        *leaflet.errors.get(article.lang, ()),
        *_draft_note(article),
        *check_letters(article),
        *check_writing(article),
    )
    findings = (*said, *told, *findings, *_text_findings(result, article, library, leaflet.folder))
    if sheet is None:
        return _Made(findings=findings, log=result.log)
    # A plate is an ink, and RGB has none.
    images = Images.CONVERT if recipe.plates else find_images(job.settings.images)
    inked = ink_sheet(sheet, inks, job.condition, images, workshop, press=recipe.press)
    findings = (*findings, *inked.findings)
    if recipe.press or recipe.plates:
        findings = (*findings, *check_rim(inked.sheet, inked.palette, job.condition))
    blocked = any(finding.severity is Severity.ERROR for finding in findings)
    if blocked and not draft:
        return _Made(findings=findings, log=result.log)
    files, many = _drawn(inked, job, recipe, workshop)
    return _Made(files=files, findings=(*findings, *many), log=result.log, cut=job.condition.cut)


def _job(
    leaflet: Leaflet, article: Article, recipe: Format, workshop: Workshop, *, draft: bool
) -> tuple[Job, Palette, tuple[Finding, ...]]:
    """Return what is to be laid out, the inks that it may be printed in, and what was changed for the plates."""
    settings = leaflet.settings
    theme = in_language(workshop.theme(settings.theme, settings.overrides), article.lang)
    families = workshop.library(leaflet.folder).suited(theme.families, words(article), article.lang)
    theme = replace(theme, families=families)
    typesetter = workshop.typesetter(leaflet.folder, article.lang, settings.digits)
    condition = chosen_condition(settings, leaflet.folder, workshop.photos, name=recipe.condition)
    inks = palette(theme, condition)
    unused = _unused_inks(theme, settings.overrides, leaflet.folder)
    theme, told = for_plates(theme, inks) if recipe.plates else (theme, ())
    if recipe.office and settings.home.grey:
        theme, inks = replace(theme, pictures=PictureSpec(treatment="grey")), in_black(inks)
    bar = bar_inks(inks, theme.pictures.treatment)
    job = Job(
        article=article,
        settings=settings,
        theme=theme,
        typesetter=typesetter,
        printer=workshop.typesetter(leaflet.folder, "en" if typesetter.rtl else article.lang, "typed"),
        codes=workshop.codes,
        bar=tuple(bar),
        condition=condition,
        draft=draft,
    )
    return job, inks | bar | cutter_ink(settings.marks.slit_ink), (*unused, *told)


def _unused_inks(theme: Theme, overrides: Mapping[str, Any], folder: Path) -> tuple[Finding, ...]:
    """Tell of inks that the leaflet mixes anew and its theme prints nothing in."""
    mixed = {part for ink in theme.palette.values() if isinstance(ink, InkSpec) for part in ink.mix}
    used = {name for _, name in inks_named(theme)}
    return tuple(
        Finding(
            severity=Severity.WARNING,
            code="ink-unused",
            message=f"the theme {theme.name} prints nothing in {name}, so what is said of it changes nothing",
            place=Place(file=str(folder / "leaflet.toml")),
            hint=f"its inks are {', '.join(sorted(used))}",
        )
        for name in overrides.get("palette", {})
        if name not in used | mixed
    )


def _text_findings(result: Result, article: Article, library: FontLibrary, folder: Path) -> tuple[Finding, ...]:
    """Return what is told of the text as it was laid out: what does not fit, is lost, or has no glyph of ours."""
    layout = result.layout
    found = (*_overset_findings(result), *missing_glyphs(library, layout, article, folder))
    if layout is None:
        return found
    # A draft of an overset text lacks words, as its finding says already.
    lost = () if result.overset else check_complete(words(article), layout)
    return (
        *found,
        *lost,
        *check_places(layout),
        *_lifted_slogan(layout, article),
        *_empty_rows(result, article),
        *borrowed_faces(library, layout),
    )


def _drawn(inked: Inked, job: Job, recipe: Format, workshop: Workshop) -> tuple[tuple[File, ...], tuple[Finding, ...]]:
    """Draw the files of an edition: one, one for each plate, or one for each side."""
    article, settings = job.article, job.settings
    metadata = Metadata(
        title=article.title.replace("\n", " "),
        lang=article.lang,
        date=date_of(article.date),
        author=article.author,
        subject=article.kicker,
        version=VERSION,
    )
    if recipe.plates:
        return draw_plates(inked, metadata, job, workshop)
    standard = workshop.standard(settings.standard if recipe.press else PLAIN, job.condition)
    one_by_one = recipe.office and not settings.home.duplex and len(inked.sheet.sides) > 1
    sheets = side_sheets(inked.sheet) if one_by_one else (("", inked.sheet),)
    files = tuple(
        draw_file(replace(inked, sheet=each), metadata, standard, workshop, links=recipe.links, suffix=suffix)
        for suffix, each in sheets
    )
    return files, ()


def _draft_note(article: Article) -> tuple[Finding, ...]:
    """Return the author's own word that the text is not final."""
    if not article.draft_note:
        return ()
    note = " ".join(article.draft_note.split())
    place = Place(file=str(article.source))
    hint = "take draft: out of the file when that is done"
    return (
        Finding(severity=Severity.WARNING, code="text-draft", message=f"not final: {note}", place=place, hint=hint),
    )


def _overset_findings(result: Result) -> tuple[Finding, ...]:
    return tuple(_overset(each) for each in result.overset)


def _overset(overset: Overset) -> Finding:
    return Finding(
        severity=Severity.ERROR,
        code="overset",
        message=f"{overset.words} words too many; the first left over: “{overset.first_words}”",
        place=Place(panel=overset.panel),
        hint="; or ".join(overset.cures),
    )


def _lifted_slogan(layout: Layout, article: Article) -> tuple[Finding, ...]:
    """Tell which sentence of the text stands as a poster in the place of slogans, chosen by no editor."""
    quotes = [] if article.slogans else [sentence for _, sentence in pull_quotes(article, 1)]
    if not any(element.kind == "P" and element.repeat and element.text in quotes for element in layout.elements):
        return ()
    return (
        Finding(
            severity=Severity.WARNING,
            code="slogan-lifted",
            message=f"there are no slogans, so a sentence of the text stands in their place: “{quotes[0]}”",
            place=Place(file=str(article.source)),
            hint="write slogans: in the front matter, a line each",
        ),
    )


def _empty_rows(result: Result, article: Article) -> tuple[Finding, ...]:
    if result.empty_rows <= SPARE:
        return ()
    count = sum(len(text.split()) for text in block_texts(article.body))
    text = f"the text of {count} words" if manner(article.lang) == "spaces" else "the text"
    lines = f"{result.empty_rows} lines before its columns do; at most {SPARE} go unseen"
    return (
        Finding(
            severity=Severity.WARNING,
            code="body-short",
            message=f"{text} ends {lines}",
            place=Place(panel="body"),
            hint=_fuller(result),
        ),
    )


def _fuller(result: Result) -> str:
    if result.fuller:
        return f"choose {result.fuller}, which it fills; or write more, or add a picture"
    return "write more, or add a picture: docs/guide.md has the words that fill each fold"


def _placed(finding: Finding, edition: str) -> Finding:
    if finding.place.edition:
        return finding
    return replace(finding, place=replace(finding.place, edition=edition))
