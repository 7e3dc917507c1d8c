"""What `make benchmark` measures: always the same respondents, a monitor that is right, figures that R agrees with."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.agreement import check_agreement, check_sample
from benchmarks.measuring import RECORDED
from benchmarks.survey_files import POPULATION, WAVES, respondents, write_monitor
from reportgen.cli import run
from reportgen.facts import to_json
from reportgen.project.reading import read_project
from reportgen.survey.measure import measure
from reportgen.survey.raking import rake

BREAKDOWNS = 6
GROUPS = 21
INDICATORS = 40


def measured(root: Path) -> Any:
    return json.loads(to_json(measure(read_project(root), WAVES[-1])))


@pytest.fixture(scope="module")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The fact book of a thousand respondents a wave."""
    folder = tmp_path_factory.mktemp("thousand")
    write_monitor(folder, 1_000)
    return measured(folder)


def test_the_respondents_are_always_the_same_ones() -> None:
    first = {name: int(codes[0]) for name, codes in respondents("2023", 3).items()}
    assert len(first) == 40
    assert [first[name] for name in ("geslacht", "leeftijd", "regio", "houding_01", "kanalen_1", "contacten")] == [
        2,
        86,
        2,
        2,
        1,
        12,
    ]


def test_the_monitor_is_right_and_measures_forty_indicators_by_six_breakdowns_in_three_waves(tmp_path: Path) -> None:
    write_monitor(tmp_path, 200)
    assert run(["check", "--project", str(tmp_path)]) == 0
    codebook = read_project(tmp_path).codebook
    assert len(codebook.breakdowns) == BREAKDOWNS
    assert {question.type for question in codebook.questions.values()} == {"single", "multiple", "grade", "number"}
    declared = [fact for fact in measured(tmp_path)["facts"] if fact["indicator"] in codebook.indicators]
    assert len(declared) == INDICATORS * (1 + GROUPS) * len(WAVES)


def test_its_figures_are_those_that_r_found_when_they_were_recorded(thousand: Any) -> None:
    sample = tomllib.loads(RECORDED.read_text(encoding="utf-8"))["sizes"]["1000"]["sample"]
    assert len(sample) == 13
    check_sample(thousand, sample)
    name = next(iter(sample))
    with pytest.raises(RuntimeError, match=f"1 of 13 figures differ: {name}"):
        check_sample(thousand, sample | {name: [figure + 2e-6 for figure in sample[name]]})


def test_the_sums_of_a_cell_say_as_much_as_its_respondents(thousand: Any) -> None:
    """What docs/performance.md tells who has more respondents than fit."""
    size = 1_000
    columns = respondents("2025", size)
    names = ("geslacht", "leeftijd", "regio", "opleiding", "vaardig", "houding_01")
    rows, n = np.unique(np.stack([columns[name] for name in names]), axis=1, return_counts=True)
    gender, age, region, education, skill, attitude = rows
    classes = {
        "leeftijd_geslacht": (gender - 1) * 5 + np.digitize(age, [31, 41, 56, 66]),
        "regio": region - 1,
        "opleiding": education - 1,
    }
    targets = {
        margin: {str(place): share / sum(shares) for place, share in enumerate(shares)}
        for margin, shares in POPULATION.items()
    }
    w = rake(classes, targets, base=n).weights
    w2 = w**2 / n
    y, inside = np.isin(attitude, (4, 5)), skill >= 4
    mean = (w * y)[inside].sum() / w[inside].sum()
    variance = size / (size - 1) * (w2 * (y - mean) ** 2)[inside].sum() / w[inside].sum() ** 2
    fact = next(fact for fact in thousand["facts"] if fact["id"] == "positief_01@2025/vaardig=vaardig")
    assert [mean, np.sqrt(variance)] == pytest.approx([fact["estimate"], fact["se"]], rel=1e-8)
    assert w[inside].sum() ** 2 / w2[inside].sum() == pytest.approx(fact["n_eff"], rel=1e-8)


FACT = {"id": "a@2025/leeftijd=18-30", "estimate": 0.5, "se": 0.1, "low": 0.3, "high": 0.7}
TEST = {"id": "a@2025/leeftijd=18-30:rest", "difference": 0.2, "se": 0.1, "p": 0.0455}
PLACE = {"indicator": ["a"], "wave": ["2025"], "breakdown": ["leeftijd"], "group": ["18-30"]}
LEVELS = PLACE | {"value": [0.5], "se": [0.1], "low": [0.3], "high": [0.7]}
TESTS = PLACE | {"kind": ["rest"], "from": ["2025"], "difference": [0.2], "se": [0.1], "p": [0.0455]}


@pytest.mark.parametrize("part", ["value", "se", "low", "high", "group"])
def test_a_level_that_r_finds_otherwise_or_alone_stops_the_benchmark(part: str) -> None:
    book = {"facts": [FACT], "comparisons": [TEST]}
    check_agreement(book, {"levels": LEVELS, "tests": TESTS})
    other = {part: ["31-40"] if part == "group" else [0.4]}
    with pytest.raises(RuntimeError, match="1 of 1 figures differ"):
        check_agreement(book, {"levels": LEVELS | other, "tests": TESTS})


@pytest.mark.parametrize("part", ["difference", "se", "p"])
def test_so_does_a_test(part: str) -> None:
    book = {"facts": [FACT], "comparisons": [TEST]}
    with pytest.raises(RuntimeError, match=r"1 of 1 figures differ: a@2025/leeftijd=18-30:rest"):
        check_agreement(book, {"levels": LEVELS, "tests": TESTS | {part: [0.01]}})
