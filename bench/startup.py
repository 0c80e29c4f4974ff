"""Start-up, as ratios: CPU time of the command line against an empty Typer application in the same run.

    python bench/startup.py [--runs 15] [--check]

Seconds differ from machine to machine and from minute to minute; the ratio of medians of interleaved runs does not.
`--check` ends with 1 where a ratio is above its bound.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

EMPTY = "import typer\n\napp = typer.Typer()\n\n\n@app.command()\ndef main() -> None: ...\n\n\napp()\n"
ARTICLE = """Harbour bridge closed for three weeks

By Jane Roe

ROVIGO, March 3 (HC) - The harbour bridge will be closed on Monday after the storm, the mayor said.

"We have no other choice," Anna Bianchi told reporters on Sunday. "The work will take three weeks."

The ferry will run every ten minutes, said John Smith, a spokesman for the port.
"""
# An installed package has its bytecode; a checkout gets it in the first round, unless this variable forbids it.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
BOUNDS = {"--version": 1.1, "parse": 1.6, "normalize": 1.6}


def cpu_seconds(command: list[str]) -> float:
    """User and system time of one process, its output thrown away."""
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {child.returncode}")
    return usage.ru_utime + usage.ru_stime


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15, help="runs of each command (default 15)")
    parser.add_argument("--check", action="store_true", help="exit 1 above a bound")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        empty, article = Path(folder, "empty.py"), Path(folder, "article.txt")
        empty.write_text(EMPTY, encoding="utf-8")
        article.write_text(ARTICLE, encoding="utf-8")
        newsparse = str(Path(sys.executable).with_name("newsparse"))
        commands = {
            "bare Python": [sys.executable, "-c", ""],
            "empty Typer app": [sys.executable, str(empty)],
            "import newsparse": [sys.executable, "-c", "import newsparse"],
            "--version": [newsparse, "--version"],
            "parse": [newsparse, "parse", str(article)],
            "normalize": [newsparse, "normalize", str(article)],
        }
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for run in range(args.runs + 1):
            for name, command in commands.items():
                seconds = cpu_seconds(command)
                if run:  # the first round writes bytecode and warms the file cache
                    taken[name].append(seconds)
    base = median(taken["empty Typer app"])
    above = 0
    for name, times in taken.items():
        ratio = median(times) / base
        bound = BOUNDS.get(name)
        above += bound is not None and ratio > bound
        note = "" if bound is None else f"   at most {bound}{'   ABOVE' if ratio > bound else ''}"
        print(f"{name:18} {median(times) * 1000:7.1f} ms   {ratio:5.2f}{note}")
    return int(args.check and above > 0)


if __name__ == "__main__":
    sys.exit(main())
