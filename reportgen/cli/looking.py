"""The commands that look at outcomes, and hold documents and editions against them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportgen.cli.shared import FORM, OPTIONS, PROJECT, commands, everywhere, root, say, today, wave_option
from reportgen.failures import MENDABLE
from reportgen.terminal import is_terminal, show_progress, show_verdict

if TYPE_CHECKING:
    from reportgen.facts import Fact
    from reportgen.report.points import Shown
    from reportgen.reviewing import Rectified

_OUTPUT = "Waar de uitgaven staan; anders in de map output."
_PAGE = "Schrijf ook een webpagina met de gemarkeerde zinnen, om aan de schrijver terug te sturen."
_SHEET = "Schrijf het ook als webpagina, om te bespreken en te bewaren."
_RECTIFY = "Schrijf de rectificatie: OUD is wat er gepubliceerd is, NIEUW wat het moet zijn."
_DAY = "De dag waarop de nieuwe versie verschijnt, zoals 2025-04-02; anders vandaag."


@commands.command(options_metavar=OPTIONS, short_help="Toont de uitkomsten, als tabel of voor Excel.")
@click.argument("indicator", required=False, metavar="[INDICATOR]")
@wave_option
@click.option(
    "--by",
    "breakdowns",
    multiple=True,
    metavar="UITSPLITSING",
    help="Ook naar deze uitsplitsing, zoals leeftijd; twee keer voor twee die in het codeboek gekruist zijn.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="Als tabel om te bekijken, als CSV voor Excel, of als JSON in de vorm van facts.json.",
)
@click.option(
    "--explain",
    "explained",
    metavar="ID",
    help="Leg stap voor stap uit hoe één cijfer of toets tot stand kwam, zoals chatbot_positief@2025.",
)
@click.option("--edition", metavar="UITGAVE", help="Toon de cijfers van de eigen uitsnede van deze uitgave.")
@everywhere
def facts(
    *,
    indicator: str | None,
    wave: str | None,
    breakdowns: tuple[str, ...],
    form: str,
    explained: str | None,
    edition: str | None,
) -> None:
    """Toont de uitkomsten: van alle indicatoren, of van één, ook in eerdere edities.

    INDICATOR is de naam van een indicator, van een vraag (alle antwoorden), van één antwoord (zoals houding_chatbot.4)
    of van een reeks.
    """
    from reportgen.measured import read_or_measure
    from reportgen.report.points import Shown

    if explained is not None and (indicator or breakdowns or form == "csv"):
        raise click.UsageError("Geef bij --explain alleen de naam van één cijfer of toets, zo nodig met --format json.")
    with show_progress() as progress:
        project, book = read_or_measure(root(), wave, progress, edition)
    if explained is not None:
        from reportgen.report.explaining import explanation, finding

        render = explanation.render_json if form == "json" else explanation.render_text
        say(render(finding.explain(explained, book, project)))
        return
    from reportgen.report.listing import choosing

    shown = Shown(book, project.codebook, project.monitor)
    by = breakdowns or choosing.cut_of(edition, project)
    _show_facts(choosing.choose_facts(shown, indicator, wave, by), shown, form)


def _show_facts(chosen: Sequence[Fact], shown: Shown, form: str) -> None:
    from reportgen.report.listing import extract, footnotes, lines
    from reportgen.terminal import show_table

    if form == "json":
        say(extract.render_json(chosen, shown).encode())
    elif form == "csv":
        say(extract.render_csv(chosen, shown))
    else:
        table, notes = lines.compose_lines(chosen, shown), footnotes.compose_notes(chosen, shown)
        if is_terminal(sys.stdout):
            show_table(lines.shown_columns(table), lines.NUMERIC, notes)
        else:
            say(lines.render_text(table, notes))


@commands.command(options_metavar=OPTIONS, short_help="Houdt elk cijfer in een document tegen de uitkomsten.")
@click.argument("files", nargs=-1, required=True, metavar="BESTAND …", type=click.Path(path_type=Path))
@wave_option
@click.option(
    "--edition", metavar="UITGAVE", help="Houd het ook tegen de cijfers van de eigen uitsnede van deze uitgave."
)
@click.option("--all", "everything", is_flag=True, help="Toon ook wat klopt en wat niet te herleiden is.")
@click.option("--html", "page", type=click.Path(dir_okay=False, path_type=Path), metavar="BESTAND", help=_PAGE)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help=FORM)
@everywhere
@click.pass_context
def verify(
    context: click.Context,
    /,
    *,
    files: tuple[Path, ...],
    wave: str | None,
    edition: str | None,
    everything: bool,
    page: Path | None,
    form: str,
) -> None:
    """Zoekt elk cijfer in een pdf, webpagina, Word-, Markdown- of tekstbestand, en zegt of het klopt."""
    from reportgen.checking import verify as verify_files
    from reportgen.verify import listing, review

    with show_progress() as progress:
        project, found = verify_files(root(), files, wave, progress, edition)
    if page is not None:
        page.write_text(review.render_page(found, project.monitor.title), encoding="utf-8")
    style = show_verdict if is_terminal(sys.stdout) else None
    say(
        listing.render_json(found) if form == "json" else listing.render_text(found, everything=everything, style=style)
    )
    if any(one.alarms for one in found):
        context.exit(MENDABLE)


@commands.command(options_metavar=OPTIONS, short_help="Toont wat er verschilt tussen twee uitgaven of edities.")
@click.argument("old", metavar="OUD")
@click.argument("new", metavar="NIEUW")
@click.option("--html", "page", type=click.Path(dir_okay=False, path_type=Path), metavar="BESTAND", help=_SHEET)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help=FORM)
@click.option("--rectification", is_flag=True, help=_RECTIFY)
@click.option("--reason", metavar="ZIN", help="De reden van de rectificatie, in een of meer zinnen.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="DATUM", help=_DAY)
@everywhere
def compare(
    *, old: str, new: str, page: Path | None, form: str, rectification: bool, reason: str | None, day: datetime | None
) -> None:
    """Toont wat er verschilt: cijfers, toetsen, zinnen die iets anders zeggen, figuren en vragen.

    OUD en NIEUW zijn elk een uitgave (output/2025), een facts.json, of een editie van de monitor zoals 2024: die wordt
    dan samengesteld uit de teksten van nu. Met twee edities staat erbij wat de teksten beweren en de cijfers van de
    nieuwe editie niet dragen.
    """
    from reportgen.comparing import extract, listing, sheet
    from reportgen.reviewing import compare_sides, rectify

    if not rectification and (reason or day):
        raise click.UsageError("--reason en --date horen bij --rectification.")
    start = click.get_current_context().meta.get(PROJECT, Path.cwd())
    with show_progress() as progress:
        compared = compare_sides(start, old, new, progress)
    if rectification:
        written = rectify(compared, reason, day.date() if day else today())
        say(f"{written.text}\n{_next_step(written)}")
        return
    if page is not None:
        page.write_text(sheet.render_page(compared.difference, compared.naming), encoding="utf-8")
    style = show_verdict if is_terminal(sys.stdout) else None
    if form == "json":
        say(extract.render_json(compared.difference))
    else:
        say(listing.render_text(compared.difference, compared.naming, style))


def _next_step(written: Rectified) -> str:
    fill_in = "" if written.explained else ", vul de reden in"
    return f"Dit staat in {written.file}. Lees het na{fill_in} en maak versie {written.version} met: reportgen build\n"


@commands.command(options_metavar=OPTIONS, short_help="Toont welke uitgaven er zijn, en wat zij gemeen hebben.")
@wave_option
@click.option("--output", type=click.Path(path_type=Path), metavar="MAP", help=_OUTPUT)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help=FORM)
@everywhere
def editions(*, wave: str | None, output: Path | None, form: str) -> None:
    """Toont de uitgaven voor partners: wat elk van zichzelf heeft, en welke cijfers zij gemeen hebben.

    De cijfers worden uit de gemaakte bestanden gelezen. Staat er in twee uitgaven een verschillend cijfer voor dezelfde
    uitkomst, of is een uitgave niet meer zoals zij gemaakt is, dan eindigt de opdracht met een fout.
    """
    from reportgen.editions import look, render_json, render_text
    from reportgen.measured import chosen_wave
    from reportgen.project.reading import read_project

    project = read_project(root())
    overview = look(project, chosen_wave(project, wave), output or project.root / "output")
    say(render_json(overview) if form == "json" else render_text(overview))
