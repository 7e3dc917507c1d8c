"""What the commands share: the group that they belong to, options, and how they speak."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from reportgen import __version__
from reportgen.dutch_click import speak_dutch

PROJECT = "reportgen.project"
OPTIONS = "[OPTIES]"
FORM = "Als tekst om te lezen, of als JSON voor een ander programma."

# Before any option is made: some take their words along then.
speak_dutch()


def _remember(context: click.Context, _option: click.Parameter, value: Path | None) -> None:
    if value is not None:
        context.meta[PROJECT] = value


def everywhere(command: Callable[..., Any]) -> Callable[..., Any]:
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


wave_option = click.option("--wave", metavar="EDITIE", help="De editie van de monitor, zoals 2025; anders de nieuwste.")


@click.group(options_metavar=OPTIONS, subcommand_metavar="OPDRACHT …")
@click.version_option(__version__, message="%(prog)s %(version)s", help="Toon de versie en stop.")
@everywhere
def commands() -> None:
    """Maakt van de antwoorden op een jaarlijkse enquête het rapport en het persbericht."""


def root() -> Path:
    """Find the project: the one that was named, or from the folder where the user is upwards."""
    from reportgen.project.reading import find_project

    return find_project(click.get_current_context().meta.get(PROJECT, Path.cwd()))


def say(result: str | bytes) -> None:
    """Write a result to standard output."""
    click.echo(result, nl=False)


def show_remarks(remarks: Sequence[str]) -> None:
    """Write what a user should know besides."""
    for remark in remarks:
        click.echo(f"Let op: {remark}", err=True)


def today() -> date:
    """Tell the day."""
    return date.today()  # noqa: TID251, DTZ011 — the one place where the clock is read: the day where the user is


def now() -> datetime:
    """Tell the moment."""
    return datetime.now(UTC)  # noqa: TID251 — likewise
