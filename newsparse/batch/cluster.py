"""A batch done by a Dask cluster: the shards that local workers get, over many machines, outcomes in the same order.

Dask gives a shard whose worker died to another worker, and gives it up when it has killed a few. Which of its
documents does that is found by doing each alone, with nothing else under way. Dask is imported with `--dask` only.
"""

from __future__ import annotations

import contextlib
import logging
import os
import pkgutil
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from newsparse.batch.documents import Batch
from newsparse.batch.engines import documents_to_do, make_shards, shard_length
from newsparse.batch.inputs import STANDARD_INPUT
from newsparse.batch.storage import is_address
from newsparse.batch.work import Document, Outcome, Task, fail, work_on, write_rows
from newsparse.errors import NewsparseError
from newsparse.failure import Reason
from newsparse.version import __version__

if TYPE_CHECKING:
    from distributed import Client, Future

# Shards for each thread of the cluster that may be out or done and waiting for their turn.
WINDOW: Final = 3
# How long to wait for the scheduler's answer, for a first worker, and for a new one when all have gone.
CONNECT_SECONDS: Final = 10
WORKER_SECONDS: Final = 60
LOOK_SECONDS: Final = 2

Say = Callable[[str], object]


class ClusterError(NewsparseError):
    """The cluster can't do the work; the message says why and what to do."""


class _Slot:
    """A shard on its way."""

    __slots__ = ("documents", "future")

    def __init__(self, documents: tuple[Document, ...], future: Future) -> None:
        self.documents = documents
        self.future = future


@contextlib.contextmanager
def connect(address: str, say: Say) -> Iterator[Cluster]:
    """A cluster whose workers can do the work; raises `ClusterError`."""
    try:
        import dask
        from distributed import Client
        from distributed.comm import get_address_host_port, normalize_address
    except ImportError:
        raise ClusterError("--dask needs Dask: pip install 'newsparse[dask]'") from None
    _silence()
    with dask.config.set({"distributed.comm.timeouts.connect": f"{CONNECT_SECONDS}s"}):
        try:
            get_address_host_port(normalize_address(address), strict=True)
            client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
        except Exception as error:
            raise ClusterError(
                f"there is no Dask scheduler at {address} ({_one_line(error)}); "
                "give the address that 'dask scheduler' prints, such as tcp://10.0.0.5:8786"
            ) from None
        try:
            _wait_for_workers(client, address, say)
            _check_versions(client)
            yield Cluster(client, address)
        finally:
            with contextlib.suppress(Exception):
                client.close(timeout=LOOK_SECONDS)


class Cluster:
    """A connection to the scheduler, and what is under way there."""

    def __init__(self, client: Client, address: str) -> None:
        self.client = client
        self.address = address
        self.threads = sum(client.nthreads().values())
        self.looked = self.busy = time.monotonic()
        self.number = 0

    def check_shared(self, paths: Iterable[str]) -> None:
        """Whether all workers see what is on disk here; raises `ClusterError` where one does not."""
        for path in paths:
            if is_address(path) or path == STANDARD_INPUT:
                continue
            found = self.client.run(os.path.exists, os.path.abspath(path), on_error="return")
            blind = sorted(worker for worker, sees in found.items() if sees is not True)
            if blind:
                raise ClusterError(
                    f"the worker at {blind[0]} has no {os.path.abspath(path)}; files must lie in a folder that all "
                    "machines share under one path, or in a store (s3://, gs://)"
                )

    def run(self, task: Task, documents: Batch | Sequence[Document]) -> Generator[Outcome, None, None]:
        """The outcomes of all documents, in order; raises `ClusterError` where the cluster is gone."""
        shards = make_shards(task, documents_to_do(task, documents), shard_length(documents, max(self.threads, 1)))
        slots: deque[_Slot] = deque()
        folders: set[str] = set()
        try:
            while True:
                if time.monotonic() - self.looked > LOOK_SECONDS:
                    self._look()
                # Never none: without workers for the moment is no end.
                while len(slots) < max(self.threads, 1) * WINDOW and (shard := next(shards, None)):
                    slots.append(_Slot(shard, self._hand_out(task, shard)))
                    folders.update(os.path.dirname(one.output) for one in shard if one.output)
                if not slots:
                    return
                outcomes = self._outcomes(task, slots)
                yield from map(_as_named_here, slots.popleft().documents, outcomes)
        finally:
            self._cancel(slots)
            _discard_left_behind(folders, task.token)

    def _hand_out(self, task: Task, shard: Sequence[Document]) -> Future:
        self.number += 1
        shipped = [_as_named_there(one) for one in shard]
        key = f"newsparse-{task.token}-{self.number}"
        return self.client.submit(do_shard, __version__, task, shipped, key=key, pure=False)

    def _outcomes(self, task: Task, slots: Sequence[_Slot]) -> list[Outcome]:
        """Those of the first shard; it is done again document by document where it has killed its workers."""
        first = slots[0]
        if not self._was_killed(first.future):
            return self._received(first.future)
        for other in slots:  # while others are under way nobody knows who killed a worker
            self._wait(other.future)
        return [self._alone(task, one) for one in first.documents]

    def _alone(self, task: Task, document: Document) -> Outcome:
        future = self._hand_out(task, [document])
        if self._was_killed(future):
            if document.rows and document.output is not None:  # one of its rows does it: the others are done
                return write_rows(task, document, self.run(task, [document._replace(output=None)]))
            message = "the workers that took it died, killed or out of memory; try it alone"
            return fail(task, document, Reason("worker-died", message))
        return self._received(future)[0]

    def _was_killed(self, future: Future) -> bool:
        from distributed import KilledWorker

        return isinstance(self._wait(future), KilledWorker)

    def _wait(self, future: Future) -> BaseException | None:
        """Until a shard is done: what went wrong with it, if anything; looks after the cluster meanwhile."""
        while True:
            try:
                error: BaseException | None = future.exception(timeout=LOOK_SECONDS)
            except TimeoutError:
                self._look()
                continue
            if future.status in {"cancelled", "lost"}:
                told = "the cluster has given the work up: it was restarted, or its scheduler is gone"
                raise ClusterError(told + _AGAIN)
            return error

    def _received(self, future: Future) -> list[Outcome]:
        """The outcomes of a shard; what kept a worker from doing it at all ends the run."""
        error = self._wait(future)
        if isinstance(error, ClusterError):
            raise error
        if error is not None:
            raise ClusterError(f"a worker can't do the work: {type(error).__name__}: {_one_line(error)}{_AGAIN}")
        outcomes: list[Outcome] = future.result()
        return outcomes

    def _look(self) -> None:
        """How many threads the cluster has by now; raises `ClusterError` if there have been none for long."""
        try:
            self.threads = sum(self.client.nthreads().values())
        except Exception as error:
            raise ClusterError(f"the scheduler at {self.address} is gone ({_one_line(error)}){_AGAIN}") from None
        self.looked = time.monotonic()
        if self.threads:
            self.busy = self.looked
        elif self.looked - self.busy > WORKER_SECONDS:
            raise ClusterError(f"the cluster at {self.address} has had no workers for {WORKER_SECONDS} s{_AGAIN}")

    def _cancel(self, slots: Iterable[_Slot]) -> None:
        waiting = [slot.future for slot in slots if not slot.future.done()]
        if waiting:
            with contextlib.suppress(Exception):
                self.client.cancel(waiting, force=True)


_AGAIN: Final = "; what is done stays, --resume does the rest"


def do_shard(version: str, task: Task, documents: Sequence[Document]) -> list[Outcome]:
    """What a worker of the cluster does; several may come to do one shard, so that temporary names are its own."""
    if version != __version__:
        raise ClusterError(_other_version(f"a worker has {__version__}", version))
    return work_on(task._replace(token=f"{task.token}-{os.urandom(4).hex()}"), documents)


def _as_named_there(document: Document) -> Document:
    """A document with paths that mean the same in whatever folder a worker was started."""
    if is_address(document.path) or document.data is not None or document.problem is not None:
        path = document.path
    else:
        path = os.path.abspath(document.path)
    output = document.output
    if output is not None and not is_address(output):
        output = os.path.abspath(output)
    return document._replace(path=path, output=output)


def _as_named_here(document: Document, outcome: Outcome) -> Outcome:
    """An outcome that names the document as the user did."""
    if outcome.path == document.path:
        return outcome
    failures = tuple((place.replace(outcome.path, document.path, 1), reason) for place, reason in outcome.failures)
    return outcome._replace(path=document.path, failures=failures)


def _wait_for_workers(client: Client, address: str, say: Say) -> None:
    if client.nthreads():
        return
    say(f"newsparse: the cluster at {address} has no workers yet; waiting {WORKER_SECONDS} s for one")
    try:
        client.wait_for_workers(1, timeout=WORKER_SECONDS)
    except TimeoutError:
        raise ClusterError(f"no worker came to {address}; start some with 'dask worker {address}'") from None


def _check_versions(client: Client) -> None:
    """Whether all workers have this newsparse; asked in words that workers understand that have none."""
    found = client.run(pkgutil.resolve_name, "newsparse.version:__version__", on_error="return")
    for worker, version in sorted(found.items()):
        if isinstance(version, Exception):
            told = f"the worker at {worker} can't import newsparse ({_one_line(version)})"
            raise ClusterError(f"{told}; install there: pip install newsparse=={__version__}")
        if version != __version__:
            raise ClusterError(_other_version(f"the worker at {worker} has {version}", __version__))


def _other_version(found: str, wanted: str) -> str:
    return f"{found} of newsparse, this is {wanted}; records would differ: install the same on all machines"


def _discard_left_behind(folders: Iterable[str], token: str) -> None:
    """Takes away what workers had begun to write when they died."""
    for folder in folders:
        if is_address(folder):
            continue
        with contextlib.suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith(f".newsparse-{token}-") and entry.name.endswith(".part"):
                    os.unlink(entry.path)


def _silence() -> None:
    """What Dask logs of a lost connection, with tracebacks, is told in our words."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] in {"distributed", "tornado", "asyncio"}:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _one_line(error: Any) -> str:
    return " ".join(str(error).split()) or type(error).__name__
