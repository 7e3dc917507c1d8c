"""Charts at the edges of what may come: nothing to show, too much, equal, empty, all or nothing, very long."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reportgen.report.model import Category, Chart, Point, Series
from tests.charts.examples import DOTS, EXAMPLES, LIKERT, MORE, SLOPE, TREND, WAVES, share, shares

LONG = "de afhandeling van klachten en geschillen"
LONG_WORD = "arbeidsongeschiktheidsverzekeringsmaatschappij"
NOT_SHOWN = Point(None, "–")


def _with_points(chart: Chart, points: Point) -> Chart:
    series = tuple(replace(one, points=(points,) * len(chart.categories)) for one in chart.series)
    return replace(chart, series=series)


def one_category(chart: Chart) -> Chart:
    """Only the first category."""
    series = tuple(replace(one, points=one.points[:1]) for one in chart.series)
    return replace(chart, categories=chart.categories[:1], series=series, breaks=())


def sixty_categories(chart: Chart) -> Chart:
    """The same categories over and over, to sixty."""
    count = len(chart.categories)
    categories = tuple(
        replace(chart.categories[i % count], label=f"{chart.categories[i % count].label} {i + 1}", heading="")
        for i in range(60)
    )
    series = tuple(replace(one, points=tuple(one.points[i % count] for i in range(60))) for one in chart.series)
    return replace(chart, categories=categories, series=series, breaks=(30,) if chart.breaks else ())


def long_labels(chart: Chart) -> Chart:
    """Labels of forty characters, one of them a single word."""
    categories = tuple(
        replace(category, label=LONG if i % 2 else LONG_WORD, heading=category.heading and LONG)
        for i, category in enumerate(chart.categories)
    )
    series = tuple(replace(one, label=f"{LONG} ({i + 1})") for i, one in enumerate(chart.series))
    return replace(chart, categories=categories, series=series)


def all_suppressed(chart: Chart) -> Chart:
    """Nothing may be shown."""
    return _with_points(chart, NOT_SHOWN)


def all_zero(chart: Chart) -> Chart:
    """Nobody, everywhere."""
    return _with_points(chart, share(0.0, margin=0.01))


def all_hundred(chart: Chart) -> Chart:
    """Everybody, everywhere."""
    return _with_points(chart, share(1.0, "▲", margin=0.01))


def all_indicative(chart: Chart) -> Chart:
    """Small bases everywhere."""
    points = tuple(
        replace(one, points=tuple(replace(p, indicative=p.value is not None, mark="") for p in one.points))
        for one in chart.series
    )
    return replace(chart, series=points)


def some_missing(chart: Chart) -> Chart:
    """Every second value was not measured."""
    series = tuple(
        replace(one, points=tuple(p if (i + k) % 2 else NOT_SHOWN for i, p in enumerate(one.points)))
        for k, one in enumerate(chart.series)
    )
    return replace(chart, series=series)


def edges(chart: Chart) -> Iterator[Chart]:
    """A chart at every edge that it has."""
    changes = (one_category, long_labels, all_suppressed, all_zero, all_hundred, all_indicative, some_missing)
    for change in changes if chart.kind == "waffle" else (*changes, sixty_categories):
        yield replace(change(chart), name=f"{chart.name}-{change.__name__}")


_FOUR = tuple(
    Series(label, shares(*values), role)
    for label, role, values in (
        ("telefoon", "primary", (54, 54, 52)), ("e-mail", "secondary", (52, 50, 51)),
        ("chat met een medewerker", "negative", (50, 52, 51)), ("WhatsApp", "muted", (2, 3, 50)),
    )
)  # fmt: skip

CROWDED = (
    Chart("trend-vier-dicht-bijeen", "trend", "share", WAVES, _FOUR),
    Chart("trend-gelijk", "trend", "share", WAVES, tuple(replace(s, points=shares(9, 9, 9)) for s in _FOUR)),
    Chart("trend-breuken", "trend", "share", WAVES, TREND.series, breaks=(1, 2)),
    Chart("trend-zonder-midden", "trend", "share", WAVES, (Series("maandelijks", shares(16, None, 25)),), maximum=1.0),
    Chart("slope-gelijk", "slope", "share", SLOPE.categories, tuple(replace(s, points=shares(9, 9)) for s in _FOUR)),
    Chart(
        "slope-zestig", "slope", "share", SLOPE.categories,
        tuple(Series(f"organisatie {i}", shares(i, i // 2)) for i in range(60)),
    ),
    Chart(
        "dots-kwetsbaar", "dots", "share", (*DOTS.categories[:2], Category("<i>&amp;</i> “$x$”")),
        (Series("a & b", (share(0.004, "", 0.01), share(0.996, "", 0.01), NOT_SHOWN)),), maximum=1.0,
    ),
    Chart(
        "likert-zonder-neutraal", "likert", "share", LIKERT.categories[2:],
        (
            Series("oneens", shares(48, 2), "negative"), Series("eens", shares(52, 97), "positive"),
            Series("weet niet", shares(0, 1), "dont_know"),
        ),
    ),
    Chart(
        "likert-drie", "likert", "share", (Category("chatbot"), Category("spraakassistent")),
        (
            Series("negatief", shares(32, 28), "negative"), Series("neutraal", shares(53, 55), "neutral"),
            Series("positief", shares(15, 17), "positive"),
        ),
    ),
)  # fmt: skip

EDGES = (*(edge for chart in (*EXAMPLES, *MORE) for edge in edges(chart)), *CROWDED)
