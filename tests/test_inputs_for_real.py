"""Inputs as they lie on real disks: pipes, sockets, devices, links in circles, odd names, files without an end."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from newsparse.batch.inputs import Choice, find_inputs

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs POSIX")

COMMAND = (sys.executable, "-m", "newsparse")
STORY = "Flood in Rovigo\n\nThe river rose.\n"


def parse(*arguments: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, "parse", *arguments],
        cwd=folder,
        capture_output=True,
        timeout=60,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@pytest.mark.parametrize("include", [(), ("*",)])
def test_only_files_of_a_tree_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, include: tuple[str, ...]
) -> None:
    below = tmp_path / "tree" / "below"
    below.mkdir(parents=True)
    monkeypatch.chdir(below.parent)  # a socket's name must be short
    Path("story.txt").write_text(STORY)
    os.mkfifo("pipe.txt")
    Path("zero.txt").symlink_to("/dev/zero")
    Path("loop.txt").symlink_to("loop.txt")
    Path("nowhere.txt").symlink_to("nothing")
    (below / "up").symlink_to("..")
    (below / "self").symlink_to(".")
    with socket.socket(socket.AF_UNIX) as heard:
        heard.bind("socket.txt")
        inputs = find_inputs(["."], Choice(include, (), None))
    found = [(one.name, one.problem) for one in inputs.documents]
    assert found == [("story.txt", None)]


@pytest.mark.slow
def test_what_has_no_end_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "sparse.txt").open("wb") as file:
        file.truncate(4 << 30)
    done = parse("sparse.txt", "/dev/zero", "-f", "jsonl", folder=tmp_path)
    (tmp_path / "sparse.txt").unlink()
    assert done.returncode == 1
    assert [json.loads(line)["error"]["code"] for line in done.stdout.splitlines()] == ["too-large"] * 2
    assert done.stderr.count(b"is larger than 16,777,216 bytes") == 2


@pytest.mark.slow
def test_an_endless_pipe_is_refused(tmp_path: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", 'yes | "$@"', "sh", *COMMAND, "parse"], cwd=tmp_path, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 1 and b"-: is larger than 16,777,216 bytes" in done.stderr


@pytest.mark.slow
def test_odd_names(tmp_path: Path) -> None:
    names = [b"a\nb.txt", b"e\x1b[31m.txt", b"\xff\xfe.txt", b"-x.txt", b"n" * 246 + b".txt", b"dot..txt", b"sp .txt",
             "\N{GRINNING FACE}.txt".encode(), b"[red].txt", b":smile:.txt", b"x.md", b"x.txt", b"%s.txt"]  # fmt: skip
    (tmp_path / "in").mkdir()
    for name in names:
        Path(os.fsdecode(os.fsencode(tmp_path / "in") + b"/" + name)).write_text(STORY)
    deep = tmp_path / "in" / Path(*["d" * 20] * 60)
    deep.mkdir(parents=True)
    (deep / "x.txt").write_text(STORY)
    done = parse("in", "-o", "out", folder=tmp_path)
    assert done.returncode == 0
    assert done.stderr == f"done {len(names) + 1}, skipped 0, failed 0\n".encode()
    assert len(list((tmp_path / "out").rglob("*.json"))) == len(names) + 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]


@pytest.mark.slow
def test_dots_in_arguments_lead_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "in" / "q").mkdir(parents=True)
    (tmp_path / "in" / "a.txt").write_text(STORY)
    (tmp_path / "in" / "b.txt").write_text(STORY)
    done = parse("in/q/../a.txt", "in/q/../../in/b.txt", "-o", "out/", folder=tmp_path)
    assert done.returncode == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir() if path.suffix == ".json") == [
        "a.txt.json",
        "b.txt.json",
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]


def without_privileges() -> list[str]:
    """What a command must begin with so that permissions hold for it: root may read everything."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root may read everything, and there is no setpriv to give that up")
    return ["setpriv", "--bounding-set=-all", "--inh-caps=-all"]


@pytest.mark.slow
def test_what_may_not_be_read_or_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "in" / "closed").mkdir(parents=True)
    (tmp_path / "sealed").mkdir()
    for name in ("open.txt", "secret.txt", "closed/inside.txt"):
        (tmp_path / "in" / name).write_text(STORY)
    begin = [*without_privileges(), *COMMAND]
    shut = {tmp_path / "in" / "secret.txt": 0, tmp_path / "in" / "closed": 0, tmp_path / "sealed": 0o500}
    for path, mode in shut.items():
        path.chmod(mode)
    try:
        outputs = ("all.jsonl", "sealed/", "sealed/all.jsonl")
        done = {
            output: subprocess.run(
                [*begin, "parse", "in", "-o", output], cwd=tmp_path, capture_output=True, timeout=60, check=False
            )
            for output in outputs
        }
    finally:
        for path in shut:
            path.chmod(0o700)
    assert [one.returncode for one in done.values()] == [1, 1, 1]
    told = done["all.jsonl"].stderr.decode()
    assert "in/secret.txt: you may not read this; check its permissions" in told
    assert "in/closed/: this folder can't be read: Permission denied" in told
    records = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text().splitlines()]
    assert sorted(one["schema"] for one in records) == ["newsparse/1", "newsparse/error-1", "newsparse/error-1"]
    for output in outputs[1:]:
        assert done[output].stderr.decode().startswith(f"newsparse: can't write {output}: Permission denied")
    assert list((tmp_path / "sealed").iterdir()) == []
