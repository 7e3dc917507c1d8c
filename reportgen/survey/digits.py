"""How many digits of a computed number are kept."""

from __future__ import annotations

DIGITS = 10


def significant(value: float) -> float:
    """Keep ten significant digits: more than any reader needs, fewer than processors disagree about."""
    return float(f"{value:.{DIGITS}g}")
