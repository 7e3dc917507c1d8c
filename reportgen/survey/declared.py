"""What SPSS declares of its columns, held against what the codebook says of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from reportgen.errors import Problem
from reportgen.facts import FEWEST_PERSONS
from reportgen.project.names import CODEBOOK
from reportgen.project.schema import Code, Question
from reportgen.survey.decoding import is_contradicting
from reportgen.survey.table import RawTable

CODES_SHOWN = 5


def label_problems(table: RawTable, wave: str, questions: Mapping[str, Question]) -> list[Problem]:
    """Find the codes that mean something else in the file than in the codebook; `questions` is per column."""
    problems = []
    for column, question in questions.items():
        for value, label in table.value_labels.get(column, {}).items():
            if not value.is_integer() or not is_contradicting(int(value), label, question):
                continue
            wording = _meant(question).get(Code(int(value)), "")
            what = f"code {value:.0f} heet hier “{label}”{f' en in het codeboek “{wording}”' if wording else ''}."
            remedy = (
                f"Bleef de vraag dezelfde, pas dan het antwoord in {CODEBOOK} aan of het label in SPSS; was het "
                f"antwoord alleen in {wave} anders, noem dat dan met “variants.{wave}”; zijn de codes verwisseld, "
                "vraag dan om een nieuwe export."
            )
            problems.append(Problem(what, remedy, table.place(column=column)))
    return problems


def unlabelled_codes(table: RawTable, questions: Mapping[str, Question]) -> tuple[str, ...]:
    """Name the columns with answers that SPSS has no label for, although it has one for others, and these answers."""
    found = []
    for column, question in questions.items():
        labels = table.value_labels.get(column)
        if question.type != "single" or not labels:
            continue
        codes = sorted(cell for cell in table.columns[column].cells if isinstance(cell, float) and cell not in labels)
        if codes:
            shown = ", ".join(f"{code:g}" for code in codes[:CODES_SHOWN]) + (" …" if codes[CODES_SHOWN:] else "")
            found.append(f"kolom {column} ({shown})")
    return tuple(found)


def settle_user_missing(table: RawTable, questions: Mapping[str, Question]) -> tuple[RawTable, list[Problem]]:
    """Empty the cells with values that SPSS declares missing, except those that the codebook counts as “weet niet”.

    A value that is an ordinary answer in the codebook is a problem: only one of the two can be right.
    """
    columns = dict(table.columns)
    problems: list[Problem] = []
    count = 0
    for column, question in questions.items():
        ranges = table.user_missing.get(column, ())
        found = {
            cell
            for cell in table.columns[column].cells
            if isinstance(cell, float) and any(low <= cell <= high for low, high in ranges)
        }
        meant = _meant(question)
        missing = {cell for cell in found if cell not in meant or cell not in question.dont_know}
        problems += [
            Problem(
                f"code {cell:g} (“{meant[Code(int(cell))]}”) is in SPSS een ontbrekende waarde, "
                "en in het codeboek een gewoon antwoord.",
                f"Noem de code in “dont_know” in {CODEBOOK}, of haal de aanduiding in SPSS weg.",
                table.place(column=column),
            )
            for cell in sorted(missing)
            if cell in meant
        ]
        if missing:
            columns[column] = table.columns[column].without(missing)
            count += int(np.count_nonzero(table.columns[column].filled() & ~columns[column].filled()))
    number = count if count >= FEWEST_PERSONS else f"minder dan {FEWEST_PERSONS}"
    remarks = [f"{table.file}: {number} antwoorden die in SPSS als ontbrekend zijn aangemerkt, zijn als leeg gelezen."]
    return replace(table, columns=columns, remarks=(*table.remarks, *(remarks if count else ()))), problems


def _meant(question: Question) -> Mapping[Code, str]:
    """The answers whose codes stand in a question's columns: none, where these say which were ticked or ranked."""
    return {} if question.type in {"multiple", "ranking"} else question.answers
