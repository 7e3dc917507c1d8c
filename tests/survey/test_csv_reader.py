"""CSV as it is really delivered, and what of it cannot be read with certainty."""

from __future__ import annotations

import pytest

from reportgen.errors import UserError
from reportgen.survey.csv_reader import parse_csv
from tests.survey.cells import cells_of

FILE = "data/2025.csv"


def refusal(content: bytes | str) -> str:
    with pytest.raises(UserError) as caught:
        parse_csv(content.encode() if isinstance(content, str) else content, FILE)
    message = str(caught.value)
    assert all(problem.remedy for problem in caught.value.problems)
    assert FILE in message
    return message


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_the_separator_is_the_one_in_the_header(separator: str) -> None:
    table = parse_csv(f"id{separator}q1\n1{separator}ja\n".encode(), FILE)
    assert cells_of(table) == {"id": ("1",), "q1": ("ja",)}


def test_a_separator_within_quotes_separates_nothing() -> None:
    table = parse_csv(b'id;"a,b,c,d"\n1;"x;y"\n', FILE)
    assert cells_of(table) == {"id": ("1",), "a,b,c,d": ("x;y",)}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_the_usual_encodings_are_recognised(encoding: str) -> None:
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    table = parse_csv(mark + "id;bedrag\n1;één € “meer”\n".encode(encoding), FILE)
    assert cells_of(table)["bedrag"] == ("één € “meer”",)
    expected = (f"{FILE} is gelezen als Windows-1252, omdat het geen geldig UTF-8 is.",) if encoding == "cp1252" else ()
    assert table.remarks == expected


def test_an_encoding_that_is_none_of_these_is_refused_with_its_line() -> None:
    # 0x81 is nothing in Windows-1252, and no UTF-8 either.
    assert "data/2025.csv, regel 3: de tekencodering is niet te herkennen" in refusal(b"id;q\n1;a\n2;\x81\n")
    assert "de tekencodering" in refusal(b"\xff\xfei\x00d")


def test_characters_that_were_lost_before_are_refused_with_their_line() -> None:
    assert "regel 2: het bestand bevat een teken dat bij een eerdere omzetting verloren ging" in refusal("id;q\n1;�\n")


def test_a_nul_character_is_refused_with_its_line() -> None:
    assert "data/2025.csv, regel 3: het bestand bevat een teken dat in geen tekst hoort" in refusal(
        b"id;q\r\n1;a\r\n2;\x00\r\n"
    )


def test_excels_line_about_the_separator_is_followed() -> None:
    table = parse_csv(b"sep=|\r\nid|q\r\n1|a;b\r\n", FILE)
    assert cells_of(table) == {"id": ("1",), "q": ("a;b",)}


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_any_way(ending: str) -> None:
    table = parse_csv(f"id;q{ending}1;a{ending}2;b{ending}".encode(), FILE)
    assert cells_of(table)["q"] == ("a", "b")


def test_a_line_break_or_separator_within_quotes_belongs_to_the_answer() -> None:
    table = parse_csv('id;open;q\n1;"regel een\nregel twee; ""echt""";a\n2;nog\u2028een;b\n'.encode(), FILE)
    assert cells_of(table)["open"] == ('regel een\nregel twee; "echt"', "nog\u2028een")
    assert list(table.rows) == [2, 3]


def test_blank_lines_are_passed_over_but_counted() -> None:
    table = parse_csv(b"id;q\n1;a\n;\n\n2;b\n", FILE)
    assert cells_of(table)["id"] == ("1", "2")
    assert list(table.rows) == [2, 5]


def test_spaces_around_a_cell_do_not_count_and_an_empty_one_is_nothing() -> None:
    assert cells_of(parse_csv(b"id ;q\n 1 ; \n", FILE)) == {"id": ("1",), "q": (None,)}


def test_a_ragged_row_is_refused_with_its_line() -> None:
    message = refusal('id;open;q\n1;"a\nb";c\n2;x\n3;x;y;z\n')
    assert "data/2025.csv, regel 4: deze rij heeft 2 velden, de kopregel 3." in message
    assert "data/2025.csv, regel 5: deze rij heeft 4 velden, de kopregel 3." in message


def test_of_many_ragged_rows_the_first_are_told() -> None:
    message = refusal("id;q\n" + "1\n" * 8)
    assert message.count("deze rij heeft 1 velden") == 5
    assert "nog 3 rijen hebben een ander aantal velden" in message


def test_the_line_of_a_ragged_row_counts_the_line_about_the_separator() -> None:
    assert "regel 3: deze rij heeft 1 velden" in refusal("sep=;\nid;q\n1\n")


@pytest.mark.parametrize("row", ['2;"open', '2;"open"er'])
def test_a_quote_that_is_not_closed_is_refused_with_the_line_it_begins_on(row: str) -> None:
    assert "data/2025.csv, regel 3: een aanhalingsteken is niet gesloten" in refusal(f"id;q\n1;a\n{row}\n3;b\n4;c\n")


def test_a_column_name_that_occurs_twice_is_refused() -> None:
    assert "de kolom “q” komt 2 keer voor" in refusal("id;q;q\n1;a;b\n")


def test_a_column_without_a_name_is_refused() -> None:
    assert "kolom 2 heeft geen naam" in refusal("id;;q\n1;a;b\n")


def test_more_columns_than_a_survey_has_are_refused() -> None:
    names = ";".join(f"q{number}" for number in range(5_001))
    assert "het bestand heeft 5001 kolommen" in refusal(f"{names}\n{names}\n")


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff", "sep=;\n"])
def test_an_empty_file_is_refused(content: str) -> None:
    assert "het bestand is leeg" in refusal(content)


@pytest.mark.parametrize("content", ["id;q\n", "id;q\n\n;\n"])
def test_a_file_with_only_a_header_is_refused(content: str) -> None:
    assert "het bestand bevat geen respondenten" in refusal(content)


@pytest.mark.parametrize(
    ("start", "name"), [(b"PK\x03\x04", "een Excel-werkmap"), (b"%PDF-1.7", "een PDF"), (b"$FL2", "SPSS")]
)
def test_another_kind_of_file_is_called_what_it_is(start: bytes, name: str) -> None:
    message = refusal(start + b"\x00\x81")
    assert "dit is geen CSV-bestand" in message
    assert name in message
