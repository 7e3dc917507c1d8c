"""What stands under the title of a figure: in what it is measured, of whom, and when."""

from __future__ import annotations

import pytest

from reportgen.project.schema import FigureSpec
from reportgen.report.compose import compose, figures_of
from reportgen.report.model import Figure, plain
from tests.report.examples import BookMaker, everything, small_project

GROUPS = {"negatief": (1,), "neutraal": (2,), "positief": (3,)}


def placed(spec: FigureSpec, maker: BookMaker) -> Figure:
    project = small_project('# T\n\nZie {{ ref("f") }}.\n\n{{ figure("f") }}\n', figures={"f": spec})
    (figure,) = figures_of(compose(maker.book(), project, "landelijk").report)
    return figure


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        (
            FigureSpec("trend", "T", indicators=("positief",)),
            "Positief over een chatbot: percentage van wie een chatbot gebruikt, 2024 en 2025",
        ),
        (
            FigureSpec("waffle", "T", indicators=("positief",)),
            "Percentage van wie een chatbot gebruikt, 2025",
        ),
        (
            FigureSpec("bars", "T", set="ergernissen"),
            "Ergernis: percentage van alle respondenten, 2025",
        ),
        (
            FigureSpec("dots", "T", indicators=("positief",), breakdowns=("leeftijd",)),
            "Positief over een chatbot: percentage van wie een chatbot gebruikt naar leeftijd, 2025",
        ),
        (
            FigureSpec("bars", "T", indicators=("positief", "wachten")),
            "Percentage van wie de vraag kreeg, 2025",
        ),
        (
            FigureSpec("trend", "T", indicators=("cijfer",)),
            "Rapportcijfer: gemiddeld cijfer (1 t/m 10) van alle respondenten die er een gaven, 2024 en 2025",
        ),
        (
            FigureSpec("likert", "T", questions=("houding",), groups=GROUPS),
            "Percentage van wie een chatbot gebruikt, 2025",
        ),
    ],
    ids=["one indicator", "one share", "a set", "groups", "several bases", "a grade", "answers"],
)  # fmt: skip
def test_the_measure_names_what_the_unit_the_base_and_the_waves(spec: FigureSpec, said: str) -> None:
    assert plain(placed(spec, everything()).measure) == said


def test_of_more_than_two_waves_the_first_and_the_last_are_named() -> None:
    maker = everything().share("positief", "2023", 0.08)
    figure = placed(FigureSpec("trend", "T", indicators=("positief",)), maker)
    assert plain(figure.measure).endswith(", 2023–2025")


def test_a_score_says_how_far_it_can_go() -> None:
    maker = BookMaker().score("nps", "2024", 9.0).score("nps", "2025", 12.0)
    figure = placed(FigureSpec("trend", "T", indicators=("nps",)), maker)
    assert "score van −100 tot +100 van alle respondenten" in plain(figure.measure)


def test_the_source_is_the_last_line_under_a_figure_and_a_line_of_its_own() -> None:
    figure = placed(FigureSpec("trend", "T", indicators=("positief",)), everything())
    assert figure.notes[-1] == figure.source
    assert plain(figure.source) == "Bron: Proefmonitor 2025, gesimuleerde respondenten."
