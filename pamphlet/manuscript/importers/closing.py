"""The end of an article: slogans, the line that points on, a signature."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.manuscript.article import Bulletin
from pamphlet.manuscript.importers.byline import read_byline
from pamphlet.manuscript.importers.credits import caption_and_credit, is_credit
from pamphlet.manuscript.importers.dates import find_date
from pamphlet.manuscript.importers.head import byline_reason
from pamphlet.manuscript.importers.piece import Kind, Piece, ends_sentence
from pamphlet.manuscript.importers.reference import read_reference, weigh_reference
from pamphlet.manuscript.importers.report import LeftOut

LONGEST_SLOGAN = 12
"""In words."""
MOST_SLOGANS = 6
"""More short lines than a flap can hold are verse, or a list without bullets, and stay in the body."""

LONGEST_TRAIL = 5
"""In words, for a line below the slogans that stays where it is."""

_CALLS = re.compile(
    r"\W{0,3}(?:no (?:to|more|war|cuts|one|justice)|hands off|stop|end|free|join|build|defend|support|"
    r"fight|organi[sz]e|unite|strike|vote|"
    r"boycott|resist|reject|save|solidarity|victory to|long live|down with|power to|all power|out with|justice for|"
    r"for an?|workers of|never again|an injury to|tax the|open the|close the|abolish|"
    r"no (?:al?|más|a la|a los|pasarán)|abajo|arriba|viva[n]?|fuera|basta|alto|ni un[ao]?|libertad|"
    r"justicia|solidaridad|únete|únanse|"
    r"por un[ao]?|todo el poder|defendamos|luchemos|non (?:à|au|aux)|vive|à bas|libérez|stoppez|solidarité|halte|"
    r"nein zu[mr]?|kein[e]?|freiheit|schluss mit|weg mit|hoch die|solidarität|stoppt|não (?:ao?|às|aos)|"
    r"abaixo|viva|fora|liberdade|"
    r"no (?:alla?|al|ai)|giù le|libertà|nee tegen|nej till|leve)\b",
    re.IGNORECASE,
)
# The end of a sentence inside a line; the stop of an initial ("U.S.") is none.
_BREAK = re.compile(r"(?<![A-Z])[.?!]\s")
LONGEST_NOTE = 50
"""In words."""
# About the author or the text: it may follow the slogans, and stays in the body.
_NOTE = re.compile(
    r"\W{0,3}(?:(?:\w+[’'.-]?\w*\.? ){1,4}(?:is|was|works|writes|teaches|es|fue|trabaja|est|ist|"
    r"è)\b.{0,60}\b(?:author|writer|member|activist|editor|"
    r"journalist|professor|teacher|researcher|organi[sz]er|worker|historian|autora?|escritora?|periodista|"
    r"miembro|militante|"
    r"profesora?|journaliste|membre|autorin?|mitglied)\b|about the author|(?:this|the) (?:article|text|"
    r"piece|statement) (?:was|is|first|"
    r"originally|appeared)|(?:originally|first) (?:published|appeared)|reprinted|translated by|"
    r"translation:|editors?[’']s? note|"
    r"este (?:artículo|texto)|publicado originalmente|traducción|traducido por)",
    re.IGNORECASE,
)


class Closing(Struct, frozen=True, kw_only=True):
    """What stood below the body.

    Attributes:
        body: the pieces above it.
    """

    body: tuple[Piece, ...]
    slogans: tuple[str, ...] = ()
    bulletin: Bulletin | None = None
    author: str = ""
    date: str = ""
    credits: tuple[Piece, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def read_closing(pieces: Sequence[Piece], *, author: str, slogans: bool = True, reference: bool = True) -> Closing:
    """Read slogans, reference and signature off the end of *pieces*.

    Args:
        pieces: what stands below the head.
        author: the author, where known already.
        slogans: look for slogans; not where the front matter gives them.
        reference: look for a reference likewise.
    """
    start = _closing_start(pieces)
    closing = Closing(body=())
    pointer = _choose_reference(pieces, start) if reference else None
    signing = _signatories(pieces)
    cries = [
        piece
        for at, piece in enumerate(pieces)
        if slogans and at >= start and (is_slogan(piece) or (_may_be_slogan(piece) and at not in signing))
    ]
    if len(cries) > MOST_SLOGANS:
        cries = []
    last = max((at for at, piece in enumerate(pieces) if not _may_end(piece)), default=-1)
    body: list[Piece] = []
    for at, piece in enumerate(pieces):
        late = at >= start
        if piece is pointer:
            closing = replace(closing, bulletin=read_reference(piece.text, piece.links))
        elif late and any(piece is cry for cry in cries):
            closing = replace(closing, slogans=(*closing.slogans, piece.text))
        elif late and is_credit(piece.text):
            closing = replace(closing, credits=(*closing.credits, piece))
        elif late and (signed := _signature(piece)) and not signed[0] and _has_place(piece):
            closing = replace(closing, date=closing.date or signed[1])
            body.append(piece)
        elif late and (signed := _signature(piece)) and not (author and signed[0]):
            left = piece.left_out(byline_reason(*signed))
            closing = replace(closing, author=signed[0], date=signed[1], left_out=(*closing.left_out, *left))
        elif late and piece.kind is Kind.RULE and at > last:
            closing = replace(closing, left_out=(*closing.left_out, *piece.left_out("rule at the end")))
        else:
            body.append(piece)
    return replace(closing, body=tuple(body))


def _may_end(piece: Piece) -> bool:
    """Say whether *piece* leaves the body or is a rule, so that a rule before it would end in nothing."""
    return piece.kind in (Kind.RULE, Kind.NOTE) or is_slogan(piece) or bool(weigh_reference(piece.text, piece.links))


def is_slogan(piece: Piece) -> bool:
    """Say whether *piece*, standing alone at the end, is a slogan: a short cry, capitals, or a call."""
    if piece.kind not in (Kind.PARAGRAPH, Kind.HEADING) or not 1 <= piece.words <= LONGEST_SLOGAN:
        return False
    text = piece.text.rstrip(" \"'”’»)")
    if ends_sentence(text, "!！"):
        return _BREAK.search(text) is None
    capitals = text.upper() == text and text.lower() != text and piece.words >= 2
    one_sentence = _BREAK.search(text) is None and not text.endswith(tuple("?？؟:：;；؛,，،"))
    return one_sentence and (capitals or _CALLS.match(text) is not None)


def _may_be_slogan(piece: Piece) -> bool:
    """Say whether *piece* could be a slogan beside others: a short line with no stop at its end."""
    return (
        piece.kind is Kind.PARAGRAPH
        and 2 <= piece.words <= LONGEST_SLOGAN
        and _BREAK.search(piece.text) is None
        and piece.text[:1].isalpha()
        and not piece.text[:1].islower()
        and re.search(r"[.,:;?…)\]。、，：；？।۔؟،؛።]\Z", piece.text) is None
        and not weigh_reference(piece.text, piece.links)
        and _signature(piece) is None
        and not caption_and_credit(piece.text).credit
        and _NOTE.match(piece.text) is None
    )


def _signature(piece: Piece) -> tuple[str, str] | None:
    if piece.kind is not Kind.PARAGRAPH:
        return None
    byline = read_byline(piece.text)
    return (byline.author, byline.date) if byline else None


def _signatories(pieces: Sequence[Piece]) -> frozenset[int]:
    """Return what stands right above or below a line with a date: it may be who signs."""
    dated = [at for at, piece in enumerate(pieces) if _signature(piece)]
    return frozenset(near for at in dated for near in (at - 1, at + 1))


def _has_place(piece: Piece) -> bool:
    """Say whether a line with a date has words beside it: where it was, which the reader may want to know."""
    return re.search(r"[^\W\d_]{3,}", find_date(piece.text, alone=True)[1]) is not None


def _closing_start(pieces: Sequence[Piece]) -> int:
    """Return the index where nothing but closing lines follow.

    Among sure slogans a short line that is none by its look is one by its company.
    """
    sure = start = _trail(pieces)
    while sure and _closes(pieces[sure - 1]):
        sure -= 1
    start = sure
    while start and (_closes(pieces[start - 1]) or _may_be_slogan(pieces[start - 1])):
        start -= 1
    # What a colon leads up to, such as names of those who sign, is no cry.
    led = start and pieces[start - 1].text.endswith((":", "："))
    while led and start < sure and not is_slogan(pieces[start]):
        start += 1
    lone = [piece for piece in pieces[start:] if _may_be_slogan(piece)]
    cries = [piece for piece in pieces[start:] if is_slogan(piece)]
    # The body keeps a piece, or there is nothing to print.
    return max(1, start if cries or not lone else sure)


def _trail(pieces: Sequence[Piece]) -> int:
    """Return where short lines begin that follow the last cry and say nothing by themselves: a handle, a name."""
    start = len(pieces)
    while start and start > len(pieces) - MOST_SLOGANS and _may_trail(pieces[start - 1]):
        start -= 1
    return start if 0 < start < len(pieces) and is_slogan(pieces[start - 1]) else len(pieces)


def _may_trail(piece: Piece) -> bool:
    short = piece.kind is Kind.PARAGRAPH and 1 <= piece.words <= LONGEST_TRAIL
    return short and not _closes(piece) and not ends_sentence(piece.text)


def _closes(piece: Piece) -> bool:
    return (
        is_slogan(piece)
        or piece.kind in (Kind.RULE, Kind.NOTE)
        or (piece.kind is Kind.PARAGRAPH and bool(weigh_reference(piece.text, piece.links)))
        or _signature(piece) is not None
        or is_credit(piece.text)
        or (piece.kind is Kind.PARAGRAPH and piece.words <= LONGEST_NOTE and _NOTE.match(piece.text) is not None)
    )


def _choose_reference(pieces: Sequence[Piece], start: int) -> Piece | None:
    """Choose the surest reference, the last of equals; away from the end only a sure one in the last third."""
    late = 2 * len(pieces) // 3
    weights = [
        weigh_reference(piece.text, piece.links)
        if piece.kind is Kind.PARAGRAPH and at >= max(1, min(late, start))
        else 0
        for at, piece in enumerate(pieces)
    ]
    weights = [weight if at >= start or weight == 2 else 0 for at, weight in enumerate(weights)]
    best = max(weights, default=0)
    return pieces[len(weights) - 1 - weights[::-1].index(best)] if best else None
