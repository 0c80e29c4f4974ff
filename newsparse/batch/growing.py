"""One JSONL file that grows beside its final name, so that a run that was stopped can be gone on with.

    all.jsonl                           there when it is complete
    .newsparse-3f2a9c1b-0.part          the records so far, in the order of the inputs; locked while a run writes

A run that goes on reads the records of the file and of all parts, writes a new part, and takes the old ones away when
that has become the file: a second crash loses nothing of the first run either.
"""

from __future__ import annotations

import contextlib
import errno
import io
import json
import os
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, Final

from newsparse.batch.done import parsed
from newsparse.batch.inputs import shown_name
from newsparse.batch.known import Known
from newsparse.batch.lock import lock
from newsparse.batch.outputs import OutputError
from newsparse.batch.places import Places
from newsparse.batch.work import Document, Outcome, Task
from newsparse.digest import sha256_hex
from newsparse.model import NORMALIZED_SCHEMA, SCHEMA, Item
from newsparse.version import __version__

# Places count through all files that are read; none is larger than this.
MOST_BYTES: Final = 1 << 48


class Kept:
    """Records of earlier runs that need not be made again."""

    __slots__ = ("_places", "_sources", "_task")

    def __init__(self, task: Task, sources: Sequence[BinaryIO]) -> None:
        self._task = task
        self._sources = sources
        self._places = Places()
        for number, source in enumerate(sources):
            place = number * MOST_BYTES
            for line in source:
                self._add(place, line, shown_name(source.name))
                place += len(line)

    def known(self, document: Document) -> Known | None:
        """The digest that a document had when its record was made, and where that stands."""
        key = _key(document.name, document.item)
        place = self._places.find(key)
        if place is None:
            return None
        source = _source_of(self.line(place))
        return Known(source["sha256"], None, place) if _key_of(source) == key else None

    def line(self, place: int) -> bytes:
        """The record that stands there."""
        number, start = divmod(place, MOST_BYTES)
        self._sources[number].seek(start)
        return self._sources[number].readline()

    def with_record(self, outcome: Outcome) -> Outcome:
        """An outcome with the record that was made before."""
        if outcome.skipped is None:
            return outcome
        return outcome._replace(record=self.line(outcome.skipped.place).decode())

    def _add(self, place: int, line: bytes, shown: str) -> None:
        said = parsed(line)
        if not str(said.get("schema")).startswith("newsparse/"):
            if line.endswith(b"\n") and line.strip():
                raise OutputError(
                    f"{shown} holds lines that are no records of newsparse; choose another --output, or --force alone "
                    "to replace it"
                )
            return  # cut off by a crash
        source = said.get("source")
        if line.endswith(b"\n") and isinstance(source, dict) and self._is_complete(said):
            self._places.add(_key_of(source), place)

    def _is_complete(self, said: dict[str, Any]) -> bool:
        """Whether the same record would be made again of the same bytes."""
        made = {"version": __version__, "options": self._task.options.digest()}
        schema = SCHEMA if self._task.command == "parse" else NORMALIZED_SCHEMA
        if said.get("schema") != schema or said.get("made_by") != made:
            return False
        if not isinstance(said["source"].get("sha256"), str):
            return False
        return not self._task.strict or bool(said.get("headline") and said.get("body"))


class Growing:
    """The part that is written."""

    __slots__ = ("_stream", "_whole")

    def __init__(self, stream: io.FileIO) -> None:
        self._stream = stream
        self._whole = 0

    def write(self, text: str) -> None:
        """One record; it is on its way to the disk when this returns. Raises `OSError`."""
        data = text.encode("utf-8", "backslashreplace")
        rest = memoryview(data)
        while rest:
            written = self._stream.write(rest)
            if not written:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            rest = rest[written:]
        self._whole += len(data)

    def end_whole(self) -> bool:
        """Cuts off what is no whole record; whether anything is left."""
        with contextlib.suppress(OSError):
            self._stream.truncate(self._whole)
        return self._whole > 0


@contextlib.contextmanager
def grow(path: str, task: Task, *, resume: bool, force: bool) -> Iterator[tuple[Growing, Kept]]:
    """A file that gets its name when it is complete; what was written so far stays beside it for `resume`.

    Raises `InUseError` where another run writes to it, `OutputError` where records would be lost, and `OSError`.
    """
    with contextlib.ExitStack() as stack:
        parts, target, stream = _claim(path, stack)
        growing = Growing(stream)
        try:
            if parts and not (resume or force):
                raise OutputError(
                    f"{shown_name(path)}: an earlier run was stopped; --resume goes on with it, --force starts anew"
                )
            sources = [stack.enter_context(open(path, "rb"))] if resume and os.path.isfile(path) else []
            sources += [stack.enter_context(open(one, "rb")) for one in parts if resume]
            yield growing, Kept(task, sources)
            os.fsync(stream.fileno())
            os.replace(target, path)
        except BaseException:
            if not growing.end_whole():
                os.unlink(target)
            raise
        for one in parts:
            os.unlink(one)


def part_stem(name: str) -> str:
    """How the names of a file's parts begin."""
    return f".newsparse-{sha256_hex(os.fsencode(name))[:8]}-"


def _claim(path: str, stack: contextlib.ExitStack) -> tuple[list[str], str, io.FileIO]:
    """The parts that stopped runs have left, and a new one with its name, all locked."""
    folder, name = os.path.split(path)
    stem = part_stem(name)
    numbers = sorted(
        int(number)
        for one in os.listdir(folder or ".")
        if one.startswith(stem) and one.endswith(".part") and (number := one[len(stem) : -5]).isdecimal()
    )
    parts = [os.path.join(folder, f"{stem}{number}.part") for number in numbers]
    no_link = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    for one in parts:
        descriptor = os.open(one, os.O_RDWR | no_link)
        stack.callback(os.close, descriptor)
        lock(descriptor, shown_name(path))
    new = os.path.join(folder, f"{stem}{numbers[-1] + 1 if numbers else 0}.part")
    opened = os.open(new, os.O_RDWR | os.O_CREAT | os.O_EXCL | no_link, 0o666)
    stream = stack.enter_context(io.FileIO(opened, "r+b"))
    lock(opened, shown_name(path))
    return parts, new, stream


def _source_of(line: bytes) -> dict[str, Any]:
    """The source that a record names, without reading the rest of it."""
    text = line.decode()
    source: dict[str, Any] = json.JSONDecoder().raw_decode(text, text.index('"source":') + len('"source":'))[0]
    return source


def _key_of(source: dict[str, Any]) -> str:
    item = source.get("item")
    place = [item.get(name) for name in ("index", "start", "end")] if isinstance(item, dict) else None
    return json.dumps([source.get("path"), place])


def _key(name: str, item: Item | None) -> str:
    return json.dumps([name, [item.index, item.start, item.end] if item is not None else None])
