"""Damaged articles without end: what must hold for every text is held against inputs made from seeds.

    python bench/fuzz.py [--first 0] [--count 10000] [--every 10] [--slow 1.0]
    python bench/fuzz.py --seed N [--write FILE]

An input is made from a real shape (fixtures, cases of the tests) as `tests/fuzzing.py` does, the same for a seed on
every machine; `--seed` replays one, with its traceback, and can write its bytes. Every N-th input (`--every`) is also
written in all formats, validated, and parsed again in a process with another hash seed. Inputs that take more than
`--slow` seconds per 10 KB are told. Ends with 1 where something did not hold.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import time
import traceback
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from fuzzing import make_input
from invariants import check_bytes, check_outputs

import newsparse


def digest_of(seed: int) -> str:
    """What becomes of an input, in short."""
    try:
        return hashlib.sha256(newsparse.parse(make_input(seed)).to_json().encode()).hexdigest()
    except newsparse.InputError as error:
        return str(error)


def digests_elsewhere(seeds: Sequence[int], hash_seed: str) -> list[str]:
    """The digests of seeds as another process has them."""
    command = [sys.executable, __file__, "--digests", *map(str, seeds)]
    done = subprocess.run(
        command, capture_output=True, check=True, text=True, env=os.environ | {"PYTHONHASHSEED": hash_seed}
    )
    return done.stdout.splitlines()


def check_seed(seed: int, *, outputs: bool) -> float:
    """Raises where something does not hold; gives the seconds per 10 KB that checking took."""
    data = make_input(seed)
    start = time.process_time()
    article = check_bytes(data)
    seconds = time.process_time() - start
    if outputs and article is not None:
        check_outputs(article, newsparse.normalize(data))
    return seconds / max(1.0, len(data) / 10_000)


def replay(seed: int, path: Path | None) -> int:
    if path is not None:
        path.write_bytes(make_input(seed))
    print(f"seed {seed}: {check_seed(seed, outputs=True):.2f} s per 10 KB")
    return 0


def run(seeds: range, every: int, slow: float) -> int:
    failed: dict[int, str] = {}
    sampled: list[int] = []
    for seed in seeds:
        try:
            seconds = check_seed(seed, outputs=seed % every == 0)
        except Exception:
            failed[seed] = traceback.format_exc()
            print(f"seed {seed} FAILED: {failed[seed].splitlines()[-1][:300]}", flush=True)
            continue
        if seed % every == 0:
            sampled.append(seed)
        if seconds > slow:
            print(f"seed {seed} slow: {seconds:.2f} s per 10 KB", flush=True)
    here = [digest_of(seed) for seed in sampled]
    there: list[str] = []
    for start in range(0, len(sampled), 500):
        there += digests_elsewhere(sampled[start : start + 500], str(start % 97 + 1))
    for seed, one, other in zip(sampled, here, there, strict=True):
        if one != other:
            failed[seed] = "another process"
            print(f"seed {seed} FAILED: another hash seed gives another article", flush=True)
    print(f"{len(seeds)} inputs, {len(failed)} failed, {len(sampled)} of them in all formats and in another process")
    return int(bool(failed))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--first", type=int, default=0, help="the first seed (default 0)")
    parser.add_argument("--count", type=int, default=10_000, help="how many (default 10000)")
    parser.add_argument("--every", type=int, default=10, help="one of how many is checked in full (default 10)")
    parser.add_argument("--slow", type=float, default=1.0, help="seconds per 10 KB that are worth a line (default 1)")
    parser.add_argument("--seed", type=int, help="replay one")
    parser.add_argument("--write", type=Path, metavar="FILE", help="with --seed: where to write its bytes")
    parser.add_argument("--digests", type=int, nargs="*", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.digests is not None:
        print("\n".join(map(digest_of, arguments.digests)))
        return 0
    if arguments.seed is not None:
        return replay(arguments.seed, arguments.write)
    return run(range(arguments.first, arguments.first + arguments.count), arguments.every, arguments.slow)


if __name__ == "__main__":
    sys.exit(main())
