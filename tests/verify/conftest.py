"""The monitor of this repository, and an examiner of documents about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.facts import FactBook
from reportgen.project.reading import read_project
from reportgen.project.schema import Project
from reportgen.survey.measure import measure
from reportgen.verify.documents import Document, Passage
from reportgen.verify.examination import Examination, Examiner

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def project() -> Project:
    return read_project(ROOT)


@pytest.fixture(scope="session")
def book(project: Project) -> FactBook:
    return measure(project, "2025")


@pytest.fixture(scope="session")
def examiner(project: Project, book: FactBook) -> Examiner:
    return Examiner(project, book)


def told(examination: Examination) -> list[tuple[str, str]]:
    """Each number or word with its verdict."""
    return [
        (sentence.text[finding.start : finding.end], finding.verdict.value)
        for sentence in examination.sentences
        for finding in sentence.findings
    ]


def examine(examiner: Examiner, *paragraphs: str) -> list[tuple[str, str]]:
    """What is said of the numbers in a text."""
    passages = tuple(Passage(text, f"regel {line}") for line, text in enumerate(paragraphs, start=1))
    return told(examiner.examine(Document("tekst", passages)))
