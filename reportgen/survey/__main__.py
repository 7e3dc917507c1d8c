"""The measuring process, `python -m reportgen.survey ROOT WAVE PARENT`: writes the facts, or what is wrong."""

from __future__ import annotations

import gc
import signal
import sys
from pathlib import Path

from reportgen.errors import Place, Problem, UserError
from reportgen.following import end_with
from reportgen.survey.process import MEASURED, MENDABLE, READING, render_problems

MOST_MEMORY = 6 << 30
MOST_SECONDS = 300
"""Enough for waves of a million respondents each; a reader that was led astray ends all the same."""


def main(root: str, wave: str, parent: str = "") -> int:
    """Measure a project, and return how it went; a bug ends in Python's own traceback and status.

    `parent` is the number of the process that waits for the answer, if any does.
    """
    limit_resources()
    if parent:
        end_with(int(parent))
    # Nothing that is made here becomes garbage before the process ends.
    gc.disable()
    reading: list[str] = []
    try:
        from reportgen.books import to_text
        from reportgen.project.reading import read_sound
        from reportgen.survey.measure import measure_with_cuts

        output = to_text(measure_with_cuts(read_sound(Path(root)), wave, lambda file: _tell(file, reading)))
        status = MEASURED
    except UserError as error:
        output, status = render_problems(error.problems), MENDABLE
    except MemoryError:
        place = Place(reading[-1]) if reading and reading[-1] else None
        what = f"hiervoor is meer dan {MOST_MEMORY >> 30} GB geheugen nodig."
        problem = Problem(what, "Controleer of dit het bestand met de antwoorden is, en niet groter dan nodig.", place)
        output, status = render_problems((problem,)), MENDABLE
    sys.stdout.write(output)
    return status


def limit_resources() -> None:
    """Keep a hostile file from taking the whole machine, and a crash from leaving a copy of the respondents behind."""
    # When the user interrupts, the parent says so; this process just ends.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if sys.platform == "win32":
        return
    import resource

    limits = [(resource.RLIMIT_CORE, 0), (resource.RLIMIT_CPU, MOST_SECONDS)]
    if sys.platform == "linux":
        limits.append((resource.RLIMIT_AS, MOST_MEMORY))
    for kind, most in limits:
        _, allowed = resource.getrlimit(kind)
        lowest = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
        resource.setrlimit(kind, (lowest, allowed))


def _tell(file: str, reading: list[str]) -> None:
    reading.append(file)
    print(f"{READING}{file}", file=sys.stderr, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
