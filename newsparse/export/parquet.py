"""Parquet: a row a record, nested as in JSON; its columns are made from the dataclasses of the model.

A document that failed is a row too: `error` says why, and all but `schema` and `source` is null. What JSON has and
Parquet has not, objects whose keys are not known beforehand, are maps; values of several types are JSON in a map.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from types import NoneType
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Literal, get_args, get_origin, get_type_hints

from newsparse.export import Command, Format
from newsparse.export.jsonl import write_record
from newsparse.failure import Reason
from newsparse.model import Article, Fact, Normalized, field_names
from newsparse.record import Record

if TYPE_CHECKING:
    import pyarrow as pa

# Rows that are JSON and Python objects at a time, and the size of a row group, compact: readers take one at a time.
ROWS_AT_ONCE: Final = 256
ROW_GROUP_BYTES: Final = 32 << 20


@contextmanager
def pack(stream: BinaryIO, command: Command) -> Iterator[Callable[[str], object]]:
    """What takes records as JSON and writes them to a file, row group by row group."""
    from pyarrow import parquet

    schema = arrow_schema(command)
    with parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        table = _Table(writer, schema, command)
        yield table.take
        table.end()


class _Table:
    """Rows on their way into a file: Python objects first, compact then, at last a row group."""

    def __init__(self, writer: Any, schema: pa.Schema, command: Command) -> None:
        self.writer = writer
        self.schema = schema
        self.command = command
        self.rows: list[dict[str, Any]] = []
        self.batches: list[pa.RecordBatch] = []

    def take(self, record: str) -> None:
        """A record more."""
        import json

        # A lone surrogate, which no text of ours holds, would be no UTF-8.
        self.rows.append(to_row(json.loads(record.encode("utf-8", "replace")), self.command))
        if len(self.rows) >= ROWS_AT_ONCE:
            self._compact()

    def end(self) -> None:
        """What still waits."""
        self._compact()
        self._write()

    def _compact(self) -> None:
        import pyarrow as pa

        if self.rows:
            self.batches.append(pa.RecordBatch.from_pylist(self.rows, self.schema))
            self.rows.clear()
        if sum(batch.nbytes for batch in self.batches) >= ROW_GROUP_BYTES:
            self._write()

    def _write(self) -> None:
        import pyarrow as pa

        if self.batches:
            self.writer.write_table(pa.Table.from_batches(self.batches, self.schema), row_group_size=1 << 30)
            self.batches.clear()


def arrow_schema(command: Command) -> pa.Schema:
    """The columns of what `parse` or `normalize` makes, those of a failure among them."""
    import pyarrow as pa

    return pa.schema([(name, _arrow_type(declared)) for name, declared in _columns(command).items()])


def to_row(record: Mapping[str, Any], command: Command) -> dict[str, Any]:
    """A record of JSON as a row of the table.

    >>> row = to_row(Article(headline="Flood").to_dict(), "parse")
    >>> row["headline"], row["provenance"], row["error"]
    ('Flood', [], None)
    """
    return {name: _packed(declared, record.get(name)) for name, declared in _columns(command).items()}


def from_row(row: Mapping[str, Any], command: Command = "parse") -> dict[str, Any]:
    """The record of a row, as `Article.from_dict` takes it.

    >>> article = Article(headline="Flood")
    >>> Article.from_dict(from_row(to_row(article.to_dict(), "parse"))) == article
    True
    """
    names = ("schema", "source", "error") if row.get("error") is not None else tuple(_columns(command))[:-1]
    columns = _columns(command)
    return {name: _unpacked(columns[name], row[name]) for name in names if name in row}


@cache
def _columns(command: Command) -> Mapping[str, Any]:
    """Names and declared types of the columns in order."""
    kind: type = Article if command == "parse" else Normalized
    hints = get_type_hints(kind) | {"schema": str, "error": Reason}
    order = field_names(Article) if command == "parse" else tuple(Normalized("").to_dict())
    return {name: hints[name] for name in (*order, "error")}


def _arrow_type(declared: Any) -> pa.DataType:
    import pyarrow as pa

    arguments, origin = get_args(declared), get_origin(declared)
    if origin is Literal:
        return pa.string()
    if origin is tuple:
        return pa.list_(_arrow_type(arguments[0]))
    if _is_mapping(origin):
        return pa.map_(pa.string(), _arrow_type(arguments[1]))
    if arguments:
        return _arrow_type(_present(arguments))
    if declared is Fact:
        return pa.struct([("fact", pa.string()), ("details", pa.map_(pa.string(), pa.string()))])
    if issubclass(declared, Record):
        hints = get_type_hints(declared)
        return pa.struct([(name, _arrow_type(hints[name])) for name in field_names(declared)])
    plain = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    return plain[declared]


def _is_mapping(origin: Any) -> bool:
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _present(arguments: tuple[Any, ...]) -> Any:
    """The type in `Something | None`."""
    return next(one for one in arguments if one is not NoneType)


def _packed(declared: Any, value: Any) -> Any:
    convert = _conversion(declared, _pack_map, _pack_fact)
    return value if convert is None or value is None else convert(value)


def _unpacked(declared: Any, value: Any) -> Any:
    convert = _conversion(declared, _unpack_map, _unpack_fact)
    return value if convert is None or value is None else convert(value)


_Convert = Callable[[Any], Any]


@cache
def _conversion(declared: Any, of_map: Callable[[Any, _Convert | None], Any], of_fact: _Convert) -> _Convert | None:
    """How a value of a type is converted; None for most, which are the same in a row."""
    arguments, origin = get_args(declared), get_origin(declared)
    if declared is Fact:
        return of_fact
    if origin is tuple:
        inner = _conversion(arguments[0], of_map, of_fact)
        return None if inner is None else lambda value: [inner(one) for one in value]
    if _is_mapping(origin):
        inside = _conversion(arguments[1], of_map, of_fact)
        return lambda value: of_map(value, inside)
    if arguments and origin is not Literal:
        return _conversion(_present(arguments), of_map, of_fact)
    if isinstance(declared, type) and issubclass(declared, Record):
        hints = get_type_hints(declared)
        known = {name: _conversion(hints[name], of_map, of_fact) for name in field_names(declared)}
        changed = {name: convert for name, convert in known.items() if convert is not None}
        return (lambda value: _with(value, changed)) if changed else None
    return None


def _with(value: Mapping[str, Any], changed: Mapping[str, _Convert]) -> dict[str, Any]:
    converted = {name: convert(value[name]) for name, convert in changed.items() if value.get(name) is not None}
    return {**value, **converted}


def _pack_map(value: Mapping[str, Any], inner: _Convert | None) -> list[tuple[str, Any]]:
    return [(key, one if inner is None else inner(one)) for key, one in value.items()]


def _unpack_map(value: Any, inner: _Convert | None) -> dict[str, Any]:
    return {key: one if inner is None else inner(one) for key, one in dict(value).items()}


def _pack_fact(value: Mapping[str, Any]) -> dict[str, Any]:
    import json

    details = [(key, json.dumps(one, ensure_ascii=False)) for key, one in value.items() if key != "fact"]
    return {"fact": value["fact"], "details": details}


def _unpack_fact(value: Mapping[str, Any]) -> dict[str, Any]:
    import json

    return {"fact": value["fact"], **{key: json.loads(one) for key, one in dict(value["details"]).items()}}


FORMAT: Final = Format(".parquet", write_record, write_record, write_record, pack=pack)
