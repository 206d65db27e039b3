"""Bad input, row by row: one clear line, the right exit code, nothing half-written."""

from __future__ import annotations

import errno
import os
import re
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from small_leaflet import BODY, LeafletFolder, Run, encoded, picture

import pamphlet.files
from pamphlet.layout.columns import Pourer
from pamphlet.manuscript.markdown_tree import MarkdownReader

MOST_POURED = 6
"""Settings that a text may be poured at before it is told as overset: as many as halve some fifty down to one."""


def errors(stderr: str) -> list[str]:
    """Return the lines that tell an error."""
    return [line for line in stderr.splitlines() if re.search(r"(^|: )error: ", line)]


def header_only_png(width: int, height: int) -> bytes:
    """Return a PNG that claims a size and holds next to nothing."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def refused(leaflet: LeafletFolder, run: Run, code: str, *said: str, exit_code: int = 2) -> str:
    """Build *leaflet* and check that it is refused in one line with this *code* that says all of *said*."""
    result = run("build", leaflet.folder, "--format", "print", "-o", leaflet.out)
    told = errors(result.stderr)
    assert (result.exit_code, len(told)) == (exit_code, 1), result.stderr
    assert f"[{code}]" in told[0]
    for words in said:
        assert words in told[0]
    assert "Traceback" not in result.stderr
    assert result.stdout == ""
    assert leaflet.files() == []
    return told[0]


def made(leaflet: LeafletFolder, run: Run) -> str:
    """Build *leaflet*, check that it was made without an error, and return what was told."""
    result = run("build", leaflet.folder, "--format", "print", "-o", leaflet.out)
    assert result.exit_code == 0, result.output
    assert leaflet.files() == ["pit/pit-en-print.pdf"]
    assert errors(result.stderr) == []
    return result.stderr


def counted(monkeypatch: pytest.MonkeyPatch, owner: type, name: str) -> list[None]:
    """Let *owner*'s function *name* leave an entry in a list each time it is called."""
    calls: list[None] = []
    function = getattr(owner, name)

    def counting(*args: Any, **options: Any) -> Any:
        calls.append(None)
        return function(*args, **options)

    monkeypatch.setattr(owner, name, counting)
    return calls


def test_no_such_folder(leaflet: LeafletFolder, run: Run) -> None:
    refused(leaflet, run, "no-folder", "no such folder", str(leaflet.folder))


def test_a_file_where_the_folder_should_be(leaflet: LeafletFolder, run: Run) -> None:
    leaflet.folder.write_text("not a folder", encoding="utf-8")
    refused(leaflet, run, "no-folder", "not a folder")


def test_a_folder_without_an_article(leaflet: LeafletFolder, run: Run) -> None:
    leaflet.folder.mkdir()
    refused(leaflet, run, "no-article", "article.md")


PHOTO = encoded(picture())


@pytest.mark.parametrize(
    ("photo", "code", "said"),
    [
        (PHOTO[: len(PHOTO) // 2], "photo-damaged", "cut short"),
        (b"this is no picture", "photo-format", "not a picture"),
        (b"", "photo-format", "empty"),
        (encoded(picture((1, 1))), "photo-too-small", "1 x 1 pixels; the shorter side must have 32"),
        (header_only_png(30_000, 30_000), "photo-too-large", "30000 x 30000 pixels, 900 megapixels; 150 are allowed"),
    ],
    ids=["truncated", "no picture", "empty", "1 x 1", "bomb"],
)
def test_photos_that_cannot_be_printed(leaflet: LeafletFolder, run: Run, photo: bytes, code: str, said: str) -> None:
    leaflet.write(photo=photo)
    refused(leaflet, run, code, said, "cover.jpg")


def test_a_photo_that_cannot_be_opened(leaflet: LeafletFolder, run: Run) -> None:
    leaflet.write(front="title: Down the pit\nphoto:\n  file: cover.jpg\n  alt: Men at a pit\n")
    (leaflet.folder / "cover.jpg").mkdir()
    refused(leaflet, run, "picture-missing", "cover.jpg", "article.md:4")


def test_a_photo_that_is_not_there(leaflet: LeafletFolder, run: Run) -> None:
    leaflet.write(front="title: Down the pit\nphoto:\n  file: cover.jpg\n  alt: Men at a pit\n")
    refused(leaflet, run, "picture-missing", "cover.jpg", "article.md:4")


def sixteen_bits() -> Image.Image:
    return picture(mode="L").convert("I").point(lambda value: value * 257).convert("I;16")


def see_through() -> Image.Image:
    image = picture(mode="RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    return image


@pytest.mark.parametrize(
    ("image", "kind"),
    [
        (picture(mode="CMYK"), "JPEG"),
        (picture(mode="CMYK"), "TIFF"),
        (picture(mode="L"), "JPEG"),
        (picture(mode="1"), "PNG"),
        (sixteen_bits(), "PNG"),
        (picture(mode="P"), "PNG"),
        (see_through(), "PNG"),
    ],
    ids=["CMYK JPEG", "CMYK TIFF", "grey", "black and white", "16 bits", "palette", "alpha"],
)
def test_every_kind_of_pixel_is_printed(leaflet: LeafletFolder, run: Run, image: Image.Image, kind: str) -> None:
    made(leaflet.write(photo=encoded(image, kind), name=f"cover.{kind.lower()}"), run)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_exif_orientation_is_printed(leaflet: LeafletFolder, run: Run, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    made(leaflet.write(photo=encoded(picture(), exif=exif.tobytes())), run)


def test_a_photo_of_low_resolution_is_told_with_its_ppi(leaflet: LeafletFolder, run: Run) -> None:
    told = made(leaflet.write(photo=encoded(picture((1500, 1000)))), run)
    warnings = [line for line in told.splitlines() if "[photo-resolution]" in line]
    assert warnings
    assert all(
        re.search(
            r"warning: the photo prints at \d+ ppi (?:on the cover |as a banner )?over \d+ x \d+ mm, under \d+ ppi", w
        )
        for w in warnings
    )


def test_a_photo_is_named_as_its_folder_is(leaflet: LeafletFolder, run: Run) -> None:
    leaflet.write(photo=encoded(picture((1500, 1000))))
    told = [line for line in run("build", "pit").stderr.splitlines() if "[photo-resolution]" in line]
    assert told and all(line.startswith("pit/") for line in told)
    leaflet.write(photo=b"this is no picture")
    (refusal,) = [line for line in run("build", "pit").stderr.splitlines() if "[photo-format]" in line][:1]
    assert refusal.startswith("pit/")
    absolute = run("build", leaflet.folder).stderr
    assert f"{leaflet.folder}/" in absolute


def test_an_empty_article(leaflet: LeafletFolder, run: Run) -> None:
    refused(leaflet.write(body=" \n"), run, "empty-article", "article.md:")


def test_an_empty_file(leaflet: LeafletFolder, run: Run) -> None:
    refused(leaflet.write(article=b""), run, "empty-article", "article.md")


def test_no_title(leaflet: LeafletFolder, run: Run) -> None:
    leaflet.write(front="kicker: Mines\n")
    refused(leaflet, run, "no-title", "article.md:1")


def test_a_title_of_300_characters_is_set(leaflet: LeafletFolder, run: Run) -> None:
    title = ("All the miners of the high plain go down to the city today " * 6)[:300].strip()
    leaflet.write(front=f"title: {title}\n")
    result = run("build", leaflet.folder, "--format", "print,handout", "-o", leaflet.out)
    assert result.exit_code == 0
    assert len(leaflet.files()) == 2


def test_a_word_longer_than_the_measure_is_divided(leaflet: LeafletFolder, run: Run) -> None:
    word = "supercalifragilistic" * 8
    leaflet.write(body=f"They said {word} and left.\n\n{BODY}")
    result = run("build", leaflet.folder, "--format", "print", "-o", leaflet.out)
    assert result.exit_code == 0
    assert len(leaflet.files()) == 1


@pytest.mark.parametrize("paragraph", [1_000_000, 100], ids=["one paragraph", "ten thousand paragraphs"])
def test_a_million_words_are_refused_before_they_are_parsed(
    leaflet: LeafletFolder, run: Run, monkeypatch: pytest.MonkeyPatch, paragraph: int
) -> None:
    parsed = counted(monkeypatch, MarkdownReader, "_parse")
    leaflet.write(body=("word " * paragraph + "\n\n") * (1_000_000 // paragraph))
    refused(leaflet, run, "text-too-long", "1,000,000 words; 60,000 are allowed")
    assert parsed == []


def test_fifty_thousand_words_are_told_as_overset_after_few_settings(
    leaflet: LeafletFolder, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    poured = counted(monkeypatch, Pourer, "pour")
    leaflet.write(body=(BODY + "\n\n") * 160)
    line = refused(leaflet, run, "overset", exit_code=1)
    assert len(poured) <= MOST_POURED
    assert re.search(r"body panel \w+: error: \d+ words too many; the first left over: “.+”", line)


@pytest.mark.parametrize(
    ("front", "line"),
    [
        ("title: [broken\n", 3),
        ("title: 'open\n", 2),
        ("title: Down\n\tkicker: tab\n", 3),
        ("- a\n- list\n", 2),
        ("title: &a Down\nkicker: *a\n", 2),
    ],
    ids=["bracket", "quote", "tab", "list", "anchor"],
)
def test_front_matter_that_is_not_yaml(leaflet: LeafletFolder, run: Run, front: str, line: int) -> None:
    refused(leaflet.write(front=front), run, "front-matter-yaml", f"article.md:{line}: ")


def test_a_key_in_the_front_matter_that_nobody_knows(leaflet: LeafletFolder, run: Run) -> None:
    leaflet.write(front="title: Down\ntilte: Up\n")
    refused(leaflet, run, "unknown-key", "article.md:3: ", "did you mean title?")


def test_anchors_by_the_thousand(leaflet: LeafletFolder, run: Run) -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 3000))
    leaflet.write(front=f"title: Down\n{bomb}")
    refused(leaflet, run, "front-matter-yaml", "anchors", "article.md:3: ")


@pytest.mark.parametrize("name", ["../secret.jpg", "/etc/passwd", "a/../../secret.jpg"])
def test_a_path_that_climbs_out_of_the_folder(leaflet: LeafletFolder, run: Run, name: str) -> None:
    leaflet.write(front=f"title: Down\nphoto:\n  file: {name}\n  alt: A secret\n")
    (leaflet.folder.parent / "secret.jpg").write_bytes(PHOTO)
    refused(leaflet, run, "picture-outside", "article.md:4")


@pytest.mark.parametrize("name", ["../secret", "a/b", "..", ""])
def test_a_slug_that_climbs_out_of_the_output_folder(leaflet: LeafletFolder, run: Run, name: str) -> None:
    leaflet.write(settings=f'slug = "{name}"\n')
    refused(leaflet, run, "wrong-value", "leaflet.toml:1")


def test_a_link_that_climbs_out_of_the_folder(leaflet: LeafletFolder, run: Run) -> None:
    leaflet.write(front="title: Down\nphoto:\n  file: cover.jpg\n  alt: A secret\n")
    secret = leaflet.folder.parent / "secret.jpg"
    secret.write_bytes(PHOTO)
    (leaflet.folder / "cover.jpg").symlink_to(secret)
    refused(leaflet, run, "picture-outside", "article.md:4")


@pytest.mark.parametrize(
    ("text", "figure"),
    [("a bead \U0001f9ff here", "U+1F9FF"), ("བོད་ here", "U+0F56"), ("private \ue123 here", "U+E123")],
    ids=["emoji", "Tibetan", "private use"],
)
@pytest.mark.parametrize("where", ["body", "title"])
def test_characters_that_no_font_has(leaflet: LeafletFolder, run: Run, text: str, figure: str, where: str) -> None:
    if where == "body":
        leaflet.write(body=f"{BODY}\n\nSay {text}.")
    else:
        leaflet.write(front=f"title: Say {text}\n")
    refused(leaflet, run, "glyph-missing", figure, "article.md", exit_code=1)


@pytest.mark.parametrize(
    ("content", "code", "figure"),
    [
        (b"a \x07 bell", "control-character", "U+0007"),
        (b"an \x1b[31m escape", "control-character", "U+001B"),
        (b"a \x00 NUL", "control-character", "U+0000"),
        (b"a C1 \xc2\x9b control", "control-character", "U+009B"),
        (b"a lone \xed\xa0\x80 surrogate", "not-utf8", "0xed"),
        (b"latin \xe9 letter", "not-utf8", "0xe9"),
    ],
    ids=["bell", "escape", "NUL", "C1", "surrogate", "latin-1"],
)
def test_characters_that_cannot_be_printed(
    leaflet: LeafletFolder, run: Run, content: bytes, code: str, figure: str
) -> None:
    leaflet.write(article=b"---\ntitle: Down\n---\n\nFine so far.\n\nAnd " + content + b".\n")
    line = refused(leaflet, run, code, figure, "article.md:7")
    assert not re.search("[\x00-\x1f\x7f-\x9f]", line)


@pytest.mark.parametrize(
    ("escape", "code"),
    [
        ("\\ud800", "front-matter-yaml"),
        ("\\0", "control-character"),
        ("\\a", "control-character"),
        ("\\e", "control-character"),
    ],
)
def test_escapes_in_front_matter_smuggle_nothing_in(leaflet: LeafletFolder, run: Run, escape: str, code: str) -> None:
    leaflet.write(front=f'title: "Down {escape} the pit"\n')
    refused(leaflet, run, code, "article.md:2")


def test_character_references_cannot_smuggle_them_in(leaflet: LeafletFolder, run: Run) -> None:
    leaflet.write(body=f"{BODY}\n\nA reference &#xD800; and &#7; and &#0; here.")
    refused(leaflet, run, "control-character", "&#7;")


def test_a_byte_order_mark_and_windows_line_ends_are_read(leaflet: LeafletFolder, run: Run) -> None:
    text = f"---\ntitle: Down the pit\n---\n\n{BODY}\n"
    leaflet.write(article=text.encode())
    made(leaflet, run)
    plain = (leaflet.out / "pit/pit-en-print.pdf").read_bytes()
    leaflet.write(article=b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    made(leaflet, run)
    assert (leaflet.out / "pit/pit-en-print.pdf").read_bytes() == plain


def test_settings_that_are_not_toml(leaflet: LeafletFolder, run: Run) -> None:
    refused(leaflet.write(settings="fold = half\n"), run, "settings-toml", "leaflet.toml:1")


@pytest.mark.parametrize(
    ("line", "nearest"),
    [
        ('fold = "trifold-rol"', "did you mean trifold-roll?"),
        ('paper = "A44"', "did you mean A4?"),
        ('theme = "brodside"', "did you mean broadside?"),
        ('condition = "coatd"', "coated"),
        ('formats = ["print", "handuot"]', "did you mean handout?"),
        ('them = "broadside"', "did you mean theme?"),
    ],
)
def test_a_name_in_the_settings_that_nobody_knows(leaflet: LeafletFolder, run: Run, line: str, nearest: str) -> None:
    leaflet.write(settings=f"stock_gsm = 130\n{line}\n")
    result = run("build", leaflet.folder, "-o", leaflet.out)
    assert result.exit_code == 2
    assert len(errors(result.stderr)) == 1
    assert "leaflet.toml:2" in result.stderr
    assert nearest in result.stderr
    assert leaflet.files() == []


def test_theme_overrides_that_the_theme_cannot_take(leaflet: LeafletFolder, run: Run) -> None:
    leaflet.write(settings='paper = "A4"\n[theme_overrides]\ntitel = "x"\n')
    refused(leaflet, run, "theme-value", "leaflet.toml:2")


def test_an_output_folder_that_is_a_file(leaflet: LeafletFolder, run: Run) -> None:
    leaflet.write()
    leaflet.out.write_text("in the way", encoding="utf-8")
    for out in (leaflet.out, leaflet.out / "below"):
        result = run("build", leaflet.folder, "-o", out)
        assert result.exit_code == 2
        assert len(errors(result.stderr)) == 1
        assert "[write-folder]" in result.stderr
        assert str(leaflet.out) in result.stderr
    assert leaflet.out.read_text(encoding="utf-8") == "in the way"


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a file system that takes no files")
def test_an_output_folder_that_cannot_be_made(leaflet: LeafletFolder, run: Run) -> None:
    result = run("build", leaflet.write().folder, "--format", "print", "-o", "/proc/nowhere")
    assert result.exit_code == 2
    assert len(errors(result.stderr)) == 1
    assert "cannot write pit-en-print.pdf" in result.stderr


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_an_output_folder_without_permission(leaflet: LeafletFolder, run: Run) -> None:
    leaflet.write()
    leaflet.out.mkdir(mode=0o500)
    refused(leaflet, run, "write-permission", "no permission")


def test_a_full_disk(leaflet: LeafletFolder, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(pamphlet.files.os, "fsync", full)
    refused(leaflet.write(), run, "disk-full", "the disk is full", "pit-en-print.pdf")


def test_a_full_disk_keeps_the_file_that_was_there(
    leaflet: LeafletFolder, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    made(leaflet.write(), run)
    old = (leaflet.out / "pit/pit-en-print.pdf").read_bytes()
    leaflet.write(front="title: Another\n")
    monkeypatch.setattr(pamphlet.files.os, "fsync", full)
    assert run("build", leaflet.folder, "--format", "print", "-o", leaflet.out).exit_code == 2
    assert leaflet.files() == ["pit/pit-en-print.pdf"]
    assert (leaflet.out / "pit/pit-en-print.pdf").read_bytes() == old


@pytest.mark.parametrize(
    ("settings", "code", "said"),
    [
        ('standard = "pdfx9"\n', "unknown-standard", "there is no standard called 'pdfx9'"),
        ('images = "leave"\n', "unknown-images", "images cannot be 'leave'"),
        ('images = "keep"\nstandard = "pdfx1a"\n', "images-not-separated", "pdfx1a bears no RGB"),
    ],
)
def test_standards_and_images_that_cannot_be(
    leaflet: LeafletFolder, run: Run, settings: str, code: str, said: str
) -> None:
    refused(leaflet.write(settings=settings), run, code, said, "leaflet.toml:1: ")


@pytest.mark.parametrize(
    ("settings", "code", "said"),
    [
        ('condition = "glossy"\n', "unknown-condition", "leaflet.toml:1"),
        ('slug = "pit"\nprofile = "shop.icc"\n', "profile-missing", "leaflet.toml:2"),
        ('profile = "../shop.icc"\n', "profile-outside", "leads out"),
        ("ink_limit = 1000\n", "wrong-value", "leaflet.toml:1"),
        ('ink_limit = "much"\n', "wrong-type", "leaflet.toml:1"),
        ('rendering = "pretty"\n', "wrong-value", "relative, perceptual, saturation"),
        ("[theme_overrides.palette]\nblack = [60, 40, 40, 100]\n", "theme-value", "palette.black is a mix"),
        ('[theme_overrides.palette]\nred = { spot = "Red", cmyk = [0, 95, 100] }\n', "theme-value", "cmyk"),
        ('[theme_overrides.pictures]\ntreatment = "sepia"\n', "theme-value", "sepia"),
        ('[theme_overrides.pictures]\ntreatment = "duotone"\n', "theme-value", "duotone takes 2"),
        ('[theme_overrides.pictures]\ninks = ["rde"]\n', "theme-name", "did you mean red?"),
        ("[theme_overrides.pictures]\nruling = 150\n", "theme-value", "pictures.ruling is 150"),
        ("[theme_overrides.panels.flap]\nrich = true\n", "theme-value", "panels.flap.rich"),
    ],
)
def test_inks_and_conditions_that_cannot_be_printed(
    leaflet: LeafletFolder, run: Run, settings: str, code: str, said: str
) -> None:
    refused(leaflet.write(settings=settings), run, code, said)
