"""A wave as the agency has it: one row per respondent, in the order in which they took part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from reportgen.project.schema import Codebook, Population, Wave
from tools.simulate.allocation import Codes
from tools.simulate.answering import NOT_ASKED, Interviews
from tools.simulate.composition import draw_panel, weigh
from tools.simulate.questionnaire import answer_everything
from tools.simulate.remarks import write_remarks
from tools.simulate.traits import chance, draw_traits

Value = int | float | str | date | None


@dataclass(frozen=True, slots=True)
class Delivery:
    """One wave's columns in the order of the questionnaire, each with one value a respondent, None where not asked."""

    wave: str
    columns: Mapping[str, list[Value]]


def interview(
    wave: Wave, size: int, codebook: Codebook, population: Population, targets: Mapping[str, Any]
) -> Interviews:
    """Draw a panel, weigh it, and let it answer such that the weighted results are the targets."""
    panel = draw_panel(wave.label, size)
    codes = {name: tuple(question.answers) for name, question in codebook.questions.items()}
    wanted = {name: target[wave.label] for name, target in targets.items() if name != "groups" and wave.label in target}
    interviews = Interviews(panel, weigh(panel, population), draw_traits(panel), codes, wanted, targets["groups"])
    answer_everything(interviews)
    return interviews


def deliver(interviews: Interviews, wave: Wave, codebook: Codebook) -> Delivery:
    """Lay the answers out as columns, with an id, the day and the length of each interview, and the remarks."""
    panel = interviews.panel
    known = {
        "geslacht": panel.gender,
        "leeftijd": panel.age,
        "regio": panel.region,
        "opleiding": panel.education,
        **interviews.answers,
    }
    columns: dict[str, list[Value]] = {
        codebook.id: [f"{wave.label}-{number:04}" for number in range(1, panel.count + 1)],
        "startdatum": _days(interviews, wave),
        "duur_minuten": _minutes(interviews),
    }
    for name, question in codebook.questions.items():
        if question.type == "open":
            columns[name] = list(write_remarks(interviews))
        elif question.type == "multiple":
            parts = [f"{name}_{code}" for code in question.answers]
            columns |= {part: _values(known[part]) for part in parts if part in known}
        elif name in known:
            columns[name] = _values(known[name])
    return Delivery(wave.label, columns)


def _values(codes: Codes) -> list[Value]:
    return [None if code == NOT_ASKED else code for code in codes.tolist()]


def _days(interviews: Interviews, wave: Wave) -> list[Value]:
    """Spread the interviews over the fieldwork: many in the first days, the last ones by reminder."""
    length = (wave.fieldwork.end - wave.fieldwork.start).days
    late = np.sort(np.abs(chance(interviews.panel, "day")) / 2.6)
    days = np.minimum(late * (length + 1), length).astype(np.int64)
    return [wave.fieldwork.start + timedelta(days=day) for day in days.tolist()]


def _minutes(interviews: Interviews) -> list[Value]:
    pace = 0.35 * chance(interviews.panel, "pace") + 0.12 * interviews.traits.older
    return list(np.clip(9 * np.exp(pace), 3.5, 45).round(1).tolist())
