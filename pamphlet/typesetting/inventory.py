"""What faces there are and what they set: the answers of ``pamphlet fonts``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from pamphlet.errors import BadInput
from pamphlet.typesetting.face import Face
from pamphlet.typesetting.itemising import script_of
from pamphlet.typesetting.library import FontLibrary
from pamphlet.typesetting.sources import faces_in
from pamphlet.typesetting.style import Family

if TYPE_CHECKING:
    from babel import Locale

FEWEST_LETTERS = 15
"""A face with fewer letters of a script has signs of it, such as π, and does not set it."""
_DAYS, _MONTHS = 7, 12
_ROOT_MONTH = "M01"


class FaceEntry(Struct, frozen=True, kw_only=True):
    """A face that is at hand.

    Attributes:
        name: by which themes name it. source: where it is: ``package``, the leaflet's folder, or a source.
        axes: of a variable font, with least and greatest place.
        scripts: with the number of letters it has of each, by ISO 15924, most letters first.
        languages: whose words, as far as they were asked about, it has all letters of.
    """

    name: str
    family: str
    source: str
    file: str
    weight: int
    italic: bool
    axes: dict[str, tuple[float, float]]
    scripts: dict[str, int]
    characters: int
    languages: tuple[str, ...] = ()


class FaceShare(Struct, frozen=True, kw_only=True):
    """What one face sets of a text.

    Attributes:
        family: of the theme. system: writing system. characters: of the text that stand in the face.
    """

    family: str
    system: str
    face: str
    source: str
    characters: int


class TextEntry(Struct, frozen=True, kw_only=True):
    """How a text is set: by which faces; what is missing, and the cures for that."""

    lang: str
    settings: tuple[FaceShare, ...]
    missing: tuple[str, ...]
    cures: tuple[str, ...] = ()


def faces_of_library(library: FontLibrary, package: Path, samples: Mapping[str, str]) -> Iterator[FaceEntry]:
    """Yield the faces that themes can name, and then those of the further sources that say what they hold.

    Args:
        package: the folder of the faces that are shipped. samples: letters of languages that are asked about.
    """
    for name, path in library.files.items():
        source = "package" if path.parent == package else str(path.parent)
        for index in range(faces_in(path)):
            called = f"{name}#{index}" if index else name
            yield entry_of(library.face(called), called, source, samples)
    for place in library.sources:
        for face in place.all_faces() if not place.own else ():
            yield entry_of(face, face.key.partition("/")[2], place.name, samples)


def entry_of(face: Face, name: str, source: str, samples: Mapping[str, str]) -> FaceEntry:
    """Return what there is to say of *face*."""
    chars = [chr(code) for code in face.hb_face.unicodes]
    counts = Counter(script_of(char) for char in chars)
    counts.pop("", None)
    axes = face.hb_face.axis_infos if face.hb_face.has_var_data else []
    return FaceEntry(
        name=name,
        family=face.family_name,
        source=source,
        file=str(face.path),
        weight=face.weight,
        italic=face.slanted,
        axes={axis.tag: (axis.min_value, axis.max_value) for axis in axes},
        scripts={
            script: count
            for script, count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
            if count >= FEWEST_LETTERS
        },
        characters=len(chars),
        languages=tuple(lang for lang, letters in samples.items() if face.covers(letters)),
    )


def settings_of(
    library: FontLibrary, families: Mapping[str, Family], words: Iterable[str], lang: str, package: Path
) -> TextEntry:
    """Return which faces set the text of *words* in each of *families*, and what none has.

    Args:
        package: the folder of the faces that are shipped.
    """
    words = tuple(words)
    settings: list[FaceShare] = []
    for name, family in library.suited(families, words, lang).items():
        counts: Counter[tuple[str, Face]] = Counter()
        for word in words:
            for run in library.face_runs(word, family, lang):
                # What no face has was given to the first one, which does not set it.
                counts[run.system, run.face] += sum(run.face.covers(char, apart=True) for char in run.text)
        settings += [
            FaceShare(
                family=name, system=system, face=face.key, source=source_of(library, face, package), characters=count
            )
            for (system, face), count in counts.most_common()
            if count
        ]
    text = "".join(words)
    missing = tuple(sorted(char for char in library.missing if char in text))
    return TextEntry(lang=lang, settings=tuple(settings), missing=missing)


def source_of(library: FontLibrary, face: Face, package: Path) -> str:
    """Return where a face is from, for people."""
    return library.borrowed.get(face) or ("package" if face.path.parent == package else str(face.path.parent))


def sample_words(lang: str) -> tuple[str, ...]:
    """Return words of a language, most of its letters among them: its own name, its days and months (CLDR).

    Raises:
        BadInput: CLDR has no data for the language.
    """
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(lang, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = None
    if locale is None or not _has_words(locale):
        raise BadInput("language-unknown", f"no words of {lang!r} are known", hint="give a text in it with --text")
    return tuple(_sampled(locale))


def known_samples() -> dict[str, str]:
    """Return the letters of sample words by language, for the languages that CLDR has words of."""
    from babel import Locale, localedata

    names = sorted(name for name in localedata.locale_identifiers() if "_" not in name)
    locales = {name: locale for name in names if _has_words(locale := Locale.parse(name))}
    return {name: "".join(sorted(set("".join(_sampled(locale))))) for name, locale in locales.items()}


def _has_words(locale: Locale) -> bool:
    """Say whether CLDR has words of the language, and not the root's placeholders."""
    return bool(locale.display_name) and str(locale.months["format"]["wide"][1]) != _ROOT_MONTH


def _sampled(locale: Locale) -> Iterator[str]:
    months, days = locale.months["format"]["wide"], locale.days["format"]["wide"]
    texts = [locale.display_name or "", *(months[n] for n in range(1, _MONTHS + 1)), *(days[n] for n in range(_DAYS))]
    return (word for text in texts for word in str(text).split())
