"""The command line as a process of its own: pipes, signals, terminals, locales. Each test starts one or two."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

COMMAND = (sys.executable, "-m", "newsparse")
STORY = "Flood in Rovigo\n\nThe river rose.\n"

posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX")


def run(*arguments: str, stdin: bytes = b"", **changes: str) -> subprocess.CompletedProcess[bytes]:
    environment = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "FORCE_COLOR"}}
    return subprocess.run(
        [*COMMAND, *arguments], input=stdin, capture_output=True, env=environment | changes, timeout=60, check=False
    )


def make_folder(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:04}.txt").write_text(f"Flood number {number}\n\n" + "The river rose again. " * 60 + "\n")
    return folder


def test_standard_output_is_utf_8_whatever_the_locale() -> None:
    name = "Café in Łódź"
    done = run("normalize", stdin=f"{name}\n".encode(), LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, f"{name}\n", b"")


@posix
def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "in", 40)
    process = subprocess.Popen(
        [*COMMAND, "parse", str(folder), "-j", "1"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout and process.stderr
    assert json.loads(process.stdout.readline())["source"]["path"] == "0000.txt"
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(30) == 0


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_full_disk_is_told() -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*COMMAND, "parse"], input=b"x", stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert done.stderr == b"newsparse: can't write to standard output: No space left on device\n"


@posix
@pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signals_end_it_and_leave_nothing_half_done(tmp_path: Path, sent: signal.Signals, status: int) -> None:
    """One process is the reader of a pipe that never ends, so that it is at work when the signal comes."""
    os.mkfifo(tmp_path / "endless")
    process = subprocess.Popen(
        [*COMMAND, "parse", str(tmp_path / "endless"), "-o", str(tmp_path / "out.json")], stderr=subprocess.PIPE
    )
    assert process.stderr
    with open(tmp_path / "endless", "wb"):  # opens when the process has opened its end
        time.sleep(0.05)
        process.send_signal(sent)
        assert process.wait(30) == status
    assert process.stderr.read() == b""
    process.stderr.close()
    assert os.listdir(tmp_path) == ["endless"]


@posix
@pytest.mark.parametrize(
    ("environment", "coloured"), [({}, True), pytest.param({"NO_COLOR": "1"}, False, marks=pytest.mark.slow)]
)
def test_on_a_terminal_parse_shows_the_view(environment: dict[str, str], coloured: bool) -> None:
    import pty

    ours, theirs = pty.openpty()
    kept = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "FORCE_COLOR"}}
    process = subprocess.Popen(
        [*COMMAND, "parse", "-"], stdin=subprocess.PIPE, stdout=theirs, env=kept | {"TERM": "xterm"} | environment
    )
    os.close(theirs)
    process.communicate(STORY.encode(), timeout=60)
    seen = os.read(ours, 100_000).decode()
    os.close(ours)
    assert "Body" in seen and "Flood in Rovigo" in seen
    assert ("\x1b[1m" in seen) is coloured


@posix
def test_on_a_terminal_without_a_path_there_is_help() -> None:
    import pty

    ours, theirs = pty.openpty()
    done = subprocess.run([*COMMAND, "parse"], stdin=theirs, capture_output=True, check=False)
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 2 and done.stdout == b""
    assert b"Usage: " in done.stderr and b"name a file or a folder" in done.stderr


def test_nothing_heavy_is_loaded_before_it_is_needed() -> None:
    program = "import sys, newsparse.cli.app; print(*sorted({'rich', 'regex', 'ftfy', 'multiprocessing', 'concurrent',"
    program += " 'newsparse.pipeline', 'newsparse.model', 'importlib.metadata', 'pydantic'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.split() == []


def test_a_worker_does_not_load_typer() -> None:
    """It imports what its parent was started from: `newsparse.__main__` or the console script, and so this."""
    program = "import sys, newsparse.__main__; print('typer' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.split() == [b"False"]


@pytest.mark.slow
@pytest.mark.parametrize("command", ["parse", "normalize"])
def test_the_outcome_is_the_same_whatever_the_jobs(tmp_path: Path, command: str) -> None:
    folder = make_folder(tmp_path / "in", 2_000)
    outputs = [run(command, str(folder), "-f", "jsonl", "-j", jobs) for jobs in ("1", "2")]
    assert outputs[0].stdout.count(b"\n") == 2_000
    assert outputs[0].stdout == outputs[1].stdout
    for path in sorted(folder.iterdir())[300:]:
        path.unlink()
    folders = [tmp_path / f"out{jobs}" for jobs in (1, 2)]
    for jobs, made in zip("12", folders, strict=True):
        assert run(command, str(folder), "-o", f"{made}/", "-j", jobs).returncode == 0
    files = [{name: (made / name).read_bytes() for name in os.listdir(made)} for made in folders]
    assert files[0] == files[1]


@pytest.mark.slow
@posix
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_pool_ends_with_its_parent(tmp_path: Path, sent: signal.Signals) -> None:
    """The signal comes while workers write files; nothing half-written stays, no worker lives on."""
    folder = make_folder(tmp_path / "in", 3_000)
    process = subprocess.Popen(
        [*COMMAND, "parse", str(folder), "-o", str(tmp_path / "out"), "-j", "2", "-q"], start_new_session=True
    )
    while process.poll() is None and (not (tmp_path / "out").exists() or len(os.listdir(tmp_path / "out")) < 100):
        time.sleep(0.02)
    process.send_signal(sent)
    status = process.wait(30)
    assert status == {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGKILL: -signal.SIGKILL}[sent]
    for _ in range(200):  # a worker whose parent was killed finishes the document that it is at
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            break
        time.sleep(0.05)
    else:
        pytest.fail("a worker is still there")
    left = [name for name in os.listdir(tmp_path / "out") if not name.endswith(".json")]
    assert left == [".newsparse-manifest.jsonl"]


@pytest.mark.slow
def test_a_document_at_the_limit_and_one_above(tmp_path: Path) -> None:
    limit = 1 << 20
    (tmp_path / "fits.txt").write_bytes(b"word " * (limit // 5) + b"x" * (limit % 5))
    (tmp_path / "more.txt").write_bytes(b"x" * (limit + 1))
    done = run("normalize", str(tmp_path), "-f", "json", "--max-bytes", "1M")
    assert [one["schema"] for one in json.loads(done.stdout)] == ["newsparse/normalized-1", "newsparse/error-1"]
