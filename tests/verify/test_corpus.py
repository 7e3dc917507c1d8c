"""How well documents are judged, on sentences as journalists write them; the manual states these very numbers."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from reportgen.facts import FactBook
from reportgen.project.schema import Project
from reportgen.verify.examination import Examiner
from reportgen.verify.verdicts import ALARMS
from tests.verify.corpus import Case, Measured, measure, read_cases

HERE = Path(__file__).parent
MANUAL = (HERE.parents[1] / "docs" / "verifieren.md").read_text(encoding="utf-8")
CASES = [case for file in sorted(HERE.glob("corpus*.txt")) for case in read_cases(file.read_text(encoding="utf-8"))]


@pytest.fixture(scope="module")
def measured(examiner: Examiner) -> Measured:
    return measure(examiner, CASES)


def test_the_corpus_has_right_and_wrong_claims_in_number() -> None:
    claims = [expected for case in CASES for expected in case.expected]
    wrong = [claim for claim in claims if claim.verdict in ALARMS]
    assert len(CASES) >= 800
    assert len(claims) >= 1400
    assert len(wrong) >= 350


def test_no_sentence_is_in_it_twice() -> None:
    texts = [case.text for case in CASES]
    assert len(set(texts)) == len(texts)


def test_every_number_that_is_judged_stands_in_its_sentence() -> None:
    assert [case for case in CASES if any(expected.text not in case.text for expected in case.expected)] == []


def test_alarms_are_right(measured: Measured) -> None:
    assert measured.precision >= 0.98, "\n".join(measured.misses)


def test_wrong_claims_are_found(measured: Measured) -> None:
    assert measured.recall >= 0.95, "\n".join(measured.misses)


def test_numbers_are_held_against_the_facts_that_they_are_about(measured: Measured) -> None:
    assert measured.attribution >= 0.98, "\n".join(measured.misses)


def test_the_manual_states_what_is_measured(measured: Measured) -> None:
    stated = dict(re.findall(r"^\| (precisie|vangst|toewijzing) .*\| ([\d,]+) \|$", MANUAL, re.MULTILINE))
    names = {"precisie": measured.precision, "vangst": measured.recall, "toewijzing": measured.attribution}
    assert stated == {name: f"{value:.3f}".replace(".", ",") for name, value in names.items()}
    assert f"{len(CASES)} teksten" in MANUAL
    assert f"{sum(len(case.expected) for case in CASES)} getallen" in MANUAL


def test_without_synonyms_the_vocabulary_of_the_codebook_carries_most(project: Project, book: FactBook) -> None:
    bare = replace(project, codebook=replace(project.codebook, synonyms={}))
    measured = measure(Examiner(bare, book), CASES)
    assert measured.precision >= 0.98, "\n".join(measured.misses)
    assert measured.recall >= 0.92, "\n".join(measured.misses)
    stated = re.search(r"Zonder de tabel `\[synonyms\]` .* precisie ([\d,]+) en de vangst ([\d,]+)\.", MANUAL)
    assert stated is not None
    assert stated.groups() == tuple(f"{value:.2f}".replace(".", ",") for value in (measured.precision, measured.recall))


@pytest.mark.parametrize("series", ["fourteenth", "nineteenth"])
def test_figures_that_are_not_the_monitors_raise_no_alarm(examiner: Examiner, series: str) -> None:
    cases = read_cases((HERE / f"corpus_{series}.txt").read_text(encoding="utf-8"))
    assert measure(examiner, cases).misses == ()


def test_a_miss_shows_in_the_measure(examiner: Examiner) -> None:
    """The measure can fail: a right sentence that is expected to be wrong counts as a miss, and the reverse as one."""
    said = "In 2025 is {}% van de Nederlanders positief over een chatbot.\n  {}% : {}"
    overlooked = measure(examiner, read_cases(said.format(15, 15, "klopt niet")))
    raised = measure(examiner, read_cases(said.format(25, 25, "klopt")))
    assert (overlooked.recall, raised.precision) == (0, 0)
    assert len(overlooked.misses) == len(raised.misses) == 1


def test_a_case_is_read_with_what_is_expected() -> None:
    (case,) = read_cases("# kop\n\nEen zin met 5%.\n  5% : klopt niet a@2025\n")
    assert isinstance(case, Case)
    assert [(one.text, one.verdict.value, one.fact) for one in case.expected] == [("5%", "klopt niet", "a@2025")]
