"""Time and memory of whole processes and of running ones, fair to each tool.

Tools take turns, so that a noisy minute is shared. A process's memory is read by
a relay, a bare interpreter that starts it: a child started by this process would
be credited with the size of this process, since Linux carries the peak over.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any

ROOT = Path(__file__).resolve().parent.parent

# ru_maxrss is in kilobytes on Linux and in bytes on macOS (getrusage(2) of each).
_RELAY = """
import os, sys
pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(pid, 0)
print(usage.ru_maxrss // (1024 if sys.platform == "darwin" else 1))
sys.exit(os.waitstatus_to_exitcode(status) and 1)
"""


class RunError(Exception):
    """Raised when a measured process ends with an error; the message is the end of what it said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cold:
    """Whole processes of one tool.

    Attributes:
        first: seconds of the first run, whose caches were empty; not among *seconds*.
        memory_mb: the most memory of that run.
    """

    first: float
    seconds: tuple[float, ...]
    memory_mb: float

    @property
    def median(self) -> float:
        """The middle run, in seconds."""
        return statistics.median(self.seconds)


def environment() -> dict[str, str]:
    """Return the environment of measured processes: this repository first among the imports."""
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


def cold(commands: Mapping[str, tuple[Sequence[str], Path]], *, runs: int) -> tuple[dict[str, Cold], dict[str, str]]:
    """Run each command as a process of its own: once for its memory, then *runs* times, all in turn.

    Args:
        commands: by tool, the command and the folder that it runs in.
        runs: counted runs; one before them fills the caches on disk and is asked for its memory.

    Returns:
        The figures by tool, and by tool why there are none.
    """
    memory: dict[str, float] = {}
    first: dict[str, float] = {}
    failed: dict[str, str] = {}
    for name, (command, folder) in commands.items():
        try:
            start = time.perf_counter()
            memory[name] = peak_memory(command, folder)
            first[name] = time.perf_counter() - start
        except RunError as error:
            failed[name] = str(error)
    seconds: dict[str, list[float]] = {name: [] for name in memory}
    for _ in range(runs):
        for name, taken in seconds.items():
            command, folder = commands[name]
            start = time.perf_counter()
            _run(command, folder)
            taken.append(time.perf_counter() - start)
    found = {
        name: Cold(first=first[name], seconds=tuple(taken), memory_mb=memory[name]) for name, taken in seconds.items()
    }
    return found, failed


def peak_memory(command: Sequence[str], folder: Path) -> float:
    """Return the most memory that *command* held at once, in megabytes.

    Raises:
        RunError: the command ended with an error.
    """
    relay = [sys.executable, "-I", "-S", "-c", _RELAY, *command]
    return int(_run(relay, folder).splitlines()[-1]) / 1024


def _run(command: Sequence[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise RunError(said[-1] if said else f"exit status {done.returncode}")
    return done.stdout


class Worker:
    """A process that stays open and makes editions when told to (see ``benchmarks.worker``)."""

    def __init__(self, peer: str, folder: Path) -> None:
        # A file and not a pipe: nobody reads it while editions are made, and a full pipe would stop them.
        self._said = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - closed by __exit__
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.worker", peer, str(folder)],
            cwd=ROOT,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            text=True,
        )

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.communicate()
        self._said.close()

    def make(self, first: int, count: int, *, vary: bool) -> tuple[list[float], float]:
        """Make *count* editions and return the seconds of each and the most memory so far, in megabytes.

        Raises:
            RunError: the process ended.
        """
        asked, answers = _pipe(self._process.stdin), _pipe(self._process.stdout)
        try:
            asked.write(json.dumps({"first": first, "count": count, "vary": vary}) + "\n")
            asked.flush()
        except BrokenPipeError:
            pass
        answer = answers.readline()
        if not answer:
            self._process.communicate()
            self._said.seek(0)
            said = self._said.read().strip().splitlines()
            raise RunError(said[-1] if said else "the process ended")
        values: dict[str, Any] = json.loads(answer)
        return values["seconds"], values["memory_mb"]


def _pipe(pipe: IO[str] | None) -> IO[str]:
    if pipe is None:
        raise RunError("the process has no pipe")
    return pipe


def own_peak_memory() -> float:
    """Return the most memory that this process held at once, in megabytes.

    ``VmHWM`` begins anew with each program (proc(5)), where getrusage's figure is inherited.
    """
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
