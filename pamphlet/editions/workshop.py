"""What editions share: fonts, hyphenation, photos, themes; made once, passed in.

Nothing here is global, so a process, a thread or a node of a cluster has its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pamphlet.design.theme import Theme, load_theme
from pamphlet.ink.condition import Condition
from pamphlet.ink.photo_cache import Entry, PhotoCache
from pamphlet.ink.profile import load_profile
from pamphlet.layout.qr import MatrixCodes
from pamphlet.pdf.fonts import FontShelf
from pamphlet.pdf.pdfx import Intent
from pamphlet.pdf.standard import Standard
from pamphlet.pdf.standards import find_standard
from pamphlet.resources import fonts_folder
from pamphlet.typesetting.galley import Typesetter
from pamphlet.typesetting.hyphenation import Hyphenator
from pamphlet.typesetting.library import FontLibrary
from pamphlet.typesetting.locale import conventions
from pamphlet.typesetting.sources import extras_source, folder_source, system_source


class Workshop:
    """The caches of a run.

    Attributes:
        photos: prepared photos, by content. shelf: fonts as PDF writes them. codes: matrix codes.
    """

    def __init__(self, fonts: Iterable[Path] = (), photos: PhotoCache | None = None) -> None:
        """Open a workshop.

        Args:
            fonts: folders searched before the package's own fonts.
            photos: cache of prepared photos; the user's own, on disk, when left out.
        """
        self._fonts = tuple(fonts)
        self.photos = photos if photos is not None else PhotoCache.of_user()
        self.shelf = FontShelf()
        self.codes = MatrixCodes(_KeptCodes(self.photos))
        self._hyphenator = Hyphenator()
        self._elsewhere = (folder_source("package", fonts_folder()), extras_source(), system_source())
        self._libraries: dict[Path | None, FontLibrary] = {}
        self._typesetters: dict[tuple[Path, str, str], Typesetter] = {}
        self._themes: dict[tuple[str, str], Theme] = {}

    def typesetter(self, folder: Path, lang: str, digits: str = "auto") -> Typesetter:
        """Return the typesetter of *lang* with the fonts of the leaflet in *folder* before all others."""
        key = (folder, lang, digits)
        found = self._typesetters.get(key)
        if found is None:
            found = Typesetter(self.library(folder), self._hyphenator, conventions(lang, digits))
            self._typesetters[key] = found
        return found

    def library(self, folder: Path | None) -> FontLibrary:
        """Return the fonts that the leaflet in *folder* may use, or those at hand without a leaflet.

        Faces are found by name in its own ``fonts/``, then among the package's; for what none of those that
        the theme names has, all its own are asked, then all of the package, installed packages of fonts, the system.
        """
        own = None if folder is None or not (folder / "fonts").is_dir() else folder / "fonts"
        if own not in self._libraries:
            folders = [*([] if own is None else [own]), *self._fonts]
            sources = [folder_source(str(each), each) for each in folders]
            self._libraries[own] = FontLibrary([*folders, fonts_folder()], [*sources, *self._elsewhere])
        return self._libraries[own]

    def standard(self, name: str, condition: Condition) -> Standard:
        """Return the standard called *name* for a file made for *condition*."""
        make = find_standard(name).make
        if make is None:
            return Standard()
        profile = load_profile(condition.profile_path, self.photos)
        return make(Intent(identifier=condition.registry, describes=condition.describes, profile=profile))

    def theme(self, name: str, overrides: dict[str, Any]) -> Theme:
        """Return the theme called *name* with *overrides*, read once."""
        key = (name, repr(overrides))
        if key not in self._themes:
            self._themes[key] = load_theme(name, overrides)
        return self._themes[key]


class _KeptCodes:
    """Matrix codes in the cache of prepared photos."""

    def __init__(self, cache: PhotoCache) -> None:
        self._cache = cache

    def get(self, key: str) -> bytes | None:
        entry = self._cache.get(key)
        return None if entry is None else entry.data

    def put(self, key: str, content: bytes) -> None:
        self._cache.put(key, Entry(content, {}))
