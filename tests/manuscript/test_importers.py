"""What an import takes, what it leaves out, and that no word gets lost between the two."""

from __future__ import annotations

import codecs
import io
import re
import shutil
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from pamphlet.errors import BadInput, CannotWrite
from pamphlet.manuscript.article import HARD_BREAK, Article, Heading, ListBlock, Paragraph, Picture, Quote, Span, Table
from pamphlet.manuscript.folder import read_leaflet
from pamphlet.manuscript.importers import ImportReport, import_source
from pamphlet.manuscript.importers.byline import Byline, read_byline
from pamphlet.manuscript.importers.credits import caption_and_credit
from pamphlet.manuscript.importers.dates import find_date
from pamphlet.manuscript.importers.decoding import decode
from pamphlet.manuscript.importers.furniture import why_furniture
from pamphlet.manuscript.importers.language import guess_language
from pamphlet.manuscript.importers.markup import inline
from pamphlet.manuscript.importers.pictures import plain_name
from pamphlet.manuscript.importers.plain import wrapping_width
from pamphlet.manuscript.importers.reference import read_reference
from pamphlet.manuscript.markdown_tree import MarkdownReader
from pamphlet.manuscript.text import caption_line, plain, words

FIXTURES = Path(__file__).parent / "imports"
_TOKEN = re.compile(r"[^\W_]+")


def tokens(text: str) -> Counter[str]:
    return Counter(_TOKEN.findall(text))


def picture(path: Path, size: tuple[int, int] = (96, 64)) -> Path:
    Image.new("RGB", size, (120, 60, 40)).save(path)
    return path


def taken(name: str, tmp_path: Path, *pictures: str) -> tuple[ImportReport, Article]:
    """Import a fixture from a folder of its own and read the leaflet back."""
    source = tmp_path / "in" / name
    source.parent.mkdir()
    shutil.copyfile(FIXTURES / name, source)
    for each in pictures:
        picture(source.parent / each)
    return read(import_source(source, tmp_path / "out"))


def from_text(
    text: str, tmp_path: Path, name: str = "text.txt", folder: str = "out", **options: Any
) -> tuple[ImportReport, Article]:
    source = tmp_path / name
    source.write_text(text, encoding="utf-8")
    return read(import_source(source, tmp_path / folder, **options))


def read(report: ImportReport) -> tuple[ImportReport, Article]:
    assert "words-unplaced" not in [finding.code for finding in report.findings]
    leaflet, findings = read_leaflet(report.folder)
    assert [finding.code for finding in findings if finding.code != "picture-alt"] == []
    return report, leaflet.articles[report.lang]


def left(report: ImportReport) -> dict[int, str]:
    return {entry.line: entry.text for entry in report.left_out}


def texts(article: Article) -> list[str]:
    return [plain(block.spans) for block in article.body if isinstance(block, Paragraph)]


def headings(article: Article) -> list[str]:
    return [plain(block.spans) for block in article.body if isinstance(block, Heading)]


# The shape of a pasted article


def test_a_pasted_article_needs_no_hand(tmp_path: Path) -> None:
    report, article = taken("plain_rally.txt", tmp_path)
    assert article.title == "No to the dam on the Sol River! Water for all!"
    assert len(article.body) == len(texts(article)) == 4
    assert article.slogans == ("No Dam on Our River!", "U.S. Mining Money Out of the Valley!")
    assert article.bulletin.label == (
        "For the history of the valley, see the just-published Valley Committee information bulletin on water:"
    )
    assert article.bulletin.title == "VC Water Bulletin (2)"
    assert left(report) == {3: "river march", 20: "Leave a Reply"}
    assert report.standfirst == report.kicker == report.author == ""
    assert report.body_words == sum(len(re.findall(r"\w+(?:['’.-]\w+)*", text)) for text in texts(article))


def test_brackets_and_quotes_stay_as_written(tmp_path: Path) -> None:
    _, article = taken("plain_rally.txt", tmp_path)
    assert texts(article)[2].startswith("“We drink from this river because our grandparents did, and [because of] the")


def test_alternative_text_goes_to_the_photo_beside_the_text(tmp_path: Path) -> None:
    report, article = taken("plain_rally.txt", tmp_path, "plain_rally.jpg", "another.jpg")
    assert article.photo is not None
    assert (article.photo.path.name, article.photo.alt) == ("plain-rally.jpg", "river march")
    assert left(report) == {20: "Leave a Reply"}
    assert report.findings == ()


def test_two_pictures_of_other_names_are_not_guessed_at(tmp_path: Path) -> None:
    report, article = taken("plain_rally.txt", tmp_path, "one.jpg", "two.jpg")
    assert article.photo is None
    [finding] = report.findings
    assert (finding.code, finding.place.line, finding.hint) == ("photo-missing", 3, "name one: --photo FILE")


def test_a_named_photo_wins_over_the_one_beside(tmp_path: Path) -> None:
    other = picture(tmp_path / "Named Photo.PNG", (70, 90))
    picture(tmp_path / "text.png")
    _, article = from_text("A title\n\n" + "Words of the text. " * 8, tmp_path, photo=other)
    assert article.photo is not None
    assert article.photo.path.name == "named-photo.png"
    assert article.photo.path.read_bytes() == other.read_bytes()


def test_furniture_of_a_blog_is_listed_and_left_out(tmp_path: Path) -> None:
    report, article = taken("blog_with_furniture.txt", tmp_path)
    assert article.title == "Why our library must stay open"
    assert (article.author, article.date) == ("Ana Roca", "2021-03-03")
    assert len(article.body) == 3
    assert article.slogans == ("Keep the doors open!",)
    assert set(left(report)) == {*range(1, 7), 8, 9, 10, 11, 14, *range(17, 32)}
    reasons = {entry.line: entry.why for entry in report.left_out}
    assert reasons[1].startswith("name of the site")
    assert reasons[5] == "cookie banner"
    assert reasons[14] == "newsletter sign-up"
    assert reasons[30] == "under the heading of the comments"


PAGES = {
    "page_ar_mawqi.txt": ("ar", "", "المكتبة لنا جميعا", "", "ليلى حداد", "", "فتحت نطلب"),
    "page_de_zeitung.txt": (
        "de", "Mieten", "Wer zahlt, wenn das Haus verkauft wird?", "Im Norden der Stadt", "Ruth Anders", "2022-05-04",
        "Seit Im # Die",
    ),
    "page_en_news.txt": (
        "en", "", "The night ferry is worth more than it costs", "The council counts", "Ana Roca", "2024-03-05",
        'The A "If # The',
    ),
    "page_es_blog.md": ("es", "", "El mercado no se vende", "", "Carmen Rubio", "2021-10-07", "El # Que Las"),
    "page_fr_presse.txt": (
        "fr", "Transports", "La ligne du matin doit rester", "", "Jeanne Morel", "2023-03-12", "Le Personne Nous",
    ),
    "page_it_pagina.html": (
        "it", "", "L'acqua torna pubblica", "Dopo undici anni", "Marta Gallo", "2020-02-03", "Alle Il Adesso",
    ),
    "page_pl_portal.html": (
        "pl", "", "Przychodnia zostaje!", "", "Ewa Krawiec", "2022-06-02", "Przychodnia Mieszkańcy Zebranie",
    ),
    "page_pt_jornal.html": (
        "pt-BR", "", "A escola fica no bairro", "Prefeitura quer", "Lúcia Prates", "2022-08-19", "A Na Queremos",
    ),
    "page_ru_sait.txt": ("ru", "", "Парк остаётся парком", "", "Нина Орлова", "2021-04-12", "В На Мы"),
    "page_sv_sida.md": (
        "sv", "Debatt", "Låt bussen gå till skolan", "", "Karin Lind", "2023-01-17", "Bussen Kommunen Vi",
    ),
}  # fmt: skip
"""Pages as they come from a browser: language, kicker, title, standfirst, author and date, and how blocks begin."""


@pytest.mark.parametrize("name", PAGES)
def test_the_article_is_found_among_what_stands_around_it(tmp_path: Path, name: str) -> None:
    report, article = taken(name, tmp_path)
    lang, kicker, title, standfirst, author, date, body = PAGES[name]
    assert (report.lang, article.kicker, article.title) == (lang, kicker, title)
    assert (article.author, article.date) == (author, date)
    assert article.standfirst.startswith(standfirst) and bool(article.standfirst) == bool(standfirst)
    begins = ["#" if isinstance(block, Heading) else plain(block.spans).split()[0] for block in article.body]
    assert begins == body.split(), "and nothing else is in the body"
    assert len(article.slogans) <= 1
    assert len(report.left_out) >= 13


def test_a_short_text_about_menus_keeps_its_title_and_its_lines(tmp_path: Path) -> None:
    """No page: a word of menus below the title, or a heading such as Newsletter, is the author's."""
    text = "The kitchen of the house\n\nBread\n\nNewsletter\n\nIt comes on Fridays.\n\nMenu\n\nSoup and bread.\n"
    _, article = from_text(text, tmp_path)
    assert article.title == "The kitchen of the house"
    assert "It comes on Fridays." in " ".join(texts(article))
    assert "Soup and bread." in " ".join(texts(article))


def test_headings_of_the_author_are_no_furniture_where_sentences_follow_them(tmp_path: Path) -> None:
    text = (
        "News from the mill\n\nOn Monday the weavers of the lower mill walked out. They had asked for the windows to "
        "be mended since the autumn, and the answer was a letter about the price of glass.\n\n"
        "Newsletter\n\nThe strike has one of its own, printed on the back of old order forms, twice a week.\n\n"
        "Contact\n\nThe committee meets in the chapel. Anybody may come, and those who bring a chair may sit.\n\n"
        "Related: the letter of March, which said the opposite.\n\n"
        "Topics\n\nGlass and wages were the topics of the first meeting, and they will be those of the next.\n\n"
        "No glass, no cloth!\n"
    )
    report, article = from_text(text, tmp_path)
    assert headings(article) == ["Newsletter", "Contact", "Topics"]
    assert article.slogans == ("No glass, no cloth!",)
    assert report.left_out == ()


def test_spanish(tmp_path: Path) -> None:
    report, article = taken("articulo.txt", tmp_path)
    assert report.lang == "es"
    assert (article.author, article.date) == ("Lucía Prado", "2022-05-14")
    assert article.slogans == ("¡El agua es de todos!", "¡Ni una gota más para la mina!")
    assert article.bulletin.title == "El agua del valle (segunda edición)"
    assert headings(article) == ["La asamblea pide tres cosas"]


def test_short_lines_between_paragraphs_are_headings(tmp_path: Path) -> None:
    _, article = taken("subheads.txt", tmp_path)
    assert headings(article) == ["The first winter", "What the company said", "Who rides now?"]
    assert article.standfirst == "A campaign of nurses, bakers and students that took three winters"
    assert article.author == "Tom Ede and Ruth Okoye"
    assert texts(article)[-1] == "Tom Ede is a baker and a member of the riders' committee."


def test_bullets_and_numbers_become_lists(tmp_path: Path) -> None:
    _, article = taken("bullets.txt", tmp_path)
    bullets, numbers = [block for block in article.body if isinstance(block, ListBlock)]
    assert (len(bullets.items), bullets.ordered, len(numbers.items), numbers.ordered) == (5, False, 3, True)
    assert article.slogans == ("STOP THE VAN", "Bring back the cooks")


def test_kicker_standfirst_credit_and_quoted_reference(tmp_path: Path) -> None:
    report, article = taken("standfirst_credit.txt", tmp_path)
    assert (article.kicker, article.title) == ("OPINION", "Rents rise, wages do not")
    assert article.standfirst.startswith("In ten years") and article.standfirst.endswith("has not moved.")
    assert (article.author, article.date) == ("Ines Vale", "2023-11-09")
    assert article.bulletin.title == "“A Roof of One's Own”"
    assert article.bulletin.label == "Read more in the tenants' pamphlet:"
    assert article.bulletin.url == "https://example.org/roof"
    assert report.credits == ("Photo: Marta Ruiz",)
    assert left(report) == {
        4: "Ines Vale | 9 Nov 2023 | 4 min read",
        5: "[Photo: Marta Ruiz]",
        7: "Home > News > Housing",
    }


def test_a_credit_goes_to_the_photo(tmp_path: Path) -> None:
    _, article = taken("standfirst_credit.txt", tmp_path, "house.jpg")
    assert article.photo is not None
    assert article.photo.credit == "Photo: Marta Ruiz"


def test_hard_wrapped_lines_are_joined(tmp_path: Path) -> None:
    report, article = taken("hard_wrapped.txt", tmp_path)
    assert article.title == "The strike at the glass works: what happened and what comes next"
    first, second, *_ = texts(article)
    assert "chained. By noon the two other halls had stopped as well" in first
    assert "A long-standing rule" in first
    assert second.startswith("The owners offered")
    [bullets] = [block for block in article.body if isinstance(block, ListBlock)]
    assert len(bullets.items) == 3
    assert headings(article) == []
    assert [finding.code for finding in report.findings] == ["hyphen-kept", "photo-missing"]


def test_without_slogans_nothing_is_made_one(tmp_path: Path) -> None:
    report, article = taken("no_slogans_tags.txt", tmp_path)
    assert article.title == "Is a four-day week possible?"
    assert article.slogans == ()
    assert len(article.body) == 3
    assert set(left(report)) == {3, 11, 12, 13, 14}


def test_a_line_is_a_paragraph_where_no_blank_line_parts_them(tmp_path: Path) -> None:
    report, article = taken("single_newlines.txt", tmp_path)
    assert article.title == "A letter to those who come after"
    assert len(article.body) == 3
    assert report.left_out == ()


# Encodings


def test_cp1252_is_read_with_a_finding(tmp_path: Path) -> None:
    report, article = taken("cp1252.txt", tmp_path)
    assert article.title == "Café closes its doors"
    assert "“regulars”" in texts(article)[0]
    assert report.findings[0].code == "encoding-guessed"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_byte_order_marks_and_line_ends(tmp_path: Path, mark: bytes, encoding: str, ending: str) -> None:
    source = tmp_path / "text.txt"
    text = ending.join(["A café", "", "The words of the first paragraph.", "", "And those of the second one."])
    source.write_bytes(mark + text.encode(encoding))
    report, article = read(import_source(source, tmp_path / "out"))
    assert article.title == "A café"
    assert texts(article) == ["The words of the first paragraph.", "And those of the second one."]
    assert "encoding-guessed" not in [finding.code for finding in report.findings]


def test_charset_of_a_page_is_believed(tmp_path: Path) -> None:
    source = tmp_path / "page.html"
    page = "<html><head><meta charset=iso-8859-2></head><body><h1>Łódź</h1><p>Miasto i jego ludzie.</p></body></html>"
    source.write_bytes(page.encode("iso-8859-2"))
    assert import_source(source, tmp_path / "out").title == "Łódź"


# HTML


def test_page(tmp_path: Path) -> None:
    report, article = taken("page.html", tmp_path, "bakery.png", "other.png")
    assert (article.kicker, article.title) == ("Prices", "The bread price")
    assert article.standfirst == "Flour is cheaper than last year. Bread is not."
    assert (article.author, article.date, article.lang) == ("Ana Roca", "2022-05-14", "en")
    assert article.photo is not None
    assert (article.photo.alt, article.photo.credit) == ("A queue before a bakery", "Photo: Lin Mayer")
    assert article.slogans == ("Bread is not a share to be traded!",)
    assert (article.bulletin.label, article.bulletin.title) == ("For more, see the booklet", "Flour and Fire")
    kinds = [type(block) for block in article.body]
    assert kinds == [Paragraph, Heading, Paragraph, ListBlock, Quote, Table]
    first = article.body[0]
    assert isinstance(first, Paragraph)
    assert [span.text for span in first.spans if span.strong] == ["two coins"]
    assert [span.text for span in first.spans if span.emphasis] == ["three"]
    assert "say *nothing*, and 5 < 6." in plain(first.spans)
    [note] = article.notes
    assert plain(note.blocks[0].spans) == "The mill's own list of prices."  # type: ignore[union-attr]
    table = article.body[5]
    assert isinstance(table, Table)
    assert plain(table.rows[0][1]) == "Loaf | flour"
    gone = " ".join(entry.text for entry in report.left_out)
    for words_gone in ("The Harbour Paper", "Home", "We use cookies.", "Salt rises too", "A far mill", "Well said."):
        assert words_gone in gone
    assert "not words of the page" not in gone


def test_layout_tables_and_double_breaks_of_an_old_page(tmp_path: Path) -> None:
    report, article = taken("old_page.html", tmp_path)
    assert article.title == "The ferry that nobody wanted to lose"
    assert [type(block) for block in article.body] == [Paragraph, Paragraph, Heading, Paragraph]
    assert [entry.text for entry in report.left_out] == ["Index | Links"]


def test_relative_links_are_made_whole_by_the_page_address(tmp_path: Path) -> None:
    page = (
        "<html><head><link rel=canonical href='https://example.org/a/b.html'></head><body><h1>T</h1>"
        "<p>This is the <a href='../c (d).html'>other page</a> of this, and <a "
        "href='javascript:x()'>that</a>.</p></body></html>"
    )
    _, article = from_text(page, tmp_path, "page.html")
    [paragraph] = article.body
    assert isinstance(paragraph, Paragraph)
    assert [span.link for span in paragraph.spans if span.link] == ["https://example.org/c%20(d).html"]
    assert plain(paragraph.spans) == "This is the other page of this, and that."


def test_pictures_outside_the_folder_are_not_copied(tmp_path: Path) -> None:
    picture(tmp_path / "secret.png")
    inner = tmp_path / "in"
    inner.mkdir()
    source = inner / "page.html"
    source.write_text("<h1>T</h1><p>Some words here.</p><img src='../secret.png' alt='not ours'>")
    report = import_source(source, tmp_path / "out")
    assert report.pictures == ()
    assert report.left_out[0].why.startswith("picture outside the source's folder")


def test_a_page_nested_without_end_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "deep.html"
    source.write_text("<h1>T</h1>" + "<div>" * 5000 + "words")
    with pytest.raises(BadInput) as caught:
        import_source(source, tmp_path / "out")
    assert caught.value.finding.code == "nested-too-deep"
    assert not (tmp_path / "out").exists()


def test_words_in_an_unclosed_figure_are_not_lost(tmp_path: Path) -> None:
    page = "<h1>T</h1><p>Some words here.</p><figure><img src='none.png' alt='none'><p>The article goes on from here."
    report, article = from_text(page, tmp_path, "page.html")
    assert texts(article) == ["Some words here.", "The article goes on from here."]
    assert [entry.text for entry in report.left_out] == ["none"]


def test_a_note_in_a_box_is_not_called(tmp_path: Path) -> None:
    page = "<h1>T</h1><p>Some words here.<a href='#n'>1</a></p><aside><p id=n>Not a note of ours.</p></aside>"
    report, article = from_text(page, tmp_path, "page.html")
    assert (texts(article), article.notes) == (["Some words here.1"], ())
    assert [entry.text for entry in report.left_out] == ["Not a note of ours."]


# Captions and credits


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        ("La fuente de la plaza. Foto: Ana Ruiz", "La fuente de la plaza.", "Foto: Ana Ruiz"),
        ("Photo: Nurses wait for the bus… Picture: Mara Holt", "Nurses wait for the bus…", "Picture: Mara Holt"),
        ("Le marché couvert | Crédit photo : Jean Le Gall", "Le marché couvert", "Crédit photo : Jean Le Gall"),
        ("Der Brunnen. Bild: privat", "Der Brunnen.", "Bild: privat"),
        ("The stop at dawn. © Mara Holt", "The stop at dawn.", "© Mara Holt"),
        ("Der alte Brunnen Foto: Ute Brandt", "Der alte Brunnen", "Foto: Ute Brandt"),
        ("La plaza. Foto: Ana Ruiz / © La Voz", "La plaza.", "Foto: Ana Ruiz / © La Voz"),
        ("Foto: Ana Ruiz", "", "Foto: Ana Ruiz"),
        ("Two friends fold. (Photo: Ana Roca)", "Two friends fold.", "Photo: Ana Roca"),
        ("Their picture: what the street saw that day", "Their picture: what the street saw that day", ""),
        ("Not a sound. Photo of the dead street", "Not a sound. Photo of the dead street", ""),
    ],
)
def test_a_caption_is_parted_from_its_credit(line: str, caption: str, credit: str) -> None:
    said = caption_and_credit(line, captioned=True)
    assert (said.caption, said.credit) == (caption, credit)


@pytest.mark.parametrize(
    "line",
    [
        "All of it is ours. © 2020 News of the Street",
        "Two things count here. Image: what they see of us",
        "They wept. Picture: the children came running. Nobody spoke of it",
    ],
)
def test_what_no_picture_stands_above_needs_a_label_and_a_name(line: str) -> None:
    assert caption_and_credit(line).credit == ""


def test_a_figure_has_caption_and_credit(tmp_path: Path) -> None:
    picture(tmp_path / "plaza.jpg")
    page = (
        '<html lang="es"><h1>La plaza</h1><figure><img src="plaza.jpg" alt="Una fuente">'
        "<figcaption>La fuente de la plaza. Foto: Ana Ruiz</figcaption></figure>"
        "<p>La fuente es de todos y nadie la vende, ni hoy ni nunca, dice el barrio.</p></html>"
    )
    _, article = from_text(page, tmp_path, "page.html")
    assert article.photo is not None
    assert (article.photo.caption, article.photo.credit) == ("La fuente de la plaza.", "Foto: Ana Ruiz")
    said = caption_line(article.photo.caption, article.photo.credit)
    assert said == "La fuente de la plaza. Foto: Ana Ruiz"


def test_a_line_of_plain_text_with_two_labels_is_the_photos_caption(tmp_path: Path) -> None:
    text = (
        "The last bus\n\nPhoto: Nurses waiting at the stop… Picture: Mara Holt\n\nBy Tom Ede\n\n"
        "The bus does not come any more, and the nurses who work at night walk home for two hours.\n\n"
        "They ask the council for one thing, which is a bus at six in the morning, every day.\n"
    )
    report, article = from_text(text, tmp_path, photo=picture(tmp_path / "stop.jpg"))
    assert article.photo is not None
    assert (article.photo.caption, article.photo.credit) == ("Nurses waiting at the stop…", "Picture: Mara Holt")
    assert (article.author, report.credits) == ("Tom Ede", ("Picture: Mara Holt",))
    assert left(report)[3] == "Photo:"


def captioned_document(path: Path, style: tuple[str, str]) -> Path:
    """Write a document with two pictures, a caption below each, and a table with its own."""
    import docx

    document = docx.Document()
    made = document.styles["Caption"]
    made.element.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}styleId", style[0])
    made.name = style[1]
    document.add_heading("The last bus", 0)
    for number, said in enumerate(("Nurses at the stop. Photo: Mara Holt", "The empty street"), 1):
        document.add_picture(io.BytesIO(picture(path.with_name(f"p{number}.png"), (96, 64 + number)).read_bytes()))
        document.add_paragraph(said, style=made)
        document.add_paragraph("The bus does not come any more, and the nurses walk home for two hours at night.")
    document.add_paragraph("Buses before and after", style=made)
    document.add_table(1, 2).rows[0].cells[0].text = "Nine"
    document.save(str(path))
    return path


@pytest.mark.parametrize(
    "style", [("Caption", "caption"), ("Beschriftung", "caption"), ("Lgende", "Légende"), ("a3", "caption")]
)
def test_captions_of_a_document_go_to_their_pictures(tmp_path: Path, style: tuple[str, str]) -> None:
    report, article = read(import_source(captioned_document(tmp_path / "text.docx", style), tmp_path / "out"))
    assert article.photo is not None
    assert (article.photo.caption, article.photo.credit) == ("Nurses at the stop.", "Photo: Mara Holt")
    (inner,) = (block for block in article.body if isinstance(block, Picture))
    assert (inner.caption, inner.credit) == ("The empty street", "")
    assert texts(article) == [
        "The bus does not come any more, and the nurses walk home for two hours at night."
    ] * 2 + ["Buses before and after"]
    assert report.left_out == ()


def test_a_photo_that_is_named_takes_no_picture_its_caption(tmp_path: Path) -> None:
    source = captioned_document(tmp_path / "text.docx", ("Beschriftung", "caption"))
    _, article = read(import_source(source, tmp_path / "out", photo=picture(tmp_path / "cover.jpg", (97, 97))))
    assert article.photo is not None
    assert (article.photo.caption, article.photo.credit) == ("", "")
    inner = [(block.caption, block.credit) for block in article.body if isinstance(block, Picture)]
    assert inner == [("Nurses at the stop.", "Photo: Mara Holt"), ("The empty street", "")]


# Markdown


def test_markdown_with_front_matter(tmp_path: Path) -> None:
    report, article = taken("post.md", tmp_path, "wall.png", "noon.png")
    assert (article.title, article.standfirst) == ("The mended wall", "How a street rebuilt what the storm took")
    assert (article.author, article.date, article.slogans) == ("Tom Ede", "2021-11-02", ("Mend it together!",))
    assert article.photo is not None and article.photo.path.name == "wall.png"
    inner = [block for block in article.body if isinstance(block, Picture)]
    assert [(each.path.name, each.caption, each.credit) for each in inner] == [
        ("noon.png", "The last day.", "Photo: Ruth Okoye")
    ]
    assert [type(block).__name__ for block in article.body] == [
        "Paragraph", "Heading", "ListBlock", "ListBlock", "Quote", "Table", "Picture", "Paragraph", "Paragraph",
    ]  # fmt: skip
    assert len(article.notes) == 1
    assert left(report) == {
        7: "layout: post",
        8: "tags: walls, storms",
        14: "# The mended wall",
        36: "far",
        42: "Leave a comment",
    }
    assert "a note to myself" in [entry.text for entry in report.left_out]


def test_markdown_without_front_matter_keeps_its_own_markup(tmp_path: Path) -> None:
    body = (
        "1\\. is *not* a list, `code` and **bold\nover two lines**.\n\n- [ ] a task\n    - "
        "inside\n\n***\n\nThe end of it all."
    )
    _, article = from_text(f"# A *fine* title\n\nBy Ana Roca\n\n{body}\n", tmp_path, "text.md")
    assert (article.title, article.author) == ("A fine title", "Ana Roca")
    assert texts(article) == ["1. is not a list, code and bold over two lines.", "The end of it all."]


def test_markdown_front_matter_that_is_not_yaml(tmp_path: Path) -> None:
    source = tmp_path / "text.md"
    source.write_text("---\ntitle: [open\n---\n\nWords.\n")
    with pytest.raises(BadInput) as caught:
        import_source(source, tmp_path / "out")
    assert caught.value.finding.code == "front-matter-yaml"


def test_markdown_pictures_in_lists_and_far_away_are_listed(tmp_path: Path) -> None:
    picture(tmp_path / "near.png")
    text = (
        "# T\n\nWords of the text.\n\n- item ![in a list](near.png)\n\n## Head "
        "![far](https://example.org/a.png)\n\nMore."
    )
    report, article = from_text(text, tmp_path, "text.md", photo=tmp_path / "near.png")
    assert {entry.text: entry.line for entry in report.left_out} == {"in a list": 5, "far": 7}
    assert headings(article) == ["Head"]


def test_raw_html_in_markdown_is_read_as_a_page_is(tmp_path: Path) -> None:
    picture(tmp_path / "near.png")
    figure = "<figure><img src='near.png' alt='a wall'><figcaption>The wall. (Photo: Lin Mayer)</figcaption></figure>"
    _, article = from_text(f"# T\n\nWords with a <b>bold</b> one<br>and more.\n{figure}\n", tmp_path, "text.md")
    assert texts(article) == ["Words with a bold one\u2028and more.".replace("\u2028", "\n")]
    assert article.photo is not None
    assert (article.photo.alt, article.photo.credit) == ("a wall", "Photo: Lin Mayer")


def test_code_in_markdown_stays_code(tmp_path: Path) -> None:
    _, article = from_text("# T\n\nSome words.\n\n~~~\n<b> ![x](y.png)\n```\n", tmp_path, "text.md")
    [_, code] = [block for block in article.body if isinstance(block, Paragraph)]
    assert code.spans[0].code and code.spans[0].text == f"<b> ![x](y.png){HARD_BREAK}```"


# Word documents


def word_document(path: Path) -> Path:
    import docx
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = docx.Document()
    document.core_properties.author = "Ruth Okoye"
    document.sections[0].header.paragraphs[0].text = "Draft of the committee"
    document.add_paragraph("The mended bridge", style="Title")
    document.add_paragraph("Nine days and forty hands", style="Subtitle")
    first = document.add_paragraph("It fell in ")
    first.add_run("one").bold = True
    first.add_run(" night").italic = True
    first._p.append(parse_xml(f'<w:ins {nsdecls("w")}><w:r><w:t xml:space="preserve"> of rain</w:t></w:r></w:ins>'))
    first._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText> of snow</w:delText></w:r></w:del>"))
    address = document.part.relate_to("https://example.org/rain", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = (
        f'<w:hyperlink {nsdecls("w", "r")} r:id="{address}"><w:r><w:t xml:space="preserve"> (a '
        f"record)</w:t></w:r></w:hyperlink>"
    )
    first._p.append(parse_xml(link))
    first._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'))
    document.add_heading("Stone by stone", level=1)
    for text, style in (("Find them", "List Bullet"), ("in the river", "List Bullet 2"), ("Sort them", "List Bullet")):
        document.add_paragraph(text, style=style)
    document.add_paragraph("Count to nine", style="List Number")
    document.add_paragraph("Nobody asked whose it was.", style="Quote")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip([*table.rows[0].cells, *table.rows[1].cells], ["Day", "Stones", "9", "900"], strict=True):
        cell.text = text
    image = io.BytesIO()
    Image.new("RGB", (90, 70)).save(image, "PNG")
    document.add_picture(image)
    document.add_paragraph("Mend it together!")
    notes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p><w:r><w:t>From the '
        f"minutes.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, notes.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    document.save(str(path))
    return path


def test_word_document(tmp_path: Path) -> None:
    report, article = read(import_source(word_document(tmp_path / "text.docx"), tmp_path / "out"))
    assert (article.title, article.standfirst, article.author) == (
        "The mended bridge",
        "Nine days and forty hands",
        "Ruth Okoye",
    )
    assert [type(block).__name__ for block in article.body] == [
        "Paragraph", "Heading", "ListBlock", "ListBlock", "Quote", "Table",
    ]  # fmt: skip
    first = article.body[0]
    assert isinstance(first, Paragraph)
    assert plain(first.spans) == "It fell in one night of rain (a record)"
    assert [span.text for span in first.spans if span.strong] == ["one"]
    assert [span.link for span in first.spans if span.link] == ["https://example.org/rain"]
    bullets = article.body[2]
    assert isinstance(bullets, ListBlock) and len(bullets.items) == 2
    assert isinstance(bullets.items[0][1], ListBlock)
    assert len(article.notes) == 1
    assert article.photo is not None
    assert article.slogans == ("Mend it together!",)
    assert {entry.text: entry.why for entry in report.left_out} == {
        "of snow": "deleted in tracked changes",
        "Draft of the committee": "running header of the pages",
    }


def pasted_document(path: Path) -> Path:
    """A page copied from the browser into a word processor: headings have styles, the rest has none."""
    import docx

    document = docx.Document()
    for text in ("The Oven", "Home", "News", "About us", "Home > News > Work"):
        document.add_paragraph(text)
    document.add_heading("The bakers' night shift", level=1)
    for text in (
        "By Tom Ede",
        "4 April 2023",
        "Share on Facebook",
        "At two in the morning the lamps on Mill Street are those of the bakery and no others. Nine people work there, "
        "and since the winter they have done the work of fourteen.",
        "Related: The price of flour",
        "They ask for the five who left to be replaced, and for one Sunday in three. Nobody who has eaten their bread "
        "will call that too much.",
    ):
        document.add_paragraph(text)
    document.add_heading("Related articles", level=2)
    document.add_paragraph("The price of flour", style="List Bullet")
    document.add_paragraph("A mill for sale", style="List Bullet")
    document.add_paragraph("© 2023 The Oven. All rights reserved.")
    document.save(str(path))
    return path


def test_a_page_pasted_into_a_document(tmp_path: Path) -> None:
    report, article = read(import_source(pasted_document(tmp_path / "text.docx"), tmp_path / "out"))
    assert (article.title, article.author, article.date) == ("The bakers' night shift", "Tom Ede", "2023-04-04")
    assert [text.split()[0] for text in texts(article)] == ["At", "They"]
    assert len(article.body) == 2
    assert left(report).keys() == {*range(1, 6), 7, 8, 9, 11, *range(13, 17)}


@pytest.mark.parametrize("share", [0.2, 0.6, 0.95])
def test_truncated_word_document(tmp_path: Path, share: float) -> None:
    whole = word_document(tmp_path / "whole.docx").read_bytes()
    source = tmp_path / "half.docx"
    source.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(BadInput) as caught:
        import_source(source, tmp_path / "out")
    assert caught.value.finding.code == "broken-docx"


def test_zip_that_is_no_word_document(tmp_path: Path) -> None:
    source = tmp_path / "text.docx"
    with zipfile.ZipFile(source, "w") as package:
        package.writestr("hello.txt", "hello")
    with pytest.raises(BadInput) as caught:
        import_source(source, tmp_path / "out")
    assert caught.value.finding.code == "broken-docx"


# Bad input


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("text.txt", b"", "empty-source"),
        ("text.txt", b" \r\n\t\n", "empty-source"),
        ("text.txt", codecs.BOM_UTF8, "empty-source"),
        ("text.txt", b"Only a title", "empty-source"),
        ("text.txt", bytes(range(256)) * 40, "not-text"),
        ("text.txt", b"words\0words", "not-text"),
        ("text.txt", codecs.BOM_UTF16_LE + b"a\0b\0\x00\xd8", "broken-encoding"),
        ("text.txt", b"word " * 70_000, "text-too-long"),
        ("text.odt", b"words", "unknown-source"),
        ("text", b"words", "unknown-source"),
        ("page.html", b"<html><body></body></html>", "empty-source"),
        ("text.docx", b"PK\x03\x04 not a package", "broken-docx"),
    ],
)
def test_bad_input_has_one_clear_error(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    source = tmp_path / name
    source.write_bytes(content)
    with pytest.raises(BadInput) as caught:
        import_source(source, tmp_path / "out")
    assert caught.value.finding.code == code
    assert caught.value.finding.place.file == str(source)
    assert sorted(path.name for path in tmp_path.iterdir()) == [name]


def test_missing_source(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such file"):
        import_source(tmp_path / "none.txt", tmp_path / "out")


def test_photo_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"not a picture")
    for name, code in (("none.jpg", "photo-missing"), ("photo.jpg", "photo-unreadable")):
        with pytest.raises(BadInput) as caught:
            import_source(FIXTURES / "bullets.txt", tmp_path / "out", photo=tmp_path / name)
        assert caught.value.finding.code == code


def test_a_full_folder_is_never_written_into(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    with pytest.raises(BadInput) as caught:
        import_source(FIXTURES / "bullets.txt", folder)
    assert caught.value.finding.code == "folder-not-empty"
    assert [path.name for path in folder.iterdir()] == ["mine.txt"]


def test_a_parent_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises((CannotWrite, BadInput)) as caught:
        import_source(FIXTURES / "bullets.txt", tmp_path / "file" / "out")
    assert caught.value.exit_code == 2


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(CannotWrite, match="No space left"):
        import_source(FIXTURES / "bullets.txt", tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


# The parts


@pytest.mark.parametrize(
    ("text", "author", "date"),
    [
        ("By Ana Roca", "Ana Roca", ""),
        ("Posted by Ana Roca on 3 March 2021", "Ana Roca", "2021-03-03"),
        ("Posted on March 3rd, 2021 by Ana Roca", "Ana Roca", "2021-03-03"),
        ("Por María de la Cruz | 14 de mayo de 2022, 10:30", "María de la Cruz", "2022-05-14"),
        ("Von Jörg Öztürk, 4. Januar 2020", "Jörg Öztürk", "2020-01-04"),
        ("Publié le 1er juillet 2019 par Zoé Blanc", "Zoé Blanc", "2019-07-01"),
        ("Last updated: 2020-02-29", "", "2020-02-29"),
        ("31/12/2020", "", "2020-12-31"),
        ("03/04/2020", "", ""),
    ],
)
def test_bylines(text: str, author: str, date: str) -> None:
    assert read_byline(text) == Byline(author=author, date=date)


@pytest.mark.parametrize(
    "text",
    [
        "By noon the two other halls had stopped",
        "Por la paz y contra la guerra",
        "On 3 March 2021 the bridge fell",
        "2021 was a bad year",
        "Who pays?",
        "30 February 2021",
    ],
)
def test_sentences_are_no_bylines(text: str) -> None:
    assert read_byline(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Share the bread, share the work!",
        "Save the 47!",
        "Comments from the floor were read aloud by the chair.",
        "Contact with the mill was lost on Monday.",
        "The search for the missing boat went on all night.",
        "« ¡No pasarán! »",
        "Nobody subscribes to a newspaper that does not print the truth about them.",
        "The cookie factory on the hill has closed.",
        "Print workers on strike",
        "Kommentare sind frei, Tatsachen heilig",
        "Partager le pain et le travail",
        "Newsletters are older than newspapers",
        "News from the ninth floor",
        "Related to nobody in the house, he inherited the garden.",
        "Home is where the heart is",
        "xx xxx",
    ],
)
def test_sentences_are_no_furniture(text: str) -> None:
    assert why_furniture(text) == ""


@pytest.mark.parametrize(
    ("text", "label", "title", "url"),
    [
        ("For more, see our pamphlet: The Tin War.", "For more, see our pamphlet:", "The Tin War", ""),
        ("Read more in The Tin War (2019)", "Read more in", "The Tin War (2019)", ""),
        ("Read more at www.example.org/tin.", "Read more at.", "", "https://www.example.org/tin"),
        ("Leer más en el folleto «La guerra del agua»", "Leer más en el folleto", "«La guerra del agua»", ""),
        ("See our report on the works", "See our report on the works", "", ""),
    ],
)
def test_references(text: str, label: str, title: str, url: str) -> None:
    bulletin = read_reference(text)
    assert (bulletin.label, bulletin.title, bulletin.url) == (label, title, url)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The water of the valley belongs to those who drink it and not to the mine."),
        ("es", "El agua del valle es de los que la beben y no de la mina, según la ley."),
        ("pt", "A água do vale é dos que a bebem e não da mina, como diz a lei do país."),
        ("fr", "L'eau de la vallée est à ceux qui la boivent et pas à la mine, dans la loi."),
        ("de", "Das Wasser des Tals gehört denen, die es trinken, und nicht der Mine."),
        ("it", "L'acqua della valle è di chi la beve e non della miniera, come dice la legge."),
        ("nl", "Het water van het dal is van de mensen die het drinken en niet van de mijn."),
        ("pl", "Woda w dolinie jest dla tych, którzy ją piją, a nie dla kopalni, i to się nie zmieni."),
        ("sv", "Vattnet i dalen är till för de som dricker det och inte för gruvan, och det är så."),
        ("ru", "Вода в долине принадлежит тем, кто её пьёт, а не шахте, и это так для всех."),
        ("el", "Το νερό της κοιλάδας ανήκει σε όσους το πίνουν."),
        ("ja", "谷の水はそれを飲む人々のものです。"),
        ("ar", "الماء في الوادي من حق الذين يشربون منه على مر السنين لا من حق المنجم"),
    ],
)
def test_language_is_voted_for(lang: str, text: str) -> None:
    assert guess_language(text).lang == lang


# What tells a menu, a heading or a credit by its look and place, whatever the language

RUNNING = "The pump on the square gives water again since the neighbours mended it with their own hands in spring. " * 2


def test_a_bar_of_unknown_words_above_a_headline_is_a_menu(tmp_path: Path) -> None:
    text = f"Ñande yvy | Marandu | Ñe'ẽmondo\n\nY ojere jey táva mbytépe\n\n{RUNNING}\n\n{RUNNING}"
    report, article = from_text(text, tmp_path)
    assert article.title == "Y ojere jey táva mbytépe"
    assert [(entry.line, entry.why) for entry in report.left_out] == [(1, "menu of the page")]


@pytest.mark.parametrize("below", ["By Ana Roca", "It was cold that morning.", RUNNING])
def test_a_bar_above_no_headline_is_the_title(tmp_path: Path, below: str) -> None:
    _, article = from_text(f"Bread | Roof | Work\n\n{below}\n\n{RUNNING}", tmp_path)
    assert article.title == "Bread | Roof | Work"


def test_unknown_words_below_each_other_above_a_headline_are_a_menu(tmp_path: Path) -> None:
    column = "Ñande yvy\nMarandu\nTembiapo\nÑe'ẽmondo"
    report, article = from_text(f"{column}\n\nY ojere jey táva mbytépe ko'ẽrõ\n\n{RUNNING}", tmp_path)
    assert article.title == "Y ojere jey táva mbytépe ko'ẽrõ"
    assert sorted(left(report)) == [1, 2, 3, 4]


def test_a_heading_in_two_languages_is_no_trail_of_links(tmp_path: Path) -> None:
    text = f"The pump\n\n{RUNNING}\n\nEvents / Eventos\n\n3 May, square\n\n{RUNNING}\n\nContact / Contacto\n\n{RUNNING}"
    report, article = from_text(text, tmp_path)
    assert report.left_out == ()
    assert "Contact / Contacto" in headings(article)


@pytest.mark.parametrize(
    ("trail", "why"),
    [
        ("Inicio / Agua", True),
        ("Startseite › Themen › Wasser", True),
        ("首页 > 新闻", True),
        ("Events / Eventos", False),
    ],
)
def test_a_trail_of_links_begins_at_home(trail: str, why: bool) -> None:
    assert (why_furniture(trail) == "trail of links") is why


def test_a_marked_heading_that_a_menu_might_say_stays_above_what_is_kept(tmp_path: Path) -> None:
    text = f"# The pump\n\n{RUNNING}\n\n{RUNNING}\n\n## Contact\n\nPump house, Mill Lane 3"
    report, article = from_text(text, tmp_path, "post.md")
    assert headings(article) == ["Contact"]
    assert report.left_out == ()


def test_a_credit_far_from_every_picture_is_nobodys(tmp_path: Path) -> None:
    picture(tmp_path / "pump.png")
    text = f"# The pump\n\n![The pump](pump.png)\n\n{RUNNING}\n\n{RUNNING}\n\nPhoto: Ana Roca\n\n{RUNNING}"
    report, article = from_text(text, tmp_path, "post.md")
    assert article.photo is not None and article.photo.credit == ""
    assert [(entry.text, entry.why) for entry in report.left_out] == [
        ("Photo: Ana Roca", "credit that stands by no picture")
    ]


def test_a_credit_right_below_the_picture_is_its_own(tmp_path: Path) -> None:
    picture(tmp_path / "pump.png")
    text = f"# The pump\n\n{RUNNING}\n\n![The pump](pump.png)\n\nPhoto: Ana Roca\n\n{RUNNING}\n\n{RUNNING}"
    _, article = from_text(text, tmp_path, "post.md")
    assert article.photo is not None and article.photo.credit == "Photo: Ana Roca"


def test_a_sentence_behind_a_label_is_no_credit(tmp_path: Path) -> None:
    text = f"The pump\n\n{RUNNING}\n\nPhoto: bring one that shows your street.\n\n{RUNNING}"
    report, article = from_text(text, tmp_path)
    assert "Photo: bring one that shows your street." in texts(article)
    assert report.left_out == ()


PAGES_SAID = {
    "zh": (
        [
            "首页 | 城市 | 文化 | 体育",
            "居民们让广场的水泵重新出水",
            "干了两年之后，在四十户人家的努力下，水又流了出来",
            "作者：李梅 | 2024年5月12日",
        ],
        "人人生而自由，在尊严和权利上一律平等，他们赋有理性和良心，并应以兄弟关系的精神相对待，人人有权享有生命、自由和人身安全。"
        * 2,
        ["水属于所有人！", "一口井也不能少！"],
        ["分享到微博", "相关文章", "市场搬家了", "发表评论", "您的电子邮箱地址不会被公开。", "© 2024 山谷报 版权所有"],
        ("李梅", "2024-05-12"),
    ),
    "tr": (
        [
            "İçeriğe geç",
            "Komşular çeşmeyi yeniden açtı",
            "İki yıl kuru kalan çeşmeden yine su akıyor",
            "Yazan: Elif Demir | 12 Mayıs 2024",
        ],
        "Bütün insanlar hür, haysiyet ve haklar bakımından eşit doğarlar ve birbirlerine kardeşlik için davranırlar. "
        * 3,
        ["Su herkesindir!"],
        ["Facebook'ta paylaş", "İlgili haberler", "Pazar taşınıyor", "Bültenimize abone olun", "© 2024 Vadi Postası"],
        ("Elif Demir", "2024-05-12"),
    ),
    "gn": (
        [
            "Ñepyrũ | Táva | Arandu",
            "Tapicha kuéra omoñepyrũ jey ykua",
            "Mokõi ary ikã rire, irundypa ógaygua omosyry jey y",
            "Ohai: Ramona Benítez",
        ],
        "Mayma yvypóra ou ko yvy ári iñapytlʼyre ha peteĩcha dignidad ha derecho jeguerekópe; ikatu oikuaa añetéva. "
        * 3,
        ["¡Y opavave mba’e!"],
        ["Emoherakuã Facebook-pe", "Oje’éva ipahaguéicha", "© 2024 Ñande Yvy"],
        ("Ramona Benítez", ""),
    ),
}
"""Of pages with letters, capitals and spaces of other kinds: what stands above, a paragraph, slogans, below."""


@pytest.mark.parametrize("lang", PAGES_SAID)
def test_a_page_is_parted_whatever_its_language(tmp_path: Path, lang: str) -> None:
    above, paragraph, slogans, below, signed = PAGES_SAID[lang]
    report, article = from_text("\n\n".join([*above, paragraph, paragraph, *slogans, *below]), tmp_path)
    assert (article.title, article.standfirst) == (above[1], above[2])
    assert (article.author, article.date) == signed
    assert article.slogans == tuple(slogans)
    assert texts(article) == [paragraph.strip()] * 2
    assert report.lang == lang
    assert [entry.text for entry in report.left_out] == [above[0], above[3], *below]


def test_cookies_are_a_banner_at_the_edge_and_a_subject_in_the_text(tmp_path: Path) -> None:
    banner = "نستخدم ملفات تعريف الارتباط لتحسين تجربتك. بمتابعة التصفح فإنك توافق على ذلك."
    running = (
        "لكل فرد حق في الحياة والحرية وفي الأمان على شخصه من كل ما يمس حقه في ذلك كما يقول القانون في هذا البلد. " * 2
    )
    report, article = from_text(f"{banner}\n\nالجيران يعيدون فتح النافورة\n\n{running}\n\n{running}", tmp_path)
    assert article.title == "الجيران يعيدون فتح النافورة"
    assert left(report) == {1: banner}
    told = "A cookie is a small file that a site keeps in a browser, and this one tells what it does with yours. "
    again, _ = from_text(f"What cookies know\n\n{told * 2}\n\n{told * 2}\n\n{told * 2}", tmp_path, "b.txt", folder="b")
    assert again.left_out == ()


def test_a_month_of_no_known_language_makes_a_date_all_the_same() -> None:
    assert find_date("12 jasypo 2024", alone=True) == ("", " ")
    assert find_date("there were 12 people 2024 times") == ("", "there were 12 people 2024 times")
    assert read_byline("Dienstag, 12. Mai 2024") == Byline(date="2024-05-12")
    assert read_byline("2024년 5월 12일") == read_byline("12 tháng 5, 2024") == Byline(date="2024-05-12")
    assert read_byline("Bread: Ana Roca") is None
    assert read_byline("Qillqaq: Rosa Mamani", labelled=True) == Byline(author="Rosa Mamani")
    assert read_byline("Bread: the price of flour", labelled=True) is None


def test_a_name_that_ends_like_a_label_is_a_name() -> None:
    assert read_byline("Kubhalwe: Thandi Dube", labelled=True) == Byline(author="Thandi Dube")
    assert read_byline("Thandi Dube | 12 Meyi 2024") == Byline(author="Thandi Dube", date="2024-05-12")


def test_the_foot_of_a_page_below_the_last_cry_goes_in_any_language(tmp_path: Path) -> None:
    menu, foot = "Ikhaya | Idolobha | Amasiko", ["Izihloko ezihlobene", "Imakethe iyathutha"]
    text = [menu, "Omakhelwane bavule ipompi", RUNNING, RUNNING, "Amanzi awethu!", *foot, "© 2024 Izwi LeSigodi"]
    report, article = from_text("\n\n".join(text), tmp_path)
    assert article.slogans == ("Amanzi awethu!",)
    assert [entry.text for entry in report.left_out] == [menu, *foot, "© 2024 Izwi LeSigodi"]


def test_a_place_beside_a_date_is_no_author() -> None:
    for text in ("La Paz, 14 de mayo de 2024", "Saint-Martin, le 14 mai 2024"):
        assert read_byline(text) == Byline(date="2024-05-14")
    assert read_byline("Leonardo da Vinci, 14 May 2024") == Byline(author="Leonardo da Vinci", date="2024-05-14")
    assert read_byline("Na Amina Juma 12 Mei 2024") == Byline(author="Na Amina Juma", date="2024-05-12")


def test_place_and_date_at_the_end_stay_for_the_reader(tmp_path: Path) -> None:
    report, article = from_text(f"The pump\n\n{RUNNING}\n\nLa Paz, 14 de mayo de 2024\n\nWater for all!", tmp_path)
    assert (article.date, article.author) == ("2024-05-14", "")
    assert texts(article)[-1] == "La Paz, 14 de mayo de 2024"
    assert article.slogans == ("Water for all!",)
    assert report.left_out == ()


def test_the_head_and_signature_of_a_mail_are_left_out(tmp_path: Path) -> None:
    head = (
        "---------- Forwarded message ----------\nVon: Ruth <ruth@example.org>\nBetreff: Der Bus\nAn: liste@example.org"
    )
    body = (
        "The council wants to stop the 23:40 from the hospital to the harbour. Forty\n"
        "nurses and cleaners take it home every night, and nobody has asked them yet."
    )
    signature = "--\nRuth Harlow\nPassengers' Union"
    text = f"{head}\n\nKEEP THE NIGHT BUS\n\n{body}\n\n{body}\n\n{body}\n\n{body}\n\nTHE BUS IS OURS!\n\n{signature}\n"
    report, article = from_text(text, tmp_path)
    assert article.title == "KEEP THE NIGHT BUS"
    assert texts(article) == [body.replace("\n", " ")] * 4
    assert article.slogans == ("THE BUS IS OURS!",)
    assert {entry.why for entry in report.left_out} == {"head of a mail", "signature of a mail"}


def test_an_answer_with_one_letter_before_a_colon_is_no_mail(tmp_path: Path) -> None:
    text = f"To: or not to\n\nA: We never sat down to ask.\n\nQ: {RUNNING}\n\nA: {RUNNING}"
    report, _ = from_text(f"Asked and answered\n\n{text}", tmp_path)
    assert report.left_out == ()


def test_running_heads_and_page_numbers_of_a_pdf_are_left_out(tmp_path: Path) -> None:
    lines = (
        "The pump on the square had been dry for two years, and the council wrote\n"
        "a letter, then another one, and neither of the two that came had\n"
    )
    text = (
        f"The Valley Post{' ' * 30}No. 5/2024\n\nThe pump runs again\n\n"
        f"{lines}a valve in it, or a pipe.\n\n{' ' * 34}3\n\n"
        f"{lines}a word of it.\n\n- 4 -\n\nWater for all!\n"
    )
    report, article = from_text(text, tmp_path)
    assert article.title == "The pump runs again"
    assert article.slogans == ("Water for all!",)
    assert [entry.why for entry in report.left_out] == ["running head of the page", *["number of the page"] * 2]


def test_who_signs_below_a_colon_is_no_slogan(tmp_path: Path) -> None:
    text = (
        f"The pump\n\n{RUNNING}\n\nSigned:\nPump Committee\nUnion of Smiths\n\nWater for all!\nOpen pump, full school"
    )
    _, article = from_text(text, tmp_path)
    assert article.slogans == ("Water for all!", "Open pump, full school")
    assert texts(article)[1:] == ["Signed:", "Pump Committee", "Union of Smiths"]


def test_a_cry_above_a_handle_is_a_slogan(tmp_path: Path) -> None:
    _, article = from_text(f"The pump\n\n{RUNNING}\n\nWater for all!\n\n@valley_news", tmp_path)
    assert article.slogans == ("Water for all!",)
    assert texts(article)[-1] == "@valley_news"


def test_who_signs_beside_a_date_is_no_slogan(tmp_path: Path) -> None:
    _, article = from_text(f"The pump\n\n{RUNNING}\n\nWater for all!\nEl Alto, 3 June 2024\nPump Committee", tmp_path)
    assert article.slogans == ("Water for all!",)
    assert texts(article)[1:] == ["El Alto, 3 June 2024", "Pump Committee"]


def test_a_short_line_below_the_title_is_kept_where_there_is_no_picture(tmp_path: Path) -> None:
    text = f"Voices of the pump\n\nRosa Mamani, smith\n\n{RUNNING}\n\n{RUNNING}"
    report, article = from_text(text, tmp_path)
    assert "Rosa Mamani, smith" in [*texts(article), *headings(article)]
    picture(tmp_path / "text.png")
    with_photo, other = from_text(text, tmp_path, folder="other")
    assert other.photo is not None and other.photo.alt == "Rosa Mamani, smith"
    assert report.left_out == with_photo.left_out == ()


def test_markdown_in_a_text_file_is_read_as_markdown(tmp_path: Path) -> None:
    text = f"# The pump\n\n{RUNNING}\n\n## What it took\n\n- a **valve**\n\n{RUNNING}"
    _, article = from_text(text, tmp_path)
    assert (article.title, headings(article)) == ("The pump", ["What it took"])
    shell, _ = from_text(f"# 1 in the charts\n\n{RUNNING}\n\n{RUNNING}", tmp_path, "shell.txt", folder="shell")
    assert shell.title == "# 1 in the charts"


def test_a_press_release_has_its_headline_for_title(tmp_path: Path) -> None:
    text = (
        f"PRESS RELEASE\nFor immediate release\nMill Lane, 14 May 2024\n\nThe pump runs again\n\n{RUNNING}\n\n{RUNNING}"
    )
    _, article = from_text(text, tmp_path)
    assert (article.kicker, article.title, article.date) == ("PRESS RELEASE", "The pump runs again", "2024-05-14")


def test_buttons_among_the_entries_of_a_menu_are_the_menus(tmp_path: Path) -> None:
    menu = "Saltar al contenido\nDiario del Valle\nPortada\nEconomía\nDeportes\nSuscríbete"
    running = "La fuente la arreglamos nosotras, y el municipio dijo dos veces que no había dinero para los tubos. " * 2
    report, article = from_text(f"{menu}\nENTREVISTA\nLa fuente la abrimos nosotras\n{running}\n{running}", tmp_path)
    assert (article.kicker, article.title) == ("ENTREVISTA", "La fuente la abrimos nosotras")
    assert sorted(left(report)) == [1, 2, 3, 4, 5, 6]


def test_lines_among_long_paragraphs_are_not_wrapped_ones(tmp_path: Path) -> None:
    dates = [
        "3 June, 6 pm: council meeting, town hall",
        "10 June, 7 pm: assembly, school no. 4",
        "15 June: feast on the square",
    ]
    _, article = from_text(f"The pump\n\n{RUNNING}\n\n{RUNNING}\n\n" + "\n".join(dates), tmp_path)
    assert texts(article)[2:] == dates


def test_a_title_that_word_styled_is_the_title(tmp_path: Path) -> None:
    page = (
        "<html><head><title>Doc</title></head><body><p class=MsoTitle>The pump runs</p>"
        f"<p class=MsoNormal><b>Forty families mended what was promised for years</b></p><p>{RUNNING}</p></body></html>"
    )
    _, article = from_text(page, tmp_path, "page.html")
    assert (article.title, article.standfirst) == ("The pump runs", "Forty families mended what was promised for years")


def test_headings_stand_right_below_the_title(tmp_path: Path) -> None:
    page = f"<h1>The pump</h1><p>{RUNNING}</p><h3>Who mended it</h3><p>{RUNNING}</p><h4>And how</h4><p>{RUNNING}</p>"
    _, article = from_text(page, tmp_path, "page.html")
    assert [block.level for block in article.body if isinstance(block, Heading)] == [2, 3]


def test_words_in_angles_are_no_tags(tmp_path: Path) -> None:
    text = (
        f"# Tags\n\nName it `git-<name>.txt` or git-<name>.txt, <b>in bold</b>, as `![this](a.jpg)` shows.\n\n{RUNNING}"
    )
    _, article = from_text(text, tmp_path, "post.md")
    assert texts(article)[0] == "Name it git-<name>.txt or git-<name>.txt, in bold, as ![this](a.jpg) shows."


def test_wrapped_korean_keeps_its_spaces_and_wrapped_chinese_gets_none(tmp_path: Path) -> None:
    wrapped = "\n".join(["모든 사람은 태어날 때부터 자유롭고 그 존엄과 권리에 있어 동등하며 인간은 천부적으로"] * 8)
    _, article = from_text(f"물\n\n{wrapped}.", tmp_path)
    assert "천부적으로 모든" in texts(article)[0]


def test_lines_of_a_preformatted_block_stay_apart(tmp_path: Path) -> None:
    page = f"<h1>A pump</h1><p>{RUNNING}</p><pre>one <a href='#x'>two</a>\nthree</pre>"
    _, article = from_text(page, tmp_path, "page.html")
    assert texts(article)[1].split() == ["one", "two", "three"]


LANGUAGES = Path(__file__).parents[1] / "languages"
READ = sorted(path for path in LANGUAGES.glob("*.md") if path.stem not in ("ckb", "el-polyton", "zh-Hans"))


@pytest.mark.parametrize("path", READ, ids=lambda path: path.stem)
def test_a_whole_text_tells_its_language(path: Path) -> None:
    """Of the tests' own texts, all of the Universal Declaration: eighty-odd languages; Quechua is told with doubt."""
    guess = guess_language(path.read_text(encoding="utf-8").split("---\n", 2)[2])
    assert guess.lang == path.stem
    assert guess.sure or path.stem == "qu"


@pytest.mark.parametrize(
    ("lang", "encoding"),
    [
        ("ru", "cp1251"), ("ru", "koi8-r"), ("ru", "cp866"), ("bg", "cp1251"), ("pl", "cp1250"), ("pl", "iso8859-2"),
        ("cs", "cp1250"), ("hu", "cp1250"), ("hr", "iso8859-2"), ("tr", "cp1254"), ("lt", "cp1257"), ("el", "cp1253"),
        ("he", "cp1255"), ("ar", "cp1256"), ("ja", "cp932"), ("ja", "euc_jp"), ("zh-Hans", "gb18030"),
        ("zh-Hant", "big5"), ("ko", "cp949"), ("es", "cp1252"), ("fr", "cp1252"), ("de", "cp1252"), ("sv", "cp1252"),
    ],
)  # fmt: skip
def test_old_encodings_are_told_by_what_they_make_of_the_text(lang: str, encoding: str, tmp_path: Path) -> None:
    text = (LANGUAGES / f"{lang}.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    content = text.encode(encoding, errors="ignore")
    read, findings = decode(content, tmp_path / "text.txt")
    assert read == content.decode(encoding).replace("\r\n", "\n")
    assert [finding.code for finding in findings] == ["encoding-guessed"]


def test_one_line_in_spanish_does_not_make_a_text_spanish(tmp_path: Path) -> None:
    """Most of it is in a language whose small words are not listed (Mapudungun's)."""
    strange = "Kuyfi mapu mülerkey kiñe fütra lewfü fey mew mongekefuy kom engün. " * 3
    spanish = "El agua de los ríos es de los que la beben y no de la mina, como dice la ley."
    report, _ = from_text(f"Lewfü\n\n{strange}\n\n{strange}\n\n{spanish}\n\n{strange}", tmp_path)
    (told,) = (finding for finding in report.findings if finding.code == "language-unsure")
    assert report.lang == "es"
    assert "es was taken, whose small words stand in" in told.message
    assert "a language whose words are not known here" in told.message


def test_guarani_with_a_line_of_spanish_is_guarani(tmp_path: Path) -> None:
    guarani = "Tetã ha tetãygua oguereko derecho oikovo hag̃ua ko yvy ári, ha avave ndaikatúi ohekýi ichupe upéva."
    spanish = "«El agua es de todos y no se vende», dice el lema de la marcha que sale de la plaza."
    report, _ = from_text(f"Ñande y\n\n{guarani}\n\n{spanish}\n\n{guarani} {guarani}", tmp_path)
    assert report.lang == "gn"


def test_languages_that_may_be_meant_are_named(tmp_path: Path) -> None:
    text = "A auga do val é de todos e non do rico que a quere, como di a lei. O pan e a terra. " * 2
    report, _ = from_text(f"Auga\n\n{text}\n\nO home que a ten.", tmp_path)
    told = [finding.message for finding in report.findings if finding.code == "language-unsure"]
    assert report.lang == "gl"
    assert not told or "it may be pt" in told[0]


def test_unclear_language_is_a_finding(tmp_path: Path) -> None:
    report, _ = from_text("Xyzzy\n\nPlugh foo bar quux.\n\nGrault garply waldo.", tmp_path)
    assert "language-unsure" in [finding.code for finding in report.findings]


def test_wrapping_width() -> None:
    wrapped = (FIXTURES / "hard_wrapped.txt").read_text(encoding="utf-8").split("\n")
    assert 66 <= wrapping_width(wrapped) <= 72
    verse = ["Roses are red", "violets are blue", "the mill is shut", "and so are you"] * 4
    assert wrapping_width(verse) == 0
    pasted = ["A whole paragraph of a page that was pasted from a browser. " * 3] * 8
    assert wrapping_width(pasted) == 0


def test_picture_names_are_plain_and_of_their_own() -> None:
    assert plain_name("..\\..\\Évil name?.JPG", set()) == "evil-name.jpg"
    assert plain_name("写真.png", {"picture.png"}) == "picture-2.png"


def test_same_source_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        import_source(FIXTURES / "page.html", tmp_path / name)
    for each in ("article.md", "leaflet.toml"):
        assert (tmp_path / "a" / each).read_bytes() == (tmp_path / "b" / each).read_bytes()


# No word is lost


@pytest.mark.parametrize("name", sorted(path.name for path in FIXTURES.iterdir() if path.suffix == ".txt"))
def test_no_word_of_a_fixture_is_lost_or_invented(tmp_path: Path, name: str) -> None:
    report, article = taken(name, tmp_path)
    source = (FIXTURES / name).read_bytes()
    text = source.decode("cp1252" if name == "cp1252.txt" else "utf-8")
    # A hyphen at the end of a wrapped line joins two words into one compound, of the same tokens.
    written = (report.folder / "article.md").read_text(encoding="utf-8")
    gone = tokens(" ".join(entry.text for entry in report.left_out))
    assert tokens(text) - (tokens(written) + gone) == Counter()
    assert tokens(" ".join(words(article))) - tokens(text) == Counter()


# Signs that Markdown or YAML could take for markup, and words of some scripts.
_SIGNS = "*_`[](){}#+-.!|<>&~^:;=\"'\\/%$@?,–—“”’«»¿¡•\u00a0"
_WORDS = st.text(alphabet="abcXYZ019éñßوसж漢" + _SIGNS, min_size=1, max_size=9)
_SENTENCES = st.lists(_WORDS, min_size=1, max_size=14).map(" ".join)
_SLOW = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def _imported(text: str, folder: Path, name: str) -> tuple[ImportReport, Article]:
    shutil.rmtree(folder / "out", ignore_errors=True)
    return from_text(text, folder, name)


def _assert_kept(text: str, report: ImportReport, article: Article) -> None:
    gone = tokens(" ".join(entry.text for entry in report.left_out))
    kept = tokens(" ".join((*words(article), article.author, article.date)))
    # The numbers of an ordered list are in the list, not among its words.
    numbers = Counter(re.findall(r"(?m)^(\d+)\. ", (report.folder / "article.md").read_text(encoding="utf-8")))
    assert tokens(text) - (kept + gone + numbers) == Counter()
    assert tokens(" ".join(words(article))) - tokens(text) - Counter({"https": 9, "Text": 1}) == Counter()


@_SLOW
@given(paragraphs=st.lists(_SENTENCES, min_size=1, max_size=6), gap=st.sampled_from(["\n", "\n\n", "\r\n\r\n"]))
def test_plain_text_keeps_every_word(tmp_path: Path, paragraphs: list[str], gap: str) -> None:
    text = gap.join(
        ["A title of words", "The first paragraph is long enough to be one, whatever else comes.", *paragraphs]
    )
    report, article = _imported(text, tmp_path, "text.txt")
    _assert_kept(text, report, article)


@_SLOW
@given(
    paragraphs=st.lists(_SENTENCES, min_size=1, max_size=6),
    tag=st.sampled_from(["p", "li", "blockquote", "td", "h2", "div"]),
)
def test_pages_keep_every_word(tmp_path: Path, paragraphs: list[str], tag: str) -> None:
    import html

    inside = "".join(f"<{tag}>{html.escape(text)}</{tag}>" for text in paragraphs)
    wrapper = {"li": "ul", "td": "tr"}.get(tag, "div")
    inside = f"<{wrapper}>{inside}</{wrapper}>"
    if tag == "td":
        inside = f"<table>{inside}</table>"
    page = f"<h1>A title of words</h1><p>The first paragraph is long enough to be one.</p>{inside}"
    report, article = _imported(page, tmp_path, "page.html")
    _assert_kept(
        " ".join(["A title of words The first paragraph is long enough to be one.", *paragraphs]), report, article
    )


@_SLOW
@given(
    st.lists(
        st.builds(
            Span,
            text=_SENTENCES | st.just(" ") | st.just(HARD_BREAK),
            emphasis=st.booleans(),
            strong=st.booleans(),
            code=st.booleans(),
            superscript=st.booleans(),
            small_caps=st.booleans(),
            link=st.sampled_from(["", "https://example.org/a_b*(c)", "mailto:a@example.org"]),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_spans_read_back_as_the_same_words(spans: list[Span]) -> None:
    markdown = f"Words before {inline(spans)}"
    body = MarkdownReader().read(markdown, file="t.md", locate=lambda name, place: Path(name))
    back = " ".join(plain(block.spans) for block in body.blocks if isinstance(block, Paragraph))
    said = "Words before " + "".join(span.text for span in spans).replace(HARD_BREAK, " ")
    assert re.sub(r"\s+", "", back) == re.sub(r"\s+", "", said)


@_SLOW
@given(_SENTENCES, _SENTENCES)
def test_front_matter_reads_back(tmp_path: Path, title: str, slogan: str) -> None:
    report, article = _imported(
        f"A {title} of words\n\nThe first paragraph is long enough to be one, is it not?\n\n{slogan}!\n",
        tmp_path,
        "text.txt",
    )
    head = (report.folder / "article.md").read_text(encoding="utf-8").split("\n---\n")[0]
    assert yaml.safe_load(head.removeprefix("---\n"))["title"] == report.title == article.title


def test_a_title_that_looks_like_a_trail_of_links_is_kept_where_the_text_has_no_other(tmp_path: Path) -> None:
    text = "A |X» of words\n\nThe first paragraph is long enough to be one, is it not?\n\n:!\n"
    report, article = _imported(text, tmp_path, "text.txt")
    assert report.title == article.title == "A |X» of words"
