"""How easily a text reads, by the formula of Flesch-Douma."""

from __future__ import annotations

import pytest

from reportgen.proofreading.readability import Ease, measure
from tests.proofreading.reading import proof, sentences

EASY = "De kat zit op de mat en kijkt naar de hond die bij het hek op zijn baas wacht."
HARD = "Organisatieadviesbureaus implementeren automatiseringsprogrammatuur volgens ministeriële systematiek."


def test_the_score_is_that_of_douma():
    # 100 words of 170 syllables in 5 sentences: 206.84 - 0.77 x 170 - 0.93 x 20 (Douma 1960).
    ease = Ease(sentences=5, words=100, syllables=170)
    assert (ease.words_per_sentence, ease.syllables_per_word) == (20, 1.7)
    assert ease.score == pytest.approx(57.34)
    assert ease.level == "tamelijk moeilijk"


@pytest.mark.parametrize(
    ("syllables", "level"),
    [
        (220, "zeer moeilijk"),  # 18.8
        (190, "moeilijk"),  # 41.9
        (160, "normaal"),  # 65.0
        (140, "gemakkelijk"),  # 80.4
        (120, "zeer gemakkelijk"),  # 95.8
    ],
)
def test_the_score_has_the_name_that_douma_gave_it(syllables, level):
    assert Ease(5, 100, syllables).level == level


def test_words_sentences_and_syllables_are_counted():
    assert measure(sentences("De monitor vraagt elk jaar andere mensen. Dat zijn er 1.061.")) == Ease(2, 11, 16)


@pytest.mark.parametrize(
    "label", ["Houding.", "Hoe vaak?", "Contact: Redactie, pers@monitor.example.", "Een korte kop."]
)
def test_a_label_is_no_running_text(label):
    assert measure(sentences(label)) == Ease()


@pytest.mark.parametrize("kind", ["heading", "title", "note", "alt", "label", "quote"])
def test_only_running_text_is_measured(kind):
    assert measure(sentences(EASY, kind=kind)) == Ease()


def test_less_than_a_hundred_words_are_too_few():
    assert not measure(sentences(*[EASY] * 5)).is_measured
    assert measure(sentences(*[EASY] * 6)).is_measured


def test_a_hard_text_is_told_with_its_hardest_sentences():
    assert not [remark for remark in proof(*[EASY] * 20) if "leest" in remark.what]
    (remark,) = [remark for remark in proof(*[HARD] * 20) if "leest" in remark.what]
    assert remark.what.startswith("dit hoofdstuk leest zeer moeilijk (leesgemak -")
    assert "regel 1 “Organisatieadviesbureaus" in remark.what
    assert str(remark.place) == "templates/report/tekst.md"
