"""The manual is true: its functions exist, its examples print what it says, its session can be repeated."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from reportgen.facts import (
    CheckResult,
    Comparison,
    CutSample,
    Decision,
    Fact,
    FactBook,
    MarginClass,
    Sample,
    TableTest,
)
from reportgen.project.reading import read_project
from reportgen.project.schema import Project, Text
from reportgen.report.about import About
from reportgen.report.claims.functions import CLAIMING, claiming
from reportgen.report.edition_words import EditionWords
from reportgen.report.listing.choosing import choose_facts
from reportgen.report.listing.footnotes import compose_notes
from reportgen.report.listing.lines import compose_lines, render_text
from reportgen.report.model import plain
from reportgen.report.overview import render_overview
from reportgen.report.placing import Placing
from reportgen.report.points import Shown
from reportgen.report.texts import Problems, functions_of
from reportgen.report.texts import render_text as render_template
from reportgen.report.tokens import Tokens
from reportgen.report.wording import Wording
from reportgen.survey.checks import RULES
from reportgen.survey.measure import measure

ROOT = Path(__file__).parent.parent
MANUAL = (ROOT / "docs" / "handleiding.md").read_text(encoding="utf-8")
FORMAT = (ROOT / "docs" / "facts.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `(.*?)` \| (.*) \|$", MANUAL, re.MULTILINE)
EXAMPLES = [row for row in ROWS if "{{" in row[0]]


@pytest.fixture(scope="module")
def project() -> Project:
    return read_project(ROOT)


@pytest.fixture(scope="module")
def book(project: Project) -> FactBook:
    return measure(project, "2025")


def test_the_functions_in_the_manual_are_those_of_a_text() -> None:
    table = MANUAL.partition("| functie | wat zij doet |")[2].partition("\n\n")[0]
    named = {
        name for row in re.findall(r"^\| (`.*?`) \|", table, re.MULTILINE) for name in re.findall(r"`(\w+)\(", row)
    }
    parts = (Wording, About, Placing, EditionWords, *CLAIMING)
    assert named == {name for part in parts for name in vars(part) if not name.startswith("_")}


@pytest.mark.parametrize(("source", "printed"), EXAMPLES, ids=[source for source, _ in EXAMPLES])
def test_an_example_prints_what_the_manual_says(book: FactBook, project: Project, source: str, printed: str) -> None:
    tokens, problems = Tokens(), Problems()
    given = (book, project, tokens, problems)
    functions = functions_of(Wording(*given), About(*given), *claiming(*given))
    assert plain(tokens.inline(render_template(Text("handleiding", source), functions, problems))) == printed
    assert problems.found == []


@pytest.mark.parametrize(
    ("heading", "parts"),
    [
        ("# facts.json", [FactBook]),
        ("## A fact", [Fact]),
        ("## A comparison", [Comparison]),
        ("## A table", [TableTest]),
        ("## A decision", [Decision]),
        ("## A sample", [Sample, MarginClass, CheckResult]),
        ("## A cut", [CutSample]),
    ],
)
def test_every_key_of_the_facts_is_documented(heading: str, parts: list[type]) -> None:
    section = f"\n{FORMAT}".partition(f"\n{heading}\n")[2].partition("\n## ")[0]
    documented = set(re.findall(r"`(\w+)`", section))
    assert {field.name.rstrip("_") for part in parts for field in fields(part)} - documented == set()


def test_the_facts_in_the_session_are_those_of_the_data(book: FactBook, project: Project) -> None:
    command, shown = re.findall(r"^\$ reportgen facts (.*)\n((?:.*\n)+?)```", MANUAL, re.MULTILINE)[0]
    assert command == "automatisch_positief --by leeftijd --wave 2025"
    among = Shown(book, project.codebook, project.monitor)
    facts = choose_facts(among, "automatisch_positief", "2025", ["leeftijd"])
    assert shown == render_text(compose_lines(facts, among), compose_notes(facts, among))


def test_the_overview_in_the_session_is_that_of_the_data(book: FactBook, project: Project) -> None:
    (shown,) = re.findall(
        r"^…\n(2025 \(data/2025\.sav\)\n.*?)Geen problemen gevonden\.$", MANUAL, re.MULTILINE | re.DOTALL
    )
    told = render_overview(book, project.monitor)
    parts = shown.split("…\n")
    assert len(parts) == 3
    assert all(f"\n{part}" in told for part in parts)


def test_every_rule_is_explained() -> None:
    table = MANUAL.partition("| regel | wat er gezocht wordt |")[2].partition("\n\n")[0]
    named = [name for row in re.findall(r"^\| ([\w ,]+) \|", table, re.MULTILINE) for name in row.split(", ")]
    assert named == [rule.name for rule in RULES]


def test_what_it_says_of_project_files_can_be_read() -> None:
    blocks = re.findall(r"```toml\n(.*?)```", MANUAL, re.DOTALL)
    tables = [next(iter(tomllib.loads(block))) for block in blocks]
    assert tables == [
        "waves",
        "questions",
        "indicators",
        "breakdowns",
        "margins",
        "figures",
        "figures",
        "figures",
        "editions",
        "name",
        "waves",
    ]
