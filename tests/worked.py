"""What workers do in tests: apart from the tests, so that a worker need not import pytest."""

from __future__ import annotations

import os
import signal
import time

from newsparse.model import Normalized


def double(number: int) -> int:
    if number == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == 99:
        raise ZeroDivisionError("99")
    return 2 * number


def lost(number: int) -> int:
    return -number


def die_while_sending(number: int) -> bytes:
    """A result that fills the pipe; the process dies while its reader is busy elsewhere."""
    if number == 1:
        import threading

        threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGKILL)).start()
    return b"x" * 10_000_000


def sleep(seconds: int) -> int:
    time.sleep(seconds)
    return seconds


def write_or_die(made: Normalized) -> str:
    if made.source.path == os.environ.get("NEWSPARSE_TEST_DIES"):
        os.kill(os.getpid(), signal.SIGKILL)
    return f"{made.source.path}\n"


def write_slowly(made: Normalized) -> str:
    time.sleep(0.5)
    return f"{made.source.path}\n"
