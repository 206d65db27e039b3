from __future__ import annotations

from pamphlet.layout.parts import Part, assembled
from pamphlet.layout.placed import ARTIFACT, Element, Panel, PlacedBox, PlacedLine
from pamphlet.typesetting.line import Line
from pamphlet.units import Rect


def part(name: str, story: str, texts: tuple[str, ...], *shown: int) -> Part:
    lines = tuple(PlacedLine(x=0, y=0, line=Line(runs=(), width=1, text=texts[n]), element=n) for n in shown)
    ground = PlacedBox(rect=Rect(0, 0, 1, 1), ink="red", element=ARTIFACT)
    panel = Panel(name=name, role="body", width=1, height=1, items=(ground, *lines))
    return Part(panel=panel, elements=tuple(Element(kind="P", text=text) for text in texts), story=story)


def test_a_flap_between_two_panels_of_the_body_keeps_its_own_elements() -> None:
    body = ("one", "two", "three")
    layout = assembled(
        [
            part("o0", "o0", ("title",), 0),
            part("i0", "body", body, 0, 1),
            part("o3", "o3", ("flap", "slogan"), 0, 1),
            part("i1", "body", body, 1, 2),
            part(
                "o1",
                "o1",
                (),
            ),
        ]
    )

    assert [element.text for element in layout.elements] == ["title", "one", "two", "three", "flap", "slogan"]
    for panel in layout.panels:
        for item in panel.items:
            if isinstance(item, PlacedLine):
                assert layout.elements[item.element].text == item.line.text
            else:
                assert item.element == ARTIFACT
