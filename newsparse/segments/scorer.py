"""Weighs evidence: features by name, each with a learned weight for every answer to a question.

The weights stand in `data/scorers/<question>.json`, made by `tools/train_scorers.py`; a feature that it does not
hold weighs nothing. Sums are kept by group of features, since a page's lines look alike by the dozen.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import exp
from pathlib import Path
from typing import Final

SCORERS: Final = Path(__file__).parent.parent / "data" / "scorers"
# Weights are stored in hundredths.
_UNIT: Final = 100.0
# A group's sum is kept until so many are; then all are forgotten, which costs less than to order them by use.
_REMEMBERED: Final = 50_000

# Features by name; in a group, the prefix that says which block they speak of stands before each.
Names = tuple[str, ...]
Group = tuple[str, Names]


class Scorer:
    """The weights of one question."""

    __slots__ = ("_kept", "_nothing", "_weights", "answers", "bias")

    def __init__(self, answers: Sequence[str], bias: Sequence[float], weights: Mapping[str, Sequence[float]]) -> None:
        self.answers = tuple(answers)
        self.bias = tuple(bias)
        self._weights = weights
        self._nothing = (0.0,) * len(self.answers)
        self._kept: dict[tuple[str, Names], tuple[float, ...]] = {}

    def sums(self, groups: Iterable[Group]) -> list[float]:
        """What all features together say for each answer; higher is likelier."""
        total = list(self.bias)
        kept = self._kept
        if len(total) == 1:  # nearly all sums are of this kind
            alone = total[0]
            for group in groups:
                alone += (kept.get(group) or self._sum(group))[0]
            return [alone]
        for group in groups:
            parts = kept.get(group) or self._sum(group)
            if parts is not self._nothing:
                total = list(map(float.__add__, total, parts))
        return total

    def reasons(self, groups: Iterable[Group], answer: int, most: int = 3) -> tuple[str, ...]:
        """The features that speak most for an answer, the strongest first."""
        found = [
            (weight[answer], prefix + name)
            for prefix, names in groups
            for name in names
            if (weight := self._weights.get(prefix + name)) is not None and weight[answer] > 0
        ]
        found.sort(key=lambda one: (-one[0], one[1]))
        return tuple(name for _, name in found[:most])

    def _sum(self, group: Group) -> tuple[float, ...]:
        prefix, names = group
        known = [weight for name in names if (weight := self._weights.get(prefix + name)) is not None]
        found = tuple(map(sum, zip(*known, strict=True))) if known else self._nothing
        if len(self._kept) >= _REMEMBERED:
            self._kept.clear()
        self._kept[group] = found
        return found


@cache
def load_scorer(question: str) -> Scorer:
    """The scorer for a question; where no weights are shipped, one that knows nothing."""
    path = SCORERS / f"{question}.json"
    data = json.loads(path.read_bytes())
    return Scorer(
        data["answers"],
        [one / _UNIT for one in data["bias"]],
        {name: tuple(one / _UNIT for one in weights) for name, weights in data["weights"].items()},
    )


def chance(sum_for: float) -> float:
    """The chance that a sum of evidence stands for, of two answers.

    >>> chance(0.0), round(chance(2.2), 2)
    (0.5, 0.9)
    """
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, sum_for))))


def chances(sums: Sequence[float]) -> list[float]:
    """The chances of several answers.

    >>> chances([0.0, 0.0])
    [0.5, 0.5]
    """
    most = max(sums)
    shares = [exp(one - most) for one in sums]
    total = sum(shares)
    return [one / total for one in shares]
