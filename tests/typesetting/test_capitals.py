"""Capitals by the rules of each language."""

from __future__ import annotations

import pytest

from pamphlet.typesetting.capitals import capitals


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("en", "hands off!", "HANDS OFF!"),
        ("tr", "diyarbakır işçi", "DİYARBAKIR İŞÇİ"),
        ("az", "bizim", "BİZİM"),
        ("tr-CY", "iki", "İKİ"),
        ("en", "diyarbakır", "DIYARBAKIR"),
        ("de", "Straße", "STRAẞE"),
        ("de-AT", "Straße", "STRAẞE"),
        ("el", "Κάτω τα χέρια", "ΚΑΤΩ ΤΑ ΧΕΡΙΑ"),
        ("el", "ΐδιος προϋπόθεση", "ΪΔΙΟΣ ΠΡΟΫΠΟΘΕΣΗ"),
        ("fr", "l’État élu", "L’ÉTAT ÉLU"),
        ("es", "¡fuera las manos, ñandú!", "¡FUERA LAS MANOS, ÑANDÚ!"),
        ("ru", "руки прочь", "РУКИ ПРОЧЬ"),
        ("nl", "ijs", "IJS"),
        ("el", "Μαΐου, άυλος, ρολόι", "ΜΑΪΟΥ, ΑΫΛΟΣ, ΡΟΛΟΪ"),
        ("el", "ψωμί ή θάνατος", "ΨΩΜΙ Ή ΘΑΝΑΤΟΣ"),
        ("el", "τῇ ᾠδῇ", "ΤΗΙ ΩΙΔΗΙ"),
        ("ga", "ár nAthair, an tAcht, i bhFianaise", "ÁR nATHAIR, AN tACHT, I bhFIANAISE"),
        ("ga", "ón n-athair", "ÓN n-ATHAIR"),
        ("lt", "i\u0307\u0301 ąčę", "Í ĄČĘ"),
        ("hy", "և Երևան", "ԵՎ ԵՐԵՎԱՆ"),
        ("hyw", "Երևան", "ԵՐԵՒԱՆ"),
        ("ka", "საქართველო", "ᲡᲐᲥᲐᲠᲗᲕᲔᲚᲝ"),
        ("hi", "शान्ति और रोटी", "शान्ति और रोटी"),
    ],
)
def test_capitals(lang: str, text: str, wanted: str) -> None:
    assert capitals(text, lang) == wanted


def test_capitals_that_the_face_lacks_are_not_asked_of_it() -> None:
    def has(text: str) -> bool:
        return text.isascii() or text == "საქართველო"

    assert capitals("საქართველო", "ka", has) == "საქართველო"
    assert capitals("Straße", "de", has) == "STRASSE"
