"""What a number speaks of: by the clause it stands in, by the number before it, and by who and what is meant."""

from __future__ import annotations

import pytest

from reportgen.verify.examination import Examiner
from tests.verify.conftest import examine


def test_what_is_said_in_the_same_way_is_about_the_same(examiner: Examiner) -> None:
    text = "Een kwart heeft elke maand contact met een chatbot, {} procent met een spraakassistent."
    assert examine(examiner, text.format(22))[-1] == ("22 procent", "klopt")
    assert examine(examiner, text.format(32))[-1] == ("32 procent", "klopt niet")


def test_a_number_that_repeats_another_is_about_the_same(examiner: Examiner) -> None:
    text = "Bijna de helft van de jongeren ({} procent) heeft maandelijks contact met een chatbot."
    assert examine(examiner, text.format(46)) == [("Bijna de helft", "klopt"), ("46 procent", "klopt")]
    assert examine(examiner, text.format(36)) == [("Bijna de helft", "klopt"), ("36 procent", "klopt niet")]


def test_a_bare_number_has_the_unit_of_its_sentence(examiner: Examiner) -> None:
    found = examine(examiner, "Het percentage dat neutraal is over chatbots, klom van 38 naar 53.")
    assert found == [("klom", "klopt"), ("38", "klopt"), ("53", "klopt")]


def test_numbers_respectively_are_about_what_was_named_before_in_that_order(examiner: Examiner) -> None:
    found = examine(
        examiner,
        "Ervaring met een chatbot heeft 78%, met een spraakassistent 71%. "
        "Vorig jaar was dat respectievelijk 70% en 69%.",
    )
    assert found[2:] == [("70%", "klopt"), ("69%", "klopt niet")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Bij ons callcenter belt 60 procent van de klanten over een factuur.",
        "Van de huisartsen is 80 procent positief over chatbots.",
        "Ondernemers bellen nog liever: 74 procent van hen geeft de voorkeur aan de telefoon.",
        "Sinds de invoering van de spraakassistent daalde onze gemiddelde wachttijd met 30 procent.",
        "Het aantal gesprekken via WhatsApp steeg met 12 procent.",
        "Vorig jaar kwamen er 35 procent meer klachten binnen over chatbots.",
        "Ruim 65 procent van de webwinkels gebruikt een chatbot.",
        "Wie een hoog inkomen heeft, is vaker positief over spraakassistenten: 29 procent.",
        "Over de chatbot weet 6 procent het niet.",
    ],
)
def test_figures_of_other_people_and_things_are_never_called_wrong(examiner: Examiner, sentence: str) -> None:
    assert {verdict for _, verdict in examine(examiner, sentence)} <= {"dubbelzinnig", "niet herleidbaar"}


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("Voor het tweede jaar op rij steeg het aandeel met ervaring met een spraakassistent.", "klopt"),
        ("Voor het tweede jaar op rij steeg het aandeel dat positief is over chatbots.", "niet significant"),
        ("Voor het zevende jaar op rij steeg het aandeel dat positief is over chatbots.", "dubbelzinnig"),
    ],
)
def test_a_streak_needs_a_test_for_every_step(examiner: Examiner, sentence: str, verdict: str) -> None:
    assert examine(examiner, sentence) == [("steeg", verdict)]


def test_a_difference_that_the_text_itself_calls_chance_is_right(examiner: Examiner) -> None:
    text = "De ergernis over slecht werkende spraakassistenten steeg van 36 naar 38 procent."
    assert examine(examiner, text)[0] == ("steeg", "niet significant")
    assert examine(examiner, f"{text} Dat verschil kan toeval zijn.")[0] == ("steeg", "klopt")


def test_groups_are_compared_by_the_adjusted_test_of_the_book(examiner: Examiner) -> None:
    """As two samples of their own 43% and 52% would differ (z = 2.2); among ten pairs of ages they do not."""
    found = examine(
        examiner, "Mensen van 41 t/m 55 jaar hebben vaker een voorkeur voor de telefoon dan 18- t/m 30-jarigen."
    )
    assert found == [("vaker", "niet significant")]


def test_two_answers_that_are_meant_together_are_added_up(examiner: Examiner) -> None:
    found = examine(examiner, "Over geautomatiseerd contact met een zorgverlener is 48 procent negatief.")
    assert found == [("48 procent", "klopt")]


@pytest.mark.parametrize(
    ("sentence", "wave"),
    [
        ("Drie jaar geleden was 7% positief over chatbots.", "niet herleidbaar"),
        ("Twee jaar geleden was 7% positief over chatbots.", "klopt"),
        ("In 2023 was 7% positief over chatbots, een jaar later 10%.", "klopt"),
        ("Nu is 15% positief over chatbots, tegen 10% in de vorige editie en 7% in de editie daarvoor.", "klopt"),
    ],
)
def test_moments_are_counted_back_and_on(examiner: Examiner, sentence: str, wave: str) -> None:
    assert {verdict for _, verdict in examine(examiner, sentence)} == {wave}
