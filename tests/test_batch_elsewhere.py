"""What a run leaves alone: inputs, everything outside of its output, the network, other programs."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

STORY = "Flood in Rovigo\n\nROVIGO, March 3 (AFP) -- The river rose &amp; fell.\n"
# Tells what the command opens to write, makes, removes and renames, starts, and with whom it speaks.
WATCH = """
import json, os, sys
seen = []
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
def watch(event, given):
    is_path = bool(given) and isinstance(given[0], (str, bytes))
    changes = event in {"os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.link", "os.truncate"}
    if is_path and (changes or event == "open" and isinstance(given[2], int) and given[2] & WRITES):
        seen.append(["write", os.path.abspath(os.fsdecode(given[0]))])
    elif event.startswith(("socket.", "subprocess.", "os.exec", "os.spawn", "os.posix_spawn", "os.system", "os.fork")):
        seen.append([event])
sys.addaudithook(watch)
from newsparse.cli import main
sys.argv[0] = "newsparse"
try:
    main()
finally:
    sys.stdout.write(json.dumps(seen))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("in/a.txt", "in/deep/b.txt", "in/deep/c.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(STORY)
    return tmp_path / "in"


def run(*arguments: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[bytes]:
    package = str(Path(__file__).parent.parent)
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True, check=False, cwd=cwd, timeout=60, stdin=subprocess.DEVNULL,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": package, "PYTHONDONTWRITEBYTECODE": "1", **environment},
    )  # fmt: skip


def state(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """All files below a folder with mode, time and content."""
    found = {}
    for path in folder.rglob("*"):
        about = path.lstat()
        data = path.read_bytes() if path.is_file() else b""
        found[path.relative_to(folder).as_posix()] = about.st_mode, about.st_mtime_ns, data
    return found


@pytest.mark.parametrize(
    "arguments",
    [
        ("parse", "in", "-o", "out"),
        ("parse", "in", "-o", "out", "--resume"),
        ("parse", "in", "-o", "out/all.jsonl"),
        ("normalize", "in", "-o", "out/"),
        ("normalize", "in/a.txt", "-o", "out/a.diff"),
        ("parse", "in/a.txt", "--explain"),
    ],
)
def test_only_the_output_is_written(tmp_path: Path, folder: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "out").mkdir()
    before = state(folder)
    done = run("-c", WATCH, *arguments, "-j", "1", "-q", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout[done.stdout.rfind(b"[[") :] if b"[[" in done.stdout else b"[]")
    out = str(tmp_path / "out")
    assert [one for one in told if one[0] != "write" or not f"{one[1]}/".startswith(f"{out}/")] == []
    assert bool(told) is ("-o" in arguments)
    assert state(folder) == before


def test_without_a_home_or_a_folder_for_temporary_files(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "work").mkdir(mode=0o555)
    before = state(tmp_path)
    gone = {"HOME": "/nonexistent/home", "TMPDIR": "/nonexistent/tmp", "XDG_CACHE_HOME": "/nonexistent/cache"}
    made = run("-m", "newsparse", "parse", str(folder), cwd=tmp_path / "work", **gone)
    assert made.returncode == 0 and made.stdout.count(b"\n") == 3, made.stderr
    assert state(tmp_path) == before


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX")
def test_the_working_folder_may_be_gone(tmp_path: Path, folder: Path) -> None:
    program = "import os, sys; os.mkdir('gone'); os.chdir('gone'); os.rmdir('../gone'); from newsparse.cli import main;"
    program += f"sys.argv = ['newsparse', 'parse', {str(folder)!r}, '-o', {str(tmp_path / 'out')!r}]; main()"
    done = run("-c", program, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "out").rglob("*.json"))) == 3


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX")
def test_modes_follow_the_umask_and_links_are_not_written_through(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "precious").write_text("x")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.txt.json").symlink_to(tmp_path / "precious")
    (tmp_path / "all.jsonl").symlink_to(tmp_path / "precious")
    program = "import os; os.umask(0o027); from newsparse.cli import main; main()"
    for output in ("out", "all.jsonl"):
        refused = run("-c", program, "parse", "in", "-o", output, cwd=tmp_path)
        assert refused.returncode == 2 and b"--force replaces" in b" ".join(refused.stderr.split())
        assert run("-c", program, "parse", "in", "-o", output, "--force", cwd=tmp_path).returncode == 0
    assert (tmp_path / "precious").read_text() == "x"
    made = [path for path in (tmp_path / "out").rglob("*") if path.is_file()] + [tmp_path / "all.jsonl"]
    assert {stat.S_IMODE(path.lstat().st_mode) for path in made} == {0o640} and len(made) == 5
    assert stat.S_IMODE((tmp_path / "out" / "deep").stat().st_mode) == 0o750


def test_an_output_folder_inside_the_input_is_no_input_next_time(tmp_path: Path, folder: Path) -> None:
    for number in (1, 2):
        done = run("-m", "newsparse", "normalize", "in", "-o", f"in/made{number}/", cwd=tmp_path)
        assert done.stderr == b"done 3, skipped 0, failed 0\n"
    assert run("-m", "newsparse", "normalize", "in", "-o", "in/made1/", "--resume", cwd=tmp_path).stderr == (
        b"done 0, skipped 3, failed 0\n"
    )


@pytest.mark.parametrize("output", ["in", "in/", "in/../in", "in/deep/.."])
def test_an_input_folder_is_no_output_folder(tmp_path: Path, folder: Path, output: str) -> None:
    before = state(tmp_path)
    for how in ([], ["--force"]):
        done = run("-m", "newsparse", "parse", "in", "-o", output, *how, cwd=tmp_path)
        assert done.returncode == 2 and b"is an input" in b" ".join(done.stderr.split())
    assert state(tmp_path) == before
