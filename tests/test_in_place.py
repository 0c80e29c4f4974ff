"""`normalize --in-place`: only what is repaired changes, all at once, and nothing else about the file."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from newsparse.batch import in_place
from newsparse.batch.in_place import spliced
from newsparse.cli.app import app
from newsparse.errors import InputError
from newsparse.pipeline import normalize
from newsparse.read import read_bytes

Run = Callable[..., Result]
# "é" as two characters: its UTF-8 read as Latin-1.
E_ACUTE = "\N{LATIN CAPITAL LETTER A WITH TILDE}\N{COPYRIGHT SIGN}"
BROKEN = f"Caf{E_ACUTE} closed &amp; gone".encode()
MENDED = "Café closed & gone".encode()
BOM = b"\xef\xbb\xbf"
LONG_AGO = 1_000_000_000

posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`newsparse normalize --in-place ARGUMENT...` in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "400")

    def call(*arguments: str) -> Result:
        result = CliRunner().invoke(app, ["normalize", "--in-place", *arguments])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert result.stdout == ""
        return result

    return call


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("mark", [b"", BOM])
@pytest.mark.parametrize("last", [b"", b"\n", b"\r\n\r\n"])
def test_all_but_the_repairs_stays(run: Run, tmp_path: Path, end: bytes, mark: bytes, last: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(mark + BROKEN + end + b"  blanks \t" + end + end + BROKEN + last)
    assert run("a.txt").exit_code == 0
    assert path.read_bytes() == mark + MENDED + end + b"  blanks \t" + end + end + MENDED + last


def test_bytes_that_nobody_can_read_stay(run: Run, tmp_path: Path) -> None:
    before = "Die Brücke über die Straße ist seit gestern gesperrt.\r\n".encode() * 20 + BROKEN + b" [\xff\xfe\x81] "
    (tmp_path / "a.txt").write_bytes(before)
    assert run("a.txt").exit_code == 0
    assert (tmp_path / "a.txt").read_bytes() == before.replace(BROKEN, MENDED)


def test_damage_that_is_left_stays(run: Run, tmp_path: Path) -> None:
    before = b"It was said in Xq???wz that all was well.\n\nThe Zxq?rw of " + BROKEN + b" was there.\n"
    (tmp_path / "a.txt").write_bytes(before)
    run("a.txt")
    assert (tmp_path / "a.txt").read_bytes() == before.replace(BROKEN, MENDED)


def test_what_needs_no_repair_is_not_written(run: Run, tmp_path: Path) -> None:
    for name, data in ("a.txt", MENDED + b"\r\n"), ("b.txt", b""), ("c.txt", BROKEN):
        (tmp_path / name).write_bytes(data)
        os.utime(tmp_path / name, (LONG_AGO, LONG_AGO))
    result = run(".")
    assert result.stderr == "done 3, skipped 0, failed 0, changed 1\n" and result.exit_code == 0
    assert [(tmp_path / f"{name}.txt").stat().st_mtime == LONG_AGO for name in "abc"] == [True, True, False]
    assert run(".").stderr.endswith("changed 0\n"), "the second time nothing is left to do"


def test_other_encodings_only_when_asked_for(run: Run, tmp_path: Path) -> None:
    text = "Die Brücke über die Straße ist gesperrt, sagte Jürgen Müller am Freitag.\r\nMehr heißt es nicht.\r\n"
    (tmp_path / "a.txt").write_bytes(text.encode("cp1252"))
    (tmp_path / "b.txt").write_bytes(text.encode("utf-16"))
    result = run(".")
    assert result.exit_code == 1 and result.stderr.count("--to-utf8 writes it as UTF-8") == 2
    assert (tmp_path / "a.txt").read_bytes() == text.encode("cp1252")
    assert run(".", "--to-utf8").stderr == "done 2, skipped 0, failed 0, changed 2\n"
    assert (tmp_path / "a.txt").read_bytes() == (tmp_path / "b.txt").read_bytes() == text.encode()


def test_what_would_be_lost_is_refused(run: Run, tmp_path: Path) -> None:
    before = b"\xff\xfe" + "Die Brücke ist gesperrt.\n".encode("utf-16-le") + b"\x00\xd8" + "x\n".encode("utf-16-le")
    (tmp_path / "a.txt").write_bytes(before)
    result = run("a.txt", "--to-utf8")
    assert result.exit_code == 1 and "would lose them" in result.stderr
    assert (tmp_path / "a.txt").read_bytes() == before


@posix
def test_mode_and_attributes_stay(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(BROKEN)
    path.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(path, 12345, 54321)
    if hasattr(os, "setxattr"):
        try:
            os.setxattr(path, "user.origin", b"agency")
        except OSError:
            pass
        else:
            run("a.txt")
            assert os.getxattr(path, "user.origin") == b"agency"
    run("a.txt")
    found = path.stat()
    assert path.read_bytes() == MENDED and stat.S_IMODE(found.st_mode) == 0o640
    assert os.geteuid() != 0 or (found.st_uid, found.st_gid) == (12345, 54321)
    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"]


@posix
def test_a_link_stays_and_its_file_is_changed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").write_bytes(BROKEN)
    (tmp_path / "link.txt").symlink_to("real/a.txt")
    assert run("link.txt").exit_code == 0
    assert (tmp_path / "link.txt").is_symlink() and (tmp_path / "real" / "a.txt").read_bytes() == MENDED


@posix
def test_what_is_left_alone(run: Run, tmp_path: Path) -> None:
    for name in ("linked.txt", "protected.txt", "fine.txt"):
        (tmp_path / name).write_bytes(BROKEN)
    (tmp_path / "other-name").hardlink_to(tmp_path / "linked.txt")
    (tmp_path / "protected.txt").chmod(0o444)
    result = run(".")
    assert result.exit_code == 1 and result.stderr.endswith("done 1, skipped 0, failed 2, changed 1\n")
    assert "hard links" in result.stderr and "write-protected" in result.stderr
    assert (tmp_path / "linked.txt").read_bytes() == (tmp_path / "protected.txt").read_bytes() == BROKEN


def test_a_change_by_another_program_is_not_lost(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_bytes(BROKEN)

    def change_too(*_: object) -> None:
        (tmp_path / "a.txt").write_bytes(b"precious")

    monkeypatch.setattr(in_place, "_take_over", change_too)
    result = run("a.txt")
    assert result.exit_code == 1 and "changed by another program" in result.stderr
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a.txt", b"precious")]


def test_what_a_killed_run_left_is_taken_over(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_bytes(BROKEN)
    (tmp_path / ".newsparse-ffffffff.part").write_bytes(b"somebody's")
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(SystemExit(9)))
        patched.setattr(os, "unlink", lambda _: None)  # killed: nobody cleans up
        run("a.txt")
    assert len(list(tmp_path.iterdir())) == 3 and (tmp_path / "a.txt").read_bytes() == BROKEN
    assert run("a.txt").exit_code == 0
    assert sorted(one.name for one in tmp_path.iterdir()) == [".newsparse-ffffffff.part", "a.txt"]
    assert (tmp_path / "a.txt").read_bytes() == MENDED


@pytest.mark.parametrize(
    "more", [("-o", "x"), ("--check",), ("--diff",), ("-f", "text"), ("--force",), ("--resume",), ("-",), ()]
)
def test_what_does_not_go_with_it(run: Run, tmp_path: Path, more: tuple[str, ...]) -> None:
    (tmp_path / "a.txt").write_bytes(BROKEN)
    result = run(*more) if more in {("-",), ()} else run("a.txt", *more)
    assert result.exit_code == 2 and "--in-place" in result.stderr
    assert (tmp_path / "a.txt").read_bytes() == BROKEN


def test_files_of_many_and_other_options_are_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "x"}\n')
    assert run("a.jsonl").exit_code == 2
    alone = CliRunner().invoke(app, ["normalize", "a.jsonl", "--to-utf8"])
    assert alone.exit_code == 2 and "--to-utf8 is for --in-place" in alone.stderr


def _pieces() -> st.SearchStrategy[bytes]:
    kinds = [
        b"\r\n",
        b"\n",
        b"\r",
        BROKEN,
        b"\xe2\x80\x93",
        b"\xff",
        b"\xc3",
        b"&lt;",
        b"\xc2\xad",
        b"e\xcc\x81",
        b" a ",
    ]
    return st.one_of(st.sampled_from(kinds), st.binary(max_size=3), st.text(max_size=5).map(str.encode))


@given(st.lists(_pieces(), max_size=30).map(b"".join), st.booleans())
def test_whatever_the_bytes_nothing_is_lost(data: bytes, with_mark: bool) -> None:
    """What was written reads as the normalized text, and where nothing was repaired all bytes are the same."""
    data = (BOM if with_mark else b"") + data
    try:
        made = normalize(data)
        after = spliced(data, made)
    except InputError:
        return
    if not made.repairs:
        assert after == data
    assert after.startswith(BOM) == data.startswith(BOM) or not data.removeprefix(BOM)
    assert read_bytes(after, encoding="utf-8").raw == made.text
