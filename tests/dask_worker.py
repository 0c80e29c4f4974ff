"""Loaded by the workers of tests/test_dask.py before their first shard (`dask worker --preload`): documents that kill.

`NEWSPARSE_TEST_AS` makes a worker what no worker should be: of another version, or without newsparse.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from typing import Any

import newsparse.version
from newsparse.batch import work

KILLS, SLOW = "This text kills its worker.", "This text takes a while."

_make: Any = work._make


def make(task: Any, document: Any, data: str | bytes) -> Any:
    text = data if isinstance(data, str) else data.decode("utf-8", "replace")
    if KILLS in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if SLOW in text:
        time.sleep(0.02)
    return _make(task, document, data)


def dask_setup(worker: Any) -> None:
    work._make = make
    wanted = os.environ.get("NEWSPARSE_TEST_AS")
    if wanted == "nothing":
        for name in [one for one in sys.modules if one.partition(".")[0] == "newsparse"]:
            del sys.modules[name]
        sys.modules["newsparse"] = None  # type: ignore[assignment]  # as if it were not installed
    elif wanted:
        newsparse.version.__version__ = wanted
