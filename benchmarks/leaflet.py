"""The same leaflet by all tools in turn: whole processes, running processes, memory, growth."""

from __future__ import annotations

import importlib
import json
import statistics
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from types import ModuleType

import pypdfium2 as pdfium

from benchmarks.clock import ROOT, RunError, Worker, cold, own_peak_memory, peak_memory
from benchmarks.corpus import Story, flow, read_story, write_story

TOOLS = {
    "pamphlet": "benchmarks.ours",
    "typst": "benchmarks.peers.typst",
    "weasyprint": "benchmarks.peers.weasyprint",
    "reportlab": "benchmarks.peers.platypus",
}

BLOCK = 10
"""Editions that a tool makes before the next has its turn: enough for the processor's caches to be its own."""

GROWTH_WORDS = (500, 5_000, 50_000)
PHOTO = ROOT / "assets" / "miners.jpg"
STORY = ROOT / "content" / "bolivia"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one tool took for the leaflet; None where it could not be measured, *failed* says why.

    Attributes:
        first_s: whole process, the first, with nothing cached. cold_s: the median of those after it.
        varied_s, same_s: one edition in a running process, the median; with each paragraph changed
            between editions, and with the text unchanged.
        cold_mb, warm_mb: the most memory held at once.
        pages, kilobytes: of the file. kept: the share of the body's paragraphs that the file holds.
    """

    tool: str
    first_s: float | None = None
    cold_s: float | None = None
    cold_min_s: float | None = None
    cold_max_s: float | None = None
    cold_mb: float | None = None
    varied_s: float | None = None
    same_s: float | None = None
    warm_mb: float | None = None
    pages: int | None = None
    kilobytes: int | None = None
    kept: float | None = None
    failed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """A plain column flow of *words*: the median of a few processes, the time inside them."""

    words: int
    seconds: float
    memory_mb: float

    @property
    def microseconds_per_word(self) -> float:
        """The time divided by the words."""
        return self.seconds / self.words * 1e6


def measure_leaflet(folder: Path, *, cold_runs: int, editions: int) -> list[Row]:
    """Make the leaflet with every tool and return what each took.

    Args:
        folder: an empty folder to work in.
        cold_runs: whole processes of each tool.
        editions: in a running process, once varied and once the same.
    """
    story = read_story(STORY)
    homes = {tool: _prepared(folder / tool, module, story) for tool, module in _modules()}
    commands = {tool: (module.command(homes[tool]), homes[tool]) for tool, module in _modules()}
    processes, cold_failed = cold(commands, runs=cold_runs)
    facts = {tool: _file_facts(homes[tool], story) for tool in processes}
    warm, warm_failed = _warm(homes, editions)
    rows = []
    for tool in TOOLS:
        failed = "; ".join(filter(None, (cold_failed.get(tool, ""), warm_failed.get(tool, ""))))
        values: dict[str, float | int] = {}
        if tool in processes:
            ran = processes[tool]
            values = {"cold_s": ran.median, "cold_min_s": min(ran.seconds), "cold_max_s": max(ran.seconds)}
            values |= {"first_s": ran.first, "cold_mb": ran.memory_mb} | facts[tool]
        rows.append(Row(tool=tool, failed=failed, **values, **warm.get(tool, {})))  # type: ignore[arg-type]
    return rows


def measure_growth(folder: Path, *, runs: int) -> list[Growth]:
    """Set plain columns of 500 to 50,000 words, each in a process of its own.

    Raises:
        RunError: the setting ended with an error.
    """
    return [_grown(folder, words, runs) for words in GROWTH_WORDS]


def _grown(folder: Path, words: int, runs: int) -> Growth:
    report = folder / f"growth-{words}.json"
    command = [sys.executable, "-m", "benchmarks.leaflet", str(words), str(report)]
    seconds, memory = [], 0.0
    for _ in range(runs):
        peak_memory(command, folder)
        values = json.loads(report.read_text(encoding="utf-8"))
        seconds.append(values["seconds"])
        memory = max(memory, values["memory_mb"])
    return Growth(words=words, seconds=statistics.median(seconds), memory_mb=memory)


def _modules() -> Iterator[tuple[str, ModuleType]]:
    for tool, name in TOOLS.items():
        yield tool, importlib.import_module(name)


def _prepared(home: Path, module: ModuleType, story: Story) -> Path:
    home.mkdir(parents=True)
    module.prepare(home, story, PHOTO)
    write_story(story, home / "story.json")
    return home


def _warm(homes: dict[str, Path], editions: int) -> tuple[dict[str, dict[str, float]], dict[str, str]]:
    """Return the medians and the memory by tool, and by tool why there are none."""
    seconds: dict[str, dict[str, list[float]]] = {tool: {"varied_s": [], "same_s": []} for tool in homes}
    memory: dict[str, float] = {}
    failed: dict[str, str] = {}
    with ExitStack() as stack:
        workers = {tool: stack.enter_context(Worker(TOOLS[tool], home)) for tool, home in homes.items()}
        for first in range(0, editions, BLOCK):
            for tool in list(workers):
                try:
                    for kind, taken in seconds[tool].items():
                        count = min(BLOCK, editions - first)
                        block, memory[tool] = workers[tool].make(first, count, vary=kind == "varied_s")
                        taken.extend(block)
                except RunError as error:
                    failed[tool] = str(error)
                    del workers[tool]
    found = {}
    for tool in workers:
        medians = {kind: statistics.median(taken) for kind, taken in seconds[tool].items()}
        found[tool] = medians | {"warm_mb": memory[tool]}
    return found, failed


def _file_facts(home: Path, story: Story) -> dict[str, float | int]:
    (made,) = home.rglob("*.pdf")
    document = pdfium.PdfDocument(made)
    try:
        said = _letters("".join(page.get_textpage().get_text_bounded() for page in document))
        kept = sum(_letters(text) in said for _, text in story.body) / len(story.body)
        return {"pages": len(document), "kilobytes": made.stat().st_size // 1024, "kept": kept}
    finally:
        document.close()


def _letters(text: str) -> str:
    """Return the letters of *text* alone: tools differ in hyphens, quotes and spaces."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


COLUMNS = (
    ("first s", "first_s", ".3f"),
    ("cold s", "cold_s", ".3f"),
    ("min", "cold_min_s", ".3f"),
    ("max", "cold_max_s", ".3f"),
    ("MB", "cold_mb", ".0f"),
    ("warm s", "varied_s", ".4f"),
    ("same s", "same_s", ".4f"),
    ("MB", "warm_mb", ".0f"),
    ("pages", "pages", "d"),
    ("KB", "kilobytes", "d"),
    ("kept", "kept", ".0%"),
)


def table(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the lines of a table of *rows*, and below it why cells are empty."""
    yield " " * 12 + "".join(f"{title:>9}" for title, _, _ in COLUMNS)
    for row in rows:
        yield f"{row.tool:12}" + "".join(f"{_cell(getattr(row, name), form):>9}" for _, name, form in COLUMNS)
    yield from (f"{row.tool}: not measured: {row.failed}" for row in rows if row.failed)


def growth_table(growth: Sequence[Growth]) -> Iterator[str]:
    """Yield the lines of a table of *growth*."""
    yield f"{'words':>8}{'s':>9}{'us a word':>11}{'MB':>7}"
    for each in growth:
        yield f"{each.words:>8}{each.seconds:>9.3f}{each.microseconds_per_word:>11.1f}{each.memory_mb:>7.0f}"


def _cell(value: float | int | None, form: str) -> str:
    return "-" if value is None else format(value, form)


def as_json(rows: Sequence[Row], growth: Sequence[Growth]) -> dict[str, list[dict[str, object]]]:
    """Return the figures as plain values."""
    return {"leaflet": [asdict(row) for row in rows], "growth": [asdict(each) for each in growth]}


def _grow(words: int, report: Path) -> None:
    """Set a plain column of *words* in this process and write what it took."""
    import time

    from benchmarks.ours import column

    paragraphs = list(flow(words))
    start = time.perf_counter()
    column(paragraphs, 87.0, 9.5, report.with_suffix(".pdf"))
    values = {"seconds": time.perf_counter() - start, "memory_mb": own_peak_memory()}
    report.write_text(json.dumps(values), encoding="utf-8")


if __name__ == "__main__":
    _grow(int(sys.argv[1]), Path(sys.argv[2]))
