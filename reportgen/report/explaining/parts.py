"""The steps that figures and tests have in common: what was asked, of whom, and how it was weighted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportgen.facts import Fact
from reportgen.project.expansion import base_in_words, conditions_of
from reportgen.project.schema import Filter, Indicator, Question
from reportgen.project.variants import answers_as_now, as_asked
from reportgen.report import dutch, methods
from reportgen.report.comparability import reason_of, sentence
from reportgen.report.explaining.figures import effective
from reportgen.report.listing.naming import label_of
from reportgen.report.notes import placed
from reportgen.report.points import EVERYBODY, Shown
from reportgen.report.tokens import untied

KINDS = {
    "single": "één antwoord mogelijk",
    "multiple": "meer antwoorden mogelijk",
    "number": "een getal",
    "ranking": "antwoorden in volgorde gezet",
    "open": "een antwoord in eigen woorden, waarvan alleen geteld is of het er is",
    "grid": "één antwoord per onderdeel",
}


def question_lines(indicator: str, waves: Sequence[str], shown: Shown, *, briefly: bool = False) -> list[str]:
    """Quote the question as it was put in each wave, and say which answers count; `briefly`, not which don't."""
    question = shown.codebook.questions[shown.question_of(indicator)]
    newest = as_asked(question, waves[-1])
    counted = _counted(indicator, question, waves[-1], shown)
    quoted = f"“{newest.text}”"
    lines = [quoted, *counted[:1]] if briefly else [f"{quoted} ({_kind(question)})", *counted]
    for wave in waves[:-1]:
        older = as_asked(question, wave)
        if older.text != newest.text:
            lines.append(f"In {shown.monitor.waves[wave].label} luidde de vraag: “{older.text}”")
    return lines


def _kind(question: Question) -> str:
    if question.type == "grade":
        lowest, highest = question.minimum, question.maximum
        return f"een cijfer van {1 if lowest is None else lowest} t/m {highest or 10}"
    return KINDS[question.type]


def _counted(indicator: str, question: Question, wave: str, shown: Shown) -> list[str]:
    declared = shown.codebook.indicators.get(indicator)
    if declared is None:
        return [f"Geteld is wie {_answered(indicator, question, shown)}."]
    noun = "cijfer" if question.type == "grade" else "getal"
    if declared.statistic == "nps":
        return [
            "Een 9 of 10 telt als +100, een 7 of 8 als 0, en een 0 t/m 6 als −100; de score is daarvan het gemiddelde."
        ]
    if declared.range is not None:
        return ["Geteld is wie een {} van {} t/m {} gaf.".format(noun, *declared.range)]
    if not declared.answers:
        return [f"Berekend is het gemiddelde van alle gegeven {'cijfers' if noun == 'cijfer' else 'getallen'}."]
    return _answers(declared, question, wave)


def _answered(indicator: str, question: Question, shown: Shown) -> str:
    """Say what somebody did who counts for one answer to a question, behind "wie"."""
    label = label_of(indicator, shown.codebook)
    is_worded = indicator.rpartition(".")[2] in map(str, question.answers)
    match question.type:
        case "open":
            what = "een toelichting" if indicator.endswith(".1") else "geen toelichting"
            return f"{what} gaf; wat erin staat, telt niet mee"
        case "number" if not is_worded:
            return f"een getal noemde in de klasse “{label}”"
        case "grade" if not is_worded:
            return f"een {label} gaf"
        case "multiple":
            return f"“{label}” aankruiste"
        case "ranking":
            return f"“{label}” op de eerste plaats zette"
        case _:
            return f"“{label}” antwoordde"


def _answers(declared: Indicator, question: Question, wave: str) -> list[str]:
    """Say which answers were added together, and which were not."""
    wordings = {int(code): words for code, words in answers_as_now(question, wave).items()}
    now = {int(code): word for code, word in question.answers.items()}
    counted = [_wording(wordings.get(code, ()), code, now) for code in declared.answers]
    others = [_wording(words, code, now) for code, words in wordings.items() if code not in declared.answers]
    if question.type in {"multiple", "ranking"}:
        place = f"op {_place(declared.within)} zette" if question.type == "ranking" else "aankruiste"
        once = "; ieder telt één keer" if len(counted) > 1 else ""
        return [f"Geteld is wie {dutch.enumeration(counted, 'of')} {place}{once}."]
    added = f"Opgeteld zijn {dutch.enumeration(counted)}" if len(counted) > 1 else f"Geteld is {counted[0]}"
    return [f"{added}.", *([f"Niet meegeteld: {dutch.enumeration(others)}."] if others else [])]


def _place(within: int | None) -> str:
    return placed(within) if (within or 1) > 1 else "de eerste plaats"


def _wording(words: Sequence[str], code: int, now: Mapping[int, str]) -> str:
    """An answer in the words of publications, and behind it those of the wave where these are others."""
    shown = now.get(code)
    at_the_time = dutch.enumeration([f"“{word}”" for word in words])
    if shown is None or not words:
        return at_the_time or f"“{shown or code}”"
    return f"“{shown}”" if tuple(words) == (shown,) else f"“{shown}” (in het bestand: {at_the_time})"


def base_lines(fact: Fact, shown: Shown) -> list[str]:
    """Say who is in the base of a fact, and how many that are."""
    lines = [who(fact, shown), *_group_lines(fact, shown), *_dont_know_lines(fact, shown)]
    if fact.source:
        return [
            *lines,
            f"Gepubliceerd n: {dutch.count(fact.n)}." if fact.n else "Hoeveel dat er waren, is niet bekend.",
        ]
    count = dutch.count(fact.n)
    return [
        *lines,
        f"n = {count} respondenten; na weging zoveel waard als n_eff = {effective(fact.n_eff)} ((Σw)²/Σw²).",
    ]


def who(fact: Fact, shown: Shown) -> str:
    """Say who answered, and of which group they are."""
    asked_of = as_asked(shown.codebook.questions[shown.question_of(fact.indicator)], fact.wave).asked_of
    everybody = asked_of.base if asked_of and asked_of.base else EVERYBODY
    comma = "" if everybody == EVERYBODY else ","
    group = f"{comma} in de groep “{group_name(fact, shown)}”" if fact.group else ""
    return sentence(f"{dutch.capitalised(everybody)}{group}")


def _dont_know_lines(fact: Fact, shown: Shown) -> list[str]:
    """Say whether those who did not know are in the base."""
    question = shown.question_of(fact.indicator)
    words = [f"“{shown.answer(question, code)}”" for code in shown.codebook.questions[question].dont_know]
    if not words:
        return []
    counts = "telt niet mee" if takes_out_dont_know(fact, shown) else "telt mee in de basis"
    return [f"Wie {dutch.enumeration(words, 'of')} antwoordde, {counts}."]


def _group_lines(fact: Fact, shown: Shown) -> list[str]:
    """Say who belongs to the group of a fact."""
    if fact.breakdown is None or fact.group is None:
        return []
    breakdown = shown.codebook.breakdowns[fact.breakdown]
    group = breakdown.groups[fact.group]
    members = base_in_words(Filter(all=conditions_of(breakdown, group)), shown.codebook.questions)
    return [sentence(f"In die groep zit {members}")]


def takes_out_dont_know(fact: Fact, shown: Shown) -> bool:
    """Whether weet niet is left out of the base: always for a mean or score, and otherwise where that was declared."""
    declared = shown.codebook.indicators.get(fact.indicator)
    question = shown.codebook.questions[shown.question_of(fact.indicator)]
    return bool(question.dont_know) and declared is not None and (fact.unit != "share" or declared.base == "answered")


def group_name(fact: Fact, shown: Shown) -> str:
    """The label of a fact's group."""
    return shown.codebook.breakdowns[str(fact.breakdown)].groups[str(fact.group)].label


def weight_lines(wave: str, shown: Shown) -> list[str]:
    """Say how the respondents of a wave were weighted, and what that cost."""
    sample = shown.book.sample_by_wave.get(wave)
    if sample is None:
        return []
    told = (
        methods.weighting_sentence(sample),
        untied(methods.procedure_sentence(sample)),
        untied(methods.efficiency_sentence(sample)),
    )
    return [line for line in told if line]


def comparability_lines(indicator: str, waves: Sequence[str], shown: Shown) -> list[str]:
    """List what was decided of each difference between these waves that bears on a question."""
    question = shown.question_of(indicator)
    order = [wave for wave in shown.waves if wave in waves]
    between = shown.waves[shown.waves.index(order[0]) + 1 : shown.waves.index(order[-1]) + 1] if order else ()
    about = {None, question, shown.codebook.questions[question].grid}
    lines = []
    for decision in shown.book.decisions:
        if decision.question in about and decision.wave in between:
            verdict = "vergelijkbaar" if decision.comparable else "trendbreuk"
            lines.append(
                sentence(f"Vanaf {shown.monitor.waves[decision.wave].label}: {verdict}; {reason_of(decision)}")
            )
    return lines


def verdict(significant: bool, what: str = "het verschil") -> str:
    """Say what follows from an adjusted p-value."""
    if significant:
        return f"Dat is kleiner dan 0,05: {what} is significant."
    return f"Dat is niet kleiner dan 0,05: {what} is niet significant, en mag dus ook niet zo genoemd worden."
