"""How a number is rounded and written in Dutch, once, for the fact book and for every text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal


def half_up(value: float, digits: int = 0) -> Decimal:
    """Round half away from zero on the decimal value: 12.5 → 13, and 0.285 × 100 → 29 though its binary is 28.4999….

    Twelve significant digits are kept before rounding, which removes binary noise and nothing that was measured.
    """
    return Decimal(f"{value:.12g}").quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def percentage(share: float) -> str:
    """Write a proportion as a percentage: "15%", "<1%" for almost nothing, ">99%" for almost all."""
    if 0 < share < 0.005:
        return "<1%"
    if 0.995 <= share < 1:
        return ">99%"
    return f"{half_up(share * 100)}%"


def grade(mean: float) -> str:
    """Write a mean with one decimal: "6,9"."""
    return str(half_up(mean, 1)).replace(".", ",")


def percentage_points(difference: float) -> str:
    """Write a difference of two proportions, without its sign: "5 procentpunt"."""
    points = abs(half_up(difference * 100))
    return f"{points} procentpunt" if points or not difference else "minder dan 1 procentpunt"


def grade_points(difference: float) -> str:
    """Write a difference of two means, without its sign: "0,4 punt"."""
    return f"{str(abs(half_up(difference, 1))).replace('.', ',')} punt"


def score(value: float) -> str:
    """Write a net promoter score as a whole number with its sign: "+5", "−29", "0"."""
    points = int(half_up(value))
    return f"{points:+d}".replace("-", "−") if points else "0"


def score_points(difference: float) -> str:
    """Write a difference of two scores, without its sign: "6 punten"."""
    points = abs(int(half_up(difference)))
    if not points and difference:
        return "minder dan 1 punt"
    return "1 punt" if points == 1 else f"{points} punten"


LEVELS: Mapping[str, Callable[[float], str]] = {"share": percentage, "mean": grade, "score": score}
"""How a level is written, by its unit."""
DIFFERENCES: Mapping[str, Callable[[float], str]] = {
    "share": percentage_points,
    "mean": grade_points,
    "score": score_points,
}
"""How a difference is written, without its sign, by the unit of its levels."""
SCALES: Mapping[str, tuple[int, int]] = {"share": (100, 0), "mean": (1, 1), "score": (1, 0)}
"""What a value is multiplied by when it is written, and with how many decimals, by its unit."""
