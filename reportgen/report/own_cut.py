"""The chapter of an edition with a cut of its own: who they are, how they stand to everybody else, and all outcomes."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from reportgen.facts import Comparison, CutSample, Fact, FactBook, cut_sample_id
from reportgen.project.cutting import GROUP
from reportgen.project.editions import Cut
from reportgen.project.schema import FigureSpec, Project, Text
from reportgen.report import dutch
from reportgen.report.alt import LIMIT
from reportgen.report.notes import edition_before
from reportgen.report.own_cut_tables import CutTables
from reportgen.report.points import Shown
from reportgen.report.tokens import Tokens
from reportgen.rounding import LEVELS, percentage

FIGURE = "uitsnede"
"""What the figure of the chapter is called, and its files, unless another figure is called so."""
_METHOD = "method("
_MOST_SERIES = 2
_MOST_ROWS = 12

_DRAWN_OF_PEOPLE = """\
{{ capital(ref("FIGURE")) }} zet deze groep naast alle respondenten. Of zij anders antwoordt, is getoetst tegen alle \
anderen: wie niet in de groep zit.

{{ figure("FIGURE") }}
"""
_DRAWN_OF_GROUPS = """\
{{ capital(ref("FIGURE")) }} toont de eerste kerncijfers per groep.

{{ figure("FIGURE") }}
"""
_OF_PEOPLE = """\
# {{ cut_name() }}

Dit hoofdstuk laat apart zien wat één groep antwoordde: {{ group("PLACE") }}. {{ cut_sample() }} De andere \
hoofdstukken gaan over alle respondenten.

DRAWN

{{ cut_headlines() }}

## Hoe nauwkeurig dit is

De groep is een deel van dezelfde steekproef, met dezelfde gewichten. Haar uitkomsten zijn onzekerder dan die van \
iedereen: er staan minder respondenten achter, en dat is meegerekend. {{ cut_tests() }}

{{ cut_samples() }}

## Alle uitkomsten van deze groep

{{ cut_outcomes() }}
"""
_OF_GROUPS = """\
# {{ cut_name() }}

Dit hoofdstuk zet de groepen van deze uitsplitsing naast elkaar, voor alle uitkomsten.

DRAWN

## Alle uitkomsten per groep

{{ cut_outcomes() }}
"""


def with_cut_chapter(project: Project, book: FactBook) -> Project:
    """Add to the report the chapter about the cut of an edition, before that on the method; and the figure in it.

    `project` is that of the one edition.
    """
    (edition,) = project.monitor.editions.listed
    cut = edition.cut
    if cut is None:
        return project
    breakdown = cut.breakdown or edition.slug
    spec = FigureSpec(
        "dots",
        "{{ cut_finding() }}",
        "{{ cut_alt() }}",
        indicators=_in_figure(project, book, cut, breakdown),
        breakdown=breakdown,
        sort=False,
    )
    template, drawn = (_OF_GROUPS, _DRAWN_OF_GROUPS) if cut.breakdown else (_OF_PEOPLE, _DRAWN_OF_PEOPLE)
    written = template.replace("DRAWN", drawn if spec.indicators else "")
    figure = FIGURE if FIGURE not in project.figures else f"{FIGURE}-{edition.slug}"
    text = Text("vanzelf", written.replace("PLACE", f"{breakdown}={GROUP}").replace("FIGURE", figure))
    before = next((i for i, one in enumerate(project.report) if _METHOD in one.source), len(project.report))
    report = (*project.report[:before], text, *project.report[before:])
    return replace(project, report=report, figures={**project.figures, figure: spec})


def _in_figure(project: Project, book: FactBook, cut: Cut, breakdown: str) -> tuple[str, ...]:
    """Choose what the figure shows: the headline indicators that are shares, or else whatever the cut has most of."""
    shown = {f.indicator: f.unit for f in book.facts if (f.breakdown, f.wave) == (breakdown, book.wave) and f.label}
    headlines = [name for name in project.monitor.headlines if name in shown]
    units = Counter(shown[name] for name in headlines or shown)
    unit = "share" if units["share"] else next(iter(units), None)
    fit = [name for name in headlines or shown if shown[name] == unit]
    return tuple(fit[: _MOST_SERIES if cut.breakdown else _MOST_ROWS])


def own_cut(project: Project, shown: Shown, tokens: Tokens) -> tuple[OwnCut, ...]:
    """The functions that the texts of an edition with a cut have besides; none without."""
    (edition,) = project.monitor.editions.listed
    return () if edition.cut is None else (OwnCut(edition.cut, edition.slug, shown, tokens),)


class OwnCut:
    """The functions of the text of that chapter."""

    def __init__(self, cut: Cut, slug: str, shown: Shown, tokens: Tokens) -> None:
        self._cut = cut
        self._shown = shown
        self._tokens = tokens
        self._name = cut.breakdown or slug
        self._tables = CutTables(self._name, shown)

    def cut_name(self) -> str:
        """Name the cut, as a title: "Mensen met chatbotervaring", "Naar regio"."""
        label = self._shown.codebook.breakdowns[self._name].label
        title = f"Naar {label}" if self._cut.breakdown else dutch.capitalised(label)
        return self._tokens.declared(title, "label")

    def cut_finding(self) -> str:
        """Say of the headline indicators which sets the group apart most, if a test carries it: the figure's title."""
        label = self._tokens.declared(self._shown.codebook.breakdowns[self._name].label, "label")
        if self._cut.breakdown:
            return f"De eerste kerncijfers naar {label}"
        apart = self._apart()
        if not apart:
            return f"{self._tokens.capitalised(label)} naast alle respondenten"
        fact, test = apart[0]
        often = "vaker" if test.difference > 0 else "minder vaak"
        what = self._tokens.declared(self._shown.codebook.indicators[fact.indicator].label, "label")
        return self._tokens.words(f"Onder {label} geldt {often} dan onder alle anderen: {what}", test.id)

    def cut_alt(self) -> str:
        """Describe the figure of one group: where it differs most from all others; of several groups as ever."""
        if self._cut.breakdown or not (apart := self._apart()):
            return ""
        lead = f"Stippengrafiek met onzekerheidsmarges. {dutch.capitalised(self._cut.label)} tegen alle anderen"
        told, length = [self._tokens.declared(lead, "label")], len(lead)
        for fact, test in apart:
            label = self._shown.codebook.indicators[fact.indicator].label
            own, rest = fact.label or "", LEVELS[fact.unit](test.rest or 0)
            length += len(f", {label} {own} tegen {rest}")
            if length > LIMIT and len(told) > 1:
                break
            pair = f"{self._tokens.number(own, fact.id)} tegen {self._tokens.number(rest, test.from_)}"
            told.append(f"{self._tokens.declared(label, 'label')} {pair}")
        return f"{told[0]}: {'; '.join(told[1:])}."

    def cut_sample(self) -> str:
        """Say how many they are, and what part of everybody."""
        sample = self._newest()
        everybody = self._shown.book.sample_by_wave[sample.wave]
        count = self._number(dutch.count(sample.n), "n", sample)
        whole = self._tokens.number(dutch.count(everybody.n), f"n@{sample.wave}")
        wave = self._tokens.declared(self._shown.monitor.waves[sample.wave].label, "wave")
        share = self._number(percentage(sample.share), "share", sample)
        return f"In {wave} zijn dat {count} van de {whole} respondenten; na weging is dat {share}."

    def cut_tests(self) -> str:
        """Say what was tested together, and how that was adjusted for."""
        kinds = {comparison.kind for comparison in self._own_tests()}
        before = edition_before((test.to for test in self._own_tests() if test.kind == "wave"), self._shown)
        told = [
            "De verschillen met alle anderen zijn samen gecorrigeerd volgens Benjamini en Hochberg."
            if "rest" in kinds
            else "",
            f"De veranderingen binnen de groep, ten opzichte van {before}, zijn dat ook, onder elkaar."
            if "wave" in kinds
            else "",
        ]
        return " ".join(filter(None, told))

    def cut_samples(self) -> str:
        """Place the table of the group's base in each wave."""
        return self._tokens.block(lambda: (self._tables.samples(),))

    def cut_headlines(self) -> str:
        """Place the table of the headline indicators: the group, everybody else, and the difference."""
        return self._tokens.block(self._tables.headlines)

    def cut_outcomes(self) -> str:
        """Place the table of all indicators, or the tables."""
        return self._tokens.block(self._tables.outcomes)

    # --- parts -------------------------------------------------------------------------------------------------------

    def _apart(self) -> list[tuple[Fact, Comparison]]:
        """List the headlines that set the group apart from everybody else, each with its test, the largest first.

        Where nobody or everybody else does something, that is what the group was chosen by, and no finding.
        """
        found = [
            (fact, test)
            for name in self._shown.monitor.headlines
            if (fact := self._tables.fact(name)) is not None and fact.unit == "share" and fact.status == "published"
            if (test := self._tables.rest(name)) is not None and test.significant and 0 < (test.rest or 0) < 1
        ]
        return sorted(found, key=lambda pair: -abs(pair[1].difference))

    def _own_tests(self) -> list[Comparison]:
        own = {fact.id for fact in self._shown.book.facts if fact.breakdown == self._name}
        return [comparison for comparison in self._shown.book.comparisons if comparison.to in own]

    def _newest(self) -> CutSample:
        return next(one for one in self._shown.book.cuts if one.wave == self._shown.book.wave)

    def _number(self, text: str, what: str, sample: CutSample) -> str:
        return self._tokens.number(text, cut_sample_id(what, sample))
