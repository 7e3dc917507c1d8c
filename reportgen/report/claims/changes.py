"""Claims about change: between two waves, several in a row, and how many times as much."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from reportgen.facts import Comparison, Fact, fact_id, wave_comparison_id
from reportgen.number_words import ordinal
from reportgen.report.claims import evidence
from reportgen.report.claims.claim import Claim
from reportgen.report.claims.maker import Asked, ClaimMaker, Found, Parts
from reportgen.report.claims.parts import fits, read_multiple
from reportgen.report.comparability import incomparable

NTH = ("eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende")


class ChangeClaims:
    """The functions that claim a change, or that there is none."""

    def __init__(self, maker: ClaimMaker) -> None:
        self._maker = maker

    def rose(
        self,
        indicator: str,
        since: str | None = None,
        group: str | None = None,
        *,
        form: str = "sentence",
        wording: str = "",
    ) -> Claim:
        """Claim that an indicator rose since the previous wave, or since `since` ("first" for the first)."""
        return self._change("rose", 1, indicator, since, group, form, wording)

    def fell(
        self,
        indicator: str,
        since: str | None = None,
        group: str | None = None,
        *,
        form: str = "sentence",
        wording: str = "",
    ) -> Claim:
        """Claim that an indicator fell."""
        return self._change("fell", -1, indicator, since, group, form, wording)

    def stable(
        self,
        indicator: str,
        since: str | None = None,
        group: str | None = None,
        *,
        form: str = "sentence",
        wording: str = "",
    ) -> Claim:
        """Claim that an indicator did not change significantly, which is not that it is equal."""
        return self._change("stable", 0, indicator, since, group, form, wording)

    def rose_in_a_row(self, indicator: str, times: str, *, form: str = "sentence", wording: str = "") -> Claim:
        """Claim that an indicator rose so many waves in a row: `rose_in_a_row("chatbot_positief", "derde")`."""
        return self._row("rose_in_a_row", 1, indicator, times, form, wording)

    def fell_in_a_row(self, indicator: str, times: str, *, form: str = "sentence", wording: str = "") -> Claim:
        """Claim that an indicator fell so many waves in a row."""
        return self._row("fell_in_a_row", -1, indicator, times, form, wording)

    def multiple(
        self, indicator: str, times: str, since: str | None = None, *, form: str = "sentence", wording: str = ""
    ) -> Claim:
        """Claim that a share became so many times what it was: `multiple("spraak_positief", "verdubbeld")`."""
        asked = Asked("multiple", (indicator, times), form, wording, {"since": since})
        said = read_multiple(times)
        if said is None:
            what = f"“{times}” is geen veelvoud."
            self._maker.problems.add(what, "Schrijf bijvoorbeeld: “verdubbeld”, “gehalveerd” of “drie keer zo groot”.")
            return self._maker.make(asked, None)
        comparison = self._maker.looking.change(indicator, since, None)
        if comparison is None or self._maker.looking.fact(indicator, unit="share") is None:
            return self._maker.make(asked, None)
        earlier, later = self._maker.printing.ends(comparison)
        ratio = (later.estimate or 0) / earlier.estimate if earlier.estimate else 0.0
        holds = comparison.significant and fits(said, ratio) and (comparison.difference > 0) == (said.value > 1)
        token = self._maker.tokens.number

        def data() -> str:
            times_more = evidence.number(ratio)
            return f"{evidence.change(earlier, later, comparison)}; dat is {times_more} keer zoveel"

        found = Found(
            holds,
            comparison.id,
            (earlier, later),
            lambda: {**self._parts(comparison), "times": token(times, comparison.id)},
            data,
            self._others(comparison, since, None),
        )
        return self._maker.make(asked, found)

    # --- how they are made -----------------------------------------------------------------------------------------

    def _change(
        self, rule: str, sign: int, indicator: str, since: str | None, group: str | None, form: str, wording: str
    ) -> Claim:
        asked = Asked(rule, (indicator,), form, wording, {"since": since, "group": group})
        comparison = self._maker.looking.change(indicator, since, group)
        if comparison is None:
            return self._maker.make(asked, None)
        earlier, later = self._maker.printing.ends(comparison)
        found = Found(
            _sign(comparison) == sign,
            comparison.id,
            (earlier, later),
            lambda: self._parts(comparison),
            lambda: evidence.change(earlier, later, comparison),
            self._others(comparison, since, group),
            is_small=sign != 0 and self._maker.printing.is_small(comparison),
        )
        return self._maker.make(asked, found)

    def _others(self, comparison: Comparison, since: str | None, group: str | None) -> Sequence[Callable[[str], Claim]]:
        """The change that the data do carry."""
        rule, sign = {1: ("rose", 1), -1: ("fell", -1), 0: ("stable", 0)}[_sign(comparison)]
        return (lambda form: self._change(rule, sign, comparison.indicator, since, group, form, ""),)

    def _parts(self, comparison: Comparison) -> Parts:
        earlier, later = self._maker.printing.ends(comparison)
        small = self._maker.printing.is_small(comparison)
        waves = self._maker.shown.waves
        is_previous = waves.index(later.wave) - waves.index(earlier.wave) == 1
        return {
            "subject": self._maker.subject(later),
            "that": self._maker.that(later),
            "from": self._maker.printing.level(earlier),
            "to": self._maker.printing.level(later),
            "by": self._maker.printing.difference(comparison),
            "earlier": self._maker.wave(earlier.wave),
            "later": self._maker.wave(later.wave),
            # The reader takes the previous edition for granted; any other one is named.
            "when": "" if is_previous else f" in {self._maker.wave(earlier.wave)}",
            "since": "" if is_previous else f" sinds {self._maker.wave(earlier.wave)}",
            "small": "kleine maar significante " if small else "",
            "small_before": "met een klein maar significant verschil " if small else "",
            "small_behind": ", met een klein maar significant verschil" if small else "",
        }

    def _row(self, rule: str, sign: int, indicator: str, times: str, form: str, wording: str) -> Claim:
        asked = Asked(rule, (indicator, times), form, wording)
        steps = int(times) if times.isdecimal() else ordinal(times)
        fact = self._maker.looking.fact(indicator)
        if steps is None or not 1 < steps <= len(NTH):
            what = f"“{times}” zegt niet voor de hoeveelste keer."
            self._maker.problems.add(what, "Schrijf bijvoorbeeld: “tweede” of “derde”.")
            return self._maker.make(asked, None)
        if fact is None:
            return self._maker.make(asked, None)
        pairs = list(pairwise(self._maker.shown.waves))[-steps:]
        tested = [self._step(indicator, *pair) for pair in pairs]
        holds = len(pairs) == steps and all(step is not None and _sign(step) == sign for step in tested)
        first = self._maker.book.by_id.get(fact_id(indicator, pairs[0][0])) if pairs else None
        held = _last_in_a_row(tested, sign)
        fewer = (lambda other: self._row(rule, sign, indicator, NTH[held - 1], other, ""),) if 1 < held < steps else ()
        found = Found(
            holds,
            wave_comparison_id(indicator, *pairs[-1]) if pairs else fact.id,
            (first or fact, fact),
            lambda: {
                "subject": self._maker.subject(fact),
                "nth": NTH[steps - 1],
                "from": self._maker.printing.level(first),
                "to": self._maker.printing.level(fact),
                "earlier": self._maker.wave(pairs[0][0]) if pairs else "",
                "later": self._maker.wave(fact.wave),
            },
            lambda: self._told(fact, pairs, tested, steps),
            (*fewer, *(self._others(tested[-1], None, None) if tested and tested[-1] else ())),
        )
        return self._maker.make(asked, found)

    def _step(self, indicator: str, earlier: str, later: str) -> Comparison | None:
        return self._maker.book.comparison_by_id.get(wave_comparison_id(indicator, earlier, later))

    def _told(
        self, fact: Fact, pairs: Sequence[tuple[str, str]], tested: Sequence[Comparison | None], steps: int
    ) -> str:
        """Say of each step what became of it."""
        told = []
        for (earlier, later), step in zip(pairs, tested, strict=True):
            after = self._maker.book.by_id.get(fact_id(fact.indicator, later), fact)
            if step is not None:
                told.append(f"van {earlier} naar {later} {evidence.difference(step, after)}")
            else:
                told.append(incomparable(after, earlier, self._maker.shown)[0].rstrip("."))
        short = [f"er zijn maar {len(pairs)} stappen van editie naar editie"] if len(pairs) < steps else []
        return "; ".join([*short, *told])


def _sign(comparison: Comparison) -> int:
    """The direction that a test carries: 1, -1, or 0 for none."""
    return 0 if not comparison.significant else 1 if comparison.difference > 0 else -1


def _last_in_a_row(tested: Sequence[Comparison | None], sign: int) -> int:
    """Count how many of the last steps went the same way."""
    held = 0
    for step in reversed(tested):
        if step is None or _sign(step) != sign:
            break
        held += 1
    return held
