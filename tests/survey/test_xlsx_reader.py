"""Excel workbooks, and everything that calls itself one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from reportgen.errors import UserError
from reportgen.survey.xlsx_reader import parse_xlsx
from tests.survey.cells import cells_of

FILE = "data/2024.xlsx"


def workbook(fill: Callable[[Worksheet], object], *others: str) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        fill(book.add_worksheet("Data"))
        for name in others:
            book.add_worksheet(name)
    return content.getvalue()


def filled(*rows: list[object]) -> bytes:
    return workbook(lambda sheet: [sheet.write_row(number, 0, row) for number, row in enumerate(rows)])


def refusal(content: bytes) -> str:
    with pytest.raises(UserError) as caught:
        parse_xlsx(content, FILE)
    assert FILE in str(caught.value)
    return str(caught.value)


def test_cells_are_numbers_texts_or_nothing() -> None:
    table = parse_xlsx(filled(["id", "q1", "q2"], [1, " ja ", None], [2, 3.5, True]), FILE)
    assert cells_of(table) == {"id": (1.0, 2.0), "q1": ("ja", 3.5), "q2": (None, "WAAR")}
    assert list(table.rows) == [2, 3]


def test_a_date_is_text_and_a_year_may_name_a_column() -> None:
    table = parse_xlsx(filled(["id", 2024], [1, "x"]), FILE)
    assert "2024" in table.columns

    def with_date(sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ["id", "dag"])
        sheet.write_number(1, 0, 1)
        sheet.write_datetime(1, 1, date(2024, 3, 5))

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"default_date_format": "dd-mm-yyyy"}) as book:
        with_date(book.add_worksheet())
    assert cells_of(parse_xlsx(content.getvalue(), FILE))["dag"] == ("2024-03-05",)


def test_rows_are_numbered_as_excel_does_also_past_empty_ones() -> None:
    table = parse_xlsx(filled([None], ["id"], [None], [7]), FILE)
    assert (cells_of(table), list(table.rows)) == ({"id": (7.0,)}, [4])


def test_only_the_first_worksheet_is_read_and_that_is_remarked() -> None:
    table = parse_xlsx(workbook(lambda sheet: sheet.write_column(0, 0, ["id", 1]), "Labels"), FILE)
    assert table.remarks == (f"{FILE}: alleen het eerste werkblad is gelezen, van de 2.",)


def test_hidden_rows_are_read_and_remarked() -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.write_column(0, 0, ["id", 1, 2])
        sheet.set_row(1, None, None, {"hidden": True})

    table = parse_xlsx(workbook(hide), FILE)
    assert cells_of(table)["id"] == (1.0, 2.0)
    assert table.remarks == (f"{FILE}: 1 verborgen rij is meegelezen.",)


def test_an_error_in_a_cell_is_refused_with_the_cell() -> None:
    def divide(sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ["id", "gewicht"])
        sheet.write_number(1, 0, 1)
        sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")

    assert "foutwaarde in cel B2." in refusal(workbook(divide))


def test_a_formula_that_was_never_computed_is_refused_with_the_cell() -> None:
    def formulas(sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ["id", "gewicht", "tekst"])
        for row in range(1, 9):
            sheet.write_number(row, 0, row)
            sheet.write_formula(row, 1, "=1+1", None, "")

    message = refusal(workbook(formulas))
    assert "formule zonder berekende waarde in cel B2, B3, B4, B5, B6 en 3 andere." in message
    # One that came out as an empty text has been computed.
    text = rewritten(workbook(formulas), b'<c r="B', b'<c t="str" r="B')
    assert cells_of(parse_xlsx(text, FILE))["gewicht"] == (None,) * 8


def test_errors_are_found_too_where_elements_have_a_prefix() -> None:
    def divide(sheet: Worksheet) -> None:
        sheet.write_column(0, 0, ["id", 1])
        sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")

    prefixed = workbook(divide)
    for element in (b"c", b"f", b"v", b"row", b"worksheet"):
        prefixed = rewritten(prefixed, b"<" + element + b" ", b"<x:" + element + b" ")
        prefixed = rewritten(prefixed, b"<" + element + b">", b"<x:" + element + b">")
        prefixed = rewritten(prefixed, b"</" + element + b">", b"</x:" + element + b">")
    assert "foutwaarde in cel B2." in refusal(prefixed)


def test_a_computed_formula_is_its_value() -> None:
    def compute(sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ["id", "gewicht"])
        sheet.write_number(1, 0, 1)
        sheet.write_formula(1, 1, "=1/2", None, 0.5)

    assert cells_of(parse_xlsx(workbook(compute), FILE))["gewicht"] == (0.5,)


def test_a_cell_far_away_from_the_answers_is_refused_before_everything_between_is_filled() -> None:
    def stray(sheet: Worksheet) -> None:
        sheet.write_column(0, 0, ["id", 1])
        sheet.write_number(1_048_575, 16_383, 1)

    assert "het werkblad loopt door tot rij 1048576 en kolom 16384" in refusal(workbook(stray))


def test_names_and_emptiness_are_judged_as_in_a_csv_file() -> None:
    assert "de kolom “q” komt 2 keer voor" in refusal(filled(["q", "q"], [1, 2]))
    assert "kolom 2 heeft geen naam" in refusal(filled(["id", None, "q"], [1, 2, 3]))
    assert "geen respondenten" in refusal(filled(["id", "q"]))
    assert "het bestand is leeg" in refusal(filled())


@pytest.mark.parametrize("content", [b"id;q\n1;a\n", b"%PDF-1.7", b"", b"PK\x03\x04 cut off"])
def test_what_is_not_a_workbook_is_said_so(content: bytes) -> None:
    assert "dit is geen Excel-werkmap, of zij is afgekapt" in refusal(content)


def test_a_truncated_workbook_is_said_so() -> None:
    assert "afgekapt" in refusal(filled(["id"], [1])[:-40])


def test_a_zip_file_that_holds_something_else_is_refused() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert "de werkmap is niet te lezen" in refusal(content.getvalue())


def test_a_password_or_an_old_format_is_said_so() -> None:
    assert "heeft een wachtwoord, of is in het oude formaat" in refusal(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    )


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(20_000_000))
    assert "de werkmap pakt uit tot 20 MB" in refusal(content.getvalue())


def rewritten(content: bytes, old: bytes, new: bytes) -> bytes:
    """The same workbook with something else in its worksheet."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data.replace(old, new) if "worksheets/" in name else data)
    return made.getvalue()
