"""Worker processes: shards go out through a bounded window, results come back in order.

Each worker has a pipe of its own and one shard at a time. A worker that dies closes its pipe, whatever it was at,
so its death is noticed at once and costs nobody else: its shard is done again item by item, and only the item that
kills its worker again is lost. (`ProcessPoolExecutor` shares one pipe among all workers: one that was killed while
it wrote a result left the reader waiting for the rest for ever, in 1 of 7 tries.)
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Final, Generic, TypeVar

# Shards for each worker that may be out or done and waiting for their turn: enough for uneven items.
WINDOW: Final = 3
# After so many processes that died before they had begun, no other is started.
MOST_STILLBORN: Final = 2

Item = TypeVar("Item")
Result = TypeVar("Result")


def _nothing() -> None: ...


class Work(Generic[Item, Result]):
    """What is done with each item, and what where that fails.

    `do` and `leave` run in the workers: they must be functions of a module, or partials of such.
    """

    __slots__ = ("again", "died", "do", "leave", "lost")

    def __init__(
        self,
        do: Callable[[Item], Result],
        lost: Callable[[Item], Result],
        again: Callable[[Item], object] = lambda item: None,
        leave: Callable[[], object] = _nothing,
        died: Callable[[int | None], object] = lambda status: None,
    ) -> None:
        self.do = do
        # For an item that killed its worker twice: its result after all, or an exception.
        self.lost = lost
        # Called for an item whose worker died, before it is tried again or given up.
        self.again = again
        # Called in a worker that is told to leave at once.
        self.leave = leave
        # Called with the exit status of a worker that died, before its items are tried again.
        self.died = died


def run_in_workers(
    work: Work[Item, Result], shards: Iterator[tuple[Item, ...]], jobs: int
) -> Generator[Result, None, None]:
    """The results of all items in order, done by `jobs` processes; closing it early ends them at once."""
    pool = _Pool(work, jobs)
    slots: deque[_Slot[Item, Result]] = deque()
    try:
        while True:
            while len(slots) < jobs * WINDOW and pool.has_room() and (shard := next(shards, None)):
                slots.append(_Slot(shard))
                pool.hand_out(slots[-1])
            if not slots:
                return
            if slots[0].results is None:
                pool.wait()
            else:
                yield from slots.popleft().results or ()
    finally:
        pool.stop()


class _Slot(Generic[Item, Result]):
    """A shard on its way; it keeps its place in the order."""

    __slots__ = ("items", "results")

    def __init__(self, items: tuple[Item, ...]) -> None:
        self.items = items
        self.results: list[Result] | None = None


class _Worker(Generic[Item, Result]):
    """A process, the pipe to it, and the shard that it is at."""

    __slots__ = ("has_begun", "pipe", "process", "slot")

    def __init__(self, work: Work[Item, Result]) -> None:
        # Not fork: it would copy this process with its threads and half-written buffers.
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=_serve, args=(theirs, work.do, work.leave), daemon=True)
        with _interrupts_held():
            self.process.start()
        theirs.close()  # so that the pipe ends with the worker
        self.pipe: Connection[tuple[Item, ...], list[Result] | Exception | None] = ours
        self.slot: _Slot[Item, Result] | None = None
        # Whether it has said that it is there.
        self.has_begun = False

    def receive(self) -> list[Result] | None:
        """The results of its shard, or None where it says that it has begun; what was raised there is raised here.

        Raises `EOFError` or `OSError` where it has died.
        """
        message = self.pipe.recv()
        if isinstance(message, Exception):
            raise message
        self.has_begun = True
        return message


class _Pool(Generic[Item, Result]):
    """The workers, started as they are needed."""

    def __init__(self, work: Work[Item, Result], jobs: int) -> None:
        self.work = work
        self.jobs = jobs
        self.workers: list[_Worker[Item, Result]] = []
        # How many died before they had begun.
        self.stillborn = 0

    def has_room(self) -> bool:
        """Whether a shard could be begun right now."""
        return len(self.workers) < self.jobs or any(worker.slot is None for worker in self.workers)

    def hand_out(self, slot: _Slot[Item, Result]) -> None:
        """Gives a shard to an idle worker, or to a new one; where no process is to be had, it is done here."""
        worker = self._idle() or self._start()
        while worker is None and self.workers:
            self.wait()
            worker = self._idle()
        if worker is None:
            slot.results = [self.work.do(item) for item in slot.items]
            return
        worker.slot = slot
        with contextlib.suppress(OSError):  # it died idle: `wait` will notice
            worker.pipe.send(slot.items)

    def _idle(self) -> _Worker[Item, Result] | None:
        return next((one for one in self.workers if one.slot is None), None)

    def _start(self) -> _Worker[Item, Result] | None:
        """A new worker; None where the system has no more processes, descriptors or memory for one."""
        if self.stillborn >= MOST_STILLBORN:
            return None
        try:
            worker = _Worker(self.work)
        except (OSError, MemoryError):
            self.jobs = max(1, len(self.workers))
            return None
        self.workers.append(worker)
        return worker

    def wait(self) -> None:
        """Waits until a worker has done its shard, or has died."""
        busy = {id(worker.pipe): worker for worker in self.workers if worker.slot is not None}
        for pipe in wait([worker.pipe for worker in busy.values()]):
            worker = busy[id(pipe)]
            slot = worker.slot
            assert slot is not None
            try:
                slot.results = worker.receive()
                if slot.results is not None:
                    worker.slot = None
            except (EOFError, OSError):
                self._bury(worker)
                if worker.has_begun:
                    slot.results = list(_one_by_one(self.work, slot.items))
                else:  # no fault of its documents: Python itself may be out of its reach
                    self.stillborn += 1
                    slot.results = [self.work.do(item) for item in slot.items]

    def _bury(self, worker: _Worker[Item, Result]) -> None:
        self.workers.remove(worker)
        worker.process.join(1)  # its pipe may be gone a moment before it is
        self.work.died(worker.process.exitcode)
        _stop([worker])

    def stop(self) -> None:
        """Ends the workers without waiting for what they are at."""
        _stop(self.workers)
        self.workers = []


def _one_by_one(work: Work[Item, Result], items: tuple[Item, ...]) -> Iterator[Result]:
    """A shard that killed its worker, item by item: which kills one again is lost."""
    worker: _Worker[Item, Result] | None = None
    try:
        for item in items:
            work.again(item)
            try:
                worker = worker or _Worker(work)
                worker.pipe.send((item,))
                results = worker.receive() or worker.receive()
                assert results is not None
                yield results[0]
            except (EOFError, OSError):
                _stop([worker] if worker else [])
                worker = None
                work.again(item)
                yield work.lost(item)
    finally:
        _stop([worker] if worker else [])


def _stop(workers: list[Any]) -> None:
    for worker in workers:
        worker.process.terminate()
    for worker in workers:
        worker.process.join(2)
        if worker.process.is_alive():  # in one long match it hears no signal
            worker.process.kill()
            worker.process.join()
        worker.pipe.close()


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """A worker that starts meanwhile inherits that Ctrl-C is not for it: this process stops it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection[Any, Any], do: Callable[[Any], Any], leave: Callable[[], object]) -> None:
    """What a worker does: shard after shard, until it is told to leave or its parent is gone."""

    def leave_at_once(*_: object) -> None:
        leave()
        os._exit(143)

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, leave_at_once)
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        pipe.send(None)
        while True:
            items = pipe.recv()
            results: list[Any] = []
            try:
                for item in items:
                    if pipe.poll():  # nothing is sent meanwhile: this is the pipe's end, and the parent is gone
                        return
                    results.append(do(item))
            except Exception as error:
                pipe.send(error)
            else:
                pipe.send(results)
