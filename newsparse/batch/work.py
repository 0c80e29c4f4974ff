"""The one function that every engine calls: a shard of documents in, an outcome each out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

from newsparse.batch.files import write_file
from newsparse.batch.inputs import STANDARD_INPUT
from newsparse.errors import InputError
from newsparse.export import Command, Format
from newsparse.model import Article, Normalized, Options, Source
from newsparse.record import Record, record

if TYPE_CHECKING:
    from newsparse.failure import Reason


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
    data: bytes | None = None
    """Its bytes, where they can be read only once."""
    problem: Reason | None = None
    """Known before it is opened."""


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


def work_on(task: Task, documents: Sequence[Document]) -> list[Outcome]:
    """Does a shard, document by document; no fault of one document reaches another."""
    return [_do(task, document) for document in documents]


def read_bytes(path: str, max_bytes: int) -> bytes:
    """The bytes of a file or of standard input; raises `InputError` where they are too many."""
    if path == STANDARD_INPUT:
        data = _read(sys.stdin.buffer, max_bytes)
    else:
        with open(path, "rb") as stream:
            data = _read(stream, max_bytes)
    if len(data) > max_bytes:
        message = f"is larger than {max_bytes:,} bytes; if it is one article, raise --max-bytes"
        raise InputError("too-large", message)
    return data


def _read(stream: BinaryIO, max_bytes: int) -> bytes:
    return stream.read(max_bytes + 1)


def temporary_token(task: Task, document: Document) -> str:
    """What the temporary name of a document's output is told apart by."""
    return f"{task.token}-{document.number}"


def fail(task: Task, document: Document, reason: Reason, data: bytes | None = None) -> Outcome:
    """The outcome of a document that could not be done."""
    from newsparse.failure import Failure

    record = ""
    if task.format.failure is not None and document.output is None:
        record = task.format.failure(Failure(_source(document, data), reason))
    digest = _digest(data) if data is not None and document.output is not None else None
    return Outcome(document.path, record, reason, input_sha256=digest)


def _source(document: Document, data: bytes | None) -> Source:
    if data is None:
        return Source(path=document.name)
    return Source(path=document.name, bytes=len(data), sha256=_digest(data))


def _digest(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()


def _do(task: Task, document: Document) -> Outcome:
    data = document.data
    if document.problem is not None:
        return fail(task, document, document.problem)
    try:
        if data is None:
            data = read_bytes(document.path, task.max_bytes)
        made = _make(task, document, data)
        record = _write(task, made)
    except Exception as error:  # whatever it is, the other documents are done
        from newsparse.failure import reason_of

        return fail(task, document, reason_of(error), data)
    if document.output is None:
        return Outcome(document.path, record, repairs=len(made.repairs), damage=len(made.damage))
    written = record.encode("utf-8", "backslashreplace")
    try:
        write_file(document.output, written, temporary_token(task, document))
    except OSError as error:
        from newsparse.failure import Reason

        return fail(task, document, Reason("not-written", f"{document.output}: {error.strerror or error}"), data)
    return Outcome(document.path, repairs=len(made.repairs), input_sha256=_digest(data), output_sha256=_digest(written))


def _make(task: Task, document: Document, data: bytes) -> Article | Normalized:
    from newsparse.pipeline import normalize_source, parse_source

    if task.command == "normalize":
        return normalize_source(data, path=document.name, options=task.options)
    article = parse_source(data, path=document.name, options=task.options)
    if task.strict and not article.headline:
        raise InputError("no-headline", "no headline was found (--strict)")
    if task.strict and not article.body:
        raise InputError("no-body", "no body was found (--strict)")
    return article


def _write(task: Task, made: Article | Normalized) -> str:
    write: Callable[[Any], str] | None = task.format.article if task.command == "parse" else task.format.normalized
    assert write is not None
    return write(made)
