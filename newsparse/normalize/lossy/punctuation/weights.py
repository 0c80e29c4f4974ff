"""Weighs the features of a mark: a learned weight for each label, as `data/scorers/punctuation.json` holds them.

All labels' weights of a feature are one integer, each in a field of its own: one addition adds them all.
"""

from __future__ import annotations

import json
from functools import cache
from math import exp
from pathlib import Path
from struct import Struct
from typing import Any, Final

from newsparse.normalize.lossy.punctuation.place import LABELS

SCORERS: Final = Path(__file__).parents[3] / "data" / "scorers"
# Weights are stored in hundredths.
_UNIT: Final = 100.0
_FIELD: Final = 32
_ZERO: Final = 1 << (_FIELD - 1)
_SIZE: Final = len(LABELS)
_ZEROS: Final = sum(_ZERO << (_FIELD * index) for index in range(_SIZE))
_STRUCT: Final = Struct(f"<{_SIZE}I")

Names = tuple[tuple[str, ...], ...]


class Weights:
    """What the learned file says."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._weights = {tuple(name.split("|")): _pack(row) for name, row in data["weights"].items()}
        self._bias = _pack(data["bias"])
        self.fits: dict[str, tuple[float, ...]] = {name: tuple(row) for name, row in data["fits"].items()}
        self.levels: dict[str, tuple[tuple[float, float], ...]] = {
            name: tuple((float(low), float(high)) for low, high in steps) for name, steps in data["levels"].items()
        }

    def chances(self, names: Names) -> list[float]:
        """The chance of each label by what stands around the mark alone."""
        get = self._weights.get
        total = self._bias + _ZEROS
        for name in names:
            weight = get(name)
            if weight is not None:
                total += weight
        fields = _STRUCT.unpack(total.to_bytes(_STRUCT.size, "little"))
        top = max(fields)
        scores = [exp((field - top) / _UNIT) for field in fields]
        whole = sum(scores)
        return [score / whole for score in scores]


def _pack(row: list[int]) -> int:
    return sum(weight << (_FIELD * index) for index, weight in enumerate(row))


@cache
def load_weights() -> Weights:
    """The weights that are shipped."""
    return Weights(json.loads((SCORERS / "punctuation.json").read_text(encoding="utf-8")))
