"""What the words of a sentence can speak of: the indicators, answers and groups of a codebook, found by their words."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportgen.facts import FactBook, Unit, answer_indicator
from reportgen.number_words import cardinal
from reportgen.project.schema import Codebook, Monitor, Question
from reportgen.verify.lexicon import OLDEST, SAME, STOP_WORDS, YOUNGEST
from reportgen.verify.tokens import Token, plain, stem, tokenise

Group = tuple[str, str]
"""A breakdown and one of its groups."""

LONGEST_GAP = 2
"""How many words without meaning may stand within a phrase."""
_COMPOUND = 6
_SHORTEST_PART, _SHORTEST_HEAD = 4, 4
_STILL_YOUNG, _NO_LONGER_YOUNG = 35, 50
_ORDERED = 2
"""How many of the words for the youngest and the oldest tell their order alone, whatever their age."""
_TOO_GENERAL = frozenset(
    {
        stem(word)
        for word in [
            "keer",
            "jaar",
            "maand",
            "week",
            "minder",
            "vaker",
            "enkele",
            "altijd",
            "soms",
            "vaak",
            "contact",
            "vraag",
            "geen",
            "ja",
            "nee",
            "weet",
        ]
    }
)
"""Words that tell something only together, as in "enkele keren per jaar"."""
_NUMERIC = frozenset({"grade", "number", "open"})


@dataclass(frozen=True, slots=True)
class Subject:
    """What a figure can be about: an indicator, or one answer to a question. `concepts` are the words it goes by."""

    name: str
    unit: Unit
    concepts: frozenset[str]
    declared: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a sentence, the tokens `first` up to `last`, that name a concept or a group."""

    first: int
    last: int
    concept: str | None = None
    group: Group | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    stems: tuple[str, ...]
    concept: str | None
    group: Group | None


class Vocabulary:
    """The concepts of a codebook, which subjects have them, and how to find them in a sentence."""

    def __init__(
        self, codebook: Codebook, book: FactBook, names: frozenset[str] = frozenset(), title: str = ""
    ) -> None:
        self.codebook = codebook
        self.names = names
        self.of_users = frozenset(
            name for name, one in codebook.indicators.items() if _has_base(one.question, codebook)
        )
        self.title = tuple(token.word for token in tokenise(title))
        texts = (text for one in codebook.questions.values() for text in (one.text, *one.answers.values()))
        self.familiar = frozenset(token.stem for text in texts for token in tokenise(text) if token.is_word)
        self.of_breakdowns = frozenset(word for one in codebook.breakdowns.values() for word in stems_of(one.label))
        self.of_sets = frozenset(word for one in codebook.sets.values() for word in stems_of(one.label))
        self.of_sets |= self.of_breakdowns
        self._phrases: dict[str, list[_Entry]] = defaultdict(list)
        self._compounds: dict[str, _Entry] = {}
        self._heads: Mapping[str, str] = {}
        self.shadows: list[Subject] = []
        """Single answers that go by the words of an indicator: “positief”, beside “positief” and “zeer positief”."""
        self._learn_synonyms(codebook)
        self._learn_groups(codebook)
        self._learn_answers(codebook)
        self._learn_questions(codebook)
        self._sort()
        self._parts = {
            " ".join(stems_of(word)): {
                m.concept for token in tokenise(word) if (m := self._at((token,), 0)) and m.concept
            }
            for word in codebook.synonyms
        }
        self.subjects = tuple(self._subjects(codebook, book))
        self._sort()
        self.parts: dict[str, frozenset[str]] = {}
        """A word that is a part of some phrases, as a concept of its own → those phrases."""
        self._heads = self._first_parts()
        self.within: dict[str, set[str]] = defaultdict(set)
        """A concept → the phrases that it is a part of: "chatbot" in "slecht werkende chatbots"."""
        self.stronger = dict(self._stronger(codebook))
        """An answer → the answer that is the same with a word more: “negatief” → “zeer negatief”."""
        self._learn_parts()
        self.masks = self._index()
        count = Counter(concept for subject in self.subjects if subject.declared for concept in subject.concepts)
        total = sum(subject.declared for subject in self.subjects)
        self.weights = {concept: math.log(1 + total / count.get(concept, 1)) for concept in self.masks}
        self.units = {
            unit: sum(1 << i for i, subject in enumerate(self.subjects) if subject.unit == unit)
            for unit in ("share", "mean", "score")
        }

    # --- learning ----------------------------------------------------------------------------------------------------

    def _learn_synonyms(self, codebook: Codebook) -> None:
        for table in (SAME, codebook.synonyms):
            for word, others in table.items():
                concept = " ".join(stems_of(word))
                for phrase in (word, *others):
                    self._learn(phrase, concept=concept)

    def _learn_questions(self, codebook: Codebook) -> None:
        """What a question alone asks of goes by its short name: "een ziekenhuis" in that about "zorgverleners"."""
        alike: dict[tuple[str, ...], list[Question]] = defaultdict(list)
        for question in codebook.questions.values():
            if question.short and question.theme:
                alike[question.theme, *map(str, question.answers)].append(question)
        for questions in alike.values():
            words = [{t.stem for t in tokenise(one.text) if _has_meaning(t)} for one in questions]
            for i, question in enumerate(questions):
                others = set().union(*(words[:i] + words[i + 1 :]))
                concepts = self._known_whole(question.short) or frozenset({" ".join(stems_of(question.short))})
                for phrase in _runs(question.text, words[i] - others) if len(questions) > 1 else ():
                    self._learn(phrase, concept=next(iter(concepts)))

    def _learn_answers(self, codebook: Codebook) -> None:
        """Answers that are another answer with a word more, such as "zeer positief", are one concept."""
        for question in codebook.questions.values():
            stems = [frozenset(stems_of(answer)) for answer in question.answers.values()]
            for answer in question.answers.values():
                if any(other < frozenset(stems_of(answer)) for other in stems):
                    self._learn(answer, concept=" ".join(stems_of(answer)))

    def _learn_groups(self, codebook: Codebook) -> None:
        for name, breakdown in codebook.breakdowns.items():
            if breakdown.cross:
                continue
            for key, group in breakdown.groups.items():
                labels = [one.label for one in breakdown.groups.values()]
                others = [*codebook.synonyms.get(group.label, ()), *SAME.get(group.label, ())]
                others += _variants(group.label, labels)
                for phrase in (group.label, *others):
                    self._learn(phrase, group=(name, key))
            aged = {key: group.range for key, group in breakdown.groups.items() if group.range is not None}
            if len(aged) > 1:
                youngest, oldest = min(aged, key=aged.__getitem__), max(aged, key=aged.__getitem__)
                for key, words, of_that_age in (
                    (youngest, YOUNGEST, aged[youngest][1] <= _STILL_YOUNG),
                    (oldest, OLDEST, aged[oldest][0] >= _NO_LONGER_YOUNG),
                ):
                    for phrase in words if of_that_age else words[:_ORDERED]:
                        self._learn(phrase, group=(name, key))

    def _learn(self, phrase: str, *, concept: str | None = None, group: Group | None = None) -> None:
        stems = stems_of(phrase)
        if not stems or (group and any(sign.isdigit() for sign in phrase)):  # ages are found as such
            return
        known = self._phrases[stems[0]]
        for i, entry in enumerate(known):
            if entry.stems == stems:
                known[i] = _Entry(stems, entry.concept or concept, entry.group or group)
                return
        known.append(_Entry(stems, concept, group))
        if len(stems) == 1 and len(stems[0]) >= _COMPOUND and group is None:
            self._compounds[stems[0]] = self._compounds[plain(phrase)] = _Entry(stems, concept, group)

    def _sort(self) -> None:
        for entries in self._phrases.values():
            entries.sort(key=lambda entry: -len(entry.stems))

    def _concepts(self, text: str) -> frozenset[str]:
        """The concepts of a label, each part of it behind a colon on its own."""
        parts = [part for part in text.split(": ") if part]
        return frozenset[str]().union(*(self._known_whole(part) or self._of_words(part) for part in parts))

    def _known_whole(self, text: str) -> frozenset[str]:
        """The concept of a phrase that has synonyms as it stands, whatever marks are in it."""
        stems = stems_of(text)
        entries = self._phrases.get(stems[0], ()) if stems else ()
        return frozenset(entry.concept for entry in entries if entry.stems == stems and entry.concept)

    def _of_words(self, text: str) -> frozenset[str]:
        """The concepts of known phrases, and every other word that has meaning."""
        tokens = tokenise(text)
        found = [mention for mention in self.find(tokens) if mention.concept]
        taken = {i for mention in found for i in range(mention.first, mention.last)}
        named = {mention.concept for mention in found if mention.concept}
        rest = {token.stem for i, token in enumerate(tokens) if i not in taken and _has_meaning(token)}
        if rest <= _TOO_GENERAL and not named and rest:
            whole = " ".join(stems_of(text))
            if len(rest) < 2:
                return frozenset()
            self._learn(text, concept=whole)
            return frozenset({whole})
        rest -= _TOO_GENERAL
        for word in rest:
            self._learn(word, concept=word)
        return frozenset(named | rest)

    def _subjects(self, codebook: Codebook, book: FactBook) -> Iterator[Subject]:
        units = {fact.indicator: fact.unit for fact in book.facts}
        by_question: dict[str, list[frozenset[str]]] = defaultdict(list)
        single: set[tuple[str, int]] = set()
        for name, indicator in codebook.indicators.items():
            concepts = self._concepts(indicator.label)
            question = codebook.questions.get(indicator.question)
            if question is not None:
                own = [self._concepts(question.answers[code]) for code in indicator.answers if code in question.answers]
                by_question[indicator.question].append(concepts.difference(*own))
            if len(indicator.answers) == 1 and indicator.base == "all":
                single.add((indicator.question, indicator.answers[0]))
            if name in units:
                yield Subject(name, units[name], concepts, declared=True)
        declared = [self._concepts(indicator.label) for indicator in codebook.indicators.values()]
        background = {breakdown.question for breakdown in codebook.breakdowns.values()}
        for name, question in codebook.questions.items():
            if question.type in _NUMERIC or name in background:
                continue
            shared = self._of_question(question, by_question.get(name, ()))
            for code, answer in question.answers.items():
                concepts = self._concepts(answer) | shared
                subject = answer_indicator(name, code)
                covered = any(concepts <= other for other in declared)
                if subject not in units or (name, code) in single:
                    continue
                made = Subject(subject, "share", concepts, declared=False)
                if covered:
                    self.shadows.append(made)
                else:
                    yield made

    def _stronger(self, codebook: Codebook) -> Iterator[tuple[str, str]]:
        for name, question in codebook.questions.items():
            stems = {code: frozenset(stems_of(answer)) for code, answer in question.answers.items()}
            for code, words in stems.items():
                more = [other for other, others in stems.items() if words < others]
                if len(more) == 1 and words:
                    yield answer_indicator(name, code), answer_indicator(name, more[0])

    def _of_question(self, question: Question, declared: Sequence[frozenset[str]]) -> frozenset[str]:
        """The concepts that every answer to a question shares: those of its indicators, or of its own short name."""
        if declared:
            return frozenset.intersection(*declared)
        theme = self._concepts(question.theme.partition(" ")[0])
        return theme | (self._concepts(question.short) if question.short else self._concepts(question.text))

    def _index(self) -> Mapping[str, int]:
        masks: dict[str, int] = defaultdict(int)
        for i, subject in enumerate(self.subjects):
            for concept in subject.concepts:
                masks[concept] |= 1 << i
        for part, phrases in self.parts.items():
            for phrase in phrases:
                masks[part] |= masks[phrase]
                self.within[part] |= {phrase}
        for word, mask in self._of_labels().items():
            masks[word] |= mask
        # What is said of "slecht werkende chatbots" is also said of a chatbot.
        for concept in [*masks]:
            if " " in concept:
                for part in self._parts.get(concept, ()):
                    if part in masks and part != concept:
                        masks[part] |= masks[concept]
                        self.within[part] |= {concept}
        return dict(masks)

    def _first_parts(self) -> Mapping[str, str]:
        """The first part of a compound, by which only one thing is named: "energie" of "energiebedrijven"."""
        singles = {c for subject in self.subjects if subject.declared for c in subject.concepts if " " not in c}
        heads: dict[str, set[str]] = defaultdict(set)
        for concept in singles:
            for length in range(_SHORTEST_HEAD, len(concept) - 3):
                heads[concept[:length]].add(concept)
        return {head: next(iter(named)) for head, named in heads.items() if len(named) == 1}

    def _learn_parts(self) -> None:
        """A word of a phrase names it in part: "medewerker" in "geen medewerker te pakken krijgen"."""
        phrases = {concept for subject in self.subjects for concept in subject.concepts if " " in concept}
        by_word: dict[str, set[str]] = defaultdict(set)
        for phrase in phrases:
            for word in phrase.split():
                by_word[word].add(phrase)
        declared = {concept for subject in self.subjects if subject.declared for concept in subject.concepts}
        for word, named in by_word.items():
            if len(word) < _SHORTEST_PART or word in _TOO_GENERAL:
                continue
            known = next((entry for entry in self._phrases.get(word, ()) if entry.stems == (word,)), None)
            if known is None:
                self._phrases[word].append(_Entry((word,), f"~{word}", None))
                self.parts[f"~{word}"] = frozenset(named)
            elif known.concept and known.concept not in declared:
                self.parts[known.concept] = frozenset(named)

    def _of_labels(self) -> Mapping[str, int]:
        """The name of a set narrows to its members, and to answers to questions that ask for them: "kanaal"."""
        found: dict[str, int] = {}
        for one in self.codebook.sets.values():
            for word in stems_of(one.label):
                if len(word) < _SHORTEST_PART or any(entry.stems == (word,) for entry in self._phrases.get(word, ())):
                    continue
                named = {
                    question for question, asked in self.codebook.questions.items() if word in stems_of(asked.text)
                }
                found[f"#{word}"] = found.get(f"#{word}", 0) | sum(
                    1 << i
                    for i, subject in enumerate(self.subjects)
                    if subject.name in one.indicators or subject.name.rpartition(".")[0] in named
                )
        for concept in found:
            self._phrases[concept[1:]].append(_Entry((concept[1:],), concept, None))
        return found

    def can_be(self, subject: str, concept: str) -> bool:
        """Whether a subject can be meant where a concept is named."""
        mask = self.masks.get(concept, 0)
        return any(mask >> i & 1 for i, one in enumerate(self.subjects) if one.name == subject)

    # --- finding -----------------------------------------------------------------------------------------------------

    def named_by(self, tokens: Sequence[Token]) -> set[int]:
        """The tokens that stand in the monitor's own title, which says nothing of what was measured."""
        words = [token.word for token in tokens]
        size = len(self.title)
        starts = [i for i in range(len(words)) if size and tuple(words[i : i + size]) == self.title]
        return {i for start in starts for i in range(start, start + size)}

    def find(self, tokens: Sequence[Token]) -> tuple[Mention, ...]:
        """Find the concepts and groups that a sentence names, the longest phrase first."""
        found, at = [], 0
        while at < len(tokens):
            mention = self._at(tokens, at)
            if mention is not None:
                found.append(mention)
            at = mention.last if mention is not None else at + 1
        return tuple(found)

    def _at(self, tokens: Sequence[Token], at: int) -> Mention | None:
        if tokens[at].word in STOP_WORDS:
            return None
        word = tokens[at].stem
        for entry in self._phrases.get(word, ()):
            last = _matched(entry.stems, tokens, at)
            if last is not None:
                return Mention(at, last, entry.concept, entry.group)
        if (whole := self._heads.get(word)) is not None:
            return Mention(at, at + 1, whole)
        if len(word) > _COMPOUND:
            for length in range(len(word) - 1, _COMPOUND - 1, -1):
                compound = self._compounds.get(word[:length]) or self._compounds.get(tokens[at].word[:length])
                if compound is not None:
                    return Mention(at, at + 1, compound.concept, compound.group)
        return None


def _has_base(question: str, codebook: Codebook) -> bool:
    """Whether a question was asked only of some, such as those who used the thing."""
    asked = codebook.questions.get(question)
    return asked is not None and asked.asked_of is not None


def _runs(text: str, words: set[str]) -> Iterator[str]:
    """The runs of such words in a text, without those between them."""
    run: list[str] = []
    for token in (*tokenise(text), None):
        if token is not None and token.stem in words:
            run.append(token.text)
        elif run:
            yield " ".join(run)
            run = []


def _variants(label: str, others: Iterable[str]) -> Iterator[str]:
    """Other forms of a group's name: without a word that another group has too, and with its first two words turned."""
    words = label.split()
    shared = {word for other in others if other != label for word in other.split()}
    if cardinal(words[0]) is not None and len(words) > 2:
        yield " ".join(words[1:])
    if len(words) > 2:
        yield " ".join([words[1], words[0], *words[2:]])
        for i, word in enumerate(words):
            if word in shared and not {*words[:i], *words[i + 1 :]} <= shared:
                yield " ".join((*words[:i], *words[i + 1 :]))


def names_of(monitor: Monitor) -> frozenset[str]:
    """The words of the names by which a monitor's own figures are cited."""
    organisations = [one.name for one in (*monitor.conductors, *monitor.partners)]
    return frozenset(
        token.word
        for name in (monitor.title, monitor.publisher, *organisations)
        for token in tokenise(name)
        if token.is_word
    )


def stems_of(phrase: str) -> tuple[str, ...]:
    """The words of a phrase that have meaning, in the form in which they are compared; all when none has."""
    tokens = [token for token in tokenise(phrase) if token.is_word or token.value is not None]
    return tuple(token.stem for token in tokens if _has_meaning(token)) or tuple(token.stem for token in tokens)


def _has_meaning(token: Token) -> bool:
    return token.is_word and token.word not in STOP_WORDS


def _matched(stems: Sequence[str], tokens: Sequence[Token], at: int) -> int | None:
    """Where a phrase ends that begins here, or None; words without meaning may stand within it."""
    place, gap = at, 0
    for wanted in stems:
        while place < len(tokens) and tokens[place].stem != wanted:
            if _has_meaning(tokens[place]) or gap == LONGEST_GAP or place == at:
                return None
            if not (tokens[place].is_word or tokens[place].text == "-"):
                return None
            place, gap = place + 1, gap + 1
        if place == len(tokens):
            return None
        place, gap = place + 1, 0
    return place


def heaviest(concepts: Iterable[str], weights: Mapping[str, float]) -> float:
    """The weight of some concepts together."""
    return sum(weights.get(concept, 0.0) for concept in concepts)
