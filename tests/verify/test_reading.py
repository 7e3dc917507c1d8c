"""Whatever the format, the same sentence is found, with its place; and one changed digit in it is caught."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from reportgen.errors import UserError
from reportgen.verify.examination import Examiner
from reportgen.verify.reading import read_document, read_documents
from tests.verify.conftest import told

SENTENCE = "In 2025 is {}% van de Nederlanders positief over een chatbot."
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def paragraph(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    runs = "".join(f"<w:r><w:t xml:space='preserve'>{part}</w:t></w:r>" for part in (text[:9], text[9:]))
    return f"<w:p>{properties}{runs}</w:p>"


def docx(body: str, **parts: str) -> bytes:
    """A Word document of one part, or more."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, xml in {"document": body, **parts}.items():
            package.writestr(f"word/{name}.xml", f'<w:{name} xmlns:w="{WORD}"><w:body>{xml}</w:body></w:{name}>')
    return made.getvalue()


def xlsx(rows: list[list[str]]) -> bytes:
    """A workbook of one sheet; what is empty has no cell."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([text or None for text in row])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def pdf(text: str) -> bytes:
    from weasyprint import HTML

    style = "<style>p { width: 5cm; font-family: sans-serif }</style>"
    made: bytes = HTML(string=f"<html lang=nl>{style}<h1>Chatbots</h1><p>{text}</p></html>").write_pdf()
    return made


FORMATS: dict[str, tuple[Callable[[str], bytes], str]] = {
    "tekst.txt": (lambda text: f"Kop\n\n{text}\n".encode(), "regel 3"),
    "tekst.md": (lambda text: f"# Kop\n\nEen **vette** zin. {text}\n".encode(), "regel 3"),
    "tekst.html": (lambda text: f"<title>Kop</title>\n<p>Eerst.</p>\n<p>{text}</p>".encode(), "regel 3"),
    "tekst.docx": (lambda text: docx(paragraph("Kop", "Kop1") + paragraph(text)), "alinea 2"),
    "tekst.xlsx": (lambda text: xlsx([["Kop"], [text]]), "blad Sheet, cel A2"),
    "tekst.pdf": (pdf, "pagina 1"),
    "tekst.svg": (lambda text: f"<svg><desc>{text}</desc></svg>".encode(), "tekst in de figuur"),
}


@pytest.mark.parametrize("name", FORMATS)
def test_a_sentence_is_found_with_its_place_and_a_changed_digit_is_caught(
    name: str, tmp_path: Path, examiner: Examiner
) -> None:
    make, place = FORMATS[name]
    file = tmp_path / name
    file.write_bytes(make(SENTENCE.format(15)))
    examination = examiner.examine(read_document(file))
    assert told(examination) == [("15%", "klopt")]
    assert [sentence.place for sentence in examination.sentences] == [place]
    file.write_bytes(make(SENTENCE.format(16)))
    assert told(examiner.examine(read_document(file))) == [("16%", "klopt niet")]


def texts(file: Path) -> list[str]:
    return [passage.text for passage in read_document(file).passages]


def test_a_page_is_read_without_its_scripts_and_with_its_descriptions(tmp_path: Path) -> None:
    file = tmp_path / "pagina.html"
    file.write_text(
        "<style>p { width: 15% }</style><script>let a = 16</script><p>E&eacute;n <b>wo&shy;ord</b><br>en meer</p>"
        "<img alt='Figuur met 17%'><ul><li>punt</ul>"
    )
    assert texts(file) == ["Eén woord en meer", "Figuur met 17%", "punt"]


@pytest.mark.parametrize("name", ["tabel.html", "tabel.md", "tabel.docx", "tabel.xlsx"])
def test_a_cell_comes_with_the_heads_of_its_row_and_column(name: str, tmp_path: Path, examiner: Examiner) -> None:
    rows = [
        ["", "2024", "2025"],
        ["positief over een chatbot", "10%", "15%"],
        ["negatief over een chatbot", "52%", "33%"],
    ]
    makers: dict[str, Callable[[], bytes]] = {
        "tabel.html": lambda: _html_table(rows),
        "tabel.md": lambda: _markdown_table(rows),
        "tabel.docx": lambda: _word_table(rows),
        "tabel.xlsx": lambda: xlsx(rows),
    }
    file = tmp_path / name
    file.write_bytes(makers[name]())
    cells = {passage.text: passage.heads for passage in read_document(file).passages if "%" in passage.text}
    assert cells["15%"] == "positief over een chatbot | 2025"
    found = told(examiner.examine(read_document(file)))
    assert [verdict for number, verdict in found if number in {"10%", "15%", "52%"}] == ["klopt"] * 3
    assert ("33%", "niet herleidbaar") in found


def _html_table(rows: list[list[str]]) -> bytes:
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table>{body}</table>".encode()


def _markdown_table(rows: list[list[str]]) -> bytes:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|---|---|---|", *lines[1:]]).encode()


def _word_table(rows: list[list[str]]) -> bytes:
    body = "".join("<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
    return docx(f"<w:tbl>{body}</w:tbl>")


def test_a_word_document_is_read_with_its_notes_and_without_what_was_deleted(tmp_path: Path) -> None:
    file = tmp_path / "tekst.docx"
    deleted = "<w:p><w:r><w:delText>weg 12%</w:delText></w:r><w:r><w:t>blijft</w:t></w:r></w:p>"
    file.write_bytes(docx(deleted, footnotes=paragraph("Een noot.")))
    assert [(p.text, p.place) for p in read_document(file).passages] == [
        ("blijft", "alinea 1"),
        ("Een noot.", "voetnoot 1"),
    ]


def test_lines_that_were_broken_off_are_one_sentence_with_the_line_it_begins_on(
    tmp_path: Path, examiner: Examiner
) -> None:
    file = tmp_path / "tekst.txt"
    file.write_text(
        "Dit is een lange eerste regel van een alinea die is afgebroken om te passen.\n"
        "Daarna volgt dat 15% van de\nNederlanders positief is over een chatbot.\n"
    )
    (sentence,) = examiner.examine(read_document(file)).sentences
    assert (sentence.place, sentence.text[:6]) == ("regel 2", "Daarna")


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_a_text_from_windows_is_read(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "tekst.txt"
    file.write_bytes("Eén op de vijf belt.".encode(encoding))
    assert texts(file) == ["Eén op de vijf belt."]


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("leeg.txt", b"", "in dit bestand staat geen tekst."),
        ("stuk.pdf", b"%PDF-1.7 stuk", "dit bestand is beschadigd."),
        ("stuk.docx", b"PK stuk", "dit bestand is beschadigd."),
        ("leeg.docx", b"PK\x05\x06" + bytes(18), "dit bestand is beschadigd."),
        ("stuk.svg", b"<svg><text>15%</svg>", "dit bestand is beschadigd."),
        ("bom.svg", b'<!DOCTYPE svg [<!ENTITY a "b">]><svg><text>&a;</text></svg>', "dit bestand is beschadigd."),
        ("stuk.xlsx", b"PK stuk", "dit bestand is beschadigd."),
        ("leeg.xlsx", b"PK\x05\x06" + bytes(18), "dit bestand is beschadigd."),
        ("rekenblad.ods", b"PK", "dit soort bestand (.ods) wordt niet gelezen."),
        ("brief.txt", b"PK\3\4\0", "dit is geen gewone tekst, al eindigt de naam op .txt."),
        ("gegevens", b"\0\1\2", "dit soort bestand (zonder achtervoegsel) wordt niet gelezen."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(name: str, content: bytes, what: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(UserError) as refused:
        read_document(file)
    (problem,) = refused.value.problems
    assert problem.what == what
    assert problem.place is not None
    assert problem.place.file == file.as_posix()


def test_all_files_that_cannot_be_read_are_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        read_documents([tmp_path / "weg.txt", tmp_path])
    assert [problem.what for problem in refused.value.problems] == ["dit bestand is er niet.", "dit is een map."]
