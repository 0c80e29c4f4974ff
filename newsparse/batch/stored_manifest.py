"""The manifest of a folder in a store, where nothing can be appended to a file.

From time to time the lines so far become a file of their own, whole; at the end all are merged into the manifest. What
an interrupted run has left is merged by the next one.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable, Iterator
from typing import Final

from newsparse.batch.done import Done
from newsparse.batch.inputs import MANIFEST, Input
from newsparse.batch.manifest import Notes, sorted_lines
from newsparse.batch.storage import is_address, join, list_names, open_to_read, remove, write_whole
from newsparse.batch.work import Task

PART: Final = MANIFEST.removesuffix(".jsonl") + "-"
# A crash costs at most so much: what is not in a part is done again.
LINES_IN_PART: Final = 1000
SECONDS_TO_PART: Final = 30


def holds_stored_inputs(folder: str, inputs: Iterable[Input]) -> bool:
    """Whether inputs lie in a folder of a store: then it is not ours, and gets no manifest that would hide them."""
    inside = folder.rstrip("/") + "/"
    return any(is_address(one.path) and (one.root.rstrip("/") + "/").startswith(inside) for one in inputs)


@contextlib.contextmanager
def keep_stored_manifest(folder: str, task: Task, done: Done | None = None) -> Iterator[Notes]:
    """Takes down each outcome; an interrupted run leaves the lines so far. Raises `OSError`."""
    parts = _Parts(folder, task.token)
    try:
        yield Notes(folder, task, parts.add, done, at_once=LINES_IN_PART)
    finally:
        parts.write()
    merge(folder, task.token)


class _Parts:
    """Lines that wait for becoming a part."""

    def __init__(self, folder: str, token: str) -> None:
        self.folder = folder
        self.token = token
        self.written = time.monotonic()
        self.lines: list[str] = []
        self.count = 0

    def add(self, line: str) -> None:
        """A line more; what is begun is told before it is."""
        self.lines.append(line + "\n")
        if (
            line.startswith('{"begun"')
            or len(self.lines) >= LINES_IN_PART
            or time.monotonic() - self.written >= SECONDS_TO_PART
        ):
            self.write()

    def write(self) -> None:
        if self.lines:
            self.count += 1
            name = f"{PART}{int(time.time() * 1000):013}-{self.token}-{self.count:06}.jsonl"
            write_whole(join(self.folder, name), "".join(self.lines).encode(), f"{self.token}-manifest")
        self.written = time.monotonic()
        self.lines = []


def merge(folder: str, token: str) -> None:
    """One manifest of all lines, the last word on each output kept."""
    names = part_names(folder)
    write_whole(join(folder, MANIFEST), b"".join(sorted_lines(stored_lines(folder))), f"{token}-manifest")
    for name in names:
        remove(join(folder, name))


def stored_lines(folder: str) -> Iterator[bytes]:
    """The lines of a folder's manifest and then those of the parts that no run has merged yet, oldest first."""
    with contextlib.suppress(FileNotFoundError), open_to_read(join(folder, MANIFEST)) as stream:
        yield from stream.read().splitlines(keepends=True)
    for name in part_names(folder):
        with open_to_read(join(folder, name)) as stream:
            yield from stream.read().splitlines(keepends=True)


def part_names(folder: str) -> list[str]:
    """Parts of the manifest, in the order of time."""
    return [name for name in list_names(folder) if name.startswith(PART)]
