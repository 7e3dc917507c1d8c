"""What stands under a figure."""

from __future__ import annotations

import pytest

from reportgen.report.notes import apart, gather_alike, rounding_note_needed, same_but_for


@pytest.mark.parametrize(
    ("texts", "joined"),
    [
        (["Bent u tevreden?"], "Bent u tevreden?"),
        (["Hoe vindt u een bank?", "Hoe vindt u de zorg?"], "Hoe vindt u [een bank / de zorg]?"),
        (
            [
                "Hoe vaak heeft u contact met een chatbot van een winkel?",
                "Hoe vaak heeft u contact met een mens van een winkel?",
            ],
            "Hoe vaak heeft u contact met een [chatbot / mens] van een winkel?",
        ),
        (
            ["Welk cijfer geeft u chat? (1–10)", "Welk cijfer geeft u bellen? (1–10)"],
            "Welk cijfer geeft u [chat / bellen]? (1–10)",
        ),
        (["Belt u?", "Mailt u?"], "Belt u? / Mailt u?"),
    ],
)
def test_questions_that_differ_in_one_place_are_written_once(texts, joined):
    assert same_but_for(texts) == joined


def test_questions_are_taken_apart_where_they_differ():
    assert apart(["Belt u een bank vaak?", "Belt u een grote winkel vaak?"]) == (
        ["Belt", "u", "een"], ["bank", "grote winkel"], ["vaak?"]
    )  # fmt: skip
    assert apart(["Belt u?", "Mailt u?"])[0] == []


def test_only_questions_that_are_much_alike_are_put_together():
    texts = ["Hoe vaak belt u een bank?", "Bent u tevreden?", "Hoe vaak belt u een winkel?", "Waarom belt u een bank?"]
    assert gather_alike(texts) == [[texts[0], texts[2]], [texts[1]], [texts[3]]]


@pytest.mark.parametrize(
    ("labels", "needed"),
    [
        (["33%", "33%", "33%"], True),
        (["15%", "53%", "32%"], False),
        (["15%", "54%", "32%"], True),
        (["<1%", "60%", "40%"], False),
        (["–", "60%", "39%"], False),
        ([], False),
    ],
)
def test_the_rounding_note_stands_where_and_only_where_a_column_does_not_add_up(labels, needed):
    assert rounding_note_needed(labels) is needed
