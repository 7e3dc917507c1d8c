"""The functions that place something in a text: figures, references to them, tables, key figures, placeholders."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reportgen.errors import Place, Problem, nearest
from reportgen.project.schema import Project, Text
from reportgen.report import dutch, tables
from reportgen.report.alt import compose_alt, unfit_alt
from reportgen.report.appendix import appendix_blocks, software_of
from reportgen.report.figures import compose_chart, too_many_in, unfit_for
from reportgen.report.filling.parts import waves_of
from reportgen.report.measures import figure_measure
from reportgen.report.method_page import Method, method_blocks
from reportgen.report.model import Block, Chart, Figure, Inline, KeyFigure, KeyFigures, Quote, Run, plain
from reportgen.report.notes import figure_notes, source
from reportgen.report.points import Shown, mark
from reportgen.report.problems import Problems, line_being_rendered
from reportgen.report.table_numbers import OWN_TABLES, table_reference
from reportgen.report.tokens import Tokens
from reportgen.report.topline import topline

FIGURES = "templates/figures.toml"
_NAME = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")
_GIVEN = re.compile(rf"""\bname\s*=\s*["']({_NAME.pattern})["']""")
"""How a text gives a table its name."""


def beside_figure(problem: Problem, name: str, part: str, project: Project) -> Problem:
    """Place a problem with a text around a figure in the file of the figures."""
    first, within = project.figure_lines.get((name, part)), problem.place.line if problem.place else None
    line = None if first is None else first + (within or 1) - 1
    return replace(problem, place=Place(FIGURES, line, f"{part} van figuur “{name}”"))


@dataclass
class Placed:
    """What was placed in one publication: figures in order of appearance, those referred to, and open placeholders.

    Figures and tables go with the line where they are placed, or first referred to. `tables` are those with a name of
    the author's own; a reference to what is no figure is one to a table. `parts` are those that every report has.
    """

    figures: dict[str, Place | None] = field(default_factory=dict)
    tables: dict[str, Place | None] = field(default_factory=dict)
    referred: dict[str, Place | None] = field(default_factory=dict)
    referred_tables: dict[str, Place | None] = field(default_factory=dict)
    placeholders: list[Problem] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)


class Placing:
    """The functions of a text that place blocks."""

    def __init__(
        self,
        project: Project,
        shown: Shown,
        tokens: Tokens,
        problems: Problems,
        render: Callable[[Text], str],
        versions: Mapping[str, str],
        left_out: Sequence[Text] = (),
    ) -> None:
        self._project = project
        self._versions = versions
        self._specs = project.figures
        self._shown = shown
        self._tokens = tokens
        self._problems = problems
        self._render = render
        self._named = {
            name
            for text in (*project.report, *project.press_release, *left_out)
            for name in _GIVEN.findall(text.source)
        }
        self.placed = Placed()

    def figure(self, name: str) -> str:
        """Place a declared figure, on a line of its own."""
        if name not in self._specs:
            return self._unknown_figure(name)
        if name in self.placed.figures:
            return self._problems.add(f"figuur “{name}” staat er al.", "Verwijs ernaar met ref(…).")
        self.placed.figures[name] = line_being_rendered()
        title = self._tokens.inline(self._text_of(name, "title", self._specs[name].title))
        alt = self._text_of(name, "alt", self._specs[name].alt)
        note = self._text_of(name, "note", self._specs[name].note)
        if unfit := unfit_for(self._specs[name], self._shown):
            return self._problems.add(f"figuur “{name}” {unfit[0]}.", unfit[1])
        chart = compose_chart(name, self._specs[name], self._shown)
        if not any(point.fact for series in chart.series for point in series.points):
            return self._problems.add(
                f"figuur “{name}” heeft geen cijfers om te tonen.", "Kies een andere editie of indicator."
            )
        if many := too_many_in(chart):
            return self._problems.add(f"figuur “{name}” {many[0]}.", many[1])
        return self._tokens.block(
            lambda: (self._figure(chart, title, self._tokens.inline(alt), self._tokens.inline(note)),)
        )

    def ref(self, name: str) -> str:
        """Refer to a figure or table by its number, which stays with the word: "figuur 3", "tabel 2"."""
        if name in self._named or OWN_TABLES.fullmatch(name):
            self.placed.referred_tables.setdefault(name, line_being_rendered())
            return self._tokens.later(lambda: table_reference(name))
        if name not in self._specs:
            return self._unknown_figure(name)
        self.placed.referred.setdefault(name, line_being_rendered())
        return self._tokens.later(lambda: self._reference(name))

    def key_figures(self, *indicators: str) -> str:
        """Place key figures: the value large, what it is, and the change."""
        known = self._shown.codebook.indicators
        for name in indicators:
            if name not in known:
                self._problems.add(f"indicator “{name}” bestaat niet.", nearest(name, known))
        cells = tuple(self._key_figure(name) for name in indicators if name in known)
        return self._tokens.block(lambda: (KeyFigures(cells),))

    def crosstab(self, *indicators: str, breakdowns: str | tuple[str, ...], caption: str, name: str) -> str:
        """Place a table of groups by indicators; `name` is what ref(…) calls it."""
        breakdowns = (breakdowns,) if isinstance(breakdowns, str) else tuple(breakdowns)
        if self._problems.add_typed(caption):
            return ""
        known = self._shown.codebook.indicators
        for indicator in indicators:
            if indicator not in known:
                return self._problems.add(f"indicator “{indicator}” bestaat niet.", nearest(indicator, known))
        for breakdown in breakdowns:
            if breakdown not in self._shown.codebook.breakdowns:
                what = f"uitsplitsing “{breakdown}” bestaat niet."
                return self._problems.add(what, nearest(breakdown, self._shown.codebook.breakdowns))
        if not _NAME.fullmatch(name):
            remedy = 'Gebruik kleine letters, cijfers en streepjes, zoals name="houding-per-groep".'
            return self._problems.add(f"“{name}” kan niet de naam van een tabel zijn.", remedy)
        if name in self._specs or name in self.placed.tables or OWN_TABLES.fullmatch(name):
            return self._problems.add(f"een figuur of tabel “{name}” is er al.", "Kies een andere naam.")
        self.placed.tables[name] = line_being_rendered()
        told = self._tokens.inline(caption)
        table = tables.crosstab(name, indicators, breakdowns, told, self._shown)
        return self._tokens.block(lambda: (table,))

    def topline(self) -> str:
        """Place every question with all its answers, over all waves."""
        return self._once("topline", lambda: topline(self._shown))

    def samples(self) -> str:
        """Place the table of samples and weighting per wave."""
        return self._tokens.block(lambda: (tables.samples_table(self._shown),))

    def weighting(self) -> str:
        """Place the table of this wave's margins before and after weighting; nothing where there are none."""
        if not self._shown.book.sample_by_wave[self._shown.book.wave].margins:
            return ""
        return self._tokens.block(lambda: (tables.weighting_table(self._shown, self._shown.book.wave),))

    def method(self, *, design: str = "", sample: str = "", processing: str = "", limitations: str = "") -> str:
        """Place how the research was done and computed, with the author's own sentences behind some of its items."""
        own = {"design": design, "sample": sample, "processing": processing, "limitations": limitations}
        if any(self._problems.add_typed(words) for words in own.values()):
            return ""
        added = {item: self._tokens.inline(words) for item, words in own.items() if words}
        return self._once("method", lambda: method_blocks(Method(self._project, self._shown, added)))

    def appendix(self) -> str:
        """Place the technical appendix: weighting, precision, tests, decisions, checks and software."""
        return self._once("appendix", lambda: appendix_blocks(self._shown, self._versions))

    def software(self) -> str:
        """Name all software that the publication was made with, each with its version."""
        return self._tokens.declared(software_of(self._versions), "method")

    def placeholder(self, text: str) -> str:
        """Mark what a person still has to fill in; a final build refuses it."""
        what = f"hier moet nog iets worden ingevuld: “{text}”."
        remedy = "Vervang placeholder(…) door de tekst, of bouw een concept met --draft."
        found = Problems()
        found.add(what, remedy)
        self.placed.placeholders.extend(found.found)
        told = self._tokens.declared(text, "label")
        return self._tokens.block(lambda: (Quote(self._tokens.inline(told), placeholder=True),))

    def _once(self, part: str, blocks: Callable[[], tuple[Block, ...]]) -> str:
        if part in self.placed.parts:
            return self._problems.add(f"{part}() staat er al.", "Plaats dit deel één keer.")
        self.placed.parts.append(part)
        return self._tokens.block(blocks)

    def _figure(self, chart: Chart, title: Inline, alt: Inline, note: Inline) -> Figure:
        name = chart.name
        waves = waves_of(self._specs[name], self._shown)
        caption = (Run(f"De cijfers bij figuur {self._number(name)}: ", origin="reference"), *title)
        told = alt or compose_alt(chart)
        if fault := unfit_alt(plain(alt), plain(title)):
            self._problems.found.append(beside_figure(Problem(*fault), name, "alt", self._project))
        return Figure(
            name=name,
            number=self._number(name),
            title=title,
            alt=plain(told),
            told=told,
            chart=chart,
            notes=figure_notes(chart, waves, self._shown, note),
            table=tables.figure_table(chart, caption, self._shown),
            measure=figure_measure(chart, waves, self._shown),
            source=source(self._shown),
        )

    def _reference(self, name: str) -> Run:
        if name not in self.placed.figures:
            return Run("–")
        return Run(f"figuur\u00a0{self._number(name)}", link=f"#figuur-{name}", origin="reference")

    def _number(self, name: str) -> int:
        return list(self.placed.figures).index(name) + 1

    def _unknown_figure(self, name: str) -> str:
        remedy = nearest(
            name, [*self._specs, *self._named], otherwise=f"Beschrijf haar in {FIGURES}, of verbeter de naam."
        )
        return self._problems.add(f"figuur “{name}” bestaat niet.", remedy)

    def _text_of(self, name: str, part: str, source: str) -> str:
        known, found = len(self._problems.found), self._problems.found
        rendered = self._render(Text(FIGURES, source)) if source else ""
        found[known:] = [beside_figure(problem, name, part, self._project) for problem in found[known:]]
        return " ".join(rendered.split())

    def _key_figure(self, name: str) -> KeyFigure:
        fact = self._shown.fact(name)
        if fact is None or fact.label is None:
            self._problems.add(
                f"“{name}” heeft te weinig waarnemingen voor een kerncijfer.", "Kies een ander kerncijfer."
            )
            return KeyFigure(Run("–"), (Run(name),), ())
        comparison = self._shown.since_previous(name, fact.wave)
        change: Inline = ()
        before: float | None = None
        if comparison is not None:
            earlier = self._shown.book.by_id[comparison.from_]
            before = earlier.estimate if fact.unit == "share" else None
            label = self._shown.monitor.waves[earlier.wave].label
            was = (Run(f" ({label}: ", origin="wave"), Run(earlier.label or "", fact=earlier.id), Run(")"))
            if comparison.significant:
                change = (Run(f"{mark(comparison)} "), Run(comparison.label, fact=comparison.id), *was)
            else:
                change = (Run("niet significant veranderd"), *was)
        label_text = dutch.capitalised(self._shown.codebook.indicators[name].label)
        part = fact.estimate if fact.unit == "share" else None
        return KeyFigure(Run(fact.label, fact=fact.id), (Run(label_text, origin="label"),), change, part, before)
