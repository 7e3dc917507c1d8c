"""The method page: AAPOR's eleven items and how every figure was computed, written from what was done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportgen.facts import Decision, Sample
from reportgen.project.schema import Project, Wave
from reportgen.report import dutch, methods, tables
from reportgen.report.comparability import capital_sentence, name_of, reason_of
from reportgen.report.method_computation import is_overlapping, paragraphs
from reportgen.report.model import Block, Heading, Inline, Listing, Paragraph, Run
from reportgen.report.points import Shown
from reportgen.report.table_numbers import table_reference, table_sentence
from reportgen.report.tokens import CONFIDENCE, runs_of, tied
from reportgen.rounding import LEVELS, half_up, percentage


@dataclass(frozen=True)
class Method:
    """What the method page is written from; `added` are the author's own sentences, by the item that they go with."""

    project: Project
    shown: Shown
    added: Mapping[str, Inline] = field(default_factory=dict)

    @property
    def wave(self) -> Wave:
        """The wave that is published."""
        return self.project.monitor.waves[self.shown.book.wave]

    @property
    def sample(self) -> Sample:
        """Its respondents."""
        return self.shown.book.sample_by_wave[self.shown.book.wave]

    def label(self, wave: str) -> str:
        """What a wave is called in print."""
        return self.project.monitor.waves[wave].label


def method_blocks(method: Method) -> tuple[Block, ...]:
    """Write the whole method page but for its title."""
    return (
        _heading("Hoe het onderzoek is gedaan"),
        Listing(tuple(_items(method))),
        _heading("Steekproef en weging"),
        table_sentence("steekproef", "toont de steekproef, en wat het wegen ermee deed."),
        tables.samples_table(method.shown),
        *_weighting(method),
        _heading("Controle van de gegevens"),
        *_cleaning(method),
        _heading("Hoe de cijfers zijn berekend"),
        *(_paragraph(text) for text in paragraphs(method.shown)),
        *_comparability(method),
    )


def _heading(title: str) -> Heading:
    return Heading((Run(title),), 2, f"methode-{title.casefold().replace(' ', '-')}")


def _paragraph(text: str) -> Paragraph:
    return Paragraph(_said(text))


# --- the eleven items of AAPOR's Transparency Initiative -------------------------------------------------------------


def method_in_short(method: Method) -> tuple[Inline, ...]:
    """Tell on a few lines who were asked, how, when, how many they are and what was weighted."""
    return tuple(_item(title, said) for key, title, said in _told(method) if key in IN_SHORT)


def _items(method: Method) -> list[Inline]:
    return [(*_item(title, said), *_added(method, key)) for key, title, said in _told(method)]


def _item(title: str, said: Inline) -> Inline:
    return (Run(f"{title}.", strong=True), Run(" "), *said)


def _told(method: Method) -> list[tuple[str, str, Inline]]:
    return [
        ("design", "Opzet", _label(_design(method))),
        ("conduct", "Opdracht en uitvoering", _label(_conduct(method))),
        ("questions", "Vraagstelling", _said(QUESTIONS)),
        ("population", "Doelgroep", _label(capital_sentence(method.wave.population))),
        ("sample", "Steekproef", _label(capital_sentence(method.wave.sample))),
        ("mode", "Wijze van ondervragen", _label(capital_sentence(method.wave.mode))),
        ("period", "Periode", runs_of(_period(method), "date")),
        ("precision", "Omvang en nauwkeurigheid", _precision(method)),
        ("weighting", "Weging", _weighting_item(method)),
        ("processing", "Verwerking", _said(_processing(method))),
        ("limitations", "Beperkingen", runs_of(_limitations(method), "date")),
    ]


IN_SHORT = ("population", "sample", "mode", "period", "precision", "weighting")
"""The items that are told where there is no room for the whole page."""
QUESTIONS = "De letterlijke tekst van elke vraag staat met alle antwoorden in het hoofdstuk met alle vragen."


def _said(text: str) -> Inline:
    return runs_of(text, "method")


def _label(text: str) -> Inline:
    return runs_of(text, "label")


def _added(method: Method, key: str) -> Inline:
    own = method.added.get(key, ())
    return (Run(" "), *own) if own else ()


def _design(method: Method) -> str:
    measured = method.shown.measured
    about = f"peiling onder {method.wave.population}"
    if len(measured) == 1:
        told = [f"Eenmalige {about}."]
    elif is_overlapping(method.shown.book):
        told = [f"Terugkerende {about}; een deel van de deelnemers deed aan meer edities mee.", _compared(method)]
    else:
        told = [f"Terugkerende {about}, elke editie met een eigen steekproef.", _compared(method)]
    cited = [method.label(wave) for wave in method.shown.waves if wave not in measured]
    if cited:
        which = dutch.enumeration(cited)
        told.append(f"Van {which} zijn alleen gepubliceerde cijfers bekend; die zijn overgenomen en niet getoetst.")
    return " ".join(told)


def _compared(method: Method) -> str:
    return f"Vergeleken worden de edities {dutch.enumeration([method.label(wave) for wave in method.shown.measured])}."


def _conduct(method: Method) -> str:
    monitor = method.project.monitor
    conductors = dutch.enumeration([f"{one.name} ({one.role})" if one.role else one.name for one in monitor.conductors])
    partners = dutch.enumeration([one.name for one in monitor.partners])
    told = [conductors or monitor.publisher, f", in samenwerking met {partners}" if partners else "", "."]
    agency = f" Het veldwerk is gedaan door {method.wave.agency}." if method.wave.agency else ""
    return f"{''.join(told)}{agency} Uitgever is {monitor.publisher}."


def _period(method: Method) -> str:
    dates = method.wave.fieldwork
    if dates.start == dates.end:
        told = f"Het veldwerk was op {dutch.long_date(dates.end)}."
    else:
        told = f"Het veldwerk van deze editie liep van {dutch.period(dates.start, dates.end)}."
        told = told.replace(" van deze editie", "") if len(method.shown.measured) == 1 else told
    year = str(method.wave.published.year)
    is_later = method.wave.label == year != str(dates.end.year)
    return f"{told} De editie draagt het jaar waarin zij verschijnt." if is_later else told


def _precision(method: Method) -> Inline:
    sample = method.sample
    size: list[Run] = [Run(dutch.count(sample.n), fact=f"n@{sample.wave}"), Run(" respondenten")]
    if sample.weighted == "unweighted":
        size.append(Run("."))
    else:
        effective = dutch.count(int(half_up(sample.n_eff)))
        size += [Run("; na weging is de effectieve steekproef "), Run(effective, fact=f"n_eff@{sample.wave}"), Run(".")]
    for name in method.project.monitor.headlines:
        fact = method.shown.fact(name)
        if fact is None or fact.low is None or fact.high is None or fact.status != "published":
            continue
        write = LEVELS[fact.unit]
        return (
            *size,
            *_said(f" Ter indicatie: het {CONFIDENCE}-interval van “"),
            *_label(_within_quotes(method.project.codebook.indicators[name].label)),
            *_said(f"” ({tied(fact.label or '', fact.id)}) loopt van "),
            Run(f"{write(fact.low)} tot {write(fact.high)}", fact=f"{fact.id}#interval"),
            Run("."),
        )
    return tuple(size)


def _within_quotes(text: str) -> str:
    """Give a text that stands between quotation marks single ones of its own."""
    return text.translate(str.maketrans("“”", "‘’"))


def _weighting_item(method: Method) -> Inline:
    sample = method.sample
    told = methods.weighting_sentence(sample)
    if sample.weighted == "unweighted":
        return _label(told)
    if sample.weighted != "supplied":
        labels = methods.margin_labels(sample)
        which = "dat kenmerk" if len(labels) == 1 and "×" not in labels[0] else "die kenmerken"
        told = f"{told.removesuffix('.')} en op {which} representatief voor {method.wave.population}."
    efficiency = Run(percentage(sample.efficiency), fact=f"efficiency@{sample.wave}")
    return (*_label(f"{told} De weegefficiëntie is "), efficiency, Run("."))


def _processing(method: Method) -> str:
    checked = (
        "De antwoorden zijn gecontroleerd op dubbele respondenten, onbekende codes, ontbrekende antwoorden en "
        "antwoorden op vragen die niet gesteld zijn."
    )
    more = " Alle regels staan in de technische bijlage." if method.sample.checks else ""
    return f"{checked} Wat daarbij opviel, staat hieronder bij de controle van de gegevens.{more}"


def _limitations(method: Method) -> str:
    told = ["De uitkomsten zeggen iets over samenhang, niet over oorzaak."]
    between = "edities en tussen groepen" if len(method.shown.measured) > 1 else "groepen"
    told.append(f"Kleine verschillen tussen {between} kunnen toeval zijn en worden dan niet als verschil gemeld.")
    dates = dict.fromkeys(method.project.population.margins[name].reference_date for name in method.wave.margins)
    if dates:
        days = dutch.enumeration([dutch.reference_day(day) for day in dates])
        told.append(f"Gewogen is naar bevolkingscijfers van {days}; wat daarna verschoof, telt niet mee.")
    if method.sample.weighted == "supplied":
        told.append("Welke kenmerken in de geleverde gewichten zijn verwerkt, is aan dit rapport niet te zien.")
    if method.sample.weighted == "unweighted":
        told.append("Omdat niet gewogen is, kunnen groepen in de steekproef te sterk of te zwak vertegenwoordigd zijn.")
    return " ".join(told)


# --- weighting, cleaning ---------------------------------------------------------------------------------------------


def _weighting(method: Method) -> list[Block]:
    """Say how was weighted, where the population's figures come from, and where the tables are."""
    told = [methods.procedure_sentence(method.sample), methods.efficiency_sentence(method.sample)]
    blocks: list[Block] = [_paragraph(" ".join(filter(None, told)))] if any(told) else []
    margins = [method.project.population.margins[name] for name in method.wave.margins]
    table = f"weging-{method.shown.book.wave}"
    if margins:
        blocks += [
            _paragraph("De verdeling van de bevolking komt uit deze bronnen:"),
            Listing(
                tuple(
                    _label(f"{m.label}: {m.source} (peildatum {dutch.reference_day(m.reference_date)})")
                    for m in margins
                )
            ),
            Paragraph((Run("Elke klasse voor en na weging staat in "), table_reference(table), Run("."))),
        ]
    return blocks


def _cleaning(method: Method) -> list[Block]:
    """List what was noticed and done while reading, checking and weighting this wave."""
    told = methods.noticed(method.sample)
    if not told:
        return [_paragraph("Bij het inlezen, controleren en wegen is niets opgemerkt.")]
    intro = "Bij het inlezen, controleren en wegen van deze editie is het volgende opgemerkt:"
    if len(method.shown.measured) == 1:
        intro = intro.replace(" van deze editie", "")
    return [_paragraph(intro), Listing(tuple(map(_said, told)))]


# --- comparability ---------------------------------------------------------------------------------------------------


def _comparability(method: Method) -> list[Block]:
    book = method.shown.book
    if len(method.shown.waves) < 2:
        return []
    heading = _heading("Vergelijkbaarheid van de edities")
    if not book.decisions:
        return [
            heading,
            _paragraph(
                "Vragen, antwoorden, steekproef, veldwerk en weging zijn tussen de edities naast elkaar gelegd. Er is "
                "niets veranderd dat de vergelijking raakt."
            ),
        ]
    broken = [decision for decision in book.decisions if not decision.comparable]
    count = len(book.decisions)
    what = "één verschil" if count == 1 else f"{tied(str(count), 'decisions')} verschillen"
    told = f"Tussen de edities is {what} vastgelegd." if count == 1 else f"Tussen de edities zijn {what} vastgelegd."
    verdict = (
        "Geen daarvan breekt een reeks." if not broken else "Deze breken een reeks; daaroverheen wordt niet getoetst:"
    )
    lines = [_label(_break(one, method)) for one in broken]
    after = "Alle verschillen, met de reden van elk besluit, staan in de technische bijlage."
    listed: list[Block] = [Listing(tuple(lines))] if lines else []
    return [heading, _paragraph(f"{told} {verdict}"), *listed, _paragraph(after)]


def _break(decision: Decision, method: Method) -> str:
    about = f"bij “{name_of(decision.question, method.shown)}”" if decision.question else "bij alle vragen"
    return capital_sentence(f"vanaf {method.label(decision.wave)}, {about}: {reason_of(decision)}")
