"""Describing in a process of its own, so that neither respondents nor a reader that crashes get across."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from reportgen.errors import UserError
from reportgen.importing.description import FileDescription, from_json
from reportgen.survey.process import MEASURED, MENDABLE, explain_failure, parse_problems


def describe_apart(folder: Path, file: str) -> FileDescription:
    """Describe a file, named relative to `folder`.

    Raises:
        UserError: the file cannot be read, also when it makes its reader crash.
        MeasuringFailedError: anything else went wrong.
    """
    command = [sys.executable, "-P", "-m", "reportgen.importing", str(folder), file, str(os.getpid())]
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    if done.returncode == MEASURED:
        return from_json(done.stdout)
    if done.returncode == MENDABLE:
        raise UserError(parse_problems(done.stdout))
    raise explain_failure(done.returncode, done.stderr)
