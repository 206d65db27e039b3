"""Language tags: which file names are translations, and how a tag is written.

A tag has the shape of BCP 47 (RFC 5646, section 2.1: language, script, region,
variants), and its first part is a code of ISO 639. Where an author writes it as
a tag, any three letters may be a code. A file beside the article is a
translation by its name alone only when that is a code of ISO 639-1 or one of
the three-letter codes below. So ``es.md``, ``pt-BR.md`` and ``zh-Hant.md`` are;
``README.md``, ``notes.md`` and ``old.md`` are not.
"""

from __future__ import annotations

import re

_TWO_CODES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz "
    "ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik "
    "io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml "
    "mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd "
    "se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve "
    "vi vo wa wo xh yi yo za zh zu"
)
_TWO = frozenset(_TWO_CODES.split())
"""ISO 639-1."""

_THREE_CODES = (
    "ace arn arz ast awa bcl bem ber bho bik ceb chr ckb cnr crh csb dag doi dsb dyu efi fil frr gaa gag gom "
    "gsw guw haw hbs hil hmn hne hsb iba ilo kab kac kam kbd kea kha kmb kmr kok kri krl kru lad lah lij lmo "
    "lua luo lus mai mak mfe mni mos mus mwl myv nah nap nds nia niu nqo nso nyn pau pcm pms pnt prs quc raj "
    "rup sah sat scn sco shn sma smj smn sms srn srr swb szl tet tig tkl tok tpi tum tvl tyv tzm udm umb vec "
    "vep vls xmf yap yua yue zgh zza"
)
_THREE = frozenset(_THREE_CODES.split())
"""Codes of ISO 639-3 for languages in wide use without a two-letter one. English words are left out:
``new.md`` is far more often a draft than Newar."""

_SHAPE = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
)


def language_tag(text: str) -> str:
    """Return *text* as a language tag in its usual capitals, or the empty string where it is none.

    Of two codes for a language the one of two letters is its tag (RFC 5646, section 2.2.1). For the name
    of a file, which may be a word, use :func:`tag_of_name`.

    Example:
        >>> [language_tag(text) for text in ("PT-br", "zh-hant", "vai", "spa", "notes")]
        ['pt-BR', 'zh-Hant', 'vai', 'es', '']
    """
    match = _SHAPE.fullmatch(text.lower())
    language = _language(match["language"]) if match else ""
    if match is None or not language:
        return ""
    parts = [language, (match["script"] or "").title(), (match["region"] or "").upper()]
    return "-".join(part for part in parts if part) + match["variants"]


def tag_of_name(stem: str) -> str:
    """Return the name of a file, without its ending, as a language tag; empty where it is more likely a word.

    Example:
        >>> tag_of_name("zh-hant"), tag_of_name("old")
        ('zh-Hant', '')
    """
    language = stem.lower().partition("-")[0]
    return language_tag(stem) if language in _TWO or language in _THREE else ""


def _language(code: str) -> str:
    if code in _TWO or code in _THREE:
        return code
    if len(code) == 2:
        return ""
    from babel.core import get_global  # slow, and asked for rare languages alone

    short: str = get_global("language_aliases").get(code, "")
    return short if short in _TWO else code
