"""`--resume`: what is complete stays untouched, the rest is done, and the result is that of an undisturbed run."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from newsparse.batch import growing
from newsparse.batch.inputs import MANIFEST
from newsparse.cli.app import app

Run = Callable[..., Result]
NEWLINE = b"\n"
LONG_AGO = 1_000_000_000


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`newsparse ARGUMENT...` in a folder with four texts, one of them a picture."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "400")
    for name in ("a.txt", "b.txt", "deep/c.txt"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Flood in {name}\n\nThe river rose &amp; fell.\n")
    (tmp_path / "in" / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))

    def call(*arguments: str) -> Result:
        result = CliRunner().invoke(app, [*arguments, "-j", "1"])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return call


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def age(folder: Path) -> None:
    """All outputs were written long ago."""
    for path in folder.rglob("*"):
        os.utime(path, (LONG_AGO, LONG_AGO))


def renewed(folder: Path) -> list[str]:
    """The outputs that were written since."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return sorted(path.relative_to(folder).as_posix() for path in paths if path.stat().st_mtime != LONG_AGO)


def closing(result: Result) -> str:
    return result.stderr.splitlines()[-1]


# ---- A folder


def test_what_is_complete_is_skipped_and_not_written(run: Run) -> None:
    assert run("parse", "in", "-o", "out").exit_code == 1
    before = tree(Path("out"))
    age(Path("out"))
    again = run("parse", "in", "-o", "out", "--resume")
    assert closing(again) == "done 0, skipped 3, failed 1" and again.exit_code == 1
    assert renewed(Path("out")) == [] and tree(Path("out")) == before


def test_what_changed_is_missing_or_was_touched_is_done_again(run: Run) -> None:
    run("parse", "in", "-o", "out")
    Path("in/a.txt").write_text("Another flood\n\nThe river rose.\n")
    Path("out/b.txt.json").unlink()
    Path("out/deep/c.txt.json").write_text("edited")
    Path("in/picture.txt").write_text("No picture any more\n\nA text.\n")
    assert closing(run("parse", "in", "-o", "out", "--resume")) == "done 4, skipped 0, failed 0"
    run("parse", "in", "-o", "fresh")
    assert tree(Path("out")) == tree(Path("fresh"))


@pytest.mark.parametrize(
    "changed", [("--lang", "de"), ("--strict",), ("--min-confidence", "0.5"), ("--rules", "rules"), ("-f", "jsonl")]
)
def test_other_options_are_another_run(run: Run, changed: tuple[str, ...]) -> None:
    write_rules("Report")
    run("parse", "in", "-o", "out")
    age(Path("out"))
    result = run("parse", "in", "-o", "out", "--resume", *changed)
    assert closing(result) == "done 3, skipped 0, failed 1"
    assert len(renewed(Path("out"))) == 3


def test_another_command_is_another_run(run: Run) -> None:
    run("parse", "in", "-o", "out")
    assert closing(run("normalize", "in", "-o", "out", "--resume", "-f", "json")) == "done 3, skipped 0, failed 1"


def test_another_version_is_another_run(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("parse", "in", "-o", "out")
    monkeypatch.setattr("newsparse.batch.done.__version__", "99")
    assert closing(run("parse", "in", "-o", "out", "--resume")) == "done 3, skipped 0, failed 1"


def write_rules(word: str) -> None:
    Path("rules/en").mkdir(parents=True, exist_ok=True)
    Path("rules/en/byline.toml").write_text(f'[vocabulary]\nroles = "{word}"\n')


def test_an_edited_rule_is_noticed_and_a_moved_folder_is_not(run: Run) -> None:
    from newsparse.model import _digest

    _digest.cache_clear()  # in a process of its own it is empty
    write_rules("gazetteer")
    run("parse", "in", "-o", "out", "--rules", "rules")
    Path("rules").rename("moved")
    assert closing(run("parse", "in", "-o", "out", "--resume", "--rules", "moved")) == "done 0, skipped 3, failed 1"
    Path("moved").rename("rules")
    write_rules("chronicler")
    _digest.cache_clear()
    assert closing(run("parse", "in", "-o", "out", "--resume", "--rules", "rules")) == "done 3, skipped 0, failed 1"


def test_an_output_of_somebody_else_is_refused(run: Run) -> None:
    run("parse", "in/a.txt", "in/deep", "-o", "out")
    Path("out/b.txt.json").write_text("precious")
    result = run("parse", "in", "-o", "out", "--resume")
    assert result.exit_code == 2 and "out/b.txt.json" in result.stderr
    assert Path("out/b.txt.json").read_text() == "precious"


def test_an_output_whose_input_fails_now_is_taken_away(run: Run) -> None:
    run("parse", "in", "-o", "out")
    Path("in/a.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    Path("in/b.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    Path("out/b.txt.json").write_text("edited by somebody")
    assert closing(run("parse", "in", "-o", "out", "--resume")) == "done 0, skipped 1, failed 3"
    assert not Path("out/a.txt.json").exists() and Path("out/b.txt.json").read_text() == "edited by somebody"


def test_a_file_that_was_finished_but_not_taken_down_is_ours(run: Run) -> None:
    """The run was killed between a worker's rename and the line about it."""
    run("parse", "in", "-o", "fresh")
    Path("out").mkdir()
    begun = {"begun": ["a.txt.json", "b.txt.json"], "token": "0123abcd"}
    Path("out", MANIFEST).write_text(json.dumps(begun) + '\n{"path":"x","outp')
    Path("out/a.txt.json").write_text("half of another version")
    for left in (".newsparse-0123abcd-1.part", ".newsparse-0123abcd-manifest.part"):
        Path("out", left).write_text("half")
    for foreign in (".newsparse-ffffffff-1.part", ".newsparse-0123abcd-notes.part", "0123abcd.part"):
        Path("out", foreign).write_text("somebody's")
    assert closing(run("parse", "in", "-o", "out", "--resume")) == "done 3, skipped 0, failed 1"
    made = tree(Path("out"))
    assert [made.pop(name) for name in list(made) if name.endswith(".part")] == [b"somebody's"] * 3
    assert made == tree(Path("fresh"))


def test_a_manifest_can_not_point_out_of_its_folder(run: Run) -> None:
    Path("out").mkdir()
    Path("other").mkdir()
    Path("other/.newsparse-0123abcd-1.part").write_text("x")
    begun = {"begun": ["../other/a.json"], "token": "0123abcd"}
    Path("out", MANIFEST).write_text(json.dumps(begun) + "\n")
    run("parse", "in", "-o", "out", "--resume")
    assert Path("other/.newsparse-0123abcd-1.part").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_odd_names(run: Run, tmp_path: Path) -> None:
    for name in (b"caf\xe9.txt", b"a\\x.txt", b"new\nline.txt", b"-f.txt"):
        Path(os.fsdecode(os.fsencode(tmp_path / "in") + b"/" + name)).write_text("Flood\n\nThe river rose.\n")
    run("parse", "in", "-o", "out")
    before = tree(Path("out"))
    assert closing(run("parse", "in", "-o", "out", "--resume")) == "done 0, skipped 7, failed 1"
    assert tree(Path("out")) == before


def test_refused_where_nothing_tells(run: Run) -> None:
    for output, form in ("in", "json"), ("all.json", "json"), ("all.json", "view"):
        result = run("parse", "in", "-o", output, "--resume", "-f", form)
        assert result.exit_code == 2 and "--resume" in result.stderr


def test_the_first_run_may_say_resume(run: Run) -> None:
    assert closing(run("parse", "in", "-o", "out", "--resume")) == "done 3, skipped 0, failed 1"
    assert closing(run("parse", "in", "-o", "all.jsonl", "--resume")) == "done 3, skipped 0, failed 1"


def test_a_file_of_many_is_one_output(run: Run) -> None:
    rows = [json.dumps({"text": f"Flood {number}\n\nThe river rose.\n"}) for number in range(3)]
    Path("rows.jsonl").write_text("\n".join(rows))
    run("parse", "rows.jsonl", "-o", "out/")
    age(Path("out"))
    assert closing(run("parse", "rows.jsonl", "-o", "out/", "--resume")) == "done 0, skipped 1, failed 0"
    assert renewed(Path("out")) == []


# ---- One JSONL file


@pytest.fixture
def whole(run: Run) -> bytes:
    """The file of an undisturbed run."""
    run("parse", "in", "-o", "whole.jsonl")
    return Path("whole.jsonl").read_bytes()


@pytest.mark.parametrize("cut", [0, 10, 0.3, 0.5, 0.9, 1])
def test_a_cut_file_becomes_whole(run: Run, whole: bytes, cut: float) -> None:
    kept = whole[: int(cut if cut > 1 else len(whole) * cut)]
    Path("all.jsonl").write_bytes(kept)
    result = run("parse", "in", "-o", "all.jsonl", "--resume")
    assert Path("all.jsonl").read_bytes() == whole
    assert closing(result).startswith(f"done {3 - min(kept.count(NEWLINE), 3)}, skipped {min(kept.count(NEWLINE), 3)}")
    assert left() == []


def left() -> list[str]:
    return [path.name for path in Path().iterdir() if path.name.endswith(".part")]


def test_what_changed_is_made_again_in_its_place(run: Run, whole: bytes) -> None:
    Path("in/b.txt").write_text("Another flood\n\nThe river rose.\n")
    Path("in/aa.txt").write_text("A new one\n\nThe river rose.\n")
    Path("in/a.txt").unlink()
    assert closing(run("parse", "in", "-o", "whole.jsonl", "--resume")) == "done 2, skipped 1, failed 1"
    run("parse", "in", "-o", "fresh.jsonl")
    assert Path("whole.jsonl").read_bytes() == Path("fresh.jsonl").read_bytes()


@pytest.mark.parametrize("changed", [("--lang", "de"), ("--min-confidence", "0.5")])
def test_other_options_make_all_records_again(run: Run, whole: bytes, changed: tuple[str, ...]) -> None:
    assert closing(run("parse", "in", "-o", "whole.jsonl", "--resume", *changed)).startswith("done 3, skipped 0")


def test_normalized_texts_are_no_articles(run: Run, whole: bytes) -> None:
    assert closing(run("normalize", "in", "-o", "whole.jsonl", "--resume")).startswith("done 3, skipped 0")


def test_strict_keeps_what_has_headline_and_body(run: Run) -> None:
    Path("in/empty.txt").write_text("")
    run("parse", "in", "-o", "all.jsonl")
    assert closing(run("parse", "in", "-o", "all.jsonl", "--resume", "--strict")) == "done 0, skipped 3, failed 2"


def test_lines_of_somebody_else_are_refused(run: Run) -> None:
    for line in ('{"text": "precious"}', "precious"):
        Path("all.jsonl").write_text(f"{line}\n{line}\n")
        result = run("parse", "in", "-o", "all.jsonl", "--resume")
        assert result.exit_code == 2 and "no records of newsparse" in result.stderr
        assert Path("all.jsonl").read_text() == f"{line}\n{line}\n" and left() == []


def test_a_stopped_run_leaves_whole_records_and_is_gone_on_with(
    run: Run, whole: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full in the middle of the second record; then again in the third."""
    for room in (1, 2):
        with monkeypatch.context() as patched:
            limit_disk(patched, len(b"".join(whole.splitlines(keepends=True)[:room])) + 100)
            result = run("parse", "in", "-o", "all.jsonl", *(["--resume"] if room > 1 else []))
        assert result.exit_code == 1 and "all.jsonl: No space left on device" in result.stderr
        assert not Path("all.jsonl").exists()
        assert Path(max(left())).read_bytes() == b"".join(whole.splitlines(keepends=True)[:room])
    refused = run("parse", "in", "-o", "all.jsonl")
    assert refused.exit_code == 2 and "--resume goes on with it" in refused.stderr
    assert closing(run("parse", "in", "-o", "all.jsonl", "--resume")) == "done 1, skipped 2, failed 1"
    assert Path("all.jsonl").read_bytes() == whole and left() == []


def limit_disk(patched: pytest.MonkeyPatch, room: int) -> None:
    """A disk that takes so many bytes more."""
    write = growing.Growing.write
    free = [room]

    class Full:
        def __init__(self, stream: object) -> None:
            self.stream = stream

        def write(self, data: memoryview) -> int:
            if not free[0]:
                raise OSError(28, "No space left on device")
            some = data[: free[0]]
            free[0] -= len(some)
            return self.stream.write(some)  # type: ignore[attr-defined, no-any-return]

        def truncate(self, size: int) -> None:
            self.stream.truncate(size)  # type: ignore[attr-defined]

    def write_limited(one: growing.Growing, text: str) -> None:
        if not isinstance(one._stream, Full):
            one._stream = Full(one._stream)  # type: ignore[assignment]
        write(one, text)

    patched.setattr(growing.Growing, "write", write_limited)


def test_force_starts_anew(run: Run, whole: bytes) -> None:
    stem = growing.part_stem("all.jsonl")
    Path(f"{stem}0.part").write_bytes(whole[:3000])
    assert run("parse", "in", "-o", "all.jsonl").exit_code == 2
    assert closing(run("parse", "in", "-o", "all.jsonl", "--force")) == "done 3, skipped 0, failed 1"
    assert Path("all.jsonl").read_bytes() == whole and left() == []


def test_the_part_is_no_planted_link(run: Run, tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("x")
    Path(f"{growing.part_stem('all.jsonl')}0.part").symlink_to("precious")
    result = run("parse", "in", "-o", "all.jsonl", "--resume")
    assert result.exit_code == 1 and "can't write all.jsonl" in result.stderr
    assert (tmp_path / "precious").read_text() == "x"


def test_rows_of_a_file_of_many_are_kept(run: Run) -> None:
    rows = [json.dumps({"text": f"Flood {number}\n\nThe river rose.\n"}) for number in range(3)]
    Path("rows.jsonl").write_text("\n".join(rows))
    run("parse", "rows.jsonl", "-o", "all.jsonl")
    whole = Path("all.jsonl").read_bytes()
    Path("all.jsonl").write_bytes(b"".join(whole.splitlines(keepends=True)[:2]))
    assert closing(run("parse", "rows.jsonl", "-o", "all.jsonl", "--resume")) == "done 1, skipped 2, failed 0"
    assert Path("all.jsonl").read_bytes() == whole


# ---- Two at once


@pytest.mark.skipif(os.name != "posix", reason="needs locks")
def test_a_second_run_on_one_output_is_refused(run: Run) -> None:
    import fcntl

    run("parse", "in", "-o", "out")
    Path(f"{growing.part_stem('all.jsonl')}0.part").write_bytes(b"")
    for held, output in (f"out/{MANIFEST}", "out"), (f"{growing.part_stem('all.jsonl')}0.part", "all.jsonl"):
        with Path(held).open("rb") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX)
            for how in ("--resume", "--force"):
                result = run("parse", "in", "-o", output, how)
                assert result.exit_code == 2 and f"another newsparse writes to {output}" in result.stderr
    assert run("parse", "in", "-o", "out", "--resume").exit_code == 1
