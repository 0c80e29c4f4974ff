"""A real cluster on loopback does what one machine does, byte for byte, whoever dies meanwhile."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from dask_cluster import scheduler, wait_until, workers
from dask_worker import KILLS, SLOW

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="kills processes"),
    # Found and not imported, which takes 1.5 s in each process of the quick suite.
    pytest.mark.skipif(find_spec("distributed") is None, reason="needs distributed"),
]

COMMAND = (sys.executable, "-m", "newsparse")
FILES, ROWS = 120, 40


def story(number: int, extra: str = "") -> str:
    return f"""Harbour bridge {number} closed

By Jane Roe

ROVIGO, March 3 (HC) - The harbour bridge will be closed on Monday after the storm, the mayor said. It&amp;s late.

"We have no other choice," Anna Bianchi told reporters. "We sail at dawn." {extra}
"""


def run(*arguments: object, home: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    changes = {"HOME": str(home)} if home else {}
    return subprocess.run(
        [*COMMAND, *map(str, arguments)], capture_output=True, timeout=120, check=False, env=os.environ | changes
    )


def tree(folder: Path) -> dict[str, bytes]:
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Small files, one of them no text, and the same as rows."""
    folder = tmp_path_factory.mktemp("stories")
    for number in range(FILES):
        path = folder / "in" / ("north" if number % 2 else "south") / f"{number:03}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(story(number, SLOW))
    (folder / "in" / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (folder / "rows").mkdir()
    for shard in range(2):
        rows = [json.dumps({"id": f"{shard}-{number}", "text": story(number, SLOW)}) for number in range(ROWS)]
        rows[7:7] = ["{", json.dumps({"id": "none"})]
        (folder / "rows" / f"part-{shard}.jsonl").write_text("\n".join(rows) + "\n")
    return folder


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("cluster")
    with scheduler(folder) as (address, _), workers(address, folder, count=2):
        yield address


@pytest.fixture(scope="module")
def local(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], bytes]:
    """What one machine makes of the files, and what it says."""
    made = tmp_path_factory.mktemp("local") / "made"
    done = run("parse", folder / "in", "-o", f"{made}/")
    assert done.returncode == 1
    return tree(made), done.stderr


def newest_worker(scheduler: str) -> int:
    """The process of one worker, asked of the scheduler."""
    ask = "import sys, os; from distributed import Client; print(max(Client(sys.argv[1]).run(os.getpid).values()))"
    return int(subprocess.run([sys.executable, "-c", ask, scheduler], capture_output=True, check=True).stdout)


def test_a_folder_while_a_worker_is_killed(
    folder: Path, cluster: str, local: tuple[dict[str, bytes], bytes], tmp_path: Path
) -> None:
    victim = newest_worker(cluster)
    arguments = ["parse", str(folder / "in"), "-o", str(tmp_path / "far/"), "--dask", cluster]
    home = tmp_path / "home"
    home.mkdir()
    process = subprocess.Popen([*COMMAND, *arguments], stderr=subprocess.PIPE, env=os.environ | {"HOME": str(home)})
    wait_until(lambda: len(list((tmp_path / "far").rglob("*.json"))) > FILES // 4)
    os.kill(victim, signal.SIGKILL)
    assert len(list((tmp_path / "far").rglob("*.json"))) < FILES, "it was killed in the middle"
    _, told = process.communicate(timeout=120)
    assert process.returncode == 1
    assert (tree(tmp_path / "far"), told) == local
    assert not any(home.iterdir()), "Dask wrote nothing beside"


def test_rows_while_a_worker_is_killed(folder: Path, cluster: str, tmp_path: Path) -> None:
    arguments = ("parse", folder / "rows", "--include", "*.jsonl", "--id-field", "id", "-f", "parquet", "-o")
    local = run(*arguments, tmp_path / "local/")
    victim = newest_worker(cluster)
    process = subprocess.Popen(
        [*COMMAND, *map(str, arguments), str(tmp_path / "far/"), "--dask", cluster], stderr=subprocess.PIPE
    )
    wait_until(lambda: any((tmp_path / "far").glob(".*.part")))
    os.kill(victim, signal.SIGKILL)
    _, told = process.communicate(timeout=120)
    assert (process.returncode, told) == (local.returncode, local.stderr)
    assert f"done {2 * ROWS}, skipped 0, failed 4" in told.decode()

    from pyarrow import parquet

    names = sorted(one.name for one in (tmp_path / "local").iterdir())
    assert sorted(one.name for one in (tmp_path / "far").iterdir()) == names
    for name in names[1:]:
        ours, theirs = (parquet.read_table(tmp_path / where / name) for where in ("local", "far"))
        assert ours.num_rows == ROWS + 2 and ours.equals(theirs)


def test_one_stream_of_files_and_rows(folder: Path, cluster: str, tmp_path: Path) -> None:
    inputs = (folder / "in", *(folder / "rows").iterdir())
    local, far = run("normalize", *inputs, "-f", "jsonl"), run("normalize", *inputs, "-f", "jsonl", "--dask", cluster)
    assert far.stdout == local.stdout and far.stderr == local.stderr and far.returncode == local.returncode == 1
    assert far.stdout.count(b"\n") == FILES + 1 + 2 * (ROWS + 2)


def test_a_document_that_kills_is_found(cluster: str, tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"{number:02}.txt").write_text(story(number, KILLS if number == 5 else SLOW))
    done = run("parse", tmp_path, "--dask", cluster)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["source"]["path"] for one in records] == [f"{number:02}.txt" for number in range(12)]
    assert [one["error"]["code"] for one in records if "error" in one] == ["worker-died"]
    assert records[5]["error"] and done.returncode == 1
    rows = [json.dumps({"text": story(number, KILLS if number == 5 else "")}) for number in range(12)]
    (tmp_path / "rows.jsonl").write_text("\n".join(rows))
    shard = run("parse", tmp_path / "rows.jsonl", "-o", tmp_path / "made/", "--dask", cluster)
    made = [json.loads(line) for line in (tmp_path / "made" / "rows.jsonl.jsonl").read_text().splitlines()]
    assert [one["source"]["item"]["index"] for one in made if "error" in one] == [5] and len(made) == 12
    assert b"rows.jsonl:6: the workers" in shard.stderr and b"done 11, skipped 0, failed 1" in shard.stderr
    assert b"05.txt: the workers that took it died" in done.stderr and b"done 11, skipped 0, failed 1" in done.stderr


def test_an_interrupt_ends_at_once_and_resume_goes_on(
    folder: Path, cluster: str, local: tuple[dict[str, bytes], bytes], tmp_path: Path
) -> None:
    arguments = ["parse", str(folder / "in"), "-o", str(tmp_path / "far/"), "--dask", cluster]
    for sent, code in ((signal.SIGINT, 130), (signal.SIGKILL, -9)):
        process = subprocess.Popen([*COMMAND, *arguments, "--resume"], stderr=subprocess.PIPE)
        before = len(list((tmp_path / "far").rglob("*.json")))
        wait_until(lambda: len(list((tmp_path / "far").rglob("*.json"))) > before)  # noqa: B023  # asked at once
        process.send_signal(sent)
        _, told = process.communicate(timeout=60)
        assert process.returncode == code and b"Traceback" not in told
    done = run(*arguments, "--resume")
    assert done.returncode == 1 and tree(tmp_path / "far") == local[0]


def test_workers_that_can_not_do_it_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(story(1))
    from newsparse.batch import cluster

    def refusal(address: str) -> str:
        with pytest.raises(cluster.ClusterError) as told, cluster.connect(address, said.append):
            pass
        return str(told.value)

    said: list[object] = []
    monkeypatch.setattr(cluster, "WORKER_SECONDS", 1)
    with scheduler(tmp_path) as (address, _):
        assert refusal(address).startswith(f"no worker came to {address}")
        assert "has no workers yet" in str(said)
        with workers(address, tmp_path, nanny=False, NEWSPARSE_TEST_AS="0.0.1"):
            monkeypatch.setattr(cluster, "WORKER_SECONDS", 30)
            assert "has 0.0.1 of newsparse, this is" in refusal(address)
        with workers(address, tmp_path, nanny=False, NEWSPARSE_TEST_AS="nothing"):
            assert "can't import newsparse" in refusal(address)


def test_a_cluster_without_workers_for_a_moment_loses_nothing(cluster: str, tmp_path: Path) -> None:
    from newsparse.batch import cluster as engine
    from newsparse.batch.work import Document, Task
    from newsparse.export import load_format
    from newsparse.model import Options

    task = Task("normalize", load_format("text"), Options(), 1 << 20, "token")
    with engine.connect(cluster, print) as joined:
        joined.threads, joined.looked = 0, float("inf")  # as they were counted last
        done = joined.run(task, [Document(number, f"{number}.txt", "x", data=f"{number}") for number in range(20)])
        assert [one.record for one in done] == [f"{number}" for number in range(20)]


def test_files_that_workers_do_not_see_are_refused(cluster: str, tmp_path: Path) -> None:
    from newsparse.batch import cluster as engine

    with engine.connect(cluster, print) as joined, pytest.raises(engine.ClusterError, match="has no /no/such/folder"):
        joined.check_shared([str(tmp_path), "s3://news", "-", "/no/such/folder"])


def test_no_scheduler(monkeypatch: pytest.MonkeyPatch) -> None:
    from newsparse.batch import cluster

    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 1)
    for address in ("127.0.0.1:9", "tcp://nowhere"):
        told = pytest.raises(cluster.ClusterError, match=f"there is no Dask scheduler at {address}")
        with told, cluster.connect(address, print):
            pass


def test_a_scheduler_that_goes_away(folder: Path, tmp_path: Path) -> None:
    with scheduler(tmp_path) as (address, pid), workers(address, tmp_path):
        arguments = ["parse", str(folder / "in"), "-o", str(tmp_path / "far/"), "--dask", address]
        process = subprocess.Popen([*COMMAND, *arguments], stderr=subprocess.PIPE)
        wait_until(lambda: any((tmp_path / "far").rglob("*.json")))
        os.kill(pid, signal.SIGKILL)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 1 and b"Traceback" not in told
    assert b"its scheduler is gone" in told or b"is gone (" in told
