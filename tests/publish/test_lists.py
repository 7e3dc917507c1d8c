"""A table as a list for a spreadsheet: a cell a row, with its heads, and what it prints unrounded."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from reportgen.publish.lists import HEADS, list_table
from reportgen.publish.lists_along import lists_of
from reportgen.report.model import Cell, Row, Table
from tests.publish import example
from tests.publish.test_figures_kit import FACT

TABLE = Table(
    "proef",
    example.line("Houding per groep"),
    "",
    ("Positief", "n"),
    (
        Row("mannen", (Cell("15%", "a@2025", "▲"), Cell("1.043", "a@2025#n")), section="Geslacht"),
        Row("=vrouwen", (Cell("–"), Cell("12", "b@2025#n", indicative=True))),
    ),
    number=3,
)


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_a_cell_is_a_row_with_its_section_and_its_heads() -> None:
    found = rows(list_table(TABLE, {}))
    assert list(found[0]) == list(HEADS)
    assert [(row["onderdeel"], row["categorie"], row["reeks"], row["in_druk"]) for row in found] == [
        ("Geslacht", "mannen", "Positief", "15%"),
        ("Geslacht", "mannen", "n", "1.043"),
        ("Geslacht", "'=vrouwen", "Positief", "–"),
        ("Geslacht", "'=vrouwen", "n", "12"),
    ]


def test_an_estimate_is_given_unrounded_with_its_limits_and_anything_else_only_as_printed() -> None:
    share, base, hidden, few = rows(list_table(TABLE, {"a@2025": FACT}))
    assert (share["uitkomst"], share["ondergrens"], share["bovengrens"], share["n"]) == (
        "15,1250",
        "13,0000",
        "17,0000",
        "1043",
    )
    assert (share["verschil"], share["feit"]) == ("hoger", "a@2025")
    assert (base["uitkomst"], base["feit"]) == ("", "a@2025#n")
    assert (hidden["uitkomst"], hidden["feit"]) == ("", "")
    assert few["indicatief"] == "ja"


def test_the_lists_of_a_publication_are_named_and_told_by_their_number() -> None:
    chapter = replace(example.report().chapters[1], blocks=(example.houding(), TABLE, replace(TABLE, number=None)))
    found = lists_of(replace(example.report(), chapters=(chapter,)), {})
    assert [(file.name, file.description) for file in found] == [
        ("figuur-01-houding.csv", "De cijfers van figuur 1: Twee keer zo veel mensen neutraal als negatief"),
        ("tabel-03-proef.csv", "Tabel 3: Houding per groep"),
    ]
