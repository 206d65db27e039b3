"""Words of a line put side by side: from logical order to places from left to right.

Lines are broken in logical order; here the parts of one line get their visual order
(UAX #9, L2) and their x. A line that reads from right to left begins at 0 and runs to
negative x, so that its start is where a line of the other direction has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from pamphlet.typesetting.bidi import visual_order
from pamphlet.typesetting.emphasis import Scale, dots_of
from pamphlet.typesetting.face import Shaped
from pamphlet.typesetting.line import Run
from pamphlet.typesetting.words import Look


class Segment(Struct, frozen=True, kw_only=True):
    """A piece of a word, or a space, in one line.

    Attributes:
        shaped: None for a space that no glyph stands for.
        level: the embedding level. advance: in points, all that the line adds to it included.
        is_space: joins the run before it whatever its look.
    """

    shaped: Shaped | None
    look: Look
    level: int
    advance: float
    is_space: bool = False


class LineSetting(Struct, frozen=True, kw_only=True):
    """What the runs of a line share: size and tracking in points, glyph scaling, where the line starts.

    Attributes:
        start: from the start of the measure, in points. rtl: whether the line reads from right to left.
    """

    size: float
    scale: float
    tracking: float
    start: float
    rtl: bool


def runs_of(segments: Sequence[Segment], setting: LineSetting) -> tuple[Run, ...]:
    """Return the runs of a line, from left to right.

    Args:
        segments: of the line, in logical order.
    """
    x = setting.start
    if setting.rtl:
        x = -x - sum([segment.advance for segment in segments])
    return tuple(_grouped(tuple(in_visual_order(segments, setting.rtl)), x, setting))


def in_visual_order(segments: Sequence[Segment], rtl: bool) -> Iterable[Segment]:
    """Return the parts of a line from left to right."""
    levels = {segment.level for segment in segments}
    if levels <= {0}:
        return segments
    if levels == {1}:
        return reversed(segments)
    separated = list(_separated(segments))
    order = visual_order([int(rtl) if segment is None else segment.level for segment in separated])
    return [segment for at in order if (segment := separated[at]) is not None]


def _separated(segments: Sequence[Segment]) -> Iterator[Segment | None]:
    """Yield the segments, and None for the border of two isolates that touch (the level of UAX #9's PDI)."""
    before = False
    for segment in segments:
        if segment.look.apart and not before:
            yield None
        before = segment.look.apart
        yield segment


def _grouped(segments: Sequence[Segment], x: float, setting: LineSetting) -> Iterable[Run]:
    """Group neighbours that share face and look into runs."""
    size = setting.size
    placed: list[tuple[float, Shaped]] = []
    current: Segment | None = None

    def run(first: Segment) -> Run:
        look = first.look
        assert first.shaped is not None
        own, rise = size * look.size, look.rise * size
        tracking = 0.0 if first.shaped.rtl else setting.tracking
        dots = dots_of(placed, look.dots, rise, Scale(own, tracking, setting.scale)) if look.dots else None
        return Run(
            face=first.shaped.face,
            size=own,
            ink=look.ink,
            words=tuple(placed),
            rise=rise,
            scale=setting.scale,
            tracking=tracking,
            link=look.link,
            dots=dots,
        )

    for number, segment in enumerate(segments):
        if segment.is_space and current is not None and _face(current) is not _face(segment):
            segment = _with_next(segments, number)
        shaped = segment.shaped
        if shaped is not None:
            # A space takes the look of what stands before it, but keeps its face, so that readers find it.
            other_look = current is not None and not segment.is_space and current.look != segment.look
            if current is not None and (other_look or _face(current) is not shaped.face):
                yield run(current)
                placed, current = [], None
            current = current or segment
            placed.append((x, shaped))
        x += segment.advance
    if current is not None:
        yield run(current)


def _with_next(segments: Sequence[Segment], number: int) -> Segment:
    """Return space *number*, which cannot join the run before it, as one of the run that follows.

    PDFium passes over what is shown alone and has no ink, so a run must not be a space and nothing else.
    """
    space = segments[number]
    following = next((each for each in segments[number + 1 :] if each.shaped is not None), None)
    if space.shaped is None or following is None or following.shaped is None or following.shaped.rtl:
        return space
    return replace(space, shaped=following.shaped.face.space(), look=following.look)


def _face(segment: Segment) -> object:
    return segment.shaped.face if segment.shaped else None
