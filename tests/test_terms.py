"""Speech or quoted term: the cases in tests/cases/terms, and what the weights may name."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from newsparse import parse
from newsparse.quotes.cues import grammar_of
from newsparse.rules import load_rule_book

FOLDER = Path(__file__).parent / "cases" / "terms"
CASES = {
    f"{path.stem}: {case['why']}": (path.stem, case)
    for path in sorted(FOLDER.glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
}


def test_there_are_cases() -> None:
    assert len(CASES) > 20


@pytest.mark.parametrize(("language", "case"), CASES.values(), ids=CASES.keys())
def test_case(language: str, case: dict[str, Any]) -> None:
    parsed = parse(case["text"].strip() + "\n", language=language)
    assert [one.text for one in parsed.quotes] == case.get("speech", [])
    assert [one.text for one in parsed.quoted_terms] == case.get("terms", [])


def test_weights_are_small_and_name_no_words() -> None:
    weights = grammar_of(load_rule_book("en")).speech_weights
    assert weights["bias"]
    assert len(weights) < 200
    assert all(name.replace("-", "").isalnum() and abs(weight) < 5 for name, weight in weights.items())
