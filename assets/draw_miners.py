"""Cut `miners.jpg`, the lino-cut of Bolivian miners that stands in for the cover photograph.

The bodies are modelled here as meshes and the scene is put together from the back to the front; `linocut.py`
lights and cuts them. Eyes, lids, wrinkles and whiskers are drawn by hand on the modelled face, in the face's own
coordinates.

Run `.venv/bin/python assets/draw_miners.py` (about a minute); the same script always gives the same picture.

Lengths are pixels of the finished picture unless a name says otherwise; y runs down, z towards the viewer.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random

from linocut import (
    HEIGHT,
    INK,
    LAMP,
    OVERSAMPLING,
    PAPER,
    RED,
    SKY,
    WIDTH,
    Block,
    Cut,
    Mesh,
    Point,
    Pose,
    Relief,
    Vector,
    carve,
    chatter,
    cross,
    curve_through,
    interpolate,
    normal_of,
    steps,
)
from PIL import Image


def ellipsoid(pose: Pose, centre: Vector, radii: Vector, *, fineness: int = 36) -> Mesh:
    """Return an ellipsoid in the pose's own coordinates."""
    mesh: Mesh = []
    for i in range(fineness + 1):
        down = math.pi * i / fineness
        mesh.append(
            [
                pose.place(
                    (
                        centre[0] + radii[0] * math.sin(down) * math.cos(2 * math.pi * j / (2 * fineness)),
                        centre[1] - radii[1] * math.cos(down),
                        centre[2] + radii[2] * math.sin(down) * math.sin(2 * math.pi * j / (2 * fineness)),
                    )
                )
                for j in range(2 * fineness + 1)
            ]
        )
    return mesh


def tube(
    pose: Pose, spine: Sequence[Vector], radii: Sequence[float], *, folds: float = 0.0, rng: Random | None = None
) -> Mesh:
    """Return a round-ended tube along a spine; `folds` wrinkles it as a sleeve."""
    path = curve_through(spine, 12)
    reach = len(path) - 1
    phase = rng.random() * 6 if rng else 0.0
    mesh: Mesh = []
    for i, centre in enumerate(path):
        ahead, behind = path[min(reach, i + 1)], path[max(0, i - 1)]
        along = normal_of((ahead[0] - behind[0], ahead[1] - behind[1], ahead[2] - behind[2]))
        side = normal_of(cross(along, (0.05, 0.1, 1.0)))
        up = cross(side, along)
        place = i / reach * (len(radii) - 1)
        low = min(int(place), len(radii) - 2)
        radius = radii[low] + (radii[low + 1] - radii[low]) * (place - low)
        end = min(i, reach - i) / 5
        radius *= math.sqrt(max(0.0, 1 - (1 - min(1.0, end)) ** 2))
        ring: list[Vector] = []
        for j in range(41):
            turn = 2 * math.pi * j / 40
            r = radius * (1 + folds * math.sin(i * 0.95 + 1.7 * math.sin(turn + phase) + phase))
            ring.append(
                pose.place(
                    tuple(  # type: ignore[arg-type]  # three coordinates in, three out
                        c + r * (math.cos(turn) * s + math.sin(turn) * u)
                        for c, s, u in zip(centre, side, up, strict=True)
                    )
                )
            )
        mesh.append(ring)
    return mesh


# The head in local units: crown at y = -1, eyes near 0, chin at y = 1.
HALF_WIDTH: tuple[Point, ...] = (
    (-1.0, 0.0), (-0.92, 0.34), (-0.75, 0.54), (-0.45, 0.68), (-0.1, 0.72), (0.15, 0.715), (0.4, 0.655),
    (0.6, 0.585), (0.75, 0.50), (0.88, 0.37), (0.97, 0.22), (1.03, 0.0),
)  # fmt: skip
HALF_DEPTH: tuple[Point, ...] = (
    (-1.0, 0.0), (-0.92, 0.42), (-0.75, 0.62), (-0.45, 0.75), (-0.1, 0.76), (0.2, 0.74), (0.5, 0.74),
    (0.75, 0.71), (0.9, 0.64), (0.98, 0.5), (1.03, 0.25),
)  # fmt: skip
NOSE_HEIGHT: tuple[Point, ...] = (
    (-0.22, 0.0), (-0.12, 0.07), (-0.02, 0.12), (0.08, 0.21), (0.2, 0.27), (0.3, 0.335), (0.35, 0.33),
    (0.40, 0.22), (0.43, 0.07), (0.46, 0.0),
)  # fmt: skip
NOSE_WIDTH: tuple[Point, ...] = ((-0.2, 0.16), (-0.05, 0.085), (0.1, 0.095), (0.25, 0.11), (0.34, 0.14), (0.42, 0.13))

Bump = tuple[float, float, float, float, float]  # x, y, height, spread across, spread down

# Each pair is mirrored in x: brow, socket, ball of the eye, wing of the nose, cheekbone, hollow cheek, temple, jaw.
PAIRED: tuple[Bump, ...] = (
    (0.26, -0.17, 0.105, 0.22, 0.065),
    (0.29, 0.00, -0.15, 0.15, 0.085),
    (0.30, 0.015, 0.085, 0.105, 0.055),
    (0.135, 0.345, 0.12, 0.065, 0.060),
    (0.43, 0.175, 0.115, 0.15, 0.085),
    (0.20, 0.13, -0.05, 0.07, 0.12),
    (0.43, 0.47, -0.095, 0.13, 0.16),
    (0.62, -0.20, -0.07, 0.10, 0.16),
    (0.47, 0.72, 0.05, 0.12, 0.12),
    (0.27, 0.50, -0.035, 0.035, 0.14),
)
# Frown, muzzle, upper lip, its groove, mouth, lower lip, hollow below it, chin.
CENTRED: tuple[Bump, ...] = (
    (0.0, -0.17, 0.05, 0.10, 0.06),
    (0.0, 0.55, 0.10, 0.21, 0.13),
    (0.0, 0.525, 0.055, 0.17, 0.032),
    (0.0, 0.47, -0.035, 0.03, 0.045),
    (0.0, 0.572, -0.085, 0.20, 0.017),
    (0.0, 0.622, 0.065, 0.13, 0.036),
    (0.0, 0.70, -0.065, 0.14, 0.035),
    (0.0, 0.84, 0.115, 0.16, 0.10),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A head: its pose, and what makes it this man's and no other's."""

    pose: Pose
    coca: float = 0.0  # how far the quid of leaf fills a cheek: positive for the face's right of picture
    own: tuple[Bump, ...] = ()
    gaze: Point = (0.0, 0.0)
    moustache: bool = False
    shaded: int = 0  # the side of the nose that the light does not reach: -1 left of picture, 1 right
    scarf: bool = False
    fineness: int = 110

    def at(self, x: float, y: float) -> Vector:
        """Return the point of the skin at frontal place x, y, in the head's own coordinates."""
        width, depth = interpolate(HALF_WIDTH, y), interpolate(HALF_DEPTH, y)
        t = min(1.0, abs(x) / width) if width else 1.0
        return (x, y, depth * (1 - t**2.3) ** 0.46 + self._swell(x, y))

    def _swell(self, x: float, y: float) -> float:
        nose = interpolate(NOSE_HEIGHT, y)
        out = nose * math.exp(-((abs(x) / interpolate(NOSE_WIDTH, y)) ** 2.2)) if nose else 0.0
        for bx, by, height, across, down in PAIRED:
            dy = ((y - by) / down) ** 2
            if dy < 9:
                out += height * math.exp(-(((abs(x) - bx) / across) ** 2) - dy)
        bumps = (*CENTRED, *self.own, (math.copysign(0.39, self.coca), 0.53, abs(self.coca), 0.135, 0.12))
        for bx, by, height, across, down in bumps:
            dx, dy = ((x - bx) / across) ** 2, ((y - by) / down) ** 2
            if dx + dy < 9:
                out += height * math.exp(-dx - dy)
        return out

    def on_skin(self, x: float, y: float) -> Point:
        """Return where the frontal place x, y of the face falls in the picture."""
        px, py, _ = self.pose.place(self.at(x, y))
        return (px, py)

    def mesh(self) -> Mesh:
        """Return the skin from ear to ear."""
        out: Mesh = []
        for i in range(self.fineness + 1):
            y = -0.95 + 1.975 * i / self.fineness
            width = interpolate(HALF_WIDTH, y)
            line: list[Vector] = []
            for j in range(self.fineness + 1):
                turn = -math.pi / 2 + math.pi * j / self.fineness
                line.append(self.pose.place(self.at(width * math.sin(turn), y)))
            out.append(line)
        return out


def helmet(relief: Relief, pose: Pose, *, fineness: int = 40) -> None:
    """Press a miner's helmet with its brim, comb and lamp onto a head."""
    axis = pose.turn((0.25, 1.0, 0.0))
    dome: Mesh = []
    for i in range(fineness + 1):
        rise = math.pi / 2 * i / fineness
        dome.append(
            [
                pose.place(
                    (
                        0.86 * math.cos(rise) ** 0.8 * math.cos(2 * math.pi * j / (2 * fineness)),
                        -0.34 - 0.86 * math.sin(rise),
                        -0.03 + 0.98 * math.cos(rise) ** 0.8 * math.sin(2 * math.pi * j / (2 * fineness)),
                    )
                )
                for j in range(2 * fineness + 1)
            ]
        )
    relief.add(dome, albedo=1.0, axis=axis)
    brim: Mesh = []
    for reach, drop in ((0.98, 0.0), (1.06, 0.01), (1.12, 0.045), (1.13, 0.085), (1.10, 0.10), (0.9, 0.06)):
        ring: list[Vector] = []
        for j in range(2 * fineness + 1):
            turn = 2 * math.pi * j / (2 * fineness)
            front = max(0.0, math.sin(turn)) ** 2
            ring.append(
                pose.place(
                    (
                        0.86 * reach * math.cos(turn),
                        -0.36 + drop + 0.05 * front,
                        -0.03 + (0.98 + 0.12 * front) * reach * math.sin(turn),
                    )
                )
            )
        brim.append(ring)
    relief.add(brim, albedo=1.0, axis=axis)
    comb = [(0.0, -0.52, 0.93), (0.0, -0.85, 0.75), (0.0, -1.12, 0.42), (0.0, -1.23, 0.0), (0.0, -1.15, -0.4)]
    relief.add(tube(pose, comb, (0.09, 0.10, 0.09)), albedo=1.0, axis=pose.turn((1.0, 0.2, 0.0)))
    relief.add(tube(pose, [(0.0, -0.66, 0.8), (0.0, -0.68, 1.2)], (0.27, 0.25)), albedo=0.5, axis=axis)


def fist(relief: Relief, pose: Pose) -> None:
    """Press a closed hand, seen from the fingers' side, with its wrist below it."""
    axis = pose.turn((0.0, 1.0, 0.15))
    relief.add(ellipsoid(pose, (0.0, 0.05, -0.05), (0.62, 0.62, 0.36)), albedo=1.0, axis=axis)
    relief.add(ellipsoid(pose, (0.06, 0.48, 0.12), (0.46, 0.30, 0.28)), albedo=1.0, axis=axis)
    for x, top, reach in ((-0.45, -0.50, 0.0), (-0.15, -0.58, 0.03), (0.15, -0.53, 0.0), (0.43, -0.40, -0.05)):
        spine = [(x, top + 0.12, -0.1), (x, top, 0.18), (x * 0.98, -0.12, 0.46 + reach), (x * 0.95, 0.2, 0.36)]
        relief.add(tube(pose, spine, (0.17, 0.17, 0.155, 0.14)), albedo=1.0, axis=axis)
    thumb = [(-0.60, 0.55, 0.05), (-0.62, 0.25, 0.32), (-0.32, 0.10, 0.62), (0.12, 0.12, 0.66)]
    relief.add(tube(pose, thumb, (0.20, 0.19, 0.17, 0.15)), albedo=1.0, axis=pose.turn((1.0, 0.0, 0.0)))
    relief.add(tube(pose, [(0.02, 0.4, 0.0), (0.03, 1.3, -0.05)], (0.40, 0.36)), albedo=1.0, axis=axis)


def rays(block: Block, centre: Point, *, inner: float, count: int, reach: float = 2400, spread: float = 0.05) -> None:
    """Cut wedges of light out of the dark round a lamp, long and short by turns."""
    for i in range(count):
        turn = 2 * math.pi * (i + block.rng.uniform(-0.22, 0.22)) / count
        start, stop = inner * block.rng.uniform(0.9, 1.1), reach * block.rng.uniform(0.8, 1.0)
        if i % 2:
            start, stop = inner * block.rng.uniform(1.2, 1.8), reach * block.rng.uniform(0.3, 0.55)
        c, s, last = math.cos(turn), math.sin(turn), 40
        places = [start + (stop - start) * k / last for k in range(last + 1)]
        breadth = spread * (1.0 if i % 2 == 0 else 0.55) * block.rng.uniform(0.8, 1.2)
        widths = [breadth * r * min(1.0, (last - k) / 9 + 0.02, k / 9 + 0.05) for k, r in enumerate(places)]
        path = [(centre[0] + c * r, centre[1] + s * r) for r in places]
        block.tapered_stroke(path, widths, PAPER, unsteady=0.05)
        chatter(block, path, widths, RED)


PEAK: Point = (618, 455)
MOUNTAIN: tuple[Point, ...] = (
    (-40, 1010), (60, 945), (150, 862), (238, 800), (322, 712), (400, 650), (468, 566), (530, 510), (572, 468),
    (610, 452), (650, 462), (690, 490), (735, 548), (800, 600), (890, 700), (1000, 780), (1150, 900), (1500, 1100),
    (1500, 2000), (-40, 2000),
)  # fmt: skip
ROAD: tuple[Point, ...] = ((120, 1010), (430, 930), (300, 858), (520, 786), (412, 722), (566, 664), (516, 612))


def gully(block: Block, t: float, start: float, stop: float, width: float) -> None:
    """Cut one run of scree down the lit flank; `t` goes from the left foot (0) to the ridge in shadow (1)."""
    foot = (-560 + 1330 * t**0.85, 1270 + 120 * t)
    path: list[Point] = []
    for k in range(17):
        u = start + (stop - start) * k / 16
        bow = math.sin(u * 3.1) * (46 - 90 * t) + math.sin(u * 21 + t * 40) * 5
        x, y = PEAK[0] + (foot[0] - PEAK[0]) * u, PEAK[1] + (foot[1] - PEAK[1]) * u
        path.append((x - bow * 0.6 + 6, y + bow * 0.3 + 14))
    widths = [width * min(1, k / 6 + 0.04) * min(1, (16 - k) / 7 + 0.03) for k in range(17)]
    block.tapered_stroke(path, widths, PAPER, unsteady=0.16)


def mountain(block: Block) -> None:
    """Draw the cone of Cerro Rico, lit from the left, its gullies cut downhill and its mine tips across."""
    block.polygon(MOUNTAIN, INK)
    for i in range(150):
        t = (i * 0.618) % 1.0  # spread evenly whatever the number
        start = block.rng.uniform(0.04, 0.12) if i % 9 == 0 else block.rng.uniform(0.1, 0.85)
        gully(block, t, start, start + block.rng.uniform(0.1, 0.34), (6 + 29 * (1 - t) ** 1.1) * (0.35 + 0.75 * start))
    for (ax, ay), (bx, by) in pairwise(ROAD):
        sag = abs(bx - ax) * 0.07
        block.line([(ax, ay), ((ax + bx) / 2, (ay + by) / 2 + sag), (bx, by)], 5 + abs(bx - ax) * 0.05, INK)
    for i in range(9):
        x, y = 672 + i * 46, 505 + i * 44
        drop = block.rng.uniform(90, 170)
        block.line([(x, y), (x + drop * 0.22, y + drop * 0.55), (x + drop * 0.5, y + drop)], 9, PAPER, belly=0.3)


def jacket(relief: Relief, pose: Pose, rng: Random, *, scarf: bool = False) -> None:
    """Press neck, collar and shoulders of a coat below a head."""
    upright = pose.turn((0.2, 1.0, 0.0))
    relief.add(
        tube(pose, [(0.0, 0.3, -0.25), (0.0, 0.95, -0.22), (0.0, 1.7, -0.3)], (0.44, 0.43, 0.52)),
        albedo=0.9,
        axis=upright,
    )
    for side in (-1, 1):
        arm = [(side * 0.25, 1.30, -0.3), (side * 0.95, 1.52, -0.32), (side * 1.38, 2.1, -0.3), (side * 1.5, 3.4, -0.2)]
        relief.add(
            tube(pose, arm, (0.45, 0.52, 0.50, 0.5), folds=0.035, rng=rng),
            albedo=0.44,
            axis=pose.turn((side * 0.6, 0.8, 0.0)),
        )
        collar = [
            (side * 0.62, 0.98, -0.5),
            (side * 0.58, 1.1, 0.0),
            (side * 0.30, 1.38, 0.38),
            (side * 0.06, 1.75, 0.42),
        ]
        if scarf:
            cloth = [(side * 0.56, 0.84, -0.4), (side * 0.50, 1.0, 0.05), (side * 0.22, 1.22, 0.36), (0.0, 1.42, 0.46)]
            relief.add(
                tube(pose, cloth, (0.15, 0.17, 0.16, 0.12), folds=0.08, rng=rng),
                albedo=0.95,
                axis=pose.turn((side * 0.4, 1.0, 0.3)),
                dyed=True,
            )
            end = [(side * 0.02, 1.38, 0.5), (side * 0.14, 1.62, 0.56), (side * 0.2, 1.95, 0.58)]
            relief.add(tube(pose, end, (0.1, 0.15, 0.13), folds=0.06, rng=rng), albedo=0.95, axis=upright, dyed=True)
        relief.add(tube(pose, collar, (0.14, 0.2, 0.2, 0.12)), albedo=0.55, axis=pose.turn((side * 1.0, 0.9, 0.0)))
    relief.add(ellipsoid(pose, (0.0, 2.5, -0.4), (1.25, 1.25, 0.62)), albedo=0.3, axis=upright)


def head(relief: Relief, face: Face, *, fineness: int = 40) -> None:
    """Press a face with hair, ears and helmet."""
    axis = face.pose.turn((0.28, 1.0, 0.1))
    relief.add(face.mesh(), albedo=1.0, axis=axis)
    for side in (-1, 1):
        hair = ellipsoid(face.pose, (side * 0.63, -0.2, -0.12), (0.13, 0.42, 0.34), fineness=fineness // 2)
        relief.add(hair, albedo=0.16, axis=axis)
        ear = ellipsoid(face.pose, (side * 0.73, 0.08, -0.10), (0.075, 0.21, 0.14), fineness=fineness // 2)
        relief.add(ear, albedo=0.9, axis=axis)
    helmet(relief, face.pose, fineness=fineness)


def miner(block: Block, face: Face, cut: Cut, *, key: Vector = LAMP, rim: Vector = SKY) -> None:
    """Model, light and cut one miner."""
    relief, pose = Relief(), face.pose
    body = Pose(x=pose.x, y=pose.y, scale=pose.scale, yaw=pose.yaw * 0.35, roll=pose.roll * 0.3)
    jacket(relief, body, block.rng, scarf=face.scarf)
    head(relief, face)
    carve(block, relief, relief.light(key=key, rim=rim), cut)
    features(block, face)
    lamp(block, face)


def raised_arm(block: Block, pose: Pose, cut: Cut, shoulder: Vector) -> None:
    """Cut a raised fist with its sleeve."""
    relief = Relief()
    sleeve = [(0.03, 1.05, -0.05), (0.05, 2.0, 0.0), shoulder]
    cloth = tube(pose, sleeve, (0.58, 0.70, 0.85), folds=0.05, rng=block.rng)
    relief.add(cloth, albedo=0.5, axis=pose.turn((0.1, 1.0, 0.0)))
    fist(relief, pose)
    carve(block, relief, relief.light(fade=(1900, 2000)), cut)


def hand_on_handle(block: Block) -> None:
    """Cut the hand that holds the pick, and its arm."""
    relief, pose = Relief(), Pose(x=308, y=1190, scale=112, yaw=14, roll=-32)
    spine = [(0.05, 1.0, -0.05), (0.2, 2.2, 0.0), (1.4, 4.2, -0.1)]
    sleeve = tube(pose, spine, (0.56, 0.72, 0.95), folds=0.05, rng=block.rng)
    relief.add(sleeve, albedo=0.5, axis=pose.turn((0.1, 1.0, 0.0)))
    fist(relief, pose)
    carve(block, relief, relief.light(), Cut(spacing=11))


def pickaxe(block: Block, foot: Point, top: Point) -> None:
    """Cut a miner's pick, its handle from foot to top and its iron across."""
    dx, dy = top[0] - foot[0], top[1] - foot[1]
    length = math.hypot(dx, dy)
    ux, uy = dx / length, dy / length
    iron = [(top[0] + uy * r - ux * r * r / 640, top[1] - ux * r - uy * r * r / 640) for r in range(-230, 231, 10)]
    blade = [16 + 44 * (1 - abs(r) / 235) ** 0.8 for r in range(-230, 231, 10)]
    shaft = [(foot[0] + dx * k / 20, foot[1] + dy * k / 20) for k in range(22)]
    for path, widths in ((shaft, [38.0] * 22), (iron, blade)):
        block.tapered_stroke(path, [w + 22 for w in widths], PAPER, unsteady=0.06)
    for path, widths in ((shaft, [38.0] * 22), (iron, blade)):
        block.tapered_stroke(path, widths, INK, unsteady=0.05)
    block.line([(x - 7, y) for x, y in shaft[2:18:3]], 10, PAPER)
    block.line([(x - ux * 10 + 4, y - uy * 6 - 8) for x, y in iron[4:42:6]], 12, PAPER, belly=0.35)


Stroke = tuple[tuple[Point, ...], float]

# Black strokes of the face, in frontal places; widths in head units. Mirrored where `both`.
LIDS: tuple[Stroke, ...] = (
    (((0.155, 0.035), (0.21, -0.03), (0.30, -0.058), (0.39, -0.03), (0.455, 0.03)), 0.05),
    (((0.19, 0.055), (0.29, 0.085), (0.41, 0.045)), 0.018),
    (((0.17, 0.12), (0.26, 0.17), (0.38, 0.145)), 0.02),
    (((0.085, -0.095), (0.19, -0.155), (0.36, -0.185), (0.53, -0.13)), 0.08),
    (((0.45, 0.02), (0.54, -0.01), (0.60, 0.0)), 0.014),
    (((0.45, 0.05), (0.53, 0.07), (0.58, 0.11)), 0.014),
)
CREASES: tuple[Stroke, ...] = (
    (((0.17, 0.35), (0.26, 0.44), (0.315, 0.56), (0.31, 0.66)), 0.022),
    (((0.055, 0.425), (0.10, 0.41), (0.145, 0.425)), 0.04),
    (((0.175, 0.30), (0.205, 0.36), (0.165, 0.42)), 0.022),
    (((0.05, -0.24), (0.06, -0.17), (0.045, -0.11)), 0.02),
)
SINGLE: tuple[Stroke, ...] = (
    (((-0.235, 0.585), (-0.12, 0.568), (0.0, 0.58), (0.12, 0.568), (0.235, 0.585)), 0.042),
    (((-0.13, 0.685), (0.0, 0.70), (0.13, 0.685)), 0.022),
    (((-0.30, -0.27), (-0.1, -0.285), (0.12, -0.28), (0.32, -0.265)), 0.016),
)
NOSE_SIDE: tuple[Point, ...] = ((0.075, -0.12), (0.085, -0.02), (0.10, 0.10), (0.155, 0.25), (0.2, 0.30))
EYE: tuple[Point, ...] = (
    (0.165, 0.037), (0.215, -0.018), (0.30, -0.042), (0.385, -0.018), (0.445, 0.028),
    (0.38, 0.066), (0.28, 0.078), (0.20, 0.062),
)  # fmt: skip


def features(block: Block, face: Face) -> None:
    """Draw eyes, brows, nostrils, mouth and creases on the modelled skin."""
    scale = face.pose.scale
    for side in (-1, 1):
        eye(block, face, side)
        for points, width in (*LIDS, *CREASES):
            block.line([face.on_skin(side * x, y) for x, y in points], width * scale, INK)
    block.line([face.on_skin(face.shaded * x, y) for x, y in NOSE_SIDE], 0.06 * scale, INK, belly=0.3)
    if face.moustache:
        moustache(block, face)
    for points, width in SINGLE:
        block.line([face.on_skin(x, y) for x, y in points], width * scale, INK, belly=0.5)


def moustache(block: Block, face: Face) -> None:
    """Draw a moustache: a black mass of hairs, opened by a few cuts."""
    scale = face.pose.scale
    for colour, count, width in ((INK, 19, 0.05), (PAPER, 9, 0.012)):
        for k in range(count):
            x = -0.25 + 0.5 * k / (count - 1)
            sag = 0.05 * abs(x) / 0.25
            tip = 0.545 + sag + block.rng.uniform(-0.01, 0.015)
            hair = [(x * 0.72, 0.455 + sag), (x * 0.95, 0.495 + sag), (x * 1.12, tip)]
            block.line([face.on_skin(*place) for place in hair], width * scale, colour)


def eye(block: Block, face: Face, side: int) -> None:
    """Draw one eye: the white, an iris under the lid, and the lamp's glint."""
    block.polygon([face.on_skin(side * x, y) for x, y in EYE], PAPER)
    gx, gy = face.gaze
    middle = (side * 0.302 + gx, 0.006 + gy)
    turns = [k / 9 * math.pi for k in range(18)]
    iris = [
        face.on_skin(middle[0] + 0.066 * math.cos(turn), min(0.075, middle[1] + 0.062 * math.sin(turn)))
        for turn in turns
    ]
    block.polygon(iris, INK)
    x, y = face.on_skin(middle[0] - 0.024, middle[1] - 0.012)
    r = 0.015 * face.pose.scale
    block.polygon([(x + r * math.cos(k), y + r * 1.2 * math.sin(k)) for k in range(6)], PAPER)


def lamp(block: Block, face: Face) -> None:
    """Cut the lamp's glass, with the ring of its reflector."""
    x, y, _ = face.pose.place((0.0, -0.68, 1.22))
    r = 0.2 * face.pose.scale
    for share, colour in ((1.24, INK), (1.0, PAPER), (0.74, INK), (0.66, PAPER)):
        block.polygon([(x + share * r * math.cos(k / 6), y + share * r * math.sin(k / 6)) for k in range(38)], colour)


# Rows of the crowd, far to near: height of the eyes, scale, places across.
CROWD: tuple[tuple[float, float, tuple[float, ...]], ...] = (
    (1175, 40, (20, 120, 215, 318, 410, 505, 2440, 2530, 2640, 2725, 2830, 2930)),
    (1275, 60, (60, 205, 345, 480, 2420, 2570, 2720, 2870, 2990)),
    (1420, 92, (-25, 168, 470, 2500, 2730, 2950)),
)
FISTS: tuple[tuple[float, float, float], ...] = ((165, 1060, 30), (2600, 1040, 32), (2880, 1075, 30), (2780, 1090, 40))
POLES: tuple[tuple[Point, Point], ...] = (
    ((2505, 1260), (2478, 985)), ((2935, 1250), (2975, 960)), ((60, 1240), (40, 1020)),
)  # fmt: skip


def crowd(block: Block) -> None:
    """Cut rows of miners receding on both sides, with fists and poles above them."""
    for foot, top in POLES:
        block.tapered_stroke([foot, top], [13, 10], INK)
        block.line([(top[0] - 52, top[1] + 34), (top[0], top[1] + 2), (top[0] + 52, top[1] + 30)], 20, INK)
    for x, y, scale in FISTS:
        pose = Pose(x=x, y=y, scale=scale, roll=block.rng.uniform(-10, 10))
        raised_arm(block, pose, Cut(spacing=7, halo=4), (0.1, 5.0, 0.0))
    for y, scale, places in CROWD:
        ground = [(x, y + scale * 2 + block.rng.uniform(-22, 22)) for x in steps(-20, WIDTH + 20, 24)]
        block.polygon([*ground, (WIDTH, HEIGHT), (0, HEIGHT)], INK)
        # the central lamp lights either side from the middle
        crowd_row(block, [crowd_face(block.rng, x, y, scale) for x in places if x < WIDTH / 2], (0.5, -0.45, 0.72))
        crowd_row(block, [crowd_face(block.rng, x, y, scale) for x in places if x > WIDTH / 2], (-0.5, -0.45, 0.72))


def crowd_row(block: Block, faces: Sequence[Face], key: Vector) -> None:
    """Cut one row of the crowd on one side."""
    relief, scale = Relief(), faces[0].pose.scale
    for face in faces:
        jacket(relief, face.pose, block.rng)
        head(relief, face, fineness=16)
    tones = relief.light(key=key, rim=(-key[0], -0.3, -0.2), fade=(1430, 1720))
    carve(block, relief, tones, Cut(spacing=5.5 + scale / 30, length=60, halo=4))
    for face in faces:
        if scale > 50:
            features(block, face)
        lamp(block, face)


def crowd_face(rng: Random, x: float, y: float, scale: float) -> Face:
    """Return one of the many, turned a little to the middle."""
    inward = 24 if x < WIDTH / 2 else -24
    pose = Pose(
        x=x, y=y + rng.uniform(-0.3, 0.3) * scale, z=rng.uniform(-30, 30), scale=scale * rng.uniform(0.94, 1.06),
        yaw=inward + rng.uniform(-26, 26), pitch=rng.uniform(2, 16), roll=rng.uniform(-9, 9),
    )  # fmt: skip
    return Face(pose=pose, fineness=36)


CENTRAL = Face(
    pose=Pose(x=1490, y=885, scale=405, yaw=26, pitch=19, roll=-4),
    coca=-0.14,
    gaze=(0.03, -0.022),
    scarf=True,
    shaded=-1,
    own=(
        (0.0, 0.06, 0.05, 0.07, 0.06),
        (0.0, 0.575, -0.03, 0.2, 0.02),
        (0.0, 0.88, 0.06, 0.13, 0.09),
        (-0.46, 0.17, 0.05, 0.13, 0.07),
        (0.46, 0.17, 0.05, 0.13, 0.07),
        (-0.5, 0.36, -0.06, 0.12, 0.06),
    ),
)
LEFT = Face(
    pose=Pose(x=965, y=1075, scale=315, yaw=-27, pitch=6, roll=3),
    coca=0.2,
    gaze=(-0.02, 0.0),
    shaded=1,
    own=((-0.4, 0.5, -0.05, 0.12, 0.14), (0.0, 0.1, 0.05, 0.06, 0.08), (0.0, 0.86, 0.04, 0.12, 0.08)),
)
RIGHT = Face(
    pose=Pose(x=2055, y=1085, scale=312, yaw=20, pitch=9, roll=5),
    gaze=(0.02, -0.01),
    moustache=True,
    shaded=-1,
    own=((0.0, 0.33, 0.03, 0.2, 0.07), (-0.45, 0.5, 0.07, 0.16, 0.2), (0.45, 0.5, 0.07, 0.16, 0.2)),
)


def draw() -> Image.Image:
    """Cut the whole block and pull a print."""
    block = Block(rng=Random(1952), image=Image.new("RGB", (WIDTH * OVERSAMPLING, HEIGHT * OVERSAMPLING), RED))
    rays(block, (1600, 540), inner=370, count=66)
    mountain(block)
    crowd(block)
    pickaxe(block, (381, 1700), (215, 560))
    hand_on_handle(block)
    raised_arm(block, Pose(x=2165, y=455, scale=185, yaw=-12, roll=-12), Cut(), (0.3, 4.6, -0.2))
    # no sky between the right miner's jaw and the crowd
    block.polygon([(2150, 1190), (2470, 1220), (2470, HEIGHT), (2150, HEIGHT)], INK)
    miner(block, LEFT, Cut(spacing=13), key=(-0.55, -0.3, 0.72))
    miner(block, RIGHT, Cut(spacing=13), key=(0.28, -0.36, 0.78), rim=(-0.93, -0.28, -0.2))
    miner(block, CENTRAL, Cut(spacing=15), key=(0.33, -0.38, 0.76), rim=(-0.93, -0.28, -0.2))
    return block.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def main() -> None:
    """Write miners.jpg beside this script."""
    target = Path(__file__).with_name("miners.jpg")
    draw().save(target, quality=92, dpi=(300, 300), subsampling=0, optimize=True)


if __name__ == "__main__":
    main()
