"""How a fact is named in Dutch where a reader is told what a number should have been."""

from __future__ import annotations

from reportgen.facts import Fact
from reportgen.project.schema import Codebook
from reportgen.verify.fitting import printed, shown


class Naming:
    """Names facts by the labels of the codebook."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook

    def subject(self, name: str) -> str:
        """An indicator's label, or the answer with what was asked."""
        if name in self._codebook.indicators:
            return self._codebook.indicators[name].label
        question, _, code = name.rpartition(".")
        asked = self._codebook.questions[question]
        answers = {str(known): answer for known, answer in asked.answers.items()}
        return f"“{answers.get(code, code)}” op de vraag “{asked.text}”"

    def fact(self, fact: Fact) -> str:
        """A fact with its wave and group: "positief over een chatbot, 2025, 18 t/m 30 jaar"."""
        parts = [self.subject(fact.indicator), fact.wave]
        if fact.breakdown is not None and fact.group is not None:
            parts.append(self._codebook.breakdowns[fact.breakdown].groups[fact.group].label)
        return ", ".join(parts)

    def level(self, fact: Fact) -> str:
        """A fact with its value: "15% (positief over een chatbot, 2025)"."""
        if fact.estimate is None:
            return f"te weinig waarnemingen ({self.fact(fact)})"
        return f"{printed(shown(fact.estimate, fact.unit), fact.unit)} ({self.fact(fact)})"
