"""Weighs evidence: features by name, each with a learned weight for every answer to a question.

The weights stand in `data/scorers/<question>.json`, made by `tools/train_scorers.py`; a feature that it does not
hold weighs nothing. All answers' weights of a feature are one integer, each in a field of its own: one addition adds
them all, and exactly. Sums are kept by bundle of features, since a page's lines look alike by the dozen.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from math import exp
from pathlib import Path
from struct import Struct
from typing import Final

SCORERS: Final = Path(__file__).parent.parent / "data" / "scorers"
# Weights are stored in hundredths.
_UNIT: Final = 100.0
# A field of an answer's weights; half of what it holds stands for zero when it is read.
_FIELD: Final = 32
_ZERO: Final = 1 << (_FIELD - 1)
# A bundle's sum is kept until so many are; then all are forgotten, which costs less than to order them by use.
_REMEMBERED: Final = 10_000

# Features by name; in a group, the prefix that says which block they speak of stands before each.
Names = tuple[str, ...]
Group = tuple[str, Names]
# A group for each of many blocks: the prefix, and the features of the first, of the second, ...
Column = tuple[str, Sequence[Names]]


class Bundle(Names):
    """Features that many blocks share, made once: what is kept for it is found by identity, not by its words."""

    __slots__ = ()
    __eq__ = object.__eq__
    __ne__ = object.__ne__
    __hash__ = object.__hash__


class _Weights(dict[str, int]):
    """What features weigh under one prefix, packed when they are first asked for: a small article asks for few."""

    __slots__ = ("prefix", "raw")

    def __init__(self, prefix: str, raw: Mapping[str, Sequence[int]]) -> None:
        super().__init__()
        self.prefix = prefix
        self.raw = raw

    def __missing__(self, name: str) -> int:
        weight = self.raw.get(self.prefix + name)
        packed = 0 if weight is None else _pack(weight)
        if len(self) < _REMEMBERED:
            self[name] = packed
        return packed


class _Sums(dict[Names, int]):
    """What bundles weigh under one prefix."""

    __slots__ = ("weights",)

    def __init__(self, prefix: str, raw: Mapping[str, Sequence[int]]) -> None:
        super().__init__()
        self.weights = _Weights(prefix, raw)

    def __missing__(self, names: Names) -> int:
        found = sum(map(self.weights.__getitem__, names))
        if type(names) is Bundle:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[names] = found
        return found


class _Prefixes(dict[str, _Sums]):
    """The sums by prefix."""

    __slots__ = ("raw",)

    def __init__(self, raw: Mapping[str, Sequence[int]]) -> None:
        super().__init__()
        self.raw = raw

    def __missing__(self, prefix: str) -> _Sums:
        self[prefix] = found = _Sums(prefix, self.raw)
        return found


class Scorer:
    """The weights of one question."""

    __slots__ = ("_bias", "_fields", "_prefixes", "_zero", "answers")

    def __init__(self, answers: Sequence[str], bias: Sequence[int], weights: Mapping[str, Sequence[int]]) -> None:
        self.answers = tuple(answers)
        self._fields = Struct(f"<{len(self.answers)}I")
        self._zero = _pack([_ZERO] * len(self.answers))
        self._bias = _pack(bias)
        self._prefixes = _Prefixes(weights)

    def sums(self, groups: Iterable[Group]) -> list[float]:
        """What all features together say for each answer; higher is likelier."""
        prefixes = self._prefixes
        return self._read(self._bias + sum([prefixes[prefix][names] for prefix, names in groups]))

    def sums_of_all(self, columns: Iterable[Column]) -> list[float]:
        """What the features of many blocks say for each of them, for a question with one answer."""
        return [one / _UNIT for one in self._packed(columns)]

    def sums_of_each(self, columns: Iterable[Column]) -> list[list[float]]:
        """What the features of many blocks say for each of them and for each answer."""
        return list(map(self._read, self._packed(columns)))

    def _packed(self, columns: Iterable[Column]) -> list[int]:
        weighed = [map(self._prefixes[prefix].__getitem__, column) for prefix, column in columns]
        return [self._bias + sum(parts) for parts in zip(*weighed, strict=True)]

    def reasons(self, groups: Iterable[Group], rival: Iterable[Group] = (), most: int = 4) -> tuple[str, ...]:
        """The features that speak most for the first answer and that the rival has not, the strongest first."""
        shared = {prefix + name for prefix, names in rival for name in names}
        found = []
        for prefix, names in groups:
            weights = self._prefixes[prefix].weights
            for name in names:
                weight = weights[name]
                if weight and prefix + name not in shared and (first := self._read_first(weight)) > 0:
                    found.append((first, prefix + name))
        found.sort(key=lambda one: (-one[0], one[1]))
        return tuple([name for _, name in found[:most]])

    def _read_first(self, packed: int) -> float:
        return packed / _UNIT if len(self.answers) == 1 else self._read(packed)[0]

    def _read(self, packed: int) -> list[float]:
        fields = self._fields.unpack((packed + self._zero).to_bytes(self._fields.size, "little"))
        return [(one - _ZERO) / _UNIT for one in fields]


def _pack(weights: Sequence[int]) -> int:
    """All answers' weights in one integer, in which a sum of each stays in its field."""
    if len(weights) == 1:
        return weights[0]
    return sum([weight << place * _FIELD for place, weight in enumerate(weights)])


def rows_of(columns: Iterable[Column]) -> Iterator[list[Group]]:
    """For each block its groups, as training reads them.

    >>> list(rows_of([("", [("words 1",), ("words 2",)]), ("+1 ", [("words 2",), ("edge",)])]))
    [[('', ('words 1',)), ('+1 ', ('words 2',))], [('', ('words 2',)), ('+1 ', ('edge',))]]
    """
    spread = [[(prefix, names) for names in column] for prefix, column in columns]
    yield from map(list, zip(*spread, strict=True))


@cache
def load_scorer(question: str) -> Scorer:
    """The scorer for a question."""
    data = json.loads((SCORERS / f"{question}.json").read_bytes())
    return Scorer(data["answers"], data["bias"], data["weights"])


@lru_cache(maxsize=8192)  # sums are whole hundredths, and most of a menu's lines have the same
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
