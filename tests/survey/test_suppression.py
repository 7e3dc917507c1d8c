"""What may not be published, and what would give that away."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.survey.suppression import (
    AnswerSum,
    Cell,
    hide_answers,
    hide_groups,
    is_share,
    is_small,
    status_of,
)


@pytest.mark.parametrize(
    ("n", "n_eff", "status"),
    [
        (29, 29.0, "suppressed"),
        (30, 30.0, "indicative"),
        (30, 29.99, "suppressed"),
        (99, 99.0, "indicative"),
        (100, 100.0, "published"),
        (100, 99.9, "indicative"),
        (140, 28.0, "suppressed"),
        (0, 0.0, "suppressed"),
    ],
)
def test_the_smaller_of_both_bases_decides(n: int, n_eff: float, status: str) -> None:
    assert status_of(n, n_eff) == status


@pytest.mark.parametrize(("persons", "hides"), [(0, False), (1, True), (4, True), (5, False)])
def test_one_to_four_persons_are_too_few_and_nobody_is_not(persons: int, hides: bool) -> None:
    assert is_small(persons) is hides


def share(*codes: int) -> dict[int, float]:
    return dict.fromkeys(codes, 1.0)


def single(*codes: int) -> list[dict[int, float]]:
    return [share(code) for code in codes]


def test_nothing_is_hidden_when_every_answer_has_enough_persons() -> None:
    assert hide_answers(single(1, 2, 3), {1: 50, 2: 5, 3: 0}) == frozenset()


def test_a_lone_hidden_answer_takes_the_smallest_other_with_it() -> None:
    assert hide_answers(single(1, 2, 3, 4), {1: 50, 2: 3, 3: 20, 4: 30}) == {1, 2}


def test_an_answer_of_nobody_hides_nothing() -> None:
    assert hide_answers(single(1, 2, 3), {1: 50, 2: 3, 3: 0}) == {0, 1}


def test_an_answer_that_is_not_counted_was_given_by_nobody() -> None:
    assert hide_answers(single(1, 2, 3), {1: 50, 2: 3}) == {0, 1}


def test_two_hidden_answers_need_no_third_when_together_they_are_five() -> None:
    assert hide_answers(single(1, 2, 3, 4), {1: 50, 2: 2, 3: 3, 4: 30}) == {1, 2}


def test_hidden_answers_that_together_are_a_few_persons_need_a_third() -> None:
    assert hide_answers(single(1, 2, 3, 4), {1: 50, 2: 2, 3: 1, 4: 30}) == {1, 2, 3}


def test_a_sum_of_answers_gives_its_part_away() -> None:
    # positive = 4 + 5, and 5 is hidden: either 4 or the sum has to go too, whichever is less.
    shares = [*single(1, 2, 3, 4, 5), share(4, 5)]
    hidden = hide_answers(shares, {1: 40, 2: 30, 3: 20, 4: 10, 5: 2})
    assert hidden == {4, 3}


def test_a_sum_without_its_parts_gives_nothing_away() -> None:
    # Only negative, neutral and positive are shown: the hidden positive is 100% less the others and "don't know".
    shares = [share(1, 2), share(3), share(4, 5)]
    assert hide_answers(shares, {1: 40, 2: 30, 3: 20, 4: 1, 5: 2, 9: 10}) == {2}
    assert hide_answers(shares, {1: 40, 2: 30, 3: 20, 4: 1, 5: 2}) == {2, 1}


def test_what_was_hidden_before_counts() -> None:
    assert hide_answers(single(1, 2, 3), {1: 50, 2: 20, 3: 30}, frozenset({0})) == {0, 1}


def test_the_same_share_under_two_names_is_hidden_under_both() -> None:
    assert hide_answers([*single(1, 2, 3), share(2)], {1: 50, 2: 20, 3: 30}, frozenset({1})) >= {1, 3}


def test_a_mean_gives_away_how_the_rest_is_divided() -> None:
    # 3 and 4 together are what the others leave; the mean says how much of that is a 4.
    mean = {1: 1.0, 2: 2.0, 3: 3.0, 4: 4.0}
    counts = {1: 50, 2: 30, 3: 6, 4: 4}
    assert hide_answers(single(1, 2, 3, 4), counts) == {2, 3}
    assert hide_answers([*single(1, 2, 3, 4), mean], counts) == {1, 2, 3}


def test_a_hidden_mean_is_not_given_away_by_its_grades() -> None:
    mean = {1: 1.0, 2: 2.0, 3: 3.0}
    assert hide_answers([*single(1, 2, 3), mean], {1: 12, 2: 10, 3: 14}, frozenset({3})) == {0, 1, 3}


def pinned(secret: AnswerSum, known: Sequence[AnswerSum], codes: Sequence[int]) -> bool:
    """Whether every distribution that agrees with the known sums has the same secret sum."""
    rows = np.array([[one.get(code, 0.0) for code in codes] for one in known])
    _, singular, directions = np.linalg.svd(rows)
    free = directions[int(np.count_nonzero(singular > 1e-9)) :]
    return bool(np.allclose(free @ [secret.get(code, 0.0) for code in codes], 0))


@settings(derandomize=True, max_examples=200, deadline=None)
@given(
    counts=st.lists(st.integers(0, 40), min_size=2, max_size=6),
    sums=st.lists(st.sets(st.integers(0, 5), min_size=2), max_size=3),
    mean=st.booleans(),
)
def test_nobody_can_work_out_what_is_hidden(counts: list[int], sums: list[set[int]], mean: bool) -> None:
    codes = range(len(counts))
    figures = [*single(*codes), *(share(*found) for one in sums if (found := one & set(codes)))]
    figures += [{code: float(code) for code in codes}] if mean else []
    hidden = hide_answers(figures, dict(enumerate(counts)))
    published = [one for place, one in enumerate(figures) if place not in hidden]
    persons = [sum(counts[code] for code, times in one.items() if times) for one in published]
    assert all(not is_small(number) for one, number in zip(published, persons, strict=True) if is_share(one))
    if any(persons):
        known = [share(*codes), *published]
        assert not [place for place in hidden if pinned(figures[place], known, codes)]


def cells(*persons: int) -> list[Cell]:
    """Groups in whose bases there are ten times as many as behind the figure."""
    return [Cell(number, 10 * number) for number in persons]


def whole(persons: int) -> Cell:
    return Cell(persons, 10 * persons)


def test_a_lone_hidden_group_takes_the_smallest_other_with_it() -> None:
    assert hide_groups(cells(40, 3, 20), whole(63), frozenset({1}))[0] == {1, 2}


def test_groups_that_do_not_make_up_the_total_protect_each_other() -> None:
    # Ten persons are in none of the groups, and nobody knows which.
    assert hide_groups(cells(40, 3, 20), whole(73), frozenset({1}))[0] == {1}


def test_hidden_groups_that_together_are_a_few_persons_need_a_third() -> None:
    assert hide_groups(cells(40, 2, 1, 20), whole(63), frozenset({1, 2}))[0] == {1, 2, 3}


def test_a_hidden_total_is_not_given_away_by_its_groups() -> None:
    assert hide_groups(cells(40, 30), whole(70), frozenset(), is_whole_hidden=True)[0] == {1}
    assert hide_groups(cells(40, 30), whole(70), frozenset({1}), is_whole_hidden=True)[0] == {1}


def test_nothing_hidden_stays_so() -> None:
    assert hide_groups(cells(40, 30), whole(70), frozenset())[0] == frozenset()


def test_a_few_persons_in_no_group_may_not_be_what_the_groups_leave() -> None:
    # Of 403 persons three did not say whether they are a man or a woman.
    assert hide_groups([Cell(60, 200), Cell(50, 200)], Cell(112, 403), frozenset())[0] == {1}
    assert hide_groups([Cell(60, 200), Cell(50, 200)], Cell(116, 406), frozenset())[0] == frozenset()


def test_a_group_may_not_be_almost_everybody() -> None:
    assert hide_groups([Cell(60, 399)], Cell(60, 403), frozenset())[0] == {0}
    assert hide_groups([Cell(60, 403)], Cell(60, 403), frozenset())[0] == frozenset()


def test_a_whole_of_the_same_persons_as_a_hidden_group_is_hidden_with_it() -> None:
    assert hide_groups([Cell(25, 67), Cell(0, 0)], Cell(25, 67), frozenset({0})) == ({0}, True)
    # It stays when hiding a group of which nobody gave the answer is enough.
    assert hide_groups([Cell(6, 20), Cell(0, 80)], Cell(6, 100), frozenset({0})) == ({0, 1}, False)


def test_when_everything_is_hidden_nothing_is_left_to_hide() -> None:
    assert hide_groups(cells(3, 0), whole(3), frozenset({0}))[0] == {0}
    assert hide_answers(single(1, 2), {1: 3, 2: 2}) == {0, 1}
