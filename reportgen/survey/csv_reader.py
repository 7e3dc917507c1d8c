"""Comma separated values as they are really delivered; whatever could be read in two ways is refused."""

from __future__ import annotations

import csv
import re
from array import array
from collections.abc import Hashable, Iterator
from itertools import islice

import numpy as np

from reportgen.errors import Place, Problem, UserError
from reportgen.survey.column import Cell, Column, Encoder
from reportgen.survey.table import RawTable, check_header, no_respondents, nothing_at_all

SEPARATORS = ";,\t"
BINARY = {
    b"PK\x03\x04": "een Excel-werkmap",
    b"%PDF": "een PDF",
    b"$FL2": "een SPSS-bestand",
    b"$FL3": "een SPSS-bestand",
}
WEB_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)\b", re.IGNORECASE)
ROWS_SHOWN = 5
ROWS_AT_ONCE = 10_000
"""How many rows are held as separate cells while a file is read."""

SEPARATOR_LINE = re.compile(r"sep=(.)[ \t]*(?:\r\n|\r|\n)", re.IGNORECASE)
QUOTED = re.compile(r'"[^"]*"')
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
LONGEST_HEADER = 1_000_000

Record = tuple[int, int, list[str]]
"""Its row number (as in Excel), the line it starts on, and its cells."""


def parse_csv(content: bytes, file: str) -> RawTable:
    """Parse a table with a header row; every cell is text, or None when empty.

    Separator, encoding (UTF-8, UTF-16, Windows-1252) and an Excel `sep=` line are recognised. Raises UserError for what
    cannot be read with certainty.
    """
    text, remarks = _decode(content, file)
    if not text or text.isspace():
        raise nothing_at_all(file)
    skipped = 0
    if marked := SEPARATOR_LINE.match(text):
        separator, skipped, text = marked[1], 1, text[marked.end() :]
    else:
        separator = _separator(text)
    records = (record for record in _records(text, separator, file, skipped) if any(map(str.strip, record[2])))
    first = next(records, None)
    if first is None:
        raise nothing_at_all(file)
    header = [name.strip() for name in first[2]]
    check_header(header, file)
    columns, rows = _encode(records, len(header), file)
    if not rows:
        raise no_respondents(file)
    return RawTable(file, dict(zip(header, columns, strict=True)), np.array(rows), remarks=remarks)


def _encode(records: Iterator[Record], width: int, file: str) -> tuple[list[Column], array[int]]:
    """Encode the columns of a table some rows at a time, so that never all of its cells are held."""
    encoders = [Encoder() for _ in range(width)]
    rows = array("q")
    ragged: list[tuple[int, int]] = []
    while some := list(islice(records, ROWS_AT_ONCE)):
        rows.extend(row for row, _, _ in some)
        ragged += [(line, len(cells)) for _, line, cells in some if len(cells) != width]
        if not ragged:
            for encoder, cells in zip(encoders, zip(*(cells for _, _, cells in some), strict=True), strict=True):
                encoder.add(cells)
    if ragged:
        raise UserError(_ragged_problems(ragged, width, file))
    return [encoder.column(_stripped) for encoder in encoders] if rows else [], rows


def _stripped(cell: Hashable) -> Cell:
    return str(cell).strip() or None


def _decode(content: bytes, file: str) -> tuple[str, tuple[str, ...]]:
    for signature, name in BINARY.items():
        if content.startswith(signature):
            what = f"dit is geen CSV-bestand maar {name}."
            raise UserError(Problem(what, "Geef het bestand de juiste extensie, ook in monitor.toml.", Place(file)))
    if WEB_PAGE.match(content):
        what = "dit is geen CSV-bestand maar een webpagina, misschien om in te loggen."
        raise UserError(Problem(what, "Download het bestand opnieuw, of vraag het veldwerkbureau erom.", Place(file)))
    text, remarks = _as_text(content, file)
    for character, what in (
        ("\0", "een teken dat in geen tekst hoort; misschien is het opgeslagen als UTF-16"),
        ("\ufffd", "een teken dat bij een eerdere omzetting verloren ging (�)"),
    ):
        if character in text:
            line = len(re.findall(r"\r\n|\r|\n", text[: text.index(character)])) + 1
            remedy = "Exporteer het bestand opnieuw, als “CSV UTF-8”."
            raise UserError(Problem(f"het bestand bevat {what}.", remedy, Place(file, line)))
    return text, remarks


def _as_text(content: bytes, file: str) -> tuple[str, tuple[str, ...]]:
    encodings = ["utf-16"] if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
        else:
            remark = f"{file} is gelezen als Windows-1252, omdat het geen geldig UTF-8 is."
            return text, (remark,) if encoding == "cp1252" else ()
    what = "de tekencodering is niet te herkennen: het bestand is geen geldig UTF-8, UTF-16 of Windows-1252."
    raise UserError(Problem(what, "Exporteer het bestand opnieuw, als “CSV UTF-8”.", Place(file, line)))


def _separator(text: str) -> str:
    header = LINE.match(QUOTED.sub("", text[:LONGEST_HEADER].lstrip("\r\n")))
    return max(SEPARATORS, key=header[0].count if header else text.count)


def _records(text: str, separator: str, file: str, skipped: int) -> Iterator[Record]:
    """Give each record that is not blank."""
    # A line break within quotes stays what it is; splitlines() would also cut at U+2028.
    reader = csv.reader((line[0] for line in LINE.finditer(text)), delimiter=separator, strict=True)
    row, line = 0, 1 + skipped
    try:
        for cells in reader:
            row += 1
            if cells:
                yield row, line, cells
            line = reader.line_num + 1 + skipped
    except csv.Error as error:
        what = "een aanhalingsteken is niet gesloten, of er staat tekst achter een gesloten aanhalingsteken."
        if "field limit" in str(error):
            what = "een antwoord is veel te lang; misschien is een aanhalingsteken niet gesloten."
        remedy = 'Verdubbel aanhalingstekens binnen een antwoord (""), of exporteer het bestand opnieuw.'
        raise UserError(Problem(what, remedy, Place(file, line))) from None


def _ragged_problems(ragged: list[tuple[int, int]], width: int, file: str) -> list[Problem]:
    problems = [
        Problem(
            f"deze rij heeft {count} velden, de kopregel {width}.",
            "Zet antwoorden met het scheidingsteken erin tussen aanhalingstekens, of exporteer het bestand opnieuw.",
            Place(file, line),
        )
        for line, count in ragged[:ROWS_SHOWN]
    ]
    if len(ragged) > ROWS_SHOWN:
        what = f"nog {len(ragged) - ROWS_SHOWN} rijen hebben een ander aantal velden dan de kopregel."
        problems.append(Problem(what, "Exporteer het bestand opnieuw.", Place(file)))
    return problems
