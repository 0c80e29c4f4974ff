"""Limits of the machine and slips of the hand: few descriptors, little memory, small files, wild numbers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from newsparse.cli.values import read_jobs, read_size

COMMAND = (sys.executable, "-m", "newsparse")

posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    for number in range(300):
        (made / f"{number:03}.txt").write_text(f"Flood number {number}\n\n" + "The river rose again. " * 60 + "\n")
    return made


def limited(limit: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """newsparse under a limit of the shell's `ulimit`."""
    script = f'ulimit {limit}; exec "$@"'
    # Python cuts the compiled modules that it keeps where no file may grow, and later processes would read them.
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        ["sh", "-c", script, "sh", *COMMAND, *arguments], capture_output=True, env=environment, check=False
    )


@pytest.mark.parametrize("value", ["0", "-1", "x", "1e3", "", "000", "\N{SUPERSCRIPT TWO}"])
def test_jobs_that_are_no_number_are_refused(value: str) -> None:
    with pytest.raises(typer.BadParameter, match="no number of processes"):
        read_jobs(value)


@pytest.mark.parametrize("value", ["0", "00k", "9" * 20, "9" * 5_000 + "G"])
def test_sizes_that_nothing_has_are_refused(value: str) -> None:
    with pytest.raises(typer.BadParameter, match="is no size"):
        read_size(value)


@pytest.mark.slow
@posix
@pytest.mark.parametrize(
    ("limit", "jobs"), [("-n 40", "2"), ("-n 40", "10000"), ("-v 400000", "1"), ("-v 400000", "2")]
)
def test_few_descriptors_and_little_memory(folder: Path, limit: str, jobs: str) -> None:
    done = limited(limit, "parse", str(folder), "-j", jobs, "-f", "jsonl", "-q")
    assert (done.returncode, done.stdout.count(b"\n"), done.stderr) == (0, 300, b"")


@pytest.mark.slow
@posix
def test_files_that_may_not_grow(folder: Path, tmp_path: Path) -> None:
    """Only whole files are left where the kernel cuts what is written."""
    done = limited("-f 4", "parse", str(folder), "-o", str(tmp_path / "all.jsonl"), "-j", "1")
    assert done.returncode == 1
    assert b"File too large" in done.stderr and b"Traceback" not in done.stderr
    assert not (tmp_path / "all.jsonl").exists()
    (tmp_path / "long.txt").write_text("Flood\n\n" + "The river rose again. " * 2_000 + "\n")
    done = limited("-f 4", "parse", str(tmp_path / "long.txt"), "-o", str(tmp_path / "long.json"))
    assert done.returncode == 1 and b"Traceback" not in done.stderr
    assert not (tmp_path / "long.json").exists()


@pytest.mark.slow
@pytest.mark.parametrize("mark", ["(", "\N{LEFT DOUBLE QUOTATION MARK}", "> ", "[["])
def test_ten_thousand_marks_inside_each_other(mark: str) -> None:
    text = f"Flood in Rovigo\n\n{mark * 10_000} said Ann Lee.\n".encode()
    done = subprocess.run([*COMMAND, "parse", "-f", "json"], input=text, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["schema"] == "newsparse/1"
