"""What differs between waves is found, and what was decided of it can be asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reportgen.facts import Decision
from reportgen.project.comparability import decisions, is_broken, question_differences, wave_differences
from reportgen.project.reading import read_project
from reportgen.project.schema import Code, Condition, Filter, Project, Question, Variant, Wave
from tests.monitors import small_monitor

QUESTION = Question("Rookt u?", "single", answers={Code(1): "ja", Code(2): "soms", Code(3): "nee"})


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return read_project(small_monitor(tmp_path))


def differences(**then: Any) -> list[tuple[str, str, str]]:
    """What differs between a wave in which the question was put like this, and one in which it is put as now."""
    question = replace(QUESTION, variants={"2024": Variant(**then)})
    return [(one.aspect, one.before, one.after) for one in question_differences(question, ["2024", "2025"])]


def test_a_question_that_was_put_the_same_does_not_differ() -> None:
    assert differences() == []
    assert differences(text="Rookt\n  u?", column="v7") == []


def test_another_text_is_told_as_it_was_and_became() -> None:
    assert differences(text="Rookte u?") == [("text", "“Rookte u?”", "“Rookt u?”")]


def test_of_the_answers_only_those_that_differ_are_told() -> None:
    then = {Code(1): "ja", Code(2): "af en toe", Code(3): "nee"}
    assert differences(answers=then) == [("answers", "“af en toe”", "“soms”")]


def test_an_answer_that_was_not_there_is_told() -> None:
    assert differences(answers={Code(1): "ja", Code(3): "nee"}) == [("answers", "geen antwoord daarvoor", "“soms”")]


def test_answers_that_only_had_other_codes_are_the_same_when_they_are_recoded() -> None:
    then = {Code(11): "ja", Code(12): "soms", Code(13): "nee"}
    recode = {Code(11): Code(1), Code(12): Code(2), Code(13): Code(3)}
    assert differences(answers=then, recode=recode) == []


def test_answers_that_changed_places_are_told_with_their_codes() -> None:
    then = {Code(1): "nee", Code(2): "soms", Code(3): "ja"}
    assert differences(answers=then) == [("answers", "1 = “nee”, 3 = “ja”", "1 = “ja”, 3 = “nee”")]


def test_answers_that_were_added_together_differ() -> None:
    then = {Code(1): "ja", Code(2): "soms", Code(3): "nee", Code(4): "nooit"}
    assert differences(answers=then, recode={Code(4): Code(3)}) == [
        ("answers", "3 = “nee” en “nooit”", "3 = “nee”"),
    ]


def test_another_base_is_told_in_words() -> None:
    asked_of = Filter("leeftijd", range=(18, 30), base="wie 18 t/m 30 jaar is")
    assert differences(asked_of=asked_of) == [("base", "wie 18 t/m 30 jaar is", "iedereen")]
    question = replace(QUESTION, asked_of=asked_of, variants={"2024": Variant(everybody=True)})
    assert [(one.before, one.after) for one in question_differences(question, ["2024", "2025"])] == [
        ("iedereen", "wie 18 t/m 30 jaar is")
    ]


def test_the_same_base_in_other_words_or_another_order_does_not_differ() -> None:
    old, young = Condition("leeftijd", range=(65, 99)), Condition("leeftijd", range=(18, 30))
    now = replace(QUESTION, asked_of=Filter(any=(old, young), base="wie jong of oud is"))
    then = replace(now, variants={"2024": Variant(asked_of=Filter(any=(young, old), base="jong en oud"))})
    assert list(question_differences(then, ["2024", "2025"])) == []
    both = replace(now, variants={"2024": Variant(asked_of=Filter(all=(young, old), base="wie beide is"))})
    assert [one.aspect for one in question_differences(both, ["2024", "2025"])] == ["base"]


def test_only_waves_in_which_the_question_was_asked_are_compared_and_each_with_the_one_before() -> None:
    question = replace(QUESTION, variants={"2022": Variant(text="Rookte u?"), "2024": Variant(text="Rookte u?")})
    assert list(question_differences(question, ["2022", "2024"])) == []
    assert [(one.earlier, one.wave) for one in question_differences(question, ["2022", "2023", "2025"])] == [
        ("2022", "2023")
    ]


@pytest.mark.parametrize(
    ("changes", "aspect", "before", "after"),
    [
        ({"mode": "telefonisch"}, "mode", "telefonisch", "online vragenlijst"),
        ({"agency": "Bureau Vraag"}, "agency", "Bureau Vraag", "niet genoemd"),
        ({"sample": "aselect"}, "sample", "aselect", "steekproef uit een panel"),
        ({"population": "Belgen"}, "population", "Belgen", "Nederlanders van 18 jaar en ouder"),
        ({"margins": ("geslacht",)}, "weighting", "naar geslacht", "naar geslacht en leeftijd"),
        (
            {"margins": (), "weight": "w"},
            "weighting",
            "gewichten van het veldwerkbureau",
            "naar geslacht en leeftijd",
        ),
        (
            {"base_weight": "w"},
            "weighting",
            "naar geslacht en leeftijd, uitgaande van gewichten van het veldwerkbureau",
            "naar geslacht en leeftijd",
        ),
        (
            {"weight_bounds": (0.25, 3.0)},
            "weighting",
            "naar geslacht en leeftijd, met begrensde gewichten (0,25 tot 3)",
            "naar geslacht en leeftijd",
        ),
    ],
)
def test_what_differs_of_a_whole_wave_is_told(
    project: Project, changes: dict[str, Any], aspect: str, before: str, after: str
) -> None:
    waves = project.monitor.waves
    found = list(wave_differences({**waves, "2024": replace(waves["2024"], **changes)}))
    assert [(one.wave, one.earlier, one.aspect, one.before, one.after) for one in found] == [
        ("2025", "2024", aspect, before, after)
    ]


def test_the_order_of_the_margins_makes_no_difference(project: Project) -> None:
    waves = project.monitor.waves
    turned = replace(waves["2024"], margins=waves["2024"].margins[::-1])
    assert list(wave_differences({**waves, "2024": turned})) == []


def test_a_wave_that_is_only_cited_is_not_compared(project: Project) -> None:
    cited = replace(project.monitor.waves["2024"], file="data/2023.toml", mode="telefonisch")
    assert list(wave_differences({"2023": cited, **project.monitor.waves})) == []


# --- decisions -------------------------------------------------------------------------------------------------------


def decided(project: Project, question: dict[str, Any], wave: dict[str, Any] | None = None) -> tuple[Decision, ...]:
    """The decisions when the question about waiting is changed, and the newest wave."""
    codebook, monitor = project.codebook, project.monitor
    questions = {**codebook.questions, "houding": replace(codebook.questions["houding"], **question)}
    waves: dict[str, Wave] = {**monitor.waves, "2025": replace(monitor.waves["2025"], **(wave or {}))}
    return decisions(replace(monitor, waves=waves), replace(codebook, questions=questions), list(waves))


def test_without_differences_there_is_nothing_to_decide(project: Project) -> None:
    assert decided(project, {}) == ()


def test_a_difference_that_is_comparable_keeps_its_reason(project: Project) -> None:
    variants = {"2024": Variant(text="Wat vond u van wachten?")}
    found = decided(project, {"variants": variants, "comparable": {"2025": "Alleen de tijd veranderde."}})
    assert found == (
        Decision(
            wave="2025",
            earlier="2024",
            question="houding",
            aspect="text",
            before="“Wat vond u van wachten?”",
            after="“Wat vindt u van wachten?”",
            comparable=True,
            reason="Alleen de tijd veranderde.",
        ),
    )
    assert not is_broken(found, "houding", "2024", "2025")


def test_a_break_of_a_question_breaks_that_question_only(project: Project) -> None:
    found = decided(project, {"variants": {"2024": Variant(text="Wachten?")}, "breaks": {"2025": "Een andere vraag."}})
    assert is_broken(found, "houding", "2024", "2025")
    assert not is_broken(found, "cijfer", "2024", "2025")


def test_a_break_without_a_difference_on_record_is_declared(project: Project) -> None:
    (found,) = decided(project, {"breaks": {"2025": "De vraag stond ergens anders."}})
    assert (found.aspect, found.comparable, found.reason) == ("declared", False, "De vraag stond ergens anders.")


def test_a_break_of_a_whole_wave_breaks_every_question_and_comes_first(project: Project) -> None:
    found = decided(
        project, {"breaks": {"2025": "Zomaar."}}, {"mode": "telefonisch", "breaks": {"mode": "Aan de telefoon."}}
    )
    assert [(one.question, one.aspect) for one in found] == [(None, "mode"), ("houding", "declared")]
    assert is_broken(found, "cijfer", "2024", "2025")


def test_a_break_lies_between_every_pair_of_waves_around_it() -> None:
    broken = Decision("2024", "2023", None, "mode", "a", "b", comparable=False, reason="x")
    assert is_broken([broken], "q", "2022", "2025")
    assert not is_broken([broken], "q", "2024", "2025")
    assert not is_broken([broken], "q", "2022", "2023")


def test_only_the_waves_that_are_asked_for_are_looked_at(project: Project) -> None:
    questions = {
        name: replace(question, breaks={"2025": "Zomaar."}) for name, question in project.codebook.questions.items()
    }
    codebook = replace(project.codebook, questions=questions)
    assert decisions(project.monitor, codebook, ["2024"]) == ()
    assert len(decisions(project.monitor, codebook, ["2024", "2025"])) == len(questions)
