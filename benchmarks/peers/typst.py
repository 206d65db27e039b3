"""The leaflet in Typst, through its Python binding: a template that reads the story as JSON."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks.corpus import Story, write_story

PACKAGE = "typst"

TEMPLATE = r"""
#let story = json(bytes(sys.inputs.story))
#set document(title: story.title)
#set page(width: 297mm, height: 210mm, margin: 0mm, bleed: 3mm)
#set text(font: "Liberation Serif", size: 9.5pt, lang: "en", hyphenate: true)
#set par(justify: true, leading: 6.8pt, spacing: 6.8pt, first-line-indent: 1em)
#let red = cmyk(0%, 95%, 90%, 5%)
#let display(size, body) = {
  set text(size: size, weight: "bold", hyphenate: false)
  par(justify: false, leading: 0.4em, first-line-indent: 0pt, body)
}

#grid(
  columns: (99mm, 99mm, 99mm), rows: 210mm,
  block(width: 100%, height: 100%, fill: red, inset: 10mm, outset: (left: 3mm, y: 3mm))[
    #set text(fill: white)
    #for slogan in story.slogans [#display(20pt, slogan) #v(4mm)]
    #text(size: 11pt, story.standfirst)
  ],
  block(width: 100%, height: 100%, inset: 10mm)[
    #v(1fr)
    #display(12pt, story.reference)
    #link(story.url)
  ],
  block(width: 100%, height: 100%)[
    #let photo = image("photo.jpg", width: 100%, height: 100%, fit: "cover")
    #place(top + left, block(width: 102mm, height: 126mm, clip: true, photo))
    #place(top + left, dx: 10mm, dy: 134mm, block(width: 79mm)[
      #text(size: 9pt, story.kicker)
      #display(24pt, story.title)
      #text(fill: red, display(12pt, story.slogans.first()))
    ])
  ],
)

#pagebreak()
#set page(margin: (x: 10mm, y: 12mm), columns: 3)
#set columns(gutter: 20mm)
#for (heading, body) in story.body {
  if heading { display(13pt, body) } else { par(body) }
}
"""

SCRIPT = """
import pathlib, typst
story = pathlib.Path("story.json").read_text()
typst.compile("leaflet.typ", output="leaflet.pdf", sys_inputs={"story": story})
"""


def prepare(folder: Path, story: Story, photo: Path) -> None:
    """Write the template, the story and the script that compiles them."""
    shutil.copyfile(photo, folder / "photo.jpg")
    write_story(story, folder / "story.json")
    (folder / "leaflet.typ").write_text(TEMPLATE, encoding="utf-8")
    (folder / "press.py").write_text(SCRIPT, encoding="utf-8")


def command(folder: Path) -> list[str]:
    """Return the command that makes the leaflet, to be run in *folder*."""
    return [sys.executable, str(folder / "press.py")]


class Press:
    """A compiler that stays open: what does not change is remembered between editions."""

    def __init__(self, folder: Path) -> None:
        import typst  # type: ignore[import-not-found,unused-ignore]

        self.compiler = typst.Compiler(str(folder / "leaflet.typ"))

    def make(self, story: Story, out: Path) -> None:
        """Compile one edition."""
        self.compiler.compile(output=str(out), sys_inputs={"story": json.dumps(asdict(story))})


def column(paragraphs: Sequence[str], width: float, size: float, out: Path, *, lang: str = "en") -> None:
    """Set plain paragraphs in one justified column of Liberation Serif."""
    import typst  # type: ignore[import-not-found,unused-ignore]

    escaped = (re.sub(r"([^\w\s])", r"\\\1", paragraph) for paragraph in paragraphs)
    source = (
        f"#set page(width: {width + 20}mm, height: 297mm, margin: 10mm)\n"
        f'#set text(font: "Liberation Serif", size: {size}pt, lang: "{lang}", hyphenate: true)\n'
        "#set par(justify: true, first-line-indent: 1em)\n"
    )
    document = (source + "\n\n".join(escaped)).encode()
    typst.Compiler(document).compile(output=str(out))
