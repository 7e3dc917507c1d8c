"""Word documents and workbooks: the fact of a number where they name it, and what a cell shows."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from reportgen.errors import UserError
from reportgen.verify.documents import Passage
from reportgen.verify.formats.listed import read_list
from reportgen.verify.formats.spreadsheet import (
    declared_in_spreadsheet,
    read_spreadsheet,
    reference_of,
)
from reportgen.verify.formats.word import read_word
from reportgen.verify.formats.workbook import place_of

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"


def docx(body: str, numbers: dict[str, str] | None = None, namespace: str = "urn:reportgen:numbers") -> bytes:
    """A Word document, with a part that says of which facts its tags are."""
    rows = "".join(f'<number tag="{tag}" fact="{fact}"/>' for tag, fact in (numbers or {}).items())
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        xml = f'<w:document xmlns:w="{WORD}" xmlns:wp="{DRAWING}"><w:body>{body}</w:body></w:document>'
        package.writestr("word/document.xml", xml)
        package.writestr("customXml/item1.xml", '<other xmlns="urn:x"><number tag="a" fact="verkeerd"/></other>')
        package.writestr("customXml/item2.xml", f'<numbers xmlns="{namespace}">{rows}</numbers>')
    return made.getvalue()


def packed(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return made.getvalue()


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def control(tag: str, *texts: str, title: str = "") -> str:
    inside = "".join(run(text) for text in texts)
    properties = f'<w:sdtPr><w:alias w:val="{title}"/><w:tag w:val="{tag}"/></w:sdtPr>'
    return f"<w:sdt>{properties}<w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def marked(passage: Passage) -> list[tuple[str, str]]:
    return [(passage.text[mark.start : mark.end], mark.fact) for mark in passage.marks]


def test_a_number_in_a_control_is_marked_with_its_fact() -> None:
    body = f"<w:p>{run('Nu is  ')}{control('a', '15%')}{run(' positief, eerst ')}{control('b', '10%')}{run('.')}</w:p>"
    (passage,) = read_word(docx(body, {"a": "positief@2025", "b": "positief@2024"}), "tekst")
    assert passage.text == "Nu is 15% positief, eerst 10%."
    assert marked(passage) == [("15%", "positief@2025"), ("10%", "positief@2024")]


def test_word_may_have_cut_the_text_of_a_control_in_pieces() -> None:
    (passage,) = read_word(docx(f"<w:p>{control('a', '1', '5', '%')}{run(' belt')}</w:p>", {"a": "x@2025"}), "tekst")
    assert marked(passage) == [("15%", "x@2025")]


def test_a_control_that_was_pasted_into_another_document_still_says_its_fact_by_its_title() -> None:
    body = f"<w:p>{control('a', '15%', title='x@2025')}{run(' ')}{control('b', '10%', title='Datum')}</w:p>"
    (passage,) = read_word(docx(body, {"a": "y@2025"}, namespace="urn:other"), "tekst")
    assert marked(passage) == [("15%", "x@2025")]


def test_a_title_that_was_cut_off_names_no_fact() -> None:
    (passage,) = read_word(docx(f"<w:p>{control('a', '15%', title='x@2025/leeftijd=1…')}</w:p>"), "tekst")
    assert passage.text == "15%"
    assert passage.marks == ()


def test_controls_around_whole_paragraphs_and_in_each_other_lose_no_text() -> None:
    inner = f"<w:p>{run('Eerst ')}{control('a', 'nu ')}{run('dan')}</w:p>"
    nested = f"<w:p><w:sdt><w:sdtPr/><w:sdtContent>{run('rond ')}{control('a', '15%')}</w:sdtContent></w:sdt></w:p>"
    body = f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>{nested}"
    passages = read_word(docx(body, {"a": "x@2025"}), "tekst")
    assert [passage.text for passage in passages] == ["Eerst nu dan", "rond 15%"]
    assert marked(passages[1]) == [("15%", "x@2025")]


def test_a_number_in_a_cell_is_marked_where_it_stands() -> None:
    cells = [f"<w:tc><w:p>{inside}</w:p></w:tc>" for inside in (run(""), run("2025"))]
    cells += [f"<w:tc><w:p>{inside}</w:p></w:tc>" for inside in (run("positief"), run("▲ ") + control("a", "15%"))]
    table = f"<w:tbl><w:tr>{''.join(cells[:2])}</w:tr><w:tr>{''.join(cells[2:])}</w:tr></w:tbl>"
    (_, passage) = read_word(docx(table, {"a": "x@2025"}), "tekst")
    assert (passage.text, passage.heads, marked(passage)) == ("▲ 15%", "positief | 2025", [("15%", "x@2025")])


def test_what_is_said_of_a_picture_is_read_when_it_has_numbers() -> None:
    pictures = "".join(
        f'<w:p><w:r><wp:docPr id="1" descr="{told}"/></w:r></w:p>' for told in ("Van 9% naar 17%.", "Logo")
    )
    assert [(p.text, p.place) for p in read_word(docx(pictures), "tekst")] == [("Van 9% naar 17%.", "omschrijving")]


def workbook(*sheets: tuple[str, list[list[object]]], formats: dict[str, str] | None = None) -> bytes:
    """A workbook; `formats` are the number formats of cells on its first sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    for cell, code in (formats or {}).items():
        book.worksheets[0][cell].number_format = code
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def shown(content: bytes) -> list[tuple[str, str, str]]:
    return [(passage.place, passage.heads, passage.text) for passage in read_spreadsheet(content, "blad.xlsx")]


ROWS: list[list[object]] = [
    ["Houding"],
    ["jaar", "positief", "n"],
    [2024, 0.0961, 1027],
    [2025, 0.125, 1043],
    ["Bron: de monitor."],
]


def test_a_cell_is_read_as_it_is_shown_with_its_heads() -> None:
    formats = {"B3": "0%", "B4": "0%", "C3": "#,##0", "C4": "#,##0"}
    assert shown(workbook(("Blad", ROWS), formats=formats)) == [
        ("blad Blad, cel A1", "", "Houding"),
        ("blad Blad, cel A3", "jaar | Houding", "2024"),
        ("blad Blad, cel B3", "2024 | positief | Houding", "10%"),
        ("blad Blad, cel C3", "2024 | n | Houding", "1.027"),
        ("blad Blad, cel A4", "jaar | Houding", "2025"),
        ("blad Blad, cel B4", "2025 | positief | Houding", "13%"),
        ("blad Blad, cel C4", "2025 | n | Houding", "1.043"),
        ("blad Blad, cel A5", "", "Bron: de monitor."),
    ]


def test_tables_under_each_other_have_their_own_heads() -> None:
    rows: list[list[object]] = [["a", "b"], ["x", "1%"], ["Daarna"], ["c", "d"], ["y", "2%"]]
    assert [heads for _, heads, text in shown(workbook(("Blad", rows))) if "%" in text] == ["x | b", "y | d | Daarna"]


def test_the_list_of_facts_marks_the_cells_that_it_names_and_is_no_text_itself() -> None:
    facts: list[list[object]] = [
        ["Van welk feit"],
        [None],
        ["Blad", "Cel", "In druk", "Feit"],
        ["Cijfers", "B2", "15%", "x@2025"],
        ["Cijfers", "C2", "18% – 34%", "x@2025#interval"],
        ["Cijfers", "D2", "742–753", "x@2025#n;y@2025#n"],
    ]
    rows: list[list[object]] = [["", "positief", "interval", "n"], ["nu", "▲\u00a015%", "18% – 34%", "742–753"]]
    passages = read_spreadsheet(workbook(("Cijfers", rows), ("Herkomst", facts)), "blad.xlsx")
    assert [marked(passage) for passage in passages] == [
        [("15%", "x@2025")],
        [("18% – 34%", "x@2025#interval")],
        [("742", "x@2025#n"), ("753", "y@2025#n")],
    ]


def test_a_workbook_of_our_own_declares_its_numbers_and_another_none() -> None:
    rows: list[list[object]] = [["", "2025"], ["van 18 t/m 30 jaar", "15%"], ["n", "742–753"]]
    facts: list[list[object]] = [
        ["Blad", "Cel", "In druk", "Feit"],
        ["Cijfers", "B1", "2025", None],
        ["Cijfers", "A2", "van 18 t/m 30 jaar", None],
        ["Cijfers", "B2", "15%", "x@2025"],
        ["Cijfers", "B3", "742–753", ";y@2025#n"],
    ]
    own = workbook(("Cijfers", rows), ("Herkomst", facts))
    assert declared_in_spreadsheet(own, "blad.xlsx") == "2025 18 30 · 742 ·"
    assert declared_in_spreadsheet(workbook(("Cijfers", rows)), "blad.xlsx") == ""


def test_formulas_give_their_value_and_what_is_no_number_or_text_is_left_out() -> None:
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row>'
        '<c t="str"><f>A2</f><v>8 van de 10</v></c><c t="b"><v>1</v></c><c><v>12</v></c>'
        '<c t="inlineStr"><is><t>in 2025</t></is></c><c/></row></sheetData></worksheet>'
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package, zipfile.ZipFile(io.BytesIO(workbook(("Blad", [["x"]])))) as plain:
        for name in plain.namelist():
            package.writestr(name, sheet if name.endswith("sheet1.xml") else plain.read(name))
    assert [(place, text) for place, _, text in shown(made.getvalue())] == [
        ("blad Blad, cel A1", "8 van de 10"),
        ("blad Blad, cel C1", "12"),
        ("blad Blad, cel D1", "in 2025"),
    ]


@pytest.mark.parametrize(
    ("reference", "place"), [("A1", (1, 1)), ("Z9", (9, 26)), ("AA10", (10, 27)), ("XFD3", (3, 16384))]
)
def test_cells_are_found_by_their_names(reference: str, place: tuple[int, int]) -> None:
    assert place_of(reference) == place
    assert reference_of(*place) == reference


@pytest.mark.parametrize("missing", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"])
def test_a_workbook_that_lacks_a_part_is_damaged(missing: str) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package, zipfile.ZipFile(io.BytesIO(workbook(("Blad", [["x"]])))) as whole:
        for name in set(whole.namelist()) - {missing}:
            package.writestr(name, whole.read(name))
    with pytest.raises(UserError, match="beschadigd"):
        read_spreadsheet(made.getvalue(), "blad.xlsx")


def with_shared_texts(*texts: str) -> dict[str, bytes]:
    """The parts of a workbook whose cells refer to a list of texts, as Excel writes it."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        book.add_worksheet("Blad").write_column("A1", texts)
    with zipfile.ZipFile(made) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_texts_that_cells_share_are_found() -> None:
    parts = with_shared_texts("15%", "10%", "15%")
    assert [text for _, _, text in shown(packed(parts))] == ["15%", "10%", "15%"]


def test_a_text_that_is_not_there_is_damage() -> None:
    parts = with_shared_texts("15%")
    sheet = "xl/worksheets/sheet1.xml"
    assert b"<v>0</v>" in parts[sheet]
    with pytest.raises(UserError, match="beschadigd"):
        read_spreadsheet(packed(parts | {sheet: parts[sheet].replace(b"<v>0</v>", b"<v>9</v>")}), "blad.xlsx")


def test_no_path_of_a_sheet_leads_out_of_the_workbook(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package, zipfile.ZipFile(io.BytesIO(workbook(("Blad", [["x"]])))) as whole:
        for name in whole.namelist():
            package.writestr(name, whole.read(name).replace(b"worksheets/sheet1.xml", b"../../../sheet1.xml"))
    with pytest.raises(UserError, match="beschadigd"):
        read_spreadsheet(made.getvalue(), "blad.xlsx")


def listed(text: str) -> list[tuple[str, str, str, list[tuple[str, str]]]]:
    passages = read_list(text.encode("utf-8-sig"), "lijst.csv")
    return [(passage.place, passage.heads, passage.text, marked(passage)) for passage in passages]


@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_a_cell_of_a_list_comes_with_its_heads_and_line(sign: str) -> None:
    assert listed(f'groep{sign}"positief"\n"jong\nen vrij"{sign}15%\noud{sign}9%\n') == [
        ("regel 3", "jong en vrij | positief", "15%", []),
        ("regel 4", "oud | positief", "9%", []),
    ]


def test_a_list_of_our_own_says_which_fact_each_number_is() -> None:
    assert listed("categorie;in_druk;uitkomst;n;feit\n2025;15%;14,6005;1061;x@2025\n2024;–;;;x@2024\nkort\n") == [
        ("regel 2", "categorie", "2025", []),
        ("regel 2", "2025 | in_druk", "15%", [("15%", "x@2025")]),
        ("regel 2", "2025 | uitkomst", "14,6005", [("14,6005", "x@2025#unrounded")]),
        ("regel 2", "2025 | n", "1061", [("1061", "x@2025#unrounded_n")]),
        ("regel 2", "2025 | feit", "x@2025", []),
        ("regel 3", "categorie", "2024", []),
        ("regel 3", "2024 | feit", "x@2024", []),
    ]
