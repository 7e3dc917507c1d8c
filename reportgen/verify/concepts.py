"""The concepts of a codebook: what its labels, answers, questions and groups are called, and what figures are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportgen.facts import FactBook, Unit, answer_indicator
from reportgen.number_words import cardinal
from reportgen.project.schema import Breakdown, Codebook, Question
from reportgen.verify.lexicon import OLDEST, SAME, YOUNGEST
from reportgen.verify.phrases import Phrases, has_meaning, stems_of
from reportgen.verify.tokens import stem, tokenise

_STILL_YOUNG, _NO_LONGER_YOUNG = 35, 50
_ORDERED = 2
"""How many of the words for the youngest and the oldest tell their order alone, whatever their age."""
TOO_GENERAL = frozenset(
    stem(word)
    for word in [
        "keer", "jaar", "maand", "week", "minder", "vaker", "enkele", "altijd", "soms", "vaak", "contact", "vraag",
        "geen", "ja", "nee", "weet",
    ]
)  # fmt: skip
"""Words that tell something only together, as in "enkele keren per jaar"."""
_NUMERIC = frozenset({"grade", "number", "open"})


@dataclass(frozen=True, slots=True)
class Subject:
    """What a figure can be about: an indicator, or one answer to a question. `concepts` are the words it goes by."""

    name: str
    unit: Unit
    concepts: frozenset[str]
    declared: bool


def teach(phrases: Phrases, codebook: Codebook) -> None:
    """Have phrases know the words of a codebook, with their synonyms."""
    _teach_synonyms(phrases, codebook)
    _teach_groups(phrases, codebook)
    _teach_answers(phrases, codebook)
    _teach_questions(phrases, codebook)
    phrases.sort()


def _teach_synonyms(phrases: Phrases, codebook: Codebook) -> None:
    for table in (SAME, codebook.synonyms):
        for word, others in table.items():
            concept = " ".join(stems_of(word))
            for phrase in (word, *others):
                phrases.learn(phrase, concept=concept)


def _teach_questions(phrases: Phrases, codebook: Codebook) -> None:
    """What a question alone asks of goes by its short name: "een ziekenhuis" in that about "zorgverleners"."""
    alike: dict[tuple[str, ...], list[Question]] = defaultdict(list)
    for question in codebook.questions.values():
        if question.short and question.theme:
            alike[question.theme, *map(str, question.answers)].append(question)
    for questions in alike.values():
        words = [{t.stem for t in tokenise(one.text) if has_meaning(t)} for one in questions]
        for i, question in enumerate(questions):
            others = set().union(*(words[:i] + words[i + 1 :]))
            concepts = phrases.whole(question.short) or frozenset({" ".join(stems_of(question.short))})
            for phrase in _runs(question.text, words[i] - others) if len(questions) > 1 else ():
                phrases.learn(phrase, concept=next(iter(concepts)))


def _teach_answers(phrases: Phrases, codebook: Codebook) -> None:
    """Answers that are another answer with a word more, such as "zeer positief", are one concept."""
    for question in codebook.questions.values():
        stems = [frozenset(stems_of(answer)) for answer in question.answers.values()]
        for answer in question.answers.values():
            if any(other < frozenset(stems_of(answer)) for other in stems):
                phrases.learn(answer, concept=" ".join(stems_of(answer)))


def _teach_groups(phrases: Phrases, codebook: Codebook) -> None:
    for name, breakdown in codebook.breakdowns.items():
        if breakdown.cross:
            continue
        for key, group in breakdown.groups.items():
            labels = [one.label for one in breakdown.groups.values()]
            others = [*codebook.synonyms.get(group.label, ()), *SAME.get(group.label, ())]
            others += _variants(group.label, labels)
            for phrase in (group.label, *others):
                phrases.learn(phrase, group=(name, key))
        _teach_ages(phrases, name, breakdown)


def _teach_ages(phrases: Phrases, name: str, breakdown: Breakdown) -> None:
    """The youngest and the oldest group go by words for their age too, where they are of that age."""
    aged = {key: group.range for key, group in breakdown.groups.items() if group.range is not None}
    if len(aged) < 2:
        return
    youngest, oldest = min(aged, key=aged.__getitem__), max(aged, key=aged.__getitem__)
    for key, words, of_that_age in (
        (youngest, YOUNGEST, aged[youngest][1] <= _STILL_YOUNG),
        (oldest, OLDEST, aged[oldest][0] >= _NO_LONGER_YOUNG),
    ):
        for phrase in words if of_that_age else words[:_ORDERED]:
            phrases.learn(phrase, group=(name, key))


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


# --- what figures are about ------------------------------------------------------------------------------------------


def concepts_of(text: str, phrases: Phrases) -> frozenset[str]:
    """The concepts of a label, each part of it behind a colon on its own; phrases that are new become known."""
    parts = [part for part in text.split(": ") if part]
    return frozenset[str]().union(*(phrases.whole(part) or _of_words(part, phrases) for part in parts))


def _of_words(text: str, phrases: Phrases) -> frozenset[str]:
    """The concepts of known phrases, and every other word that has meaning."""
    tokens = tokenise(text)
    found = [mention for mention in phrases.find(tokens) if mention.concept]
    taken = {i for mention in found for i in range(mention.first, mention.last)}
    named = {mention.concept for mention in found if mention.concept}
    rest = {token.stem for i, token in enumerate(tokens) if i not in taken and has_meaning(token)}
    if rest <= TOO_GENERAL and not named and rest:
        if len(rest) < 2:
            return frozenset()
        whole = " ".join(stems_of(text))
        phrases.learn(text, concept=whole)
        return frozenset({whole})
    rest -= TOO_GENERAL
    for word in rest:
        phrases.learn(word, concept=word)
    return frozenset(named | rest)


def subjects_of(codebook: Codebook, book: FactBook, phrases: Phrases) -> tuple[list[Subject], list[Subject]]:
    """What the facts of a book are about, and the single answers that go by the words of an indicator.

    Such an answer is "positief", beside "positief" and "zeer positief" together.
    """
    units = {fact.indicator: fact.unit for fact in book.facts}
    shared: dict[str, list[frozenset[str]]] = defaultdict(list)
    subjects: list[Subject] = []
    for name, indicator in codebook.indicators.items():
        concepts = concepts_of(indicator.label, phrases)
        question = codebook.questions.get(indicator.question)
        if question is not None:
            codes = [code for code in indicator.answers if code in question.answers]
            own = [concepts_of(question.answers[code], phrases) for code in codes]
            shared[indicator.question].append(concepts.difference(*own))
        if name in units:
            subjects.append(Subject(name, units[name], concepts, declared=True))
    declared = [concepts_of(indicator.label, phrases) for indicator in codebook.indicators.values()]
    shadows: list[Subject] = []
    for subject in _answers(codebook, shared, phrases):
        if subject.name in units:
            covered = any(subject.concepts <= other for other in declared)
            (shadows if covered else subjects).append(subject)
    return subjects, shadows


def _answers(codebook: Codebook, shared: Mapping[str, Sequence[frozenset[str]]], phrases: Phrases) -> Iterator[Subject]:
    """Every answer that is no indicator by itself; `shared` is what the indicators of a question go by."""
    background = {breakdown.question for breakdown in codebook.breakdowns.values()}
    single = {
        (one.question, one.answers[0])
        for one in codebook.indicators.values()
        if len(one.answers) == 1 and one.base == "all"
    }
    for name, question in codebook.questions.items():
        if question.type in _NUMERIC or name in background:
            continue
        common = _of_question(question, shared.get(name, ()), phrases)
        for code, answer in question.answers.items():
            concepts = concepts_of(answer, phrases) | common
            if (name, code) not in single:
                yield Subject(answer_indicator(name, code), "share", concepts, declared=False)


def _of_question(question: Question, declared: Sequence[frozenset[str]], phrases: Phrases) -> frozenset[str]:
    """The concepts that every answer to a question shares: those of its indicators, or of its own short name."""
    if declared:
        return frozenset.intersection(*declared)
    theme = concepts_of(question.theme.partition(" ")[0], phrases)
    return theme | concepts_of(question.short or question.text, phrases)


def stronger_answers(codebook: Codebook) -> Iterator[tuple[str, str]]:
    """Find the answers of which another one is the same with a word more: “negatief” and “zeer negatief”."""
    for name, question in codebook.questions.items():
        stems = {code: frozenset(stems_of(answer)) for code, answer in question.answers.items()}
        for code, words in stems.items():
            more = [other for other, others in stems.items() if words < others]
            if len(more) == 1 and words:
                yield answer_indicator(name, code), answer_indicator(name, more[0])
