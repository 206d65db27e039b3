"""What a picture leaves in a text: caption and credit in one line, told apart by the labels of ``phrases.toml``."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from pamphlet.manuscript.importers.phrases import credit_labels, credit_signs
from pamphlet.manuscript.importers.piece import ends_sentence
from pamphlet.manuscript.importers.report import LeftOut

LONGEST_CREDIT = 16
"""In words, for a line that is nothing but a credit."""
LONGEST_NAME = 12
"""In words, label not counted, for the credit at the end of a caption."""
LEAST_SEEN = 4
"""In words: what stands between two labels says what is seen, if it is as long as this, and is no name."""

_BY = "by|of|from|por|de|par|von|di|av|af|door|courtesy"
_PARTED = re.compile(r"(?:[.!?…][\"'”’»)\]]*\s+|\s[|·•–—/-]\s*)\Z")
_SENTENCES = re.compile(r"[^\W\d_]{4,}[.!?…]\s+\S")


class Said(Struct, frozen=True, kw_only=True):
    """What a line says of a picture.

    Attributes:
        caption, credit: either may be empty; the credit keeps its label.
        label: what stood before the caption, as "Photo:", and is not kept.
    """

    caption: str = ""
    credit: str = ""
    label: str = ""

    def left_out(self, line: int) -> tuple[LeftOut, ...]:
        """Return the label as left out of *line*."""
        return (LeftOut(line=line, text=self.label, why="label of a caption"),) if self.label else ()


class _Patterns(Struct, frozen=True):
    """Of a line that is a credit, of a credit in brackets at the end, of a label or sign anywhere."""

    whole: re.Pattern[str]
    bracketed: re.Pattern[str]
    label: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words, signs = (
        "|".join(re.escape(each) for each in sorted(found, key=len, reverse=True))
        for found in (credit_labels(), credit_signs())
    )
    named = rf"(?:(?:cover |header |featured |file |main )?(?:{words})(?: credits?| courtesy)?"
    return _Patterns(
        re.compile(
            rf"[\[(]?\s*{named}(?:\s?[:：/©|]|\s(?:{_BY})\b)).{{1,120}}|[\[(]?\s*©\s?.{{1,60}}/.{{1,60}}", re.IGNORECASE
        ),
        re.compile(
            rf"(?P<caption>.{{8,}}?)\s*(?P<credit>[\[(]\s*(?:(?:{words})\b|©).{{1,80}}[\])])\W*\Z", re.IGNORECASE
        ),
        re.compile(
            rf"(?<!\w)(?:(?P<label>{named}\s?[:：/|]))|(?P<by>{named}\s(?:{_BY})\b))|(?P<sign>(?:{signs})(?!\w)))",
            re.IGNORECASE,
        ),
    )


def is_credit(text: str) -> bool:
    """Say whether *text* is a picture's credit and nothing else, as in "Photo: Ana Roca"."""
    said = caption_and_credit(text)
    return bool(said.credit) and not said.caption


def caption_and_credit(text: str, *, captioned: bool = False) -> Said:
    """Part a line that stood by a picture into caption and credit, at the last label of a credit.

    Args:
        text: the line.
        captioned: the source says that it is a caption, so a sign such as © is enough, and a label in mid-sentence.

    Returns:
        What it says; all of it is the caption where no label tells a credit.

    Example:
        >>> said = caption_and_credit("Photo: Nurses wait for the last bus. Picture: Mara Holt")
        >>> said.caption, said.credit, said.label
        ('Nurses wait for the last bus.', 'Picture: Mara Holt', 'Photo:')
    """
    if match := _patterns().bracketed.fullmatch(text):
        return Said(caption=match["caption"].strip(), credit=match["credit"].strip("[]() "))
    labels = [match for match in _patterns().label.finditer(text) if _begins(match, text, captioned=captioned)]
    if not labels or not _is_name(labels[-1], text, captioned=captioned):
        whole = len(text.split()) <= LONGEST_CREDIT and _patterns().whole.fullmatch(text) and not _says(text)
        return Said(credit=text.strip("[]() ")) if whole else Said(caption=text)
    at = len(labels) - 1
    # "Foto: Ana Ruiz / © La Voz" is one credit with two labels.
    while at and (labels[at]["sign"] or len(text[labels[at - 1].end() : labels[at].start()].split()) < LEAST_SEEN):
        at -= 1
    caption, credit = text[: labels[at].start()].rstrip(" \t\u00a0|·•–—/-[("), text[labels[at].start() :].strip("[]() ")
    if at and labels[0].start() == 0 and labels[0]["label"]:
        end = labels[0].end()
        return Said(caption=caption[end:].strip(), credit=credit, label=text[:end].strip())
    return Said(caption=caption, credit=credit)


def _begins(match: re.Match[str], text: str, *, captioned: bool) -> bool:
    """Say whether a label stands where a credit may begin."""
    before = text[: match.start()]
    if match["sign"]:
        return captioned
    if not before or _PARTED.search(before):
        return True
    return captioned and bool(match["label"]) and match[0][0].isupper()


def _says(text: str) -> bool:
    """Say whether what stands behind the first label is a sentence: it begins small, and stops."""
    said = re.split(r"[:：]\s*", text, maxsplit=1)[-1]
    return said[:1].islower() and len(said.split()) >= LEAST_SEEN and ends_sentence(said)


def _is_name(match: re.Match[str], text: str, *, captioned: bool) -> bool:
    """Say whether what follows the last label can be whose picture it is."""
    name = text[match.end() :].strip(" .[]()")
    if not name or len(name.split()) > LONGEST_NAME or _SENTENCES.search(name):
        return False
    return not name[0].islower() or (captioned and not match["by"] and len(name.split()) < LEAST_SEEN)
