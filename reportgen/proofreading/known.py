"""The words that are right in a monitor whatever the dictionary says."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.project.schema import Project
from reportgen.proofreading.words import plain_apostrophe, words_of

WORDS = "data/woorden.txt"
"""The monitor's own list: a word a line; what stands behind a # is a note."""


PRINTED = frozenset({"logit-methode", "onafgeronde", "raking", "reportgen", "stippengrafiek"})
"""What the program itself prints of which no dictionary knows."""


def known_words(project: Project, own_list: str) -> frozenset[str]:
    """Collect the words of questions and answers (printed as they were put), of names, and of the monitor's own list.

    In lower case and as written. Labels are not among them: those are the writer's own words.
    """
    texts = (*_asked(project), *_names(project), *(line.partition("#")[0] for line in own_list.splitlines()))
    words = {plain_apostrophe(word) for text in texts for _, word in words_of(text)}
    return frozenset(PRINTED | words | {word.casefold() for word in words})


def _asked(project: Project) -> Iterator[str]:
    for question in project.codebook.questions.values():
        yield question.text
        yield from question.answers.values()
        yield from question.items.values()
        for variant in question.variants.values():
            yield variant.text
            yield from variant.answers.values()
    for scale in project.codebook.scales.values():
        yield from scale.values()


def _names(project: Project) -> Iterator[str]:
    monitor = project.monitor
    yield from (monitor.title, monitor.publisher, monitor.place, monitor.licence)
    yield from (one.name for one in (*monitor.conductors, *monitor.partners))
    yield from (monitor.contact.name, monitor.contact.email)
    for edition in monitor.editions.values():
        yield from (edition.label, edition.partner)
        yield from (edition.contact.name, edition.contact.email) if edition.contact else ()
        yield from (edition.quote.name,) if edition.quote and edition.quote != "open" else ()
    yield from (wave.agency for wave in monitor.waves.values())
    yield from (margin.source for margin in project.population.margins.values())
    yield from (figure.source for wave in project.cited.values() for figure in wave)
