"""The word check of text from right to left: what passes, and what must not."""

from __future__ import annotations

import pytest

from pamphlet.pdf.mixed import compare_mixed, has_rtl

LINE = "زارت Jeanine Áñez (UN) يوم 12/11/2019، وقالت إن 46.8% «ليست كافية»"


@pytest.mark.parametrize(
    "found",
    [
        LINE,
        "زارت Áñez Jeanine )UN )يوم ،12/11/2019 وقالت إن %46.8 »ليست كافية«",
        "كافية ليست» 46.8% إن وقالت ،12/11/2019 يوم (UN) Jeanine Áñez زارت«",
    ],
)
def test_words_and_signs_may_change_their_places(found: str) -> None:
    assert compare_mixed(LINE, found) == ""


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (LINE.replace("زارت ", ""), "زارت"),
        (LINE.replace("كافية", "كافيه"), "كافية"),
        (LINE.replace("وقالت", "تلاقو"), "وقالت"),
        (LINE.replace("12", "13"), "13"),
        (LINE.replace("Áñez", ""), "Áñez"),
        (LINE.replace("،", ""), "،"),
        (f"{LINE} زائد", "زائد"),
    ],
)
def test_nothing_may_be_lost_or_added_or_turned_round(found: str, told: str) -> None:
    assert told in compare_mixed(LINE, found)


def test_a_few_words_may_be_parted_and_joined_and_no_more() -> None:
    text = "تمام انسان آزاد اور حقوق و عزت کے اعتبار سے برابر پیدا ہوئے ہیں"
    assert compare_mixed(text, text.replace("انسان", "ا نسان")) == ""
    assert compare_mixed(text, text.replace("انسان آزاد", "انسانآزاد")) == ""
    assert compare_mixed(text, text.replace(" ", "")) != ""


def test_marks_are_counted() -> None:
    assert compare_mixed("تعسفاً.", "تعسفا.ً") == ""
    assert "ً" in compare_mixed("تعسفاً.", "تعسفا.")


def test_only_letters_from_right_to_left_ask_for_it() -> None:
    assert has_rtl("ב") and has_rtl("a ب")
    assert not has_rtl("a 1 ١ «»")
