"""The fixtures come out as a person reads them, and whatever the text, the promises of an article hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from invariants import check_article

from newsparse.model import Options
from newsparse.pipeline import normalize, parse_source

FIXTURES = Path(__file__).parent.parent / "fixtures"
CASES = sorted((Path(__file__).parent / "cases" / "fixtures").glob("*.json"))


def test_every_fixture_has_a_case() -> None:
    assert {path.stem for path in CASES} == {path.name for path in FIXTURES.iterdir()}


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_fixture_comes_out_right(case: Path) -> None:
    expected: dict[str, Any] = json.loads(case.read_text(encoding="utf-8"))
    data = (FIXTURES / case.stem).read_bytes()
    article = parse_source(data, path=case.stem, options=Options())
    check_article(article)
    found = article.to_dict()
    for name in expected.keys() & {"body", "captions", "quotes", "segments", "repairs"}:
        assert len(found[name]) == len(expected[name]), name
    assert _shape(found, expected) == expected
    assert normalize(article.text).text == article.text, "normalizing again changes nothing"


def _shape(found: Any, expected: Any) -> Any:
    """What was found, cut down to what a case tells: the named keys, the beginnings of strings."""
    if isinstance(expected, dict):
        return {key: _shape(found.get(key), value) for key, value in expected.items()}
    if isinstance(expected, list) and isinstance(found, list):
        return [_shape(one, other) for one, other in zip(found, expected, strict=True)]
    if isinstance(expected, str) and expected.endswith("...") and isinstance(found, str):
        return expected if found.startswith(expected[:-3]) else found
    return found
