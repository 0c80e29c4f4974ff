"""Capitalised words that lost letters: which names are sure, what is left alone, and that places are kept."""

from __future__ import annotations

import json
from math import exp
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.lost import LOST
from newsparse.normalize.lossy.damaged import Word, find_damaged_words
from newsparse.normalize.lossy.name_weights import score
from newsparse.normalize.lossy.names import MOST_TOLD, Names, likely_of

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "cases" / "names" / "names.json").read_text(encoding="utf-8")
)
SURE = 0.95


def test_there_are_cases() -> None:
    assert {one["sure"] for one in CASES} == {True, False}


@pytest.mark.parametrize("case", CASES, ids=lambda one: one["text"])
def test_cases(case: dict[str, Any]) -> None:
    """All letters and marks outside of ASCII are lost; the word in brackets is asked for."""
    start, end = case["text"].index("["), case["text"].index("]") - 1
    intact = case["text"].replace("[", "").replace("]", "")
    damaged = "".join(one if one.isascii() else "?" for one in intact)
    (word,) = [one for one in find_damaged_words(damaged) if one.start == start]
    readings = Names(damaged, case["language"]).readings(word)
    if case["sure"]:
        assert readings[0].part(start, end) == intact[start:end] and readings[0].confidence >= SURE
    else:
        assert not readings or readings[0].confidence < SURE


def test_a_mark_at_an_edge_may_be_punctuation() -> None:
    text = "He met ?Erdo?an? there."
    best = Names(text, "en").readings(Word(7, 16, "?Erdo?an?"))[0]
    assert (best.start, best.end, best.after) == (8, 15, "Erdoğan")


def test_what_can_not_have_been_lost_is_no_reading() -> None:
    text = "Herr M?ller kam."
    word = Word(5, 11, "M?ller")
    assert Names(text, "de").readings(word)[0].after == "Müller"
    found = Names(text, "de", lambda damaged, restored, start: "ü" not in restored).readings(word)
    assert found and all("ü" not in one.after for one in found)


def test_names_beside_it_tell_the_language() -> None:
    alone, beside = "They met Ren? there.", "They met Ren? Dubois there."
    first = {one.after: one.confidence for one in Names(alone, "en").readings(Word(9, 13, "Ren?"))}
    second = {one.after: one.confidence for one in Names(beside, "en").readings(Word(9, 13, "Ren?"))}
    assert second["René"] > first["René"]


@pytest.mark.parametrize("text", ["in ?Erdo?an? Paul", "M?ller", "the Garc?a Jos?", "?zdemir Z?rich", "IN K?LN"])
def test_what_is_remembered_is_what_was_learned(text: str) -> None:
    """The chances come from scores that are kept; the weights are learned from all the evidence of all ways."""
    (word, *_) = find_damaged_words(text)
    names = Names(text, "de")
    ways = list(names.ways(word))
    weights = [exp(score(one.evidence)) for one in ways]
    chances = {(one.core.start, one.option): weight for one, weight in zip(ways, weights, strict=True) if one.option}
    found = likely_of(word.text, text[: word.start].strip(), text[word.end :].strip(), "de")
    assert 0 < len(found) <= MOST_TOLD
    for one in found:
        assert one.chance == pytest.approx(chances[word.start + one.lead, one.option] / sum(weights))


@given(
    st.text(st.sampled_from("?\N{REPLACEMENT CHARACTER}ABJosé ManüşIİı.'-s\n"), max_size=60),
    st.sampled_from(["tr", "de", None]),
)
def test_holds_for_any_text(value: str, language: str | None) -> None:
    names = Names(value, language)
    for word in find_damaged_words(value):
        for one in names.readings(word):
            assert word.start <= one.start < one.end <= word.end and len(one.after) == one.end - one.start
            assert 0 < one.confidence < 1 and one.evidence
            for old, new in zip(value[one.start : one.end], one.after, strict=True):
                assert not new.isascii() if old in LOST else old == new
