"""All commands: each says what it is for; and the small ones do what they say."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from PIL import Image
from small_leaflet import LeafletFolder, Run, encoded, picture

from pamphlet.cli.main import COMMANDS, pamphlet
from pamphlet.sheet.folds import FOLD_SCHEMES
from pamphlet.version import VERSION

TEXT = """\
Down the pit

By A. Writer

The pit opens at five, and the men go down with a lamp and a bag of leaves. What they bring up by noon is
weighed, written down and paid for at a price that somebody far away has set.

They want the price back in their own hands, a doctor at the shaft, and a school that opens all year.

Share this:

Leave a Reply
"""


def commands() -> list[click.Command]:
    context = click.Context(pamphlet)
    return [command for name in COMMANDS if (command := pamphlet.get_command(context, name))]


@pytest.mark.parametrize("command", [pamphlet, *commands()], ids=lambda command: command.name)
def test_every_command_and_option_has_help_and_examples(command: click.Command) -> None:
    assert command.help
    assert command.epilog and "Examples:\n  pamphlet" in command.epilog and "Exit codes:\n" in command.epilog
    for parameter in command.params:
        assert getattr(parameter, "help", None), f"{command.name} {parameter.name} has no help"


@pytest.mark.parametrize("name", COMMANDS)
def test_help_keeps_the_examples_on_lines_of_their_own(run: Run, name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert re.search(rf"^ +Examples:\n +pamphlet {name}", result.stdout, re.MULTILINE)
    assert re.search(r"^ +Exit codes:\n +0  ", result.stdout, re.MULTILINE)
    assert all(len(line) <= 104 for line in result.stdout.splitlines())


def test_every_command_is_listed_under_its_name(run: Run) -> None:
    listed = run("--help").stdout
    assert [command.name for command in commands()] == list(COMMANDS)
    assert all(re.search(rf"^  {name} ", listed, re.MULTILINE) for name in COMMANDS)


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"pamphlet {VERSION}\n"


@pytest.mark.parametrize("args", [("biuld",), ("build",), ("build", "--bogus"), ("proof", "x.pdf", "--dpi", "many")])
def test_usage_errors_exit_with_2(run: Run, args: tuple[str, ...]) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert result.stdout == ""


def test_new_makes_a_folder_that_builds(run: Run, tmp_path: Path) -> None:
    result = run("new", "my leaflet")
    assert result.exit_code == 0
    assert [Path(line).name for line in result.stdout.splitlines()] == ["leaflet.toml", "article.md", "cover.jpg"]
    assert "pamphlet build 'my leaflet'" in result.stderr
    built = run("build", "my leaflet")
    assert built.exit_code == 0, built.stderr
    assert len(built.stdout.splitlines()) == 2


def test_new_writes_over_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "article.md").write_text("mine", encoding="utf-8")
    result = run("new", "full")
    assert result.exit_code == 2
    assert "[folder-not-empty]" in result.stderr
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["article.md"]


def test_import_says_what_it_took_and_what_it_left(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "men.jpg").write_bytes(encoded(picture((600, 900))))
    result = run("import", "page.txt", "-o", "pit", "--photo", "men.jpg")
    assert result.exit_code == 0, result.stderr
    lines = result.stdout.splitlines()
    assert lines[0].split(maxsplit=1) == ["title", "Down the pit"]
    assert ["photo", "men.jpg"] in [line.split() for line in lines]
    at = next(n for n, line in enumerate(lines) if line.startswith("left out"))
    assert any(re.match(r" +10  Share this:  \(.+\)$", line) for line in lines[at:])
    assert any(re.match(r" +12  Leave a Reply  \(.+\)$", line) for line in lines[at:])
    assert int(lines[at].split()[2]) == len(lines) - at - 1
    assert (tmp_path / "pit" / "article.md").is_file()
    assert run("build", "pit", "--format", "handout").exit_code in (0, 1)


@pytest.mark.parametrize(
    ("source", "code"), [("nowhere.txt", "no-such-file"), ("page.odt", "unknown-source"), (".", "unknown-source")]
)
def test_import_of_what_cannot_be_read(run: Run, tmp_path: Path, source: str, code: str) -> None:
    (tmp_path / "page.odt").write_text(TEXT, encoding="utf-8")
    result = run("import", source, "-o", "pit")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert f"[{code}]" in result.stderr
    assert not (tmp_path / "pit").exists()


@pytest.mark.parametrize(
    ("source", "said", "cure"),
    [
        ("https://example.org/article.html", "nothing is fetched", "save the page"),
        ("http://example.org", "nothing is fetched", "save the page"),
        (".", "this is a folder", "name the file"),
        ("page.html", "this is a folder", "name the file"),
    ],
)
def test_import_of_what_is_no_file_says_what_to_name(
    run: Run, tmp_path: Path, source: str, said: str, cure: str
) -> None:
    (tmp_path / "page.html").mkdir()
    result = run("import", source, "-o", "pit")
    assert result.exit_code == 2
    assert said in result.stderr and cure in result.stderr


def test_proof_makes_a_picture_of_each_page(leaflet: LeafletFolder, run: Run, tmp_path: Path) -> None:
    run("build", leaflet.write().folder, "--format", "print")
    result = run("proof", "out/pit/pit-en-print.pdf", "--dpi", "40", "-o", "proofs")
    assert result.exit_code == 0
    assert result.stdout == "proofs/pit-en-print-1.png\nproofs/pit-en-print-2.png\n"
    with Image.open(tmp_path / "proofs" / "pit-en-print-1.png") as image:
        assert image.width > 297 / 25.4 * 40
    assert run("proof", "out/pit/pit-en-print.pdf", "--dpi", "20").stdout.startswith("out/pit/pit-en-print-1.png\n")


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("nowhere.pdf",), "proof-file"),
        (("text.pdf",), "proof-not-pdf"),
        (("text.pdf", "--dpi", "0"), "proof-dpi"),
        (("text.pdf", "--dpi", "nan"), "proof-dpi"),
    ],
)
def test_proof_of_what_is_no_pdf(run: Run, tmp_path: Path, args: tuple[str, ...], code: str) -> None:
    (tmp_path / "text.pdf").write_text("not a PDF", encoding="utf-8")
    result = run("proof", *args)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert f"[{code}]" in result.stderr


def test_a_fold_is_drawn_and_explained_by_name(run: Run) -> None:
    result = run("folds", "gate-open", "--paper", "A3")
    assert result.exit_code == 0
    assert "gate-open: two doors" in result.stdout and "trifold" not in result.stdout
    assert "1. fold the first door" in result.stdout and "210.5 mm" not in result.stdout
    wrong = run("folds", "gate-opn")
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert "did you mean gate-open?" in wrong.stderr


def test_a_dummy_is_written_with_the_words_for_folding_it(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "cross.pdf"
    result = run("dummy", "cross", "--paper", "320mm x 450mm", "-o", out)
    assert (result.exit_code, result.stdout) == (0, f"{out}\n")
    assert "flipped on the long edge" in result.stderr and "2. fold it in half like a book" in result.stderr
    assert out.read_bytes().startswith(b"%PDF-")
    wrong = run("dummy", "cross", "--paper", "32mm x 450mm", "-o", tmp_path / "no.pdf")
    assert wrong.exit_code == 2 and "90 to 1200 mm" in wrong.stderr
    assert not (tmp_path / "no.pdf").exists()


@pytest.mark.parametrize(
    ("name", "code", "cure"),
    [
        ("article.md", "write-ending", "article.md.pdf"),
        ("dummy", "write-ending", "dummy.pdf"),
        ("notes.pdf", "write-over", "choose another name"),
    ],
)
def test_a_dummy_is_written_over_nothing_but_a_pdf(run: Run, tmp_path: Path, name: str, code: str, cure: str) -> None:
    (tmp_path / name).write_text("mine", encoding="utf-8")
    result = run("dummy", "half", "-o", name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"[{code}]" in result.stderr and cure in result.stderr
    assert (tmp_path / name).read_text(encoding="utf-8") == "mine"


def test_a_dummy_is_written_over_one(run: Run, tmp_path: Path) -> None:
    assert [run("dummy", fold, "-o", "a.PDF").exit_code for fold in ("half", "trifold-z")] == [0, 0]


def test_new_names_no_option_that_it_does_not_have(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    result = run("new", "file/my-leaflet")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "choose another folder" in result.stderr and "-o" not in result.stderr


def test_folds_shows_every_fold(run: Run) -> None:
    result = run("folds")
    assert result.exit_code == 0
    for scheme in FOLD_SCHEMES:
        assert f"{scheme.name}: {scheme.title}" in result.stdout
    assert "97 mm" in result.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script_that_asks_us(run: Run, shell: str) -> None:
    result = run("completion", shell)
    assert result.exit_code == 0
    assert f"_PAMPHLET_COMPLETE={shell}_complete" in result.stdout


def test_completion_for_a_shell_that_nobody_knows(run: Run) -> None:
    assert run("completion", "tcsh").exit_code == 2


@pytest.mark.parametrize(
    ("words", "word", "offered"),
    [
        ("pamphlet bu", "bu", ["plain,build"]),
        ("pamphlet build --fold tri", "tri", ["plain,trifold-roll", "plain,trifold-z"]),
        ("pamphlet build --paper l", "l", ["plain,Letter", "plain,Legal"]),
        ("pamphlet build --theme broad", "broad", ["plain,broadside"]),
        ("pamphlet batch --format print,ha", "print,ha", ["plain,print,handout"]),
        ("pamphlet build l", "l", ["dir,l"]),
    ],
)
def test_the_shell_is_offered_names(words: str, word: str, offered: list[str]) -> None:
    env = {"_PAMPHLET_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)}
    result = CliRunner().invoke(pamphlet, [], prog_name="pamphlet", env=env)
    assert result.stdout.split() == offered


def test_nothing_of_the_engine_is_imported_for_help() -> None:
    heavy = ("PIL", "uharfbuzz", "reportlab", "pypdfium2", "lxml", "markdown", "pamphlet.layout")
    program = (
        "import sys\n"
        "from click.testing import CliRunner\n"
        "from pamphlet.cli.main import pamphlet\n"
        "for args in (['--help'], ['build', '--help'], ['import', '--help'], ['proof', '--help'], ['--version']):\n"
        "    assert CliRunner().invoke(pamphlet, args).exit_code == 0\n"
        f"print([name for name in {heavy!r} if name in sys.modules])\n"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
