"""The technical appendix: how each wave was weighted, what was tested and decided, and with which software."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from reportgen import __version__
from reportgen.facts import Comparison, Decision, Fact, Sample, Status, TableTest
from reportgen.report import dutch, methods, tables
from reportgen.report.comparability import ASPECTS, capital_sentence, name_of, reason_of, sentence
from reportgen.report.method_computation import subject
from reportgen.report.model import Block, Cell, Heading, Inline, Listing, Paragraph, Row, Run, Table
from reportgen.report.notes import apart, same_but_for
from reportgen.report.points import NOTHING, Shown
from reportgen.report.table_numbers import next_table, table_sentence
from reportgen.report.tokens import CONFIDENCE, runs_of, untied
from reportgen.report.topline import batteries
from reportgen.rounding import LEVELS, half_up

FOUND_NOTHING = "niets gevonden"
SIGNIFICANT = "*"


def appendix_blocks(shown: Shown, versions: Mapping[str, str]) -> tuple[Block, ...]:
    """Write the whole appendix but for its title; `versions` are those of the software, by its name."""
    return (
        *_weighting(shown),
        *_precision(shown),
        *_tests(shown),
        *_table_tests(shown),
        *_decisions(shown),
        *_checks(shown),
        *_suppression(shown),
        *_software(versions),
    )


def _heading(title: str) -> Heading:
    return Heading((Run(title),), 2, f"bijlage-{title.casefold().replace(' ', '-')}")


def _paragraph(text: str) -> Paragraph:
    return Paragraph(runs_of(text, "method"))


def _caption(text: str) -> Inline:
    return runs_of(text, "wave")


def _decimal(value: float, digits: int = 2) -> str:
    return str(half_up(value, digits)).replace(".", ",")


def _probability(p: float) -> str:
    return "< 0,001" if p < 0.001 else _decimal(p, 3)


# --- weighting and precision -----------------------------------------------------------------------------------------


def _weighting(shown: Shown) -> Iterator[Block]:
    several = len(shown.book.samples) > 1
    yield _heading("Weging per editie" if several else "Weging")
    for sample in shown.book.samples:
        about = f"{shown.monitor.waves[sample.wave].label}: " if several else ""
        told = _paragraph(_weighting_in_words(sample, several=several))
        lead = (Run(about, origin="wave"),) if about else ()
        if not sample.margins:
            yield Paragraph((*lead, *told.inline))
            continue
        table = tables.weighting_table(shown, sample.wave)
        refers = (Run(" "), next_table(table.name), Run(" geeft elke klasse voor en na weging."))
        yield Paragraph((*lead, *told.inline, *refers))
        yield table


def _weighting_in_words(sample: Sample, *, several: bool) -> str:
    told = [methods.weighting_sentence(sample), methods.procedure_sentence(sample), methods.efficiency_sentence(sample)]
    words = " ".join(filter(None, told))
    return words[:1].lower() + words[1:] if several else words


def _precision(shown: Shown) -> Iterator[Block]:
    """List every headline indicator in every wave with its base and its interval."""
    rows: list[Row] = []
    for name in shown.monitor.headlines:
        facts = [fact for wave in shown.waves if (fact := shown.fact(name, wave)) is not None]
        title = dutch.capitalised(shown.codebook.indicators[name].label)
        rows += [_precision_row(fact, title if fact is facts[0] else "", shown) for fact in facts]
    if not rows:
        return
    yield _heading("Nauwkeurigheid van de kerncijfers")
    columns = ("Uitkomst", "95%-interval", "n", "n effectief", "Ontwerpeffect")
    explained = "Het ontwerpeffect is n gedeeld door de effectieve n, van wie in de basis zit"
    note = runs_of(f"{explained} ({methods.EFFECTIVE}).", "method")
    cited = any(fact.source for name in shown.monitor.headlines for fact in shown.cited if fact.indicator == name)
    notes = (note, (Run("Zonder interval: overgenomen uit een publicatie, of weggelaten."),)) if cited else (note,)
    caption = _caption(f"De kerncijfers met hun basis en {CONFIDENCE}-interval")
    yield table_sentence("nauwkeurigheid", "geeft van elk kerncijfer de basis, en hoe nauwkeurig het is.")
    yield Table("nauwkeurigheid", caption, "", columns, tuple(rows), notes)


def _precision_row(fact: Fact, section: str, shown: Shown) -> Row:
    label = shown.monitor.waves[fact.wave].label
    interval = Cell(NOTHING)
    if fact.low is not None and fact.high is not None:
        write = LEVELS[fact.unit]
        interval = Cell(f"{write(fact.low)} – {write(fact.high)}", f"{fact.id}#interval")
    bases = (tables.count_cell([fact]), Cell(NOTHING), Cell(NOTHING))
    if fact.source is None:
        effective = dutch.count(int(half_up(fact.n_eff)))
        effect = _decimal(fact.n / fact.n_eff) if fact.n_eff else NOTHING
        bases = (bases[0], Cell(effective, f"{fact.id}#n_eff"), Cell(effect, f"{fact.id}#design_effect"))
    return Row(label, (shown.cell(fact), interval, *bases), section=section)


# --- tests -----------------------------------------------------------------------------------------------------------


def _tests(shown: Shown) -> Iterator[Block]:
    """Count the tests of each sort, and how many of them were significant."""
    made = Counter((subject(one, shown), one.adjustment) for one in shown.book.shared_comparisons)
    found = Counter((subject(one, shown), one.adjustment) for one in shown.book.shared_comparisons if one.significant)
    kinds = {(subject(one, shown), one.adjustment): _tests_id(one, shown) for one in shown.book.shared_comparisons}
    rows = [
        Row(dutch.capitalised(untied(what)), _counts(made[what, how], found[what, how], how, kinds[what, how]))
        for what, how in made
    ]
    if shown.book.tables:
        significant = sum(table.significant for table in shown.book.tables)
        counts = _counts(len(shown.book.tables), significant, "bh", "tests:tables")
        rows.append(Row("Samenhang tussen vragen en kenmerken", counts))
    yield _heading("Toetsen")
    if not rows:
        yield _paragraph("Er zijn geen verschillen getoetst.")
        return
    columns = ("Aantal", "Significant", "Correctie")
    told = "Alle toetsen zijn tweezijdig. Significant is een gecorrigeerde p-waarde onder 0,05."
    yield table_sentence("toetsen", "telt de toetsen van elke soort, en hoeveel er significant waren.")
    yield Table(
        "toetsen",
        (Run("Wat er getoetst is, en met welke correctie"),),
        "",
        columns,
        tuple(rows),
        (runs_of(told, "method"),),
    )


def _tests_id(comparison: Comparison, shown: Shown) -> str:
    """Name the count of a sort of tests: "tests:rest", and of those between waves also what they compare."""
    sort: str = comparison.kind
    if comparison.kind == "wave":
        of_group = shown.book.by_id[comparison.to].group is not None
        is_headline = comparison.indicator in shown.monitor.headlines
        sort += "-groups" if of_group else "-headlines" if is_headline else "-others"
    return f"tests:{sort}/{comparison.adjustment}"


def _counts(made: int, significant: int, adjustment: str, id_: str) -> tuple[Cell, ...]:
    counts = (Cell(dutch.count(made), id_), Cell(dutch.count(significant), f"{id_}#significant"))
    return (*counts, Cell(methods.ADJUSTMENTS.get(adjustment, "geen")))


def _table_tests(shown: Shown) -> Iterator[Block]:
    """Show for each question and breakdown whether they depend on each other."""
    tested = {(table.question, table.breakdown): table for table in shown.book.tables}
    breakdowns = [name for name in shown.codebook.breakdowns if any(name == key[1] for key in tested)]
    questions = [name for name in shown.codebook.questions if any(name == key[0] for key in tested)]
    if not tested:
        return
    rows: list[Row] = []
    last = ""
    for theme, together in groupby(questions, key=lambda name: shown.codebook.questions[name].theme):
        for section, labels in _told_apart(theme, list(together), shown):
            for place, (name, label) in enumerate(labels.items()):
                cells = tuple(_table_cell(tested.get((name, breakdown))) for breakdown in breakdowns)
                rows.append(Row(label, cells, section=section if place == 0 and section != last else ""))
            last = section
    wave = shown.monitor.waves[shown.book.wave].label
    columns = tuple(dutch.capitalised(shown.codebook.breakdowns[name].label) for name in breakdowns)
    note = (
        f"Gecorrigeerde p-waarden van de toets van Rao en Scott (tweede orde); {SIGNIFICANT}: significant "
        f"({CONFIDENCE}). "
        f"{NOTHING}: niet getoetst, of te weinig waarnemingen."
    )
    yield _heading("Samenhang tussen vragen en kenmerken")
    caption = _caption(f"Samenhang tussen vragen en kenmerken in {wave}")
    yield table_sentence("samenhang", "zegt van elke vraag of het antwoord samenhangt met een kenmerk.")
    yield Table("samenhang", caption, "", columns, tuple(rows), (runs_of(note),))


def _told_apart(theme: str, questions: Sequence[str], shown: Shown) -> Iterator[tuple[str, dict[str, str]]]:
    """Name the questions of a theme as short as they can still be told apart, under as many headings as that takes.

    Questions that are short only beside others that differ from them in one place have what they share as heading.
    """
    short = {name: name_of(name, shown) for name in questions}
    texts = {name: shown.codebook.questions[name].text for name in questions}
    is_long = len(questions) > 1 and any(short[name] == texts[name] for name in questions)
    if len(set(short.values())) == len(short) and not is_long:
        yield theme, short
        return
    for battery in batteries((name, shown.codebook.questions[name]) for name in questions):
        names = [name for name, _ in battery]
        alike, differing, _ = apart([texts[name].rstrip("?.") for name in names])
        if len(names) > 1 and alike:
            yield f"{theme}: {same_but_for([texts[name] for name in names])}", dict(zip(names, differing, strict=True))
        else:
            yield theme, {name: texts[name] for name in names}


def _table_cell(table: TableTest | None) -> Cell:
    if table is None:
        return Cell(NOTHING)
    return Cell(_probability(table.p_adjusted) + (SIGNIFICANT if table.significant else ""), table.id)


# --- decisions, checks, suppression, software ------------------------------------------------------------------------


def _decisions(shown: Shown) -> Iterator[Block]:
    if len(shown.waves) < 2:
        return
    yield _heading("Besluiten over vergelijkbaarheid")
    if not shown.book.decisions:
        yield _paragraph("Tussen de edities is geen verschil vastgelegd waarover besloten moest worden.")
        return
    yield Listing(tuple(_decision(decision, shown) for decision in shown.book.decisions))


def _decision(decision: Decision, shown: Shown) -> Inline:
    about = f"“{name_of(decision.question, shown)}”" if decision.question else "hele editie"
    change = f"{decision.before} werd {decision.after}" if decision.before or decision.after else ""
    verdict = "Vergelijkbaar" if decision.comparable else "Trendbreuk"
    reason = "" if not decision.reason else f": {reason_of(decision)}"
    lead = f"{shown.monitor.waves[decision.wave].label}, {about} ({ASPECTS[decision.aspect]})."
    told = " ".join(filter(None, [capital_sentence(change) if change else "", sentence(verdict + reason)]))
    return (Run(lead, strong=True, origin="label"), Run(f" {told}", origin="label"))


def _checks(shown: Shown) -> Iterator[Block]:
    """Name every rule that the answers were held against, and what was found in each wave."""
    rules: dict[str, dict[str, str]] = {}
    for sample in shown.book.samples:
        for check in sample.checks:
            rules.setdefault(check.sentence, {})[sample.wave] = check.found
    if not rules:
        return
    yield _heading("Regels voor de gegevens")
    yield _paragraph("De antwoorden van elke editie zijn aan deze regels gehouden:")
    yield Listing(tuple(_rule(rule, found, shown) for rule, found in rules.items()))


def _rule(rule: str, found: Mapping[str, str], shown: Shown) -> Inline:
    if len(set(found.values())) == 1 and len(found) == len(shown.measured):
        (same,) = set(found.values())
        told = capital_sentence(same or FOUND_NOTHING)
    else:
        each = (f"{shown.monitor.waves[wave].label}: {_clause(what)}" for wave, what in found.items())
        told = sentence("; ".join(each))
    return (Run(sentence(rule), strong=True, origin="method"), Run(f" {told}", origin="method"))


def _clause(found: str) -> str:
    return found.rstrip(".") if found else FOUND_NOTHING


def _suppression(shown: Shown) -> Iterator[Block]:
    counts = Counter((fact.wave, fact.status) for fact in shown.book.shared_facts if fact.source is None)
    statuses: Mapping[Status, str] = {
        "published": "Gepubliceerd",
        "indicative": "Indicatief",
        "suppressed": "Weggelaten",
    }
    rows = tuple(
        Row(label, tuple(Cell(dutch.count(counts[wave, status]), f"{status}@{wave}") for wave in shown.measured))
        for status, label in statuses.items()
    )
    yield _heading("Weggelaten uitkomsten")
    note = "Geteld zijn alle uitkomsten in de feiten: elk antwoord en elke indicator, in totaal en per groep."
    columns = tuple(shown.monitor.waves[wave].label for wave in shown.measured)
    caption = (Run("Hoeveel uitkomsten er zijn, en hoeveel daarvan wegbleven"),)
    yield table_sentence("weggelaten", "telt de uitkomsten die er zijn, en die wegbleven.")
    yield Table("weggelaten", caption, "", columns, rows, ((Run(note),),))


def software_of(versions: Mapping[str, str]) -> str:
    """Name the software with its versions: "reportgen 0.1.0, NumPy 2.4.6 en Matplotlib 3.11.2"."""
    return dutch.enumeration([f"reportgen {__version__}", *(f"{name} {version}" for name, version in versions.items())])


def _software(versions: Mapping[str, str]) -> Iterator[Block]:
    yield _heading("Software")
    told = (
        f"De cijfers zijn berekend en de publicatie is gemaakt met {software_of(versions)}. De berekeningen van "
        "reportgen zijn vergeleken met die van het pakket “"
    )
    yield Paragraph((*runs_of(told, "method"), Run("survey", lang="en"), Run("” in R.")))
