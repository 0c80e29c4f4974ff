"""What is read: named files always, of folders the texts, in the order of their bytes, not leaving the tree."""

from __future__ import annotations

import os
import sys
import tracemalloc
from pathlib import Path

import pytest

from newsparse.batch.inputs import MANIFEST, Choice, Documents, Inputs, find_inputs, shown_name


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("b.txt", "a/z.md", "a/y.TEXT", "a.txt", "a-b.markdown", "c.html", ".hidden.txt", ".git/d.txt", "e"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path / "in"


def names(inputs: Inputs) -> list[str]:
    return [one.name for one in inputs.documents]


def test_a_folder_gives_its_texts_in_the_order_of_bytes(tree: Path) -> None:
    inputs = find_inputs([str(tree)], Choice())
    assert names(inputs) == ["a-b.markdown", "a.txt", "a/y.TEXT", "a/z.md", "b.txt"]
    assert names(inputs) == sorted(names(inputs), key=str.encode)
    assert inputs.many


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice(include=["*.html"]), ["c.html"]),
        (Choice(include=["*"]), ["a-b.markdown", "a.txt", "a/y.TEXT", "a/z.md", "b.txt", "c.html", "e"]),
        (Choice(include=[".*.txt"]), [".hidden.txt"]),
        (Choice(include=["a/*"]), ["a/y.TEXT", "a/z.md"]),
        (Choice(exclude=["a"]), ["a-b.markdown", "a.txt", "b.txt"]),
        (Choice(exclude=["a/"]), ["a-b.markdown", "a.txt", "b.txt"]),
        (Choice(exclude=["*.txt", "z*"]), ["a-b.markdown", "a/y.TEXT"]),
        (Choice(exclude=["a/z.*"]), ["a-b.markdown", "a.txt", "a/y.TEXT", "b.txt"]),
    ],
)
def test_include_and_exclude(tree: Path, choice: Choice, expected: list[str]) -> None:
    assert names(find_inputs([str(tree)], choice)) == expected


def test_a_named_file_is_always_taken(tree: Path) -> None:
    path = str(tree / ".hidden.txt")
    inputs = find_inputs([path], Choice(exclude=["*"]))
    assert names(inputs) == [path] and not inputs.many


@pytest.mark.parametrize(
    ("arguments", "many"), [(["-"], False), (["gone"], False), (["-", "gone"], True), (["gone", "gone"], True)]
)
def test_one_or_many_is_decided_by_the_arguments(arguments: list[str], many: bool) -> None:
    assert find_inputs(arguments, Choice()).many is many


def test_missing_and_addresses_are_told_apart() -> None:
    found = find_inputs(["gone.txt", "https://harbour-courier.example/1"], Choice()).documents
    assert [one.problem.code if one.problem else None for one in found] == ["not-found", "not-fetched"]


def test_links_that_leave_the_tree_are_counted_and_left_out(tree: Path) -> None:
    outside = tree.parent / "outside.txt"
    outside.write_text("x")
    (tree / "out.txt").symlink_to(outside)
    (tree / "in.txt").symlink_to(tree / "b.txt")
    (tree / "loop").symlink_to(tree)
    (tree / "broken.txt").symlink_to(tree / "nowhere.txt")
    inputs = find_inputs([str(tree)], Choice())
    assert names(inputs) == ["a-b.markdown", "a.txt", "a/y.TEXT", "a/z.md", "b.txt", "in.txt"]
    assert inputs.links_left_out == 1


def test_a_folder_that_is_itself_a_link_is_walked(tree: Path) -> None:
    link = tree.parent / "link"
    link.symlink_to(tree)
    assert len(find_inputs([str(link)], Choice()).documents) == 5


def test_what_this_call_writes_is_no_input(tree: Path) -> None:
    inputs = find_inputs([str(tree)], Choice(avoid=str(tree / "a") + "/"))
    assert names(inputs) == ["a-b.markdown", "a.txt", "b.txt"]
    assert len(find_inputs([str(tree)], Choice(avoid=str(tree))).documents) == 5


def test_what_an_earlier_call_wrote_is_no_input_unless_named(tree: Path) -> None:
    (tree / "a" / MANIFEST).write_text("")
    assert names(find_inputs([str(tree)], Choice())) == ["a-b.markdown", "a.txt", "b.txt"]
    assert names(find_inputs([str(tree / "a")], Choice())) == ["y.TEXT", "z.md"]


def test_many_names_take_little_room() -> None:
    documents = Documents()
    tracemalloc.start()
    for number in range(5_000):
        documents.add_name("in", f"{number // 500:03}/{number:06}.txt")
    peak = tracemalloc.get_traced_memory()[1]
    assert len(documents) == 5_000 == sum(1 for _ in documents)
    assert tracemalloc.get_traced_memory()[0] < 40 * 5_000 and peak < 80 * 5_000
    tracemalloc.stop()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_names_that_are_no_text_are_shown(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/caf\xe9\\.txt", "w"):
        pass
    (found,) = find_inputs([str(tmp_path)], Choice()).documents
    assert found.name == "caf\\xe9\\\\.txt"
    assert os.path.exists(found.path)
    assert shown_name(found.relative) == found.name
    assert next(iter(find_inputs([found.path], Choice()).documents)).relative == found.relative


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_can_not_be_read_is_a_failed_input(tree: Path) -> None:
    (tree / "a").chmod(0)
    try:
        found = find_inputs([str(tree)], Choice()).documents
    finally:
        (tree / "a").chmod(0o755)
    assert [one.name for one in found if one.problem] == ["a/"]


def test_pipes_in_folders_are_left_alone(tree: Path) -> None:
    os.mkfifo(tree / "pipe.txt")
    assert "pipe.txt" not in names(find_inputs([str(tree)], Choice()))
