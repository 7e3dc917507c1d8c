"""Measuring in a process of its own: the boundary that respondents, and readers that crash, do not get across."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from reportgen.books import Books, from_text
from reportgen.errors import Place, Problem, UserError

MEASURED, MENDABLE = 0, 65
"""How the measuring process ends: with fact books or with problems on its standard output. Anything else is a bug."""

READING = "reading: "
"""How a line on its standard error begins that names the file being read; nothing behind it when that is done."""

UNREADABLE = (
    "Het bestand is beschadigd of afgekapt. Vraag het veldwerkbureau om een nieuwe export, of exporteer het opnieuw."
)

ENDED_FROM_OUTSIDE = {getattr(signal, name, None) for name in ("SIGKILL", "SIGTERM", "SIGHUP")}


class MeasuringFailedError(Exception):
    """A bug in measuring, with what the process said of it."""


class Measuring:
    """A measurement that is under way in another process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def result(self) -> Books:
        """Wait for the facts.

        Raises:
            UserError: the survey's files cannot be measured, also when one of them makes its reader crash.
            MeasuringFailedError: anything else went wrong.
        """
        output, messages = self._process.communicate()
        status = self._process.returncode
        if status == MEASURED:
            return from_text(output)
        if status == MENDABLE:
            raise UserError(parse_problems(output))
        raise explain_failure(status, messages)

    def stop(self) -> None:
        """End the process if it still runs; harmless when it doesn't."""
        if self._process.poll() is None:
            self._process.kill()
        # Its output is not wanted any more, but its pipes have to be closed.
        self._process.communicate()


def start(root: Path, wave: str) -> Measuring:
    """Begin to measure the project in `root`, up to and including `wave`."""
    # -P keeps a module of the user's, say csv.py in the working directory, from being taken for Python's own.
    command = [sys.executable, "-P", "-m", "reportgen.survey", str(root), wave, str(os.getpid())]
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "PYTHONIOENCODING": "utf-8"},
    )
    return Measuring(process)


def explain_failure(status: int, messages: str) -> UserError | MeasuringFailedError:
    """Tell why the process ended without a result, from its exit status and what it wrote on standard error."""
    lines = messages.splitlines()
    reading = [line.removeprefix(READING) for line in lines if line.startswith(READING)]
    said = "\n".join(line for line in lines if not line.startswith(READING))
    number = -status
    place = Place(reading[-1]) if reading and reading[-1] else None
    if number in ENDED_FROM_OUTSIDE:
        task = "het lezen" if place else "Het meten"
        what = f"{task} is van buitenaf afgebroken (signaal {number}); misschien was er te weinig geheugen."
        return UserError(Problem(what, "Sluit andere programma’s en probeer het opnieuw.", place))
    if number <= 0 or place is None:
        return MeasuringFailedError(f"measuring ended with status {status}\n{said}".rstrip())
    is_slow = number == getattr(signal, "SIGXCPU", None)
    what = "het lezen duurde te lang." if is_slow else f"de lezer is vastgelopen (signaal {number})."
    return UserError(Problem(what, UNREADABLE, place))


def render_problems(problems: tuple[Problem, ...]) -> str:
    """Write problems so that the other process can read them."""
    return json.dumps([asdict(problem) for problem in problems])


def parse_problems(text: str) -> tuple[Problem, ...]:
    """Read problems back."""
    return tuple(
        Problem(row["what"], row["remedy"], Place(**row["place"]) if row["place"] else None) for row in json.loads(text)
    )
