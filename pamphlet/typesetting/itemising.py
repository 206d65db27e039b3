"""Runs of one script: which writing system each part of a text belongs to.

A writing system is a script as a language writes it: Chinese characters are ``Jpan`` in
Japanese and ``Hans`` or ``Hant`` in Chinese, Arabic letters are ``Aran`` (nastaliq) in Urdu.
The names are those of ISO 15924. The script of a character is Unicode's (UAX #24), as
HarfBuzz knows it.
"""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import NamedTuple

import uharfbuzz as hb

LATIN = "Latn"

_LANGUAGES = {
    "Arab": "ar ars arz apc ary aeb acm ajp arq bal bcc ckb brh fa glk haz hno khw lrc mzn pes "
    "prs ps pbt sd sdh skr ug",
    "Aran": "ks pnb ur",
    "Armn": "hy hyw",
    "Bamu": "bax",
    "Beng": "as bn bpy mni syl",
    "Cakm": "ccp",
    "Cans": "cr crj crk crl csw cwd iu nsk oj ojs",
    "Cham": "cjm",
    "Cher": "chr",
    "Copt": "cop",
    "Cyrl": "ab abq ady alt av ba be bg bua bxr ce chm cu cv dar dng evn gld inh kaa kbd kca kjh kk koi kom "
    "kpv krc kum kv ky lbe lez mdf mhr mk mn mns mrj myv nio niv nog os ru rue sah sel sr tab tg tt tyv "
    "udm uk ulc xal yrk ykg yux",
    "Deva": "anp awa bgc bhi bho bhb brx doi dty gbm gom hi hne hoc kfy kok kru lif mag mai mr mwr "
    "ne new noe raj rwr sa sck wbr xnr",
    "Ethi": "am bst byn gez har sgw ti tig wal",
    "Geor": "ka sva xmf",
    "Grek": "el grc pnt tsd",
    "Gujr": "gu",
    "Guru": "pa",
    "Hans": "cdo cjy cmn cnp csp czh gan hak hsn lzh nan wuu zh",
    "Hant": "yue",
    "Hebr": "he iw jpr lad yi ydd",
    "Hmnp": "hnj mww",
    "Jpan": "ain ja",
    "Kali": "eky",
    "Khmr": "km",
    "Knda": "kn tcy",
    "Kore": "ko",
    "Lana": "nod",
    "Laoo": "kjg lo",
    "Lepc": "lep",
    "Lisu": "lis",
    "Mand": "mid",
    "Mlym": "ml",
    "Mong": "mnc mvf",
    "Mymr": "blk kht kjp ksw mnw my pwo rki shn",
    "Nkoo": "nqo",
    "Olck": "sat",
    "Orya": "or ory",
    "Osge": "osa",
    "Rohg": "rhg",
    "Sinh": "si",
    "Syrc": "aii syc syr",
    "Tale": "tdd",
    "Talu": "khb",
    "Taml": "ta",
    "Tavt": "blt",
    "Telu": "te",
    "Tfng": "shi zgh",
    "Thaa": "dv",
    "Thai": "kdt sou th tts",
    "Tibt": "bo dz",
    "Vaii": "vai",
    "Yiii": "ii",
}
"""Languages that are not written in Latin letters, by their writing system (CLDR 46, likelySubtags.xml)."""
_BY_LANGUAGE = MappingProxyType({lang: system for system, langs in _LANGUAGES.items() for lang in langs.split()})
_BY_REGION = MappingProxyType(
    {
        "zh-TW": "Hant",
        "zh-HK": "Hant",
        "zh-MO": "Hant",
        "pa-PK": "Aran",
        "sr-ME": LATIN,
        "uz-AF": "Arab",
        "mn-CN": "Mong",
    }
)
_SHAPED_AS = MappingProxyType({"Aran": "Arab", "Jpan": "Hani", "Hans": "Hani", "Hant": "Hani", "Kore": "Hang"})
_JAPANESE = ("Hira", "Kana")
_TRADITIONAL = ("Hant", "Jpan", "Kore")


class ScriptRun(NamedTuple):
    """A part of a text in one writing system: ``text[start:end]``."""

    start: int
    end: int
    system: str


@cache
def script_of(char: str) -> str:
    """Return the script of *char* by ISO 15924; empty for what many share: digits, marks, punctuation."""
    buffer = hb.Buffer()
    buffer.add_str(char)
    buffer.guess_segment_properties()
    return buffer.script or ""


@cache
def main_system(lang: str) -> str:
    """Return the writing system of a BCP 47 language: its script subtag, or what the language is written in.

    Example:
        >>> [main_system(lang) for lang in ("en", "sr", "sr-Latn", "ur", "zh-TW", "el-CY")]
        ['Latn', 'Cyrl', 'Latn', 'Aran', 'Hant', 'Grek']
    """
    parts = lang.replace("_", "-").split("-")
    base = parts[0].lower()
    for part in parts[1:]:
        if len(part) == 4 and part.isalpha():
            return system_of(part.title(), base)
        if len(part) in (2, 3):
            named = f"{base}-{part.upper()}"
            return _BY_REGION.get(named) or _BY_LANGUAGE.get(named) or _BY_LANGUAGE.get(base, LATIN)
    return _BY_LANGUAGE.get(base, LATIN)


@cache
def system_of(script: str, lang: str) -> str:
    """Return the writing system to which letters of *script* belong in a text of *lang*."""
    if script in ("", LATIN, "Cyrl"):
        return script
    if script in _JAPANESE:
        return "Jpan"
    if script in ("Hang", "Jamo"):
        return "Kore"
    own = _BY_LANGUAGE.get(lang.split("-")[0].lower(), "")
    if script in ("Hani", "Bopo"):
        main = main_system(lang) if len(lang) > 3 or own in _TRADITIONAL else own
        return main if main in _TRADITIONAL else "Hans"
    return "Aran" if script == "Arab" and own == "Aran" else script


def shaping_script(system: str) -> str:
    """Return the script, as Unicode and OpenType know it, in which text of a writing system is shaped.

    Example:
        >>> shaping_script("Aran"), shaping_script("Jpan"), shaping_script("Deva")
        ('Arab', 'Hani', 'Deva')
    """
    return _SHAPED_AS.get(system, system)


def script_runs(text: str, lang: str) -> tuple[ScriptRun, ...]:
    """Return the runs of *text* by writing system.

    What scripts share goes with the letters before it, at the start with those after it; where
    there are no letters at all, with the language's own.

    Example:
        >>> [(run.system, run.end) for run in script_runs("«Гнев», UNESCO 1948", "ru")]
        [('Cyrl', 8), ('Latn', 19)]
    """
    if text.isascii() and main_system(lang) == LATIN:
        return (ScriptRun(0, len(text), LATIN),)
    runs: list[ScriptRun] = []
    start, current = 0, ""
    for index, char in enumerate(text):
        system = system_of(script_of(char), lang)
        if system and system != current:
            if current:
                runs.append(ScriptRun(start, index, current))
                start = index
            current = system
    runs.append(ScriptRun(start, len(text), current or main_system(lang)))
    return tuple(runs)
