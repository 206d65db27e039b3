"""What stands around an article on a web page and is no part of it: menus, buttons, forms, banners.

Each rule must explain a whole piece, not a word in it, so that an article
about cookies or comments keeps its sentences. Rules with a grammar are below, plain phrases of
many languages in ``phrases``; what is told by its place, ``clearing`` takes away.
"""

from __future__ import annotations

import re

from pamphlet.manuscript.importers.phrases import NETWORKS, is_home, why_phrase, why_whole
from pamphlet.manuscript.importers.piece import Kind, Piece

LONG_PARAGRAPH = 25
"""In words: what is as long as this is running text, and ends a box of links to other articles."""
LONGEST_BANNER = 70
"""In words. Cookie and newsletter banners may run to a paragraph."""
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
        rf"no|friends|or|and|y|et|und|{_NETWORK}))*(?<! the):?|(?:{_NETWORK}(?:[\s,|/·•]+|\Z))+|"
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
        "number of the page",
        r"[-–—]\s*\d{1,3}\s*[-–—]|(?:page|página|pagina|seite|sida|side|strona|стр\.|sayfa)\s*\d{1,3}"
        r"(?:\s*(?:of|de|von|di|av|z|из|/)\s*\d{1,3})?",
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
MENUS = ("menu of the page", "trail of links")
"""Why menus are left out, and the trail that says where on a site a page is."""
LINKS = "links to other articles"
TAGS = "tags or category of the page"
_SET_IN = re.compile(r" {8,}\d{1,3}\s*\Z")
"""A number alone far from the margin, as text taken from a PDF has it."""
_LINK = re.compile(r"\[[^\]]*\]\(<?([^)>]*)>?\)")
_DIVIDER = re.compile(r"\s+[|·•/>»›]\s+|\s*[»›|]\s*")


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


def why_piece(piece: Piece, *, head: bool = False) -> str:
    """Return what kind of furniture *piece* is.

    Args:
        head: it stands above the running text, where nothing but links is a menu.
    """
    if head and _is_links(piece):
        return MENUS[0]
    if piece.text.isdecimal() and len(piece.source) == 1 and _SET_IN.match(piece.source[0][1]):
        return "number of the page"
    if piece.kind is Kind.LIST:
        items = [re.sub(r"^\W+", "", text) for _, text in piece.source]
        reasons = [why for why in map(why_furniture, items) if why]
        return reasons[0] if reasons and len(reasons) >= len(items) / 2 else ""
    if piece.kind not in (Kind.PARAGRAPH, Kind.HEADING):
        return ""
    heads_links = piece.words <= 8 and _RELATED.fullmatch(piece.text)
    return why_furniture(piece.text) or (LINKS if heads_links else "")


def _is_links(piece: Piece) -> bool:
    """Say whether *piece* is nothing but links, at least two, or one to a place on the same page."""
    found = _LINK.findall(piece.markdown)
    bare = re.search(r"\w", _LINK.sub("", piece.markdown)) is None
    return bare and (len(found) > 1 or any(address.startswith("#") for address in found))
