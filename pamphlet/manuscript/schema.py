"""Keys and values as a file gave them → a typed struct, or an error that names key, file and line.

Front matter and ``leaflet.toml`` are checked by the same rules. The struct
is the only place where a key, its type and its default are written down.
"""

from __future__ import annotations

import re
import typing
from functools import cache
from typing import Any, TypeVar

from msgspec import Struct, field
from msgspec.structs import fields

from pamphlet.errors import BadInput, Place, nearest

T = TypeVar("T")
KeyPath = tuple[str | int, ...]

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

    _refuse_unknown(keyed, keyed.values, kind, ())
    try:
        return msgspec.convert(keyed.values, kind, strict=not text_only)
    except msgspec.ValidationError as error:
        raise _wrong_type(keyed, str(error), _file_keys(kind)) from error


def _file_keys(kind: Any) -> dict[str, str]:
    """Return the key in the file for each field of *kind*."""
    return {entry.name: entry.encode_name for entry in fields(kind)}


@cache
def _types(kind: Any) -> dict[str, Any]:
    """Return the type of each key in the file of *kind*; asked again for every article."""
    types = typing.get_type_hints(kind)
    return {key: types[name] for name, key in _file_keys(kind).items()}


def _refuse_unknown(keyed: Keyed, values: dict[str, Any], kind: type, above: KeyPath) -> None:
    types = _types(kind)
    for key, value in values.items():
        path = (*above, key)
        if key not in types:
            name = ".".join(str(part) for part in path)
            message = f"unknown key {name!r}"
            raise BadInput("unknown-key", message, place=keyed.place(*path), hint=nearest(str(key), types))
        inner = types[key]
        if isinstance(inner, type) and issubclass(inner, Struct) and isinstance(value, dict):
            _refuse_unknown(keyed, value, inner, path)


def _wrong_type(keyed: Keyed, message: str, keys: dict[str, str]) -> BadInput:
    at = _AT.search(message)
    path = _key_path(at["path"]) if at else ()
    path = (keys.get(str(path[0]), path[0]), *path[1:]) if path else path
    name = ".".join(str(part) if isinstance(part, str) else str(part + 1) for part in path) or "the file"
    match = _MISMATCH.match(message)
    if match is None:
        text = _AT.sub("", message)
        return BadInput("wrong-value", f"{name}: {text[:1].lower()}{text[1:]}", place=keyed.place(*path))
    # A key that may be left out is "array | null" to msgspec; who writes it must write a list.
    kinds = (match[part].removesuffix(" | null") for part in ("wanted", "found"))
    wanted, found = (_KINDS.get(kind, kind) for kind in kinds)
    return BadInput("wrong-type", f"{name} must be {wanted}, but {found} was found", place=keyed.place(*path))


def _key_path(path: str) -> KeyPath:
    parts = re.findall(r"\.([^.\[\]]+)|\[(\d+|\.\.\.)\]", path)
    return tuple(name if name else (int(index) if index.isdigit() else 0) for name, index in parts)
