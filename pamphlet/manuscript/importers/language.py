"""A guess at a text's language: its script, then a vote of small words.

The words below are the commonest of each language, chosen so that neighbours
(Spanish and Portuguese, Danish and Norwegian) can be told apart by some.
"""

from __future__ import annotations

import re
from collections import Counter

SAMPLE = 4000
"""How many words are asked; more do not change the vote."""

_STOP_WORDS = {
    "en": "the of and to in is that for it with as was on are by this be from at have not but which they",
    "es": "el la los las de y en que por con del una un es para se su al más como pero este ha sus está",
    "pt": "a o os as de e em que por com do da dos das uma um é para se não mais como mas na no ao são pelo",
    "fr": "le la les de et en que pour avec du des une un est dans se pas au qui sur sont par ce plus aux",
    "de": "der die das und in zu den von mit ist im für auf nicht ein eine dem des sich auch als es an wird",
    "it": "il la gli le di e che per con del della una un è nel si non alla come ma sono dei più anche dal",
    "nl": "de het een en van in te dat op is voor met die niet zijn aan er om door als ook naar bij maar",
    "ca": "el la els les de i en que per amb del una un és dels al són com però aquest també més ha seva les",
    "gl": "o a os as de e en que por con do da unha un é para non máis como pero na no ao son pola dos",
    "ro": "și în de la cu pe un o nu este că din pentru care mai sunt prin dar a ale lui această fost",
    "sv": "och i att det som en på är av för med den till inte om ett har de från var men vi kan",
    "da": "og i at det som en på er af for med den til ikke om et har de fra var men vi kan efter",
    "nb": "og i å det som en på er av for med den til ikke om et har de fra var men vi kan etter",
    "fi": "ja on ei että se oli hän ovat mutta kun myös niin kuin ole joka sen tai jos vain mukaan",
    "pl": "i w na z że do się nie jest to po przez dla od jak przy ale są oraz przed który jego tym",
    "cs": "a v na s že do se je to po pro od jak při ale jsou který jeho tím ve za jako by byl",
    "sk": "a v na s že do sa je to po pre od ako pri ale sú ktorý jeho tým vo za by bol",
    "hr": "i u na s da je se to po za od kako pri ali su koji njegov kao bi bio nije što iz",
    "hu": "a az és hogy nem is egy volt meg ez csak már mint de van azt még ki el szerint",
    "tr": "ve bir bu da de için ile olarak olan daha çok gibi değil ancak kadar sonra ne var en ama",
    "id": "yang dan di dari untuk dengan pada ini itu dalam tidak adalah akan oleh juga ke sebagai telah",
    "tl": "ang ng sa mga na ay at si ni hindi para ito kung siya nila may ating",
    "sw": "ya na wa kwa ni katika za la kuwa cha hiyo hii kama pia wao yake lakini",
    "vi": "và của là có trong cho được không với các một những người này đã để",
    "eu": "eta da ez du bat dira ere baina izan dute egin beste hau hori dela zuen",
    "eo": "la kaj de en estas ne por kun ke ili sed pri al tiu ankaŭ kiu",
    "ht": "nan yo ak la pou ki pa se yon sou nou li te gen men sa",
    "qu": "chay kay hinaspa kan manan runakuna llaqta llank'aq",
    "ru": "и в не на что с по как это из за от для но его они к был так или",
    "uk": "і в не на що з по як це із за від для але його вони до був та або",
    "bg": "и в не на че с по как това от за са но го те към беше да или се",
    "sr": "и у не на да са по како ово од за су али га они је био се или",
    "ar": "في من على أن إلى التي الذي هذا هذه عن مع كان لا ما كما",
    "fa": "در از به که این را با است برای آن یک می های خود شد",
    "ur": "کے میں کی ہے اور سے کا کو پر نے یہ ہیں کہ اس بھی",
    "hi": "के में की है और से का को पर ने यह हैं कि इस भी",
    "mr": "आहे आणि या च्या मध्ये ते हा होते की व यांनी आहेत",
    "ne": "छ र को मा यो का ले भने हो गर्न पनि छन्",
}
_VOTERS = {lang: frozenset(words.split()) for lang, words in _STOP_WORDS.items()}
_SCRIPTS = (
    ("ja", "\u3040-\u30ff"),
    ("ko", "\uac00-\ud7af"),
    ("zh", "\u4e00-\u9fff"),
    ("el", "\u0370-\u03ff"),
    ("he", "\u0590-\u05ff"),
    ("hy", "\u0530-\u058f"),
    ("ka", "\u10a0-\u10ff"),
    ("am", "\u1200-\u137f"),
    ("th", "\u0e00-\u0e7f"),
    ("bn", "\u0980-\u09ff"),
    ("pa", "\u0a00-\u0a7f"),
    ("gu", "\u0a80-\u0aff"),
    ("ta", "\u0b80-\u0bff"),
    ("te", "\u0c00-\u0c7f"),
    ("kn", "\u0c80-\u0cff"),
    ("ml", "\u0d00-\u0d7f"),
    ("km", "\u1780-\u17ff"),
    ("my", "\u1000-\u109f"),
)
_SCRIPT_TESTS = tuple((lang, re.compile(f"[{letters}]")) for lang, letters in _SCRIPTS)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?[\u0900-\u097f]*|[\u0900-\u097f]+")


def guess_language(text: str) -> tuple[str, bool]:
    """Guess the language of *text*.

    Returns:
        A BCP 47 tag, and whether the guess is sure. ``en`` and False where nothing speaks for any language.

    Example:
        >>> guess_language("Los mineros de la ciudad marchan por el pan y el trabajo con sus familias.")
        ('es', True)
    """
    sample = text[: SAMPLE * 8]
    letters = sum(character.isalpha() for character in sample)
    for lang, pattern in _SCRIPT_TESTS:
        # Kana decide for Japanese though most letters of a headline may be Chinese.
        share = 0.05 if lang == "ja" else 0.3
        if letters and len(pattern.findall(sample)) > share * letters:
            return lang, True
    return _vote(Counter(_WORD.findall(sample.lower())))


def _vote(words: Counter[str]) -> tuple[str, bool]:
    votes = {lang: sum(words[word] for word in voters) for lang, voters in _VOTERS.items()}
    ranked = sorted(votes, key=lambda lang: -votes[lang])
    best, second = ranked[:2]
    if not votes[best]:
        return "en", False
    enough = votes[best] >= max(4, sum(words.values()) // 20)
    return best, enough and votes[best] >= 1.1 * votes[second]
