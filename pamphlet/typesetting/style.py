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


class Faces(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, cache_hash=True):
    """Names of faces that belong together; an empty one falls back to the regular face.

    How a face of a collection and an instance of a variable font are named: ``typesetting.fontname``.

    Attributes:
        scale: the size these faces are set in beside others, so that their letters look as large.
    """

    regular: str
    italic: str = ""
    bold: str = ""
    bold_italic: str = ""
    scale: float = 1.0

    def name(self, *, bold: bool, italic: bool) -> str:
        """Return the name of the face for a weight and a slope."""
        if bold and italic:
            return self.bold_italic or self.bold or self.italic or self.regular
        if bold:
            return self.bold or self.regular
        return (self.italic or self.regular) if italic else self.regular


class Scripts(tuple[tuple[str, Faces], ...]):
    """Faces by writing system (ISO 15924), sorted: data that can be a key."""

    __slots__ = ()


class Family(Faces, frozen=True, kw_only=True, forbid_unknown_fields=True, cache_hash=True):
    """The faces in which a kind of text is set.

    Attributes:
        scripts: the faces for writing systems that the family's own do not serve, or serve less well.
        nets: faces asked in order for characters that those before lack.
        whole: a text is all in one face, the first that has all its characters, and not only each word.
        serif, weight: what faces from elsewhere should be like; bold ones are 700 or heavier.
    """

    scripts: Scripts = Scripts()
    nets: tuple[Faces, ...] = ()
    whole: bool = False
    serif: bool = False
    weight: int = 400

    def for_system(self, system: str) -> tuple[Faces, ...]:
        """Return the faces to ask for text in a writing system, in order."""
        own = tuple(faces for name, faces in self.scripts if name == system)
        return (*own, self, *self.nets)


class Limits(Struct, frozen=True, kw_only=True):
    """How far the setting of a justified line may go.

    Attributes:
        space: the word space aimed at, as a share of the face's own space.
        space_min: the narrowest word space, in ems. space_good: the give of a word space, in ems,
            that is spent evenly with tracking and scaling before spaces take the rest.
        tracking: most letter-spacing, either way, in ems. scaling: most glyph scaling, either way.
        lone: a last line shorter than this is taken for a letter or a syllable alone, in ems.
        kashida: most by which a word may be elongated, in ems, in scripts that are justified so; 0 for not at all.

    Spaces first, letters little: with the defaults, on the text of GPL-3 at 87 mm, lines differ in
    the width of their letters by 1.7 % (standard deviation), and the worst by 4.4 %. pdfTeX's
    microtype scales glyphs by 2 % by default (microtype manual, section 4.1).
    """

    space: float = 1.0
    space_min: float = 0.17
    space_good: float = 0.08
    tracking: float = 0.01
    scaling: float = 0.02
    lone: float = 0.0
    kashida: float = 0.0


class Style(Struct, frozen=True, kw_only=True, cache_hash=True):
    """How a kind of text is set.

    Attributes:
        size, leading: in points. indent: of the first line, in ems.
        features: OpenType features for the plain text. tracking: fixed letter-spacing, in ems.
        capitals: set in capitals, by the rules of the language.
        hyphenate: whether words may be broken at all. phrases: break Chinese and Japanese between
            phrases alone, as headlines want it.
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
    phrases: bool = False
    limits: Limits = field(default_factory=Limits)
