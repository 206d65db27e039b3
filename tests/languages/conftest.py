from __future__ import annotations

import pytest

from pamphlet.typesetting import sources


@pytest.fixture(autouse=True)
def no_fonts_from_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the extras of the distribution serve here, and the machine's own fonts as little as elsewhere."""
    monkeypatch.setattr(sources, "FONTCONFIG", "no-fc-list")
