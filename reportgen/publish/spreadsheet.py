"""All tables of a report as an Excel workbook: a sheet a table, numbers as numbers, each with its origin."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from reportgen.facts import Fact
from reportgen.publish.packing import core_properties, pack
from reportgen.publish.sheet_numbers import as_number
from reportgen.report.model import Cell, Publication, Report, Table, plain
from reportgen.report.tabulation import HEAD_ROW, Sheet, sheets_of, tied_to, workbook_title

CONTENTS, ORIGINS = "Inhoud", "Herkomst"
HEADS = ("Blad", "Cel", "In druk", "Feit")
"""The columns of the last sheet, which says of every number which fact it is."""
_EXPLANATION = (
    "Met een puntkomma ertussen waar een cel meer cijfers heeft. Zonder feit: een jaartal, een datum, een verwijzing, "
    "of een cijfer in de tekst van een vraag of groep."
)
_HEAD_ROW = HEAD_ROW - 1
_WIDEST, _NARROWEST = 60, 11
_LONGEST_HEAD = 250
"""How many characters Excel prints over a page, less those that place them."""
_FORMULA = ("=", "+", "-", "@")
_PLAIN: dict[str, object] = {"valign": "top"}
_LINK: dict[str, object] = {"font_color": "#0000EE", "underline": 1}
_CONTENTS_HEADS = ("Blad", "Tabel", "Hoofdstuk")
_READING = (
    "De cellen bevatten de uitkomsten zelf en tonen ze afgerond, zoals in het rapport.",
    "▲▼: significant hoger of lager; onder de tabel staat waarmee vergeleken is. Cursief: indicatief.",
    "–: te weinig waarnemingen, niet gevraagd, of weggelaten om een ander cijfer niet te verraden.",
    f"Het blad {ORIGINS} noemt bij elk cijfer het feit uit facts.json.",
)


@dataclass(slots=True)
class _Workbook:
    """XlsxWriter's workbook with the formats that it has been asked for, and the origins of what was written."""

    book: Any
    formats: dict[str, Any] = field(default_factory=dict)
    origins: list[tuple[str, str, str, str]] = field(default_factory=list)

    def format(self, **properties: object) -> Any:
        key = repr(sorted(properties.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(_PLAIN | properties)
        return self.formats[key]

    def text(self, sheet: Any, row: int, column: int, text: str, facts: str = "", **properties: object) -> None:
        """Write a text, which stays one also when it begins as a formula does; `facts` are those of its numbers."""
        if text.startswith(_FORMULA):
            properties["quote_prefix"] = True
        sheet.write_string(row, column, text, self.format(**properties))
        if any(sign.isdigit() for sign in text):
            self._enter(sheet, row, column, text, facts)

    def number(self, sheet: Any, row: int, column: int, cell: Cell, exact: float | None, **properties: object) -> None:
        """Write a value of a table: as a number where it is one."""
        number = as_number(cell.text, exact, cell.mark)
        if number is None:
            text = f"{cell.mark}\u00a0{cell.text}" if cell.mark else cell.text
            self.text(sheet, row, column, text, cell.fact or "", **properties)
        else:
            sheet.write_number(row, column, number.value, self.format(num_format=number.shown_as, **properties))
            self._enter(sheet, row, column, cell.text, cell.fact or "")

    def _enter(self, sheet: Any, row: int, column: int, text: str, facts: str) -> None:
        from xlsxwriter.utility import xl_rowcol_to_cell

        self.origins.append((sheet.get_name(), xl_rowcol_to_cell(row, column), text, facts))


def render_spreadsheet(report: Report, publication: Publication, facts: Mapping[str, Fact]) -> bytes:
    """Write all tables of a publication, those of its figures included; `facts` are those that it prints, by their id.

    Raises ValueError when a fact would be shown other than as it was printed.
    """
    import xlsxwriter

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = _Workbook(xlsxwriter.Workbook(target, options))
    workbook.book.set_properties(
        {"title": workbook_title(report), "created": datetime.fromisoformat(report.published_iso).replace(tzinfo=UTC)}
    )
    sheets = tuple(sheets_of(publication))
    _write_contents(workbook, report, sheets)
    for number, sheet in enumerate(sheets, 1):
        _write_table(workbook, report, sheet, number, facts)
    _write_origins(workbook, report)
    workbook.book.close()
    return _finished(target, report)


def _write_contents(workbook: _Workbook, report: Report, sheets: Sequence[Sheet]) -> None:
    page = workbook.book.add_worksheet(CONTENTS)
    workbook.text(page, 0, 0, workbook_title(report), bold=True, font_size=16)
    lines = (f"{report.edition_label}, {report.dated}", plain(report.stamp), report.simulation_notice, *_READING)
    row = 1
    for line in filter(None, lines):
        workbook.text(page, row, 0, line)
        row += 1
    row += 1
    _declare_table(workbook, page, (row, row + max(len(sheets), 1)), _CONTENTS_HEADS, f"Lijst_{CONTENTS}", CONTENTS)
    for place, sheet in enumerate(sheets, row + 1):
        caption = sheet.table.caption
        workbook.text(page, place, 0, sheet.name)
        page.write_url(place, 0, f"internal:'{sheet.name}'!A1", workbook.format(**_LINK), sheet.name)
        workbook.text(page, place, 1, plain(caption), tied_to(caption))
        workbook.text(page, place, 2, sheet.chapter)
    page.set_column(0, 0, 14)
    page.set_column(1, 1, 90)
    page.set_column(2, 2, 50)
    _print_wide(page, row, report)


def _write_table(workbook: _Workbook, report: Report, sheet: Sheet, number: int, facts: Mapping[str, Fact]) -> None:
    table, page = sheet.table, workbook.book.add_worksheet(sheet.name)
    workbook.text(page, 0, 0, plain(table.caption), tied_to(table.caption), bold=True, font_size=14)
    page.write_url(1, 0, f"internal:'{CONTENTS}'!A1", workbook.format(**_LINK), "Inhoud")
    heads, labels = sheet.heads, sheet.labels
    last = _HEAD_ROW + len(table.rows)
    _declare_table(workbook, page, (_HEAD_ROW, last), heads, f"Tabel_{number}", plain(table.caption))
    for column, head in enumerate(heads):
        align = {} if column < labels else {"align": "right"}
        workbook.text(page, _HEAD_ROW, column, head, bold=True, text_wrap=True, bottom=1, **align)
    section = ""
    for place, row in enumerate(table.rows, _HEAD_ROW + 1):
        section = row.section or section
        style: dict[str, Any] = {"bold": True} if row.kind == "net" else {}
        for column, label in enumerate(([section] if labels > 1 else []) + [row.label]):
            workbook.text(page, place, column, label, text_wrap=True, **style)
        for column, cell in enumerate(row.cells, labels):
            about = style | {"align": "right"} | ({"italic": True} if cell.indicative else {})
            workbook.number(page, place, column, cell, _exact(cell, facts), **about)
    for place, note in enumerate(table.notes, last + 2):
        workbook.text(page, place, 0, plain(note), tied_to(note))
    page.freeze_panes(_HEAD_ROW + 1, labels)
    _set_widths(page, table, labels)
    _print_wide(page, _HEAD_ROW, report)


def _exact(cell: Cell, facts: Mapping[str, Fact]) -> float | None:
    """The value that a cell prints, not rounded; None when it prints no fact, or more than one."""
    id_, _, what = (cell.fact or "").partition("#")
    fact = facts.get(id_)
    if fact is None:
        return None
    return {"": fact.estimate, "low": fact.low, "high": fact.high}.get(what)


def _write_origins(workbook: _Workbook, report: Report) -> None:
    page = workbook.book.add_worksheet(ORIGINS)
    workbook.text(page, 0, 0, "Van welk feit uit facts.json elk cijfer is", bold=True, font_size=14)
    workbook.text(page, 1, 0, _EXPLANATION)
    rows = tuple(workbook.origins)
    _declare_table(workbook, page, (_HEAD_ROW, _HEAD_ROW + max(len(rows), 1)), HEADS, f"Lijst_{ORIGINS}", ORIGINS)
    for place, row in enumerate(rows, _HEAD_ROW + 1):
        for column, text in enumerate(row):
            page.write_string(place, column, text, workbook.format())
    page.freeze_panes(_HEAD_ROW + 1, 0)
    page.set_column(0, 2, 14)
    page.set_column(3, 3, 70)
    _print_wide(page, _HEAD_ROW, report)


def _declare_table(
    workbook: _Workbook, page: Any, rows: tuple[int, int], heads: Sequence[str], name: str, title: str
) -> None:
    """Tell Excel that this is a table, so that a screen reader names the head of the column in every cell."""
    bold = workbook.format(bold=True, text_wrap=True, bottom=1)
    columns = [{"header": head, "header_format": bold} for head in heads]
    about = {"autofilter": False, "style": "Table Style Light 1", "name": name, "columns": columns, "title": title}
    page.add_table(rows[0], 0, rows[1], len(heads) - 1, about)
    # A year at the head of a column is a name, whatever it looks like.
    page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def _set_widths(page: Any, table: Table, labels: int) -> None:
    sections, names = [row.section for row in table.rows], [row.label for row in table.rows]
    for column, texts in enumerate([sections, names] if labels > 1 else [names]):
        page.set_column(column, column, min(max(len(text) for text in [*texts, "Omschrijving"]) + 2, _WIDEST))
    for column, head in enumerate(table.columns, labels):
        cells = [row.cells[column - labels].text for row in table.rows]
        words = max(len(word) for word in [*head.split(), *cells])
        page.set_column(column, column, max(words + 3, _NARROWEST))


def _print_wide(page: Any, head_row: int, report: Report) -> None:
    """On paper: A4, on its side, all columns on a page and the heads on each, under what the whole copy carries."""
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(head_row)
    if report.stamp:
        page.set_header("&C" + plain(report.stamp).replace("&", "&&")[:_LONGEST_HEAD])


def _finished(target: io.BytesIO, report: Report) -> bytes:
    """Say the language too, which XlsxWriter cannot."""
    with zipfile.ZipFile(target) as made:
        parts: dict[str, bytes | str] = {name: made.read(name) for name in made.namelist()}
    parts["docProps/core.xml"] = core_properties(report, workbook_title(report))
    return pack(parts)
