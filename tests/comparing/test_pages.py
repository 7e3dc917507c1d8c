"""What is read back of a page of our own: lines with their places and facts, charts, tables and questions."""

from __future__ import annotations

from reportgen.comparing.grids import QuestionChange, compare_charts, compare_questions, compare_tables
from reportgen.comparing.pages import Cell, Page, read_page
from tests.comparing.examples import figure, html, number, question


def page(*parts: str) -> Page:
    return read_page("landelijk", "rapport", html(*parts))


def test_each_line_has_its_chapter_and_its_numbers_their_facts() -> None:
    read = page(f"<p>Van allen is\n {number('15%', 'positief@2025')}  positief.</p>")
    line = next(line for line in read.lines if not line.heading)
    assert (line.text, line.place) == ("Van allen is 15% positief.", "hoofdstuk 1, “Houding”")
    assert [(line.text[mark.start : mark.end], mark.fact) for mark in line.marks] == [("15%", "positief@2025")]


def test_navigation_and_ways_past_it_are_no_text() -> None:
    assert [line.text for line in page("<p>Tekst.</p>").lines] == ["Houding", "Tekst."]


def test_a_number_that_opens_a_panel_is_read_as_the_number_and_the_panel_is_not() -> None:
    button = f'<button class="number" popovertarget="h">{number("15%", "positief@2025")}</button>'
    panel = '<div popover class="origin" id="h"><p>15% positief, van 14% tot 16%.</p></div>'
    assert [line.text for line in page(f"<p>Het is {button}.</p>", panel).lines] == ["Houding", "Het is 15%."]


def test_a_key_figure_is_one_line_with_its_name_and_its_change() -> None:
    item = f"<li><p>{number('15%', 'a@2025')}</p><p>Positief</p><p>▲ {number('5 procentpunt', 'a@2024..2025')}</p></li>"
    line = page(f'<ul class="key-figures">{item}{item}</ul>').lines[1]
    assert line.text == "15% – Positief – ▲ 5 procentpunt"
    assert line.note
    assert [line.text[mark.start : mark.end] for mark in line.marks] == ["15%", "5 procentpunt"]


def test_a_chart_has_its_kind_title_and_figures() -> None:
    drawing = page(figure("Meer mensen positief", "Lijngrafiek", "15%")).drawings["houding"]
    assert (drawing.label, drawing.title.text, drawing.kind) == ("Figuur 1", "Meer mensen positief", "Lijngrafiek")
    assert drawing.data is not None
    assert drawing.data.rows == (("2025", (Cell("15%", "positief@2025"),)),)


def test_a_chart_with_other_figures_another_kind_or_title_is_told() -> None:
    old = page(figure("Meer mensen positief", "Lijngrafiek", "15%"))
    (change,) = compare_charts(old, page(figure("De houding", "Staven", "16%")))
    assert change.said == ("Eerst lijngrafiek, nu staven.", "De titel was “Meer mensen positief”.")
    assert [(value.where, value.old, value.new) for value in change.values] == [("2025, positief", "15%", "16%")]
    assert list(compare_charts(old, old)) == []


def test_a_chart_that_is_new_or_gone_is_told() -> None:
    with_chart, without = page(figure("De houding", "Staven", "15%")), page("<p>Tekst.</p>")
    assert [change.said for change in compare_charts(without, with_chart)] == [("Deze figuur is nieuw.",)]
    assert [change.said for change in compare_charts(with_chart, without)] == [("Deze figuur is vervallen.",)]


def test_a_reworded_question_and_a_changed_answer_are_told_and_its_figures_are_found_again() -> None:
    old, new = page(question("Wat vindt u?", "goed", "slecht")), page(question("Wat vond u?", "goed", "matig"))
    assert list(compare_questions(old, new)) == [
        QuestionChange("wachten", "vraag", "Wat vindt u?", "Wat vond u?"),
        QuestionChange("wachten", "antwoord", "slecht", "matig"),
    ]
    assert list(compare_tables(old, new)) == []
