"""What an output folder's manifest says: one line an output, the last word, sorted, whatever interrupted it."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

from newsparse.batch.inputs import MANIFEST, Choice, find_inputs
from newsparse.batch.manifest import holds_inputs, keep_manifest
from newsparse.batch.work import Document, Task, work_on
from newsparse.export import load_format
from newsparse.model import Options
from newsparse.version import __version__

TASK = Task("normalize", load_format("text"), Options(), 1 << 20, "token")


def document(folder: Path, name: str, data: bytes) -> Document:
    return Document(0, "-", name, str(folder / name), data=data)


def take_down(folder: Path, *documents: Document) -> None:
    with keep_manifest(str(folder), TASK) as notes:
        for one in notes.begin(documents):
            notes.take_down(work_on(TASK, [one])[0])


def lines(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / MANIFEST).read_text(encoding="utf-8").splitlines()]


def test_a_line_tells_what_was_made_of_what(tmp_path: Path) -> None:
    take_down(tmp_path, document(tmp_path, "b.txt", b"it&amp;s"), document(tmp_path, "a.txt", b"\x89PNG\r\n\x1a\n\0\0"))
    failed, done = lines(tmp_path)
    assert failed["path"] == "a.txt" and "error" in failed and "output_sha256" not in failed
    assert done == {
        "path": "b.txt",
        "input_sha256": hashlib.sha256(b"it&amp;s").hexdigest(),
        "output": "b.txt",
        "output_sha256": hashlib.sha256(b"it&s").hexdigest(),
        "options": TASK.digest(),
        "version": __version__,
    }


def test_the_last_word_counts_and_others_stay(tmp_path: Path) -> None:
    take_down(tmp_path, document(tmp_path, "a.txt", b"1"), document(tmp_path, "b.txt", b"2"))
    take_down(tmp_path, document(tmp_path, "b.txt", b"3"))
    digests = [hashlib.sha256(data).hexdigest() for data in (b"1", b"3")]
    assert [one["input_sha256"] for one in lines(tmp_path)] == digests


def test_an_interrupted_run_leaves_its_lines(tmp_path: Path) -> None:
    one = document(tmp_path, "a.txt", b"1")
    with pytest.raises(KeyboardInterrupt), keep_manifest(str(tmp_path), TASK) as notes:
        (begun,) = notes.begin([one])
        notes.take_down(work_on(TASK, [begun])[0])
        raise KeyboardInterrupt
    assert [one.get("output") for one in lines(tmp_path)] == [None, "a.txt"]


def test_a_line_that_was_cut_off_is_dropped(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_bytes(b'{"path":"x"}\n[]\n7\n{"path":"y.txt","out')
    take_down(tmp_path, document(tmp_path, "a.txt", b"1"))
    take_down(tmp_path, document(tmp_path, "b.txt", b"1"))
    assert [one["path"] for one in lines(tmp_path)] == ["a.txt", "b.txt"]


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="needs O_NOFOLLOW")
def test_a_planted_link_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("x")
    (tmp_path / MANIFEST).symlink_to(tmp_path / "precious")
    with pytest.raises(OSError):
        take_down(tmp_path, document(tmp_path, "a.txt", b"1"))
    assert (tmp_path / "precious").read_text() == "x"


def test_a_folder_with_inputs_in_it_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "x.txt").write_text("x")
    for argument in ("in", "in/x.txt"):
        inputs = find_inputs([str(tmp_path / argument)], Choice()).documents
        assert holds_inputs(str(tmp_path), inputs) and holds_inputs(str(tmp_path / "in"), inputs)
        assert not holds_inputs(str(tmp_path / "in" / "made"), inputs)
        assert not holds_inputs(str(tmp_path / "i"), inputs)
