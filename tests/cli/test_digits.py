"""Figures in the digits of the language, from the folder to the text that is read from the file."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from tests.cli.conftest import Run

ARTICLE = (Path(__file__).parent.parent / "languages" / "hi.md").read_text(encoding="utf-8")
WESTERN = str.maketrans("०१२३४५६७८९", "0123456789")


@pytest.mark.parametrize(("digits", "shown", "not_shown"), [("auto", "3", "\u0969"), ("native", "\u0969", "3")])
def test_digits(run: Run, tmp_path: Path, digits: str, shown: str, not_shown: str) -> None:
    folder = tmp_path / "rights"
    folder.mkdir()
    (folder / "article.md").write_text(ARTICLE.translate(WESTERN), encoding="utf-8")
    (folder / "leaflet.toml").write_text(f'digits = "{digits}"\n[marks]\nslug = false\n', encoding="utf-8")
    result = run("build", "rights", "--format", "print", "-o", "out")
    assert result.exit_code == 0, result.stderr  # no word is lost in another digit
    document = pypdfium2.PdfDocument(tmp_path / "out" / "rights" / "rights-hi-print.pdf")
    text = document[1].get_textpage().get_text_range()
    document.close()
    assert shown in text
    assert not_shown not in text
