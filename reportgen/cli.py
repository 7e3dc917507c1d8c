"""The commands: the only place that knows the terminal and exit codes.

Everything heavy is imported inside a command, so that help and a mistake are answered at once.
"""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reportgen import __version__
from reportgen.dutch_click import speak_dutch
from reportgen.errors import UserError
from reportgen.failures import MENDABLE, confess, explain, refuse
from reportgen.terminal import is_terminal, show_progress, show_verdict

if TYPE_CHECKING:
    from reportgen.build import BuildResult
    from reportgen.facts import Fact
    from reportgen.report.points import Shown
    from reportgen.reviewing import Rectified

DONE, INTERRUPTED = 0, 130
FORMATS = ("pdf", "html", "docx", "xlsx", "svg")

_PROJECT = "reportgen.project"
_OPTIONS = "[OPTIES]"
_FORMS = f"Alleen deze vormen: {', '.join(FORMATS)}. De figuren (svg) zijn er ook als png en csv."
_PAGE = "Schrijf ook een webpagina met de gemarkeerde zinnen, om aan de schrijver terug te sturen."
_SHEET = "Schrijf het ook als webpagina, om te bespreken en te bewaren."
_RECTIFY = "Schrijf de rectificatie: OUD is wat er gepubliceerd is, NIEUW wat het moet zijn."
_DAY = "De dag waarop de nieuwe versie verschijnt, zoals 2025-04-02; anders vandaag."
_FORM = "Als tekst om te lezen, of als JSON voor een ander programma."

speak_dutch()


def run(arguments: Sequence[str]) -> int:
    """Carry out one command line and return the exit code; whatever goes wrong is said in Dutch on standard error."""
    try:
        status = commands.main(list(arguments), prog_name="reportgen", standalone_mode=False)
    except UserError as error:
        return refuse(error)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt) as error:
        if isinstance(error.__cause__, EOFError):  # which Click takes for an interruption
            return confess(error.__cause__, "--debug" in arguments)
        click.echo("Afgebroken. Wat er al stond, is ongewijzigd.", err=True)
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 the one place where a bug is caught, to be told as one
        return explain(error, "--debug" in arguments)
    return status or DONE


def _remember(context: click.Context, _option: click.Parameter, value: Path | None) -> None:
    if value is not None:
        context.meta[_PROJECT] = value


def _everywhere(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that may stand before it as well as behind it."""
    project = click.option(
        "--project",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        metavar="MAP",
        expose_value=False,
        callback=_remember,
        help="De map van de monitor; anders wordt monitor.toml gezocht vanaf de huidige map.",
    )
    debug = click.option(
        "--debug", is_flag=True, expose_value=False, help="Toon bij een fout in reportgen zelf waar die zit."
    )
    return project(debug(command))


_wave = click.option("--wave", metavar="EDITIE", help="De editie van de monitor, zoals 2025; anders de nieuwste.")


@click.group(options_metavar=_OPTIONS, subcommand_metavar="OPDRACHT …")
@click.version_option(__version__, message="%(prog)s %(version)s", help="Toon de versie en stop.")
@_everywhere
def commands() -> None:
    """Maakt van de antwoorden op een jaarlijkse enquête het rapport en het persbericht."""


def _formats(context: click.Context, option: click.Parameter, value: str | None) -> frozenset[str]:
    names = frozenset(name.strip().lower() for name in (value or "").split(",") if name.strip())
    unknown = sorted(names - set(FORMATS))
    if unknown:
        raise click.BadParameter(f"“{unknown[0]}” is geen van deze: {', '.join(FORMATS)}.", context, option)
    return names or frozenset(FORMATS)


@commands.command(options_metavar=_OPTIONS)
@_wave
@click.option(
    "--edition", "editions", multiple=True, metavar="UITGAVE", help="Alleen deze uitgave, zoals landelijk; mag vaker."
)
@click.option("--only", callback=_formats, metavar="VORM,…", help=_FORMS)
@click.option(
    "--output", type=click.Path(path_type=Path), metavar="MAP", help="Waar de uitgave komt; anders de map output."
)
@click.option("--jobs", type=click.IntRange(min=1), metavar="AANTAL", help="Hoeveel processen; anders een per kern.")
@click.option(
    "--draft",
    is_flag=True,
    help="Open plekken mogen blijven; een publicatie met een open plek krijgt het merk CONCEPT.",
)
@click.option(
    "--unpublished",
    is_flag=True,
    help="Wat er staat, is nog niet naar buiten gegaan: het mag vervangen worden, ook door andere cijfers.",
)
@_everywhere
def build(
    *,
    wave: str | None,
    editions: tuple[str, ...],
    only: frozenset[str],
    output: Path | None,
    jobs: int | None,
    draft: bool,
    unpublished: bool,
) -> None:
    """Maakt het rapport en het persbericht.

    Is er iets dat verkeerd in druk zou komen, dan wordt er niets geschreven en blijft de vorige uitgave staan. Een
    uitgave die gepubliceerd is, wordt alleen door andere cijfers vervangen met een rectificatie.
    """
    from reportgen.build import build as build_edition

    asked = (_root(), wave, editions, only, output, jobs or _cores(), draft)
    with show_progress() as progress:
        result = build_edition(*asked, progress, today=_today(), unpublished=unpublished)
    _show_remarks(result.remarks)
    _say(_summary(result))


def _today() -> date:
    return date.today()  # noqa: TID251, DTZ011 — the one place where the clock is read: the day where the user is


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _summary(result: BuildResult) -> str:
    folder = result.folder
    if folder.is_relative_to(Path.cwd()):
        folder = folder.relative_to(Path.cwd())
    if result.unchanged:
        return f"Er is niets veranderd: de uitgave in {folder} is actueel.\n"
    return f"De uitgave staat in {folder}:\n" + "".join(f"  {line}\n" for line in _listed(result.files))


def _listed(files: Sequence[str]) -> list[str]:
    """The files of an edition, with those in a folder within it taken together."""
    lines: dict[str, list[str]] = {}
    for name in files:
        inside = name.count("/") > 1
        lines.setdefault(name.rpartition("/")[0] + "/" if inside else name, []).append(name)
    return [f"{line} ({len(names)} bestanden)" if line.endswith("/") else line for line, names in lines.items()]


@commands.command(options_metavar=_OPTIONS, short_help="Zoekt alle problemen, zonder iets te schrijven.")
@_everywhere
@click.pass_context
def check(context: click.Context) -> None:
    """Zoekt alle problemen in gegevens, codeboek en teksten, zonder iets te schrijven.

    Zijn er geen, dan staat er van elke editie hoe zij gewogen is en wat de controle van de antwoorden vond. Daaronder
    staat hoe makkelijk de teksten lezen, en wat een proeflezer erover zou zeggen.
    """
    from reportgen.build import check as check_project
    from reportgen.proofreading.overview import render_proof
    from reportgen.report.overview import render_overview

    try:
        with show_progress() as progress:
            checked = check_project(_root(), progress)
    except UserError as error:
        status = refuse(error)
        _hint_at_the_sheet(error)
        context.exit(status)
    _show_remarks(checked.remarks)
    _say(render_overview(checked.book, checked.project.monitor))
    if checked.proof is not None:
        _say(render_proof(checked.proof, checked.project.sources))
    _say("Geen problemen gevonden.\n")


def _hint_at_the_sheet(error: UserError) -> None:
    """After claims that a new wave doesn't carry: where they are seen beside all that changed."""
    from reportgen.comparing.claims import are_uncarried
    from reportgen.reviewing import newest_waves

    if are_uncarried(error.problems) and (waves := newest_waves(_root())):
        line = f"reportgen compare {shlex.join(waves)} --html nalopen.html"
        click.echo(f"\nWat er in de teksten verandert door de nieuwe editie, staat bij elkaar met:\n  {line}", err=True)


@commands.command(options_metavar=_OPTIONS, short_help="Toont de uitkomsten, als tabel of voor Excel.")
@click.argument("indicator", required=False, metavar="[INDICATOR]")
@_wave
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
@_everywhere
def facts(
    *, indicator: str | None, wave: str | None, breakdowns: tuple[str, ...], form: str, explained: str | None
) -> None:
    """Toont de uitkomsten: van alle indicatoren, of van één, ook in eerdere edities.

    INDICATOR is de naam van een indicator, van een vraag (alle antwoorden), van één antwoord (zoals houding_chatbot.4)
    of van een reeks.
    """
    from reportgen.build import read_or_measure
    from reportgen.report.points import Shown

    if explained is not None and (indicator or breakdowns or form == "csv"):
        raise click.UsageError("Geef bij --explain alleen de naam van één cijfer of toets, zo nodig met --format json.")
    with show_progress() as progress:
        project, book = read_or_measure(_root(), wave, progress)
    if explained is not None:
        from reportgen.report.explaining import explanation, finding

        render = explanation.render_json if form == "json" else explanation.render_text
        _say(render(finding.explain(explained, book, project)))
        return
    from reportgen.report.listing import choosing

    shown = Shown(book, project.codebook, project.monitor)
    _show_facts(choosing.choose_facts(shown, indicator, wave, breakdowns), shown, form)


def _show_facts(chosen: Sequence[Fact], shown: Shown, form: str) -> None:
    from reportgen.report.listing import extract, footnotes, lines
    from reportgen.terminal import show_table

    if form == "json":
        _say(extract.render_json(chosen, shown).encode())
    elif form == "csv":
        _say(extract.render_csv(chosen, shown))
    else:
        table, notes = lines.compose_lines(chosen, shown), footnotes.compose_notes(chosen, shown)
        if is_terminal(sys.stdout):
            show_table(lines.shown_columns(table), lines.NUMERIC, notes)
        else:
            _say(lines.render_text(table, notes))


@commands.command(options_metavar=_OPTIONS, short_help="Houdt elk cijfer in een document tegen de uitkomsten.")
@click.argument("files", nargs=-1, required=True, metavar="BESTAND …", type=click.Path(path_type=Path))
@_wave
@click.option("--all", "everything", is_flag=True, help="Toon ook wat klopt en wat niet te herleiden is.")
@click.option("--html", "page", type=click.Path(dir_okay=False, path_type=Path), metavar="BESTAND", help=_PAGE)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help=_FORM)
@_everywhere
@click.pass_context
def verify(
    context: click.Context,
    /,
    *,
    files: tuple[Path, ...],
    wave: str | None,
    everything: bool,
    page: Path | None,
    form: str,
) -> None:
    """Zoekt elk cijfer in een pdf, webpagina, Word-, Markdown- of tekstbestand, en zegt of het klopt."""
    from reportgen.build import verify as verify_files
    from reportgen.verify import listing, review

    with show_progress() as progress:
        project, found = verify_files(_root(), files, wave, progress)
    if page is not None:
        page.write_text(review.render_page(found, project.monitor.title), encoding="utf-8")
    style = show_verdict if is_terminal(sys.stdout) else None
    _say(
        listing.render_json(found) if form == "json" else listing.render_text(found, everything=everything, style=style)
    )
    if any(one.alarms for one in found):
        context.exit(MENDABLE)


@commands.command(options_metavar=_OPTIONS, short_help="Toont wat er verschilt tussen twee uitgaven of edities.")
@click.argument("old", metavar="OUD")
@click.argument("new", metavar="NIEUW")
@click.option("--html", "page", type=click.Path(dir_okay=False, path_type=Path), metavar="BESTAND", help=_SHEET)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help=_FORM)
@click.option("--rectification", is_flag=True, help=_RECTIFY)
@click.option("--reason", metavar="ZIN", help="De reden van de rectificatie, in een of meer zinnen.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="DATUM", help=_DAY)
@_everywhere
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
    start = click.get_current_context().meta.get(_PROJECT, Path.cwd())
    with show_progress() as progress:
        compared = compare_sides(start, old, new, progress)
    if rectification:
        written = rectify(compared, reason, day.date() if day else _today())
        _say(f"{written.text}\n{_next_step(written)}")
        return
    if page is not None:
        page.write_text(sheet.render_page(compared.difference, compared.naming), encoding="utf-8")
    style = show_verdict if is_terminal(sys.stdout) else None
    if form == "json":
        _say(extract.render_json(compared.difference))
    else:
        _say(listing.render_text(compared.difference, compared.naming, style))


def _next_step(written: Rectified) -> str:
    fill_in = "" if written.explained else ", vul de reden in"
    return f"Dit staat in {written.file}. Lees het na{fill_in} en maak versie {written.version} met: reportgen build\n"


@commands.command(options_metavar=_OPTIONS, short_help="Kijkt of deze computer alles heeft wat nodig is.")
@_everywhere
@click.pass_context
def doctor(context: click.Context) -> None:
    """Kijkt of deze computer alles heeft wat nodig is, en zegt hoe het te verhelpen is."""
    from reportgen.doctor import examine

    findings = examine(context.meta.get(_PROJECT, Path.cwd()))
    _say("".join(f"{finding}\n" for finding in findings))
    if not all(finding.well for finding in findings):
        context.exit(MENDABLE)


@commands.command(options_metavar=_OPTIONS, short_help="Maakt een kleine monitor om mee te beginnen.")
@click.argument("folder", metavar="MAP", type=click.Path(path_type=Path))
@_everywhere
def new(folder: Path) -> None:
    """Maakt in MAP een kleine, complete monitor die meteen te bouwen is; MAP bestaat nog niet of is leeg."""
    from reportgen.new import make_monitor

    make_monitor(folder)
    _say(f"In {folder} staat een monitor om mee te beginnen. Ga verder met:\n  cd {shlex.quote(str(folder))}\n")
    _say("  reportgen build\nIn LEESMIJ.md staat hoe u er uw eigen monitor van maakt.\n")


@commands.command(options_metavar=_OPTIONS, short_help="Toont elke soort grafiek, ook in haar uitersten.")
@click.argument("folder", metavar="MAP", type=click.Path(file_okay=False, path_type=Path))
@_everywhere
@click.pass_context
def gallery(context: click.Context, /, *, folder: Path) -> None:
    """Maakt in MAP een webpagina met elke soort grafiek, van verzonnen cijfers, ook in haar uitersten.

    Zij staat in de huisstijl van de monitor, of buiten een monitor in die van het voorbeeld.
    """
    from reportgen.gallery.writing import write_gallery

    pages = write_gallery(folder, context.meta.get(_PROJECT))
    _say("De galerij staat in:\n" + "".join(f"  {page}\n" for page in pages))


@commands.command("import", options_metavar=_OPTIONS, short_help="Maakt een codeboek van een bestand met antwoorden.")
@click.argument("file", metavar="BESTAND", type=click.Path(path_type=Path))
@click.option("--wave", metavar="EDITIE", help="De editie waarvan dit de antwoorden zijn, zoals 2026.")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="BESTAND",
    help="Waar het codeboek komt; anders data/codebook.toml van de monitor. Een streepje (-) toont het alleen.",
)
@click.option(
    "--start", is_flag=True, help="Zet het onderzoek in de plaats van het voorbeeld dat reportgen new gemaakt heeft."
)
@click.option(
    "--translate", is_flag=True, help="Bewaar de antwoorden van het bestand apart, om die in het codeboek te vertalen."
)
@_everywhere
def import_(*, file: Path, wave: str | None, output: Path | None, start: bool, translate: bool) -> None:
    """Maakt een eerste codeboek van een bestand met antwoorden: .sav, .csv, .xlsx of .parquet.

    Wat alleen u kunt weten, staat erin als vraag: zoek op VRAAG. Wat er al is, wordt nooit overschreven.
    """
    from reportgen.importing.importer import import_file

    if start and output is not None:
        raise click.UsageError("Geef --start of --output, niet allebei.")
    with show_progress() as progress:
        project = click.get_current_context().meta.get(_PROJECT)
        result = import_file(file, project, wave, output, start, translate, progress)
    _say(result)


def _root() -> Path:
    from reportgen.project.reading import find_project

    return find_project(click.get_current_context().meta.get(_PROJECT, Path.cwd()))


def _say(result: str | bytes) -> None:
    """Write a result to standard output."""
    click.echo(result, nl=False)


def _show_remarks(remarks: Sequence[str]) -> None:
    for remark in remarks:
        click.echo(f"Let op: {remark}", err=True)
