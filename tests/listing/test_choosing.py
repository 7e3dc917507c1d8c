"""Which figures a name stands for, and what is answered to a name that stands for none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportgen.errors import UserError
from reportgen.report.listing.choosing import choose_facts
from tests.listing.examples import BOOK, YOUNG, cited, shown


def ids(indicator: str | None = None, wave: str | None = None, *by: str) -> list[str]:
    return [fact.id for fact in choose_facts(shown(), indicator, wave, by)]


def refusal(indicator: str | None, wave: str | None, *by: str) -> str:
    with pytest.raises(UserError) as caught:
        ids(indicator, wave, *by)
    return str(caught.value)


def test_without_a_name_every_declared_indicator_of_the_newest_wave_is_chosen() -> None:
    assert ids() == ["positief@2025", "cijfer_telefoon@2025", "nps@2025"]


def test_an_indicator_comes_with_its_past_unless_one_wave_is_asked_for() -> None:
    assert ids("positief") == ["positief@2023", "positief@2024", "positief@2025"]
    assert ids("positief", "2024") == ["positief@2024"]


def test_a_figure_from_a_publication_stands_where_its_wave_does() -> None:
    book = replace(
        BOOK, facts=(*BOOK.facts, cited("positief@2022", 0.08, "8%", "Rapport")), waves=("2022", *BOOK.waves)
    )
    assert [fact.wave for fact in choose_facts(shown(book), "positief", None)] == ["2022", "2023", "2024", "2025"]


def test_a_breakdown_adds_its_groups() -> None:
    assert ids("positief", "2025", "leeftijd") == [
        "positief@2025", YOUNG, "positief@2025/leeftijd=midden", "positief@2025/leeftijd=oud",
    ]  # fmt: skip


def test_a_question_stands_for_all_its_answers() -> None:
    assert ids("houding") == ["houding.1@2025", "houding.2@2025"]
    assert ids("houding.1") == ["houding.1@2025"]


def test_answers_that_are_not_broken_down_give_way_to_the_indicators_that_are() -> None:
    assert ids("houding", "2025", "leeftijd") == ids("positief", "2025", "leeftijd")


def test_a_grid_stands_for_all_its_items_and_a_set_for_its_indicators() -> None:
    assert ids("sector") == ["sector_zorg.1@2025", "sector_bank.1@2025"]
    assert ids("alles", "2025") == ["positief@2025", "nps@2025"]


@pytest.mark.parametrize(
    ("name", "wave", "by", "what", "remedy"),
    [
        ("positeif", None, [], "De indicator “positeif” bestaat niet.", "Bedoelde u “positief”?"),
        ("positief", None, ["leeftyd"], "De uitsplitsing “leeftyd” bestaat niet.", "Bedoelde u “leeftijd”?"),
        (
            "positief", None, ["regio"], "data/codebook.toml: “positief” is niet uitgesplitst naar “regio”.",
            ('Zet onder [indicators.positief]: breakdowns = ["leeftijd", "geslacht", "regio"]. '
            "Nu alleen naar: leeftijd en geslacht."),
        ),
        (
            "positief", "2024", ["leeftijd"], "Naar “leeftijd” is in 2024 niet uitgesplitst.",
            "Wat daarvoor nodig is, is toen niet gevraagd. Kies een andere editie met --wave.",
        ),
        (
            "sector", None, ["leeftijd"],
            "data/codebook.toml: de antwoorden op “sector” zijn niet uitgesplitst naar “leeftijd”.",
            'Maak er een indicator van, met breakdowns = ["leeftijd"].',
        ),
        (
            "kanaal", "2025", [], "Van “kanaal” zijn er geen uitkomsten in 2025.",
            "De vraag is gesteld in 2023: kies die editie met --wave.",
        ),
        (
            "uren", None, [], "data/codebook.toml: van “uren” zijn er geen uitkomsten in 2023, 2024 of 2025.",
            ("Van een getal zonder klassen zijn er alleen uitkomsten als er een indicator is: een gemiddelde, of een "
            'bereik. Zet in het codeboek: [indicators.uren_gemiddeld], met question = "uren".'),
        ),
        (
            "positief", None, ["leeftijd", "geslacht", "regio"],
            "Naar “leeftijd”, “geslacht” en “regio” tegelijk kan niet.", "Kies er een, of twee die gekruist zijn.",
        ),
        (
            "positief", None, ["leeftijd_geslacht", "regio"],
            "“leeftijd_geslacht” is zelf al een kruising, en kan niet nog eens gekruist worden.", "Kies er een.",
        ),
    ],
)  # fmt: skip
def test_what_is_not_there_is_answered_with_what_to_do(
    name: str, wave: str | None, by: list[str], what: str, remedy: str
) -> None:
    assert refusal(name, wave, *by) == f"{what}\n  → {remedy}"


def test_two_breakdowns_stand_for_the_one_that_crosses_them_in_any_order() -> None:
    for by in (["leeftijd", "geslacht"], ["geslacht", "leeftijd"]):
        assert '[indicators.positief]: breakdowns = ["leeftijd", "geslacht", "leeftijd_geslacht"]' in refusal(
            "positief", None, *by
        )


def test_two_that_are_not_crossed_are_answered_with_the_lines_that_cross_them() -> None:
    assert refusal("positief", None, "leeftijd", "regio").splitlines() == [
        "data/codebook.toml: “leeftijd” en “regio” zijn in het codeboek niet gekruist.",
        "  → Zet erin:",
        "      [breakdowns.leeftijd_regio]",
        '      label = "leeftijd en regio"',
        '      cross = ["leeftijd", "regio"]',
        "    Somt de indicator onder “breakdowns” zelf op waarnaar uitgesplitst wordt, zet daar “leeftijd_regio” bij.",
    ]


def test_everything_that_is_misspelled_is_told_at_once() -> None:
    told = refusal("positeif", None, "leeftyd", "rejio")
    assert [word in told for word in ("positeif", "leeftyd", "rejio")] == [True, True, True]
