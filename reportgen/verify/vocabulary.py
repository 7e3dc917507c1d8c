"""What the words of a sentence can speak of: the indicators, answers and groups of a codebook, by their concepts."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from reportgen.facts import FactBook
from reportgen.project.schema import Codebook, Monitor
from reportgen.verify.concepts import TOO_GENERAL, stronger_answers, subjects_of, teach
from reportgen.verify.phrases import Mention, Phrases, stems_of
from reportgen.verify.tokens import Token, tokenise

_SHORTEST_PART, _SHORTEST_HEAD = 4, 4


class Vocabulary:
    """The concepts of a codebook, which subjects have them, and how to find them in a sentence.

    `masks` tells of each concept which subjects have it, as bits in their order; `weights` how much it tells.
    """

    def __init__(
        self, codebook: Codebook, book: FactBook, names: frozenset[str] = frozenset(), title: str = ""
    ) -> None:
        self.codebook = codebook
        self.names = names
        self.title = tuple(token.word for token in tokenise(title))
        self.of_users = frozenset(
            name for name, one in codebook.indicators.items() if _has_base(one.question, codebook)
        )
        texts = (text for one in codebook.questions.values() for text in (one.text, *one.answers.values()))
        self.familiar = frozenset(token.stem for text in texts for token in tokenise(text) if token.is_word)
        self.of_breakdowns = frozenset(word for one in codebook.breakdowns.values() for word in stems_of(one.label))
        self.of_sets = frozenset(word for one in codebook.sets.values() for word in stems_of(one.label))
        self.of_sets |= self.of_breakdowns
        self._phrases = Phrases()
        teach(self._phrases, codebook)
        inside = {" ".join(stems_of(word)): self._phrases.within(word) for word in codebook.synonyms}
        subjects, self.shadows = subjects_of(codebook, book, self._phrases)
        self.subjects = tuple(subjects)
        self._phrases.sort()
        self._phrases.heads = self._first_parts()
        self.stronger = dict(stronger_answers(codebook))
        """An answer → the answer that is the same with a word more: “negatief” → “zeer negatief”."""
        self.parts = dict(self._name_in_part())
        """A word that is a part of some phrases, as a concept of its own → those phrases."""
        self.within: dict[str, set[str]] = defaultdict(set)
        """A concept → the phrases that it is a part of: "chatbot" in "slecht werkende chatbots"."""
        self.masks = self._index(inside)
        count = Counter(concept for subject in self.subjects if subject.declared for concept in subject.concepts)
        total = sum(subject.declared for subject in self.subjects)
        self.weights = {concept: math.log(1 + total / count.get(concept, 1)) for concept in self.masks}
        self.units = {
            unit: sum(1 << i for i, subject in enumerate(self.subjects) if subject.unit == unit)
            for unit in ("share", "mean", "score")
        }

    def _first_parts(self) -> Mapping[str, str]:
        """The first part of a compound, by which only one thing is named: "energie" of "energiebedrijven"."""
        singles = {c for subject in self.subjects if subject.declared for c in subject.concepts if " " not in c}
        heads: dict[str, set[str]] = defaultdict(set)
        for concept in singles:
            for length in range(_SHORTEST_HEAD, len(concept) - 3):
                heads[concept[:length]].add(concept)
        return {head: next(iter(named)) for head, named in heads.items() if len(named) == 1}

    def _name_in_part(self) -> Iterable[tuple[str, frozenset[str]]]:
        """A word of a phrase names it in part: "medewerker" in "geen medewerker te pakken krijgen"."""
        by_word: dict[str, set[str]] = defaultdict(set)
        for phrase in sorted({concept for subject in self.subjects for concept in subject.concepts if " " in concept}):
            for word in phrase.split():
                by_word[word].add(phrase)
        declared = {concept for subject in self.subjects if subject.declared for concept in subject.concepts}
        for word, named in by_word.items():
            if len(word) < _SHORTEST_PART or word in TOO_GENERAL:
                continue
            concept = self._phrases.concept_of(word)
            if not self._phrases.knows(word):
                self._phrases.add(word, f"~{word}")
                yield f"~{word}", frozenset(named)
            elif concept and concept not in declared:
                yield concept, frozenset(named)

    def _index(self, inside: Mapping[str, set[str]]) -> Mapping[str, int]:
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
        for concept in [concept for concept in masks if " " in concept]:
            for part in inside.get(concept, ()):
                if part in masks and part != concept:
                    masks[part] |= masks[concept]
                    self.within[part] |= {concept}
        return dict(masks)

    def _of_labels(self) -> Mapping[str, int]:
        """The name of a set narrows to its members, and to answers to questions that ask for them: "kanaal"."""
        found: dict[str, int] = defaultdict(int)
        for one in self.codebook.sets.values():
            for word in stems_of(one.label):
                if len(word) < _SHORTEST_PART or self._phrases.knows(word):
                    continue
                asked = {name for name, question in self.codebook.questions.items() if word in stems_of(question.text)}
                for i, subject in enumerate(self.subjects):
                    if subject.name in one.indicators or subject.name.rpartition(".")[0] in asked:
                        found[f"#{word}"] |= 1 << i
        for concept in found:
            self._phrases.add(concept[1:], concept)
        return found

    def can_be(self, subject: str, concept: str) -> bool:
        """Whether a subject can be meant where a concept is named."""
        mask = self.masks.get(concept, 0)
        return any(mask >> i & 1 for i, one in enumerate(self.subjects) if one.name == subject)

    def named_by(self, tokens: Sequence[Token]) -> set[int]:
        """The tokens that stand in the monitor's own title, which says nothing of what was measured."""
        words = [token.word for token in tokens]
        size = len(self.title)
        starts = [i for i in range(len(words)) if size and tuple(words[i : i + size]) == self.title]
        return {i for start in starts for i in range(start, start + size)}

    def find(self, tokens: Sequence[Token]) -> tuple[Mention, ...]:
        """Find the concepts and groups that a sentence names, the longest phrase first."""
        return tuple(self._phrases.find(tokens))


def _has_base(question: str, codebook: Codebook) -> bool:
    """Whether a question was asked only of some, such as those who used the thing."""
    asked = codebook.questions.get(question)
    return asked is not None and asked.asked_of is not None


def names_of(monitor: Monitor) -> frozenset[str]:
    """The words of the names by which a monitor's own figures are cited."""
    organisations = [one.name for one in (*monitor.conductors, *monitor.partners)]
    return frozenset(
        token.word
        for name in (monitor.title, monitor.publisher, *organisations)
        for token in tokenise(name)
        if token.is_word
    )


def heaviest(concepts: Iterable[str], weights: Mapping[str, float]) -> float:
    """The weight of some concepts together."""
    return sum(weights.get(concept, 0.0) for concept in concepts)
