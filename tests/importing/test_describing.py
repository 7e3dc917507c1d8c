"""What is told of a file: its labels and counts, and nothing that one respondent alone answered."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from reportgen.errors import UserError
from reportgen.importing.describing import describe
from reportgen.importing.description import Column, Number, Range, ResponseSet, Routed, Span, Text, from_json, to_json
from reportgen.importing.process import describe_apart
from tests.importing.files import described, numbered, repeated, saved

REFERENCE = Path(__file__).parents[1] / "reference"


def column_of(name: str, **declared: object) -> Column:
    return next(column for column in described(**declared).columns if column.name == name)  # type: ignore[arg-type]


def test_another_process_describes_the_same(tmp_path: Path) -> None:
    saved(tmp_path / "x.sav", {"id": numbered(), "q": repeated(1.0, 2.0)}, column_labels={"q": "Vraag?"})
    assert describe_apart(tmp_path, "x.sav") == describe(tmp_path, "x.sav")


def test_a_description_survives_the_way_between_processes() -> None:
    file = described(
        {"q": repeated(1.0, 2.5, None), "t": repeated("é", "x")}, missing={"q": ((9.0, 9.0), (-float("inf"), 0.0))}
    )
    assert from_json(to_json(replace(file, ranked=(("a", "b"),)))) == replace(file, ranked=(("a", "b"),))


def test_a_file_that_kills_its_reader_becomes_a_message(tmp_path: Path) -> None:
    shutil.copy(REFERENCE / "crash1.sav", tmp_path)
    with pytest.raises(UserError, match=r"crash1.sav: de lezer is vastgelopen \(signaal 11\)"):
        describe_apart(tmp_path, "crash1.sav")


def test_a_file_that_cannot_be_read_is_told_by_its_reader(tmp_path: Path) -> None:
    (tmp_path / "x.sav").write_text("id;q\n1;2\n")
    with pytest.raises(UserError, match="dit is geen SPSS-bestand"):
        describe_apart(tmp_path, "x.sav")


def test_what_the_dictionary_of_spss_says_comes_along(tmp_path: Path) -> None:
    path = saved(
        tmp_path / "x.sav",
        {"id": numbered(), "Q1": repeated(1.0, 2.0, 9.0), "land": repeated("NL", "BE")},
        column_labels={"Q1": "Hebt u een fiets?"},
        variable_value_labels={"Q1": {1: "ja", 2: "nee"}},
        missing_ranges={"Q1": [9]},
        variable_measure={"Q1": "nominal"},
    )
    column = describe(path.parent, path.name).columns[1]
    assert (column.label, column.measure, column.missing) == ("Hebt u een fiets?", "nominal", (Range(9.0, 9.0),))
    assert [(label.number, label.wording) for label in column.labels] == [(1.0, "ja"), (2.0, "nee")]
    assert (column.filled, column.numbers[-1]) == (40, Number(9.0, 20))


def test_multiple_response_sets_of_both_kinds_are_read(tmp_path: Path) -> None:
    columns = {"id": numbered(), **{name: repeated(0.0, 1.0) for name in ("q7_1", "q7_2", "eerst", "dan")}}
    sets = "$q7=D1 1 5 Media q7_1 q7_2\n$merk=C 6 Merken eerst dan\n"
    path = saved(tmp_path / "x.sav", columns, sets=sets)
    assert describe(path.parent, path.name).sets == (
        ResponseSet("q7", "Media", ("q7_1", "q7_2"), counted=1),
        ResponseSet("merk", "Merken", ("eerst", "dan")),
    )


def test_a_text_of_few_persons_is_not_told() -> None:
    column = column_of("q", columns={"q": [*repeated("man", "vrouw"), "Jan de Vries, Utrecht", None]})
    assert column.texts == (Text("man", 30), Text("vrouw", 30))
    assert column.rare == 1
    assert "Jan" not in to_json(described({"q": [*repeated("man", "vrouw"), "Jan de Vries, Utrecht", None]}))


def test_what_was_written_at_an_open_question_is_not_told() -> None:
    written = [f"opmerking {at}" for at in range(100)]
    assert "opmerking" not in to_json(described({"open": written}))


def test_the_age_of_the_oldest_is_rounded() -> None:
    ages = [*repeated(*(float(age) for age in range(20, 30))), 97.0]
    assert (column_of("q", columns={"q": ages}).low, column_of("q", columns={"q": ages}).high) == (20, 100)


def test_numbers_written_as_text_are_numbers() -> None:
    column = column_of("q", columns={"q": repeated("0,8", "1,2")})
    assert column.numeric
    assert not column.whole
    assert column.average == pytest.approx(1.0)


def test_days_are_told_by_the_first_and_the_last() -> None:
    days = repeated("2026-03-02 10:11:12", "2026-03-09 01:02:03", "2026-02-28 23:59:59")
    assert column_of("q", columns={"q": days}).days == Span("2026-02-28", "2026-03-09")
    dutch = repeated("3-2-2026", "28-2-2026")
    assert column_of("q", columns={"q": dutch}).days == Span("2026-02-03", "2026-02-28")


def test_columns_filled_by_the_same_respondents_have_the_same_pattern() -> None:
    file = described({"a": repeated(1.0, None), "b": repeated(2.0, None), "c": repeated(None, 1.0)})
    _, a, b, c = (column.pattern for column in file.columns)
    assert a == b != c


def test_who_was_asked_a_question_shows_in_who_answered_it() -> None:
    columns = {"q1": repeated(1.0, 2.0, 3.0), "q2": repeated(5.0, None, 4.0)}
    assert column_of("q2", columns=columns).routed == Routed("q1", (1.0, 3.0), (), asked=40, filled=40, others=20)


def test_a_few_of_those_asked_may_have_been_silent() -> None:
    answers = repeated(5.0, None)
    answers[0] = None
    columns = {"q1": repeated("ja", "nee"), "q2": answers}
    assert column_of("q2", columns=columns).routed == Routed("q1", (), ("ja",), asked=30, filled=29, others=30)


@pytest.mark.parametrize(
    "columns",
    [
        {"q1": repeated(1.0, 2.0), "q2": repeated(5.0, None, 4.0)},
        {"q1": repeated(1.0, None), "q2": repeated(5.0, None)},
        {"q2": repeated(5.0, None), "q1": repeated(1.0, 2.0)},
    ],
    ids=["it has nothing to do with it", "both were asked of the same people", "it comes later"],
)
def test_another_question_does_not_explain_who_answered(columns: dict[str, list[float | None]]) -> None:
    assert column_of("q2", columns=columns).routed is None


def test_places_are_recognised_by_everybody_giving_each_once() -> None:
    ranked = {"r_1": repeated(1.0, 2.0, None), "r_2": repeated(2.0, 1.0, 1.0), "r_3": repeated(3.0, None, 2.0)}
    assert described(ranked).ranked == (("r_1", "r_2", "r_3"),)
    assert described({**ranked, "r_3": repeated(3.0, 2.0, 2.0)}).ranked == ()
