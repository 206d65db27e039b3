"""HTML → pieces: the article found among menus and boxes, everything else accounted for."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree, html

from pamphlet.errors import BadInput, Place
from pamphlet.manuscript.importers.byline import read_byline
from pamphlet.manuscript.importers.dates import find_date
from pamphlet.manuscript.importers.markup import tidy
from pamphlet.manuscript.importers.piece import Piece, Reading, Role
from pamphlet.manuscript.importers.report import LeftOut
from pamphlet.manuscript.importers.webpage_blocks import SILENT, Element, Walk, find_notes, fragments

DEEPEST = 200
"""Elements inside each other; pages made by hand or machine stay under 60."""

SHORTEST_PARAGRAPH = 12
"""In words; shorter is a label or a link."""

_BODY_CLASSES = (
    "entry-content post-content article-content article-body article__body post-body story-body "
    "content__article-body td-post-content e-content article-text single-content "
)
_BODIES = (
    ".//*[contains(concat(' ', @itemprop, ' '), ' articleBody ')]",
    ".//*[{}]".format(" or ".join(f"contains(concat(' ', @class, ' '), ' {name} ')" for name in _BODY_CLASSES.split())),
    ".//article",
    ".//main | .//*[@role='main']",
)
_BOX_CLASSES = (
    "share shares sharing sharedaddy social related relatedposts comments respond commentform sidebar "
    "newsletter subscribe subscription signup cookie cookies consent gdpr breadcrumb breadcrumbs nav "
    "navigation navbar menu widget promo advert advertisement ads ad tags pagination pager authorbox "
    "popup modal recommended trending donate skip toolbar masthead sharethis addtoany jp toc hatnote editsection "
    "navbox noprint sitesub"
)
_BOX_WORDS = frozenset(_BOX_CLASSES.split())
_BOX_NAMES = re.compile(
    r"tag-links|cat-links|post-navigation|author-(?:box|bio|info)|screen-reader|comment-(?:respond|form|"
    r"list)|read-?more|also-like"
)
_BOX_TAGS = frozenset(["aside", "footer", "nav"])
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DIVIDER = re.compile(r"\s+[|–—»«·-]\s+")
"""Between the headline and the site's name, in the browser's title."""
_NO_AUTHOR = frozenset(["admin", "administrator", "editor", "staff", "webmaster", "wordpress"])


def read_webpage(text: str, source: Path) -> Reading:
    """Find the article in the HTML *text* and part it into pieces.

    Raises:
        BadInput: it is not HTML, or nested deeper than any page.
    """
    root = _parse(text, source)
    body = _article_body(root)
    title = _title_element(root, body)
    top = _common_ancestor(title, body) if title is not None else body
    boxes = _boxes(root, top, title, body)
    notes, calls = find_notes(body, boxes)
    walk = Walk(
        source=source,
        base=_base(root),
        title=title,
        boxes=boxes,
        notes=notes,
        calls=calls,
    )
    pieces = [piece for piece in walk.pieces(top) if piece.text or piece.picture or piece.markdown]
    pieces, above = _below_title(pieces)
    outside = [*_outside(top), *above]
    given, named = _given(root, title)
    return Reading(
        pieces=tuple(pieces),
        explicit=True,
        given=given,
        said=" ".join(entry.text for entry in fragments(root, "", skip=calls)),
        left_out=(*named, *outside, *walk.left_out),
    )


def _below_title(pieces: list[Piece]) -> tuple[list[Piece], list[LeftOut]]:
    """Leave out short lines above the title that are no kicker: menus that no tag or class tells."""
    at = next((at for at, piece in enumerate(pieces) if piece.role is Role.TITLE), 0)
    if not any(piece.words >= SHORTEST_PARAGRAPH for piece in pieces[at + 1 :]):
        return pieces, []
    menus = [piece for piece in pieces[:at] if piece.role is Role.UNKNOWN and piece.words < SHORTEST_PARAGRAPH]
    kept = [piece for piece in pieces if not any(piece is menu for menu in menus)]
    return kept, [entry for menu in menus for entry in menu.left_out("above the title")]


def _parse(text: str, source: Path) -> Element:
    place = Place(file=str(source))
    text = re.sub(r"\A\s*<\?xml[^>]*\?>", "", text)
    try:
        parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True, no_network=True)
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise BadInput("not-html", f"the source is not HTML: {error}", place=place) from None
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    if deepest > DEEPEST:
        message = f"the page's elements are nested {deepest} deep; {DEEPEST} are read"
        raise BadInput("nested-too-deep", message, place=place, hint="save the article as plain text")
    _part_labels(root)
    return root


def _part_labels(root: Element) -> None:
    """Put a space between labels that nothing but the page's style keeps apart, as in a name and a date in spans.

    They begin with a capital or a figure behind a small letter or a figure: no part of one word does.
    """
    for element in root.iter("span", "a", "time"):
        before = element.getprevious()
        if before is None or before.tail or before.tag not in ("span", "a", "time"):
            continue
        end, start = before.text_content()[-1:], element.text_content()[:1]
        if (end.islower() and (start.isupper() or start.isdigit())) or (end.isdigit() and start.isupper()):
            before.tail = " "


def _words(element: Element) -> int:
    return len(element.text_content().split())


def _article_body(root: Element) -> Element:
    page = root.find("body") if root.find("body") is not None else root
    for path in _BODIES:
        found = [element for element in page.xpath(path) if _words(element) >= 20]
        if found:
            return max(found, key=_words)
    return _densest(page)


def _densest(page: Element) -> Element:
    """Return the element whose paragraphs hold the most words, its children's half counted to it too."""
    scores: dict[Element, float] = {}
    for paragraph in page.iter("p", "blockquote", "li", "pre"):
        words = _words(paragraph)
        parent = paragraph.getparent()
        # Lists of links are menus.
        linked = sum(_words(link) for link in paragraph.iter("a"))
        if words < SHORTEST_PARAGRAPH or parent is None or linked > words / 2:
            continue
        scores[parent] = scores.get(parent, 0) + words
        if (above := parent.getparent()) is not None:
            scores[above] = scores.get(above, 0) + words / 2
    best = max(scores, key=lambda element: scores[element], default=page)
    # Half the page's words or nothing: a page without paragraphs is taken whole.
    return best if best is page or _words(best) * 2 >= scores.get(best, 0) > 0 else page


def _title_element(root: Element, body: Element) -> Element | None:
    if (told := _told_apart(root)) is not None:
        return told
    marked = root.xpath(
        "//*[contains(@itemprop, 'headline') or contains(concat(' ', @class, ' '), ' entry-title ')"
        " or contains(concat(' ', @class, ' '), ' MsoTitle ')]"
    )
    inside = [
        each for each in (*body.iter("h1"), *marked) if tidy(each.text_content()) and body in each.iterancestors()
    ]
    if inside:
        return inside[0]
    ones = [
        each
        for each in (*marked, *root.iter("h1"))
        if tidy(each.text_content()) and each.tag in ("h1", "h2", "div", "p")
    ]
    order = {element: number for number, element in enumerate(root.iter())}
    before = [each for each in ones if order[each] < order[body]]
    page = tidy(root.findtext(".//title") or "").casefold()
    named = [each for each in before if tidy(each.text_content()).casefold() in page]
    if named or before:
        return (named or before)[-1]
    first = next((element for element in body.iter("h2", "h3") if tidy(element.text_content())), None)
    return first


def _told_apart(root: Element) -> Element | None:
    """Return the headline where the browser's title names two headings above the text: the site's and, last, it."""
    parts = {part.casefold() for part in _DIVIDER.split(tidy(root.findtext(".//title") or ""))}
    found: list[Element] = []
    for element in root.iter("h1", "h2", "h3", "p"):
        text = tidy(element.text_content()).casefold()
        if element.tag == "p" and len(text.split()) >= SHORTEST_PARAGRAPH:
            break
        if element.tag != "p" and text in parts:
            found.append(element)
    return found[-1] if len({tidy(element.text_content()).casefold() for element in found}) > 1 else None


def _common_ancestor(one: Element, other: Element) -> Element:
    above = {one, *one.iterancestors()}
    return next(each for each in (other, *other.iterancestors()) if each in above)


def _boxes(root: Element, top: Element, title: Element | None, body: Element) -> dict[Element, str]:
    """Mark what is no part of the article: above the title, below the text, boxes by tag, class or hiding."""
    keep = {body, *body.iterancestors()} | ({title, *title.iterancestors()} if title is not None else set())
    order = {element: number for number, element in enumerate(root.iter())}
    inside = set(body.iter())
    last = max(order[element] for element in inside)
    total = _words(body)
    boxes: dict[Element, str] = {}
    for element in top.iter():
        if element in keep or not isinstance(element.tag, str) or element.tag in SILENT:
            continue
        if element not in inside and order[element] > last:
            boxes[element] = "below the article"
        elif element not in inside and title is not None and order[element] < order[title] and not _is_head(element):
            boxes[element] = "above the title"
        elif why := _why_box(element, total):
            boxes[element] = why
    return boxes


def _is_head(element: Element) -> bool:
    return re.search(r"kicker|eyebrow|overline", (element.get("class") or "").lower()) is not None


def _why_box(element: Element, total: int) -> str:
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    if "hidden" in element.attrib or _HIDDEN.search(element.get("style") or ""):
        return "hidden on the page"
    box = element.tag in _BOX_TAGS
    tokens = set(re.split(r"[-_\s]+", names))
    if element.tag == "footer" and element.getparent() is not None and element.getparent().tag == "blockquote":
        return ""
    if not box and not tokens & _BOX_WORDS and not _BOX_NAMES.search(names):
        return ""
    # A class such as "content-widget" may well wrap the article itself.
    if _words(element) > 0.3 * total and not box:
        return ""
    return f"{element.tag if box else 'box of the page'}" + (f" ({names.strip()[:40]})" if names.strip() else "")


def _outside(top: Element) -> list[LeftOut]:
    """Account for the page's words outside *top*."""
    left: list[LeftOut] = []
    above = list(top.iterancestors())
    for parent in reversed(above):
        children = [child for child in parent if parent.tag != "html" or child.tag == "body"]
        if parent.tag != "html" and tidy(parent.text or ""):
            left.append(LeftOut(line=parent.sourceline or 0, text=tidy(parent.text or ""), why="outside the article"))
        for child in children:
            if child is not top and child not in above:
                left.extend(fragments(child, "outside the article"))
            if tidy(child.tail or ""):
                left.append(LeftOut(line=child.sourceline or 0, text=tidy(child.tail or ""), why="outside the article"))
    return left


def _base(root: Element) -> str:
    for path in (".//base/@href", ".//link[@rel='canonical']/@href", ".//meta[@property='og:url']/@content"):
        for address in root.xpath(path):
            if re.match(r"https?://", str(address)):
                return str(address)
    return ""


def _meta(root: Element, *names: str) -> str:
    for name in names:
        for value in root.xpath(".//meta[@name=$name or @property=$name]/@content", name=name):
            if tidy(str(value)):
                return tidy(str(value))
    return ""


def _given(root: Element, title: Element | None) -> tuple[dict[str, object], list[LeftOut]]:
    """Return what the page's head states, and its name where that is not the title."""
    given: dict[str, object] = {
        "lang": root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    }
    author = _meta(root, "author", "article:author", "dc.creator", "DC.creator")
    if author and author.lower() not in _NO_AUTHOR and read_byline(f"by {author}"):
        given["author"] = author
    date, _ = find_date(_meta(root, "article:published_time", "date", "dc.date", "DC.date", "datePublished"))
    if date:
        given["date"] = date
    name = tidy(root.findtext(".//title") or "")
    if title is None and name:
        # "Title | Site": the longest part is the title's.
        given["title"] = max(_DIVIDER.split(name), key=len)
    said = tidy(title.text_content()) if title is not None else given.get("title")
    left = [] if not name or name == said else [LeftOut(line=1, text=name, why="name of the page in the browser")]
    return given, left
