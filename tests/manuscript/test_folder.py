"""A folder in, a leaflet out; every bad folder gets one message that names file, line and cure."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pamphlet.errors import BadInput, Severity
from pamphlet.manuscript.folder import read_leaflet
from pamphlet.manuscript.settings import Marks, Settings
from pamphlet.manuscript.text import words
from pamphlet.units import mm

ARTICLE = "---\ntitle: A title\n---\n\nText.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "My leaflet_1"
    place.mkdir()
    (place / "article.md").write_text(ARTICLE, encoding="utf-8")
    (place / "p.jpg").write_bytes(b"picture")
    return place


def write(folder: Path, name: str, text: str | bytes) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))


def refusal(folder: Path) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read_leaflet(folder)
    error = caught.value
    assert error.exit_code == 2
    assert error.finding.place.file
    assert error.finding.message[0] in "'" or not error.finding.message[0].isupper()
    return error


def test_defaults(folder: Path) -> None:
    (folder / "p.jpg").unlink()
    leaflet, findings = read_leaflet(folder)
    assert findings == ()
    assert leaflet.settings == Settings(slug="my-leaflet-1")
    assert list(leaflet.articles) == ["en"]
    assert (leaflet.articles["en"].title, leaflet.articles["en"].photo) == ("A title", None)


def test_a_picture_that_no_article_names_is_told(folder: Path) -> None:
    for name in ("Mine.TIFF", "pictures/march.jpg", "pictures/2021/far.jpg", ".thumbs/p.jpg"):
        write(folder, name, b"picture")
    write(folder, "proofs/leaflet.pdf", b"a file")
    write(folder, "proofs/leaflet-1.png", b"its first page")
    write(folder, "es.md", "---\ntitle: Un título\n---\n\nTexto.\n")
    (told,) = read_leaflet(folder)[1]
    assert (told.code, told.place.file) == ("photo-unnamed", str(folder / "article.md"))
    assert told.message.endswith("in its folder: Mine.TIFF, p.jpg, pictures/march.jpg")
    assert 'photo: {file: "Mine.TIFF"}' in told.hint


@pytest.mark.parametrize(
    "spanish", ["photo: {file: p.jpg, alt: Mineros}\n---\n\nTexto.\n", "---\n\n![M](p.jpg)\n\nY.\n"]
)
def test_a_picture_that_only_a_translation_names_is_not_told(folder: Path, spanish: str) -> None:
    write(folder, "es.md", "---\ntitle: Un título\n" + spanish)
    assert read_leaflet(folder)[1] == ()
    write(folder, "q.jpg", b"picture")
    assert [told.message.rpartition(": ")[2] for told in read_leaflet(folder)[1]] == ["q.jpg"]


def test_no_picture_is_told_that_a_broken_translation_may_name(folder: Path) -> None:
    write(folder, "es.md", "---\ntitle: [broken\n")
    leaflet, findings = read_leaflet(folder)
    assert (list(leaflet.unreadable), findings) == (["es"], ())


@pytest.mark.parametrize(
    "article",
    [
        "---\ntitle: A title\nphoto: {file: p.jpg, alt: Miners}\n---\n\nText.\n",
        "---\ntitle: A title\n---\n\nText.\n\n![Miners](p.jpg)\n",
    ],
)
def test_a_picture_that_is_used_is_not_told(folder: Path, article: str) -> None:
    write(folder, "article.md", article)
    assert read_leaflet(folder)[1] == ()


def test_settings_are_read(folder: Path) -> None:
    toml = 'slug = "x"\nfold = "half"\nbleed = "5mm"\nstock_gsm = 170\nformats = ["handout"]\nphoto = "p.jpg"\n'
    write(folder, "leaflet.toml", toml + "[marks]\nfold = false\n[theme_overrides.palette]\nred = [0, 90, 80, 0]\n")
    settings = read_leaflet(folder)[0].settings
    assert settings == Settings(
        slug="x",
        fold="half",
        bleed=mm(5),
        stock_gsm=170,
        formats=("handout",),
        photo="p.jpg",
        marks=Marks(fold=False),
        overrides={"palette": {"red": [0, 90, 80, 0]}},
    )


@pytest.mark.parametrize(
    ("toml", "line", "parts"),
    [
        ('paper = "A4"\nflod = "half"', 2, ["'flod'", "fold"]),
        ("[marks]\n\ncorp = true", 3, ["marks.corp", "crop"]),
        ("overrides = {}", 1, ["'overrides'", "theme_overrides"]),
        ("\nstock_gsm = 'thick'", 2, ["stock_gsm", "a whole number", "text"]),
        ("stock_gsm = 5", 1, ["5", "40", "400"]),
        ("bleed = 3", 1, ["bleed", "3mm"]),
        ('bleed = "3"', 1, ["bleed", "3mm"]),
        ('bleed = "-1mm"', 1, ["-1 mm", "15 mm"]),
        ('bleed = "1m"', 1, ["1m"]),
        ("formats = []", 1, ["formats"]),
        ('\ndigits = "roman"', 2, ["roman", "auto, typed, native"]),
        ("formats = [1]", 1, ["formats.1", "text"]),
        ('theme_overrides = "x"', 1, ["theme_overrides", "a table"]),
        ('slug = "../x"', 1, ["../x"]),
        ('\n\nlanguages = ["en", "fr"]', 3, ["fr"]),
        ('languages = ["french!"]', 1, ["french!"]),
        ("a = 1\nb = = 2", 2, ["not TOML"]),
        ("a = 1\na = 2", 2, ["not TOML"]),
        ('photo = "none.jpg"', 1, ["none.jpg"]),
    ],
)
def test_bad_settings(folder: Path, toml: str, line: int, parts: list[str]) -> None:
    write(folder, "leaflet.toml", toml)
    finding = refusal(folder).finding
    assert Path(finding.place.file or "").name == "leaflet.toml"
    assert finding.place.line == line
    for part in parts:
        assert part in f"{finding.message} {finding.hint}"


@pytest.mark.parametrize(
    ("toml", "cure"),
    [
        ('formats = "print"', 'formats = ["print"]'),
        ('stock_gsm = "130"', "without quotes: stock_gsm = 130"),
        ('ink_limit = "much"', ""),
        ("marks = true", ""),
    ],
)
def test_a_setting_of_the_wrong_type_is_told_as_it_would_be_right(folder: Path, toml: str, cure: str) -> None:
    write(folder, "leaflet.toml", toml)
    assert refusal(folder).finding.hint == cure


@pytest.mark.parametrize(
    ("source", "own", "mirror"),
    [
        ("file: p.jpg, mirror: true", "", True),
        ("file: p.jpg", "", False),
        ("file: p.jpg, mirror: true", "mirror: false", False),
        ("file: p.jpg", "mirror: true", True),
        ("file: p.jpg, mirror: true", "file: q.jpg", False),
    ],
)
def test_a_translation_takes_over_whether_its_photo_may_be_mirrored(
    folder: Path, source: str, own: str, mirror: bool
) -> None:
    write(folder, "q.jpg", "")
    write(folder, "article.md", f"---\ntitle: A\nphoto: {{{source}}}\n---\nText.")
    write(folder, "ar.md", f"---\ntitle: T\nphoto: {{{own}}}\n---\nText.")
    photo = read_leaflet(folder)[0].articles["ar"].photo
    assert photo is not None and photo.mirror is mirror


def test_translations_inherit_what_no_language_changes(folder: Path) -> None:
    write(
        folder,
        "article.md",
        "---\ntitle: A\nlang: en\ndate: 2020-01-02\nphoto: {file: p.jpg, alt: B, credit: C, focus: [0.1, 0.2]}\n"
        "bulletin: {label: L, url: https://x.org}\ncontact: here\n---\nText.",
    )
    write(folder, "pt-br.md", "---\ntitle: T\nphoto: {alt: X}\nbulletin: {label: M}\n---\nTexto.")
    write(folder, "es.md", "---\ntitle: T\nphoto: {alt: X}\ncontact: aqui\ndraft: to review\n---\nTexto.")
    for name in ("README.md", "notes.md", "new.md", "xx.md"):
        write(folder, name, "\x00 not read")
    leaflet, findings = read_leaflet(folder)
    assert list(leaflet.articles) == ["en", "es", "pt-BR"]
    photo = leaflet.articles["es"].photo
    assert photo is not None
    assert (photo.path, photo.alt, photo.credit, photo.focus) == ((folder / "p.jpg").resolve(), "X", "C", (0.1, 0.2))
    assert leaflet.articles["es"].draft_note == "to review"
    assert leaflet.articles["pt-BR"].bulletin.url == "https://x.org"
    assert leaflet.articles["pt-BR"].bulletin.label == "M"
    assert leaflet.articles["pt-BR"].date == "2020-01-02"
    assert [(finding.code, "contact" in finding.message) for finding in findings] == [("translation-incomplete", True)]


def test_a_rare_language_is_a_translation_where_its_file_says_so(folder: Path) -> None:
    write(folder, "article.md", "---\ntitle: A\nlang: spa\n---\nTexto.")
    write(folder, "vai.md", "---\ntitle: B\nlang: vai\n---\nText.")
    write(folder, "old.md", "---\ntitle: C\n---\nNot yet ready.")
    leaflet, _ = read_leaflet(folder)
    assert list(leaflet.articles) == ["es", "vai"]


def test_translations_that_clash(folder: Path) -> None:
    write(folder, "en.md", ARTICLE)
    assert refusal(folder).finding.code == "language-twice"
    (folder / "en.md").rename(folder / "es.md")
    write(folder, "es.md", "---\ntitle: A\nlang: fr\n---\nText.")
    leaflet, _ = read_leaflet(folder)
    assert list(leaflet.articles) == ["en"]
    assert leaflet.unreadable["es"].finding.place.line == 3


def test_an_underscore_is_told(folder: Path) -> None:
    (folder / "p.jpg").unlink()
    write(folder, "pt_BR.md", ARTICLE)
    (finding,) = read_leaflet(folder)[1]
    assert "pt-BR.md" in finding.hint


def test_the_article_names_the_photo_before_the_settings_do(folder: Path) -> None:
    write(folder, "leaflet.toml", 'photo = "q.jpg"')
    write(folder, "q.jpg", b"")
    article = read_leaflet(folder)[0].articles["en"]
    assert article.photo is not None and article.photo.path.name == "q.jpg"
    write(folder, "article.md", "---\ntitle: A\nphoto: {file: p.jpg, alt: B}\n---\nText.")
    article = read_leaflet(folder)[0].articles["en"]
    assert article.photo is not None and (article.photo.path.name, article.photo.line) == ("p.jpg", 3)


@pytest.mark.parametrize(
    ("article", "line", "part"),
    [
        ("", None, "empty"),
        ("\n \n", None, "empty"),
        ("---\ntitle: A\n---\n", 4, "no text"),
        ("---\ntitle: A\n---\n\n<!-- later -->\n", 4, "no text"),
        ("Text without a title.", 1, "no title"),
        ("---\nkicker: A\ntitle: ' '\n---\nText.", 1, "no title"),
        (b"---\ntitle: A\n---\n\ncaf\xe9", 5, "byte offset 21"),
        ("---\ntitle: A\n---\nText \x00.", 4, "NUL, U+0000"),
        ("---\ntitle: A\n---\nText\n\x1b[0m", 5, "escape, U+001B"),
        ("---\ntitle: A\x7f\n---\nText", 2, "U+007F"),
        (b"---\ntitle: A\n---\n\xed\xa0\x80", 4, "0xed"),
        ("---\ntitle: A\nlang: klingon\n---\nText.", 3, "klingon"),
        ("---\ntitle: A\nphoto: {file: ../p.jpg, alt: a}\n---\nText.", 3, "out of the leaflet's folder"),
        ("---\ntitle: A\nphoto: {file: /etc/passwd, alt: a}\n---\nText.", 3, "out of the leaflet's folder"),
        ("---\ntitle: A\nphoto: {file: gone.jpg, alt: a}\n---\nText.", 3, "gone.jpg"),
        ("---\ntitle: A\nphoto: {file: 'https://x.org/p.jpg', alt: a}\n---\nText.", 3, "never fetched"),
        ("---\ntitle: A\n---\nText.\n\n![a](../../p.jpg)", 6, "out of the leaflet's folder"),
        ("---\ntitle: A\n---\nText.\n\n![a](gone.jpg)", 6, "gone.jpg"),
        ("---\ntitle: A\n---\n" + "word " * 1_000_000, None, "1,000,000 words; 60,000"),
        ("x" * 9_000_000, None, "9,000,000 bytes; 8,000,000"),
    ],
)
def test_bad_articles(folder: Path, article: str | bytes, line: int | None, part: str) -> None:
    write(folder, "article.md", article)
    finding = refusal(folder).finding
    assert finding.place.line == line
    assert part in finding.message


def test_links_that_lead_out_are_refused(folder: Path) -> None:
    (folder.parent / "secret.jpg").write_bytes(b"")
    (folder / "link.jpg").symlink_to(folder.parent / "secret.jpg")
    write(folder, "article.md", "---\ntitle: A\nphoto: {file: link.jpg, alt: a}\n---\nText.")
    assert refusal(folder).finding.code == "picture-outside"


def test_bad_folders(folder: Path) -> None:
    assert refusal(folder / "none").finding.code == "no-folder"
    assert refusal(folder / "article.md").finding.code == "no-folder"
    (folder / "article.md").unlink()
    assert refusal(folder).finding.code == "no-article"
    (folder / "article.md").mkdir()
    assert refusal(folder).finding.code == "file-missing"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_article(folder: Path) -> None:
    (folder / "article.md").chmod(0)
    assert refusal(folder).finding.code == "file-unreadable"


@pytest.mark.parametrize(
    "article",
    [
        "\ufeff---\r\ntitle: A\r\nkicker: B\r\n---\r\n\r\nOne  \r\ntwo.\r\n",
        "---\rtitle: A\rkicker: B\r---\r\rOne  \rtwo.\r",
        "---\ntitle: A\nkicker: B\n---\n\nOne  \ntwo.",
    ],
)
def test_byte_order_marks_and_line_ends(folder: Path, article: str) -> None:
    write(folder, "article.md", article)
    read = read_leaflet(folder)[0].articles["en"]
    assert words(read) == ("A", "B", "One", "two.")
    assert read.body[0].line == 6


def test_a_long_title_is_passed_on(folder: Path) -> None:
    title = "word " * 60
    write(folder, "article.md", f"---\ntitle: {title}\n---\nText.")
    assert read_leaflet(folder)[0].articles["en"].title == title.strip()


def test_words_in_reading_order(folder: Path) -> None:
    write(
        folder,
        "article.md",
        "---\ntitle: t1\nkicker: k1\nstandfirst: s1 s2\nslogans: [l1, l2]\nimprint: i1\ncontact: c1\n"
        "photo: {file: p.jpg, alt: unseen, caption: p1, credit: p2}\n"
        "bulletin: {label: b1, title: b2, url: https://x.org}\n---\n"
        "# h1\n\nm^a*b*c[^n] d\n\n- e\n    - f\n\n> g\n\n"
        '| h | i |\n|--|--|\n| j | |\n\n![unseen](p.jpg "k"){credit=l}\n\n'
        "[^n]: n1\n",
    )
    leaflet, findings = read_leaflet(folder)
    assert findings == ()
    assert " ".join(words(leaflet.articles["en"])) == (
        "t1 k1 s1 s2 l1 l2 p1 p2 h1 m^abc d e f g h i j k l n1 b1 b2 x.org c1 i1"
    )


@pytest.mark.parametrize(
    ("url", "cure"),
    [
        ("www example", "%20"),
        ("https://example.org/a b", "%20"),
        ("foo", "in full"),
        ("https:", "in full"),
        ("https://", "in full"),
        ("https:example.org", "in full"),
        ("https://foo/x", "in full"),
        ("/page", "in full"),
        ("https://.org", "in full"),
        ("javascript:alert(1)", "write one of http, https, mailto, tel"),
        ("ftp://example.org", "write one of"),
        ("mail@example.org", "write mailto:mail@example.org"),
        ("mailto:mail", "mailto:name@"),
        ("tel:us", "tel:+49"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_once_where_it_stands(folder: Path, url: str, cure: str) -> None:
    write(folder, "article.md", f"---\ntitle: A\nbulletin:\n  url: '{url}'\n---\nText.")
    write(folder, "es.md", "---\ntitle: B\n---\nText.")
    leaflet, findings = read_leaflet(folder)
    (told,) = (finding for finding in findings if finding.code == "address-dead")
    assert (told.severity, told.place.line, cure in told.hint) == (Severity.WARNING, 4, True), told
    assert leaflet.articles["es"].bulletin.url == url


@pytest.mark.parametrize(
    ("url", "full"),
    [
        ("https://example.org", "https://example.org"),
        ("HTTP://example.org:80/x?y#z", "HTTP://example.org:80/x?y#z"),
        ("https://me@example.org", "https://me@example.org"),
        ("https://[2001:db8::1]/x", "https://[2001:db8::1]/x"),
        ("example.org/x", "https://example.org/x"),
        ("example.org:8080/x", "https://example.org:8080/x"),
        ("example.org/x?to=https://b.org", "https://example.org/x?to=https://b.org"),
        ("example.org/@us", "https://example.org/@us"),
        ("пример.рф", "https://пример.рф"),
        ("mailto:mail@example.org", "mailto:mail@example.org"),
        ("tel:+49 30", "tel:+49 30"),
        ("tel:+4930", "tel:+4930"),
    ],
)
def test_a_code_holds_an_address_in_full(folder: Path, url: str, full: str) -> None:
    write(folder, "article.md", f"---\ntitle: A\nbulletin: {{url: '{url}'}}\n---\nText.")
    leaflet, findings = read_leaflet(folder)
    dead = [finding for finding in findings if finding.code == "address-dead"]
    assert (leaflet.articles["en"].bulletin.url, len(dead)) == (full, int(" " in url))
