"""What a command costs as a whole process.

    python cost.py FILE COMMAND …

The second form is how this module runs itself: a process begins with the memory of the one that starts it as its peak,
so that a small one has to be in between. It writes into FILE what the command took and how it ended.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Cost:
    """Wall and CPU in seconds, of a command and all it started; the peak of its largest process in MiB."""

    wall: float
    cpu: float
    peak: float


def cost_of(command: Sequence[str], expected: int = 0) -> Cost:
    """Run a command to its end and say what it took; raises when it ends otherwise than expected."""
    return cost_and_output(command, expected)[0]


def cost_and_output(
    command: Sequence[str], expected: int = 0, environment: Mapping[str, str] | None = None
) -> tuple[Cost, str]:
    """Run a command to its end and say what it took, and what it wrote; raises when it ends otherwise than expected.

    `environment` is what the command finds in its environment beside everything that is in ours.
    """
    with tempfile.NamedTemporaryFile() as took, tempfile.TemporaryFile() as written, tempfile.TemporaryFile() as said:
        between = [sys.executable, "-S", __file__, took.name, *command]
        subprocess.run(
            between, stdout=written, stderr=said, cwd=ROOT, env={**os.environ, **(environment or {})}, check=True
        )
        written.seek(0)
        said.seek(0)
        output = written.read().decode()
        result = json.load(took)
        if result["status"] != expected:
            messages = output[-2000:] + said.read().decode()[-2000:]
            raise RuntimeError(f"{' '.join(command)} ended with {result['status']}: {messages}")
    return Cost(result["wall"], result["cpu"], result["peak"]), output


def watch(file: str, command: Sequence[str]) -> None:
    """Run a command and write down what it took."""
    started = perf_counter()
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    wall = perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    result = {
        "status": process.returncode,
        "wall": wall,
        "cpu": usage.ru_utime + usage.ru_stime,
        "peak": usage.ru_maxrss / 1024,
    }
    Path(file).write_text(json.dumps(result), encoding="utf-8")


if __name__ == "__main__":
    watch(sys.argv[1], sys.argv[2:])
