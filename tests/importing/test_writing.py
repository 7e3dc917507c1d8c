"""A codebook as it is written: TOML that reads back as what was meant, whatever the labels hold."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.importing.writing import MARK, WIDTH, comment, quoted, render_codebook
from tests.importing.files import guessed, mistakes_in, read_back, repeated

MANUAL = Path(__file__).parents[2] / "docs/handleiding.md"
ANYTHING = st.text(st.characters(), max_size=60)
COLUMNS = st.sampled_from(
    [
        repeated(1.0, 2.0),
        repeated(1.0, 2.0, 9.0),
        repeated(0.0, 1.0),
        repeated(1.0, None),
        repeated(1.0, 5.0, 7.0, 10.0),
        repeated(18.0, 40.0, 99.0),
        repeated(-1.0, 0.0, 3.0, 4.0),
        repeated(0.5, 1.5),
        repeated("ja", "nee", "weet niet"),
        repeated("8", "9", "geen antwoord"),
        repeated(None),
        [f"tekst {at}" for at in range(60)],
    ]
)
NAMES = st.from_regex(r"(Q|q|cijfer|leeftijd|weging)_?(1|2|02|a|B)?", fullmatch=True)
LABELS = st.dictionaries(st.sampled_from([0.0, 1.0, 2.0, 5.0, 9.0, 10.0, 99.0, 1.5]), ANYTHING, max_size=4)


@given(ANYTHING)
def test_any_text_reads_back_as_it_was(text: str) -> None:
    whole = "".join("\ufffd" if "\ud800" <= sign <= "\udfff" else sign for sign in text)
    assert tomllib.loads(f"text = {quoted(text)}") == {"text": whole}


def test_a_text_of_five_thousand_signs_reads_back_as_it_was() -> None:
    text = 'a "b" \\ c\n' * 500
    assert tomllib.loads(f"text = {quoted(text)}") == {"text": text}


@given(ANYTHING)
def test_any_text_can_stand_in_a_comment(text: str) -> None:
    lines = comment(f"{MARK}: {text}")
    assert tomllib.loads("\n".join(lines)) == {}
    assert all(line.startswith("# ") for line in lines)
    assert all(len(line) <= WIDTH or " " not in line[2:].strip() for line in lines)


@settings(derandomize=True, max_examples=100, deadline=None)
@given(
    st.dictionaries(NAMES, st.tuples(COLUMNS, ANYTHING, LABELS), min_size=1, max_size=8),
    st.lists(st.tuples(st.integers(-9, 99), st.integers(0, 9)), max_size=2),
)
def test_a_codebook_of_any_file_reads_back_and_only_blanks_are_wrong_with_it(
    columns: dict[str, tuple[list[float | str | None], str, dict[float, str]]], ranges: list[tuple[int, int]]
) -> None:
    numeric = {name for name, (cells, *_) in columns.items() if not any(isinstance(cell, str) for cell in cells)}
    missing = tuple((float(low), float(low + width)) for low, width in ranges)
    draft = guessed(
        {name: cells for name, (cells, *_) in columns.items()},
        labels={name: label for name, (_, label, _) in columns.items()},
        values={name: values for name, (_, _, values) in columns.items() if name in numeric},
        missing=dict.fromkeys(numeric, missing),
    )
    mistakes = mistakes_in(draft, follows_suggestions=True)
    assert {mistake.what.rpartition("” is ")[2] for mistake in mistakes} <= {"leeg."}


def test_what_was_guessed_is_what_is_read() -> None:
    columns = {"Q3_1": repeated(0.0, 1.0), "Q3_2": repeated(1.0, 0.0), "Gender": repeated(1.0, 2.0)}
    draft = guessed(columns, labels={"Q3_1": "Wat? - a", "Q3_2": "Wat? - b"}, values={"Gender": {1.0: "m", 2.0: "v"}})
    assert read_back(render_codebook(draft)).value == draft.codebook


def test_the_answers_of_the_file_can_be_kept_apart_to_translate_the_others() -> None:
    values = {"q": {1.0: "Yes", 2.0: "No"}}
    draft = guessed({"q": repeated(1.0, 2.0)}, labels={"q": "Own a bike?"}, values=values)
    text = render_codebook(draft, translated="2026").replace('\nanswers.1 = "Yes"', '\nanswers.1 = "Ja"')
    question = read_back(text).value.questions["q"]
    assert question.answers == {1: "Ja", 2: "No"}
    assert question.variants["2026"].answers == {1: "Yes", 2: "No"}


def test_every_question_to_the_researcher_can_be_found_by_its_mark() -> None:
    draft = guessed({"q": repeated(1.0, 2.0, 7.0)}, values={"q": {1.0: "ja", 2.0: "nee"}})
    text = render_codebook(draft)
    assert text.count(f"# {MARK}: ") == draft.open_points() > 0
    assert f"Er staan {draft.open_points()} vragen aan u in" in text


def test_the_example_in_the_manual_is_what_is_written() -> None:
    (example,) = re.findall(r"```\n(# VRAAG: .*?\n)```", MANUAL.read_text(encoding="utf-8"), re.DOTALL)
    draft = guessed(
        {
            "Q1": [*repeated(1.0, count=297), *repeated(2.0, count=303)],
            "Q2": [*repeated(1.0, 9.0, count=297), *[None] * 303],
        },
        labels={"Q2": "How satisfied are you with your bicycle?"},
        values={"Q1": {1.0: "Yes", 2.0: "No"}, "Q2": {1.0: "Very dissatisfied", 9.0: "Don't know"}},
    )
    assert example in render_codebook(draft)
