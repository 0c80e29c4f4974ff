"""The work: outcomes in order whatever the engine, a failing document alone fails, a dying worker is survived."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest
from worked import write_or_die, write_slowly

from newsparse.batch import engines
from newsparse.batch.engines import make_shards, run
from newsparse.batch.work import Document, Task, work_on
from newsparse.export import load_format
from newsparse.model import Options

FORM = load_format("jsonl")
TASK = Task("parse", FORM, Options(), 1 << 20, "token")


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pool for any number of documents, whose workers do not import pytest first."""
    monkeypatch.setattr(engines, "POOL_PAYS_FROM", 0)
    monkeypatch.setattr(sys.modules["__main__"], "__spec__", None)
    monkeypatch.delattr(sys.modules["__main__"], "__file__", raising=False)


def documents(folder: Path, count: int, output: Path | None = None) -> list[Document]:
    made = []
    for number in range(count):
        path = folder / f"{number:03}.txt"
        path.write_text(f"Flood number {number}\n\nThe river rose.\n")
        name = path.name
        made.append(Document(number, str(path), name, str(output / f"{name}.json") if output else None))
    return made


def test_one_document() -> None:
    (outcome,) = work_on(TASK, [Document(0, "-", "-", data=b"Flood in Rovigo\n\nThe river rose.")])
    record = json.loads(outcome.record)
    assert record["headline"] == "Flood in Rovigo" and record["source"]["path"] == "-"


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"\x89PNG\r\n\x1a\n" + bytes(100), "not-text"), (b"", "no-headline"), (b"x" * (2 << 20), "too-large")],
)
def test_failures_are_records(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(data)
    (outcome,) = work_on(TASK._replace(strict=True), [Document(0, str(path), "x.txt")])
    record = json.loads(outcome.record)
    assert record["schema"] == "newsparse/error-1" and record["source"]["path"] == "x.txt"
    assert outcome.reason is not None and record["error"]["message"]
    if code != "not-text":  # which code bytes that are no text get is the reader's to say
        assert record["error"]["code"] == code


def test_a_fault_of_ours_fails_one_document(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object, **__: object) -> None:
        raise RuntimeError("oh")

    monkeypatch.setattr("newsparse.pipeline.parse_source", stumble)
    (outcome,) = work_on(TASK, [Document(0, "-", "-", data=b"x")])
    assert outcome.reason is not None and outcome.reason.code == "internal" and "oh" in outcome.reason.message


def test_a_failed_document_leaves_no_file(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (outcome,) = work_on(TASK, [Document(0, str(tmp_path / "x.txt"), "x.txt", str(tmp_path / "x.json"))])
    assert outcome.reason is not None and outcome.record == ""
    assert os.listdir(tmp_path) == ["x.txt"]


def test_an_output_that_can_not_be_written_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (outcome,) = work_on(TASK, [Document(0, "-", "-", str(tmp_path / "file" / "x.json"), data=b"x")])
    assert outcome.reason is not None and outcome.reason.code == "not-written"


def test_shards_are_bounded_by_count_and_size(tmp_path: Path) -> None:
    small = documents(tmp_path, 10)
    assert [len(one) for one in make_shards(TASK, small, 4)] == [4, 4, 2]
    large = [one._replace(data=b"x" * (1 << 20)) for one in small]
    assert [len(one) for one in make_shards(TASK, large, 4)] == [1] * 10


def test_a_handful_needs_no_pool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "newsparse.batch.pool", None)
    assert len(list(run(TASK, documents(tmp_path, 3), 8))) == 3


@pytest.mark.usefixtures("pool")
def test_the_pool_keeps_the_order_and_survives_deaths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard input among the files, one document kills its worker, one is no text."""
    monkeypatch.setenv("NEWSPARSE_TEST_DIES", "005.txt")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Piped\n\nThe river rose.")))
    inputs = documents(tmp_path, 20)
    inputs[11] = Document(11, "-", "-")
    (tmp_path / "012.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    task = TASK._replace(command="normalize", format=FORM._replace(normalized=write_or_die))
    outcomes = list(run(task, inputs, 2))
    assert [one.path for one in outcomes] == [one.path for one in inputs]
    failed = {one.path: one.reason.code for one in outcomes if one.reason}
    assert failed.pop(str(tmp_path / "005.txt")) == "worker-died"
    assert list(failed) == [str(tmp_path / "012.txt")]
    assert outcomes[11].record == "-\n"
    assert json.loads(outcomes[5].record)["error"]["code"] == "worker-died"


@pytest.mark.slow
@pytest.mark.usefixtures("pool")
def test_a_row_that_kills_its_worker_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSPARSE_TEST_DIES", "row-5")
    rows = [json.dumps({"id": f"row-{number}", "text": "The river rose."}) for number in range(8)]
    (tmp_path / "a.jsonl").write_text("\n".join(rows))
    task = TASK._replace(command="normalize", format=FORM._replace(normalized=write_or_die), id_field="id")
    document = Document(0, str(tmp_path / "a.jsonl"), "a.jsonl", str(tmp_path / "made"), rows=True)
    (outcome,) = run(task, [document], 2)
    assert (outcome.documents, outcome.failed) == (8, 1)
    assert [reason.code for _, reason in outcome.failures] == ["worker-died"]
    lines = (tmp_path / "made").read_text().splitlines()
    assert [line for line in lines if line.startswith("row")] == [f"row-{n}" for n in range(8) if n != 5]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.jsonl", "made"]


@pytest.mark.slow
@pytest.mark.usefixtures("pool")
def test_a_pool_that_is_left_early_ends_its_workers(tmp_path: Path) -> None:
    import multiprocessing

    task = TASK._replace(command="normalize", format=FORM._replace(normalized=write_slowly))
    outcomes = run(task, documents(tmp_path, 16), 2)
    next(outcomes)
    outcomes.close()
    assert not multiprocessing.active_children()


@pytest.mark.slow
@pytest.mark.usefixtures("pool")
@pytest.mark.skipif(os.name != "posix", reason="needs POSIX")
def test_a_pipe_among_the_inputs_is_read_here(tmp_path: Path) -> None:
    """A worker could not open what a shell's `<(command)` names."""
    ours, theirs = os.pipe()
    os.write(theirs, b"Piped\n\nThe river rose.")
    os.close(theirs)
    inputs = [*documents(tmp_path, 2), Document(2, f"/dev/fd/{ours}", "pipe")]
    outcomes = list(run(TASK._replace(command="normalize"), inputs, 2))
    os.close(ours)
    assert json.loads(outcomes[2].record)["text"] == "Piped\n\nThe river rose."


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read and write anywhere")
def test_permissions_are_told(tmp_path: Path) -> None:
    (secret,) = documents(tmp_path, 1)
    os.chmod(secret.path, 0)
    os.mkdir(tmp_path / "closed", 0o500)
    unwritten = Document(1, "-", "-", str(tmp_path / "closed" / "x.json"), data=b"x")
    codes = [one.reason.code for one in work_on(TASK, [secret, unwritten]) if one.reason]
    assert codes == ["not-permitted", "not-written"]
