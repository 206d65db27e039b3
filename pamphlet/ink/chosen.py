"""The print condition that a leaflet asks for: one of ours, changed by what its ``leaflet.toml`` says.

A shop's own profile lies in the leaflet's folder. It is tried before anything is
made, so that one that cannot separate is told with its reason and its file.
"""

from __future__ import annotations

import io
from pathlib import Path

from msgspec.structs import replace

from pamphlet.errors import BadInput, Place
from pamphlet.ink.condition import Condition, Rendering, find_condition
from pamphlet.ink.photo_cache import Entry, PhotoCache
from pamphlet.ink.profile import load_profile
from pamphlet.manuscript.settings import Settings

INK_LIMITS = (100.0, 340.0)
"""Percent: below, black type on a solid could not be printed; above, no paper bears it.

340 % are the most that sheetfed offset on coated paper is given (prepressure.com/design/basics/tic).
"""
_RECIPE = "own-profile-1"
_NEWEST_VERSION = 4
"""Version 5, iccMAX, is no profile for PDF (ISO 32000-1, table 67)."""
_CURE = "ask the print shop for its CMYK output profile, a file that ends in .icc"


def chosen_condition(settings: Settings, folder: Path, cache: PhotoCache, *, name: str = "") -> Condition:
    """Return the condition of a leaflet.

    Args:
        settings: name it, and may give profile, limit of ink, rendering and bleed.
        folder: of the leaflet, where its own profile lies.
        cache: remembers that a profile was tried.
        name: another condition than the leaflet's own; what the leaflet sets for its own does not apply to it.

    Raises:
        BadInput: a name, figure or profile that cannot be used.
    """
    condition = find_condition(name or settings.condition)
    if name:
        return condition
    condition = replace(
        condition, rendering=find_rendering(settings.rendering), black_point=settings.black_point_compensation
    )
    if settings.profile:
        condition = _with_profile(condition, _located(folder, settings.profile), cache)
    limit = condition.ink_limit if settings.ink_limit is None else checked_limit(settings.ink_limit)
    bleed = condition.bleed if settings.bleed is None else settings.bleed
    return replace(condition, ink_limit=limit, bleed=bleed)


def checked_limit(percent: float) -> float:
    """Return a limit of ink as it stands.

    Raises:
        BadInput: no press has such a limit.
    """
    low, high = INK_LIMITS
    if not low <= percent <= high:
        message = f"ink_limit is {percent:g}; {low:g} to {high:g} % can be a limit"
        raise BadInput("wrong-value", message, hint="coated paper bears 300 to 330 %, newsprint 240 %")
    return percent


def find_rendering(name: str) -> Rendering:
    """Return the rendering called *name*.

    Raises:
        BadInput: there is none.
    """
    try:
        return Rendering(name)
    except ValueError:
        known = ", ".join(Rendering)
        raise BadInput("wrong-value", f"there is no rendering {name!r}", hint=f"choose one of {known}") from None


def _located(folder: Path, name: str) -> Path:
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        message = f"the profile {name!r} leads out of the leaflet's folder"
        raise BadInput("profile-outside", message, hint=f"copy it into {folder}")
    if not path.is_file():
        raise BadInput("profile-missing", f"there is no profile {name!r} in {folder}", hint=_CURE)
    return path


def _with_profile(condition: Condition, path: Path, cache: PhotoCache) -> Condition:
    profile = load_profile(path, cache)
    key = f"{_RECIPE}-{profile.digest}"
    tried = cache.get(key)
    if tried is None:
        if (profile.space, profile.kind) != ("CMYK", "prtr"):
            message = (
                f"the profile {path.name} is for {profile.space}, class {profile.kind}; "
                "a press has one for CMYK, class prtr"
            )
            raise BadInput("profile-unusable", message, place=Place(file=str(path)), hint=_CURE)
        tried = Entry(b"", {"describes": _tried(path)})
        cache.put(key, tried)
    # No name in the ICC registry: the profile inside the file says all (ISO 32000-1, table 365).
    return replace(
        condition,
        registry="",
        describes=str(tried.facts["describes"]),
        profile=str(path),
        digest=profile.digest,
    )


def _tried(path: Path) -> str:
    """Separate a pixel with the profile and return what it calls itself."""
    from PIL import Image, ImageCms

    content = path.read_bytes()
    if content[8] > _NEWEST_VERSION:
        message = f"the profile {path.name} is of version {content[8]}; PDF bears none above {_NEWEST_VERSION}"
        raise BadInput("profile-unusable", message, place=Place(file=str(path)), hint=_CURE)
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(content))
        for rendering in (ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Intent.PERCEPTUAL):
            source = ImageCms.createProfile("sRGB")
            ImageCms.buildTransform(source, profile, "RGB", "CMYK", rendering).apply(Image.new("RGB", (1, 1)))
        described = ImageCms.getProfileDescription(profile)
    except (OSError, ImageCms.PyCMSError) as error:
        message = f"the profile {path.name} cannot separate a picture: it is damaged, or made for proofs alone"
        raise BadInput("profile-unusable", message, place=Place(file=str(path)), hint=_CURE) from error
    return " ".join(described.split()) or path.stem
