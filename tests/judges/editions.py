"""The press editions that all judges look at: every fold, every standard, every language of the leaflet."""

from __future__ import annotations

import shutil
from pathlib import Path

from msgspec import Struct
from PIL import Image

import pamphlet
from pamphlet.editions.workshop import Workshop
from pamphlet.ink.photo_cache import PhotoCache
from pamphlet.sheet.folds import FOLD_SCHEMES

CONTENT = Path(__file__).parents[2] / "content" / "bolivia"
LANGUAGES = Path(__file__).parents[1] / "languages"
LANGS = ("en", "es")
SCRIPTS = ("am", "el", "hi", "ka", "ru", "th")
RIGHT_TO_LEFT = ("ar", "he")
"""Read back by PDFium, these still fail the check of words. A draft is written all the same, and can be judged."""
FOLDS = tuple(scheme.name for scheme in FOLD_SCHEMES)
KINDS = {
    "PDF/X-4": ("pdfx4", "convert"),
    "PDF/X-4, RGB photos": ("pdfx4", "keep"),
    "PDF/X-1a:2003": ("pdfx1a", "convert"),
}
"""Standard and treatment of photos, by the name in the table."""


def tints() -> Image.Image:
    """Return a picture with ink everywhere, so that a bleed without any is a fault; smooth, so that it is small."""
    ramp = Image.linear_gradient("L").resize((3000, 2000))
    return Image.merge("RGB", [ramp.point(lambda level, low=low: low + level // 2) for low in (40, 60, 80)])


class Made(Struct, frozen=True, kw_only=True):
    """One press file."""

    fold: str
    kind: str
    lang: str
    path: Path

    @property
    def standard(self) -> str:
        """Its standard, as ``--standard`` names it."""
        return KINDS[self.kind][0]

    def __str__(self) -> str:
        return f"{self.fold}, {self.kind}, {self.lang}"


class Shop:
    """Makes editions with the caches of one process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._workshop = Workshop(photos=PhotoCache())
        self._sources: dict[str, Path] = {}

    def every(self) -> tuple[Made, ...]:
        """Return every edition, made; photos in RGB are the same on every fold, and so are made on one."""
        return tuple(
            self.make(fold, kind, lang)
            for fold in FOLDS
            for kind, (_, images) in KINDS.items()
            if images == "convert" or fold == FOLDS[0]
            for lang in LANGS
        )

    def make(self, fold: str, kind: str, lang: str, where: str = "first") -> Made:
        """Return one edition of the table, made below the folder *where*."""
        standard, images = KINDS[kind]
        path = self.build(f'images = "{images}"', fold, standard, lang, where=f"{where}/{fold}-{standard}-{images}")
        return Made(fold=fold, kind=kind, lang=lang, path=path)

    def declaration(self, lang: str, standard: str, *, draft: bool = False) -> Path:
        """Return the press file of the Universal Declaration in *lang*."""
        source = self._folder / f"declaration-{lang}"
        source.mkdir(exist_ok=True)
        shutil.copyfile(LANGUAGES / f"{lang}.md", source / "article.md")
        out = self._folder / f"declaration-{standard}"
        edition = pamphlet.build(source, standard=standard, draft=draft, out=out, workshop=self._workshop)
        assert edition.written, edition.findings
        return edition.path

    def build(self, settings: str, fold: str, standard: str, lang: str, *, where: str) -> Path:
        """Return the press file of the leaflet under *settings*, the text of ``leaflet.toml``."""
        source = self._sources.setdefault(settings, self._folder / f"leaflet-{len(self._sources)}")
        if not source.exists():
            shutil.copytree(CONTENT, source)
            tints().save(source / "miners.jpg", quality=90)
            (source / "leaflet.toml").write_text(settings, encoding="utf-8")
        out = self._folder / where
        edition = pamphlet.build(source, lang=lang, fold=fold, standard=standard, out=out, workshop=self._workshop)
        assert edition.written, edition.findings
        return edition.path
