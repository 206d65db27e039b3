"""Every press edition on its plates, as Ghostscript separates them, and where PDFium says that its type stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from editions import Made, Shop
from minutes import Minutes
from msgspec.structs import replace
from pdfium import Letter, Seen, seen_in
from PIL import Image
from plates import PROCESS, Plates, bare, bled, colour_under, most_ink, plates_in, plates_of, rewritten

from pamphlet.ink.condition import CONDITIONS, Condition
from pamphlet.sheet.folds import Role
from pamphlet.sheet.plan import FoldPlan, PanelPlan
from pamphlet.units import Rect, mm, to_mm

LIMIT = 300.0
"""Percent of ink that coated paper bears."""
SAFE = mm(3)
"""Between type and the edges of its panel: cutters and folders are a millimetre off, shops ask for three."""
HUNDREDTH_MM = mm(0.01)
DISPLAY = 15.0
"""Points: type of this size and more in a body panel is a heading or a pull quote."""
SMALLEST = 2.0
"""Points: Ghostscript may leave out what is less than two pixels, such as a full stop."""


def sides_of(made: Made, seen: dict[Made, tuple[Seen, ...]], plates: dict[Made, Path]) -> list[tuple[Plates, Seen]]:
    return list(zip(plates_in(plates[made]), seen[made], strict=True))


def body_type(seen: Seen, plan: FoldPlan, side: int) -> list[Letter]:
    """Return the letters of text that runs through the panels of the body."""
    bodies = [panel.rect for panel in plan.side(side) if panel.role is Role.BODY]
    return [
        letter
        for letter in seen.letters
        if letter.size < DISPLAY and letter.text.strip() and any(body.holds(letter.box) for body in bodies)
    ]


def on_plate(letters: list[Letter], seen: Seen) -> list[Rect]:
    """Return the boxes of *letters* in pixels of a plate: at 72 dpi points of the media."""
    return [letter.box.moved(seen.trim.x, seen.trim.y) for letter in letters]


def test_ghostscript_makes_four_plates_and_no_other(minutes: Minutes, plates: dict[Made, Path]) -> None:
    for made, folder in plates.items():
        sides = plates_in(folder)
        assert len(sides) == len(made.plan.sides), made
        assert all(each.keys() == set(PROCESS) for each in sides), made
        minutes.passed("plates", made)


def test_ink_that_reaches_the_cut_fills_the_bleed_on_each_plate(minutes, seen, plates) -> None:
    for made in plates:
        reached = [each for sheet, page in sides_of(made, seen, plates) for each in bled(sheet, page.trim)]
        # Black is there under the photo and the red, which are at the cut in every fold.
        assert {ink for ink, _, _ in reached} == set(PROCESS), made
        assert [(ink, edge) for ink, edge, fills in reached if not fills] == [], made
        minutes.passed("bleed", made)


def test_a_bleed_that_lacks_one_ink_would_be_seen(editions, seen, plates) -> None:
    sheet, page = sides_of(editions[0], seen, plates)[0]
    magenta = Image.new("L", sheet["Magenta"].size)
    box = tuple(round(each) for each in (page.trim.x, page.trim.y, page.trim.right, page.trim.bottom))
    magenta.paste(sheet["Magenta"].crop(box), box)
    lacking = {ink for ink, _, fills in bled({**sheet, "Magenta": magenta}, page.trim) if not fills}
    assert lacking == {"Magenta"}


def test_nowhere_is_more_ink_than_the_paper_bears(minutes, seen, plates) -> None:
    for made in plates:
        most = max(most_ink(sheet, page.trim) for sheet, page in sides_of(made, seen, plates))
        assert 200 < most <= LIMIT, f"{made}: {most:.0f} %"
        minutes.passed("total ink", made)


@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda condition: condition.name)
def test_each_paper_gets_no_more_ink_than_it_bears(judge, shop: Shop, tmp_path: Path, condition: Condition) -> None:
    pdf = shop.build(f'condition = "{condition.name}"', "trifold-roll", "pdfx4", "en", where=condition.name)
    pages = zip(plates_of(judge("gs"), pdf, tmp_path), seen_in(pdf), strict=True)
    assert 150 < max(most_ink(sheet, page.trim) for sheet, page in pages) <= condition.ink_limit


def test_a_place_with_too_much_ink_would_be_seen(editions, seen, plates) -> None:
    sheet, page = sides_of(editions[0], seen, plates)[0]
    for plate in sheet.values():
        plate.paste(255, (100, 100, 102, 102))
    assert most_ink(sheet, page.trim) == 400


def test_body_text_is_on_the_black_plate_alone(minutes, seen, plates) -> None:
    for made in plates:
        letters = 0
        for side, (sheet, page) in zip(made.plan.sides, sides_of(made, seen, plates), strict=True):
            body = body_type(page, made.plan, side)
            letters += len(body)
            if body:
                assert colour_under(sheet, on_plate(body, page)) == set(), made
                assert bare(sheet["Black"], on_plate(large_enough(body), page)) == 0, made
        assert letters > 2000, made
        minutes.passed("black", made)


def large_enough(letters: list[Letter]) -> list[Letter]:
    return [letter for letter in letters if min(letter.box.width, letter.box.height) > SMALLEST]


def test_body_text_in_other_inks_would_be_seen(judge, editions: tuple[Made, ...], tmp_path: Path) -> None:
    """With a trace of yellow, and without black, in the direction that the edition reads."""
    for number, made in enumerate(made for made in editions if made.fold == "trifold-roll" and "1a" in made.kind):
        spoilt = tmp_path / f"spoilt-{number}.pdf"
        rewritten(made.path, spoilt, before=b"\n0 0 0 1 k\n", after=b"\n0 0 0.1 0 k\n")
        sheet, page = plates_of(judge("gs"), spoilt, tmp_path / str(number))[1], seen_in(spoilt)[1]
        body = body_type(page, made.plan, 1)
        assert colour_under(sheet, on_plate(body, page)) == {"Yellow"}
        assert bare(sheet["Black"], on_plate(large_enough(body), page)) > 1000


def test_every_letter_keeps_its_distance_from_cuts_and_folds(minutes, seen) -> None:
    for made, pages in seen.items():
        for side, page in zip(made.plan.sides, pages, strict=True):
            assert list(unsafe(page, made.plan, side)) == [], made
        minutes.passed("safe zone", made)


def unsafe(page: Seen, plan: FoldPlan, side: int) -> Iterator[str]:
    """Yield each letter on the sheet that is nearer to an edge of its panel than is safe."""
    sheet = Rect(0.0, 0.0, page.trim.width, page.trim.height)
    for letter in page.letters:
        if shared(sheet, letter.box) > 0:
            panel = max(plan.side(side), key=lambda panel: shared(panel.rect, letter.box))
            near = nearest_edge(panel, letter.box)
            if near < SAFE:
                yield f"“{letter.text}” is {to_mm(near):.2f} mm from the edge of {panel.name}"


def shared(one: Rect, other: Rect) -> float:
    width = min(one.right, other.right) - max(one.x, other.x)
    height = min(one.bottom, other.bottom) - max(one.y, other.y)
    return width * height if width > 0 and height > 0 else 0.0


def nearest_edge(panel: PanelPlan, box: Rect) -> float:
    rect = panel.rect
    return min(box.x - rect.x, box.y - rect.y, rect.right - box.right, rect.bottom - box.bottom)


def test_a_letter_near_an_edge_would_be_seen(editions, seen) -> None:
    made = editions[0]
    page = seen[made][1]
    # The nearest stand 7 mm off: those at the end of a measure come too near.
    moved = replace(page, letters=tuple(replace(each, box=each.box.moved(mm(5), 0.0)) for each in page.letters))
    assert any("from the edge of i0" in each for each in unsafe(moved, made.plan, 1))


def test_marks_stand_where_it_is_cut_and_folded_to_a_hundredth_of_a_millimetre(minutes, seen) -> None:
    for made, pages in seen.items():
        for side, page in zip(made.plan.sides, pages, strict=True):
            plan = made.plan
            assert at(page, upright=True, dashed=True) == pytest.approx([*plan.fold_lines[side]], abs=HUNDREDTH_MM), (
                made
            )
            assert at(page, upright=False, dashed=True) == pytest.approx([*plan.level_lines], abs=HUNDREDTH_MM), made
            for upright, far in ((True, plan.sheet.width), (False, plan.sheet.height)):
                slits = [
                    each
                    for slit in plan.slits(side)
                    for each in ((slit.x, slit.right) if upright else (slit.y, slit.y))
                ]
                # The brackets of a slit lie outside the sheet, along it.
                solid = [each for each in at(page, upright=upright, dashed=False) if -mm(1) < each < far + mm(1)]
                expected = sorted({0.0, *slits, far})
                assert solid == pytest.approx(expected, abs=HUNDREDTH_MM), made
        minutes.passed("marks", made)


def at(page: Seen, *, upright: bool, dashed: bool) -> list[float]:
    """Return where strokes stand from the left, or from the top, each place once."""
    boxes = [box for box, is_dashed in page.strokes if is_dashed == dashed and (box.width < box.height) == upright]
    middles = sorted(box.x + box.width / 2 if upright else box.y + box.height / 2 for box in boxes)
    return [each for each, before in zip(middles, [-1000.0, *middles], strict=False) if each - before > HUNDREDTH_MM]
