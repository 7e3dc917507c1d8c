"""Where values stand on an axis, and labels beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from math import floor, log10

from reportgen.report.model import Chart, Point
from reportgen.rounding import score

LEAST_SHARE = 0.05
"""The least that an axis of shares goes up to."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from `low` to `high` on a line from `start` to `end`, in points."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The place of a value."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def value_scale(chart: Chart, start: float, end: float, values: Iterable[float]) -> Scale:
    """The axis of a chart's values, up to the highest of `values` where the chart doesn't say how far."""
    high = chart.maximum if chart.maximum is not None else _enough(chart, max(values, default=0.0))
    return Scale(chart.minimum, high if high > chart.minimum else chart.minimum + 1, start, end)


def _enough(chart: Chart, high: float) -> float:
    """So far that a share that is printed as hardly anything doesn't fill the axis."""
    return max(high, LEAST_SHARE) if chart.unit == "share" and high > 0 else high


def length_scale(chart: Chart, start: float, end: float, values: Iterable[float]) -> Scale:
    """As `value_scale`, for what is read by its length, which starts at 0 whatever the scale of the answers."""
    return value_scale(replace(chart, minimum=0.0), start, end, values)


def ticks(scale: Scale, most: int) -> tuple[float, ...]:
    """Round values on a scale, at most `most` steps apart, and always its low end."""
    step = _step(scale.high - scale.low, most)
    first, last = floor(scale.low / step + 1e-9) + 1, floor(scale.high / step + 1e-9)
    between = [round(i * step, 10) for i in range(first, last + 1)]
    return (scale.low, *(tick for tick in between if tick - scale.low > step / 2))


def base_of(chart: Chart, scale: Scale) -> float:
    """The value that others are above or below: 0 of a score, and else the low end of the scale."""
    return 0.0 if chart.unit == "score" else scale.low


def tick_label(chart: Chart, value: float) -> str:
    """A value on the axis, as Dutch writes it: "20%", "7,5", "−50"."""
    if chart.unit == "score":
        return score(value)
    label = f"{value * 100:g}%" if chart.unit == "share" else f"{value:g}"
    return label.replace(".", ",")


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Move labels as little as possible so that they don't overlap: their new centres, in the order given.

    `wanted` are the centres they would like, `sizes` what each takes up. They keep their order and, as far as they fit,
    stay between `low` and `high`. Isotonic regression by pooling adjacent violators (Barlow et al. 1972).
    """
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    before = [0.0, *accumulate(sizes[i] for i in order)]
    pools: list[tuple[float, int]] = []
    for place, i in enumerate(order):
        mean, count = wanted[i] - sizes[i] / 2 - before[place], 1
        while pools and pools[-1][0] > mean:
            other, others = pools.pop()
            mean, count = (mean * count + other * others) / (count + others), count + others
        pools.append((mean, count))
    starts = [min(max(mean, low), max(low, high - before[-1])) for mean, count in pools for _ in range(count)]
    centres = dict(
        zip(order, (s + b + sizes[i] / 2 for s, b, i in zip(starts, before, order, strict=False)), strict=True)
    )
    return [centres[i] for i in range(len(wanted))]


def values_of(points: Iterable[Point]) -> list[float]:
    """The values that are there."""
    return [point.value for point in points if point.value is not None]


def all_points(chart: Chart) -> list[Point]:
    """Every point of a chart, series by series."""
    return [point for series in chart.series for point in series.points]


def _step(length: float, most: int) -> float:
    """The smallest of 1, 2, 5, 10 … (or their tenths, and so on) that divides a length into at most `most` steps."""
    rough = length / most
    power = 10.0 ** floor(log10(rough))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough - 1e-12)
