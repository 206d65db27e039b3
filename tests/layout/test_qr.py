from __future__ import annotations

import pytest

from pamphlet.errors import BadInput
from pamphlet.layout.qr import MatrixCodes, qr_rows


def test_modules_are_square_without_quiet_zone() -> None:
    rows = qr_rows("https://example.org/bulletin")
    side = len(rows)
    assert side >= 21
    assert (side - 17) % 4 == 0
    assert all(len(row) == side for row in rows)
    finder = [row[:7] for row in rows[:7]]
    assert finder[0] == (True,) * 7
    assert finder[1] == (True, False, False, False, False, False, True)
    assert finder[3] == (True, False, True, True, True, False, True)


def test_even_a_short_address_is_no_micro_code() -> None:
    assert len(qr_rows("1")) == 21


def test_same_address_same_modules() -> None:
    assert qr_rows("https://example.org/a") == qr_rows("https://example.org/a")
    assert qr_rows("https://example.org/a") != qr_rows("https://example.org/b")


@pytest.mark.parametrize(("url", "code"), [("x" * 2332, "qr-too-long"), ("", "qr-empty"), (" ", "qr-empty")])
def test_address_that_cannot_be_coded(url: str, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        qr_rows(url)
    assert caught.value.finding.code == code


def test_longest_address_fits() -> None:
    assert len(qr_rows("x" * 2331)) == 177


def test_a_code_that_is_kept_is_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    class Shelf(dict[str, bytes]):
        put = dict.__setitem__

    shelf, url = Shelf(), "https://example.org/bulletin"
    made = MatrixCodes(shelf).rows(url)
    monkeypatch.setattr("pamphlet.layout.qr.qr_rows", lambda url: ())
    assert made == MatrixCodes(shelf).rows(url) != ()
    assert MatrixCodes(shelf).rows(url + "s") == ()
