"""What tables of questions are called, so that each can be told from the others."""

from __future__ import annotations

from dataclasses import replace

from reportgen.facts import TableTest
from reportgen.project.schema import Question
from reportgen.report.appendix import appendix_blocks
from reportgen.report.model import Table, plain
from reportgen.report.points import Shown
from reportgen.report.topline import topline
from tests.report.examples import everything, small_project


def asked(text: str, scale: str, short: str = "") -> Question:
    return Question(text, "single", short=short, theme="Gebruik", scale=scale, answers={1: "ja", 2: "nee"})


EVER = {
    "ooit_chatbot": asked("Gebruikt u weleens een chatbot?", "ooit"),
    "ooit_app": asked("Gebruikt u weleens een app?", "ooit"),
}
OFTEN = {
    "vaak_chatbot": asked("Hoe vaak gebruikt u een chatbot van een bank?", "vaak", "chatbot"),
    "vaak_app": asked("Hoe vaak gebruikt u een app van een bank?", "vaak", "app"),
}


def shown(questions: dict[str, Question]) -> Shown:
    project = small_project()
    book = everything().book()
    tests = tuple(
        TableTest(f"tabel:{name}@2025", name, "2025", "leeftijd", 1000, 1.0, 1.0, 100.0, 0.5, 0.5, False)
        for name in questions
    )
    codebook = replace(project.codebook, questions={**project.codebook.questions, **questions})
    return Shown(replace(book, tables=tests), codebook, project.monitor)


def titles(questions: dict[str, Question]) -> list[str]:
    tables = [block for block in topline(shown(questions)) if isinstance(block, Table)]
    return [plain(table.caption) for table in tables if len(table.columns) == 3 and table.columns[-1] == "n"]


def test_the_only_table_of_several_questions_in_a_theme_is_called_after_it():
    assert titles(EVER) == ["Gebruik, naar antwoord"]


def test_of_more_tables_in_a_theme_each_is_called_by_what_was_asked():
    assert titles(EVER | OFTEN) == [
        "Gebruikt u weleens een [chatbot / app]?",
        "Hoe vaak gebruikt u een [chatbot / app] van een bank?",
    ]


def rows(questions: dict[str, Question]) -> list[tuple[str, str]]:
    blocks = appendix_blocks(shown(questions), {})
    (table,) = (block for block in blocks if isinstance(block, Table) and block.name == "samenhang")
    return [(row.section, row.label) for row in table.rows]


def test_questions_with_short_names_of_their_own_stand_under_their_theme():
    assert rows(OFTEN) == [("Gebruik", "chatbot"), ("", "app")]


def test_questions_that_cannot_be_told_apart_by_a_short_name_stand_under_what_they_share():
    assert rows(EVER | OFTEN) == [
        ("Gebruik: Gebruikt u weleens een [chatbot / app]?", "chatbot"),
        ("", "app"),
        ("Gebruik: Hoe vaak gebruikt u een [chatbot / app] van een bank?", "chatbot"),
        ("", "app"),
    ]
