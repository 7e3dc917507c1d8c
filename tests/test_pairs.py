"""What two editions have in common, and the figures that they may not print differently."""

from __future__ import annotations

import pytest

from reportgen.errors import Place, Problem, UserError
from reportgen.ledger import Entry
from reportgen.pairs import Contents, contradictions, numbers_in, pairs_of
from reportgen.standing import Standing, join, of_editions


def entry(fact: str | None, text: str) -> Entry:
    return Entry("rapport.html", "houding", text, "fact" if fact else "label", fact)


def told(**editions: dict[str, str]) -> list[str]:
    printed = {name: numbers_in(entry(fact, text) for fact, text in facts.items()) for name, facts in editions.items()}
    return [problem.what for problem in contradictions(printed)]


def contents(**changes) -> Contents:
    own = {"own": (), "chapters": ("Kort", "Slot"), "figures": ("verloop",), "tables": ()}
    return Contents(**{"label": "L", "partner": "", "brand": "eigen", "address": "u", "cut": ""} | own | changes)


def test_a_number_is_the_same_whatever_words_stand_around_it():
    printed = numbers_in([entry("a@2025", "15%"), entry("a@2025", "15 procent"), entry(None, "2025")])
    assert printed == {"a@2025": frozenset({"15"})}


def test_a_part_in_words_is_another_way_to_say_a_number_and_not_another_number():
    assert numbers_in([entry("a@2025", "20%"), entry("a@2025", "1 op de 5"), entry("a@2025", "een vijfde")]) == {
        "a@2025": frozenset({"20"})
    }


def test_editions_that_print_the_same_contradict_nothing():
    assert told(een={"a@2025": "15%", "b@2025": "3,4"}, twee={"a@2025": "15%"}) == []


def test_editions_that_print_different_figures_for_a_fact_are_named_with_both():
    assert told(een={"a@2025": "15%"}, twee={"a@2025": "15%"}, drie={"a@2025": "16%"}) == [
        "de uitgaven “een” en “drie” drukken voor “a@2025” verschillende cijfers af: 15 en 16."
    ]


def test_one_edition_that_prints_two_figures_for_a_fact_is_named():
    printed = {"een": numbers_in([entry("a@2025", "15%"), entry("a@2025", "16%")])}
    assert [problem.what for problem in contradictions(printed)] == [
        "uitgave “een” drukt voor “a@2025” verschillende cijfers af: 15 en 16."
    ]


def test_a_pair_counts_what_both_print_and_what_only_one_does():
    printed = {
        "een": numbers_in([entry("a@2025", "15%"), entry("b@2025", "3,4")]),
        "twee": numbers_in([entry("a@2025", "15%"), entry("c@2025", "9"), entry("d@2025", "8")]),
    }
    both = {"een": contents(), "twee": contents(brand="geel", chapters=("Voorwoord", "Kort"), own=("foreword",))}
    (pair,) = pairs_of(both, printed)
    assert (pair.editions, pair.equal_figures, pair.figures_only) == (("een", "twee"), 1, (1, 2))
    assert pair.differs == {
        "brand": (("eigen",), ("geel",)),
        "own": ((), ("foreword",)),
        "chapters": (("Slot",), ("Voorwoord",)),
    }


def test_every_two_editions_are_a_pair():
    names = ("een", "twee", "drie")
    pairs = pairs_of(dict.fromkeys(names, contents()), {name: {} for name in names})
    assert [pair.editions for pair in pairs] == [("een", "twee"), ("een", "drie"), ("twee", "drie")]
    assert all(pair.differs == {} for pair in pairs)


# --- beside one another in an output ---------------------------------------------------------------------------------


def made(**facts: str) -> Standing:
    printed = numbers_in(entry(fact, text) for fact, text in facts.items())
    return Standing({}, contents(), "key", draft=True, version=1, printed=printed)


def test_editions_made_at_once_are_refused_when_they_print_different_figures(tmp_path):
    fresh = {"een": made(a="15%", b="3"), "twee": made(a="16%", b="3")}
    with pytest.raises(UserError) as caught:
        join(fresh, tmp_path, {}, ("een", "twee"), 1, {})
    (problem,) = caught.value.problems
    assert problem.what == "de uitgaven “een” en “twee” drukken voor “a” verschillende cijfers af: 15 en 16."
    assert problem.remedy.startswith("Bouw alle uitgaven opnieuw")


def test_editions_that_agree_stand_in_the_order_of_the_monitor(tmp_path):
    joined, remarks = join({"twee": made(a="15%"), "een": made(a="15%")}, tmp_path, {}, ("een", "twee"), 1, {})
    assert list(joined) == ["een", "twee"]
    assert remarks == ()


def test_a_problem_of_all_editions_is_told_once_and_one_of_some_with_their_names():
    shared = Problem("dit klopt niet.", "Verbeter het.", Place("tekst.md", 3))
    own = Problem("dat klopt niet.", "Verbeter het.", Place("tekst.md", 5, "title"))
    told = list(of_editions({"een": (shared,), "twee": (shared, own)}, ("een", "twee")))
    assert [str(problem.place) for problem in told] == ["tekst.md, regel 3", "tekst.md, regel 5, title, uitgave twee"]
