"""The commands that make the publications, or say what keeps them from being made."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportgen.cli.shared import OPTIONS, commands, everywhere, now, root, say, show_remarks, today, wave_option
from reportgen.copies import Copy, UnfitNameError, recipient_of
from reportgen.errors import UserError
from reportgen.failures import refuse
from reportgen.terminal import show_progress

if TYPE_CHECKING:
    from reportgen.build import BuildResult

FORMATS = ("pdf", "html", "docx", "xlsx", "pptx", "svg", "social", "kit")
KIT = "kit"
_FORMS = (
    f"Alleen deze vormen: {', '.join(FORMATS)}. De figuren (svg) zijn er ook als png en csv; kit is alles bij elkaar."
)


def _formats(context: click.Context, option: click.Parameter, value: str | None) -> frozenset[str]:
    names = frozenset(name.strip().lower() for name in (value or "").split(",") if name.strip())
    unknown = sorted(names - set(FORMATS))
    if unknown:
        raise click.BadParameter(f"“{unknown[0]}” is geen van deze: {', '.join(FORMATS)}.", context, option)
    return frozenset(FORMATS) if names <= {KIT} else names


def _recipient(context: click.Context, option: click.Parameter, value: str | None) -> str:
    try:
        return "" if value is None else recipient_of(value)
    except UnfitNameError as error:
        raise click.BadParameter(str(error), context, option) from None


@commands.command(options_metavar=OPTIONS)
@wave_option
@click.option(
    "--edition", "editions", multiple=True, metavar="UITGAVE", help="Alleen deze uitgave, zoals landelijk; mag vaker."
)
@click.option("--only", callback=_formats, metavar="VORM,…", help=_FORMS)
@click.option(
    "--output", type=click.Path(path_type=Path), metavar="MAP", help="Waar de uitgave komt; anders de map output."
)
@click.option("--jobs", type=click.IntRange(min=1), metavar="AANTAL", help="Hoeveel processen; anders een per kern.")
@click.option(
    "--cluster",
    default="",
    metavar="ADRES",
    help="Laat de uitgaven maken door een Dask-cluster, zoals tcp://10.0.0.5:8786; antwoorden gaan er niet heen.",
)
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
@click.option(
    "--recipient",
    callback=_recipient,
    metavar="NAAM",
    help="Een exemplaar voor één lezer, met die naam op elke pagina, in een eigen map.",
)
@click.option("--release", is_flag=True, help="De vrije uitgave, zonder embargo; niet eerder dan het embargo eindigt.")
@click.option("--force", is_flag=True, help="Met --release: geef toch vrij, ook al loopt het embargo nog.")
@everywhere
@click.pass_context
def build(
    context: click.Context,
    *,
    wave: str | None,
    editions: tuple[str, ...],
    only: frozenset[str],
    output: Path | None,
    jobs: int | None,
    cluster: str,
    draft: bool,
    unpublished: bool,
    recipient: str,
    release: bool,
    force: bool,
) -> None:
    """Maakt het rapport en het persbericht.

    Is er iets dat verkeerd in druk zou komen, dan wordt er niets geschreven en blijft de vorige uitgave staan. Is er
    alleen in sommige uitgaven iets mis, dan worden de andere gemaakt. Een uitgave die gepubliceerd is, wordt alleen
    door andere cijfers vervangen met een rectificatie. Een uitgave met een embargo draagt dat op elke pagina, tot u
    haar vrijgeeft.
    """
    from reportgen.build import build as build_edition

    if force and not release:
        raise click.UsageError("--force hoort bij --release.")
    copy = Copy(released=release, recipient=recipient)
    asked = (root(), wave, editions, only, output, jobs or _cores(), draft)
    with show_progress() as progress:
        result = build_edition(
            *asked,
            progress,
            today=today(),
            now=now(),
            unpublished=unpublished,
            copy=copy,
            forced=force,
            cluster=cluster,
        )
    show_remarks(result.remarks)
    say(_summary(result))
    if result.not_made:
        several = "de uitgaven" if len(result.not_made) > 1 else "uitgave"
        click.echo(f"Niet gemaakt: {several} {', '.join(result.not_made)}. De andere zijn klaar.", err=True)
        context.exit(refuse(UserError(result.failed)))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _summary(result: BuildResult) -> str:
    folder = result.folder
    if folder.is_relative_to(Path.cwd()):
        folder = folder.relative_to(Path.cwd())
    if result.unchanged:
        return f"Er is niets veranderd: de uitgave in {folder} is actueel.\n"
    several = sum(name.endswith("/ledger.json") for name in result.files) > 1
    stands = "De uitgaven staan in" if several else "De uitgave staat in"
    return f"{stands} {folder}:\n" + "".join(f"  {line}\n" for line in _listed(result.files))


def _listed(files: Sequence[str]) -> list[str]:
    """The files of an edition, with those in a folder within it taken together."""
    lines: dict[str, list[str]] = {}
    for name in files:
        inside = name.count("/") > 1
        lines.setdefault(name.rpartition("/")[0] + "/" if inside else name, []).append(name)
    return [f"{line} ({len(names)} bestanden)" if line.endswith("/") else line for line, names in lines.items()]


@commands.command(options_metavar=OPTIONS, short_help="Zoekt alle problemen, zonder iets te schrijven.")
@everywhere
@click.pass_context
def check(context: click.Context) -> None:
    """Zoekt alle problemen in gegevens, codeboek en teksten, zonder iets te schrijven.

    Zijn er geen, dan staat er van elke editie hoe zij gewogen is en wat de controle van de antwoorden vond. Daaronder
    staat hoe makkelijk de teksten lezen, en wat een proeflezer erover zou zeggen.
    """
    from reportgen.checking import check as check_project
    from reportgen.proofreading.overview import render_proof
    from reportgen.report.overview import render_overview

    try:
        with show_progress() as progress:
            checked = check_project(root(), progress, now())
    except UserError as error:
        status = refuse(error)
        _hint_at_the_sheet(error)
        context.exit(status)
    show_remarks(checked.remarks)
    say(render_overview(checked.book, checked.project.monitor))
    if checked.proof is not None:
        say(render_proof(checked.proof, checked.project.sources))
    say("Geen problemen gevonden.\n")


def _hint_at_the_sheet(error: UserError) -> None:
    """After claims that a new wave doesn't carry: where they are seen beside all that changed."""
    from reportgen.comparing.claims import are_uncarried
    from reportgen.reviewing import newest_waves

    if are_uncarried(error.problems) and (waves := newest_waves(root())):
        line = f"reportgen compare {shlex.join(waves)} --html nalopen.html"
        click.echo(f"\nWat er in de teksten verandert door de nieuwe editie, staat bij elkaar met:\n  {line}", err=True)
