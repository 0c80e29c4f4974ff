"""A batch done by workers: the same documents, the same outcomes in the same order."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from functools import partial
from itertools import islice
from typing import Final

from newsparse.batch.files import discard_half_written, discard_left_behind
from newsparse.batch.work import Document, Outcome, Task, documents_of, fail, temporary_token, work_on, write_rows
from newsparse.failure import Reason
from newsparse.workers import Work, run_in_workers

# Rows of a file that kills its workers, done together until one does it again.
ROWS_AT_ONCE: Final = 32


def run_in_pool(
    task: Task, shards: Iterator[tuple[Document, ...]], jobs: int, tell: Callable[[str], object]
) -> Generator[Outcome, None, None]:
    """The outcomes of all shards in order; a document that kills its worker twice has failed, the others go on."""

    def died(status: int | None) -> None:
        tell(f"newsparse: a worker process died ({_shown(status)}); its documents are done again")

    work = Work(partial(_do, task), partial(_lost, task, tell), partial(_clean_up, task), discard_half_written, died)
    return run_in_workers(work, shards, jobs)


def _shown(status: int | None) -> str:
    """How a process ended.

    >>> _shown(-9), _shown(1)
    ('signal 9', 'exit status 1')
    """
    return f"signal {-status}" if status is not None and status < 0 else f"exit status {status}"


def _do(task: Task, document: Document) -> Outcome:
    return work_on(task, (document,))[0]


def _lost(task: Task, tell: Callable[[str], object], document: Document) -> Outcome:
    """A document that killed its worker twice; of a file of many only the row that did it fails."""
    if document.rows and document.output is not None:
        rows = documents_of(task, document)
        some = iter(lambda: tuple(islice(rows, ROWS_AT_ONCE)), ())
        return write_rows(task, document, run_in_pool(task, some, 1, tell))
    message = "its worker process died twice, killed or out of memory; try it alone"
    return fail(task, document, Reason("worker-died", message))


def _clean_up(task: Task, document: Document) -> None:
    """What a worker had begun to write when it died."""
    if document.output is not None:
        discard_left_behind(document.output, temporary_token(task, document))
