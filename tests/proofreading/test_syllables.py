"""Syllables as the Dutch spelling divides words (Woordenlijst Nederlandse Taal): na-ti-o-naal, i-dee, be-ant-woord."""

from __future__ import annotations

import pytest

from reportgen.proofreading.syllables import syllables

WORDS = {
    1: "een één eeuw leeuw nieuw heeft hier ei uit bui bij bouw gauw geit beurt geur beuk voice team teams",
    2: "idee geuit gebouw mooie nieuwe groeien draaien sneeuwen zoals bijna ijver detail maïs dieet "
    "type royaal beide geuren gebeurt website software online service update actie bureau bureaus zee-eend foto’s",
    3: "ideeën theater museum station reactie positie creatief actueel gebeuren telefoon video media ruïne "
    "poëzie geopend onderzoek uitgevoerd beantwoord enquête procentpunt reünie privacy",
    4: "nationaal jubileum officieel financieel situatie beoordelen beïnvloeden automatisch klantenservice "
    "spraakassistent medewerker consumenten percentage hygiëne Italië overstappen onlinepanel verantwoording "
    "vertrouwelijk begeleiding analyse",
    5: "geïnteresseerd efficiëntie coördinatie oriëntatie categorieën geëvalueerd auto-ongeluk",
    6: "geautomatiseerd onzekerheidsmarge telefoonnummertje",
}


@pytest.mark.parametrize(
    ("word", "number"), [(word, number) for number, words in WORDS.items() for word in words.split()]
)
def test_vowels_make_syllables(word, number):
    assert syllables(word) == number


@pytest.mark.parametrize("word", ["2025", "15%", "18-30", "1.061", "CBS", "CAWI", "pers@monitor.example", "x/y"])
def test_a_figure_an_abbreviation_and_an_address_count_as_one(word):
    assert syllables(word) == 1
