"""What earlier runs have made in an output folder: its manifest, asked for one output at a time.

A line that says `begun` names the outputs that a run was about to make, and the run's temporary names: what stands
there was not there before it, or was to be replaced, though no line tells that it was finished.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from newsparse.batch.files import sweep
from newsparse.batch.inputs import MANIFEST
from newsparse.batch.known import Known
from newsparse.batch.places import Places
from newsparse.batch.storage import is_address, join, open_to_read, remove
from newsparse.version import __version__


class Done:
    """Which outputs of a folder are ours, and what they were made of."""

    __slots__ = ("_begun", "_read", "_written", "folder", "names", "tokens")

    def __init__(self, folder: str, lines: Iterable[tuple[int, bytes]], read: Callable[[int], bytes]) -> None:
        self.folder = folder
        # Complete or failed, each with its last line; begun since then.
        self._written = Places()
        self._begun = Places()
        self._read = read
        # Folders of what was begun, and the tokens of the runs that began it: where half-written files may lie.
        self.names: set[str] = set()
        self.tokens: set[str] = set()
        for place, line in lines:
            self._add(place, line)

    def _add(self, place: int, line: bytes) -> None:
        said = parsed(line)
        if isinstance(said.get("output"), str):
            self._written.add(said["output"], place)
        elif isinstance(said.get("begun"), list):
            self.tokens.add(str(said.get("token")))
            for name in filter(_is_text, said["begun"]):
                self._begun.add(name, place)
                self.names.add(name.rpartition("/")[0])

    def is_ours(self, name: str) -> bool:
        """Whether an output that exists was made by a run before; it may be replaced."""
        return "output_sha256" in self._line(name) or self._was_begun(name)

    def known(self, name: str, path: str, options: str) -> Known | None:
        """What an output was made of, where it was made from the same path with the same options and version."""
        said = self._line(name)
        same = (said.get("path"), said.get("options"), said.get("version")) == (path, options, __version__)
        read, made = said.get("input_sha256"), said.get("output_sha256")
        return Known(read, made) if same and isinstance(read, str) and isinstance(made, str) else None

    def discard(self, name: str) -> None:
        """Takes away an output whose input has failed since, unless somebody has changed it."""
        from newsparse.batch.shards import digest_of

        made = self._line(name).get("output_sha256")
        path = join(self.folder, name)
        with contextlib.suppress(OSError):
            if made is not None and not os.path.islink(path) and digest_of(path) == made:
                remove(path)

    def _line(self, name: str) -> dict[str, Any]:
        """The last line about an output, empty where there is none."""
        place = self._written.find(name)
        said = parsed(self._read(place)) if place is not None else {}
        return said if said.get("output") == name else {}

    def _was_begun(self, name: str) -> bool:
        place = self._begun.find(name)
        return place is not None and name in parsed(self._read(place)).get("begun", ())


def parsed(line: bytes) -> dict[str, Any]:
    """A line as a JSON object; empty where it is none, as one that was cut off."""
    with contextlib.suppress(ValueError, RecursionError):
        said = json.loads(line)
        if isinstance(said, dict):
            return said
    return {}


def _is_text(value: object) -> bool:
    return isinstance(value, str)


@contextlib.contextmanager
def read_done(folder: str) -> Iterator[Done]:
    """What the manifest of a folder tells; of none, nothing. Raises `OSError`."""
    if is_address(folder):
        from newsparse.batch.stored_manifest import stored_lines

        lines = list(stored_lines(folder))
        yield Done(folder, enumerate(lines), lines.__getitem__)
        return
    with contextlib.ExitStack() as stack:
        try:
            stream = stack.enter_context(open_to_read(join(folder, MANIFEST)))
        except FileNotFoundError:
            yield Done(folder, (), lambda _: b"")
            return

        def read(place: int) -> bytes:
            stream.seek(place)
            return stream.readline()

        yield Done(folder, _placed(stream), read)


def _placed(stream: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    place = 0
    for line in stream:
        yield place, line
        place += len(line)


def sweep_left_behind(done: Done) -> None:
    """Takes away what killed runs had begun to write: only files with their names, only inside the folder."""
    if is_address(done.folder) or not done.tokens:
        return
    inside = os.path.realpath(done.folder)
    for name in {"", *done.names}:
        parent = os.path.realpath(os.path.join(inside, real_name(name)))
        if parent == inside or parent.startswith(inside.rstrip(os.sep) + os.sep):
            sweep(parent, done.tokens)


def real_name(shown: str) -> str:
    r"""The name that `shown_name` has shown.

    >>> real_name(r"caf\xe9/a\\b") == "caf\udce9/a\\b"
    True
    """
    import re

    return re.sub(r"\\(?:x([0-9a-f]{2})|(\\))", lambda one: chr(0xDC00 + int(one[1], 16)) if one[1] else "\\", shown)
