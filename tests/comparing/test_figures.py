"""Which figures changed, and whether that shows in print, in what may be told, or in what may be said."""

from __future__ import annotations

from dataclasses import replace

from reportgen.comparing.figures import Shift, compare_books, compare_waves
from reportgen.facts import Fact, FactBook
from tests.comparing.examples import book, comparison, fact


def shifts(old: FactBook, new: FactBook) -> list[tuple[str, Shift]]:
    return [(change.id, change.shift) for group in compare_books(old, new) for change in group.changes]


def test_two_equal_books_have_no_differences() -> None:
    assert compare_books(book(fact(0.151, "15%")), book(fact(0.151, "15%"))) == ()


def test_the_noise_of_another_way_to_add_is_no_difference() -> None:
    assert compare_books(book(fact(0.151, "15%")), book(fact(0.151 + 1e-15, "15%"))) == ()


def test_a_change_behind_the_comma_is_counted_and_not_shown() -> None:
    (group,) = compare_books(book(fact(0.151, "15%")), book(fact(0.1515, "15%")))
    assert (group.changes, group.unseen) == ((), 1)


def test_a_changed_rounding_is_shown_however_small_the_change() -> None:
    assert shifts(book(fact(0.1549, "15%")), book(fact(0.1551, "16%"))) == [("positief@2025", Shift.PRINTED)]


def test_a_figure_that_is_no_longer_published_is_a_change_of_status() -> None:
    old, new = book(fact(0.15, "15%")), book(fact(None, None, status="suppressed"))
    assert shifts(old, new) == [("positief@2025", Shift.STATUS)]
    assert shifts(new, old) == [("positief@2025", Shift.STATUS)]


def test_the_same_figure_on_a_smaller_base_may_become_indicative() -> None:
    old, new = book(fact(0.15, "15%")), book(fact(0.15, "15%", status="indicative", n=80))
    assert shifts(old, new) == [("positief@2025", Shift.STATUS)]


def test_a_significance_that_is_lost_weighs_most() -> None:
    old = book(fact(0.15, "15%"), comparisons=(comparison(0.05, "5 procentpunt", p=0.04),))
    new = book(fact(0.14, "14%"), comparisons=(comparison(0.04, "4 procentpunt", p=0.06),))
    assert shifts(old, new) == [("positief@2024..2025", Shift.SIGNIFICANCE), ("positief@2025", Shift.PRINTED)]


def test_a_significant_change_that_turned_around_counts_as_another_outcome() -> None:
    old = book(comparisons=(comparison(0.05, "5 procentpunt", p=0.01),))
    new = book(comparisons=(comparison(-0.05, "5 procentpunt", p=0.01),))
    assert shifts(old, new) == [("positief@2024..2025", Shift.SIGNIFICANCE)]


def test_another_difference_that_is_not_significant_either_is_never_printed() -> None:
    old = book(comparisons=(comparison(0.01, "1 procentpunt", p=0.6),))
    new = book(comparisons=(comparison(0.02, "2 procentpunt", p=0.4),))
    assert shifts(old, new) == []


def test_new_and_gone_figures_are_told_as_such() -> None:
    old, new = book(fact(0.15, "15%", group="18-30")), book(fact(0.2, "20%", group="31-40"))
    assert shifts(old, new) == [
        ("positief@2025/leeftijd=18-30", Shift.GONE),
        ("positief@2025/leeftijd=31-40", Shift.NEW),
    ]


def test_headlines_come_before_larger_changes_of_other_indicators() -> None:
    def of(indicator: str, estimate: float, label: str) -> Fact:
        return replace(fact(estimate, label), id=f"{indicator}@2025", indicator=indicator)

    old = book(of("a", 0.1, "10%"), of("b", 0.1, "10%"))
    new = book(of("a", 0.4, "40%"), of("b", 0.11, "11%"))
    groups = compare_books(old, new, headlines=("b",))
    assert [(group.indicator, group.headline) for group in groups] == [("b", True), ("a", False)]


def test_between_waves_only_significant_changes_and_withheld_figures_are_told() -> None:
    both = book(
        fact(0.10, "10%", wave="2024"),
        fact(0.15, "15%"),
        fact(0.20, "20%", wave="2024", group="18-30"),
        fact(None, None, group="18-30", status="suppressed"),
        fact(0.30, "30%", wave="2024", group="31-40"),
        fact(0.32, "32%", group="31-40"),
        comparisons=(comparison(0.05, "5 procentpunt", p=0.001),),
    )
    (group,) = compare_waves(both, ("2024", "2025"))
    assert [(change.id, change.shift) for change in group.changes] == [
        ("positief@2025/leeftijd=18-30", Shift.STATUS),
        ("positief@2025", Shift.MOVED),
    ]
