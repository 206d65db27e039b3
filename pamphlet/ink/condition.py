"""Print conditions: press, paper and profile, as data.

A condition is all that ``ink/`` knows of the press: which profile separates the
photo, how much ink the paper bears, how fine a picture must be. A new condition
is one entry in :data:`CONDITIONS` and, where it has one of its own, a profile in
``assets/icc``.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from pamphlet.errors import unknown_name
from pamphlet.resources import asset
from pamphlet.units import mm


class Rendering(StrEnum):
    """How colours that the press cannot print are brought into its reach (ICC.1:2010, 6.2)."""

    RELATIVE = "relative"
    """What can be printed stays as it is, the rest goes to the edge."""
    PERCEPTUAL = "perceptual"
    """All is drawn in together, so that differences stay."""
    SATURATION = "saturation"
    """Colours stay strong, at the cost of hue: for charts."""


Mix = tuple[float, float, float, float]


class Condition(Struct, frozen=True, kw_only=True):
    """A printing condition.

    Attributes:
        name: as in ``leaflet.toml``.
        registry: the characterisation's name in the ICC registry, for the output intent; empty where
            none describes the press, or the profile is the shop's own.
        profile: file name in ``assets/icc`` (builds of our own from the public data), or the path of
            the leaflet's own.
        digest: of a profile that the leaflet brings, so that another one makes other pictures.
        ink_limit: greatest total area coverage, in percent.
        rendering, black_point: how photos go through the profile; with the black point compensated,
            the darkest of the photo becomes the darkest of the press.
        target_ppi: what a photo is sampled down to: twice the usual 150 lpi screen.
        warn_ppi, least_ppi: effective resolution below which a photo earns a warning, an error.
            225 is 1.5 times a 150 lpi screen, where softness begins to show; below 100 the
            pixels themselves do, at reading distance.
        line_ppi: resolution of line art, whose edges no screen softens.
        rich: the build of a black ground, its sum under the limit.
        solid_limit: the densest tint of a large area, 0.0 to 1.0.
        bleed: how far ink runs past the cut, in points, unless the leaflet says otherwise: 3 mm as shops ask
            (bcsg.com.au, printall.ee), none where the machine prints on paper of the leaflet's own size.
        rim: what such a machine cannot print along the edges of that paper, in points.
    """

    name: str
    registry: str
    describes: str
    profile: str
    digest: str = ""
    ink_limit: float
    rendering: Rendering = Rendering.RELATIVE
    black_point: bool = True
    target_ppi: float = 300.0
    warn_ppi: float = 225.0
    least_ppi: float = 100.0
    line_ppi: float = 800.0
    rich: Mix = (0.6, 0.4, 0.4, 1.0)
    solid_limit: float = 1.0
    bleed: float = mm(3)
    rim: float = 0.0

    @property
    def profile_path(self) -> Path:
        """The profile's file: in the checkout, in the installed package, or the leaflet's own."""
        return Path(self.profile) if self.digest else asset(f"icc/{self.profile}")

    @property
    def cut(self) -> bool:
        """Whether leaflets are cut out of a larger sheet: where a rim stays white, only with bleed."""
        return bool(self.bleed) or not self.rim


CONDITIONS: tuple[Condition, ...] = (
    Condition(
        name="coated",
        registry="FOGRA39",
        describes="offset on coated paper, ISO 12647-2:2004/Amd 1, paper types 1 and 2",
        profile="FOGRA39L.icc",
        ink_limit=300.0,
    ),
    Condition(
        name="uncoated",
        registry="FOGRA29",
        describes="offset on uncoated white paper, ISO 12647-2, paper type 4",
        profile="FOGRA29L.icc",
        ink_limit=300.0,
        rich=(0.5, 0.3, 0.3, 1.0),
    ),
    Condition(
        name="gracol",
        registry="CGATS TR 006",
        describes="GRACoL 2006, grade 1 coated paper",
        profile="TR006.icc",
        ink_limit=320.0,
    ),
    Condition(
        name="swop",
        registry="CGATS TR 003",
        describes="SWOP 2006, web offset on grade 3 coated paper",
        profile="TR003.icc",
        ink_limit=300.0,
    ),
    # The papers below have no profile of ours: that of uncoated paper comes nearest, held to their limit of ink.
    Condition(
        name="newsprint",
        registry="",
        describes="coldset on newsprint: the profile of uncoated paper, with 240 % of ink at most",
        profile="FOGRA29L.icc",
        ink_limit=240.0,  # Petit Press and niadhelp.co.uk; 220 to 230 are asked for too
        target_ppi=225.0,  # newspapers screen at 85 to 110 lpi
        warn_ppi=170.0,
        line_ppi=600.0,
        rich=(0.3, 0.2, 0.2, 1.0),
    ),
    Condition(
        name="riso",
        registry="",
        describes="stencil duplicator on uncoated paper, one drum for each ink",
        profile="FOGRA29L.icc",
        ink_limit=240.0,
        warn_ppi=170.0,  # its own screens are 70 to 110 lpi
        line_ppi=600.0,  # of its scanner and its thermal head
        rich=(0.0, 0.0, 0.0, 1.0),
        solid_limit=0.85,  # en.exploriso.info and gradlab.mica.edu: fuller areas smear and pull the paper along
        bleed=0.0,
        rim=mm(6.35),  # gradlab.mica.edu
    ),
    Condition(
        name="office",
        registry="",
        describes="toner on office paper: the profile of coated paper, with 240 % of ink at most",
        profile="FOGRA39L.icc",
        ink_limit=240.0,  # shops ask for 230 (amstore.co.nz) to 280 (peakprint.ca)
        warn_ppi=150.0,
        line_ppi=600.0,
        rich=(0.0, 0.0, 0.0, 1.0),  # toner is opaque: more of it only curls the paper
        bleed=0.0,
        rim=mm(4.2),
    ),
)


def find_condition(name: str) -> Condition:
    """Return the condition called *name*.

    Raises:
        BadInput: there is none of that name.
    """
    for condition in CONDITIONS:
        if condition.name == name:
            return condition
    raise unknown_name("condition", name, (condition.name for condition in CONDITIONS))
