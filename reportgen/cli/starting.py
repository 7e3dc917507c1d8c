"""The commands to begin with: whether the machine is ready, a new monitor, a first codebook, the kinds of charts."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from reportgen.cli.shared import OPTIONS, PROJECT, commands, everywhere, say
from reportgen.failures import MENDABLE
from reportgen.terminal import show_progress


@commands.command(options_metavar=OPTIONS, short_help="Kijkt of deze computer alles heeft wat nodig is.")
@everywhere
@click.pass_context
def doctor(context: click.Context) -> None:
    """Kijkt of deze computer alles heeft wat nodig is, en zegt hoe het te verhelpen is."""
    from reportgen.doctor import examine

    findings = examine(context.meta.get(PROJECT, Path.cwd()))
    say("".join(f"{finding}\n" for finding in findings))
    if not all(finding.well for finding in findings):
        context.exit(MENDABLE)


@commands.command(options_metavar=OPTIONS, short_help="Maakt een kleine monitor om mee te beginnen.")
@click.argument("folder", metavar="MAP", type=click.Path(path_type=Path))
@everywhere
def new(folder: Path) -> None:
    """Maakt in MAP een kleine, complete monitor die meteen te bouwen is; MAP bestaat nog niet of is leeg."""
    from reportgen.new import make_monitor

    make_monitor(folder)
    say(f"In {folder} staat een monitor om mee te beginnen. Ga verder met:\n  cd {shlex.quote(str(folder))}\n")
    say("  reportgen build\nIn LEESMIJ.md staat hoe u er uw eigen monitor van maakt.\n")


@commands.command(options_metavar=OPTIONS, short_help="Toont elke soort grafiek, ook in haar uitersten.")
@click.argument("folder", metavar="MAP", type=click.Path(file_okay=False, path_type=Path))
@everywhere
@click.pass_context
def gallery(context: click.Context, /, *, folder: Path) -> None:
    """Maakt in MAP een webpagina met elke soort grafiek, van verzonnen cijfers, ook in haar uitersten.

    Zij staat in de huisstijl van de monitor, of buiten een monitor in die van het voorbeeld.
    """
    from reportgen.gallery.writing import write_gallery

    pages = write_gallery(folder, context.meta.get(PROJECT))
    say("De galerij staat in:\n" + "".join(f"  {page}\n" for page in pages))


@commands.command("import", options_metavar=OPTIONS, short_help="Maakt een codeboek van een bestand met antwoorden.")
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
@everywhere
def import_(*, file: Path, wave: str | None, output: Path | None, start: bool, translate: bool) -> None:
    """Maakt een eerste codeboek van een bestand met antwoorden: .sav, .csv, .xlsx of .parquet.

    Wat alleen u kunt weten, staat erin als vraag: zoek op VRAAG. Wat er al is, wordt nooit overschreven.
    """
    from reportgen.importing.importer import import_file

    if start and output is not None:
        raise click.UsageError("Geef --start of --output, niet allebei.")
    with show_progress() as progress:
        project = click.get_current_context().meta.get(PROJECT)
        result = import_file(file, project, wave, output, start, translate, progress)
    say(result)
