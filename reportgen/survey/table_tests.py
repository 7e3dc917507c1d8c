"""Whether the answers to each question depend on each breakdown at all: one test for a whole table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from reportgen.facts import SUPPRESSED_BELOW, TableTest, table_id
from reportgen.project.schema import Codebook
from reportgen.survey.digits import significant
from reportgen.survey.families import LEVEL
from reportgen.survey.levels import Levels, Row
from reportgen.survey.measures import Measure, has_one_answer
from reportgen.survey.rao_scott import rao_scott
from reportgen.survey.significance import adjust_benjamini_hochberg

TESTED_TYPES = frozenset({"single", "ranking"})


def compare_tables(found: Levels, measures: Sequence[Measure], codebook: Codebook, wave: str) -> tuple[TableTest, ...]:
    """Test each question with one answer against each breakdown of its indicators, adjusted for one another.

    Who said “weet niet” is left out: the test is about those who have an answer.
    """
    tested = [
        test
        for (question, breakdown), row in _tables(found, measures, codebook, wave).items()
        for test in _tested(question, breakdown, row, codebook, wave)
    ]
    adjusted = adjust_benjamini_hochberg([test.p for test in tested])
    together = zip(tested, adjusted, strict=True)
    return tuple(replace(test, p_adjusted=significant(p), significant=p < LEVEL) for test, p in together)


def _tables(found: Levels, measures: Sequence[Measure], codebook: Codebook, wave: str) -> Mapping[tuple[str, str], Row]:
    rows: dict[tuple[str, str], Row] = {}
    for measure in measures:
        question = codebook.questions[measure.question]
        if question.type not in TESTED_TYPES or not has_one_answer(measure, question):
            continue
        for breakdown in measure.breakdowns:
            row = found.rows.get((measure.indicator, wave, breakdown))
            # A question against itself is no question.
            if row is not None and codebook.breakdowns[breakdown].question != measure.question:
                rows.setdefault((measure.question, breakdown), row)
    return rows


def _tested(question: str, breakdown: str, row: Row, codebook: Codebook, wave: str) -> Iterator[TableTest]:
    answered = ~np.isin(row.values, list(codebook.questions[question].dont_know))
    table = row.means.tabulation
    counts = table.counts[answered, :-1].astype(np.float64)
    n = int(counts.sum())
    if n < SUPPRESSED_BELOW:
        return
    result = rao_scott(counts, table.weights[answered, :-1], table.squares[answered, :-1], table.sample)
    if result is not None:
        f, df1, df2, p = map(significant, (result.f, result.df1, result.df2, result.p))
        yield TableTest(table_id(question, wave, breakdown), question, wave, breakdown, n, f, df1, df2, p, p, False)
