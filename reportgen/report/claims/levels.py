"""Claims about how high something is: a majority, a part, and more than everybody else or another."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportgen.facts import Fact
from reportgen.report.claims import evidence
from reportgen.report.claims.claim import Claim
from reportgen.report.claims.maker import Asked, ClaimMaker, Found
from reportgen.report.claims.parts import fits, part_for, read_part

HALF = 0.5


class LevelClaims:
    """The functions that claim how high a share is, or how a group stands to others."""

    def __init__(self, maker: ClaimMaker) -> None:
        self._maker = maker

    def above_rest(self, indicator: str, group: str, *, form: str = "sentence", wording: str = "") -> Claim:
        """Claim that a group is above everybody else."""
        return self._rest("above_rest", 1, indicator, group, form, wording)

    def below_rest(self, indicator: str, group: str, *, form: str = "sentence", wording: str = "") -> Claim:
        """Claim that a group is below everybody else."""
        return self._rest("below_rest", -1, indicator, group, form, wording)

    def like_rest(self, indicator: str, group: str, *, form: str = "sentence", wording: str = "") -> Claim:
        """Claim that a group does not differ significantly from everybody else."""
        return self._rest("like_rest", 0, indicator, group, form, wording)

    def more_than(
        self, indicator: str, one: str, other: str | None = None, *, form: str = "sentence", wording: str = ""
    ) -> Claim:
        """Claim that one group is above another, or one indicator above another: `more_than("telefoon", "chatbot")`."""
        asked = Asked("more_than", (indicator, one) if other is None else (indicator, one, other), form, wording)
        looking = self._maker.looking
        tested = looking.rank(indicator, one) if other is None else looking.pair(indicator, one, other)
        if tested is None:
            return self._maker.make(asked, None)
        comparison, sign = tested
        lower, higher = self._maker.printing.ends(comparison)
        first, second = (higher, lower) if sign > 0 else (lower, higher)
        turned = (one, indicator) if other is None else (indicator, other, one)
        found = Found(
            comparison.significant and comparison.difference * sign > 0,
            comparison.id,
            (first, second),
            lambda: {
                "one": self._name(first),
                "other": self._name(second),
                "to": self._maker.printing.level(first),
                "from": self._maker.printing.level(second),
            },
            lambda: evidence.pair(first, second, comparison),
            (lambda other: self.more_than(*turned, form=other),) if comparison.difference * sign < 0 else (),
        )
        return self._maker.make(asked, found)

    def majority(
        self,
        indicator: str,
        group: str | None = None,
        wave: str | None = None,
        *,
        form: str = "sentence",
        wording: str = "",
    ) -> Claim:
        """Claim that a share is a majority: its lower limit is above one half."""
        asked = Asked("majority", _given(indicator, group), form, wording, {"wave": wave})
        fact = self._maker.looking.fact(indicator, group, wave, "share")
        return self._share(asked, fact, lambda one: one.low is not None and one.low > HALF)

    def minority(
        self,
        indicator: str,
        group: str | None = None,
        wave: str | None = None,
        *,
        form: str = "sentence",
        wording: str = "",
    ) -> Claim:
        """Claim that a share is a minority: its upper limit is below one half."""
        asked = Asked("minority", _given(indicator, group), form, wording, {"wave": wave})
        fact = self._maker.looking.fact(indicator, group, wave, "share")
        return self._share(asked, fact, lambda one: one.high is not None and one.high < HALF)

    def fraction(
        self,
        indicator: str,
        part: str,
        group: str | None = None,
        wave: str | None = None,
        *,
        form: str = "fact",
        wording: str = "",
    ) -> Claim:
        """Claim that a share is a part in words: `fraction("chatbot_positief", "een kwart")`."""
        asked = Asked("fraction", (*_given(indicator, None), part, *_given(group)), form, wording, {"wave": wave})
        said = read_part(part)
        fact = self._maker.looking.fact(indicator, group, wave, "share")
        if said is None:
            what = f"“{part}” is geen deel van een geheel."
            self._maker.problems.add(what, "Schrijf bijvoorbeeld: “een kwart”, “twee op de drie” of “bijna de helft”.")
            return self._maker.make(asked, None)
        return self._share(asked, fact, lambda one: one.estimate is not None and fits(said, one.estimate), part)

    def _share(self, asked: Asked, fact: Fact | None, holds: Callable[[Fact], bool], part: str = "") -> Claim:
        if fact is None:
            return self._maker.make(asked, None)
        source = f" ({self._maker.printing.source(fact)})" if fact.source else ""
        found = Found(
            holds(fact),
            fact.id,
            (fact,),
            lambda: {
                "subject": self._maker.subject(fact),
                "level": self._maker.printing.level(fact),
                "part": f"{self._maker.tokens.number(part, fact.id)}{source}",
            },
            lambda: evidence.limits(fact),
            self._parts(asked, fact),
        )
        return self._maker.make(asked, found)

    def _parts(self, asked: Asked, fact: Fact) -> Sequence[Callable[[str], Claim]]:
        """The part in words that a share may be called by, if there is one."""
        words = part_for(fact.estimate or 0.0)
        if words is None or (asked.rule == "fraction" and words == asked.given[1]):
            return ()
        group = f"{fact.breakdown}={fact.group}" if fact.group else None
        wave = asked.named.get("wave")
        return (lambda form: self.fraction(fact.indicator, words, group, wave, form=form),)

    def _rest(self, rule: str, sign: int, indicator: str, group: str, form: str, wording: str) -> Claim:
        asked = Asked(rule, (indicator, group), form, wording)
        comparison = self._maker.looking.rest(indicator, group)
        fact = self._maker.looking.fact(indicator, group) if comparison is not None else None
        if comparison is None or fact is None:
            return self._maker.make(asked, None)
        tested = 0 if not comparison.significant else 1 if comparison.difference > 0 else -1
        other = {1: "above_rest", -1: "below_rest", 0: "like_rest"}[tested]
        found = Found(
            tested == sign,
            comparison.id,
            (fact,),
            lambda: {
                "subject": self._maker.subject(fact),
                "that": self._maker.that(fact),
                "subject_last": self._maker.subject(fact, is_last=True),
                "level": self._maker.printing.level(fact),
            },
            lambda: evidence.rest(fact, comparison),
            (lambda form: self._rest(other, tested, indicator, group, form, ""),) if tested != sign else (),
        )
        return self._maker.make(asked, found)

    def _name(self, fact: Fact) -> str:
        """Name what is compared: the group of a fact, or else its indicator."""
        short = self._maker.looking.short(fact.indicator)
        return f"“{self._maker.group(fact) if fact.group else self._maker.named(short)}”"


def _given(*names: str | None) -> tuple[str, ...]:
    return tuple(name for name in names if name is not None)
