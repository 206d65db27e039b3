"""What is worth telling about a photo in its place: too coarse, transparent, a profile that is none, too much ink."""

from __future__ import annotations

from msgspec import Struct

from pamphlet.design.inks import PictureSpec
from pamphlet.errors import Finding, Place, Severity
from pamphlet.ink.condition import Condition
from pamphlet.ink.coverage import too_much_ink
from pamphlet.ink.crop import Box
from pamphlet.ink.photo import PhotoInfo
from pamphlet.ink.photo_cache import Facts
from pamphlet.units import Rect, to_mm

_PIXELS_PER_DOT = 1.5
"""Of a halftone that is meant to be seen: a dot shows no more of the photo than this."""
_SAID = {"cover": "on the cover ", "door": "on the cover ", "spread": "as a banner "}
_OR_WITHOUT = {"spread": ", or leave the banner out: banner = false under [theme_overrides.body]"}


class Use(Struct, frozen=True, kw_only=True):
    """Where a photo is printed.

    Attributes:
        panel: that shows it. role: what the panel is for; a spread has a banner over its columns.
    """

    panel: str | None = None
    role: str = ""


def resolution_findings(
    photo: PhotoInfo, box: Box, ppi: float, rect: Rect, *, spec: PictureSpec, condition: Condition, use: Use
) -> tuple[Finding, ...]:
    """Return what is to be said of a photo whose part *box* prints at *ppi* over *rect*; its cures help there."""
    warn, least = condition.warn_ppi, condition.least_ppi
    if spec.treatment == "halftone":
        warn, least = min(warn, spec.ruling * _PIXELS_PER_DOT), min(least, spec.ruling)
    if ppi >= warn:
        return ()
    low = ppi < least
    limit = least if low else warn
    width, height = box[2] - box[0], box[3] - box[1]
    enough = f"{_ceil(width * limit / ppi)} x {_ceil(height * limit / ppi)}"
    finding = Finding(
        severity=Severity.ERROR if low else Severity.WARNING,
        code="photo-resolution",
        message=(
            f"the photo prints at {int(ppi)} ppi {_SAID.get(use.role, '')}over "
            f"{_mm(rect.width)} x {_mm(rect.height)} mm, under {limit:.0f} ppi"
        ),
        place=Place(file=str(photo.path), panel=use.panel),
        hint=f"give a photo with at least {enough} pixels in view{_OR_WITHOUT.get(use.role, '')}{_or_dots(ppi, spec)}",
    )
    return (finding,)


def _or_dots(ppi: float, spec: PictureSpec) -> str:
    """Return a cure for a picture of which there is no larger one, as most from the web: dots hide what is lacking."""
    if spec.treatment in ("line", "halftone") or ppi < PictureSpec().ruling * _PIXELS_PER_DOT:
        return ""
    return ', or print it as coarse dots: pictures = "halftone" under [theme_overrides]'


def fact_findings(photo: PhotoInfo, facts: Facts, condition: Condition) -> tuple[Finding, ...]:
    """Return what is to be said of a photo's pixels, whatever its place."""
    place = Place(file=str(photo.path))
    findings = []
    if facts["transparent"]:
        findings.append(
            Finding(
                severity=Severity.INFO,
                code="photo-transparency",
                message="the photo is transparent in places; the paper's white stands there",
                place=place,
                hint="flatten the picture where another colour is meant",
            )
        )
    if facts["profile_ignored"]:
        findings.append(
            Finding(
                severity=Severity.WARNING,
                code="photo-profile",
                message="the photo's colour profile is damaged or not of its colour space, and is not used",
                place=place,
                hint="save the picture again with its profile, as sRGB where in doubt",
            )
        )
    if too_much_ink(float(facts["ink_found"]), condition) and "ink" in facts:
        findings.append(
            Finding(
                severity=Severity.WARNING,
                code="photo-ink",
                message=(
                    f"the photo's CMYK lays {float(facts['ink_found']):.0f} % of ink, over {condition.ink_limit:.0f} % "
                    f"for {condition.name} paper; it is separated anew at {float(facts['ink']):.0f} %"
                ),
                place=place,
                hint="give the photo as RGB, or separated for this paper",
            )
        )
    return tuple(findings)


def _ceil(value: float) -> int:
    return -int(-value // 1)


def _mm(points: float) -> int:
    return round(to_mm(points))
