"""The leaflet in ReportLab's Platypus: page templates of three frames each."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from benchmarks.corpus import Story, load_story, write_story

PACKAGE = "reportlab"

MM = 72 / 25.4
RED = (0.0, 0.95, 0.90, 0.05)
FACES = Path("/usr/share/fonts/truetype/liberation2")
"""Where Debian's fonts-liberation2 puts Liberation; ReportLab wants the file, the others find it by name."""


def prepare(folder: Path, story: Story, photo: Path) -> None:
    """Write the story and the photo for the script, which is this module."""
    shutil.copyfile(photo, folder / "photo.jpg")
    write_story(story, folder / "story.json")


def command(folder: Path) -> list[str]:
    """Return the command that makes the leaflet; this module is the script."""
    return [sys.executable, "-m", "benchmarks.peers.platypus", str(folder)]


class Press:
    """A process with the faces registered and ReportLab imported."""

    def __init__(self, folder: Path) -> None:
        from reportlab.lib.utils import ImageReader

        _register()
        self.photo = ImageReader(str(folder / "photo.jpg"))

    def make(self, story: Story, out: Path) -> None:
        """Lay out one edition."""
        from reportlab.platypus import BaseDocTemplate, PageTemplate

        width, height = 297 * MM, 210 * MM
        document = BaseDocTemplate(str(out), pagesize=(width, height), title=story.title)
        document.addPageTemplates(
            [
                PageTemplate("outside", _frames(), onPage=lambda canvas, _: self._outside(canvas)),
                PageTemplate("inside", _frames()),
            ]
        )
        document.build(_flowables(story))

    def _outside(self, canvas: Any) -> None:
        canvas.setFillColorCMYK(*RED)
        canvas.rect(0, 0, 99 * MM, 210 * MM, stroke=0, fill=1)
        clip = canvas.beginPath()
        clip.rect(198 * MM, 84 * MM, 99 * MM, 126 * MM)
        canvas.saveState()
        canvas.clipPath(clip, stroke=0)
        columns, rows = self.photo.getSize()
        scale = max(99 * MM / columns, 126 * MM / rows)
        across, up = columns * scale, rows * scale
        canvas.drawImage(self.photo, 247.5 * MM - across / 2, 147 * MM - up / 2, across, up)
        canvas.restoreState()


def column(paragraphs: Sequence[str], width: float, size: float, out: Path) -> None:
    """Set plain paragraphs in one justified column of Liberation Serif."""
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

    _register()
    page = ((width + 20) * MM, 297 * MM)
    frame = Frame(10 * MM, 10 * MM, width * MM, 277 * MM, *(0,) * 4)
    document = BaseDocTemplate(str(out), pagesize=page, pageTemplates=[PageTemplate(frames=[frame])])
    flush = _style("flush", fontSize=size, leading=1.3 * size, justified=True)
    indented = _style("text", fontSize=size, leading=1.3 * size, firstLineIndent=size, justified=True)
    document.build([Paragraph(escape(text), indented if number else flush) for number, text in enumerate(paragraphs)])


def _register() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name in ("Regular", "Bold"):
        pdfmetrics.registerFont(TTFont(f"Liberation-{name}", str(FACES / f"LiberationSerif-{name}.ttf")))


def _style(name: str, *, justified: bool = False, **values: Any) -> Any:
    from reportlab.lib.enums import TA_JUSTIFY
    from reportlab.lib.styles import ParagraphStyle

    values.setdefault("fontName", "Liberation-Regular")
    if justified:
        values |= {"alignment": TA_JUSTIFY, "hyphenationLang": "en_US", "uriWasteReduce": 0.3}
    return ParagraphStyle(name, **values)


def _frames() -> list[Any]:
    from reportlab.platypus import Frame

    return [Frame((99 * panel + 10) * MM, 12 * MM, 79 * MM, 186 * MM, *(0,) * 4) for panel in range(3)]


def _flowables(story: Story) -> list[Any]:
    from reportlab.lib.colors import CMYKColor, white
    from reportlab.platypus import FrameBreak, NextPageTemplate, PageBreak, Paragraph, Spacer

    bold = "Liberation-Bold"
    text = _style("text", fontSize=9.5, leading=13, firstLineIndent=9.5, justified=True)
    heading = _style("heading", fontName=bold, fontSize=13, leading=17)
    slogan = _style("slogan", fontName=bold, fontSize=20, leading=24, textColor=white, spaceAfter=4 * MM)
    standfirst = _style("standfirst", fontSize=11, leading=15, textColor=white, justified=True)
    title = _style("title", fontName=bold, fontSize=24, leading=26)
    red = _style("red", fontName=bold, fontSize=12, leading=15, textColor=CMYKColor(*RED))
    outside = [
        *(Paragraph(escape(line), slogan) for line in story.slogans),
        Paragraph(escape(story.standfirst), standfirst),
        FrameBreak(),
        Spacer(1, 150 * MM),
        Paragraph(escape(story.reference), heading),
        Paragraph(f'<a href="{escape(story.url)}">{escape(story.url)}</a>', text),
        FrameBreak(),
        Spacer(1, 122 * MM),
        Paragraph(escape(story.kicker), _style("kicker")),
        Paragraph(escape(story.title), title),
        Paragraph(escape(story.slogans[0]), red),
    ]
    inside = [Paragraph(escape(said), heading if headed else text) for headed, said in story.body]
    return [NextPageTemplate("inside"), *outside, PageBreak(), *inside]


if __name__ == "__main__":
    at = Path(sys.argv[1])
    Press(at).make(load_story(at / "story.json"), at / "leaflet.pdf")
