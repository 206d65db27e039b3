"""What a page paints: its content stream run as far as a judge needs it.

Shapes count as their bounding boxes, and so do clips; type counts as the point where
it begins and its size on paper. That is enough to say which colour is laid where.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.preflight.colour import BLACK, Colour, family, resolved
from pamphlet.preflight.file import Box, Dictionary, Page, PdfFile, Value, is_number
from pamphlet.preflight.operators import INLINE_IMAGE, numbers, operations, tokens

Matrix = tuple[float, float, float, float, float, float]

_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_EVERYWHERE: Box = (-1e9, -1e9, 1e9, 1e9)
_DEEPEST = 12
"""Forms within forms; more is a loop."""
_FILLS = frozenset(("f", "F", "f*", "B", "B*", "b", "b*"))
_STROKES = frozenset(("S", "s", "B", "B*", "b", "b*"))
_DEVICE = {"g": "/DeviceGray", "rg": "/DeviceRGB", "k": "/DeviceCMYK"}
_INVISIBLE = (3, 7)


class Kind(StrEnum):
    """How something was painted."""

    FILL = "fill"
    STROKE = "stroke"
    TEXT = "type"
    IMAGE = "picture"
    SHADING = "shading"


class Painted(Struct, frozen=True, kw_only=True):
    """One act of painting.

    Attributes:
        box: where it can have left ink, clip included; for type the point where it begins.
        colour: of fills, strokes, type and stencils; for pictures and shadings their space without values.
        overprint: whether what lies below keeps its plates; mode: OPM, 1 where a zero of CMYK leaves its plate alone.
        size: of type on paper, or of a stroke's width, in points.
        name: of the font, picture or shading among the resources.
        frame: what places the unit square of a picture on the page; None for all else.
        resources: those in force, for spaces that the page replaces.
    """

    kind: Kind
    box: Box
    colour: Colour
    overprint: bool
    mode: int
    size: float = 0.0
    name: str = ""
    frame: Matrix | None = None
    resources: Dictionary

    @property
    def what(self) -> str:
        """What it is, as a message calls it: ``type``, or ``a picture (Im1)``."""
        noun = str(self.kind) if self.kind is Kind.TEXT else f"a {self.kind}"
        return f"{noun} ({self.name[1:]})" if self.name else noun


class _State(Struct, frozen=True, kw_only=True):
    """The graphics state (ISO 32000-1, 8.4)."""

    matrix: Matrix = _IDENTITY
    clip: Box = _EVERYWHERE
    fill: Colour = BLACK
    stroke: Colour = BLACK
    overprint_fill: bool = False
    overprint_stroke: bool = False
    mode: int = 0
    width: float = 1.0
    font: str = ""
    size: float = 0.0
    invisible: bool = False


def painted(file: PdfFile, page: Page) -> tuple[Painted, ...]:
    """Return what *page* paints, in order.

    Raises:
        pikepdf.PdfError: a content stream cannot be decoded.
    """
    run = _Run(file)
    run.stream(file.page_content(page), file.dictionary(page.entries.get("/Resources")), _State(), 0)
    return tuple(run.found)


class _Run:
    """The running of one page's content."""

    def __init__(self, file: PdfFile) -> None:
        self.file = file
        self.found: list[Painted] = []
        self._once: set[str] = set()

    def stream(self, content: bytes, resources: Dictionary, state: _State, depth: int) -> None:
        """Run one content stream; what it leaves behind ends with it."""
        inner = _Stream(self, resources, state, depth)
        for (name, method), operands in operations(content, _METHODS):
            try:
                method(inner, name, operands)
            except (IndexError, ValueError, ArithmeticError):
                continue  # an operator that lacks its operands does nothing

    def once(self, ref: Value, resources: Dictionary, state: _State, depth: int) -> None:
        """Run the cell of a pattern or the glyph of a Type 3 font, whose place does not matter, once a page."""
        if isinstance(ref, str) and ref not in self._once and depth < _DEEPEST:
            self._once.add(ref)
            own = self.file.dictionary(self.file.dictionary(ref).get("/Resources"))
            self.stream(self.file.content(ref), own or resources, state, depth + 1)


class _Stream:
    """The running of one content stream."""

    def __init__(self, run: _Run, resources: Dictionary, state: _State, depth: int) -> None:
        self._run = run
        self._file = run.file
        self._resources = resources
        self._state = state
        self._depth = depth
        self._stack: list[_State] = []
        self._xs: list[float] = []
        self._ys: list[float] = []
        self._clipping = False
        self._text: Matrix = _IDENTITY
        self._line: Matrix = _IDENTITY
        self._leading = 0.0

    def _set(self, **changes: Any) -> None:  # Any: whatever the fields of the state take
        self._state = replace(self._state, **changes)

    def _save(self, name: str, operands: bytes) -> None:
        self._stack.append(self._state)

    def _restore(self, name: str, operands: bytes) -> None:
        if self._stack:
            self._state = self._stack.pop()

    def _concatenate(self, name: str, operands: bytes) -> None:
        self._set(matrix=_product(_matrix(numbers(operands)), self._state.matrix))

    # --- paths

    def _point(self, name: str, operands: bytes) -> None:
        values = numbers(operands)
        if name == "re":
            x, y, width, height = values
            self._xs += (x, x + width)
            self._ys += (y, y + height)
        else:
            self._xs += values[0::2]
            self._ys += values[1::2]

    def _clip(self, name: str, operands: bytes) -> None:
        self._clipping = True

    def _end_path(self, name: str, operands: bytes) -> None:
        if self._xs:
            box = _mapped(self._state.matrix, (min(self._xs), min(self._ys), max(self._xs), max(self._ys)))
            if name in _FILLS:
                self._paint(Kind.FILL, box, self._state.fill)
            if name in _STROKES:
                width = self._state.width * _scale(self._state.matrix)
                half = width / 2
                around = (box[0] - half, box[1] - half, box[2] + half, box[3] + half)
                self._paint(Kind.STROKE, around, self._state.stroke, size=width)
            if self._clipping:
                self._set(clip=common(self._state.clip, box))
        self._clipping = False
        self._xs, self._ys = [], []

    def _paint(self, kind: Kind, box: Box, colour: Colour, *, size: float = 0.0, name: str = "") -> None:
        state = self._state
        box = common(box, state.clip)
        if box[0] > box[2] or box[1] > box[3]:
            return
        stroked = kind is Kind.STROKE
        self._run.found.append(
            Painted(
                kind=kind,
                box=box,
                colour=colour,
                overprint=state.overprint_stroke if stroked else state.overprint_fill,
                mode=state.mode,
                size=size,
                name=name,
                frame=state.matrix if kind is Kind.IMAGE else None,
                resources=self._resources,
            )
        )

    # --- state

    def _width(self, name: str, operands: bytes) -> None:
        self._set(width=numbers(operands)[0])

    def _graphics_state(self, name: str, operands: bytes) -> None:
        found = self._resource("/ExtGState", tokens(operands)[0])
        changes: dict[str, Any] = {}  # Any: as for _set
        if isinstance(found.get("/OP"), bool):
            # op alone does not speak for strokes, OP alone speaks for both (ISO 32000-1, 8.6.7).
            changes |= {"overprint_stroke": found["/OP"], "overprint_fill": found.get("/op", found["/OP"])}
        if isinstance(found.get("/op"), bool):
            changes["overprint_fill"] = found["/op"]
        if is_number(found.get("/OPM")):
            changes["mode"] = int(found["/OPM"])
        if is_number(found.get("/LW")):
            changes["width"] = float(found["/LW"])
        font = self._file.array(found.get("/Font"))
        if len(font) == 2 and is_number(font[1]):
            changes |= {"font": "", "size": float(font[1])}
        self._set(**changes)

    def _device_colour(self, name: str, operands: bytes) -> None:
        colour = Colour(_DEVICE[name.lower()], tuple(numbers(operands)))
        self._set(**{"fill" if name.islower() else "stroke": colour})

    def _space(self, name: str, operands: bytes) -> None:
        space = resolved(self._file, tokens(operands)[0], self._resources)
        count = {"/DeviceRGB": 3, "/CalRGB": 3, "/Lab": 3}.get(family(space), 1)
        values = (0.0, 0.0, 0.0, 1.0) if family(space) == "/DeviceCMYK" else (0.0,) * count
        if family(space) in ("/Separation", "/DeviceN"):
            values = (1.0,)
        self._set(**{"fill" if name == "cs" else "stroke": Colour(space, values)})

    def _colour(self, name: str, operands: bytes) -> None:
        which = "fill" if name.islower() else "stroke"
        space = self._state.fill.space if which == "fill" else self._state.stroke.space
        given = tokens(operands)
        values = [float(each) for each in given if not each.startswith("/")]
        self._set(**{which: Colour(space, tuple(values))})
        if len(values) < len(given):
            self._pattern(given[-1])

    def _pattern(self, name: str) -> None:
        patterns = self._file.dictionary(self._resources.get("/Pattern"))
        pattern = self._file.dictionary(patterns.get(name))
        if pattern.get("/PatternType") == 2:
            shading = self._file.dictionary(pattern.get("/Shading"))
            space = resolved(self._file, shading.get("/ColorSpace"), self._resources)
            self._paint(Kind.SHADING, self._state.clip, Colour(space, ()), name=name)
        else:
            self._run.once(patterns.get(name), self._resources, _State(), self._depth)

    # --- type

    def _begin_text(self, name: str, operands: bytes) -> None:
        self._text = self._line = _IDENTITY

    def _text_matrix(self, name: str, operands: bytes) -> None:
        self._text = self._line = _matrix(numbers(operands))

    def _next_line(self, name: str, operands: bytes) -> None:
        x, y = (0.0, -self._leading) if name == "T*" else numbers(operands)
        if name == "TD":
            self._leading = -y
        self._text = self._line = _product((1.0, 0.0, 0.0, 1.0, x, y), self._line)

    def _set_leading(self, name: str, operands: bytes) -> None:
        self._leading = numbers(operands)[0]

    def _font(self, name: str, operands: bytes) -> None:
        chosen, size = tokens(operands)
        self._set(font=chosen, size=float(size))
        font = self._resource("/Font", chosen)
        if font.get("/Subtype") == "/Type3":
            own = self._file.dictionary(font.get("/Resources")) or self._resources
            for glyph in self._file.dictionary(font.get("/CharProcs")).values():
                self._run.once(glyph, own, _State(), self._depth)

    def _rendering(self, name: str, operands: bytes) -> None:
        self._set(invisible=int(numbers(operands)[0]) in _INVISIBLE)

    def _show(self, name: str, operands: bytes) -> None:
        if name in ("'", '"'):
            self._next_line("T*", b"")
        state = self._state
        if state.invisible:
            return
        whole = _product(self._text, state.matrix)
        x, y = whole[4], whole[5]
        size = abs(state.size) * (whole[2] ** 2 + whole[3] ** 2) ** 0.5
        self._paint(Kind.TEXT, (x, y, x, y), state.fill, size=size, name=state.font)

    # --- pictures, shadings, forms

    def _shading(self, name: str, operands: bytes) -> None:
        chosen = tokens(operands)[0]
        shading = self._resource("/Shading", chosen)
        space = resolved(self._file, shading.get("/ColorSpace"), self._resources)
        self._paint(Kind.SHADING, self._state.clip, Colour(space, ()), name=chosen)

    def _inline_image(self, name: str, operands: bytes) -> None:
        given = tokens(operands)
        image = dict(zip(given[::2], given[1::2], strict=False))
        self._picture("", image, image.get("/ColorSpace", image.get("/CS")))

    def _external_object(self, name: str, operands: bytes) -> None:
        objects = self._file.dictionary(self._resources.get("/XObject"))
        chosen = tokens(operands)[0]
        ref = objects.get(chosen)
        found = self._file.dictionary(ref)
        if found.get("/Subtype") == "/Image":
            self._picture(chosen, found, found.get("/ColorSpace"))
        elif found.get("/Subtype") == "/Form" and self._depth < _DEEPEST:
            self._form(ref, found)

    def _picture(self, name: str, image: Dictionary, space: Value) -> None:
        box = _mapped(self._state.matrix, (0.0, 0.0, 1.0, 1.0))
        if image.get("/ImageMask", image.get("/IM")) in (True, "true"):
            self._paint(Kind.FILL, box, self._state.fill, name=name)
        else:
            self._paint(Kind.IMAGE, box, Colour(resolved(self._file, space, self._resources), ()), name=name)

    def _form(self, ref: Value, form: Dictionary) -> None:
        state = self._state
        matrix = [self._file.resolve(each) for each in self._file.array(form.get("/Matrix"))]
        if len(matrix) == 6:
            state = replace(state, matrix=_product(_matrix(matrix), state.matrix))
        box = [self._file.resolve(each) for each in self._file.array(form.get("/BBox"))]
        if len(box) == 4:
            corners = _mapped(state.matrix, (float(box[0]), float(box[1]), float(box[2]), float(box[3])))
            state = replace(state, clip=common(state.clip, corners))
        own = self._file.dictionary(form.get("/Resources"))
        self._run.stream(self._file.content(ref), own or self._resources, state, self._depth + 1)

    def _resource(self, kind: str, name: str) -> Dictionary:
        return self._file.dictionary(self._file.dictionary(self._resources.get(kind)).get(name))


_BY_METHOD = {
    _Stream._save: "q",
    _Stream._restore: "Q",
    _Stream._concatenate: "cm",
    _Stream._point: "re m l c v y",
    _Stream._end_path: "f F f* B B* b b* S s n",
    _Stream._clip: "W W*",
    _Stream._width: "w",
    _Stream._graphics_state: "gs",
    _Stream._device_colour: "g G rg RG k K",
    _Stream._space: "cs CS",
    _Stream._colour: "sc SC scn SCN",
    _Stream._begin_text: "BT",
    _Stream._text_matrix: "Tm",
    _Stream._next_line: "Td TD T*",
    _Stream._set_leading: "TL",
    _Stream._font: "Tf",
    _Stream._rendering: "Tr",
    _Stream._show: "Tj TJ ' \"",
    _Stream._shading: "sh",
    _Stream._external_object: "Do",
    _Stream._inline_image: INLINE_IMAGE.decode(),
}
_METHODS = {name.encode(): (name, method) for method, names in _BY_METHOD.items() for name in names.split()}


def common(one: Box, other: Box) -> Box:
    """Return what two boxes share; turned inside out where they share nothing."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def _matrix(operands: Iterable[Any]) -> Matrix:
    a, b, c, d, e, f = (float(each) for each in operands)
    return a, b, c, d, e, f


def _product(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    return (
        a * then[0] + b * then[2],
        a * then[1] + b * then[3],
        c * then[0] + d * then[2],
        c * then[1] + d * then[3],
        e * then[0] + f * then[2] + then[4],
        e * then[1] + f * then[3] + then[5],
    )


def _mapped(matrix: Matrix, box: Box) -> Box:
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in (box[0], box[2]) for y in (box[1], box[3])]
    ys = [b * x + d * y + f for x in (box[0], box[2]) for y in (box[1], box[3])]
    return min(xs), min(ys), max(xs), max(ys)


def _scale(matrix: Matrix) -> float:
    return float(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5)
