"""What the documents point to is there."""

from __future__ import annotations

import re
from pathlib import Path

import click
import msgspec
import pytest

from pamphlet.cli.main import pamphlet
from pamphlet.manuscript.frontmatter import FrontMatter
from pamphlet.manuscript.settings import Marks, Settings

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("assets/**/*.md")])
_LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]*))?\)")


def anchors(page: Path) -> set[str]:
    """Return the names that headings can be linked by."""
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target, anchor in _LINK.findall(text):
        place = page.parent / target if target else page
        assert place.exists(), target
        if anchor:
            assert anchor in anchors(place), f"{target}#{anchor}"


COMMANDS = {
    name: command
    for name in pamphlet.list_commands(click.Context(pamphlet))
    if (command := pamphlet.get_command(click.Context(pamphlet), name))
}
SHOWN = [ROOT / "README.md", ROOT / "docs" / "guide.md", ROOT / "docs" / "right-to-left.md"]
"""Pages that people type from."""
_CODE = re.compile(r"^```sh\n(.*?)^```|`([^`\n]+)`", re.MULTILINE | re.DOTALL)
_PAMPHLET = re.compile(r"(?:^|/)pamphlet ([a-z]+)((?: [^\n#]*)?)", re.MULTILINE)


def code_of(page: Path) -> str:
    """Return what a page shows as code: blocks for the shell, and words in the lines; one piece a line."""
    text = page.read_text(encoding="utf-8")
    return "\n".join((block or word).strip().replace("\n  ", " ") for block, word in _CODE.findall(text))


def options_of(command: click.Command) -> set[str]:
    return {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)} | {"--help"}


@pytest.mark.parametrize("page", SHOWN, ids=lambda page: page.name)
def test_commands_and_options_that_are_shown_exist(page: Path) -> None:
    code = code_of(page)
    known = set().union(*map(options_of, COMMANDS.values()))
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", code)) <= known
    for name, rest in _PAMPHLET.findall(code):
        assert name in COMMANDS, name
        used = set(re.findall(r"(?<!\S)--?[a-z][a-z-]*", rest))
        assert used <= options_of(COMMANDS[name]), f"pamphlet {name}{rest}"


def test_every_command_has_its_line_in_the_readme() -> None:
    shown = set(re.findall(r"^\| `pamphlet ([a-z]+)", SHOWN[0].read_text(encoding="utf-8"), re.MULTILINE))
    assert shown == set(COMMANDS)


def keys_shown(heading: str) -> list[list[str]]:
    """Return the keys of each row of the table below *heading* in the guide."""
    section = SHOWN[1].read_text(encoding="utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return [re.findall(r"`([^`]+)`", line.split("|")[1]) for line in section.splitlines() if line.startswith("| `")]


def test_the_guide_has_every_setting_and_no_other() -> None:
    rows = keys_shown("leaflet.toml")
    shown = {row[0].strip("[]") if row[0].startswith("[") else name for row in rows for name in row}
    # The table [home] has its own, where office printers are the matter.
    assert shown | {"home"} == {each.encode_name for each in msgspec.structs.fields(Settings)}
    assert {name for row in rows if row[0] == "[marks]" for name in row[1:]} == set(Marks.__struct_fields__)


def test_the_guide_has_every_key_of_the_front_matter_and_no_other() -> None:
    shown = {name.split(".")[0] for row in keys_shown("Front matter") for name in row}
    assert shown == {each.encode_name for each in msgspec.structs.fields(FrontMatter)}


def test_the_guide_begins_with_a_list_of_its_headings() -> None:
    text = SHOWN[1].read_text(encoding="utf-8")
    listed = re.findall(r"^- \[(.+)\]\(#.+\)$", text.split("\n## ")[0], re.MULTILINE)
    assert listed == re.findall(r"^## (.+)$", text, re.MULTILINE)
