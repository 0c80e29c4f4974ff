"""What an output folder holds: a line for each document that was written there, or that failed.

`.newsparse-manifest.jsonl` grows while the work goes on and is sorted at the end, the last word on each document
kept. It also marks the folder as made by newsparse: what lies in it is no input unless the folder itself is named.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterable, Iterator

from newsparse.batch.files import open_atomically
from newsparse.batch.inputs import MANIFEST, STANDARD_INPUT, Input, shown_name
from newsparse.batch.work import Document, Outcome, Task
from newsparse.model import to_plain, write_json
from newsparse.version import __version__

Note = Callable[[Document, Outcome], None]


def holds_inputs(folder: str, inputs: Iterable[Input]) -> bool:
    """Whether inputs lie in a folder: then it is not ours, and gets no manifest that would hide them."""
    inside = os.path.realpath(folder)
    roots = {os.path.realpath(one.root or ".") for one in inputs if one.path != STANDARD_INPUT}
    return any(root == inside or root.startswith(inside.rstrip(os.sep) + os.sep) for root in roots)


@contextlib.contextmanager
def keep_manifest(folder: str, task: Task) -> Iterator[Note]:
    """Takes down each outcome at once; an interrupted run leaves the lines so far. Raises `OSError`."""
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, MANIFEST)
    options = task.options.digest()
    # O_NOFOLLOW: a link that someone planted there is not written through.
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with open(os.open(path, flags, 0o666), "ab") as stream:
        if stream.tell():
            stream.write(b"\n")  # should a crash have cut the last line off

        def note(document: Document, outcome: Outcome) -> None:
            stream.write((line_of(folder, document, outcome, options) + "\n").encode())
            stream.flush()

        yield note
    _sort(path, task.token)


def line_of(folder: str, document: Document, outcome: Outcome, options: str) -> str:
    """What the manifest says of a document."""
    output = shown_name(os.path.relpath(document.output or "", folder).replace(os.sep, "/"))
    about = {"path": document.name, "input_sha256": outcome.input_sha256, "output": output}
    if outcome.reason is not None:
        return write_json(about | {"error": to_plain(outcome.reason)})
    return write_json(about | {"output_sha256": outcome.output_sha256, "options": options, "version": __version__})


def _sort(path: str, token: str) -> None:
    with open(path, "rb") as stream:
        lines = sorted_lines(stream)
    with open_atomically(path, f"{token}-manifest") as stream:
        stream.writelines(lines)


def sorted_lines(lines: Iterable[bytes]) -> list[bytes]:
    """One line an output, in the order of their names' bytes; the last word counts."""
    found = dict(_keyed(lines))
    return [found[key] for key in sorted(found)]


def _keyed(lines: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Each line under its output's name; a line that was cut off by a crash is dropped."""
    for line in lines:
        with contextlib.suppress(ValueError, TypeError, KeyError):
            yield str(json.loads(line)["output"]).encode(), line
