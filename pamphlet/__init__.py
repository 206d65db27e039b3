"""Pamphlet: an article, a photo and slogans go in; a folded leaflet comes out.

Importing it costs nothing: each name is fetched from its room when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pamphlet.editions.build import build
    from pamphlet.errors import Finding, PamphletError, Severity
    from pamphlet.manuscript.folder import read_leaflet
    from pamphlet.version import VERSION as __version__  # noqa: N811  the name that Python gives it

__all__ = ["Finding", "PamphletError", "Severity", "__version__", "build", "read_leaflet"]

_HOMES = {
    "Finding": ("pamphlet.errors", "Finding"),
    "PamphletError": ("pamphlet.errors", "PamphletError"),
    "Severity": ("pamphlet.errors", "Severity"),
    "__version__": ("pamphlet.version", "VERSION"),
    "build": ("pamphlet.editions.build", "build"),
    "read_leaflet": ("pamphlet.manuscript.folder", "read_leaflet"),
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'pamphlet' has no attribute {name!r}")
    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
