"""The documents of one call on their way to the work, each made when its turn comes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from newsparse.batch.inputs import Documents, Input
from newsparse.batch.known import Known
from newsparse.batch.outputs import Plan
from newsparse.batch.work import Document


def _as_they_are(documents: Iterable[Document]) -> Iterable[Document]:
    return documents


def _nothing(_: Document) -> Known | None:
    return None


class Batch:
    """All documents of one call, with where each is written to and what is known of it."""

    __slots__ = ("_inputs", "_plan", "begin", "known")

    def __init__(self, inputs: Documents, plan: Plan) -> None:
        self._inputs = inputs
        self._plan = plan
        # Takes down what is begun, as it is handed out.
        self.begin: Callable[[Iterable[Document]], Iterable[Document]] = _as_they_are
        # What an earlier run has done of a document.
        self.known: Callable[[Document], Known | None] = _nothing

    def __len__(self) -> int:
        return len(self._inputs)

    def __iter__(self) -> Iterator[Document]:
        return map(self._document, range(len(self._inputs)), self._inputs)

    @property
    def has_rows(self) -> bool:
        """Whether files of many documents are among them."""
        return self._inputs.has_rows

    def hand_out(self) -> Iterator[Document]:
        """The documents to be done, now; files of many as they are."""
        return iter(self.begin(self))

    def recognise(self, document: Document) -> Document:
        """A document with what is known of it."""
        return document._replace(known=self.known(document))

    def _document(self, number: int, one: Input) -> Document:
        return Document(number, one.path, one.name, self._plan.output(one), problem=one.problem, rows=one.rows)
