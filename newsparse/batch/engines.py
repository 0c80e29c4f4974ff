"""Who does the work: this process, or a pool of workers. Both give the outcomes in the order of the documents."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from typing import Final

from newsparse.batch.documents import Batch
from newsparse.batch.inputs import STANDARD_INPUT
from newsparse.batch.storage import is_address
from newsparse.batch.work import Document, Outcome, Task, documents_of, read_bytes, work_on

# Shards of 16 to 64 documents ran 1.84 to 1.95 times as fast on two workers as on one, single documents 1.18
# times. The second bound keeps a shard of large documents from filling the memory with their records.
MOST_IN_SHARD: Final = 64
SHARD_BYTES: Final = 1 << 20
# Of files of many documents, whose number nobody knows beforehand.
ROWS_IN_SHARD: Final = 32

# A worker costs some 0.2 s to start: below this much text the pool would come too late.
POOL_PAYS_FROM: Final = 256 << 10
# So many documents are worth it however small they are.
MANY: Final = 500

# More processes than these for each processor wait for each other, and 10,000 would fill any memory.
JOBS_A_PROCESSOR: Final = 4

# What a file of a store counts for: nobody asks for its size, and each takes a round trip that others can use.
STORED_BYTES: Final = 16 << 10


def cpus() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run(
    task: Task, documents: Batch | Sequence[Document], jobs: int, tell: Callable[[str], object] = print
) -> Generator[Outcome, None, None]:
    """The outcomes of all documents, in order; a pool is made only where it pays.

    `tell` says what a user should know meanwhile.
    """
    single = documents_to_do(task, documents)
    jobs = min(jobs, JOBS_A_PROCESSOR * cpus())
    if jobs > 1 and _is_worth_a_pool(documents):
        from newsparse.batch.pool import run_in_pool

        yield from run_in_pool(task, make_shards(task, single, shard_length(documents, jobs)), jobs, tell)
        return
    for document in single:
        yield from work_on(task, [document])


def documents_to_do(task: Task, documents: Batch | Iterable[Document]) -> Iterator[Document]:
    """The documents one by one; a file of many that goes to a stream gives its own, so that workers share them."""
    if isinstance(documents, Batch):
        yield from map(documents.recognise, documents_to_do(task, documents.hand_out()))
        return
    for document in documents:
        if document.rows and document.output is None:
            yield from documents_of(task, document)
        else:
            yield document


def make_shards(task: Task, documents: Iterable[Document], length: int) -> Iterator[tuple[Document, ...]]:
    """Documents in runs of some length, shorter where they are large; what only this process can read is read here."""
    waiting: list[Document] = []
    size = 0
    for document in documents:
        ready = _with_data(task, document) if _is_ours_to_read(document) else document
        waiting.append(ready)
        size += _size(ready)
        if len(waiting) >= length or size >= SHARD_BYTES:
            yield tuple(waiting)
            waiting, size = [], 0
    if waiting:
        yield tuple(waiting)


def shard_length(documents: Batch | Sequence[Document], jobs: int) -> int:
    """Long shards for many documents; for few, so many shards that no worker idles."""
    has_rows = documents.has_rows if isinstance(documents, Batch) else any(one.rows for one in documents)
    if has_rows and any(one.rows and one.output is None for one in documents):
        return ROWS_IN_SHARD
    return max(1, min(MOST_IN_SHARD, len(documents) // (jobs * 4)))


def _is_worth_a_pool(documents: Batch | Sequence[Document]) -> bool:
    size = 0
    for count, document in enumerate(documents, 1):
        size += _size(document)
        if size >= POOL_PAYS_FROM or count >= MANY:
            return len(documents) > 1 or document.rows
    return False


def _size(document: Document) -> int:
    if document.data is not None:
        return len(document.data)
    if is_address(document.path):
        return SHARD_BYTES if document.rows else STORED_BYTES
    found = _stat(document.path)
    return found.st_size if found is not None else 0


def _stat(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except (OSError, ValueError):
        return None


def _is_ours_to_read(document: Document) -> bool:
    """Standard input and pipes, such as a shell's `<(command)`: a worker has not got them open."""
    if document.path == STANDARD_INPUT:
        return True
    if document.data is not None or is_address(document.path):
        return False
    found = _stat(document.path)
    return found is not None and not stat.S_ISREG(found.st_mode)


def _with_data(task: Task, document: Document) -> Document:
    """What goes wrong here is told in the document's turn."""
    try:
        return document._replace(data=read_bytes(document.path, task.max_bytes))
    except Exception as error:
        from newsparse.failure import reason_of

        return document._replace(problem=reason_of(error))
