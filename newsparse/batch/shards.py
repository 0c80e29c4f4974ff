"""Files of many documents: JSONL and Parquet, a row a document, read some rows at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast

from newsparse.batch.inputs import shard_kind, shown_name
from newsparse.batch.storage import open_to_read
from newsparse.errors import InputError
from newsparse.failure import Reason
from newsparse.model import Item
from newsparse.record import Record, record

if TYPE_CHECKING:
    from newsparse.export import Command, Format

ROWS_AT_ONCE: Final = 64
CHUNK: Final = 1 << 20
# A line of JSON holds more than the text: other fields, and six bytes for a letter that is written as \uXXXX.
LINE_PER_TEXT: Final = 4


@record
class Fields(Record):
    """Which fields of a row are read."""

    text: str = "text"
    """The raw text: a string, or bytes whose encoding is detected."""
    id: str | None = None
    """What the record is to be called by; none: the file and the row's number."""


@record
class Row(Record):
    """One document of a file of many."""

    item: Item
    """Its number in the file, and where it stands."""
    name: str | None = None
    """What its id field says."""
    text: str | bytes | None = None
    """The raw text, unless something hinders."""
    problem: Reason | None = None
    """What hinders."""


def read_rows(path: str, fields: Fields, max_bytes: int) -> Iterator[Row]:
    """All rows of a file in order; raises `InputError` or `OSError` where the file itself can't be read."""
    read = _read_parquet if shard_kind(path) == "parquet" else _read_jsonl
    for row in read(path, fields, max_bytes):
        yield _checked(row, max_bytes)


def digest_of(path: str) -> str:
    """SHA-256 of a file of any size."""
    import hashlib

    digest = hashlib.sha256()
    with open_to_read(path) as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


@contextmanager
def write_records(stream: BinaryIO, form: Format, command: Command) -> Iterator[Callable[[str], object]]:
    """What takes records one by one and writes them to a file, as text or as the format packs them."""
    if form.pack is None:
        yield lambda text: stream.write(text.encode("utf-8", "backslashreplace"))
        return
    with form.pack(stream, command) as take:
        yield take


class Counted:
    """A file that is written, with the digest of what was written so far; whoever opened it closes it."""

    def __init__(self, stream: BinaryIO) -> None:
        import hashlib

        self.stream = stream
        self.digest = hashlib.sha256()
        # What follows is what pyarrow asks of a file.
        self.closed = False
        self.tell = stream.tell

    def write(self, data: Any) -> int:
        """As of any file."""
        self.digest.update(data)
        return self.stream.write(data)

    def flush(self) -> None:
        """Nothing is kept back here."""

    def close(self) -> None:
        """Nothing: see above."""

    def writable(self) -> bool:
        """Always."""
        return True

    def readable(self) -> bool:
        """Never."""
        return False

    def seekable(self) -> bool:
        """Never."""
        return False


def _checked(row: Row, max_bytes: int) -> Row:
    """A row whose text is not too large."""
    text = row.text
    if text is None or len(text) * 4 <= max_bytes:
        return row
    size = len(text) if isinstance(text, bytes) else len(text.encode("utf-8", "surrogatepass"))
    return row if size <= max_bytes else row._replace(text=None, problem=_too_large(max_bytes))


def _too_large(max_bytes: int) -> Reason:
    return Reason("too-large", f"is larger than {max_bytes:,} bytes; if it is one article, raise --max-bytes")


def _read_jsonl(path: str, fields: Fields, max_bytes: int) -> Iterator[Row]:
    limit = LINE_PER_TEXT * max_bytes + CHUNK
    index = start = 0
    for line, is_whole in _lines(path, limit):
        decoded = line.decode("utf-8", "replace")
        end = start + len(decoded)
        if decoded.strip():
            item = Item(index, start, end - decoded.endswith("\n"))
            yield _row(decoded, item, fields) if is_whole else Row(item, problem=_too_large(max_bytes))
            index += 1
        start = end


def _lines(path: str, limit: int) -> Iterator[tuple[bytes, bool]]:
    """The lines of a file, each with whether all of it is there: of endless ones there is only the beginning."""
    with _opened(path) as stream:
        line = stream.readline(limit).removeprefix(b"\xef\xbb\xbf")
        while line:
            is_whole = len(line) < limit or line.endswith(b"\n")
            yield line, is_whole
            while not is_whole:
                rest = stream.readline(CHUNK)
                is_whole = len(rest) < CHUNK or rest.endswith(b"\n")
            line = stream.readline(limit)


@contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    with open_to_read(path) as stream:
        if not path.lower().endswith(".gz"):
            yield stream
            return
        import gzip
        import zlib

        try:
            with gzip.open(stream) as unpacked:
                yield cast(BinaryIO, unpacked)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise InputError("not-rows", f"this is no whole gzip file: {error}") from None


def _row(line: str, item: Item, fields: Fields) -> Row:
    import json

    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        told = getattr(error, "msg", None) or "it can't be read"
        return Row(item, problem=Reason("not-a-row", f"this line is no JSON: {told}"))
    if not isinstance(value, dict):
        return Row(item, problem=Reason("not-a-row", "this line is no JSON object"))
    return _row_of(value, item, fields)


def _row_of(value: Mapping[str, Any], item: Item, fields: Fields) -> Row:
    name = _as_name(value.get(fields.id)) if fields.id is not None else None
    text = value.get(fields.text)
    if isinstance(text, str | bytes):
        return Row(item, name, text)
    told = "holds no text" if fields.text in value else "is not there; --text-field names another"
    return Row(item, name, problem=Reason("no-text", f"the field {fields.text!r} {told}"))


def _as_name(value: object) -> str | None:
    """An id, where it is one: a word or a number."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return shown_id(str(value)) or None


def shown_id(value: str) -> str:
    r"""An id without what no UTF-8 can hold.

    >>> shown_id("a\ud800")
    'a\\ud800'
    """
    return value.encode("utf-8", "backslashreplace").decode()


def _read_parquet(path: str, fields: Fields, _: int) -> Iterator[Row]:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise InputError("not-installed", "Parquet needs pyarrow: pip install 'newsparse[parquet]'") from None
    with open_to_read(path) as stream:
        try:
            with parquet.ParquetFile(stream, pre_buffer=False) as file:
                wanted = _columns(file.schema_arrow.names, fields)
                index = 0
                for batch in file.iter_batches(batch_size=ROWS_AT_ONCE, columns=wanted, use_threads=False):
                    for value in batch.to_pylist():
                        yield _row_of(value, Item(index, None, None), fields)
                        index += 1
        except (pa.ArrowException, UnicodeDecodeError) as error:
            raise InputError("not-rows", f"this is no whole Parquet file: {shown_name(str(error))}") from None


def _columns(names: Sequence[str], fields: Fields) -> list[str]:
    """The columns that are read; others, be they images, stay where they are."""
    if fields.text not in names:
        offered = ", ".join(names[:20])
        raise InputError("no-text", f"there is no column {fields.text!r} but {offered}; --text-field names another")
    return [name for name in names if name in {fields.text, fields.id}]
