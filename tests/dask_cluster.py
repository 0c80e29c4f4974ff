"""A Dask cluster on loopback: a scheduler and its workers, each a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DASK = (sys.executable, "-m", "dask")
PRELOAD = Path(__file__).with_name("dask_worker.py")


def environment(**changes: str) -> dict[str, str]:
    """One death of a worker is enough for a shard to be given up: Dask's four take four times as long."""
    settings = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0", "DASK_DISTRIBUTED__ADMIN__TICK__LIMIT": "60s"}
    return os.environ | settings | changes


@contextmanager
def scheduler(folder: Path) -> Iterator[tuple[str, int]]:
    """Its address and its process."""
    file = folder / "scheduler.json"
    arguments = ("--host", "127.0.0.1", "--port", "0", "--dashboard-address", "127.0.0.1:0", "--scheduler-file", file)
    with started([*DASK, "scheduler", *map(str, arguments)], folder) as process:
        wait_until(lambda: file.exists() and file.read_text().rstrip().endswith("}"))  # it grows while it is written
        yield str(json.loads(file.read_text())["address"]), process.pid


@contextmanager
def workers(address: str, folder: Path, *, count: int = 1, nanny: bool = True, **changes: str) -> Iterator[None]:
    """Workers, with a nanny each that starts it again when it dies."""
    arguments = ["--host", "127.0.0.1", "--nthreads", "1", "--nworkers", str(count), "--no-dashboard"]
    arguments += ["--nanny" if nanny else "--no-nanny", "--preload", str(PRELOAD), "--local-directory", str(folder)]
    with started([*DASK, "worker", address, *arguments], folder, **changes):
        yield


@contextmanager
def started(command: list[str], folder: Path, **changes: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process that ends with the block."""
    with (folder / "log.txt").open("ab") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, env=environment(**changes))
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until(is_so: object, seconds: float = 60) -> None:
    """Until a question is answered with yes."""
    assert callable(is_so)
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)
