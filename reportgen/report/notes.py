"""What stands under every figure: the question, the base, the fieldwork, how to read it, and the source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportgen.facts import Fact
from reportgen.project.schema import Question
from reportgen.report import dutch
from reportgen.report.comparability import break_notes, citation_notes, variant_notes
from reportgen.report.model import Chart, Inline, Point, Run
from reportgen.report.points import INTERVALS, NOTHING, Shown, base_in_words, is_counted
from reportgen.report.tokens import CONFIDENCE, runs_of

ROUNDING_NOTE = "Telt door afronding niet op tot 100%."
ALIKE_FROM_THE_START = 3
"""How many first words two questions must share to be written as one."""
SOME_ROUNDING_NOTE = "In sommige rijen tellen de percentages door afronding niet op tot 100%."
NAMED_BASES = 3
"""Up to so many different bases are each named; of more only the smallest and the largest."""
MULTIPLE_NOTE = "Meer antwoorden mogelijk."
SUPPRESSED_NOTE = "–: te weinig waarnemingen, niet gevraagd, of weggelaten om een ander cijfer niet te verraden."
SCORE_NOTE = "De score is het percentage dat een 9 of 10 geeft min het percentage dat een 0 t/m 6 geeft."
INDICATIVE_NOTE = "Indicatief: minder dan honderd waarnemingen."


def figure_notes(chart: Chart, waves: Sequence[str], shown: Shown, own: Inline = ()) -> tuple[Inline, ...]:
    """Compose the lines under a figure from the facts that it shows, with the author's `own` words among them."""
    facts = facts_of(chart, shown)
    questions = questions_of(facts, shown)
    reading = [runs_of(note, "method") for note in (*_reading(chart, shown), *_data_notes(chart, questions, shown))]
    compared = comparison_notes(questions, facts, waves, shown)
    return (*about_facts(facts, waves, shown), *line(compared), *line([*reading, own]), source(shown))


def comparison_notes(
    questions: Sequence[str], facts: Iterable[Fact], waves: Sequence[str], shown: Shown
) -> list[Inline]:
    """Say what keeps the waves of a figure or table apart: other words, a break, or figures from elsewhere."""
    declared = [*variant_notes(questions, waves, shown), *break_notes(questions, waves, shown)]
    return [
        *(runs_of(note, "label") for note in declared),
        *(runs_of(note, "cited") for note in citation_notes(facts, shown)),
    ]


def about_facts(facts: Sequence[Fact], waves: Sequence[str], shown: Shown) -> tuple[Inline, ...]:
    """Say what was asked and added together, of whom, how it was weighted, and when."""
    return (asked_in(facts, shown), *line([base_of(facts, shown), *how_done(waves, shown)]))


def how_done(waves: Sequence[str], shown: Shown) -> list[Inline]:
    """Say how waves were weighted, and when people were asked."""
    return [runs_of(_weighting(waves, shown), "label"), runs_of(_fieldwork(waves, shown), "date")]


def asked_in(facts: Sequence[Fact], shown: Shown) -> Inline:
    """Quote what was asked, and say what was added together."""
    quoted = _quoted(questions_of(facts, shown), shown)
    asked = [runs_of(told, "label") for told in (quoted, *_added_together(facts, shown))]
    (told,) = line([*asked, *(runs_of(told, "method") for told in _scored(facts))])
    return told


def rounding_note_needed(labels: Iterable[str]) -> bool:
    """Whether printed percentages of one whole fail to add up to 100."""
    shown = list(labels)
    if not shown or any(not label.rstrip("%").isdigit() for label in shown):
        return False
    return sum(int(label.rstrip("%")) for label in shown) != 100


def same_but_for(texts: Sequence[str]) -> str:
    """Join questions that differ in one place: "Hoe staat u tegenover contact met [een bank / de zorg]?"."""
    before, middles, behind = apart(texts)
    if len(texts) == 1 or not before:
        return " / ".join(texts)
    marks = {middle[-1:] for middle in middles}
    mark = marks.pop() if marks in ({"?"}, {"."}) else ""
    bracket = f"[{' / '.join(middle.removesuffix(mark) for middle in middles)}]{mark}"
    return " ".join([*before, bracket, *behind])


def apart(texts: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """Take questions apart: the words that they begin with, what differs between them, the words that they end with."""
    words = [text.split() for text in texts]
    start = _in_common(words)
    rests = [line[start:] for line in words]
    end = _in_common([rest[::-1] for rest in rests])
    middles = [" ".join(rest[: len(rest) - end]) for rest in rests]
    return words[0][:start], middles, rests[0][len(rests[0]) - end :]


def gather_alike(texts: Sequence[str]) -> list[list[str]]:
    """Put questions together that begin alike and are at least half the same, in their order."""
    groups: list[list[str]] = []
    for text in texts:
        group = next((group for group in groups if _are_alike(text.split(), group[0].split())), None)
        if group is None:
            groups.append([text])
        else:
            group.append(text)
    return groups


def _are_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    start = _in_common([one, other])
    end = _in_common([one[::-1], other[::-1]])
    return start >= ALIKE_FROM_THE_START and 2 * (start + end) >= min(len(one), len(other))


def _in_common(lines: Sequence[Sequence[str]]) -> int:
    """How many first words all lines share."""
    return next(
        (i for i, column in enumerate(zip(*lines, strict=False)) if len(set(column)) > 1), len(min(lines, key=len))
    )


def facts_of(chart: Chart, shown: Shown) -> list[Fact]:
    """The facts that a chart shows, each once."""
    ids = dict.fromkeys(point.fact for series in chart.series for point in series.points if point.fact)
    return [shown.book.by_id[id_] for id_ in ids]


def questions_of(facts: Sequence[Fact], shown: Shown) -> list[str]:
    """The questions that facts answer, each once."""
    return list(dict.fromkeys(shown.question_of(fact.indicator) for fact in facts))


def line(sentences: Iterable[Inline]) -> tuple[Inline, ...]:
    """Put sentences on one line; no line at all when there are none."""
    said = [sentence for sentence in sentences if sentence]
    spaced = (run for place, sentence in enumerate(said) for run in ((Run(" "),) if place else ()) + sentence)
    return (tuple(spaced),) if said else ()


def _quoted(names: Sequence[str], shown: Shown) -> str:
    texts = [shown.codebook.questions[name].text for name in names]
    quoted = " ".join(f"“{same_but_for(group)}”" for group in gather_alike(texts))
    return f"{'Vraag' if len(texts) == 1 else 'Vragen'}: {quoted}"


def _added_together(facts: Sequence[Fact], shown: Shown) -> list[str]:
    """Name which answers an indicator adds together, once for each way of adding."""
    sums: dict[str, None] = {}
    for fact in facts:
        declared = shown.codebook.indicators.get(fact.indicator)
        if declared is None or (declared.statistic or "share") != "share":
            continue
        if declared.range is not None:
            sums["{} t/m {}".format(*declared.range)] = None
        elif len(declared.answers) > 1:
            sums[dutch.enumeration([f"“{shown.answer(declared.question, code)}”" for code in declared.answers])] = None
    ranked = _ranked(facts, shown)
    return ([f"Opgeteld: {'; '.join(sums)}."] if sums else []) + ([f"{'; '.join(ranked)}."] if ranked else [])


def _ranked(facts: Sequence[Fact], shown: Shown) -> list[str]:
    """Say up to which place an answer counts, of questions that had answers put in order."""
    places: dict[str, None] = {}
    for fact in facts:
        if shown.codebook.questions[shown.question_of(fact.indicator)].type == "ranking":
            declared = shown.codebook.indicators.get(fact.indicator)
            places[placed(declared.within if declared else None)] = None
    return [dutch.capitalised(place) for place in places]


def placed(within: int | None) -> str:
    """Say which places of a ranking count: "eerste keuze", or "plaats 1 t/m 3"."""
    return f"plaats 1 t/m {within}" if (within or 1) > 1 else "eerste keuze"


def _scored(facts: Iterable[Fact]) -> list[str]:
    return [SCORE_NOTE] if any(fact.unit == "score" for fact in facts) else []


def base_of(facts: Sequence[Fact], shown: Shown) -> Inline:
    """Say who answered, and how many those were in each wave."""
    questions = questions_of(facts, shown)
    bases = list(dict.fromkeys(base_in_words(shown.codebook.questions[name]) for name in questions))
    if any(fact.unit != "share" for fact in facts):
        given = "getal" if all(shown.codebook.questions[name].type == "number" for name in questions) else "cijfer"
        bases = [f"{base} die een {given} gaven; “weet niet” telt niet mee" for base in bases]
    groups = {(fact.breakdown, fact.group) for fact in facts if fact.breakdown}
    if len(groups) == 1 and len({fact.wave for fact in facts}) == 1 and not all(fact.breakdown for fact in facts):
        return _base_with_group(bases, facts, shown)
    if groups:
        return (Run(f"Basis: {dutch.enumeration(bases)}; n per groep staat erbij.", origin="label"),)
    runs = [Run(f"Basis: {dutch.enumeration(bases)} (", origin="label")]
    waves = [wave for wave in shown.waves if any(fact.wave == wave for fact in facts)]
    for i, wave in enumerate(waves):
        label = f"{shown.monitor.waves[wave].label}: " if len(waves) > 1 else ""
        runs.append(Run(f"{'; ' if i else ''}{label}", origin="wave"))
        runs += _sizes([fact for fact in facts if fact.wave == wave], shown)
    return (*runs, Run(")."))


def _base_with_group(bases: Sequence[str], facts: Sequence[Fact], shown: Shown) -> Inline:
    """Say who answered, and which of them are the one group that is shown beside them."""
    everybody, group = ([fact for fact in facts if bool(fact.group) is is_group] for is_group in (False, True))
    label = shown.codebook.breakdowns[str(group[0].breakdown)].groups[str(group[0].group)].label
    whole = Run(f"Basis: {dutch.enumeration(bases)} (", origin="label")
    return (whole, *_ends(everybody), Run(f"); {label} (", origin="label"), *_ends(group), Run(")."))


def _sizes(facts: Sequence[Fact], shown: Shown) -> list[Run]:
    """Print the base of facts of one wave: one number, one for each of a few indicators, or the two ends."""
    counted = list(filter(is_counted, facts))
    if len({fact.n for fact in counted}) > 1 and len(counted) <= NAMED_BASES:
        named = [
            [Run(f"{shown.short(f.indicator)} n = ", origin="label"), Run(dutch.count(f.n), fact=f"{f.id}#n")]
            for f in counted
        ]
        return [run for i, pair in enumerate(named) for run in ([Run(", ")] if i else []) + pair]
    return _ends(counted)


def _ends(facts: Sequence[Fact]) -> list[Run]:
    """Print the smallest and the largest base; one where all have the same."""
    by_size = sorted(filter(is_counted, facts), key=lambda fact: fact.n)
    if not by_size:
        return [Run("aantal niet bekend")]
    smallest, largest = by_size[0], by_size[-1]
    if smallest.n == largest.n:
        return [Run("n = "), Run(dutch.count(smallest.n), fact=f"{smallest.id}#n")]
    ends = [Run(dutch.count(fact.n), fact=f"{fact.id}#n") for fact in (smallest, largest)]
    return [Run("n = "), ends[0], Run("–"), ends[1]]


def _weighting(waves: Sequence[str], shown: Shown) -> str:
    samples = [shown.book.sample_by_wave[wave] for wave in waves if wave in shown.book.sample_by_wave]
    if not samples:
        return ""
    if samples[-1].weighted == "unweighted":
        return "Niet gewogen."
    labels = list(dict.fromkeys(target.margin for target in samples[-1].margins))
    return (
        f"Gewogen naar {dutch.enumeration(labels)}." if labels else "Gewogen met de weegfactor van het veldwerkbureau."
    )


def _fieldwork(waves: Sequence[str], shown: Shown) -> str:
    periods = [shown.monitor.waves[wave].fieldwork for wave in waves]
    return f"Veldwerk: {'; '.join(dutch.period(period.start, period.end) for period in periods)}."


def edition_before(marked: Iterable[str | None], shown: Shown) -> str:
    """Name the wave that marked facts changed since: for all the one before, or for some an older one."""
    facts = [shown.book.by_id[id_] for id_ in marked if id_ is not None and id_ in shown.book.by_id]
    if any(shown.skips_a_wave(fact) for fact in facts):
        return "de vorige editie waarin dit gemeten is"
    return "de vorige editie"


def _reading(chart: Chart, shown: Shown) -> list[str]:
    points = [point for series in chart.series for point in series.points]
    notes = []
    if chart.kind in INTERVALS:
        notes.append(f"De lijnen tonen het {CONFIDENCE}-interval.")
    if any(point.cited for point in points):
        notes.append("Een open teken staat bij een overgenomen cijfer.")
    if marked := [point.fact for point in points if point.mark]:
        against = "de rest van de respondenten" if chart.kind in INTERVALS else edition_before(marked, shown)
        notes.append(f"▲▼: significant hoger of lager dan {against} ({CONFIDENCE}).")
    if any(point.indicative for point in points):
        notes.append(INDICATIVE_NOTE)
    if any(point.text == NOTHING for point in points):
        notes.append(SUPPRESSED_NOTE)
    return notes


def _data_notes(chart: Chart, questions: Sequence[str], shown: Shown) -> list[str]:
    kinds: list[Question] = [shown.codebook.questions[name] for name in questions]
    if all(question.type == "multiple" for question in kinds):
        return [MULTIPLE_NOTE]
    wholes: list[Sequence[Point]] = []
    if chart.kind == "likert":
        wholes = list(zip(*(series.points for series in chart.series), strict=True))
    elif chart.kind == "columns" and chart.unit == "share" and len(chart.categories) == len(kinds[0].answers):
        wholes = [series.points for series in chart.series]
    uneven = sum(rounding_note_needed(point.text for point in points) for points in wholes)
    return [ROUNDING_NOTE if uneven == len(wholes) else SOME_ROUNDING_NOTE] if uneven else []


def source(shown: Shown) -> Inline:
    """Name where the figures come from, and whether their respondents are simulated."""
    monitor = shown.monitor
    simulated = ", gesimuleerde respondenten" if monitor.waves[shown.book.wave].simulated else ""
    label = Run(f" {monitor.waves[shown.book.wave].label}{simulated}.", origin="wave")
    return (Run(f"Bron: {monitor.title}", origin="label"), label)
