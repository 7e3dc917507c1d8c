"""What all claims have in common: how they are asked for, how they sound, and what is said when they don't hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reportgen.errors import nearest
from reportgen.facts import Fact, FactBook
from reportgen.project.schema import Project
from reportgen.report.claims.claim import Claim, Refusal, unknown
from reportgen.report.claims.rules import FORMS, RULES, Rule
from reportgen.report.dutch import enumeration
from reportgen.report.looking import Looking
from reportgen.report.model import plain
from reportgen.report.points import Shown
from reportgen.report.printing import Printing
from reportgen.report.problems import Problems
from reportgen.report.tokens import Tokens

Parts = Mapping[str, str]
PAIR = 2
DEFAULT_FORM = {"fraction": "fact"}
"""The form of a claim when its author chooses none, where that is not a whole sentence."""


@dataclass(frozen=True)
class Asked:
    """How a claim was asked for: its function, what it was given, and the wording that was chosen."""

    rule: str
    given: Sequence[str]
    form: str
    wording: str
    named: Mapping[str, str | None] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """The claim as it is written in a text, with the form but without the wording."""
        form = {} if self.form == DEFAULT_FORM.get(self.rule, "sentence") else {"form": self.form}
        named = [f'{key}="{value}"' for key, value in {**self.named, **form}.items() if value is not None]
        given = [f'"{one}"' for one in self.given]
        return f"{self.rule}({', '.join([*given, *named])})"


@dataclass(frozen=True)
class Found:
    """What a claim rests on. `parts` fill its wordings; `data` says what they show; `instead` are other claims
    in the form that is asked for.
    """

    holds: bool
    proof: str
    facts: Sequence[Fact]
    parts: Callable[[], Parts]
    data: Callable[[], str]
    instead: Sequence[Callable[[str], Claim]] = ()
    is_small: bool = False


class ClaimMaker:
    """Makes claims of what was found."""

    def __init__(self, book: FactBook, project: Project, tokens: Tokens, problems: Problems) -> None:
        self.book = book
        self.looking = Looking(book, project, problems)
        self.printing = Printing(book, tokens)
        self.tokens = tokens
        self.problems = problems
        self._labels = {name: wave.label for name, wave in project.monitor.waves.items()}

    def make(self, asked: Asked, found: Found | None) -> Claim:
        """Make a claim; what was refused while it was looked up gives one that is not known."""
        rule = RULES[asked.rule]
        if asked.form not in FORMS:
            self.problems.add(f"vorm “{asked.form}” bestaat niet.", nearest(asked.form, FORMS))
            return unknown(asked.source)
        wording = rule.wording(asked.form, asked.wording)
        if wording is None:
            what = f"{asked.rule} heeft als {asked.form} geen wording “{asked.wording}”."
            self.problems.add(what, nearest(asked.wording, rule.forms[asked.form]))
            return unknown(asked.source)
        if found is None:
            return unknown(asked.source)
        return Claim(
            asked.source,
            found.holds,
            found.proof,
            lambda: self._written(wording, asked.form, found),
            lambda form: self._refused(rule, form or asked.form, found),
            is_small=found.is_small and found.holds,
            is_indicative=any(fact.status == "indicative" for fact in found.facts),
        )

    def subject(self, fact: Fact, *, is_last: bool = False) -> str:
        """Name what a fact measures as the subject of a sentence: "het aandeel dat positief is over een chatbot,"."""
        declared = self.looking.codebook.indicators.get(fact.indicator)
        label = declared.label if declared else self.looking.shown.short(fact.indicator)
        own = declared.subject if declared else ""
        begins = {"share": "het aandeel “{}”", "mean": "het {}", "score": "de score “{}”"}[fact.unit]
        subject = self.named(own) if own else begins.format(self.named(label))
        comma = "," if " dat " in own or " die " in own else ""
        group = f"{comma} in de groep “{self.group(fact)}”" if fact.group else ""
        return f"{subject}{group}{comma if group or not is_last else ''}"

    def that(self, fact: Fact) -> str:
        """Refer to what a fact measures: "dat van 2024", "die van 2024"."""
        return "die" if self.plain(self.subject(fact)).startswith("de ") else "dat"

    def group(self, fact: Fact) -> str:
        """Name the group of a fact."""
        breakdown = self.looking.codebook.breakdowns[fact.breakdown or ""]
        return self.named(breakdown.groups[fact.group or ""].label)

    def wave(self, wave: str) -> str:
        """Print what an edition is called."""
        return self.tokens.declared(self._labels[wave], "wave")

    def named(self, label: str) -> str:
        """Print a name of the codebook, of which a number in it is no outcome."""
        return self.tokens.declared(label, "label")

    @property
    def shown(self) -> Shown:
        """The facts with the names of the codebook."""
        return self.looking.shown

    def _written(self, wording: str, form: str, found: Found) -> str:
        text = wording.format_map(found.parts())
        if form != "fact":
            opening = "“" if text.startswith("“") else ""
            text = opening + self.tokens.capitalised(text.removeprefix(opening))
        return self.tokens.words(text, found.proof)

    def _refused(self, rule: Rule, form: str, found: Found) -> Refusal:
        says = self.plain(rule.says.format_map(found.parts()))
        holding = next((claim for make in found.instead if (claim := make(form)).holds), None)
        if holding is not None:
            return Refusal(says, rule.needs, found.data(), f"{{{{ {holding.source} }}}}", self.plain(holding.write()))
        return Refusal(says, rule.needs, found.data(), *self._levels(found.facts))

    def _levels(self, facts: Iterable[Fact]) -> tuple[str, str]:
        """Give the bare levels, which always hold, as they are written and read."""
        written = []
        for fact in facts:
            group = f', "{fact.breakdown}={fact.group}"' if fact.group else ""
            wave = "" if fact.wave == self.book.wave else f', wave="{fact.wave}"'
            written.append(f'{{{{ {fact.unit}("{fact.indicator}"{group}{wave}) }}}}')
        join = " tegen ".join if len(written) == PAIR else enumeration
        return join(written), self.plain(join([self.printing.level(fact) for fact in facts]))

    def plain(self, text: str) -> str:
        """The text of what was printed."""
        return plain(self.tokens.inline(text))
