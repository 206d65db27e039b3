from __future__ import annotations

import pikepdf
import pytest
from PIL import Image

from pamphlet.errors import BadInput, CannotWrite
from pamphlet.layout.placed import PlacedBox
from pamphlet.pdf import proof
from pamphlet.pdf.proof import render_pages, save_proof
from pamphlet.units import Rect


@pytest.fixture
def leaflet(setter, tmp_path):
    path = tmp_path / "leaflet.pdf"
    side = setter.side(PlacedBox(rect=Rect(20, 20, 180, 130), ink="red"))
    path.write_bytes(setter.pdf(side, setter.side()))
    return path


def test_each_page_becomes_a_png_of_the_asked_resolution(leaflet, tmp_path):
    paths = save_proof(leaflet, tmp_path / "proofs", dpi=144)
    assert [path.name for path in paths] == ["leaflet-1.png", "leaflet-2.png"]
    with Image.open(paths[0]) as image:
        assert image.size == (800, 600)
        assert image.info["dpi"] == pytest.approx((144, 144), abs=0.1)
        red, green, _ = image.getpixel((200, 150))
        assert red > 150 > green
        assert image.getpixel((500, 150)) == (255, 255, 255)
    assert sorted(path.name for path in paths[0].parent.iterdir()) == ["leaflet-1.png", "leaflet-2.png"]


def test_the_same_pages_give_the_same_bytes(leaflet, tmp_path):
    (one, _), (other, _) = (save_proof(leaflet, tmp_path / name) for name in ("one", "other"))
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize(
    ("content", "code"), [(None, "proof-file"), (b"", "proof-not-pdf"), (b"%PDF-1.6\nhello", "proof-not-pdf")]
)
def test_what_is_no_pdf_is_refused(tmp_path, content, code):
    path = tmp_path / "no.pdf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BadInput) as refused:
        list(render_pages(path))
    assert refused.value.finding.code == code and refused.value.finding.place.file == str(path)


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(BadInput) as refused:
        list(render_pages(tmp_path))
    assert refused.value.finding.code == "proof-file"


def test_an_encrypted_file_is_refused(leaflet, tmp_path):
    locked = tmp_path / "locked.pdf"
    with pikepdf.open(leaflet) as document:
        document.save(locked, encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(BadInput) as refused:
        list(render_pages(locked))
    assert refused.value.finding.code == "proof-encrypted"


@pytest.mark.parametrize("dpi", [0, -1, 9, 2401, float("nan"), float("inf")])
def test_a_resolution_out_of_range_is_refused(leaflet, dpi):
    with pytest.raises(BadInput, match="dpi"):
        list(render_pages(leaflet, dpi))


def test_more_pixels_than_memory_should_hold_are_refused_before_drawing(leaflet, monkeypatch):
    monkeypatch.setattr(proof, "MAX_PIXELS", 10_000)
    with pytest.raises(BadInput) as refused:
        list(render_pages(leaflet, 72))
    assert refused.value.finding.code == "proof-pixels"
    assert "choose 20 dpi" in refused.value.finding.hint


def test_a_folder_that_cannot_be_made_is_told(leaflet, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CannotWrite):
        save_proof(leaflet, tmp_path / "file" / "proofs")
