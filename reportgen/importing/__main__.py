"""The describing process, `python -m reportgen.importing FOLDER FILE PARENT`: writes a description or problems."""

from __future__ import annotations

import sys
from pathlib import Path

from reportgen.errors import Place, Problem, UserError
from reportgen.following import end_with
from reportgen.survey.__main__ import MOST_MEMORY, limit_resources
from reportgen.survey.process import MEASURED, MENDABLE, READING, render_problems


def main(folder: str, file: str, parent: str = "") -> int:
    """Describe a file, and return how it went; a bug ends in Python's own traceback and status.

    `parent` is the number of the process that waits for the answer, if any does.
    """
    limit_resources()
    if parent:
        end_with(int(parent))
    print(f"{READING}{file}", file=sys.stderr, flush=True)  # noqa: T201
    try:
        from reportgen.importing.describing import describe
        from reportgen.importing.description import to_json

        output, status = to_json(describe(Path(folder), file)), MEASURED
    except UserError as error:
        output, status = render_problems(error.problems), MENDABLE
    except MemoryError:
        what = f"hiervoor is meer dan {MOST_MEMORY >> 30} GB geheugen nodig."
        remedy = "Controleer of dit het bestand met de antwoorden is, en niet groter dan nodig."
        output, status = render_problems((Problem(what, remedy, Place(file)),)), MENDABLE
    sys.stdout.write(output)
    return status


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
