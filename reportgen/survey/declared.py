"""What SPSS declares of its columns, held against what the codebook says of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from reportgen.errors import Problem
from reportgen.project.schema import Code, Question
from reportgen.survey.decoding import CODEBOOK, is_contradicting
from reportgen.survey.table import RawTable


def label_problems(table: RawTable, questions: Mapping[str, Question]) -> list[Problem]:
    """Find the codes that mean something else in the file than in the codebook; `questions` is per column."""
    problems = []
    for column, question in questions.items():
        for value, label in table.value_labels.get(column, {}).items():
            if not value.is_integer() or not is_contradicting(int(value), label, question):
                continue
            wording = question.answers.get(Code(int(value)), "") if question.type != "multiple" else ""
            what = f"code {value:.0f} heet hier “{label}”{f' en in het codeboek “{wording}”' if wording else ''}."
            remedy = (
                f"Bleef de vraag dezelfde, pas dan het antwoord in {CODEBOOK} aan of het label in SPSS; "
                "zijn de codes verwisseld, vraag dan om een nieuwe export."
            )
            problems.append(Problem(what, remedy, table.place(column=column)))
    return problems


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
        missing = {cell for cell in found if cell not in set(question.dont_know)}
        problems += [
            Problem(
                f"code {cell:g} (“{question.answers[Code(int(cell))]}”) is in SPSS een ontbrekende waarde, "
                "en in het codeboek een gewoon antwoord.",
                f"Noem de code in “dont_know” in {CODEBOOK}, of haal de aanduiding in SPSS weg.",
                table.place(column=column),
            )
            for cell in sorted(missing)
            if cell in question.answers
        ]
        if missing:
            columns[column] = table.columns[column].without(missing)
            count += int(np.count_nonzero(table.columns[column].filled() & ~columns[column].filled()))
    remarks = [f"{table.file}: {count} antwoorden die in SPSS als ontbrekend zijn aangemerkt, zijn als leeg gelezen."]
    return replace(table, columns=columns, remarks=(*table.remarks, *(remarks if count else ()))), problems
