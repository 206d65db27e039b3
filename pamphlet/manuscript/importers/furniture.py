"""What stands around an article on a web page and is no part of it: menus, buttons, forms, banners.

Each rule must explain a whole piece, not a word in it, so that an article
about cookies or comments keeps its sentences. Rules with a grammar are below, plain phrases of
many languages in ``phrases``; and some things are told by where they stand, whatever the language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pamphlet.manuscript.importers.byline import find_date, read_byline
from pamphlet.manuscript.importers.phrases import NETWORKS, is_home, why_phrase, why_whole
from pamphlet.manuscript.importers.piece import STATED, Kind, Piece, Role, count_words, ends_sentence
from pamphlet.manuscript.importers.report import LeftOut

LONG_PARAGRAPH = 25
"""In words: what is as long as this is running text, and ends a box of links to other articles."""
LONGEST_BANNER = 70
"""In words. Cookie and newsletter banners may run to a paragraph."""
LEAST_RUNNING = 12
"""In words: a sentence as long as this below a word such as Newsletter or Contact makes a heading of it."""
LONGEST_ENTRY = 5
"""In words, of a menu's entry or a site's name."""

_NETWORK = (
    rf"(?:{'|'.join(map(re.escape, sorted(NETWORKS)))}|whats\s?app|print|copy link|link|imprimir|correo|drucken|"
    r"imprimer)"
)
_RULES: tuple[tuple[str, str], ...] = (
    (
        "button to share the page",
        r"(?:share|tweet|like|pin it|save|compartir|comparte|partager|partagez|teilen|condividi|delen|dela|"
        r"compartilhar)"
        r"(?: (?:this|on|via|by|with|it|the|article|post|page|story|en|sur|auf|esto|artículo|nota|cet|dies\w*|su|op|på|"
        rf"no|friends|or|and|y|et|und|{_NETWORK}))*:?|(?:{_NETWORK}(?:[\s,|/·•]+|\Z))+|"
        rf"click to (?:share|print|email).*|{_NETWORK}? ?\d+ ?(?:shares?|likes?|views?|tweets?)",
    ),
    (
        "comment form",
        r"(?:your )?(?:name|e-?mail|website|comment|url|nombre|correo electrónico|web|nom)(?: address)? ?\*?|"
        r"save my name.*browser.*|(?:post|submit|send|publish)(?: your)? (?:comment|reply)|"
        r"notify me of .* by email.*|you must be logged in to .*comment.*|log ?in to (?:comment|reply).*",
    ),
    (
        "newsletter sign-up",
        r"(?:subscribe|sign ?up|suscríbe(?:te|se)|suscribirse|abonnez-vous|s'abonner|abonnieren|inscreva-se|iscriviti)"
        r"(?: now| today| here| for free| to (?:our|the|this|my) (?:\w+ ){0,3}(?:newsletter|list|blog|channel|"
        r"feed))?[.!]?|"
        r"(?:enter|type) your e-?mail.*|(?:e-?mail|weekly|our|the|free)* ?newsletter[.!:]?|"
        r"follow us(?: on .{0,60})?[.!:]?|"
        r"(?:join|get on) our mailing list.*|síguenos(?: en .{0,60})?|suivez-nous.{0,60}|folge uns.{0,60}|"
        r"don[’']t miss (?:a thing|out|any \w+)[.!]?|no spam.{0,60}|unsubscribe (?:at any ?time|here).{0,40}|"
        r"support (?:us|our work) on patreon.*|donate(?: now| today| here)?[.!]?",
    ),
    (
        "cookie banner",
        r"(?:accept|reject|allow|decline)(?: all)?(?: cookies)?|(?:manage|cookie) (?:preferences|settings|policy)|"
        r"(?:aceptar|rechazar)(?: todas?)?(?: las cookies)?|privacy (?:policy|settings)",
    ),
    (
        "copyright line",
        r"(?:©|\(c\) ?\d{4}|copyright\b).{0,160}|.{0,80}\ball rights reserved\b.{0,60}|"
        r".{0,80}\btodos los derechos reservados\b.{0,60}|.{0,80}\btous droits réservés\b.{0,60}|"
        r".{0,80}\balle rechte vorbehalten\b.{0,60}|(?:proudly )?powered by .{1,60}|terms (?:of use|"
        r"and conditions|of service).{0,60}",
    ),
    (
        "reading time",
        r"(?:(?:estimated )?reading time|tiempo de lectura|temps de lecture|lesezeit|"
        r"leestijd)?:? ?\d+[- ]?min(?:ute|uto|uut|uten)?[sn]?\.?(?: ?(?:read|de lectura|de lecture|lesezeit|"
        r"leestijd))?",
    ),
    (
        "tags or category of the page",
        r"(?:filed (?:under|in)|tags?|tagged(?: with| as| in)?|posted in|categor(?:y|ies)|topics?|keywords)"
        r"(?::| with| in).{0,200}|"
        r"(?:filed under|posted in|archivado en) .{1,120}|(?:#\w+[\s,]*)+",
    ),
    (
        "link to another page",
        r"(?:previous|next|older|newer)(?: (?:posts?|articles?|story|entry|entries|page))?(?::.{0,120})?|"
        r"(?:previous|next) (?:post|article):? .{1,120}|(?:read|learn|see|show|load) more\W*|"
        r"continue reading\W*.{0,80}|(?:back|scroll|return) to (?:top|home|the top).{0,20}|"
        r"entrada (?:anterior|siguiente):?.{0,120}",
    ),
    (
        "button or note of the page",
        r"(?:print|listen to|download|e-?mail|save)(?: (?:this|the))? (?:article|page|post|story|"
        r"pdf)(?: as pdf)?.{0,20}|\[?edit(?: this(?: entry)?)?\]?|"
        r"\d+ ?(?:views?|shares?|likes?|visitas)|image \d+ of \d+|"
        r"english ?[|/] ?(?:español|français|deutsch).{0,60}|(?:español|français|deutsch) ?[|/] ?english.{0,60}|Δ",
    ),
)
_FURNITURE = tuple((why, re.compile(rf"\W{{0,3}}(?:{pattern})\W{{0,2}}", re.IGNORECASE)) for why, pattern in _RULES)
_COMMENTS = re.compile(
    r"\W{0,3}(?:(?:\d+|no|one) (?:comments?|replies|responses?)(?: (?:on|to) .{1,150})?|"
    r"comments?(?: ?\(\d+\))?:?|(?:\d+|one) thoughts? on .{1,150}|\d+ comentarios? (?:en|sobre) .{1,150})\W{0,2}",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"\W{0,3}(?:related(?: (?:posts?|articles?|stories|content|reading|links?|news))?|(?:you (?:may|might|"
    r"could) (?:also )?"
    r"(?:like|enjoy|be interested in))(?: (?:these|this|reading))?(?: (?:posts?|articles?))?|"
    r"recommended(?: (?:for you|reading|articles?))?|"
    r"read (?:next|this next|also)|up next|more (?:from|on|in|by) .{1,50}|more (?:stories|articles|posts|news)|"
    r"(?:most (?:read|popular)|popular|recent|latest|trending)(?: (?:posts?|articles?|stories|news|now|comments))?)"
    r"\W{0,3}",
    re.IGNORECASE,
)
_COOKIES = re.compile(
    r"\b(?:we|site|website|continuing|usamos|utilizamos|sitio|web|nous|wir|utilise|verwende[nt]|usiamo|"
    r"utilizza|gebruik\w*|använder|bruker|bruger|używa\w*|používá\w*|используем|використовує\w*)\b.*"
    r"\b(?:cookies?|kakor|ciasteczk\w+|куки)\b|"
    r"\bcookies?\b.*\b(?:consent|accept|preferences|settings|policy|browser|aceptar?|consentement|einstellungen)\b",
    re.IGNORECASE,
)
_COOKIE_OPENING = re.compile(
    r"(?:we|this (?:web)?site|our (?:web)?site|by (?:continuing|using|clicking)|usamos|utilizamos|este sitio|esta web|"
    r"nous utilisons|ce site|wir (?:verwenden|nutzen)|diese (?:web)?s[ei]ite|(?:questo|il nostro) sito|este site|"
    r"deze (?:web)?site|wij gebruiken|we gebruiken|vi (?:använder|bruker|bruger)|ta strona|мы используем|"
    r"ми використовуємо|to find out more|cookies?\b|privacy)",
    re.IGNORECASE,
)
_NEWSLETTER = re.compile(
    r"(?:subscribe|sign ?up|get|receive|enter|join|suscríbe|recibe|abonnez|recevez|abonniere|erhalte|"
    r"inscreva|iscriviti)"
    r".{0,160}\b(?:newsletters?|in(?:to)? your inbox|e-?mail address|mailing list|by e-?mail|"
    r"boletín (?:de noticias|semanal)|"
    r"correo electrónico|lettre d[’']information|infolettre|posteingang)\b",
    re.IGNORECASE,
)
# Arrows of a pager; guillemets that both open and close are a quotation.
_PAGER = re.compile(r"[←«‹](?!.*[»›]).{1,120}|(?!.*[«‹]).{1,120}[→»›]")
_SITE = "name of the site, above its menu"
MENUS = ("menu of the page", "trail of links")
"""Why menus are left out, and the trail that says where on a site a page is."""
_LINKS = "links to other articles"
_TAGS = "tags or category of the page"
_TAIL_BOXES = ("newsletter sign-up", _TAGS)
"""What heads a box of short lines where it stands alone below the text."""
_LINK = re.compile(r"\[[^\]]*\]\(<?([^)>]*)>?\)")
_MAY_HEAD = (MENUS[0], "comment form", *_TAIL_BOXES)
"""What a heading of the article may be taken for."""
_ONLY_AROUND = ("menu of the page", "comment form")
"""Their words ("Contact", "Name") may well be headings where they stand inside the article."""
_DIVIDER = re.compile(r"\s+[|·•/>»›]\s+|\s*[»›|]\s*")
_BAR = re.compile(r"\s*[|｜]\s*|\s+[·•]\s+")
"""Between the entries of a menu on one line."""
LEAST_ENTRIES, LEAST_COLUMN = 3, 4
"""Of a menu that none of its words tells: on one line, and below each other."""
LONGEST_UNKNOWN = 3
"""In words, of an entry of such a menu."""


def why_furniture(text: str) -> str:
    """Return what kind of page furniture *text* is, or the empty string where it is none.

    Example:
        >>> why_furniture("Leave a Reply"), why_furniture("Share this:"), why_furniture("Share the bread!")
        ('comments', 'button to share the page', '')
    """
    words = len(text.split())
    if words > LONGEST_BANNER:
        return ""
    if _COOKIES.search(text) and _COOKIE_OPENING.match(text):
        return "cookie banner"
    if words <= 45 and _NEWSLETTER.match(text):
        return "newsletter sign-up"
    if words > LONG_PARAGRAPH:
        return ""
    return why_rule(text) or why_phrase(text) or ("link to another page" if _PAGER.fullmatch(text) else _why_menu(text))


def why_rule(text: str) -> str:
    """Return what a line is by a rule with a grammar, or the empty string where none explains it."""
    if _COMMENTS.fullmatch(text):
        return "comments"
    return next((why for why, pattern in _FURNITURE if pattern.fullmatch(text)), "")


def _why_menu(text: str) -> str:
    """Tell a menu or a trail of crumbs by its short parts and dividers."""
    parts = [part for part in _DIVIDER.split(text) if part]
    if len(parts) > 1 and re.search("[/>»›]", text) and is_home(parts[0].rpartition(":")[2]):
        return "trail of links"
    if len(parts) < 3 or any(len(part.split()) > 4 for part in parts[:-1]):
        return ""
    known = sum(bool(why_whole(part)) or any(pattern.fullmatch(part) for _, pattern in _FURNITURE) for part in parts)
    return "trail of links" if known >= 1 and (known >= len(parts) / 2 or re.search("[>»›]", text)) else ""


def clear_furniture(pieces: Sequence[Piece]) -> tuple[list[Piece], list[LeftOut]]:
    """Part *pieces* into the article's and what stood around it.

    The comments end the article; a heading such as "Related posts" takes with it what is short until running
    text comes again.
    """
    pieces, left = _below_menu(pieces)
    kept: list[Piece] = []
    running = 0
    box = ""
    first, last = _span_of_text(pieces)
    for at, piece in enumerate(pieces):
        if piece.kind is Kind.NOTE:
            kept.append(piece)
            continue
        long = _is_long(piece)
        ends = long or (box in _MAY_HEAD and _is_running(piece)) or _why(piece) == "comments"
        if box == "comments" or (box and not ends):
            left.extend(piece.left_out(f"under the heading of the {box}"))
            continue
        box = ""
        why = _why(piece, head=at < first)
        alone = piece.words <= LONGEST_ENTRY and ":" not in piece.text
        below = pieces[at + 1 : at + 2]
        heads = alone and why in _MAY_HEAD and any(_is_running(piece) for piece in below)
        # A heading that is marked as one heads what stands below it, if that is no furniture.
        marked = piece.kind is Kind.HEADING and -1 < first < at and why in _ONLY_AROUND
        heads = heads or (marked and any(piece.kind is not Kind.HEADING and not _why(piece) for piece in below))
        if heads or (first < at < last and (why in _ONLY_AROUND or (why == _TAGS and alone))):
            why = ""
        if why == _LINKS and not _is_box(pieces[at + 1 :], running):
            why = ""
        elif (
            why == _LINKS or (why == "comments" and running) or (why in _TAIL_BOXES and alone and running and at > last)
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
    return bool(_below_menu(pieces)[1])


def _below_menu(pieces: Sequence[Piece]) -> tuple[Sequence[Piece], list[LeftOut]]:
    """Leave out the site's name and its menu at the top: short lines, down to the last that is known for a menu's.

    A title must be left below them. A heading among them is the site's name where another heading follows.
    """
    end = 0
    for at, piece in enumerate(pieces):
        why = _why(piece, head=True)
        bar = _is_bar(piece, pieces[at + 1 :])
        if piece.role is not Role.UNKNOWN or not (why or bar or piece.words <= LONGEST_ENTRY) or _is_long(piece):
            break
        if why in MENUS or bar:
            end = at + 1
    end = end or _column(pieces)
    rest = pieces[end:]
    titles = [piece for piece in rest if piece.kind in (Kind.PARAGRAPH, Kind.HEADING) and not _why(piece, head=True)]
    if not titles or titles[0].words >= LONG_PARAGRAPH:
        return pieces, []
    headed = any(piece.kind is Kind.HEADING for piece in pieces[:end])
    if headed and not any(piece.kind is Kind.HEADING for piece in rest):
        return pieces, []
    left: list[LeftOut] = []
    for piece in pieces[:end]:
        named = not left and not _BAR.search(piece.text)
        left += piece.left_out(_why(piece, head=True) or (_SITE if named else MENUS[0]))
    return rest, left


def _is_bar(piece: Piece, after: Sequence[Piece]) -> bool:
    """Say whether a line above a headline is a menu by its look, whatever its language: short entries with bars."""
    parts = _BAR.split(piece.text.strip(" |｜"))
    entries = all(_is_entry(part) for part in parts)
    headline = next((other for other in after if not _why(other, head=True)), None)
    return (
        piece.kind in (Kind.PARAGRAPH, Kind.HEADING)
        and len(parts) >= LEAST_ENTRIES
        and entries
        and headline is not None
        and _is_headline(headline)
        and not _BAR.search(headline.text)
        and any(_is_long(other) for other in after)
    )


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
    return runs and not _why(piece)


def _span_of_text(pieces: Sequence[Piece]) -> tuple[int, int]:
    """Return where running text starts and ends."""
    long = [at for at, piece in enumerate(pieces) if _is_long(piece)]
    return (long[0], long[-1]) if long else (-1, -1)


def _why(piece: Piece, *, head: bool = False) -> str:
    """Return what kind of furniture *piece* is.

    Args:
        head: it stands above the running text, where nothing but links is a menu.
    """
    if head and _is_links(piece):
        return MENUS[0]
    if piece.kind is Kind.LIST:
        items = [re.sub(r"^\W+", "", text) for _, text in piece.source]
        reasons = [why for why in map(why_furniture, items) if why]
        return reasons[0] if reasons and len(reasons) >= len(items) / 2 else ""
    if piece.kind not in (Kind.PARAGRAPH, Kind.HEADING):
        return ""
    heads_links = piece.words <= 8 and _RELATED.fullmatch(piece.text)
    return why_furniture(piece.text) or (_LINKS if heads_links else "")


def _is_links(piece: Piece) -> bool:
    """Say whether *piece* is nothing but links, at least two, or one to a place on the same page."""
    found = _LINK.findall(piece.markdown)
    bare = re.search(r"\w", _LINK.sub("", piece.markdown)) is None
    return bare and (len(found) > 1 or any(address.startswith("#") for address in found))


def _is_box(after: Sequence[Piece], running: int) -> bool:
    """Say whether "Related" heads a box: after the article began, and short things follow it."""
    return bool(running) and (not after or after[0].words < LONG_PARAGRAPH)
