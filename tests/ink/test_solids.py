from __future__ import annotations

from msgspec.structs import replace

from pamphlet.errors import Severity
from pamphlet.ink.condition import Condition, find_condition
from pamphlet.ink.palette import BLACK, PAPER, Ink, Palette, Spot
from pamphlet.ink.rim import check_rim
from pamphlet.ink.solids import solids_held
from pamphlet.layout.placed import Item, PlacedBox
from pamphlet.sheet.side import Sheet, Side, SidePanel
from pamphlet.units import Rect, Size, mm

RED = Ink(0, 0, 0, 0, spots=((Spot("Red", (0, 0.95, 1, 0)), 1.0),))
PINK = Ink(0, 0, 0, 0, spots=((Spot("Red", (0, 0.95, 1, 0)), 0.4),))
INKS: Palette = {"black": BLACK, "paper": PAPER, "red": RED, "pink": PINK}
PAGE = Rect(0, 0, mm(100), mm(200))


def sheet(*items: Item, turned: bool = False) -> Sheet:
    panel = SidePanel(name="o0", rect=PAGE, items=items, clip=PAGE, turned=turned)
    return Sheet(
        sides=(Side(media=Size(PAGE.width, PAGE.height), bleed=PAGE, trim=PAGE, panels=(panel,)),), elements=()
    )


def box(ink: str, x: float, y: float, width: float, height: float) -> PlacedBox:
    return PlacedBox(rect=Rect(mm(x), mm(y), mm(width), mm(height)), ink=ink)


def held(*items: Item, condition: Condition) -> list[dict[str, float]]:
    found, inks, _ = solids_held(sheet(*items), INKS, {}, condition)
    return [inks[item.ink].tints for item in found.sides[0].panels[0].items if isinstance(item, PlacedBox)]


def test_areas_are_lighter_and_rules_and_tints_stay() -> None:
    riso = find_condition("riso")
    items = (box("red", 0, 0, 50, 60), box("red", 0, 70, 50, 2), box("pink", 0, 80, 50, 50), box("paper", 0, 0, 9, 9))
    assert held(*items, condition=riso) == [{"Red": 0.85}, {"Red": 1.0}, {"Red": 0.4}, {}]


def test_an_area_of_black_is_a_tint_and_knocks_out() -> None:
    found, inks, _ = solids_held(sheet(box("black", 0, 0, 50, 60)), INKS, {}, find_condition("riso"))
    (item,) = found.sides[0].panels[0].items
    assert isinstance(item, PlacedBox)
    assert inks[item.ink] == Ink(0, 0, 0, 0.85)
    assert inks["black"] == BLACK


def test_a_press_without_the_limit_changes_nothing() -> None:
    given = sheet(box("red", 0, 0, 50, 60))
    assert solids_held(given, INKS, {}, find_condition("coated")) == (given, INKS, {})


def test_ink_at_the_edge_is_told_where_the_machine_prints_none() -> None:
    riso = find_condition("riso")
    assert check_rim(sheet(box("red", 7, 7, 20, 20)), INKS, riso) == ()
    assert check_rim(sheet(box("paper", 0, 0, 20, 20)), INKS, riso) == ()
    (finding,) = check_rim(sheet(box("red", 5, 7, 20, 20)), INKS, riso)
    assert "6.3 mm" in finding.message and finding.place.panel == "o0"
    assert check_rim(sheet(box("red", 5, 7, 20, 20)), INKS, replace(riso, rim=0.0)) == ()
    assert check_rim(sheet(box("red", 75, 100, 20, 20), turned=True), INKS, riso) != ()


def test_bleed_on_such_a_machine_is_for_a_larger_sheet() -> None:
    (finding,) = check_rim(sheet(box("red", 5, 7, 20, 20)), INKS, replace(find_condition("riso"), bleed=mm(3)))
    assert finding.code == "bleed-larger-sheet" and finding.severity is Severity.INFO
    assert "3 mm" in finding.message and "6.3 mm" in finding.message
    assert check_rim(sheet(box("red", 5, 7, 20, 20)), INKS, find_condition("coated")) == ()
