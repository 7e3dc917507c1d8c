"""Whether a colour can be seen on another, in print and on a dark screen."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from reportgen.brand import Theme, colours
from reportgen.brand.colour import TEXT, over, ratio

HEAT_LIGHTEST, HEAT_DARKEST = 0.06, 0.85


def on(theme: Theme, fill: str) -> str:
    """The role, ink or paper, that is best read on a fill, taking the worse of a light and a dark screen."""
    return max(("ink", "paper"), key=lambda role: min(ratio(mode[role], mode[fill]) for mode in _modes(theme)))


def readable(theme: Theme, role: str) -> str:
    """The role for text that belongs to a mark: the mark's own where it can be read on paper, and else ink."""
    return role if all(ratio(mode[role], mode["paper"]) >= TEXT for mode in _modes(theme)) else "ink"


@lru_cache(maxsize=8)
def heat_limit(theme: Theme, role: str) -> float:
    """The most opacity of a colour on paper at which ink can still be read on it."""
    steps = [step / 100 for step in range(int(HEAT_LIGHTEST * 100), int(HEAT_DARKEST * 100) + 1)]
    fitting = [
        step
        for step in steps
        if all(ratio(mode["ink"], over(mode[role], mode["paper"], step)) >= TEXT for mode in _modes(theme))
    ]
    return max(fitting, default=HEAT_LIGHTEST)


def _modes(theme: Theme) -> tuple[Mapping[str, str], Mapping[str, str]]:
    light = colours(theme)
    return light, {**light, **theme.dark}
