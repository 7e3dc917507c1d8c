"""How a change is told in Dutch: what of, from what, to what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.comparing.figures import Change, FactChange
from reportgen.facts import Comparison, Decision, Fact
from reportgen.project.schema import Codebook, Monitor

NOTHING = "geen cijfer"
_OF_SAMPLE = {
    "n": "aantal respondenten",
    "n_eff": "effectieve steekproef",
    "efficiency": "efficiëntie van de weging",
    "share": "deel van iedereen",
}
_ASPECTS = {
    "text": "de vraagtekst",
    "answers": "de antwoorden",
    "base": "wie de vraag kreeg",
    "mode": "de manier van ondervragen",
    "agency": "het veldwerkbureau",
    "sample": "de steekproef",
    "population": "de doelgroep",
    "weighting": "de weging",
    "declared": "een gemelde breuk",
}
_PLACE = re.compile(
    r"@(?P<wave>[^/:>#]+)(?:/(?P<breakdown>[^=]+)=(?P<group>[^:>#]+))?(?::(?P<rest>rest)|>(?P<other>.+))?"
)


class Naming:
    """Names facts by the labels of the codebook; without one, or for a name that it lacks, by their names."""

    def __init__(self, codebook: Codebook | None = None, monitor: Monitor | None = None) -> None:
        self._codebook = codebook
        self._monitor = monitor

    def indicator(self, name: str) -> str:
        """An indicator's label, or the answer and what was asked."""
        book = self._codebook
        if book is None:
            return name
        if name in book.indicators:
            return book.indicators[name].label
        question, _, code = name.rpartition(".")
        if question not in book.questions:
            return name
        asked = book.questions[question]
        answers = {str(known): answer for known, answer in asked.answers.items()}
        return f"“{answers.get(code, code)}” op de vraag “{asked.text}”"

    def wave(self, name: str) -> str:
        """A wave by its label."""
        waves = self._monitor.waves if self._monitor else {}
        return waves[name].label if name in waves else name

    def group(self, breakdown: str, group: str) -> str:
        """A group by its label."""
        book = self._codebook
        declared = book.breakdowns.get(breakdown) if book else None
        return declared.groups[group].label if declared and group in declared.groups else f"{breakdown}={group}"

    def place(self, id_: str) -> str:
        """What of an indicator a fact or comparison is about: "2025, 18 t/m 30 jaar", "2024–2025"."""
        found = _PLACE.search(id_)
        if found is None:
            return id_
        waves = "–".join(self.wave(wave) for wave in found["wave"].split(".."))
        if found["breakdown"] is None:
            # Of a ranking, the id itself holds the other indicator.
            return (
                f"{waves}, tegenover “{self.indicator(id_.partition('@')[0].partition('>')[2])}”"
                if ">" in id_
                else waves
            )
        breakdown = found["breakdown"].removeprefix("rest/")
        parts = [waves, self.group(breakdown, found["group"])]
        if breakdown != found["breakdown"]:
            parts.append("alle anderen")
        if found["rest"]:
            parts.append("tegenover alle anderen")
        if found["other"]:
            parts.append(f"tegenover {self.group(breakdown, found['other'])}")
        return ", ".join(parts)

    def subject(self, id_: str) -> str:
        """A fact or comparison in full: "positief over een chatbot, 2025"."""
        name = id_.partition("@")[0].partition(">")[0]
        return f"{self.indicator(name)}, {self.place(id_)}"

    def printed(self, id_: str) -> str:
        """Whatever can be printed: a fact or comparison, the base or interval of one, the respondents of a wave."""
        name, _, part = id_.partition("#")
        what = name.partition("@")[0]
        if what in _OF_SAMPLE:
            return f"{_OF_SAMPLE[what]}, {self.place(name)}"
        kind = {"n": "aantal respondenten", "n_eff": "effectieve basis", "interval": "95%-interval"}.get(part, "")
        if ".." in name:
            kind = "verschil"
        return f"{kind} van “{self.indicator(what)}”, {self.place(name)}" if kind else self.subject(name)

    def between(self, change: Change) -> str:
        """What of an indicator changed; with both waves, where a fact is held against one of an earlier wave."""
        place = self.place(change.id)
        if isinstance(change, FactChange) and change.old and change.new and change.old.wave != change.new.wave:
            return f"{self.wave(change.old.wave)}–{place}"
        return place

    def change(self, change: Change) -> str:
        """A change from its old value to its new one: "2025: 15% → 16%"."""
        if isinstance(change, FactChange):
            return f"{self.between(change)}: {level(change.old)} → {level(change.new)}"
        return f"{self.place(change.id)}: {test(change.old)} → {test(change.new)}"

    def narrow(self, comparison: Comparison) -> str:
        """A test that only just carried a claim: which, and how near it was to failing."""
        return f"{self.subject(comparison.id)}: {test(comparison)}; de grens is 0,05"

    def decision(self, old: Decision | None, new: Decision | None) -> Iterator[str]:
        """What was decided of a difference between waves, before and after, line by line."""
        known = new or old
        if known is None:
            return
        about = f"de vraag “{known.question}”" if known.question else "de hele editie"
        yield f"{self.wave(known.earlier)}–{self.wave(known.wave)}, {about}: {_ASPECTS.get(known.aspect, known.aspect)}"
        if known.before or known.after:
            yield f"  was “{known.before}”, werd “{known.after}”"
        if old is not None:
            yield f"  eerst: {_decided(old)}"
        if new is not None:
            yield f"  {'nu' if old else 'besluit'}: {_decided(new)}"
        elif old is not None:
            yield "  nu: geen besluit meer"


def _decided(decision: Decision) -> str:
    return f"{'vergelijkbaar' if decision.comparable else 'trendbreuk'}, omdat: {decision.reason}"


def level(fact: Fact | None) -> str:
    """A fact as it is printed, with what a reader should know of its base."""
    if fact is None:
        return NOTHING
    if fact.label is None:
        return "te weinig waarnemingen"
    return f"{fact.label} (indicatief)" if fact.status == "indicative" else fact.label


def test(comparison: Comparison | None) -> str:
    """A comparison as it may be told."""
    if comparison is None:
        return "niet getoetst"
    if not comparison.significant:
        return f"geen significant verschil (p = {_p(comparison.p_adjusted)})"
    rise, fall = ("gestegen", "gedaald") if comparison.kind == "wave" else ("hoger", "lager")
    return f"{comparison.label} {rise if comparison.difference > 0 else fall} (p {_small(comparison.p_adjusted)})"


def _p(p: float) -> str:
    return f"{p:.{3 if p < 0.1 else 2}f}".replace(".", ",")


def _small(p: float) -> str:
    return "< 0,001" if p < 0.001 else f"= {_p(p)}"
