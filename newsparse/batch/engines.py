"""Who does the work: this process, or a pool of workers. Both give the outcomes in the order of the documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from newsparse.batch.work import Document, Outcome, Task, work_on

MOST_IN_SHARD: Final = 64


def run(task: Task, documents: Sequence[Document], jobs: int) -> Iterator[Outcome]:
    """The outcomes of all documents, in order."""
    for document in documents:
        yield from work_on(task, [document])
