from __future__ import annotations

import os
import struct
import warnings
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageFile

from pamphlet.errors import BadInput
from pamphlet.ink.photo import open_photo
from pamphlet.ink.photo_cache import PhotoCache


def png_header(width: int, height: int) -> bytes:
    """A PNG of the size told, with the first bytes of its pixels and no more."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000)))


def refusal(path: Path) -> BadInput:
    with pytest.raises(BadInput) as caught:
        open_photo(path)
    assert caught.value.exit_code == 2
    assert caught.value.finding.place.file == str(path)
    return caught.value


@pytest.mark.parametrize("orientation", range(1, 9))
def test_size_is_upright(tmp_path: Path, patches: Image.Image, orientation: int) -> None:
    path = tmp_path / "turned.jpg"
    exif = Image.Exif()
    exif[0x0112] = orientation
    patches.save(path, exif=exif)
    photo = open_photo(path)
    assert (photo.width, photo.height) == ((320, 480) if orientation >= 5 else (480, 320))
    assert photo.orientation == orientation


def test_tiff_is_measured_upright_as_its_reader_turns_it(tmp_path: Path, patches: Image.Image) -> None:
    path = tmp_path / "turned.tif"
    exif = Image.Exif()
    exif[0x0112] = 6
    patches.save(path, exif=exif)
    photo = open_photo(path)
    assert (photo.width, photo.height, photo.orientation) == (320, 480, 1)


@pytest.mark.parametrize("side", [30_000, 100_000])
def test_decompression_bomb_is_refused_by_its_header(
    tmp_path: Path, side: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda image: pytest.fail("its pixels were decoded"))
    path = tmp_path / "bomb.png"
    path.write_bytes(png_header(side, side))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        error = refusal(path)
    assert error.finding.code == "photo-too-large"
    assert f"{side} x {side} pixels" in str(error)
    assert "150 are allowed" in str(error)


def test_photo_under_the_limit_but_over_pillows_own_gives_no_warning(tmp_path: Path) -> None:
    path = tmp_path / "large.png"
    path.write_bytes(png_header(12_000, 12_000))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert open_photo(path).width == 12_000


@pytest.mark.parametrize("size", [(1, 1), (31, 4000), (4000, 31)])
def test_tiny_photo_is_refused(tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "tiny.png"
    Image.new("RGB", size).save(path)
    error = refusal(path)
    assert error.finding.code == "photo-too-small"
    assert f"{size[0]} x {size[1]} pixels" in str(error)


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (b"", "photo-format", "empty"),
        (b"But the miners would not go back to work.", "photo-format", "not a picture"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "photo-format", "HEIC"),
        (b"<?xml version='1.0'?><svg/>", "photo-format", "drawing"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 900 900\n", "photo-format", "not a picture"),
        (b"\xff\xd8\xff\xe0", "photo-damaged", "damaged"),
        (b"\x89PNG\r\n\x1a\n", "photo-damaged", "damaged"),
        (b"II*\0\xff\xff\xff\x7f", "photo-damaged", "damaged"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "photo-damaged", "damaged"),
    ],
)
def test_what_is_no_picture_is_refused(tmp_path: Path, content: bytes, code: str, said: str) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(content)
    error = refusal(path)
    assert error.finding.code == code
    assert said in str(error)
    assert "\n" not in str(error)


def test_missing_photo_and_folder_and_pipe(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.jpg").finding.code == "photo-missing"
    assert refusal(tmp_path).finding.code == "photo-unreadable"
    os.mkfifo(tmp_path / "pipe.jpg")
    assert refusal(tmp_path / "pipe.jpg").finding.code == "photo-unreadable"


@pytest.mark.parametrize("kind", ["gif", "png", "webp", "tif"])
def test_animation_or_many_pages_are_refused(tmp_path: Path, patches: Image.Image, kind: str) -> None:
    path = tmp_path / f"many.{kind}"
    patches.save(path, save_all=True, append_images=[patches.transpose(Image.Transpose.ROTATE_180)])
    error = refusal(path)
    assert error.finding.code == "photo-many"
    assert "2 pictures" in str(error)


def test_floating_point_pixels_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "float.tif"
    Image.new("F", (64, 64), 0.5).save(path)
    assert refusal(path).finding.code == "photo-mode"


def test_broken_exif_does_not_cost_the_photo(tmp_path: Path, patches: Image.Image) -> None:
    path = tmp_path / "exif.jpg"
    patches.save(path, exif=b"Exif\0\0MM\0*\xff\xff\xff\xff")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert open_photo(path).orientation == 1


def test_header_of_known_bytes_is_not_read_again(patches_png: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = PhotoCache()
    first = open_photo(patches_png, cache)
    monkeypatch.setattr("pamphlet.ink.photo._read_header", lambda path: pytest.fail("read twice"))
    assert open_photo(patches_png, cache) == first
