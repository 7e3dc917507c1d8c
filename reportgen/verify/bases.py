"""How many people were asked: "1.061 respondenten", "ruim duizend consumenten", "n = 135"."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.facts import Sample
from reportgen.verify.attribution import Attribution
from reportgen.verify.context import Context
from reportgen.verify.fitting import fits_count
from reportgen.verify.lexicon import ASKED, PEOPLE, SURVEY
from reportgen.verify.quantities import Numeral
from reportgen.verify.scene import Scene
from reportgen.verify.verdicts import Finding, Verdict

_LEAST = 30


def is_base(scene: Scene, numeral: Numeral) -> bool:
    """Whether a number counts people who were asked."""
    if numeral.kind != "number" or numeral.decimals:
        return False
    before = [token.word for token in scene.tokens[max(numeral.first - 2, 0) : numeral.first]]
    if before[-2:] == ["n", "="]:
        return True
    if numeral.value < _LEAST:
        return False
    following = {token.word for token in scene.tokens[numeral.last : numeral.last + 3]}
    return (
        bool(following & (ASKED | PEOPLE))
        or "steekproef" in before
        or (bool(following & {"jongeren", "mannen", "vrouwen", "ouderen"}) and _is_survey(scene))
    )


def _is_survey(scene: Scene) -> bool:
    return any(token.word in SURVEY | ASKED for token in scene.tokens)


def judge_base(scene: Scene, numeral: Numeral, attribution: Attribution, context: Context) -> Finding:
    """Hold a base against the samples, and against the base of what the sentence speaks of."""
    every = sum(attribution.vocabulary.units.values())
    reference = attribution.refer(scene, numeral.first, numeral.last, every, context)
    samples = [attribution.book.sample_by_wave[w] for w in reference.waves if w in attribution.book.sample_by_wave]
    before = scene.tokens[max(numeral.first - 4, 0) : numeral.first]
    if any(token.word.startswith("effectie") for token in before):
        return _judge_effective(numeral, samples)
    for sample in samples:
        if fits_count(numeral, sample.n):
            why = f"In {sample.wave} deden {_count(sample.n)} mensen mee."
            return Finding(numeral.start, numeral.end, Verdict.CONFIRMED, why, (f"n@{sample.wave}",))
    for wave in reference.waves:
        for group in reference.groups:
            for fact in attribution.of(wave, group):
                if numeral.bound == "exact" and fact.n == numeral.value:
                    why = f"Het is de basis van een uitkomst: n = {_count(fact.n)}."
                    return Finding(numeral.start, numeral.end, Verdict.CONFIRMED, why, (fact.id,))
    everyone = len(reference.groups) == 1 and reference.groups[0] is None
    is_survey = _is_survey(scene) or scene.tokens[numeral.first - 1].text == "="
    if samples and is_survey and everyone and not reference.foreign:
        sample = samples[0]
        why = f"In {sample.wave} deden {_count(sample.n)} mensen mee."
        return Finding(numeral.start, numeral.end, Verdict.WRONG, why, (f"n@{sample.wave}",))
    return Finding(numeral.start, numeral.end, Verdict.UNTRACEABLE, "Welke mensen dit zijn, is niet te zien.")


def _judge_effective(numeral: Numeral, samples: Sequence[Sample]) -> Finding:
    """Hold what a sample is worth after weighting against Kish's effective base."""
    for sample in samples:
        why = f"Na weging is de steekproef van {sample.wave} {sample.n_eff:.0f} waard."
        verdict = Verdict.CONFIRMED if fits_count(numeral, round(sample.n_eff)) else Verdict.WRONG
        return Finding(numeral.start, numeral.end, verdict, why, (f"n_eff@{sample.wave}",))
    return Finding(numeral.start, numeral.end, Verdict.UNTRACEABLE, "Van welke steekproef dit is, is niet te zien.")


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")
