"""Text styles: what a paragraph needs to know before it is set."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct, field

from pamphlet.typesetting.face import Features


class Align(StrEnum):
    """How the lines of a paragraph stand in their measure; start is the left in left-to-right text."""

    JUSTIFY = "justify"
    START = "start"
    CENTER = "center"
    END = "end"


class Family(Struct, frozen=True, kw_only=True):
    """File stems of the faces of a family; an empty one falls back to the regular face.

    Attributes:
        nets: faces asked in order for characters that the family lacks.
    """

    regular: str
    italic: str = ""
    bold: str = ""
    bold_italic: str = ""
    nets: tuple[str, ...] = ()

    def stem(self, *, bold: bool, italic: bool) -> str:
        """Return the file stem of the face for a weight and a slope."""
        if bold and italic:
            return self.bold_italic or self.bold or self.italic or self.regular
        if bold:
            return self.bold or self.regular
        return (self.italic or self.regular) if italic else self.regular


class Limits(Struct, frozen=True, kw_only=True):
    """How far the setting of a justified line may go.

    Attributes:
        space: the word space aimed at, as a share of the face's own space.
        space_min: the narrowest word space, in ems. space_good: the give of a word space, in ems,
            that is spent evenly with tracking and scaling before spaces take the rest.
        tracking: most letter-spacing, either way, in ems. scaling: most glyph scaling, either way.

    The defaults for tracking (1.5 %) and scaling (2 %) are within what readers do not notice;
    pdfTeX's microtype stretches fonts by 2 % by default (microtype manual, section 4.1).
    """

    space: float = 1.0
    space_min: float = 0.17
    space_good: float = 0.06
    tracking: float = 0.015
    scaling: float = 0.02


class Style(Struct, frozen=True, kw_only=True):
    """How a kind of text is set.

    Attributes:
        size, leading: in points. indent: of the first line, in ems.
        features: OpenType features for the plain text. tracking: fixed letter-spacing, in ems.
        capitals: set in capitals, by the rules of the language.
        hyphenate: whether words may be broken at all.
    """

    family: Family
    size: float
    leading: float
    ink: str = "black"
    align: Align = Align.START
    indent: float = 0.0
    features: Features = ()
    tracking: float = 0.0
    capitals: bool = False
    bold: bool = False
    italic: bool = False
    hyphenate: bool = True
    limits: Limits = field(default_factory=Limits)
