"""A text from elsewhere → a leaflet folder that builds: plain text, HTML, Markdown or .docx.

Nothing is fetched, no word is changed, and every line that is not taken is
told with its reason. One module reads each format into pieces; ``arrange``
gives the pieces their place; ``writing`` makes the folder.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from pamphlet.errors import BadInput, Place
from pamphlet.manuscript.article import Picture
from pamphlet.manuscript.importers.account import account
from pamphlet.manuscript.importers.arrange import Arranged, arrange
from pamphlet.manuscript.importers.decoding import decode, read_bytes
from pamphlet.manuscript.importers.pictures import given_photo, photo_beside
from pamphlet.manuscript.importers.piece import Kind, Reading, count_words
from pamphlet.manuscript.importers.report import ImportReport, LeftOut, Taken
from pamphlet.manuscript.importers.writing import refuse_full, write_folder
from pamphlet.manuscript.limits import check_limits

__all__ = ["ENDINGS", "ImportReport", "LeftOut", "import_source"]

_PLAIN, _HTML, _MARKDOWN = (".txt", ".text"), (".html", ".htm", ".xhtml"), (".md", ".markdown", ".mdown", ".mkd")
ENDINGS = (*_PLAIN, *_HTML, *_MARKDOWN, ".docx")
"""The endings of files that can be imported."""

_ADDRESS = re.compile(r"(?:https?|ftp):/", re.IGNORECASE)
"""How a web address begins, once it has gone through a path, which takes two strokes for one."""
_LOOKS_LIKE_MARKDOWN = re.compile(
    r"\s*#{1,2} \S[^\n]*\n(?:.*\n)*?(?:#{1,4} \S|[^\n]*(?:\*\*\S|\]\(\S))|---\n(?:title|lang|author|date)\s*:",
    re.IGNORECASE,
)
"""A heading on the first line and more of its kind below, or front matter."""
_LOOKS_LIKE_HTML = re.compile(r"\s*(?:<!doctype html|<html\b)", re.IGNORECASE)


def import_source(source: Path, folder: Path, *, photo: Path | None = None) -> ImportReport:
    """Make a leaflet folder of *source*.

    Args:
        source: a file whose ending is one of :data:`ENDINGS`.
        folder: where to; it must not exist, or be empty.
        photo: the cover photo; without it the source's first picture, or the picture that lies beside the
            source (of the same stem, or the only one), is taken.

    Returns:
        What was taken, and every line that was left out.

    Raises:
        BadInput: the source, the photo or the folder cannot be used.
        CannotWrite: the folder cannot be written.
    """
    refuse_full(folder)
    named = given_photo(photo) if photo is not None else None
    reading = _read(source)
    article = arrange(reading, source, named=named, beside=photo_beside(source))
    if not any(piece.words for piece in article.body):
        hint = "the source must have a title and at least one paragraph"
        raise BadInput("empty-source", "no body text was found in the source", place=Place(file=str(source)), hint=hint)
    article = account(article, reading.said, source)
    files, pictures = write_folder(article, folder, source)
    return _report(article, source, folder, files, pictures)


def _read(source: Path) -> Reading:
    ending = source.suffix.lower()
    if _ADDRESS.match(str(source)):
        hint = "save the page from your browser as .html, and import that file"
        raise BadInput(
            "unknown-source", "nothing is fetched from the network", place=Place(file=str(source)), hint=hint
        )
    if source.is_dir():
        hint = "name the file that holds the text"
        raise BadInput("unknown-source", "this is a folder", place=Place(file=str(source)), hint=hint)
    if ending not in ENDINGS:
        known = ", ".join(ENDINGS)
        message = f"files ending in {ending!r} cannot be imported" if ending else "the source's name has no ending"
        hint = "open it and save it as .docx" if ending == ".doc" else f"save the text as one of {known}"
        raise BadInput("unknown-source", message, place=Place(file=str(source)), hint=hint)
    content = read_bytes(source)
    if ending == ".docx":
        from pamphlet.manuscript.importers.word_document import read_word_document

        return read_word_document(content, source)
    text, findings = decode(content, source, markup=ending in _HTML)
    if ending not in _HTML:
        check_limits(text, file=str(source))
    reading = _reader(ending, text)(text, source)
    return replace(reading, findings=(*findings, *reading.findings))


def _reader(ending: str, text: str) -> Callable[[str, Path], Reading]:
    """Return the reader for text of this ending; the modules are loaded only when their turn comes."""
    if ending in _HTML or (ending in _PLAIN and _LOOKS_LIKE_HTML.match(text)):
        from pamphlet.manuscript.importers.webpage import read_webpage

        return read_webpage
    if ending in _MARKDOWN or _LOOKS_LIKE_MARKDOWN.match(text):
        from pamphlet.manuscript.importers.markdown_text import read_markdown

        return read_markdown
    from pamphlet.manuscript.importers.plain import read_plain

    return read_plain


def _report(
    article: Arranged, source: Path, folder: Path, files: tuple[Path, ...], pictures: tuple[str, ...]
) -> ImportReport:
    photo = None
    if article.photo is not None:
        photo = Picture(
            path=folder / pictures[0],
            alt=article.photo.alt,
            caption=article.photo.caption,
            credit=article.photo.credit,
            focus=article.photo.focus or (0.5, 0.5),
            mirror=article.photo.mirror,
        )
    return ImportReport(
        **{name: getattr(article, name) for name in Taken.__struct_fields__},
        source=source,
        folder=folder,
        photo=photo,
        pictures=pictures,
        body_words=sum(count_words(piece.text) for piece in article.body if piece.kind is not Kind.PICTURE),
        files=files,
    )
