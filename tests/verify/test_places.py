"""Places in a ranking: found by their words, held against the codebook's sets and the groups of a breakdown."""

from __future__ import annotations

import pytest

from reportgen.verify.examination import Examiner
from reportgen.verify.places import find_places
from reportgen.verify.tokens import tokenise
from tests.verify.conftest import examine


def places(sentence: str) -> list[tuple[str, int, bool]]:
    return [(sentence[one.start : one.end], one.place, one.low) for one in find_places(tokenise(sentence), set())]


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("De fiets is het populairst.", ("populairst", 1, False)),
        ("De fiets is het meest gekozen vervoermiddel.", ("meest gekozen", 1, False)),
        ("De fiets wordt het vaakst genoemd.", ("vaakst", 1, False)),
        ("De fiets is nummer één.", ("nummer één", 1, False)),
        ("De fiets staat op nummer 2.", ("nummer 2", 2, False)),
        ("De fiets staat op de derde plaats.", ("derde plaats", 3, False)),
        ("De fiets staat bovenaan.", ("bovenaan", 1, False)),
        ("De fiets is hekkensluiter.", ("hekkensluiter", 1, True)),
        ("De fiets is het minst geliefd.", ("minst", 1, True)),
        ("De fiets staat op de laatste plek.", ("laatste plek", 1, True)),
        ("De fiets is op een na de grootste.", ("grootste", 2, False)),
        ("Dat is vaker dan enig ander vervoermiddel.", ("vaker", 1, False)),
        ("Dat is meer dan alle andere samen.", ("meer", 1, False)),
    ],
)
def test_a_place_is_found(sentence: str, place: tuple[str, int, bool]) -> None:
    assert places(sentence) == [place]


@pytest.mark.parametrize(
    "sentence",
    [
        "In de eerste plaats telt de prijs.",
        "Dit is een van de grootste onderzoeken.",
        "De grootste stijging zat in het oosten.",
        "Ten minste vijf mensen.",
        "Op zijn minst vijf mensen.",
        "De fiets is vaker gekozen dan vorig jaar.",
    ],
)
def test_what_gives_no_place_is_left_alone(sentence: str) -> None:
    assert places(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("De telefoon is het populairste kanaal.", "klopt"),
        ("E-mail is het populairste kanaal.", "klopt niet"),
        ("Van alle ergernissen zijn lange wachttijden de meest genoemde.", "niet significant"),
        ("Webwinkels en pakketbezorgers staan bovenaan met positieve oordelen over geautomatiseerd contact.", "klopt"),
        ("Van alle kanalen staat e-mail op de tweede plaats.", "klopt"),
        ("E-mail is na de telefoon het meest gekozen kanaal.", "klopt"),
        ("WhatsApp is na de telefoon het meest gekozen kanaal.", "klopt niet"),
    ],
)
def test_a_place_is_held_against_the_ranking_and_its_test(examiner: Examiner, sentence: str, verdict: str) -> None:
    ((_, said),) = examine(examiner, sentence)
    assert said == verdict


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("Live chat is populairder dan WhatsApp.", "klopt"),
        ("WhatsApp is populairder dan e-mail.", "klopt niet"),
        ("Een persoonlijk gesprek is populairder dan live chat.", "niet significant"),
    ],
)
def test_two_members_of_a_set_are_compared_along_its_ranking(examiner: Examiner, sentence: str, verdict: str) -> None:
    assert examine(examiner, sentence) == [("populairder", verdict)]


def test_a_place_among_groups_is_tested_against_all_others(examiner: Examiner) -> None:
    found = examine(examiner, "Van alle leeftijden hebben 66-plussers het vaakst een voorkeur voor de telefoon.")
    assert found == [("vaakst", "klopt")]
    found = examine(examiner, "Van alle leeftijden hebben jongeren het vaakst een voorkeur voor de telefoon.")
    assert found == [("vaakst", "klopt niet")]
