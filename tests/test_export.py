"""The formats: found by listing the folder, safe to print, read back as they were written."""

from __future__ import annotations

import json
import pickle
import re
from dataclasses import replace
from pathlib import Path

import pytest
from articles import FULL, NORMALIZED, REPAIRS
from hypothesis import given
from hypothesis import strategies as st

from newsparse.export import format_names, formats_of, load_format
from newsparse.export.diff import write_diff
from newsparse.export.json import escape_unsafe
from newsparse.failure import Failure, Reason
from newsparse.model import Article, Normalized, Source, write_json
from newsparse.text import Edit, Text

FAILURE = Failure(Source(path="x"), Reason("not-text", "m"))


def test_each_file_of_the_folder_is_a_format() -> None:
    files = {path.stem for path in (Path(__file__).parent.parent / "newsparse" / "export").glob("*.py")}
    assert set(format_names()) == files - {"__init__"}
    assert set(formats_of("parse")) | set(formats_of("normalize")) == set(format_names())


@pytest.mark.parametrize("name", format_names())
def test_a_format_is_complete(name: str) -> None:
    form = load_format(name)
    assert form.suffix.startswith(".")
    assert pickle.loads(pickle.dumps(form)) == form
    if form.article:
        assert form.article(FULL)
        form.article(Article())
    if form.normalized:
        assert form.normalized(NORMALIZED)
        form.normalized(Normalized(""))
    if form.failure:
        assert form.failure(FAILURE)


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_json_reads_back(name: str) -> None:
    form = load_format(name)
    assert form.article and form.normalized and form.failure
    assert Article.from_dict(json.loads(form.article(FULL))) == FULL
    assert json.loads(form.normalized(NORMALIZED)) == NORMALIZED.to_dict()
    assert json.loads(form.failure(FAILURE)) == FAILURE.to_dict()


@given(st.text())
def test_a_record_of_jsonl_is_one_line_and_commands_no_terminal(text: str) -> None:
    write = load_format("jsonl").article
    assert write
    line = write(Article(headline=text))
    assert line.splitlines() == [line[:-1]]
    assert not set(line[:-1]) & {*map(chr, range(32)), *map(chr, range(0x7F, 0xA0)), *"\u2028\u2029\u202e\u2066"}
    assert json.loads(line)["headline"] == text


@given(st.text())
def test_escaping_changes_no_value(text: str) -> None:
    assert json.loads(escape_unsafe(write_json(text))) == text


def test_the_diff_breaks_lines_at_line_feeds_alone() -> None:
    text = Text.of("a\x0bb\x85c\nJos?\n").apply([Edit(1, 2, "", "control", "x"), Edit(9, 10, "é", "lossy", "x")])
    made = Normalized(text.value, text.repairs, source=Source(path="x.txt"))
    assert write_diff(made) == ("--- x.txt\n+++ x.txt\n@@ -1,2 +1,2 @@\n-a\x0bb\x85c\n-Jos?\n+ab\x85c\n+José\n")


def test_the_diff_of_a_text_without_a_last_line_feed() -> None:
    made = Normalized("José", (replace(REPAIRS[0], start=3, end=4, before="?", after="é"),))
    assert write_diff(made).count("\\ No newline at end of file\n") == 2


def test_no_repairs_no_diff() -> None:
    assert write_diff(Normalized("a\nb\n")) == ""


def patched(old: str, diff: str) -> str:
    """What `patch` would make of a text; line numbers, counts and context are checked."""
    lines = [line + "\n" for line in old.split("\n")]
    lines[-1] = lines[-1].removesuffix("\n")
    made: list[str] = []
    reached = 0
    parts = re.split(r"^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@\n", diff, flags=re.MULTILINE)
    for index in range(1, len(parts), 5):
        start, length, new_start, new_length = (int(one or 1) for one in parts[index : index + 4])
        written = re.sub(r"\n\\ No newline at end of file\n", "\0", parts[index + 4])
        signed = re.findall(r"([ +-])([^\n\0]*[\n\0])", written)
        removed = [words.replace("\0", "") for sign, words in signed if sign in " -"]
        added = [words.replace("\0", "") for sign, words in signed if sign in " +"]
        begin = start - (length > 0)
        assert lines[begin : begin + length] == removed and len(added) == new_length
        made += lines[reached:begin]
        assert len(made) == new_start - (new_length > 0)
        made += added
        reached = begin + length
    return "".join(made + lines[reached:])


@given(st.data(), st.text("ab\n", max_size=60))
def test_the_diff_leads_from_the_old_text_to_the_new(data: st.DataObject, old: str) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(old)), max_size=8)))
    edits = [
        Edit(start, end, data.draw(st.text("ab\n", max_size=3)), "space", "x")
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
        if start < end
    ]
    text = Text.of(old).apply(edits)
    diff = write_diff(Normalized(text.value, text.repairs))
    assert (diff == "") is (old == text.value)
    if diff:
        assert patched(old, diff) == text.value


@pytest.mark.slow
def test_the_diff_is_linear() -> None:
    """Every second line changed: comparing the lines would take minutes."""
    lines = 20_000
    text = Text.of("".join(f"line {number}\nb?d\n" for number in range(lines)))
    places = [place for place in range(len(text.raw)) if text.raw[place] == "?"]
    text = text.apply([Edit(place, place + 1, "a", "lossy", "x") for place in places])
    assert write_diff(Normalized(text.value, text.repairs)).count("\n") == 3 * lines + 3


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_indented_json_is_that_of_the_standard_library(value: object) -> None:
    assert write_json(value, indent=2) == json.dumps(value, indent=2, ensure_ascii=False)
