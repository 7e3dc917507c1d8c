"""A whole fact book, from file to fact, says what R says of the same respondents."""

from __future__ import annotations

from itertools import combinations

import pytest

from reportgen.facts import Fact, FactBook
from tests.survey.reference import Tree, read_case
from tests.survey.reference_monitor import AGES, key, reference_book

PRECISION = 1e-7
"""Facts are kept in ten significant digits; R's weights differ from ours by less than 1e-9."""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> FactBook:
    return reference_book(tmp_path_factory.mktemp("fixed"))


@pytest.fixture(scope="module")
def panel_book(tmp_path_factory: pytest.TempPathFactory) -> FactBook:
    return reference_book(tmp_path_factory.mktemp("panel"), wave='panel = "persoon"')


@pytest.fixture(scope="module", params=["raked", "raked_from_base"])
def calibrated(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, FactBook]:
    wave = 'base_weight = "basis"' if request.param == "raked_from_base" else ""
    folder = tmp_path_factory.mktemp(request.param)
    return request.param, reference_book(folder, wave=wave, monitor='variance = "calibrated"')


def numbers(fact: Fact) -> list[float | None]:
    return [fact.estimate, fact.se, fact.n, fact.n_eff]


def assert_published(fact: Fact, theirs: Tree, *, value: str = "value", n_eff: str = "neff") -> None:
    expected = [theirs[value], theirs["se"], theirs["n"], theirs[n_eff]]
    assert numbers(fact) == pytest.approx(expected, rel=PRECISION, abs=PRECISION)


@pytest.mark.parametrize(("case", "indicator"), [("tel", "tel"), ("nps", "nps")])
@pytest.mark.parametrize("wave", ["2024", "2025"])
def test_grades_and_scores_are_those_of_r(book: FactBook, case: str, indicator: str, wave: str) -> None:
    theirs = read_case("case09_means_nps.json")["expected"][f"{case}_{wave}"]
    fact = book.by_id[f"{indicator}@{wave}"]
    assert_published(fact, theirs, value="mean", n_eff="neff_kish")
    assert [fact.low, fact.high] == pytest.approx(theirs["ci_t"], rel=PRECISION)


def test_grades_and_scores_in_groups_are_those_of_r(book: FactBook) -> None:
    expected = read_case("case09_means_nps.json")["expected"]
    for case, breakdown in (("tel_by_leeftijd5", "leeftijd5"), ("nps_by_geslacht", "geslacht")):
        for group, theirs in expected[case].items():
            fact = book.by_id[f"{case[:3]}@2025/{breakdown}={key(group)}"]
            assert_published(fact, theirs, value="mean", n_eff="neff_kish")


@pytest.mark.parametrize("name", ["tel", "nps"])
def test_changes_of_grades_and_scores_are_those_of_r(book: FactBook, name: str) -> None:
    theirs = read_case("case09_means_nps.json")["expected"][f"{name}_diff"]
    change = book.comparison_by_id[f"{name}@2024..2025"]
    ours = [change.difference, change.se, change.p]
    assert ours == pytest.approx([theirs["diff"], theirs["se_diff"], theirs["p_z"]], rel=PRECISION, abs=1e-9)


def test_the_items_of_a_question_with_more_answers_are_those_of_r(book: FactBook) -> None:
    for item, theirs in read_case("case10_multiresponse.json")["expected"]["items"].items():
        fact = book.by_id[f"{item}@2025"]
        assert_published(fact, theirs, value="p", n_eff="neff_kish")
        assert [fact.low, fact.high] == pytest.approx(theirs["logit"], rel=PRECISION)


def test_two_items_are_compared_within_respondents_as_by_r(book: FactBook) -> None:
    expected = read_case("case24_paired_items.json")["expected"]
    ranks = [one for one in book.comparisons if one.kind == "rank" and one.id.startswith("q7") and "2025" in one.id]
    assert len(ranks) == 6
    for one in ranks:
        higher, lower = one.to.removesuffix("@2025"), one.from_.removesuffix("@2025")
        theirs = expected.get(f"{higher} - {lower}") or expected[f"{lower} - {higher}"]
        assert [one.difference, one.se] == pytest.approx([abs(theirs["value"]), theirs["se"]], rel=PRECISION)
        assert one.is_paired


@pytest.mark.parametrize("letter", ["a", "b", "c"])
def test_pairs_of_groups_are_those_of_r_adjusted_by_holm(book: FactBook, letter: str) -> None:
    case = read_case("case14_pairwise_letters.json")["expected"][letter]
    groups, theirs = list(case["columns"]), {(pair["a"], pair["b"]): pair for pair in case["pairs"]}
    higher = dict.fromkeys(groups, "")
    for a, b in combinations(groups, 2):
        # Our groups come in the order of the codebook; R's columns may not.
        one = next(
            book.comparison_by_id[id_]
            for first, second in ((a, b), (b, a))
            if (id_ := f"{case['variable']}@2025/{case['group']}={key(first)}>{key(second)}") in book.comparison_by_id
        )
        pair = theirs[a, b]
        assert [one.p, one.p_adjusted] == pytest.approx([pair["p_raw"], pair["p_holm"]], rel=1e-5, abs=1e-11)
        if one.significant:
            ours_first = one.to.endswith(f"={key(a)}")
            winner, loser = (a, b) if (one.difference > 0) == ours_first else (b, a)
            higher[winner] += case["columns"][loser]
    assert {group: "".join(sorted(letters)) for group, letters in higher.items()} == case["letters_holm"]


@pytest.mark.parametrize("name", ["positief", "kan_tel", "tel", "nps"])
def test_groups_of_two_crossed_breakdowns_are_those_of_r(book: FactBook, name: str) -> None:
    compared = 0
    for crossing, cells in read_case("case23_crossed_domains.json")["expected"][name].items():
        breakdown = crossing.replace(" x ", "_")
        for cell, theirs in cells.items():
            group = "_".join(key(part) for part in cell.split(" / "))
            fact = book.by_id[f"{name}@2025/{breakdown}={group}"]
            if fact.status != "suppressed":
                assert_published(fact, theirs)
                compared += 1
    # The others are small groups, and those from which these could be worked out.
    assert compared >= 12


@pytest.mark.parametrize("name", ["positief", "kan_tel", "tel", "nps"])
def test_waves_with_persons_in_common_differ_as_r_says(panel_book: FactBook, name: str) -> None:
    expected = read_case("case22_overlapping_waves.json")["expected"][name]
    asked = [("", expected["totaal"])]
    asked += [(f"/{by}={key(g)}", one) for by in ("geslacht", "leeftijd5") for g, one in expected[by].items()]
    for suffix, theirs in asked:
        change = panel_book.comparison_by_id[f"{name}@2024..2025{suffix}"]
        assert [change.difference, change.se] == pytest.approx([theirs["value"], theirs["se"]], rel=1e-6, abs=1e-9)
        assert change.is_paired


def test_a_test_of_a_whole_table_leaves_out_who_did_not_know(book: FactBook) -> None:
    theirs = read_case("case08_raoscott.json")["expected"]["kanaal7_x_opleiding"]
    table = next(one for one in book.tables if one.id == "q4_voorkeurskanaal~opleiding@2025")
    ours = [table.n, table.f, table.df1, table.df2, table.p]
    assert ours == pytest.approx([theirs[name] for name in ("n", "F", "ndf", "ddf", "p_F")], rel=1e-6)
    without = next(one for one in book.tables if one.id == "q2_houding_chatbot~leeftijd5@2025")
    assert without.n == 981  # as the case counts those with an opinion


@pytest.mark.parametrize("name", ["positief", "kan_tel", "tel", "nps"])
def test_the_variance_of_what_was_weighted_here_is_that_of_r(calibrated: tuple[str, FactBook], name: str) -> None:
    kind, book = calibrated
    theirs = read_case("case21_calibrated_variance.json")["expected"][kind][name]
    groups = {"": theirs["totaal"]}
    groups |= {f"/leeftijd5={key(age)}": theirs["leeftijd5"][age] for age in AGES}
    groups |= {f"/digi3={group}": one for group, one in theirs["digi3"].items()}
    for suffix, one in groups.items():
        fact = book.by_id[f"{name}@2025{suffix}"]
        assert [fact.estimate, fact.se] == pytest.approx([one["value"], one["se"]], rel=1e-6)
    rest = book.comparison_by_id[f"{name}@2025/leeftijd5=18-30:rest"]
    assert [rest.difference, rest.se] == pytest.approx(
        [theirs["jong_min_rest"]["value"], theirs["jong_min_rest"]["se"]], rel=1e-6
    )
    pair = book.comparison_by_id[f"{name}@2025/leeftijd5=18-30>66"]
    assert [pair.difference, pair.se] == pytest.approx(
        [theirs["jong_min_oud"]["value"], theirs["jong_min_oud"]["se"]], rel=1e-6
    )


def test_the_calibrated_error_between_two_answers_is_that_of_r(calibrated: tuple[str, FactBook]) -> None:
    kind, book = calibrated
    theirs = read_case("case21_calibrated_variance.json")["expected"][kind]["tel_min_mail"]
    rank = book.comparison_by_id["kan_tel>kan_mail@2025"]
    assert [rank.difference, rank.se] == pytest.approx([theirs["value"], theirs["se"]], rel=1e-6)
