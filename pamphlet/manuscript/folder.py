"""A leaflet folder on disk → a frozen :class:`Leaflet`, with what is worth saying about it.

``article.md`` is the source; every ``<language>.md`` beside it is a translation
(which names count is said in ``language``). A translation may leave out what
does not change from language to language: it takes it from the source.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from pamphlet.errors import BadInput, Finding, Place, Severity
from pamphlet.manuscript.address import address_fault, full_address
from pamphlet.manuscript.article import Article, Bulletin, Picture
from pamphlet.manuscript.frontmatter import FrontMatter, Manuscript, read_manuscript
from pamphlet.manuscript.language import language_tag, tag_of_name
from pamphlet.manuscript.markdown_tree import Body, MarkdownReader
from pamphlet.manuscript.pictures import ENDINGS, locate
from pamphlet.manuscript.schema import Keyed
from pamphlet.manuscript.settings import Leaflet, Settings, read_settings
from pamphlet.manuscript.source import read_text

ARTICLE = "article.md"
_DEFAULT_LANGUAGE = "en"
_WORDED_KEYS = ("kicker", "standfirst", "slogans", "imprint", "contact")
_HEAD = 4096
"""Bytes of a file in which its ``lang`` is looked for."""


def read_leaflet(folder: Path) -> tuple[Leaflet, tuple[Finding, ...]]:
    """Read the leaflet in *folder*: its settings, its article and the translations beside it.

    Returns:
        The leaflet, and the findings in the order of files and lines. A translation that cannot be used
        is among the leaflet's ``unreadable`` ones: it must not cost the other editions.

    Raises:
        BadInput: settings or article cannot be used as they stand; names file, line and cure.
    """
    _check_folder(folder)
    settings, keyed = read_settings(folder)
    reader = _FolderReader(folder, settings, keyed)
    articles = reader.articles()
    _check_languages(settings, keyed, (*articles, *reader.unreadable))
    leaflet = Leaflet(
        folder=folder,
        settings=settings,
        articles=articles,
        unreadable=reader.unreadable,
        errors={lang: _errors(reader.findings, (str(each.source), keyed.file)) for lang, each in articles.items()},
    )
    return leaflet, tuple(reader.findings)


def _check_folder(folder: Path) -> None:
    place = Place(file=str(folder))
    cure = "pamphlet new makes a folder to start from, pamphlet import makes one from a text"
    try:
        if not folder.exists():
            raise BadInput("no-folder", "there is no such folder", place=place, hint=cure)
        if not folder.is_dir():
            raise BadInput("no-folder", "this is not a folder", place=place, hint="name the folder that holds it")
        if not (folder / ARTICLE).exists():
            raise BadInput("no-article", f"the folder holds no {ARTICLE}", place=place, hint=cure)
    except (OSError, ValueError) as error:
        raise BadInput("no-folder", f"the folder cannot be reached: {error}", place=place) from error


def _check_languages(settings: Settings, keyed: Keyed, there: Sequence[str]) -> None:
    for index, name in enumerate(settings.languages):
        if language_tag(name) not in there:
            message = f"languages names {name!r}, but there is no {name}.md; there is {', '.join(there)}"
            raise BadInput("no-language", message, place=keyed.place("languages", index), hint=f"write {name}.md")


class _FolderReader:
    """Reads the articles of one folder with one parser, gathering findings."""

    def __init__(self, folder: Path, settings: Settings, keyed: Keyed) -> None:
        self.findings: list[Finding] = []
        self.unreadable: dict[str, BadInput] = {}
        self._folder = folder
        self._settings = settings
        self._keyed = keyed
        self._markdown = MarkdownReader()

    def articles(self) -> dict[str, Article]:
        """Read the source article, then the translations by their tags in order."""
        path = self._folder / ARTICLE
        source = self._manuscript(path)
        lang = self._language(source, default=_DEFAULT_LANGUAGE)
        articles = {lang: self._article(path, source, lang)}
        told = len(self.findings)
        for tag, beside in self._translations():
            if tag in articles:
                message = f"{beside.name} and {articles[tag].source.name} are both in the language {tag}"
                cure = f"set lang in {ARTICLE}, or remove one of them"
                raise BadInput("language-twice", message, place=Place(file=str(beside)), hint=cure)
            try:
                articles[tag] = self._translation(beside, tag, source)
            except BadInput as error:
                self.unreadable[tag] = error
        self.findings[told:told] = self._unnamed(articles)
        return articles

    def _unnamed(self, articles: Mapping[str, Article]) -> Iterator[Finding]:
        """Tell of pictures that no article names, where the source has no photo: one is likely meant for the cover."""
        source = next(iter(articles.values()))
        # What a translation names that cannot be read is not known.
        if source.photo or self.unreadable:
            return
        named = {picture.path.resolve() for article in articles.values() for picture in _pictures(article)}
        root = self._folder.resolve()
        there = sorted(
            path.relative_to(root).as_posix() for path in _picture_files(root) if path.resolve() not in named
        )
        if there:
            message = f"the article names no photo, so the leaflet has none; in its folder: {', '.join(there)}"
            cure = f'write photo: {{file: "{there[0]}"}} above the article to print it on the cover'
            yield _warning("photo-unnamed", message, Place(file=str(source.source)), cure)

    def _translations(self) -> Iterator[tuple[str, Path]]:
        names = sorted(path.name for path in self._folder.iterdir() if path.suffix == ".md" and path.is_file())
        for name in names:
            stem = name.removesuffix(".md")
            tag = tag_of_name(stem) or self._tag_that_says_so(name, stem)
            if tag:
                yield tag, self._folder / name
            elif "_" in stem and tag_of_name(stem.replace("_", "-")):
                meant = tag_of_name(stem.replace("_", "-"))
                message = f"{name} is not read: a translation's name has hyphens"
                self._tell("file-unread", message, Place(file=str(self._folder / name)), f"rename it {meant}.md")

    def _tag_that_says_so(self, name: str, stem: str) -> str:
        """Return the tag that is the name of a file where its ``lang`` is the same: a word alone may be any name."""
        tag = language_tag(stem)
        declared = rf"(?mi)^lang:\s*[\"']?{re.escape(stem)}[\"']?\s*$"
        head = (self._folder / name).read_bytes()[:_HEAD].decode("utf-8", "replace") if tag else ""
        return tag if re.search(declared, head) else ""

    def _translation(self, path: Path, tag: str, source: Manuscript) -> Article:
        manuscript = self._manuscript(path)
        lang = self._language(manuscript, default=tag)
        if lang != tag:
            message = f"lang is {lang}, but the file's name says {tag}"
            raise BadInput("wrong-language", message, place=manuscript.keyed.place("lang"), hint=f"write lang: {tag}")
        missing = [key for key in _WORDED_KEYS if getattr(source.matter, key) and not getattr(manuscript.matter, key)]
        if missing:
            message = f"{path.name} leaves out {', '.join(missing)}, which {ARTICLE} has"
            self._tell("translation-incomplete", message, Place(file=str(path)), "translate them too")
        return self._article(path, replace(manuscript, matter=_inherit(manuscript.matter, source.matter)), tag, source)

    def _manuscript(self, path: Path) -> Manuscript:
        text = read_text(path)
        if not text.strip():
            raise BadInput(
                "empty-article", "the article is empty", place=Place(file=str(path)), hint="write title: and text"
            )
        manuscript = read_manuscript(text, file=str(path))
        if not manuscript.matter.title:
            raise BadInput(
                "no-title",
                "the article has no title",
                place=Place(file=str(path), line=1),
                hint="begin the file with three lines: ---, title: What it is called, ---",
            )
        return manuscript

    def _language(self, manuscript: Manuscript, *, default: str) -> str:
        written = manuscript.matter.lang
        tag = language_tag(written) if written else default
        if not tag:
            raise BadInput(
                "wrong-language",
                f"lang is {written!r}, which is not a language tag",
                place=manuscript.keyed.place("lang"),
                hint="as in en, es or pt-BR",
            )
        return tag

    def _article(self, path: Path, manuscript: Manuscript, lang: str, source: Manuscript | None = None) -> Article:
        matter = manuscript.matter
        photo = self._photo(matter, (manuscript, source or manuscript))
        self._check_address(manuscript)
        body = self._body(path, manuscript)
        return Article(
            source=path,
            lang=lang,
            title=matter.title,
            kicker=matter.kicker,
            standfirst=matter.standfirst,
            slogans=matter.slogans,
            photo=photo,
            bulletin=Bulletin(
                label=matter.bulletin.label, title=matter.bulletin.title, url=full_address(matter.bulletin.url)
            ),
            imprint=matter.imprint,
            contact=matter.contact,
            date=matter.date,
            author=matter.author,
            draft_note=matter.draft,
            body=body.blocks,
            notes=body.notes,
        )

    def _check_address(self, manuscript: Manuscript) -> None:
        """Tell of an address that leads nowhere, in the file that says it: a translation may take it from there."""
        url, key = manuscript.matter.bulletin.url, ("bulletin", "url")
        fault = address_fault(url) if url and key in manuscript.keyed.lines else None
        if fault:
            message, cure = fault
            self._tell("address-dead", f"bulletin.url: {message}", manuscript.keyed.place(*key), cure)

    def _body(self, path: Path, manuscript: Manuscript) -> Body:
        body = self._markdown.read(
            manuscript.body,
            file=str(path),
            locate=lambda name, place: locate(self._folder, name, place=place),
            first_line=manuscript.body_line,
        )
        self.findings += body.findings
        if not body.blocks:
            raise BadInput(
                "empty-article",
                "the article has a title but no text",
                place=Place(file=str(path), line=manuscript.body_line),
                hint="write the text below the second line of ---",
            )
        return body

    def _photo(self, matter: FrontMatter, manuscripts: tuple[Manuscript, Manuscript]) -> Picture | None:
        """Find the cover photo: the article's own, else its source's, else the one of ``leaflet.toml``."""
        photo = matter.photo
        named = [script.keyed.place("photo", "file") for script in manuscripts if script.matter.photo.file]
        place = named[0] if named else self._keyed.place("photo")
        name = photo.file or self._settings.photo
        if not name:
            return None
        picture = Picture(
            path=locate(self._folder, name, place=place),
            alt=photo.alt,
            caption=photo.caption,
            credit=photo.credit,
            mirror=bool(photo.mirror),
            line=place.line or 0,
        )
        if not photo.alt:
            where = manuscripts[0].keyed.place("photo") if manuscripts[0].keyed.values else place
            message = f"the photo {name!r} has no alternative text"
            self._tell("picture-alt", message, where, "say in photo.alt what it shows")
        return picture if photo.focus is None else replace(picture, focus=photo.focus)

    def _tell(self, code: str, message: str, place: Place, hint: str) -> None:
        self.findings.append(_warning(code, message, place, hint))


def _errors(findings: Iterable[Finding], files: Sequence[str]) -> tuple[Finding, ...]:
    return tuple(each for each in findings if each.severity is Severity.ERROR and each.place.file in files)


def _warning(code: str, message: str, place: Place, hint: str) -> Finding:
    return Finding(severity=Severity.WARNING, code=code, message=message, place=place, hint=hint)


def _pictures(article: Article) -> Iterator[Picture]:
    """Yield the pictures that an article names."""
    if article.photo:
        yield article.photo
    yield from (block for block in article.body if isinstance(block, Picture))


def _picture_files(root: Path) -> Iterator[Path]:
    """Yield the files of pictures in a leaflet's folder and in the folders beside its article.

    Not deeper, and not where PDFs lie too: those pictures are proofs of them.
    """
    for folder, folders, files in os.walk(root):
        if folder != str(root):
            folders.clear()
            if any(name.lower().endswith(".pdf") for name in files):
                continue
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(folder, name) for name in files if name.lower().endswith(ENDINGS))


def _inherit(own: FrontMatter, source: FrontMatter) -> FrontMatter:
    """Fill what a translation leaves out and no language changes: files, names, addresses, the date."""
    photo = replace(own.photo, file=own.photo.file or source.photo.file, credit=own.photo.credit or source.photo.credit)
    if not own.photo.file:
        mirror = source.photo.mirror if own.photo.mirror is None else own.photo.mirror
        photo = replace(photo, focus=own.photo.focus or source.photo.focus, mirror=mirror)
    bulletin = replace(own.bulletin, url=own.bulletin.url or source.bulletin.url)
    return replace(
        own, photo=photo, bulletin=bulletin, date=own.date or source.date, author=own.author or source.author
    )
