"""Who is in the panel, and what each of them weighs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reportgen.project.schema import Margin, Population
from reportgen.survey.raking import rake
from tools.simulate.allocation import Codes, Numbers

SEED = 8301

# An online panel has too few young and lower educated members, too many over 55, and young men are hardest to get.
CLASSES = ((18, 30), (31, 40), (41, 55), (56, 65), (66, 87))
CLASS_SHARES = (0.132, 0.138, 0.245, 0.205, 0.280)
MEN_PER_CLASS = (0.43, 0.46, 0.49, 0.52, 0.55)
SCHOOLING_PER_CLASS = (
    (0.13, 0.48, 0.39),
    (0.10, 0.39, 0.51),
    (0.14, 0.42, 0.44),
    (0.20, 0.42, 0.38),
    (0.25, 0.40, 0.35),
)
REGION_SHARES = (0.152, 0.286, 0.124, 0.210, 0.228)
CITY_DWELLERS_PER_CLASS = (1.45, 1.20, 0.95, 0.80, 0.75)
"""The three large cities have more young inhabitants: what their share is multiplied by."""


@dataclass(frozen=True, slots=True)
class Panel:
    """The members that answered one wave: background in the codes of the codebook."""

    wave: str
    gender: Codes
    age: Codes
    region: Codes
    education: Codes

    @property
    def count(self) -> int:
        """How many members there are."""
        return len(self.age)

    @property
    def age_class(self) -> Codes:
        """The place of each member's age in `CLASSES`."""
        return np.searchsorted([youngest for youngest, _ in CLASSES], self.age, side="right") - 1


def draw_panel(wave: str, count: int) -> Panel:
    """Draw `count` members with a panel's usual skew."""
    chance = np.random.default_rng([SEED, int(wave)])
    classes = chance.choice(len(CLASSES), size=count, p=CLASS_SHARES)
    youngest, oldest = np.array(CLASSES).T
    # Over 66 the ages thin out; below, each year is about as full.
    within = chance.random(count)
    within = np.where(classes == len(CLASSES) - 1, 1 - np.sqrt(1 - within), within)
    age = youngest[classes] + (within * (oldest - youngest + 1)[classes]).astype(np.int64)
    gender = np.where(chance.random(count) < np.array(MEN_PER_CLASS)[classes], 1, 2)
    education = 1 + _pick(np.array(SCHOOLING_PER_CLASS)[classes], chance.random(count))
    regions = np.tile(REGION_SHARES, (count, 1))
    regions[:, 0] *= np.array(CITY_DWELLERS_PER_CLASS)[classes]
    region = 1 + _pick(regions / regions.sum(axis=1, keepdims=True), chance.random(count))
    return Panel(wave, gender, age, region, education)


def _pick(shares: Numbers, chance: Numbers) -> Codes:
    """Pick one column per row, with the row's shares as probabilities."""
    return np.asarray((chance[:, None] > shares.cumsum(axis=1)[:, :-1]).sum(axis=1))


def weigh(panel: Panel, population: Population) -> Numbers:
    """Weigh the panel as the monitor does; rounded, so that the last bits of a weight decide nothing."""
    memberships = {name: _classes_of(panel, margin) for name, margin in population.margins.items()}
    targets = {name: _shares(margin) for name, margin in population.margins.items()}
    return rake(memberships, targets).weights.round(6)


def _classes_of(panel: Panel, margin: Margin) -> Codes:
    values = {"geslacht": panel.gender, "leeftijd": panel.age, "regio": panel.region, "opleiding": panel.education}
    index = np.full(panel.count, -1)
    for place, target in enumerate(margin.classes.values()):
        members = np.ones(panel.count, dtype=bool)
        for name, accepted in target.where.items():
            if name == "leeftijd":
                members &= (values[name] >= accepted[0]) & (values[name] <= accepted[1])
            else:
                members &= np.isin(values[name], accepted)
        index[members] = place
    return index


def _shares(margin: Margin) -> dict[str, float]:
    sizes = {name: target.count or target.share or 0.0 for name, target in margin.classes.items()}
    whole = 100.0 if all(target.count is None for target in margin.classes.values()) else sum(sizes.values())
    return {name: size / whole for name, size in sizes.items()}
