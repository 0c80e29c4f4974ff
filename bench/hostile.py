"""What hostile texts cost: CPU time and peak memory of `newsparse parse` and `normalize`, a process each.

    python bench/hostile.py [--size 300000] [--only WORD] [--pairs 60] [--command parse] [--top 25] [--check]

The texts stand in `hostile_texts.py`: one mark repeated, names that never repeat, random bytes, pairs of them. The
table is sorted by time. `--check` ends with 1 where a text takes more than 3 s or 600 MB, or does not end well.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from hostile_texts import all_texts

MOST_SECONDS, MOST_MEGABYTES = 3.0, 600
COMMANDS = ("parse", "normalize")


class Cost(NamedTuple):
    seconds: float
    megabytes: float
    status: int
    name: str
    command: str

    @property
    def fails(self) -> bool:
        return self.seconds > MOST_SECONDS or self.megabytes > MOST_MEGABYTES or self.status not in {0, 1}


def as_bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")


def cost_of(command: str, path: Path, name: str) -> Cost:
    """What one process takes; status 1 is a text that is refused as none."""
    arguments = [sys.executable, "-m", "newsparse", command, "--max-bytes", "1G", str(path)]
    with subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    megabytes = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6
    return Cost(usage.ru_utime + usage.ru_stime, megabytes, child.returncode, name, command)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=300_000, help="bytes of each text (default 300000)")
    parser.add_argument("--only", default="", metavar="WORD", help="texts that have this in their name")
    parser.add_argument("--pairs", type=int, default=60, help="how many pairs of texts (default 60)")
    parser.add_argument("--command", choices=COMMANDS, action="append", help="one of the two commands")
    parser.add_argument("--top", type=int, default=25, help="lines of the table (default 25)")
    parser.add_argument("--check", action="store_true", help="exit 1 above a bound")
    arguments = parser.parse_args()
    costs: list[Cost] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "hostile.txt")
        for name, make in all_texts(arguments.pairs).items():
            if arguments.only in name:
                path.write_bytes(as_bytes(make(arguments.size))[: arguments.size])
                costs += [cost_of(command, path, name) for command in arguments.command or COMMANDS]
    costs.sort(reverse=True)
    print(f"{'s':>7} {'MB':>6}")
    for one in costs[: arguments.top]:
        note = "   ABOVE" * one.fails + f"   exit {one.status}" * (one.status != 0)
        print(f"{one.seconds:7.2f} {one.megabytes:6.0f}  {one.command:9} {one.name}{note}")
    failing = sum(one.fails for one in costs)
    print(f"{len(costs)} runs, {failing} above a bound, most memory {max(one.megabytes for one in costs):.0f} MB")
    return int(arguments.check and failing > 0)


if __name__ == "__main__":
    sys.exit(main())
