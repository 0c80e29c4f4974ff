"""How many documents an hour a core does, what a cluster costs on top, and what 100 million articles then take.

    python bench/scale.py FOLDER [--documents 2000] [--workers 0]

Takes the `.txt` files of the folder and of those in it, again and again until there are enough. First `work_on`, which
every engine calls, in this process: CPU time a document, its records written as JSON Lines. With `--workers` a Dask
cluster of as many workers on this machine does the same documents out of one JSON Lines file for each worker, and the
same workers' CPU times and ours are told: what is above the first figure is Dask's and the file's. Where other programs
run meanwhile trust CPU times, not the clock.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import platform
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from newsparse.batch.work import Document, Task, work_on
from newsparse.export import load_format
from newsparse.model import Options

MANY = 100_000_000
CORES = 1000


def documents_from(texts: list[str], count: int) -> Iterator[Document]:
    for number, text in enumerate(islice(cycle(texts), count)):
        yield Document(number, f"{number}", f"{number}", data=text)


def measure_core(texts: list[str], count: int, task: Task) -> tuple[float, int]:
    """CPU seconds a document in this process, and the size of all records."""
    for document in documents_from(texts, 200):
        work_on(task, [document])  # rules compile at their first use
    fastest, size = float("inf"), 0
    for _ in range(2):  # what else the machine does costs CPU time too: caches, shared cores
        size = 0
        start = time.process_time()
        for document in documents_from(texts, count):
            size += len(work_on(task, [document])[0].record.encode())
        fastest = min(fastest, time.process_time() - start)
    return fastest / count, size


def measure_cluster(texts: list[str], count: int, task: Task, workers: int) -> tuple[float, float]:
    """CPU seconds a document of the workers, and of this process and the scheduler in it."""
    from distributed import Client, LocalCluster

    from newsparse.batch.cluster import Cluster

    cluster = LocalCluster(
        n_workers=workers, threads_per_worker=1, dashboard_address=None, host="127.0.0.1", silence_logs=logging.CRITICAL
    )
    with tempfile.TemporaryDirectory() as folder, cluster as local, Client(local) as client:
        shards = list(write_shards(texts, count, workers, Path(folder)))
        list(Cluster(client, "local").run(task, warm(shards)))
        theirs, ours = sum(client.run(time.process_time).values()), time.process_time()
        done = list(Cluster(client, "local").run(task, shards))
        ours, theirs = time.process_time() - ours, sum(client.run(time.process_time).values()) - theirs
    assert sum(one.documents for one in done) == count and not any(one.reason or one.failed for one in done)
    return theirs / count, ours / count


def write_shards(texts: list[str], count: int, workers: int, folder: Path) -> Iterator[Document]:
    rows = [json.dumps({"text": text}) for text in islice(cycle(texts), count)]
    for number in range(workers):
        path = folder / f"{number}.jsonl"
        path.write_text("\n".join(rows[number::workers]) + "\n", encoding="utf-8")
        yield Document(number, str(path), path.name, f"{path}.jsonl", rows=True)


def warm(shards: list[Document]) -> list[Document]:
    return [one._replace(output=f"{one.output}.warm") for one in shards]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=2000, help="how many are done (default 2,000)")
    parser.add_argument("--workers", type=int, default=0, help="workers of a Dask cluster on this machine")
    arguments = parser.parse_args()
    paths = sorted(arguments.folder.rglob("*.txt"))
    if not paths:
        parser.error(f"{arguments.folder} holds no .txt files")
    count = arguments.documents
    spread = paths[:: max(1, len(paths) // count)]
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in spread]
    read = sum(len(text.encode()) for text in islice(cycle(texts), count))
    load, python = os.getloadavg()[0], platform.python_version()
    print(f"{platform.machine()}, {os.cpu_count()} CPUs, load {load:.1f}, Python {python}")
    print(f"{count:,} documents, {read / count / 1e3:.1f} kB each")
    for command in ("parse", "normalize"):
        task = Task(command, load_format("jsonl"), Options(), 16 << 20, "bench")
        seconds, size = measure_core(texts, count, task)
        print(
            f"{command:10}{seconds * 1e3:7.2f} ms of a core, {3600 / seconds:,.0f} an hour, {size / count / 1e3:.1f} kB"
        )
        hours = MANY * seconds / 3600 / CORES
        print(f"{'':10}{hours:7.2f} hours for {MANY / 1e6:.0f} million on {CORES:,} cores that are never idle")
        if arguments.workers:
            theirs, ours = measure_cluster(texts, count, task, arguments.workers)
            print(f"{'':10}{theirs * 1e3:7.2f} ms of a Dask worker, {ours * 1e3:.2f} of scheduler and caller")
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB here")
    return 0


if __name__ == "__main__":
    sys.exit(main())
