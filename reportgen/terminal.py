"""What only a terminal shows: the steps of a build while they are taken, and drawn tables."""

from __future__ import annotations

import os
import sys
from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from reportgen.progress import Progress, Silent

if TYPE_CHECKING:
    from rich.progress import Progress as Display
    from rich.progress import TaskID


def is_terminal(stream: TextIO | None) -> bool:
    """Tell whether somebody is watching who can be shown more than bare lines of text."""
    return (
        stream is not None
        and stream.isatty()
        and os.environ.get("TERM", "dumb") != "dumb"
        and stream.encoding.lower().startswith("utf")
    )


@contextmanager
def show_progress() -> Iterator[Progress]:
    """Show the steps on standard error for as long as the block runs."""
    if not is_terminal(sys.stderr):
        yield Silent()
        return
    from rich.console import Console
    from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Display

    columns = (
        SpinnerColumn(finished_text="✓"),
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        TextColumn("{task.fields[count]}"),
        TimeElapsedColumn(),
    )
    with Display(*columns, console=Console(stderr=True)) as display:
        steps = _Steps(display)
        yield steps
        steps.finish()


class _Steps:
    """Every step a line; the last one is running."""

    def __init__(self, display: Display) -> None:
        self._display = display
        self._running: TaskID | None = None

    def step(self, name: str, total: int | None = None) -> None:
        """Begin a line, and finish the one above it."""
        self.finish()
        self._running = self._display.add_task(name, total=total, count="")

    def advance(self) -> None:
        """Move the running step one part on."""
        if self._running is not None:
            task = self._display.tasks[self._running]
            count = f"{task.completed + 1:.0f}/{task.total:.0f}" if task.total else ""
            self._display.update(self._running, advance=1, count=count)

    def finish(self) -> None:
        """Finish the running step, if there is one."""
        if self._running is not None:
            total = self._display.tasks[self._running].total or 1
            self._display.update(self._running, total=total, completed=total)


def show_table(columns: Sequence[Sequence[str]], numeric: Container[str]) -> None:
    """Draw a table on standard output; each column starts with its heading, which is `numeric` or not.

    The last column, which only explains, is left out where the terminal has no room for it.
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    if sum(max(map(len, column)) + 2 for column in columns) > console.width:
        columns = columns[:-1]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for number, column in enumerate(columns):
        table.add_column(column[0], justify="right" if column[0] in numeric else "left", no_wrap=number == 0)
    # Text, or rich would take square brackets in a label for markup.
    for row in zip(*(column[1:] for column in columns), strict=True):
        table.add_row(*map(Text, row))
    console.print(table)
