"""Author lines: what is one, what only looks like one, and what survives anything."""

from __future__ import annotations

import linecases
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.segments.byline import looks_like_name, propose_byline, propose_signature
from newsparse.segments.candidate import Candidate
from newsparse.segments.rival_names import lesser_bylines


@pytest.mark.parametrize(("language", "level", "line", "parts"), linecases.read("byline"))
def test_lines(language: str, level: str, line: str, parts: list[str]) -> None:
    linecases.check(propose_byline(line, linecases.book(language)), level, line, parts)


@pytest.mark.parametrize(
    ("language", "line", "start", "parts"),
    [
        (
            "de",
            "Das reicht. (Jana Muster aus Berlin, Anna Probe, 3.5.2024)",
            12,
            ["Jana Muster", "Berlin", "Anna Probe"],
        ),
        ("de", "Das reicht. (dpa/wal)", 12, ["dpa", "wal"]),
        ("en", "The harbour stays closed. (AFP)", 26, ["AFP"]),
    ],
)
def test_signatures(language: str, line: str, start: int, parts: list[str]) -> None:
    found = propose_signature(line, linecases.book(language))
    assert found is not None and found.start == start
    assert [one.value for one in found.parts] == parts
    assert all(line[one.start : one.end] == one.value for one in found.parts)


@pytest.mark.parametrize(
    "line", ["The harbour (Oslo) stays closed.", "It stays closed (see below).", "It stays closed. (More soon.)", ")"]
)
def test_brackets_that_are_no_signature(line: str) -> None:
    assert propose_signature(line, linecases.book("en")) is None


@pytest.mark.parametrize(
    "name", ["Jane Roe", "María R. Sahún", "Ludwig van der Meer", "JANE ROE", "Al Smith", "Theresa May"]
)
def test_names(name: str) -> None:
    assert looks_like_name(name, linecases.book("en"))


@pytest.mark.parametrize(
    "words",
    ["World News", "Jane", "the Roe", "New York", "Harbour Courier", "Jane Roe said", "Jane 7", "Ireland’s Roe", ""],
)
def test_no_names(words: str) -> None:
    assert not looks_like_name(words, linecases.book("en"))


def read_lines(lines: dict[int, str]) -> dict[int, Candidate]:
    found = {at: propose_byline(line, linecases.book("en")) for at, line in lines.items()}
    return {at: one for at, one in found.items() if one is not None}


@pytest.mark.parametrize(
    ("lines", "labelled", "lesser"),
    [
        pytest.param({3: "By Jane Roe", 40: "By John Doe"}, (), {40}, id="the lead of another article"),
        pytest.param({3: "By Jane Roe", 5: "By John Doe"}, (), set(), id="two leads of one article"),
        pytest.param({3: "By Jane Roe", 40: "Jane Roe"}, (), set(), id="an echo"),
        pytest.param({3: "By Jane Roe", 4: "Mary Poe", 9: "Al Smith"}, (), {9}, id="a name beside a lead"),
        pytest.param({3: "Jane Roe", 4: "Mary Poe", 30: "Al Smith"}, (), {30}, id="a run of lone names"),
        pytest.param({1: "Al Smith", 4: "Mary Poe"}, (), {1}, id="a lone name above the headline"),
        pytest.param({4: "Mary Poe"}, ("Author: Jane Roe",), {4}, id="beside a label"),
        pytest.param({4: "Mary Poe"}, ("Author: AFP",), set(), id="a label that names no person"),
        pytest.param({}, (), set(), id="nothing"),
    ],
)
def test_rival_names(lines: dict[int, str], labelled: tuple[str, ...], lesser: set[int]) -> None:
    named = tuple(read_lines(dict(enumerate(labelled))).values())
    assert lesser_bylines(read_lines(lines), named, 2) == lesser


def test_rival_names_without_a_headline() -> None:
    assert lesser_bylines(read_lines({3: "Jane Roe", 30: "Al Smith"}), (), None) == frozenset()


def test_hostile_lines() -> None:
    linecases.survives(propose_byline)
    linecases.survives(propose_signature)


WORDS = st.sampled_from(
    [
        "By",
        "Von",
        "Jane",
        "Roe",
        "and",
        "AFP",
        ",",
        "|",
        "(",
        ")",
        "in",
        "Oslo",
        "3",
        "May",
        ".",
        ":",
        "said",
        "@jane",
        "é",
    ]
)


@given(st.lists(WORDS, max_size=14).map(" ".join) | st.text(max_size=60))
def test_spans_hold_for_any_line(line: str) -> None:
    for language in ("en", "de", "shared"):
        for propose in (propose_byline, propose_signature):
            found = propose(line, linecases.book(language))
            if found is not None:
                linecases.check_spans(found, line)
