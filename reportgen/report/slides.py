"""What of a report goes into its presentation: its slides, from the title to whom to ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from reportgen.report.model import Figure, Inline, KeyFigure, KeyFigures, Publication, Report, Run, plain
from reportgen.report.notes import line
from reportgen.report.slide_figures import figures_on_slides
from reportgen.report.taking import cited

ASKED_AND_OF_WHOM = 2
"""How many of the notes of a figure say that: the speaker reads them."""
SlideKind = Literal["title", "key-figures", "figure", "text"]


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: its title, the lines or key figures or the figure on it, and what the speaker reads.

    The lines of the first slide are the subtitle, the date and, where there is one, the notice of simulation; that of a
    figure says in what it is measured, how to read it, and its source.
    """

    kind: SlideKind
    title: Inline
    lines: tuple[Inline, ...] = ()
    key_figures: tuple[KeyFigure, ...] = ()
    figure: Figure | None = None
    notes: tuple[Inline, ...] = ()


def presentation_title(report: Report) -> str:
    """What the presentation of a report is called."""
    return f"{report.monitor} {report.wave}: presentatie"


def footer(report: Report) -> Inline:
    """What stands at the foot of each slide but the first: the monitor, and what holds for all of this copy."""
    simulated = (Run(" · gesimuleerde respondenten"),) if report.simulation_notice else ()
    stamp = (Run(" · "), *report.stamp) if report.stamp else ()
    return (Run(report.monitor, origin="label"), Run(f" {report.wave}", origin="wave"), *simulated, *stamp)


def slides_of(report: Report, publication: Publication) -> tuple[Slide, ...]:
    """Give a report its slides: what it is, its key figures, each figure, how it was done and whom to ask."""
    blocks = [block for chapter in publication.chapters for block in chapter.blocks]
    shown = (figure for block in blocks if isinstance(block, Figure) for figure in figures_on_slides(block))
    figures = [_of_figure(report, figure) for figure in shown]
    together = [block for block in blocks if isinstance(block, KeyFigures)]
    key_figures = [_of_key_figures(report, block, part, len(together)) for part, block in enumerate(together, 1)]
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


def _of_title(report: Report, publication: Publication) -> Slide:
    dated = (Run(f"{report.edition_label} · ", origin="label"), Run(report.dated, origin="date"))
    notice = ((Run(report.simulation_notice, origin="label"),),) if report.simulation_notice else ()
    stamp = (Run(" · "), *(replace(run, strong=True) for run in report.stamp)) if report.stamp else ()
    return Slide("title", publication.title, (publication.subtitle, (*dated, *stamp), *notice))


def _of_key_figures(report: Report, block: KeyFigures, part: int, parts: int) -> Slide:
    which = (Run(f" ({part} van {parts})", origin="reference"),) if parts > 1 else ()
    title = (Run("Kerncijfers van "), Run(report.wave, origin="wave"), *which)
    notes = (_arrow_note(),) if any("▲" in plain(one.change) or "▼" in plain(one.change) for one in block.items) else ()
    return Slide("key-figures", title, key_figures=block.items, notes=notes)


def _arrow_note() -> Inline:
    return (
        Run("▲▼: significant hoger of lager dan in de editie tussen haakjes (", origin="method"),
        Run("95%", fact="confidence"),
        Run(")."),
    )


def _of_figure(report: Report, figure: Figure) -> Slide:
    number = (Run(f"Figuur {figure.number} in het rapport.", origin="reference"),)
    notes = (note for note in (figure.told, *figure.notes, number) if note)
    # An embargo is the last of the notes, and stands at the foot of the slide already.
    told = [note for note in figure.notes if plain(note) != report.embargo]
    measure = (*figure.measure, Run(".")) if figure.measure else ()
    foot = line([measure, *(told[ASKED_AND_OF_WHOM:] or told[-1:])])
    return Slide("figure", figure.title, foot, (), figure, tuple(notes))


def _to_know_more(report: Report) -> Iterator[Inline]:
    if report.contact:
        yield Run("Contact.", strong=True), Run(" "), *report.contact
    yield Run("Citeren als.", strong=True), Run(" "), *cited(report)
    if report.partner:
        yield Run("Samenwerking.", strong=True), Run(" "), *_together(report)
    if report.licence:
        yield Run("Licentie.", strong=True), Run(" "), Run(f"{report.licence}.", origin="label")
    yield (
        Run("Cijfers.", strong=True),
        Run(" Elke grafiek hierin is te bewerken; wat er is gevraagd en aan wie, staat in de notities bij de dia."),
    )


def _together(report: Report) -> Inline:
    made = f"Deze uitgave is gemaakt met {report.partner}. Het onderzoek en alle cijfers zijn van {report.publisher}."
    return (Run(made, origin="label"),)
