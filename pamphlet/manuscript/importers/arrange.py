"""Pieces → the parts of an article: each piece gets its place, or a line in the account of what was left out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from pamphlet.errors import Finding, Place, Severity
from pamphlet.manuscript.article import Bulletin
from pamphlet.manuscript.importers.clearing import begins_with_menu, clear_furniture
from pamphlet.manuscript.importers.closing import read_closing
from pamphlet.manuscript.importers.credits import Said, caption_and_credit
from pamphlet.manuscript.importers.furniture import MENUS
from pamphlet.manuscript.importers.head import Head, read_head
from pamphlet.manuscript.importers.language import Guess, contradicts, guess_language
from pamphlet.manuscript.importers.piece import FoundPicture, Kind, Piece, Reading, Role
from pamphlet.manuscript.importers.report import LeftOut, Taken
from pamphlet.manuscript.language import language_tag

LONGEST_HEADING = 10
"""In words, for a line that nothing but its shortness marks as a heading."""

_LONGEST_CAPTION = 40
"""In words, for a caption that only the credit in it tells."""
_NOTES = re.compile(r"(?:foot|end)?notes?:?|references?:?|notas?(?: al pie)?:?|anmerkungen:?|fußnoten:?", re.IGNORECASE)
_RUNNING, _NEAR_TOP = 25, 2
"""Words of a paragraph of running text, and as many of those as a line may stand below and be near the top."""
_NO_PLACE = "{what} that stands by no picture"
_NO_PICTURE = "{what} of a picture that is not beside the text"


class Arranged(Taken, frozen=True, kw_only=True):
    """An article ready to be written, and what is not in it."""

    photo: FoundPicture | None = None
    imprint: str = ""
    contact: str = ""
    body: tuple[Piece, ...] = ()


def arrange(reading: Reading, source: Path, *, named: FoundPicture | None, beside: FoundPicture | None) -> Arranged:
    """Give each piece of *reading* its place.

    Args:
        reading: what the reader of its format made of the source.
        source: for messages, and for the title where the text has none.
        named: the photo that the user named.
        beside: the picture that lies beside the source, used where the source itself has none.
    """
    given = reading.given
    typed = reading.typed and not begins_with_menu(reading.pieces)
    kept, left = (list(reading.pieces), []) if typed else clear_furniture(reading.pieces)
    if sum(1 for piece in kept if piece.words) < 2:  # a title and a paragraph: so short a text has no furniture
        kept, left = list(reading.pieces), []
    known = Head(
        kicker=_text(given, "kicker"),
        standfirst=_text(given, "standfirst"),
        author=_text(given, "author"),
        date=_text(given, "date"),
    )
    menus = any(entry.why in MENUS for entry in (*reading.left_out, *left))
    head = read_head(kept, explicit=reading.explicit, menus=menus, given_title=_text(given, "title"), known=known)
    closing = read_closing(
        head.body, author=head.author, slogans="slogans" not in given, reference="bulletin" not in given
    )
    body = _with_headings(closing.body, explicit=reading.explicit)
    body, empty = _without_note_heading(_levelled(body))
    photo, body, cut = _cover(named or reading.photo, beside, body)
    photo, body, credits, lines = _picture_lines(photo, head, closing.credits, body, cut)
    title, title_findings = _title(given, head, source)
    lang, lang_findings = _language(given, body, source)
    left += [*reading.left_out, *head.left_out, *closing.left_out, *empty, *lines]
    return Arranged(
        title=title,
        kicker=head.kicker,
        standfirst=head.standfirst,
        slogans=_slogans(given) or closing.slogans,
        photo=photo,
        bulletin=_bulletin(given) or closing.bulletin or Bulletin(),
        imprint=_text(given, "imprint"),
        contact=_text(given, "contact"),
        lang=lang,
        date=head.date or closing.date,
        author=head.author or closing.author,
        credits=credits,
        body=tuple(body),
        left_out=tuple(sorted(left, key=lambda entry: entry.line)),
        findings=(*reading.findings, *title_findings, *lang_findings, *_photo_finding(photo, lines, source)),
    )


def _text(given: Mapping[str, object], key: str) -> str:
    value = given.get(key, "")
    return value.strip() if isinstance(value, str) else ""


def _slogans(given: Mapping[str, object]) -> tuple[str, ...]:
    value = given.get("slogans", ())
    return tuple(str(entry).strip() for entry in value) if isinstance(value, list | tuple) else ()


def _bulletin(given: Mapping[str, object]) -> Bulletin | None:
    value = given.get("bulletin")
    return value if isinstance(value, Bulletin) else None


def _title(given: Mapping[str, object], head: Head, source: Path) -> tuple[str, tuple[Finding, ...]]:
    title = _text(given, "title") or (head.title.text if head.title else "")
    if title:
        return title, ()
    title = re.sub(r"[-_\s]+", " ", source.stem).strip() or "Untitled"
    title = title[:1].upper() + title[1:]
    message = f"no title was found in the text; the file's name was taken: {title!r}"
    place = Place(file=str(source), line=1)
    hint = "write the title in article.md"
    return title, (Finding(severity=Severity.WARNING, code="title-missing", message=message, place=place, hint=hint),)


def _language(given: Mapping[str, object], body: Sequence[Piece], source: Path) -> tuple[str, tuple[Finding, ...]]:
    """Return the language that the source declares, else a guess; a finding where they differ or the guess is weak."""
    declared = language_tag(_text(given, "lang").replace("_", "-"))
    guess = guess_language("\n".join(piece.text for piece in body))
    place = Place(file=str(source))
    hint = "set lang in article.md; hyphenation and quotes follow it"
    if not declared and not guess.sure:
        message = f"the language is not clear from the text; {guess.lang} was taken, {_doubt(guess)}"
    elif declared and guess.sure and contradicts(guess, declared):
        message = (
            f"the source says its language is {declared}, but the text reads like {guess.lang}; {declared} was taken"
        )
    else:
        return declared or guess.lang, ()
    finding = Finding(severity=Severity.WARNING, code="language-unsure", message=message, place=place, hint=hint)
    return declared or guess.lang, (finding,)


def _doubt(guess: Guess) -> str:
    found = f"whose small words stand in {guess.spread:.0%} of it" if guess.spread else "of which nothing speaks"
    others = "".join(f"{lang}, " for lang in guess.others) + "or " * bool(guess.others)
    return f"{found}; it may be {others}a language whose words are not known here"


def _with_headings(pieces: Sequence[Piece], *, explicit: bool) -> list[Piece]:
    """Make headings of short lines that stand alone above running text; where *explicit*, of bold ones only."""
    result = list(pieces)
    for at, piece in enumerate(pieces):
        after = pieces[at + 1] if at + 1 < len(pieces) else None
        before = pieces[at - 1] if at else None
        if explicit and not piece.set_off:
            continue
        if after is not None and _may_head(piece) and _runs(after) and (before is None or not _may_head(before)):
            plain = piece.markdown.strip("*") if piece.set_off else piece.markdown
            result[at] = replace(piece, kind=Kind.HEADING, level=2, markdown=plain)
    return result


def _levelled(body: Sequence[Piece]) -> list[Piece]:
    """Raise all headings as far as the highest of them must be raised to stand below the title alone."""
    levels = [piece.level for piece in body if piece.kind is Kind.HEADING]
    raised = max(min(levels, default=2) - 2, 0)
    return [replace(piece, level=piece.level - raised) if piece.kind is Kind.HEADING else piece for piece in body]


def _runs(piece: Piece) -> bool:
    """Say whether *piece* is something that a heading can stand above."""
    return piece.kind in (Kind.LIST, Kind.QUOTE, Kind.TABLE) or (piece.kind is Kind.PARAGRAPH and piece.words >= 12)


def _may_head(piece: Piece) -> bool:
    text = piece.text
    if piece.kind is not Kind.PARAGRAPH or not 1 <= piece.words <= LONGEST_HEADING or len(text) > 80:
        return False
    opening = text.lstrip("¿¡\"'“‘«([")[:1]
    if not (opening.isupper() or opening.isdigit() or (opening.isalpha() and opening.lower() == opening.upper())):
        return False
    # A line that ends like a sentence is one; so are a signature and a line that leads into a list.
    if re.search(r"[.,;:…\]”»\"。、，；：」』।۔،؛።]\Z", text):
        return False
    return not caption_and_credit(text).credit


def _without_note_heading(body: Sequence[Piece]) -> tuple[list[Piece], list[LeftOut]]:
    """Leave out a heading such as "Notes" that only footnotes follow: they are set where they are called."""
    followers = [*body[1:], None]
    empty = [
        piece
        for piece, after in zip(body, followers, strict=False)
        if after is not None and after.kind is Kind.NOTE and piece.words <= 3
        if piece.kind is Kind.HEADING or (piece.kind is Kind.PARAGRAPH and _NOTES.fullmatch(piece.text))
    ]
    rest = [piece for piece in body if not any(piece is other for other in empty)]
    return rest, [entry for piece in empty for entry in piece.left_out("heading of the footnotes")]


def _cover(
    chosen: FoundPicture | None, beside: FoundPicture | None, body: list[Piece]
) -> tuple[FoundPicture | None, list[Piece], int | None]:
    """Choose the cover photo: the chosen one, the article's first picture, or the one beside the source.

    Returns:
        The photo, the body without it, and where in that it stood; None where it stood nowhere.
    """
    if chosen is not None:
        return chosen, body, None
    for at, piece in enumerate(body):
        if piece.kind is Kind.PICTURE and piece.picture is not None:
            return piece.picture, body[:at] + body[at + 1 :], at
    return beside, body, None


def _picture_lines(
    photo: FoundPicture | None, head: Head, closing: Sequence[Piece], body: list[Piece], cut: int | None
) -> tuple[FoundPicture | None, list[Piece], tuple[str, ...], list[LeftOut]]:
    """Give the pictures the lines that they left in the text, or leave those out where there is no photo."""
    left: list[LeftOut] = []
    rest: list[Piece] = []
    credits: list[str] = []
    told = -1
    for at, piece in enumerate((*head.credits, *body, *closing), start=-len(head.credits)):
        said = _said(piece) if piece.kind in (Kind.PARAGRAPH, Kind.HEADING) else Said()
        credits += [said.credit] * bool(said.credit)
        above = rest[-1].picture if rest else None
        if not said.credit and piece.role is not Role.CAPTION:
            rest.append(piece)
        elif above is not None and _lacks(above, said):
            rest[-1] = replace(rest[-1], picture=_told(above, said))
            left += said.left_out(piece.line)
        elif photo is not None and _lacks(photo, said) and (_is_near(at, cut, body) or at == told + 1):
            photo, told = _told(photo, said), at
            left += said.left_out(piece.line)
        elif photo is None or not said.caption:
            why = _NO_PICTURE if photo is None else _NO_PLACE
            left += piece.left_out(why.format(what="caption" if said.caption else "credit"))
        else:
            rest.append(piece)
    if head.alt is not None:
        if photo is not None and not photo.alt:
            photo = replace(photo, alt=head.alt.text)
        elif photo is None and not head.alt.text[:1].islower():
            # Without a picture a line that does not begin small is more likely the author's own.
            rest.insert(0, head.alt)
        else:
            left += head.alt.left_out(_NO_PICTURE.format(what="alternative text"))
    return photo, rest, tuple(credits), left


def _is_near(at: int, cut: int | None, body: Sequence[Piece]) -> bool:
    """Say whether the piece at *at* may tell of the cover photo, which stood at *cut*: not from afar.

    Above and below the body it may, and near the top where the photo has no place in the text.
    """
    if not 0 <= at < len(body):
        return True
    if cut is not None:
        return at in (cut - 1, cut)
    return sum(piece.words >= _RUNNING for piece in body[:at]) < _NEAR_TOP


def _said(piece: Piece) -> Said:
    """Return what a piece says of a picture: nothing where it is longer than a caption."""
    said = caption_and_credit(piece.text, captioned=piece.role in (Role.CAPTION, Role.CREDIT))
    if piece.role is Role.CREDIT and not said.credit:
        return Said(credit=piece.text)
    return said if piece.words <= _LONGEST_CAPTION else Said()


def _lacks(picture: FoundPicture, said: Said) -> bool:
    """Say whether *picture* has none yet of what is said."""
    return not (picture.credit or (said.caption and picture.caption))


def _told(picture: FoundPicture, said: Said) -> FoundPicture:
    return replace(picture, caption=said.caption or picture.caption, credit=said.credit)


def _photo_finding(photo: FoundPicture | None, lines: Sequence[LeftOut], source: Path) -> tuple[Finding, ...]:
    if photo is not None:
        return ()
    severity = Severity.WARNING if lines else Severity.INFO
    message = "there is no picture beside the text, so the cover has none"
    if lines:
        message = f"the text speaks of a picture ({lines[0].text[:60]!r}) that is not beside it, so the cover has none"
    place = Place(file=str(source), line=lines[0].line if lines else None)
    hint = "name one: --photo FILE"
    return (Finding(severity=severity, code="photo-missing", message=message, place=place, hint=hint),)
