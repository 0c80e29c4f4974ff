"""Writing a file so that it is there whole or not at all."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Iterator
from typing import BinaryIO, Final

from newsparse.patterns import pattern

# Token of the run, what it is of, and on a cluster the worker's token.
_TEMPORARY: Final = pattern(r"\.newsparse-([0-9a-f]{8})-[0-9a-f]*-?(?:[0-9]+|manifest)\.part")

# Half-written files of this process, for a handler that has to leave at once.
_half_written: set[str] = set()


@contextlib.contextmanager
def open_atomically(path: str, token: str) -> Iterator[BinaryIO]:
    """A file that gets its name when it is complete; on failure nothing is left behind.

    It is written under a temporary name in the same folder and then renamed, so that what stood at the name, a
    link too, is replaced and not written through. Devices and pipes are written as they are.
    """
    if os.path.exists(path) and not os.path.isfile(path):
        with open(path, "wb") as stream:
            yield stream
        return
    temporary = _temporary(path, token)
    # O_EXCL also refuses a link that someone planted there; 0o666 leaves the mode to the umask.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    _half_written.add(temporary)  # first: a signal may come between any two steps
    try:
        descriptor = os.open(temporary, flags, 0o666)
    except BaseException:
        _half_written.discard(temporary)  # not ours, or not there
        raise
    try:
        with open(descriptor, "wb") as stream:
            yield stream
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    finally:
        _half_written.discard(temporary)


@contextlib.contextmanager
def begun(temporary: str) -> Iterator[None]:
    """While a file is written under a temporary name; it is taken away if that fails."""
    _half_written.add(temporary)
    try:
        yield
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    finally:
        _half_written.discard(temporary)


def _temporary(path: str, token: str) -> str:
    return os.path.join(os.path.dirname(path), f".newsparse-{token}.part")


def write_file(path: str, data: bytes, token: str) -> None:
    """A whole file at once; folders on the way are made."""
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    with open_atomically(path, token) as stream:
        stream.write(data)


def discard_half_written() -> None:
    """Takes away what this process has begun to write."""
    for path in tuple(_half_written):
        with contextlib.suppress(OSError):
            os.unlink(path)


def discard_left_behind(path: str, token: str) -> None:
    """Takes away what a worker had begun to write when it died."""
    with contextlib.suppress(OSError):
        os.unlink(_temporary(path, token))


def sweep(folder: str, tokens: Collection[str]) -> None:
    """Takes away what runs of these tokens had begun to write in a folder when they died; nothing else."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            found = _TEMPORARY.fullmatch(entry.name)
            if found and found[1] in tokens and entry.is_file(follow_symlinks=False):
                with contextlib.suppress(OSError):
                    os.unlink(entry.path)
