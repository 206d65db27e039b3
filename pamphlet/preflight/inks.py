"""From the samples of a picture to the ink that they lay: all process inks together, pixel by pixel."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from pamphlet.preflight.colour import colorants, family, resolved
from pamphlet.preflight.file import PdfFile, Value
from pamphlet.preflight.samples import channels

if TYPE_CHECKING:
    from PIL.Image import Image

_PROCESS = ("/Cyan", "/Magenta", "/Yellow", "/Black")
_MODES = {3: "RGB", 4: "CMYK"}


class Inks:
    """Separates pictures as the press would."""

    def __init__(self, file: PdfFile, press: Value) -> None:
        """Begin.

        Args:
            file: where the pictures are.
            press: the stream with the profile of the output intent, if there is one.
        """
        self._file = file
        self._profile = press

    def laid(self, ref: Value, space: Value, coarser: int) -> Image | None:
        """Return a quarter of the ink of each pixel, 255 being four full inks.

        Args:
            ref: of the picture's stream.
            space: its colour space, resolved.
            coarser: how many of its pixels become one, in each direction.

        Returns:
            None where no colour of the picture can lay more than one full ink, or where it cannot be known.

        Raises:
            pikepdf.PdfError: a profile or palette cannot be decoded.
        """
        if family(space) == "/Indexed":
            ink = self._by_palette(ref, resolved(self._file, _second(space), {}))
            ink = None if ink is None else ink.reduce(coarser)
        else:
            count = self._components(space)
            planes = channels(self._file, ref, count, coarser=coarser) if count else ()
            ink = self._sum(space, planes)
        return None if ink is None else self._uncovered(ref, ink)

    def _by_palette(self, ref: Value, base: Value) -> Image | None:
        from PIL import Image

        count = self._components(base)
        data = self._file.palette(ref) if count else b""
        length = len(data) // max(count, 1)
        indexes = channels(self._file, ref, 1, palette=True) if length else ()
        rows = (data[at : length * count : count] for at in range(count if indexes else 0))
        colours = self._sum(base, [Image.frombytes("L", (length, 1), row) for row in rows])
        if colours is None:
            return None
        levels = list(colours.tobytes())
        return indexes[0].point((levels + levels[-1:] * 256)[:256])

    def _components(self, space: Value) -> int:
        """Return how many a colour of *space* has; 0 where it can lay no more than one full ink."""
        match family(space):
            case "/DeviceCMYK":
                return 4
            case "/ICCBased":
                count = self._file.resolve(self._file.dictionary(_second(space)).get("/N"))
                return count if isinstance(count, int) and count in _MODES else 0
            case "/Separation":
                return 1 if colorants(space) == ("/All",) else 0
            case "/DeviceN":
                names = colorants(space)
                return len(names) if len(set(names) & {*_PROCESS}) > 1 else 0
        return 0

    def _sum(self, space: Value, planes: Sequence[Image]) -> Image | None:
        """Return a quarter of what colours of *space* lay, their components as pictures."""
        from PIL import Image, ImageChops

        plates = self._plates(space, planes) if planes else ()
        if not plates:
            return None
        none = Image.new("L", plates[0].size)
        one, two, three, four = (*plates, *[none] * (4 - len(plates)))
        pair, other = ImageChops.add(one, two, scale=2), ImageChops.add(three, four, scale=2)
        return ImageChops.add(pair, other, scale=2)

    def _plates(self, space: Value, planes: Sequence[Image]) -> tuple[Image, ...]:
        """Return the process inks, at most four."""
        match family(space):
            case "/Separation":
                return tuple(planes) * 4
            case "/DeviceN":
                named = dict(zip(colorants(space), planes, strict=True))
                return tuple(named[name] for name in _PROCESS if name in named)
            case "/ICCBased":
                return self._separated(self._file.content(_second(space)), planes)
        return tuple(planes)

    def _separated(self, profile: bytes, planes: Sequence[Image]) -> tuple[Image, ...]:
        """Return colours of *profile* in the inks of the press, relative colorimetric, as where a PDF says nothing."""
        import PIL.Image
        from PIL import ImageCms

        mode = _MODES[len(planes)]
        own = tuple(planes) if mode == "CMYK" else ()  # without a press to separate for, RGB is no ink
        if profile == self._press or not self._press:
            return own
        try:
            source, target = (ImageCms.ImageCmsProfile(io.BytesIO(each)) for each in (profile, self._press))
            rendering = ImageCms.Intent.RELATIVE_COLORIMETRIC
            transform = ImageCms.buildTransform(source, target, mode, "CMYK", renderingIntent=rendering)
        except (OSError, ImageCms.PyCMSError):
            return own
        return transform.apply(PIL.Image.merge(mode, tuple(planes))).split()

    @cached_property
    def _press(self) -> bytes:
        return self._file.content(self._profile)

    def _uncovered(self, ref: Value, ink: Image) -> Image:
        """Return *ink* without what a mask leaves out (ISO 32000-1, 8.9.6.3 and 11.6.5.3)."""
        from PIL import ImageChops
        from PIL.Image import Resampling

        image = self._file.dictionary(ref)
        for key in ("/SMask", "/Mask"):
            mask = image.get(key)
            planes = channels(self._file, mask, 1) if self._file.dictionary(mask) else ()
            if planes:
                cover = planes[0].resize(ink.size, Resampling.BOX)
                # A stencil leaves out what it paints.
                return ImageChops.multiply(ink, ImageChops.invert(cover) if key == "/Mask" else cover)
        return ink


def _second(space: Value) -> Value:
    return space[1] if isinstance(space, list) and len(space) > 1 else None
