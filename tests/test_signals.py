"""Real signals at bad moments: while modules are loaded, twice in a row, when the terminal is closed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs POSIX")

COMMAND = (sys.executable, "-m", "newsparse")
# Sends itself a signal when the module that is named is looked for.
WHILE_LOADING = """
import os, signal, sys
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "newsparse.cli.app":
            os.kill(os.getpid(), int(sys.argv[1]))
sys.meta_path.insert(0, Finder())
from newsparse.cli import main
main()
"""


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_while_modules_are_loaded(sent: signal.Signals) -> None:
    done = subprocess.run([sys.executable, "-c", WHILE_LOADING, str(int(sent))], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (128 + sent, b"", b"")


@pytest.mark.slow
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_twice_in_a_row_while_a_pool_works(tmp_path: Path, sent: signal.Signals) -> None:
    """The second signal comes while workers are stopped and half-written files taken away."""
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for number in range(1_000):
        (folder / f"{number:04}.txt").write_text(f"Flood number {number}\n\n" + "The river rose again. " * 60 + "\n")
    process = subprocess.Popen(
        [*COMMAND, "parse", str(folder), "-o", str(out), "-j", "2", "-q"],
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    while process.poll() is None and (not out.exists() or len(list(out.iterdir())) < 50):
        time.sleep(0.02)
    process.send_signal(sent)
    time.sleep(0.02)
    process.send_signal(sent)
    _, told = process.communicate(timeout=60)
    assert (process.returncode, told) == (128 + sent, b"")
    for _ in range(200):
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            break
        time.sleep(0.05)
    else:
        pytest.fail("a worker is still there")
    assert [path.name for path in out.iterdir() if path.suffix != ".json"] == [".newsparse-manifest.jsonl"]


@pytest.mark.slow
def test_an_ignored_hangup_stays_ignored(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    process = subprocess.Popen(
        ["sh", "-c", 'trap "" HUP; exec "$@"', "sh", *COMMAND, "parse", str(tmp_path / "pipe"), "-f", "json"],
        stdout=subprocess.PIPE,
    )
    with (tmp_path / "pipe").open("wb") as pipe:
        process.send_signal(signal.SIGHUP)
        pipe.write(b"Flood in Rovigo\n\nThe river rose.\n")
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 0 and b"Flood in Rovigo" in said


@pytest.mark.slow
@pytest.mark.parametrize("closed", ["0<&-", "1>&-", "2>&-", "0<&- 1>&- 2>&-"])
def test_closed_standard_streams_are_survived(tmp_path: Path, closed: str) -> None:
    (tmp_path / "a.txt").write_text("Flood in Rovigo\n\nThe river rose.\n")
    script = f'"$@" parse a.txt -q -o a.json {closed}'
    done = subprocess.run(["sh", "-c", script, "sh", *COMMAND], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert (tmp_path / "a.json").read_bytes().endswith(b"}\n")
