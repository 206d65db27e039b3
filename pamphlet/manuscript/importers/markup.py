"""Spans → Markdown that reads back as the same words.

Escapes follow Python-Markdown: a backslash before its own signs, an entity for
``<`` and ``&`` (which it does not let a backslash escape).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from pamphlet.manuscript.article import HARD_BREAK, Span

_SIGNS = re.compile(r"[\\`*]")
_BRACKETS = re.compile(r"[\[\]]")
# Brackets are words like others unless an address, a label or a note's sign makes a link of them.
# Attribute lists and notes that are not written are told by their text: an entity hides them.
_HIDDEN = re.compile(r"\{(?=:?\s*(?:[.#]|[\w-]+=))|(?<=\[)\^")
_LINK_LIKE = re.compile(r"\[\^|\]\s?[\[(:]|\]\Z|\[TOC\]")
# An underscore inside a word is no markup to Python-Markdown; anywhere else it may be.
_UNDERSCORE = re.compile(r"(?<!\w)_|_(?!\w)")
# A tag, or the angle that an address of the web or of mail stands in.
_TAG = re.compile(r"<(?=\S)")
_ENTITY = re.compile(r"&(?=#?\w+;)")
# What would make a paragraph something else: heading, list, quote, rule, setext line, definition, admonition, comment.
_OPENING_AT = re.compile(r"[-+#>!]|\d{1,9}(?=[.)](?:\s|\Z))")
_ADDRESS_KEPT = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
_SPACES = re.compile(r"[^\S\u00a0\u202f\u2007]+")


def tidy(text: str) -> str:
    """Return *text* on one line with single spaces, trimmed; no-break spaces inside stay."""
    return _SPACES.sub(" ", text).strip()


def escape(text: str, *, among_links: bool = False) -> str:
    """Return *text* so that Markdown reads it as plain words, in the middle of a line.

    Args:
        text: the words as they are.
        among_links: links or notes stand in the same paragraph, so that any bracket could be part of one.
    """
    brackets = among_links or _LINK_LIKE.search(text) is not None
    text = _SIGNS.sub(r"\\\g<0>", _ENTITY.sub("&amp;", text))
    text = _BRACKETS.sub(r"\\\g<0>", text) if brackets else text
    text = _HIDDEN.sub(lambda match: f"&#{ord(match[0])};", text)
    return _TAG.sub("&lt;", _UNDERSCORE.sub(r"\\_", text))


def guard_opening(line: str) -> str:
    """Return a block's first *line* so that it starts a paragraph and nothing else."""
    match = _OPENING_AT.match(line)
    if match is None:
        return f"&#58;{line[1:]}" if re.match(r":\s", line) else line
    start = match[0]
    return f"{start}\\{line[len(start) :]}" if start[0].isdigit() else f"\\{line}"


def inline(spans: Sequence[Span]) -> str:
    """Return *spans* as one line of Markdown; hard breaks become two spaces and a newline."""
    pieces: list[str] = []
    linked = any(span.link or span.note for span in spans)
    for span in _merged(spans):
        if span.note:
            pieces.append(f"[^{span.note}]")
            continue
        core = span.text.strip()
        if not core:
            pieces.append(span.text)
            continue
        start = span.text.index(core)
        before, after = span.text[:start], span.text[start + len(core) :]
        glued = bool(pieces) and not before and pieces[-1][-1:] in "*_`"
        pieces.extend(part for part in (before, _styled(core, span, glued=glued, linked=linked), after) if part)
    line = re.sub(f" *{HARD_BREAK} *", HARD_BREAK, "".join(pieces)).strip(f" {HARD_BREAK}")
    return line.replace(HARD_BREAK, "  \n")


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in spans:
        if span.note:
            merged.append(span)
            continue
        text = _SPACES.sub(lambda match: HARD_BREAK if HARD_BREAK in match[0] else " ", span.text)
        if not text:
            continue
        if merged and not merged[-1].note and _style(merged[-1]) == _style(span):
            text = merged.pop().text + text
        merged.append(replace(span, text=text))
    return merged


def _style(span: Span) -> tuple[object, ...]:
    return (span.emphasis, span.strong, span.code, span.superscript, span.subscript, span.small_caps, span.link)


def _styled(core: str, span: Span, *, glued: bool, linked: bool) -> str:
    """Return *core* with its marks; *glued* to a mark before it, it goes without rather than confuse the reader."""
    text = _code(core) if span.code and not glued else escape(core, among_links=linked)
    if HARD_BREAK in core:
        # Marks do not reach over a hard break in every reader: each line gets its own.
        return HARD_BREAK.join(
            _styled(part.strip(), span, glued=glued, linked=linked) for part in core.split(HARD_BREAK) if part.strip()
        )
    if not glued:
        stars = "*" * (span.emphasis + 2 * span.strong)
        if span.superscript or span.subscript:
            tag = "sup" if span.superscript else "sub"
            text = f"<{tag}>{text}</{tag}>"
        text = f"{stars}{text}{stars}"
        if span.small_caps and not stars and not span.code:
            text = f"*{text}*{{.sc}}"
    if span.link and _ADDRESS_KEPT.match(span.link):
        return f"[{text}](<{_address(span.link)}>)"
    return text


def _code(text: str) -> str:
    """Return *text* between backticks, more of them than it holds in a row."""
    text = text.replace(HARD_BREAK, " ")
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    space = " " * (text.startswith("`") or text.endswith("`"))
    return f"{fence}{space}{text}{space}{fence}"


def _address(link: str) -> str:
    return re.sub(r"[\s<>\\]", lambda match: f"%{ord(match[0]):02X}" if ord(match[0]) < 128 else "", link.strip())


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return *rows* of inline Markdown as a pipe table; the first row is its head."""
    width = max(len(row) for row in rows)
    filled = [
        [re.sub(r"\s*\n\s*", " ", cell).replace("|", "\\|") for cell in row] + [""] * (width - len(row)) for row in rows
    ]
    lines = ["| " + " | ".join(row) + " |" for row in filled]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def quote(blocks: Iterable[str]) -> str:
    """Return Markdown *blocks* as one block quote."""
    return "\n".join(f"> {line}".rstrip() for line in "\n\n".join(blocks).split("\n"))


def list_items(items: Sequence[Sequence[str]], *, ordered: bool = False, start: int = 1) -> str:
    """Return items, each a sequence of Markdown blocks, as one list; inner blocks are indented by four."""
    lines: list[str] = []
    loose = any(len(item) > 1 and not _is_list(item[1]) for item in items)
    for number, item in enumerate(items, start):
        marker = f"{number}." if ordered else "-"
        blocks = list(item) or [""]
        text = ("\n\n" if loose else "\n").join(blocks)
        indented = re.sub(r"\n(?=[^\n])", "\n    ", text)
        lines.append(f"{marker:<4}{indented}" if len(marker) < 4 else f"{marker} {indented}")
    return ("\n\n" if loose else "\n").join(lines)


def _is_list(block: str) -> bool:
    return re.match(r"-   |\d+\. ", block) is not None
