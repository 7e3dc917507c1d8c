"""What stands under a table of facts, and only when it is in there."""

from __future__ import annotations

from dataclasses import replace

from reportgen.facts import Decision, FactBook, TableTest
from reportgen.report.listing.choosing import choose_facts
from reportgen.report.listing.footnotes import compose_notes
from tests.listing.examples import BOOK, cited, comparison, pair, shown

WEIGHTED = "Gewogen uitkomsten. n eff.: zoveel even zware respondenten is n na weging waard."


def notes(indicator: str, wave: str | None = None, *by: str, book: FactBook = BOOK) -> tuple[str, ...]:
    return compose_notes(choose_facts(shown(book), indicator, wave, by), shown(book))


def test_a_crosstab_ends_in_its_test_and_how_to_read_it() -> None:
    assert notes("positief", "2025", "leeftijd") == (
        "Samenhang met leeftijd: F(7,6; 7470) = 12,67; p < 0,001 (Rao–Scott).",
        WEIGHTED,
        (
            "Verschil: met de editie ervoor, of tussen een groep en alle anderen. "
            "▲▼: significant hoger of lager (tweezijdig getoetst, 95%)."
        ),
        "Hoger dan: de letters van de groepen waar een groep significant boven zit, twee aan twee getoetst.",
        (
            "p is gecorrigeerd voor het aantal toetsen: volgens Holm voor het kerncijfer tussen edities en groepen "
            "twee aan twee; volgens Benjamini en Hochberg voor groepen tegen de rest."
        ),
        "Indicatief: minder dan 100 waarnemingen; –: te weinig om te publiceren.",
    )


def test_what_was_not_tested_is_not_explained() -> None:
    assert notes("houding") == (WEIGHTED,)


def test_a_test_of_a_whole_table_that_found_nothing_says_so() -> None:
    table = TableTest("houding~leeftijd@2025", "houding", "2025", "leeftijd", 980, 0.81, 1.9, 88.04, 0.44, 0.61, False)
    book = replace(BOOK, tables=(table,))
    assert notes("positief", "2025", "leeftijd", book=book)[0] == (
        "Samenhang met leeftijd: F(1,9; 88,0) = 0,81; p = 0,610 (Rao–Scott), niet significant."
    )


def test_tables_of_more_questions_and_waves_are_told_apart() -> None:
    older = replace(BOOK.tables[0], id="o", wave="2024")
    other = replace(BOOK.tables[0], id="a", question="cijfer")
    facts = [replace(fact, indicator=name, wave=wave, breakdown="leeftijd", group="jong") for name, wave, fact in (
        ("positief", "2024", BOOK.facts[0]), ("positief", "2025", BOOK.facts[0]),
        ("cijfer_telefoon", "2025", BOOK.facts[0]),
    )]  # fmt: skip
    told = compose_notes(facts, shown(replace(BOOK, tables=(older, BOOK.tables[0], other))))[:3]
    assert [line.partition(":")[0] for line in told] == [
        "Samenhang van “houding” met leeftijd in 2024",
        "Samenhang van “houding” met leeftijd in 2025",
        "Samenhang van “cijfer” met leeftijd in 2025",
    ]


def test_where_no_pair_differs_that_is_said_instead_of_letters_explained() -> None:
    book = replace(BOOK, comparisons=(pair("jong", "midden", 0.13, False),))
    assert "Twee aan twee getoetst zit geen enkele groep significant boven een andere." in notes(
        "positief", "2025", "leeftijd", book=book
    )


def test_a_break_is_explained_with_its_reason_and_once() -> None:
    broken = Decision("2025", "2024", "houding", "text", "“Oud?”", "“Nieuw?”", comparable=False, reason="andere tekst")
    book = replace(BOOK, decisions=(broken,), comparisons=())
    assert notes("positief", book=book)[0] == "Trendbreuk vanaf 2025: andere tekst."
    assert sum("rendbreuk" in note for note in notes("positief", book=book)) == 1


def test_a_break_in_another_question_is_not_mentioned() -> None:
    assert not any("rendbreuk" in note for note in notes("positief"))


def test_a_publication_is_named_under_its_figures() -> None:
    book = replace(BOOK, facts=(*BOOK.facts, cited("kanaal.1@2024", 0.08, "8%", "Rapport 2024, blz. 4")))
    assert "° 2024: overgenomen uit Rapport 2024, blz. 4, niet getoetst." in notes("kanaal", book=book)


def test_an_unadjusted_test_is_not_called_adjusted() -> None:
    alone = comparison(
        "positief@2024..2025", "wave", "positief@2024", "positief@2025", 0.05, 0.01, True, adjustment="none"
    )
    assert not any("gecorrigeerd" in note for note in notes("positief", book=replace(BOOK, comparisons=(alone,))))


def test_what_is_hidden_on_a_large_base_says_why() -> None:
    facts = tuple(
        replace(fact, n=336, n_eff=280.0) if fact.status == "suppressed" else fact
        for fact in choose_facts(shown(), "positief", "2025", ("leeftijd",))
    )
    assert compose_notes(facts, shown())[-1].startswith("Weggelaten: gegeven door minder dan vijf personen, of")
