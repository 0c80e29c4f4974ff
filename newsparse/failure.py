"""The record of a document that could not be done: what stands in a stream where its article would stand."""

from __future__ import annotations

from typing import Any, Final

from newsparse.errors import InputError
from newsparse.model import Source, to_plain, write_json
from newsparse.record import Record, record

FAILURE_SCHEMA: Final = "newsparse/error-1"


@record
class Reason(Record):
    """Why a document failed."""

    code: str
    """Stable, for programs: `not-found`, `not-text`, `too-large`, `no-body`, ..."""
    message: str
    """For people: what is wrong and what to do."""


@record
class Failure(Record):
    """A document that could not be done.

    >>> Failure(Source(path="a.txt"), Reason("not-found", "there is no such file")).to_dict()["error"]
    {'code': 'not-found', 'message': 'there is no such file'}
    """

    source: Source
    """Which document."""
    error: Reason
    """What went wrong."""
    schema: str = FAILURE_SCHEMA
    """Always `newsparse/error-1`."""

    def to_dict(self) -> dict[str, Any]:
        """The record as plain JSON values, keys in order."""
        return {"schema": self.schema, "source": to_plain(self.source), "error": to_plain(self.error)}

    def to_json(self, *, indent: int | None = None) -> str:
        """The record as JSON text; compact unless `indent` is given."""
        return write_json(self.to_dict(), indent=indent)


def reason_of(error: BaseException) -> Reason:
    """What an exception means to a user.

    >>> reason_of(FileNotFoundError(2, "No such file or directory"))
    Reason(code='not-found', message='there is no such file or folder')
    >>> reason_of(KeyError("x")).code
    'internal'
    """
    if isinstance(error, InputError):
        return Reason(error.code, str(error))
    if isinstance(error, FileNotFoundError):
        return Reason("not-found", "there is no such file or folder")
    if isinstance(error, PermissionError):
        return Reason("not-permitted", "you may not read this; check its permissions")
    if isinstance(error, IsADirectoryError):
        return Reason("not-a-file", "this is a folder")
    if isinstance(error, OSError):
        return Reason("not-readable", f"can't be read: {error.strerror or error}")
    if isinstance(error, MemoryError):
        return Reason("out-of-memory", "there was not enough memory for this document")
    return Reason("internal", f"a fault in newsparse, please report it: {type(error).__name__}: {error}")
