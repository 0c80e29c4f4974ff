"""Lost letters: what comes back, what is told as damage, and above all what is left alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from counting import count_calls
from hypothesis import given
from hypothesis import strategies as st

from newsparse import gazetteer
from newsparse.gazetteer import LOST, Gazetteer
from newsparse.normalize.found import Context, Found
from newsparse.normalize.lossy import places, repair_lossy
from newsparse.text import Text

CASES = Path(__file__).parent / "cases" / "lossy"
WORDS = [
    "Ar???", "Jericho", "S?o Paulo", "Zamo??", "Zamość", "M?nchen", "K?ln?", "in", "A", "?", "??", "It?s",
    "Saint-?tienne",
    "\N{REPLACEMENT CHARACTER}", "Jos\N{REPLACEMENT CHARACTER}", "dire??o", "direção", "https://a.example/?b", "*", ".",
    ",", "\n", "\n\n", "¿", "San Jos?", "José", "(", ")", "-", "'", "“", "a?a", "B?rger", "M?NCHEN", "d?Or", "1?2",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join) | st.text(
    st.sampled_from("?\N{REPLACEMENT CHARACTER} aSoPéü\n-'.\"[("), max_size=40
)
CONTEXTS = st.sampled_from([Context(), Context("en"), Context("de", 0.5), Context("pt-BR", 0.0), Context("en", 1.0)])


def load_cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.json")):
        for case in json.loads(path.read_text(encoding="utf-8")):
            marks = [pytest.mark.xfail(reason=case["known"], strict=True)] if "known" in case else []
            yield pytest.param(case, id=f"{path.stem}: {case['label']}", marks=marks)


def test_there_are_cases() -> None:
    assert len(list(load_cases())) > 25


@pytest.mark.parametrize("case", list(load_cases()))
def test_cases(case: dict[str, Any]) -> None:
    value, context = case["text"], Context(case["language"])
    found = repair_lossy(value, context)
    assert {value[one.start : one.end]: one.after for one in found.edits} == case.get("want", {})
    if "evidence" in case:
        assert [fact.fact for fact in found.edits[0].evidence] == case["evidence"]
    if case.get("want") is None or "damage" in case:
        assert [one.text for one in found.damage] == case.get("damage", [])
    for text, candidates in case.get("candidates", {}).items():
        (damage,) = (one for one in found.damage if one.text == text)
        assert [one.text for one in damage.candidates] == candidates
    check(value, context, found)


@given(TEXTS, CONTEXTS)
def test_holds_for_any_text(value: str, context: Context) -> None:
    check(value, context, repair_lossy(value, context))


def check(value: str, context: Context, found: Found) -> None:
    """What holds for every outcome: its places, that only damaged words change, and that twice is once."""
    reached = 0
    for edit in found.edits:
        before = value[edit.start : edit.end]
        assert reached <= edit.start < edit.end <= len(value) and len(before) == len(edit.after)
        for old, new in zip(before, edit.after, strict=True):
            assert not new.isascii() if old in LOST else old == new
        assert any(mark in before for mark in LOST)
        assert edit.kind == "lossy" and context.min_confidence <= edit.confidence < 1 and edit.evidence
        reached = edit.end
    repaired = Text.of(value).apply(found.edits)
    assert repaired.revert() == value
    for one in found.damage:
        assert value[one.start : one.end] == one.text and any(mark in one.text for mark in LOST)
        assert all(0 < candidate.confidence < 1 for candidate in one.candidates)
        assert all(one.end <= edit.start or edit.end <= one.start for edit in found.edits)
    assert repair_lossy(repaired.value, context).edits == ()


def test_min_confidence_turns_a_repair_into_damage() -> None:
    text = "A bakery in H?datsushimizu sold out."
    assert repair_lossy(text, Context("en")).edits
    found = repair_lossy(text, Context("en", 0.999))
    assert not found.edits
    assert [one.text for one in found.damage[0].candidates] == ["Hōdatsushimizu"]


def test_works_without_the_index(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(places, "load_gazetteer", lambda: Gazetteer(tmp_path))
    assert gazetteer.load_gazetteer().restore("Ar???")
    found = repair_lossy("O jornal da direção.\n\nA dire??o foi a S?o Paulo.", Context("pt"))
    assert [one.after for one in found.edits] == ["direção"]
    assert [one.text for one in found.damage] == ["S?o"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    ["?", "a?", "a? ", "A? ", "Ab?def ", "\N{REPLACEMENT CHARACTER}", "San Jos? ", "A?bcd\n", "É A?bcd ", "?A ", "A?-",
     "[A?b](x?y)", "Saint-?tienne ", "Jericho Ar??? ", " ?", "?\n", "Éabcd é\nA?bcd\n", "S? ", "(?", "A.?'", "?abcd "],
)  # fmt: skip
def test_is_linear(piece: str) -> None:
    def calls(size: int) -> int:
        text = "Éabcd\n" + piece * (size // len(piece))
        return count_calls(lambda: repair_lossy(text, Context("en")))

    calls(1_000)
    assert calls(80_000) <= 8 * calls(20_000) + 10_000
