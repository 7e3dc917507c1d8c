"""What an explanation of a real figure or test works out agrees with the fact book."""

from __future__ import annotations

import re
from math import erfc, exp, log, sqrt

import pytest

from reportgen.project.reading import read_project
from reportgen.report.explaining.explanation import Explanation
from reportgen.report.explaining.finding import explain
from tests.national.conftest import ROOT

EVERY = 41
"""Every so many figures and tests is explained: all of them take a minute."""


@pytest.fixture(scope="module")
def project():
    return read_project(ROOT)


def said(explanation: Explanation, title: str) -> str:
    return " ".join(line for step in explanation.steps if step.title == title for line in step.lines)


def number(text: str) -> float:
    return float(text.replace(".", "").replace(",", ".").replace("−", "-"))


def test_every_figure_and_every_test_can_be_explained(edition, project):
    ids = [one.id for one in (*edition.book.facts, *edition.book.comparisons, *edition.book.tables)]
    for id_ in ids[::EVERY]:
        explanation = explain(id_, edition.book, project)
        assert explanation.answer.endswith((".", "…")), id_
        assert len(explanation.steps) > 3, id_


@pytest.mark.parametrize("kind", ["wave", "rest", "rank"])
def test_the_arithmetic_of_a_test_comes_out(edition, project, kind):
    tests = [one for one in edition.book.comparisons if one.kind == kind][::EVERY]
    assert tests
    for test in tests:
        explanation = explain(test.id, edition.book, project)
        z = number(re.search(r"z = verschil / se = (−?[\d,.]+)\.", said(explanation, "De toets"))[1])
        assert z == pytest.approx(test.difference / test.se, abs=0.006)
        assert erfc(abs(test.difference / test.se) / sqrt(2)) == pytest.approx(test.p, rel=1e-6, abs=1e-12)
        if parts := re.search(
            r"√\(([\d,]+)² \+ ([\d,]+)²\) = ([\d,]+)", said(explanation, "De standaardfout van het verschil")
        ):
            first, second, together = map(number, parts.groups())
            assert sqrt(first**2 + second**2) == pytest.approx(together, abs=0.002)


def test_the_interval_of_a_share_follows_from_what_is_said(edition, project):
    facts = [
        fact for fact in edition.book.facts if fact.unit == "share" and fact.estimate and 0.05 < fact.estimate < 0.95
    ]
    assert facts
    for fact in facts[::EVERY]:
        lines = said(explain(fact.id, edition.book, project), "Het 95%-interval")
        t = number(re.search(r"met t = ([\d,]+)", lines)[1])
        centre, scale = log(fact.estimate / (1 - fact.estimate)), fact.se / (fact.estimate * (1 - fact.estimate))
        assert 1 / (1 + exp(-(centre - t * scale))) == pytest.approx(fact.low, abs=2e-4)
        assert 1 / (1 + exp(-(centre + t * scale))) == pytest.approx(fact.high, abs=2e-4)
