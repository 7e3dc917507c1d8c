"""How many digits of a computed number mean anything."""

from __future__ import annotations

DIGITS = 10
NOISE = 1e-12
"""What adding up in another order may change, and no survey could measure."""


def significant(value: float) -> float:
    """Keep ten significant digits: more than any reader needs, fewer than processors disagree about."""
    return float(f"{without_noise(value):.{DIGITS}g}")


def without_noise(value: float) -> float:
    """Take what is next to nothing for nothing, so that equal figures differ by exactly 0."""
    return 0.0 if abs(value) < NOISE else value
