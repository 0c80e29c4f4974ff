"""Workers: results in order, faults handed on, deaths survived, ended at once when nobody wants more."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

import pytest
from worked import die_while_sending, double, lost, sleep

from newsparse import workers
from newsparse.workers import Work, run_in_workers


@pytest.fixture(autouse=True)
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers do not import pytest first."""
    monkeypatch.setattr(sys.modules["__main__"], "__spec__", None)
    monkeypatch.delattr(sys.modules["__main__"], "__file__", raising=False)


def shards_of(*numbers: int, length: int = 3) -> Iterator[tuple[int, ...]]:
    return (numbers[start : start + length] for start in range(0, len(numbers), length))


def test_results_come_in_order_and_deaths_are_survived() -> None:
    again: list[int] = []
    died: list[int | None] = []
    results = run_in_workers(Work(double, lost, again.append, died=died.append), shards_of(*range(20)), 2)
    assert list(results) == [-13 if number == 13 else 2 * number for number in range(20)]
    assert again == [12, 13, 13, 14], "only the shard that died is done again"
    assert died == [-9]


def test_a_fault_is_raised_here() -> None:
    results = run_in_workers(Work(double, lost), shards_of(1, 2, 99), 1)
    with pytest.raises(ZeroDivisionError, match="99"):
        list(results)


@pytest.mark.parametrize("started", [0, 1])
def test_without_more_processes_the_work_is_done_all_the_same(monkeypatch: pytest.MonkeyPatch, started: int) -> None:
    left = [workers._Worker] * started

    def start(work: Work[int, int]) -> object:
        if not left:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        return left.pop()(work)

    monkeypatch.setattr(workers, "_Worker", start)
    results = run_in_workers(Work(double, lost), shards_of(*range(12)), 4)
    assert list(results) == [2 * number for number in range(12)]


def test_workers_that_can_not_begin_are_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where this process may read Python's modules and its children may not."""
    died: list[int | None] = []
    monkeypatch.setenv("PYTHONHOME", "/nonexistent")
    results = run_in_workers(Work(double, lost, died=died.append), shards_of(*range(12)), 2)
    assert list(results) == [2 * number for number in range(12)]
    # The death of one may be noticed before that of the other, and then a third was begun.
    assert died in ([1, 1], [1, 1, 1])


@pytest.mark.slow
def test_a_death_while_sending_is_noticed() -> None:
    def slowly() -> Iterator[tuple[int, ...]]:
        yield (1,)
        time.sleep(1)  # the result waits in the pipe meanwhile
        yield (2,)

    again: list[int] = []
    results = run_in_workers(Work(die_while_sending, lambda number: b"lost", again.append), slowly(), 2)
    assert [len(one) for one in results] == [10_000_000, 10_000_000]
    assert again == [1], "it died, and its item was done again"


@pytest.mark.slow
def test_closing_early_ends_the_workers_at_once() -> None:
    import multiprocessing

    results = run_in_workers(Work(sleep, lost), shards_of(0, 60, 60, length=1), 2)
    next(results)
    results.close()
    assert not multiprocessing.active_children()
