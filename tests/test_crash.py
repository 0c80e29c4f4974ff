"""Pulling the plug: real processes, real kills, real full disks; then `--resume` makes it as if nothing was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsparse.batch.growing import part_stem
from newsparse.batch.inputs import MANIFEST

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="needs /proc and tmpfs")]

COMMAND = (sys.executable, "-m", "newsparse")
COUNT = 200


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Texts in two folders, and one that is no text."""
    made = tmp_path_factory.mktemp("crash") / "in"
    for number in range(COUNT):
        path = made / ("even" if number % 2 == 0 else "odd") / f"{number:04}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Flood number {number}\n\n" + "The river rose again. " * 60 + "\n")
    (made / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    return made


@pytest.fixture(scope="module")
def undisturbed(folder: Path) -> dict[str, bytes]:
    """What a run makes that nobody disturbs, as a folder."""
    status, said = run(folder, folder.parent / "undisturbed")
    assert status == 1 and said.endswith(f"done {COUNT}, skipped 0, failed 1\n"), said
    return tree(folder.parent / "undisturbed")


def start(folder: Path, output: Path, *more: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*COMMAND, "parse", str(folder), "-o", str(output), "-j", "2", *more],
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def run(folder: Path, output: Path, *more: str) -> tuple[int, str]:
    process = start(folder, output, *more)
    said = process.communicate(timeout=120)[1].decode()
    return process.returncode, said


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def size_of(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def wait_until_grown(path: Path, process: subprocess.Popen[bytes], size: int) -> None:
    """Until a file holds so much, at most half a minute."""
    for _ in range(3_000):
        if size_of(path) >= size or process.poll() is not None:
            return
        time.sleep(0.01)


def kill_group(process: subprocess.Popen[bytes]) -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=30)
    assert process.returncode == -signal.SIGKILL


def workers_of(process: subprocess.Popen[bytes]) -> list[int]:
    """Processes whose parent it is and that do its work."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((path / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == process.pid and b"spawn_main" in (path / "cmdline").read_bytes():
                found.append(int(path.name))
        except OSError:
            continue
    return found


@pytest.mark.parametrize("only_the_parent", [False, True])
def test_a_folder_after_kills(
    tmp_path: Path, folder: Path, undisturbed: dict[str, bytes], only_the_parent: bool
) -> None:
    out = tmp_path / "out"
    for share in (0.2, 0.6):
        process = start(folder, out, "--resume")
        wait_until_grown(out / MANIFEST, process, int(len(undisturbed[MANIFEST]) * share))
        if only_the_parent:
            process.kill()
            process.communicate(timeout=30)  # its workers have its standard error: they are gone as well
        else:
            kill_group(process)
        half = tree(out)
        whole = {name: data for name, data in half.items() if not name.endswith(".part") and name != MANIFEST}
        assert 0 < len(whole) < COUNT, "it was killed in the middle"
        assert whole.items() <= undisturbed.items(), "only whole files have their names"
    before = {name: (out / name).stat().st_mtime_ns for name in whole}
    status, said = run(folder, out, "--resume")
    assert status == 1 and said.splitlines()[-1].endswith("failed 1")
    assert tree(out) == undisturbed
    kept = sum((out / name).stat().st_mtime_ns == before[name] for name in whole)
    assert f"skipped {kept}" in said and kept > 0, "what was complete was not written again"


def test_one_file_after_kills(tmp_path: Path, folder: Path) -> None:
    assert run(folder, tmp_path / "undisturbed.jsonl")[0] == 1
    whole = (tmp_path / "undisturbed.jsonl").read_bytes()
    out = tmp_path / "all.jsonl"
    for number, share in enumerate((0.2, 0.6)):
        process = start(folder, out, "--resume")
        wait_until_grown(tmp_path / f"{part_stem(out.name)}{number}.part", process, int(len(whole) * share))
        kill_group(process)
        assert not out.exists()
    said = run(folder, out, "--resume")[1]
    assert out.read_bytes() == whole
    assert int(said.split("skipped ")[1].split(",")[0]) >= COUNT * 0.3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["all.jsonl", "undisturbed.jsonl"]


def test_a_killed_worker_is_told_and_survived(tmp_path: Path, folder: Path, undisturbed: dict[str, bytes]) -> None:
    out = tmp_path / "out"
    process = start(folder, out)
    wait_until_grown(out / MANIFEST, process, 5_000)
    os.kill(workers_of(process)[0], signal.SIGKILL)
    said = process.communicate(timeout=120)[1].decode()
    assert "newsparse: a worker process died (signal 9); its documents are done again" in said
    assert said.splitlines()[-1] == f"done {COUNT}, skipped 0, failed 1"
    assert tree(out) == undisturbed


def test_a_second_run_is_refused_while_the_first_is_at_work(tmp_path: Path, folder: Path) -> None:
    os.mkfifo(tmp_path / "endless")
    for output, how in ("out", "--resume"), ("all.jsonl", "--force"):
        process = subprocess.Popen(
            [*COMMAND, "parse", str(tmp_path / "endless"), str(folder / "odd"), "-o", str(tmp_path / output)],
            stderr=subprocess.DEVNULL,
        )
        with (tmp_path / "endless").open("wb") as pipe:  # opens when the first is at work
            status, said = run(folder / "odd", tmp_path / output, how)
            assert status == 2 and "another newsparse writes to" in said
            pipe.write(b"Flood\n\nThe river rose.\n")
        assert process.wait(60) == 0
    assert len(tree(tmp_path / "out")) == COUNT / 2 + 2
    assert (tmp_path / "all.jsonl").read_bytes().count(b"\n") == COUNT / 2 + 1
    assert list(tmp_path.glob(".newsparse-*")) == []


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of half a megabyte."""
    made = tmp_path / "disk"
    made.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=500k", "tmpfs", str(made)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("may not mount a file system")
    yield made
    subprocess.run(["umount", str(made)], check=True)


def enlarge(disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)


def test_a_folder_on_a_full_disk(disk: Path, folder: Path, undisturbed: dict[str, bytes]) -> None:
    out = disk / "out"
    status, said = run(folder, out)
    assert status == 1 and "No space left on device" in said
    made = tree(out)
    made.pop(MANIFEST)
    assert 0 < len(made) < COUNT and made.items() <= undisturbed.items(), "only whole files, nothing else"
    enlarge(disk)
    run(folder, out, "--resume")
    assert tree(out) == undisturbed


def test_one_file_on_a_full_disk(disk: Path, folder: Path) -> None:
    run(folder, disk.parent / "undisturbed.jsonl")
    out = disk / "all.jsonl"
    status, said = run(folder, out)
    assert status == 1 and f"newsparse: can't write {out}: No space left on device" in said
    (part,) = disk.iterdir()
    assert part.read_bytes().endswith(b"\n"), "whole records wait for --resume"
    enlarge(disk)
    part.write_bytes(part.read_bytes()[:100_000])  # both parts would not fit otherwise
    run(folder, out, "--resume")
    assert out.read_bytes() == (disk.parent / "undisturbed.jsonl").read_bytes()
    assert [path.name for path in disk.iterdir()] == ["all.jsonl"]


def test_a_manifest_that_does_not_fit(disk: Path, folder: Path) -> None:
    """The disk is full before the first line."""
    (disk / "fill").write_bytes(bytes(500 * 1024 - 8192))
    status, said = run(folder, disk / "out")
    assert status == 1 and "No space left on device" in said
    assert "Traceback" not in said


def test_one_document_on_a_full_disk(folder: Path) -> None:
    process = start(folder / "odd" / "0001.txt", Path("/dev/full"), "-f", "json")
    said = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 1 and said == "newsparse: can't write /dev/full: No space left on device\n"
