"""A lock on a file that ends with the process that holds it, however that ends."""

from __future__ import annotations

import contextlib
import os

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


class InUseError(Exception):
    """Another newsparse writes there; the message says where and what to do."""


def lock(descriptor: int, shown: str) -> None:
    """Takes the lock of an open file or raises `InUseError`; where files can't be locked nothing is done."""
    if fcntl is None:
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise InUseError(f"another newsparse writes to {shown}; wait until it is done") from None
    except OSError:  # a file system without locks
        return


def open_locked(path: str, shown: str, *, mode: int = 0o666) -> int:
    """A file to append to, locked; raises `InUseError`, and `OSError` also for a link that someone planted there."""
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    while True:
        descriptor = os.open(path, flags, mode)
        try:
            lock(descriptor, shown)
            if _is_at(descriptor, path):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)  # who held it has put another file in its place meanwhile


def _is_at(descriptor: int, path: str) -> bool:
    with contextlib.suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(descriptor), os.lstat(path))
    return False
