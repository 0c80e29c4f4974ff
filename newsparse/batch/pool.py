"""Worker processes: shards go out through a bounded window, outcomes come back in order.

A worker that dies takes the pool with it. The shards that were out are then done again, one document at a time
in a worker of its own, so that only the document that killed it has failed; the rest goes on in a new pool.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Final

from newsparse.batch.engines import Shard
from newsparse.batch.files import discard_half_written, discard_left_behind
from newsparse.batch.work import Document, Outcome, Task, fail, temporary_token, work_on
from newsparse.failure import Reason

# Shards that are out for each worker: one in work, one waiting, one more for the unevenness of documents.
WINDOW: Final = 3


def run_in_pool(task: Task, shards: Iterator[Shard], jobs: int) -> Iterator[Outcome]:
    """The outcomes of all shards in order, done by `jobs` workers."""
    out: deque[tuple[Shard, Future[list[Outcome]]]] = deque()
    pool = _Pool(jobs)
    try:
        for shard in shards:
            out.append((shard, pool.submit(task, shard.documents)))
            if len(out) >= jobs * WINDOW:
                yield from _next(task, pool, out)
        while out:
            yield from _next(task, pool, out)
    finally:
        pool.stop()


def _next(task: Task, pool: _Pool, out: deque[tuple[Shard, Future[list[Outcome]]]]) -> Iterator[Outcome]:
    """The outcomes of the oldest shard that is out."""
    shard, future = out.popleft()
    try:
        yield from future.result()
        return
    except BrokenProcessPool:
        pool.stop()
    yield from _singly(task, shard)
    for index, (waiting, future) in enumerate(out):
        if not _has_result(future):
            _clean_up(task, waiting)
            out[index] = waiting, pool.submit(task, waiting.documents)


def _singly(task: Task, shard: Shard) -> Iterator[Outcome]:
    """A shard document by document, in one worker: if that dies, the document has killed it."""
    _clean_up(task, shard)
    pool = _Pool(1)
    try:
        for document in shard.documents:
            try:
                yield pool.submit(task, (document,)).result()[0]
            except BrokenProcessPool:
                pool.stop()
                _clean_up(task, Shard((document,), 0))
                message = "the worker process died on this document, killed or out of memory; try it alone"
                yield fail(task, document, Reason("worker-died", message))
    finally:
        pool.stop()


def _has_result(future: Future[list[Outcome]]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


def _clean_up(task: Task, shard: Shard) -> None:
    for document in shard.documents:
        if document.output is not None:
            discard_left_behind(document.output, temporary_token(task, document))


class _Pool:
    """An executor that is made at first use and can be stopped at once."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self.executor: ProcessPoolExecutor | None = None

    def submit(self, task: Task, documents: tuple[Document, ...]) -> Future[list[Outcome]]:
        """Hands documents to a worker, starting one if fewer run than may."""
        with _interrupts_held():
            if self.executor is None:
                # Not fork: it would copy this process with its threads and half-written buffers.
                context = multiprocessing.get_context("spawn")
                self.executor = ProcessPoolExecutor(self.jobs, mp_context=context, initializer=_begin_worker)
            try:
                return self.executor.submit(work_on, task, documents)
            except BrokenProcessPool as error:
                broken: Future[list[Outcome]] = Future()
                broken.set_exception(error)
                return broken

    def stop(self) -> None:
        """Ends the workers without waiting for what they are at."""
        if self.executor is None:
            return
        # Public from Python 3.14 on, as `terminate_workers`.
        workers = list((getattr(self.executor, "_processes", None) or {}).values())
        self.executor.shutdown(wait=False, cancel_futures=True)
        for worker in workers:
            with contextlib.suppress(OSError, ValueError):
                worker.terminate()
        for worker in workers:
            with contextlib.suppress(OSError, ValueError, AssertionError):
                worker.join(5)
                worker.kill()
        self.executor = None


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


def _begin_worker() -> None:
    """What a worker does first: it leaves at once when told to, or when its parent is gone."""
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave(*_: object) -> None:
    discard_half_written()
    os._exit(143)


def _leave_with_parent() -> None:
    """Without this the workers of a killed process would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        _leave()
