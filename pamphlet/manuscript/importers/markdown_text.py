"""Markdown, with or without front matter → pieces; the author's markup is kept as it stands.

The body goes on as Markdown, so nothing is rendered and written anew: blocks
are told apart by how they begin, and only what a leaflet cannot carry (raw
HTML, pictures elsewhere, fenced code) is made over or left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from pamphlet.errors import BadInput, Finding, Place, Severity
from pamphlet.manuscript.article import Bulletin
from pamphlet.manuscript.importers.credits import caption_and_credit
from pamphlet.manuscript.importers.dates import find_date
from pamphlet.manuscript.importers.markup import tidy
from pamphlet.manuscript.importers.pictures import find_picture
from pamphlet.manuscript.importers.piece import FoundPicture, Kind, Piece, Reading
from pamphlet.manuscript.importers.report import LeftOut

Line = tuple[int, str]

_HEADING = re.compile(r" {0,3}(?P<marks>#{1,6})(?:[ \t]+|(?=[^#\s]))(?P<text>.*?)[ \t]*#*[ \t]*\Z")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*\Z")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})\Z")
_ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]+\S")
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})")
_NOTE = re.compile(r" {0,3}\[\^(?P<label>[^\]]+)\]:")
_TARGET = re.compile(r" {0,3}\[[^\]^][^\]]*\]:\s*\S+")
_TABLE_RULE = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\Z")
_IMAGE = re.compile(
    r"!\[(?P<alt>[^\]]*)\]\(\s*<?(?P<address>[^\s)>]*)>?(?:\s+[\"'(](?P<title>.*?)[\"')])?\s*\)(?:\{[^}]*\})?"
)
_LINK = re.compile(r"(?<!!)\[(?P<text>[^\]]*)\]\(\s*<?(?P<address>[^\s)>]*)>?(?:\s+[\"'(].*?[\"')])?\s*\)")
_EMPTY_LINK = re.compile(r"(?<!!)\[\s*\]\([^)]*\)")
"""What a linked picture leaves when it is taken out."""
_REFERENCE_LINK = re.compile(r"\[(?P<text>[^\]^]+)\]\s?\[[^\]]*\]")
_NOTE_CALL = re.compile(r"\[\^[^\]]+\]")
_MARKS = re.compile(r"(?<!\\)(?:\*{1,3}|`+|~~)|(?<![\\\w])_{1,3}|(?<!\\)_{1,3}(?!\w)")
_ATTRIBUTES = re.compile(r"\{:?\s*[.#][^}]*\}")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()>#+.!|-])")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"</?(?P<name>[A-Za-z][A-Za-z0-9-]*)(?:\s[^<>]*)?/?>")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^\s<>]+|[^\s<>@]+@[^\s<>]+)>")
_HTML_BLOCK = re.compile(
    r" {0,3}<(?:!--|/?(?:div|p|figure|table|section|article|aside|center|details|iframe|ul|ol|h[1-6]|img|"
    r"video|blockquote|form|script|style|pre|header|footer|nav)\b)",
    re.IGNORECASE,
)
_SET_OFF = re.compile(r"(?P<mark>\*{1,3}|_{1,3})(?!\s)[^*_]+(?<!\s)(?P=mark)\Z")
_CODE_SPAN = re.compile(r"(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)", re.DOTALL)
_ELEMENT_NAMES = (
    "a abbr acronym address area article aside audio b base bdi bdo big blockquote body br button canvas caption "
    "center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset "
    "figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img "
    "input ins kbd label legend li link main map mark marquee menu meta meter nav nobr noscript object ol optgroup "
    "option output p param picture pre progress q rp rt ruby s samp script search section select slot small source "
    "span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr "
    "track tt u ul var video wbr"
)
_ELEMENTS = frozenset(_ELEMENT_NAMES.split())
"""Of HTML (the Living Standard, with the obsolete ones of its section 16.2)."""
_INLINE_TAGS = {"b": "**", "strong": "**", "i": "*", "em": "*", "cite": "*"}

_KEYS = {
    "title": "title",
    "headline": "title",
    "kicker": "kicker",
    "standfirst": "standfirst",
    "subtitle": "standfirst",
    "description": "standfirst",
    "summary": "standfirst",
    "excerpt": "standfirst",
    "imprint": "imprint",
    "contact": "contact",
    "date": "date",
    "lang": "lang",
    "language": "lang",
    "author": "author",
    "authors": "author",
}


class _Aside(Struct):
    """What is met on the way and does not go into a piece."""

    source: Path
    left_out: list[LeftOut] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read_markdown(text: str, source: Path) -> Reading:
    """Read front matter and blocks of *text*.

    Raises:
        BadInput: the front matter is not YAML.
    """
    aside = _Aside(source)
    head, first = _split(text)
    given, photo = _front_matter(head, aside) if head else ({}, None)
    text = _without_comments(text, aside)
    lines = list(enumerate(text.split("\n")[first:], first + 1))
    blocks = list(_blocks(lines))
    pieces = [piece for block in blocks for piece in _pieces(block, aside)]
    return Reading(
        pieces=tuple(pieces),
        explicit=any(piece.kind is Kind.HEADING for piece in pieces) or "title" in given,
        said=_said(blocks),
        given=given,
        photo=photo,
        left_out=tuple(aside.left_out),
        findings=tuple(aside.findings),
    )


def _without_comments(text: str, aside: _Aside) -> str:
    """Leave out the comments, which no page shows; the lines below them keep their numbers."""

    def leave(match: re.Match[str]) -> str:
        line = text.count("\n", 0, match.start()) + 1
        if words := tidy(match[0][4:-3]):
            aside.left_out.append(LeftOut(line=line, text=words, why="comment that the page does not show"))
        return "\n" * match[0].count("\n")

    # One that is never closed is text.
    return _COMMENT.sub(leave, text).replace("<!--", "")


def _said(blocks: Iterable[list[Line]]) -> str:
    """Return the readable words of the body, tags, addresses and labels of notes taken off."""
    said: list[str] = []
    for block in blocks:
        first = block[0][1]
        lines = [_NOTE.sub("", line) for _, line in block if not _TARGET.match(line) and not _FENCE.match(line)]
        text = "\n".join(lines)
        said.append(text if _FENCE.match(first) or _is_code(first) else plain_words(_without_tags(text)))
    return "\n".join(said)


def plain_words(markdown: str) -> str:
    """Return inline *markdown* without its markup.

    Example:
        >>> plain_words("No *more* [cuts](https://example.org)!")
        'No more cuts!'
    """
    text = _IMAGE.sub(lambda match: match["alt"], markdown)
    text = _REFERENCE_LINK.sub(lambda match: match["text"], _LINK.sub(lambda match: match["text"], text))
    text = _AUTOLINK.sub(r"\1", _NOTE_CALL.sub("", text))
    text = _MARKS.sub("", _ATTRIBUTES.sub("", text))
    import html

    return tidy(html.unescape(_ESCAPED.sub(r"\1", text)))


def _split(text: str) -> tuple[str, int]:
    """Return the front matter's YAML, if any, and how many lines it takes with its fences."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return "", 0
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() in ("---", "..."):
            head = "\n".join(lines[1:number])
            # A rule at the top is no front matter: that has a key on its first line.
            return (head, number + 1) if re.search(r"^[\w-]+\s*:", head, re.MULTILINE) else ("", 0)
    return "", 0


def _front_matter(head: str, aside: _Aside) -> tuple[dict[str, object], FoundPicture | None]:
    import yaml

    place = Place(file=str(aside.source), line=1)
    hint = "quote the values that hold a colon, or take the front matter out"
    if "&" in head and re.search(r"(?:^|[\s:[{,-])&\w", head):
        raise BadInput(
            "front-matter-yaml", "the front matter has YAML anchors, which are refused", place=place, hint=hint
        )
    try:
        values = yaml.load(head, Loader=yaml.BaseLoader)  # scalars stay the text that they are
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(file=str(aside.source), line=mark.line + 2 if mark else 1)
        message = f"the front matter is not YAML: {getattr(error, 'problem', None) or 'nested too deep'}"
        raise BadInput("front-matter-yaml", message, place=place, hint=hint) from None
    if not isinstance(values, dict):
        return {}, None
    given: dict[str, object] = {}
    photo: FoundPicture | None = None
    for key, value in values.items():
        name = _KEYS.get(str(key).lower(), "")
        text = _as_text(value)
        before = len(given)
        if name == "date":
            date, _ = find_date(text)
            if date:
                given["date"] = date
        elif name and text and name not in given:
            given[name] = plain_words(text) if name in ("title", "standfirst") else text
        elif key == "slogans" and isinstance(value, list):
            given["slogans"] = [str(entry) for entry in value]
        elif key == "bulletin" and isinstance(value, dict):
            given["bulletin"] = Bulletin(**{part: _as_text(value.get(part, "")) for part in ("label", "title", "url")})
        elif str(key).lower() in ("photo", "image", "cover", "featured_image", "thumbnail", "hero"):
            found = _photo(value, aside) if photo is None else None
            photo = photo or found
            if found is None:
                aside.left_out.append(_key_left(head, key, value, "picture that is not beside the text"))
            continue
        if len(given) == before:
            aside.left_out.append(_key_left(head, key, value, "front matter that a leaflet has no place for"))
    return given, photo


def _as_text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_as_text(entry) for entry in value)
    if isinstance(value, dict):
        return " ".join(_as_text(entry) for entry in value.values())
    return str(value).strip()


def _key_left(head: str, key: object, value: object, why: str) -> LeftOut:
    match = re.search(rf"^{re.escape(str(key))}\s*:", head, re.MULTILINE)
    line = head.count("\n", 0, match.start()) + 2 if match else 1
    return LeftOut(line=line, text=f"{key}: {_as_text(value)}", why=why)


def _photo(value: object, aside: _Aside) -> FoundPicture | None:
    entry = value if isinstance(value, dict) else {"file": value}
    address = str(entry.get("file") or entry.get("src") or entry.get("url") or "")
    found, _ = find_picture(address, aside.source)
    if found is None:
        return None
    focus = entry.get("focus")
    point: tuple[float, float] | None = None
    if (
        isinstance(focus, list)
        and len(focus) == 2
        and all(re.fullmatch(r"0?\.\d+|[01](?:\.0*)?", str(part)) for part in focus)
    ):
        point = (float(focus[0]), float(focus[1]))
    alt, caption, credit = (_as_text(entry.get(key, "")) for key in ("alt", "caption", "credit"))
    return replace(found, alt=alt, caption=caption, credit=credit, focus=point, mirror=entry.get("mirror") == "true")


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Part the body into blocks: at blank lines, but not inside fences, list items, notes and quotes."""
    block: list[Line] = []
    fence = ""
    for number, line in lines:
        match = _FENCE.match(line)
        if fence:
            block.append((number, line))
            if match and match["fence"].startswith(fence) and not line.strip(" `~"):
                yield block
                block, fence = [], ""
            continue
        if match:
            if block:
                yield block
            block, fence = [(number, line)], match["fence"]
        elif line.strip():
            if block and _starts_block(block, line):
                yield block
                block = []
            block.append((number, line))
            if _HEADING.match(line) or (_RULE.match(line) and len(block) == 1):
                yield block
                block = []
        elif block:
            if _spans_blanks(block):
                block.append((number, ""))
            else:
                yield block
                block = []
    if block:
        yield block


def _is_code(line: str) -> bool:
    return line.startswith(("    ", "\t"))


def _spans_blanks(block: Sequence[Line]) -> bool:
    first = block[0][1]
    return _ITEM.match(first) is not None or _NOTE.match(first) is not None


def _starts_block(block: Sequence[Line], line: str) -> bool:
    """Say whether *line* begins anew, though no blank line stands before it or a list's blank line does."""
    if _HEADING.match(line) or (_HTML_BLOCK.match(line) and not _HTML_BLOCK.match(block[0][1])):
        return True
    if _is_code(block[0][1]) and not _is_code(line):
        return True
    if block[-1][1].strip():
        first = block[0][1]
        return (_NOTE.match(line) is not None) or (
            _RULE.match(line) is not None
            and not _UNDERLINE.match(line)
            and not _TABLE_RULE.match(line)
            and not _ITEM.match(first)
        )
    # After a blank line a list or a note goes on only by indentation or by its next item.
    indented = line.startswith(("    ", "\t"))
    listed = _ITEM.match(block[0][1]) is not None
    return not (indented or (listed and (_ITEM.match(line) is not None or re.match(r" {2,3}\S", line) is not None)))


def _pieces(block: list[Line], aside: _Aside) -> Iterator[Piece]:
    while block and not block[-1][1].strip():
        block = block[:-1]
    source = tuple(block)
    first = block[0][1]
    text = "\n".join(line.rstrip("\r") for _, line in block)
    if _FENCE.match(first):
        yield _code(source)
        return
    if _HTML_BLOCK.match(first):
        yield from _raw_html(text, source, aside)
        return
    text = _without_html(text, source, aside)
    if not text.strip():
        return
    if _is_paragraph(block):
        yield from _paragraph(text, source, aside)
        return
    text = _without_pictures(text, source, aside)
    if heading := _HEADING.match(text):
        yield _heading(heading["text"], len(heading["marks"]), source)
    elif _RULE.match(first) and len(block) == 1:
        yield Piece(kind=Kind.RULE, text="", markdown="---", source=source)
    elif len(block) >= 2 and _UNDERLINE.match(block[-1][1]) and not _is_other(first):
        words = " ".join(line.strip() for line in text.split("\n")[:-1])
        yield _heading(words, 1 if "=" in block[-1][1] else 2, source)
    elif _NOTE.match(first):
        yield Piece(kind=Kind.NOTE, text=plain_words(_NOTE.sub("", text)), markdown=text, source=source)
    elif _TARGET.match(first):
        # Addresses of links stand anywhere; they print nothing.
        yield Piece(kind=Kind.NOTE, text="", markdown=text, source=source)
    elif _ITEM.match(first) or first.lstrip().startswith(">") or _is_code(first):
        yield _container(text, source)
    else:
        rows = [line for number, line in enumerate(text.split("\n")) if number != 1]
        words = plain_words(" ".join(row.replace("|", " ") for row in rows))
        yield Piece(kind=Kind.TABLE, text=words, markdown=text, source=source)


def _is_paragraph(block: Sequence[Line]) -> bool:
    """Say whether nothing at a block's beginning or end makes it anything but a paragraph."""
    first, last = block[0][1], block[-1][1]
    if any(pattern.match(first) for pattern in (_HEADING, _NOTE, _TARGET, _ITEM)) or _is_code(first):
        return False
    if first.lstrip().startswith(">") or (_RULE.match(first) and len(block) == 1):
        return False
    table = len(block) >= 2 and "|" in first and _TABLE_RULE.match(block[1][1])
    return not table and not (len(block) >= 2 and _UNDERLINE.match(last) and not _is_other(first))


def _is_other(first: str) -> bool:
    return _ITEM.match(first) is not None or first.lstrip().startswith((">", "|"))


def _heading(markdown: str, level: int, source: tuple[Line, ...]) -> Piece:
    return Piece(kind=Kind.HEADING, text=plain_words(markdown), markdown=markdown.strip(), level=level, source=source)


def _container(text: str, source: tuple[Line, ...]) -> Piece:
    """Return a list, a quote or indented code as it stands."""
    first = source[0][1]
    if _is_code(first) and not _ITEM.match(first.lstrip()):
        return _code(source)
    kind = Kind.QUOTE if first.lstrip().startswith(">") else Kind.LIST
    marks = r"^[ \t]*(?:>[ \t]?)+" if kind is Kind.QUOTE else r"^[ \t]*[-*+][ \t]+"
    return Piece(kind=kind, text=plain_words(re.sub(marks, "", text, flags=re.MULTILINE)), markdown=text, source=source)


def _paragraph(text: str, source: tuple[Line, ...], aside: _Aside) -> Iterator[Piece]:
    """Yield a paragraph, and each picture in it as a piece of its own."""
    pictures: list[Piece] = []
    for match in _images(text):
        found, why = find_picture(match["address"], aside.source)
        line = source[0][0] + text.count("\n", 0, match.start())
        alt, title = plain_words(match["alt"]), tidy(match["title"] or "")
        if found is None:
            aside.left_out.append(
                LeftOut(
                    line=line, text=tidy(f"{alt} {title}") or match["address"], why=f"{why}: {match['address'][:120]}"
                )
            )
            continue
        said = caption_and_credit(title, captioned=True)
        aside.left_out.extend(said.left_out(line))
        words = tidy(f"{alt} {title}")
        found = replace(found, alt=alt, caption=said.caption, credit=said.credit)
        pictures.append(Piece(kind=Kind.PICTURE, text=title, markdown="", source=((line, words),), picture=found))
    rest = _EMPTY_LINK.sub("", _without_images(text)).strip()
    if rest:
        links = tuple((plain_words(match["text"]), match["address"]) for match in _LINK.finditer(rest))
        yield Piece(
            text=plain_words(rest),
            markdown=_unguarded(rest),
            source=source,
            set_off=_SET_OFF.match(rest) is not None,
            links=tuple(link for link in links if link[1].startswith(("http://", "https://"))),
        )
    yield from pictures


def _unguarded(markdown: str) -> str:
    """Take the author's own guard off a paragraph's opening: it is put on again when written."""
    match = re.match(r"\\(?=[-+#>!])|(?<=\d)\\(?=[.)])", markdown)
    if match:
        return markdown[match.end() :]
    return re.sub(r"\A(\d{1,9})\\(?=[.)])", r"\1", markdown)


def _without_pictures(text: str, source: tuple[Line, ...], aside: _Aside) -> str:
    for match in _images(text):
        line = source[0][0] + text.count("\n", 0, match.start())
        words = tidy(f"{match['alt']} {match['title'] or ''}") or match["address"]
        aside.left_out.append(LeftOut(line=line, text=words, why="picture inside a list, a quote or a table"))
    return _without_images(text)


def _images(text: str) -> list[re.Match[str]]:
    """Return the pictures of *text*; what code shows is none."""
    codes = [(code.start(), code.end()) for code in _CODE_SPAN.finditer(text)]
    return [each for each in _IMAGE.finditer(text) if not any(start < each.start() < end for start, end in codes)]


def _without_images(text: str) -> str:
    for match in reversed(_images(text)):
        text = text[: match.start()] + text[match.end() :]
    return text


def _code(source: tuple[Line, ...]) -> Piece:
    lines = source[1:] if _FENCE.match(source[0][1]) else source
    words = tidy(" ".join(line for _, line in lines if not _FENCE.match(line)))
    markdown = "\n".join(line for _, line in source)
    opening = _FENCE.match(source[0][1])
    if opening and (len(source) < 2 or not source[-1][1].lstrip().startswith(opening["fence"])):
        # Never closed: it goes on to the end.
        markdown += f"\n{opening['fence']}"
    return Piece(kind=Kind.CODE, text=words, markdown=markdown, source=source)


def _without_html(text: str, source: tuple[Line, ...], aside: _Aside) -> str:
    """Put Markdown for the raw inline HTML that has one, and take the other tags off their words."""
    if "<" not in text:
        return text
    bare, at = "", 0
    tagged = False
    # Code shows its tags.
    for code in (*_CODE_SPAN.finditer(text), None):
        words = text[at : code.start() if code else None]
        tagged = tagged or any(map(_is_element, _TAG.finditer(words)))
        bare, at = bare + _without_tags(words) + (code[0] if code else ""), code.end() if code else at
    if tagged:
        message = "raw HTML was taken off its words"
        place = Place(file=str(aside.source), line=source[0][0])
        aside.findings.append(Finding(severity=Severity.INFO, code="raw-html", message=message, place=place))
    return bare


def _without_tags(text: str) -> str:
    text = re.sub(r"<br\s*/?>[ \t]*\n?", "  \n", text, flags=re.IGNORECASE)
    return _TAG.sub(
        lambda match: _INLINE_TAGS.get(match["name"].lower(), "") if _is_element(match) else f"&lt;{match[0][1:]}", text
    )


def _is_element(match: re.Match[str]) -> bool:
    """Say whether a tag is one of HTML's, and not a word in angle brackets such as ``<name>``."""
    return match["name"].lower() in _ELEMENTS


def _raw_html(text: str, source: tuple[Line, ...], aside: _Aside) -> Iterator[Piece]:
    """Read a block of raw HTML as a page is read."""
    from lxml import etree, html

    from pamphlet.manuscript.importers.webpage_blocks import Walk

    try:
        root = html.fragment_fromstring(text, create_parent="div")
    except (etree.ParserError, ValueError):
        aside.left_out.extend(
            LeftOut(line=line, text=words.strip(), why="raw HTML that cannot be read") for line, words in source
        )
        return
    walk = Walk(source=aside.source)
    start = source[0][0]
    for piece in walk.pieces(root):
        yield replace(piece, source=tuple((start + max(0, line - 1), words) for line, words in piece.source))
    aside.left_out.extend(replace(entry, line=start + max(0, entry.line - 1)) for entry in walk.left_out)
