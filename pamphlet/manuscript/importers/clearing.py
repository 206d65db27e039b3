"""What stands around an article, taken away by where it stands: above the title, in boxes, at the foot of the page.

``furniture`` says of one piece what it is; here its neighbours have a word, so that a heading such as
"Contact" stays above its text, and a menu in a language that nobody listed goes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pamphlet.manuscript.importers.byline import read_byline
from pamphlet.manuscript.importers.dates import find_date
from pamphlet.manuscript.importers.furniture import (
    LINKS,
    LONG_PARAGRAPH,
    LONGEST_BANNER,
    LONGEST_ENTRY,
    MENUS,
    TAGS,
    why_piece,
)
from pamphlet.manuscript.importers.phrases import is_mail_head, names_cookies, names_network
from pamphlet.manuscript.importers.piece import STATED, Kind, Piece, Role, count_words, ends_sentence
from pamphlet.manuscript.importers.reference import weigh_reference
from pamphlet.manuscript.importers.report import LeftOut

LEAST_RUNNING = 12
"""In words: a sentence as long as this below a word such as Newsletter or Contact makes a heading of it."""
FROM_TOP, FROM_FOOT = 4, 8
"""How many pieces from either end of a page a banner may stand."""
LEAST_KNOWN = 2
"""Pieces below the text that are known for furniture, so that it is a page's foot."""
LARGEST_STEP = 3
"""Of all that stands in a foot, one piece in as many is known."""
LEAST_HEADS = 2
"""Lines of the head of a mail."""
LEAST_ENTRIES, LEAST_COLUMN = 3, 4
"""Of a menu that none of its words tells: on one line, and below each other."""
LONGEST_UNKNOWN = 3
"""In words, of an entry of such a menu."""

_RUNNING_HEAD = "running head of the page"
_SITE = "name of the site, above its menu"
_SHARE = "button to share the page"
_AMONG = "among what stands below an article"
_TAIL_BOXES = ("newsletter sign-up", TAGS)
"""What heads a box of short lines where it stands alone below the text."""
_ADDRESS = re.compile(r"\S@\S|https?:|www\.|\d[\d ()/-]{6,}", re.IGNORECASE)
"""Mail, web or telephone."""
_MAY_HEAD = (MENUS[0], "comment form", *_TAIL_BOXES)
"""What a heading of the article may be taken for."""
_ONLY_AROUND = ("menu of the page", "comment form")
"""Their words ("Contact", "Name") may well be headings where they stand inside the article."""
_FORWARDED = re.compile(r"-{3,}.*-{3,}|>+")
_WIDE = re.compile(r"\S {8,}\S")
"""Between the parts of a running head, as text taken from a PDF has it."""
_BAR = re.compile(r"\s*[|｜]\s*|\s+[·•]\s+")
"""Between the entries of a menu on one line."""


def clear_furniture(pieces: Sequence[Piece]) -> tuple[list[Piece], list[LeftOut]]:
    """Part *pieces* into the article's and what stood around it.

    The comments end the article; a heading such as "Related posts" takes with it what is short until running
    text comes again.
    """
    pieces, mail = _without_mail(pieces)
    pieces, banners = _without_banners(pieces)
    pieces, menu = _below_menu(pieces)
    left = [*mail, *banners, *menu]
    kept: list[Piece] = []
    running = 0
    box = ""
    first, last = _span_of_text(pieces)
    foot = _foot(pieces, last, paged=bool(banners or menu))
    for at, piece in enumerate(pieces):
        if piece.kind is Kind.NOTE:
            kept.append(piece)
            continue
        long = _is_long(piece)
        ends = long or (box in _MAY_HEAD and _is_running(piece)) or why_piece(piece) == "comments"
        if box == "comments" or (box and not ends):
            left.extend(piece.left_out(f"under the heading of the {box}"))
            continue
        box = ""
        why = why_piece(piece, head=at < first)
        alone = piece.words <= LONGEST_ENTRY and ":" not in piece.text
        below = pieces[at + 1 : at + 2]
        heads = alone and why in _MAY_HEAD and any(_is_running(piece) for piece in below)
        # An address below it makes a heading of it too.
        heads = heads or (why == MENUS[0] and -1 < first < at and any(_ADDRESS.search(piece.text) for piece in below))
        # A heading that is marked as one heads what stands below it, if that is no furniture.
        marked = piece.kind is Kind.HEADING and -1 < first < at and why in _ONLY_AROUND
        heads = heads or (marked and any(piece.kind is not Kind.HEADING and not why_piece(piece) for piece in below))
        if not why and not first < at < last:
            why = _why_outside(piece)
        if not why and at in foot:
            why = _AMONG
        if heads or (first < at < last and (why in _ONLY_AROUND or (why == TAGS and alone))):
            why = ""
        if why == LINKS and not _is_box(pieces[at + 1 :], running):
            why = ""
        elif (
            why == LINKS or (why == "comments" and running) or (why in _TAIL_BOXES and alone and running and at > last)
        ):
            box = why
        if why:
            left.extend(piece.left_out("heading of the comments" if why == "comments" else why))
            continue
        running += long
        kept.append(piece)
    return kept, left


def begins_with_menu(pieces: Sequence[Piece]) -> bool:
    """Say whether *pieces* begin as a page of the web does, which may have been pasted into a document."""
    rest, mail = _without_mail(pieces)
    return bool(mail or _below_menu(_without_banners(rest)[0])[1])


def _without_mail(pieces: Sequence[Piece]) -> tuple[Sequence[Piece], list[LeftOut]]:
    """Leave out the head of a mail that was sent on, and the signature below it."""
    start = 1 if pieces and _FORWARDED.fullmatch(pieces[0].text) else 0
    end = next((at for at, piece in enumerate(pieces) if at >= start and not is_mail_head(piece.text)), 0)
    if end - start < LEAST_HEADS:
        return pieces, []
    left = [entry for piece in pieces[:end] for entry in piece.left_out("head of a mail")]
    rest = pieces[end:]
    sign = next((at for at, piece in enumerate(rest) if piece.text == "--"), len(rest))
    if any(_is_long(piece) for piece in rest[sign:]):
        return rest, left
    left += [entry for piece in rest[sign:] for entry in piece.left_out("signature of a mail")]
    return rest[:sign], left


def _without_banners(pieces: Sequence[Piece]) -> tuple[Sequence[Piece], list[LeftOut]]:
    """Leave out what tells of cookies at either end of the page, unless they are what the article is about."""
    named = [at for at, piece in enumerate(pieces) if names_cookies(piece.text)]
    ends = (*range(FROM_TOP), *range(len(pieces) - FROM_FOOT, len(pieces)))
    banners = [at for at in named if at in ends and _may_be_banner(pieces[at])]
    if sum(_is_long(pieces[at]) for at in named if at not in banners) > 1 or len(banners) == len(pieces):
        return pieces, []
    left = [entry for at in banners for entry in pieces[at].left_out("cookie banner")]
    return [piece for at, piece in enumerate(pieces) if at not in banners], left


def _may_be_banner(piece: Piece) -> bool:
    sentence = piece.kind is Kind.PARAGRAPH and ends_sentence(piece.text)
    return sentence and LONGEST_ENTRY < piece.words <= LONGEST_BANNER


def _foot(pieces: Sequence[Piece], last: int, *, paged: bool) -> frozenset[int]:
    """Return what stands between pieces of furniture below the text: short lines that are no cry and no sentence.

    Where *paged*, the top was a page's, and what is below the last cry is its foot if it ends in furniture.
    """
    reasons = {at: why_piece(pieces[at]) or _why_outside(pieces[at]) for at in range(last + 1, len(pieces))}
    end = next((at for at, why in reasons.items() if why == "comments"), len(pieces))
    start = max((at for at in range(last + 1, end) if _is_running(pieces[at])), default=last)
    known = [at for at, why in reasons.items() if why and at > start]
    cries = [at for at in range(start + 1, max(known, default=0)) if ends_sentence(pieces[at].text, "!！")]
    if paged and cries and known[-1] == len(pieces) - 1:
        below = range(cries[-1] + 1, len(pieces))
        return frozenset(at for at in below if not reasons[at] and _may_stand_in_foot(pieces[at]))
    if len(known) < LEAST_KNOWN or len(known) * LARGEST_STEP < known[-1] - known[0]:
        return frozenset()
    return frozenset(at for at in range(known[0], known[-1]) if at not in known and _may_stand_in_foot(pieces[at]))


def _why_outside(piece: Piece) -> str:
    """Return what a piece above or below the text is by the name of a network in it."""
    return _SHARE if piece.words <= LONGEST_ENTRY and names_network(piece.text) else ""


def _may_stand_in_foot(piece: Piece) -> bool:
    text = piece.text
    said = ends_sentence(text, "!！") or (ends_sentence(text) and piece.words >= LEAST_RUNNING)
    points = _ADDRESS.search(text) or weigh_reference(text, piece.links)
    return piece.kind in (Kind.PARAGRAPH, Kind.HEADING) and piece.words < LONG_PARAGRAPH and not said and not points


def _below_menu(pieces: Sequence[Piece]) -> tuple[Sequence[Piece], list[LeftOut]]:
    """Leave out the site's name and its menu at the top: short lines, down to the last that is known for a menu's.

    A title must be left below them. A heading among them is the site's name where another heading follows.
    """
    end = further = 0
    for at, piece in enumerate(pieces):
        why = why_piece(piece, head=True)
        bar = _is_bar(piece, pieces[at + 1 :])
        if piece.role is not Role.UNKNOWN or not (why or bar or piece.words <= LONGEST_ENTRY) or _is_long(piece):
            break
        if why in MENUS or bar:
            end = at + 1
        if bar or (why and end):
            further = at + 1
    # Buttons among the entries are the menu's too, unless the title is all that stands between.
    end = next((each for each in (further, end, _column(pieces)) if each and _has_title(pieces[each:])), 0)
    if not end:
        return pieces, []
    rest = pieces[end:]
    headed = any(piece.kind is Kind.HEADING for piece in pieces[:end])
    if headed and not any(piece.kind is Kind.HEADING for piece in rest):
        return pieces, []
    left: list[LeftOut] = []
    for piece in pieces[:end]:
        named = not left and not _BAR.search(piece.text)
        other = _RUNNING_HEAD if _is_wide(piece) else _SITE if named else MENUS[0]
        left += piece.left_out(why_piece(piece, head=True) or other)
    return rest, left


def _has_title(pieces: Sequence[Piece]) -> bool:
    """Say whether the first line that is no furniture may be a title."""
    lines = (piece for piece in pieces if piece.kind in (Kind.PARAGRAPH, Kind.HEADING))
    first = next((piece for piece in lines if not why_piece(piece, head=True)), None)
    return first is not None and first.words < LONG_PARAGRAPH


def _is_bar(piece: Piece, after: Sequence[Piece]) -> bool:
    """Say whether a line above a headline is a menu by its look, whatever its language: short entries with bars."""
    parts = _BAR.split(piece.text.strip(" |｜"))
    entries = all(_is_entry(part) for part in parts)
    headline = next((other for other in after if not why_piece(other, head=True)), None)
    return (
        piece.kind in (Kind.PARAGRAPH, Kind.HEADING)
        and ((len(parts) >= LEAST_ENTRIES and entries) or _is_wide(piece))
        and headline is not None
        and _is_headline(headline)
        and not _BAR.search(headline.text)
        and any(_is_long(other) for other in after)
    )


def _is_wide(piece: Piece) -> bool:
    """Say whether *piece* is a running head: its parts stand at the two edges of a page."""
    return bool(piece.source) and _WIDE.search(piece.source[0][1].strip()) is not None


def _column(pieces: Sequence[Piece]) -> int:
    """Return how many pieces at the top are a menu by their look: entries below each other, above a longer headline."""
    end = next((at for at, piece in enumerate(pieces) if not _may_stand_in_column(piece)), 0)
    below = pieces[end : end + 1]
    headline = below and below[0].words > LONGEST_UNKNOWN and _is_headline(below[0])
    return end if end >= LEAST_COLUMN and headline and any(_is_long(piece) for piece in pieces[end:]) else 0


def _may_stand_in_column(piece: Piece) -> bool:
    unmarked = piece.kind is Kind.PARAGRAPH and piece.role is Role.UNKNOWN
    return unmarked and _is_entry(piece.text) and read_byline(piece.text) is None


def _is_entry(text: str) -> bool:
    """Say whether *text* may be a menu's entry: a few words that are no sentence and no date."""
    plain = not ends_sentence(text) and not text.endswith((":", ",")) and find_date(text)[1] == text
    return plain and 0 < count_words(text) <= LONGEST_UNKNOWN


def _is_headline(piece: Piece) -> bool:
    heads = piece.kind in (Kind.PARAGRAPH, Kind.HEADING) and 0 < piece.words < LONG_PARAGRAPH
    return heads and not ends_sentence(piece.text, STATED) and read_byline(piece.text) is None


def _is_long(piece: Piece) -> bool:
    return piece.words >= LONG_PARAGRAPH and piece.kind is not Kind.LIST


def _is_running(piece: Piece) -> bool:
    """Say whether *piece* is a sentence of some length, and no furniture."""
    runs = piece.kind is Kind.PARAGRAPH and piece.words >= LEAST_RUNNING and ends_sentence(piece.text)
    return runs and not why_piece(piece)


def _span_of_text(pieces: Sequence[Piece]) -> tuple[int, int]:
    """Return where running text starts and ends."""
    long = [at for at, piece in enumerate(pieces) if _is_long(piece)]
    return (long[0], long[-1]) if long else (-1, -1)


def _is_box(after: Sequence[Piece], running: int) -> bool:
    """Say whether "Related" heads a box: after the article began, and short things follow it."""
    return bool(running) and (not after or after[0].words < LONG_PARAGRAPH)
