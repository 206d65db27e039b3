"""One edition from article to file: layout, sheet, ink, PDF, and the checks between.

``make_edition`` runs the line once. It writes nothing when a finding is an error,
unless a draft was asked for; then the file is marked DRAFT on every panel.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.design.localising import in_language
from pamphlet.editions.formats import FORMATS, Job
from pamphlet.editions.glyphs import borrowed_faces, missing_glyphs
from pamphlet.editions.workshop import Workshop
from pamphlet.errors import Finding, PamphletError, Place, Severity
from pamphlet.files import written_beside
from pamphlet.ink.chosen import chosen_condition
from pamphlet.ink.condition import Condition
from pamphlet.ink.palette import Palette, bar_inks, palette
from pamphlet.ink.photo import open_photo
from pamphlet.ink.prepare import Images, find_images, prepare_photo
from pamphlet.ink.prepared import PreparedImage
from pamphlet.layout.coverage import check_coverage, check_places
from pamphlet.layout.placed import PlacedPicture
from pamphlet.layout.result import Result
from pamphlet.layout.space import Overset
from pamphlet.manuscript.article import Article
from pamphlet.manuscript.settings import Leaflet
from pamphlet.manuscript.text import words
from pamphlet.pdf.extract import check_words, expected_text
from pamphlet.pdf.metadata import Metadata, date_of
from pamphlet.pdf.standards import PLAIN
from pamphlet.pdf.writer import Resources, write_pdf
from pamphlet.preflight.judge import judge
from pamphlet.preflight.rule import Claim
from pamphlet.sheet.side import Sheet
from pamphlet.version import VERSION


class Edition(Struct, frozen=True, kw_only=True):
    """What became of one edition.

    Attributes:
        path: where the file is, or would be. written: whether it was written.
        findings: worth telling, errors among them. log: what copyfit did.
        pages: of the file; 0 where none was made.
    """

    slug: str
    lang: str
    format: str
    path: Path
    written: bool
    findings: tuple[Finding, ...] = ()
    log: tuple[str, ...] = ()
    pages: int = 0
    exit_code: int = 0


def edition_path(leaflet: Leaflet, lang: str, format_name: str, out: Path) -> Path:
    """Return where an edition's file goes: ``OUT/<slug>/<slug>-<lang>-<format>.pdf``."""
    slug = leaflet.settings.slug or leaflet.folder.resolve().name
    return out / slug / f"{slug}-{lang}-{format_name}.pdf"


def make_edition(
    leaflet: Leaflet, lang: str, format_name: str, workshop: Workshop, *, out: Path, draft: bool = False
) -> Edition:
    """Make one edition and write its file; errors become findings of the edition.

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
        if made.data is None:
            findings = tuple(_placed(finding, f"{slug}-{lang}-{format_name}") for finding in made.findings)
            return replace(base, findings=findings, log=made.log, exit_code=1)
        # The checks and the disk take about as long, and neither waits for the other.
        with written_beside(path, made.data) as file:
            checks = check_words([expected_text(side) for side in made.sheet.sides], made.data)
            if FORMATS[format_name].press:
                checks = (*checks, *judge(made.data, Claim(leaflet.settings.standard)).findings)
            findings = tuple(_placed(finding, f"{slug}-{lang}-{format_name}") for finding in (*made.findings, *checks))
            failed = any(finding.severity is Severity.ERROR for finding in findings)
            if failed and not draft:
                return replace(base, findings=findings, log=made.log, exit_code=1)
            file.keep()
    except PamphletError as error:
        finding = _placed(error.finding, f"{slug}-{lang}-{format_name}")
        return replace(base, findings=(finding,), exit_code=error.exit_code)
    pages = len(made.sheet.sides)
    return replace(base, written=True, findings=findings, log=made.log, pages=pages, exit_code=1 if failed else 0)


class _Made(Struct, frozen=True, kw_only=True):
    """What was made of an edition before its file is checked; no data where it cannot be made."""

    sheet: Sheet = Sheet(sides=(), elements=())
    data: bytes | None = None
    findings: tuple[Finding, ...] = ()
    log: tuple[str, ...] = ()


def _made(leaflet: Leaflet, article: Article, format_name: str, workshop: Workshop, *, draft: bool) -> _Made:
    """Lay the article out, put it on its sheet and draw the file."""
    settings = leaflet.settings
    library = workshop.library(leaflet.folder)
    theme = in_language(workshop.theme(settings.theme, settings.overrides), article.lang)
    theme = replace(theme, families=library.suited(theme.families, words(article), article.lang))
    typesetter = workshop.typesetter(leaflet.folder, article.lang, settings.digits)
    recipe = FORMATS[format_name]
    condition = chosen_condition(settings, leaflet.folder, workshop.photos, name=recipe.condition)
    inks = palette(theme, condition)
    bar = bar_inks(inks, theme.pictures.treatment)
    job = Job(
        article=article,
        settings=settings,
        theme=theme,
        typesetter=typesetter,
        printer=workshop.typesetter(leaflet.folder, "en") if typesetter.rtl else typesetter,
        codes=workshop.codes,
        bar=tuple(bar),
        draft=draft,
    )
    result, sheet, findings = recipe.make(job)
    findings = (*_draft_note(article), *findings, *_overset_findings(result))
    findings = (*findings, *missing_glyphs(library, result.layout, article, leaflet.folder))
    if sheet is None or result.layout is None:
        return _Made(findings=findings, log=result.log)
    # A draft of an overset text lacks words, as its finding says already.
    lost = () if result.overset else check_coverage(words(article), result.layout)
    findings = (*findings, *lost, *check_places(result.layout), *_empty_rows(result))
    findings = (*findings, *borrowed_faces(library, result.layout))
    pictures, photo_findings = _pictures(sheet, condition, inks, find_images(settings.images), workshop)
    findings = (*findings, *photo_findings)
    blocked = any(finding.severity is Severity.ERROR for finding in findings)
    if blocked and not draft:
        return _Made(findings=findings, log=result.log)
    resources = Resources(palette=inks | bar, pictures=pictures, shelf=workshop.shelf)
    metadata = Metadata(
        title=article.title.replace("\n", " "),
        lang=article.lang,
        date=date_of(article.date),
        author=article.author,
        subject=article.kicker,
        version=VERSION,
    )
    claim = settings.standard if recipe.press else PLAIN
    standard = workshop.standard(claim, condition)
    data = write_pdf(sheet, metadata, resources, standard=standard, links=recipe.links)
    return _Made(sheet=sheet, data=data, findings=findings, log=result.log)


def _pictures(
    sheet: Sheet, condition: Condition, inks: Palette, images: Images, workshop: Workshop
) -> tuple[dict[PlacedPicture, PreparedImage], tuple[Finding, ...]]:
    pictures: dict[PlacedPicture, PreparedImage] = {}
    findings: list[Finding] = []
    for panel in (panel for side in sheet.sides for panel in side.panels):
        for item in panel.items:
            if isinstance(item, PlacedPicture) and item not in pictures:
                photo = open_photo(item.path, workshop.photos)
                pictures[item], found = prepare_photo(
                    photo,
                    rect=item.rect,
                    condition=condition,
                    cache=workshop.photos,
                    focus=item.focus,
                    zoom=item.zoom,
                    treatment=item.treatment,
                    inks=inks,
                    images=images,
                )
                findings += [finding for finding in found if finding not in findings]
    return pictures, tuple(findings)


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


def _empty_rows(result: Result) -> tuple[Finding, ...]:
    if result.empty_rows <= EMPTY_ROWS:
        return ()
    return (
        Finding(
            severity=Severity.WARNING,
            code="body-short",
            message=f"the text ends {result.empty_rows} lines before its columns do; at most {EMPTY_ROWS} go unseen",
            place=Place(panel="body"),
            hint="write more, add a picture, or choose a smaller paper",
        ),
    )


EMPTY_ROWS = 3
"""Lines at the end of the last column that a reader takes for the end of the text, not for a hole."""


def _placed(finding: Finding, edition: str) -> Finding:
    if finding.place.edition:
        return finding
    return replace(finding, place=replace(finding.place, edition=edition))
