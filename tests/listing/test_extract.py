"""Facts to take along: a file that a Dutch Excel opens as numbers, and a part of facts.json."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from reportgen.facts import Decision, FactBook, from_json
from reportgen.report.listing.choosing import choose_facts
from reportgen.report.listing.extract import render_csv, render_json
from reportgen.report.points import Shown
from tests.listing.examples import BOOK, CODEBOOK, YOUNG, cited, shown


def rows(indicator: str, wave: str | None = None, *by: str, among: Shown | None = None) -> list[dict[str, str]]:
    among = among or shown()
    data = render_csv(choose_facts(among, indicator, wave, by), among)
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def part(indicator: str, wave: str | None = None, *by: str, book: FactBook = BOOK) -> FactBook:
    return from_json(render_json(choose_facts(shown(book), indicator, wave, by), shown(book)))


def test_excel_gets_a_file_that_it_opens_as_numbers() -> None:
    data = render_csv(choose_facts(shown(), "positief", "2025"), shown())
    assert data.startswith(b"\xef\xbb\xbfindicator;omschrijving;")
    assert b"\r\n" in data
    assert rows("positief", "2025") == [{
        "indicator": "positief", "omschrijving": "positief is", "uitsplitsing": "", "groep": "", "editie": "2025",
        "eenheid": "procent", "uitkomst": "15,1200", "standaardfout": "1,1700", "ondergrens": "12,9700",
        "bovengrens": "17,5600", "n": "1043", "n_effectief": "871,5", "status": "gepubliceerd", "in_druk": "15%",
        "verschil": "5,0700", "verschil_met": "2024", "p": "0,000350", "p_gecorrigeerd": "0,000700",
        "significant": "ja", "correctie": "Holm", "toetsfamilie": "het kerncijfer tussen edities",
        "aantal_toetsen": "4", "letter": "", "hoger_dan": "", "bron": "", "opmerking": "",
    }]  # fmt: skip


def test_a_group_comes_with_its_letters_and_its_test_against_the_rest() -> None:
    _, young, middle, old = rows("positief", "2025", "leeftijd")
    assert (young["uitsplitsing"], young["groep"], young["letter"], young["hoger_dan"]) == (
        "leeftijd", "18–30 jaar", "A", "B",
    )  # fmt: skip
    assert (young["verschil_met"], young["toetsfamilie"], young["aantal_toetsen"], young["correctie"]) == (
        "de rest", "groepen tegen de rest", "9", "Benjamini en Hochberg",
    )  # fmt: skip
    assert (middle["letter"], middle["hoger_dan"]) == ("B", "")
    assert (old["uitkomst"], old["in_druk"], old["status"]) == ("", "", "onderdrukt")


def test_a_score_is_a_number_with_its_sign() -> None:
    before, now = rows("nps")
    assert (before["uitkomst"], now["uitkomst"], now["eenheid"]) == ("4,6000", "-28,6000", "score")
    assert (before["in_druk"], now["in_druk"]) == ("+5", "−29")


def test_a_figure_from_a_publication_comes_with_its_source_and_nothing_that_is_not_known() -> None:
    book = replace(BOOK, facts=(*BOOK.facts, cited("kanaal.1@2024", 0.08, "8%", "=Rapport")))
    _, row = rows("kanaal", among=shown(book))
    assert {key: row[key] for key in ("status", "uitkomst", "standaardfout", "n", "n_effectief", "bron")} == {
        "status": "overgenomen", "uitkomst": "8,0000", "standaardfout": "", "n": "", "n_effectief": "",
        "bron": "'=Rapport",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("wording", "written"),
    [
        ("=negatief", "'=negatief"),
        ("@SOM(A1)", "'@SOM(A1)"),
        ("+31 6", "'+31 6"),
        ("-", "'-"),
        ("1-2", "'1-2"),
        ("3/4", "'3/4"),
        ("1–2 keer", "1–2 keer"),
        ("7", "7"),
        ('een "ja"; of nee', 'een "ja"; of nee'),
    ],
)
def test_excel_takes_no_answer_for_a_formula_or_a_date(wording: str, written: str) -> None:
    question = replace(CODEBOOK.questions["houding"], answers={1: wording})
    codebook = replace(CODEBOOK, questions={**CODEBOOK.questions, "houding": question})
    assert rows("houding.1", among=replace(shown(), codebook=codebook))[0]["omschrijving"] == written


def test_json_is_a_part_of_the_facts_in_their_public_form() -> None:
    facts = choose_facts(shown(), "positief", "2025")
    assert [one["id"] for one in json.loads(render_json(facts, shown()))["facts"]] == ["positief@2025"]
    assert [one.wave for one in part("positief", "2025").samples] == ["2025"]


def test_json_has_every_test_that_a_chosen_figure_takes_part_in() -> None:
    assert [one.id for one in part("positief", "2025").comparisons] == [
        "positief@2024..2025", "positief@2023..2025", "positief>nps@2025",
    ]  # fmt: skip
    assert [one.id for one in part("positief", "2025", "leeftijd").comparisons if one.kind != "wave"] == [
        f"{YOUNG}:rest", "positief>nps@2025", f"{YOUNG}>midden",
    ]  # fmt: skip


def test_json_has_the_tests_of_whole_tables_that_were_asked_for() -> None:
    assert part("positief", "2025").tables == ()
    assert part("positief", "2025", "leeftijd").tables == BOOK.tables


def test_json_has_what_was_decided_of_the_questions_and_of_whole_waves() -> None:
    whole = Decision("2025", "2024", None, "mode", "online", "telefoon", comparable=True, reason="zelfde vragen")
    about = Decision("2025", "2024", "sector", "text", "“Oud?”", "“Nieuw?”", comparable=True, reason="spelling")
    book = replace(BOOK, decisions=(*BOOK.decisions, whole, about))
    assert part("positief", book=book).decisions == (whole,)
    assert part("sector", book=book).decisions == (whole, about)
    assert part("cijfer_telefoon", book=book).decisions == (*BOOK.decisions, whole)
