"""Weighs the features of a mark: a learned weight for each label, as `data/scorers/punctuation.json` holds them.

All labels' weights of a feature are one integer, each in a field of its own: one addition adds them all. Sums are
kept by the features: marks look alike by the dozen.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from math import exp
from pathlib import Path
from struct import Struct
from typing import Any, Final

from newsparse.normalize.lossy.punctuation.chain import MOVES, Arc
from newsparse.normalize.lossy.punctuation.place import LABELS, ROLES_BY_LABEL

SCORERS: Final = Path(__file__).parents[3] / "data" / "scorers"
# Weights are stored in hundredths.
_UNIT: Final = 100.0
_FIELD: Final = 32
_ZERO: Final = 1 << (_FIELD - 1)
_SIZE: Final = len(LABELS)
_ZEROS: Final = sum(_ZERO << (_FIELD * index) for index in range(_SIZE))
_STRUCT: Final = Struct(f"<{_SIZE}I")
# Labels that fit a state less than this never stand in it.
_NEVER: Final = 1e-6
_REMEMBERED: Final = 10_000
_NOTHING_LEFT: Final = (*[0.0] * (_SIZE - 1), 1.0)

Names = tuple[tuple[str, ...], ...]
Steps = tuple[tuple[float, float], ...]


def spelled(name: tuple[str, ...]) -> str:
    """A feature as the file writes it: its kind, then its values.

    >>> spelled(("around", "a", "_", "0/1")), spelled(("sure",))
    ('around a|_|0/1', 'sure')
    """
    return f"{name[0]} {'|'.join(name[1:])}".rstrip()


class _Packed(dict[tuple[str, ...], int]):
    """The weights of features, packed when they are first asked for: a text needs few of them."""

    def __init__(self, rows: Mapping[str, Sequence[int]]) -> None:
        super().__init__()
        self._rows = rows

    def __missing__(self, name: tuple[str, ...]) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        row = self._rows.get(spelled(name))
        self[name] = found = _pack(row) if row else 0
        return found


class Weights:
    """What the learned file says."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._get = _Packed(data["weights"]).__getitem__
        self._base = _pack(data["bias"]) + _ZEROS
        self._remembered: dict[tuple[Names, frozenset[str] | None, bool], Sequence[float]] = {}
        self.arcs: dict[int, tuple[Arc, ...]] = {
            index: tuple(
                (state, target, fit)
                for state, (target, fit) in enumerate(zip(MOVES[label], data["fits"][label], strict=True))
                if fit > _NEVER
            )
            for index, label in enumerate(LABELS)
            if label in MOVES
        }
        """The moves of each label that opens or closes, with how well they fit."""
        self.fits: dict[int, tuple[float, ...]] = {
            index: tuple(data["fits"][label])
            for index, label in enumerate(LABELS)
            if label not in MOVES and any(fit != 1.0 for fit in data["fits"][label])
        }
        """How well other labels fit each state, where it matters."""
        self.levels: dict[str, Steps] = {
            name: tuple((float(low), float(high)) for low, high in steps) for name, steps in data["levels"].items()
        }
        """What a chance is worth, by role."""

    def chances(self, names: Names, roles: frozenset[str] | None, lost: bool) -> Sequence[float]:
        """The chance of each label by what stands around the mark alone, among the roles that are possible.

        `lost`: it is U+FFFD, never a question mark.
        """
        key = names, roles, lost
        found = self._remembered.get(key)
        if found is None:
            found = only_possible(self._weigh(names), roles, lost)
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            self._remembered[key] = found
        return found

    def _weigh(self, names: Names) -> list[float]:
        total = sum(map(self._get, names), self._base)
        fields = _STRUCT.unpack(total.to_bytes(_STRUCT.size, "little"))
        top = max(fields)
        scores = [exp((field - top) / _UNIT) for field in fields]
        whole = sum(scores)
        return [score / whole for score in scores]


def only_possible(chances: Sequence[float], roles: frozenset[str] | None, lost: bool) -> Sequence[float]:
    """The chances of the labels whose role is possible, summing to one; all on `other` where none is.

    >>> only_possible([0.5, 0.2, *[0.0] * 8, 0.1, 0.2], frozenset({"opening"}), False)[1]
    1.0
    """
    if roles is None and not lost:
        return chances
    allowed = [
        chance if roles is None or role in roles else 0.0 for chance, role in zip(chances, ROLES_BY_LABEL, strict=True)
    ]
    if lost:
        allowed[0] = 0.0
    whole = sum(allowed)
    return [chance / whole for chance in allowed] if whole > 0.0 else _NOTHING_LEFT


def _pack(row: Sequence[int]) -> int:
    return sum(weight << (_FIELD * index) for index, weight in enumerate(row))


@cache
def load_weights() -> Weights:
    """The weights that are shipped."""
    return Weights(json.loads((SCORERS / "punctuation.json").read_text(encoding="utf-8")))
