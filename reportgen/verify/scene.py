"""What stands in a sentence besides its numbers: subjects, groups, waves, words of change, and how far apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from reportgen.verify.lexicon import ASKED, ELSEWHERE, HEDGES, PEOPLE, STOP_WORDS, VERBS
from reportgen.verify.moments import WaveMention, find_moments, find_streak
from reportgen.verify.moves import Direction, find_moves
from reportgen.verify.numerals import find_numbers
from reportgen.verify.places import Place, find_places
from reportgen.verify.quantities import Numbers, Numeral
from reportgen.verify.tokens import Token, tokenise
from reportgen.verify.vocabulary import Group, Mention, Vocabulary

_JOINTS = frozenset(
    ["en", "maar", "terwijl", "tegen", "tegenover", "versus", "waar", "waarvan", "tegenwoordig", "daarentegen"]
)
_CLAUSE, _COLON, _COMMA, _JOINT, _NUMBER, _PAREN, _INTO_PAREN = 25, 2, 4, 4, 5, 3, 9
_NEGATIONS = frozenset({"niet", "geen", "nooit", "noch"})


_DIFFERENCES = frozenset({"verschil", "verschillen", "stijging", "daling", "groei", "toename", "afname", "verschuiving"})
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

    @property
    def is_of_difference(self) -> bool:
        """Whether it is about a difference that was told before it: "dat verschil kan toeval zijn"."""
        words = [token.word for token in self.tokens[:4]]
        return words[:1] in (["dat"], ["dit"], ["die"], ["het"]) and bool(_DIFFERENCES & set(words))

    def span(self, numeral: Numeral) -> tuple[int, int]:
        """The tokens of a number, with those of the number that says the same: "bijna de helft (48 procent)"."""
        levels = [n for n in self.numbers.numerals if n.kind not in {"year", "times"}]
        for one, two in pairwise(levels):
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
        breaks = [i for i, token in enumerate(self.tokens) if token.text in ",;" or token.word in _JOINTS]
        begin = max((i + 1 for i in breaks if i < at), default=0)
        return range(begin, next((i for i in breaks if i >= at), len(self.tokens)))

    def is_free(self, first: int, mention: Mention) -> bool:
        """Whether a mention stands in the clause of a place, or in one without a number of its own.

        It is free too when the place says more of it ("de chat, die het moet doen met een 5,3"), and when two numbers
        share what is said of both ("14% van de vrouwen en 16% van de mannen is positief").
        """
        clause, own = self.clause(mention.first), self.clause(first)
        levels = [n for n in self.numbers.numerals if n.kind not in {"year", "times"}]
        if first in clause or not any(n.first in clause for n in levels):
            return True
        if self.tokens[own.start].word == "die" and mention.last == own.start - 1:
            return True
        joined = own.stop + 1 == clause.start and self.tokens[own.stop].word == "en"
        return joined and not any(m.first in own for m in self.subjects)

    def is_of_amount(self, numeral: Numeral) -> bool:
        """Whether it is a part of a figure, and not of people: "een kwart van het aandeel bij klachten"."""
        following = [token.word for token in self.tokens[numeral.last : numeral.last + 3]]
        if following[:1] in (["daarvan"], ["hiervan"], ["ervan"]):
            return True
        return following[:1] == ["van"] and bool(_OF_LEVELS & set(following[1:]))

    def points_back(self, first: int) -> bool:
        """Whether it takes up the subject of the sentence before, ahead of a place: "daar is 8% positief"."""
        return any(token.word in _POINTING_BACK for token in self.tokens[: min(first, _AT_THE_START)])

    relatives: tuple[tuple[int, int], ...] = ()
    """Where it says more of a thing that it named: "een spraakassistent die uw vraag beantwoordt"."""

    def is_in_relative(self, mention: Mention) -> bool:
        """Whether a mention says more of a thing that was named, and may be no part of what was measured."""
        return any(start <= mention.first < end for start, end in self.relatives)

    def is_of_base(self, mention: Mention) -> bool:
        """Whether a mention tells who the people are, and not what holds of them."""
        return any(start <= mention.first < end for start, end in self.bases)


def look(text: str, vocabulary: Vocabulary) -> Scene:
    """Read one sentence."""
    tokens = tokenise(text)
    numbers = find_numbers(text, tokens)
    waves = tuple(find_moments(tokens, numbers.numerals))
    named = {i for m in vocabulary.find(tokens) if m.group and m.last > m.first + 1 for i in range(m.first, m.last)}
    within = {i for mention in waves if not mention.year for i in range(mention.first, mention.last)}
    numbers = replace(numbers, numerals=tuple(n for n in numbers.numerals if n.first not in within | named))
    taken = {i for numeral in numbers.numerals for i in range(numeral.first, numeral.last)}
    taken |= {i for mention in waves for i in range(mention.first, mention.last)}
    taken |= vocabulary.named_by(tokens)
    mentions = [m for m in vocabulary.find(tokens) if not taken & set(range(m.first, m.last))]
    aged, strange = _aged(numbers, tokens, vocabulary)
    mentions = [m for m in mentions if not (m.group and _is_excluded(tokens, m.first))]
    grouped = sorted([m for m in mentions if m.group] + aged, key=lambda m: m.first)
    in_groups = {i for mention in grouped for i in range(mention.first, mention.last)}

    return Scene(
        text=text,
        tokens=tokens,
        numbers=numbers,
        subjects=tuple(m for m in mentions if m.concept and not m.group),
        groups=tuple(grouped),
        strange=tuple(strange),
        waves=waves,
        directions=tuple(find_moves(tokens, in_groups, numbers.numerals)),
        places=tuple(find_places(tokens, taken)),
        elsewhere=_is_elsewhere(text, vocabulary.names),
        barriers=tuple(_barriers(tokens, numbers.numerals)),
        familiar=tuple(i for i, token in enumerate(tokens) if token.stem in vocabulary.familiar),
        hedged=any(sign in text.lower() for sign in HEDGES),
        anaphoric=_is_anaphoric(tokens, numbers.numerals),
        streak=find_streak(tokens),
        sets=tuple(i for i, token in enumerate(tokens) if token.stem in vocabulary.of_sets),
        relatives=tuple(_relatives(tokens, numbers.numerals)),
        bases=tuple(_bases(tokens, numbers.numerals)),
    )


_SOURCE = re.compile(
    r"(?:[Oo]nderzoek|[Pp]eiling|[Ee]nquête|[Cc]ijfers|[Mm]onitor|[Ss]tudie|[Rr]apport)\s+(?:van|door)\s+(?:het\s+|de\s+)?"
    r"([A-Z][\w&.-]*(?:\s+[A-Z][\w&.-]*)*)"
)
_SIGNS = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(sign) for sign in ELSEWHERE)})(?!\w)")


def _is_elsewhere(text: str, names: frozenset[str]) -> bool:
    """Whether a sentence speaks of figures that are not the monitor's: of another source, place or time to come."""
    if _SIGNS.search(text.lower()):
        return True
    return any(not names & {token.word for token in tokenise(found[1])} for found in _SOURCE.finditer(text))


_COPULAS = frozenset({"is", "was", "geldt", "gold", "ligt", "lag", "gaat", "ging", "blijft", "bleef", "lukt", "lukte"})
_POINTING = frozenset({"dat", "dit", "die", "zij", "daarvan", "ervan"})


def _is_anaphoric(tokens: Sequence[Token], numerals: Iterable[Numeral]) -> bool:
    """Whether a sentence points back to the one before: "is dat", "geldt dit", "dat aandeel", ahead of its numbers."""
    end = min((n.first for n in numerals if n.kind == "share" or n.decimals), default=len(tokens))
    for i, (one, two) in enumerate(pairwise(token.word for token in tokens[:end])):
        if (one in _COPULAS and two in _POINTING) or (one in {"dat", "dit"} and two in _OF_LEVELS):
            return True
        if i == 0 and one in _POINTING and two in _COPULAS:
            return True
    return False


_OF_LEVELS = frozenset({"aandeel", "percentage", "cijfer", "aantal"})


# --- who -------------------------------------------------------------------------------------------------------------


def _aged(numbers: Numbers, tokens: Sequence[Token], vocabulary: Vocabulary) -> tuple[list[Mention], list[int]]:
    """The groups that ages name, and where ages stand that are no group's."""
    found: list[Mention] = []
    strange: list[int] = []
    for age in numbers.ages:
        within = [i for i, token in enumerate(tokens) if age.start <= token.start < age.end]
        group = _group_of_age(age.low, age.high, vocabulary)
        if group is not None and within:
            found.append(Mention(within[0], within[-1] + 1, group=group))
        elif within and not (age.low == 18 and age.high > 98):
            strange.append(within[0])
    return found, strange


def is_after(scene: Scene, at: int) -> bool:
    """Whether something is only what others come after: "na de telefoon het meest gekozen"."""
    return _is_excluded(scene.tokens, at)


def _is_excluded(tokens: Sequence[Token], at: int) -> bool:
    """Whether a group is only what others come after, or are without: "na de jongste groep"."""
    before = [token.word for token in tokens[max(at - 2, 0) : at] if token.word not in {"de", "het", "een"}]
    return before[-1:] in (["na"], ["behalve"], ["zonder"], ["uitgezonderd"])


def _group_of_age(low: int, high: int, vocabulary: Vocabulary) -> Group | None:
    for name, breakdown in vocabulary.codebook.breakdowns.items():
        for key, group in breakdown.groups.items():
            if group.range is None:
                continue
            least, most = group.range
            if low in {least, 0} and (high == most or (high > 98 and most > 90)):
                if low == 0 and least > 18:
                    continue
                return name, key
    return None


def _bases(tokens: Sequence[Token], numerals: Iterable[Numeral]) -> Iterator[tuple[int, int]]:
    """Find the clauses that say of which people something holds: behind a noun for people, or with "wie"."""
    for i, token in enumerate(tokens):
        before = tokens[i - 1].word if i else ""
        of_people = token.word == "die" and before in _PERSONS
        if of_people or (token.word == "wie" and before in {"", "van", "voor", "bij"}):
            yield i, _clause_end(tokens, numerals, i)
        if token.word == "met" and before in _PERSONS:
            end = i + 1
            while end < len(tokens) and tokens[end].is_word and (
                tokens[end].word in _ARTICLES or tokens[end].word not in STOP_WORDS | VERBS
            ):
                end += 1
            yield i, end


def _relatives(tokens: Sequence[Token], numerals: Iterable[Numeral]) -> Iterator[tuple[int, int]]:
    """Find the clauses with "die" behind a noun for a thing."""
    for i in range(1, len(tokens)):
        before = tokens[i - 1].word
        if tokens[i].word == "die" and before.isalpha() and before not in _PERSONS | STOP_WORDS | VERBS:
            yield i, _clause_end(tokens, numerals, i)


def _clause_end(tokens: Sequence[Token], numerals: Iterable[Numeral], start: int) -> int:
    """Where a clause ends: at a mark, or where a number begins."""
    stops = {numeral.first for numeral in numerals if numeral.kind != "year"}
    ends = (i for i in range(start + 1, len(tokens)) if i in stops or tokens[i].text in {",", ";", ":", "."})
    return next(ends, len(tokens))


_ARTICLES = frozenset({"de", "het", "een", "veel", "weinig"})
_PERSONS = PEOPLE | ASKED | {"degenen", "gebruikers", "groep", "mens", "consument"}


# --- what belongs together -------------------------------------------------------------------------------------------


def _barriers(tokens: Sequence[Token], numerals: Iterable[Numeral]) -> list[int]:
    """What it costs to go past each token."""
    costs = []
    for token in tokens:
        if token.text in {";", ".", "!", "?"}:
            costs.append(_CLAUSE)
        elif token.text == ":":
            costs.append(_COLON)
        elif token.text in {",", "–", "—"}:
            costs.append(_COMMA)
        elif token.word in _JOINTS:
            costs.append(_JOINT)
        elif token.word in {"naar", "tot"}:
            costs.append(_NUMBER + 1)
        elif token.text in "()":
            costs.append(_PAREN)
        else:
            costs.append(1)
    for numeral in numerals:
        if numeral.kind != "year" and numeral.first < len(costs):
            costs[numeral.first] = max(costs[numeral.first], _NUMBER)
    return costs


def distance(scene: Scene, first: int, last: int, mention: Mention | WaveMention) -> int:
    """How far a mention is from the tokens `first` up to `last`: past words, marks, and other numbers."""
    if mention.last <= first:
        between = scene.barriers[mention.last : first]
        cost = sum(between)
        if between and scene.tokens[first - 1].text == ":":
            cost -= _COLON
        if between and scene.tokens[first - 1].text == "(":
            cost -= _PAREN
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
