"""Which estimates may not be published, because too few respondents stand behind them."""

from __future__ import annotations

from reportgen.facts import Status

SUPPRESSED_BELOW = 30
INDICATIVE_BELOW = 100


def status_of(n: int, n_eff: float) -> Status:
    """Judge a base by the smaller of the number of respondents and the effective number."""
    base = min(n, n_eff)
    if base < SUPPRESSED_BELOW:
        return "suppressed"
    return "indicative" if base < INDICATIVE_BELOW else "published"
