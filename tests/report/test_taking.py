"""What a web page gives along with a figure: cells that a spreadsheet takes over, and a citation."""

from __future__ import annotations

from dataclasses import replace

from reportgen.report.model import Cell, Row, Run, Table, facts_in, plain
from reportgen.report.taking import citation, cited, copied
from tests.publish import example

TABLE = Table(
    "wie",
    (Run("Houding per groep"),),
    "",
    ("Chatbot", "95%-interval", "n"),
    (
        Row("Totaal", (Cell("15%", "a"), Cell("13% – 17%", "a#interval"), Cell("1.043", "a#n"))),
        Row("18 t/m 30", (Cell("25%", "b", mark="▲"), Cell("–"), Cell("180–190", "b#n;c#n")), section="Leeftijd"),
        Row("66+", (Cell("–", "d"), Cell("–"), Cell("9")), kind="base"),
    ),
)


def test_cells_are_copied_a_row_a_line_with_the_limits_of_intervals_apart_and_no_marks() -> None:
    assert plain(copied(TABLE)).split("\n") == [
        "Onderdeel\tOmschrijving\tChatbot\t95%-interval, van\t95%-interval, tot\tn",
        "\tTotaal\t15%\t13%\t17%\t1.043",
        "Leeftijd\t18 t/m 30\t25%\t–\t–\t180–190",
        "Leeftijd\t66+\t–\t–\t–\t9",
    ]


def test_each_number_that_is_copied_has_its_fact_and_the_numbers_of_labels_have_none() -> None:
    row = ["a", "a#low", "a#high", "a#n"]
    assert facts_in(copied(TABLE)).split(";") == ["", "", *row, "", "", "b", "b#n", "c#n", "", ""]


def test_a_figure_is_cited_with_its_number_finding_year_publication_and_address() -> None:
    report = replace(example.edition(), url="https://monitor.example")
    figure = replace(example.houding(), number=4)
    assert plain(citation(report, report.report, figure)) == (
        f"{report.publisher} ({report.wave}). Figuur 4: {plain(figure.title)}. In: {plain(report.report.title)}. "
        "https://monitor.example"
    )
    assert plain(cited(report)).endswith(f"{report.monitor} {report.wave}. https://monitor.example")


def test_a_monitor_without_an_address_is_cited_without_one() -> None:
    report = example.edition()
    assert plain(citation(report, report.report, example.houding())).endswith(f"In: {plain(report.report.title)}.")
    assert plain(cited(report)).endswith(f"{report.monitor} {report.wave}.")


def test_a_finding_that_ends_with_a_question_mark_gets_no_full_stop() -> None:
    report = example.edition()
    asked = replace(example.houding(), title=(Run("Wie wil dit?"),))
    assert "Wie wil dit? In: " in plain(citation(report, report.report, asked))
