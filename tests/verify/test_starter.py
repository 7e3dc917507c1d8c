"""Documents about another monitor than ours: the one that `reportgen new` makes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reportgen.facts import FactBook
from reportgen.new import STARTER
from reportgen.project.reading import read_project
from reportgen.project.schema import Project
from reportgen.survey.measure import measure as measure_survey
from reportgen.verify.examination import Examiner
from tests.verify.corpus import measure, read_cases

CASES = read_cases((Path(__file__).parent / "starter.txt").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def starter() -> tuple[Project, FactBook]:
    project = read_project(STARTER)
    return project, measure_survey(project, "2026")


@pytest.mark.parametrize("with_synonyms", [True, False])
def test_another_monitor_is_verified_too_with_or_without_synonyms(
    starter: tuple[Project, FactBook], *, with_synonyms: bool
) -> None:
    project, book = starter
    synonyms = project.codebook.synonyms if with_synonyms else {}
    known = replace(project, codebook=replace(project.codebook, synonyms=synonyms))
    measured = measure(Examiner(known, book), CASES)
    assert measured.precision == 1, "\n".join(measured.misses)
    assert measured.recall >= 0.9, "\n".join(measured.misses)
    assert measured.attribution >= 0.95, "\n".join(measured.misses)
