"""The program itself: `reportgen`, or `python -m reportgen`."""

from __future__ import annotations

import io
import signal
import sys
from types import FrameType


def main() -> int:
    """Carry out the command line of this process and return its exit code."""
    signal.signal(signal.SIGTERM, _stop)
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # as nohup has it
        signal.signal(signal.SIGHUP, _stop)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A console that lacks “ or ▲ shows a question mark rather than a traceback.
            stream.reconfigure(errors="replace")
    try:
        from reportgen.cli import run

        return run(sys.argv[1:])
    except KeyboardInterrupt:
        return 130  # interrupted before the command line was read; after that, `run` says so


def _stop(number: int, _frame: FrameType | None) -> None:
    """End as if the command returned, so that nothing half-made stays behind."""
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main())
