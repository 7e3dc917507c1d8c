"""Processes that each carry out one task at a time: a crash costs its own task, and an idle process costs none."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable
from functools import partial

import pytest

from reportgen.errors import Problem, UserError
from reportgen.workers import Workers


def nothing() -> None:
    """Get ready for nothing in particular."""


def be_killed() -> int:
    signal.raise_signal(signal.SIGKILL)
    return 0


def refuse() -> int:
    raise UserError(Problem("Dit kan niet.", "Doe iets anders."))


def outcomes_of(tasks: dict[str, Callable[[], int]], number: int = 2) -> dict[str, int | None]:
    with Workers(number, nothing) as workers:
        return dict(workers.outcomes_of(tasks))


@pytest.mark.parametrize("number", [0, 1, 2, 5])
def test_each_task_gives_its_result_by_its_name(number: int) -> None:
    tasks = {str(value): partial(pow, value, 2) for value in range(4)}
    assert outcomes_of(tasks, number) == {"0": 0, "1": 1, "2": 4, "3": 9}


def test_a_crash_costs_its_own_task_alone_also_when_there_is_only_one_process() -> None:
    tasks = {"een": partial(pow, 2, 2), "twee": be_killed, "drie": partial(pow, 3, 2)}
    for number in (1, 2):
        assert outcomes_of(tasks, number) == {"een": 4, "twee": None, "drie": 9}


def test_a_process_that_was_killed_while_it_waited_costs_no_task() -> None:
    with Workers(2, nothing) as workers:
        for process in multiprocessing.active_children():
            process.kill()
            process.join()
        outcomes = dict(workers.outcomes_of({"een": partial(pow, 2, 2), "twee": partial(pow, 3, 2)}))
    assert outcomes == {"een": 4, "twee": 9}
    assert multiprocessing.active_children() == []


def test_a_mistake_ends_the_other_processes_at_once() -> None:
    with pytest.raises(UserError, match=r"Dit kan niet\."):
        outcomes_of({"een": refuse, "twee": partial(pow, 2, 2)})
    assert multiprocessing.active_children() == []
