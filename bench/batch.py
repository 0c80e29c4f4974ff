"""Big batches: peak memory of many files against few, two workers against one, documents a second.

    python bench/batch.py                 all of it, some ten minutes
    python bench/batch.py --files 5000    less of it

The texts are invented articles of fixtures/ with their numbers changed, so that no two are alike. Memory is the peak
of the resident set, of the process that hands out and of its largest worker. Times are ratios of runs that took turns:
other work on the machine disturbs both sides, and the smallest time of each counts.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
SMALL = 2_000
"""Bytes that an article may have to be one of the texts."""


def write_files(folder: Path, count: int, texts: Sequence[str]) -> Path:
    """Files in folders of a thousand, each with a headline of its own."""
    for number in range(count):
        path = folder / f"{number // 1000:03}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Number {number}: " + texts[number % len(texts)], encoding="utf-8")
    return folder


def measure(arguments: Sequence[str]) -> tuple[float, float, float]:
    """Seconds, and the peak in MB of the first process and of the largest of those that it starts."""
    program = (
        "import resource, runpy, sys; sys.argv = sys.argv[1:]\n"
        "try: runpy.run_module('newsparse', run_name='__main__')\n"
        "finally:\n"
        "    both = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))\n"
        "    print(*both, file=sys.stderr)"
    )
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", program, "newsparse", *arguments],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False,
    )  # fmt: skip
    seconds = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(done.stderr.decode()[-1000:])
    peaks = done.stderr.decode().split()[-2:]
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return seconds, int(peaks[0]) / unit, int(peaks[1]) / unit


def compare_memory(many: Path, few: Path, work: Path, jobs: int) -> None:
    """Peak memory of many files against few: into a folder, and into one JSONL file."""
    for number, (shown, name) in enumerate((("a folder", "out/"), ("one file", "all.jsonl"))):
        peaks = [
            measure(["parse", str(folder), "-o", f"{work}/{jobs}{number}{kind}{name}", "-j", str(jobs), "-q"])
            for kind, folder in (("many", many), ("few", few))
        ]
        told = [
            f"{who} {peaks[0][at]:.1f} MB against {peaks[1][at]:.1f}: {peaks[0][at] / peaks[1][at]:.3f}"
            for at, who in ((1, "first process"), (2, "largest worker"))
            if peaks[1][at] > 1 and (at == 1 or jobs > 1)
        ]
        print(f"memory, {jobs} jobs, into {shown}: " + "; ".join(told), flush=True)


def compare_workers(folder: Path, count: int, rounds: int) -> None:
    """Wall time of one worker against two."""
    times: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(rounds):
        for jobs, taken in times.items():
            taken.append(measure(["parse", str(folder), "-f", "jsonl", "-j", str(jobs), "-q"])[0])
    one, two = (min(taken) for taken in times.values())
    print(f"{count} files: {one:.2f} s with one worker, {two:.2f} s with two: {one / two:.2f} times", flush=True)
    print(f"documents a second: {count / one:.0f} with one worker, {count / two:.0f} with two", flush=True)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--files", type=int, default=20_000, help="how many files are many")
    parser.add_argument("--few", type=int, default=1_000)
    parser.add_argument("--small", type=int, default=2_000, help="how many files two workers get")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=["memory", "workers"])
    parser.add_argument("--jobs", type=int, nargs="*", default=[1, 2])
    given = parser.parse_args()
    paths = sorted((ROOT / "fixtures").rglob("*.txt"))
    texts = [path.read_bytes().decode("utf-8", "replace") for path in paths if path.stat().st_size <= SMALL]
    texts = [text for text in texts if "\N{REPLACEMENT CHARACTER}" not in text]
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        if given.only != "memory":
            compare_workers(write_files(work / "small", given.small, texts), given.small, given.rounds)
        if given.only != "workers":
            many, few = write_files(work / "many", given.files, texts), write_files(work / "few", given.few, texts)
            for jobs in given.jobs:
                compare_memory(many, few, work, jobs)
    print(f"on {os.cpu_count()} processors")


if __name__ == "__main__":
    main()
