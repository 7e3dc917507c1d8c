"""The ledger of a publication: every number with its fact or its origin, and none without."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportgen.ledger import margin_id, parts_of
from reportgen.report.compose import compose, figures_of
from reportgen.report.ledger import UndeclaredNumberError, entries, of_block, of_figure, of_table
from reportgen.report.model import Cell, Paragraph, Report, Row, Run, Table, plain
from tests.report.examples import everything, small_project


@pytest.fixture(scope="module")
def report() -> Report:
    text = '# Titel\n\nIn {{ wave() }} {{ share("positief") }}; {{ ref("verloop") }}.\n\n{{ figure("verloop") }}\n'
    project = small_project(text, '# Bericht\n\n{{ cited("3,8 miljoen", source="CBS, 2024") }} {{ confidence() }}\n')
    return compose(everything().book(), project, "landelijk", draft=True)


def told(report: Report, *runs: Run) -> list[tuple[str, str, str | None]]:
    found = entries("rapport.pdf", report, [("kop", run) for run in runs])
    return [(entry.text, entry.origin, entry.fact) for entry in found]


def test_a_number_that_is_tied_is_entered_as_it_is_printed_with_its_fact(report):
    assert told(report, Run("13% tot 17%", fact="a@2025#interval")) == [("13% tot 17%", "fact", "a@2025#interval")]


def test_a_dash_is_no_number(report):
    assert told(report, Run("–", fact="a@2025")) == []


def test_a_number_that_is_no_outcome_is_entered_with_what_it_says_it_is(report):
    assert told(report, Run("(Kish 1965)", origin="method")) == [("1965", "method", None)]


def test_a_date_and_a_wave_speak_for_themselves(report):
    assert told(report, Run("van 2 t/m 15 december 2024, na 2025")) == [
        ("2", "date", None),
        ("15", "date", None),
        ("2024", "date", None),
        ("2025", "wave", None),
    ]


def test_a_number_in_a_name_of_the_project_is_a_label(report):
    named = replace(report, names=("mensen van 18 t/m 30 jaar",))
    assert told(named, Run("Onder Mensen van 18 t/m 30 jaar is")) == [("18", "label", None), ("30", "label", None)]


@pytest.mark.parametrize("text", ["in 7 gevallen", "15%", "20255", "op 18 dagen", "5 keer"])
def test_any_other_number_stops_the_build_and_is_named(report, text):
    with pytest.raises(UndeclaredNumberError, match=r"rapport\.pdf, kop: “.*\d"):
        told(report, Run(text))


def test_a_cell_with_a_range_is_entered_as_its_two_facts(report):
    table = Table("t", (Run("Bases"),), "", ("2025",), (Row("18 jaar", (Cell("724–813", "a@2025#n;b@2025#n"),)),))
    found = [(entry.text, entry.fact) for entry in entries("rapport.pdf", report, of_table(table))]
    assert found == [("2025", None), ("18", None), ("724", "a@2025#n"), ("813", "b@2025#n")]


def test_in_what_is_composed_no_number_is_without_fact_or_origin(report):
    for publication in (report.report, report.press_release):
        for chapter in publication.chapters:
            for block in chapter.blocks:
                if block not in figures_of(publication):
                    list(entries("rapport.pdf", report, of_block(block, chapter.slug)))
        for figure in figures_of(publication):
            list(entries("rapport.pdf", report, of_figure(figure, ())))
            assert plain(figure.told) == figure.alt


def test_a_cited_figure_is_entered_as_one_with_its_source(report):
    (paragraph,) = report.press_release.chapters[0].blocks
    found = list(entries("persbericht.pdf", report, of_block(paragraph, "bericht")))
    assert [(entry.text, entry.origin) for entry in found] == [("3,8", "cited"), ("2024", "cited"), ("95%", "fact")]


def test_a_paragraph_stands_in_its_chapter_and_a_table_in_itself(report):
    paragraph = Paragraph((Run("15%", fact="a@2025"),))
    assert [element for element, _ in of_block(paragraph, "houding")] == ["houding"]


def test_the_id_of_a_class_of_a_margin_can_be_taken_apart_whatever_it_is_called():
    id_ = margin_id("opleiding; hoog", "#1 × vrouw", "2025")
    assert parts_of(f"{id_}#n;a@2025#interval") == ((id_, "n"), ("a@2025", "interval"))
