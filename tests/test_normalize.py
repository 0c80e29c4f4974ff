"""Normalizing: cases that a person can read, and what must hold for any text at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsparse.model import Damage
from newsparse.normalize import Context, Normalization, normalize_text
from newsparse.text import Text, revert

CASES = Path(__file__).parent / "cases" / "normalize"
# What breaks normalizers: bytes of mojibake, halves of it, escapes, things that compose or vanish.
NASTY = [
    "â", "€", "?", "\N{REPLACEMENT CHARACTER}", "Ã", "Â", "™", "œ", "\x9d", "\x80", "\x99", "\x85", "\xa0", "\xad", "©",
    "&amp;", "&", "amp;", "lt;", "&lt;", "&gt;", "&#8217;", "&#x80;", "&#13;", "&eacute;", "&AMP;", "<", ">", "<b>",
    "e", "s", "It", "n", "t", " ", "\n", "\r", "\t", "\f", "\v", "\x1b", "\x1b[1m", "[31m", "\x08", "\x00", "_", "#",
    "\u2028", "\u2029", "\u200b", "\u200d", "\ufeff", "\u0301", "\u0323", "\u1100", "\u1161", "\u11a8", "ﬁ", "\u00e9",
    "\u212b", "É", "“", "”", "’", "„", "–", "»", "«", "`", "https://a.example/?b=", "Ä", "Å", "ß", "ü", "1", "В", "Ђ",
    "ð", "Ÿ", "â??", "Ã?", " the ", " und ",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(NASTY), max_size=24).map("".join) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=30
)
CONTEXTS = st.sampled_from([Context(), Context("en"), Context("de"), Context("fr", 0.0), Context("es", 0.5)])


def load_cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.json")):
        for case in json.loads(path.read_text(encoding="utf-8")):
            marks = [pytest.mark.xfail(reason=case["known"], strict=True)] if "known" in case else []
            yield pytest.param(case, id=f"{path.stem}: {case['label']}", marks=marks)


def check(raw: str, context: Context) -> Normalization:
    """What must hold for the outcome of every text."""
    outcome = normalize_text(Text.of(raw), context)
    text = outcome.text
    assert text.raw == raw and text.revert() == raw == revert(text.value, text.repairs)
    reached = -1
    for repair in text.repairs:
        assert repair.start > reached
        assert text.value[repair.start : repair.end] == repair.after != repair.before
        assert raw[repair.raw_start : repair.raw_end] == repair.before
        reached = repair.end
    reached = 0
    for damage in outcome.damage:
        assert reached <= damage.start <= damage.end <= len(text.value)
        assert text.value[damage.start : damage.end] == damage.text
        reached = damage.end
    again = normalize_text(Text.of(text.value), context)
    assert again.text.value == text.value and not again.text.repairs
    return outcome


def test_there_are_cases() -> None:
    assert len(list(load_cases())) > 60


@pytest.mark.parametrize("case", list(load_cases()))
def test_case(case: dict[str, Any]) -> None:
    outcome = check(case["original"], Context(case.get("language")))
    assert outcome.text.value == case["fixed"]
    assert (outcome.text.value == case["original"]) == (case["expect"] == "leave")
    if "damage" in case:
        assert [describe(one) for one in outcome.damage] == case["damage"]
    if "kinds" in case:
        assert [one.kind for one in outcome.text.repairs] == case["kinds"]


def describe(damage: Damage) -> list[str]:
    return [damage.text, *(one.text for one in damage.candidates)]


@given(TEXTS, CONTEXTS)
def test_any_text_settles_and_can_be_had_back(raw: str, context: Context) -> None:
    check(raw, context)


@pytest.mark.slow
@settings(max_examples=20_000, deadline=None)
@given(TEXTS, CONTEXTS)
def test_any_text_settles_many_times_over(raw: str, context: Context) -> None:
    check(raw, context)
