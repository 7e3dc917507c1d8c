"""Independent tasks on all cores, in processes that get ready before the first task comes."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import pickle
import signal
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from reportgen.following import end_with

T = TypeVar("T")


class Crew:
    """Up to `jobs` processes that carry out tasks; with one job, or where the system allows no more, this one does it.

    `prepare` loads beforehand what the tasks need. Use it as a context: at its end the processes are gone.
    """

    def __init__(self, jobs: int, prepare: Callable[[], None]) -> None:
        self._jobs = jobs
        self._prepare = prepare
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Crew:
        if self._jobs > 1 and "fork" in multiprocessing.get_all_start_methods():
            context = multiprocessing.get_context("fork")
            with contextlib.suppress(OSError):  # no shared memory to be had
                self._pool = ProcessPoolExecutor(self._jobs, context, get_ready, (os.getpid(), self._prepare))
                self._pool.submit(_nothing)  # which starts them all
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is None:
            return
        if error is not None:
            end_processes()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def results_of(self, tasks: Sequence[Callable[[], T]]) -> Iterator[T]:
        """Carry out tasks and give the results in their order.

        Whatever a task raises is raised here; a process that crashes raises BrokenProcessPool.
        """
        if self._pool is None:
            return map(_carry_out, tasks)
        return self._pool.map(_carry_out, [_written(task) for task in tasks])


def _carry_out(task: Callable[[], T]) -> T:
    return task()


def _written(task: Callable[[], T]) -> Callable[[], T]:
    """Put a task in a temporary file, and give what carries it out from there; without room for it, the task itself.

    Sent through the pool's own pipe, a large task is waited for forever when the processes crash that should read it:
    https://github.com/python/cpython/issues/94777, seen in Python 3.11.2 and no more in 3.11.7.
    """
    try:
        with tempfile.NamedTemporaryFile(prefix="task-", delete=False) as file:
            pickle.dump(task, file)
    except OSError:
        return task
    return partial(_carry_out_written, Path(file.name))


def _carry_out_written(path: Path) -> Any:
    task = pickle.loads(path.read_bytes())  # noqa: S301 — written by ourselves a moment ago
    path.unlink()
    return task()


def _nothing() -> None:
    pass


def end_processes() -> None:
    """End the processes that work for this one: nobody waits for what they are still making, which may take seconds."""
    processes = multiprocessing.active_children()
    for process in processes:
        process.terminate()
    for process in processes:
        process.join()


def get_ready(parent: int, prepare: Callable[[], None]) -> None:
    """Let only the parent answer Ctrl-C, stop when it says so, end with it however it ends, and load what is needed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, signal.SIG_DFL)
    end_with(parent)
    # These processes live for a few tasks: what they leave behind goes with them.
    gc.disable()
    prepare()
