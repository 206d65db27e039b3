"""Print conditions: press, paper and profile, as data.

A condition is all that ``ink/`` knows of the press: which profile separates the
photo, how much ink the paper bears, how fine a picture must be. A new condition
is one entry in :data:`CONDITIONS` and one profile in ``assets/icc``.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from pamphlet.errors import unknown_name
from pamphlet.resources import asset


class Condition(Struct, frozen=True, kw_only=True):
    """A printing condition.

    Attributes:
        name: as in ``leaflet.toml``.
        registry: the characterisation's name in the ICC registry, for the output intent.
        profile: file name in ``assets/icc``; these are builds of our own from the public data.
        ink_limit: greatest total area coverage, in percent: what the profile was built for.
        target_ppi: what a photo is sampled down to: twice the usual 150 lpi screen.
        warn_ppi, least_ppi: effective resolution below which a photo earns a warning, an error.
            225 is 1.5 times a 150 lpi screen, where softness begins to show; below 100 the
            pixels themselves do, at reading distance.
    """

    name: str
    registry: str
    describes: str
    profile: str
    ink_limit: float
    target_ppi: float = 300.0
    warn_ppi: float = 225.0
    least_ppi: float = 100.0

    @property
    def profile_path(self) -> Path:
        """The profile's file, in the checkout or in the installed package."""
        return asset(f"icc/{self.profile}")


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
