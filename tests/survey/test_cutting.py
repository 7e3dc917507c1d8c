"""An edition's own cut: the right numbers, in a book of their own, and nothing that gives anybody away."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import pytest

from reportgen.audit.audit import find_leaks
from reportgen.books import Books, from_text, to_text
from reportgen.errors import UserError
from reportgen.facts import Comparison, Fact
from reportgen.project.cutting import with_all_cuts
from reportgen.project.reading import read_project
from reportgen.survey.measure import measure, measure_with_cuts
from tests.monitors import CODEBOOK, FILES, HEADER, MONITOR, small_monitor
from tests.survey.reference import read_case
from tests.survey.reference_monitor import reference_monitor
from tests.test_project import line_with

PRECISION = 1e-7


def edition(slug: str, where: str, label: str = "de groep") -> str:
    return (
        f'\n[[editions]]\nslug = "{slug}"\nlabel = "Editie"\npartner = "Voorbeeldpartner"\nbrand = "klein"\n'
        f'[editions.cut]\nlabel = "{label}"\nwhere = {{ {where} }}\n'
    )


MEN = edition("mannen", "geslacht = [1]", "mannen")
YOUNG_MEN = edition("jonge-mannen", "geslacht = [1], leeftijd5 = [1]", "mannen tot en met dertig")


def measured(root: Path) -> Books:
    return measure_with_cuts(read_project(root), "2025")


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Books:
    return measured(reference_monitor(tmp_path_factory.mktemp("cut"), editions=MEN + YOUNG_MEN))


# The numbers


@pytest.mark.parametrize("indicator", ["positief", "kan_tel", "tel", "nps"])
def test_a_cut_by_two_questions_says_what_r_says_of_that_domain(books: Books, indicator: str) -> None:
    theirs = read_case("case23_crossed_domains.json")["expected"][indicator]["leeftijd5 x geslacht"]["18-30 / Man"]
    fact = books.cuts["jonge-mannen"].by_id[f"{indicator}@2025/jonge-mannen=uitsnede"]
    expected = [theirs[name] for name in ("value", "se", "n", "neff")]
    assert [fact.estimate, fact.se, fact.n, fact.n_eff] == pytest.approx(expected, rel=PRECISION)


def as_group(one: Fact | Comparison) -> tuple[object, ...]:
    """What has to be the same of a cut and of a group of the same people, but for its name and its family."""
    if isinstance(one, Fact):
        return (one.indicator, one.wave, one.estimate, one.se, one.low, one.high, one.n, one.n_eff, one.status)
    return (one.indicator, one.kind, one.difference, one.se, one.low, one.high, one.p, one.rest, one.is_paired)


@pytest.mark.parametrize(
    ("wave", "monitor"),
    [("", ""), ('panel = "persoon"', ""), ("", 'variance = "calibrated"')],
    ids=["fixed", "panel", "calibrated"],
)
def test_a_cut_of_the_people_of_a_group_says_what_that_group_says(tmp_path: Path, wave: str, monitor: str) -> None:
    root = reference_monitor(tmp_path, wave=wave, monitor=monitor, editions=MEN)
    books = measured(root)
    cut, national = books.cuts["mannen"], books.national
    facts = {fact.id.replace("/mannen=uitsnede", "/geslacht=man"): fact for fact in cut.facts}
    assert facts
    for id_, fact in facts.items():
        assert as_group(fact) == as_group(national.by_id[id_])
    tests = {one.id.replace("/mannen=uitsnede", "/geslacht=man"): one for one in cut.comparisons}
    assert {one.kind for one in tests.values()} == {"wave", "rest"}
    for id_, one in tests.items():
        assert as_group(one) == as_group(national.comparison_by_id[id_])


def test_the_tests_of_a_cut_are_families_of_their_own(books: Books) -> None:
    families = {(one.family, one.adjustment) for one in books.cuts["mannen"].comparisons}
    assert families == {("groups/mannen", "bh"), ("rest/2025/mannen", "bh")}
    sizes = {one.family: one.family_size for one in books.cuts["mannen"].comparisons}
    for family, size in sizes.items():
        assert size == sum(one.family == family for one in books.cuts["mannen"].comparisons)


CERTAIN = MONITOR.replace('margins = ["geslacht", "leeftijd"]', 'weight = "gewicht"')


def people(answers: Sequence[tuple[int, int, int]]) -> str:
    """Respondents by their gender, attitude and grade; all of the same age."""
    lines = [f"{HEADER};gewicht"]
    for i, (gender, attitude, grade) in enumerate(answers, 1):
        ticked = "1;0;0" if attitude <= 3 else ";;"
        lines.append(f"{i};2024-11-05;{gender};{30 + i % 2};{attitude};{ticked};{grade};;1")
    return "\n".join(lines) + "\n"


def test_the_standard_error_of_a_cut_is_that_of_a_domain_worked_out_by_hand(tmp_path: Path) -> None:
    # Of 40 women 10 are positive, of 60 men 45; everybody weighs 1.
    answers = [(2, 4 if i < 10 else 2, 6) for i in range(40)] + [(1, 4 if i < 45 else 2, 8) for i in range(60)]
    women = edition("vrouwen", "geslacht = [2]", "vrouwen")
    root = small_monitor(tmp_path, monitor=CERTAIN + women, data=people(answers), earlier_data=people(answers))
    book = measured(root).cuts["vrouwen"]
    fact = book.by_id["positief@2025/vrouwen=uitsnede"]
    # z = (y − 1/4)/40: Σz² = (10·(3/4)² + 30·(1/4)²)/40² = 7.5/1600, times 100/99.
    own = 7.5 / 1600 * 100 / 99
    assert (fact.n, fact.n_eff, fact.estimate) == (40, 40, 0.25)
    assert fact.se == pytest.approx(math.sqrt(own), rel=1e-9)
    # Not of a separate sample of 40, which has 40/39.
    assert fact.se != pytest.approx(math.sqrt(7.5 / 1600 * 40 / 39), rel=1e-4)
    against = book.comparison_by_id["positief@2025/vrouwen=uitsnede:rest"]
    others = (45 * 0.25**2 + 15 * 0.75**2) / 3600 * 100 / 99
    assert (against.difference, against.rest) == (-0.5, 0.75)
    assert against.se == pytest.approx(math.sqrt(own + others), rel=1e-9)
    grade = book.by_id["cijfer@2025/vrouwen=uitsnede"]
    assert (grade.estimate, grade.se) == (6, 0)


def test_a_cut_tells_how_many_they_are_and_what_part_of_everybody(books: Books) -> None:
    wave_2024, wave_2025 = books.cuts["mannen"].cuts
    group = books.national.by_id["positief@2025/geslacht=man"]
    assert (wave_2024.wave, wave_2025.wave) == ("2024", "2025")
    assert (wave_2025.n, wave_2025.n_eff) == (group.n, group.n_eff)
    assert wave_2025.design_effect == pytest.approx(group.n / group.n_eff)
    target = next(m for m in read_case("case02_rake_3margins.json")["targets"].values() if "Man 18-30" in m)
    assert wave_2025.share == pytest.approx(sum(part for name, part in target.items() if name[:3] == "Man"), rel=1e-6)


# What a cut leaves alone


def test_nothing_of_everybody_changes_because_of_a_cut(books: Books, tmp_path: Path) -> None:
    assert books.national == measure(read_project(reference_monitor(tmp_path)), "2025")


def test_the_facts_of_a_cut_are_in_its_own_book_and_nowhere_else(books: Books) -> None:
    assert not {fact.breakdown for fact in books.national.facts} & {"mannen", "jonge-mannen"}
    assert {fact.breakdown for fact in books.cuts["mannen"].facts} == {"mannen"}
    assert {fact.breakdown for fact in books.cuts["jonge-mannen"].facts} == {"jonge-mannen"}
    seen = books.of("mannen")
    assert {fact.breakdown for fact in seen.facts} - {fact.breakdown for fact in books.national.facts} == {"mannen"}
    assert seen.shared_facts == books.national.facts
    assert seen.shared_comparisons == books.national.comparisons
    assert books.of("landelijk") == books.national


def test_what_puts_one_in_a_cut_is_no_outcome_of_it(tmp_path: Path) -> None:
    root = reference_monitor(tmp_path, editions=edition("positief", "q2_houding_chatbot = [4, 5]", "wie positief is"))
    told = {fact.indicator for fact in measured(root).cuts["positief"].facts}
    assert "tel" in told
    assert not told & {"positief", "chatbot_positief_excl"}


def test_books_survive_the_way_between_processes(books: Books, tmp_path: Path) -> None:
    assert from_text(to_text(books)) == books
    refused = measured(reference_monitor(tmp_path, editions=edition("klein", "q2_houding_chatbot = [9]")))
    assert refused.problems
    assert from_text(to_text(refused)) == refused


# What may not be published


def refusals(root: Path, slug: str) -> list[str]:
    books = measured(root)
    assert slug not in books.cuts
    with pytest.raises(UserError) as caught:
        books.of(slug)
    assert books.of("landelijk") == books.national
    return [f"{problem}" for problem in caught.value.problems]


def of_sizes(tmp_path: Path, women: int, men: int, *editions: str) -> Path:
    answers = [(2, 2 + i % 3, 6) for i in range(women)] + [(1, 2 + i % 3, 8) for i in range(men)]
    text = CERTAIN + "".join(editions)
    return small_monitor(tmp_path, monitor=text, data=people(answers), earlier_data=people(answers))


WOMEN = edition("vrouwen", "geslacht = [2]", "vrouwen")


def test_a_cut_of_too_few_is_refused_with_how_many_are_needed(tmp_path: Path) -> None:
    root = of_sizes(tmp_path, 29, 71, WOMEN)
    (refused,) = refusals(root, "vrouwen")
    line = line_with(root / FILES["monitor"], "where = { geslacht = [2] }")
    assert refused.startswith(
        f"monitor.toml, regel {line}: de uitsnede telt in 2025 maar 29 respondenten; er zijn er minstens 30 nodig."
    )


def test_a_cut_of_just_enough_is_indicative(tmp_path: Path) -> None:
    book = measured(of_sizes(tmp_path, 30, 70, WOMEN)).cuts["vrouwen"]
    assert {fact.status for fact in book.facts if fact.indicator in {"positief", "cijfer"}} == {"indicative"}


def test_nobody_at_all_is_too_few(tmp_path: Path) -> None:
    (refused,) = refusals(of_sizes(tmp_path, 0, 100, WOMEN), "vrouwen")
    assert "telt in 2025 maar 0 respondenten" in refused


@pytest.mark.parametrize("apart", [1, 9])
def test_a_cut_of_all_but_a_few_is_refused(tmp_path: Path, apart: int) -> None:
    (refused,) = refusals(of_sizes(tmp_path, 100, apart, WOMEN), "vrouwen")
    persons = "1 persoon" if apart == 1 else "9 personen"
    assert f"de uitsnede van uitgave “vrouwen” verschilt in 2025 maar {persons} van alle respondenten." in refused


def test_a_cut_of_all_but_ten_is_not(tmp_path: Path) -> None:
    assert "vrouwen" in measured(of_sizes(tmp_path, 100, 10, WOMEN)).cuts


def handful(tmp_path: Path, where: str, few: int = 4) -> Path:
    """A hundred women, of whom a few answered something else, and a hundred men."""
    answers = [(2, 5 if i < few else 2, 6) for i in range(100)] + [(1, 2 + i % 4, 8) for i in range(100)]
    # Nothing of the codebook shows gender, so that only the two editions can be held against each other.
    codebook = CODEBOOK.replace(
        CODEBOOK[CODEBOOK.index("[breakdowns.geslacht]") : CODEBOOK.index("[breakdowns.leef")], ""
    )
    monitor = CERTAIN + WOMEN + edition("tweede", where, "de tweede groep")
    return small_monitor(
        tmp_path, monitor=monitor, codebook=codebook, data=people(answers), earlier_data=people(answers)
    )


def test_two_editions_that_differ_by_a_handful_are_refused_by_both_their_names(tmp_path: Path) -> None:
    root = handful(tmp_path, "geslacht = [2], houding = [1, 2, 3, 4]")
    (refused,) = refusals(root, "tweede")
    assert (
        "de uitsnede van uitgave “tweede” verschilt in 2025 maar 4 personen van de uitsnede van uitgave “vrouwen”."
        in refused
    )
    assert "precies dezelfde mensen" in refused
    # The one that came first can be published.
    assert "vrouwen" in measured(root).cuts


def test_two_editions_of_precisely_the_same_people_give_nobody_away(tmp_path: Path) -> None:
    assert set(measured(handful(tmp_path, "geslacht = [2]")).cuts) == {"vrouwen", "tweede"}


def test_a_cut_that_is_all_but_a_few_of_the_people_outside_another_is_refused(tmp_path: Path) -> None:
    # Three of the men are outside both.
    answers = [(2, 2, 6)] * 100 + [(1, 5 if i < 3 else 2, 8) for i in range(100)]
    codebook = CODEBOOK.replace(
        CODEBOOK[CODEBOOK.index("[breakdowns.geslacht]") : CODEBOOK.index("[breakdowns.leef")], ""
    )
    monitor = CERTAIN + WOMEN + edition("mannen", "geslacht = [1], houding = [1, 2, 3, 4, 9]", "mannen")
    root = small_monitor(
        tmp_path, monitor=monitor, codebook=codebook, data=people(answers), earlier_data=people(answers)
    )
    assert "maar 3 personen van de uitsnede van uitgave “vrouwen”" in refusals(root, "mannen")[0]


def test_a_cut_that_is_all_but_a_few_of_whom_others_leave_together_is_refused(tmp_path: Path) -> None:
    # Of three parts of the men seven are in none.
    sizes = {2: 80, 3: 80, 4: 80, 5: 7}
    answers = [(1, attitude, 8) for attitude, size in sizes.items() for _ in range(size)]
    monitor = CERTAIN + "".join(edition(f"deel-{code}", f"houding = [{code}]", f"deel {code}") for code in (2, 3, 4))
    root = small_monitor(tmp_path, monitor=monitor, data=people(answers), earlier_data=people(answers))
    (refused,) = refusals(root, "deel-4")
    assert "verschilt in 2025 maar 7 personen van de uitsneden van “deel-2” en “deel-3” samen." in refused


def test_a_cut_that_is_a_group_of_the_codebook_and_a_few_more_is_refused(tmp_path: Path) -> None:
    # The codebook has the ages to 49, and six are 50.
    data = people([(1 + i % 2, 2 + i % 3, 6) for i in range(240)]).replace(";30;", ";50;", 6).replace(";30;", ";70;")
    near = edition("tot-50", "leeftijd = [18, 50]", "tot en met vijftig")
    root = small_monitor(tmp_path, monitor=CERTAIN + near, data=data, earlier_data=data)
    assert any(
        "6 personen van groepen van de uitsplitsing “leeftijd”" in refused for refused in refusals(root, "tot-50")
    )


def test_a_figure_whose_base_differs_by_a_few_is_hidden_and_the_others_are_not(tmp_path: Path) -> None:
    # Of the men only five gave a grade: without the women, the grade of everybody tells theirs.
    answers = [(2, 2 + i % 3, 6) for i in range(100)] + [(1, 2 + i % 3, 8 if i < 5 else 99) for i in range(60)]
    root = small_monitor(tmp_path, monitor=CERTAIN + WOMEN, data=people(answers), earlier_data=people(answers))
    book = measured(root).cuts["vrouwen"]
    assert book.by_id["cijfer@2025/vrouwen=uitsnede"].status == "suppressed"
    assert book.by_id["positief@2025/vrouwen=uitsnede"].status == "published"
    assert "cijfer@2025/vrouwen=uitsnede:rest" not in book.comparison_by_id


@pytest.mark.parametrize("women", [4, 98])
def test_an_earlier_wave_with_too_few_inside_or_outside_is_left_out(tmp_path: Path, women: int) -> None:
    def answers(women: int) -> str:
        return people([(2 if i < women else 1, 2 + i % 3, 6) for i in range(100)])

    root = small_monitor(tmp_path, monitor=CERTAIN + WOMEN, data=answers(50), earlier_data=answers(women))
    book = measured(root).cuts["vrouwen"]
    assert [cut.wave for cut in book.cuts] == ["2025"]
    assert {fact.status for fact in book.facts if fact.wave == "2024"} == {"suppressed"}
    assert {one.kind for one in book.comparisons} == {"rest"}


def test_a_question_that_was_not_asked_makes_no_cut(tmp_path: Path) -> None:
    codebook = CODEBOOK.replace("[questions.cijfer]\n", '[questions.cijfer]\nwaves = ["2024"]\n')
    data = people([(1 + i % 2, 2, 6) for i in range(100)])
    now = data.replace(";cijfer", "").replace(";6;;1", ";;1")
    root = small_monitor(
        tmp_path, monitor=CERTAIN + edition("zessen", "cijfer = [6]"), codebook=codebook, data=now, earlier_data=data
    )
    assert "is in 2025 niet gevraagd" in refusals(root, "zessen")[0]


@pytest.mark.parametrize("where", ["q4_voorkeurskanaal = [1, 2]", "opleiding = [1]", "regio = [2, 3]"])
def test_who_holds_all_editions_can_work_nothing_out(tmp_path: Path, where: str) -> None:
    root = reference_monitor(tmp_path, editions=MEN + YOUNG_MEN + edition("derde", where))
    books = measured(root)
    assert len(books.cuts) == 3
    codebook = with_all_cuts(read_project(root)).codebook
    assert find_leaks(books.together, codebook) == ()
