"""Lost punctuation: what each mark was, how sure that is, and above all which question marks stay."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from counting import count_calls
from hypothesis import given
from hypothesis import strategies as st

from newsparse.normalize.lossy.punctuation import MarkReading, Place, read_marks
from newsparse.normalize.lossy.punctuation.place import ROLES

CASES = Path(__file__).parent / "cases" / "lossy_punctuation"
LOST = "\N{REPLACEMENT CHARACTER}"
SURE = 0.95
# The words of these texts have their letters: no mark in them is one.
NO_LETTER = frozenset(ROLES) - {"letter"}
PIECES = [
    "?",
    "??",
    LOST,
    "We",
    "are",
    "it?s",
    "?We",
    "said.?",
    "“",
    "”",
    '"',
    "'",
    "\n",
    "\n\n",
    "1999?2003",
    ",",
    "é",
    "(",
    "*",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join) | st.text(
    st.sampled_from("?\N{REPLACEMENT CHARACTER} aSé\n-'.\"“”,9"), max_size=40
)
LANGUAGES = st.sampled_from([None, "en", "de", "fr", "es", "pt-BR", "ja", "tlh"])


def load_cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.json")):
        for case in json.loads(path.read_text(encoding="utf-8")):
            marks = [pytest.mark.xfail(reason=case["known"], strict=True)] if "known" in case else []
            yield pytest.param(case, id=f"{path.stem}: {case['label']}", marks=marks)


def places_in(value: str) -> list[Place]:
    return [Place(at, NO_LETTER) for at, one in enumerate(value) if one in "?" + LOST]


def words_of(text: str) -> Callable[[str], float]:
    """All words of a text are common."""
    known = set(re.findall(r"[^\W\d_]+", text.lower()))
    return lambda word: 5.0 if word in known else 0.0


def restored(value: str, found: list[MarkReading]) -> str:
    sure = {one.at: one.after for one in found if one.confidence >= SURE and one.role != "other"}
    return "".join(sure.get(at, one) for at, one in enumerate(value))


def test_there_are_cases() -> None:
    assert len(list(load_cases())) > 25


@pytest.mark.parametrize("case", list(load_cases()))
def test_cases(case: dict[str, Any]) -> None:
    value = case["text"]
    found = read_marks(value, places_in(value), case["language"], words_of(case["want"]))
    assert restored(value, found) == case["want"]
    check(value, places_in(value), found)


@given(TEXTS, LANGUAGES)
def test_holds_for_any_text(value: str, language: str | None) -> None:
    places = places_in(value)
    check(value, places, read_marks(value, places, language, lambda word: 4.0 if word == "are" else 0.0))


def check(value: str, places: list[Place], found: list[MarkReading]) -> None:
    """What holds for every outcome."""
    assert [one.at for one in found] == [one.at for one in places]
    for one in found:
        mark = value[one.at]
        assert one.role in ROLES and 0 <= one.confidence < 1 and one.evidence and one.rule == f"punctuation/{one.role}"
        assert not (mark == LOST and one.role == "question")
        assert len(one.after) == 1
        if one.role != "other":
            assert (one.after == mark) == (one.role in ("question", "letter"))
        assert all(0 < chance <= 1 for _, chance in one.others)


def test_only_possible_roles_are_given() -> None:
    value = "It?s late. ?We wait,? he said."
    roles = frozenset({"dash", "letter"})
    found = read_marks(value, [Place(at.at, roles) for at in places_in(value)], "en", lambda word: 5.0)
    assert {one.role for one in found} <= roles


def test_what_is_not_listed_is_context_only() -> None:
    assert read_marks("Who? It?s me.", [Place(7)], "en", lambda word: 5.0)[0].after == "’"
    assert read_marks("Who?", [], "en", lambda word: 5.0) == []


def test_a_word_with_a_letter_is_no_contraction() -> None:
    value = "She didn?t go to the caf? again."
    found = read_marks(value, [Place(8), Place(24, letter=0.97)], "en", lambda word: 0.0 if word == "caf" else 5.0)
    assert [one.role for one in found] == ["apostrophe", "letter"]


def test_one_letter_between_blanks_may_be_a_word() -> None:
    (found,) = read_marks("Isto ? muito bom, disse ele.", [Place(5)], "pt", lambda word: 5.0)
    assert found.role != "dash" or found.confidence < SURE


def test_evidence_is_told() -> None:
    found = read_marks(
        "?We are ready,? Italy?s minister said.", [Place(0), Place(14), Place(21)], "en", lambda word: 5.0
    )
    facts = [fact.to_dict() for one in found for fact in one.evidence]
    assert {"fact": "closing-mark-due", "since": 14} in facts
    assert {"fact": "contraction", "ending": "s"} in facts


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    ["?", "a?", "a? ", "?a ", '"', '"?" ', "a?a?a?", LOST, "? ", "\n?", "“? ", "Who, who? ", "?\n\n", "x" * 50 + "?"],
)
def test_is_linear(piece: str) -> None:
    def calls(size: int) -> int:
        text = piece * (size // len(piece))
        places = places_in(text)
        return count_calls(lambda: read_marks(text, places, "en", lambda word: 0.0))

    calls(1_000)
    assert calls(40_000) <= 6 * calls(10_000) + 10_000


def test_marks_of_a_text_of_nothing_but_marks_are_read_where_they_stand() -> None:
    value = 'a" "b, ' * 6_000 + "?We are ready,? he said"
    places = [Place(at) for at, one in enumerate(value) if one == "?"]
    assert [one.role for one in read_marks(value, places, "en", lambda word: 5.0)] == ["opening", "closing"]
