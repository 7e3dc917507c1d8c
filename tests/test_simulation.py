"""The simulated waves: the script makes the committed files, and in those files nobody contradicts themselves."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from reportgen.project.schema import Codebook, Project, Question
from reportgen.survey.checks import SMALL_CLASS
from reportgen.survey.readers import read_table
from reportgen.survey.weighting import efficiency
from tools.simulate import read_survey, render_waves
from tools.simulate.allocation import Goal, choose, order
from tools.simulate.answering import grade_shares
from tools.simulate.composition import Panel, weigh
from tools.simulate.remarks import CANARY
from tools.simulate.writing import SAV_STAMP

ROOT = Path(__file__).parents[1]
TECHNOLOGIES = ("chatbot", "spraak")


class Respondents(NamedTuple):
    """One committed file: closed answers as codes, None where not asked; `texts` are the columns that are words."""

    wave: str
    codes: dict[str, list[int | None]]
    texts: dict[str, list[str | None]]

    def column(self, name: str) -> np.ndarray:
        return np.array([-1 if code is None else code for code in self.codes[name]])


def codes_of(values: list[object], question: Question) -> list[int | None]:
    """Read labels and numbers alike as codes."""
    by_label = {label: int(code) for code, label in question.answers.items()} if question.type != "multiple" else {}
    return [None if v is None else by_label[v] if v in by_label else int(float(v)) for v in values]


def question_of(column: str, codebook: Codebook) -> Question:
    return codebook.questions.get(column) or codebook.questions[column.rpartition("_")[0]]


@pytest.fixture(scope="module")
def project() -> Project:
    return read_survey(ROOT)


@pytest.fixture(scope="module")
def waves(project: Project) -> list[Respondents]:
    codebook = project.codebook
    open_questions = [name for name, question in codebook.questions.items() if question.type == "open"]
    words = (codebook.id, *codebook.ignored_columns, *open_questions)
    found = []
    for wave in project.monitor.waves.values():
        columns = {name: column.to_list() for name, column in read_table(ROOT, wave.file).columns.items()}
        texts = {name: columns.pop(name) for name in words}
        codes = {name: codes_of(values, question_of(name, codebook)) for name, values in columns.items()}
        found.append(Respondents(wave.label, codes, texts))
    return found


# --- the files -------------------------------------------------------------------------------------------------------


def parts(content: bytes) -> object:
    """What a file says: of a workbook its parts, as another zlib may pack them differently."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {(member.filename, member.date_time): archive.read(member) for member in archive.infolist()}


def test_the_script_makes_the_committed_files_byte_for_byte():
    made = render_waves(ROOT)
    changed = [file for file, content in made.items() if parts((ROOT / file).read_bytes()) != parts(content)]
    assert changed == [], "run `python -m tools.simulate` after a change to the codebook, the margins or the targets"


def test_the_csv_is_as_dutch_excel_writes_it():
    content = (ROOT / "data/2023.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfresp_id;startdatum;duur_minuten;")
    assert content.count(b"\n") == content.count(b"\r\n")
    first = content.decode("utf-8-sig").splitlines()[1].split(";")
    assert first[1] == "05-12-2022"
    assert "," in first[2]


def test_the_spss_file_declares_weet_niet_as_missing_and_says_nothing_of_the_day_it_was_made(project: Project):
    table = read_table(ROOT, "data/2025.sav")
    for name, question in project.codebook.questions.items():
        declared = tuple((float(code), float(code)) for code in question.dont_know)
        assert table.user_missing.get(name, ()) == declared
    assert (ROOT / "data/2025.sav").read_bytes()[SAV_STAMP] == b"15 Dec 2412:00:00"


# --- who took part ---------------------------------------------------------------------------------------------------


def test_each_wave_has_more_than_a_thousand_respondents_with_an_id_of_their_own(waves: list[Respondents]):
    ids = [name for wave in waves for name in wave.texts["resp_id"]]
    assert len(set(ids)) == len(ids)
    assert all(len(wave.texts["resp_id"]) > 1000 for wave in waves)
    assert [wave.texts["resp_id"][0] for wave in waves] == ["2023-0001", "2024-0001", "2025-0001"]


def test_no_class_of_a_margin_is_small_and_weighting_costs_at_most_a_quarter(
    waves: list[Respondents], project: Project
):
    for wave in waves:
        panel = Panel(wave.wave, *map(wave.column, ("geslacht", "leeftijd", "regio", "opleiding")))
        assert efficiency(weigh(panel, project.population)) > 0.75
        assert min(Counter(zip(panel.gender, panel.age_class, strict=True)).values()) >= SMALL_CLASS
        assert min(min(Counter(codes).values()) for codes in (panel.region, panel.education)) >= SMALL_CLASS


def test_young_and_lower_educated_people_are_scarce_as_in_a_panel(waves: list[Respondents]):
    for wave in waves:
        assert (wave.column("leeftijd") <= 30).mean() < 0.17  # 20.5% of the adults
        assert (wave.column("leeftijd") > 55).mean() > 0.44  # 39.6%
        assert (wave.column("opleiding") == 1).mean() < 0.21  # 26.2%


# --- what they answered ----------------------------------------------------------------------------------------------


def test_every_question_of_a_wave_is_in_its_file_and_no_other(waves: list[Respondents], project: Project):
    for wave in waves:
        asked = {
            name
            for name, question in project.codebook.questions.items()
            if question.type != "open" and (not question.waves or wave.wave in question.waves)
        }
        found = {name if name in project.codebook.questions else name.rpartition("_")[0] for name in wave.codes}
        assert found == asked


def test_nooit_is_said_by_exactly_those_without_experience(waves: list[Respondents]):
    for wave in waves:
        for technology in TECHNOLOGIES:
            never = wave.column(f"frequentie_{technology}") == 5
            assert (never == (wave.column(f"ervaring_{technology}") == 2)).all()


def test_those_with_experience_and_only_they_are_asked_whether_it_helped(waves: list[Respondents]):
    for wave in waves:
        for technology in TECHNOLOGIES:
            asked = wave.column(f"opgelost_{technology}") != -1
            assert (asked == (wave.column(f"ervaring_{technology}") == 1)).all()


def test_all_other_questions_were_put_to_everyone(waves: list[Respondents]):
    for wave in waves:
        unanswered = {name for name, codes in wave.codes.items() if None in codes}
        assert unanswered == {f"opgelost_{technology}" for technology in TECHNOLOGIES}


def test_geen_van_deze_stands_alone_and_everyone_chooses_something(waves: list[Respondents], project: Project):
    for wave in waves:
        for name, question in project.codebook.questions.items():
            if question.type != "multiple" or f"{name}_1" not in wave.codes:
                continue
            chosen = sum(wave.column(f"{name}_{code}") for code in question.answers)
            assert chosen.min() == 1
            for code in question.exclusive:
                assert (chosen[wave.column(f"{name}_{code}") == 1] == 1).all()


def test_no_answer_is_given_by_one_to_four_people(waves: list[Respondents]):
    rare = {
        f"{wave.wave} {name}={code}: {count}"
        for wave in waves
        for name, codes in wave.codes.items()
        if name != "leeftijd"
        for code, count in Counter(codes).items()
        if count < 5
    }
    assert rare == set()


def test_those_negative_about_chatbots_are_rarely_positive_elsewhere(waves: list[Respondents]):
    for wave in waves:
        negative = np.isin(wave.column("houding_chatbot"), (1, 2))
        for name in (*(n for n in wave.codes if n.startswith("sector_")), "houding_automatisch"):
            assert np.isin(wave.column(name)[negative], (4, 5)).mean() < 0.06, (wave.wave, name)


def test_a_chatbot_is_preferred_by_those_who_are_positive_about_it_only(waves: list[Respondents]):
    for wave in waves:
        preferring = wave.column("kanaal") == 6
        assert np.isin(wave.column("houding_chatbot")[preferring], (4, 5)).all()


def test_about_one_in_seven_adds_a_remark_and_one_of_2025_is_unmistakable(waves: list[Respondents]):
    for wave in waves:
        remarks = [remark for remark in wave.texts["toelichting"] if remark]
        assert 0.12 < len(remarks) / len(wave.texts["resp_id"]) < 0.18
        assert remarks.count(CANARY) == (1 if wave.wave == "2025" else 0)
        assert not any(mark in remark for remark in remarks for mark in "@0123456789")
    assert "zomerbriesje-kanarie" in CANARY


# --- how answers are dealt out ---------------------------------------------------------------------------------------


def test_those_who_lean_most_to_an_answer_give_it_until_the_weight_is_reached():
    leaning, weight = np.array([0.1, 3.0, 2.0, 1.0]), np.ones(4)
    everyone = np.ones(4, dtype=bool)
    assert choose(leaning, weight, everyone, [Goal(everyone, 2.0)]).tolist() == [False, True, True, False]


def test_swaps_settle_what_whole_people_leave_over():
    leaning, weight = np.array([4.0, 3.0, 2.0, 1.0]), np.array([1.0, 0.7, 0.5, 0.2])
    everyone = np.ones(4, dtype=bool)
    chosen = choose(leaning, weight, everyone, [Goal(everyone, 1.2)])
    assert weight[chosen].sum() == pytest.approx(1.2)


def test_goals_of_groups_and_of_all_are_met_together():
    numbers = np.random.default_rng(1)
    leaning, weight = numbers.standard_normal(600), numbers.uniform(0.5, 2, 600)
    everyone, young = np.ones(600, dtype=bool), np.arange(600) < 150
    goals = [Goal(everyone, 0.15 * weight.sum()), Goal(young, 0.30 * weight[young].sum())]
    chosen = choose(leaning, weight, everyone, goals)
    assert weight[chosen].sum() / weight.sum() == pytest.approx(0.15, abs=0.001)
    assert weight[chosen & young].sum() / weight[young].sum() == pytest.approx(0.30, abs=0.001)


def test_steps_of_a_scale_follow_the_leaning():
    everyone = np.array([True, True, True, True, False])
    steps = order(np.array([0.0, 5.0, 1.0, 3.0, 9.0]), np.ones(5), everyone, [2.0, 1.0, 1.0], {})
    assert steps.tolist() == [0, 2, 0, 1, -1]


@pytest.mark.parametrize("mean", [5.5, 6.2, 7.3])
def test_grades_have_the_mean_asked_for_and_no_empty_grade(mean: float):
    shares = grade_shares(mean, 1.5)
    assert shares.sum() == pytest.approx(1)
    assert (shares * np.arange(1, 11)).sum() == pytest.approx(mean)
    assert shares.min() > 0.008
