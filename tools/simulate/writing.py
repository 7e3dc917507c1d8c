"""The three forms in which agencies deliver; the same columns give the same bytes, whatever the day."""

from __future__ import annotations

import csv
import io
import tempfile
from datetime import UTC, date, datetime, time
from pathlib import Path

import pandas as pd
import pyreadstat
import xlsxwriter

from reportgen.project.schema import Code, Codebook, Question
from tools.simulate.fieldwork import Delivery, Value

SAV_STAMP = slice(92, 109)
"""Where an SPSS file keeps the day and the time at which it was written: 9 and 8 characters."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""As SPSS abbreviates them, in every locale."""

ORDERED = ("houding", "frequentie", "opgelost", "opleiding", "digivaardig")
"""The scales and the questions that are ordinal in SPSS; others are nominal."""

CHOSEN: dict[int | float, str] = {0: "niet gekozen", 1: "gekozen"}


def render_csv(delivery: Delivery, codebook: Codebook) -> bytes:
    """Write as Dutch Excel does: answers in words, semicolons, decimal commas, a byte order mark, CRLF."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(delivery.columns)
    words = [_in_words(values, _question(codebook, name)) for name, values in delivery.columns.items()]
    writer.writerows(zip(*words, strict=True))
    return text.getvalue().encode("utf-8-sig")


def render_xlsx(delivery: Delivery, created: date) -> bytes:
    """Write a worksheet with answers in codes; `created` is what the file's properties say."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        workbook.set_properties(
            {"title": "Nationale Voice Monitor", "created": datetime.combine(created, time(12), UTC)}
        )
        sheet = workbook.add_worksheet("Data")
        day = workbook.add_format({"num_format": "dd-mm-yyyy"})
        sheet.freeze_panes(1, 1)
        for column, (name, values) in enumerate(delivery.columns.items()):
            sheet.write_string(0, column, name)
            for row, value in enumerate(values, start=1):
                if isinstance(value, date):
                    sheet.write_datetime(row, column, value, day)
                elif value not in (None, ""):
                    sheet.write(row, column, value)
    return content.getvalue()


def render_sav(delivery: Delivery, codebook: Codebook, created: date) -> bytes:
    """Write an SPSS file: codes with labels and measure levels, “weet niet” declared as a missing value."""
    questions = {name: _question(codebook, name) for name in delivery.columns}
    described = {name: question for name, question in questions.items() if question is not None}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "wave.sav"
        pyreadstat.write_sav(
            pd.DataFrame(delivery.columns),
            path,
            file_label=f"Nationale Voice Monitor {delivery.wave}",
            column_labels=[_label(name, question) for name, question in questions.items()],
            variable_value_labels={name: _labels(question) for name, question in described.items()},
            missing_ranges={name: list(question.dont_know) for name, question in described.items()},
            variable_measure={name: _measure(name, question) for name, question in described.items()},
            variable_format={name: "F3.0" for name, question in described.items() if question.type != "open"},
            row_compress=True,
        )
        content = bytearray(path.read_bytes())
    content[SAV_STAMP] = f"{created.day:02} {MONTHS[created.month - 1]} {created.year % 100:02}12:00:00".encode("ascii")
    return bytes(content)


def _question(codebook: Codebook, column: str) -> Question | None:
    """Find the question that a column belongs to; one of a multiple question is called after it and the answer."""
    question = codebook.questions.get(column) or codebook.questions.get(column.rpartition("_")[0])
    return question if column not in codebook.ignored_columns else None


def _in_words(values: list[Value], question: Question | None) -> list[str]:
    labels = {} if question is None or question.type == "multiple" else _labels(question)

    def word(value: Value) -> str:
        match value:
            case None:
                return ""
            case date():
                return f"{value:%d-%m-%Y}"
            case int():
                return labels.get(value, str(value))
            case _:
                return str(value).replace(".", ",") if isinstance(value, float) else value

    return [word(value) for value in values]


def _label(column: str, question: Question | None) -> str | None:
    if question is None:
        return None
    if question.type == "multiple":
        return f"{question.text} – {question.answers[Code(int(column.rpartition('_')[2]))]}"
    return question.text


def _labels(question: Question) -> dict[int | float, str]:
    return dict(CHOSEN) if question.type == "multiple" else {int(code): text for code, text in question.answers.items()}


def _measure(name: str, question: Question) -> str:
    if question.type in ("grade", "number"):
        return "scale"
    return "ordinal" if question.scale in ORDERED or name in ORDERED else "nominal"
