"""Who a mention is: the cases of tests/cases/speakers/LANGUAGE.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from newsparse.passage import Passage
from newsparse.quotes import QuotePassage, find_quotes
from newsparse.rules import load_rule_book

CASES = {
    f"{path.stem}: {case['id']}": (path.stem, case)
    for path in sorted((Path(__file__).parent / "cases" / "speakers").glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
}


def passages_of(text: str) -> list[QuotePassage]:
    """Paragraphs between blank lines."""
    found: list[QuotePassage] = []
    place = 0
    for part in text.split("\n\n"):
        start = text.index(part, place)
        place = start + len(part)
        found.append(QuotePassage(Passage.join(text, [(start, place)]), "body", len(found)))
    return found


def test_there_are_cases() -> None:
    assert len(CASES) > 10


@pytest.mark.parametrize(("language", "case"), CASES.values(), ids=CASES.keys())
def test_case(language: str, case: dict[str, Any]) -> None:
    quotes = find_quotes(passages_of(case["text"].strip()), load_rule_book(language)).quotes
    assert [one.speaker or "" for one in quotes] == case["speakers"]
    if "descriptions" in case:
        assert [one.description or "" for one in quotes] == case["descriptions"]
