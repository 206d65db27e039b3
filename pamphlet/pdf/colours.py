"""The colours of one file: inks as operators, plates as colour spaces, each registered once."""

from __future__ import annotations

from collections.abc import Sequence

from pamphlet.ink.palette import PROCESS, Ink, Spot
from pamphlet.ink.toning import PROCESS_PLATES
from pamphlet.pdf.document import Document, Value, array, dictionary, number, numbers

# Tint 1.0 of All is full ink on every plate; the alternate only serves screens (ISO 32000-1, 8.6.6.4).
_REGISTRATION = "[/Separation /All /DeviceCMYK <</FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 0 0] /C1 [1 1 1 1]>>]"
_REGULAR = frozenset(range(0x21, 0x7F)) - frozenset(b"()<>[]{}/%#")
"""Bytes that stand for themselves in a name (ISO 32000-1, 7.3.5)."""


class DocumentColours:
    """What fills and strokes are written with, and the colour spaces that this takes."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._spaces: dict[tuple[Spot, ...], tuple[str, Value]] = {}

    def fill(self, ink: Ink) -> str:
        """Return the operators that make *ink* the colour of fills."""
        if ink.registration:
            return "/All cs 1 scn"
        if not ink.spots:
            return f"{numbers(*ink.mix)} k"
        tints = ink.tints
        plates = tuple(plate for plate in (*PROCESS_PLATES, *(spot for spot, _ in ink.spots)) if plate.name in tints)
        if not plates:
            return "0 0 0 0 k"
        return f"/{self._named(plates)[0]} cs {numbers(*(tints[plate.name] for plate in plates))} scn"

    def all_plates(self) -> str:
        """Return the operators that make full ink on every plate the colour of strokes."""
        return "/All CS 1 SCN"

    def stroke(self, spot: Spot) -> str:
        """Return the operators that make full ink of *spot* the colour of strokes."""
        return f"/{self._named((spot,))[0]} CS 1 SCN"

    def tones(self, plates: tuple[Spot, ...], table: bytes) -> Value:
        """Return the space of a picture whose greys stand for inks on *plates*."""
        if all(plate in PROCESS_PLATES for plate in plates):
            base, table = "/DeviceCMYK", _spread(plates, table)
        else:
            base = self._named(plates)[1]
        return array(["/Indexed", base, len(table) // (4 if base == "/DeviceCMYK" else len(plates)) - 1,
                      f"<{table.hex()}>"])  # fmt: skip

    def embed(self) -> Value:
        """Return the colour spaces by the names that the content has for them."""
        return dictionary({"All": _REGISTRATION, **dict(self._spaces.values())})

    def _named(self, plates: tuple[Spot, ...]) -> tuple[str, Value]:
        if plates not in self._spaces:
            space = self._separation(plates[0]) if len(plates) == 1 else self._several(plates)
            self._spaces[plates] = (f"Cs{len(self._spaces) + 1}", self._document.add(space))
        return self._spaces[plates]

    def _separation(self, plate: Spot) -> Value:
        looks = f"<</FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 0 0] /C1 [{numbers(*plate.looks)}]>>"
        return array(["/Separation", pdf_name(plate.name), "/DeviceCMYK", looks])

    def _several(self, plates: tuple[Spot, ...]) -> Value:
        code = _mixing(plates).encode("ascii")
        bounds = {"Domain": f"[{'0 1 ' * len(plates)}]", "Range": "[0 1 0 1 0 1 0 1]"}
        mixing = self._document.add_stream(code, {"FunctionType": 4, **bounds})
        # Each spot ink by itself too, so that a shop can tell what it is (ISO 15930-7, 6.2.4.4; ISO 19005-2, 6.2.4.4).
        spots = {pdf_name(each.name)[1:]: self._named((each,))[1] for each in plates if each.name not in PROCESS}
        names = array(pdf_name(plate.name) for plate in plates)
        return array(["/DeviceN", names, "/DeviceCMYK", mixing, dictionary({"Colorants": dictionary(spots)})])


class OnePlate(DocumentColours):
    """The colours of a file that is one plate: black ink stands for the plate's, as greys."""

    def fill(self, ink: Ink) -> str:
        """Return the operator that makes the tint of *ink* the colour of fills."""
        return f"{number(1 - ink.black)} g"

    def all_plates(self) -> str:
        """Return the operator that makes full ink the colour of strokes."""
        return "0 G"

    def tones(self, plates: tuple[Spot, ...], table: bytes) -> Value:
        """Return the space of a picture whose greys stand for tints of the plate's ink."""
        greys = bytes(255 - tint for tint in table)
        return array(["/Indexed", "/DeviceGray", len(greys) - 1, f"<{greys.hex()}>"])

    def embed(self) -> Value:
        """Return no colour space: greys need none."""
        return dictionary({})


def pdf_name(text: str) -> str:
    """Return *text* as a PDF name, in UTF-8 with all but plain characters escaped."""
    return "/" + "".join(chr(byte) if byte in _REGULAR else f"#{byte:02X}" for byte in text.encode("utf-8"))


def _spread(plates: Sequence[Spot], table: bytes) -> bytes:
    """Return a table of some process plates as one of all four."""
    at = {plate.name: index for index, plate in enumerate(plates)}
    step = len(plates)
    return bytes(table[row + at[name]] if name in at else 0 for row in range(0, len(table), step) for name in PROCESS)


def _mixing(plates: Sequence[Spot]) -> str:
    """Return the tint transform of several plates: what each looks like, added up (ISO 32000-1, 7.10.5)."""
    count = len(plates)
    parts = ["{"]
    for done, component in enumerate(range(4)):
        # The tints lie below the components that are done, and below the sum that is growing.
        parts.append("0")
        for index, plate in enumerate(plates):
            if plate.looks[component]:
                parts.append(f"{count - index + done} index {number(plate.looks[component])} mul add")
        parts.append("dup 1 gt { pop 1 } if")
    parts += [f"{count + 4} 4 roll", *["pop"] * count, "}"]
    return " ".join(parts)
