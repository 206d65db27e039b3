"""The content of one page: items as operators.

The y axis is turned here and nowhere else: what comes in has its origin at the top
left of the media, what goes out at the bottom left.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from urllib.parse import quote

from pamphlet.errors import BadInput
from pamphlet.ink.palette import Palette
from pamphlet.ink.prepared import PreparedImage
from pamphlet.layout.placed import PlacedBox, PlacedModules, PlacedShape
from pamphlet.pdf.actualtext import NOTHING_TOLD, Told, actual_texts
from pamphlet.pdf.cids import EM
from pamphlet.pdf.colours import DocumentColours
from pamphlet.pdf.document import number, numbers
from pamphlet.pdf.fonts import DocumentFont, DocumentFonts
from pamphlet.pdf.fragments import Fragment, Mark, Piece, Rise, actual_text
from pamphlet.sheet.side import Patch, SidePanel, Stroke, Target
from pamphlet.typesetting.emphasis import Dots
from pamphlet.typesetting.line import Line, Run
from pamphlet.units import Rect

OVERPRINT = "/Overprint"
"""Graphics state whose ink prints on what lies below, and plates without ink leave it alone (OPM 1)."""
KNOCKOUT = "/Knockout"

WORD_TOLERANCE = 0.25
"""In glyph space units: gaps nearer to where the pen stands than this need no adjustment (0.0025 pt in
10 pt type, a tenth of the dots of a platesetter at 2540 dpi). The next gap makes good what is left."""

WIDE_TRACKING = 40.0
"""In glyph space units. Beyond it readers may take the gaps for word spaces: PDFium does from about
100, sooner where kerning adds to it."""

CIRCLE = 0.5523
"""Of the radius: how far the handles of four Bezier curves reach that make a circle, 0.03 % off it at most."""

_State = tuple["str | None", bool, "tuple[str, float] | None", float, float, float]

_DARK = re.compile(b"\x01+")


class Pen:
    """Draws on one page; remembers the graphics state so that only changes are written.

    Attributes:
        operators: the content so far.
        links: the rectangle (PDF coordinates) and address of each run that is a link.
    """

    def __init__(self, height: float, palette: Palette, fonts: DocumentFonts, colours: DocumentColours) -> None:
        self.operators: list[str] = []
        self.links: list[tuple[str, str]] = []
        self._height = height
        self._page = height
        self._place: tuple[int, float, float] = (1, 0.0, 0.0)
        self._palette = palette
        self._fonts = fonts
        self._colours = colours
        self._ink: str | None = None
        self._overprints = False
        self._font: tuple[str, float] | None = None
        self._scale = 100.0
        self._tracking = 0.0
        self._rise = 0.0

    def line(self, x: float, y: float, line: Line) -> None:
        """Set *line* from *x* on the baseline *y*."""
        runs = [run for run in line.runs if run.words]
        if not runs:
            return
        shown = [self._fragments(run) for run in runs]
        told = actual_texts(runs, shown, line.text.count(" "))
        self.operators.append("BT")
        for at, run in enumerate(runs):
            self._run(x, self._height - y, run, shown[at], told.get(at, NOTHING_TOLD))
        self.operators.append("ET")
        for run in runs:
            if run.dots:
                self._dots(x, y, run.ink, run.dots)
        self._note_links(x, y, runs)

    def box(self, box: PlacedBox) -> None:
        """Fill a rectangle."""
        self._use_ink(box.ink)
        self.operators.append(f"{self._path(box.rect)} f")

    def modules(self, code: PlacedModules) -> None:
        """Fill the dark modules of a matrix code: one path, so that no seams show between them."""
        self._use_ink(code.ink)
        rect, rows = code.rect, code.rows
        width, height = rect.width / len(rows[0]), rect.height / len(rows)
        lefts = [number(rect.x + at * width) for at in range(len(rows[0]))]
        widths = [number(count * width) for count in range(len(rows[0]) + 1)]
        for at, row in enumerate(rows):
            bottom = self._height - (rect.y + at * height + height)
            rest = f"{number(bottom)} {{}} {number(height)} re"
            self.operators += [
                f"{lefts[first]} {rest.format(widths[after - first])}" for first, after in _dark_runs(row)
            ]
        self.operators.append("f")

    def shape(self, shape: PlacedShape) -> None:
        """Fill a closed outline."""
        self._use_ink(shape.ink)
        rect = shape.rect
        corners = [
            numbers(rect.x + across * rect.width, self._height - rect.y - down * rect.height)
            for across, down in shape.outline
        ]
        self.operators.append(f"{corners[0]} m {' '.join(f'{corner} l' for corner in corners[1:])} h f")

    def picture(self, name: str, image: PreparedImage, rect: Rect) -> None:
        """Place the image resource *name* so that it fills *rect*."""
        if image.ground:
            self._use_ink(image.ground)
            self.operators.append(f"{self._path(rect)} f")
        if image.ink:
            self._use_ink(image.ink)
        else:
            # A grey image is black ink alone: overprinting, it would leave the plates below standing.
            self._overprint(False)
        place = numbers(rect.width, 0, 0, rect.height, rect.x, self._height - rect.bottom)
        self.operators.append(f"q {place} cm /{name} Do Q")

    def stroke(self, stroke: Stroke) -> None:
        """Draw a stroke of a printer's mark on all plates, or of a technical ink over all that is printed."""
        dash = numbers(*stroke.dash)
        ink = self._palette[stroke.ink]
        self._overprint(ink.overprints)
        colour = self._colours.all_plates() if ink.registration else self._colours.stroke(ink.spots[0][0])
        self.operators.append(
            f"{colour} {number(stroke.width)} w [{dash}] 0 d "
            f"{numbers(stroke.x1, self._height - stroke.y1)} m {numbers(stroke.x2, self._height - stroke.y2)} l S"
        )

    def target(self, target: Target) -> None:
        """Draw a registration target on all plates: a circle and the cross through it."""
        x, y, radius = target.x, self._height - target.y, target.radius
        self._overprint(False)
        self.operators.append(f"{self._colours.all_plates()} {number(target.width)} w [] 0 d")
        self.operators += _circle(x, y, radius)
        self.operators.append(f"{numbers(x - radius, y)} m {numbers(x + radius, y)} l")
        self.operators.append(f"{numbers(x, y - radius)} m {numbers(x, y + radius)} l S")

    def patch(self, patch: Patch) -> None:
        """Fill a field of the colour bar."""
        self._use_ink(patch.ink)
        self.operators.append(f"{self._path(patch.rect)} f")

    def begin_panel(self, panel: SidePanel) -> None:
        """Let what follows be in the coordinates of *panel*, until :meth:`end_panel`."""
        rect, turned = panel.rect, panel.turned
        place = (rect.right, self._page - rect.y) if turned else (rect.x, self._page - rect.bottom)
        self._place = (-1 if turned else 1, *place)
        self._height = rect.height
        self._outside = self._state()
        self.operators.append(f"q {'-1 0 0 -1' if turned else '1 0 0 1'} {numbers(*place)} cm")

    def end_panel(self) -> None:
        """End the panel; the graphics state is as it was before."""
        self.operators.append("Q")
        self._place, self._height = (1, 0.0, 0.0), self._page
        self._restore(self._outside)

    def begin_clip(self, rect: Rect) -> None:
        """Let what follows print inside *rect* alone, until :meth:`end_clip`."""
        self.operators.append(f"q {self._path(rect)} W n")
        self._before = self._state()

    def end_clip(self) -> None:
        """End the innermost clip; the graphics state is as it was before."""
        self.operators.append("Q")
        self._restore(self._before)

    def _state(self) -> _State:
        return (self._ink, self._overprints, self._font, self._scale, self._tracking, self._rise)

    def _restore(self, state: _State) -> None:
        self._ink, self._overprints, self._font, self._scale, self._tracking, self._rise = state

    def _path(self, rect: Rect) -> str:
        return f"{numbers(rect.x, self._height - rect.bottom, rect.width, rect.height)} re"

    def _use_ink(self, name: str) -> None:
        if name == self._ink:
            return
        ink = self._palette.get(name)
        if ink is None:
            raise BadInput(
                "unknown-ink", f"the palette has no ink {name!r}", hint=f"it has {', '.join(sorted(self._palette))}"
            )
        self._ink = name
        self._overprint(ink.overprints)
        self.operators.append(self._colours.fill(ink))

    def _overprint(self, wanted: bool) -> None:
        if wanted != self._overprints:
            self._overprints = wanted
            self._ink = None
            self.operators.append(f"{OVERPRINT if wanted else KNOCKOUT} gs")

    def _fragments(self, run: Run) -> list[Fragment]:
        font = self._fonts.font(run.face)
        wide = run.tracking * EM / run.size > WIDE_TRACKING
        fragments = font.tracked_fragments if wide else font.fragments
        return [fragments[shaped] for _, shaped in run.words]

    def _run(self, x: float, y: float, run: Run, shown: Sequence[Fragment], told: Told) -> None:
        self._use_ink(run.ink)
        font = self._fonts.font(run.face)
        tracking, scale = self._text_state(font, run)
        start = round(x + run.words[0][0], 3)
        self.operators.append(f"1 0 0 1 {number(start)} {number(y)} Tm")
        code = _show_words(shown, told, run, start - x, tracking=tracking, scale=scale)
        self.operators.append(code)

    def _text_state(self, font: DocumentFont, run: Run) -> tuple[float, float]:
        """Write what of the text state changes; return tracking and scale as they were rounded."""
        if self._font != (font.name, run.size):
            self._font = (font.name, run.size)
            self.operators.append(f"/{font.name} {number(run.size)} Tf")
        scale = round(run.scale * 100, 3)
        if scale != self._scale:
            self._scale = scale
            self.operators.append(f"{number(scale)} Tz")
        tracking = round(run.tracking, 3)
        if tracking != self._tracking:
            self._tracking = tracking
            self.operators.append(f"{number(tracking)} Tc")
        if run.rise != self._rise:
            self._rise = run.rise
            self.operators.append(f"{number(run.rise)} Ts")
        return tracking, scale / 100

    def _dots(self, x: float, y: float, ink: str, dots: Dots) -> None:
        """Fill the emphasis dots of a run as one path."""
        self._use_ink(ink)
        height = self._height - y + dots.height
        for middle in dots.middles:
            self.operators += _circle(x + middle, height, dots.radius)
        self.operators.append("f")

    def _note_links(self, x: float, y: float, runs: list[Run]) -> None:
        for run in runs:
            if run.link:
                first, (last, shaped) = run.words[0][0], run.words[-1]
                right = last + (shaped.width * run.size + len(shaped.glyphs) * run.tracking) * run.scale
                base = self._height - y + run.rise
                bottom, top = base + run.face.descender * run.size, base + run.face.ascender * run.size
                self.links.append((self._on_page(x + first, bottom, x + right, top), _ascii_address(run.link)))

    def _on_page(self, left: float, bottom: float, right: float, top: float) -> str:
        """Return a rectangle of the panel's, its y turned already, in the page's coordinates."""
        sign, x, y = self._place
        across, up = sorted((x + sign * left, x + sign * right)), sorted((y + sign * bottom, y + sign * top))
        return numbers(across[0], up[0], across[1], up[1])


def _circle(x: float, y: float, radius: float) -> list[str]:
    """Return the path of a circle: four curves."""
    bend = radius * CIRCLE
    path = [f"{numbers(x + radius, y)} m"]
    for (ax, ay), (bx, by) in pairwise(((1, 0), (0, 1), (-1, 0), (0, -1), (1, 0))):
        out = (x + ax * radius + bx * bend, y + ay * radius + by * bend)
        back = (x + bx * radius + ax * bend, y + by * radius + ay * bend)
        path.append(f"{numbers(*out, *back, x + bx * radius, y + by * radius)} c")
    return path


def _show_words(shown: Sequence[Fragment], told: Told, run: Run, start: float, *, tracking: float, scale: float) -> str:
    """Return the TJ operators that put each word of *run* where the line wants it.

    An adjustment in a TJ array counts in thousandths of the size and is scaled with the
    glyphs; tracking follows each glyph (ISO 32000-1, 9.4.4). The pen is therefore known
    to the last digit written, and no error is handed from word to word.
    """
    size = round(run.size, 3)
    units = EM / (size * scale)  # in a point
    per_glyph = tracking * EM / size
    parts = ["["]
    pen = start * units
    for at, ((x, _), fragment) in enumerate(zip(run.words, shown, strict=True)):
        if at in told.begin:
            parts.append(f"]TJ {actual_text(told.begin[at])} [")
        gap = x * units - pen
        if gap > WORD_TOLERANCE or gap < -WORD_TOLERANCE:
            gap = round(gap, 1)
            parts.append("%.1f" % -gap)
            pen += gap
        parts.append(fragment.code or _pieces(fragment, size, run.rise))
        pen += fragment.advance + fragment.count * per_glyph
        if at in told.end:
            parts.append("]TJ EMC [")
    parts.append("]TJ")
    code = "".join(parts).replace("><", "")  # one string where nothing stands between two
    return code.replace("[]TJ ", "").replace(" []TJ", "") if "[]" in code else code


def _pieces(fragment: Fragment, size: float, rise: float) -> str:
    """Return a fragment that one TJ array cannot hold: it closes the array and opens another."""
    return "".join([_piece(piece, size, rise) for piece in fragment.pieces])


def _piece(piece: Piece, size: float, rise: float) -> str:
    if isinstance(piece, Rise):
        return f"]TJ {number(rise + piece.ems * size)} Ts ["
    return f"]TJ {piece.operator} [" if isinstance(piece, Mark) else piece


def _dark_runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Return first and past-the-last index of each stretch of dark modules."""
    return [stretch.span() for stretch in _DARK.finditer(bytes(row))]


def _ascii_address(link: str) -> str:
    """Return *link* with all but ASCII percent-encoded (ISO 32000-1, 12.6.4.7)."""
    return quote(link, safe="%/:=&?~#+!$,;'@()*[]")
