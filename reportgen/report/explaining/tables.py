"""How the test of a question against a breakdown came to be."""

from __future__ import annotations

from reportgen.facts import TableTest
from reportgen.report import dutch, methods
from reportgen.report.comparability import name_of
from reportgen.report.explaining import parts
from reportgen.report.explaining.explanation import Explanation, steps_of
from reportgen.report.explaining.figures import decimal, probability
from reportgen.report.points import Shown


def explain_table(table: TableTest, shown: Shown) -> Explanation:
    """Explain the test of a question against a breakdown."""
    breakdown = shown.codebook.breakdowns[table.breakdown]
    verb = "hangt significant samen" if table.significant else "hangt niet significant samen"
    answer = (
        f"Het antwoord op “{name_of(table.question, shown)}” {verb} met {breakdown.label} in "
        f"{shown.monitor.waves[table.wave].label} ({probability(table.p_adjusted)})."
    )
    steps = steps_of(
        ("De vraag", [f"“{shown.codebook.questions[table.question].text}”"]),
        ("Wat vergeleken wordt", _compared_lines(table, shown)),
        ("De weging", parts.weight_lines(table.wave, shown)),
        ("De toets", _test_lines(table)),
        ("Veel toetsen tegelijk", _adjustment_lines(table)),
        ("Hoe het te lezen", _reading_lines(table, shown)),
    )
    return Explanation(table.id, answer, steps)


def _compared_lines(table: TableTest, shown: Shown) -> list[str]:
    groups = [group.label for group in shown.codebook.breakdowns[table.breakdown].groups.values()]
    question = shown.codebook.questions[table.question]
    answers = [f"“{wording}”" for code, wording in question.answers.items() if code not in question.dont_know]
    listed = f" ({dutch.enumeration(answers)})" if answers else ""
    lines = [
        f"De verdeling van de antwoorden{listed} over de groepen: {dutch.enumeration(groups)}.",
        f"n = {dutch.count(table.n)}.",
    ]
    if question.dont_know:
        words = [f"“{shown.answer(table.question, code)}”" for code in question.dont_know]
        lines.insert(1, f"Wie {dutch.enumeration(words, 'of')} antwoordde, telt hier niet mee.")
    return lines


def _test_lines(table: TableTest) -> list[str]:
    return [
        (
            "De toets van Rao en Scott, tweede orde: een chi-kwadraattoets voor kruistabellen, gecorrigeerd voor de "
            f"weging en omgerekend naar een F-verdeling ({methods.TABLES})."
        ),
        (
            f"F = {decimal(table.f, 3)} met {decimal(table.df1)} en {decimal(table.df2, 1)} vrijheidsgraden: "
            f"{probability(table.p)}."
        ),
    ]


def _adjustment_lines(table: TableTest) -> list[str]:
    return [
        (
            f"Gecorrigeerd met de andere tabellen, volgens {methods.ADJUSTMENTS['bh']} "
            f"({methods.ADJUSTMENT_LITERATURE['bh']}): {probability(table.p_adjusted)}. "
            f"{parts.verdict(table.significant, 'de samenhang')}"
        )
    ]


def _reading_lines(table: TableTest, shown: Shown) -> list[str]:
    about = [
        one
        for one in shown.book.comparisons
        if one.kind in {"rest", "pair"}
        and shown.book.by_id[one.to].breakdown == table.breakdown
        and shown.question_of(one.indicator) == table.question
    ]
    told = {"rest": "van elke groep tegen de rest", "pair": "van de groepen twee aan twee"}
    kinds = {one.kind for one in about}
    tests = dutch.enumeration([text for kind, text in told.items() if kind in kinds])
    lines = [
        "De toets zegt dat groepen verschillen, niet welke."
        if table.significant
        else "Wat de groepen verschillen, kan toeval zijn."
    ]
    return [f"{lines[0]} Dat zeggen de toetsen {tests}."] if tests and table.significant else lines
