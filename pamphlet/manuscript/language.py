"""Language tags: which file names are translations, and how a tag is written.

A file beside the article is a translation when its stem has the shape of a
BCP 47 tag (RFC 5646, section 2.1: language, script, region, variants) and its
first part is a language: any code of ISO 639-1, or one of the three-letter
codes below. So ``es.md``, ``pt-BR.md`` and ``zh-Hant.md`` are; ``README.md``,
``notes.md`` and ``old.md`` are not.
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

    Example:
        >>> language_tag("PT-br"), language_tag("zh-hant"), language_tag("notes")
        ('pt-BR', 'zh-Hant', '')
    """
    match = _SHAPE.fullmatch(text.lower())
    if match is None:
        return ""
    language = match["language"]
    if language not in _TWO and language not in _THREE:
        return ""
    parts = [language, (match["script"] or "").title(), (match["region"] or "").upper()]
    return "-".join(part for part in parts if part) + match["variants"]
