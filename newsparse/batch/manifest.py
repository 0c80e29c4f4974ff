"""What an output folder holds: a line for each document that was written there, or that failed.

`.newsparse-manifest.jsonl` grows while the work goes on and is sorted at the end, the last word on each document
kept. Who writes to it holds its lock. It also marks the folder as made by newsparse: what lies in it is no input
unless the folder itself is named.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final

from newsparse.batch.done import Done, parsed, read_done, sweep_left_behind
from newsparse.batch.files import open_atomically
from newsparse.batch.inputs import MANIFEST, STANDARD_INPUT, Input, shown_name
from newsparse.batch.lock import open_locked
from newsparse.batch.outputs import name_in
from newsparse.batch.work import Document, Outcome, Task
from newsparse.model import to_plain, write_json
from newsparse.version import __version__

# Documents that one line tells to be begun.
AT_ONCE: Final = 64


def holds_inputs(folder: str, inputs: Iterable[Input]) -> bool:
    """Whether inputs lie in a folder: then it is not ours, and gets no manifest that would hide them."""
    inside = os.path.realpath(folder)
    roots = set(map(os.path.realpath, {one.root or "." for one in inputs if one.path != STANDARD_INPUT}))
    return any(root == inside or root.startswith(inside.rstrip(os.sep) + os.sep) for root in roots)


class Notes:
    """Takes down what is begun and what became of it, line by line."""

    __slots__ = ("_add", "_at_once", "_done", "_folder", "_options", "_token", "waiting")

    def __init__(
        self,
        folder: str,
        task: Task,
        add: Callable[[str], object],
        done: Done | None = None,
        at_once: int = AT_ONCE,
    ) -> None:
        self._at_once = at_once
        self._folder = folder
        self._token = task.token
        self._options = task.digest()
        self._add = add
        self._done = done
        # Documents that were begun, oldest first: outcomes come in the same order.
        self.waiting: deque[Document] = deque()

    def begin(self, documents: Iterable[Document]) -> Iterator[Document]:
        """The documents, some of them taken down as begun before the first of these is handed out."""
        source = iter(documents)
        while some := tuple(islice(source, self._at_once)):
            names = [name_in(self._folder, one.output) for one in some if one.output is not None]
            self._add(write_json({"begun": names, "token": self._token}))
            self.waiting += some
            yield from some

    def take_down(self, outcome: Outcome) -> None:
        """What became of the document whose turn it is."""
        document = self.waiting.popleft()
        if outcome.skipped or document.output is None:
            return
        if outcome.reason is not None and self._done is not None:
            self._done.discard(name_in(self._folder, document.output))
        self._add(line_of(self._folder, document, outcome, self._options))


@contextlib.contextmanager
def keep_manifest(folder: str, task: Task, done: Done | None = None) -> Iterator[Notes]:
    """Takes down each outcome at once; an interrupted run leaves the lines so far.

    Raises `InUseError` where another run writes to the folder, and `OSError`.
    """
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, MANIFEST)
    with open(open_locked(path, shown_name(folder)), "r+b", buffering=0) as stream:
        with read_done(folder) as before:
            sweep_left_behind(before)
        if os.fstat(stream.fileno()).st_size:
            stream.write(b"\n")  # should a crash have cut the last line off
        yield Notes(folder, task, lambda line: _append(stream, line), done)
        _sort(path, task.token)


def _append(stream: io.FileIO, line: str) -> None:
    """A whole line with one call: no buffer keeps it back, and what does not fit on a full disk is an error."""
    data = (line + "\n").encode()
    if stream.write(data) != len(data):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def line_of(folder: str, document: Document, outcome: Outcome, options: str) -> str:
    """What the manifest says of a document."""
    about = {
        "path": document.name,
        "input_sha256": outcome.input_sha256,
        "output": name_in(folder, document.output or ""),
    }
    if outcome.reason is not None:
        return write_json(about | {"error": to_plain(outcome.reason)})
    return write_json(about | {"output_sha256": outcome.output_sha256, "options": options, "version": __version__})


def _sort(path: str, token: str) -> None:
    """The manifest in order: copied line by line where its lines are in order already, as a first run leaves them."""
    with open(path, "rb") as stream, open_atomically(path, f"{token}-manifest") as made:
        if _is_in_order(stream):
            stream.seek(0)
            made.writelines(line for _, line in _keyed(stream))
        else:
            stream.seek(0)
            made.writelines(sorted_lines(stream))
        made.flush()
        os.fsync(made.fileno())


def _is_in_order(lines: Iterable[bytes]) -> bool:
    before = b""
    for key, _ in _keyed(lines):
        if key <= before:
            return False
        before = key
    return True


def sorted_lines(lines: Iterable[bytes]) -> list[bytes]:
    """One line an output, in the order of their names' bytes; the last word counts."""
    found = dict(_keyed(lines))
    return [found[key] for key in sorted(found)]


def _keyed(lines: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Each line under its output's name; what is begun and a line that was cut off by a crash are dropped."""
    for line in lines:
        output = parsed(line).get("output")
        if isinstance(output, str):
            yield output.encode("utf-8", "surrogatepass"), line
