"""Worker processes: shards go out through a bounded window, outcomes come back in order.

Each worker has a pipe of its own and one shard at a time. A worker that dies closes its pipe, whatever it was at,
so its death is noticed at once and costs nobody else: its shard is done again document by document, and only the
document that kills its worker again has failed. (`ProcessPoolExecutor` shares one pipe among all workers: one
that was killed while it wrote a result left the reader waiting for the rest for ever, in 1 of 7 tries.)
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Final

from newsparse.batch.files import discard_half_written, discard_left_behind
from newsparse.batch.work import Document, Outcome, Task, fail, temporary_token, work_on
from newsparse.failure import Reason

# Shards for each worker that may be out or done and waiting for their turn: enough for uneven documents.
WINDOW: Final = 3

Documents = tuple[Document, ...]


@dataclass(slots=True)
class _Slot:
    """A shard on its way; it keeps its place in the order."""

    documents: Documents
    outcomes: list[Outcome] | None = None


@dataclass(slots=True)
class _Worker:
    """A process and the pipe to it."""

    process: BaseProcess
    pipe: Connection[Documents, list[Outcome]]
    slot: _Slot | None = None


def run_in_pool(task: Task, shards: Iterator[Documents], jobs: int) -> Iterator[Outcome]:
    """The outcomes of all shards in order, done by `jobs` workers."""
    pool = _Pool(task, jobs)
    slots: deque[_Slot] = deque()
    try:
        while True:
            while len(slots) < jobs * WINDOW and pool.has_room() and (shard := next(shards, None)):
                slots.append(_Slot(shard))
                pool.hand_out(slots[-1])
            if not slots:
                return
            if slots[0].outcomes is None:
                pool.wait()
            else:
                yield from slots.popleft().outcomes or ()
    finally:
        pool.stop()


class _Pool:
    """The workers, started as they are needed."""

    def __init__(self, task: Task, jobs: int) -> None:
        self.task = task
        self.jobs = jobs
        self.workers: list[_Worker] = []

    def has_room(self) -> bool:
        """Whether a shard could be begun right now."""
        return len(self.workers) < self.jobs or any(worker.slot is None for worker in self.workers)

    def hand_out(self, slot: _Slot) -> None:
        """Gives a shard to an idle worker, or to a new one."""
        worker = next((one for one in self.workers if one.slot is None), None)
        if worker is None:
            worker = _start(self.task)
            self.workers.append(worker)
        worker.slot = slot
        with contextlib.suppress(OSError):  # it died idle: `wait` will notice
            worker.pipe.send(slot.documents)

    def wait(self) -> None:
        """Waits until a worker has done its shard, or has died."""
        busy = {id(worker.pipe): worker for worker in self.workers if worker.slot is not None}
        for pipe in wait([worker.pipe for worker in busy.values()]):
            worker = busy[id(pipe)]
            slot, worker.slot = worker.slot, None
            assert slot is not None
            try:
                slot.outcomes = worker.pipe.recv()
            except (EOFError, OSError):
                self.workers.remove(worker)
                _stop([worker])
                slot.outcomes = list(_one_by_one(self.task, slot.documents))

    def stop(self) -> None:
        """Ends the workers without waiting for what they are at."""
        _stop(self.workers)
        self.workers = []


def _one_by_one(task: Task, documents: Documents) -> Iterator[Outcome]:
    """A shard that killed its worker, document by document: who kills one again has failed."""
    worker: _Worker | None = None
    for document in documents:
        _clean_up(task, document)
        worker = worker or _start(task)
        try:
            worker.pipe.send((document,))
            yield worker.pipe.recv()[0]
        except (EOFError, OSError):
            _stop([worker])
            worker = None
            _clean_up(task, document)
            message = "its worker process died twice, killed or out of memory; try it alone"
            yield fail(task, document, Reason("worker-died", message))
    _stop([worker] if worker else [])


def _clean_up(task: Task, document: Document) -> None:
    if document.output is not None:
        discard_left_behind(document.output, temporary_token(task, document))


def _start(task: Task) -> _Worker:
    # Not fork: it would copy this process with its threads and half-written buffers.
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, task), daemon=True)
    with _interrupts_held():
        process.start()
    theirs.close()  # so that the pipe ends with the worker
    return _Worker(process, ours)


def _stop(workers: list[_Worker]) -> None:
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


def _serve(pipe: Connection[list[Outcome], Documents], task: Task) -> None:
    """What a worker does: shard after shard, until it is told to leave or its parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    with contextlib.suppress(EOFError, OSError):
        while True:
            outcomes: list[Outcome] = []
            for document in pipe.recv():
                if pipe.poll():  # nothing is sent meanwhile: this is the end of the pipe, and the parent is gone
                    return
                outcomes += work_on(task, [document])
            pipe.send(outcomes)


def _leave(*_: object) -> None:
    discard_half_written()
    os._exit(143)
