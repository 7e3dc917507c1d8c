"""What keeps waves apart, in words: a trend break, a question put otherwise, a figure that came from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportgen.facts import Decision, Fact
from reportgen.report.dutch import capitalised
from reportgen.report.points import Shown

ASPECTS = {
    "text": "andere vraagtekst",
    "answers": "andere antwoorden",
    "base": "aan anderen gevraagd",
    "mode": "anders ondervraagd",
    "agency": "ander veldwerkbureau",
    "sample": "andere steekproef",
    "population": "andere doelgroep",
    "weighting": "anders gewogen",
    "declared": "zonder vastgelegd verschil",
}
"""What differs between two waves, by the name of the decision about it."""

SIDE_BY_SIDE = "Beide cijfers mogen naast elkaar staan, zonder een woord als “gestegen”."


def break_notes(questions: Sequence[str], waves: Sequence[str], shown: Shown) -> list[str]:
    """Say of each trend break between these waves where it is and why: "Trendbreuk vanaf 2025: andere vraagtekst."."""
    notes: dict[str, None] = {}
    for decision in _breaks(questions, waves, shown):
        named = decision.question and len(questions) > 1
        about = f" bij “{name_of(str(decision.question), shown)}”" if named else ""
        label = shown.monitor.waves[decision.wave].label
        notes[sentence(f"Trendbreuk vanaf {label}{about}: {reason_of(decision)}")] = None
    return list(notes)


def citation_notes(facts: Iterable[Fact], shown: Shown) -> list[str]:
    """Name the publication of each figure that was not measured: "2022: overgenomen uit …, niet getoetst."."""
    sources = dict.fromkeys((fact.wave, fact.source) for fact in facts if fact.source)
    return [
        f"{shown.monitor.waves[wave].label}: overgenomen uit {str(source).rstrip('.')}, niet getoetst."
        for wave, source in sources
    ]


def variant_notes(questions: Sequence[str], waves: Sequence[str], shown: Shown) -> list[str]:
    """Quote how a question was worded in an older wave, where that was otherwise."""
    notes = []
    for name in questions:
        for wave, variant in shown.codebook.questions[name].variants.items():
            if variant.text and wave in waves:
                notes.append(f"In {shown.monitor.waves[wave].label} luidde de vraag: “{variant.text}”")
    return notes


def incomparable(fact: Fact, since: str | None, shown: Shown) -> tuple[str, str]:
    """Say why there is no test of a fact against an earlier wave, or any, and what may be written instead."""
    group = f", {fact.breakdown}={fact.group}" if fact.group else ""
    id_ = f"{fact.indicator}@{{}}" + (f"/{fact.breakdown}={fact.group}" if fact.group else "")
    known = [w for w in shown.waves[: shown.waves.index(fact.wave)] if id_.format(w) in shown.book.by_id]
    earlier = since or (known[-1] if known else None)
    tested = [w for w in known if id_.format(f"{w}..{fact.wave}") in shown.book.comparison_by_id]
    remedy = f'Vergelijk met {tested[-1]}: since="{tested[-1]}".' if tested else "Noem alleen het cijfer zelf."
    if earlier is None or earlier not in known:
        return f"“{fact.indicator}”{group} is niet vergelijkbaar met {since or 'een eerdere editie'}.", remedy
    source = next((one.source for one in (shown.book.by_id[id_.format(earlier)], fact) if one.source), None)
    if source:
        what = f"“{id_.format(earlier)}” is overgenomen uit {source}; met een overgenomen cijfer wordt niet getoetst."
        return what, f"{remedy} {SIDE_BY_SIDE}"
    if broken := shown.breaks(shown.question_of(fact.indicator), earlier, fact.wave):
        reason = f"er is een trendbreuk vanaf {broken[-1].wave} ({reason_of(broken[-1]).rstrip('.')})"
        what = f"“{fact.indicator}”{group}: {earlier} en {fact.wave} zijn niet te vergelijken; {reason}."
        return what, f"{remedy} {SIDE_BY_SIDE}"
    return (
        f"“{fact.indicator}”{group} is niet getoetst tegen {earlier}: daarvoor zijn er te weinig waarnemingen.",
        remedy,
    )


def reason_of(decision: Decision) -> str:
    """Give the reason of a decision, or else what differs."""
    return decision.reason or ASPECTS[decision.aspect]


def name_of(question: str, shown: Shown) -> str:
    """Name a question by what a chart has room for, or else by its text."""
    asked = shown.codebook.questions.get(question)
    return (asked.short or asked.text) if asked else question


def capital_sentence(text: str) -> str:
    """Make a sentence of a few words: with a capital, and a full stop."""
    return capitalised(sentence(text.strip()))


def sentence(text: str) -> str:
    """End a text with a full stop, once."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _breaks(questions: Sequence[str], waves: Sequence[str], shown: Shown) -> list[Decision]:
    """The breaks of these questions, or of everything, after the first and up to the last of some waves."""
    order = [wave for wave in shown.waves if wave in waves]
    if not order:
        return []
    return list(dict.fromkeys(found for name in questions for found in shown.breaks(name, order[0], order[-1])))
