"""What the monitor computes is what was published: every comparable figure, in the way it was printed."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

from reportgen.facts import Fact, FactBook
from reportgen.project.schema import Project
from reportgen.survey.measure import measure
from tools.simulate import read_survey

ROOT = Path(__file__).parents[1]
PUBLISHED = tomllib.loads((ROOT / "data/published.toml").read_text(encoding="utf-8"))["figures"]
COMPARABLE = [figure for figure in PUBLISHED if "fact" in figure]


def printed(fact: Fact) -> Decimal:
    """The figure as it is printed: a percentage without decimals, a grade with one, rounded half up."""
    assert fact.estimate is not None
    if fact.unit == "mean":
        return Decimal(f"{fact.estimate:.9f}").quantize(Decimal("0.1"), ROUND_HALF_UP)
    return Decimal(f"{100 * fact.estimate:.9f}").quantize(Decimal(1), ROUND_HALF_UP)


def agrees(figure: dict[str, Any], fact: Fact) -> bool:
    if "words" in figure:
        return fact.estimate is not None and figure["low"] <= 100 * fact.estimate <= figure["high"]
    return printed(fact) == Decimal(str(figure["value"]))


def misses(book: FactBook) -> list[str]:
    """The published figures with which the computed ones disagree."""
    found = []
    for figure in COMPARABLE:
        fact = book.by_id.get(figure["fact"])
        told = figure.get("value", figure.get("words"))
        if fact is None or fact.estimate is None:
            found.append(f"{figure['fact']}: published {told}, not computed")
        elif not agrees(figure, fact):
            found.append(f"{figure['fact']}: published {told}, computed {fact.estimate:.4f}")
    return found


@pytest.fixture(scope="module")
def project() -> Project:
    return read_survey(ROOT)


@pytest.fixture(scope="module")
def book(project: Project) -> FactBook:
    return measure(project, "2025")


def test_every_published_figure_comes_out_of_the_data(book: FactBook):
    assert misses(book) == []


def test_every_published_figure_of_2023_and_later_is_held_against_a_fact():
    assert len(COMPARABLE) == 52
    assert [figure for figure in PUBLISHED if figure["wave"] >= "2023" and "fact" not in figure] == []
    assert {figure["fact"].partition("@")[2][:4] == figure["wave"] for figure in COMPARABLE} == {True}
    assert all(figure["source"].startswith("https://") for figure in PUBLISHED)


def test_unweighted_at_least_a_third_of_them_would_be_wrong(project: Project):
    waves = {label: replace(wave, margins=()) for label, wave in project.monitor.waves.items()}
    unweighted = replace(project, monitor=replace(project.monitor, waves=waves))
    assert len(misses(measure(unweighted, "2025"))) >= len(COMPARABLE) / 3


# --- what was published in words -------------------------------------------------------------------------------------

RISEN = ("chatbot_positief", "spraak_positief", "ervaring_chatbot", "ervaring_spraak", "ergernis_chatbots")
FALLEN = ("chatbot_negatief", "spraak_negatief")


@pytest.mark.parametrize("indicator", RISEN)
def test_what_was_said_to_have_risen_in_2025_has_risen_significantly(book: FactBook, indicator: str):
    change = book.comparison_by_id[f"{indicator}@2024..2025"]
    assert change.significant
    assert change.difference > 0


@pytest.mark.parametrize("indicator", FALLEN)
def test_fewer_people_are_negative_in_2025(book: FactBook, indicator: str):
    change = book.comparison_by_id[f"{indicator}@2024..2025"]
    assert change.significant
    assert change.difference < 0


@pytest.mark.parametrize("indicator", ["cijfer_telefoon", "cijfer_chat"])
def test_grades_fell_in_2024_and_not_again(book: FactBook, indicator: str):
    fall = book.comparison_by_id[f"{indicator}@2023..2024"]
    assert fall.significant
    assert fall.difference < 0
    assert not book.comparison_by_id[f"{indicator}@2024..2025"].significant


def test_irritation_with_voice_assistants_has_not_risen_significantly_in_any_step(book: FactBook):
    for step in ("2023..2024", "2024..2025"):
        assert not book.comparison_by_id[f"ergernis_spraakassistenten@{step}"].significant


@pytest.mark.parametrize(
    ("indicator", "points"),
    [("chatbot_positief", 5), ("spraak_positief", 8)],
)
def test_the_difference_in_points_is_the_published_one(book: FactBook, indicator: str, points: int):
    difference = book.comparison_by_id[f"{indicator}@2024..2025"].difference
    assert Decimal(f"{100 * difference:.6f}").quantize(Decimal(1), ROUND_HALF_UP) == points


def test_young_and_digitally_skilled_people_are_more_positive(book: FactBook):
    for group in ("leeftijd=18-30", "digivaardig=vaardig"):
        rest = book.comparison_by_id[f"automatisch_positief@2025/{group}:rest"]
        assert rest.significant
        assert rest.difference > 0


def test_women_and_men_hardly_differ(book: FactBook):
    for indicator in ("chatbot_positief", "chatbot_negatief", "spraak_positief", "spraak_negatief"):
        assert not book.comparison_by_id[f"{indicator}@2025/geslacht=vrouw:rest"].significant
