"""What of a report goes into its presentation: its slides, from the title to whom to ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from reportgen.report.model import (
    Category,
    Chart,
    Figure,
    Inline,
    KeyFigure,
    KeyFigures,
    Publication,
    Report,
    Run,
    Series,
    plain,
)

SlideKind = Literal["title", "key-figures", "figure", "text"]


WITHOUT_BLOCKS = frozenset({"dots", "regions"})
"""The kinds of chart whose categories don't stand in blocks on a slide."""


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: its title, the lines or key figures or the figure on it, and what the speaker reads.

    The lines of the first slide are the subtitle, the date and, where there is one, the notice of simulation; that of a
    figure is its source.
    """

    kind: SlideKind
    title: Inline
    lines: tuple[Inline, ...] = ()
    key_figures: tuple[KeyFigure, ...] = ()
    figure: Figure | None = None
    notes: tuple[Inline, ...] = ()

    @property
    def chart(self) -> Chart | None:
        """What its figure shows."""
        return self.figure.chart if self.figure else None


def presentation_title(report: Report) -> str:
    """What the presentation of a report is called."""
    return f"{report.monitor} {report.wave}: presentatie"


def footer(report: Report) -> Inline:
    """What stands at the foot of each slide but the first: the monitor, and that its respondents are simulated."""
    simulated = (Run(" · gesimuleerde respondenten"),) if report.simulation_notice else ()
    return (Run(report.monitor, origin="label"), Run(f" {report.wave}", origin="wave"), *simulated)


def slides_of(report: Report, publication: Publication) -> tuple[Slide, ...]:
    """Give a report its slides: what it is, its key figures, each figure, how it was done and whom to ask."""
    blocks = [block for chapter in publication.chapters for block in chapter.blocks]
    figures = [_of_figure(block) for block in blocks if isinstance(block, Figure)]
    key_figures = [_of_key_figures(report, block) for block in blocks if isinstance(block, KeyFigures)]
    slides = [_of_title(report, publication), *key_figures, *figures]
    if report.method:
        slides.append(Slide("text", (Run("Hoe het onderzoek is gedaan"),), report.method))
    return (*slides, Slide("text", (Run("Meer weten?"),), tuple(_to_know_more(report))))


def only_shown(publication: Publication) -> Publication:
    """A publication with no more than what its slides show, each in its chapter."""
    chapters = (
        replace(chapter, blocks=tuple(block for block in chapter.blocks if isinstance(block, Figure | KeyFigures)))
        for chapter in publication.chapters
    )
    return replace(publication, chapters=tuple(chapters))


def label_of(category: Category, figure: Figure) -> Inline:
    """The name of a category, with its base where that does not stand under the figure.

    Under dots there is no room for the headings of their blocks: those go with the first name of each.
    """
    heading = f"{category.heading}: " if category.heading and figure.chart.kind in WITHOUT_BLOCKS else ""
    name = Run(f"{heading}{category.label}", origin="label")
    if not category.base or _bases_are_told(figure):
        return (name,)
    base = Run(category.base, fact=category.fact, origin=None if category.fact else "label")
    return name, Run(" ("), base, Run(")")


def turned(chart: Chart) -> Chart:
    """Put the lines of a slope under each other, with its waves as the series, the last one first."""
    if chart.kind != "slope":
        return chart
    waves = range(len(chart.categories))
    series = tuple(
        Series(
            chart.categories[wave].label,
            tuple(line.points[wave] for line in chart.series),
            "primary" if wave == len(waves) - 1 else "muted",
        )
        for wave in reversed(waves)
    )
    return replace(chart, categories=tuple(Category(line.label) for line in chart.series), series=series)


def _bases_are_told(figure: Figure) -> bool:
    told = " ".join(plain(note) for note in figure.notes)
    return all(category.base in told for category in figure.chart.categories)


def _of_title(report: Report, publication: Publication) -> Slide:
    dated = (Run(f"{report.edition_label} · ", origin="label"), Run(report.dated, origin="date"))
    notice = ((Run(report.simulation_notice, origin="label"),),) if report.simulation_notice else ()
    return Slide("title", publication.title, (publication.subtitle, dated, *notice))


def _of_key_figures(report: Report, block: KeyFigures) -> Slide:
    title = (Run("Kerncijfers van "), Run(report.wave, origin="wave"))
    notes = (_arrow_note(),) if any("▲" in plain(one.change) or "▼" in plain(one.change) for one in block.items) else ()
    return Slide("key-figures", title, key_figures=block.items, notes=notes)


def _arrow_note() -> Inline:
    return (
        Run("▲▼: significant hoger of lager dan de vorige editie (", origin="method"),
        Run("95%", fact="confidence"),
        Run(")."),
    )


def _of_figure(figure: Figure) -> Slide:
    number = (Run(f"Figuur {figure.number} in het rapport.", origin="reference"),)
    return Slide("figure", figure.title, figure.notes[-1:], (), figure, (figure.told, *figure.notes, number))


def _to_know_more(report: Report) -> Iterator[Inline]:
    if report.contact:
        yield Run("Contact.", strong=True), Run(" "), *report.contact
    named = (Run(f"{report.publisher} (", origin="label"), Run(report.wave, origin="wave"), Run("). "))
    yield Run("Citeren als.", strong=True), Run(" "), *named, *_name(report)
    if report.licence:
        yield Run("Licentie.", strong=True), Run(" "), Run(f"{report.licence}.", origin="label")
    yield (
        Run("Cijfers.", strong=True),
        Run(" Elke grafiek hierin is te bewerken; wat er is gevraagd en aan wie, staat in de notities bij de dia."),
    )


def _name(report: Report) -> Inline:
    return (
        Run(report.monitor, emphasis=True, origin="label"),
        Run(f" {report.wave}", emphasis=True, origin="wave"),
        Run("."),
    )
