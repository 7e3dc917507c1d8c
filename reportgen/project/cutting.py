"""An edition's own cut of the respondents, as one more breakdown of the codebook: of one group."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reportgen.project.editions import Cut
from reportgen.project.schema import Breakdown, Code, Codebook, Condition, Group, Indicator, Project

GROUP = "uitsnede"
"""The one group of the breakdown that stands for a cut; the breakdown goes by the slug of the edition."""


def own_cuts(project: Project) -> dict[str, Cut]:
    """The cuts that are no breakdown of the codebook, by the slug of their edition, in the order of the file."""
    editions = project.monitor.editions
    return {slug: cut for slug in editions if (cut := editions[slug].cut) is not None and cut.where}


def with_cut(project: Project, edition: str) -> Project:
    """Add the cut of an edition to its codebook, and no other edition's; a project stays the same without one."""
    return _with(project, [edition] if edition in own_cuts(project) else [])


def with_all_cuts(project: Project) -> Project:
    """Add every cut to the codebook: only to hold them against each other, and never for what is published."""
    return _with(project, own_cuts(project))


def questions_of(cut: Cut) -> frozenset[str]:
    """The questions that decide who is in a cut; what they were answered is no outcome of it."""
    return frozenset(cut.where)


def _with(project: Project, editions: Iterable[str]) -> Project:
    cuts = own_cuts(project)
    codebook = project.codebook
    for slug in editions:
        codebook = _with_breakdown(codebook, slug, cuts[slug])
    return project if codebook is project.codebook else replace(project, codebook=codebook)


def _with_breakdown(codebook: Codebook, slug: str, cut: Cut) -> Codebook:
    conditions = tuple(_condition(name, codes, codebook) for name, codes in cut.where.items())
    breakdown = Breakdown(cut.label, groups={GROUP: Group(cut.label, where=conditions)})
    indicators = {name: _broken_down(indicator, slug, cut, codebook) for name, indicator in codebook.indicators.items()}
    return replace(codebook, indicators=indicators, breakdowns={**codebook.breakdowns, slug: breakdown})


def _condition(name: str, codes: tuple[int, ...], codebook: Codebook) -> Condition:
    """Of a number the two limits are meant, as in the margins of the population."""
    if codebook.questions[name].type == "number":
        return Condition(name, range=(codes[0], codes[-1]))
    return Condition(name, tuple(map(Code, codes)))


def _broken_down(indicator: Indicator, slug: str, cut: Cut, codebook: Codebook) -> Indicator:
    present = indicator.breakdowns or tuple(codebook.breakdowns)
    return replace(indicator, breakdowns=present if indicator.question in questions_of(cut) else (*present, slug))
