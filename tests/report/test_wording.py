"""Words follow the facts: each sentence says what the test carries, and nothing more."""

from __future__ import annotations

import pytest

from tests.report.examples import BookMaker, growing
from tests.report.speaking import refused, said, spoken


def two_waves(before: float, after: float, significant: bool) -> BookMaker:
    return (
        BookMaker().share("positief", "2024", before).share("positief", "2025", after).change("positief", significant)
    )


def test_a_share_prints_its_label_and_carries_its_fact():
    (run,), _ = spoken('{{ share("positief") }}', growing())
    assert (run.text, run.fact) == ("15%", "positief@2025")


@pytest.mark.parametrize(
    ("before", "after", "significant", "sentence"),
    [
        (0.10, 0.15, True, "een stijging van 5 procentpunt"),
        (0.15, 0.10, True, "een daling van 5 procentpunt"),
        (0.20, 0.19, False, "geen significant verschil"),
        (0.34, 0.38, False, "geen significant verschil"),
        (0.10, 0.12, True, "een kleine maar significante stijging van 2 procentpunt"),
        (0.104, 0.146, True, "een stijging van 4 procentpunt (door afronding)"),
    ],
)
def test_a_change_is_only_named_when_the_test_carries_it(before, after, significant, sentence):
    assert said('{{ change("positief") }}', two_waves(before, after, significant)) == sentence


@pytest.mark.parametrize(
    ("before", "after", "significant", "sentence"),
    [
        (0.10, 0.15, True, "gestegen van 10% naar 15%"),
        (0.42, 0.28, True, "gedaald van 42% naar 28%"),
        (0.14, 0.15, False, "niet significant veranderd (14% in 2024, 15% in 2025)"),
        (0.54, 0.541, False, "gelijk gebleven op 54%"),
        (0.10, 0.12, True, "met een klein maar significant verschil gestegen van 10% naar 12%"),
    ],
)
def test_a_movement_gives_both_levels_the_previous_wave_first(before, after, significant, sentence):
    assert said('{{ moved("positief") }}', two_waves(before, after, significant)) == sentence


def test_a_movement_since_another_wave_than_the_previous_names_it():
    maker = BookMaker().share("positief", "2023", 0.10).share("positief", "2025", 0.15)
    maker.change("positief", True, earlier="2023")
    assert said('{{ moved("positief") }}', maker) == "gestegen van 10% in 2023 naar 15%"


@pytest.mark.parametrize(
    ("earlier", "significant", "told"),
    [
        ("2024", True, "de vorige editie"),
        ("2023", True, "de vorige editie waarin dit gemeten is"),
        ("2023", False, "de vorige editie"),
    ],
)
def test_arrows_compare_with_the_previous_edition_and_it_is_told_where_one_of_them_skips_it(earlier, significant, told):
    maker = BookMaker().share("positief", earlier, 0.10).share("positief", "2025", 0.15)
    maker.change("positief", significant, earlier=earlier)
    assert said("{{ edition_before() }}", maker) == told


def test_never_slightly_risen_and_never_percent_for_points():
    for before, after, significant in [(0.10, 0.11, False), (0.10, 0.11, True), (0.10, 0.15, True)]:
        maker = two_waves(before, after, significant)
        text = said('{{ change("positief") }} / {{ moved("positief") }}', maker)
        assert "licht" not in text
        assert "5%" not in text.split("/")[0]


def test_the_author_chooses_the_words_and_the_data_choose_among_them():
    source = '{{ by_change("positief", rose="omhoog", fell="omlaag", stable="gelijk") }}'
    assert said(source, two_waves(0.10, 0.15, True)) == "omhoog"
    assert said(source, two_waves(0.15, 0.10, True)) == "omlaag"
    assert said(source, two_waves(0.10, 0.15, False)) == "gelijk"


def test_a_group_is_compared_with_the_rest():
    source = '{{ by_rest("positief", "leeftijd=jong", more="vaker", less="minder vaak", same="even vaak") }}'
    maker = growing().share("positief", "2025", 0.25, "leeftijd=jong")
    assert said(source, maker.against_rest("positief", "leeftijd=jong", True, rest=0.10)) == "vaker"
    maker = growing().share("positief", "2025", 0.25, "leeftijd=jong")
    assert said(source, maker.against_rest("positief", "leeftijd=jong", False, rest=0.24)) == "even vaak"


def test_a_ranking_knows_which_lead_is_significant():
    maker = BookMaker().share("wachten", "2025", 0.4).share("herhalen", "2025", 0.6)
    source = '{% set r = ranking("ergernissen") %}{{ r[0].name }} {{ r[0].share }}'
    source += "{% if r[0].ahead %}, ruim{% endif %}{% if r[1].ahead %}, ook{% endif %}"
    assert said(source, maker.ranked("herhalen", "wachten", True)) == "herhalen 60%, ruim"


def test_a_majority_needs_its_lower_limit_above_one_half():
    source = '{% if majority("positief") %}de meeste mensen{% else %}veel mensen{% endif %}'
    assert said(source, BookMaker().share("positief", "2025", 0.53)) == "de meeste mensen"
    assert said(source, BookMaker().share("positief", "2025", 0.51)) == "veel mensen"


@pytest.mark.parametrize(
    ("n", "printed"), [(30, "25% (indicatief, n = 30)"), (99, "25% (indicatief, n = 99)"), (100, "25%")]
)
def test_an_indicative_figure_says_so_with_its_base(n, printed):
    maker = growing().share("positief", "2025", 0.25, "leeftijd=jong", n=n)
    assert said('{{ share("positief", "leeftijd=jong") }}', maker) == printed


@pytest.mark.parametrize(("after", "small"), [(0.1299, True), (0.13, False), (0.1301, False)])
def test_a_significant_change_under_three_points_is_called_small(after, small):
    """In floating point 13% − 10% is a little more than 3 points, and 15% − 12% a little less."""
    assert ("klein" in said('{{ moved("positief") }}', two_waves(0.10, after, True))) is small
    assert ("klein" in said('{{ moved("positief") }}', two_waves(0.12, after + 0.02, True))) is small


@pytest.mark.parametrize(
    ("source", "what", "remedy"),
    [
        ('{{ share("positef") }}', "“positef” bestaat niet", "Bedoelde u “positief”?"),
        ('{{ share("positief", "leeftijd=jongg") }}', "“leeftijd=jongg” bestaat niet", "Bedoelde u “leeftijd=jong”?"),
        ('{{ share("cijfer") }}', "“cijfer” is een gemiddelde", "mean("),
        ('{{ share("nps") }}', "“nps” is een score", 'Schrijf: score("nps").'),
        ('{{ shar("positief") }}', "“shar” bestaat niet", "Bedoelde u “share”?"),
        ('{{ share("positief", wave="2019") }}', "editie “2019” bestaat niet", "Kies uit: 2024, 2025."),
    ],
)
def test_a_mistake_is_told_with_its_line_and_how_to_mend_it(source, what, remedy):
    message = refused(f"Eerste regel.\n{source}", growing().score("nps", "2025", -28.6))
    assert "tekst.md, regel 2" in message
    assert what in message
    assert remedy in message


def test_a_suppressed_figure_is_in_no_text():
    maker = growing().share("positief", "2025", 0.25, "leeftijd=jong", n=29)
    assert "te weinig waarnemingen" in refused('{{ share("positief", "leeftijd=jong") }}', maker)


def test_all_mistakes_in_a_text_are_told_at_once():
    message = refused('{{ share("a_") }}\n\n{{ share("positief") }}\n{{ moved("b_") }}', growing())
    assert "regel 1" in message
    assert "regel 4" in message


def test_a_score_prints_its_sign_and_its_change_is_in_points():
    maker = BookMaker().score("nps", "2024", -35).score("nps", "2025", -28.6).change("nps", True)
    assert said('{{ score("nps") }}', maker) == "−29"
    assert (
        said('{{ change("nps") }}, {{ moved("nps") }}', maker) == "een stijging van 6 punten, gestegen van −35 naar −29"
    )
    assert said('{{ interval("nps") }}', maker) == "−29 tot −29"


CLAIMS = [
    '{{ change("positief") }}',
    '{{ moved("positief") }}',
    '{% if rose("positief") %}ja{% endif %}',
    '{{ by_change("positief", rose="omhoog", fell="omlaag", stable="gelijk") }}',
]


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_claim_over_a_break_is_refused_with_the_reason(claim):
    maker = BookMaker().share("positief", "2024", 0.1).share("positief", "2025", 0.2)
    message = refused(claim, maker.broken("2025", "houding", "andere vraagtekst"))
    assert "tekst.md, regel 1" in message
    assert "2024 en 2025 zijn niet te vergelijken; er is een trendbreuk vanaf 2025 (andere vraagtekst)." in message
    assert "Beide cijfers mogen naast elkaar staan" in message


def test_a_claim_over_a_break_of_a_whole_wave_is_refused_too():
    maker = BookMaker().share("positief", "2024", 0.1).share("positief", "2025", 0.2)
    assert "een ander bureau" in refused(CLAIMS[0], maker.broken("2025", None, "een ander bureau", "agency"))


def test_what_is_refused_names_the_wave_that_can_be_compared_with():
    maker = BookMaker().cited("positief", "2023", 0.1, "Rapport 2023").share("positief", "2024", 0.1)
    maker.share("positief", "2025", 0.2).change("positief", True)
    message = refused('{{ change("positief", since="2023") }}', maker)
    assert "“positief@2023” is overgenomen uit Rapport 2023; met een overgenomen cijfer wordt niet getoetst." in message
    assert 'Vergelijk met 2024: since="2024".' in message


def test_a_cited_figure_is_printed_with_its_source_and_has_no_interval():
    maker = growing().cited("positief", "2023", 0.12, "Rapport 2023, blz. 4")
    assert said('{{ share("positief", wave="2023") }}', maker) == "12% (Rapport 2023, blz. 4)"
    assert "heeft geen interval" in refused('{{ interval("positief", wave="2023") }}', maker)


def test_the_first_wave_is_the_first_that_was_measured():
    maker = growing().cited("positief", "2023", 0.12, "Rapport 2023")
    assert said('{{ change("positief", since="first") }}', maker) == "een stijging van 5 procentpunt"
