"""Every kind of figure, group and wave that a codebook can declare, worked out by hand on a small survey."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.facts import FactBook
from reportgen.project.reading import read_project
from reportgen.survey.measure import measure
from tests.monitors import small_monitor
from tests.survey.test_measure import MAN, WOMAN, delivered, people

KINDS = """\
[breakdowns.kruis]
label = "geslacht en leeftijd"
cross = ["geslacht", "leeftijd"]

[breakdowns.klant]
label = "klanten"
groups.jonge-man = { label = "jonge mannen", where = [
    { question = "geslacht", answers = [1] }, { question = "leeftijd", range = [18, 49] },
] }
groups.vrouw = { label = "vrouwen", where = [{ question = "geslacht", answers = [2] }] }

[indicators.acht_of_meer]
label = "geeft een acht of hoger"
short = "acht of hoger"
question = "cijfer"
range = [8, 10]

[indicators.aanbeveling]
label = "aanbevelingsscore"
short = "aanbeveling"
question = "cijfer"
statistic = "nps"

[indicators.positief]
label"""
# 40 young men give a nine, 60 old men a seven, 80 young women a four, and 40 old women did not know (99).
RESPONDENTS = (
    people(40, MAN, 4, grade=9, age=30)
    + people(60, MAN, 4, grade=7, age=60)
    + people(80, WOMAN, 1, grade=4, age=30)
    + people(40, WOMAN, 1, grade=99, age=60)
)
HALF = [("share = 49.5", "share = 50.0"), ("share = 50.5", "share = 50.0")]
BY_GENDER = ('margins = ["geslacht", "leeftijd"]', 'margins = ["geslacht"]')


DECLARED = [("[indicators.positief]\nlabel", KINDS), ("minimum = 1\nmax", "minimum = 0\nmax")]


def book_of(folder: Path, **changes: object) -> FactBook:
    contents = {
        "monitor": [BY_GENDER, BY_GENDER],
        "population": HALF,
        "codebook": DECLARED,
        "earlier_data": delivered(RESPONDENTS),
        "data": delivered(RESPONDENTS),
        **changes,
    }
    return measure(read_project(small_monitor(folder, **contents)), "2025")  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> FactBook:
    return book_of(tmp_path_factory.mktemp("kinds"))


def test_a_grade_may_be_nought_and_that_is_an_answer_of_its_own(tmp_path: Path) -> None:
    harsh = people(40, MAN, 4, grade=0, age=30) + people(60, MAN, 4, grade=7, age=60) + RESPONDENTS[100:]
    book = book_of(tmp_path, data=delivered(harsh))
    assert book.by_id["cijfer.0@2025"].n == 220
    assert sum(book.by_id[f"cijfer.{grade}@2025"].estimate or 0 for grade in (0, 4, 7, 99)) == pytest.approx(1)


def test_a_score_is_the_promoters_less_the_detractors_of_those_who_answered(book: FactBook) -> None:
    fact = book.by_id["aanbeveling@2025"]
    # 40 promoters and 60 passives who weigh 110/100, and 80 detractors who weigh 110/120.
    assert (fact.unit, fact.n, fact.label) == ("score", 180, "−16")
    assert fact.estimate == pytest.approx((40 * 1.1 - 80 * 11 / 12) / (100 * 1.1 + 80 * 11 / 12) * 100)


def test_a_share_can_be_of_a_range_of_numbers(book: FactBook) -> None:
    fact = book.by_id["acht_of_meer@2025"]
    # Two fifths of the men, who are half of all; who doesn't know is in the base.
    assert (fact.n, fact.estimate, fact.label) == (220, 0.2, "20%")


def test_crossed_groups_are_those_in_both(book: FactBook) -> None:
    fact = book.by_id["aanbeveling@2025/kruis=man_18-49"]
    assert (fact.n, fact.label, fact.status) == (40, "+100", "indicative")


def test_a_group_can_be_made_of_conditions(book: FactBook) -> None:
    young, women = (book.by_id[f"positief@2025/klant={group}"] for group in ("jonge-man", "vrouw"))
    assert (young.n, young.estimate, women.n) == (40, 1.0, 120)


def test_groups_are_compared_with_each_other_in_the_order_of_the_codebook(book: FactBook) -> None:
    pair = book.comparison_by_id["positief@2025/klant=jonge-man>vrouw"]
    assert (pair.kind, pair.to, pair.from_) == ("pair", "positief@2025/klant=jonge-man", "positief@2025/klant=vrouw")
    assert (pair.difference, pair.significant, pair.adjustment, pair.family_size) == (1.0, True, "holm", 1)


def test_a_table_is_tested_once_for_each_question_and_breakdown(book: FactBook) -> None:
    tables = {table.id: table for table in book.tables}
    # Women answer a one and men a four: where nothing varies within the groups there is no test.
    assert "houding~geslacht@2025" not in tables
    assert tables["houding~leeftijd@2025"].significant
    # Grades and numbers are compared by their means, and a question not with itself.
    assert not [id_ for id_ in tables if id_.startswith(("cijfer~", "leeftijd~"))]


def test_across_a_break_nothing_is_tested(tmp_path: Path) -> None:
    broken = ('text = "Wat vindt u van wachten?"', 'text = "Wat vindt u ervan?"\nbreaks = { 2025 = "nieuwe tekst" }')
    book = book_of(tmp_path, codebook=[*DECLARED, broken])
    assert "positief@2024..2025" not in book.comparison_by_id
    assert "cijfer@2024..2025" in book.comparison_by_id
    (decision,) = book.decisions
    assert (decision.question, decision.wave, decision.comparable, decision.reason) == (
        "houding", "2025", False, "nieuwe tekst",
    )  # fmt: skip


def test_figures_of_a_wave_without_respondents_are_cited_and_never_tested(tmp_path: Path) -> None:
    root = small_monitor(
        tmp_path,
        monitor=[('file = "data/2024.csv"', 'file = "data/2024.toml"'), ('margins = ["geslacht", "leeftijd"]\n', "")],
        earlier_data=None,
    )
    cited = '[[figures]]\nindicator = "positief"\nvalue = 31\nsource = "Jaarverslag 2024"\nn = 900\n'
    (root / "data/2024.toml").write_text(cited, encoding="utf-8")
    book = measure(read_project(root), "2025")
    fact = book.by_id["positief@2024"]
    assert (fact.estimate, fact.label, fact.n, fact.source, fact.low) == (0.31, "31%", 900, "Jaarverslag 2024", None)
    assert book.waves == ("2024", "2025")
    assert [sample.wave for sample in book.samples] == ["2025"]
    assert not [one for one in book.comparisons if one.kind == "wave"]
    assert [fact.wave for fact in book.facts if fact.indicator == "positief"][:2] == ["2024", "2025"]
