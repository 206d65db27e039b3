"""Small leaflets to run the commands on, written for each test."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from click.testing import Result
from PIL import Image

Run = Callable[..., Result]
"""Runs the command line with the arguments given."""

BODY = "\n\n".join(
    [
        "The pit opens at five, and the men go down with a lamp and a bag of leaves. What they bring up by noon is "
        "weighed, written down and paid for at a price that somebody far away has set.",
        "## What they want",
        "They want the price back in their own hands, a doctor at the shaft, and a school that opens all year. None of "
        "it is new. Their grandparents asked for the same, and got some of it by standing together.",
    ]
    * 4
)


def picture(size: tuple[int, int] = (1800, 2700), mode: str = "RGB") -> Image.Image:
    """Return a picture whose corners differ."""
    ramp = Image.linear_gradient("L").resize(size)
    return Image.merge("RGB", (ramp, ramp.rotate(180), ramp)).convert(mode)


def encoded(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    """Return the picture as a file's bytes."""
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


@dataclass(frozen=True)
class LeafletFolder:
    """A leaflet folder in the making, and where its files will go."""

    folder: Path
    out: Path

    def write(
        self,
        *,
        front: str = "title: Down the pit\n",
        body: str = BODY,
        settings: str = "",
        photo: bytes | None = None,
        name: str = "cover.jpg",
        article: bytes | None = None,
    ) -> LeafletFolder:
        """Write the files; *photo* is the cover's bytes, *article* the whole of article.md."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if photo is not None:
            (self.folder / name).write_bytes(photo)
            front += f"photo:\n  file: {name}\n  alt: Men at a pit\n"
        text = f"---\n{front}---\n\n{body}\n".encode()
        (self.folder / "article.md").write_bytes(text if article is None else article)
        if settings:
            (self.folder / "leaflet.toml").write_text(settings, encoding="utf-8")
        return self

    def translate(self, lang: str, title: str = "Abajo en la mina", body: str = BODY) -> LeafletFolder:
        """Write a translation."""
        (self.folder / f"{lang}.md").write_text(f"---\ntitle: {title}\n---\n\n{body}\n", encoding="utf-8")
        return self

    def files(self) -> list[str]:
        """Return what lies in the output folder, temporary files too."""
        return sorted(path.relative_to(self.out).as_posix() for path in self.out.rglob("*") if not path.is_dir())
