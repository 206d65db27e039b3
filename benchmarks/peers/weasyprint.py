"""The leaflet in WeasyPrint: HTML and CSS for paged media."""

from __future__ import annotations

import html
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.corpus import Story

PACKAGE = "weasyprint"

STYLE = """
@page { size: 297mm 210mm; margin: 0; bleed: 3mm; marks: crop }
@page inside { margin: 12mm 10mm }
html { font: 9.5pt/13pt "Liberation Serif" }
body, p, h1, h2 { margin: 0 }
p { text-align: justify; hyphens: auto; text-indent: 1em }
h1, h2, .display { font-weight: bold; text-align: left; text-indent: 0; hyphens: manual }
h1 { font-size: 24pt; line-height: 26pt }
h2 { font-size: 13pt; line-height: 17pt }
.panel { position: absolute; top: -3mm; height: 216mm; width: 99mm; box-sizing: border-box; padding: 13mm 10mm }
.flap { left: -3mm; width: 102mm; background: #c8102e; color: white; font-size: 11pt; line-height: 15pt }
.flap .display { font-size: 20pt; line-height: 24pt; margin-bottom: 4mm }
.back { left: 99mm; padding-top: 170mm }
.cover { left: 198mm; width: 102mm }
.cover img { position: absolute; top: 0; left: 0; width: 102mm; height: 129mm; object-fit: cover }
.cover div { margin-top: 124mm; width: 79mm }
.cover .display { font-size: 12pt; color: #c8102e }
.outside { height: 210mm; position: relative }
.inside { page: inside; columns: 3; column-gap: 20mm; column-fill: auto; height: 186mm }
"""


def prepare(folder: Path, story: Story, photo: Path) -> None:
    """Write the page and the photo beside it."""
    shutil.copyfile(photo, folder / "photo.jpg")
    (folder / "leaflet.html").write_text(_page(story), encoding="utf-8")


def command(folder: Path) -> list[str]:
    """Return the command that makes the leaflet, to be run in *folder*."""
    return [sys.executable, "-m", "weasyprint", "leaflet.html", "leaflet.pdf"]


class Press:
    """A process that keeps WeasyPrint's font configuration and its picture cache."""

    def __init__(self, folder: Path) -> None:
        from weasyprint import CSS  # type: ignore[import-untyped,import-not-found,unused-ignore]
        from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped,import-not-found,unused-ignore]

        self.folder = folder
        self.fonts = FontConfiguration()
        self.style = CSS(string=STYLE, font_config=self.fonts)
        self.pictures: dict[str, object] = {}

    def make(self, story: Story, out: Path) -> None:
        """Lay out one edition."""
        from weasyprint import HTML

        page = HTML(string=_body(story), base_url=str(self.folder) + "/")
        page.write_pdf(out, stylesheets=[self.style], font_config=self.fonts, cache=self.pictures)


def column(paragraphs: Sequence[str], width: float, size: float, out: Path) -> None:
    """Set plain paragraphs in one justified column of Liberation Serif."""
    from weasyprint import HTML

    style = (
        f"@page {{ size: {width + 20}mm 297mm; margin: 10mm }} "
        f'body {{ margin: 0; font: {size}pt/1.3 "Liberation Serif" }} '
        "p { margin: 0; text-indent: 1em; text-align: justify; hyphens: auto } p:first-child { text-indent: 0 }"
    )
    body = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs)
    HTML(string=f'<html lang="en"><style>{style}</style><body>{body}</body></html>').write_pdf(out)


def _page(story: Story) -> str:
    return _body(story).replace("<head>", f"<head><style>{STYLE}</style>")


def _body(story: Story) -> str:
    say = html.escape
    slogans = "".join(f'<p class="display">{say(slogan)}</p>' for slogan in story.slogans)
    text = "".join(f"<h2>{say(text)}</h2>" if heading else f"<p>{say(text)}</p>" for heading, text in story.body)
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{say(story.title)}</title></head><body>
<section class="outside">
<div class="panel flap">{slogans}<p>{say(story.standfirst)}</p></div>
<div class="panel back"><p class="display">{say(story.reference)}</p>
<a href="{say(story.url)}">{say(story.url)}</a></div>
<div class="panel cover"><img src="photo.jpg" alt=""><div>{say(story.kicker)}<h1>{say(story.title)}</h1>
<p class="display">{say(story.slogans[0])}</p></div></div>
</section><section class="inside">{text}</section></body></html>"""
