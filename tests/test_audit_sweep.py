"""Whatever small, lopsided survey comes in, what is suppressed cannot be worked out from what is published."""

from __future__ import annotations

import random  # noqa: TID251 each survey has a seed of its own
from pathlib import Path

import pytest

from reportgen.audit.audit import find_leaks
from reportgen.project.reading import read_project
from reportgen.survey.measure import measure
from tests.monitors import HEADER, small_monitor
from tests.survey.test_measure_kinds import DECLARED

WEIGHED = ('margins = ["geslacht", "leeftijd"]\n', 'weight = "gewicht"\n')
QUICK = range(12)
ALL = range(12, 190)


def respondents(chance: random.Random) -> str:
    """Write a file in which one gender may be rare, answers are missing, and everybody may weigh the same."""
    men, is_equal = chance.random(), chance.random() < 0.5
    attitudes, grades = ([chance.random() ** 3 + 0.01 for _ in range(9)] for _ in range(2))
    lines = [f"{HEADER};gewicht"]
    for number in range(chance.randint(30, 400)):
        gender = "" if chance.random() < 0.02 else 1 if chance.random() < men else 2
        age = "" if chance.random() < 0.02 else chance.choice([20, 30, 48, 49, 50, 60, 80])
        attitude = chance.choices([1, 2, 3, 4, 5, 9, ""], attitudes[:7])[0]
        ticked: tuple[object, ...] = ("", "", "")
        if attitude in {1, 2, 3}:
            music, length = chance.randint(0, 1), chance.randint(0, 1)
            ticked = (music, length, int(not music and not length))
        grade = chance.choices([1, 5, 6, 7, 8, 9, 10, 99, ""], grades)[0]
        weight = "1" if is_equal else chance.choice(["0,5", "1", "2"])
        lines.append(";".join(map(str, (number, "", gender, age, attitude, *ticked, grade, "", weight))))
    return "\n".join(lines) + "\n"


def leaks_of(folder: Path, seed: int) -> list[str]:
    chance = random.Random(seed)
    root = small_monitor(
        folder,
        monitor=[WEIGHED, WEIGHED],
        codebook=DECLARED,
        earlier_data=respondents(chance),
        data=respondents(chance),
    )
    project = read_project(root)
    return [f"{leak.facts}: {leak.what}" for leak in find_leaks(measure(project, "2025"), project.codebook)]


@pytest.mark.parametrize("seed", QUICK)
def test_nothing_leaks(tmp_path: Path, seed: int) -> None:
    assert leaks_of(tmp_path, seed) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", ALL)
def test_nothing_leaks_in_many_surveys(tmp_path: Path, seed: int) -> None:
    assert leaks_of(tmp_path, seed) == []
