"""Set a plain text in one justified column, so that anyone can measure the setting.

Run it as ``python benchmarks/typography.py --text FILE --measure 87 --font FILE.ttf --size 9.5 -o out.pdf``,
with ``--lang de`` for a text in German.
Paragraphs of the text are parted by blank lines; hard-wrapped lines are joined
again. The first paragraph stands flush, the others have a first line indented by
an em. :func:`measure_typography` measures all tools on the same text.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from benchmarks.measure import Setting

MEASURES_MM = (87.0, 55.0)
SIZE = 9.5
POINTS_PER_MM = 72 / 25.4


IN_ALL_LANGUAGES = ("pamphlet", "typst")
"""The tools compared in languages other than English; the others are compared in English alone."""


def measure_typography(folder: Path, paragraphs: Sequence[str], lang: str = "en") -> dict[str, dict[str, Setting]]:
    """Set *paragraphs* with every tool at each measure and return the figures by tool and measure."""
    from benchmarks.leaflet import TOOLS
    from benchmarks.measure import measure

    found: dict[str, dict[str, Setting]] = {}
    for tool, name in TOOLS.items():
        if lang != "en" and tool not in IN_ALL_LANGUAGES:
            continue
        module = importlib.import_module(name)
        for width in MEASURES_MM:
            out = folder / f"{tool}-{lang}-{width:g}.pdf"
            module.column(paragraphs, width, SIZE, out, **({} if lang == "en" else {"lang": lang}))
            setting = measure(out, paragraphs, size=SIZE, width=width * POINTS_PER_MM)
            found.setdefault(tool, {})[f"{width:g}"] = setting
    return found


def table(found: dict[str, dict[str, Setting]]) -> Iterator[str]:
    """Yield the lines of two tables: word spaces (in ems), hyphens and faults; and the texture."""
    yield (
        f"{'':12}{'mm':>5}{'lines':>7}{'mean':>7}{'sd':>7}{'max':>6}{'>.5':>5}{'>.6':>5}"
        f"{'hyphens':>9}{'ladder':>8}{'widows':>8}{'orphans':>9}{'wide':>6}"
    )
    for tool, settings in found.items():
        for width, it in settings.items():
            yield (
                f"{tool:12}{width:>5}{it.lines:>7}{it.mean:>7.3f}{it.sd:>7.3f}{it.maximum:>6.2f}{it.over_half:>5}"
                f"{it.over_six_tenths:>5}{it.hyphenated:>9}{it.ladder:>8}{it.widows:>8}{it.orphans:>9}{it.too_wide:>6}"
            )
    yield (
        f"{'':12}{'mm':>5}{'letters %':>11}{'most %':>8}{'contrast':>10}{'rivers':>8}{'stacks':>8}{'short':>7}"
        f"{'two left':>10}{'names':>7}{'last':>6}{'over':>6}"
    )
    for tool, settings in found.items():
        for width, setting in settings.items():
            at = setting.texture
            yield (
                f"{tool:12}{width:>5}{at.letters_sd:>11.2f}{at.letters_most:>8.2f}{at.contrast:>10.3f}{at.rivers:>8}"
                f"{at.stacks:>8}{at.short:>7}{at.fragments:>10}{at.names:>7}{at.broken_last:>6}{at.broken_over:>6}"
            )


@click.command()
@click.option("--text", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True)
@click.option("--measure", "width", type=float, required=True, help="Width of the column, in millimetres.")
@click.option("--font", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True)
@click.option("--size", type=float, required=True, help="Size of the type, in points.")
@click.option("--lang", default="en", show_default=True, help="Language of the text.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
def main(*, text: Path, width: float, font: Path, size: float, lang: str, output: Path) -> None:
    """Set --text in one justified column of --measure millimetres."""
    from benchmarks.corpus import paragraphs_of
    from benchmarks.ours import column

    column(paragraphs_of(text), width, size, output, font, lang=lang)
    click.echo(output)


if __name__ == "__main__":
    # Run as a file, Python puts this folder first among the imports, and not the repository.
    sys.path[0] = str(Path(__file__).resolve().parent.parent)
    main()
