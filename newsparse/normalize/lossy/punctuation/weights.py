"""Weighs the features of a mark: a learned weight for each label, as `data/scorers/punctuation.json` holds them.

All labels' weights of a feature are one integer, each in a field of its own: one addition adds them all. Sums are
kept by the features: marks look alike by the dozen.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from itertools import repeat
from math import exp
from pathlib import Path
from struct import Struct
from typing import Any, Final

from newsparse.normalize.lossy.punctuation.chain import MOVES, Arc
from newsparse.normalize.lossy.punctuation.place import LABELS

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
_NOTHING: Final = repeat(0)

Names = tuple[tuple[str, ...], ...]
Steps = tuple[tuple[float, float], ...]


class Weights:
    """What the learned file says."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._get = {tuple(name.split("|")): _pack(row) for name, row in data["weights"].items()}.get
        self._base = _pack(data["bias"]) + _ZEROS
        self._remembered: dict[Names, list[float]] = {}
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

    def chances(self, names: Names) -> list[float]:
        """The chance of each label by what stands around the mark alone."""
        found = self._remembered.get(names)
        if found is None:
            total = sum(map(self._get, names, _NOTHING), self._base)
            fields = _STRUCT.unpack(total.to_bytes(_STRUCT.size, "little"))
            top = max(fields)
            scores = [exp((field - top) / _UNIT) for field in fields]
            whole = sum(scores)
            found = [score / whole for score in scores]
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            self._remembered[names] = found
        return found


def _pack(row: list[int]) -> int:
    return sum(weight << (_FIELD * index) for index, weight in enumerate(row))


@cache
def load_weights() -> Weights:
    """The weights that are shipped."""
    return Weights(json.loads((SCORERS / "punctuation.json").read_text(encoding="utf-8")))
