"""Claims about places in a set: at the top, at the bottom, or in between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise

from reportgen.facts import Comparison, Fact
from reportgen.number_words import ordinal
from reportgen.report.claims import evidence
from reportgen.report.claims.changes import NTH
from reportgen.report.claims.claim import Claim
from reportgen.report.claims.maker import Asked, ClaimMaker, Found
from reportgen.report.dutch import enumeration
from reportgen.report.listing.numerals import level

MOST_TOGETHER = 3
"""How many outcomes together are still proposed as the top of a set."""


class RankClaims:
    """The functions that claim a place in a set, such as `most("kanalen", "kanaal_telefoon")`."""

    def __init__(self, maker: ClaimMaker) -> None:
        self._maker = maker

    def most(self, name: str, *indicators: str, form: str = "sentence", wording: str = "") -> Claim:
        """Claim that these indicators, or else the first, are at the top of a set, above all others."""
        return self._end(Asked("most", (name, *indicators), form, wording))

    def least(self, name: str, *indicators: str, form: str = "sentence", wording: str = "") -> Claim:
        """Claim that these indicators, or else the last, are at the bottom of a set, below all others."""
        return self._end(Asked("least", (name, *indicators), form, wording))

    def ranks(self, name: str, indicator: str, place: str, *, form: str = "sentence", wording: str = "") -> Claim:
        """Claim a place in a set, apart from the ones above and below: `ranks("kanalen", "kanaal_email", "tweede")`."""
        asked = Asked("ranks", (name, indicator, place), form, wording)
        ranked = self._ranked(name, (indicator,))
        fact = self._maker.looking.fact(indicator) if ranked else None
        if not ranked or fact is None:
            return self._maker.make(asked, None)
        at = _place(place, len(ranked))
        if at is None:
            what = f"“{place}” is geen plaats in de reeks “{name}”, die er {len(ranked)} telt."
            self._maker.problems.add(what, "Schrijf bijvoorbeeld: “tweede” of “laatste”.")
            return self._maker.make(asked, None)
        around = ranked[max(at - 2, 0) : at + 1]
        leads = [self._maker.looking.lead(one, other) for one, other in pairwise(around)]
        proof = next((lead.id for lead in leads if lead is not None), fact.id)
        word = place if place == "laatste" else NTH[at - 1]
        names = self._names(name)
        found = Found(
            ranked[at - 1] == fact and all(lead is not None and lead.significant for lead in leads),
            proof,
            around,
            lambda: {
                "name": names[indicator],
                "place": self._maker.tokens.number(word, proof),
                "level": self._maker.printing.level(fact),
            },
            lambda: self._told(around, leads, names),
        )
        return self._maker.make(asked, found)

    def _end(self, asked: Asked) -> Claim:
        """Claim one end of a set: that what is named stands there, and the last of it apart from what follows."""
        name, *indicators = asked.given
        ordered = self._ranked(name, indicators)
        if not ordered:
            return self._maker.make(asked, None)
        if asked.rule == "least":
            ordered = ordered[::-1]
        many = len(indicators) or 1
        ends, names = ordered[:many], self._names(name)
        named = [fact for fact in ordered if fact.indicator in indicators] or ends
        lead = self._lead(asked.rule, ordered, many)
        print_level = self._maker.printing.level
        found = Found(
            lead is not None and lead.significant and list(named) == list(ends),
            lead.id if lead else ends[0].id,
            ordered[: many + 1],
            lambda: {
                "names": enumeration([names[fact.indicator] for fact in named]),
                "levels": enumeration([f"{names[fact.indicator]} ({print_level(fact)})" for fact in named]),
                "stand": "staat" if len(named) == 1 else "staan",
            },
            lambda: self._told(ordered[: many + 1], [lead], names),
            [
                partial(self._proposed, asked.rule, (name, *(fact.indicator for fact in ordered[:more])))
                for more in range(1, min(MOST_TOGETHER, len(ordered) - 1) + 1)
                if {fact.indicator for fact in ordered[:more]} != set(indicators)
            ],
        )
        return self._maker.make(asked, found)

    def _proposed(self, rule: str, given: Sequence[str], form: str) -> Claim:
        return self._end(Asked(rule, given, form, ""))

    def _lead(self, rule: str, ordered: Sequence[Fact], many: int) -> Comparison | None:
        """Find the test of the last of one end of a set against what follows it."""
        if len(ordered) <= many:
            return None
        inner, outer = ordered[many - 1], ordered[many]
        return self._maker.looking.lead(*((inner, outer) if rule == "most" else (outer, inner)))

    def _ranked(self, name: str, indicators: Sequence[str]) -> Sequence[Fact] | None:
        """The facts of a set from high to low; None when there is no such set, or something is not in it."""
        ranked = self._maker.looking.ranked(name)
        if ranked is None:
            return None
        strangers = [one for one in indicators if one not in self._maker.looking.codebook.sets[name].indicators]
        for one in strangers:
            self._maker.problems.add(f"“{one}” hoort niet bij de reeks “{name}”.", "Kies een uitkomst uit die reeks.")
        return None if strangers else ranked

    def _names(self, name: str) -> Mapping[str, str]:
        """Name the members of a set: by their short name, or by their label where more have that name.

        In quotation marks, for a name may be plural: “lange wachttijden” staat bovenaan.
        """
        codebook = self._maker.looking.codebook
        members = {one: codebook.indicators[one] for one in codebook.sets[name].indicators}
        shorts = [member.short for member in members.values()]
        return {
            one: f"“{self._maker.named(member.short if shorts.count(member.short) == 1 else member.label)}”"
            for one, member in members.items()
        }

    def _told(self, facts: Sequence[Fact], leads: Sequence[Comparison | None], names: Mapping[str, str]) -> str:
        """Say in what order these stand, and of the neighbours that matter what their test says."""
        order = ", ".join(f"{self._maker.plain(names[fact.indicator])} {level(fact)}" for fact in facts)
        tests = "; ".join(evidence.difference(lead, facts[0]) for lead in leads if lead is not None)
        return f"de volgorde is {order}" + (f", met {tests}" if tests else "")


def _place(place: str, size: int) -> int | None:
    """The place that a word names in a set of some size: "tweede" → 2, "laatste"."""
    at = size if place == "laatste" else int(place) if place.isdecimal() else ordinal(place) or 0
    return at if 1 <= at <= size and (at <= len(NTH) or place == "laatste") else None
