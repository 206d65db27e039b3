"""Small leaflets to run the commands on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from small_leaflet import LeafletFolder, Run

from pamphlet.cli.main import pamphlet


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep prepared photos out of the user's cache, and the user's wishes out of the tests."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.delenv("PAMPHLET_DEBUG", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def leaflet(tmp_path: Path) -> Iterator[LeafletFolder]:
    """A folder ``pit`` to write, and a check that building leaves nothing in it."""
    made = LeafletFolder(tmp_path / "pit", tmp_path / "out")
    yield made
    if made.folder.is_dir():
        strays = [path.name for path in made.folder.iterdir() if path.name.startswith(".")]
        assert strays == [], "temporary files are left in the leaflet folder"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run the command line in *tmp_path*, in this process."""
    monkeypatch.chdir(tmp_path)

    def invoke(*args: str | Path, **options: object) -> Result:
        return CliRunner().invoke(pamphlet, [str(arg) for arg in args], prog_name="pamphlet", **options)

    return invoke
