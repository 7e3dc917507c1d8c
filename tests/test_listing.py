"""The statistics to look at and to take along: in a pipe, in Excel, in JSON."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from reportgen.errors import UserError
from reportgen.facts import Comparison, Fact, FactBook, Sample, from_json
from reportgen.project.schema import Breakdown, Code, Codebook, Group, Indicator, Question
from reportgen.report.listing import (
    NUMERIC,
    choose_facts,
    compose_lines,
    label_of,
    render_csv,
    render_json,
    render_text,
    shown_columns,
)
from reportgen.terminal import show_table

CODEBOOK = Codebook(
    id="id",
    questions={
        "houding": Question("Hoe …?", "single", short="houding", answers={Code(1): "positief", Code(2): "=negatief"}),
        "cijfer": Question("Welk cijfer …?", "grade"),
        "toelichting": Question("Wilt u dat toelichten?", "open"),
        "leeftijd": Question("Hoe oud …?", "number"),
    },
    indicators={
        "positief": Indicator("positief is", "positief", "houding", (Code(1),), breakdowns=("leeftijd",)),
        "cijfer_telefoon": Indicator("cijfer voor telefoon", "cijfer telefoon", "cijfer"),
    },
    breakdowns={
        "leeftijd": Breakdown("Leeftijd", "leeftijd", {"jong": Group("18–30 jaar"), "oud": Group("66+")}),
        "regio": Breakdown("Regio", "regio", {"noord": Group("Noord")}),
    },
)


def fact(name: str, estimate: float | None = 0.1512, **changes: object) -> Fact:
    indicator, _, rest = name.partition("@")
    wave, _, group = rest.partition("/")
    breakdown, _, key = group.partition("=")
    values: dict[str, object] = {
        "id": name, "indicator": indicator, "wave": wave, "breakdown": breakdown or None, "group": key or None,
        "unit": "share", "estimate": estimate, "se": 0.0117, "low": 0.1297, "high": 0.1756,
        "n": 1043, "n_eff": 871.5, "status": "published", "label": "15%",
    }  # fmt: skip
    return Fact(**{**values, **changes})  # type: ignore[arg-type]


def suppressed(name: str) -> Fact:
    return fact(name, None, se=None, low=None, high=None, n=12, n_eff=9.8, status="suppressed", label=None)


def comparison(name: str, kind: str, from_: str, to: str, difference: float, p: float, significant: bool) -> Comparison:
    return Comparison(
        name, "positief", kind, from_, to, difference, 0.015, 0.02, 0.08, p / 2, p, "holm", significant, "5 procentpunt"  # type: ignore[arg-type]
    )  # fmt: skip


def sample(wave: str) -> Sample:
    return Sample(wave, 1043, 871.5, 1.2, 0.8, 0.3, 3.0, 7, (), ())


BOOK = FactBook(
    monitor="Monitor",
    wave="2025",
    samples=(sample("2023"), sample("2024"), sample("2025")),
    facts=(
        fact("positief@2023", 0.09),
        fact("positief@2024", 0.1005),
        fact("positief@2025"),
        fact("positief@2025/leeftijd=jong", 0.25, n=88, status="indicative"),
        suppressed("positief@2025/leeftijd=oud"),
        fact("houding.1@2025"),
        fact("houding.2@2025"),
        fact("cijfer_telefoon@2025", 6.865, low=6.7, high=7.0, unit="mean", label="6,9"),
    ),
    comparisons=(
        comparison("positief@2024..2025", "wave", "positief@2024", "positief@2025", 0.0507, 0.0007, True),
        comparison("positief@2023..2025", "wave", "positief@2023", "positief@2025", 0.0612, 0.0001, True),
        comparison("positief@2023..2024", "wave", "positief@2023", "positief@2024", 0.0105, 0.41, False),
        comparison("r", "rest", "positief@2025/leeftijd=/rest/jong", "positief@2025/leeftijd=jong", 0.12, 0.004, True),
    ),
)


def ids(indicator: str | None = None, wave: str | None = None, breakdown: str | None = None) -> list[str]:
    return [fact.id for fact in choose_facts(BOOK, CODEBOOK, indicator, wave, breakdown)]


def test_without_a_name_every_declared_indicator_of_the_newest_wave_is_chosen() -> None:
    assert ids() == ["positief@2025", "cijfer_telefoon@2025"]


def test_an_indicator_comes_with_its_past_unless_one_wave_is_asked_for() -> None:
    assert ids("positief") == ["positief@2023", "positief@2024", "positief@2025"]
    assert ids("positief", wave="2024") == ["positief@2024"]


def test_a_breakdown_adds_its_groups() -> None:
    assert ids("positief", "2025", "leeftijd") == [
        "positief@2025", "positief@2025/leeftijd=jong", "positief@2025/leeftijd=oud",
    ]  # fmt: skip


def test_a_question_stands_for_all_its_answers() -> None:
    assert ids("houding") == ["houding.1@2025", "houding.2@2025"]
    assert ids("houding.1") == ["houding.1@2025"]


@pytest.mark.parametrize(
    ("indicator", "breakdown", "answer"),
    [
        ("positeif", None, r"De indicator “positeif” bestaat niet\.\n  → Bedoelde u “positief”\?"),
        ("positief", "leeftyd", r"De uitsplitsing “leeftyd” bestaat niet\.\n  → Bedoelde u “leeftijd”\?"),
        ("positief", "regio", "naar “regio” is hier niet uitgesplitst"),
        ("leeftijd", None, "Van “leeftijd” zijn er geen uitkomsten in 2023 of 2024 of 2025"),
    ],
)
def test_a_name_that_does_not_exist_is_answered_with_the_nearest(
    indicator: str, breakdown: str | None, answer: str
) -> None:
    with pytest.raises(UserError, match=answer):
        ids(indicator, None, breakdown)


def text(*names: str | None) -> list[str]:
    return render_text(compose_lines(choose_facts(BOOK, CODEBOOK, *names), BOOK, CODEBOOK)).splitlines()


def test_a_pipe_gets_aligned_text_with_the_change_since_the_wave_before() -> None:
    assert text("positief", None, None) == [
        "Indicator  Editie  Uitkomst  95%-interval      n  n eff.     Verschil        p  Omschrijving",
        "positief   2023        9,0%     13,0–17,6  1.043     872                        positief is",
        "positief   2024       10,1%     13,0–17,6  1.043     872    +1,1 punt    0,410  positief is",
        "positief   2025       15,1%     13,0–17,6  1.043     872  ▲ +5,1 punt  < 0,001  positief is",
    ]


def test_small_bases_are_marked_and_suppressed_ones_show_nothing() -> None:
    _, _, young, old = text("positief", "2025", "leeftijd")
    assert young.endswith("0,004  indicatief              positief is")
    assert old.split() == ["positief", "66+", "2025", "–", "12", "10", "te", "weinig", "waarnemingen", "positief", "is"]


def test_a_difference_that_rounds_to_nothing_has_no_sign() -> None:
    change = comparison("c", "wave", "positief@2024", "positief@2025", -0.0004, 0.9, False)
    [line] = compose_lines([BOOK.by_id["positief@2025"]], replace(BOOK, comparisons=(change,)), CODEBOOK)
    assert line.difference == "0,0 punt"


def test_a_group_is_compared_with_the_rest() -> None:
    assert "▲ +12,0 punt" in text("positief", "2025", "leeftijd")[2]


def test_a_mean_has_two_decimals_and_no_percent_sign() -> None:
    assert text("cijfer_telefoon", None, None)[1].split()[1:5] == ["2025", "6,87", "6,70–7,00", "1.043"]


def test_a_class_of_numbers_is_described_by_its_group() -> None:
    assert label_of("leeftijd.jong", CODEBOOK) == "18–30 jaar"
    assert label_of("cijfer.7", CODEBOOK) == "7"


def test_columns_in_which_nothing_stands_are_left_out() -> None:
    lines = compose_lines(choose_facts(BOOK, CODEBOOK, "houding", None, None), BOOK, CODEBOOK)
    headings = [column[0] for column in shown_columns(lines)]
    assert headings == ["Indicator", "Editie", "Uitkomst", "95%-interval", "n", "n eff.", "Omschrijving"]
    assert set(headings) - {"Indicator", "Editie", "Omschrijving"} <= NUMERIC


def test_excel_gets_a_file_that_it_opens_as_numbers() -> None:
    data = render_csv(choose_facts(BOOK, CODEBOOK, "positief", "2025", "leeftijd"), BOOK, CODEBOOK)
    assert data.startswith(b"\xef\xbb\xbfindicator;omschrijving;")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == {
        "indicator": "positief", "omschrijving": "positief is", "uitsplitsing": "", "groep": "", "editie": "2025",
        "eenheid": "procent", "uitkomst": "15,1200", "standaardfout": "1,1700", "ondergrens": "12,9700",
        "bovengrens": "17,5600", "n": "1043", "n_effectief": "871,5", "status": "gepubliceerd", "in_druk": "15%",
        "verschil": "5,0700", "verschil_met": "2024", "p": "0,000350", "p_gecorrigeerd": "0,000700",
        "significant": "ja",
    }  # fmt: skip
    assert (rows[1]["groep"], rows[1]["verschil_met"], rows[1]["status"]) == ("18–30 jaar", "de rest", "indicatief")
    assert (rows[2]["uitkomst"], rows[2]["in_druk"], rows[2]["status"]) == ("", "", "onderdrukt")


def test_excel_does_not_take_a_label_for_a_formula() -> None:
    data = render_csv(choose_facts(BOOK, CODEBOOK, "houding.2", None, None), BOOK, CODEBOOK).decode("utf-8-sig")
    assert "houding.2;'=negatief;" in data


def test_json_is_a_part_of_the_facts_in_their_public_form() -> None:
    facts = choose_facts(BOOK, CODEBOOK, "positief", "2025", None)
    part = render_json(facts, BOOK)
    assert [one["id"] for one in json.loads(part)["facts"]] == ["positief@2025"]
    assert from_json(part).comparisons == BOOK.comparisons[:2]
    assert [one.wave for one in from_json(part).samples] == ["2025"]


def test_an_answer_in_own_words_is_described() -> None:
    assert label_of("toelichting.1", CODEBOOK) == "gaf een toelichting"


@pytest.mark.parametrize("width", [60, 80, 100, 200])
def test_on_a_terminal_of_any_width_every_number_stays_whole(
    width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = compose_lines(choose_facts(BOOK, CODEBOOK, "positief", None, "leeftijd"), BOOK, CODEBOOK)
    show_table(shown_columns(lines), NUMERIC)
    shown = capsys.readouterr().out
    assert "…" not in shown
    for line in lines:
        assert all(number in shown for number in (line.outcome, line.interval, line.n, line.difference, line.p))
    assert "positief is" in " ".join(shown.split())
