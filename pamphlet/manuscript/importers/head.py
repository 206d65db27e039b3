"""The top of an article: kicker, title, standfirst, by-line, picture line; where the body begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.manuscript.importers.byline import LONGEST_NAME, Byline, read_byline
from pamphlet.manuscript.importers.credits import caption_and_credit
from pamphlet.manuscript.importers.dates import find_date
from pamphlet.manuscript.importers.language import is_small_word
from pamphlet.manuscript.importers.piece import STATED, Kind, Piece, Role, ends_sentence
from pamphlet.manuscript.importers.report import LeftOut

LONGEST_TITLE = 30
"""In words; a longer first line is a paragraph, and the article has no title."""
LONGEST_KICKER = 2
"""In words, for a section of a site that is no known kicker."""
LEAST_DECK = 6
"""In words: a heading between title and by-line that is as long as this is a standfirst."""
LONGEST_STANDFIRST = 70
"""In words; the flap of a leaflet holds no more beside its slogans."""
LONGEST_BIO = 25
"""In words, for a line about the author right below the by-line."""
LONGEST_ALT = 4
"""In words, for a line with capitals and no verb to tell it by."""

_KICKER_WORDS = (
    "opinion editorial analysis news comment commentary statement interview feature report review "
    "declaration obituary opinión análisis noticias comentario declaración entrevista reportaje "
    "comunicado analyse actualité déclaration entretien communiqué meinung kommentar nachrichten "
    "erklärung bericht opinião análise notícias declaração opinione analisi notizie dichiarazione "
    "intervista"
)
_RELEASES = (
    "press release", "media release", "nota de prensa", "comunicado de prensa", "nota à imprensa",
    "communiqué de presse", "comunicato stampa", "pressemitteilung", "persbericht", "pressmeddelande",
    "open letter", "carta abierta", "lettre ouverte", "offener brief", "carta aberta", "lettera aperta",
)  # fmt: skip
_KICKERS = frozenset([*_KICKER_WORDS.split(), *_RELEASES])
_FILE_NAME = re.compile(
    r"\S+\.(?:jpe?g|png|gif|webp|tiff?|svg|avif|heic)|(?:img|dsc|image|photo|foto)[-_ ]?\d+\S*", re.IGNORECASE
)
_ALT_WORDS = re.compile(
    r"(?:photo|picture|image|logo|banner|portrait|screenshot|foto|imagen|retrato|bild)\b|.*\b(?:logo|"
    r"banner|featured image)\Z",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s+[|·•–—-]\s+")
_YEAR = re.compile(r"(?<!\d)\d{4}")
_WRAPPED = re.compile(r"(?P<mark>\*{1,3}|_{1,3})(?P<text>[^*_]+)(?P=mark)\Z")


class Head(Struct, frozen=True, kw_only=True):
    """What stood above the body.

    Attributes:
        alt, credits: what a picture left behind, captions with their credits too: for the photo if there is one.
        body: the pieces that follow.
    """

    title: Piece | None = None
    kicker: str = ""
    standfirst: str = ""
    author: str = ""
    date: str = ""
    alt: Piece | None = None
    credits: tuple[Piece, ...] = ()
    body: tuple[Piece, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def read_head(pieces: Sequence[Piece], *, explicit: bool, menus: bool, given_title: str, known: Head) -> Head:
    """Read the top of an article off *pieces*.

    Args:
        pieces: all that is left when the furniture is gone.
        menus: there were menus among the furniture, so it is a page, and a word above the title is its section.
        explicit: the source marks its headings, so an unmarked short line is none.
        given_title: the title, where it is known from elsewhere (front matter).
        known: what else is known from there; it is not looked for again.
    """
    pieces = _with_bylines(pieces)
    before, title, after = _title(pieces, explicit=explicit, menus=menus, titled=bool(given_title))
    kicker, before = ("", before) if known.kicker else _kicker(before, title, menus=menus)
    head = replace(known, title=title, kicker=known.kicker or kicker)
    rest = list(after)
    head, rest = _below_title(head, rest, given_title or (title.text if title else ""), explicit=explicit)
    # What stood above the title and is neither kicker nor by-line belongs to the body still.
    above: list[Piece] = []
    for piece in before:
        head, taken = _take_line(head, piece)
        if not taken and menus and piece.words <= LONGEST_KICKER:
            head = replace(head, left_out=(*head.left_out, *piece.left_out("above the title")))
        elif not taken:
            above.append(piece)
    return replace(head, body=(*above, *rest))


def _with_bylines(pieces: Sequence[Piece]) -> list[Piece]:
    """Give a bare name that stands right above a date the role of a by-line."""
    found = list(pieces)
    for at, (piece, after) in enumerate(pairwise(pieces)):
        if piece.kind is not Kind.PARAGRAPH or not 2 <= piece.words <= LONGEST_NAME:
            continue
        dated = read_byline(after.text)
        named = read_byline(f"by {piece.text}")
        capitals = all(word[:1].isupper() for word in piece.text.split())
        if dated and dated.date and not dated.author and named and named.author == piece.text and capitals:
            found[at] = replace(piece, role=Role.BYLINE)
    return found


def _title(
    pieces: Sequence[Piece], *, explicit: bool, menus: bool, titled: bool
) -> tuple[list[Piece], Piece | None, list[Piece]]:
    marked = [at for at, piece in enumerate(pieces) if piece.role is Role.TITLE]
    if not titled and not marked:
        ones = [at for at, piece in enumerate(pieces) if piece.kind is Kind.HEADING and piece.level == 1]
        marked = ones[:1]
    if titled:
        return [], None, list(pieces)
    if not marked and explicit and pieces and pieces[0].kind is Kind.HEADING:
        marked = [0]
    if not marked:
        marked = [at for at, piece in enumerate(pieces) if _may_be_title(piece)][:1]
        # A title further down than by-lines and pictures is a guess too many.
        if marked and any(piece.words > LONGEST_TITLE for piece in pieces[: marked[0]]):
            marked = []
        # Place and date may stand between a kicker and the title.
        following = (
            [at for at in range(marked[0] + 1, len(pieces)) if read_byline(pieces[at].text) is None] if marked else []
        )
        if following and not explicit and len(pieces) > following[0] + 1:
            first, follower = pieces[marked[0]], pieces[following[0]]
            section = (
                menus and first.words <= LONGEST_KICKER < follower.words and not ends_sentence(follower.text, STATED)
            )
            if (_is_kicker(first) or section) and _may_be_title(follower):
                marked = following
    if not marked:
        return [], None, list(pieces)
    at = marked[0]
    return list(pieces[:at]), pieces[at], list(pieces[at + 1 :])


def _may_be_title(piece: Piece) -> bool:
    return (
        piece.kind in (Kind.PARAGRAPH, Kind.HEADING)
        and 0 < piece.words <= LONGEST_TITLE
        and read_byline(piece.text) is None
        and not caption_and_credit(piece.text).credit
        and _FILE_NAME.fullmatch(piece.text) is None
    )


def _is_kicker(piece: Piece) -> bool:
    return piece.words <= 3 and piece.text.strip(":").lower() in _KICKERS


def _kicker(before: list[Piece], title: Piece | None, *, menus: bool) -> tuple[str, list[Piece]]:
    for piece in before:
        section = menus and piece is before[-1] and piece.words <= LONGEST_KICKER and piece.kind is not Kind.LIST
        if piece.role is Role.KICKER or (title is not None and (section or _is_kicker(piece))):
            return piece.text, [other for other in before if other is not piece]
    return "", before


def _below_title(head: Head, rest: list[Piece], title: str, *, explicit: bool) -> tuple[Head, list[Piece]]:
    """Take the lines between title and body, whichever order they come in."""
    kept: list[Piece] = []
    while rest:
        piece = rest[0]
        head, taken = _take_line(head, piece)
        if not taken and piece.text and piece.text.casefold() == title.casefold():
            head, taken = replace(head, left_out=(*head.left_out, *piece.left_out("the title again"))), True
        if not taken and (signed := _labelled(piece, rest[1:], decked=bool(head.standfirst))) is not None:
            head, taken = _signed(head, piece, signed), True
        decked = bool(head.standfirst)
        if not taken and not decked and head.alt is None and not explicit and _is_alt(piece, rest[1:]):
            head, taken = replace(head, alt=piece), True
        if not taken and not head.standfirst and _is_standfirst(piece, rest[1:], explicit=explicit, first=not kept):
            head, taken = replace(head, standfirst=_unwrapped(piece.text)), True
        about = head.author and piece.text.startswith(head.author) and piece.words <= LONGEST_BIO
        if not taken and (piece.kind is Kind.PICTURE or about):
            kept.append(piece)
            taken = True
        if not taken:
            break
        rest = rest[1:]
    return head, kept + rest


def _take_line(head: Head, piece: Piece) -> tuple[Head, bool]:
    """Take *piece* if it is a kicker or standfirst by its role, a by-line, a picture's caption or credit."""
    if piece.role is Role.STANDFIRST and not head.standfirst and piece.words <= LONGEST_STANDFIRST:
        return replace(head, standfirst=piece.text), True
    if piece.role is Role.KICKER and not head.kicker:
        return replace(head, kicker=piece.text), True
    if piece.kind not in (Kind.PARAGRAPH, Kind.HEADING):
        return head, False
    if piece.role in (Role.CREDIT, Role.CAPTION) or caption_and_credit(piece.text).credit:
        return replace(head, credits=(*head.credits, piece)), True
    byline = read_byline(piece.text)
    if byline is None and piece.role is Role.BYLINE:
        byline = read_byline(f"by {piece.text}") or Byline()
    if byline is None:
        return head, False
    return _signed(head, piece, byline), True


def _signed(head: Head, piece: Piece, byline: Byline) -> Head:
    """Return *head* with what the by-line in *piece* says."""
    if head.author and byline.author:
        return replace(head, left_out=(*head.left_out, *piece.left_out("by-line; the author is known already")))
    head = replace(head, author=head.author or byline.author, date=head.date or byline.date)
    return replace(head, left_out=(*head.left_out, *piece.left_out(byline_reason(byline.author, byline.date))))


def _labelled(piece: Piece, after: Sequence[Piece], *, decked: bool) -> Byline | None:
    """Read a by-line whose label is of no language known here, where its place tells it.

    It has a date, or one stands below it, or a standfirst stands above it: there a bare name will do.
    """
    if piece.kind is not Kind.PARAGRAPH:
        return None
    if decked and after and _is_bare_name(piece) and (after[0].words >= 12 or _signs(piece, (piece, *after))):
        return Byline(author=piece.text)
    name, *others = _BETWEEN.split(piece.text)
    undated = bool(others) and all(_YEAR.search(other) and len(other.split()) <= LONGEST_NAME for other in others)
    # A date whose way of writing is not known leaves the name.
    byline = read_byline(piece.text, labelled=True) or (read_byline(name, labelled=True) if undated else None)
    if byline is None:
        return None
    _, rest = find_date(piece.text, alone=True)
    below = read_byline(after[0].text) if after else None
    dated = rest != piece.text or (below is not None and not below.author)
    return byline if dated or undated or decked else None


def _signs(piece: Piece, after: Sequence[Piece]) -> bool:
    """Say whether *piece* is a bare name that what stands below it bears out: its date, or a line about it."""
    below = next((other for at, other in enumerate(after) if at and after[at - 1] is piece), None)
    if below is None or not _is_bare_name(piece):
        return False
    return piece.text in below.text or read_byline(below.text) is not None


def _is_bare_name(piece: Piece) -> bool:
    """Say whether *piece* has nothing but words with capitals, none of them a small word of any language."""
    words = piece.text.split()
    capitals = all(word[:1].isupper() and word[1:2].islower() for word in words)
    named = 2 <= len(words) <= LONGEST_NAME and capitals and read_byline(f"by {piece.text}") is not None
    return named and not any(map(is_small_word, words))


def byline_reason(author: str, date: str) -> str:
    """Say where the words of a by-line went."""
    taken = [f"author {author!r}"] * bool(author) + [f"date {date}"] * bool(date)
    return f"by-line; taken from it: {' and '.join(taken)}" if taken else "by-line or date that was not understood"


def _is_alt(piece: Piece, after: Sequence[Piece]) -> bool:
    """Say whether a line below the title reads like what a picture left behind."""
    text = piece.text
    if piece.kind is not Kind.PARAGRAPH or ends_sentence(text) or piece.words > 12 or not after:
        return False
    if _FILE_NAME.fullmatch(text) or _ALT_WORDS.match(text):
        return True
    lower = text[:1].islower() and piece.words <= 8
    return (lower or piece.words <= LONGEST_ALT) and after[0].words >= 12 and ":" not in text


def _is_standfirst(piece: Piece, after: Sequence[Piece], *, explicit: bool, first: bool) -> bool:
    """Say whether a short piece below the title is clearly a standfirst: set off, or parted by a by-line."""
    deck = explicit and piece.kind is Kind.HEADING and piece.level > 1 and piece.words >= LEAST_DECK
    if not (deck or piece.kind is Kind.PARAGRAPH) or not first or not 4 <= piece.words <= LONGEST_STANDFIRST:
        return False
    if not any(other.kind is Kind.PARAGRAPH and other.words >= 12 for other in after):
        return False
    if piece.set_off or _WRAPPED.match(piece.text):
        return True
    follower = next((other for other in after if other.kind is not Kind.PICTURE), None)
    parted = follower is not None and (
        follower.role is Role.BYLINE
        or _signs(follower, after)
        or read_byline(_BETWEEN.split(follower.text)[0], labelled=True) is not None
        or read_byline(follower.text) is not None
        or bool(caption_and_credit(follower.text).credit)
    )
    if parted and piece.words <= 45:
        return True
    open_ended = not explicit and not ends_sentence(piece.text) and piece.words <= 25
    if not open_ended or piece.text.endswith(tuple(":;,：；，、،؛")):
        return False
    # A name may stand between, with a label or none.
    between = piece.words >= LEAST_DECK and after[0].words <= LONGEST_NAME and len(after) > 1
    return after[1 if between else 0].words >= 12


def _unwrapped(text: str) -> str:
    match = _WRAPPED.match(text)
    return match["text"].strip() if match else text
