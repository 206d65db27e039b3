"""The press editions that all judges look at: every fold, every standard, one language of each direction."""

from __future__ import annotations

import shutil
from pathlib import Path

from msgspec import Struct
from PIL import Image

import pamphlet
from pamphlet.editions.workshop import Workshop
from pamphlet.ink.photo_cache import PhotoCache
from pamphlet.sheet.folds import FOLD_SCHEMES
from pamphlet.sheet.papers import paper_size
from pamphlet.sheet.plan import FoldPlan, fold_plan

CONTENT = Path(__file__).parents[2] / "content" / "bolivia"
LANGUAGES = Path(__file__).parents[1] / "languages"
LANGS = ("en", "ar")
"""English is the leaflet of ``content/bolivia``; Arabic the Universal Declaration, with as much in it."""
SCRIPTS = ("am", "el", "es", "fa", "he", "hi", "ka", "ru", "th", "ur")
FOLDS = tuple(scheme.name for scheme in FOLD_SCHEMES)
KINDS = {
    "PDF/X-4": ("pdfx4", "convert"),
    "PDF/X-4, RGB photos": ("pdfx4", "keep"),
    "PDF/X-1a:2003": ("pdfx1a", "convert"),
}
"""Standard and treatment of photos, by the name in the table."""
PLANS = {(fold, lang): fold_plan(fold, paper_size("A4"), 130, rtl=lang == "ar") for fold in FOLDS for lang in LANGS}

_ARABIC = """
photo: {file: miners.jpg, alt: "صورة عمال", caption: "صورة لعمال المناجم", credit: "رسم: Pamphlet", focus: [0.5, 0.42]}
imprint: "الإعلان العالمي لحقوق الإنسان، الأمم المتحدة، 1948"
contact: "udhr@example.org"
date: 2019-11-12
"""
_PULLED = """
> لكل فرد حق التمتع بجنسية ما.
> {.pull}
"""
_NOTED = "[^1]\n\n[^1]: المادة 3 من الإعلان العالمي لحقوق الإنسان (UDHR).\n"


def tints() -> Image.Image:
    """Return a picture with ink everywhere, so that a bleed without any is a fault.

    It is smooth, so that it is small, and goes down to black, where most ink is laid.
    """
    ramp = Image.linear_gradient("L").resize((3000, 2000))
    return Image.merge("RGB", [ramp.point(lambda level, of=of: level * of // 100) for of in (65, 73, 81)])


def arabic() -> str:
    """Return the Declaration as an article with all that a leaflet has, and a heading for every fourth of its own."""
    matter, _, body = (LANGUAGES / "ar.md").read_text(encoding="utf-8").removeprefix("---\n").partition("\n---\n")
    first, *parts = body.strip().split("## ")[1:]
    text = f"## {first}" + "".join(
        part.partition("\n\n")[2] if number % 4 else f"## {part}" for number, part in enumerate(parts, 1)
    )
    paragraphs = text.rstrip().split("\n\n")
    paragraphs[3] += _NOTED
    paragraphs.insert(len(paragraphs) * 2 // 3, _PULLED.strip())
    return f"---\n{matter}{_ARABIC}---\n\n" + "\n\n".join(paragraphs) + "\n"


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

    @property
    def plan(self) -> FoldPlan:
        """The fold as it must be."""
        return PLANS[self.fold, self.lang]

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

    def declaration(self, lang: str, standard: str) -> Path:
        """Return the press file of the Universal Declaration in *lang*."""
        source = self._folder / f"declaration-{lang}"
        source.mkdir(exist_ok=True)
        shutil.copyfile(LANGUAGES / f"{lang}.md", source / "article.md")
        out = self._folder / f"declaration-{standard}"
        edition = pamphlet.build(source, standard=standard, out=out, workshop=self._workshop)
        assert edition.written, edition.findings
        return edition.path

    def build(self, settings: str, fold: str, standard: str, lang: str, *, where: str) -> Path:
        """Return the press file of the leaflet under *settings*, the text of ``leaflet.toml``."""
        source = self._sources.setdefault(settings, self._folder / f"leaflet-{len(self._sources)}")
        if not source.exists():
            shutil.copytree(CONTENT, source)
            tints().save(source / "miners.jpg", quality=90)
            (source / "ar.md").write_text(arabic(), encoding="utf-8")
            (source / "leaflet.toml").write_text(settings, encoding="utf-8")
        out = self._folder / where
        edition = pamphlet.build(source, lang=lang, fold=fold, standard=standard, out=out, workshop=self._workshop)
        assert edition.written, edition.findings
        return edition.path
