"""What the slots of a panel say: the parts of an article by the names that themes have for them."""

from __future__ import annotations

from pamphlet.design.theme import Slot
from pamphlet.layout.pullquotes import pull_quotes
from pamphlet.manuscript.article import Article, Heading
from pamphlet.manuscript.text import caption_line, plain, shown_address
from pamphlet.typesetting.dates import long_date


def parts_of(article: Article) -> frozenset[str]:
    """Return what of an article there is, by the names of ``theme.CONDITIONS``."""
    photo, bulletin = article.photo, article.bulletin
    caption = photo is not None and (photo.caption or photo.credit)
    parts = {
        "photo": photo,
        "caption": caption,
        "author": article.author,
        "kicker": article.kicker,
        "standfirst": article.standfirst,
        "slogans": article.slogans,
        "bulletin": bulletin.title,
        "address": bulletin.url,
        "contact": article.contact,
        "imprint": article.imprint,
        "colophon": article.imprint or caption,
    }
    return frozenset(name for name, part in parts.items() if part)


def slot_texts(slot: Slot, article: Article) -> tuple[tuple[str, str], ...]:
    """Return the texts of a slot with their PDF structure types."""
    bulletin = article.bulletin
    photo = article.photo
    plain_texts = {
        "title": (article.title, "H1"),
        "kicker": (article.kicker, "P"),
        "standfirst": (article.standfirst, "P"),
        "slogan": (article.slogans[0] if article.slogans else "", "P"),
        "label": (bulletin.label, "P"),
        "bulletin": (bulletin.title, "H2"),
        "address": (shown_address(bulletin.url), "P"),
        "contact": (article.contact, "P"),
        "imprint": (article.imprint, "P"),
        "date": (long_date(article.date, article.lang) if slot.show == "date" and article.date else "", "P"),
        "author": (article.author, "P"),
        "caption": (photo.caption if photo else "", "Caption"),
        "credit": (photo.credit if photo else "", "Caption"),
    }
    if slot.show == "slogans":
        return tuple((slogan, "P") for slogan in article.slogans)
    if slot.show == "others":
        return tuple((slogan, "P") for slogan in article.slogans[1:] or article.slogans)
    if slot.show == "quote":
        return tuple((sentence, "P") for _, sentence in pull_quotes(article, 1))
    if slot.show == "contents":
        return tuple((plain(block.spans), "P") for block in article.body if isinstance(block, Heading))
    if slot.show == "caption" and photo is not None:
        said = caption_line(photo.caption, photo.credit)
        return ((said, "Caption"),) if said else ()
    text, kind = plain_texts.get(slot.show, ("", "P"))
    return ((text, kind),) if text else ()


def repeats(slot: Slot) -> bool:
    """Say whether the slot shows again what stands elsewhere."""
    if slot.show in ("slogan", "others", "contents", "quote"):
        return True
    return slot.repeat
