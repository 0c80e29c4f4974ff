"""Pairs of quotation marks: the cases of tests/cases/marks, and what holds for any text."""

from __future__ import annotations

import gc
import tomllib
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.quotes.marks import Pair, pair_marks

CASES: dict[str, dict[str, Any]] = {
    f"{path.stem}: {case['id']}": case
    for path in sorted((Path(__file__).parent / "cases" / "marks").glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
}
CLIPPED = frozenset({"em", "til", "tis", "n", "an'", "o'"})


def shown(value: str, pair: Pair) -> str:
    return value[pair.inner_start : pair.inner_end] + ("" if pair.closed else "|")


def test_there_are_cases() -> None:
    assert len(CASES) > 40


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_case(case: dict[str, Any]) -> None:
    value = case["text"].strip()
    found = [shown(value, one) for one in pair_marks(value, CLIPPED)]
    assert found == case.get("pairs", [])
    check(value)


def check(value: str) -> None:
    """Pairs are in range, in order, do not overlap; a closed one holds its marks, its words have no blanks around."""
    reached = 0
    for pair in pair_marks(value, CLIPPED):
        assert reached <= pair.start < pair.inner_start < pair.inner_end <= pair.end <= len(value)
        assert value.startswith(pair.mark, pair.start)
        assert pair.end > pair.inner_end or not pair.closed
        inner = value[pair.inner_start : pair.inner_end]
        assert inner == inner.strip()
        assert any(one.isalnum() for one in inner)
        reached = pair.end


PIECES = st.sampled_from([
    '"', "“", "”", "„", "‟", "«", "»", "＂", "‘", "’", "'", "‚", "‹", "›", "「", "」", "『", "』", "``", "''", "‘‘",
    "’’", ",,", "?", "\N{REPLACEMENT CHARACTER}", "—", " - ", "(", ")", ".", ",", "!", " ", " ", "s", "a", "Roe",
    "said", "1", "90s", "\N{COMBINING ACUTE ACCENT}", "\N{NO-BREAK SPACE}", "\N{ZERO WIDTH JOINER}", "\n", "語",
])  # fmt: skip


@given(st.lists(PIECES, max_size=50).map("".join) | st.text(max_size=150))
def test_any_text_is_survived(value: str) -> None:
    check(value)


HOSTILE = [
    '"',
    "“",
    "' ",
    "'a ",
    "“»",
    "“a ",
    "a” ",
    "?a ",
    "a,? ",
    "“a,? ",
    "?a” ",
    "“?a ",
    "‘a s' ",
    "''",
    "``a ",
    ",,a",
    "?",
]


@pytest.mark.slow
@pytest.mark.parametrize("piece", HOSTILE)
def test_time_is_linear(piece: str) -> None:
    def seconds(count: int) -> float:
        value = piece * count
        best = 9.0
        for _ in range(3):
            started = process_time()
            pair_marks(value, CLIPPED)
            best = min(best, process_time() - started)
        return best

    gc.disable()  # eighty thousand matches in a list, and the collector walks them again and again
    try:
        assert seconds(40_000) < max(0.2, 10 * seconds(10_000))
    finally:
        gc.enable()
