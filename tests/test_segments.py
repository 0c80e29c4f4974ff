"""Segments: what each block of a page is, decided by its words and its neighbours."""

from __future__ import annotations

from pathlib import Path

import pytest
from sections import Section, read_sections

from newsparse.pipeline import parse

CASES = read_sections(Path(__file__).parent / "cases" / "segments")
MARKS = "*#<>[]- "


def test_there_are_cases() -> None:
    assert len(CASES) >= 6


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_segments_come_out_as_read(case: Section) -> None:
    article = parse(case.text)
    found = [(one.kind, article.text[one.start : one.end].lstrip(MARKS)) for one in article.segments]
    expected = [tuple(line.split(" | ", 1)) for line in case.expected]
    assert [kind for kind, _ in found] == [kind for kind, _ in expected]
    for (_, value), (_, beginning) in zip(found, expected, strict=True):
        assert value.startswith(beginning.lstrip(MARKS))
