"""What lies behind the answers: how a person is, drawn once per person, and chance per question."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np

from tools.simulate.allocation import Numbers
from tools.simulate.composition import Panel

SEED = 20250313


@dataclass(frozen=True, slots=True)
class Traits:
    """One number a person for each trait, of mean 0 and spread about 1.

    `older`, `woman` and `schooled` follow from the background. `skill` is digital, `openness` towards automation,
    `contact` how much one deals with customer services; `hesitancy` is how soon one says “weet niet”.
    """

    older: Numbers
    woman: Numbers
    schooled: Numbers
    skill: Numbers
    openness: Numbers
    contact: Numbers
    irritability: Numbers
    hesitancy: Numbers


def chance(panel: Panel, name: str) -> Numbers:
    """Draw normal numbers that depend on the wave and the name alone, so that a new question moves no other.

    The average is taken out of each region, age class and gender: where these differ, it shall be meant, not drawn.
    """
    seed = [SEED, int(panel.wave), zlib.crc32(name.encode())]
    noise = np.random.default_rng(seed).standard_normal(panel.count)
    for classes in (panel.region, panel.age_class, panel.gender):
        noise = noise - (np.bincount(classes, noise) / np.maximum(np.bincount(classes), 1))[classes]
    return np.asarray(noise)


def draw_traits(panel: Panel) -> Traits:
    """Draw the traits of a panel's members."""
    older = (panel.age.astype(np.float64) - 49) / 17
    woman = np.where(panel.gender == 2, 0.5, -0.5)
    schooled = panel.education.astype(np.float64) - 2
    skill = -0.60 * older + 0.30 * schooled - 0.08 * woman + 0.72 * chance(panel, "skill")
    openness = -0.10 * older + 0.28 * skill - 0.04 * woman + 0.90 * chance(panel, "openness")
    contact = -0.28 * older + 0.22 * skill + 0.85 * chance(panel, "contact")
    irritability = 0.08 * older + 0.10 * schooled + chance(panel, "irritability")
    hesitancy = chance(panel, "hesitancy")
    return Traits(older, woman, schooled, skill, openness, contact, irritability, hesitancy)
