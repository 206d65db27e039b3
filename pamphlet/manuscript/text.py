"""An article as bare words, in reading order: what the word check compares with the finished file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pamphlet.manuscript.article import (
    HARD_BREAK,
    Article,
    Block,
    Heading,
    ListBlock,
    Paragraph,
    Picture,
    Quote,
    Span,
    Table,
)

_SENTENCE_ENDS = tuple(".!?…)”»’؟۔।。！？")
"""What a caption may end with so that the credit can stand right behind it."""

_UNPRINTED = ("https://", "http://", "mailto:", "tel:")
"""How addresses begin that are known without it."""


def plain(spans: Iterable[Span]) -> str:
    """Return the text of *spans* without its styles; a hard break becomes a newline.

    Example:
        >>> plain((Span(text="Not "), Span(text="one", strong=True), Span(text="!")))
        'Not one!'
    """
    return "".join(span.text for span in spans).replace(HARD_BREAK, "\n")


def shown_address(url: str) -> str:
    """Return an address as it is printed: without its scheme and a slash at its end.

    Example:
        >>> shown_address("https://example.org/bulletin/")
        'example.org/bulletin'
        >>> shown_address("mailto:mail@example.org")
        'mail@example.org'
    """
    scheme = next((each for each in _UNPRINTED if url.startswith(each)), "")
    return url.removeprefix(scheme).removesuffix("/")


def caption_line(caption: str, credit: str) -> str:
    """Return caption and credit as one line, parted by a dot where the caption is no sentence.

    Example:
        >>> caption_line("Two friends fold", "Photo: Ana Roca")
        'Two friends fold · Photo: Ana Roca'
    """
    ends = caption.rstrip().endswith(_SENTENCE_ENDS)
    return (" " if ends else " · ").join(part for part in (caption.rstrip(), credit) if part)


def words(article: Article) -> tuple[str, ...]:
    """Return every word of *article* in reading order, notes after the body that calls them.

    Left out is what nobody reads on paper: alternative text, link targets, note and item numbers.
    """
    return tuple(word for text in texts(article) for word in text.split())


def texts(article: Article) -> Iterator[str]:
    """Yield the text of *article* piece by piece, in reading order."""
    yield from (article.title, article.kicker, article.standfirst, *article.slogans)
    if article.photo is not None:
        yield from (article.photo.caption, article.photo.credit)
    yield from block_texts(article.body)
    for note in article.notes:
        yield from block_texts(note.blocks)
    yield from (article.bulletin.label, article.bulletin.title, shown_address(article.bulletin.url))
    yield from (article.contact, article.imprint)


def block_texts(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the text of each paragraph, heading, cell and caption among *blocks*, nested ones too."""
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            yield plain(block.spans)
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from block_texts(item)
        elif isinstance(block, Quote):
            yield from block_texts(block.blocks)
        elif isinstance(block, Table):
            yield from (plain(cell) for row in block.rows for cell in row)
        elif isinstance(block, Picture):
            yield from (block.caption, block.credit)
