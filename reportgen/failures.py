"""How a command ends that did not succeed: what is said of it in Dutch, and with which exit code."""

from __future__ import annotations

import errno
import io
import os
import sys
import traceback
from contextlib import suppress

import click

from reportgen.errors import Place, Problem, UserError

MENDABLE, BUG = 1, 70

_UNDELIVERABLE = {errno.EPIPE, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}


def refuse(error: UserError) -> int:
    """Tell what the user can mend."""
    for problem in error.problems:
        click.echo(str(problem), err=True)
    number = len(error.problems)
    if number > 1:
        click.echo(f"\n{number} problemen gevonden.", err=True)
    return MENDABLE


def explain(error: Exception, debug: bool) -> int:
    """Tell of any other exception whether the machine stands in the way, or this is a bug."""
    if isinstance(error, PermissionError):
        place = Place(str(error.filename)) if error.filename else None
        return refuse(UserError(Problem("Dit mag u niet lezen of schrijven.", "Vraag de rechten daarvoor.", place)))
    if isinstance(error, OSError) and error.errno in _UNDELIVERABLE:
        return _undelivered(error)
    return confess(error, debug)


def confess(error: Exception, debug: bool) -> int:
    """Tell of a bug in one line; `debug` shows where it is."""
    if debug:
        click.echo("".join(traceback.format_exception(error)), err=True, nl=False)
    summary = f"Dit is een fout in reportgen zelf ({type(error).__name__}), niet in uw werk."
    advice = "Stuur deze uitvoer naar de ontwikkelaars." if debug else "Met --debug erbij ziet u waar."
    click.echo(f"{summary} {advice}", err=True)
    return BUG


def _undelivered(error: OSError) -> int:
    if error.errno != errno.EPIPE:
        click.echo("De schijf is vol of geeft een fout; er kan niet geschreven worden.", err=True)
    if sys.stdout is not None:
        # What is left in the buffer would be tried once more when Python ends, and say so in English.
        with suppress(io.UnsupportedOperation):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return MENDABLE
