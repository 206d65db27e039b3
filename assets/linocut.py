"""The lino-cutter's craft: a relief that is lit, and the gouge that cuts its tones out of a black block.

A body is pressed into a `Relief` (a depth buffer with normals), lit by a key and a rim light, and carved into a
`Block`: light planes are cleared, half-tones are opened with tapering strokes that run round the form, thin ridges
are left standing in the cleared planes, the rest stays black. What is drawn is the business of the caller.

Lengths are pixels of the finished picture unless a name says otherwise; y runs down, z towards the viewer.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

WIDTH, HEIGHT = 3000, 2000
OVERSAMPLING = 2  # drawn at twice the size, so that the knife's edge comes out smooth
CELL = 3  # pixels of the finished picture per cell of the relief: finer shows no more, coarser loses lips
INK, PAPER, RED = (18, 15, 14), (246, 241, 230), (200, 34, 24)

Point = tuple[float, float]
Vector = tuple[float, float, float]
Colour = tuple[int, int, int]
Mesh = list[list[Vector]]

LAMP: Vector = (-0.72, -0.30, 0.63)  # the key light: low from the left, as from a neighbour's lamp
SKY: Vector = (0.93, -0.28, -0.22)  # the rim light, from behind on the right


def normal_of(v: Vector) -> Vector:
    """Return the vector at unit length."""
    length = math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]) or 1.0
    return (v[0] / length, v[1] / length, v[2] / length)


def cross(a: Vector, b: Vector) -> Vector:
    """Return the vector product."""
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def interpolate(table: Sequence[Point], at: float) -> float:
    """Read a table of (place, value), in a straight line between its rows."""
    if at <= table[0][0]:
        return table[0][1]
    for (x0, y0), (x1, y1) in pairwise(table):
        if at <= x1:
            t = (at - x0) / (x1 - x0)
            return y0 + (y1 - y0) * t
    return table[-1][1]


def curve_through(points: Sequence[Vector], steps: int) -> list[Vector]:
    """Return a Catmull-Rom curve through the points, `steps` to a span."""
    padded = [points[0], *points, points[-1]]
    out: list[Vector] = []
    for p0, p1, p2, p3 in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for i in range(steps):
            t = i / steps
            out.append(
                tuple(  # type: ignore[arg-type]  # three coordinates in, three out
                    0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)
                    for a, b, c, d in zip(p0, p1, p2, p3, strict=True)
                )
            )
    out.append(points[-1])
    return out


@dataclass(frozen=True, slots=True, kw_only=True)
class Pose:
    """Where a body stands: its origin, pixels per local unit, and its turn in degrees."""

    x: float
    y: float
    scale: float
    z: float = 0.0
    yaw: float = 0.0  # positive turns the face to the right of the picture
    pitch: float = 0.0  # positive lifts the chin
    roll: float = 0.0  # positive leans clockwise

    def turn(self, v: Vector) -> Vector:
        """Turn a local direction into the picture's."""
        x, y, z = v
        c, s = math.cos(math.radians(self.yaw)), math.sin(math.radians(self.yaw))
        x, z = x * c + z * s, z * c - x * s
        c, s = math.cos(math.radians(self.pitch)), math.sin(math.radians(self.pitch))
        y, z = y * c - z * s, z * c + y * s
        c, s = math.cos(math.radians(self.roll)), math.sin(math.radians(self.roll))
        return (x * c - y * s, x * s + y * c, z)

    def place(self, v: Vector) -> Vector:
        """Put a local point into the picture."""
        x, y, z = self.turn(v)
        return (self.x + x * self.scale, self.y + y * self.scale, self.z + z * self.scale)


class Relief:
    """A depth buffer with normals: one figure, seen from the front, ready to be lit."""

    def __init__(self) -> None:
        """Lay an empty relief over the whole picture."""
        self.columns, self.rows = WIDTH // CELL, HEIGHT // CELL
        cells = self.columns * self.rows
        self.depth = [-1e9] * cells
        self.normal: list[Vector | None] = [None] * cells
        self.albedo = [0.0] * cells
        self.dyed = [False] * cells  # printed red where it is cut
        self.axis: list[Vector] = [(0.0, 1.0, 0.0)] * cells
        self.left, self.top, self.right, self.bottom = self.columns, self.rows, 0, 0

    def add(self, mesh: Mesh, *, albedo: float, axis: Vector, dyed: bool = False) -> None:
        """Press a mesh into the relief; gouge strokes will later run round `axis`."""
        normals = mesh_normals(mesh)
        for i in range(len(mesh) - 1):
            for j in range(len(mesh[0]) - 1):
                corners = ((i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1))
                points = [mesh[a][b] for a, b in corners]
                faces = [normals[a][b] for a, b in corners]
                skin = (albedo, axis, dyed)
                self._triangle(points[:3], faces[:3], skin)
                self._triangle([points[0], points[2], points[3]], [faces[0], faces[2], faces[3]], skin)

    def _triangle(self, points: list[Vector], normals: list[Vector], skin: tuple[float, Vector, bool]) -> None:
        (x0, y0, z0), (x1, y1, z1), (x2, y2, z2) = ((x / CELL, y / CELL, z) for x, y, z in points)
        area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        if abs(area) < 1e-9:
            return
        left, right = max(0, math.floor(min(x0, x1, x2))), min(self.columns - 1, math.ceil(max(x0, x1, x2)))
        top, bottom = max(0, math.floor(min(y0, y1, y2))), min(self.rows - 1, math.ceil(max(y0, y1, y2)))
        n0, n1, n2 = normals
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                b = ((column - x0) * (y2 - y0) - (x2 - x0) * (row - y0)) / area
                c = ((x1 - x0) * (row - y0) - (column - x0) * (y1 - y0)) / area
                a = 1 - b - c
                if a < -1e-6 or b < -1e-6 or c < -1e-6:
                    continue
                cell, z = row * self.columns + column, a * z0 + b * z1 + c * z2
                if z <= self.depth[cell]:
                    continue
                self.depth[cell] = z
                self.normal[cell] = normal_of(
                    (
                        a * n0[0] + b * n1[0] + c * n2[0],
                        a * n0[1] + b * n1[1] + c * n2[1],
                        a * n0[2] + b * n1[2] + c * n2[2],
                    )
                )
                self.albedo[cell], self.axis[cell], self.dyed[cell] = skin
        self.left, self.right = min(self.left, left), max(self.right, right)
        self.top, self.bottom = min(self.top, top), max(self.bottom, bottom)

    def light(self, *, key: Vector = LAMP, rim: Vector = SKY, fade: Point = (1450, 1960)) -> list[float]:
        """Return the tone of each cell, 0 black to 1 white; between the rows of `fade` all sinks into the dark."""
        key, rim = normal_of(key), normal_of(rim)
        tones = [0.0] * len(self.depth)
        for row in range(self.top, self.bottom + 1):
            share = min(1.0, max(0.0, (fade[1] - row * CELL) / (fade[1] - fade[0])))
            for column in range(self.left, self.right + 1):
                cell = row * self.columns + column
                normal = self.normal[cell]
                if normal is None or self._undercut(column, row):
                    continue
                facing = normal[0] * key[0] + normal[1] * key[1] + normal[2] * key[2]
                tone = max(0.0, facing)
                if tone > 0.05 and self._shadowed(column, row, key):
                    tone *= 0.12
                edge = max(0.0, normal[0] * rim[0] + normal[1] * rim[1] + normal[2] * rim[2])
                tone = max(tone, 0.9 * edge**1.6)
                tones[cell] = min(1.0, tone * self.albedo[cell] * share)
        return tones

    def _undercut(self, column: int, row: int) -> bool:
        # a nearer form just beside: the cutter leaves the line between the two black
        limit = self.depth[row * self.columns + column] + 22
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            x, y = column + dx, row + dy
            if 0 <= x < self.columns and 0 <= y < self.rows and self.depth[y * self.columns + x] > limit:
                return True
        return False

    def _shadowed(self, column: int, row: int, key: Vector) -> bool:
        step = CELL * 1.5
        x, y, z = float(column), float(row), self.depth[row * self.columns + column] + 8
        for _ in range(70):
            x += key[0] * 1.5
            y += key[1] * 1.5
            z += key[2] * step
            if not (0 <= x < self.columns and 0 <= y < self.rows):
                return False
            if self.depth[int(y) * self.columns + int(x)] > z:
                return True
        return False

    def mask(self) -> Image.Image:
        """Return the silhouette at the drawing's size."""
        return self._enlarged([normal is not None for normal in self.normal])

    def red_mask(self) -> Image.Image:
        """Return what is cut red instead of white, at the drawing's size."""
        return self._enlarged(self.dyed)

    def _enlarged(self, cells: list[bool]) -> Image.Image:
        small = Image.new("L", (self.columns, self.rows))
        small.putdata([255 if cell else 0 for cell in cells])
        return sharpen(small)


def mesh_normals(mesh: Mesh) -> Mesh:
    """Return the normals of a grid of points, turned to the viewer."""
    rows, columns = len(mesh), len(mesh[0])
    out: Mesh = []
    for i in range(rows):
        line: list[Vector] = []
        for j in range(columns):
            a, b = mesh[max(0, i - 1)][j], mesh[min(rows - 1, i + 1)][j]
            c, d = mesh[i][max(0, j - 1)], mesh[i][min(columns - 1, j + 1)]
            n = normal_of(cross((b[0] - a[0], b[1] - a[1], b[2] - a[2]), (d[0] - c[0], d[1] - c[1], d[2] - c[2])))
            line.append(n if n[2] >= 0 else (-n[0], -n[1], -n[2]))
        out.append(line)
    return out


def sharpen(small: Image.Image) -> Image.Image:
    """Enlarge a mask of the relief to a smooth mask at the drawing's size."""
    large = small.filter(ImageFilter.GaussianBlur(1.0)).resize(
        (WIDTH * OVERSAMPLING, HEIGHT * OVERSAMPLING), Image.Resampling.BICUBIC
    )
    return large.point(lambda value: 255 if value > 127 else 0)


@dataclass(slots=True, kw_only=True)
class Block:
    """The lino block: a drawing at twice the size, and the hand that cuts it."""

    rng: Random
    image: Image.Image
    draw: ImageDraw.ImageDraw = field(init=False)

    def __post_init__(self) -> None:
        """Take up the knife."""
        self.draw = ImageDraw.Draw(self.image)

    def polygon(self, points: Iterable[Point], colour: Colour) -> None:
        """Fill a polygon given in finished pixels."""
        self.draw.polygon([(x * OVERSAMPLING, y * OVERSAMPLING) for x, y in points], fill=colour)

    def tapered_stroke(
        self, path: Sequence[Point], widths: Sequence[float], colour: Colour, *, unsteady: float = 0.17
    ) -> None:
        """Cut one gouge stroke of changing width, its edges a little unsteady."""
        left: list[Point] = []
        right: list[Point] = []
        for i, (x, y) in enumerate(path):
            (ax, ay), (bx, by) = path[max(0, i - 1)], path[min(len(path) - 1, i + 1)]
            length = math.hypot(bx - ax, by - ay) or 1.0
            nx, ny = (ay - by) / length, (bx - ax) / length
            half = widths[i] / 2
            a = half * (1 + self.rng.uniform(-unsteady, unsteady))
            b = half * (1 + self.rng.uniform(-unsteady, unsteady))
            left.append((x + nx * a, y + ny * a))
            right.append((x - nx * b, y - ny * b))
        self.polygon([*left, *reversed(right)], colour)

    def line(self, points: Sequence[Point], width: float, colour: Colour, *, belly: float = 0.45) -> None:
        """Cut a smooth stroke through points, thickest at `belly` of its length and thin at both ends."""
        path = [(x, y) for x, y, _ in curve_through([(x, y, 0.0) for x, y in points], 10)]
        reach = len(path) - 1
        widths: list[float] = []
        for i in range(len(path)):
            t = i / reach
            swell = t / belly if t < belly else (1 - t) / (1 - belly)
            widths.append(width * max(0.06, swell) ** 0.65)
        self.tapered_stroke(path, widths, colour)

    def paste(self, colour: Colour, mask: Image.Image) -> None:
        """Fill a mask."""
        self.image.paste(colour, (0, 0), mask)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """How a figure is cut: tones at which planes open, and the distance of the gouge's strokes."""

    clear: float = 0.60  # from here up the plane is cleared
    dark: float = 0.17  # from here down nothing is cut
    ridges: float = 0.84  # up to here thin ridges are left standing in the cleared plane
    spacing: float = 14.0
    length: float = 190.0
    halo: float = 11.0


def carve(block: Block, relief: Relief, tones: list[float], cut: Cut) -> None:
    """Cut a lit relief into the block: silhouette, light planes, gouge strokes, ridges."""
    mask = relief.mask()
    if cut.halo:
        size = int(cut.halo * OVERSAMPLING)
        halo = mask.filter(ImageFilter.GaussianBlur(size / 1.6)).point(lambda value: 255 if value > 26 else 0)
        block.paste(INK, halo)
    block.paste(INK, mask)
    planes = ImageChops.multiply(light_planes(relief, tones, cut.clear, block.rng), mask)
    block.paste(PAPER, planes)
    if any(relief.dyed):
        block.paste(RED, ImageChops.multiply(planes, relief.red_mask()))
    contour_hatching(block, relief, tones, cut, ridges=False)
    contour_hatching(block, relief, tones, cut, ridges=True)


def light_planes(relief: Relief, tones: list[float], clear: float, rng: Random) -> Image.Image:
    """Return the mask of the planes that are cleared, with the unsteady edge of a knife."""
    small = Image.new("L", (relief.columns, relief.rows))
    small.putdata([int(tone * 255) for tone in tones])
    small = small.filter(ImageFilter.GaussianBlur(1.1))
    grain = Image.new("L", (relief.columns // 5, relief.rows // 5))
    grain.putdata([rng.randrange(0, 34) for _ in range(grain.width * grain.height)])
    small = ImageChops.subtract(small, grain.resize(small.size, Image.Resampling.BICUBIC), offset=17)
    large = small.resize((WIDTH * OVERSAMPLING, HEIGHT * OVERSAMPLING), Image.Resampling.BICUBIC)
    threshold = int(clear * 255)
    return large.point(lambda value: 255 if value > threshold else 0)


def contour_hatching(block: Block, relief: Relief, tones: list[float], cut: Cut, *, ridges: bool) -> None:
    """Run strokes round the form: cuts that taper into the dark, or ridges that taper into the light."""
    pitch = cut.spacing * (1.25 if ridges else 1.0)
    low, high = (cut.clear, cut.ridges) if ridges else (cut.dark, cut.clear)
    taken: dict[tuple[int, int], list[Point]] = {}
    seeds = [
        (x + block.rng.uniform(-0.4, 0.4) * pitch, y + block.rng.uniform(-0.4, 0.4) * pitch)
        for y in steps(relief.top * CELL, relief.bottom * CELL, pitch * 0.8)
        for x in steps(relief.left * CELL, relief.right * CELL, pitch * 0.8)
    ]
    block.rng.shuffle(seeds)
    for seed in seeds:
        length = cut.length * block.rng.uniform(0.5, 1.2)
        path = trace(relief, tones, seed, low, high, length, taken, pitch)
        if len(path) < 5:
            continue
        widths = []
        for x, y in path:
            share = (tone_at(relief, tones, x, y) - low) / (high - low)
            share = min(1.0, max(0.0, 1 - share if ridges else share))
            widths.append(pitch * (0.42 * share if ridges else 0.08 + 0.84 * share**1.15))
        widths = smooth_ends(widths)
        dyed = relief.dyed[round(seed[1] / CELL) * relief.columns + round(seed[0] / CELL)]
        block.tapered_stroke(path, widths, INK if ridges else RED if dyed else PAPER)
        for x, y in path:
            taken.setdefault((int(x // pitch), int(y // pitch)), []).append((x, y))


def steps(start: float, stop: float, step: float) -> list[float]:
    """Return evenly spaced places from start to stop."""
    return [start + i * step for i in range(max(0, int((stop - start) / step)) + 1)]


def smooth_ends(widths: list[float]) -> list[float]:
    """Average widths along a stroke and let both ends run out to a point."""
    last = len(widths) - 1
    out: list[float] = []
    for i in range(len(widths)):
        near = widths[max(0, i - 2) : i + 3]
        end = min(i, last - i) / 4
        out.append(sum(near) / len(near) * min(1.0, end + 0.08))
    return out


def tone_at(relief: Relief, tones: list[float], x: float, y: float) -> float:
    """Return the tone at a place of the picture."""
    column, row = round(x / CELL), round(y / CELL)
    if not (0 <= column < relief.columns and 0 <= row < relief.rows):
        return 0.0
    return tones[row * relief.columns + column]


def flow_at(relief: Relief, x: float, y: float) -> Point | None:
    """Return the direction round the form at a place, or None off the figure."""
    column, row = round(x / CELL), round(y / CELL)
    if not (0 <= column < relief.columns and 0 <= row < relief.rows):
        return None
    cell = row * relief.columns + column
    normal = relief.normal[cell]
    if normal is None:
        return None
    dx, dy, _ = cross(normal, relief.axis[cell])
    length = math.hypot(dx, dy)
    return (dx / length, dy / length) if length > 0.05 else None


def trace(
    relief: Relief, tones: list[float], seed: Point, low: float, high: float, length: float,
    taken: dict[tuple[int, int], list[Point]], pitch: float,
) -> list[Point]:  # fmt: skip
    """Follow the form both ways from a seed while the tone stays in range and no other stroke is near."""
    if not low <= tone_at(relief, tones, *seed) <= high or crowded(taken, seed, pitch):
        return []
    halves: list[list[Point]] = []
    for sign in (-1, 1):
        half: list[Point] = []
        x, y = seed
        for _ in range(int(length / 2 / 4)):
            flow = flow_at(relief, x, y)
            if flow is None:
                break
            x, y = x + sign * flow[0] * 4, y + sign * flow[1] * 4
            if not low <= tone_at(relief, tones, x, y) <= high + 0.06 or crowded(taken, (x, y), pitch):
                break
            half.append((x, y))
        halves.append(half)
    return [*reversed(halves[0]), seed, *halves[1]]


def crowded(taken: dict[tuple[int, int], list[Point]], at: Point, pitch: float) -> bool:
    """Tell whether another stroke runs closer than the pitch allows."""
    column, row = int(at[0] // pitch), int(at[1] // pitch)
    limit = (pitch * 0.86) ** 2
    for i in (column - 1, column, column + 1):
        for j in (row - 1, row, row + 1):
            for x, y in taken.get((i, j), ()):
                if (x - at[0]) ** 2 + (y - at[1]) ** 2 < limit:
                    return True
    return False


def chatter(block: Block, path: Sequence[Point], widths: Sequence[float], colour: Colour) -> None:
    """Leave thin remnants of ridges standing in a cleared band, along the way the gouge went."""
    if len(path) < 12:
        return
    for _ in range(int(max(widths) / 9)):
        first = block.rng.randrange(3, len(path) - 8)
        run = path[first : first + block.rng.randrange(3, 8)]
        (ax, ay), (bx, by) = run[0], run[-1]
        length = math.hypot(bx - ax, by - ay) or 1.0
        off = block.rng.uniform(-0.42, 0.42) * widths[first]
        nx, ny = (ay - by) / length * off, (bx - ax) / length * off
        block.line([(ax + nx, ay + ny), (bx + nx, by + ny)], block.rng.uniform(2.5, 5.5), colour)
