"""What only a terminal shows: the steps of a build while they are taken, and drawn tables."""

from __future__ import annotations

import os
import sys
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import TYPE_CHECKING, TextIO

from reportgen.progress import Progress, Silent

if TYPE_CHECKING:
    from rich.console import Console, JustifyMethod
    from rich.progress import Progress as Display
    from rich.progress import TaskID
    from rich.table import Table

_BETWEEN = 2
_LEAST_TO_FOLD = 20
_TOO_SHORT_TO_FOLD = 8
_LEAST_OF_FOLDED = 8


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


def show_verdict(words: str, good: bool | None) -> str:
    """Colour words that say whether something is right: green, red, or yellow for what is in doubt."""
    import click

    return click.style(words, fg={True: "green", False: "red", None: "yellow"}[good], bold=good is False)


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


def show_table(columns: Sequence[Sequence[str]], numeric: Container[str], notes: Sequence[str] = ()) -> None:
    """Draw a table on standard output, with notes under it; each column starts with its heading, `numeric` or not.

    Numbers stay whole, words fold. On a terminal too narrow for that, the first column and the last, which explains it,
    stand over their rows instead of beside them.
    """
    from rich.console import Console

    console = Console()
    width = console.width
    _show_rows(columns, numeric, console)
    console.width = width
    if notes:
        console.print()
    for note in notes:
        console.print(note, markup=False, highlight=False, style="dim", soft_wrap=False)


def _show_rows(columns: Sequence[Sequence[str]], numeric: Container[str], console: Console) -> None:
    headings, *rows = list(zip(*columns, strict=True))
    widths = [max(map(len, column)) for column in columns]
    beside = sum(width + _BETWEEN for width in widths[:-1])
    if beside + min(_LEAST_TO_FOLD, widths[-1]) <= console.width:
        console.print(_table(headings, rows, widths, numeric, headings[-1:]))
        return
    foldable = [h for h, width in zip(headings, widths, strict=True) if h not in numeric and width > _TOO_SHORT_TO_FOLD]
    least = [_LEAST_OF_FOLDED if h in foldable else width for h, width in zip(headings, widths, strict=True)][1:-1]
    # A line too long for the terminal goes on on the next; that is better than a number without its end.
    console.width = max(console.width, sum(width + _BETWEEN for width in least))
    for place, ((name, about), block) in enumerate(groupby(rows, lambda row: (row[0], row[-1]))):
        console.print(f"{name} – {about}", markup=False, highlight=False, style="bold")
        inner = [row[1:-1] for row in block]
        console.print(_table(headings[1:-1], inner, widths[1:-1], numeric, foldable, with_headings=place == 0))


def _table(
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    widths: Sequence[int],
    numeric: Container[str],
    foldable: Container[str],
    *,
    with_headings: bool = True,
) -> Table:
    """Lay out rows in columns of these widths, of which the foldable ones may be narrower."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_header=with_headings, show_edge=False)
    for heading, width in zip(headings, widths, strict=True):
        justify: JustifyMethod = "right" if heading in numeric else "left"
        folds = heading in foldable
        table.add_column(heading, justify=justify, overflow="fold", no_wrap=not folds, min_width=0 if folds else width)
    # Text, or rich would take square brackets in a label for markup.
    for row in rows:
        table.add_row(*map(Text, row))
    return table
