"""Weights add up the same however features are grouped, kept or asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.segments.scorer import Bundle, Column, Group, Scorer, rows_of

NAMES = ("words 1", "words 2", "link 0", "prose")
WEIGHTS = {"words 1": (120, -4, 0), "link 0": (-300, 7, 1), "+1 prose": (5, -2000, 9), "+1 words 2": (-1, -1, -1)}
BIAS = (10, -20, 30)
SCORER = Scorer(("outside", "paragraph", "caption"), BIAS, WEIGHTS)

names = st.lists(st.sampled_from(NAMES), max_size=4).map(tuple)
groups = st.tuples(st.sampled_from(("", "+1 ", "-1 ")), st.one_of(names, names.map(Bundle)))


def expected(asked: list[Group]) -> list[float]:
    """The sums, feature by feature."""
    known = [WEIGHTS[prefix + name] for prefix, features in asked for name in features if prefix + name in WEIGHTS]
    return [sum(column) / 100 for column in zip(BIAS, *known, strict=True)]


@given(st.lists(groups, max_size=6))
def test_sums_are_those_of_single_features(asked: list[Group]) -> None:
    assert SCORER.sums(asked) == expected(asked)
    assert SCORER.sums(asked) == expected(asked), "kept sums"


@given(st.lists(st.tuples(names, names), min_size=1, max_size=6))
def test_columns_say_what_rows_say(pairs: list[tuple[tuple[str, ...], tuple[str, ...]]]) -> None:
    scorer = Scorer(("paragraph",), BIAS[:1], {name: weights[:1] for name, weights in WEIGHTS.items()})
    columns: list[Column] = [("", [one for one, _ in pairs]), ("+1 ", [Bundle(one) for _, one in pairs])]
    assert scorer.sums_of_all(columns) == [scorer.sums(row)[0] for row in rows_of(columns)]


def test_reasons_are_the_strongest_features_that_a_rival_has_not() -> None:
    asked = [("", ("words 1", "link 0", "prose")), ("+1 ", ("prose",))]
    assert SCORER.reasons(asked) == ("words 1", "+1 prose")
    assert SCORER.reasons(asked, [("", ("words 1",))]) == ("+1 prose",)
    assert SCORER.reasons(asked, most=1) == ("words 1",)


@pytest.mark.parametrize("one", [("prose",), ()])
def test_bundles_are_kept_by_identity(one: tuple[str, ...]) -> None:
    first, second = Bundle(one), Bundle(one)
    assert first != second
    assert tuple(first) == tuple(second)
