"""Excel workbooks, looked over as a zip file before a parser may unpack them."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO
from posixpath import join, normpath

import numpy as np

from reportgen.errors import Place, Problem, UserError
from reportgen.survey.column import Cell, encode_cells
from reportgen.survey.table import MOST_COLUMNS, RawTable, check_header, no_respondents, nothing_at_all

LARGEST_UNPACKED = 400_000_000
LARGEST_RATIO = 150
MOST_MEMBERS = 5_000
MOST_ROWS = 200_000
CELLS_SHOWN = 5
SAVE_AGAIN = "Sla haar opnieuw op in Excel als .xlsx."
PROTECTED = b"\xd0\xcf\x11\xe0"
"""How an old Excel file begins, and a new one with a password: both are OLE containers."""

SHEET_ID = re.compile(rb'<(?:\w+:)?sheet\b[^>]*:id="([^"]+)"')
RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
TARGET = re.compile(rb'\bTarget="([^"]+)"')
PREFIX = re.compile(rb"<(/?)\w+:")
CELL = re.compile(rb"<c\b([^>]*[^/>])>(.*?)</c>", re.DOTALL)
REFERENCE = re.compile(rb'\br="([A-Z]+[0-9]+)"')
HIDDEN_ROW = re.compile(rb'<row\b[^>]*\bhidden="(?:1|true)"')
VALUE = re.compile(rb"<v>[^<]")
ROW_NUMBER = re.compile(rb'<row\b[^>]*\br="([0-9]+)"')
FAR_COLUMN = re.compile(rb'\br="([A-Z]{3})[0-9]')


def parse_xlsx(content: bytes, file: str) -> RawTable:
    """Parse the first worksheet, whose first row names the columns; raises UserError for what cannot be trusted."""
    with _checked_zip(content, file) as archive:
        sheet = _first_sheet(archive, file)
    _refuse_far_cells(sheet, file)
    _refuse_bad_cells(sheet, file)
    rows, others = _values(content, file)
    filled = [(number, row) for number, row in enumerate(rows, 1) if any(cell is not None for cell in row)]
    if not filled:
        raise nothing_at_all(file)
    first, *body = filled
    header = [_name(cell) for cell in first[1]]
    check_header(header, file)
    if not body:
        raise no_respondents(file)
    remarks = [f"{file}: alleen het eerste werkblad is gelezen, van de {1 + len(others)}."] if others else []
    if hidden := len(HIDDEN_ROW.findall(sheet)):
        remarks.append(f"{file}: {hidden} verborgen {'rij is' if hidden == 1 else 'rijen zijn'} meegelezen.")
    return RawTable(
        file=file,
        columns=dict(zip(header, map(encode_cells, zip(*(row for _, row in body), strict=True)), strict=True)),
        rows=np.array([number for number, _ in body]),
        remarks=tuple(remarks),
    )


def _checked_zip(content: bytes, file: str) -> zipfile.ZipFile:
    """Open the workbook as a zip file, unless it is something else or would unpack to too much."""
    if content.startswith(PROTECTED):
        what = "deze werkmap heeft een wachtwoord, of is in het oude formaat van vóór 2007."
        raise UserError(Problem(what, "Sla haar in Excel op als .xlsx, zonder wachtwoord.", Place(file)))
    try:
        archive = zipfile.ZipFile(BytesIO(content))
        members = archive.infolist()
    except zipfile.BadZipFile:
        what = "dit is geen Excel-werkmap, of zij is afgekapt."
        remedy = (
            "Is het een CSV-bestand? Geef het dan de extensie .csv, ook in monitor.toml. Vraag het anders opnieuw op."
        )
        raise UserError(Problem(what, remedy, Place(file))) from None
    total, packed = sum(m.file_size for m in members), max(1, sum(m.compress_size for m in members))
    if total > LARGEST_UNPACKED or total / packed > LARGEST_RATIO or len(members) > MOST_MEMBERS:
        what = f"de werkmap pakt uit tot {total / 1e6:.0f} MB, {total / packed:.0f} keer zo groot als het bestand."
        raise UserError(Problem(what, "Sla haar opnieuw op in Excel, of lever de antwoorden als CSV.", Place(file)))
    return archive


def _first_sheet(archive: zipfile.ZipFile, file: str) -> bytes:
    """Find the source of the first worksheet, its elements without a namespace prefix."""
    try:
        workbook = archive.read("xl/workbook.xml")
        relations = archive.read("xl/_rels/workbook.xml.rels")
        sheet = SHEET_ID.search(workbook)
        for relation in RELATION.findall(relations):
            if sheet and b'Id="%s"' % sheet[1] in relation and (target := TARGET.search(relation)):
                source = archive.read(normpath(join("/xl", target[1].decode())).lstrip("/"))
                return source if b"<worksheet" in source else PREFIX.sub(rb"<\1", source)
    except (KeyError, zipfile.BadZipFile, zlib.error):
        pass
    what = "de werkmap is niet te lezen: het eerste werkblad ontbreekt."
    raise UserError(Problem(what, SAVE_AGAIN, Place(file)))


def _refuse_far_cells(sheet: bytes, file: str) -> None:
    """Refuse a worksheet with a cell far away from the others: the parser fills everything in between."""
    rows = max(map(int, ROW_NUMBER.findall(sheet)), default=0)
    column = max((_column_number(name) for name in FAR_COLUMN.findall(sheet)), default=0)
    if rows > MOST_ROWS or column > MOST_COLUMNS:
        what = f"het werkblad loopt door tot rij {rows}{f' en kolom {column}' if column else ''}."
        remedy = "Verwijder in Excel de rijen en kolommen onder en naast de antwoorden, en sla de werkmap op."
        raise UserError(Problem(what, remedy, Place(file)))


def _column_number(name: bytes) -> int:
    number = 0
    for letter in name:
        number = number * 26 + letter - ord("A") + 1
    return number


def _refuse_bad_cells(sheet: bytes, file: str) -> None:
    """Refuse errors and formulas without a value: the parser would give them as empty cells, as if not answered."""
    if b't="e"' not in sheet and b"<f" not in sheet:
        return
    cells = CELL.findall(sheet)
    errors = [_reference(attributes) for attributes, _ in cells if b't="e"' in attributes]
    # A formula whose value is a text (t="str") may rightly have come out empty.
    uncounted = [
        _reference(attributes)
        for attributes, inner in cells
        if b"<f" in inner and b't="' not in attributes and not VALUE.search(inner)
    ]
    problems = []
    if errors:
        remedy = "Herstel deze cellen in Excel, of maak ze leeg."
        problems.append(Problem(f"foutwaarde in {_some(errors)}.", remedy, Place(file)))
    if uncounted:
        remedy = "Open de werkmap in Excel en sla haar op, of plak de formules als waarden."
        problems.append(Problem(f"formule zonder berekende waarde in {_some(uncounted)}.", remedy, Place(file)))
    if problems:
        raise UserError(problems)


def _reference(attributes: bytes) -> str:
    found = REFERENCE.search(attributes)
    return found[1].decode() if found else "?"


def _some(cells: list[str]) -> str:
    shown = ", ".join(cells[:CELLS_SHOWN])
    more = f" en {len(cells) - CELLS_SHOWN} andere" if len(cells) > CELLS_SHOWN else ""
    return f"cel {shown}{more}"


def _values(content: bytes, file: str) -> tuple[list[list[Cell]], list[str]]:
    """Read the cells of the first worksheet from its first row, and the names of the other sheets."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        first, *others = workbook.sheet_names
        rows = workbook.get_sheet_by_name(first).to_python(skip_empty_area=False)
    except (CalamineError, ValueError):
        raise UserError(Problem("de werkmap is niet te lezen.", SAVE_AGAIN, Place(file))) from None
    return [[_cell(value) for value in row] for row in rows], others


def _cell(value: object) -> Cell:
    if isinstance(value, bool):
        return "WAAR" if value else "ONWAAR"
    if isinstance(value, int | float):
        return float(value)
    return str(value).strip() or None


def _name(cell: Cell) -> str:
    """The name of a column; a year as a number is written without a decimal."""
    return "" if cell is None else f"{cell:g}" if isinstance(cell, float) else cell
