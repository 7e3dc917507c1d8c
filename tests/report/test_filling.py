"""What facts become in small multiples, among regions and on a scale without a middle: chart, table and description."""

from __future__ import annotations

from dataclasses import replace

from reportgen.project.schema import FigureSpec, Indicator, Question
from reportgen.report.alt import compose_alt
from reportgen.report.compose import compose, figures_of
from reportgen.report.figures import compose_chart, too_many_in
from reportgen.report.model import Category, Chart, Figure, Point, Series, plain
from reportgen.report.points import Shown
from tests.report.examples import BookMaker, small_project


def shown(maker: BookMaker, **of_codebook) -> Shown:
    project = small_project()
    return Shown(maker.book(), replace(project.codebook, **of_codebook), project.monitor)


def placed(spec: FigureSpec, maker: BookMaker) -> Figure:
    project = small_project('# T\n\nZie {{ ref("f") }}.\n\n{{ figure("f") }}\n', figures={"f": spec})
    (figure,) = figures_of(compose(maker.book(), project, "landelijk").report)
    return figure


def told(chart: Chart) -> str:
    return plain(compose_alt(chart))


def ergernissen() -> BookMaker:
    maker = BookMaker().share("wachten", "2024", 0.3).share("wachten", "2025", 0.4).change("wachten", True)
    return maker.share("herhalen", "2024", 0.6).share("herhalen", "2025", 0.6).change("herhalen", False)


def by_age(young: float = 0.25, old: float = 0.05) -> BookMaker:
    maker = BookMaker().share("positief", "2025", 0.15)
    maker.share("positief", "2025", young, "leeftijd=jong", 400).share("positief", "2025", old, "leeftijd=oud", 600)
    return maker.against_rest("positief", "leeftijd=jong", True, old)


def test_a_panel_shows_an_indicator_over_the_waves_the_highest_first():
    chart = compose_chart("f", FigureSpec("multiples", "T", set="ergernissen"), shown(ergernissen()))
    assert [category.label for category in chart.categories] == ["herhalen", "wachten"]
    assert [(s.label, [(p.text, p.mark) for p in s.points]) for s in chart.series] == [
        ("2024", [("60%", ""), ("30%", "")]),
        ("2025", [("60%", ""), ("40%", "▲")]),
    ]


def test_a_panel_may_show_a_group_with_its_own_change():
    maker = (
        by_age().share("positief", "2024", 0.12, "leeftijd=jong", 380).share("positief", "2024", 0.06, "leeftijd=oud")
    )
    spec = FigureSpec("multiples", "T", indicators=("positief",), breakdown="leeftijd")
    chart = compose_chart("f", spec, shown(maker))
    assert [(category.label, category.base) for category in chart.categories] == [
        ("18 t/m 49 jaar", "n = 380–400"),
        ("50+", "n = 600–1.000"),
    ]
    assert [point.fact for point in chart.series[0].points] == [
        "positief@2024/leeftijd=jong",
        "positief@2024/leeftijd=oud",
    ]


def test_a_break_runs_through_every_panel():
    maker = ergernissen().broken("2025", "ergernis", "een nieuwe vraag")
    chart = compose_chart("f", FigureSpec("multiples", "T", set="ergernissen"), shown(maker))
    assert chart.breaks == (1,)
    assert told(chart).count(" – trendbreuk – ") == 2


def test_what_changed_is_told_first_of_small_multiples():
    chart = compose_chart("f", FigureSpec("multiples", "T", set="ergernissen"), shown(ergernissen()))
    assert told(chart) == (
        "Kleine lijngrafieken op één schaal: wachten 30% → 40% (2024–2025), een significant verschil; "
        "herhalen 60% → 60% (2024–2025)."
    )


def test_regions_stand_against_the_whole_country_in_the_order_of_their_values():
    spec = FigureSpec("regions", "T", indicators=("positief",), breakdown="leeftijd", layout=("oud jong",))
    chart = compose_chart("f", spec, shown(by_age()))
    group = "positief@2025/leeftijd"
    assert chart.categories == (
        Category("landelijk", "n = 1.000", fact="positief@2025#n", is_whole=True),
        Category("18 t/m 49 jaar", "n = 400", fact=f"{group}=jong#n", place=(0, 1)),
        Category("50+", "n = 600", fact=f"{group}=oud#n", place=(0, 0)),
    )
    assert [(point.text, point.mark) for point in chart.series[0].points] == [("15%", ""), ("25%", "▲"), ("5%", "")]


def test_regions_are_described_and_noted_by_what_differs_from_the_rest():
    spec = FigureSpec("regions", "T", indicators=("positief",), breakdown="leeftijd")
    figure = placed(spec, by_age(young=0.05, old=0.25))
    assert figure.alt == (
        "Regio’s naast elkaar met onzekerheidsmarges: landelijk 15%; significant lager dan de rest: 18 t/m 49 jaar; "
        "50+ 25%; 18 t/m 49 jaar 5%."
    )
    notes = "".join(run.text for line in figure.notes for run in line)
    assert "De lijnen tonen het 95%-interval. ▲▼: significant hoger of lager dan de rest van de respondenten" in notes


def test_the_table_of_regions_sets_the_whole_apart_and_has_their_intervals():
    table = placed(FigureSpec("regions", "T", indicators=("positief",), breakdown="leeftijd"), by_age()).table
    assert table.columns == ("chatbot", "95%-interval", "n")
    assert [(row.label, row.kind, [cell.text for cell in row.cells]) for row in table.rows] == [
        ("landelijk", "net", ["15%", "13% – 17%", "1.000"]),
        ("18 t/m 49 jaar", "", ["25%", "23% – 27%", "400"]),
        ("50+", "", ["5%", "3% – 7%", "600"]),
    ]


def test_a_scale_need_not_have_a_middle_nor_weet_niet():
    answers = {1: "zeer oneens", 2: "oneens", 3: "eens", 4: "zeer eens"}
    question = Question("Eens?", "single", short="stelling", answers=answers)
    maker = BookMaker()
    for code, share in zip(answers, (0.1, 0.2, 0.3, 0.4), strict=True):
        maker.share(f"stelling.{code}", "2025", share)
    spec = FigureSpec(
        "likert", "T", questions=("stelling",), groups={label: (code,) for code, label in answers.items()}
    )
    chart = compose_chart("f", spec, shown(maker, questions={"stelling": question}, indicators={}))
    assert [series.role for series in chart.series] == ["negative", "negative_light", "positive_light", "positive"]


def test_a_chart_without_any_figure_says_so():
    maker = BookMaker().share("positief", "2024", 0.1, n=12).share("positief", "2025", 0.2, n=12)
    chart = compose_chart("f", FigureSpec("trend", "T", indicators=("positief",)), shown(maker))
    assert told(chart) == (
        "Lijngrafiek. Geen enkel cijfer kan worden getoond: er zijn te weinig waarnemingen, of het is niet gevraagd."
    )
    assert {point.value for series in chart.series for point in series.points} == {None}


def test_a_long_trend_is_described_by_its_ends():
    waves = [str(year) for year in range(2010, 2026)]
    chart = compose_chart("f", FigureSpec("trend", "T", indicators=("positief",)), shown(ergernissen()))
    many = replace(
        chart,
        categories=tuple(map(Category, waves)),
        series=(replace(chart.series[0], points=tuple(Point(0.1, "10%") for _ in waves)),),
    )
    assert told(many) == "Lijngrafiek: chatbot 10% (2010) en 10% (2025)."


def test_indicators_of_a_score_may_be_in_panels():
    indicators = {"nps": Indicator("net promoter score", "NPS", "aanbeveling", statistic="nps")}
    maker = BookMaker().score("nps", "2024", -12).score("nps", "2025", 8)
    chart = compose_chart("f", FigureSpec("multiples", "T", indicators=("nps",)), shown(maker, indicators=indicators))
    assert (chart.minimum, chart.maximum) == (-100.0, 100.0)


def test_of_more_than_sixty_rows_a_figure_is_refused_with_what_can_be_done():
    of_many = tuple(Category(f"rij {number}") for number in range(61))
    chart = Chart("f", "bars", "share", of_many, (Series("2025", (Point(0.1, "10%"),) * 61),))
    assert too_many_in(chart) == (
        "heeft 61 onderdelen; van meer dan 60 worden de letters in druk te klein om te lezen",
        "Verdeel haar over meer figuren, laat minder zien, of neem een tabel.",
    )
    assert too_many_in(replace(chart, categories=of_many[:60])) is None
    assert too_many_in(replace(chart, kind="trend")) is None
