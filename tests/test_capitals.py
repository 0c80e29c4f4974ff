"""The case of a lost first letter: what is sure, what is left open, and that it never fails."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.normalize.lossy import capitals
from newsparse.normalize.lossy.capitals import MOST, first_letter_case, load_weights, said_of_word
from newsparse.normalize.lossy.name_options import small

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "cases" / "capitals" / "words.json").read_text(encoding="utf-8")
)
SURE = 0.95


def test_there_are_cases() -> None:
    assert {one["capital"] for one in CASES} == {True, False, None}


@pytest.mark.parametrize("case", CASES, ids=lambda one: one["text"])
def test_cases(case: dict[str, Any]) -> None:
    """The bracketed letter is lost with all others outside of ASCII; `null` is left open."""
    start = case["text"].index("[")
    intact = case["text"].replace("[", "").replace("]", "")
    end = start
    while end < len(intact) and intact[end].isalpha():
        end += 1
    damaged = "".join(one if one.isascii() else "?" for one in intact)
    for word in (intact[start:end], small(intact[start:end], case["language"])):
        is_capital, chance, facts = first_letter_case(word, start, damaged, case["language"])
        if case["capital"] is None:
            assert chance < SURE, facts
        else:
            assert (is_capital, chance >= SURE) == (case["capital"], True), (chance, facts)


def test_a_word_in_capitals_had_one() -> None:
    assert first_letter_case("éCOLE", 0, "?COLE", "fr")[:2] == (True, MOST)


@given(
    st.text(min_size=1, max_size=12), st.text(max_size=40), st.text(max_size=40), st.sampled_from(["de", "tr", None])
)
def test_holds_for_any_text(word: str, before: str, after: str, language: str | None) -> None:
    _, chance, facts = first_letter_case(word, len(before), before + "?" + word[1:] + after, language)
    assert 0.5 <= chance <= MOST and facts


def test_works_without_its_weights(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(capitals, "WEIGHTS", tmp_path / "none.json")
    for one in (load_weights, said_of_word):
        one.cache_clear()
    try:
        assert first_letter_case("être", 5, "Pour ?tre", "fr")[1] == 0.5
    finally:
        for one in (load_weights, said_of_word):
            one.cache_clear()
