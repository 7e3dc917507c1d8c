"""The tables of the chapter about an edition's own cut: its size, its headlines, and all of its outcomes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.facts import Comparison, CutSample, Fact, cut_sample_id
from reportgen.project.cutting import GROUP
from reportgen.report import dutch
from reportgen.report.model import Cell, Inline, Row, Run, Table
from reportgen.report.notes import edition_before, how_done, line, source
from reportgen.report.points import NOTHING, Shown, mark
from reportgen.report.tables import count_cell, crosstab, interval_cell, suppressed_note
from reportgen.report.tokens import CONFIDENCE, runs_of
from reportgen.rounding import LEVELS, half_up, percentage

_MOST_COLUMNS = 7
"""Of more groups than this, a column each has no room."""
_BESIDE = 4
"""So many outcomes stand beside each other, where groups stand under each other."""


class CutTables:
    """The tables of one cut: the one group that is an edition's own, or all groups of a breakdown of the codebook."""

    def __init__(self, name: str, shown: Shown) -> None:
        """Take the name of the breakdown that is the cut."""
        self._name = name
        self._shown = shown
        self._is_own = name in shown.book.cut_names
        self._groups = shown.codebook.breakdowns[name].groups

    def outcomes(self) -> tuple[Table, ...]:
        """List all indicators: of one group over the waves, and otherwise per group."""
        if self._is_own:
            return (self._over_waves(),)
        return tuple(self._with_groups_below()) if len(self._groups) > _MOST_COLUMNS else (self._per_group(),)

    def fact(self, indicator: str, wave: str | None = None, group: str = GROUP) -> Fact | None:
        """Find a fact of a group of the cut, in the newest wave unless it says otherwise."""
        return self._shown.fact(indicator, wave, self._name, group)

    def rest(self, indicator: str, group: str = GROUP) -> Comparison | None:
        """Find the test of a group of the cut against everybody else."""
        return self._shown.against_rest(indicator, self._shown.book.wave, self._name, group)

    def samples(self) -> Table:
        """Tell how many the group were in each wave, and what part of everybody."""
        samples = self._shown.book.cuts
        rows = (
            Row("Respondenten", tuple(self._cell(dutch.count(one.n), "n", one) for one in samples)),
            Row("Effectief", tuple(self._cell(dutch.count(int(half_up(one.n_eff))), "n_eff", one) for one in samples)),
            Row(
                "Ontwerpeffect", tuple(self._cell(_decimal(one.design_effect), "design_effect", one) for one in samples)
            ),
            Row(
                "Deel van iedereen, gewogen", tuple(self._cell(percentage(one.share), "share", one) for one in samples)
            ),
        )
        columns = tuple(self._shown.monitor.waves[one.wave].label for one in samples)
        return Table("uitsnede-steekproef", self._caption("De omvang van de groep, per editie"), "", columns, rows)

    def headlines(self) -> tuple[Table, ...]:
        """Put the headline indicators of the group beside those of everybody else; nothing where there are none."""
        rows = []
        for name in self._shown.monitor.headlines:
            if (fact := self.fact(name)) is not None:
                rest = self.rest(name)
                beside = (interval_cell(fact), *self._against(fact, rest), count_cell([fact]))
                rows.append(Row(self._label(name), (self._shown.cell(fact, rest), *beside)))
        columns = ("Deze groep", "95%-interval", "Alle anderen", "Verschil", "n")
        caption = self._caption("De kerncijfers van deze groep")
        table = Table("uitsnede-kerncijfers", caption, "", columns, tuple(rows), self._notes(rows))
        return (table,) if rows else ()

    def _over_waves(self) -> Table:
        waves = [one.wave for one in self._shown.book.cuts]
        rows = []
        for section, name in self._sections():
            own = [self.fact(name, wave) for wave in waves]
            changes = [self._shown.since_previous(name, wave, self._name, GROUP) for wave in waves]
            levels = (self._shown.cell(*pair) for pair in zip(own, changes, strict=True))
            cells = (*levels, *self._against(own[-1], self.rest(name)), count_cell([own[-1]]))
            rows.append(Row(self._label(name), cells, section=section))
        columns = (*(self._shown.monitor.waves[wave].label for wave in waves), "Alle anderen", "Verschil", "n")
        caption = self._caption("Alle uitkomsten van deze groep")
        return Table("uitsnede-uitkomsten", caption, "", columns, tuple(rows), self._notes(rows, with_waves=True))

    def _per_group(self) -> Table:
        rows: list[Row] = []
        columns: list[list[Fact | None]] = [[] for _ in range(len(self._groups) + 1)]
        for section, name in self._sections():
            whole = self._shown.fact(name)
            own = [self.fact(name, group=group) for group in self._groups]
            cells = [self._shown.cell(whole)]
            cells += [
                self._shown.cell(fact, self.rest(name, group)) for group, fact in zip(self._groups, own, strict=True)
            ]
            for column, fact in zip(columns, (whole, *own), strict=True):
                column.append(fact)
            rows.append(Row(self._label(name), tuple(cells), section=section))
        rows.append(Row("Basis (n, ongewogen)", tuple(map(count_cell, columns)), kind="base"))
        heads = ("Totaal", *(group.label for group in self._groups.values()))
        return Table(
            "uitsnede-uitkomsten", self._caption("Alle uitkomsten per groep"), "", heads, tuple(rows), self._notes(rows)
        )

    def _with_groups_below(self) -> Iterator[Table]:
        """Put many groups under each other, a few outcomes of one theme beside each other."""
        for place, (theme, names) in enumerate(self._few_together(), 1):
            caption = (Run(theme, origin="label"),)
            yield crosstab(f"uitsnede-uitkomsten-{place}", names, (self._name,), caption, self._shown)

    def _few_together(self) -> Iterator[tuple[str, list[str]]]:
        for theme, names in self._themes().items():
            yield from ((theme, names[at : at + _BESIDE]) for at in range(0, len(names), _BESIDE))

    def _sections(self) -> Iterator[tuple[str, str]]:
        """List the indicators that are known of the cut by theme, with the name of the theme before the first."""
        for theme, names in self._themes().items():
            yield from ((theme if place == 0 else "", name) for place, name in enumerate(names))

    def _themes(self) -> dict[str, list[str]]:
        codebook = self._shown.codebook
        themes: dict[str, list[str]] = {}
        for name, indicator in codebook.indicators.items():
            if any(self.fact(name, group=group) is not None for group in self._groups):
                themes.setdefault(codebook.questions[indicator.question].theme, []).append(name)
        return themes

    def _against(self, fact: Fact | None, rest: Comparison | None) -> tuple[Cell, Cell]:
        """Everybody else, and by how much the group differs from them where that is significant."""
        if fact is None or rest is None or rest.rest is None:
            return Cell(NOTHING), Cell(NOTHING)
        level = Cell(LEVELS[fact.unit](rest.rest), rest.from_)
        difference = Cell(rest.label.split()[0], rest.id, mark(rest)) if rest.significant else Cell("geen")
        return level, difference

    def _notes(self, rows: Sequence[Row], *, with_waves: bool = False) -> tuple[Inline, ...]:
        waves = [one.wave for one in self._shown.book.cuts] if with_waves else [self._shown.book.wave]
        sizes = "n: hoeveel respondenten in deze groep op de vraag antwoord gaven."
        done = [runs_of(sizes), *how_done(waves, self._shown)]
        before = edition_before((cell.fact for row in rows for cell in row.cells if cell.mark), self._shown)
        against = f"in {before}, en bij “Verschil” dan bij alle anderen" if with_waves else "bij alle anderen"
        reading = [runs_of(f"▲▼: significant hoger of lager dan {against} ({CONFIDENCE}).")]
        if self._is_own:
            told = "Verschil: dat met alle anderen waar het significant is, in procentpunt of punten, vóór afronding."
            reading.append(runs_of(told))
        return (
            *line(done[1:] if not self._is_own else done),
            *line([*reading, source(self._shown)]),
            *suppressed_note(rows),
        )

    def _label(self, indicator: str) -> str:
        return dutch.capitalised(self._shown.codebook.indicators[indicator].label)

    def _caption(self, text: str) -> Inline:
        label = self._shown.codebook.breakdowns[self._name].label
        return (Run(f"{text}: {label}", origin="label"),)

    def _cell(self, text: str, what: str, sample: CutSample) -> Cell:
        return Cell(text, cut_sample_id(what, sample))


def _decimal(value: float) -> str:
    return str(half_up(value, 2)).replace(".", ",")
