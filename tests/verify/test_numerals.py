"""Every number in a sentence is found, with what it measures and how it is bounded."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.verify.numerals import find_numbers
from reportgen.verify.tokens import read_number


def found(sentence: str) -> list[tuple[str, str, str]]:
    """Each number with its kind and value; years are left out."""
    numerals = find_numbers(sentence).numerals
    return [(sentence[n.start : n.end], n.kind, f"{n.value:.4g}") for n in numerals if n.kind != "year"]


@pytest.mark.parametrize(
    ("digits", "value", "decimals"),
    [
        ("1.061", "1061", 0),
        ("1,061", "1061", 0),
        ("1\u202f061", "1061", 0),
        ("1.234.567", "1234567", 0),
        ("6,9", "6.9", 1),
        ("6.9", "6.9", 1),
        ("14,25", "14.25", 2),
        ("1.061,5", "1061.5", 1),
        ("1,061.5", "1061.5", 1),
        ("0,125", "0.125", 3),
        ("15", "15", 0),
    ],
)
def test_digits_are_read_in_dutch_and_in_english(digits: str, value: str, decimals: int) -> None:
    assert read_number(digits) == (Decimal(value), decimals)


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("Van hen is 15% positief.", ("15%", "share", "15")),
        ("Van hen is 15 procent positief.", ("15 procent", "share", "15")),
        ("Van hen is vijfentwintig procent positief.", ("vijfentwintig procent", "share", "25")),
        ("Eén procent belt.", ("Eén procent", "share", "1")),
        ("Een stijging van 5 procentpunt.", ("5 procentpunt", "points", "5")),
        ("Een stijging van vijf procentpunten.", ("vijf procentpunten", "points", "5")),
        ("Een stijging van 5 %-punt.", ("5 %-punt", "points", "5")),
        ("Een daling van 0,4 punt.", ("0,4 punt", "points", "0.4")),
        ("Een kwart belt.", ("Een kwart", "share", "25")),
        ("Driekwart belt.", ("Driekwart", "share", "75")),
        ("Drie kwart belt.", ("Drie kwart", "share", "75")),
        ("Tweederde belt.", ("Tweederde", "share", "66.67")),
        ("Twee derde belt.", ("Twee derde", "share", "66.67")),
        ("Een derde deel belt.", ("Een derde deel", "share", "33.33")),
        ("Drie vijfde van hen belt.", ("Drie vijfde", "share", "60")),
        ("De helft belt.", ("De helft", "share", "50")),
        ("Een op de vijf belt.", ("Een op de vijf", "share", "20")),
        ("1 op 3 belt.", ("1 op 3", "share", "33.33")),
        ("Twee op elke drie mensen bellen.", ("Twee op elke drie", "share", "66.67")),
        ("Vier van de vijf mensen bellen.", ("Vier van de vijf", "share", "80")),
        ("Een meerderheid belt.", ("Een meerderheid", "majority", "50")),
        ("Het is verdubbeld.", ("verdubbeld", "times", "2")),
        ("Een verdrievoudiging.", ("Een verdrievoudiging", "times", "3")),
        ("Het is gehalveerd.", ("gehalveerd", "times", "0.5")),
        ("Drie keer zo veel jongeren.", ("Drie keer zo veel", "times", "3")),
        ("2,5 keer zo vaak als ouderen.", ("2,5 keer zo vaak", "times", "2.5")),
        ("Half zo vaak als ouderen.", ("Half zo vaak", "times", "0.5")),
        ("Er deden 1.061 mensen mee.", ("1.061", "number", "1061")),
        ("Er deden ruim duizend mensen mee.", ("ruim duizend", "number", "1000")),
        ("Er zijn 3,8 miljoen klanten.", ("3,8 miljoen", "number", "3.800e+6")),
        ("De NPS is −29.", ("−29", "number", "-29")),
        ("Een 6,9 voor de telefoon.", ("6,9", "number", "6.9")),
        ("Het is ½ van alles.", ("½", "share", "50")),
    ],
)
def test_a_number_is_found_with_what_it_measures(sentence: str, number: tuple[str, str, str]) -> None:
    assert found(sentence) == [number]


@pytest.mark.parametrize(
    ("phrase", "bound"),
    [
        ("15%", "exact"),
        ("ongeveer 15%", "about"),
        ("zo'n 15%", "about"),
        ("rond de 15%", "about"),
        ("bijna de helft", "almost"),
        ("een kleine 40%", "almost"),
        ("nog geen 5%", "almost"),
        ("net geen 50%", "almost"),
        ("ruim de helft", "over"),
        ("iets meer dan 15%", "over"),
        ("meer dan 1.000", "more"),
        ("minder dan 5%", "less"),
        ("minstens 70%", "at_least"),
        ("hooguit 60%", "at_most"),
        ("maar liefst 15%", "exact"),
        ("slechts 4%", "exact"),
    ],
)
def test_what_bounds_a_number_is_taken_in(phrase: str, bound: str) -> None:
    (numeral,) = find_numbers(f"Van hen belt {phrase} graag.").numerals
    assert numeral.bound == bound


@pytest.mark.parametrize(
    "sentence",
    [
        "Het steeg van 9% naar 17%.",
        "Het steeg van 9 naar 17 procent.",
        "Het steeg van 9% in 2024 naar 17% in 2025.",
        "Het ging van 9 procent naar maar liefst 17 procent.",
        "Positief: 9% → 17%.",
        "Het is gestegen van 9 tot 17%.",
    ],
)
def test_a_change_from_one_level_to_another_is_a_pair(sentence: str) -> None:
    levels = [numeral for numeral in find_numbers(sentence).numerals if numeral.kind != "year"]
    assert [(n.value, n.kind, n.pair) for n in levels] == [(9, "share", "from"), (17, "share", "to")]


@pytest.mark.parametrize("sentence", ["Tussen de 12 en 17%.", "12% tot 17%.", "12–17%.", "12 à 17 procent."])
def test_a_range_is_one_number(sentence: str) -> None:
    (numeral,) = find_numbers(sentence).numerals
    assert (numeral.value, numeral.upper, numeral.kind) == (12, 17, "share")


def test_a_difference_and_the_level_it_leads_to_are_two_numbers() -> None:
    assert found("Het steeg met 6 procent tot 25 procent.") == [
        ("6 procent", "share", "6"),
        ("25 procent", "share", "25"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Het verscheen op 19 maart 2025.",
        "Het veldwerk liep van 2 tot en met 15 december.",
        "Bel 020 123 45 67 of mail pers2@voicemonitor.example.",
        "Kade, 1012 AB Amsterdam.",
        "Zie figuur 3 en tabel 4 op pagina 12.",
        "Open van 9.00 tot 17.00 uur.",
        "Het kost € 25.",
        "24/7 bereikbaar, ook met 5G.",
        "De top 3 van 2024.",
        "Op een schaal van 1 tot 10.",
        "Voor het derde jaar op rij.",
        "Een betrouwbaarheid van 95%.",
        "Het 95%-betrouwbaarheidsinterval.",
        "De percentages tellen niet op tot 100%.",
        "Binnen 30 seconden antwoord.",
        "Hij is de tweede helft van het jaar weg.",
        "Een consument belt.",
    ],
)
def test_what_claims_nothing_is_left_alone(sentence: str) -> None:
    assert found(sentence) == []


@pytest.mark.parametrize(
    ("phrase", "limits"),
    [
        ("de 18- tot 30-jarigen", (18, 30)),
        ("18-30 jaar", (18, 30)),
        ("18 t/m 30 jaar", (18, 30)),
        ("mensen tussen de 31 en 40 jaar", (31, 40)),
        ("56-65-jarigen", (56, 65)),
        ("66-plussers", (66, 199)),
        ("66+", (66, 199)),
        ("66 jaar en ouder", (66, 199)),
        ("mensen ouder dan 65", (66, 199)),
        ("mensen jonger dan 31 jaar", (0, 30)),
    ],
)
def test_ages_name_a_group_and_claim_nothing(phrase: str, limits: tuple[int, int]) -> None:
    numbers = find_numbers(f"Van {phrase} is 25% positief.")
    assert [(age.low, age.high) for age in numbers.ages] == [limits]
    assert [numeral.value for numeral in numbers.numerals] == [25]


def test_a_range_of_percentages_is_no_age() -> None:
    assert find_numbers("Het is 18-30%.").ages == ()
