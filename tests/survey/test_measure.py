"""A survey small enough to work out by hand, from its files to its fact book."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from reportgen.errors import UserError
from reportgen.facts import FactBook, from_json, to_json
from reportgen.project.reading import read_project
from reportgen.project.schema import Code, IndicatorSet, Project
from reportgen.survey.measure import measure
from tests.monitors import HEADER, small_monitor

MAN, WOMAN = 1, 2
HALF_AND_HALF = [("share = 49.5", "share = 50.0"), ("share = 50.5", "share = 50.0")]
BY_GENDER = [('margins = ["geslacht", "leeftijd"]', 'margins = ["geslacht"]')] * 2

Respondent = tuple[int, int, int, int]
"""Gender, age, attitude and grade."""


def people(count: int, gender: int, attitude: int, grade: int = 7, age: int = 40) -> list[Respondent]:
    return [(gender, age, attitude, grade)] * count


def delivered(respondents: Iterable[Respondent]) -> str:
    """The file of these respondents; of those who are not positive the odd ones are annoyed by the music."""
    lines = [HEADER]
    for number, (gender, age, attitude, grade) in enumerate(respondents, 1):
        annoyed = (number % 2, 0, 1 - number % 2) if attitude <= 3 else ("", "", "")
        fields = (number, "", gender, age, attitude, *annoyed, grade, "tekst" if number <= 20 else "")
        lines.append(";".join(str(field) for field in fields))
    return "\n".join(lines) + "\n"


# 2024: 100 men of whom 20 positive, 100 women of whom 30; 2025: 120 men of whom 30, 80 women of whom 40.
EARLIER = people(20, MAN, 4) + people(80, MAN, 1) + people(30, WOMAN, 4) + people(70, WOMAN, 2)
NEWEST = (
    people(30, MAN, 4, grade=8) + people(90, MAN, 1, grade=6) + people(40, WOMAN, 5) + people(40, WOMAN, 2, grade=99)
)


def survey(
    folder: Path, earlier: list[Respondent] = EARLIER, newest: list[Respondent] = NEWEST, **changes: object
) -> Project:
    contents = {
        "monitor": BY_GENDER,
        "population": HALF_AND_HALF,
        "earlier_data": delivered(earlier),
        "data": delivered(newest),
        **changes,
    }
    return read_project(small_monitor(folder, **contents))  # type: ignore[arg-type]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return survey(tmp_path)


@pytest.fixture
def book(project: Project) -> FactBook:
    return measure(project, "2025")


# Samples


def test_a_sample_is_described_with_its_weights(book: FactBook) -> None:
    sample = book.sample_by_wave["2025"]
    # Men weigh 100/120, women 100/80.
    assert (sample.n, sample.weight_min, sample.weight_max) == (200, pytest.approx(5 / 6), 1.25)
    assert sample.n_eff == pytest.approx(200**2 / (120 * (5 / 6) ** 2 + 80 * 1.25**2))
    assert sample.efficiency == pytest.approx(sample.n_eff / 200)
    assert sample.design_effect == pytest.approx(200 / sample.n_eff)
    man, woman = sample.margins
    assert (man.margin, man.name, man.n, man.unweighted, man.target, man.weighted) == (
        "geslacht",
        "man",
        120,
        0.6,
        0.5,
        0.5,
    )
    assert (woman.name, woman.weighted) == ("vrouw", 0.5)


def test_only_waves_up_to_the_asked_one_are_read(project: Project) -> None:
    (project.root / "data/2025.csv").unlink()
    book = measure(project, "2024")
    assert book.wave == "2024"
    assert [sample.wave for sample in book.samples] == ["2024"]
    assert not [comparison for comparison in book.comparisons if comparison.kind == "wave"]


# Facts


def test_a_share_is_weighted_and_labelled_as_it_is_printed(book: FactBook) -> None:
    fact = book.by_id["positief@2025"]
    # 25% of the men, 50% of the women, half and half: 37.5%, printed half up.
    assert (fact.estimate, fact.label, fact.n, fact.status) == (0.375, "38%", 200, "published")
    men, women = 5 / 6, 5 / 4
    squares = 30 * (men * 0.625) ** 2 + 90 * (men * 0.375) ** 2 + 40 * (women * 0.625) ** 2 + 40 * (women * 0.375) ** 2
    assert fact.se == pytest.approx(math.sqrt(200 / 199 * squares) / 200)
    assert fact.low is not None
    assert fact.high is not None
    assert 0.30 < fact.low < 0.375 < fact.high < 0.45


def test_a_group_has_its_own_base(book: FactBook) -> None:
    men = book.by_id["positief@2025/geslacht=man"]
    assert (men.estimate, men.n, men.n_eff, men.status) == (0.25, 120, 120, "published")
    women = book.by_id["positief@2025/geslacht=vrouw"]
    assert (women.estimate, women.label, women.n, women.status) == (0.5, "50%", 80, "indicative")


def test_a_mean_leaves_out_who_did_not_know(book: FactBook) -> None:
    fact = book.by_id["cijfer@2025"]
    # 30 eights and 90 sixes of men, 40 sevens of women.
    mean = (5 / 6 * (30 * 8 + 90 * 6) + 5 / 4 * 40 * 7) / (5 / 6 * 120 + 5 / 4 * 40)
    assert (fact.unit, fact.estimate, fact.label, fact.n) == ("mean", pytest.approx(mean), "6,7", 160)


def test_a_base_without_dont_know_is_smaller(tmp_path: Path) -> None:
    answered = survey(
        tmp_path,
        newest=people(50, MAN, 4) + people(50, WOMAN, 9) + people(100, WOMAN, 1),
        codebook=("answers = [4, 5]", 'answers = [4, 5]\nbase = "answered"'),
    )
    fact = measure(answered, "2025").by_id["positief@2025"]
    # The men's half of the weight against two thirds of the women's half.
    assert (fact.n, fact.estimate) == (150, pytest.approx(0.5 / (0.5 + 0.5 * 2 / 3)))


def test_the_base_of_a_multiple_question_is_everyone_asked(book: FactBook) -> None:
    fact = book.by_id["muziek@2025"]
    assert fact.n == 130
    assert fact.estimate == pytest.approx(0.5, abs=0.01)
    # Asked of two thirds of the men and half of the women: somebody else is in no base at all.
    assert book.by_id["ergernissen.8@2025"].n == 130


def test_every_answer_has_its_share_without_being_declared(book: FactBook) -> None:
    labels = {f"{code}": book.by_id[f"houding.{code}@2025"].label for code in (1, 2, 3, 4, 5, 9)}
    assert labels == {"1": "38%", "2": "25%", "3": "0%", "4": "13%", "5": "25%", "9": "0%"}
    assert book.by_id["geslacht.1@2025"].label == "50%"
    assert book.by_id["cijfer.8@2025"].n == 200
    assert book.by_id["cijfer.99@2025"].label == "25%"
    assert book.by_id["leeftijd.18-49@2025"].label == "100%"
    assert book.by_id["toelichting.1@2025"].n == 200


def test_facts_come_in_the_order_of_the_codebook(book: FactBook) -> None:
    ids = [fact.id for fact in book.facts]
    assert ids[:6] == [
        "positief@2024",
        "positief@2024/geslacht=man",
        "positief@2024/geslacht=vrouw",
        "positief@2024/leeftijd=18-49",
        "positief@2024/leeftijd=50-99",
        "positief@2025",
    ]
    assert ids.index("cijfer@2024") < ids.index("geslacht.1@2024") < ids.index("houding.1@2024")
    assert len(set(ids)) == len(ids)


def test_numbers_keep_ten_digits_and_survive_the_public_form(book: FactBook) -> None:
    assert all(fact.se is None or fact.se == float(f"{fact.se:.10g}") for fact in book.facts)
    assert from_json(to_json(book)) == book


def test_no_answer_of_a_single_respondent_is_in_the_book(book: FactBook) -> None:
    assert "tekst" not in to_json(book)
    assert "nummer" not in to_json(book)


# Suppression


@pytest.mark.parametrize(
    ("women", "status"), [(29, "suppressed"), (30, "indicative"), (99, "indicative"), (100, "published")]
)
def test_a_group_is_published_as_its_base_allows(tmp_path: Path, women: int, status: str) -> None:
    positive = women // 2
    newest = people(200, MAN, 1) + people(200, MAN, 4) + people(positive, WOMAN, 4) + people(women - positive, WOMAN, 1)
    fact = measure(survey(tmp_path, newest=newest), "2025").by_id["positief@2025/geslacht=vrouw"]
    assert (fact.n, fact.status) == (women, status)
    assert (fact.estimate is None, fact.se is None, fact.low is None, fact.high is None, fact.label is None) == (
        (status == "suppressed",) * 5
    )


def test_a_few_persons_are_hidden_with_what_would_give_them_away(tmp_path: Path) -> None:
    newest = people(4, MAN, 4) + people(146, MAN, 1) + people(60, WOMAN, 4) + people(90, WOMAN, 1)
    book = measure(survey(tmp_path, newest=newest), "2025")
    # Four positive men: without the women nobody can work them out from the total.
    assert book.by_id["positief@2025"].status == "published"
    for group in ("man", "vrouw"):
        assert book.by_id[f"positief@2025/geslacht={group}"].estimate is None
        assert f"positief@2025/geslacht={group}:rest" not in book.comparison_by_id
        assert f"positief@2024..2025/geslacht={group}" not in book.comparison_by_id


def test_a_rare_answer_is_hidden_with_the_sum_or_the_answer_that_would_give_it_away(tmp_path: Path) -> None:
    newest = people(3, MAN, 5) + people(20, MAN, 4) + people(77, MAN, 1) + people(100, WOMAN, 1)
    book = measure(survey(tmp_path, newest=newest), "2025")
    assert book.by_id["houding.5@2025"].status == "suppressed"
    assert book.by_id["houding.4@2025"].status == "suppressed"
    # Positive is 4 and 5 together: more than a few persons, and alone it gives neither away.
    assert book.by_id["positief@2025"].status == "published"


def test_a_whole_wave_of_few_respondents_is_suppressed(tmp_path: Path) -> None:
    book = measure(survey(tmp_path, newest=people(14, MAN, 4) + people(15, WOMAN, 1)), "2025")
    assert all(fact.status == "suppressed" for fact in book.facts if fact.wave == "2025")
    assert {comparison.id for comparison in book.comparisons} == {"negatief>positief@2024"}


# Comparisons


def test_two_waves_are_compared_as_independent_samples(book: FactBook) -> None:
    old, new = book.by_id["positief@2024"], book.by_id["positief@2025"]
    change = book.comparison_by_id["positief@2024..2025"]
    assert (change.kind, change.from_, change.to) == ("wave", old.id, new.id)
    assert (change.difference, change.label) == (0.125, "13 procentpunt")
    assert old.se is not None
    assert new.se is not None
    assert change.se == pytest.approx(math.hypot(old.se, new.se))


def test_headlines_are_adjusted_together_and_the_rest_together(book: FactBook) -> None:
    headlines = [book.comparison_by_id[f"{name}@2024..2025"] for name in ("positief", "cijfer")]
    assert {comparison.adjustment for comparison in headlines} == {"holm"}
    smaller, larger = sorted(headlines, key=lambda comparison: comparison.p)
    assert smaller.p_adjusted == pytest.approx(min(1, 2 * smaller.p))
    assert larger.p_adjusted == pytest.approx(max(larger.p, smaller.p_adjusted))
    assert book.comparison_by_id["negatief@2024..2025"].adjustment == "bh"


def test_a_mean_changes_in_points(book: FactBook) -> None:
    change = book.comparison_by_id["cijfer@2024..2025"]
    assert change.label == "0,3 punt"
    assert change.difference == pytest.approx(20 / 3 - 7)
    assert change.significant


def test_a_group_is_compared_with_the_last_wave(book: FactBook) -> None:
    change = book.comparison_by_id["positief@2024..2025/geslacht=vrouw"]
    assert (change.difference, change.adjustment) == (pytest.approx(0.2), "bh")
    assert (change.from_, change.to) == ("positief@2024/geslacht=vrouw", "positief@2025/geslacht=vrouw")


def test_a_group_is_compared_with_everybody_else(book: FactBook) -> None:
    rest = book.comparison_by_id["positief@2025/geslacht=man:rest"]
    assert (rest.kind, rest.rest, rest.difference) == ("rest", 0.5, -0.25)
    assert (rest.from_, rest.to) == ("positief@2025/rest/geslacht=man", "positief@2025/geslacht=man")
    assert rest.significant
    assert "positief@2024/geslacht=man:rest" not in book.comparison_by_id


def test_neighbours_in_a_ranking_are_compared_within_respondents(book: FactBook) -> None:
    rank = book.comparison_by_id["negatief>positief@2025"]
    assert (rank.kind, rank.indicator, rank.difference) == ("rank", "negatief", 0.25)
    # Everybody is one or the other: the error of the difference is twice that of either.
    se = book.by_id["positief@2025"].se
    assert se is not None
    assert rank.se == pytest.approx(2 * se)
    assert "negatief>positief@2024" in book.comparison_by_id


def three_waves(project: Project) -> Project:
    """The same survey with the earlier file for a wave before that as well."""
    waves = {"2023": replace(project.monitor.waves["2024"], label="2023"), **project.monitor.waves}
    return replace(project, monitor=replace(project.monitor, waves=waves))


def test_of_three_waves_neighbours_are_compared_and_the_first_with_the_last(project: Project) -> None:
    book = measure(three_waves(project), "2025")
    pairs = [c.id for c in book.comparisons if c.indicator == "positief" and c.kind == "wave" and "/" not in c.id]
    assert pairs == ["positief@2023..2024", "positief@2024..2025", "positief@2023..2025"]
    same = book.comparison_by_id["positief@2023..2024"]
    assert (same.difference, same.p, same.significant, same.label) == (0, 1, False, "0 procentpunt")


def test_a_wave_in_which_a_question_was_not_asked_is_stepped_over(project: Project) -> None:
    project = three_waves(project)
    questions = dict(project.codebook.questions)
    questions["cijfer"] = replace(questions["cijfer"], waves=("2023", "2025"))
    project = replace(
        project, codebook=replace(project.codebook, questions=questions, ignored_columns=("datum", "cijfer"))
    )
    book = measure(project, "2025")
    assert "cijfer@2024" not in book.by_id
    changes = [c.id for c in book.comparisons if c.indicator == "cijfer" and c.kind == "wave" and "/" not in c.id]
    assert changes == ["cijfer@2023..2025"]


def test_nothing_is_compared_across_a_trend_break(project: Project) -> None:
    project = three_waves(project)
    questions = dict(project.codebook.questions)
    questions["houding"] = replace(questions["houding"], breaks={"2024": "De vraag is anders gesteld."})
    book = measure(replace(project, codebook=replace(project.codebook, questions=questions)), "2025")
    pairs = [c.id for c in book.comparisons if c.indicator == "positief" and c.kind == "wave" and "/" not in c.id]
    assert pairs == ["positief@2024..2025"]


def test_a_set_of_one_has_no_neighbours(project: Project) -> None:
    sets = {"alleen": IndicatorSet("alleen", ("positief",))}
    book = measure(replace(project, codebook=replace(project.codebook, sets=sets)), "2025")
    assert not [comparison for comparison in book.comparisons if comparison.kind == "rank"]


# What cannot be measured


def test_problems_in_all_files_are_told_at_once(tmp_path: Path) -> None:
    project = survey(
        tmp_path,
        earlier_data=delivered(EARLIER).replace(";40;4;", ";40;7;", 1),
        data=delivered(NEWEST).replace(";40;4;", ";17;4;", 1),
    )
    with pytest.raises(UserError) as caught:
        measure(project, "2025")
    message = str(caught.value)
    assert "data/2024.csv, rij 2, kolom houding: onbekende code 7." in message
    assert "data/2025.csv, rij 2, kolom leeftijd: 17 valt buiten 18 t/m 99." in message


def test_a_margin_without_respondents_is_named_with_the_file(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        measure(survey(tmp_path, newest=people(50, MAN, 4) + people(50, MAN, 2)), "2025")
    assert "data/2025.csv: randtotaal “geslacht”: klasse “vrouw” heeft geen respondenten." in str(caught.value)


def test_a_missing_file_is_named_with_the_other_problems(tmp_path: Path) -> None:
    project = survey(tmp_path, earlier_data=None, data=delivered(NEWEST).replace(";40;4;", ";17;4;", 1))
    with pytest.raises(UserError) as caught:
        measure(project, "2025")
    assert "data/2024.csv: dit bestand is er niet." in str(caught.value)
    assert "17 valt buiten" in str(caught.value)


def test_the_weights_of_an_agency_are_used_instead_of_margins(tmp_path: Path) -> None:
    text = delivered(NEWEST).splitlines()
    weighted = "\n".join(
        [f"{text[0]};gewicht", *(f"{line};{1 + number % 2},5" for number, line in enumerate(text[1:]))]
    )
    project = survey(
        tmp_path,
        monitor=[BY_GENDER[0], (BY_GENDER[0][0], 'weight = "gewicht"\ncomparable.weighting = "Even goed."')],
        data=weighted,
    )
    sample = measure(project, "2025").sample_by_wave["2025"]
    assert (sample.weight_min, sample.weight_max, sample.margins, sample.sweeps) == (0.75, 1.25, (), 0)


def test_a_code_is_an_answer_even_where_nobody_gave_it(project: Project) -> None:
    assert Code(3) in project.codebook.questions["houding"].answers
    assert measure(project, "2025").by_id["houding.3@2025"].estimate == 0
