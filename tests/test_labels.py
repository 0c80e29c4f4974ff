"""Labels of exports and front matter."""

from __future__ import annotations

import tomllib

import linecases
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.segments.labels import find_label

CASES = tomllib.loads((linecases.CASES / "labels" / "labels.toml").read_text(encoding="utf-8"))


def test_there_are_cases() -> None:
    assert CASES["yes"] and CASES["no"]


@pytest.mark.parametrize(("language", "line", "field", "value"), CASES["yes"], ids=[one[1] for one in CASES["yes"]])
def test_labels(language: str, line: str, field: str, value: str) -> None:
    found = find_label(line, linecases.book(language))
    assert found is not None
    assert (found.field, line[found.start : found.end]) == (field, value)


@pytest.mark.parametrize("line", CASES["no"])
def test_lines_without_a_label(line: str) -> None:
    assert find_label(line, linecases.book("en")) is None


@given(
    st.text(max_size=60) | st.builds("{}: {}".format, st.sampled_from(["Title", "date", "Body"]), st.text(max_size=30))
)
def test_spans_hold_for_any_line(line: str) -> None:
    found = find_label(line, linecases.book("en"))
    if found is not None:
        assert 0 <= found.start <= found.end <= len(line)


def test_hostile_lines() -> None:
    for text in linecases.HOSTILE:
        assert find_label(text, linecases.book("en")) is None
