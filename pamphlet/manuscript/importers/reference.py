"""The line that points readers on: "For more, see our pamphlet: NAME" → label, title, address."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pamphlet.manuscript.article import Bulletin

LONGEST_REFERENCE = 60
"""In words; a longer paragraph tells something of its own."""

_LEAD = re.compile(
    r"\W{0,3}(?:for\b.{0,80}?\b(?:see|read|visit|download|order|check|get|consult|go to|contact)\b|"
    r"to (?:learn|read|find out|know) more\b|"
    r"(?:read|learn|find out|see) more\b|read\b.{0,60}\b(?:in|at)\b|see (?:also|the|our)\b|"
    r"further (?:reading|information)\b|more (?:information|on this)\b|"
    r"(?:download|order|get|read) (?:the|our|your|a copy)\b|available (?:at|from)\b|"
    r"(?:para|por) .{0,80}?\b(?:ver|vea|véase|lea|leer|consulte|consultar|visite|visita|descargue|"
    r"descarga)\b|más información\b|"
    r"(?:lea|leer|lee|ver|vea|véase)\b.{0,60}?\ben\b|léase\b|pour .{0,80}?\b(?:voir|voyez|lire|lisez|"
    r"consultez|visitez)\b|à lire\b|lire\b.{0,60}\bdans\b|"
    r"(?:mehr|weiteres?|weitere informationen)\b.{0,60}?\b(?:in|im|auf|unter|bei|dazu)\b|siehe\b|"
    r"(?:para|mais) .{0,80}?\b(?:veja|leia|ver|ler|consulte|visite|em)\b|per .{0,80}?\b(?:vedi|leggi|"
    r"leggere|consultare)\b|"
    r"(?:lees|meer)\b.{0,60}?\b(?:in|op)\b|läs mer\b)",
    re.IGNORECASE,
)
_PUBLICATION = re.compile(
    r"\b(?:bulletins?|pamphlets?|leaflets?|booklets?|brochures?|books?|reports?|dossiers?|magazines?|"
    r"newspapers?|journals?|"
    r"zines?|papers?|website|factsheets?|bolet[ií]n(?:es)?|folletos?|libros?|informes?|revistas?|"
    r"cuadernos?|periódicos?|"
    r"livres?|rapports?|revues?|cahiers?|broschüren?|bücher|buch|hefte?|zeitschrift|bericht|panfletos?|"
    r"livros?|relatórios?|"
    r"opuscoli|opuscolo|libri|libro|rivista|brosjyre|broschyr|bok|boek|rapport)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"”’)\]]*[^\s<>\"”’)\].,;:!?]", re.IGNORECASE)
_QUOTED = re.compile(r"[“«„\"][^“”«»„\"]{3,120}[”»“\"]")
_VERBS = (
    "see|read|visit|download|order|consult|in|at|the|our|new|just-published|ver|vea|véase|lea|leer|"
    "consulte|visite|en|el|la|"
    "nuestro|nuestra|nuevo|voir|lire|lisez|consultez|dans|notre|le|siehe|unsere|unser|im|auf|more"
)
# A name begins with a capital; the words that lead up to it do not, but for the first.
_NAME_AFTER = re.compile(
    rf"(?P<label>\w+|.*\b(?:{_VERBS}|{_PUBLICATION.pattern[5:-3]}))\s+(?P<title>[^\W\d_a-zà-ÿ][^:]{{2,120}})\Z"
)


def weigh_reference(text: str, links: Sequence[tuple[str, str]] = ()) -> int:
    """Say how surely *text* points to something to read: 0 not at all, 1 perhaps, 2 surely."""
    if not text or len(text.split()) > LONGEST_REFERENCE or not _LEAD.match(text):
        return 0
    if not _PUBLICATION.search(text) and not _ADDRESS.search(text) and not links and ":" not in text:
        return 0
    return 2 if _PUBLICATION.search(text) else 1


def read_reference(text: str, links: Sequence[tuple[str, str]] = ()) -> Bulletin:
    """Part a reference into label, title and address; no word of it is lost.

    Example:
        >>> read_reference("For more, see our new pamphlet: The Tin War (2nd edition)").title
        'The Tin War (2nd edition)'
    """
    url, text = _take_address(text)
    linked = _linked_title(text, links)
    if links and not url:
        url = linked[1] if linked else links[-1][1]
        # A link inside the site leads nowhere from paper.
        url = url if re.match(r"https?://", url, re.IGNORECASE) else ""
    if linked and text.endswith((linked[0], linked[0] + ".")):
        return Bulletin(label=text[: text.rindex(linked[0])].strip(), title=linked[0], url=url)
    label, title = _split(text)
    return Bulletin(label=label, title=title, url=url)


def _take_address(text: str) -> tuple[str, str]:
    match = _ADDRESS.search(text)
    if match is None:
        return "", text
    url = match[0] if match[0].lower().startswith("http") else f"https://{match[0]}"
    rest = text[: match.start()].rstrip(" (<[–—-") + text[match.end() :].lstrip(")>]")
    return url, re.sub(r"\s+([.,;:])", r"\1", rest).strip()


def _linked_title(text: str, links: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    """Return the last link whose words can be a title: not "here", not the whole sentence."""
    for words, address in reversed(links):
        if len(words) > 4 and words in text and len(words) < 0.9 * len(text) and not _ADDRESS.fullmatch(words):
            return words, address
    return None


def _split(text: str) -> tuple[str, str]:
    lead, colon, name = text.rpartition(": ")
    if colon and name.strip(" .") and len(name.split()) <= 20:
        return lead.strip() + ":", _without_stop(name)
    if (quoted := _QUOTED.search(text)) and text[: quoted.start()].strip():
        before, after = text[: quoted.start()].strip(), text[quoted.end() :].lstrip(" ,.")
        return f"{before} {after}".strip(), quoted[0]
    if (named := _NAME_AFTER.match(_without_stop(text))) and named["title"][:1].isupper():
        return named["label"].strip(), named["title"].strip()
    return text.strip(), ""


def _without_stop(text: str) -> str:
    text = text.strip()
    return text[:-1] if text.endswith(".") and not re.search(r"\b(?:\w\.)+\Z|\.\.\Z", text) else text
