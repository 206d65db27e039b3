"""Text in scripts whose glyphs do not stand in the order of the letters, as PDFium and Poppler read it."""

from __future__ import annotations

import subprocess
import unicodedata

import pypdfium2
import pytest
from msgspec.structs import replace

from pamphlet.design.localising import in_language
from pamphlet.design.theme import load_theme
from pamphlet.manuscript.article import Span
from pamphlet.pdf.actualtext import actual_texts
from pamphlet.pdf.fonts import FontShelf
from pamphlet.pdf.fragments import compose
from pamphlet.resources import fonts_folder
from pamphlet.typesetting.galley import Typesetter
from pamphlet.typesetting.hyphenation import Hyphenator
from pamphlet.typesetting.library import FontLibrary
from pamphlet.typesetting.line import Line
from pamphlet.typesetting.locale import conventions
from pamphlet.typesetting.style import Align

ARTICLE_ONE = {
    "hi": "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है । उन्हें बुद्धि और अन्तरात्मा की देन "
    "प्राप्त है और परस्पर उन्हें भाईचारे के भाव से बर्ताव करना चाहिए ।",
    "bn": "সমস্ত মানুষ স্বাধীনভাবে সমান মর্যাদা এবং অধিকার নিয়ে জন্মগ্রহণ করে। তাঁদের বিবেক এবং বুদ্ধি আছে; সুতরাং সকলেরই একে অপরের প্রতি "
    "ভ্রাতৃত্বসুলভ মনোভাব নিয়ে আচরণ করা উচিত।",
    "ta": "மனிதப் பிறிவியினர் சகலரும் சுதந்திரமாகவே பிறக்கின்றனர்; அவர்கள் மதிப்பிலும், உரிமைகளிலும் சமமானவர்கள், அவர்கள் நியாயத்தையும் "
    "மனச்சாட்சியையும் இயற்பண்பாகப் பெற்றவர்கள்.",
    "th": "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์[เกียรติศักดิ์]และสิทธิ (ข้อ ๑) ต่างมีเหตุผลและมโนธรรม "
    "และควรปฏิบัติต่อกันด้วยเจตนารมณ์แห่งภราดรภาพ",
    "am": "የሰው፡ልጅ፡ሁሉ፡ሲወለድ፡ነጻና፡በክብርና፡በመብትም፡እኩልነት፡ያለው፡ነው።፡የተፈጥሮ፡ማስተዋልና፡ሕሊና፡ስላለው፡አንዱ፡ሌላውን፡በወንድማማችነት፡መንፈስ፡መመልከት፡ይገባዋል።",
    "hy": "Բոլոր մարդիկ ծնվում են ազատ ու հավասար՝ իրենց արժանապատվությամբ և իրավունքներով։ Ունեն բանականություն։",
    "ka": "ყველა ადამიანი იბადება თავისუფალი და თანასწორი თავისი ღირსებითა და უფლებებით. მათ აქვთ გონება.",
    "vi": "Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và quyền lợi. Mọi con người đều được "
    "tạo hoá ban cho lý trí và lương tâm và cần phải đối xử với nhau trong tình bằng hữu.",
}  # fmt: skip
"""Article 1 of the Universal Declaration of Human Rights (United Nations)."""


@pytest.fixture(scope="module")
def library() -> FontLibrary:
    return FontLibrary([fonts_folder()])


def set_lines(library: FontLibrary, text: str, lang: str, measure: float = 180.0) -> tuple[Line, ...]:
    style = replace(in_language(load_theme("broadside"), lang).style("body"), align=Align.JUSTIFY, hyphenate=False)
    typesetter = Typesetter(library, Hyphenator(), conventions(lang))
    return typesetter.set_lines(typesetter.prepare((Span(text=text),), style), style, [measure])


def read(text: str) -> str:
    """Return *text* as one line, without what only parts lines."""
    text = unicodedata.normalize("NFC", text.replace("\ufffe", "").replace("\u00ad", ""))
    return " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split())


def unspaced(text: str) -> str:
    return read(text).replace(" ", "")


def pdfium_lines(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [read(line) for line in document[0].get_textpage().get_text_range().splitlines() if line.strip()]


@pytest.mark.parametrize("lang", ARTICLE_ONE)
def test_pdfium_reads_each_line_as_it_was_set(setter, library, lang: str) -> None:
    lines = set_lines(library, ARTICLE_ONE[lang], lang)
    assert len(lines) > 3
    found = pdfium_lines(setter.pdf(setter.side(*setter.lines(*lines, leading=18))))
    assert found == [read(line.text) for line in lines]


@pytest.mark.parametrize("lang", ARTICLE_ONE)
def test_poppler_reads_the_text_in_order(setter, library, judge, tmp_path, lang: str) -> None:
    lines = set_lines(library, ARTICLE_ONE[lang], lang)
    path = tmp_path / "leaflet.pdf"
    path.write_bytes(setter.pdf(setter.side(*setter.lines(*lines, leading=18))))
    command = [judge("pdftotext"), "-raw", "-enc", "UTF-8", path, "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert unspaced(text) == unspaced("".join(line.text for line in lines))


def test_a_space_goes_with_the_word_before_it(library) -> None:
    line = set_lines(library, "में निषिद्ध", "hi")[0]
    shelf = FontShelf()
    shown = [[compose(shelf.face(run.face).cids, shaped) for _, shaped in run.words] for run in line.runs]
    told = actual_texts(line.runs, shown, line.text.count(" "))
    texts = [bytes.fromhex(text).decode("utf-16-be") for text in told[0].begin.values()]
    assert texts == ["में ", "निषिद्ध"]


def test_words_that_say_themselves_are_not_told_again(library) -> None:
    line = set_lines(library, "Plain words, naïve café", "en")[0]
    shelf = FontShelf()
    shown = [[compose(shelf.face(run.face).cids, shaped) for _, shaped in run.words] for run in line.runs]
    assert actual_texts(line.runs, shown, line.text.count(" ")) == {}


def test_letters_beyond_the_basic_plane_are_told_by_their_glyphs(library, setter) -> None:
    """PDFium drops them from an ActualText."""
    emoji = library.face("NotoEmoji_700Bold").shape("\U0001f52c")
    words = ((0.0, emoji), (30.0, setter.roman.shape("This")), (60.0, setter.roman.shape("way")))
    runs = tuple(setter.run("x")[0] for _ in words)
    runs = tuple(replace(run, face=word[1].face, words=(word,)) for run, word in zip(runs, words, strict=True))
    line = Line(runs=runs, width=80.0, text="\U0001f52cThisway")
    shelf = FontShelf()
    shown = [[compose(shelf.face(run.face).cids, shaped) for _, shaped in run.words] for run in line.runs]
    told = actual_texts(line.runs, shown, 0)
    assert [bytes.fromhex(text).decode("utf-16-be") for each in told.values() for text in each.begin.values()] == [
        "Thisway"
    ]
    read = pypdfium2.PdfDocument(setter.pdf(setter.side(*setter.lines(line))))[0].get_textpage().get_text_range()
    assert "".join(read.split()) == line.text
