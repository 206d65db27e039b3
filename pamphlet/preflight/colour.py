"""Colour spaces and colours of a page, as far as a judge needs them (ISO 32000-1, 8.6)."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from pamphlet.preflight.file import Dictionary, PdfFile, Value

_SHORT = {
    "/G": "/DeviceGray",
    "/RGB": "/DeviceRGB",
    "/CMYK": "/DeviceCMYK",
    "/I": "/Indexed",
    "/CalCMYK": "/DeviceCMYK",
}
"""Abbreviations of inline images (ISO 32000-1, table 93), and a name that PDF 1.1 dropped (8.6.5.1)."""

_BASE_AT = {"/Indexed": 1, "/Separation": 2, "/DeviceN": 2, "/Pattern": 1}
"""Where the array of a space names the space below it."""

_DEEPEST = 8


class Colour(Struct, frozen=True):
    """A colour as it was set.

    Attributes:
        space: resolved: a name, or an array that begins with one.
        values: its components; none for a pattern.
    """

    space: Value
    values: tuple[float, ...]

    @property
    def family(self) -> str:
        """The family of the space, as ``/DeviceCMYK``."""
        return family(self.space)

    @property
    def white(self) -> bool:
        """Whether it leaves no ink."""
        match self.family:
            case "/DeviceGray" | "/DeviceRGB" | "/CalGray" | "/CalRGB":
                return min(self.values, default=0.0) >= 1
            case "/DeviceCMYK" | "/Separation" | "/DeviceN":
                return bool(self.values) and max(self.values) <= 0
            case "/ICCBased":
                blank = min(self.values, default=0.0) >= 1
                return blank if len(self.values) < 4 else max(self.values) <= 0
        return False

    @property
    def inks(self) -> tuple[float, float, float, float]:
        """Cyan, magenta, yellow and black where the colour names process inks, else none of any."""
        values = self.values
        if self.family == "/DeviceCMYK" and len(values) == 4:
            return values[0], values[1], values[2], values[3]
        if self.family == "/DeviceGray" and values:
            return 0.0, 0.0, 0.0, 1 - values[0]
        if self.family in ("/Separation", "/DeviceN"):
            return self._named_inks()
        return 0.0, 0.0, 0.0, 0.0

    def _named_inks(self) -> tuple[float, float, float, float]:
        named = dict(zip(colorants(self.space), self.values, strict=False))
        if "/All" in named:
            return (named["/All"],) * 4
        cyan, magenta, yellow, black = (named.get(name, 0.0) for name in ("/Cyan", "/Magenta", "/Yellow", "/Black"))
        return cyan, magenta, yellow, black


BLACK = Colour("/DeviceGray", (0.0,))
"""What a page begins with (ISO 32000-1, table 52)."""


def family(space: Value) -> str:
    """Return the family of a resolved *space*, as ``/ICCBased``; nothing for what is no space."""
    head = space[0] if isinstance(space, list) and space else space
    return _SHORT.get(head, head) if isinstance(head, str) else ""


def colorants(space: Value) -> tuple[str, ...]:
    """Return the inks that a Separation or DeviceN *space* names."""
    if not isinstance(space, list) or len(space) < 2:
        return ()
    names = space[1] if isinstance(space[1], list) else [space[1]]
    return tuple(str(name) for name in names)


def resolved(file: PdfFile, space: Value, resources: Dictionary) -> Value:
    """Return *space* with names of the page's resources replaced, and everything in its array resolved."""
    found = file.resolve(space)
    if isinstance(found, str):
        named = file.dictionary(resources.get("/ColorSpace")).get(found)
        found = file.resolve(named) if named is not None else _SHORT.get(found, found)
    if isinstance(found, list):
        # The stream of a profile stays a reference, for who wants to look into it.
        return [each if family(found) == "/ICCBased" else file.resolve(each) for each in found]
    return found


def layers(file: PdfFile, space: Value, resources: Dictionary) -> Iterator[Value]:
    """Yield *space* and what lies below it: the base of Indexed, the alternate of an ink."""
    for _ in range(_DEEPEST):
        space = resolved(file, space, resources)
        yield space
        at = _BASE_AT.get(family(space))
        if at is None or not isinstance(space, list) or len(space) <= at:
            return
        space = space[at]
