"""The house as docs/architecture.md draws it: imports point one way, and each room has its line."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "pamphlet"
MAP = ROOT / "docs" / "architecture.md"

ROOMS = (
    ("units", "errors", "version"),
    ("files", "resources"),
    ("manuscript",),
    ("typesetting",),
    ("design",),
    ("layout",),
    ("sheet",),
    ("ink",),
    ("pdf", "preflight"),
    ("editions",),
    ("cli",),
)
"""A room may import itself and what stands above it here; rooms of one row do not know each other."""

RANK = {room: rank for rank, row in enumerate(ROOMS) for room in row}

BEHIND_A_DOOR = {"reportlab": {"pdf"}, "pikepdf": {"preflight"}}
"""Libraries that only these rooms may name."""

LONGEST_MODULE = 600
MOST_POSITIONAL = 5
CALLED_WITH_MORE = {
    ("pamphlet.typesetting.margins", "_cubic"),  # HarfBuzz calls it
    ("pamphlet.layout.flow", "draw"),  # what Rows.draw is called with: rows, place, grid and what is left over
    ("pamphlet.layout.flow", "draw_head"),
    ("pamphlet.layout.beside", "draw"),
    ("pamphlet.layout.table", "draw"),
}
"""Functions with more positional parameters than ``MOST_POSITIONAL``; none is added without a reason."""

MOST_UNNAMED = 3
IN_THEIR_ORDER = {
    ("pamphlet.units", "Rect"),  # x, y, width, height
    ("pamphlet.units", "Insets"),  # clockwise from the top
    ("pamphlet.ink.palette", "Ink"),  # cyan, magenta, yellow, black
    ("pamphlet.sheet.folds", "Fold"),  # rows of a table
    ("pamphlet.typesetting.face", "Glyph"),  # one for each glyph that is shaped
    ("pamphlet.layout.columns", "_State"),  # the inner loop of the columns
    ("pamphlet.layout.columns", "_Part"),
    ("pamphlet.layout.columns", "_End"),
    ("pamphlet.layout.flow", "Rows"),
}
"""Data of more fields than ``MOST_UNNAMED`` that may be given without their names."""

MODULES = sorted(PACKAGE.rglob("*.py"))


def dotted(path: Path) -> str:
    """Return the module's name, as in ``pamphlet.pdf.writer``; a package's is its ``__init__``'s."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(module: str) -> str:
    """Return the room of ``pamphlet.room.module``; the empty string is the package's front door."""
    room = [*module.split("."), ""][1]
    return "" if room == "__main__" else room


def imported(source: str, *, package: str) -> Iterator[str]:
    """Yield every module that *source* imports, at the top, in a function or for types alone.

    ``from pamphlet import sheet`` counts as ``pamphlet.sheet``.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names) if base == "pamphlet" else (base,)


def wrong_arrows(source: str, *, module: str, package: str) -> list[str]:
    """Return the imports of *module* that point to the right, or reach behind a door."""
    room = room_of(module)
    wrong = []
    for name in imported(source, package=package):
        top = name.split(".")[0]
        if top == "pamphlet" and room and not allowed(room, room_of(name)):
            wrong.append(f"{module} imports {name}")
        if top in BEHIND_A_DOOR and room not in BEHIND_A_DOOR[top]:
            wrong.append(f"{module} imports {name}, which only {', '.join(sorted(BEHIND_A_DOOR[top]))} may")
    return wrong


def allowed(room: str, other: str) -> bool:
    """Say whether *room* may import from *other*; nobody imports from the front door but its users."""
    return room == other or (other in RANK and RANK[other] < RANK[room])


def package_of(path: Path) -> str:
    return dotted(path if path.name == "__init__.py" else path.parent / "__init__.py")


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_imports_point_one_way(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert wrong_arrows(source, module=dotted(path), package=package_of(path)) == []


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_functions_take_few_parameters_by_position(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and (dotted(path), node.name) not in CALLED_WITH_MORE:
            names = [each.arg for each in (*node.args.posonlyargs, *node.args.args) if each.arg not in ("self", "cls")]
            assert len(names) <= MOST_POSITIONAL, f"{node.name} takes {', '.join(names)}"


def unnamed(source: str) -> list[str]:
    """Return the Structs of *source* that take many fields by their order alone."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef) and "Struct" in map(ast.unparse, node.bases):
            fields = [each for each in node.body if isinstance(each, ast.AnnAssign)]
            if len(fields) > MOST_UNNAMED and not any(each.arg == "kw_only" for each in node.keywords):
                found.append(node.name)
    return found


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_data_of_many_fields_takes_them_by_name(path: Path) -> None:
    names = unnamed(path.read_text(encoding="utf-8"))
    assert [name for name in names if (dotted(path), name) not in IN_THEIR_ORDER] == []


def test_a_struct_of_many_unnamed_fields_is_seen() -> None:
    fields = "; ".join(f"{name}: float" for name in "abcd")
    assert unnamed(f"class Wide(Struct, frozen=True): {fields}") == ["Wide"]
    assert unnamed(f"class Wide(Struct, frozen=True, kw_only=True): {fields}") == []


@pytest.mark.parametrize("path", sorted((PACKAGE / "preflight").rglob("*.py")), ids=dotted)
def test_the_judge_knows_no_room_but_its_own(path: Path) -> None:
    rooms = {
        room_of(name)
        for name in imported(path.read_text(encoding="utf-8"), package=package_of(path))
        if name.startswith("pamphlet")
    }
    assert rooms <= {"preflight", "errors", "units"}


def test_every_room_has_its_place_in_the_order() -> None:
    found = {room_of(dotted(path)) for path in MODULES} - {""}
    assert found <= set(RANK), "a new room: give it its place in ROOMS and its line in docs/architecture.md"


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("pamphlet.layout.flow", "from pamphlet.sheet.side import Side"),
        ("pamphlet.layout.flow", "def draw():\n    import pamphlet.pdf.writer"),
        ("pamphlet.layout.flow", "from pamphlet import pdf"),
        ("pamphlet.layout.flow", "from ..sheet import side"),
        ("pamphlet.layout.flow", "from .. import sheet"),
        ("pamphlet.units", "from pamphlet.errors import BadInput"),
        ("pamphlet.sheet.marks", "from reportlab.lib.units import mm"),
        ("pamphlet.cli.proof", "def look():\n    import pikepdf"),
    ],
)
def test_a_wrong_arrow_is_seen(module: str, source: str) -> None:
    assert len(wrong_arrows(source, module=module, package=module.rpartition(".")[0])) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("pamphlet.layout.flow", "from pamphlet.typesetting.line import Line\nfrom . import placed"),
        ("pamphlet.pdf.writer", "import reportlab\nfrom pamphlet import units"),
        ("pamphlet.errors", "from dataclasses import dataclass"),
    ],
)
def test_a_right_arrow_is_left_alone(module: str, source: str) -> None:
    assert wrong_arrows(source, module=module, package=module.rpartition(".")[0]) == []


def test_the_map_names_every_package_and_module_at_the_top_and_nothing_else() -> None:
    packages = {f"{path.parent.relative_to(PACKAGE).as_posix()}/" for path in PACKAGE.rglob("__init__.py")} - {"./"}
    singles = {path.name for path in PACKAGE.glob("*.py")} - {"__init__.py", "__main__.py"}
    on_the_map = set(re.findall(r"^\| `([\w/]+(?:\.py)?)` \|", MAP.read_text(encoding="utf-8"), re.MULTILINE))
    assert on_the_map == packages | singles


def test_the_map_gives_the_order_of_the_imports() -> None:
    order = " ← ".join(", ".join(row) for row in ROOMS)
    assert order in " ".join(MAP.read_text(encoding="utf-8").split())


def owners(name: str) -> list[Path]:
    """Return the files that *name* on the map may mean: a path from either root, else the end of one in the package."""
    whole = [root / name for root in (PACKAGE, ROOT) if (root / name).is_file()]
    return whole or [path for path in PACKAGE.rglob(Path(name).name) if path.as_posix().endswith(f"/{name}")]


BEFORE, _, REST = MAP.read_text(encoding="utf-8").partition("## The way through each room\n")
WAY, _, AFTER = REST.partition("\n## ")
NAMED = sorted(set(re.findall(r"`([\w/]+\.(?:py|toml))`", BEFORE + AFTER)))


@pytest.mark.parametrize("name", NAMED)
def test_each_file_that_the_map_names_is_there_once(name: str) -> None:
    assert len(owners(name)) == 1, "name it with its room"


@pytest.mark.parametrize("room", [each for row in ROOMS[2:] for each in row] + ["manuscript/importers"])
def test_the_way_through_a_room_passes_each_of_its_modules(room: str) -> None:
    (told,) = [entry for entry in WAY.split("\n- ")[1:] if entry.startswith(f"`{room}/`:")]
    passed = re.findall(r"`(\w+\.py)`", told)
    assert sorted(set(passed)) == sorted(
        path.name for path in (PACKAGE / room).glob("*.py") if path.name != "__init__.py"
    ), "tell where the module is met, in docs/architecture.md"


def undocumented(source: str) -> list[str]:
    """Return the public classes and functions of *source* that have no docstring."""
    return [name for name, node in public(ast.parse(source).body) if not ast.get_docstring(node)]


def public(body: list[ast.stmt], prefix: str = "") -> Iterator[tuple[str, ast.ClassDef | ast.FunctionDef]]:
    for node in body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            if not any(ast.unparse(each).endswith((".setter", "overload")) for each in node.decorator_list):
                yield prefix + node.name, node
            if isinstance(node, ast.ClassDef):
                yield from public(node.body, f"{prefix}{node.name}.")


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_what_is_public_is_documented(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(source)), "the module says nothing of itself"
    assert undocumented(source) == []


def test_a_missing_docstring_is_seen() -> None:
    source = 'class Sheet:\n    """Paper."""\n    def fold(self):\n        pass\n    def _turn(self):\n        pass\n'
    assert undocumented(source) == ["Sheet.fold"]


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_no_module_is_too_long_to_be_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE
