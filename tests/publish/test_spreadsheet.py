"""The workbook of tables: a sheet a table, numbers as numbers, texts as texts, and the fact of every number."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from reportgen.facts import Fact
from reportgen.publish.spreadsheet import render_spreadsheet
from reportgen.report.model import Cell, Chapter, Figure, Publication, Report, Row, Run, Table, plain
from reportgen.report.tabulation import sheets_of, tied_to
from tests.publish.example import line
from tests.publish.office import S, opened

FACT = Fact(
    "chatbot_positief@2025", "chatbot_positief", "2025", None, None, "share", 0.1512, 0.01, 0.13, 0.1749, 1043, 871.3,
    "published", "15%",
)  # fmt: skip
FACTS = {FACT.id: FACT}
NOTHING = Cell("–")
TOTAL = (
    Cell("15%", FACT.id),
    Cell("13% – 17%", f"{FACT.id}#interval"),
    NOTHING,
    NOTHING,
    Cell("1.043", f"{FACT.id}#n"),
)
YOUNG = (Cell("25%", "a", "▲"), NOTHING, Cell("<1%", "b"), NOTHING, Cell("87", "a#n"))
OLD = (Cell("9%", "c", "▼", indicative=True), NOTHING, NOTHING, NOTHING, Cell("onbekend"))
GROUPS = Table(
    "groepen",
    line("Houding per groep"),
    "",
    ("positief", "95%-interval", "negatief", "95%-interval", "n"),
    (
        Row("Totaal", TOTAL, kind="net"),
        Row("=SOM(A1)", YOUNG, section="Leeftijd"),
        Row("66 jaar en ouder", OLD),
    ),
    notes=(line("–: te weinig waarnemingen."),),
)


def workbook(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.fixture(scope="module")
def content(edition: Report) -> bytes:
    return render_spreadsheet(edition, edition.report, {})


@pytest.fixture(scope="module")
def groups(edition: Report) -> openpyxl.Workbook:
    publication = replace(edition.report, chapters=(Chapter("a", 1, line("De houding"), (GROUPS,)),))
    return workbook(render_spreadsheet(edition, publication, FACTS))


def tables_of(publication: Publication) -> list[Table]:
    blocks = [block for chapter in publication.chapters for block in chapter.blocks]
    tables = [block.table if isinstance(block, Figure) else block for block in blocks]
    return [table for table in tables if isinstance(table, Table)]


def texts(sheet: Worksheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_every_table_of_the_report_has_a_sheet_between_contents_and_origins(content: bytes, edition: Report) -> None:
    book, tables = workbook(content), tables_of(edition.report)
    assert book.sheetnames[0] == "Inhoud"
    assert book.sheetnames[-1] == "Herkomst"
    assert len(book.sheetnames) == len(tables) + 2
    assert [book[name]["A1"].value for name in book.sheetnames[1:-1]] == [plain(table.caption) for table in tables]
    assert book.sheetnames[1:4] == ["Figuur 1", "Figuur 2", "Figuur 3"]
    assert book["Inhoud"]["A1"].value == "Tabellen bij de Nationale Voice Monitor 2025"


def test_the_contents_lead_to_every_sheet_and_back_and_say_that_respondents_are_simulated(
    content: bytes, edition: Report
) -> None:
    book = workbook(content)
    links = {cell.value: cell.hyperlink.location for (cell, *_) in book["Inhoud"].iter_rows() if cell.hyperlink}
    assert links == {name: f"'{name}'!A1" for name in book.sheetnames[1:-1]}
    assert all(book[name]["A2"].hyperlink.location == "'Inhoud'!A1" for name in book.sheetnames[1:-1])
    assert edition.simulation_notice in [row[0] for row in texts(book["Inhoud"])]


def test_a_share_is_a_number_that_is_not_rounded_and_is_shown_as_it_was_printed(groups: openpyxl.Workbook) -> None:
    cell = groups["Tabel 1"]["C5"]
    assert (cell.value, cell.data_type, cell.number_format) == (0.1512, "n", "0%")


def test_a_table_is_written_out_in_full(groups: openpyxl.Workbook) -> None:
    assert texts(groups["Tabel 1"])[3:] == [
        [
            "Onderdeel",
            "Omschrijving",
            "positief",
            "95%-interval, van",
            "95%-interval, tot",
            "negatief",
            "95%-interval",
            "n",
        ],
        ["", "Totaal", 0.1512, 0.13, 0.1749, "–", "–", 1043],
        ["Leeftijd", "=SOM(A1)", 0.25, "–", "–", "<1%", "–", 87],
        ["Leeftijd", "66 jaar en ouder", 0.09, "–", "–", "–", "–", "onbekend"],
        [None] * 8,
        ["–: te weinig waarnemingen.", *[None] * 7],
    ]


def test_what_is_significant_and_what_is_indicative_can_be_seen(groups: openpyxl.Workbook) -> None:
    higher, lower = groups["Tabel 1"]["C6"], groups["Tabel 1"]["C7"]
    assert higher.number_format == '"▲\u00a0"0%'
    assert lower.number_format == '"▼\u00a0"0%'
    assert (higher.font.i, lower.font.i) == (False, True)


def test_a_label_that_looks_like_a_formula_stays_a_label(groups: openpyxl.Workbook) -> None:
    cell = groups["Tabel 1"]["B6"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=SOM(A1)", "s", True)


def test_no_cell_is_a_formula_and_none_are_merged(content: bytes) -> None:
    document = opened(content)
    for name in document.parts:
        if name.startswith("xl/worksheets/sheet"):
            sheet = document.tree(name)
            assert list(sheet.iter(f"{S}f")) == []
            assert list(sheet.iter(f"{S}mergeCell")) == []


def test_heads_are_declared_stay_in_sight_and_come_back_on_every_printed_page(content: bytes) -> None:
    book = workbook(content)
    for name in book.sheetnames[1:-1]:
        sheet = book[name]
        (table,) = sheet.tables.values()
        heads = [cell.value for cell in sheet[4] if cell.value is not None]
        assert [column.name for column in table.tableColumns] == heads
        assert all(heads)
        assert sheet.freeze_panes in {"B5", "C5"}
        assert sheet.print_title_rows == "$4:$4"


def test_the_last_sheet_names_every_number_with_its_fact_and_the_others_without(groups: openpyxl.Workbook) -> None:
    listed = texts(groups["Herkomst"])[3:]
    assert listed[0] == ["Blad", "Cel", "In druk", "Feit"]
    assert [row for row in listed if row[0] == "Tabel 1"] == [
        ["Tabel 1", "D4", "95%-interval, van", ""],
        ["Tabel 1", "E4", "95%-interval, tot", ""],
        ["Tabel 1", "G4", "95%-interval", ""],
        ["Tabel 1", "C5", "15%", "chatbot_positief@2025"],
        ["Tabel 1", "D5", "13%", "chatbot_positief@2025#low"],
        ["Tabel 1", "E5", "17%", "chatbot_positief@2025#high"],
        ["Tabel 1", "H5", "1.043", "chatbot_positief@2025#n"],
        ["Tabel 1", "B6", "=SOM(A1)", ""],
        ["Tabel 1", "C6", "25%", "a"],
        ["Tabel 1", "F6", "<1%", "b"],
        ["Tabel 1", "H6", "87", "a#n"],
        ["Tabel 1", "B7", "66 jaar en ouder", ""],
        ["Tabel 1", "C7", "9%", "c"],
    ]
    assert ["Inhoud", "A2", "Landelijke editie, 19 maart 2025", ""] in listed


def test_a_number_in_the_title_of_a_table_is_tied_to_its_fact_too() -> None:
    assert tied_to(line("Figuur 2: van [9%|a@2024] naar [17%|a@2025]")) == ";a@2024;a@2025"
    assert tied_to((Run("n = "), Run("742–753", fact="a#n;b#n"))) == "a#n;b#n"
    assert tied_to((Run("13% – 17%", fact="a@2025#interval"),)) == ""
    assert tied_to(line("Houding in 2025")) == ""


def test_two_columns_of_the_same_name_are_told_apart() -> None:
    table = Table("a", line("a"), "", ("2024", "verschil", "2025", "verschil"), ())
    (sheet,) = sheets_of(Publication("report", (), (), (Chapter("a", 1, (), (table,)),)))
    assert sheet.heads == ("Omschrijving", "2024", "verschil", "2025", "verschil – 2025")


def test_a_fact_that_was_printed_wrong_never_gets_into_the_workbook(edition: Report) -> None:
    publication = replace(edition.report, chapters=(Chapter("a", 1, line("De houding"), (GROUPS,)),))
    wrong: Mapping[str, Fact] = {FACT.id: replace(FACT, estimate=0.16)}
    with pytest.raises(ValueError, match="'15%' is printed of 16"):
        render_spreadsheet(edition, publication, wrong)


def test_the_same_tables_give_the_same_bytes_with_their_language_and_date(content: bytes, edition: Report) -> None:
    assert render_spreadsheet(edition, edition.report, {}) == content
    document = opened(content)
    core = {element.tag.rpartition("}")[2]: element.text for element in document.tree("docProps/core.xml")}
    assert core["language"] == "nl-NL"
    assert core["created"] == "2025-03-19T00:00:00Z"
    assert core["creator"] == "Nationale Voice Monitor"
    assert document.dates == {(1980, 1, 1, 0, 0, 0)}


def test_every_sheet_has_a_name_of_its_own_that_excel_takes(edition: Report) -> None:
    names = [sheet.name for sheet in sheets_of(edition.report)]
    assert len(set(names)) == len(names)
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)
