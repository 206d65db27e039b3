"""What a standard, its profile and its judging add to a warm edition.

Editions are made in turn in one process, the same leaflet each time: with each
standard, and bare, as a press file that claims nothing and is not judged.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Mapping
from pathlib import Path
from unittest.mock import patch

from msgspec.structs import replace

from pamphlet.editions.edition import make_edition
from pamphlet.editions.formats import FORMATS
from pamphlet.editions.workshop import Workshop
from pamphlet.manuscript.folder import read_leaflet
from pamphlet.pdf.standards import STANDARDS

LEAFLET = Path(__file__).resolve().parent.parent / "content" / "bolivia"
BARE = "bare"
_WARMING = 3
"""Editions at first that are not counted: they fill the caches."""


def measure_press(folder: Path, *, editions: int) -> dict[str, float]:
    """Return the seconds of a warm edition, in the middle of *editions*, by standard and for :data:`BARE`.

    Args:
        folder: where the files go.
        editions: counted, of each kind.
    """
    leaflet, _ = read_leaflet(LEAFLET)
    workshop = Workshop()
    kinds = {BARE: (leaflet, BARE)}
    for entry in STANDARDS:
        kinds[entry.name] = (replace(leaflet, settings=replace(leaflet.settings, standard=entry.name)), "print")
    taken: dict[str, list[float]] = {name: [] for name in kinds}
    with patch.dict(FORMATS, {BARE: replace(FORMATS["print"], press=False)}):
        for _ in range(_WARMING + editions):
            for name, (each, form) in kinds.items():
                start = time.perf_counter()
                edition = make_edition(each, "en", form, workshop, out=folder)
                taken[name].append(time.perf_counter() - start)
                assert edition.written, edition.findings
    return {name: statistics.median(seconds[_WARMING:]) for name, seconds in taken.items()}


def table(seconds: Mapping[str, float]) -> list[str]:
    """Return the figures as lines, each beside the bare file."""
    bare = seconds[BARE]
    return [f"  {name:<8} {value * 1000:6.1f} ms   {value / bare:4.2f}" for name, value in seconds.items()]
