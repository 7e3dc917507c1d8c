"""What has to hold of the other words for what a codebook describes."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.errors import nearest
from reportgen.project.names import CODEBOOK
from reportgen.project.places import Mistake
from reportgen.project.schema import Codebook


def synonym_mistakes(codebook: Codebook) -> Iterator[Mistake]:
    """Find synonyms of what is described nowhere, and ones that are said of two things."""
    described = _described(codebook)
    taken: dict[str, str] = {}
    for word, others in codebook.synonyms.items():
        keys = ("synonyms", word)
        if not any(word.lower() in text for text in described):
            what = f"“{word}” komt in geen omschrijving, antwoord of groep voor."
            yield Mistake(
                CODEBOOK, keys, what, nearest(word.lower(), described, "Gebruik woorden uit een omschrijving.")
            )
        if not others:
            yield Mistake(CODEBOOK, keys, f"bij “{word}” staat geen ander woord.", "Noem er een, of haal de regel weg.")
        for i, other in enumerate(others):
            if taken.setdefault(other.lower(), word) != word:
                what = f"“{other}” staat ook bij “{taken[other.lower()]}”."
                yield Mistake(CODEBOOK, (*keys, i), what, "Kies bij welk van de twee het hoort.")


def _described(codebook: Codebook) -> frozenset[str]:
    """The texts by which things are known."""
    texts = [text for one in codebook.indicators.values() for text in (one.label, one.short)]
    for question in codebook.questions.values():
        texts += [question.short, question.theme, *question.answers.values(), *question.items.values()]
    texts += [answer for scale in codebook.scales.values() for answer in scale.values()]
    texts += [group.label for breakdown in codebook.breakdowns.values() for group in breakdown.groups.values()]
    return frozenset(text.lower() for text in texts if text)
