"""Inputs and outputs in a store: the same rules as on disk, whole files, a manifest without appending."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from newsparse.batch import inputs, storage, stored_manifest
from newsparse.batch.inputs import MANIFEST, Choice, shown_name
from newsparse.batch.storage import StorageError, list_files, open_to_read, open_whole, write_whole
from newsparse.cli.app import app

fsspec = pytest.importorskip("fsspec")

STORY = "Flood in Rovigo\n\nThe river rose on Monday.\n"

Run = Callable[..., Result]


@pytest.fixture
def store() -> Iterator[Any]:
    """Files in this process' memory, as a store has them."""
    store = fsspec.filesystem("memory")
    store.store.clear()
    for name in ("news/b.txt", "news/deep/a.txt", "news/.hidden.txt", "news/.old/c.txt", "news/deep/page.html"):
        store.pipe_file(name, STORY.encode())
    yield store
    store.store.clear()
    store.pseudo_dirs[:] = [""]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "300")

    def call(*arguments: str) -> Result:
        result = CliRunner().invoke(app, [*arguments, "--jobs", "1"])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return call


def names(address: str) -> list[str]:
    return [name for name, _ in list_files(address)]


def test_a_folder_of_a_store_gives_what_one_on_disk_gives(store: Any, run: Run, tmp_path: Path) -> None:
    for name in names("memory://news"):
        (tmp_path / "news" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "news" / name).write_bytes(store.cat_file(f"news/{name}"))
    options: list[tuple[str, ...]] = [(), ("--include", "*.html"), ("--exclude", "deep"), ("--include", ".hidden*")]
    for some in options:
        there, here = (
            run("normalize", "memory://news", "-f", "jsonl", *some),
            run("normalize", "news", "-f", "jsonl", *some),
        )
        assert there.stdout == here.stdout and there.stderr == here.stderr and there.exit_code == here.exit_code == 0


def test_a_folder_to_a_folder(store: Any, run: Run) -> None:
    done = run("parse", "memory://news/", "-o", "memory://made/")
    assert (done.exit_code, done.stderr) == (0, "done 2, skipped 0, failed 0\n")
    assert names("memory://made") == [MANIFEST, "b.txt.json", "deep/a.txt.json"]
    assert json.loads(store.cat_file("made/b.txt.json"))["source"]["path"] == "b.txt"
    lines = [json.loads(line) for line in store.cat_file(f"made/{MANIFEST}").splitlines()]
    assert [line["output"] for line in lines] == ["b.txt.json", "deep/a.txt.json"]


def test_between_disk_and_store(store: Any, run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(STORY)
    assert run("parse", "x.txt", "-o", "memory://made/x.json").exit_code == 0
    assert run("parse", "memory://news/b.txt", "-o", "y.json").exit_code == 0
    records = [json.loads(store.cat_file("made/x.json")), json.loads((tmp_path / "y.json").read_text())]
    assert [one["source"]["path"] for one in records] == ["x.txt", "memory://news/b.txt"]
    assert names("memory://made") == ["x.json"], "no temporary names are left"


def test_what_is_there_is_not_replaced(store: Any, run: Run) -> None:
    store.pipe_file("made/b.txt.json", b"precious")
    refused = run("parse", "memory://news", "-o", "memory://made/")
    assert refused.exit_code == 2 and "memory://made/b.txt.json: there already" in refused.stderr
    assert run("normalize", "memory://news/b.txt", "-o", "memory://news/b.txt", "--force").exit_code == 2
    assert run("parse", "memory://news", "-o", "memory://made/", "--force").exit_code == 0
    assert store.cat_file("made/b.txt.json") != b"precious"


def test_outputs_are_no_inputs(store: Any, run: Run) -> None:
    assert run("normalize", "memory://news", "-o", "memory://news/made/").exit_code == 0
    again = run("normalize", "memory://news", "-o", "memory://news/more/")
    assert again.stderr == "done 2, skipped 0, failed 0\n"
    assert names("memory://news/more") == [MANIFEST, "b.txt", "deep/a.txt"]


def test_what_is_not_there_is_a_failed_input(store: Any, run: Run) -> None:
    done = run("parse", "memory://news/no.txt", "memory://news/b.txt")
    assert done.exit_code == 1 and "memory://news/no.txt: there is no such file" in done.stderr
    assert run("parse", "memory://news/b.txt", "--max-bytes", "10").exit_code == 1


def test_pages_are_not_fetched(run: Run) -> None:
    for address in ("https://news.example/a.txt", "zip://a.txt::http://news.example/a.zip"):
        assert "does not fetch" in run("parse", address).stderr
    assert run("parse", ".", "-o", "https://news.example/made/").exit_code == 2


def test_file_addresses_are_paths(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    assert json.loads(run("parse", f"file://{tmp_path}/a.txt").stdout)["headline"] == "Flood in Rovigo"


def test_a_missing_package_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    refused = run("parse", "nostore://x")
    assert refused.exit_code == 2 and "nostore" in refused.stderr
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    refused = run("parse", "s3://news/")
    assert refused.exit_code == 2 and "pip install 'newsparse[dask]'" in refused.stderr


def test_what_a_store_holds_is_not_changed_in_place(store: Any, run: Run) -> None:
    refused = run("normalize", "memory://news", "--in-place")
    assert refused.exit_code == 2 and "--in-place changes files on disk" in refused.stderr


def test_a_name_leads_nowhere_else(store: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "list_files", lambda _: iter([("../../escaped.txt", 1), ("a//b.txt", 1)]))
    found = inputs.find_inputs(["memory://news"], Choice()).documents
    assert [one.relative for one in found] == ["a/_/b.txt"], "what begins with a dot is hidden"


def test_a_line_is_read_up_to_a_length(store: Any) -> None:
    with open_to_read("memory://news/b.txt") as stream:
        assert stream.readline(5) == b"Flood" and isinstance(stream, io.BufferedReader)
        assert stream.seek(-8, 2) and stream.read() == b"Monday.\n"


def test_a_fault_leaves_nothing(store: Any) -> None:
    with pytest.raises(ZeroDivisionError), open_whole("memory://made/x", "t") as stream:
        stream.write(b"half")
        raise ZeroDivisionError
    assert names("memory://made") == []


def test_an_object_that_is_put_is_abandoned(store: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Closing it would show what was written so far under its final name."""
    closed: list[bool] = []

    class Put:
        closed = False

        def write(self, data: bytes) -> None: ...

        def close(self) -> None:
            closed.append(True)

    monkeypatch.setattr(storage, "_shows_only_whole", lambda _: True)
    monkeypatch.setattr(store, "open", lambda *_: Put())
    with pytest.raises(ZeroDivisionError), open_whole("memory://made/x", "t") as stream:
        stream.write(b"half")
        raise ZeroDivisionError
    assert not closed
    write_whole("memory://made/x", b"all", "t")
    assert closed


def test_a_manifest_grows_in_parts(store: Any, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    monkeypatch.setattr(stored_manifest, "LINES_IN_PART", 1)
    monkeypatch.setattr(stored_manifest, "merge", lambda folder, *_: written.extend(stored_manifest.part_names(folder)))
    assert run("parse", "memory://news", "-o", "memory://made/").exit_code == 0
    assert len(written) == 4, "an interrupted run leaves its parts: what is begun, and what is done"
    monkeypatch.undo()
    store.pipe_file("more/c.txt", STORY.encode())
    assert run("parse", "memory://more", "-o", "memory://made/").exit_code == 0
    lines = [json.loads(line)["output"] for line in store.cat_file(f"made/{MANIFEST}").splitlines()]
    assert lines == ["b.txt.json", "c.txt.json", "deep/a.txt.json"]
    assert stored_manifest.part_names("memory://made") == []


def test_resume_goes_on_in_a_store(store: Any, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    command = (
        "parse",
        "memory://news",
        "--include",
        "*.txt",
        "--include",
        "*.jsonl",
        "-f",
        "jsonl",
        "-o",
        "memory://made/",
    )
    store.pipe_file("news/rows.jsonl", json.dumps({"text": STORY}).encode() + b"\n{\n")
    with monkeypatch.context() as interrupted:
        interrupted.setattr(stored_manifest, "merge", lambda *_: None)
        assert run(*command).exit_code == 1
    store.rm_file("made/b.txt.jsonl")
    store.pipe_file("news/deep/a.txt", b"Fire in Rovigo\n\nIt burned.\n")
    before = store.cat_file("made/rows.jsonl.jsonl")
    again = run(*command, "--resume")
    assert (again.exit_code, again.stderr) == (0, "done 2, skipped 1, failed 0\n")
    assert store.cat_file("made/rows.jsonl.jsonl") == before and b"Fire" in store.cat_file("made/deep/a.txt.jsonl")
    other = run(*command, "--resume", "--text-field", "body")
    assert "done 2" in other.stderr and "failed 2" in other.stderr
    assert stored_manifest.part_names("memory://made") == []


def test_a_missing_engine_is_named(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    monkeypatch.setitem(sys.modules, "distributed", None)
    refused = CliRunner().invoke(app, ["parse", "a.txt", "--dask", "127.0.0.1:8786"])
    assert refused.exit_code == 2 and "pip install 'newsparse[dask]'" in refused.stderr
    refused = run("parse", "a.txt", "--dask", "127.0.0.1:8786")
    assert refused.exit_code == 2 and "the cluster's workers count" in refused.stderr


def test_accounts_are_not_told() -> None:
    assert shown_name("sftp://jane:secret@host/a.txt") == "sftp://host/a.txt"
    with pytest.raises(StorageError) as told:
        storage.check("nostore://jane:secret@host/x")
    assert "secret" not in str(told.value)
