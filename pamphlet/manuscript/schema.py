"""Keys and values as a file gave them → a typed struct, or an error that names key, file and line.

Front matter and ``leaflet.toml`` are checked by the same rules. The struct
is the only place where a key, its type and its default are written down.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Mapping
from enum import Enum
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar

from msgspec import Struct, field
from msgspec.structs import fields

from pamphlet.errors import BadInput, Place, nearest

T = TypeVar("T")
KeyPath = tuple[str | int, ...]

_NOTHING: Mapping[Any, Any] = MappingProxyType({})

ANY = "..."
"""What stands in the path of a :class:`Misfit` for a key that is not told."""

_MISMATCH = re.compile(r"Expected `(?P<wanted>[^`]+)`, got `(?P<found>[^`]+)`(?: - at `(?P<path>[^`]+)`)?")
_AT = re.compile(r" - at `(?P<path>[^`]+)`\Z")
_KINDS = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "a table of keys",
    "null": "nothing",
}

_TO_QUOTE = re.compile(r"""[][{},:#&*!|>'"%@`\n]|^[-?]""")
"""What may not stand bare in a list or a table of YAML."""
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_MAIN_KEYS = ("file", "url")
"""What is meant where a text stands for a whole table."""


class Keyed(Struct, frozen=True, kw_only=True):
    """Values read from a file, and the line that each key stands on.

    Attributes:
        lines: by the path of the key, as in ``("photo", "focus", 1)``.
    """

    file: str
    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[KeyPath, int] = field(default_factory=dict)

    def place(self, *path: str | int) -> Place:
        """Return where the key at *path* stands, or the nearest key above it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return Place(file=self.file, line=self.lines[path[:length]])
        return Place(file=self.file)


def convert(keyed: Keyed, kind: type[T], *, text_only: bool = False) -> T:
    """Make a *kind* (a struct) of the values, every key known and every type right.

    A field whose key in the file has another name says so (``msgspec.field(name=...)``).

    Args:
        keyed: the values and their lines.
        kind: the struct to make.
        text_only: scalars came as text (front matter): numbers are read from it where a number is wanted.

    Raises:
        BadInput: an unknown key, with the nearest known one, or a value of the wrong type.
    """
    import msgspec

    if unknown := unknown_key(keyed.values, kind):
        path, known = unknown
        message = f"unknown key {dotted(path)!r}"
        raise BadInput("unknown-key", message, place=keyed.place(*path), hint=nearest(str(path[-1]), known))
    try:
        return msgspec.convert(keyed.values, kind, strict=not text_only)
    except msgspec.ValidationError as error:
        raise _wrong_type(keyed, misfit(str(error)), kind, text_only=text_only) from error


class Misfit(Struct, frozen=True, kw_only=True):
    """What msgspec says of a value that does not fit.

    Attributes:
        text: all of it, without the place. path: of the value; ``ANY`` stands for a key of a table.
        wanted, found: kinds of values in words, empty where the fault is another.
    """

    text: str
    path: KeyPath
    wanted: str
    found: str


def misfit(message: str) -> Misfit:
    """Take a message of msgspec apart.

    Example:
        >>> misfit("Expected `float | null`, got `str` - at `$.photo.focus[1]`").path
        ('photo', 'focus', 1)
    """
    at, match = _AT.search(message), _MISMATCH.match(message)
    text = _AT.sub("", message)
    return Misfit(
        text=text[:1].lower() + text[1:],
        path=_key_path(at["path"]) if at else (),
        wanted=_in_words(match["wanted"]) if match else "",
        found=_in_words(match["found"]) if match else "",
    )


def _in_words(kinds: str) -> str:
    # A key that may be left out is "array | null" to msgspec; who writes it must write a list.
    return " or ".join(_KINDS.get(kind, kind) for kind in kinds.removesuffix(" | null").split(" | "))


def _file_keys(kind: Any) -> dict[str, str]:
    """Return the key in the file for each field of *kind*."""
    return {entry.name: entry.encode_name for entry in fields(kind)}


@cache
def _types(kind: Any) -> dict[str, Any]:
    """Return the type of each key in the file of *kind*; asked again for every article."""
    types = typing.get_type_hints(kind)
    return {key: types[name] for name, key in _file_keys(kind).items()}


def unknown_key(
    values: object, kind: Any, instead: Mapping[Any, Any] = _NOTHING, above: KeyPath = ()
) -> tuple[KeyPath, list[str]] | None:
    """Return the way to the first key among *values* that *kind* does not have, and the keys that it has there.

    Args:
        instead: for types that a file writes otherwise, what it writes.
        above: the way to *values*.
    """
    if isinstance(values, dict):
        struct = _struct(instead.get(kind, kind))
        for key, value in values.items():
            if struct is not None and key not in _types(struct):
                return (*above, key), sorted(_types(struct))
            if found := unknown_key(value, _inside(kind, key, instead), instead, (*above, key)):
                return found
    elif isinstance(values, list):
        for number, value in enumerate(values):
            if found := unknown_key(value, _inside(kind, number, instead), instead, (*above, number)):
                return found
    return None


def names_at(kind: Any, path: KeyPath, instead: Mapping[Any, Any] = _NOTHING) -> tuple[str, ...]:
    """Return the names that can stand at *path* of a *kind*; none where any text can."""
    for key in path:
        kind = _inside(kind, key, instead)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return tuple(str(each.value) for each in kind)
    return tuple(map(str, typing.get_args(kind))) if typing.get_origin(kind) is typing.Literal else ()


def _inside(kind: Any, key: str | int, instead: Mapping[Any, Any]) -> Any:
    """Return the type of what stands under *key* in a *kind*; None where nothing is known of it."""
    kind = instead.get(kind, kind)
    inner = typing.get_args(kind) or (None,)
    if isinstance(key, int):
        return inner[0]
    struct = _struct(kind)
    return inner[-1] if struct is None else _types(struct).get(key)


def _struct(kind: Any) -> type[Struct] | None:
    """Return the struct that *kind* is, or may be among others; None for a table of keys that anybody names."""
    if typing.get_origin(kind) is dict:
        return None
    kinds = (kind, *typing.get_args(kind))
    return next((each for each in kinds if isinstance(each, type) and issubclass(each, Struct)), None)


def dotted(path: KeyPath) -> str:
    """Return *path* as a message says it: places in a list are counted from 1."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)


def _wrong_type(keyed: Keyed, told: Misfit, kind: type, *, text_only: bool) -> BadInput:
    keys = _file_keys(kind)
    path = (keys.get(str(told.path[0]), told.path[0]), *told.path[1:]) if told.path else ()
    name = dotted(path) or "the file"
    place = keyed.place(*path)
    if not told.wanted:
        return BadInput("wrong-value", f"{name}: {told.text}", place=place)
    hint = _as_wanted(keyed, told, _types(kind).get(str(path[0])), text_only=text_only) if len(path) == 1 else ""
    return BadInput("wrong-type", f"{name} must be {told.wanted}, but {told.found} was found", place=place, hint=hint)


def _as_wanted(keyed: Keyed, told: Misfit, kind: Any, *, text_only: bool) -> str:
    """Return how the text at a key of the file would be written as the list or the table that is wanted there."""
    key = str(told.path[0])
    value = keyed.values.get(key)
    if not isinstance(value, str):
        return ""
    written = value if text_only and not _TO_QUOTE.search(value) else quoted(value)
    if told.wanted == _KINDS["array"]:
        return f"{key}: [{written}]" if text_only else f"{key} = [{written}]"
    if text_only and isinstance(kind, type) and issubclass(kind, Struct):
        names = list(_types(kind))
        return f"{key}: {{{next((name for name in _MAIN_KEYS if name in names), names[0])}: {written}}}"
    return without_quotes(key, value) if told.wanted in (_KINDS["int"], _KINDS["float"]) else ""


def quoted(value: object) -> str:
    """Return *value* as it may be written in TOML and in YAML."""
    import json

    return json.dumps(value, ensure_ascii=False, default=str)


def without_quotes(key: str, value: object) -> str:
    """Return how a number that was written as text is written; empty where *value* is none."""
    return f"without quotes: {key} = {value}" if isinstance(value, str) and _NUMBER.fullmatch(value) else ""


def _key_path(path: str) -> KeyPath:
    parts = re.findall(r"\.([^.\[\]]+)|\[(\d+|\.\.\.)\]", path)
    return tuple(name if name else (int(index) if index.isdigit() else index) for name, index in parts)
