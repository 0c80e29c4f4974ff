"""Where records go, and that nothing is lost: refusals come before any work, files are there whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from newsparse.batch.files import open_atomically, write_file
from newsparse.batch.inputs import Choice, find_inputs
from newsparse.batch.outputs import OutputError, plan_outputs, read_target
from newsparse.export import Command, load_format


def write(path: Path, text: str = "x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def plan(
    arguments: list[Path | str], output: Path | str, command: Command = "parse", form: str = "json", force: bool = False
) -> list[str | None]:
    inputs = find_inputs([str(one) for one in arguments], Choice())
    target = read_target(str(output), command, many=inputs.many)
    planned = plan_outputs(inputs.documents, target, load_format(form), force=force)
    return [planned.output(one) for one in inputs.documents]


@pytest.mark.parametrize(
    ("output", "command", "many", "folder"),
    [
        ("made/", "parse", False, True),
        ("made", "parse", False, False),
        ("made", "parse", True, True),
        ("made.jsonl", "parse", True, False),
        ("made.2024", "parse", True, True),
        ("made.txt", "normalize", True, False),
        ("made.txt", "parse", True, True),
        ("made.diff", "normalize", True, False),
        ("-", "parse", True, False),
    ],
)
def test_a_folder_or_a_file(
    output: str, command: Command, many: bool, folder: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert read_target(output, command, many=many).is_folder is folder


def test_a_folder_that_exists_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "made.json").mkdir()
    assert read_target(str(tmp_path / "made.json"), "parse", many=False).is_folder


def test_a_file_that_exists_is_a_file(tmp_path: Path) -> None:
    write(tmp_path / "made")
    assert not read_target(str(tmp_path / "made"), "parse", many=True).is_folder


def test_names_in_a_folder(tmp_path: Path) -> None:
    write(tmp_path / "in" / "a" / "x.txt")
    out = tmp_path / "out"
    assert plan([tmp_path / "in"], out) == [str(out / "a/x.txt.json")]
    assert plan([tmp_path / "in"], out, "normalize", "json") == [str(out / "a/x.txt.json")]
    assert plan([tmp_path / "in"], out, "normalize", "text") == [str(out / "a/x.txt")]
    assert plan([tmp_path / "in" / "a" / "x.txt"], f"{out}/") == [f"{out}/x.txt.json"]
    assert plan(["-"], f"{out}/") == [f"{out}/stdin.json"]


def test_shared_names_get_their_root_in_front(tmp_path: Path) -> None:
    files = [write(tmp_path / "one" / "x.txt"), write(tmp_path / "two" / "x.txt"), write(tmp_path / "two" / "y.txt")]
    out = f"{tmp_path}/out/"
    expected = [f"{out}one/x.txt.json", f"{out}two/x.txt.json", f"{out}y.txt.json"]
    assert plan([tmp_path / "one", tmp_path / "two"], out) == expected
    assert plan(list(files), out) == expected


def test_names_that_are_still_shared_are_refused(tmp_path: Path) -> None:
    write(tmp_path / "1" / "in" / "x.txt")
    write(tmp_path / "2" / "in" / "x.txt")
    with pytest.raises(OutputError, match=r"would both be written to in/x\.txt\.json"):
        plan([tmp_path / "1" / "in", tmp_path / "2" / "in"], tmp_path / "out")


def test_a_file_and_a_folder_of_one_name_are_told_apart(tmp_path: Path) -> None:
    write(tmp_path / "in" / "x.txt")
    write(tmp_path / "in" / "x.txt.json" / "y.txt")
    made = plan([tmp_path / "in"], tmp_path / "out")
    assert made == [str(tmp_path / "out/in/x.txt.json"), str(tmp_path / "out/x.txt.json/y.txt.json")]


def test_outputs_that_exist_are_refused_unless_forced(tmp_path: Path) -> None:
    source = write(tmp_path / "in.txt")
    made = write(tmp_path / "out" / "in.txt.json")
    with pytest.raises(OutputError, match="--force replaces"):
        plan([source], tmp_path / "out")
    assert plan([source], tmp_path / "out", force=True) == [str(made)]
    with pytest.raises(OutputError, match="--force replaces"):
        plan([source], made)
    assert plan([source], made, force=True) == [None]


def test_a_link_at_an_output_counts_as_existing(tmp_path: Path) -> None:
    source = write(tmp_path / "in.txt")
    (tmp_path / "out.json").symlink_to(tmp_path / "nowhere")
    with pytest.raises(OutputError, match="--force replaces"):
        plan([source], tmp_path / "out.json")


@pytest.mark.parametrize("link", [None, os.link, os.symlink])
def test_an_input_is_never_overwritten(tmp_path: Path, link: object) -> None:
    source = write(tmp_path / "in" / "x.txt")
    if callable(link):
        (tmp_path / "out").mkdir()
        link(source, tmp_path / "out" / "x.txt")
    out = tmp_path / ("in" if link is None else "out")
    with pytest.raises(OutputError, match="is an input"):
        plan([tmp_path / "in"], out, "normalize", "text", force=True)


def test_a_link_inside_the_output_folder_must_not_lead_out(tmp_path: Path) -> None:
    write(tmp_path / "in" / "a" / "x.txt")
    (tmp_path / "out").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out" / "a").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputError, match="leads out of"):
        plan([tmp_path / "in"], tmp_path / "out", force=True)


def test_a_device_is_written_as_it_is() -> None:
    assert plan(["-"], os.devnull) == [None]
    with open_atomically(os.devnull, "t") as stream:
        stream.write(b"x")
    assert not os.path.isfile(os.devnull)


def test_a_file_follows_the_umask_and_replaces_a_link(tmp_path: Path) -> None:
    target = write(tmp_path / "precious")
    (tmp_path / "out").symlink_to(target)
    before = os.umask(0o027)
    try:
        write_file(str(tmp_path / "out"), b"new", "t")
    finally:
        os.umask(before)
    assert target.read_text() == "x"
    assert not (tmp_path / "out").is_symlink() and (tmp_path / "out").read_text() == "new"
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o640


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    old = write(tmp_path / "out", "old")

    def fail() -> None:
        with open_atomically(str(old), "t") as stream:
            stream.write(b"half")
            raise ValueError

    with pytest.raises(ValueError):
        fail()
    assert old.read_text() == "old" and os.listdir(tmp_path) == ["out"]


def test_a_planted_temporary_name_is_not_written_through(tmp_path: Path) -> None:
    precious = write(tmp_path / "precious")
    (tmp_path / ".newsparse-t.part").symlink_to(precious)
    with pytest.raises(FileExistsError):
        write_file(str(tmp_path / "out"), b"new", "t")
    assert precious.read_text() == "x"


def test_a_very_long_name_can_be_written(tmp_path: Path) -> None:
    name = "n" * 250 + ".json"
    write_file(str(tmp_path / name), b"x", "0123abcd-1234567")
    assert os.listdir(tmp_path) == [name]
