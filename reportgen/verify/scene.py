"""What stands in a sentence besides its numbers: subjects, groups, waves, words of change, and how far apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from reportgen.verify.clauses import OF_LEVELS, is_excluded
from reportgen.verify.moments import WaveMention
from reportgen.verify.moves import Direction
from reportgen.verify.phrases import Mention
from reportgen.verify.places import Place
from reportgen.verify.quantities import Numbers, Numeral
from reportgen.verify.tokens import Token

JOINTS = frozenset(
    ["en", "maar", "terwijl", "tegen", "tegenover", "versus", "waar", "waarvan", "tegenwoordig", "daarentegen"]
)
"""Words that join clauses."""
COLON, PAREN = 2, 3
"""What it costs to go past a colon and a bracket."""
_INTO_PAREN = 9
_NEGATIONS = frozenset({"niet", "geen", "nooit", "noch"})
_DIFFERENCES = frozenset(
    {"verschil", "verschillen", "stijging", "daling", "groei", "toename", "afname", "verschuiving"}
)
_POINTING_BACK = frozenset({"daar", "daarbij", "daarvoor", "daarover", "hier", "hierbij", "hiervoor"})
_AT_THE_START = 3
_LONGEST_WHOM = 8


@dataclass(frozen=True)
class Scene:
    """One sentence with everything in it that can be spoken of."""

    text: str
    tokens: tuple[Token, ...]
    numbers: Numbers
    subjects: tuple[Mention, ...]
    groups: tuple[Mention, ...]
    strange: tuple[int, ...]
    waves: tuple[WaveMention, ...]
    directions: tuple[Direction, ...]
    places: tuple[Place, ...]
    elsewhere: bool
    barriers: tuple[int, ...] = field(repr=False)
    familiar: tuple[int, ...] = ()
    """Where it has words that the questionnaire has too."""
    hedged: bool = False
    """Whether it says itself that a difference may be due to chance."""
    anaphoric: bool = False
    """Whether it takes up what was said before it: "bij spraakassistenten is dat 17%"."""
    streak: int = 0
    """How many times in a row something is said to hold: "voor het derde jaar op rij"."""
    sets: tuple[int, ...] = ()
    """Where it names a set by its own name: "van alle sectoren"."""
    bases: tuple[tuple[int, int], ...] = ()
    """Where it says of which people something holds: "mensen die weleens een chatbot gebruikten"."""
    relatives: tuple[tuple[int, int], ...] = ()
    """Where it says more of a thing that it named: "een spraakassistent die uw vraag beantwoordt"."""

    @property
    def is_of_difference(self) -> bool:
        """Whether it is about a difference that was told before it: "dat verschil kan toeval zijn"."""
        words = [token.word for token in self.tokens[:4]]
        return words[:1] in (["dat"], ["dit"], ["die"], ["het"]) and bool(_DIFFERENCES & set(words))

    def span(self, numeral: Numeral) -> tuple[int, int]:
        """The tokens of a number, with those of the number that says the same: "bijna de helft (48 procent)"."""
        for one, two in pairwise(self.levels):
            if numeral in (one, two) and one.rough and not two.rough and self._repeats(one.last, two.first):
                closed = two.last < len(self.tokens) and self.tokens[two.last].text in "),"
                return one.first, two.last + closed
        return numeral.first, numeral.last

    def _repeats(self, last: int, first: int) -> bool:
        """Whether a number stands in brackets or between commas behind another, with at most whom it is of between."""
        between = self.tokens[last:first]
        if not between or between[-1].text not in "(,":
            return False
        return len(between) == 1 or (len(between) <= _LONGEST_WHOM and between[0].word == "van")

    def clause(self, at: int) -> range:
        """The clause that a token stands in: between commas, semicolons and the words that join clauses."""
        begin = max((i + 1 for i in self._breaks if i < at), default=0)
        return range(begin, next((i for i in self._breaks if i >= at), len(self.tokens)))

    @cached_property
    def _breaks(self) -> tuple[int, ...]:
        return tuple(i for i, token in enumerate(self.tokens) if token.text in ",;" or token.word in JOINTS)

    @cached_property
    def explained(self) -> frozenset[int]:
        """The tokens that mentions, numbers and the questionnaire's own words account for."""
        spans = [(one.first, one.last) for one in (*self.subjects, *self.groups)]
        spans += [(one.first, one.last) for one in self.waves] + [
            (one.first, one.last) for one in self.numbers.numerals
        ]
        spans += [(one.first, one.last) for one in self.places] + [(one.first, one.last) for one in self.directions]
        named = {i for first, last in spans for i in range(first, last)}
        return frozenset(named | set(self.familiar) | set(self.sets))

    @cached_property
    def levels(self) -> tuple[Numeral, ...]:
        """The numbers that can be levels or differences: no years, and no multiples."""
        return tuple(n for n in self.numbers.numerals if n.kind not in {"year", "times"})

    def is_free(self, first: int, mention: Mention) -> bool:
        """Whether a mention stands in the clause of a place, or in one without a number of its own.

        It is free too when the place says more of it ("de chat, die het moet doen met een 5,3"), and when two numbers
        share what is said of both ("14% van de vrouwen en 16% van de mannen is positief").
        """
        clause, own = self.clause(mention.first), self.clause(first)
        if first in clause or not any(n.first in clause for n in self.levels):
            return True
        if self.tokens[own.start].word == "die" and mention.last == own.start - 1:
            return True
        joined = own.stop + 1 == clause.start and self.tokens[own.stop].word == "en"
        return joined and not any(m.first in own for m in self.subjects)

    def is_of_amount(self, numeral: Numeral) -> bool:
        """Whether it is a part of a figure, and not of people: "een kwart van het aandeel bij klachten"."""
        following = [token.word for token in self.tokens[numeral.last : numeral.last + 3]]
        if following[:1] in (["daarvan"], ["hiervan"], ["ervan"], ["erbij"]):
            return True
        return following[:1] == ["van"] and bool(OF_LEVELS & set(following[1:]))

    def points_back(self, first: int) -> bool:
        """Whether it takes up the subject of the sentence before, ahead of a place: "daar is 8% positief"."""
        return any(token.word in _POINTING_BACK for token in self.tokens[: min(first, _AT_THE_START)])

    def is_in_relative(self, mention: Mention) -> bool:
        """Whether a mention says more of a thing that was named, and may be no part of what was measured."""
        return any(start <= mention.first < end for start, end in self.relatives)

    def is_of_base(self, mention: Mention) -> bool:
        """Whether a mention tells who the people are, and not what holds of them."""
        return any(start <= mention.first < end for start, end in self.bases)


def is_after(scene: Scene, at: int) -> bool:
    """Whether something is only what others come after: "na de telefoon het meest gekozen"."""
    return is_excluded(scene.tokens, at)


def distance(scene: Scene, first: int, last: int, mention: Mention | WaveMention) -> int:
    """How far a mention is from the tokens `first` up to `last`: past words, marks, and other numbers."""
    if mention.last <= first:
        between = scene.barriers[mention.last : first]
        cost = sum(between)
        if between and scene.tokens[first - 1].text == ":":
            cost -= COLON
        if between and scene.tokens[first - 1].text == "(":
            cost -= PAREN
        return cost
    if mention.first >= last:
        cost = sum(scene.barriers[last : mention.first])
        in_parens = first > 0 and scene.tokens[first - 1].text == "("
        return cost + (
            _INTO_PAREN if in_parens and any(t.text == ")" for t in scene.tokens[last : mention.first]) else 0
        )
    return 0


def is_negated(scene: Scene, first: int, mention: Mention) -> bool:
    """Whether a concept is denied beside a number: "15% is niet positief", but not "niet populair: 1%"."""
    colons = [i for i, token in enumerate(scene.tokens) if token.text in ":;"]
    if any(min(first, mention.first) < i < max(first, mention.first) for i in colons):
        return False
    named = {i for other in scene.subjects for i in range(other.first, other.last)}
    before = [i for i in range(max(mention.first - 2, 0), mention.first) if i not in named]
    return any(scene.tokens[i].word in _NEGATIONS for i in before)
