"""What a fact is called in a table: its indicator, and its group."""

from __future__ import annotations

from reportgen.facts import Fact
from reportgen.project.schema import Codebook


def label_of(indicator: str, codebook: Codebook) -> str:
    """Describe an indicator in its own words; one that isn't declared is an answer, or a class of numbers."""
    if indicator in codebook.indicators:
        return codebook.indicators[indicator].label
    name, _, key = indicator.rpartition(".")
    if codebook.questions[name].type == "open":
        return "gaf een toelichting" if key == "1" else "gaf geen toelichting"
    classes = {
        key: group.label
        for breakdown in codebook.breakdowns.values()
        if breakdown.question == name
        for key, group in breakdown.groups.items()
    }
    answers = {str(code): text for code, text in codebook.questions[name].answers.items()}
    return (classes | answers).get(key, key)


def group_label(fact: Fact, codebook: Codebook) -> str:
    """The label of a fact's group; empty for everybody together."""
    if fact.breakdown is None or fact.group is None:
        return ""
    return codebook.breakdowns[fact.breakdown].groups[fact.group].label
