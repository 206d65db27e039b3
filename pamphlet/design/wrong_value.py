"""What is told of a value that no theme can take: its key in full, what stands there, and the cure.

msgspec names the key of a struct, and no key of a table whose keys are the theme's
own, such as a style. That key is found by trying them one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pamphlet.errors import nearest
from pamphlet.manuscript.schema import ANY, KeyPath, dotted, misfit, quoted, without_quotes

_GUIDE = "see the theme's table in docs/guide.md"


def wrong_value(
    values: dict[str, Any],
    message: str,
    said_of: Callable[[dict[str, Any]], str],
    names_at: Callable[[KeyPath], tuple[str, ...]],
) -> tuple[str, str]:
    """Return what is told of *values*, and the cure.

    Args:
        values: of a theme, that cannot be converted.
        message: what msgspec says of them.
        said_of: returns what it says of others, or the empty string.
        names_at: returns the names that can stand at a place; none where any text can.
    """
    told = misfit(message)
    path: list[Any] = []
    value: Any = values
    for part in told.path:
        if part == ANY and isinstance(value, dict):
            part = next((key for key in value if said_of(_only(values, [*path, key])) == message), part)
        if not (part in value if isinstance(value, dict) else isinstance(value, list) and isinstance(part, int)):
            break
        path.append(part)
        value = value[part]
    name = dotted(tuple(path))
    if path and (names := names_at(tuple(path))):
        near = nearest(str(value), names)
        return f"{name} is {quoted(value)}, and one of {', '.join(names)} is wanted", near if "?" in near else _GUIDE
    if not told.wanted:
        return f"{name}: {told.text}" if name else told.text, _GUIDE
    cure = without_quotes(str(path[-1]), value) if path and "number" in told.wanted else ""
    return f"{name} is {quoted(value)}, and {told.wanted} is wanted", cure or _GUIDE


def _only(values: Any, path: Sequence[Any]) -> Any:
    """Return *values* with the last key of *path* alone in its table."""
    if isinstance(values, list):
        return [_only(each, path[1:]) if at == path[0] else each for at, each in enumerate(values)]
    if len(path) == 1:
        return {path[0]: values[path[0]]}
    return {key: _only(each, path[1:]) if key == path[0] else each for key, each in values.items()}
