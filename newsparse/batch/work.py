"""The one function that every engine calls: a shard of documents in, an outcome each out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO, Final, TypeVar, cast

from newsparse.batch.inputs import STANDARD_INPUT
from newsparse.batch.known import Known
from newsparse.batch.storage import open_whole, read_up_to, without_account
from newsparse.errors import InputError, NewsparseError
from newsparse.export import Command, Format
from newsparse.model import Article, Item, Normalized, Options, Source, write_json
from newsparse.record import Record, record

if TYPE_CHECKING:
    from newsparse.failure import Reason

Made = TypeVar("Made", Article, Normalized)

# Failures of one file of many documents that are named; its records tell of all.
MOST_TOLD: Final = 10


@record
class Task(Record):
    """What is done to every document; it can be pickled for workers."""

    command: Command
    """Parse or normalize."""
    format: Format
    """How the records are written."""
    options: Options
    """What changes the outcome."""
    max_bytes: int
    """A larger document is refused."""
    token: str
    """Of this run, for temporary names."""
    strict: bool = False
    """Whether an article without a headline or without a body has failed."""
    text_field: str = "text"
    """Which field of a row is the text, in files of many documents."""
    id_field: str | None = None
    """Which field is its `source.path`; None: the file's, with the row's number."""
    in_place: bool = False
    """Whether the repaired text is written to the input itself."""
    to_utf8: bool = False
    """Whether files in other encodings are changed in place as well, to UTF-8."""

    def digest(self) -> str:
        """First 16 hex digits of the SHA-256 of all that changes the output: options, rules, command, format."""
        write = self.format.article if self.command == "parse" else self.format.normalized
        said = [self.options.digest(), self.command, _described(write), self.strict, self.text_field, self.id_field]
        return _digest(write_json(said).encode())[:16]


@record
class Document(Record):
    """One document on its way."""

    number: int
    """Its place among all inputs, from 0."""
    path: str
    """Where it is opened."""
    name: str
    """Its `source.path`."""
    output: str | None = None
    """The file that it is written to; None: it is handed back."""
    data: str | bytes | None = None
    """Its bytes, where they can be read only once, or a row's text."""
    problem: Reason | None = None
    """Known before it is opened."""
    rows: bool = False
    """Whether it is a file of many documents, a row each."""
    item: Item | None = None
    """Its place in a file of many."""
    known: Known | None = None
    """What an earlier run has done of it: it is skipped if that is still so."""


@record
class Outcome(Record):
    """What became of a document."""

    path: str
    """As it was opened, for messages."""
    record: str = ""
    """What it says, unless it went to a file of its own."""
    reason: Reason | None = None
    """Why it failed."""
    repairs: int = 0
    """How many places were repaired."""
    damage: int = 0
    """How many are broken and were left so."""
    input_sha256: str | None = None
    """Digest of its bytes, where its record went to a file."""
    output_sha256: str | None = None
    """Digest of that file."""
    documents: int = 1
    """How many it speaks of: a file of many documents that was written as one."""
    failed: int = 0
    """How many of many failed."""
    failures: tuple[tuple[str, Reason], ...] = ()
    """The first of them, each with its place."""
    skipped: Known | None = None
    """What an earlier run has done of it and is complete."""
    changed: bool = False
    """Whether it was changed in place."""


def work_on(task: Task, documents: Sequence[Document]) -> list[Outcome]:
    """Does a shard, document by document; no fault of one document reaches another."""
    return [_do(task, document) for document in documents]


def documents_of(task: Task, document: Document) -> Iterator[Document]:
    """The documents of a file of many, to be handed back one by one; a fault of the file stands behind them."""
    if not document.rows or document.problem is not None:
        yield document
        return
    try:
        yield from _rows_of(task, document)
    except InputError as error:
        from newsparse.failure import reason_of

        yield document._replace(rows=False, problem=reason_of(error))


def _rows_of(task: Task, document: Document) -> Iterator[Document]:
    """A document a row; raises `InputError` where the file can't be read."""
    from newsparse.batch.shards import Fields, read_rows

    single = document._replace(rows=False, output=None)
    try:
        for row in read_rows(document.path, Fields(task.text_field, task.id_field), task.max_bytes):
            yield single._replace(
                path=f"{document.path}:{(row.item.index or 0) + 1}",
                name=row.name or document.name,
                data=row.text,
                problem=row.problem,
                item=None if row.name else row.item,
            )
    except OSError as error:
        raise _unreadable(error) from error


def _unreadable(error: OSError) -> InputError:
    from newsparse.failure import reason_of

    reason = reason_of(error)
    return InputError(reason.code, reason.message)


def read_bytes(path: str, max_bytes: int) -> bytes:
    """The bytes of a file or of standard input; raises `InputError` where they are too many."""
    data = sys.stdin.buffer.read(max_bytes + 1) if path == STANDARD_INPUT else read_up_to(path, max_bytes + 1)
    if len(data) > max_bytes:
        message = f"is larger than {max_bytes:,} bytes; if it is one article, raise --max-bytes"
        raise InputError("too-large", message)
    return data


def temporary_token(task: Task, document: Document) -> str:
    """What the temporary name of a document's output is told apart by."""
    return f"{task.token}-{document.number}"


def fail(task: Task, document: Document, reason: Reason, data: str | bytes | None = None) -> Outcome:
    """The outcome of a document that could not be done."""
    from newsparse.failure import Failure

    record = ""
    if task.format.failure is not None and document.output is None:
        record = task.format.failure(Failure(_with_place(Source(), document, data), reason))
    digest = _digest(_bytes_of(data)) if data is not None and document.output is not None else None
    return Outcome(document.path, record, reason, input_sha256=digest)


def _with_place(source: Source, document: Document, data: str | bytes | None) -> Source:
    """A source with what is known without reading: path, item, size and digest."""
    if data is None or source.sha256 is not None:
        return source._replace(path=document.name, item=document.item)
    known = _bytes_of(data)
    return source._replace(path=document.name, item=document.item, bytes=len(known), sha256=_digest(known))


def _bytes_of(data: str | bytes) -> bytes:
    return data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")


def _digest(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()


def _is_complete(document: Document, input_sha256: str) -> bool:
    """Whether what an earlier run has done is of these bytes, and its file still what was written."""
    from newsparse.batch.shards import digest_of

    known, output = document.known, document.output
    if known is None or known.input_sha256 != input_sha256:
        return False
    if output is None or known.output_sha256 is None:
        return True
    try:
        return not os.path.islink(output) and digest_of(output) == known.output_sha256
    except OSError:
        return False


def _described(write: Callable[[Any], str] | None) -> list[object]:
    """Which writer it is, and what it was told: a view depends on its width."""
    given = getattr(write, "keywords", {})
    name = getattr(write, "func", write)
    return [getattr(name, "__module__", None), getattr(name, "__qualname__", None), sorted(given.items())]


def _do(task: Task, document: Document) -> Outcome:
    data = document.data
    if document.problem is not None:
        return fail(task, document, document.problem)
    if document.rows:
        return _do_rows(task, document)
    try:
        if data is None:
            data = read_bytes(document.path, task.max_bytes)
        if document.known is not None and _is_complete(document, _digest(_bytes_of(data))):
            return Outcome(document.path, skipped=document.known)
        made = _make(task, document, data)
        if task.in_place:
            return _change(task, document, data, made)
        record = _write(task, made)
    except Exception as error:  # whatever it is, the other documents are done
        from newsparse.failure import reason_of

        return fail(task, document, reason_of(error), data)
    if document.output is None:
        return Outcome(document.path, record, repairs=len(made.repairs), damage=len(made.damage))
    try:
        written = _save(task, document, [record])
    except Exception as error:
        return fail(task, document, _not_written(document, error), data)
    digest = _digest(_bytes_of(data))
    return Outcome(document.path, repairs=len(made.repairs), input_sha256=digest, output_sha256=written)


def _change(task: Task, document: Document, data: str | bytes, made: Article | Normalized) -> Outcome:
    """Writes a repaired text to the file that it is of."""
    from newsparse.batch.in_place import rewrite

    assert isinstance(made, Normalized) and isinstance(data, bytes)
    changed = rewrite(document.path, data, made, encoding=task.options.encoding, to_utf8=task.to_utf8)
    return Outcome(document.path, repairs=len(made.repairs), damage=len(made.damage), changed=changed)


def _do_rows(task: Task, document: Document) -> Outcome:
    """A file of many into one file of as many records."""
    return write_rows(task, document, (_do(task, row) for row in _rows_of(task, document)))


def write_rows(task: Task, document: Document, outcomes: Iterable[Outcome]) -> Outcome:
    """The records of a file of many into one file, which is there whole or not at all."""
    from newsparse.batch.shards import digest_of
    from newsparse.failure import reason_of

    told = Outcome(document.path, documents=0)

    def records() -> Iterator[str]:
        nonlocal told
        for outcome in outcomes:
            told = _added(told, outcome)
            yield outcome.record

    try:
        digest = digest_of(document.path)
    except Exception as error:
        return fail(task, document, reason_of(error))
    if _is_complete(document, digest):
        return Outcome(document.path, skipped=document.known)
    try:
        written = _save(task, document, records())
    except InputError as error:
        return fail(task, document, reason_of(error))
    except NewsparseError:  # not of this document: the cluster is gone
        raise
    except Exception as error:
        return fail(task, document, _not_written(document, error))
    return told._replace(input_sha256=digest, output_sha256=written)


def _added(told: Outcome, row: Outcome) -> Outcome:
    """The outcome of a file of many with one row more."""
    failures = told.failures
    if row.reason is not None and len(failures) < MOST_TOLD:
        failures = (*failures, (row.path, row.reason))
    return told._replace(
        documents=told.documents + 1,
        failed=told.failed + (row.reason is not None),
        failures=failures,
        repairs=told.repairs + row.repairs,
    )


def _save(task: Task, document: Document, records: Iterable[str]) -> str:
    """Writes records to the document's file, whole or not at all, and gives the digest of the file."""
    from newsparse.batch.shards import Counted, write_records

    assert document.output is not None
    with open_whole(document.output, temporary_token(task, document)) as stream:
        counted = Counted(stream)
        with write_records(cast(BinaryIO, counted), task.format, task.command) as take:
            for record in records:
                take(record)
    return counted.digest.hexdigest()


def _not_written(document: Document, error: Exception) -> Reason:
    from newsparse.failure import Reason, reason_of

    if not isinstance(error, OSError | InputError):
        return reason_of(error)
    output = without_account(document.output or "")
    return Reason("not-written", f"{output}: {getattr(error, 'strerror', None) or error}")


def _make(task: Task, document: Document, data: str | bytes) -> Article | Normalized:
    from newsparse.pipeline import normalize_source, parse_source

    if task.command == "normalize":
        normalized = normalize_source(data, path=document.name, options=task.options)
        return normalized if document.item is None and isinstance(data, bytes) else _placed(normalized, document, data)
    article = parse_source(data, path=document.name, options=task.options)
    if task.strict and not article.headline:
        raise InputError("no-headline", "no headline was found (--strict)")
    if task.strict and not article.body:
        raise InputError("no-body", "no body was found (--strict)")
    return article if document.item is None and isinstance(data, bytes) else _placed(article, document, data)


def _placed(made: Made, document: Document, data: str | bytes) -> Made:
    """What was made of a row, with its place."""
    return made._replace(source=_with_place(made.source, document, data))


def _write(task: Task, made: Article | Normalized) -> str:
    write: Callable[[Any], str] | None = task.format.article if task.command == "parse" else task.format.normalized
    assert write is not None
    return write(made)
