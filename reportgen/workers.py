"""Processes that each carry out one task at a time: when one of them crashes, its own task alone is lost."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import TypeVar

from reportgen.parallel import end_processes, get_ready

T = TypeVar("T")


class Workers:
    """Up to `number` processes beside this one; where the system allows none, this one does it all.

    `prepare` loads beforehand what the tasks need. Use it as a context: at its end the processes are gone.
    """

    def __init__(self, number: int, prepare: Callable[[], None]) -> None:
        self._number = number
        self._prepare = prepare
        self._idle: list[ProcessPoolExecutor] = []

    def __enter__(self) -> Workers:
        if "fork" in multiprocessing.get_all_start_methods():
            with contextlib.suppress(OSError):  # no shared memory to be had
                while len(self._idle) < self._number:
                    self._idle.append(self._started())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            end_processes()
        for worker in self._idle:
            worker.shutdown(wait=True, cancel_futures=True)

    def outcomes_of(self, tasks: Mapping[str, Callable[[], T]]) -> Iterator[tuple[str, T | None]]:
        """Carry out tasks and give each result with its name, the first to be ready first.

        It is None for a task whose process crashed; another process takes over from that one. Whatever a task raises is
        raised here.
        """
        if not self._idle:
            yield from ((name, task()) for name, task in tasks.items())
            return
        waiting, busy = list(tasks.items())[::-1], dict[Future[T], tuple[str, ProcessPoolExecutor]]()
        while waiting or busy:
            while waiting and self._idle:
                name, task = waiting.pop()
                worker, future = self._begun(task)
                busy[future] = name, worker
            for future in wait(busy, return_when=FIRST_COMPLETED).done:
                name, worker = busy.pop(future)
                if isinstance(future.exception(), BrokenProcessPool):
                    worker.shutdown(wait=True)
                    self._idle.append(self._started())
                    yield name, None
                else:
                    self._idle.append(worker)
                    yield name, future.result()

    def _begun(self, task: Callable[[], T]) -> tuple[ProcessPoolExecutor, Future[T]]:
        """Have an idle process begin with a task, or another one when that was ended while it waited."""
        worker = self._idle.pop()
        try:
            worker.submit(_nothing).result()
        except BrokenProcessPool:
            worker.shutdown(wait=True)
            worker = self._started()
        return worker, worker.submit(_carry_out, task)

    def _started(self) -> ProcessPoolExecutor:
        worker = ProcessPoolExecutor(1, multiprocessing.get_context("fork"), get_ready, (os.getpid(), self._prepare))
        worker.submit(_nothing)  # which starts it
        return worker


def _carry_out(task: Callable[[], T]) -> T:
    try:
        return task()
    finally:
        # They don't collect while they work, and begin each task as small as the one before.
        gc.collect()


def _nothing() -> None:
    pass
