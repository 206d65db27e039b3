"""Attribute lists: ``{.pull}``, ``{.sc}``, ``{credit="…" width="40%"}`` behind a word, a picture or a paragraph.

The notation is that of Python-Markdown's attr_list. It is read here because a
list must never swallow words: what is not a known class or key stays in the
text, with a finding.
"""

from __future__ import annotations

import re

from msgspec import Struct, field

CLASSES = ("end", "mirror", "pull", "sc", "sub", "sup")
KEYS = ("credit", "focus", "width")

_ITEM = r"""(?:[.\#][\w-]+|[\w-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{}]+))"""
_LIST = rf"\{{:?[ ]*(?P<items>{_ITEM}(?:[ ]+{_ITEM})*)[ ]*\}}"
_AT_START = re.compile(_LIST)
_LAST_LINE = re.compile(rf"\n[ ]*{_LIST}\s*\Z")
_ONLY_LINE = re.compile(rf"\A\s*{_LIST}\s*\Z")
_SPLIT = re.compile(_ITEM)


class Attributes(Struct, frozen=True, kw_only=True):
    """The classes and keys of one attribute list; ``unknown`` are those that mean nothing here."""

    classes: frozenset[str] = frozenset()
    keys: dict[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()


NONE = Attributes()


def take_leading(text: str) -> tuple[Attributes, str]:
    """Split an attribute list off the start of *text*, which follows an inline element."""
    return _take(text, _AT_START.match(text)) if text.startswith("{") else (NONE, text)


def take_trailing(text: str, *, whole: bool) -> tuple[Attributes, str]:
    """Split an attribute list off the end of *text*, where it stands on a line of its own.

    Args:
        text: the last text of a paragraph.
        whole: *text* is the whole paragraph, so that its first line is a line of its own too.
    """
    if not text.rstrip().endswith("}"):
        return NONE, text
    return _take(text, _LAST_LINE.search(text) or (_ONLY_LINE.match(text) if whole else None))


def _take(text: str, match: re.Match[str] | None) -> tuple[Attributes, str]:
    if match is None:
        return NONE, text
    attributes = _parse(match["items"])
    return attributes, text if attributes.unknown else text[: match.start()] + text[match.end() :]


def _parse(items: str) -> Attributes:
    classes: set[str] = set()
    keys: dict[str, str] = {}
    unknown: list[str] = []
    for item in _SPLIT.findall(items):
        name, equals, value = item.partition("=")
        if equals and name in KEYS:
            keys[name] = value.strip("\"'")
        elif name[1:] in CLASSES and name.startswith("."):
            classes.add(name[1:])
        else:
            unknown.append(name)
    return Attributes(classes=frozenset(classes), keys=keys, unknown=tuple(unknown))
