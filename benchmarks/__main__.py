"""Measure Pamphlet and its peers in one run: tables to read, JSON to keep.

Run it as ``python -m benchmarks [--quick] [--text FILE] [-o out/bench.json]``.
"""

from __future__ import annotations

import ctypes.util
import json
import os
import platform
import tempfile
from collections.abc import Iterable
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click

from benchmarks import leaflet, press, typography
from benchmarks.clock import RunError
from benchmarks.corpus import GPL, gpl_paragraphs, paragraphs_of, read_story, texts
from benchmarks.goals import Goal, growth_goals, leaflet_goals, press_goals, typography_goals

COLD_RUNS = 7
EDITIONS = 40
GROWTH_RUNS = 3


@click.command()
@click.option("--quick", is_flag=True, help="Fewer runs: for a look, not for figures to keep.")
@click.option(
    "--text", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Break its lines, not GPL-3's."
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), default=Path("out/bench.json"))
def main(quick: bool, text: Path | None, output: Path) -> None:
    """Measure the leaflet, the growth and the line breaking."""
    report: dict[str, object] = {"machine": platform.platform(), "versions": _versions()}
    _say("Versions", [", ".join(f"{name} {said}" for name, said in _versions().items())])
    goals: list[Goal] = []
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        # Caches of earlier runs must not help: each tool's first process fills its own, and is shown apart.
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        _say(f"One leaflet of {read_story(leaflet.STORY).words} words", [])
        rows = leaflet.measure_leaflet(folder, cold_runs=3 if quick else COLD_RUNS, editions=10 if quick else EDITIONS)
        _say("", leaflet.table(rows))
        goals.extend(leaflet_goals(rows))
        standards = press.measure_press(folder, editions=10 if quick else EDITIONS)
        _say("A warm press file by standard, beside one that claims nothing and is not judged", press.table(standards))
        goals.extend(press_goals(standards))
        report["standards"] = standards
        growth: list[leaflet.Growth] = []
        try:
            growth = leaflet.measure_growth(folder, runs=1 if quick else GROWTH_RUNS)
            _say("One column of plain text", leaflet.growth_table(growth))
        except RunError as error:
            _say(f"One column of plain text: not measured: {error}", [])
        goals.extend(growth_goals(growth))
        report |= leaflet.as_json(rows, growth)
        paragraphs = _paragraphs(text)
        if paragraphs:
            measured = {"en": typography.measure_typography(folder, paragraphs)}
            if text is None:
                for lang, other in texts().items():
                    measured[lang] = typography.measure_typography(folder, other, lang)
            for lang, settings in measured.items():
                _say(f"Word spaces in em, {lang}, Liberation Serif 9.5 pt, justified", typography.table(settings))
            goals.extend(typography_goals({lang: settings["pamphlet"] for lang, settings in measured.items()}))
            report["typography"] = {
                lang: {tool: {width: asdict(it) for width, it in found.items()} for tool, found in settings.items()}
                for lang, settings in measured.items()
            }
    _say("Goals", map(str, goals))
    report["goals"] = [asdict(goal) | {"met": goal.met} for goal in goals]
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    click.echo(f"\n{output}")


def _paragraphs(text: Path | None) -> list[str]:
    if text is not None:
        return paragraphs_of(text)
    if GPL.exists():
        return gpl_paragraphs()
    click.echo(f"\nLine breaking: not measured: there is no {GPL}; name a text with --text")
    return []


def _versions() -> dict[str, str]:
    found = {"python": platform.python_version()}
    for package in ("pamphlet-press", "typst", "weasyprint", "reportlab"):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    # Without it WeasyPrint makes its fonts' subsets with fontTools, and takes about twice as long for an edition.
    found["harfbuzz-subset"] = (
        "found" if ctypes.util.find_library("harfbuzz-subset") else "not found, WeasyPrint slower"
    )
    return found


def _say(title: str, lines: Iterable[str]) -> None:
    if title:
        click.echo(f"\n{title}")
    for line in lines:
        click.echo(line)


if __name__ == "__main__":
    main()
