from __future__ import annotations

import io
import re
import struct
import warnings
import zlib
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageCms, ImageOps

from pamphlet.design.inks import PictureSpec
from pamphlet.errors import BadInput, Finding, Severity
from pamphlet.ink.condition import CONDITIONS, Condition, find_condition
from pamphlet.ink.coverage import total_ink
from pamphlet.ink.palette import BLACK, Ink
from pamphlet.ink.photo import open_photo
from pamphlet.ink.photo_cache import PhotoCache
from pamphlet.ink.prepare import Images, find_images, prepare_photo
from pamphlet.ink.prepared import ColourSpace, PreparedImage
from pamphlet.resources import asset
from pamphlet.units import Rect, mm

SMALL = Rect(0, 0, 480 * 72 / 300, 320 * 72 / 300)
"""Where the 480 x 320 patches print at 300 ppi, pixel for pixel."""
TALL = Rect(0, 0, SMALL.width / 2, SMALL.height)
"""As high, and half as wide: the patches are cut at the sides."""


def prepare(path: Path, rect: Rect = SMALL, **how: object) -> tuple[PreparedImage, tuple[Finding, ...]]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        cache = how.pop("cache", None) or PhotoCache()
        condition = how.pop("condition", None) or find_condition("coated")
        photo = open_photo(path, cache)  # type: ignore[arg-type]
        if "treatment" in how:
            how["treatment"] = PictureSpec(treatment=how["treatment"])  # type: ignore[arg-type]
        return prepare_photo(photo, rect=rect, condition=condition, cache=cache, **how)  # type: ignore[arg-type]


def plates(prepared: PreparedImage) -> Image.Image:
    """The picture as inks: Pillow undoes Adobe's inversion by itself."""
    return Image.open(io.BytesIO(prepared.data))


def inks(prepared: PreparedImage, x: int, y: int) -> tuple[int, ...]:
    pixel = plates(prepared).getpixel((x, y))
    assert isinstance(pixel, tuple)
    return tuple(round(value / 2.55) for value in pixel)


def far(one: Image.Image, other: Image.Image) -> int:
    """The greatest difference of any sample, away from the hard edges between the patches."""
    assert one.size == other.size
    difference = ImageChops.difference(one, other)
    width, height = one.size
    worst = 0
    for x in (0.25, 0.75):
        for y in (0.25, 0.75):
            left, top = round((x - 0.15) * width), round((y - 0.15) * height)
            box = (left, top, left + round(0.3 * width), top + round(0.3 * height))
            worst = max(worst, *difference.crop(box).tobytes())
    return worst


@pytest.mark.parametrize("kind", ["jpg", "png", "tif", "webp"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_prints_upright(tmp_path: Path, patches: Image.Image, kind: str, orientation: int) -> None:
    path = tmp_path / f"turned.{kind}"
    exif = Image.Exif()
    exif[0x0112] = orientation
    patches.save(path, exif=exif, quality=98)
    with Image.open(path) as file:
        upright = ImageOps.exif_transpose(file).convert("RGB")
    plain = tmp_path / "upright.png"
    upright.save(plain)
    # Off-centre and cut in either direction, so that a crop at the wrong end shows.
    for across, down in ((0.144, 0.24), (0.24, 0.144)):
        rect = Rect(0, 0, upright.width * across, upright.height * down)
        turned, _ = prepare(path, rect, focus=(0.6, 0.35))
        expected, _ = prepare(plain, rect, focus=(0.6, 0.35))
        assert far(plates(turned), plates(expected)) <= 12


@pytest.mark.parametrize("treatment", ["colour", "grey", "duotone", "line", "halftone"])
def test_flipped_a_photo_is_what_its_mirror_image_would_be(tmp_path: Path, treatment: str) -> None:
    """Byte for byte, cut off-centre: the focus is turned too, the screen of a halftone is not."""
    path, mirror = tmp_path / "one.png", tmp_path / "mirror.png"
    image = wheel()
    image.paste("white", (60, 40, 150, 120))
    image.save(path)
    ImageOps.mirror(image).save(mirror)
    inks = {"black": BLACK, "red": Ink(0.0, 1.0, 0.8, 0.0)}
    spec = PictureSpec(treatment=treatment, inks=("black", "red") if treatment == "duotone" else ("black",))
    made = [
        prepare_photo(
            open_photo(source),
            rect=Rect(0, 0, 50, 40),
            condition=find_condition("uncoated"),
            cache=PhotoCache(),
            focus=(across, 0.3),
            flipped=flipped,
            treatment=spec,
            inks=inks,
        )[0].data
        for source, across, flipped in ((path, 0.2, True), (mirror, 0.8, False), (path, 0.2, False))
    ]
    assert made[0] == made[1] != made[2]


def test_known_colours_are_those_of_the_profile(patches_png: Path, patches: Image.Image, coated: Condition) -> None:
    transform = ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"),
        str(coated.profile_path),
        "RGB",
        "CMYK",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    prepared, findings = prepare(patches_png)
    assert findings == ()
    assert (prepared.width, prepared.height) == (480, 320)
    assert far(plates(prepared), transform.apply(patches)) <= 3


@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda condition: condition.name)
def test_white_is_paper_and_black_keeps_the_limit(tmp_path: Path, condition: Condition) -> None:
    path = tmp_path / "ends.png"
    ends = Image.new("RGB", (480, 320), "white")
    ends.paste("black", (240, 0, 480, 320))
    ends.save(path)
    prepared, _ = prepare(path, condition=condition)
    assert inks(prepared, prepared.width // 4, prepared.height // 2) == (0, 0, 0, 0)
    black = inks(prepared, prepared.width * 3 // 4, prepared.height // 2)
    assert black[3] > 85
    assert sum(black) <= condition.ink_limit
    assert total_ink(plates(prepared)) <= condition.ink_limit + 8


def wheel() -> Image.Image:
    """All hues at full strength, from black to white."""
    hues = Image.linear_gradient("L").rotate(90).resize((480, 320))
    values = Image.linear_gradient("L").resize((480, 320))
    return Image.merge("HSV", (hues, Image.new("L", (480, 320), 255), values)).convert("RGB")


@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda condition: condition.name)
def test_no_colour_passes_the_ink_limit(tmp_path: Path, condition: Condition) -> None:
    path = tmp_path / "wheel.png"
    wheel().save(path)
    prepared, _ = prepare(path, condition=condition)
    assert total_ink(plates(prepared)) <= condition.ink_limit + 8


def test_planted_over_ink_is_told_and_separated_anew(tmp_path: Path) -> None:
    path = tmp_path / "heavy.tif"
    heavy = Image.new("CMYK", (480, 320), (0, 0, 0, 51))
    heavy.paste((242, 242, 242, 242), (0, 0, 240, 320))
    heavy.save(path)
    assert total_ink(heavy) == pytest.approx(380, abs=2)
    prepared, findings = prepare(path)
    assert [finding.code for finding in findings] == ["photo-ink"]
    assert "380 %" in findings[0].message
    assert "300 %" in findings[0].message
    assert total_ink(plates(prepared)) <= 308


def test_cmyk_within_the_limit_keeps_its_numbers(tmp_path: Path) -> None:
    path = tmp_path / "press.tif"
    Image.new("CMYK", (480, 320), (26, 128, 204, 51)).save(path)
    prepared, findings = prepare(path)
    assert findings == ()
    assert inks(prepared, 240, 160) == (10, 50, 80, 20)


def test_cmyk_jpegs_of_both_polarities(tmp_path: Path) -> None:
    adobe = tmp_path / "adobe.jpg"
    Image.new("CMYK", (480, 320), (26, 128, 204, 51)).save(adobe, quality=98)
    content = adobe.read_bytes()
    marker = re.search(rb"\xff\xee\x00\x0eAdobe.{7}", content, re.DOTALL)
    assert marker is not None
    plain = tmp_path / "plain.jpg"
    # Without the marker the very same samples stand for ink, not for paper.
    plain.write_bytes(content.replace(marker[0], b""))
    assert inks(prepare(adobe)[0], 240, 160) == pytest.approx((10, 50, 80, 20), abs=1)
    opposite, findings = prepare(plain)
    assert "photo-ink" not in {finding.code for finding in findings}
    assert inks(opposite, 240, 160) == pytest.approx((90, 50, 20, 80), abs=1)


def test_cmyk_with_a_profile_of_another_paper_is_converted(tmp_path: Path) -> None:
    path = tmp_path / "other.tif"
    profile = find_condition("uncoated").profile_path.read_bytes()
    Image.new("CMYK", (480, 320), (0, 0, 0, 128)).save(path, icc_profile=profile)
    assert inks(prepare(path)[0], 240, 160) != (0, 0, 0, 50)
    assert inks(prepare(path, condition=find_condition("uncoated"))[0], 240, 160) == (0, 0, 0, 50)


MODES: dict[str, tuple[Callable[[Image.Image], Image.Image], str]] = {
    "1": (lambda image: image.convert("1", dither=Image.Dither.NONE), "tif"),
    "L": (lambda image: image.convert("L"), "jpg"),
    "LA": (lambda image: image.convert("LA"), "png"),
    "P": (lambda image: image.convert("P", palette=Image.Palette.ADAPTIVE), "png"),
    "gif": (lambda image: image.convert("P", palette=Image.Palette.ADAPTIVE), "gif"),
    "RGBA": (lambda image: image.convert("RGBA"), "png"),
    "CMYK": (lambda image: image.convert("CMYK"), "jpg"),
    "YCbCr": (lambda image: image.convert("YCbCr"), "jpg"),
    "webp": (lambda image: image, "webp"),
}


@pytest.mark.parametrize("name", MODES)
def test_every_mode_prints_without_a_word(tmp_path: Path, patches: Image.Image, name: str) -> None:
    convert, kind = MODES[name]
    path = tmp_path / f"mode.{kind}"
    convert(patches).save(path)
    colour, findings = prepare(path)
    assert findings == ()
    assert plates(colour).mode == "CMYK"
    grey, findings = prepare(path, treatment="grey")
    assert findings == ()
    assert plates(grey).mode == "L"


def test_sixteen_bit_grey_is_scaled_not_cut(tmp_path: Path) -> None:
    deep, plain = tmp_path / "deep.png", tmp_path / "plain.png"
    Image.new("I;16", (480, 320), 0x8080).save(deep)
    Image.new("L", (480, 320), 0x80).save(plain)
    with Image.open(deep) as file:
        assert file.mode.startswith("I")
    assert inks(prepare(deep)[0], 240, 160) == inks(prepare(plain)[0], 240, 160)


def test_sixteen_bit_rgb(tmp_path: Path) -> None:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    row = b"\0" + struct.pack(">HHH", 0xC8C8, 0x3C3C, 0x2828) * 480
    header = struct.pack(">IIBBBBB", 480, 320, 16, 2, 0, 0, 0)
    deep, plain = tmp_path / "deep.png", tmp_path / "plain.png"
    deep.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(row * 320)) + chunk(b"IEND", b"")
    )
    Image.new("RGB", (480, 320), (0xC8, 0x3C, 0x28)).save(plain)
    assert inks(prepare(deep)[0], 240, 160) == inks(prepare(plain)[0], 240, 160)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "tRNS"])
def test_transparent_parts_are_paper_and_told(tmp_path: Path, mode: str) -> None:
    path = tmp_path / "clear.png"
    clear = Image.new("RGBA", (480, 320), (200, 60, 40, 255))
    clear.paste((0, 0, 0, 0), (0, 0, 240, 320))
    if mode == "tRNS":
        flat = Image.new("RGB", (480, 320), (200, 60, 40))
        flat.paste((1, 2, 3), (0, 0, 240, 320))
        flat.save(path, transparency=(1, 2, 3))
    elif mode == "P":
        clear.quantize(8).save(path)
    else:
        clear.convert(mode).save(path)
    prepared, findings = prepare(path)
    assert [finding.code for finding in findings] == ["photo-transparency"]
    assert inks(prepared, prepared.width // 4, prepared.height // 2) == (0, 0, 0, 0)
    assert sum(inks(prepared, 380, 160)) > 60


def exchanged_profile() -> bytes:
    """sRGB with its red and green columns exchanged: no one can fail to see whether it is honoured."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = profile.index(b"rXYZ", 128), profile.index(b"gXYZ", 128)
    profile[red : red + 4], profile[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(profile)


def test_embedded_profile_is_honoured(tmp_path: Path) -> None:
    tagged, swapped = tmp_path / "tagged.png", tmp_path / "swapped.png"
    Image.new("RGB", (480, 320), (200, 60, 40)).save(tagged, icc_profile=exchanged_profile())
    Image.new("RGB", (480, 320), (60, 200, 40)).save(swapped)
    prepared, findings = prepare(tagged)
    assert findings == ()
    assert inks(prepared, 240, 160) == pytest.approx(inks(prepare(swapped)[0], 240, 160), abs=2)


@pytest.mark.parametrize("wrong", ["noise", "cmyk"])
def test_profile_that_does_not_fit_is_told_and_srgb_taken(tmp_path: Path, wrong: str) -> None:
    path, plain = tmp_path / "photo.png", tmp_path / "plain.png"
    profile = b"no profile at all" * 20 if wrong == "noise" else find_condition("coated").profile_path.read_bytes()
    picture = Image.new("RGB", (480, 320), (200, 60, 40))
    picture.save(path, icc_profile=profile)
    picture.save(plain)
    prepared, findings = prepare(path)
    assert [(finding.severity, finding.code) for finding in findings] == [(Severity.WARNING, "photo-profile")]
    assert inks(prepared, 240, 160) == inks(prepare(plain)[0], 240, 160)


def test_grey_keeps_the_order_and_the_ends_of_lightness(tmp_path: Path) -> None:
    path = tmp_path / "wedge.png"
    Image.linear_gradient("L").rotate(90).resize((480, 320)).save(path)
    prepared, _ = prepare(path, treatment="grey")
    assert prepared.colour is ColourSpace.GREY
    assert not prepared.inverted
    row = plates(prepared).crop((0, 160, 480, 161)).tobytes()
    row = row if row[0] < row[-1] else row[::-1]
    assert row[0] <= 3
    assert row[-1] >= 252
    assert all(later >= earlier - 3 for earlier, later in pairwise(row))


def test_grey_prints_as_light_as_the_photo(tmp_path: Path, coated: Condition) -> None:
    path = tmp_path / "middle.png"
    Image.new("RGB", (480, 320), (119, 119, 119)).save(path)  # L* 50
    prepared, _ = prepare(path, treatment="grey")
    level = plates(prepared).getpixel((240, 160))
    assert isinstance(level, int)
    lab = ImageCms.createProfile("LAB")
    proof = ImageCms.buildTransform(str(coated.profile_path), lab, "CMYK", "LAB", ImageCms.Intent.RELATIVE_COLORIMETRIC)
    printed = proof.apply(Image.new("CMYK", (1, 1), (0, 0, 0, 255 - level))).getpixel((0, 0))
    assert isinstance(printed, tuple)
    assert printed[0] / 2.55 == pytest.approx(50, abs=3)


def test_sampling_down_sharpens_and_a_mere_cut_does_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edge = Image.new("RGB", (480, 320), (150, 150, 150))
    edge.paste((90, 90, 90), (240, 0, 480, 320))
    cut, scaled = tmp_path / "cut.png", tmp_path / "scaled.png"
    edge.save(cut)
    edge.resize((1440, 960), Image.Resampling.NEAREST).save(scaled)

    def contrast(path: Path) -> int:
        row = plates(prepare(path)[0]).getchannel("K").crop((232, 160, 248, 161)).tobytes()
        return max(row) - min(row)

    sharp, as_it_is = contrast(scaled), contrast(cut)
    monkeypatch.setattr("pamphlet.ink.prepare._SHARPEN", (0, 0, 0, 0, 16, 0, 0, 0, 0))
    assert sharp > contrast(scaled) + 3
    assert as_it_is == contrast(cut)


@pytest.mark.parametrize(
    ("ppi", "severity"),
    [(300, None), (226, None), (200, Severity.WARNING), (101, Severity.WARNING), (90, Severity.ERROR)],
)
def test_resolution_is_told_with_figure_limit_and_cure(
    patches_png: Path, ppi: float, severity: Severity | None
) -> None:
    rect = Rect(0, 0, 480 * 72 / ppi, 320 * 72 / ppi)
    prepared, findings = prepare(patches_png, rect)
    assert (prepared.width, prepared.height) == (480, 320)  # never sampled up
    if severity is None:
        assert findings == ()
        return
    (finding,) = findings
    assert finding.severity is severity
    assert finding.code == "photo-resolution"
    assert re.search(rf"at ({ppi - 1}|{ppi}) ppi", finding.message)
    limit = 225 if severity is Severity.WARNING else 100
    assert f"under {limit} ppi" in finding.message
    assert re.search(r"at least \d+ x \d+ pixels", finding.hint)


def test_the_cure_for_low_resolution_cures(tmp_path: Path, patches_png: Path) -> None:
    rect = Rect(0, 0, mm(103), mm(130))
    (finding,) = prepare(patches_png, rect)[1]
    found = re.search(r"at least (\d+) x (\d+) pixels", finding.hint)
    assert found is not None
    path = tmp_path / "larger.png"
    Image.new("RGB", (int(found[1]), int(found[2]))).save(path)
    assert Severity.ERROR not in {finding.severity for finding in prepare(path, rect)[1]}


@pytest.mark.parametrize("kind", ["jpg", "png"])
def test_large_photo_is_sampled_down_to_the_target(tmp_path: Path, patches: Image.Image, kind: str) -> None:
    path = tmp_path / f"large.{kind}"
    patches.resize((2400, 1600), Image.Resampling.NEAREST).save(path, quality=95)
    large, findings = prepare(path)
    assert findings == ()
    assert (large.width, large.height) == (480, 320)
    plain = tmp_path / "plain.png"
    patches.save(plain)
    assert far(plates(large), plates(prepare(plain)[0])) <= 6


def test_bands_leave_no_seam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "noise.png"
    Image.merge("RGB", [Image.effect_noise((1500, 1200), 60) for _ in range(3)]).save(path)
    rect = Rect(0, 0, 1000 * 72 / 300, 800 * 72 / 300)
    banded, _ = prepare(path, rect)
    monkeypatch.setattr("pamphlet.ink.bands._LEAST_PIXELS", 10**9)
    whole, _ = prepare(path, rect)
    assert max(high for _, high in ImageChops.difference(plates(banded), plates(whole)).getextrema()) <= 8  # type: ignore[misc]


def test_same_input_same_bytes_and_key(patches_png: Path, tmp_path: Path) -> None:
    first, second = prepare(patches_png)[0], prepare(patches_png)[0]
    assert first == second
    copy = tmp_path / "copy.png"
    copy.write_bytes(patches_png.read_bytes())
    assert prepare(copy)[0] == first


def test_key_tells_apart_all_that_moves_ink(patches_png: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.png"
    Image.new("RGB", (480, 320)).save(other)
    keys = [
        prepare(patches_png)[0].key,
        prepare(other)[0].key,
        prepare(patches_png, treatment="grey")[0].key,
        prepare(patches_png, condition=find_condition("uncoated"))[0].key,
        prepare(patches_png, images=Images.KEEP)[0].key,
        prepare(patches_png, TALL)[0].key,
        prepare(patches_png, TALL, focus=(0.1, 0.5))[0].key,
        prepare(patches_png, flipped=True)[0].key,
        prepare(patches_png, Rect(0, 0, SMALL.width / 2, SMALL.height / 2))[0].key,
    ]
    assert len(set(keys)) == len(keys)


def test_findings_and_samples_are_the_same_from_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "clear.png"
    Image.new("RGBA", (480, 320), (10, 20, 30, 128)).save(path)
    rect = Rect(0, 0, 200, 150)
    first = prepare(path, rect, cache=PhotoCache(folder=tmp_path / "ink"))
    again = prepare(path, rect, cache=PhotoCache(folder=tmp_path / "ink"))
    assert again == first
    assert {finding.code for finding in first[1]} == {"photo-resolution", "photo-transparency"}


def test_changed_photo_is_made_anew(tmp_path: Path) -> None:
    cache = PhotoCache(folder=tmp_path / "ink")
    path = tmp_path / "photo.png"
    Image.new("RGB", (480, 320), "white").save(path)
    before = prepare(path, cache=cache)[0]
    Image.new("RGB", (480, 320), (200, 60, 40)).save(path)
    assert prepare(path, cache=cache)[0].data != before.data


@pytest.mark.parametrize("treatment", ["colour", "grey"])
def test_metadata_stays_behind(tmp_path: Path, patches: Image.Image, treatment: str) -> None:
    path = tmp_path / "gps.jpg"
    exif = Image.Exif()
    exif[0x010F] = "MakerOfCameras"
    exif.get_ifd(0x8825)[29] = "1952:04:09"
    exif.get_ifd(0x8825)[2] = (16.0, 30.0, 0.0)
    profile = exchanged_profile()
    patches.save(path, exif=exif, comment=b"SaidInPrivate", icc_profile=profile, xmp=b"<x:xmpmeta/>")
    data = prepare(path, treatment=treatment)[0].data
    for trace in (b"Exif", b"1952:04:09", b"MakerOfCameras", b"SaidInPrivate", b"ICC_PROFILE", b"xmpmeta"):
        assert trace not in data
        assert treatment == "grey" or trace in path.read_bytes()


def test_comment_of_a_press_ready_jpeg_stays_behind(tmp_path: Path) -> None:
    path = tmp_path / "press.jpg"
    Image.new("CMYK", (480, 320), (26, 128, 204, 51)).save(path, comment=b"SaidInPrivate")
    assert b"SaidInPrivate" not in prepare(path)[0].data


@pytest.mark.parametrize("kind", ["jpg", "png", "tif", "webp", "gif"])
def test_truncated_photo_is_refused_when_decoded(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"cut.{kind}"
    Image.effect_noise((480, 320), 90).convert("RGB").save(path)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 2 // 3])
    with pytest.raises(BadInput) as caught:
        prepare(path)
    assert caught.value.finding.code == "photo-damaged"
    assert caught.value.finding.place.file == str(path)
    assert caught.value.finding.hint


def test_bomb_that_lies_in_its_pixels_ends_quickly(tmp_path: Path) -> None:
    path = tmp_path / "liar.png"
    Image.new("RGB", (64, 64)).save(path)
    content = bytearray(path.read_bytes())
    content[16:20] = (5000).to_bytes(4, "big")  # the width in IHDR; its checksum no longer fits
    path.write_bytes(content)
    with pytest.raises(BadInput):
        prepare(path)


def rgb_profile(red: tuple[float, float, float], version: int = 2) -> bytes:
    """sRGB with another red."""
    profile = bytearray(asset("icc/sRGB.icc").read_bytes())
    at = profile.index(b"rXYZ")
    offset = struct.unpack_from(">I", profile, at + 4)[0]
    struct.pack_into(">3i", profile, offset + 8, *(round(value * 65536) for value in red))
    profile[8] = version
    return bytes(profile)


def test_kept_rgb_has_its_own_profile_or_srgb(tmp_path: Path, patches: Image.Image) -> None:
    own = rgb_profile((0.6, 0.3, 0.02))
    for name, profile in (("plain.png", None), ("own.png", own)):
        patches.save(tmp_path / name, icc_profile=profile)
        prepared, findings = prepare(tmp_path / name, images=Images.KEEP)
        assert findings == ()
        assert prepared.colour is ColourSpace.RGB and not prepared.inverted
        assert prepared.profile == (profile or asset("icc/sRGB.icc").read_bytes())
        assert far(Image.open(io.BytesIO(prepared.data)), patches) <= 6


def test_kept_rgb_is_the_same_from_the_disk(tmp_path: Path, patches_png: Path) -> None:
    first, again = (
        prepare(patches_png, images=Images.KEEP, cache=PhotoCache(folder=tmp_path / "ink")) for _ in range(2)
    )
    assert again == first and first[0].profile


def test_a_profile_that_pdf_does_not_know_gives_way_to_srgb(tmp_path: Path, patches: Image.Image) -> None:
    path = tmp_path / "max.png"
    patches.save(path, icc_profile=rgb_profile((0.6, 0.3, 0.02), version=5))
    prepared, _ = prepare(path, images=Images.KEEP)
    assert prepared.profile == asset("icc/sRGB.icc").read_bytes()


def test_kept_grey_becomes_rgb_and_press_colours_stay_on_their_plates(tmp_path: Path, patches: Image.Image) -> None:
    kinds = {"L": ColourSpace.RGB, "CMYK": ColourSpace.CMYK, "RGBA": ColourSpace.RGB}
    for mode, colour in kinds.items():
        path = tmp_path / f"{mode}.tif"
        patches.convert(mode).save(path)
        prepared, _ = prepare(path, images=Images.KEEP)
        assert prepared.colour is colour
        assert bool(prepared.profile) == (colour is ColourSpace.RGB)


def test_a_grey_treatment_is_one_plate_whatever_is_kept(patches_png: Path) -> None:
    prepared, _ = prepare(patches_png, images=Images.KEEP, treatment="grey")
    assert prepared.colour is ColourSpace.GREY and not prepared.profile


def test_unknown_images() -> None:
    with pytest.raises(BadInput, match=r"'leave'.*convert, keep"):
        find_images("leave")


@pytest.mark.parametrize("treatment", ["colour", "grey"])
def test_pdf_shows_the_picture_as_it_is(tmp_path: Path, patches_png: Path, treatment: str) -> None:
    """A PDF of the bare samples, with Decode as ``inverted`` says, shows the photo's colours."""
    pypdfium2 = pytest.importorskip("pypdfium2")
    prepared, _ = prepare(patches_png, treatment=treatment)
    components = 4 if prepared.colour is ColourSpace.CMYK else 1
    decode = f"/Decode [{'1 0 ' * components}] " if prepared.inverted else ""
    shown = pypdfium2.PdfDocument(bare_pdf(prepared, decode))[0].render(scale=1).to_pil().convert("RGB")
    with Image.open(patches_png) as file:
        source = file.convert("L").convert("RGB") if treatment == "grey" else file.convert("RGB")
    for point in ((120, 80), (360, 80), (120, 240), (360, 240)):
        seen, wanted = bytes(shown.getpixel(point)), source.crop((*point, point[0] + 1, point[1] + 1)).tobytes()
        # The viewer's plain CMYK is no press: hue and lightness must agree, figures need not.
        assert max(abs(one - other) for one, other in zip(seen, wanted, strict=True)) < 70
        if treatment == "colour" and max(wanted) - min(wanted) > 50:
            assert seen.index(max(seen)) == wanted.index(max(wanted))


def bare_pdf(prepared: PreparedImage, decode: str) -> bytes:
    width, height = prepared.width, prepared.height
    drawing = f"{width} 0 0 {height} 0 0 cm /P Do".encode()
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R "
        b"/Resources << /XObject << /P 5 0 R >> >> >>" % (width, height),
        b"<< /Length %d >> stream\n%s\nendstream" % (len(drawing), drawing),
        (
            f"<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /BitsPerComponent {prepared.bits} "
            f"/ColorSpace /{prepared.colour} /Filter /{prepared.encoding} {decode}"
            f"/Length {len(prepared.data)} >> stream\n"
        ).encode()
        + prepared.data
        + b"\nendstream",
    ]
    file, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(bodies, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(file)
    file += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(file + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start)
