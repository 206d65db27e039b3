"""ICC profiles as a PDF carries them: looked at once, deflated once, kept."""

from __future__ import annotations

import zlib
from pathlib import Path

from msgspec import Struct

from pamphlet.errors import BadInput, Place
from pamphlet.ink.photo_cache import Entry, Facts, PhotoCache

COMPONENTS = {"GRAY": 1, "RGB": 3, "CMYK": 4}
"""Of a pixel, by the profile's colour space (ICC.1:2010, 7.2.6), where PDF can use it."""

_RECIPE = "profile-2"
_HEADER_BYTES = 128
_LEVEL = 9
"""Of deflation: 216 kB of 354 for 22 ms, paid once for each profile and machine."""


class Profile(Struct, frozen=True, kw_only=True):
    """An ICC profile ready to be embedded.

    Attributes:
        packed: its bytes, deflated.
        space: ``GRAY``, ``RGB`` or ``CMYK``.
        kind: its class: ``prtr`` for a press, ``mntr``, ``scnr``, ``spac``.
        digest: SHA-256 of its bytes.
    """

    packed: bytes
    space: str
    kind: str
    digest: str

    @property
    def components(self) -> int:
        """The number of values that a pixel has."""
        return COMPONENTS[self.space]


def load_profile(path: Path, cache: PhotoCache) -> Profile:
    """Return the profile in the file at *path*.

    Args:
        path: of the profile.
        cache: keeps the deflated bytes, by content.

    Raises:
        BadInput: the file cannot be read or is no profile of grey, RGB or CMYK.
    """
    try:
        digest = cache.digest(path)
        key = f"{_RECIPE}-{digest}"
        entry = cache.get(key)
        if entry is None:
            content = path.read_bytes()
            entry = Entry(zlib.compress(content, _LEVEL), _facts(content, path))
            cache.put(key, entry)
    except OSError as error:
        raise BadInput(
            "profile-unreadable", f"cannot read the profile: {error.strerror or error}", place=Place(file=str(path))
        ) from error
    return Profile(packed=entry.data, space=str(entry.facts["space"]), kind=str(entry.facts["kind"]), digest=digest)


def _facts(content: bytes, path: Path) -> Facts:
    """Return what the header says, the size of the whole among it (ICC.1:2010, 7.2)."""
    space = content[16:20].decode("latin-1").strip()
    size = int.from_bytes(content[:4], "big")
    if content[36:40] == b"acsp" and size > len(content):
        raise BadInput(
            "profile-unusable",
            f"the profile is cut short: it has {len(content)} bytes of {size}",
            place=Place(file=str(path)),
            hint="copy the file again from its source",
        )
    if len(content) < _HEADER_BYTES or content[36:40] != b"acsp" or space not in COMPONENTS:
        raise BadInput(
            "profile-unusable",
            "the file is no ICC profile of grey, RGB or CMYK",
            place=Place(file=str(path)),
            hint="ask the print shop for its output profile, a file that ends in .icc",
        )
    return {"space": space, "kind": content[12:16].decode("latin-1")}
