"""Independent tasks on all cores, in processes that are copies of this one and so need not load anything again."""

from __future__ import annotations

import contextlib
import ctypes
import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")

_PR_SET_PDEATHSIG = 1

_tasks: Sequence[Callable[[], Any]] = ()
"""Set before the copies are made, so that they find their task without its being sent."""


def results_of(tasks: Sequence[Callable[[], T]], jobs: int) -> Iterator[T]:
    """Carry out tasks in at most `jobs` processes and give the results in the order of the tasks.

    Whatever a task raises is raised here; a process that crashes raises BrokenProcessPool.
    """
    pool = _pool(min(jobs, len(tasks)))
    if pool is None:
        yield from (task() for task in tasks)
        return
    global _tasks  # noqa: PLW0603 the one way in which a forked process finds what can't be sent
    _tasks = tasks
    with pool:
        try:
            yield from pool.map(_carry_out, range(len(tasks)))
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor | None:
    """Prepare the copies; None where one process does it all, or the system allows no more."""
    if workers < 2 or "fork" not in multiprocessing.get_all_start_methods():
        return None
    with contextlib.suppress(OSError):  # no shared memory to be had
        return ProcessPoolExecutor(workers, multiprocessing.get_context("fork"), initializer=_follow_the_parent)
    return None


def _carry_out(index: int) -> Any:
    return _tasks[index]()


def _follow_the_parent() -> None:
    """Let only the parent answer Ctrl-C, stop when it says so, and end with it however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with contextlib.suppress(OSError, AttributeError):  # Linux only; elsewhere the parent's end is noticed later
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
