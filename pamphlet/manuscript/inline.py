"""The inside of one paragraph: Python-Markdown's inline elements → spans.

Styles nest: emphasis inside emphasis stands upright again, as it is set by
hand. Raw HTML that means what a span can say (``<sup>``, ``<br>``, ``&nbsp;``)
is taken; of any other tag the text is kept and the tag reported.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.errors import BadInput, Place, Severity, nearest
from pamphlet.manuscript.article import HARD_BREAK, Span
from pamphlet.manuscript.attributes import CLASSES, KEYS, NONE, Attributes, take_leading
from pamphlet.manuscript.source import forbidden_character

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Report = Callable[[Severity, str, str, str], None]
"""Takes the severity, code, message and hint of a finding; its caller knows the place."""

# Python-Markdown's own placeholders, between STX and ETX: raw HTML by number, an ampersand of its own making.
_PLACEHOLDER = re.compile("\x02(?:wzxhzdk:(\\d+)|amp)\x03")
_AMPERSAND = "\x02amp\x03"
_SPACES = re.compile(r"[ \t\n]+")
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?=[\s/>])")
_MISSING_NOTE = re.compile(r"\[\^([^\]\s]+)\]")
_LINK = re.compile(r"(?:https?|mailto|tel|ftp|sms|geo):", re.IGNORECASE)
_STYLE_TAGS = {
    "em": "emphasis",
    "i": "emphasis",
    "strong": "strong",
    "b": "strong",
    "code": "code",
    "sup": "superscript",
    "sub": "subscript",
}
_CLASS_STYLES = {"sc": "small_caps", "sup": "superscript", "sub": "subscript"}
_DEAD_TAGS = frozenset({"script", "style", "iframe", "object", "embed", "img", "video", "audio", "svg"})
_INLINE_NAMES = (
    "a abbr acronym b bdi bdo big button cite code data del dfn em font i input ins kbd label map mark nobr q rb rp rt "
    "ruby s samp select small span strike strong sub sup textarea time tt u var wbr"
)
_INLINE_TAGS = frozenset(_INLINE_NAMES.split())


class InlineImage(Struct, frozen=True, kw_only=True):
    """An image as the source names it; ``attributes`` holds its credit and focus."""

    src: str
    alt: str
    caption: str
    attributes: Attributes = NONE


PLAIN = Span(text="")
"""A style is a span without text."""


class InlineText:
    """Spans in the making, and the images that stood among them."""

    def __init__(self) -> None:
        self.images: list[InlineImage] = []
        self._styles: list[Span] = []
        self._texts: list[str] = []

    def add(self, text: str, style: Span) -> None:
        """Add *text* in *style*, with single spaces, merged with the last span where the style is the same."""
        text = _SPACES.sub(" ", text)
        if text.startswith(" ") and self._ends_open():
            text = text[1:]
        if not text:
            return
        if self._styles and self._styles[-1] == style:
            self._texts[-1] += text
        else:
            self._styles.append(style)
            self._texts.append(text)

    def call(self, label: str) -> None:
        """Add the call of a note, close to the word before it whether or not a space was typed."""
        self._trim(" ")
        self._styles.append(Span(text="", note=label))
        self._texts.append("")

    def break_line(self, style: Span) -> None:
        """End the line by hand."""
        self._trim(" ")
        self.add(HARD_BREAK, style)

    def spans(self) -> tuple[Span, ...]:
        """Return the finished spans, without space or line break at either end."""
        self._trim(" " + HARD_BREAK)
        if self._texts:
            self._texts[0] = self._texts[0].lstrip(HARD_BREAK)
        pairs = zip(self._styles, self._texts, strict=True)
        return tuple(replace(style, text=text) for style, text in pairs if text or style.note)

    def _ends_open(self) -> bool:
        """Say whether no space is wanted here: at the start, after a space or after a line break."""
        if self._styles and self._styles[-1].note:
            return False
        last = next((text for text in reversed(self._texts) if text), " ")
        return last.endswith((" ", HARD_BREAK))

    def _trim(self, characters: str) -> None:
        while self._texts and not self._styles[-1].note:
            self._texts[-1] = self._texts[-1].rstrip(characters)
            if self._texts[-1]:
                return
            self._texts.pop()
            self._styles.pop()


class InlineReader:
    """Reads the inline elements of one block.

    Args:
        stash: the raw HTML that Python-Markdown has set aside, by number.
        blocks: the names of HTML's block elements.
        report: where findings go.
        place: where the block stands.
    """

    def __init__(self, stash: Sequence[object], blocks: frozenset[str], report: Report, place: Place) -> None:
        self._stash = stash
        self._blocks = blocks
        self._report = report
        self._place = place
        self._out = InlineText()
        self._raw = PLAIN
        self.calls: list[str] = []
        self.links: set[str] = set()

    def read(self, element: Element) -> InlineText:
        """Read the whole inside of *element*."""
        self._inside(element, PLAIN)
        return self._out

    def attribute(self, value: str | None) -> str:
        """Return the value of an attribute with its entities resolved."""
        text = _PLACEHOLDER.sub(lambda match: "&" if match[1] is None else self._stashed(match[1]), value or "")
        return html.unescape(text)

    def _inside(self, element: Element, style: Span) -> None:
        self._text(element.text or "", style)
        for child in element:
            attributes, tail = take_leading(child.tail or "")
            self.report_unknown(attributes)
            self._child(child, style, NONE if attributes.unknown else attributes)
            self._text(tail, style)

    def _child(self, child: Element, style: Span, attributes: Attributes) -> None:
        tag = str(child.tag)
        if tag == "br":
            self._out.break_line(self._styled(style))
        elif tag == "img":
            self._image(child, attributes)
        elif tag == "sup" and len(child) and child[0].get("class") == "footnote-ref":
            self._note((child[0].get("href") or "").removeprefix("#fn:"))
        elif tag == "a":
            self._link(child, _with_classes(style, attributes))
        elif tag == "code":
            # Python-Markdown has escaped code for HTML already.
            self._out.add(html.unescape(child.text or ""), self._styled(replace(style, code=True)))
        else:
            self._inside(child, _nested(style, tag, attributes))

    def _note(self, label: str) -> None:
        self.calls.append(label)
        self._out.call(label)

    def _link(self, child: Element, style: Span) -> None:
        href = child.get("href") or ""
        # Python-Markdown writes mail addresses as numbered entities.
        if _AMPERSAND in href:
            child.text = html.unescape((child.text or "").replace(_AMPERSAND, "&"))
        target = self.attribute(href)
        self.links.add(href)
        if not _LINK.match(target):
            self._report(
                Severity.WARNING,
                "link-dropped",
                f"the link to {target[:60]!r} leads nowhere from paper; its text is kept",
                "write the whole address, as in https://example.org/page",
            )
            target = ""
        self._inside(child, replace(style, link=target))

    def _image(self, child: Element, attributes: Attributes) -> None:
        self.links.add(child.get("src") or "")
        self._out.images.append(
            InlineImage(
                src=self.attribute(child.get("src")),
                alt=self.attribute(child.get("alt")),
                caption=self.attribute(child.get("title")),
                attributes=replace(
                    attributes, keys={key: self.attribute(said) for key, said in attributes.keys.items()}
                ),
            )
        )

    def _text(self, text: str, style: Span) -> None:
        if "[^" in text:
            self._missing_notes(text)
        at = 0
        if "\x02" in text:
            for match in _PLACEHOLDER.finditer(text):
                self._out.add(text[at : match.start()], self._styled(style))
                at = match.end()
                self._raw_html("&" if match[1] is None else self._stashed(match[1]), style)
        self._out.add(text[at:], self._styled(style))

    def _missing_notes(self, text: str) -> None:
        for label in _MISSING_NOTE.findall(text):
            self._report(
                Severity.ERROR,
                "note-missing",
                f"the note [^{label}] is called, but not written",
                f"write it below, as a paragraph that starts with [^{label}]:",
            )

    def _stashed(self, number: str) -> str:
        index = int(number)
        return str(self._stash[index]) if index < len(self._stash) else ""

    def _styled(self, style: Span) -> Span:
        """Return *style* with what open raw tags add to it."""
        raw = self._raw
        if raw is PLAIN:
            return style
        return replace(
            style,
            emphasis=style.emphasis != raw.emphasis,
            strong=style.strong or raw.strong,
            code=style.code or raw.code,
            superscript=style.superscript or raw.superscript,
            subscript=style.subscript or raw.subscript,
        )

    def _raw_html(self, raw: str, style: Span) -> None:
        tag = _TAG.match(raw)
        if raw.startswith("&"):
            self._entity(raw, style)
        elif raw.startswith("<!--"):
            return  # A comment is the author's own note, not text.
        elif tag is None:
            self._out.add(raw, self._styled(style))
            self._tell_unused(raw, "is kept as text")
        elif tag["name"].lower() == "br":
            self._out.break_line(self._styled(style))
        elif tag["name"].lower() in _STYLE_TAGS:
            raw_style = _switched(self._raw, _STYLE_TAGS[tag["name"].lower()], not tag["end"])
            self._raw = PLAIN if raw_style == PLAIN else raw_style
        elif not tag["end"]:
            self._foreign_tag(raw, tag["name"].lower(), style)
        elif not self._is_html(tag["name"].lower()):
            self._out.add(raw, self._styled(style))

    def _entity(self, raw: str, style: Span) -> None:
        text = html.unescape(raw)
        if not text or forbidden_character(text):
            message = f"{raw} stands for a character that cannot be printed"
            raise BadInput("control-character", message, place=self._place, hint="remove it")
        self._out.add(text, self._styled(style))

    def _foreign_tag(self, raw: str, name: str, style: Span) -> None:
        if name in _DEAD_TAGS:
            cure = "write pictures as ![what it shows](file.jpg)" if name in ("img", "svg") else "remove it"
            self._report(Severity.ERROR, "raw-html", f"a leaflet cannot show <{name}>", cure)
        elif self._is_html(name):
            self._tell_unused(f"<{name}>", "is left out; the text inside is kept")
        else:
            self._out.add(raw, self._styled(style))
            self._tell_unused(raw, "is kept as text")

    def _is_html(self, name: str) -> bool:
        return name in self._blocks or name in _INLINE_TAGS or name in _DEAD_TAGS or name in _STYLE_TAGS

    def _tell_unused(self, raw: str, fate: str) -> None:
        self._report(Severity.WARNING, "raw-html", f"the raw HTML {raw[:60]} {fate}", "say it in Markdown")

    def report_unknown(self, attributes: Attributes) -> None:
        """Report the classes and keys that mean nothing here."""
        known = [*(f".{name}" for name in CLASSES), *KEYS]
        for name in attributes.unknown:
            message = f"the mark {name} is not known; it stays in the text"
            self._report(Severity.WARNING, "unknown-mark", message, nearest(name, known))


def _nested(style: Span, tag: str, attributes: Attributes) -> Span:
    """Return *style* inside an element; a class on emphasis takes the place of the slope."""
    marked = _with_classes(style, attributes)
    if tag == "em":
        return marked if marked != style else replace(style, emphasis=not style.emphasis)
    if tag == "strong":
        return replace(marked, strong=True)
    return marked


def _with_classes(style: Span, attributes: Attributes) -> Span:
    for name in attributes.classes & _CLASS_STYLES.keys():
        style = _switched(style, _CLASS_STYLES[name], True)
    return style


def _switched(style: Span, name: str, on: bool) -> Span:
    if name == "emphasis":
        return replace(style, emphasis=on)
    if name == "strong":
        return replace(style, strong=on)
    if name == "code":
        return replace(style, code=on)
    if name == "small_caps":
        return replace(style, small_caps=on)
    if name == "superscript":
        return replace(style, superscript=on)
    return replace(style, subscript=on)
