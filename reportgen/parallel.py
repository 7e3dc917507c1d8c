"""Independent tasks on all cores, in processes that are copies of this one and so need not load anything again."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")

_tasks: Sequence[Callable[[], Any]] = ()
"""Set before the copies are made, so that they find their task without its being sent."""


def results_of(tasks: Sequence[Callable[[], T]], jobs: int) -> Iterator[T]:
    """Carry out tasks in at most `jobs` processes and give the results in the order of the tasks.

    Whatever a task raises is raised here; a process that crashes raises BrokenProcessPool.
    """
    if jobs < 2 or len(tasks) < 2 or "fork" not in multiprocessing.get_all_start_methods():
        yield from (task() for task in tasks)
        return
    global _tasks  # noqa: PLW0603 the one way in which a forked process finds what can't be sent
    _tasks = tasks
    workers = min(jobs, len(tasks))
    with ProcessPoolExecutor(workers, multiprocessing.get_context("fork"), initializer=_leave_interrupts) as pool:
        try:
            yield from pool.map(_carry_out, range(len(tasks)))
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _carry_out(index: int) -> Any:
    return _tasks[index]()


def _leave_interrupts() -> None:
    """Let only the parent answer Ctrl-C; it ends its copies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
